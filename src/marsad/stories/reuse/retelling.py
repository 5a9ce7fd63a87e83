"""Finds copy that was told again in other words: sentence for sentence the same rare words, names, figures and days.

Two outlets that report the same event on their own share names and figures too; what they do not share is the course
of the telling. So most of the shorter article must have its counterpart in the other, sentence by sentence, with no
figure and no day that differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import log, sqrt
from typing import NamedTuple

from marsad.arabic.tokens import tokenize
from marsad.records import Mention, Passage, Period, Reuse, Time, digest
from marsad.stage import Annotated
from marsad.stories.reuse.direction import MADE_BY, Imprint, earlier, imprint
from marsad.stories.reuse.words import normal, read_spans
from marsad.stories.segmentation import sentence_splitter
from marsad.stories.terms import term_reader

_WEIGHT_OF_FIGURE = 5.0
_LEAST_WEIGHT = 20.0
_LEAST_SHARE = 0.4
_SENTENCES = 3
_COVERED = 0.6
_COVERED_OF_AGENCY = 0.45
_LIKE = 0.55
_NAMES = 2
_FIGURES = 2


class Sentence(NamedTuple):
    """A sentence: its offsets, its words by weight (the rarer in news, the heavier), its figures, names and days."""

    start: int
    end: int
    weights: Mapping[str, float]
    figures: frozenset[str]
    names: frozenset[str]
    days: frozenset[Period]

    @property
    def weight(self) -> float:
        """What its words weigh together."""
        return sum(self.weights.values())


class Match(NamedTuple):
    """Two sentences that tell the same, and how much they have in common: the weight of the words of both against
    the geometric mean of their weights, 0 to 1.
    """

    left: Sentence
    right: Sentence
    share: float

    @property
    def differs(self) -> bool:
        """Whether both have figures, or days, and none in common."""
        pairs = ((self.left.figures, self.right.figures), (self.left.days, self.right.days))
        return any(here and there and not here & there for here, there in pairs)


class Recounted(NamedTuple):
    """An article made ready for being compared with those that may tell it again: who published it, its sentences."""

    imprint: Imprint
    sentences: tuple[Sentence, ...]


def recounted(annotated: Annotated) -> Recounted:
    """The sentences of an article's read blocks."""
    text = annotated.article.text
    spans = (span for start, end in read_spans(annotated) for span in sentence_splitter().split(text, start, end))
    return Recounted(imprint(annotated), tuple(_sentence(annotated, span.start, span.end) for span in spans))


def retold(one: Recounted, other: Recounted) -> Reuse | None:
    """What one of two articles tells after the other in its own words; None where that cannot be said.

    Both must be of known days, at most one apart, and of two outlets. The order of the two makes no difference.
    """
    left, right = sorted((one, other), key=lambda recounted: recounted.imprint.article_id)
    if not _may_be(left.imprint, right.imprint):
        return None
    found = matches(left.sentences, right.sentences)
    shared = left.imprint.agencies & right.imprint.agencies
    covered = _covered(found, left.sentences, right.sentences)
    if not _convinces(found, covered, bool(shared)):
        return None
    ids = left.imprint.article_id, right.imprint.article_id
    first, reasons = earlier(left.imprint, right.imprint)
    common = tuple(f"both name {agency}" for agency in sorted(shared))
    return Reuse(
        id=f"reuse.{digest(*ids)}",
        made_by=MADE_BY,
        article_ids=ids,
        passages=tuple(
            (Passage(ids[0], m.left.start, m.left.end), Passage(ids[1], m.right.start, m.right.end)) for m in found
        ),
        kind="paraphrased",
        earlier=first,
        share=round(covered, 3),
        reasons=(f"{len(found)} sentences tell the same names, figures and days", *common, *reasons),
    )


def matches(left: Sequence[Sentence], right: Sequence[Sentence]) -> list[Match]:
    """The sentences that tell the same, each in one pair at most, the best taken first; by their place."""
    found = (Match(a, b, _share(a, b)) for a, b in product(left, right))
    taken: list[Match] = []
    for match in sorted((m for m in found if m.share >= _LEAST_SHARE), key=lambda match: -match.share):
        if not any(match.left is m.left or match.right is m.right for m in taken):
            taken.append(match)
    return sorted(taken, key=lambda match: (match.left.start, match.right.start))


def _may_be(left: Imprint, right: Imprint) -> bool:
    if not (left.day and right.day) or left.outlet == right.outlet:
        return False
    return abs((left.day.start - right.day.start).days) <= 1


def _convinces(found: Sequence[Match], covered: float, same_agency: bool) -> bool:
    """Whether the matches are enough, and nothing in them differs."""
    if any(match.differs for match in found) or not _named(found):
        return False
    alike = sum(match.share for match in found) / max(1, len(found))
    figures = frozenset[str]().union(*(match.left.figures & match.right.figures for match in found))
    enough = covered >= (_COVERED_OF_AGENCY if same_agency else _COVERED)
    return enough and len(found) >= _SENTENCES and alike >= _LIKE and len(figures) >= _FIGURES


def _named(found: Sequence[Match]) -> bool:
    """Whether the matches have two names in common, or no names were read at all."""
    here = frozenset[str]().union(*(match.left.names for match in found))
    there = frozenset[str]().union(*(match.right.names for match in found))
    return len(here & there) >= _NAMES or not (here or there)


def _covered(found: Sequence[Match], left: Sequence[Sentence], right: Sequence[Sentence]) -> float:
    """The part of the shorter article, by weight, that has its counterpart in the other."""
    here, there = (sum(sentence.weight for sentence in side) for side in (left, right))
    if not here or not there:
        return 0.0
    return sum(m.left.weight if here < there else m.right.weight for m in found) / min(here, there)


def _sentence(annotated: Annotated, start: int, end: int) -> Sentence:
    weights = dict(_weighed(annotated.article.text, start, end))
    mentions = (m for m in annotated.layers.of(Mention) if start <= m.start and m.end <= end)
    times = (t for t in annotated.layers.of(Time) if start <= t.start and t.end <= end and t.kind == "point")
    return Sentence(
        start=start,
        end=end,
        weights=weights,
        figures=frozenset(word for word in weights if word[0].isdigit()),
        names=frozenset(mention.key for mention in mentions if mention.key),
        days=frozenset(time.period for time in times if time.period),
    )


def _weighed(text: str, start: int, end: int) -> Iterator[tuple[str, float]]:
    reader = term_reader()
    for token in tokenize(text, start, end):
        if token.kind == "number":
            yield normal(token.text), _WEIGHT_OF_FIGURE
        elif token.kind in ("word", "foreign"):
            yield from _weights((reader.term(token.text),))
        elif token.kind == "hashtag":
            yield from _weights(reader.terms(token.text))


def _weights(terms: Iterable[str]) -> Iterator[tuple[str, float]]:
    return ((term, -log(term_reader().rate(term))) for term in terms if term)


def _share(left: Sentence, right: Sentence) -> float:
    shared = sum(weight for word, weight in left.weights.items() if word in right.weights)
    return shared / sqrt(left.weight * right.weight) if shared >= _LEAST_WEIGHT else 0.0
