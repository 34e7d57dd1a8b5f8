"""places/countries: one row a country or territory, with official, short and former names."""
import re
from functools import lru_cache

from readers import factbook, geo
from readers.scowl import is_common
from tables import folded, split_aliases, table
from text import clean, fold, is_acronym, is_latin_name
from tsv import Gazetteer

# Uninhabited or too close to ordinary words.
SKIP = {"AQ", "BV", "HM", "TF", "UM", "XK-alt", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"}


def _official(record: dict) -> list[str]:
    long_form = factbook.field(record, "Government", "Country name", "conventional long form")
    names = [re.split(r"[;(]| note", long_form)[0].strip()]
    return [n for n in names if n and n.lower() not in ("none", "na") and is_latin_name(n)]


def _former(record: dict) -> list[str]:
    text = factbook.field(record, "Government", "Country name", "former")
    names = [re.sub(r"\(.*?\)|\[.*?\]", "", p).strip() for p in factbook.outside_brackets(text, ",;")]
    return [n for n in names if is_latin_name(n) and n[0].isupper() and n.lower() not in ("none",)
            and " is " not in n and " and " not in n.lower() and fold(n) not in folded("former-name-stop")]


@lru_cache(maxsize=None)
def _rows() -> dict[str, tuple[str, list[str]]]:
    """ISO code -> usual name, other names."""
    hand = {row[0]: row[1:] for row in table("countries")}
    cldr: dict[str, list[str]] = {}
    for code, name in sorted(geo.territories().items()):
        cldr.setdefault(code[:2], []).append(name)
    found = {}
    for iso in sorted(set(cldr) | set(geo.iso_names())):
        if iso in SKIP:
            continue
        record = factbook.countries().get(iso, {}) if iso != "PS" else {}
        own = hand.get(iso, [])
        usual = own[0] if own and own[0] else cldr.get(iso, geo.iso_names().get(iso))[0]
        others = cldr.get(iso, []) + geo.iso_names().get(iso, []) + _official(record)
        if len(own) > 1:
            others += split_aliases(own[1])
        others = [re.sub(r"^(St|Ste)\b\.?", r"\1.", clean(n)) for n in others]
        others += [n.replace("St. ", "Saint ", 1) for n in [usual, *others] if n.startswith("St. ")]
        others = [n.replace(" & ", " and ") for n in others]
        found[iso] = (clean(usual).replace(" & ", " and "), others)
    return found


@lru_cache(maxsize=None)
def country_keys() -> frozenset[str]:
    """Folded names of today's countries and territories."""
    return frozenset(fold(n) for usual, others in _rows().values() for n in [usual, *others])


@lru_cache(maxsize=None)
def country_names() -> dict[str, list[str]]:
    """ISO code -> names, the usual one first."""
    return {iso: [usual, *others] for iso, (usual, others) in _rows().items()}


def countries(capitals: Gazetteer) -> Gazetteer:
    out = Gazetteer("places/countries", kind="location", columns="name aliases country capital",
                    sources=["cldr", "isocountries", "factbook"], extra_source="own knowledge",
                    about="Countries and territories with official, short and former names; states that are no more.")
    first_capital: dict[str, str] = {}
    primary = {}
    for iso, record in factbook.countries().items():
        text = re.split(r"\(|;|,| in Romanian", factbook.field(record, "Government", "Capital", "name"))[0].strip()
        primary[iso] = next((r["name"] for r in capitals.rows() if r.get("country") == iso
                             and fold(text) in {fold(n) for n in [r["name"], *r["aliases"]]}), "")
    for row in table("capitals"):
        if len(row) > 3 and row[3]:
            first_capital[row[3]] = row[1]
    owners: dict[str, set[str]] = {}
    for iso, record in factbook.countries().items():
        for name in _former(record):
            owners.setdefault(fold(name), set()).add(iso)
    taken = country_keys()
    for iso, (usual, others) in _rows().items():
        aliases = [n for n in others if _usable(n)]
        for name in _former(factbook.countries().get(iso, {})):
            if owners[fold(name)] == {iso} and fold(name) not in taken and " Reich" not in name \
                    and not (" " not in name and is_common(name)):
                aliases.append(name)
        out.add(usual, aliases, country=iso, capital=first_capital.get(iso) or primary.get(iso, ""))
    for row in table("former-countries"):
        out.add(row[0], split_aliases(row[1]) if len(row) > 1 else [])
        for other in list(out.rows()):  # a former name belongs to the state that bore it
            if other["name"] != row[0]:
                other["aliases"] = [a for a in other["aliases"] if fold(a) != fold(row[0])]
    return out


def _usable(name: str) -> bool:
    if not is_latin_name(name) or "(" in name or "," in name or re.search(r"\bSAR\b", name):
        return False
    if is_acronym(name):
        return True
    return name[0].isupper() and len(name) > 3
