"""Puts the names that a tagger finds in a text onto the units that the grammar of mentions reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.arabic.orthography import fold_word
from marsad.reading.mentions.tagger_spans import NameKind, TaggedName
from marsad.reading.mentions.tagger_text import TextTagger
from marsad.reading.mentions.units import Stretch


class TaggedUnits(NamedTuple):
    """A name: the units from `first` to before `last`, letters of the first that are proclitics, kind and odds."""

    first: int
    last: int
    lead: int
    kind: NameKind
    score: float


def on_units(
    tagger: TextTagger, text: str, stretch: Stretch, near: Sequence[int] | None = None
) -> Iterator[TaggedUnits]:
    """Yield the names of a stretch of the text; those that no unit belongs to are left away.

    `near` are units in order: only the words around them are read; without it, all are.
    """
    if not stretch.units:
        return
    spans = [stretch.span(at, at + 1) for at in range(len(stretch.units))]
    offsets = None if near is None else [spans[at][0] for at in near]
    for name in tagger.names(text, spans[0][0], spans[-1][1], offsets):
        inside = [at for at, (start, end) in enumerate(spans) if start < name.end and name.start < end]
        if inside:
            yield TaggedUnits(inside[0], inside[-1] + 1, _lead(text, name), name.kind, name.score)


def _lead(text: str, name: TaggedName) -> int:
    return len(fold_word(text[name.start : name.start + name.lead]))
