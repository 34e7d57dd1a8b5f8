"""Football clubs and North American teams."""
import re

from lists.people import _places
from readers import geo, personal, pycode, wordnet
from readers.compromise import lexicon
from readers.scowl import all_common, is_common
from tables import folded
from text import capitalise, clean, fold, is_latin_name
from tsv import Gazetteer

_SMALL = {"de", "del", "la", "las", "los", "el", "do", "da", "dos", "das", "of", "and", "y", "e", "du", "le", "les", "et", "der", "den", "op", "di"}


def _cased(name: str) -> str:
    capitals = folded("club-words")
    words = []
    for i, word in enumerate(name.split()):
        letters = fold(word)
        if letters in capitals or re.fullmatch(r"(\w\.)+\w?\.?", word) or (len(letters) == 2 and word not in _SMALL) \
                or (len(letters) == 3 and not re.search(r"[aeiouy]", letters)):
            words.append(word.upper())
        elif word in _SMALL and i:
            words.append(word)
        else:
            words.append("-".join(p.upper() if fold(p) in capitals and len(p) < 3 else capitalise(p) for p in word.split("-")))
    return " ".join(words)


def build() -> list[Gazetteer]:
    options = dict(kind="organization", columns="name aliases subtype", sources=["sportsipy", "compromise"])
    strong = Gazetteer("organizations/clubs", about="Football clubs and North American teams.", **options)
    weak = Gazetteer("organizations/clubs-weak", about="Clubs known by the name of a place, a word or a person.", tier="weak", **options)
    towns = {fold(c.name) for c in geo.cities()} | {fold(a) for c in geo.cities() if c.population > 100_000 for a in c.alternates if a.isascii()}
    towns |= {fold(n) for n in geo.subdivision_names().values()}
    towns |= {fold(l) for s in wordnet.instances(wordnet.LOCATION, wordnet.OBJECT) for l in s.lemmas} | {"stansted", "twente"}
    squads: dict[str, list[str]] = {}
    for name, squad in pycode.assignments("sportsipy", "sportsipy/fb/squad_ids.py")["SQUAD_IDS"].items():
        name = clean(name)
        if is_latin_name(name.replace("1. ", "").replace("/", "")) and not re.search(r"[/\"]| ii$| b$|\bu-?\d\d", name):
            squads.setdefault(squad, []).append(name)
    for names in squads.values():
        distinct = {}
        for name in names:  # with accents where there is a form with accents
            if fold(name) not in distinct or not name.isascii():
                distinct[fold(name)] = name
        ordinary = {k for k, n in distinct.items() if k in towns or k in _places() or all_common(n) or len(k) < 4
                    or (" " not in k and (personal.census_surnames().get(k, 0) > 3_000 or k in personal.census_given_names()))}
        good = sorted((n for k, n in distinct.items() if k not in ordinary), key=lambda n: (-len(n), n))
        if good:
            first = next((n for n in sorted(good, key=len) if " " in n), good[-1])
            strong.add(_cased(first), [_cased(n) for n in good if n != first], subtype="club")
        for key in sorted(ordinary):
            if len(key) > 3 and not is_common(distinct[key], 35):
                weak.add(_cased(distinct[key]), subtype="club")
    for team in lexicon()["SportsTeam"]:
        if " " in team:
            strong.add(_cased(team), subtype="team")
    weak.filter(lambda r: r["name"] not in {s["name"] for s in strong.rows()})
    return [strong, weak]
