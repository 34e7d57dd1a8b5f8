#!/usr/bin/env python3
"""Writes the gazetteers that come from packages: `build.py [--out DIR] [FOLDER…]`. See README.md."""
import argparse
import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

FOLDERS = ["places", "nationalities", "people", "organizations", "roles", "events", "words"]


def main() -> None:
    root = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description="Builds gazetteers from pinned packages.")
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="of " + ", ".join(FOLDERS))
    parser.add_argument("--out", type=Path, default=root / "gazetteers")
    options = parser.parse_args()
    if unknown := set(options.folders) - set(FOLDERS):
        parser.error(f"no such folder: {', '.join(sorted(unknown))}; there are {', '.join(FOLDERS)}")
    rows = size = 0
    for folder in options.folders or FOLDERS:
        for gazetteer in importlib.import_module(f"lists.{folder}").build():
            lines, length = gazetteer.write(options.out)
            rows, size = rows + lines, size + length
            print(f"{lines:7} {length:9} {gazetteer.tier:6} {gazetteer.path}")
    print(f"{rows:7} {size:9}        total")


if __name__ == "__main__":
    main()
