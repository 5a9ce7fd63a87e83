"""The fast tagger: a conditional random field over words, their parts, their neighbours and what the lists say of them.

Its weights are `lexicon/weights/names.crfsuite`, trained by `training/names/train_crf.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import as_file, files

import pycrfsuite  # type: ignore[import-not-found, import-untyped, unused-ignore]

from marsad.arabic.clitics import CliticSplitter
from marsad.arabic.tokens import Token
from marsad.reading.mentions.tagger_lists import KnownNames, Word, WordLists, clitic_splitter
from marsad.reading.mentions.tagger_spans import LABELS, OUTSIDE, Labelled
from marsad.reading.mentions.tagger_text import TextTagger

_REMEMBERED = 100_000
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
        entries = [self._word(token) for token in tokens]
        words = [word for word, _, _ in entries]
        asked = self._names if known else None
        marks = asked.marks([word.readings for word in words]) if asked else [[] for _ in words]
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

    def _word(self, token: Token) -> tuple[Word, list[list[str]], list[str]]:
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


class CrfLabeller:
    """Labels the words of a sentence with the likeliest labels together."""

    def __init__(self, signs: WordSigns, model: str) -> None:
        """`model` is the path of the weights."""
        self._signs = signs
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(model)
        self._labels = frozenset(self._tagger.labels())

    def label(self, tokens: Sequence[Token]) -> Labelled:
        """The labels and their odds; the odds are computed only where there is a name."""
        if not tokens:
            return Labelled((), ())
        self._tagger.set(pycrfsuite.ItemSequence(self._signs.of(tokens)))
        labels = self._tagger.tag()
        odds = [1.0 if label == OUTSIDE else self._tagger.marginal(label, at) for at, label in enumerate(labels)]
        return Labelled(labels, odds)

    def odds(self, tokens: Sequence[Token]) -> list[list[float]]:
        """The odds of each of `LABELS` for each token: a row a token."""
        if not tokens:
            return []
        self._tagger.set(pycrfsuite.ItemSequence(self._signs.of(tokens)))
        marginal, labels = self._tagger.marginal, self._labels
        return [[marginal(label, at) if label in labels else 0.0 for label in LABELS] for at in range(len(tokens))]


def crf_labeller(clitics: CliticSplitter) -> CrfLabeller:
    """The labeller with the weights that come with Marsad."""
    with as_file(files("marsad.lexicon") / "weights" / "names.crfsuite") as path:
        return CrfLabeller(WordSigns(clitics), str(path))


def fast_tagger() -> TextTagger:
    """The tagger with the weights that come with Marsad."""
    clitics = clitic_splitter()
    return TextTagger(crf_labeller(clitics), clitics)
