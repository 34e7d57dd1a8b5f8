"""Spelling helpers shared by all lists: cleaning, folding, casing."""
import re
import unicodedata

_LETTERS = str.maketrans({
    "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "Ae",
    "œ": "oe", "Œ": "Oe", "ı": "i", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H",
})
_MARKS = str.maketrans({"’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "`": "'",
                        "´": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "\u200b": None,
                        "\u200e": None, "\u200f": None, "\u00ad": None})
LATIN_NAME = re.compile(r"^[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ'. -]*$")


def clean(text: str) -> str:
    """NFC, plain apostrophes and hyphens, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_MARKS)).split())


def strip_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def fold(text: str) -> str:
    """The key under which the look-up finds a name: case, accents, dots, hyphens and & do not count."""
    text = strip_marks(clean(text)).casefold().replace("&", " and ").replace(".", "")
    return " ".join(text.replace("-", " ").split())


def is_latin_name(text: str) -> bool:
    return bool(LATIN_NAME.match(text))


def capitalise(word: str) -> str:
    """`o'brien-smith` -> `O'Brien-Smith`, `mcdonald` -> `McDonald`."""
    parts = re.split(r"([-' ])", word.lower())
    out = []
    for i, part in enumerate(parts):
        after_apostrophe = i >= 2 and parts[i - 1] == "'"
        if after_apostrophe and (len(part) < 3 or len(parts[i - 2]) > 2):
            out.append(part)
        elif re.match(r"mc[b-df-hj-np-tv-z]|mc[aeiou][a-z]{3}", part):
            out.append("Mc" + part[2:].capitalize())
        else:
            out.append(part[:1].upper() + part[1:])
    return "".join(out)


def is_acronym(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and all(c.isupper() for c in letters)
