"""The fast tagger: a conditional random field over words, their parts, their neighbours and what the lists say of them.

Its weights are `lexicon/weights/names.crf.tsv.gz`, trained by `training/names/train_crf.py` with CRFsuite, whose labels
and odds these are to the last digits that the table keeps; summed by word they take a fifth of its time.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple, TypeAlias

import numpy as np  # type: ignore[import-not-found, unused-ignore]
import numpy.typing as npt  # type: ignore[import-not-found, unused-ignore]

from marsad.arabic.clitics import CliticSplitter
from marsad.arabic.tokens import Token
from marsad.reading.mentions.tagger_lists import KnownNames, Word, WordLists
from marsad.reading.mentions.tagger_spans import LABELS, OUTSIDE, Labelled
from marsad.reading.mentions.tagger_text import TextTagger
from marsad.reading.segmentation import clitic_splitter

Row: TypeAlias = npt.NDArray[np.float64]
_REMEMBERED = 100_000
_SCALED = 8
"""After how many tokens the odds are brought back to a sum of one, lest they leave the range of numbers."""
_AFFIXES = (1, 2, 3)
_AROUND = (-2, -1, 0, 1, 2)


class WordSigns:
    """The signs of the words of a sentence, as strings.

    `lists` says whether the word lists and the knowledge base are asked. In training, sentences that follow other rules
    than ours lack the signs that begin with "=", which carry what is peculiar to our rules, and some sentences lack the
    marks of the knowledge base, so that names which it does not have are learnt too.
    """

    def __init__(self, splitter: CliticSplitter, *, lists: bool = True) -> None:
        self._splitter = splitter
        self._lists = WordLists() if lists else None
        self._names = KnownNames() if lists else None
        self._seen: dict[str, tuple[Word, list[list[str]], list[str]]] = {}

    def of(self, tokens: Sequence[Token], *, ours: bool = True, known: bool = True) -> list[list[str]]:
        """The signs of each token."""
        entries = [self.word(token) for token in tokens]
        words = [word for word, _, _ in entries]
        marks = self.known(words) if known else [[] for _ in words]
        signs = []
        for number, (_, _, peculiar) in enumerate(entries):
            found = ["first"] if number == 0 else []
            for away in _AROUND:
                if 0 <= number + away < len(words):
                    found += entries[number + away][1][away]
            found += _between(words, number)
            found += [f"{away}{mark}" for away in (-1, 0, 1) for mark in _at(marks, number + away)]
            if ours:
                found += peculiar
                found += [f"={mark}" for mark in marks[number]]
            signs.append(found)
        return signs

    def known(self, words: Sequence[Word]) -> list[list[str]]:
        """The marks of the knowledge base for each word of a sentence."""
        return self._names.marks([word.readings for word in words]) if self._names else [[] for _ in words]

    def word(self, token: Token) -> tuple[Word, list[list[str]], list[str]]:
        """A word, its signs for the words 0, 1, 2, -2 and -1 away, and those that are peculiar to our rules."""
        entry = self._seen.get(token.text)
        if entry is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            word = Word(token, self._splitter, self._lists)
            peculiar = ["=", f"=s {word.stem}", *(f"=l {mark}" for mark in word.lists)]
            entry = self._seen[token.text] = (word, [_own(word, away) for away in (0, 1, 2, -2, -1)], peculiar)
        return entry


def _own(word: Word, away: int) -> list[str]:
    """What a word says of the one `away` words before it."""
    found = [f"{away}s {word.stem}", f"{away}h {word.shape}"]
    if abs(away) < 2:
        found += [f"{away}w {word.key}", f"{away}p {word.proclitics} {word.article}"]
        found += [f"{away}l {mark}" for mark in word.lists]
        found += [f"{away}e {word.stem[-size:]}" for size in _AFFIXES]
    if not away:
        found += [f"b {word.stem[:size]}" for size in _AFFIXES]
        found.append(f"n {min(len(word.stem), 8)}")
    return found


def _between(words: Sequence[Word], number: int) -> list[str]:
    found = []
    if number:
        found.append(f"-1&0 {words[number - 1].stem} {words[number].stem}")
        found.append(f"-1&0p {words[number - 1].stem} {words[number].article}")
    if number + 1 < len(words):
        found.append(f"0&1 {words[number].stem} {words[number + 1].stem}")
    return found


def _at(marks: Sequence[list[str]], number: int) -> list[str]:
    return marks[number] if 0 <= number < len(marks) else []


class CrfWeights(NamedTuple):
    """What was learnt: which row of weights a sign has (a column a label), and the weights of steps between labels.

    The first row is of no sign: nothing.
    """

    labels: tuple[str, ...]
    signs: Mapping[str, int]
    rows: Row
    steps: Row


def read_weights(packed: bytes) -> CrfWeights:
    """The weights from a gzipped table: the labels, a row for each label before, then a row for each sign."""
    first, *rows = gzip.decompress(packed).decode().split("\n")
    labels = tuple(first.split("\t"))
    steps = np.array([[float(weight) for weight in row.split("\t")] for row in rows[: len(labels)]])
    signs: dict[str, int] = {}
    found = np.zeros((len(rows) - len(labels) + 1, len(labels)))
    for number, row in enumerate(rows[len(labels) :], 1):
        sign, *weights = row.split("\t")
        signs[sign] = number
        for weight in weights:
            label, _, value = weight.partition(":")
            found[number, int(label)] = float(value)
    return CrfWeights(labels, signs, found, steps)


class CrfLabeller:
    """Labels the words of a sentence with the likeliest labels together.

    What a word's own signs weigh is summed once for each word that is met, so that a sentence is a sum of few rows.
    """

    def __init__(self, signs: WordSigns, weights: CrfWeights) -> None:
        self._signs = signs
        self._weights = weights
        self._likely = np.exp(weights.steps)
        self._words: dict[str, tuple[Word, Row]] = {}
        self._marks: dict[str, tuple[Row, Row, Row]] = {}
        self._order = [weights.labels.index(label) if label in weights.labels else -1 for label in LABELS]

    def label(self, tokens: Sequence[Token]) -> Labelled:
        """The labels and their odds; the odds are computed only where there is a name."""
        if not tokens:
            return Labelled((), ())
        scores = self._scores(tokens)
        numbers = self._likeliest(scores)
        labels = [self._weights.labels[n] for n in numbers]
        if all(label == OUTSIDE for label in labels):
            return Labelled(labels, [1.0] * len(labels))
        odds = self._marginals(scores)
        return Labelled(
            labels, [1.0 if label == OUTSIDE else float(odds[at, numbers[at]]) for at, label in enumerate(labels)]
        )

    def odds(self, tokens: Sequence[Token]) -> list[list[float]]:
        """The odds of each of `LABELS` for each token: a row a token."""
        if not tokens:
            return []
        odds = self._marginals(self._scores(tokens))
        return [[float(row[n]) if n >= 0 else 0.0 for n in self._order] for row in odds]

    def _scores(self, tokens: Sequence[Token]) -> Row:
        """The weights of the signs of each token, summed: a row a token, a column a label."""
        entries = [self._word(token) for token in tokens]
        words = [word for word, _ in entries]
        own = np.stack([rows for _, rows in entries])
        scores: Row = own[:, 0].copy()
        for away in (1, 2):
            scores[:-away] += own[away:, away]
            scores[away:] += own[:-away, -away]
        signs, rows = self._weights.signs, self._weights.rows
        scores[0] += rows[signs.get("first", 0)]
        pairs = [(at, signs[sign]) for at in range(len(words)) for sign in _between(words, at) if sign in signs]
        if pairs:
            np.add.at(scores, [at for at, _ in pairs], rows[[row for _, row in pairs]])
        for number, marks in enumerate(self._signs.known(words)):
            for mark in marks:
                self._add(scores, number, mark)
        return scores

    def _add(self, scores: Row, number: int, mark: str) -> None:
        """What a mark of the knowledge base says of its own word and of the words beside it."""
        if mark not in self._marks:
            rows, get = self._weights.rows, self._weights.signs.get
            here = rows[get(f"0{mark}", 0)] + rows[get(f"={mark}", 0)]
            self._marks[mark] = (here, rows[get(f"1{mark}", 0)], rows[get(f"-1{mark}", 0)])
        here, before, after = self._marks[mark]
        scores[number] += here
        if number:
            scores[number - 1] += before
        if number + 1 < len(scores):
            scores[number + 1] += after

    def _word(self, token: Token) -> tuple[Word, Row]:
        entry = self._words.get(token.text)
        if entry is None:
            if len(self._words) >= _REMEMBERED:
                self._words.clear()
            word, own, peculiar = self._signs.word(token)
            entry = self._words[token.text] = (word, self._sums((own[0] + peculiar, *own[1:])))
        return entry

    def _sums(self, signs: Sequence[Sequence[str]]) -> Row:
        """The summed weights of several lists of signs: a row a list."""
        known = self._weights.signs
        numbers: list[int] = []
        starts = []
        for one in signs:
            starts.append(len(numbers))
            numbers.append(0)
            numbers += [known[sign] for sign in one if sign in known]
        sums: Row = np.add.reduceat(self._weights.rows[numbers], starts, axis=0)
        return sums

    def _likeliest(self, scores: Row) -> list[int]:
        """The best sequence of labels (Viterbi)."""
        best, ways = scores[0], []
        for row in scores[1:]:
            sums = best[:, None] + self._weights.steps
            ways.append(sums.argmax(axis=0))
            best = sums.max(axis=0) + row
        found = [int(best.argmax())]
        for way in reversed(ways):
            found.append(int(way[found[-1]]))
        return found[::-1]

    def _marginals(self, scores: Row) -> Row:
        """The odds of each label of each token over all sequences (forward and backward, scaled at each token)."""
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        ahead, behind = np.empty_like(likely), np.ones_like(likely)
        ahead[0] = likely[0] / likely[0].sum()
        for at in range(1, len(likely)):
            row = (ahead[at - 1] @ self._likely) * likely[at]
            ahead[at] = row if at % _SCALED else row / row.sum()
        for at in range(len(likely) - 2, -1, -1):
            row = self._likely @ (behind[at + 1] * likely[at + 1])
            behind[at] = row if at % _SCALED else row / row.sum()
        odds: Row = ahead * behind
        odds /= odds.sum(axis=1, keepdims=True)
        return odds


def crf_labeller(clitics: CliticSplitter) -> CrfLabeller:
    """The labeller with the weights that come with Marsad."""
    packed = (files("marsad.lexicon") / "weights" / "names.crf.tsv.gz").read_bytes()
    return CrfLabeller(WordSigns(clitics), read_weights(packed))


def fast_tagger() -> TextTagger:
    """The tagger with the weights that come with Marsad."""
    clitics = clitic_splitter()
    return TextTagger(crf_labeller(clitics), clitics)
