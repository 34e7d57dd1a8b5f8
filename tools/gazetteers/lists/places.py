"""places/: countries, capitals, cities, towns, subdivisions and WordNet's named places."""
import re
from functools import lru_cache

from lists.countries import countries, country_keys
from readers import factbook, geo, personal, wordnet
from readers.scowl import is_common
from tables import folded, table
from text import clean, fold, is_acronym, is_latin_name
from tsv import Gazetteer

STRONG_POPULATION = 300_000
TOWN_POPULATION = 15_000
COORDINATES = "name aliases country lat lon population id"


def _saint_forms(name: str) -> list[str]:
    """`Saint Petersburg` is `St. Petersburg` in the news, and the other way round."""
    if name.startswith("Saint "):
        return ["St. " + name[6:]]
    if name.startswith("St. "):
        return ["Saint " + name[4:]]
    return []


@lru_cache(maxsize=None)
def _wordnet_place_names() -> dict[str, set[str]]:
    """Folded lemma of a named place -> folded lemmas of its synsets."""
    found: dict[str, set[str]] = {}
    for synset in wordnet.instances(wordnet.LOCATION):
        keys = {fold(l) for l in synset.lemmas if not is_acronym(l)}
        for key in keys:
            found.setdefault(key, set()).update(keys)
    return found


def _known_alternates(city: geo.City, taken: set[str]) -> list[str]:
    """GeoNames' alternate names are noisy: only those that WordNet knows as names of the same place,
    or as names of a place where no city of that name is listed (`Bangalore`)."""
    known = _wordnet_place_names()
    same = known.get(fold(city.name), set())
    found = []
    for alternate in sorted(set(city.alternates)):
        key = fold(alternate)
        if key == fold(city.name) or not is_latin_name(alternate) or len(alternate) < 4:
            continue
        if key in same or (not same and key in known and key not in taken):
            found.append(alternate)
    return found


def _personal(name: str, people: int) -> bool:
    """A single word that is borne by so many people that it is mostly a person in the news."""
    key = fold(name)
    return " " not in key and (personal.census_surnames().get(key, 0) > people
                               or personal.census_given_names().get(key, (0, 0))[0] > people)


@lru_cache(maxsize=None)
def _demonyms() -> frozenset[str]:
    from lists.nationalities import build as nationalities
    return frozenset(nationalities()[0].names())


@lru_cache(maxsize=None)
def _states() -> frozenset[str]:
    return frozenset(fold(n) for c, n in geo.subdivision_names().items() if c.startswith("us") and len(c) == 4)


def _city_name_usable(name: str) -> bool:
    return bool(is_latin_name(name)) and not re.search(r"\d|[()/,]", name)


def capitals() -> Gazetteer:
    out = Gazetteer("places/capitals", kind="location", about="Capitals of countries and territories.",
                    sources=["factbook", "geonames"], columns=COORDINATES)
    cities: dict[tuple[str, str], geo.City] = {}
    for city in reversed(geo.cities()):
        for name in [*city.alternates, city.name]:
            cities[(fold(name), city.country)] = city
    for iso, record in factbook.countries().items():
        text = factbook.field(record, "Government", "Capital", "name")
        for part in re.split(r";|\), ", text):
            if "note" in part or part.startswith(("administered", "no official")):
                continue
            name = re.split(r"\(| in Romanian", part)[0].strip()
            inside = re.search(r"\(([^)]*)\)?", part)
            aliases = [a.strip() for a in re.split(r"[,/]", inside[1])] if inside else []
            aliases = [a for a in aliases if is_latin_name(a) and a[0].isupper() and " is " not in a]
            if "Kishinev" in part:
                aliases = ["Kishinev"]
            for row in table("capitals"):
                if row[0] == name:
                    name, aliases = row[1], [*aliases, row[0], *row[2:3]]
            if not name or not name[0].isupper() or len(name.split()) > 4 or fold(name) in folded("place-stop") or not is_latin_name(name.replace(",", "")):
                continue
            city = cities.get((fold(name.replace(",", "")), iso)) or next(
                (cities[(fold(a), iso)] for a in aliases if (fold(a), iso) in cities), None)
            aliases += _saint_forms(name)
            out.add(name, aliases, **(city.columns() if city else {"country": iso}))
    names = geo.geonames_countries()
    for iso, record in names.items():  # what the Factbook does not have
        capital = record["capital"]
        if capital and iso not in factbook.countries() and _city_name_usable(capital):
            city = cities.get((fold(capital), iso))
            out.add(capital, _saint_forms(capital), **(city.columns() if city else {"country": iso}))
    return out


def cities_and_towns(capital_names: set[str]) -> list[Gazetteer]:
    cities = Gazetteer("places/cities", kind="location", columns=COORDINATES, sources=["geonames", "wordnet"],
                       about=f"Cities of {STRONG_POPULATION:,} people and more.")
    towns = Gazetteer("places/towns", kind="location", columns=COORDINATES, sources=["geonames"], tier="weak",
                      about=f"Towns of {TOWN_POPULATION:,} people and more.")
    stop, nations = folded("place-stop"), country_keys()
    taken = {fold(c.name) for c in geo.cities()}
    for city in geo.cities():
        name = clean(city.name)
        key = fold(name)
        if city.population < TOWN_POPULATION or not _city_name_usable(name) or key in stop:
            continue
        for row in table("city-names"):
            if row[0] == name and row[1] == city.country:
                name = row[2]
        aliases = ([city.name] if city.name != name else []) + _saint_forms(name)
        one_word = " " not in name
        common = one_word and is_common(name)
        is_capital = key in capital_names
        if _personal(name, 30_000) and not is_capital and city.population < 1_000_000 \
                and key not in _wordnet_place_names():
            common = True
        if city.population >= STRONG_POPULATION and (not common or is_capital or city.population >= 1_000_000):
            if (key, city.country) not in {(fold(r["name"]), r["country"]) for r in cities.rows()}:
                cities.add(name, aliases + _known_alternates(city, taken), **city.columns())
        elif not (one_word and is_common(name)) and len(name) > 3 and key not in nations and key not in _states() \
                and not is_acronym(name) and not (_personal(name, 30_000) and city.population < 150_000):
            towns.add(name, aliases, **city.columns())
    strong = {(fold(r["name"]), r["country"]) for r in cities.rows()}
    towns.filter(lambda r: (fold(r["name"]), r["country"]) not in strong)
    return [cities, towns]


def _first_level(code: str) -> bool:
    """True for first-level subdivisions of the large countries, by the shape of their ISO 3166-2 codes."""
    country, rest = code[:2].upper(), code[2:]
    if country not in folded_countries():
        return False
    if country == "IT":
        return rest.isdigit()
    if country == "FR":
        return rest.isalpha()
    if country == "GB":
        return rest in ("eng", "sct", "wls", "nir")
    return True


@lru_cache(maxsize=None)
def folded_countries() -> frozenset[str]:
    return frozenset(row[0] for row in table("large-countries"))


def subdivisions() -> list[Gazetteer]:
    options = dict(kind="location", sources=["subdivisions", "provinces"], columns="name aliases country subtype id")
    strong = Gazetteer("places/subdivisions", about="States, provinces and regions of the large countries.", **options)
    weak = Gazetteer("places/subdivisions-weak", about="Subdivisions of all other countries, and second-level ones.",
                     tier="weak", **options)
    stop, nations = folded("place-stop"), country_keys()

    def add(target: Gazetteer, name: str, country: str, code: str = "") -> None:
        if target is strong and country not in ("US", "CA", "AU", "GB") and _personal(name, 30_000):
            target = weak
        name = re.sub(r"\s*\(.*\)$", "", clean(name))
        key = fold(name)
        if not _city_name_usable(name) or key in stop or len(name) < 4 or is_acronym(name):
            return
        if country != "US" and (all(is_common(w) for w in key.split())):
            return
        if key in nations and not (key == "georgia" and country == "US"):
            return
        aliases = _saint_forms(name)
        subtype = ""
        if m := re.match(r"(.{4,}) (Province|Oblast|Region|Governorate|Prefecture|Krai|County|District|Department)$", name):
            if not is_common(m[1]) and fold(m[1]) not in _demonyms():
                aliases.append(m[1])
            subtype = m[2].lower()
        target.add(name, aliases, country=country, subtype=subtype, id=f"iso:{code}" if code else "")

    for code, name in sorted(geo.subdivision_names().items()):
        country = code[:2].upper()
        add(strong if _first_level(code) else weak, name, country, f"{country}-{code[2:].upper()}")
    for row in geo.province_rows():
        # often in the country's own language, where CLDR has the English name
        if row.get("name"):
            name = row.get("english") or row["name"]
            known = (fold(name), row["country"]) in {(fold(r["name"]), r["country"]) for r in strong.rows()}
            add(strong if known else weak, name, row["country"])
    taken = {(fold(n), r["country"]) for r in strong.rows() for n in [r["name"], *r["aliases"]]}
    weak.filter(lambda r: (fold(r["name"]), r["country"]) not in taken)
    return [strong, weak]


def wordnet_places(certain: set[str]) -> list[Gazetteer]:
    """Strong and weak; `certain` are folded names that stay strong although persons bear them."""
    out = Gazetteer("places/wordnet", kind="location", columns="name aliases", sources=["wordnet"],
                    about="Named places, mountains, rivers, islands, seas and heavenly bodies.")
    stop, nations = folded("place-stop"), country_keys()
    skip = {o for row in table("wordnet-place-skip") for o in [s.offset for s in wordnet.senses()[row[0]]]}
    for synset in wordnet.instances(wordnet.LOCATION, wordnet.OBJECT):
        if wordnet.ancestors(synset.offset) & skip:
            continue
        names = []
        for lemma in synset.lemmas:
            key = fold(lemma)
            if not lemma[0].isupper() or key in stop or not is_latin_name(lemma) or re.search(r"capital$", lemma):
                continue
            if is_acronym(lemma) and len(lemma.replace(".", "")) <= 3 and key not in nations:
                continue
            if " " not in lemma and (is_common(lemma) or key in _demonyms()) and key not in nations:
                continue
            if lemma.endswith(".") or (len(key) < 3 and key not in nations):
                continue
            names.append(lemma)
        if names:
            out.add(names[0], names[1:], sense=synset.offset)
    options = dict(kind="location", columns="name aliases", sources=["wordnet"])
    strong = Gazetteer(out.path, about=out.about, **options)
    weak = Gazetteer("places/wordnet-weak", tier="weak", about="Named places that share their name with many persons.",
                     **options)

    def doubtful(name: str) -> bool:
        return fold(name) not in certain and (_personal(name, 12_000) or len(fold(name)) < 4)

    for row in sorted(out.rows(), key=lambda r: r["name"]):
        sure = [n for n in [row["name"], *row["aliases"]] if not doubtful(n)]
        unsure = [n for n in [row["name"], *row["aliases"]] if doubtful(n)]
        if sure:
            strong.add(sure[0], sure[1:])
        if unsure:
            weak.add(unsure[0], unsure[1:])
    return [strong, weak]


def build() -> list[Gazetteer]:
    capital_list = capitals()
    cities, towns = cities_and_towns(capital_list.names())
    regions, minor_regions = subdivisions()
    certain = cities.names() | capital_list.names() | country_keys() | regions.names() | folded("place-certain")
    return [countries(capital_list), capital_list, cities, towns, regions, minor_regions, *wordnet_places(certain)]
