"""What every tagger of names gives back, and how labels of words become names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, Protocol, TypeAlias, cast

from marsad.arabic.tokens import Token

NameKind: TypeAlias = Literal["person", "organization", "place", "group"]

KINDS: tuple[NameKind, ...] = ("group", "organization", "person", "place")
OUTSIDE = "O"
LABELS: tuple[str, ...] = (OUTSIDE, *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))
"""The labels of words: outside, first of a name, inside a name."""


class TaggedName(NamedTuple):
    """A name: its offsets in the text that was tagged, its kind, and the odds of its least sure word.

    It holds whole written words; the first `lead` characters are proclitics. `score` is above 0 and at most 1.
    """

    start: int
    end: int
    lead: int
    kind: NameKind
    score: float


class Labelled(NamedTuple):
    """A label for each token of a sentence, and the odds of each."""

    labels: Sequence[str]
    odds: Sequence[float]


class Labeller(Protocol):
    """Labels the tokens of one sentence."""

    def label(self, tokens: Sequence[Token]) -> Labelled:
        """The labels, one of `LABELS` for each token, and their odds."""
        ...


def stretches(labels: Sequence[str]) -> Iterator[tuple[int, int, NameKind]]:
    """The first and last word (excluded) and kind of each name; a name that begins with an inside label counts."""
    first, kind = 0, ""
    for number, label in enumerate([*labels, OUTSIDE]):
        mark, _, of = label.partition("-")
        if kind and (mark != "I" or of != kind):
            yield first, number, cast("NameKind", kind)
            kind = ""
        if of and not kind:
            first, kind = number, of
