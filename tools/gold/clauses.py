#!/usr/bin/env python3
"""Score who takes part in single events of single sentences (fixtures/clauses/README.md), and subjects and objects of verbs
against annotated words.

    clauses.py [--binary B] [--part odd|even] [--errors] FILE...
    clauses.py [--binary B] --words words.tsv.xz      form, lemma, UPOS, XPOS, head, relation a line; blank between sentences

Of annotated words every tenth sentence is measured; verbs are found with `copydesk debug clauses`.
"""
import argparse
import json
import lzma
import pathlib
import re
import subprocess
import sys

MARK = re.compile(r"\{([APO]):([^}]*)\}|\[([^\]|]*)\|([a-z]+)\]")
PARTS = {"A": "agent", "P": "patient", "O": "other"}
# Words that join the one before them, and relations within one name.
CLITICS = {"n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "'"} | {"’s", "’re", "’ve", "’ll", "’d", "’m"}
WITHIN = {"flat", "compound", "appos", "fixed", "goeswith"}


def run(binary, command, docs):
    """What a command prints for the documents, line by line."""
    lines = "".join(json.dumps({"id": str(n), "text": text}, ensure_ascii=False) + "\n" for n, text in enumerate(docs))
    done = subprocess.run([binary, *command, "-"], input=lines.encode(), capture_output=True)
    if done.returncode:
        sys.exit(done.stderr.decode(errors="replace")[-2000:])
    return [json.loads(line) for line in done.stdout.splitlines()]


def sentences(path, half):
    """The sentences of a file: (place, text, trigger, [(role, start, end)])."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or half and half != ("even", "odd")[number % 2]:
            continue
        text, people, trigger, at = "", [], None, 0
        for mark in MARK.finditer(line.strip()):
            text += line[at:mark.start()]
            at = mark.end()
            word = mark[2] or mark[3]
            if mark[1]:
                people.append((PARTS[mark[1]], len(text), len(text) + len(word)))
            else:
                trigger = (len(text), len(text) + len(word), mark[4])
            text += word
        yield f"{path.name}:{number}", text + line[at:], trigger, people


def participants(record, trigger):
    """Spans of the participants of the event that a trigger tells, or nothing."""
    names = {}
    for mention in record["mentions"]:
        names.setdefault(mention.get("entity"), []).append((mention["start"], mention["end"]))
    for event in record["events"]:
        at = event["trigger"]
        if event["type"] == trigger[2] and at["start"] < trigger[1] and trigger[0] < at["end"]:
            return [(p["role"], [(p["start"], p["end"])] + names.get(p.get("entity") or 0, [])) for p in event["participants"]]
    return None


def score(args):
    rows = [row for path in args.files for row in sentences(path, args.part)]
    right = gold = got = told = 0
    for (place, text, trigger, people), record in zip(rows, run(args.binary, ["extract"], [row[1] for row in rows])):
        found = participants(record, trigger)
        gold += len(people)
        told += found is not None
        left = list(found or [])
        missed = []
        for role, start, end in people:
            match = next((f for f in left if f[0] == role and any(s < end and start < e for s, e in f[1])), None)
            if match:
                left.remove(match)
                right += 1
            else:
                missed.append(f"{role}={text[start:end]}")
        got += len(found or [])
        if args.errors and (missed or left):
            wrong = "; ".join(f"{role}={text[spans[0][0]:spans[0][1]]}" for role, spans in left)
            print(f"{place} {text[:trigger[0]]}[{text[trigger[0]:trigger[1]]}]{text[trigger[1]:]}")
            print(f"    missed {'; '.join(missed)}  wrong {wrong}" if found is not None else "    no event")
    precision, recall = right / max(got, 1), right / max(gold, 1)
    print(f"{len(rows)} sentences, events {100 * told / max(len(rows), 1):.1f}")
    print(f"participants P {100 * precision:.1f} R {100 * recall:.1f} F {200 * right / max(got + gold, 1):.1f}")


def annotated(path):
    """Every tenth sentence of annotated words, as (text, [(start, end, fields)])."""
    blocks = lzma.open(path, "rt", encoding="utf-8").read().split("\n\n")
    for block in blocks[::10]:
        text, words = "", []
        for fields in (line.split("\t") for line in block.strip().split("\n") if "\t" in line):
            form = fields[0]
            if text and not (form in CLITICS or form in ".,;:?!)%" or text[-1] in "($"):
                text += " "
            words.append((len(text), len(text) + len(form), fields))
            text += form
        if len(words) > 7 and text.endswith((".", "?", "!")):
            yield text, words


def measure_words(args):
    rows = list(annotated(args.words))
    clauses = [{} for _ in rows]
    for clause in run(args.binary, ["debug", "clauses"], [text for text, _ in rows]):
        clauses[int(clause["article"])][clause["start"]] = clause
    for relation, key in (("nsubj", "subjects"), ("obj", "objects")):
        right = gold = got = 0
        for (_, words), found in zip(rows, clauses):
            head = [int(fields[4]) - 1 for *_, fields in words]
            number = {start: n for n, (start, *_) in enumerate(words)}
            for n, (start, _, fields) in enumerate(words):
                clause = found.get(start)
                if fields[2] != "VERB" or clause is None:
                    continue
                want = {w for w in range(len(words)) if head[w] == n and words[w][2][5].startswith(relation)}
                has = {number[s["start"]] for s in clause[key] if s["start"] in number}
                while inner := {w for w in has if words[w][2][5].split(":")[0] in WITHIN and head[w] not in has}:
                    has = has - inner | {head[w] for w in inner}
                gold += bool(want)
                got += bool(has) and bool(want)
                right += bool(want & has)
        print(f"{key}: of {gold} annotated {100 * right / max(gold, 1):.1f} % found, of those told {100 * right / max(got, 1):.1f} % right")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--binary", default="target/release/copydesk")
    parser.add_argument("--part", choices=["odd", "even"], help="only every second line")
    parser.add_argument("--words", type=pathlib.Path, help="annotated words, xz")
    parser.add_argument("--errors", action="store_true", help="list what was missed and what was found wrongly")
    args = parser.parse_args()
    if args.words:
        measure_words(args)
    if args.files:
        score(args)


if __name__ == "__main__":
    main()
