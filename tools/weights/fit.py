#!/usr/bin/env python3
"""Fit rules/weights.tsv on the evidence that `copydesk debug evidence` dumps. See README.md beside this file."""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "gold"))
from convert import records
from sentences import sentences

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

CLASSES = ["person", "organization", "location", "event", "misc"]
NONE = len(CLASSES)
MIX = {"conll2003.train.jsonl": 1.0, "gum_news.fit.jsonl": 3.0, "gold.train.jsonl": 5.0}
OWN = 5.0
SENTENCES = 2.5
FOLDS = 4
NAMES, WEIGHTS, RARE = 640, 1865, 6
# How much harder the fit is pulled to what a linguist believes than to nought.
BELIEF = 10
# Neighbours are many and say little: what stands beside a name is pulled to nought harder than what it is made of.
NEIGHBOURS = {"left:": 1.5, "right:": 1.5, "left2:": 3.0, "right2:": 3.0}
# Rules say what a person would defend: few cases are enough.
RARE_RULE = 2
# Sets in which names behind a role are often left unmarked (author Truman Capote is one span there): open.
OPEN_BEHIND_ROLES = "gum"


def sets(folder, own, names):
    """The articles of every set, with the set's name and weight; so are the sentences of `names`, but for every fourth."""
    for name, weight in MIX.items():
        for line in open(folder / name, encoding="utf-8"):
            yield name, weight, json.loads(line)
    for doc in records(own):
        yield "own", OWN, doc
    for path in sorted(names.glob("*.txt")):
        for number, (text, marked) in enumerate(sentences(path, "rest")):
            mentions = [{"start": start, "end": end, "type": kind} for start, end, kind in sorted(marked)]
            yield "sentences", SENTENCES, {"id": f"{path.stem}#{number}", "text": text, "mentions": mentions}


def load(folder, own, names):
    """Articles with their gold spans as {(start, end): set of classes}, and whether unmarked spans may be misc."""
    docs = []
    for name, weight, doc in sets(folder, own, names):
        gold, marks_misc = {}, name.startswith("conll")
        for m in doc.get("entities") or doc.get("mentions") or []:
            kind, span = m["type"], (m["start"], m["end"])
            if kind in CLASSES[:4]:
                gold[span] = {CLASSES.index(kind)}
            elif kind == "nationality":
                gold[span] = {4}
            elif kind == "misc":
                gold[span] = {3, 4}
        outer = [span for span, classes in gold.items() if classes & {0, 1, 2, 3}]
        inner = [s for s in outer if any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in outer)]
        gold = {span: classes for span, classes in gold.items() if span not in inner}
        docs.append({"id": doc["id"], "text": doc["text"], "published": doc.get("published"), "gold": gold,
                     "open": not marks_misc, "weight": weight,
                     "open_persons": name.startswith(OPEN_BEHIND_ROLES)})
    return docs


def dump(binary, docs, weights):
    """Candidates of every article: (start, end, evidence of the first pass, evidence added by the second)."""
    lines = "".join(json.dumps({k: d[k] for k in ("id", "text", "published") if d[k]}, ensure_ascii=False) + "\n" for d in docs)
    command = [binary, "debug", "evidence", "-"] + (["--weights", str(weights)] if weights else [])
    done = subprocess.run(command, input=lines.encode(), capture_output=True)
    if done.returncode:
        sys.exit(done.stderr.decode(errors="replace")[-2000:])
    records = [json.loads(line) for line in done.stdout.splitlines()]
    return records[0], records[1:]


class Rows:
    """A sparse design matrix with the set of classes allowed for every row."""

    def __init__(self):
        self.indices, self.indptr, self.allowed, self.weights = [], [0], [], []

    def add(self, evidence, allowed, weight):
        self.indices.extend(evidence)
        self.indptr.append(len(self.indices))
        self.allowed.append(allowed)
        self.weights.append(weight)

    def matrix(self, count):
        data = np.ones(len(self.indices), dtype=np.float32)
        return sparse.csr_matrix((data, np.array(self.indices, dtype=np.int32), np.array(self.indptr)), shape=(len(self.indptr) - 1, count))


def collect(docs, records, second, names):
    """Rows of both passes; without `second` of the first only."""
    rows = Rows()
    # CoNLL's MISC holds events: what ends in an event's head or is a listed event is one, the rest is not.
    events = {n for n, name in enumerate(names) if name in ("is:events", "last:events/heads", "numbered-event", "gathering-head")}
    behind_role = names.index("left:roles") if "left:roles" in names else -1
    for doc, record in zip(docs, records):
        for start, end, first, more in record["candidates"]:
            gold = doc["gold"].get((start, end))
            allowed = np.zeros(NONE + 1, dtype=np.float32)
            if gold == {3, 4}:
                gold = {3} if events.intersection(first) else {4}
            unmarked = {NONE, 4} if doc["open"] else {NONE}
            if doc["open_persons"] and behind_role in first:
                unmarked = unmarked | {0}
            for c in gold or unmarked:
                allowed[c] = 1
            rows.add(first, allowed, doc["weight"])
            if second:
                rows.add(first + more, allowed, doc["weight"])
    return rows


def read_priors(path, names, strict=True):
    """Weights towards which the fit shrinks (count × classes)."""
    number = {name: n for n, name in enumerate(names)}
    out = np.zeros((len(names), len(CLASSES)))
    for line in path.read_text(encoding="utf-8").splitlines():
        name, *tenths = line.split("\t")
        if not line.startswith("#") and (strict or name in number):
            if out[number[name]].any():
                sys.exit(f"{path}: {name} stands there twice")
            out[number[name]] = [int(t) / 10 for t in tenths]
    return out


def neighbour(name):
    """How much harder than others evidence of this name is pulled to nought."""
    return next((factor for prefix, factor in NEIGHBOURS.items() if name.startswith(prefix)), 1.0)


def fit(rows, names, penalty, priors, firm, mask=None, start=None, steps=150):
    """Weights (names × classes) that make the allowed classes likely; `firm` rows are pulled harder to their priors."""
    count = len(names)
    x = rows.matrix(count)
    xt = x.T.tocsr()
    penalty = penalty * (np.where(firm, BELIEF, 1.0) * np.array([neighbour(name) for name in names]))[:, None]
    allowed, weights = np.array(rows.allowed), np.array(rows.weights, dtype=np.float64)
    k = len(CLASSES)

    def loss(flat):
        w = flat.reshape(count, k)
        if mask is not None:
            w = w * mask
        scores = np.hstack([x @ w, np.zeros((x.shape[0], 1))])
        scores -= scores.max(axis=1, keepdims=True)
        e = np.exp(scores)
        total, inside = e.sum(axis=1), (e * allowed).sum(axis=1)
        value = -(weights * (np.log(inside + 1e-30) - np.log(total))).sum() + (penalty / 2 * (w - priors) ** 2).sum()
        target = e * allowed / (inside[:, None] + 1e-30)
        slope = ((e / total[:, None]) - target) * weights[:, None]
        gradient = xt @ slope[:, :k] + penalty * (w - priors)
        if mask is not None:
            gradient = gradient * mask
        return value, gradient.ravel()

    flat = priors.ravel().copy() if start is None else start.ravel()
    found = minimize(loss, flat, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 10})
    print(f"loss {found.fun:.0f} after {found.nit} steps: {found.message}", flush=True)
    return found.x.reshape(count, k) * (mask if mask is not None else 1)


def curvature(rows, w):
    """How much the loss bends along each weight: what a weight does where nothing was in doubt can go."""
    x = rows.matrix(len(w))
    scores = np.hstack([x @ w, np.zeros((x.shape[0], 1))])
    scores -= scores.max(axis=1, keepdims=True)
    e = np.exp(scores)
    p = e / e.sum(axis=1, keepdims=True)
    return x.T.tocsr() @ ((p * (1 - p))[:, :len(CLASSES)] * np.array(rows.weights)[:, None])


def write(path, names, weights, note, rules=()):
    lines = [f"# Weights of named evidence for names, in tenths of a logit. Made by tools/weights/fit.py: {note}",
             "# name\t" + "\t".join(CLASSES)]
    for name, row in sorted(zip(names, weights), key=lambda item: item[0]):
        tenths = [int(round(10 * v)) for v in row]
        if any(tenths) or name in rules:
            lines.append(name + "\t" + "\t".join(map(str, tenths)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines) - 2


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--own", type=pathlib.Path, default=pathlib.Path("fixtures/gold"), help="own annotated articles")
    parser.add_argument("--sentences", type=pathlib.Path, default=pathlib.Path("fixtures/names"), help="sentences with names marked")
    parser.add_argument("--binary", default="target/release/copydesk")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("rules/weights.tsv"))
    parser.add_argument("--priors", type=pathlib.Path, default=pathlib.Path(__file__).with_name("priors.tsv"))
    parser.add_argument("--penalty", type=float, default=8.0)
    parser.add_argument("--near", type=pathlib.Path, help="stay near an earlier table: its weights are the priors of all others")
    parser.add_argument("--names", type=int, default=NAMES)
    parser.add_argument("--weights", type=int, default=WEIGHTS)
    args = parser.parse_args()
    docs = load(args.data, args.own, args.sentences)
    with tempfile.TemporaryDirectory() as folder:
        empty = pathlib.Path(folder) / "empty.tsv"
        empty.write_text("", encoding="utf-8")
        head, records = dump(args.binary, docs, empty)
        names, rules = head["names"], set(head["rules"])
        priors = read_priors(args.priors, names)
        firm = priors.any(axis=1)
        believed = np.flatnonzero(firm)
        near = read_priors(args.near, names, strict=False) if args.near else None
        if near is not None:
            priors[~firm] = near[~firm]
        base = collect(docs, records, False, names)
        counts = np.bincount(np.array(base.indices), minlength=len(names))
        print(f"{len(docs)} articles, {len(base.allowed)} candidates, {len(base.indices) / max(1, len(base.allowed)):.1f} pieces of evidence each")
        passes = []
        for fold in range(FOLDS):
            inside = [i for i in range(len(docs)) if i % FOLDS != fold]
            outside = [i for i in range(len(docs)) if i % FOLDS == fold]
            w = fit(collect([docs[i] for i in inside], [records[i] for i in inside], False, names), names, args.penalty, priors, firm, steps=60)
            table = pathlib.Path(folder) / f"fold{fold}.tsv"
            write(table, names, w, "a fold")
            passes += list(zip(outside, dump(args.binary, [docs[i] for i in outside], table)[1]))
            print(f"fold {fold} done")
        records = [record for _, record in sorted(passes, key=lambda p: p[0])]
    rows = collect(docs, records, True, names)
    counts = np.bincount(np.array(rows.indices), minlength=len(names))
    counts[believed] = np.maximum(counts[believed], RARE)
    least = np.array([RARE_RULE if name in rules else RARE for name in names])
    usable = (counts >= least)[:, None].repeat(len(CLASSES), axis=1).astype(float)
    if near is not None:
        usable *= (near.any(axis=1) | firm | np.array([name in rules for name in names]))[:, None]
    w = fit(rows, names, args.penalty, priors, firm, mask=usable, steps=120)
    # Cut step by step: what a cut takes away, evidence that says the same takes over in the next fit.
    for weights_left in (12000, 7000, 4800, 3400, 2500, args.weights):
        if weights_left < args.weights:
            continue
        share = args.names * max(1.0, weights_left / args.weights)
        size = np.abs(w) * np.sqrt(curvature(rows, w))
        size[[n for n, name in enumerate(names) if name in rules]] *= 2
        best = sorted(range(len(names)), key=lambda n: -(size[n] ** 2).sum())[:int(share)]
        keep = np.zeros_like(w)
        keep[best] = 1
        keep[believed] = 1
        cut = np.sort((size * keep).ravel())[::-1][min(weights_left, size.size) - 1]
        keep *= (size >= max(cut, 1e-9)) | (firm[:, None] & (priors != 0))
        last = weights_left == args.weights
        w = fit(rows, names, args.penalty, priors, firm, mask=keep * usable, start=w * keep, steps=150 if last else 40)
    mix = ", ".join(f"{name} × {weight:g}" for name, weight in MIX.items()) + f", fixtures/gold × {OWN:g}, fixtures/names × {SENTENCES:g}"
    kept = write(args.out, names, w, mix, rules)
    print(f"{kept} names, {int((np.abs(np.round(10 * w)) > 0).sum())} weights in {args.out}")


if __name__ == "__main__":
    main()
