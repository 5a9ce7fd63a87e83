"""Judges what two articles share: which passages, copied or quoted, and who had the words first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from marsad.records import Passage, Quote, Reuse, digest
from marsad.stage import Annotated
from marsad.stories.reuse.aligning import Stretch, align
from marsad.stories.reuse.direction import MADE_BY, Imprint, earlier, imprint
from marsad.stories.reuse.formulas import ENOUGH, LEAST, Hit, own_words, tells
from marsad.stories.reuse.shingling import shingle_hashes
from marsad.stories.reuse.words import Words, words

_LEAST_BESIDE = 5
_OTHER_FIGURES = 2
_FIELD = 2
_LEAST_AT_HOME = 25
_NEARLY_ALL = 0.7
_PROSE, _CUE, _SPEAKER, _REPORTED, _DIRECT = range(5)


class Readied(NamedTuple):
    """An article made ready for being compared with many others: who published it, its words, the hash of every
    shingle, and which words are speech; some ten kilobytes.
    """

    imprint: Imprint
    words: Words
    hashes: NDArray[np.uint32]
    spoken: NDArray[np.int8]


def ready(annotated: Annotated) -> Readied:
    """Find the words of an article once for all comparisons."""
    found = words(annotated)
    return Readied(imprint(annotated), found, shingle_hashes(found.keys), _spoken(annotated, found))


def compare(one: Readied, other: Readied, hits: Sequence[Hit] = ()) -> Reuse | None:
    """What two articles share; None where no passage is long enough. The order of the two makes no difference.

    At least one passage has 16 equal words outside formulas, or 40 in all; between articles of one outlet 25, for an
    outlet repeats sentences of its own. Others, reported beside it, have 5. `hits` tell which words are formulas;
    without them none are.
    """
    left, right = sorted((one, other), key=lambda readied: readied.imprint.article_id)
    stretches = _shared(left, right, hits)
    if not stretches:
        return None
    ids = left.imprint.article_id, right.imprint.article_id
    first, reasons = earlier(left.imprint, right.imprint)
    equal = sum(stretch.matched for stretch in stretches)
    share = round(equal / min(len(left.words.keys), len(right.words.keys)), 3)
    return Reuse(
        id=f"reuse.{digest(*ids)}",
        made_by=MADE_BY,
        article_ids=ids,
        passages=tuple((_passage(left, s.left), _passage(right, s.right)) for s in stretches),
        kind="quoted" if _quoted(left, right, stretches, share) else "copied",
        earlier=first,
        share=share,
        reasons=(f"{equal} equal words, passages: {len(stretches)}", *reasons),
    )


def _shared(left: Readied, right: Readied, hits: Sequence[Hit]) -> list[Stretch]:
    """The stretches that the two share; none where none of them tells that one took words from the other."""
    own = own_words(left.hashes, len(left.words.keys), hits)
    keys, least = left.words.keys, _least(left.imprint, right.imprint)
    found = [(stretch, _equal(stretch)) for stretch in align(keys, right.words.keys)]
    told = (tells(keys[equal], own[equal], least) and not _form(left.words, right.words, s) for s, equal in found)
    if not any(told):
        return []
    return [stretch for stretch, equal in found if own[equal].sum() >= _LEAST_BESIDE or len(equal) >= ENOUGH]


def _least(left: Imprint, right: Imprint) -> int:
    """How many equal words a passage must have."""
    return _LEAST_AT_HOME if left.outlet and left.outlet == right.outlet else LEAST


def _form(left: Words, right: Words, stretch: Stretch) -> bool:
    """Whether a stretch is a form filled in twice: at least two figures differ, and more than are the same."""
    same = int(left.numbers[_equal(stretch)].sum())
    between = ((a.left + a.length, b.left, a.right + a.length, b.right) for a, b in pairwise(stretch.runs))
    differing = sum(
        end - start <= _FIELD
        and stop - begin <= _FIELD
        and bool(left.numbers[start:end].any() and right.numbers[begin:stop].any())
        for start, end, begin, stop in between
    )
    return differing >= _OTHER_FIGURES and differing > same


def _equal(stretch: Stretch) -> NDArray[np.intp]:
    """The numbers of the equal words of a stretch, in the first article."""
    return np.concatenate([np.arange(run.left, run.left + run.length) for run in stretch.runs])


def _passage(readied: Readied, span: tuple[int, int]) -> Passage:
    found = readied.words
    return Passage(readied.imprint.article_id, int(found.starts[span[0]]), int(found.ends[span[1] - 1]))


def _quoted(left: Readied, right: Readied, stretches: Sequence[Stretch], share: float) -> bool:
    """Whether nearly all that is shared, but for the speaker's name, is speech on both sides.

    Where one article is nearly all in the other, or the words that report speech are the same time and again, the
    telling was copied too: then only what stands in quotation marks counts.
    """
    here = np.concatenate([_equal(stretch) for stretch in stretches])
    there = np.concatenate([np.arange(run.right, run.right + run.length) for s in stretches for run in s.runs])
    spoken = np.minimum(left.spoken[here], right.spoken[there])
    cues = int(((left.spoken[here] == _CUE) & (right.spoken[there] == _CUE)).sum())
    said = int((spoken >= (_REPORTED if share < _NEARLY_ALL and cues <= 1 else _DIRECT)).sum())
    named = int((spoken == _SPEAKER).sum())
    return said >= 0.8 * (len(here) - named) and said >= LEAST / 2


def _spoken(annotated: Annotated, found: Words) -> NDArray[np.int8]:
    """For each word whether it is prose, reports speech, names the speaker, or is speech, reported or direct."""
    spoken = np.full(len(found.keys), _PROSE, np.int8)
    quotes = annotated.layers.of(Quote)
    spans = [(q.cue_start, q.cue_end, _CUE) for q in quotes]
    spans += [
        (q.speaker_start, q.speaker_end, _SPEAKER) for q in quotes if q.speaker_start is not None and q.speaker_end
    ]
    spans += [(q.start, q.end, _REPORTED if q.kind == "reported" else _DIRECT) for q in quotes]
    for start, end, value in spans:
        inside = slice(*np.searchsorted(found.starts, (start, end)))
        spoken[inside] = np.maximum(spoken[inside], value)
    return spoken
