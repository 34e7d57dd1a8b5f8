#!/usr/bin/env python3
"""Measure how often each value rule is right on the fit data and write rules/confidence.tsv.

    measure.py --data DIR [--own fixtures/gold] [--binary target/release/copydesk] [--out rules/confidence.tsv]

A mention, relation or event counts for the first rule of its `because`. Right is: a date, role or nationality with the
gold span and type (dates: and value) on gold.train, own gold and gum_news.fit (dates only); a relation whose role overlaps a gold
link's role and whose person shares a mention with its person; an event whose trigger overlaps a gold event of its type.
The share is smoothed towards that of all rules of the folder: (right + 6 × folder's share) / (all + 6).
"""
import argparse
import json
import pathlib
import subprocess
import sys
from collections import Counter

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "gold"))
import convert

PRIOR = 6


def articles(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def records(binary, docs):
    lines = "".join(json.dumps({k: d[k] for k in ("id", "text", "published") if d.get(k)}) + "\n" for d in docs)
    done = subprocess.run([binary, "extract", "--input-format", "jsonl", "-"], input=lines.encode(), capture_output=True, check=False)
    return zip(docs, [json.loads(line) for line in done.stdout.splitlines()])


def rule_of(item):
    return next((b["rule"] for b in item.get("because", []) if "rule" in b), None)


def common(a, b):
    return min(a[1], b[1]) > max(a[0], b[0])


def spans(mentions, key):
    out = {}
    for m in mentions:
        if m.get(key):
            out.setdefault(m[key], []).append((m["start"], m["end"]))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--own", type=pathlib.Path, default=pathlib.Path("fixtures/gold"), help="own annotated articles")
    parser.add_argument("--binary", default="target/release/copydesk")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("rules/confidence.tsv"))
    args = parser.parse_args()
    right, seen = Counter(), Counter()

    def count(item, ok):
        rule = rule_of(item)
        if rule:
            seen[rule] += 1
            right[rule] += bool(ok)

    for doc, record in records(args.binary, articles(args.data / "gold.train.jsonl") + convert.records(args.own)):
        gold = {(m["start"], m["end"], m["type"]): m for m in doc["mentions"]}
        for m in record["mentions"]:
            found = gold.get((m["start"], m["end"], m["type"]))
            value = (m["timex"].get("value"), m["timex"].get("end")) if m["type"] == "date" else None
            count(m, found and (value is None or value == (found.get("value"), found.get("end_value"))))
        by_id = {m["id"]: m for m in doc["mentions"]}
        theirs, ours = spans(doc["mentions"], "entity"), spans(record["mentions"], "entity")
        mine = {m["id"]: m for m in record["mentions"]}
        for r in record["relations"]:
            role = mine[r["role"]]
            people = ours.get(r["person"], [])
            count(r, any(common((role["start"], role["end"]), (by_id[l["role"]]["start"], by_id[l["role"]]["end"]))
                         and any(common(a, b) for a in people for b in theirs.get(l["person"], [])) for l in doc["links"]))
        for e in record["events"]:
            t = e["trigger"]
            count(e, any(g["type"] == e["type"] and common((t["start"], t["end"]), (g["start"], g["end"])) for g in doc["events"]))
    for doc, record in records(args.binary, articles(args.data / "gum_news.fit.jsonl")):
        gold = {(m["start"], m["end"]): m.get("value") for m in doc["entities"] if m["type"] in ("date", "time", "duration", "set")}
        for m in record["mentions"]:
            if m["type"] == "date":
                count(m, gold.get((m["start"], m["end"])) == m["timex"].get("value"))
    folders, folder_right = Counter(), Counter()
    for rule, n in seen.items():
        folders[rule.split("/")[0]] += n
        folder_right[rule.split("/")[0]] += right[rule]
    lines = ["# Share of right answers of a rule in percent, measured by tools/confidence/measure.py on gold.train, fixtures/gold and gum_news.fit.",
             "# A folder's name stands for its rules that were not seen there, `*` for all others.", "# columns: rule percent"]
    total, total_right = sum(seen.values()), sum(right.values())
    rows = {"*": round(100 * total_right / max(1, total))}
    for folder, n in folders.items():
        rows[folder] = round(100 * folder_right[folder] / n)
    for rule, n in seen.items():
        prior = folder_right[rule.split("/")[0]] / folders[rule.split("/")[0]]
        rows[rule] = min(99, round(100 * (right[rule] + PRIOR * prior) / (n + PRIOR)))
    lines += [f"{name}\t{percent}" for name, percent in sorted(rows.items())]
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for folder, n in sorted(folders.items()):
        print(f"{folder:14s} {n:5d} found, {100 * folder_right[folder] / n:.1f} % right")


if __name__ == "__main__":
    main()
