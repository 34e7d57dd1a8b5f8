"""The small hand-written tables in data/: tab-separated, `#` starts a comment line."""
from functools import lru_cache
from pathlib import Path

from text import fold

DATA = Path(__file__).resolve().parent / "data"


@lru_cache(maxsize=None)
def table(name: str) -> list[list[str]]:
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@lru_cache(maxsize=None)
def folded(name: str) -> frozenset[str]:
    """The first column of a table, folded."""
    return frozenset(fold(row[0]) for row in table(name))


def split_aliases(text: str) -> list[str]:
    return [a.strip() for a in text.split(" | ") if a.strip()]
