"""roles/: offices, ranks, professions and occupations among WordNet's words for persons."""
import re

from readers import personal, wordnet
from readers.scowl import is_common
from tables import folded, table
from text import clean, fold
from tsv import Gazetteer

_UNFIT = re.compile(r"\b(informal|slang|derog|offensive|disparag|archaic|obsolete|contempt|obscene|"
                    r"of ancient|in ancient|medieval|Middle Ages|fictional)", re.I)


def _synset(lemma: str, other: str = "") -> str:
    """The first person sense of a lemma, or the one that has another lemma too."""
    order = wordnet.sense_order().get(lemma.lower(), [])
    for offset in order:
        synset = wordnet.nouns()[offset]
        if synset.lexfile == wordnet.PERSON and (not other or other in synset.lemmas):
            return offset
    raise SystemExit(f"roles: WordNet has no person {lemma!r} with {other!r}")


def _roots(name: str, tier: str | None = None) -> set[str]:
    rows = table(name)
    if tier:
        rows = [row[1:] for row in rows if row[0] == tier]
    return {_synset(*row[:2]) for row in rows}


def _rank(lemma: str, offset: str) -> int:
    """Which sense of the noun this is, 0 the most frequent."""
    order = wordnet.sense_order().get(lemma.lower(), [])
    return order.index(offset) if offset in order else 99


def _surname(name: str) -> bool:
    """`Mason`, `Taylor`: roles are found in any case, so these would be found in many persons' names."""
    return personal.census_surnames().get(name, 0) > 15_000 and name not in folded("role-titles")


def build() -> list[Gazetteer]:
    options = dict(kind="role", sources=["wordnet"], columns="name aliases")
    strong = Gazetteer("roles/wordnet", about="Offices, ranks, professions and occupations.", **options)
    weak = Gazetteer("roles/wordnet-weak", tier="weak",
                     about="Words for persons that are a role in some uses, or mostly mean something else.", **options)
    strong_roots, weak_roots = _roots("role-roots", "strong"), _roots("role-roots", "weak")
    skip, stop = _roots("role-skip"), folded("role-stop")
    for synset in wordnet.nouns().values():
        if synset.lexfile != wordnet.PERSON or synset.is_instance:
            continue
        above = wordnet.ancestors(synset.offset)
        gloss = synset.gloss.split(';')[0]
        if above & skip or _UNFIT.search(gloss):
            continue
        in_strong = bool(above & strong_roots)
        if not in_strong and not above & weak_roots:
            continue
        fit: dict[str, list[str]] = {"strong": [], "weak": []}
        for lemma in synset.lemmas:
            name = clean(lemma).lower()
            if fold(name) in stop or re.search(r"[^a-z' -]", name) or len(name) < 3:
                continue
            rank = _rank(lemma, synset.offset)
            many_words = " " in name or "-" in name
            if in_strong and (many_words or rank == 0) \
                    and fold(name) not in folded("role-weak") and not _surname(name):
                # rare single words are no trouble, but no help either
                fit["strong" if many_words or is_common(name) or len(name) > 6 else "weak"].append(name)
            elif rank <= 2 or many_words:
                fit["weak"].append(name)
        for tier, target in (("strong", strong), ("weak", weak)):
            if fit[tier]:
                target.add(fit[tier][0], fit[tier][1:])
    taken = strong.names()
    for row in weak.rows():
        row["aliases"] = [a for a in row["aliases"] if fold(a) not in taken]
    weak.filter(lambda r: fold(r["name"]) not in taken)
    return [strong, weak]
