"""Fits the weights of `lexicon/plover_signs.tsv`: which signs tell a reported happening from a topic or a memory.

    python training/telling.py GOLD.jsonl.gz            the table, fitted on all sentences, on standard output
    python training/telling.py GOLD.jsonl.gz --measure  each half of the articles scored by weights fitted on the other

GOLD holds one sentence a line, {article, event_type, accept, reject, majority, text}: how many people saw an event of
the type in it. A sentence is as sure as its surest trigger; logistic loss, ridge penalty, gradient descent (Adam).
"""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from marsad.engine import annotate
from marsad.reading.events import EventStage
from marsad.reading.events.telling import WEIGHED
from marsad.records import Issue, Page

Numbers: TypeAlias = NDArray[np.float64]
SEEN = 20
"""Triggers that must bear a sign before it is weighed."""
RIDGE, STEPS, SHARPNESS = 7.0, 600, 3.0
NEEDED = -0.85


class Sentence(NamedTuple):
    """One row of the gold with the signs of each trigger of its type."""

    half: int
    kind: str
    share: float
    majority: bool
    triggers: list[frozenset[str]]


def read(path: str) -> Iterator[Sentence]:
    """The sentences, each annotated as a page of its own."""
    stage = EventStage()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    pages = [Page(path=str(n), content=row["text"].encode(), media="text") for n, row in enumerate(rows)]
    for one in annotate(pages):
        if isinstance(one, Issue):
            continue
        row = rows[int(one.article.path)]
        found = [frozenset(s) for kind, s in stage.weighed(one.article, one.layers) if kind == row["event_type"]]
        half = zlib.crc32(row["article"].encode()) % 2
        yield Sentence(half, row["event_type"], row["accept"] / (row["accept"] + row["reject"]), row["majority"], found)


def fit(rows: Sequence[Sentence]) -> dict[str, float]:
    """A weight for each sign that enough triggers bear."""
    rows = [row for row in rows if row.triggers]
    seen = Counter(sign for row in rows for signs in row.triggers for sign in signs)
    names = sorted(sign for sign, count in seen.items() if count >= SEEN)
    place = {sign: n for n, sign in enumerate(names)}
    matrix = np.zeros((sum(len(row.triggers) for row in rows), len(names)))
    for n, signs in enumerate(s for row in rows for s in row.triggers):
        matrix[n, [place[sign] for sign in signs if sign in place]] = 1
    owner = np.repeat(np.arange(len(rows)), [len(row.triggers) for row in rows])
    ridge = np.array([0.01 if sign == "any" else RIDGE for sign in names])
    weights = _descend(matrix, owner, np.array([row.share for row in rows]), ridge)
    return dict(zip(names, map(float, weights), strict=True))


def _descend(matrix: Numbers, owner: NDArray[np.intp], wanted: Numbers, ridge: Numbers) -> Numbers:
    weights, mean, square = (np.zeros(matrix.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        sums = matrix @ weights
        top = np.full(len(wanted), -np.inf)
        np.maximum.at(top, owner, sums)
        share = np.exp((sums - top[owner]) * SHARPNESS)
        share /= np.bincount(owner, share, len(wanted))[owner]
        guess = 1 / (1 + np.exp(-np.bincount(owner, share * sums, len(wanted))))
        slope = matrix.T @ (share * (guess - wanted)[owner]) + ridge * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def score(rows: Sequence[Sentence], weights: dict[str, float], needed: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of the sentences found to hold an event."""
    found = [any(sum(weights.get(s, 0) for s in signs) >= needed for signs in row.triggers) for row in rows]
    right = sum(f and row.majority for f, row in zip(found, rows, strict=True))
    gold = sum(row.majority for row in rows)
    return right / max(1, sum(found)), right / gold, 2 * right / (sum(found) + gold)


def main(path: str, *options: str) -> None:
    """Print the table or the measurement."""
    rows = list(read(path))
    if "--measure" not in options:
        weights = {sign: weight for sign, weight in fit(rows).items() if abs(weight) >= 0.005}
        for line in sorted((f"{s}\t{w:.2f}" for s, w in {**weights, "needed": NEEDED}.items()), key=str.encode):
            sys.stdout.write(line + "\n")
        return
    for half in (0, 1):
        weights = fit([row for row in rows if row.half == half])
        for kind in sorted(WEIGHED):
            others = [row for row in rows if row.half != half and row.kind == kind]
            for needed in (-0.9, -0.7, -0.5, -0.3, -0.1):
                figures = " ".join(f"{figure:.3f}" for figure in score(others, weights, needed))
                sys.stdout.write(f"fitted on half {half}: {kind} needed {needed}: P R F1 {figures}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
