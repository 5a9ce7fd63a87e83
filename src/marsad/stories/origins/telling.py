"""What of an article tells a story: its opening, or the passages of its events where the article has another."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from marsad.arabic.sentences import Sentence
from marsad.records import Block, Event
from marsad.stage import Annotated
from marsad.stories.segmentation import sentence_splitter

OPENING = 3
"""Sentences of an article's opening: the first to name a speaker says on whose word the article rests."""
AFTER_EVENT = 2
"""Sentences after an event told beside another that may still say on whose word it is told."""


def sentences(annotated: Annotated) -> Iterator[Sentence]:
    """The sentences of the paragraphs, in order."""
    blocks = sorted((b for b in annotated.layers.of(Block) if b.kind == "paragraph"), key=lambda block: block.start)
    for block in blocks:
        yield from sentence_splitter().split(annotated.article.text, block.start, block.end)


def headline(annotated: Annotated) -> tuple[Sentence, ...]:
    """Where the headlines stand."""
    return tuple(Sentence(b.start, b.end) for b in annotated.layers.of(Block) if b.kind == "headline")


def telling(annotated: Annotated, event_ids: Collection[str], beside: bool = False) -> tuple[Sentence, ...]:
    """The sentences that tell the story, in order.

    They are the opening, or, where the article tells the story beside its main one, the sentences of the story's events
    and those that follow each.
    """
    if not beside:
        return tuple(islice(sentences(annotated), OPENING))
    starts = [event.start for event in annotated.layers.of(Event) if event.id in event_ids]
    every = list(sentences(annotated))
    at = [number for number, each in enumerate(every) if any(each.start <= start < each.end for start in starts)]
    kept = sorted({number for first in at for number in range(first, first + AFTER_EVENT + 1)})
    return tuple(every[number] for number in kept if number < len(every))
