"""Judges what two articles share: which passages, copied or quoted, and who had the words first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from marsad.records import Credit, Passage, Publication, Quote, Reuse, ReuseKind, digest
from marsad.stage import Annotated
from marsad.stories.reuse.aligning import Stretch, align
from marsad.stories.reuse.formulas import ENOUGH, Hit, own_words, tells
from marsad.stories.reuse.shingling import shingle_hashes
from marsad.stories.reuse.words import Words, words

MADE_BY = "reuse/1"

_LEAST_BESIDE = 5


class Readied(NamedTuple):
    """An article made ready for being compared with many others: its words, and the hash of every shingle."""

    annotated: Annotated
    words: Words
    hashes: NDArray[np.uint32]


def ready(annotated: Annotated) -> Readied:
    """Find the words of an article once for all comparisons."""
    found = words(annotated)
    return Readied(annotated, found, shingle_hashes(found.keys))


def compare(one: Readied, other: Readied, hits: Sequence[Hit] = ()) -> Reuse | None:
    """What two articles share; None where no passage is long enough. The order of the two makes no difference.

    At least one passage has 14 equal words outside formulas, or 40 in all; others, reported beside it, have 5. `hits`
    tell which words are formulas; without them none are.
    """
    left, right = sorted((one, other), key=lambda readied: readied.annotated.article.id)
    stretches = _shared(left, right, hits)
    if not stretches:
        return None
    passages = tuple((_passage(left, s.left), _passage(right, s.right)) for s in stretches)
    earlier, reasons = _earlier(left.annotated, right.annotated)
    ids = left.annotated.article.id, right.annotated.article.id
    return Reuse(
        id=f"reuse.{digest(*ids)}",
        made_by=MADE_BY,
        article_ids=ids,
        passages=passages,
        kind=_kind(left.annotated, right.annotated, passages),
        earlier=earlier,
        share=_share(left.words, right.words, stretches),
        reasons=reasons,
    )


def _shared(left: Readied, right: Readied, hits: Sequence[Hit]) -> list[Stretch]:
    """The stretches that the two share; none where none of them tells that one took words from the other."""
    own = own_words(left.hashes, len(left.words), hits)
    found = [(stretch, _equal(stretch)) for stretch in align(left.words.keys, right.words.keys)]
    if not any(tells(left.words.keys[equal], own[equal]) for _, equal in found):
        return []
    return [stretch for stretch, equal in found if own[equal].sum() >= _LEAST_BESIDE or len(equal) >= ENOUGH]


def _equal(stretch: Stretch) -> NDArray[np.intp]:
    """The numbers of the equal words of a stretch, in the first article."""
    return np.concatenate([np.arange(run.left, run.left + run.length) for run in stretch.runs])


def _passage(readied: Readied, span: tuple[int, int]) -> Passage:
    found = readied.words
    return Passage(readied.annotated.article.id, int(found.starts[span[0]]), int(found.ends[span[1] - 1]))


def _share(left: Words, right: Words, stretches: Sequence[Stretch]) -> float:
    return round(sum(s.matched for s in stretches) / min(len(left), len(right)), 3)


def _kind(left: Annotated, right: Annotated, passages: Sequence[tuple[Passage, Passage]]) -> ReuseKind:
    quoted = all(_quoted(left, one) and _quoted(right, two) for one, two in passages)
    return "quoted" if quoted else "copied"


def _quoted(annotated: Annotated, passage: Passage) -> bool:
    """Whether nearly all of a passage is speech in its own words."""
    spans = ((q.start, q.end) for q in annotated.layers.of(Quote) if q.kind != "reported")
    inside = sum(max(0, min(end, passage.end) - max(start, passage.start)) for start, end in spans)
    return inside >= 0.8 * (passage.end - passage.start)


def _earlier(left: Annotated, right: Annotated) -> tuple[str | None, tuple[str, ...]]:
    days = [next((p.period for p in a.layers.of(Publication) if p.period), None) for a in (left, right)]
    if days[0] and days[1]:
        if days[0].end <= days[1].start:
            return left.article.id, ("published on an earlier day",)
        if days[1].end <= days[0].start:
            return right.article.id, ("published on an earlier day",)
    agencies = [any(c.kind == "agency" for c in a.layers.of(Credit)) for a in (left, right)]
    if agencies[0] != agencies[1]:
        earlier = left if agencies[1] else right
        return earlier.article.id, ("the other credits an agency",)
    return None, ()
