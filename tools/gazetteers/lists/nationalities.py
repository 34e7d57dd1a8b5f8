"""nationalities/demonyms: adjectives and nouns for the people of a country, singular and plural."""
import json
import re

from lists.countries import country_keys, country_names
from readers import factbook, geo
from readers.compromise import lexicon
from readers.scowl import is_common
from sources import read_text
from tables import folded, split_aliases, table
from text import clean, fold, is_latin_name
from tsv import Gazetteer

_SPLIT = re.compile(r"[,;/]| or | and (?=[A-Z])")
# What i18n-nationality gives in place of an adjective: `Bosnian - Herzegovinian`, `Congolese (…)`.
_NO_DEMONYM = re.compile(r"[()-]| and | or |\bIslands?\b|Territor")


def _plural(noun: str) -> str | None:
    """The regular plural; `Chinese`, `French` and the like have none."""
    if re.search(r"(ese|ois|sh|ch|ss|s)$", noun):
        return None
    if noun.endswith("man"):
        return noun[:-3] + ("mans" if noun in ("German", "Roman", "Ottoman") else "men")
    return noun + "s"


def _noun_forms(text: str) -> list[str]:
    """`Irishman(men), Irish (collective plural)` -> Irishman, Irishmen, Irish."""
    found = []
    text = re.sub(r"\((US (citizens|nationals)|colloquial)\)", "", text.split("note")[0])
    for part in _SPLIT.split(text):
        part = part.strip(" ,;").removeprefix("or ").strip()
        if m := re.match(r"^([A-Z][\w' -]+?) ?\((s|men|women)\)", part):
            stem = m[1]
            found += [stem, stem + "s" if m[2] == "s" else re.sub(r"(wo)?man$", m[2], stem)]
        elif m := re.match(r"^([A-Z][\w' -]+?)(?: \((?:singular|plural|collective).*)?$", part):
            found.append(m[1])
    return found


def build() -> list[Gazetteer]:
    out = Gazetteer("nationalities/demonyms", kind="nationality", columns="name aliases country",
                    sources=["factbook", "nationality", "compromise"], extra_source="own knowledge",
                    about="Adjectives and nouns for the people of a country, with plurals.")
    entries: dict[str, list[str]] = {}   # form -> countries
    groups: list[tuple[str, str, list[str]]] = []
    stop = folded("demonym-stop")
    hand = {fold(n) for row in table("demonyms") for n in [row[1], *split_aliases(row[2] if len(row) > 2 else "")]}
    for row in table("demonyms"):
        out.add(row[1], split_aliases(row[2]) if len(row) > 2 else [], country=row[0])

    def group(iso: str, name: str, forms: list[str]) -> None:
        if fold(name) in country_keys() or fold(name) in stop:
            return
        forms = [f for f in [name, *forms] if is_latin_name(f) and f[0].isupper() and len(f) > 2
                 and fold(f) not in country_keys() and f not in ("None", "NA")]
        for form in forms:
            entries.setdefault(fold(form), []).append(iso)
        if forms:
            groups.append((iso, forms[0], forms[1:]))

    for iso, record in factbook.countries().items():
        adjectives = [a for a in _noun_forms(factbook.field(record, "People and Society", "Nationality", "adjective"))]
        nouns = _noun_forms(factbook.field(record, "People and Society", "Nationality", "noun"))
        for adjective in adjectives or nouns[:1]:
            forms = [n for n in nouns if len(adjectives) <= 1 or fold(n)[:5] == fold(adjective)[:5]]
            group(iso, adjective, forms)
    listed = json.loads(read_text("nationality", "package/langs/en.json"))["nationalities"]
    for iso, text in sorted(listed.items()):
        for name in [text] if isinstance(text, str) else text:
            name = clean(name)
            if not _NO_DEMONYM.search(name) and iso in country_names():
                group(iso, name, [p for p in [_plural(name)] if p])
    for iso, name, forms in groups:
        if fold(name) in hand or not _owner(iso, fold(name), entries):
            continue
        out.add(name, [f for f in forms if fold(f) not in hand and _owner(iso, fold(f), entries)], country=iso)
    known = out.names()
    for word in lexicon()["Demonym"]:
        name = word.title()
        if fold(name) not in known and fold(name) not in country_keys() and not is_common(word) \
                and not word.endswith("men") and fold(name) not in stop:
            out.add(name, [p for p in [_plural(name)] if p and fold(p) not in known])
    # A plural that is a row of its own as well (`Ecuadorians` from one source, `Ecuadoreans` from another) stays an alias.
    aliases = {fold(a) for r in out.rows() for a in r["aliases"]}
    out.filter(lambda r: fold(r["name"]) not in aliases)
    return [out]


def _owner(iso: str, form: str, entries: dict[str, list[str]]) -> bool:
    """One form, several countries: the most populous has it, and those whose own name begins like it."""
    claims = sorted(set(entries[form]))
    if len(claims) == 1:
        return True
    people = {c: geo.geonames_countries().get(c, {}).get("population", 0) for c in claims}
    if iso == max(claims, key=lambda c: (people[c], c)):
        return True
    words = [w for n in country_names()[iso][:2] for w in fold(n).split()]
    return any(w[:5] == form[:5] for w in words) and people[iso] > 50_000
