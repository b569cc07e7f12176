#!/usr/bin/env python3
"""Fits the weights in src/read/text/cues.rs to documents whose headings are known, and writes them there.

    python3 tests/fit/fit_cues.py HEADINGS.jsonl.gz [--write] [--models FILE] [--quick]

HEADINGS.jsonl.gz has one document a line: {"id", "text", "source", "truth": {"blocks": [{"type", "text", "bare"?,
"weak"?}]}}. Needs numpy and scipy. Says how good the rule is on sources that it has not seen: for each source, both
passes are fitted to the others only, and the second pass learns from first scores by models that had not seen the
lines' own source either. --models writes what the reader then makes of the unseen documents, for the corpora's
eval_headings.py --pred. --write fits to all documents and puts the numbers into the table. --quick lets first scores
that the second pass learns from know the source that is judged: ten times as fast, and a little too rosy.

Cues are found by the reader itself: the script runs the ignored test `dump` (src/read/text/fit.rs).
"""

import argparse
import collections
import gzip
import itertools
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unicodedata

import numpy as np
from scipy.optimize import minimize

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "src/read/text/cues.rs"
CUE = re.compile(r'(\bcue\(\s*"(?:[^"\\]|\\.)*",\s*)(-?[\d.]+),\s*(-?[\d.]+),')
ALSO = re.compile(r'(\balso\(\s*"(?:[^"\\]|\\.)*",\s*)(-?[\d.]+),')
BASE = re.compile(r"(const BASE: \[f32; 2\] = )\[[^\]]*\]")

# How far weights may move from where they start: smaller holds them closer.
FIRST, SECOND = 1.0, 0.3

# What weights start from. All else starts from zero; of these, the documents have too few to learn from, or from one
# source only, and everybody knows them to be no headings.
START = {
    "a picture's credit": -3.0,
    "ends with a name in brackets": -2.0,
    "a byline": -3.0,
    "leads elsewhere": -3.0,
    "a label": -1.5,
    "a label alone": -2.0,
    "mostly digits": -1.0,
    "an address": -1.0,
    "begins with a dash": -1.5,
}


def key(text):
    """Lines are the same if they differ only in spaces, quotation marks, dashes and case."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0f]", "", text)
    text = text.translate(str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-"}))
    return re.sub(r"\s+", " ", text).strip().casefold().strip(" :#*_=")


class Reader:
    """The reader, as far as fitting goes."""

    def __init__(self, documents):
        self.documents = documents

    def read(self, jobs, weights, want):
        """One answer for each job, which is the number of a document and the name of its weights, or None."""
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "weights.json").write_text(json.dumps(weights))
            with (folder / "jobs.jsonl").open("w", encoding="utf8") as out:
                for number, name in jobs:
                    document = self.documents[number]
                    job = {"id": document["id"], "text": document["text"], "weights": name, "want": want}
                    out.write(json.dumps(job) + "\n")
            command = ["cargo", "test", "--no-default-features", "--lib", "read::text::headings::fit::dump"]
            environment = {**os.environ, "OFFPRINT_FIT": str(folder)}
            subprocess.run([*command, "--", "--ignored"], cwd=ROOT, env=environment, check=True, capture_output=True)
            with (folder / "read.jsonl").open(encoding="utf8") as lines:
                return [json.loads(line) for line in lines]


def judged(document, candidates):
    """For each candidate 1, 0, or -1 for what does not count; and how many headings are no candidates."""
    blocks = document["truth"]["blocks"]
    headings = collections.Counter(key(b["text"]) for b in blocks if b["type"] == "heading")
    bare = {key(b["bare"]): key(b["text"]) for b in blocks if b.get("bare")}
    weak = {key(b["text"]) for b in blocks if b.get("weak")}
    truth = []
    for candidate in candidates:
        line = bare.get(key(candidate["text"]), key(candidate["text"]))
        if headings[line] > 0:
            headings[line] -= 1
            truth.append(1)
        else:
            truth.append(-1 if line in weak else 0)
    return truth, sum(headings.values())


def matrix(rows, width):
    out = np.zeros((len(rows), width))
    for row, held in enumerate(rows):
        out[row, held] = 1
    return out


def fit(rows, truth, start, strength, near=None):
    """Logistic regression whose weights are drawn to where they start; `near` is a result to search from. The last of
    the result is the base."""
    counts = truth >= 0
    rows, truth = rows[counts], truth[counts]
    offset = rows @ start

    def loss(moved):
        z = offset + rows @ moved[:-1] + moved[-1]
        error = 1 / (1 + np.exp(-z)) - truth
        value = np.logaddexp(0, z).sum() - truth @ z + moved[:-1] @ moved[:-1] / (2 * strength)
        return value, np.append(rows.T @ error + moved[:-1] / strength, error.sum())

    begin = np.zeros(rows.shape[1] + 1) if near is None else near - np.append(start, 0)
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": 400, "ftol": 1e-7})
    return found.x + np.append(start, 0)


def f1(truth, scores):
    taken = (scores > 0) & (truth >= 0)
    right = (taken & (truth == 1)).sum()
    return 2 * right / max(1, taken.sum() + (truth == 1).sum())


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("documents")
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--models")
    arguments.add_argument("--quick", action="store_true")
    arguments = arguments.parse_args()
    with gzip.open(arguments.documents, "rt", encoding="utf8") as lines:
        documents = [json.loads(line) for line in lines]
    reader = Reader(documents)
    table = TABLE.read_text(encoding="utf8")
    names = [re.search('"(.*?)"', row[0])[1] for row in CUE.findall(table)]
    start = np.array([START.get(name, 0.0) for name in names])
    wide, company_wide = len(names), len(ALSO.findall(table))
    both_start = np.append(start, np.zeros(company_wide))

    everything = range(len(documents))
    read = reader.read([(number, None) for number in everything], {}, "candidates")
    truth, missed = [], 0
    for number, answer in zip(everything, read):
        judgements, left = judged(documents[number], answer["candidates"])
        truth += judgements
        missed += left
    truth = np.array(truth)
    own = matrix([c["own"] for answer in read for c in answer["candidates"]], wide)
    of = np.array([number for number, answer in zip(everything, read) for _ in answer["candidates"]])
    source_of = np.array([document["source"] for document in documents])
    source = source_of[of]
    sources = sorted(set(source))
    print(f"{len(truth)} candidates; {missed} headings are not among them", flush=True)

    def without(*left_out):
        return ~np.isin(source, left_out)

    def as_weights(first, second):
        return {
            "base": [first[-1], second[-1]],
            "own": [list(first[:-1]), list(second[:wide])],
            "company": list(second[wide:-1]),
        }

    none = np.zeros(wide + company_wide + 1)
    full = fit(own, truth, start, FIRST)
    firsts = {}
    for left_out in [*itertools.combinations(sources, 2 if not arguments.quick else 1), *((s,) for s in sources)]:
        if left_out not in firsts:
            rows = without(*left_out)
            firsts[left_out] = fit(own[rows], truth[rows], start, FIRST, full)
    scores = np.zeros(len(truth))
    for name in sources:
        here = source == name
        scores[here] = own[here] @ firsts[(name,)][:-1] + firsts[(name,)][-1]
    print("first pass, by source: F1 %.4f" % f1(truth, scores), flush=True)

    # The company of every line as first passes see it that know neither its source nor the one that is judged.
    weights = {"/".join(left_out): as_weights(first, none) for left_out, first in firsts.items()}
    names_of = [name for name in firsts if len(name) == 1 or not arguments.quick]
    jobs = [(number, "/".join(name)) for name in names_of for number in everything if source_of[number] in name]
    company = {}
    for (number, name), answer in zip(jobs, reader.read(jobs, weights, "candidates")):
        company[number, name] = matrix([c["company"] for c in answer["candidates"]], company_wide)

    def around(judge):
        def name(number):
            own_source = source_of[number]
            pair = own_source if arguments.quick or own_source == judge or judge is None else None
            return pair or "/".join(sorted((own_source, judge)))

        return np.vstack([company[number, name(number)] for number in everything])

    finals, near = {}, None
    for name in sources:
        rows = np.hstack([own, around(name)])
        second = fit(rows[without(name)], truth[without(name)], both_start, SECOND, near)
        near = second
        here = source == name
        scores[here] = rows[here] @ second[:-1] + second[-1]
        finals[name] = as_weights(firsts[(name,)], second)
    print("second pass, by source: F1 %.4f" % f1(truth, scores), flush=True)
    for name in sources:
        print("  %-28s %.3f" % (name, f1(truth[source == name], scores[source == name])))

    if arguments.models:
        jobs = [(number, source_of[number]) for number in everything]
        with open(arguments.models, "w", encoding="utf8") as out:
            for answer in reader.read(jobs, finals, "model"):
                out.write(json.dumps(answer) + "\n")
    if arguments.write:
        first = full
        second = fit(np.hstack([own, around(None)]), truth, both_start, SECOND)
        firsts, seconds, others = iter(first), iter(second), iter(second[wide:])
        table = CUE.sub(lambda m: f"{m[1]}{next(firsts):.2f}, {next(seconds):.2f},", table)
        table = ALSO.sub(lambda m: f"{m[1]}{next(others):.2f},", table)
        table = BASE.sub(lambda m: f"{m[1]}[{first[-1]:.2f}, {second[-1]:.2f}]", table)
        TABLE.write_text(table, encoding="utf8")


if __name__ == "__main__":
    main()
