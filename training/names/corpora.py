"""Reads annotated sentences for the name taggers, and scores what a tagger finds."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from marsad.arabic.tokens import Token, tokenize
from marsad.reading.mentions.tagger_spans import KINDS, OUTSIDE, stretches

_OWN = {"P": "person", "O": "organization", "L": "place", "G": "group"}
_OTHERS = {"PER": "person", "PERS": "person", "LOC": "place", "ORG": "organization"}
_MENTION = re.compile(r"\[([^\[\]|]*)\|([POLG])\]")
_NOT_WORDS = ("punctuation", "symbol")
_HELD_ASIDE_OF_OWN = 0.15

Span = tuple[int, int, str]


class Sentence(NamedTuple):
    """The tokens of a sentence, the label of each, and whether the rules of our own sentences were followed."""

    tokens: tuple[Token, ...]
    labels: tuple[str, ...]
    own: bool


class Split(NamedTuple):
    """Sentences to train on, and those held aside by origin."""

    train: list[Sentence]
    aside: dict[str, list[Sentence]]


def own_sentences(path: Path) -> Iterator[Sentence]:
    """Sentences in the form that README.md describes."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield _own_sentence(line.strip())


def _own_sentence(line: str) -> Sentence:
    text, spans, at = "", [], 0
    for found in _MENTION.finditer(line):
        text += line[at : found.start()]
        spans.append((len(text), len(text) + len(found[1]), _OWN[found[2]]))
        text, at = text + found[1], found.end()
    tokens = tuple(tokenize(text + line[at:]))
    labels = [OUTSIDE] * len(tokens)
    for start, end, kind in spans:
        inside = [n for n, token in enumerate(tokens) if token.start < end and start < token.end]
        _mark(labels, inside, kind)
    return Sentence(tokens, tuple(labels), True)


def column_sentences(path: Path) -> Iterator[Sentence]:
    """Sentences of one word a line with its label (ANERcorp, AQMAR), blank lines between them; other kinds are left."""
    for block in re.split(r"\n[ \t]*\n", path.read_text(encoding="utf-8")):
        rows = [line.split() for line in block.splitlines() if len(line.split()) == 2]
        if rows:
            yield _column_sentence([(word, label) for word, label in rows])


def _column_sentence(rows: list[tuple[str, str]]) -> Sentence:
    names = [f"{label[0]}-{_OTHERS[label[2:]]}" if label[2:] in _OTHERS else OUTSIDE for _, label in rows]
    starts, at = [], 0
    for word, _ in rows:
        starts.append(at)
        at += len(word) + 1
    tokens = tuple(tokenize(" ".join(word for word, _ in rows)))
    labels = [OUTSIDE] * len(tokens)
    for first, last, kind in stretches(names):
        start, end = starts[first], starts[last - 1] + len(rows[last - 1][0])
        inside = [n for n, token in enumerate(tokens) if token.start < end and start < token.end]
        _mark(labels, inside, kind)
    return Sentence(tokens, tuple(labels), False)


def _mark(labels: list[str], inside: list[int], kind: str) -> None:
    for place, number in enumerate(inside):
        labels[number] = f"{'I' if place else 'B'}-{kind}"


def trimmed(sentence: Sentence) -> Sentence:
    """The sentence with the punctuation at either end of its names outside them."""
    labels = [OUTSIDE] * len(sentence.labels)
    for first, last, kind in stretches(sentence.labels):
        words = [n for n in range(first, last) if sentence.tokens[n].kind not in _NOT_WORDS]
        if words:
            _mark(labels, list(range(words[0], words[-1] + 1)), kind)
    return Sentence(sentence.tokens, tuple(labels), sentence.own)


def split(anercorp: Path, own: Sequence[Path], seed: int = 7) -> Split:
    """ANERcorp's last tenth in its order and a random 15 % of our sentences are held aside."""
    columns = list(map(trimmed, column_sentences(anercorp)))
    cut = len(columns) * 9 // 10
    ours = [trimmed(sentence) for path in own for sentence in own_sentences(path)]
    chosen = set(random.Random(seed).sample(range(len(ours)), round(len(ours) * _HELD_ASIDE_OF_OWN)))
    train = columns[:cut] + [sentence for number, sentence in enumerate(ours) if number not in chosen]
    return Split(train, {"anercorp": columns[cut:], "own": [ours[number] for number in sorted(chosen)]})


def labelled(path: Path, most: int) -> list[Sentence]:
    """The first sentences that `label_news.py` wrote, by our rules."""
    with path.open(encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in islice(lines, most)]
    return [Sentence(tuple(tokenize(text)), tuple(labels), True) for text, labels in pairs]


def aqmar(folder: Path) -> list[Sentence]:
    """The sentences of AQMAR, to measure on only."""
    return [trimmed(sentence) for path in sorted(folder.glob("*.txt")) for sentence in column_sentences(path)]


def report(name: str, sentences: Sequence[Sentence], tag: Callable[[Sentence], Iterable[Span]]) -> float:
    """Print precision, recall and F1, all and by kind; exact spans and kinds count. Gives the F1 of all."""
    right, made, wanted = Counter[str](), Counter[str](), Counter[str]()
    for sentence in sentences:
        gold, found = set(stretches(sentence.labels)), set(tag(sentence))
        for counter, spans in ((right, gold & found), (made, found), (wanted, gold)):
            counter.update(kind for *_, kind in spans)
            counter["all"] += len(spans)
    line, total = [], 0.0
    for kind in ("all", *KINDS):
        precision, recall = right[kind] / (made[kind] or 1), right[kind] / (wanted[kind] or 1)
        f1 = 2 * precision * recall / (precision + recall or 1)
        total = f1 if kind == "all" else total
        line.append(f"{kind} {f1:.3f} (P {precision:.3f} R {recall:.3f} of {wanted[kind]})")
    print(f"{name}: " + "; ".join(line), flush=True)
    return total
