"""words/common: English words that occur in lower case, to tell names from words."""
from readers.scowl import levels
from tsv import Gazetteer


def build() -> list[Gazetteer]:
    out = Gazetteer("words/common", kind="word", sources=["scowl"],
                    about="Common English words in lower case, SCOWL levels up to 50.")
    for word in levels():
        if word.isascii():
            out.add(word)
    return [out]
