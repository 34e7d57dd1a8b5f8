"""events/: wars, battles, treaties and the like from WordNet; public holidays."""
import re

from readers import wordnet
from sources import member_names, read_bytes
from text import clean, fold, is_latin_name
from tsv import Gazetteer


_EVENT_WORD = re.compile(r"\b(Battle|Siege|Wars?|Revolution|Invasion|Crusade|Rebellion|Mutiny|Conquest|campaign|"
                         r"Campaign|Massacre|Armada|offensive|counteroffensive|Uprising|Rising)\b")
_SMALL_WORDS = set("of the and for in to on at al el de da do del la le y e i a an as s with from".split())


def wordnet_events() -> Gazetteer:
    out = Gazetteer("events/wordnet", kind="event", columns="name aliases", sources=["wordnet"],
                    about="Wars, battles, revolutions, crusades and other events of history.")
    for synset in wordnet.instances(wordnet.ACT, wordnet.EVENT):
        names = [clean(l) for l in synset.lemmas if " " in l or "-" in l]
        names = [re.sub(r"^battle of ", "Battle of ", re.sub(r"^siege of ", "Siege of ", n)) for n in names]
        names = [n for n in names if n[0].isupper() and not re.search(r"\d", n)]
        if any(wordnet.nouns()[c].lemmas[0] in ("battle", "pitched battle", "siege") for c in synset.classes):
            # a battle is often called by the name of its place, which is then a place in the news
            full = [n for n in names if _EVENT_WORD.search(n)]
            names = full or [f"Battle of {names[0]}" for _ in names[:1]]
        names = [n for n in names if _EVENT_WORD.search(n) or not wordnet.senses().get(n.lower(), [])[1:]]
        if names:
            out.add(names[0], names[1:])
    return out


def _catalogue(raw: bytes) -> list[str]:
    """Translations in a GNU .mo file."""
    order = "little" if raw[:4] == b"\xde\x12\x04\x95" else "big"

    def number(at: int) -> int:
        return int.from_bytes(raw[at:at + 4], order)

    count, table = number(8), number(16)
    texts = []
    for i in range(count):
        length, offset = number(table + 8 * i), number(table + 8 * i + 4)
        texts.append(raw[offset:offset + length].decode("utf-8"))
    return texts


def holidays() -> Gazetteer:
    out = Gazetteer("events/holidays", kind="event", sources=["holidays"], tier="weak",
                    about="Public holidays of all countries, names of two words and more.")
    for member in member_names("holidays", "holidays/locale/en_US/LC_MESSAGES/", ".mo"):
        for text in _catalogue(read_bytes("holidays", member)):
            for name in re.split(r"[;/]", text):
                name = re.sub(r"\s*\(.*?\)|%s", "", clean(name)).strip(" ,.")
                words = name.split()
                if len(words) < 2 or len(words) > 7 or not is_latin_name(name) or not name[0].isupper():
                    continue
                if any(w[0].islower() and w not in _SMALL_WORDS for w in re.split(r"[ -]", name) if w):
                    continue
                if re.search(r"Project-Id|[Oo]bserved|[Ss]ubstitute|^Day [Oo]ff|[Bb]ridge|[Ee]lection|Closed|Semester|Vacation|"
                             r"^(In lieu|Transferred|Anniversary|Last|First|Creation|Founding|Additional|Special|Day (before|after))", name):
                    continue
                out.add(name)
    return out


def build() -> list[Gazetteer]:
    return [wordnet_events(), holidays()]
