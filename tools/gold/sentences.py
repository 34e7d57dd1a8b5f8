#!/usr/bin/env python3
"""Score events on single sentences with marks (fixtures/sentences/README.md): triggers with their types, by type."""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

MARK = re.compile(r"\[([^\]|]+)\|([a-z]+)\]")


def sentences(path, half):
    """The sentences of a file as (text, {(start, end, type)}); of `half` only."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    for number, line in enumerate((line for line in lines if line and not line.startswith("#")), 1):
        if half and half != ("even", "odd")[number % 2]:
            continue
        text, events, at = "", set(), 0
        for mark in MARK.finditer(line):
            text += line[at:mark.start()]
            events.add((len(text), len(text) + len(mark[1]), mark[2]))
            text += mark[1]
            at = mark.end()
        yield text + line[at:], events


def found(binary, texts):
    """What the binary finds in every text, as it marks them."""
    lines = "".join(json.dumps({"id": str(n), "text": text}, ensure_ascii=False) + "\n" for n, text in enumerate(texts))
    done = subprocess.run([binary, "extract", "-"], input=lines.encode(), capture_output=True)
    if done.returncode:
        sys.exit(done.stderr.decode(errors="replace")[-2000:])
    for line in done.stdout.splitlines():
        yield {(e["trigger"]["start"], e["trigger"]["end"], e["type"]) for e in json.loads(line)["events"]}


def pair(gold, got):
    """Pairs of one type whose triggers overlap, each event once."""
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
    parser.add_argument("--half", choices=["odd", "even"], help="only every second sentence")
    parser.add_argument("--type", help="errors of this type only")
    parser.add_argument("--errors", action="store_true", help="list what was missed and what was found wrongly")
    args = parser.parse_args()
    rows = [row for path in args.files for row in sentences(path, args.half)]
    right, gold, got = collections.Counter(), collections.Counter(), collections.Counter()
    for (text, events), out in zip(rows, found(args.binary, [text for text, _ in rows])):
        pairs = pair(events, out)
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
