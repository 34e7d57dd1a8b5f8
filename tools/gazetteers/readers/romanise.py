"""Names in Cyrillic, Greek, Georgian and Armenian letters as English news spells them."""
import re

_CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґѓќљњџјѕ", (
    "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya yo i yi ye g gj kj lj nj dz j dz").split()))
_GEORGIAN = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", (
    "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h").split()))
_ARMENIAN = dict(zip("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքևօֆ", (
    "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k ev o f").split()))
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", (
    "a v g d e z i th i k l m n x o p r s s t y f ch ps o").split()))
_LOCALES = {
    "ru": (_CYRILLIC, [(r"(ий|ый)$", "y"), (r"^е", "ye"), (r"ье", "ye"), (r"ьё", "yo")]),
    "uk": ({**_CYRILLIC, "и": "y", "г": "h", "й": "y", "'": "_", "’": "_"}, [(r"(ський|цький)$", lambda m: "tsky" if m[1] == "цький" else "sky"), (r"ій$", "iy"), (r"ий$", "y")]),
    "bg": ({**_CYRILLIC, "щ": "sht", "ъ": "a", "х": "h"}, [(r"ия$", "ia")]),
    "mk": ({**_CYRILLIC, "х": "h", "ц": "c", "ж": "zh", "ч": "ch"}, []),
    "ka": (_GEORGIAN, []),
    "hy": (_ARMENIAN, [(r"ու", "u"), (r"^ո", "vo"), (r"^ե", "ye"), (r"յան$", "yan")]),
    "el": (_GREEK, [(r"ου", "ou"), (r"αυ", "av"), (r"ευ", "ev"), (r"μπ", "b"), (r"^ντ", "d"), (r"γγ", "ng"), (r"ει", "ei")]),
}


def romanise(name: str, locale: str) -> str:
    """`Иванов`, `ru_RU` -> `Ivanov`; `` if the name has letters that the locale's table lacks."""
    if locale[:2] not in _LOCALES:
        return ""
    table, first = _LOCALES[locale[:2]]
    word = name.lower()
    if locale.startswith("el"):
        word = word.translate(str.maketrans("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ"))
    for pattern, latin in first:
        word = re.sub(pattern, latin, word)
    out = ""
    for letter in word:
        if not (letter.isascii() and letter.isalpha()):
            if letter not in table:
                return ""
            letter = table[letter].replace("_", "")
        out += letter
    return out.capitalize()
