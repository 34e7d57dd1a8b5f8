"""Companies of the stock indices and brands."""
import json
import re

from lists.countries import country_names
from lists.people import _places
from readers import personal, pycode
from readers.scowl import all_common, is_common
from sources import read_text
from tables import folded, table
from text import clean, fold, is_acronym, is_latin_name
from tsv import Gazetteer

_NAME = re.compile(r"^[A-Za-z0-9À-ɏ][A-Za-z0-9À-ɏ'&.,!+ /-]*$")


def _strip_legal(name: str) -> str:
    suffixes = {fold(row[0]).replace(",", "") for row in table("legal-suffixes")}
    words = re.sub(r"[(].*?[)]", "", name).replace(",", "").split()
    while len(words) > 1:
        for length in (3, 2, 1):
            if len(words) > length and fold(" ".join(words[-length:])) in suffixes:
                words = words[:-length]
                break
        else:
            break
    while len(words) > 1 and words[-1] in ("&", "and"):
        words.pop()
    return " ".join(words)


def _ordinary(name: str) -> bool:
    """A name of one word that is a common word, a place or a frequent personal name as well."""
    if " " in name or "&" in name:
        return all_common(name) and not name.isupper() and len(name.split()) < 2
    key = fold(name)
    if is_acronym(name):
        return len(name) < 3 or is_common(key)
    frequent = personal.census_given_names().get(key, (0, 0))[0] > 5_000 or personal.census_surnames().get(key, 0) > 12_000
    return is_common(key) or key in _places() or frequent or key in folded("place-stop")


def companies() -> list[Gazetteer]:
    options = dict(kind="organization", columns="name aliases country subtype sector", sources=["tickers"])
    strong = Gazetteer("organizations/companies", about="Companies of the main stock indices of America, Europe and Japan.", **options)
    weak = Gazetteer("organizations/companies-weak", tier="weak", about="Short names of companies that mean other things as well.",
                     **options)
    codes = {fold(n): iso for iso, names in country_names().items() for n in names}
    values = pycode.assignments("tickers", "pytickersymbols/indices_data.py")
    found: dict[str, tuple[str, list[str], set[str]]] = {}
    for index in values["INDICES"].values():
        for company in index["companies"]:
            name = clean(re.sub(r"\s*(\(.*?\)|Class [A-C]|Series [A-C]|\b[A-C]$|\[.*?\])", "", company["name"] or "")).strip(" ,")
            if not _NAME.match(name) or len(name) < 2:
                continue
            short = _strip_legal(name)
            countries = {i[:2] for i in company.get("isins") or [] if i[:2].isalpha()}
            stated = codes.get(fold(company.get("country") or ""), "")
            country = stated if not countries or stated in countries else ""
            key = fold(short)
            entry = found.setdefault(key, (short, [], set()))
            entry[1].append(name)
            if country:
                entry[2].add(country)
    for short, names, countries in found.values():
        full = [n for n in dict.fromkeys(names) if fold(n) != fold(short)]
        columns = dict(country=next(iter(countries)) if len(countries) == 1 else "", subtype="company", sector="BUS")
        if _ordinary(short):
            weak.add(short, **columns)
            if full:
                strong.add(full[0], full[1:], **columns)
        else:
            strong.add(short, full, **columns)
    return [strong, weak]


def brands() -> Gazetteer:
    out = Gazetteer("organizations/brands", kind="organization", columns="name aliases", sources=["simpleicons"], tier="weak",
                    about="Brands of software, electronics, cars, airlines, banks and media.")
    from lists.nationalities import build as nationalities
    other = nationalities()[0].names() | {fold(n) for row in table("igos") for n in row[:2]}
    for icon in json.loads(read_text("simpleicons", "package/data/simple-icons.json")):
        aliases = icon.get("aliases") or {}
        names = [clean(n) for n in [icon["title"], *aliases.get("aka", []), *aliases.get("old", [])]]
        names = [n for n in names if fold(n) not in other and _NAME.match(n) and not _ordinary(n) and not all_common(n) and len(n) > 2
                 and any(c.isupper() for c in n)]
        if names:
            out.add(names[0], names[1:])
    return out


def build() -> list[Gazetteer]:
    return [*companies(), brands()]
