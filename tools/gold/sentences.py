#!/usr/bin/env python3
"""Score single sentences with marks by type: triggers of events (fixtures/sentences), or names (fixtures/names)."""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

MARK = re.compile(r"\[([^\]|]+)\|([a-z]+)\]")


PARTS = {"odd": lambda n: n % 2 == 1, "even": lambda n: n % 2 == 0, "fourth": lambda n: n % 4 == 0, "rest": lambda n: n % 4 > 0}


def sentences(path, part):
    """The sentences of a file as (text, {(start, end, type)}) in code points; of a part only."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    for number, line in enumerate((line for line in lines if line and not line.startswith("#")), 1):
        if part and not PARTS[part](number):
            continue
        text, events, at = "", set(), 0
        for mark in MARK.finditer(line):
            text += line[at:mark.start()]
            events.add((len(text), len(text) + len(mark[1]), mark[2]))
            text += mark[1]
            at = mark.end()
        yield text + line[at:], events


NAMES = {"person", "organization", "location", "event"}


def found(binary, texts, names):
    """What the binary finds in every text, as it marks them: names or triggers of events."""
    lines = "".join(json.dumps({"id": str(n), "text": text}, ensure_ascii=False) + "\n" for n, text in enumerate(texts))
    done = subprocess.run([binary, "extract", "-"], input=lines.encode(), capture_output=True)
    if done.returncode:
        sys.exit(done.stderr.decode(errors="replace")[-2000:])
    for line in done.stdout.splitlines():
        record = json.loads(line)
        if names:
            yield {(m["start"], m["end"], m["type"]) for m in record["mentions"] if m["type"] in NAMES}
        else:
            yield {(e["trigger"]["start"], e["trigger"]["end"], e["type"]) for e in record["events"]}


def pair(gold, got, names):
    """Pairs of one type, each once: names with the same span, events whose triggers overlap."""
    if names:
        return [(name, name) for name in sorted(gold & got)]
    left, pairs = set(got), []
    for event in sorted(gold):
        match = next((g for g in sorted(left) if g[2] == event[2] and g[0] < event[1] and event[0] < g[1]), None)
        if match:
            left.remove(match)
            pairs.append((event, match))
    return pairs


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--binary", default="target/release/copydesk")
    parser.add_argument("--part", choices=PARTS, help="every second or fourth sentence, or the rest")
    parser.add_argument("--names", action="store_true", help="names are marked, not events")
    parser.add_argument("--type", help="errors of this type only")
    parser.add_argument("--errors", action="store_true", help="list what was missed and what was found wrongly")
    args = parser.parse_args()
    rows = [row for path in args.files for row in sentences(path, args.part)]
    right, gold, got = collections.Counter(), collections.Counter(), collections.Counter()
    for (text, events), out in zip(rows, found(args.binary, [text for text, _ in rows], args.names)):
        pairs = pair(events, out, args.names)
        right.update(event[2] for event, _ in pairs)
        gold.update(event[2] for event in events)
        got.update(event[2] for event in out)
        if args.errors:
            missed = [("missed", e) for e in sorted(events - {e for e, _ in pairs})]
            for what, (start, end, kind) in missed + [("wrong", e) for e in sorted(out - {g for _, g in pairs})]:
                if args.type in (None, kind):
                    print(f"{what:6} {kind:12} {text[:start]}[{text[start:end]}]{text[end:]}")
    for kind in [*sorted(gold, key=lambda k: (-gold[k], k)), "all"]:
        r, g, o = (sum(c.values()) if kind == "all" else c[kind] for c in (right, gold, got))
        print(f"{kind:14} precision {100 * r / max(1, o):5.1f}  recall {100 * r / max(1, g):5.1f}  F1 {200 * r / max(1, g + o):5.1f}  ({g} marked)")


if __name__ == "__main__":
    main()
