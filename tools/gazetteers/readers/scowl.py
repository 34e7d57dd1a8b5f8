"""SCOWL word lists: lower-case English words with the level at which they first appear."""
from functools import lru_cache

from sources import member_names, read_text

LEVELS = (10, 20, 35, 40, 50)
SPELLINGS = ("english", "american", "british")


@lru_cache(maxsize=None)
def levels() -> dict[str, int]:
    """Word -> smallest level (10 most common … 50)."""
    found: dict[str, int] = {}
    for level in LEVELS:
        for spelling in SPELLINGS:
            name = f"usr/share/dict/scowl/{spelling}-words.{level}"
            if name not in member_names("scowl"):
                continue
            for word in read_text("scowl", name, "iso-8859-1").split():
                if word == word.lower() and word.isalpha():
                    found.setdefault(word, level)
    return found


def is_common(word: str, level: int = 50) -> bool:
    return levels().get(word.lower(), 99) <= level


def all_common(name: str, level: int = 50) -> bool:
    """True if every word of a name is a common word in lower case."""
    return all(is_common(w, level) for w in name.replace("-", " ").split())
