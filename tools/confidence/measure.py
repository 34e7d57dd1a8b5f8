#!/usr/bin/env python3
"""Measure how often the rules for dates are right, and renew their rows of rules/confidence.tsv.

    measure.py rules/confidence.tsv BINARY GOLD.jsonl [GOLD.jsonl ...]

GOLD holds one annotated article a line: id, text, published, and mentions (or entities) with start, end, type and, where
known, value. A date mention is right when a gold date overlaps it and has no other value. Shares are smoothed towards
the share of all rules with the weight of four mentions; rules seen in fewer than three mentions are left to `*`.
Articles whose gold has values for some dates only count where there is a value; where no date overlaps, only sets
annotated in full (with `mentions`) count.
"""
import collections
import json
import subprocess
import sys

DATES = ("date", "time", "duration", "set")
WEIGHT, LEAST = 4, 3


def main():
    table, binary, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    seen, right = collections.Counter(), collections.Counter()
    for path in files:
        docs = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
        lines = "".join(json.dumps({k: d[k] for k in ("id", "text", "published") if d.get(k)}) + "\n" for d in docs)
        done = subprocess.run([binary, "extract", "--input-format", "jsonl", "-"], input=lines.encode(), capture_output=True, check=True)
        for doc, line in zip(docs, done.stdout.decode().splitlines()):
            full = "mentions" in doc
            gold = [m for m in doc.get("mentions", doc.get("entities", [])) if m["type"] in DATES]
            for mention in json.loads(line)["mentions"]:
                if mention["type"] != "date":
                    continue
                over = [g for g in gold if g["start"] < mention["end"] and mention["start"] < g["end"]]
                if not over and not full or over and not full and over[0].get("value") is None:
                    continue
                rule = mention["because"][0]["rule"]
                seen[rule] += 1
                right[rule] += any(g.get("value") in (None, mention["timex"]["value"]) for g in over)
    share = sum(right.values()) / sum(seen.values())
    smooth = lambda rule: round(100 * (right[rule] + WEIGHT * share) / (seen[rule] + WEIGHT))
    lines = open(table, encoding="utf-8").read().splitlines()
    head = [line for line in lines if line.startswith("#")]
    rows = [line for line in lines if not line.startswith(("#", "dates/"))]
    rows += [f"{rule}\t{min(smooth(rule), 99)}" for rule in seen if seen[rule] >= LEAST]
    open(table, "w", encoding="utf-8").write("\n".join(head + sorted(rows)) + "\n")


if __name__ == "__main__":
    main()
