"""WordNet's noun file: synsets with their lemmas, lexicographer file and pointers."""
from dataclasses import dataclass, field
from functools import lru_cache

from sources import read_text

ACT, EVENT, GROUP, LOCATION, OBJECT, PERSON = 4, 11, 14, 15, 17, 18


@dataclass
class Synset:
    offset: str
    lexfile: int
    lemmas: list[str]
    gloss: str
    hypernyms: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)  # what an instance is an instance of
    hyponyms: list[str] = field(default_factory=list)
    wholes: list[str] = field(default_factory=list)

    @property
    def is_instance(self) -> bool:
        return bool(self.classes)


@lru_cache(maxsize=None)
def nouns() -> dict[str, Synset]:
    synsets = {}
    for line in read_text("wordnet", "package/dict/data.noun").splitlines():
        if line.startswith("  "):
            continue
        data, _, gloss = line.partition(" | ")
        parts = data.split()
        count = int(parts[3], 16)
        lemmas = [parts[4 + 2 * i].replace("_", " ") for i in range(count)]
        synset = Synset(parts[0], int(parts[1]), lemmas, gloss.strip())
        at = 4 + 2 * count
        for i in range(int(parts[at])):
            symbol, target, pos = parts[at + 1 + 4 * i:at + 4 + 4 * i]
            if pos != "n":
                continue
            if symbol == "@":
                synset.hypernyms.append(target)
            elif symbol == "@i":
                synset.classes.append(target)
            elif symbol == "~":
                synset.hyponyms.append(target)
            elif symbol == "#p":
                synset.wholes.append(target)
        synsets[synset.offset] = synset
    return synsets


def instances(*lexfiles: int) -> list[Synset]:
    return [s for s in nouns().values() if s.is_instance and s.lexfile in lexfiles]


@lru_cache(maxsize=None)
def ancestors(offset: str) -> frozenset[str]:
    """All hypernyms and classes above a synset, itself included."""
    found, todo = set(), [offset]
    while todo:
        at = todo.pop()
        if at not in found:
            found.add(at)
            synset = nouns()[at]
            todo += synset.hypernyms + synset.classes
    return frozenset(found)


@lru_cache(maxsize=None)
def senses() -> dict[str, list[Synset]]:
    """Lower-case lemma -> its noun synsets."""
    index: dict[str, list[Synset]] = {}
    for synset in nouns().values():
        for lemma in synset.lemmas:
            index.setdefault(lemma.lower(), []).append(synset)
    return index


@lru_cache(maxsize=None)
def sense_order() -> dict[str, list[str]]:
    """Lower-case lemma -> synset offsets, most frequent sense first (index.noun)."""
    order = {}
    for line in read_text("wordnet", "package/dict/index.noun").splitlines():
        if not line.startswith("  "):
            parts = line.split()
            order[parts[0].replace("_", " ")] = parts[-int(parts[2]):]
    return order
