"""Finds storylines: stories that share parties and topic, joined in the order of time.

A story joins the storyline whose subject it shares most of, if it shares a party that is not merely a country and
several words of weight; what is in every fifth story of many joins nothing. Storylines are looked up by the rarer of
their keys, so that the work grows with the stories, not with their pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt

from marsad.records import Story
from marsad.stories.storylines.matching import party_weight
from marsad.stories.storylines.outline import Outline, Point

_COMMON_SHARE = 0.2
_FEW_STORIES = 15
_FEW = 150
_JOIN = 0.17
_LEAST_PAIRS = 3
# Among few stories nothing is common by chance, and each says too little of its subject.
_JOIN_FEW = 0.14
_LEAST_PAIRS_FEW = 2
_LEAST_TERMS = 3
_CORE = 0.28
_GAP_DAYS = 300
_MOST_LOOKED_UP = 200
_TRIED = 20
_PASSES = 4
_TERMS = 40
_COUNTRY = "@"
_PAIR = 1.5

Vector = dict[str, float]


def subjects(stories: Sequence[Story], outlines: Mapping[str, Outline]) -> Iterator[list[Story]]:
    """The storylines of two stories and more, each as its stories in the order given; a story stands in one."""
    place = {story.id: number for number, story in enumerate(stories)}
    lines = [_Line([story], vector) for story, vector in zip(stories, _vectors(stories, outlines), strict=True)]
    for _ in range(_PASSES):
        before = len(lines)
        lines = _joined(lines, len(stories))
        if len(lines) == before:
            break
    for line in sorted(lines, key=lambda line: min(place[story.id] for story in line.stories)):
        if len(line.stories) > 1:
            yield sorted(line.stories, key=lambda story: place[story.id])


def _joined(lines: Sequence[_Line], count: int) -> list[_Line]:
    """Each line in turn joins the one before it that is most like it, or stands by itself."""
    kept: list[_Line] = []
    index: dict[str, list[int]] = {}
    for line in lines:
        best = _best(line, kept, index, count)
        if best is None:
            best = len(kept)
            kept.append(_Line())
        for key in kept[best].take(line):
            index.setdefault(key, []).append(best)
    return kept


def _vectors(stories: Sequence[Story], outlines: Mapping[str, Outline]) -> list[Vector]:
    """The keys of each story by weight: parties, and terms of its articles, fewer where they are in many stories."""
    raw = [_raw([outlines[a] for a in story.article_ids if a in outlines]) for story in stories]
    spread = Counter(key for vector in raw for key in vector)
    count = len(stories)
    return [_unit({key: value * _rarity(spread[key], count) for key, value in vector.items()}) for vector in raw]


def _rarity(stories: int, count: int) -> float:
    """1 for a key of few stories, less for one of many, 0 for one of a fifth of many stories."""
    share = max(0, stories - _FEW_STORIES) / max(count, 1)
    return max(0.0, 1.0 - share / _COMMON_SHARE)


def _raw(outlines: Sequence[Outline]) -> Vector:
    """Parties, terms, deeds, and what of these stands in one sentence with a party."""
    vector: Counter[str] = Counter()
    for outline in outlines:
        for key, times in outline.parties.items():
            vector[key] += party_weight(key) * sqrt(times)  # type: ignore[assignment]
        terms = list(outline.terms)[:_TERMS]
        for term in terms:
            vector[f"#{term}"] += outline.terms[term] / 4  # type: ignore[assignment]
        vector.update(_beside(outline.points, set(terms)))
    return dict(vector)


def _beside(points: Sequence[Point], terms: set[str]) -> Vector:
    counts: Counter[str] = Counter()
    for point in points:
        deeds = {deed for act in point.acts for deed in act.families}
        what = {*(f"#{term}" for term in point.terms if term in terms), *(f"#!{deed}" for deed in deeds)}
        counts.update(f"#!{deed}" for deed in deeds)
        keys = [key for key in (*point.parties, *point.places) if not key.startswith(_COUNTRY)]
        counts.update(f"{key}&{one}" for key in keys for one in what)
    return {key: _PAIR * sqrt(times) for key, times in counts.items()}


def _unit(vector: Vector) -> Vector:
    kept = {key: value for key, value in vector.items() if value > 0}
    length = sqrt(sum(value * value for value in kept.values())) or 1.0
    return {key: value / length for key, value in kept.items()}


class _Line:
    """A storyline that grows: its stories, the sum of their vectors, and in how many of them each key is."""

    def __init__(self, stories: Iterable[Story] = (), vector: Vector | None = None) -> None:
        self.stories = list(stories)
        self.sum: Counter[str] = Counter(vector or {})
        self.spread: Counter[str] = Counter((vector or {}).keys())

    def take(self, other: _Line) -> list[str]:
        """Take another line; give the keys under which this one was not yet to be found."""
        new = [key for key in other.spread if "&" in key and key not in self.spread]
        self.stories += other.stories
        self.sum.update(other.sum)
        self.spread.update(other.spread)
        return new

    def core(self) -> Vector:
        """The mean weights of the keys of more than a fourth of the stories."""
        count = len(self.stories)
        return {key: value / count for key, value in self.sum.items() if self.spread[key] >= count * _CORE}


def _likeness(left: Vector, right: Vector, pairs_needed: int) -> float:
    """The cosine of two cores; 0 where they share too little to be one subject."""
    shared = left.keys() & right.keys()
    terms = sum(key.startswith("#") for key in shared)
    pairs = sum("&" in key for key in shared)
    if terms < _LEAST_TERMS or pairs < pairs_needed:
        return 0.0
    return sum(left[key] * right[key] for key in shared) / (_length(left) * _length(right))


def _length(vector: Vector) -> float:
    return sqrt(sum(value * value for value in vector.values())) or 1.0


def _best(line: _Line, lines: Sequence[_Line], index: Mapping[str, list[int]], count: int) -> int | None:
    votes: Counter[int] = Counter()
    mine = line.core()
    for key, value in mine.items():
        numbers = index.get(key, ())
        if len(numbers) <= _MOST_LOOKED_UP:
            for number in numbers:
                votes[number] += value  # type: ignore[assignment]
    near = [number for number, _ in votes.most_common(_TRIED) if _in_time(line, lines[number])]
    least, pairs = (_JOIN_FEW, _LEAST_PAIRS_FEW) if count < _FEW else (_JOIN, _LEAST_PAIRS)
    best = max(((_likeness(mine, lines[n].core(), pairs), -n) for n in near), default=(0.0, 0))
    return -best[1] if best[0] >= least else None


def _in_time(late: _Line, early: _Line) -> bool:
    """Whether no year without a word lies between two lines."""
    days = sorted(s.period.start for s in early.stories if s.period)
    others = sorted(s.period.start for s in late.stories if s.period)
    if not days or not others:
        return True
    return (others[0] - days[-1]).days <= _GAP_DAYS and (days[0] - others[-1]).days <= _GAP_DAYS
