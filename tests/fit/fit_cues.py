#!/usr/bin/env python3
"""Fits the weights in src/read/text/cues.rs to documents whose headings are known, and writes them there.

    python3 tests/fit/fit_cues.py HEADINGS.jsonl.gz [--write] [--folds N]

HEADINGS.jsonl.gz has one document a line: {"text", "source", "truth": {"blocks": [{"type", "text", "bare"?, "weak"?}]}}.
Needs numpy and scikit-learn. Says how good the rule is when it has not seen the sources it is judged on; with --write
it fits to all of them and puts the numbers into the table. Cues are found by the reader itself: the script runs the
ignored test `dump` (src/read/text/fit.rs) on a folder of the texts.
"""

import argparse
import collections
import gzip
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unicodedata

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_recall_curve
from sklearn.model_selection import GroupKFold

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "src/read/text/cues.rs"
ROW = re.compile(r'(\b{}\(\s*"(?:[^"\\]|\\.)*",\s*)(-?[\d.]+)(,)')
STRENGTH = 1.0  # of the prior: smaller pulls weights closer to zero


def key(text):
    """Lines are the same if they differ only in spaces, quotation marks, dashes and case."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0f]", "", text)
    text = text.translate(str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-"}))
    return re.sub(r"\s+", " ", text).strip().casefold().strip(" :#*_=")


def dump(folder):
    """Has the reader write which cues hold."""
    command = ["cargo", "test", "--no-default-features", "--lib", "read::text::headings::fit::dump", "--", "--ignored"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "OFFPRINT_FIT": str(folder)}, check=True, capture_output=True)


def read(folder, documents):
    """For every document: own cues, cues of the company, and 1, 0 or None (does not count) for each candidate."""
    cues, company, wanted = [], [], []
    for number, document in enumerate(documents):
        blocks = document["truth"]["blocks"]
        headings = collections.Counter(key(b["text"]) for b in blocks if b["type"] == "heading")
        bare = {key(b["bare"]): key(b["text"]) for b in blocks if b.get("bare")}
        weak = {key(b["text"]) for b in blocks if b.get("weak")}
        rows = (folder / f"{number}.cues").read_text(encoding="utf8").split("\n")[:-1]
        own, around, truth = [], [], []
        for row in rows:
            first, second, text = row.split("\t", 2)
            own.append([int(n) for n in first.split()])
            around.append([int(n) for n in second.split()])
            line = bare.get(key(text), key(text))
            if headings[line] > 0:
                headings[line] -= 1
                truth.append(1)
            else:
                truth.append(None if line in weak else 0)
        cues.append(own)
        company.append(around)
        wanted.append(truth)
    return cues, company, wanted


def matrix(rows, width):
    out = np.zeros((len(rows), width), dtype=np.float32)
    for row, held in enumerate(rows):
        out[row, held] = 1
    return out


def fit(rows, truth):
    model = LogisticRegression(C=STRENGTH, max_iter=4000)
    counts = np.array([value is not None for value in truth])
    return model.fit(rows[counts], np.array([v for v in truth if v is not None]))


def best(truth, scores):
    """The threshold with the best F1, and that F1."""
    counts = [i for i, v in enumerate(truth) if v is not None]
    precision, recall, at = precision_recall_curve([truth[i] for i in counts], scores[counts])
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    top = f1[:-1].argmax()
    return float(at[top]), float(f1[top])


def out_of_fold(rows, truth, groups, folds):
    """Scores by models that have not seen the source of what they score."""
    scores = np.zeros(len(truth))
    for train, test in GroupKFold(folds).split(rows, groups=groups):
        model = fit(rows[train], [truth[i] for i in train])
        scores[test] = model.decision_function(rows[test])
    return scores


def rewrite(text, function, weights):
    weights = iter(weights)
    return re.sub(ROW.pattern.format(function), lambda m: f"{m[1]}{next(weights):.2f}{m[3]}", text)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("documents")
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--folds", type=int, default=5)
    arguments = arguments.parse_args()
    with gzip.open(arguments.documents, "rt", encoding="utf8") as lines:
        documents = [json.loads(line) for line in lines]
    table = TABLE.read_text(encoding="utf8")
    widths = [len(re.findall(ROW.pattern.format(name), table)) for name in ("cue", "also")]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for number, document in enumerate(documents):
            (folder / f"{number}.txt").write_text(document["text"], encoding="utf8", newline="")
        dump(folder)
        cues, _, wanted = read(folder, documents)
        truth = [value for document in wanted for value in document]
        source = [d["source"] for d, own in zip(documents, cues) for _ in own]
        rows = matrix([held for document in cues for held in document], widths[0])
        missed = sum(sum(b["type"] == "heading" for b in d["truth"]["blocks"]) for d in documents)
        missed -= sum(value == 1 for value in truth)
        first = out_of_fold(rows, truth, source, arguments.folds)
        print(f"{len(truth)} candidates; {missed} headings are not among them")
        print("first pass, by source: F1 %.4f" % best(truth, first)[1])
        at = 0
        for number, own in enumerate(cues):
            scores = "".join(f"{score:.5f}\n" for score in first[at : at + len(own)])
            (folder / f"{number}.scores").write_text(scores)
            at += len(own)
        dump(folder)
        _, company, _ = read(folder, documents)
    around = matrix([held for document in company for held in document], widths[1])
    by_hand = [float(row[1]) for row in re.findall(ROW.pattern.format("also"), table)]
    second = first + around @ np.array(by_hand)
    threshold, f1 = best(truth, second)
    print("second pass, by source: F1 %.4f" % f1)
    if not arguments.write:
        return
    model = fit(rows, truth)
    table = rewrite(table, "cue", model.coef_[0])
    base = model.intercept_[0] - threshold
    table = re.sub(r"(const BASE: f32 = )-?[\d.]+", lambda m: f"{m[1]}{base:.2f}", table)
    TABLE.write_text(table, encoding="utf8")


if __name__ == "__main__":
    main()
