"""How alike two articles are, feature by feature."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from marsad.records import Period
from marsad.stories.digests import Digest
from marsad.stories.grouping.rates import Rates

_SINGLE_DIGIT = 10.0
_FARTHEST = 4
_STALE = 10


class Sketch(NamedTuple):
    """A digest made ready for comparison: its parts as vectors of length 1."""

    digest: Digest
    head: Mapping[str, float]
    lede: Mapping[str, float]
    body: Mapping[str, float]
    keys: Mapping[str, float]
    numbers: frozenset[str]


def sketch(digest: Digest, rates: Rates) -> Sketch:
    """Weigh the terms and entities of a digest."""
    in_head = set(digest.head)
    lede = {term: rates.term(term) * (1.5 if term in in_head else 1.0) for term in digest.main.terms}
    body = {term: (1 + math.log(count)) * rates.term(term) for term, count in digest.body}
    return Sketch(
        digest,
        _unit({term: rates.term(term) for term in digest.head}),
        _unit(lede),
        _unit(body),
        {key: rates.key(key) for key, weight in digest.keys if weight > 1},
        frozenset(number for number in digest.main.numbers if _says_much(number)),
    )


def likeness(left: Sketch, right: Sketch, reused: float = 0.0) -> dict[str, float]:
    """The features of a pair; `reused` is the share of the shorter article that stands in the other, 0 to 1."""
    one, two = left.digest, right.digest
    return {
        "headlines": _cosine(left.head, right.head),
        "openings": _cosine(left.lede, right.lede),
        "texts": _cosine(left.body, right.body),
        "entities": _overlap(left.keys, right.keys),
        "places": _agreement(one.places, two.places),
        "actions": _agreement(one.main.types, two.main.types),
        "figures": _agreement(left.numbers, right.numbers),
        "days": float(days_apart(one.published, two.published) or 0),
        "event days": float(min(_FARTHEST, days_apart(_event_day(one), _event_day(two)) or 0)),
        "reuse": reused,
        "one outlet": float(bool(one.outlet) and one.outlet == two.outlet),
    }


def days_apart(left: Period | None, right: Period | None) -> int | None:
    """The days between two periods, 0 where they touch; None where one is unknown."""
    if left is None or right is None:
        return None
    return max(0, (max(left.start, right.start) - min(left.end, right.end)).days + 1)


def _event_day(digest: Digest) -> Period | None:
    """The day of the event, where it may be the news: one far from the day of publication is another's."""
    period = digest.main.period
    return None if (days_apart(period, digest.published) or 0) > _STALE else period


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / length for term, weight in vector.items()}


def _cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[term] for term, weight in left.items() if term in right)


def _overlap(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """The weight of what both name, over that of the one that names less."""
    least = min(sum(left.values()), sum(right.values()))
    return min(1.0, sum(weight for key, weight in left.items() if key in right) / least) if least else 0.0


def _agreement(left: Iterable[str], right: Iterable[str]) -> float:
    """1 where all of the shorter side is shared, -1 where nothing is, 0 where one side says nothing."""
    one, two = set(left), set(right)
    if not one or not two:
        return 0.0
    return len(one & two) / min(len(one), len(two)) or -1.0


def _says_much(number: str) -> bool:
    """Whether a figure is more than a small count or a year."""
    try:
        value = float(number)
    except ValueError:
        return True
    return value >= _SINGLE_DIGIT and not 1990 <= value <= 2035
