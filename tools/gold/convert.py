#!/usr/bin/env python3
"""Read articles whose text carries its marks, and write them in the gold format, a JSON line each.

    convert.py FILE... > gold.jsonl

fixtures/gold/README.md says how the marks are written. Exit status: 0 written, 1 a mark is wrong.
"""
import json
import pathlib
import re
import sys

KINDS = {"per": "person", "org": "organization", "loc": "location", "evn": "event", "nat": "nationality",
         "role": "role", "date": "date", "time": "date", "dur": "date", "set": "date"}
TIMEX = {"date": "DATE", "time": "TIME", "dur": "DURATION", "set": "SET"}
PARTICIPANTS = ("agent", "patient", "other")
STATUS = ("asserted", "planned", "negated", "hypothetical")
EVENTS = set("""statement meeting visit negotiation conference agreement support cooperation aid concession withdrawal
request accusation rejection threat protest sanction mobilization coercion attack crime justice election appointment
departure legislation death injury accident disaster health acquisition investment earnings market contract launch layoff
sport award""".split())


class Wrong(Exception):
    """A mark that does not follow the rules."""


def take_marks(body, where):
    """The plain text, its sentences, and its marks as (start, end, words) by place."""
    text, sentences, marks, opened, size = [], [], [], [], 0

    def put(part):
        nonlocal size
        text.append(part)
        size += len(part)

    for number, paragraph in enumerate(re.split(r"\n\s*\n", body.strip())):
        put("\n\n" if number else "")
        for row, line in enumerate(line.strip() for line in paragraph.splitlines()):
            put(" " if row else "")
            start, at = size, 0
            while at < len(line):
                if line[at] == "{":
                    opened.append(size)
                elif line[at] == "|" and opened:
                    end = line.find("}", at)
                    if end < 0:
                        raise Wrong(f"{where}: a mark runs over its line: {line[at:at + 40]}")
                    marks.append((opened.pop(), size, line[at + 1:end].split()))
                    at = end
                else:
                    put(line[at])
                at += 1
            sentences.append([start, size])
    if opened:
        raise Wrong(f"{where}: a mark is not closed")
    return "".join(text), sentences, sorted(marks, key=lambda m: (m[0], -m[1]))


def fields(words):
    """`key=value` words as a dictionary, and the others."""
    pairs = dict(w.split("=", 1) for w in words if "=" in w)
    return pairs, [w for w in words if "=" not in w]


class Article:
    """One article while its marks are read."""

    def __init__(self, path):
        head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
        self.meta = dict(line.split(": ", 1) for line in head.splitlines())
        self.text, self.sentences, marks = take_marks(body, path)
        self.mentions, self.links, self.quotes, self.triggers = [], [], [], []
        self.phrases, self.dates, self.entities = {}, {}, set()
        for start, end, words in marks:
            self.where = f"{path}: {self.text[start:end]!r} {' '.join(words)}"
            self.mark(start, end, words[0], words[1:])
        self.events = [self.event(number, *trigger) for number, trigger in enumerate(self.triggers, 1)]
        for link in self.links:
            self.complete(link)

    def check(self, holds, message):
        if not holds:
            raise Wrong(f"{self.where}: {message}")

    def mark(self, start, end, kind, words):
        if kind in KINDS:
            mention = {"id": f"m{len(self.mentions) + 1}", "start": start, "end": end, "type": KINDS[kind]}
            self.mentions.append(mention)
            self.detail(mention, kind, words)
        elif kind == "np":
            self.phrases[words[0]] = (start, end)
        elif kind == "ev":
            self.check(words and words[0] in EVENTS, "unknown type of event")
            self.triggers.append((start, end, words, self.where))
        elif kind == "q":
            self.quotes.append({"start": start, "end": end, "speaker": words[0] if words else None})
        else:
            self.check(False, "unknown mark")

    def detail(self, mention, kind, words):
        pairs, plain = fields(words)
        if kind in TIMEX:
            mention["value"], mention["timex_type"] = plain[0], TIMEX[kind]
            if "end" in pairs:
                mention["end_value"] = pairs["end"]
            self.dates.update((name, mention["id"]) for name in plain[1:])
        elif kind == "nat":
            mention.update({"country": plain[0]} if plain else {})
        elif kind == "role":
            holder = [w for w in plain if w not in ("link", "damaged")]
            mention.update({"refers_to": holder[0]} if holder else {})
            mention.update({"damaged": True} if "damaged" in plain else {})
            if "link" in plain:
                self.check(holder, "a link needs a holder")
                self.links.append({"person": holder[0], "role": mention["id"], "organization": pairs.get("org"),
                                   "place": pairs.get("place")})
        else:
            self.check(len(plain) == 1, "one entity is needed")
            mention["entity"] = plain[0]
            self.entities.add(plain[0])

    def event(self, number, start, end, words, where):
        self.where = where
        event = {"id": f"e{number}", "type": words[0], "start": start, "end": end, "participants": [], "place": None,
                 "date": None, "status": "asserted"}
        for key, value in (w.split("=", 1) for w in words[1:]):
            if key in PARTICIPANTS and value in self.phrases:
                event["participants"].append({"role": key, "start": self.phrases[value][0], "end": self.phrases[value][1]})
            elif key in PARTICIPANTS:
                self.check(value in self.entities, f"{value} is no entity and no phrase")
                event["participants"].append({"role": key, "entity": value})
            elif key == "place":
                event["place"] = value
            elif key == "date":
                self.check(value in self.dates, f"{value} is no date")
                event["date"] = self.dates[value]
            else:
                self.check(key == "status" and value in STATUS, f"unknown {key}")
                event["status"] = value
        return event

    def complete(self, link):
        self.where = f"link of {link['person']}"
        if link["place"] and link["place"] not in self.entities:
            link["place_name"], link["place"] = link["place"].replace("_", " "), None
        self.check(not link["organization"] or link["organization"] in self.entities, "unknown organization")

    def record(self):
        return {"id": self.meta["id"], "source": self.meta.get("source", "own"), "text": self.text,
                "published": self.meta["published"], "sentences": self.sentences, "mentions": self.mentions,
                "links": self.links, "events": self.events, "quotes": self.quotes}


def records(folder):
    """Every article below a folder, by path."""
    return [Article(path).record() for path in sorted(pathlib.Path(folder).rglob("*.txt"))]


def main():
    try:
        for name in sys.argv[1:]:
            print(json.dumps(Article(pathlib.Path(name)).record(), ensure_ascii=False))
    except Wrong as wrong:
        sys.exit(str(wrong))


if __name__ == "__main__":
    main()
