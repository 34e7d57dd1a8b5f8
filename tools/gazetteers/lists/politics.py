"""Parties, armed groups, legislatures and armed forces from the World Factbook."""
import re

from lists.countries import country_keys, country_names
from readers import factbook, geo
from readers.scowl import all_common, is_common
from tables import folded, split_aliases, table
from text import clean, fold, is_acronym, is_latin_name
from tsv import Gazetteer

_NOTE = re.compile(r"\d|includ|coalition|former|merge|affiliat|dissolved|led by|alliance of|note|member|"
                   r"political|banned|suspended|observer|system|various|several|opposition|ruling|known|founded|"
                   r"participat|under the|not |same as|established|disband|register|predecessor|successor", re.I)
_SMALL = {"of", "the", "for", "and", "in", "on", "to", "de", "la", "el", "du", "des", "da", "do", "del", "y", "e",
          "al", "ul", "with", "a", "et", "pour", "por", "para", "von", "i", "za", "na"}


def _titled(name: str) -> bool:
    """Every word but the small ones begins with a capital."""
    words = [w for w in re.split(r"[ -]", name) if w and w[0].isalpha()]
    return bool(words) and words[0][0].isupper() and all(w[0].isupper() or w.lower() in _SMALL for w in words)


def _names_in_brackets(text: str) -> list[str]:
    found = []
    for inside in re.findall(r"\(([^()]*)\)", text):
        if _NOTE.search(inside):
            continue
        for part in re.split(r";|,| or | - |/|\baka ", inside):
            part = clean(part).strip(" .")
            if is_latin_name(part) and _titled(part):
                found.append(part)
    return found


def _alternatives(text: str) -> list[str]:
    return [clean(p).strip(" -") for p in re.split(r"\s+or\s+| - |/|\baka\s+", re.sub(r"\([^()]*\)?", " ", text)) if p.strip()]


def _regions() -> frozenset[str]:
    return frozenset(fold(n) for n in geo.subdivision_names().values())


def parties() -> list[Gazetteer]:
    options = dict(kind="organization", columns="name aliases country subtype sector", sources=["factbook"])
    strong = Gazetteer("organizations/parties", about="Political parties by full name.", **options)
    weak = Gazetteer("organizations/parties-weak", about="Political parties with a name of one word.", tier="weak", **options)
    short_forms = Gazetteer("organizations/party-acronyms", kind="organization", sources=["factbook"], tier="weak",
                            columns="name country subtype sector org", about="Acronyms of political parties; their full names.")
    acronyms: dict[str, list[tuple[str, str, str]]] = {}
    unsafe = folded("acronym-stop")
    for iso, record in factbook.countries().items():
        for line in factbook.field(record, "Government", "Political parties").split("\n"):
            line = line.strip(" ;,:.")
            names = [n.removeprefix("The ") for n in _alternatives(line)]
            if not names or not is_latin_name(names[0]) or not _titled(names[0]) or len(names[0].split()) > 9:
                continue
            if re.search(r"\b(note|parties|none|seats)\b", names[0], re.I):
                continue
            aliases = []
            for name in names[1:] + _names_in_brackets(line):
                short = is_acronym(name) or len(name) <= 4
                if not is_latin_name(name) or not _titled(name) or (short and (is_common(name) or fold(name) in unsafe)):
                    continue
                if " " in name or short or not is_common(name):
                    aliases.append(name)
            name = names[0]
            if fold(name) in country_keys() or is_acronym(name) or " - " in name:
                continue
            if " " in name and not (all_common(name) and not re.search(
                    r"Party|Alliance|Front|Union|Movement|Congress|League|Democrat|Coalition|Group|Action|Forward|Bloc", name)):
                target = strong
            elif is_common(name) or all_common(name):
                continue
            else:
                target, aliases = weak, [a for a in aliases if " " in a]
            for alias in aliases:
                if is_acronym(alias) and len(alias) > 2 and target is strong:
                    acronyms.setdefault(fold(alias), []).append((alias, iso, name))
            aliases = [a for a in aliases if not is_acronym(a) and (" " in a or len(a) > 4) and fold(a) not in country_keys()
                       and fold(a) not in folded("place-stop") and fold(a) not in _regions()]
            target.add(name, aliases, country=iso, subtype="party", sector="PTY")
    taken = {fold(row[0]) for row in table("igos")}
    for uses in acronyms.values():
        for acronym, iso, name in uses:
            # a long acronym of one party only is as good as its name
            if len(uses) == 1 and len(acronym) >= 5 and acronym.isalpha() and not is_common(acronym):
                strong.add(name, [acronym], country=iso)
            elif not is_common(acronym) and fold(acronym) not in taken | unsafe and len(acronym) < 10:
                short_forms.add(acronym, country=iso, subtype="party", sector="PTY", org=name)
    return [strong, weak, short_forms]


def armed_groups() -> Gazetteer:
    out = Gazetteer("organizations/armed-groups", kind="organization", columns="name aliases country subtype sector",
                    sources=["factbook"], extra_source="spellings own knowledge",
                    about="Groups that the United States lists as terrorist, by the countries where they act.")
    news = {fold(row[0]): split_aliases(row[1]) for row in table("armed-groups")}
    where: dict[str, set[str]] = {}
    rows: dict[str, tuple[str, list[str]]] = {}
    for iso, record in factbook.countries().items():
        for part in factbook.outside_brackets(factbook.field(record, "Terrorism", "Terrorist group(s)"), ";\n"):
            part = re.sub(r"[–—]", "-", clean(part))
            acronyms = [a for inside in re.findall(r"\(([^()]*)\)", part) for a in re.split(r"/|,", inside)
                        if is_latin_name(a.strip()) and "known" not in a]
            name = " ".join(re.sub(r"\([^()]*\)", "", part).split()).strip(" -").replace(" /", "/").removeprefix("The ")
            name = re.sub(r" (groups|network in .*|in Bangladesh|in the Philippines)$", "", name)
            if len(name) > 70 or "," in name or not name:
                continue
            name = re.sub(r"-(Khorasan|West)", r" - \1", name).replace(" Province", "")
            key = fold(name)
            where.setdefault(key, set()).add(iso)
            kept = rows.setdefault(key, (name, []))
            # short acronyms mean too many things; the table has those that news uses
            kept[1].extend(a.strip().removeprefix("aka ") for a in acronyms if len(a.strip()) > 3)
    for key, (name, acronyms) in rows.items():
        usual = news.get(key, [])
        if not usual and "Islamic State of Iraq and ash-Sham" in name:
            usual = [name.replace(" of Iraq and ash-Sham", "")]
        places = where[key]
        crime = bool(re.search(r"Cartel|Mara |Family|Choneros|Lobos|Tren de|Gran Grif|Viv Ansanm", name))
        military = "Revolutionary Guard" in name
        names = [*usual, *acronyms, name]
        # The news spelling is the name: `Hezbollah`, with the Factbook's `Hizballah` as alias.
        first = next((n for n in usual if not is_acronym(n)), name)
        if first.startswith("Islamic State") and first != "Islamic State":
            names = [n for n in names if n != "ISIS"]
        out.add(first.replace("/", "-"), [n.replace("/", "-") for n in names if n != first],
                sense="", country=next(iter(places)) if len(places) == 1 else "",
                subtype="gang" if crime else "armed group",
                sector="CRM" if crime else "MIL" if military else "IMG" if len(places) > 3 else "REB")
    return out


_BARE = re.compile(r"^(Parliament|Senate|Congress|Legislature|Assembly|Diet|Council|Legislative Assembly of .*|none)$", re.I)


def legislatures() -> Gazetteer:
    out = Gazetteer("organizations/legislatures", kind="organization", columns="name aliases country subtype sector",
                    sources=["factbook"], about="Parliaments and their chambers, with their names in the country's language.")
    for iso, record in factbook.countries().items():
        for branch, what in (("Legislative branch", "legislature name"), ("Legislative branch - lower chamber", "chamber name"),
                             ("Legislative branch - upper chamber", "chamber name"), ("Legislative branch", "chamber name")):
            text = factbook.field(record, "Government", branch, what)
            names = [n for n in _alternatives(text) + _names_in_brackets(text) if is_latin_name(n) and _titled(n)]
            names = [n.removeprefix("The ") for n in names
                     if not _BARE.match(n) and not (" " not in n and is_common(n)) and len(n.split()) < 8]
            if names:
                out.add(names[0], names[1:], country=iso, subtype="legislature", sector="LEG")
    return out


_SERVICE = re.compile(r"\b(Army|Navy|Air Force|Armed Forces|Guard|Guards|Police|Gendarmerie|Defen[cs]e Forces?|Corps|"
                      r"Marines|Coast Guard|Ground Forces|Naval Forces?|Security Forces|Carabinieri|Military|Constabulary)\b")


def armed_forces(demonyms: dict[str, set[str]]) -> Gazetteer:
    out = Gazetteer("organizations/armed-forces", kind="organization", columns="name aliases country subtype sector",
                    sources=["factbook"], about="Armed forces and their services, police forces and guards of all countries.")
    for iso, record in factbook.countries().items():
        own = demonyms.get(iso, set()) | {w for n in country_names().get(iso, [])[:3] for w in fold(n).split() if len(w) > 3}
        text = factbook.field(record, "Military and Security", "Military and security forces")
        pieces = [p for line in text.split("\n") for p in re.split(r"[:,;]| includes? | under ", re.sub(r"\(includes[^()]*\)", "", line))]
        for piece in pieces:
            acronyms = [a for inside in re.findall(r"\(([^()]*)", piece) for a in re.split(r"[,/ ]| or ", inside) if is_acronym(a)]
            name = clean(re.sub(r"\(.*$", "", piece)).strip(" .)")
            name = re.sub(r"^(the|The|and|aka) ", "", name)
            if not (2 <= len(name.split()) <= 6) or not is_latin_name(name) or not _titled(name) or not _SERVICE.search(name):
                continue
            if not (set(fold(name).split()) & own or any(d in fold(name) for d in own if " " in d)):
                continue
            police = re.search(r"Police|Constabulary|Carabinieri|Gendarmerie", name)
            out.add(name, [a for a in acronyms if len(a) > 3 and not is_common(a)][:1], country=iso,
                    subtype="police" if police else "armed forces", sector="COP" if police else "MIL")
    return out


def build() -> list[Gazetteer]:
    from lists import nationalities
    demonyms: dict[str, set[str]] = {}
    for row in nationalities.build()[0].rows():
        for form in [row["name"], *row["aliases"]]:
            demonyms.setdefault(row.get("country", ""), set()).add(fold(form))
    return [*parties(), armed_groups(), legislatures(), armed_forces(demonyms)]
