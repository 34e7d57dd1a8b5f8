"""people/leaders: heads of state and government and ambassadors from the World Factbook."""
import re

from readers import factbook
from tables import folded, table
from text import clean, fold, is_latin_name
from tsv import Gazetteer

_BODIES = [
    ("Executive branch", "chief of state"), ("Executive branch", "head of government"),
    ("Diplomatic representation in the US", "chief of mission"),
    ("Diplomatic representation from the US", "chief of mission"),  # an ambassador sent, not received
]
_PARTICLES = {"al", "bin", "bint", "ibn", "de", "da", "do", "dos", "del", "della", "der", "van", "von", "el", "la",
              "le", "ould", "e", "y", "den", "of", "the"}
_ROLE_SMALL = {"of", "the", "for", "and", "to", "in"}


def _cap(word: str) -> str:
    """A surname in capitals, cased as news does: `MILATOVIC` -> `Milatovic`, `al-SUDANI` -> `al-Sudani`."""
    if len([c for c in word if c.isupper()]) < 2 or word.endswith("."):
        return word
    parts = re.split(r"([-'])", word)
    out = []
    for part in parts:
        if part.isupper() and len(part) > 1:
            part = part[0] + part[1:].lower()
            if re.match(r"Mc[a-z]{3}", part):
                part = "Mc" + part[2:].capitalize()
        elif re.match(r"^(Mc|Mac|De|Di|Van|El|Al)[A-ZÀ-Þ]{3,}$", part):
            head = re.match(r"^(Mc|Mac|De|Di|Van|El|Al)", part)[0]
            part = head + part[len(head):].capitalize()
        out.append(part)
    return "".join(out)


def _split(text: str) -> tuple[str, str, str, str] | None:
    """`President Ilham ALIYEV (since 31 October 2003)` -> role, name, short name, year."""
    text = re.sub(r"^(note|represented by|and)\b[:\s-]*", "", text.strip()).strip()
    m = re.match(r"^(.*?)\s*\((?:since |as of )?(?:[\w ]*?)(\d{4})\)", text)
    body, year = (m[1], m[2]) if m else (re.split(r"[(;]", text)[0], "")
    body = re.sub(r"\([^)]*\)", " ", body)
    body = re.sub(r";? also spelled .*$|, .*$", "", body)
    words = body.split()
    titles = folded("leader-role-words")
    at = 0
    while at < len(words) and (fold(words[at].strip(",")) in titles or (at and words[at] in _ROLE_SMALL)
                               or any(fold(w) in titles for w in words[at].split("-"))):
        at += 1
        if at < len(words) and words[at - 1] in _ROLE_SMALL and words[at][0].isupper() and words[at] != words[at].upper():
            at += 1  # `President of China`, `of the Swiss Confederation`
    role = " ".join(words[:at])
    rest = " ".join(words[at:])
    changed = True
    while changed:
        changed = False
        for title in (row[0] for row in table("leader-titles")):
            if rest.startswith(title + " "):
                rest, changed = rest[len(title) + 1:], True
    words = rest.split()
    name = " ".join(w if i and re.fullmatch(r"[IVX]+", w) else _cap(w) for i, w in enumerate(words)
                    if i == 0 or not re.fullmatch(r"[A-Z]\.", w))
    name = re.sub(r" of the .*$", "", name)
    if not role or not is_latin_name(name) or len(name.split()) > 6 or not rest.upper() != rest.lower():
        return None
    if not re.search(r"[A-ZÀ-Þ]{2,}", rest) or "vacant" in name.lower():
        return None
    return role, clean(name), _short(rest), year


def _short(name: str) -> str:
    """`Claudia SHEINBAUM Pardo` -> Claudia Sheinbaum, `Bola Ahmed Adekunle TINUBU` -> Bola Tinubu."""
    words = [w for w in name.split() if not re.fullmatch(r"[A-Z]\.", w)]
    family = [i for i, w in enumerate(words) if re.fullmatch(r"[A-ZÀ-Þ][A-ZÀ-Þ'-]+", w)]
    if len(words) < 3 or len(family) != 1 or family[0] == 0 or any(w.lower() in _PARTICLES for w in words[:family[0]]):
        return ""
    return f"{words[0]} {_cap(words[family[0]])}"


def _news_role(role: str) -> str:
    role = re.sub(r"^(Taoiseach|Crown|Grand)$", r"\1", role)
    return " ".join(w if w[0].isupper() and w.lower() not in folded("leader-role-words") and i else w.lower()
                    for i, w in enumerate(role.split()))


_CANDIDATE = re.compile(r"\b[A-ZÀ-Þ][a-zà-ÿ'-]+ (?:[A-Z]\. )?((?:[aeAE]l-)?[A-ZÀ-Þ][A-ZÀ-Þ'-]{3,})(?= [A-ZÀ-Þ][a-zà-ÿ]| \([A-Za-z]| \(since|[,;]| re-?elected| elected)")


def family_names() -> list[str]:
    """Surnames, which the Factbook writes in capitals, of heads of state, envoys and candidates at elections."""
    found = set()
    for record in factbook.countries().values():
        for body, seat in [*_BODIES, ("Executive branch", "election results")]:
            for name in _CANDIDATE.findall(factbook.field(record, "Government", body, seat)):
                found.add(_cap(name))
    return sorted(found)


def leaders() -> Gazetteer:
    out = Gazetteer("people/leaders", kind="person", columns="name aliases country from role", sources=["factbook"],
                    about="Heads of state and government and ambassadors in office in early 2026; since when.")
    for iso, record in factbook.countries().items():
        for body, seat in _BODIES:
            text = factbook.field(record, "Government", body, seat)
            for part in factbook.outside_brackets(text.replace("represented by", ";"), ";\n"):
                found = _split(part)
                if not found:
                    continue
                role, name, short, year = found
                if re.search(r"Charg|Consul|Deputy|Counselor", role):
                    continue
                country, place = iso, ""
                if body.endswith("from the US"):
                    country, place = "US", iso
                elif re.search(r"\bof China\b", role):
                    country = "CN"
                elif name.startswith("Charles III"):
                    country = "GB"
                if " " not in name and seat == "chief of mission":
                    continue
                out.add(name, [short], sense=country, country=country, role=_news_role(re.sub(r" of (China|the .*)$", "", role)),
                        **{"from": year})
    return out
