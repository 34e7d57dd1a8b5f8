#!/usr/bin/env python3
"""Coverage and precision of the lists on annotated articles: `measure.py GOLD.jsonl… [--gazetteers DIR] [--wrong LIST]`.

Coverage: share of the mentions of a list's type that are an entry. Precision: of a list's longest matches on
capitalised tokens, the share that is a mention of that type with the same bounds. Measured list by list.
For lists of given names and surnames: the share of full names whose first (last) word is listed, and the share of
matches that lie inside a person's name.
"""
import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from text import fold  # noqa: E402

TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*\.?|&")
TYPE = {"location": "location", "person": "person", "organization": "organization", "event": "event",
        "nationality": "nationality", "role": "role"}


def read_list(path: Path) -> tuple[dict[str, str], list[list[str]], list[str]]:
    head, rows, columns = {}, [], ["name"]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            key, _, value = line[2:].partition(": ")
            head[key] = value
        elif line:
            rows.append(line.split("\t"))
    return head, rows, head.get("columns", "name").split()


def key_of(words: list[str]) -> tuple[str, ...]:
    return tuple(w for word in words for w in fold(word).split())


def tokens(text: str) -> list[tuple[int, int, str]]:
    """Bounds and folded form; a possessive ending and a full stop after a word are cut off."""
    found = []
    for m in TOKEN.finditer(text):
        word, end = m.group(), m.end()
        if m := re.match(r"(.*)['’]s?$", word):
            if len(m[1]) > 1:
                word, end = m[1], end - (len(word) - len(m[1]))
        found.append((end - len(word), end, word))
    return found


def capitals_agree(form: str, span: list[str]) -> bool:
    """A capital of the entry must be one in the text; an entry in capitals matches only capitals."""
    letters = [c for c in form if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return all(w.upper() == w for w in span)
    heads = [w[0] for w in re.split(r"[ -]", form) if w and w != "&"]
    return len(heads) != len(span) or all(not h.isupper() or w[0].isupper() for h, w in zip(heads, span))


def matches(text: str, words, entries: dict[tuple[str, ...], list[str]], longest: int, any_case: bool):
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            span = words[at:at + size]
            if not any_case and not span[0][2][0].isupper() and not span[0][2][0].isdigit() and "al" != span[0][2]:
                continue
            key = tuple(w for s in span for w in fold(s[2]).split())
            if any(capitals_agree(form, [s[2] for s in span]) for form in entries.get(key, [])):
                start, end = span[0][0], span[-1][1]
                if text[start:end].endswith(".") and not re.search(r"\.\w\.$", text[start:end]) \
                        and not text[start:end].endswith("St."):
                    end -= 1
                yield start, end
                at += size - 1
                break
        at += 1


def articles(paths):
    for path in paths:
        for line in open(path, encoding="utf-8"):
            article = json.loads(line)
            gold = {}
            for mention in article.get("entities") or article.get("mentions") or []:
                kind = mention["type"]
                gold[(mention["start"], mention["end"])] = kind
            yield article["text"], gold


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--gazetteers", type=Path, default=Path(__file__).resolve().parents[2] / "gazetteers")
    parser.add_argument("--wrong", help="print the commonest wrong and right matches of this list")
    options = parser.parse_args()
    data = [(text, tokens(text), gold) for text, gold in articles(options.gold)]
    conll = any("misc" in gold.values() for _, _, gold in data)
    print(f"{'list':34} {'rows':>6} {'covered':>8} {'of type':>8} {'matches':>8} {'right':>6}")
    for path in sorted(options.gazetteers.rglob("*.tsv")):
        name = str(path.relative_to(options.gazetteers))[:-4]
        head, rows, columns = read_list(path)
        kind = TYPE.get(head.get("kind", ""))
        if not kind or (options.wrong and options.wrong != name):
            continue
        wanted = "misc" if conll and kind in ("nationality", "event") else kind
        aliases = columns.index("aliases") if "aliases" in columns else None
        entries: dict[tuple[str, ...], list[str]] = {}
        for row in rows:
            names = [row[0]]
            if aliases is not None and len(row) > aliases:
                names += row[aliases].split(" | ")
            for form in names:
                if key := key_of([form]):
                    entries.setdefault(key, []).append(form)
        longest = min(8, max((len(e) for e in entries), default=1))
        total = covered = hits = right = 0
        part = 0 if "given-names" in name else -1 if "surnames" in name else None
        people = [sorted(b for b, k in gold.items() if k == "person") for _, _, gold in data] if part is not None else []
        wrong_forms, right_forms = Counter(), Counter()
        for number, (text, words, gold) in enumerate(data):
            inside = {i for a, b in people[number] for i in range(a, b)} if people else set()
            for (start, end), gold_kind in gold.items():
                if gold_kind == wanted and part is not None:
                    name_words = text[start:end].split()
                    if len(name_words) > 1:
                        total += 1
                        covered += key_of([name_words[part]]) in entries
                elif gold_kind == wanted:
                    total += 1
                    covered += key_of([text[start:end].replace(" .", ".")]) in entries
            for start, end in matches(text, words, entries, longest, kind == "role"):
                hits += 1
                if gold.get((start, end)) == wanted or gold.get((start, end + 1)) == wanted or start in inside:
                    right += 1
                    right_forms[text[start:end]] += 1
                else:
                    wrong_forms[text[start:end]] += 1
        if total or hits:
            print(f"{name:34} {len(rows):6} {100 * covered / max(1, total):7.1f}% {total:8} {hits:8} "
                  f"{100 * right / max(1, hits):5.1f}%")
        if options.wrong:
            print("wrong:", ", ".join(f"{f} {n}" for f, n in wrong_forms.most_common(120)))
            print("right:", ", ".join(f"{f} {n}" for f, n in right_forms.most_common(40)))


if __name__ == "__main__":
    main()
