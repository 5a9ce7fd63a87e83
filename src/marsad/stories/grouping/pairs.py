"""Which articles may tell one event, and how sure that is."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from marsad.lexicon.table import load
from marsad.records import Reuse
from marsad.stories.digests import Digest
from marsad.stories.grouping.clusters import ordered
from marsad.stories.grouping.likeness import Sketch, cosine, likeness, sketch
from marsad.stories.grouping.rates import Rates

WINDOW = 3
"""Days between two articles of one event, at most."""

INDEXED_TERMS = 20
LONGEST_POSTING = 400
NEAREST = 40
"""Of a posting longer than that, so many articles before and after one are looked at."""

LIKELIEST = 40
LEAST_SHARED = 0.06
LEAST_ALIKE = 0.13
"""The least cosine of two openings; of the likely pairs of two collections one in a hundred is below 0.16."""

LEAST_REUSED = 0.5
"""So much of both openings must be shared: else it is background, or a list of other news at the end."""

_UNDATED = -10_000


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature (`lexicon/story_weights.tsv`)."""
    return {row["feature"]: float(row["weight"]) for row in load("story_weights")}


@cache
def meanings() -> Mapping[str, str]:
    """How each feature is named in a reason."""
    return {row["feature"]: row["meaning"] for row in load("story_weights")}


class Pairs:
    """The articles at hand, their sketches, and the scores of pairs, each reckoned once.

    Articles are numbered by day and id, so that nothing depends on the order in which they came.
    """

    def __init__(self, digests: Sequence[Digest], reuse: Sequence[Reuse] = ()) -> None:
        self.digests = sorted({d.article_id: d for d in digests}.values(), key=_by_day)
        self.number = {d.article_id: n for n, d in enumerate(self.digests)}
        self._days = [_day(d) for d in self.digests]
        self.rates = Rates(self.digests)
        self._sketches: dict[int, Sketch] = {}
        self._scores: dict[tuple[int, int], float] = {}
        known = [r for r in reuse if all(article in self.number for article in r.article_ids)]
        self.reuse = {ordered(self.number[r.article_ids[0]], self.number[r.article_ids[1]]): r for r in known}
        shares = {pair: self._shared(pair, r) for pair, r in self.reuse.items() if r.kind != "quoted"}
        self._reused = {pair: share for pair, share in shares.items() if share >= LEAST_REUSED}
        self._beside: dict[int, set[int]] = defaultdict(set)
        for left, right in self._reused:
            self._beside[left].add(right)
            self._beside[right].add(left)
        self._index: dict[str, list[int]] = defaultdict(list)
        for number in range(len(self.digests)):
            for term in self._telling(number):
                self._index[term].append(number)

    def sketch(self, number: int) -> Sketch:
        """The sketch of an article."""
        known = self._sketches.get(number)
        if known is None:
            known = self._sketches[number] = sketch(self.digests[number], self.rates)
        return known

    def _shared(self, pair: tuple[int, int], reuse: Reuse) -> float:
        """The share of the opening that was reused, of the two articles the lesser."""
        return min(self._covered(self.digests[number], reuse) for number in pair)

    @staticmethod
    def _covered(digest: Digest, reuse: Reuse) -> float:
        opening = digest.main
        own = (passage for shared in reuse.passages for passage in shared if passage.article_id == digest.article_id)
        common = sum(max(0, min(p.end, opening.end) - max(p.start, opening.start)) for p in own)
        return min(1.0, common / max(1, opening.end - opening.start))

    def _telling(self, number: int) -> list[str]:
        lede = self.sketch(number).lede
        return sorted(lede, key=lambda term: (-lede[term], term))[:INDEXED_TERMS]

    def candidates(self, number: int) -> list[int]:
        """The articles that share most of the opening's telling terms within the window, by number."""
        lede = self.sketch(number).lede
        shared: dict[int, float] = defaultdict(float)
        for term in self._telling(number):
            for other in self._within(self._index[term], number):
                shared[other] += lede[term] * lede[term]
        likely = sorted(shared, key=lambda other: (-shared[other], other))[:LIKELIEST]
        found = {other for other in likely if shared[other] >= LEAST_SHARED and self._alike(number, other)}
        found |= {other for other in self._beside[number] if self.near(number, other)}
        return sorted(found - {number})

    def _alike(self, number: int, other: int) -> bool:
        return cosine(self.sketch(number).lede, self.sketch(other).lede) >= LEAST_ALIKE

    def _within(self, posting: list[int], number: int) -> Iterator[int]:
        """The articles of a posting within the window; of very many, those nearest by day and id."""
        day = self._days[number]
        if day == _UNDATED:
            yield from _around(posting, number, (0, len(posting)))
            return
        undated = bisect_right(posting, _UNDATED, key=self._days.__getitem__)
        start = bisect_left(posting, day - WINDOW, key=self._days.__getitem__)
        end = bisect_right(posting, day + WINDOW, key=self._days.__getitem__)
        yield from _around(posting, number, (start, end))
        yield from posting[max(0, undated - LONGEST_POSTING) : undated]

    def near(self, left: int, right: int) -> bool:
        """Whether the days of two articles let them tell one event."""
        one, two = self._days[left], self._days[right]
        return _UNDATED in (one, two) or abs(one - two) <= WINDOW

    def features(self, left: int, right: int) -> dict[str, float]:
        """The likenesses of a pair."""
        pair = ordered(left, right)
        return likeness(self.sketch(pair[0]), self.sketch(pair[1]), self._reused.get(pair, 0.0))

    def score(self, left: int, right: int) -> float:
        """How sure it is that two articles tell one event, 0 to 1."""
        pair = ordered(left, right)
        known = self._scores.get(pair)
        if known is None:
            known = self._scores[pair] = self._scored(pair)
        return known

    def _scored(self, pair: tuple[int, int]) -> float:
        if not self.near(*pair):
            return 0.0
        weight = weights()
        total = weight["bias"] + sum(weight[name] * value for name, value in self.features(*pair).items())
        return 1.0 / (1.0 + math.exp(-total))

    def reasons(self, left: int, right: int) -> tuple[str, ...]:
        """What spoke most for and against, as "words of the headlines 0.62 (+1.1)"."""
        weight = weights()
        told = {name: (value, weight[name] * value) for name, value in self.features(left, right).items()}
        most = sorted(told, key=lambda name: (-abs(told[name][1]), name))[:4]
        return tuple(f"{meanings()[name]} {told[name][0]:.2f} ({told[name][1]:+.1f})" for name in most if told[name][1])


def _around(posting: list[int], number: int, bounds: tuple[int, int]) -> list[int]:
    start, end = bounds
    if end - start > LONGEST_POSTING:
        at = bisect_left(posting, number, start, end)
        start, end = max(start, at - NEAREST), min(end, at + NEAREST)
    return posting[start:end]


def _day(digest: Digest) -> int:
    return _UNDATED if digest.day is None else digest.day


def _by_day(digest: Digest) -> tuple[int, str]:
    return _day(digest), digest.article_id
