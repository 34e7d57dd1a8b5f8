"""The word lists of npm `compromise`, packed as efrt tries."""
import re
from functools import lru_cache

from sources import read_text

_DATA = "package/src/2-two/preTagger/model/lexicon/_data.js"


def _number(code: str) -> int:
    """efrt's base-36 references: shorter codes come first."""
    value, places, span = 0, 1, 36
    while places < len(code):
        value += span
        places += 1
        span *= 36
    power = 1
    for c in reversed(code):
        digit = ord(c) - 48
        value += (digit - 7 if digit > 10 else digit) * power
        power *= 36
    return value


def _unpack(packed: str) -> list[str]:
    nodes = packed.split(";")
    symbols = {}
    while nodes and (m := re.fullmatch(r"([0-9A-Z]+):([0-9A-Z]+)", nodes[0])):
        symbols[_number(m[1])] = _number(m[2])
        nodes.pop(0)
    words = []

    def crawl(index: int, prefix: str) -> None:
        node = nodes[index]
        if node.startswith("!"):
            words.append(prefix)
            node = node[1:]
        pieces = re.split(r"([A-Z0-9,]+)", node)
        for i in range(0, len(pieces), 2):
            text, reference = pieces[i], pieces[i + 1] if i + 1 < len(pieces) else ","
            if not text:
                continue
            if reference == ",":
                words.append(prefix + text)
                continue
            number = _number(reference)
            target = symbols[number] if number < len(symbols) else index + number + 1 - len(symbols)
            crawl(target, prefix + text)

    crawl(0, "")
    return words


@lru_cache(maxsize=None)
def lexicon() -> dict[str, list[str]]:
    """Tag -> lower-case words."""
    lists = {}
    for tag, packed in re.findall(r'^\s*"([^"]+)": "true¦([^"]*)"', read_text("compromise", _DATA), re.M):
        lists[tag] = sorted(_unpack(packed))
    return lists
