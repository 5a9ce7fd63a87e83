"""Fit the weights of `marsad.arabic.clitics` on a treebank and measure the splitter.

    python training/clitics.py TREEBANK.conllu --fit 250 --output src/marsad/lexicon/clitic_weights.tsv.gz
    python training/clitics.py TREEBANK.conllu --measure 250      (the sentences after the first 250)

A word is a run of tokens that the treebank writes together, without punctuation; it is right if its pieces are those
of the treebank, in order, after folding. Fitting: softmax over the cuts of each word that no list names, L2 penalty,
full gradient with per-feature steps (Adagrad). Needs numpy.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from marsad.arabic.clitics import CliticSplitter, CliticTables
from marsad.arabic.orthography import LOOKUP, fold_word
from marsad.arabic.tokens import ARABIC_LETTERS
from marsad.lexicon import compiled
from marsad.lexicon.table import load

_LETTER = re.compile(f"[{ARABIC_LETTERS}]")
_ROUNDS = 400
_PENALTY = 0.05
_STEP = 0.5
_LEAST = 0.005

Word = tuple[str, ...]
Floats = npt.NDArray[np.float64]


class Problem(NamedTuple):
    """Training data, flat: the cut, feature and value of each entry; the first and the right cut of each word."""

    rows: npt.NDArray[np.int64]
    columns: npt.NDArray[np.int64]
    values: Floats
    firsts: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    cuts: int


def sentences(path: Path) -> list[list[Word]]:
    """The words of each sentence, each as its folded pieces."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [list(words(block)) for block in blocks]


def words(block: str) -> Iterator[Word]:
    """The words of one sentence of a CoNLL-U file."""
    current: list[str] = []
    for cells in (line.split("\t") for line in block.splitlines() if not line.startswith("#")):
        if cells[3] not in ("PUNCT", "SYM") and _LETTER.search(cells[1]):
            current.append(fold_word(cells[1], LOOKUP))
        else:
            yield from [tuple(current)] if current else []
            current = []
            continue
        if "SpaceAfter=No" not in cells[9]:
            yield tuple(current)
            current = []
    yield from [tuple(current)] if current else []


def tables() -> CliticTables:
    """The tables that come with Marsad."""
    rows = [[row.cells for row in load(name)] for name in ("clitics", "segmented_words")]
    return CliticTables.of(rows[0], rows[1], compiled.word_frequencies())


def problem(known: CliticTables, gold: list[Word], names: dict[str, int]) -> Problem:
    """Every cut of every word that no list names, as numbers; `names` collects the features."""
    entries: list[tuple[int, int, float]] = []
    firsts, right, row = [], [], 0
    for pieces in gold:
        word = "".join(pieces)
        cuts = [] if known.listed(word) else list(known.cuts(word))
        found = [number for number, cut in enumerate(cuts) if cut.pieces == pieces]
        if len(cuts) < 2 or not found:
            continue
        firsts.append(row)
        right.append(row + found[0])
        for cut in cuts:
            entries += [(row, names.setdefault(n, len(names)), v) for n, v in known.evidence(word, cut) if v]
            row += 1
    rows, columns, values = (np.array(column) for column in zip(*entries, strict=True))
    return Problem(rows, columns, values, np.array(firsts), np.array(right), row)


def fit(data: Problem, features: int) -> Floats:
    """The weights with the least penalised loss."""
    weights, squares = np.zeros(features), np.full(features, 1e-8)
    word = np.repeat(np.arange(len(data.firsts)), np.diff([*data.firsts, data.cuts]))
    for _ in range(_ROUNDS):
        scores = np.bincount(data.rows, data.values * weights[data.columns], data.cuts)
        odds = np.exp(scores - np.maximum.reduceat(scores, data.firsts)[word])
        wrong = odds / np.add.reduceat(odds, data.firsts)[word]
        wrong[data.right] -= 1
        slope = np.bincount(data.columns, data.values * wrong[data.rows], features) + 2 * _PENALTY * weights
        squares += slope**2
        weights -= _STEP * slope / np.sqrt(squares)
    return weights


def write(weights: dict[str, float], count: int, output: Path) -> None:
    """Write the weights, sorted by feature."""
    head = (
        f"# Weights of marsad.arabic.clitics, fitted by training/clitics.py on the first {count} sentences of the"
        " Arabic PUD treebank of Universal Dependencies (CC BY-SA 3.0).\nfeature\tweight\n"
    )
    body = "".join(f"{name}\t{weight:.3f}\n" for name, weight in sorted(weights.items()) if abs(weight) >= _LEAST)
    with output.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write((head + body).encode())


def measure(splitter: CliticSplitter, gold: list[Word]) -> None:
    """Print the share of words that come out right, and those that do not."""
    wrong = [(g, p) for g in gold if (p := splitter.pieces("".join(g))) != g]
    for right, made in wrong:
        print("+".join(right), "+".join(made), sep="\t")
    print(f"{1 - len(wrong) / len(gold):.4f} of {len(gold)} words right")


def main() -> None:
    """Fit, or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--fit", type=int)
    parser.add_argument("--measure", type=int)
    parser.add_argument("--output", type=Path)
    arguments = parser.parse_args()
    known, treebank = tables(), sentences(arguments.treebank)
    if arguments.fit and arguments.output:
        names: dict[str, int] = {}
        data = problem(known, [word for words in treebank[: arguments.fit] for word in words], names)
        write(dict(zip(names, fit(data, len(names)), strict=True)), arguments.fit, arguments.output)
    if arguments.measure is not None:
        gold = [word for words in treebank[arguments.measure :] for word in words]
        measure(CliticSplitter(known, compiled.clitic_weights()), gold)


if __name__ == "__main__":
    main()
