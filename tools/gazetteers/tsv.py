"""One gazetteer file: collecting rows, merging, sorting, writing."""
from pathlib import Path

from sources import PINS
from text import clean, fold

COLUMNS = ("name aliases country subtype sector lat lon population gender from to id org place "
           "capital role note").split()


class Gazetteer:
    def __init__(self, path: str, *, kind: str, about: str, sources: list[str], tier: str = "strong",
                 columns: str = "name", licence: str | None = None, extra_source: str = ""):
        self.path, self.kind, self.about, self.tier = path, kind, about, tier
        self.columns = columns.split()
        assert self.columns[0] == "name" and all(c in COLUMNS for c in self.columns)
        titles = [PINS[key].title() for key in sources]
        self.source = "; ".join(titles + ([extra_source] if extra_source else []))
        licences = []
        for key in sources:
            if PINS[key].licence not in licences:
                licences.append(PINS[key].licence)
        self.licence = licence or "; ".join(licences)
        self._rows: dict[tuple[str, str], dict] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, name: str) -> bool:
        key = fold(name)
        return any(k[0] == key for k in self._rows)

    def rows(self):
        return self._rows.values()

    def names(self) -> set[str]:
        """Folded names and aliases."""
        found = set()
        for row in self._rows.values():
            found.add(fold(row["name"]))
            found.update(fold(a) for a in row["aliases"])
        return found

    def add(self, name: str, aliases=(), sense: str | None = None, **columns) -> dict | None:
        """Adds a row or merges into the one with the same folded name and sense (by default the country)."""
        name = clean(name)
        if not name or '"' in name or "\t" in name or "|" in name:
            return None
        if sense is None:
            sense = columns.get("country", "")
        key = (fold(name), sense)
        row = self._rows.setdefault(key, {"name": name, "aliases": []})
        seen = {fold(row["name"])} | {fold(a) for a in row["aliases"]}
        for alias in aliases:
            alias = clean(alias)
            if len(alias) > 1 and '"' not in alias and "|" not in alias and fold(alias) not in seen:
                seen.add(fold(alias))
                row["aliases"].append(alias)
        for column, value in columns.items():
            if value not in (None, "") and not row.get(column):
                row[column] = value
        return row

    def remove(self, name: str) -> None:
        key = fold(name)
        self._rows = {k: v for k, v in self._rows.items() if k[0] != key}

    def filter(self, keep) -> None:
        self._rows = {k: v for k, v in self._rows.items() if keep(v)}

    def _line(self, row: dict) -> str:
        fields = [str(" | ".join(row["aliases"]) if c == "aliases" else row.get(c, "")) for c in self.columns]
        while fields and not fields[-1]:
            fields.pop()
        return "\t".join(fields)

    def write(self, out: Path) -> tuple[int, int]:
        lines = sorted({self._line(r) for r in self._rows.values()}, key=lambda s: s.encode())
        head = [f"# kind: {self.kind}", f"# about: {self.about}", f"# source: {self.source}",
                f"# licence: {self.licence}", f"# tier: {self.tier}", f"# columns: {' '.join(self.columns)}"]
        body = ("\n".join(head + lines) + "\n").encode("utf-8")
        target = out / f"{self.path}.tsv"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
        return len(lines), len(body)
