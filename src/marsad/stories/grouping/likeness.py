"""How alike two articles are, feature by feature."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from marsad.arabic.periods import settle_value
from marsad.lexicon.table import cells
from marsad.records import Period
from marsad.stories.digests import Digest, Told
from marsad.stories.grouping.rates import Rates
from marsad.stories.terms import term_reader

_SINGLE_DIGIT = 10.0
_FARTHEST = 4
_STALE = 10
_UNKNOWN_DAYS = 1.0
_SOME_MONDAY = dt.date(2001, 1, 1)
_RARE = 4.5
_IN_HEADLINE = 1.5
_MUCH = 60.0
_FORMULA = 0.35


class Sketch(NamedTuple):
    """A digest made ready for comparison: its parts as vectors of length 1; `weighed` is the headline before that."""

    digest: Digest
    head: Mapping[str, float]
    lede: Mapping[str, float]
    body: Mapping[str, float]
    weighed: Mapping[str, float]
    terms: frozenset[str]
    keys: Mapping[str, float]
    numbers: frozenset[str]


def sketch(digest: Digest, rates: Rates) -> Sketch:
    """Weigh the terms and entities of a digest."""
    in_head = set(digest.head)
    head = dict(map(rates.weighed, digest.head))
    lede = {}
    for term in digest.main.terms:
        bare, weight = rates.weighed(term)
        lede[bare] = weight * _IN_HEADLINE if term in in_head else weight
    body = {}
    for term, count in digest.body:
        bare, weight = rates.weighed(term)
        body[bare] = weight if count == 1 else (1 + math.log(count)) * weight
    return Sketch(
        digest,
        unit(head),
        unit(lede),
        unit(body),
        {term: weight for term, weight in lede.items() if weight >= _RARE},
        frozenset({*lede, *body}),
        unit({key: rates.key(key) for key, weight in digest.keys if weight > 1}),
        frozenset(number for number in digest.main.numbers if _says_much(number)),
    )


def likeness(left: Sketch, right: Sketch, reused: float = 0.0) -> dict[str, float]:
    """The features of a pair; `reused` is the share of both openings that was copied, 0 to 1."""
    one, two = left.digest, right.digest
    openings = cosine(left.lede, right.lede)
    figures = _agreement(left.numbers, right.numbers)
    ordinals = term_reader().ordinals
    return {
        "headlines": cosine(left.head, right.head),
        "texts": cosine(left.body, right.body),
        "headline told": (_told(left.head, right.terms) + _told(right.head, left.terms)) / 2,
        "rare words": _shared_rare(left.weighed, right.weighed),
        "entities": cosine(left.keys, right.keys),
        "entities told": (_named(one, two) + _named(two, one)) / 2,
        "persons": _agreement(one.persons, two.persons),
        "other persons": _others("person:", one, two),
        "other places": _others("place:", one, two),
        "places": _agreement(one.places, two.places),
        "actions": _agreement(one.main.types, two.main.types),
        "figures": figures,
        "other figures": max(0.0, openings - _FORMULA) if figures < 0 else 0.0,
        "recurring": float(_recurs(one, two) and _is_another(one, two, figures)),
        "other ordinals": float(_differ(ordinals & {*one.head}, ordinals & {*two.head})),
        "days": _days(one, two),
        "event days": _event_days(one, two),
        "reuse": reused,
        "one outlet": float(bool(one.outlet) and one.outlet == two.outlet),
    }


@cache
def _recurring() -> frozenset[str]:
    return frozenset(term_reader().term(row["word"]) for row in cells("generic_headline_words"))


def _recurs(one: Digest, two: Digest) -> bool:
    """Whether both headlines are of a kind that comes again day after day, by a word that both have."""
    return bool(_recurring() & {*one.head} & {*two.head})


def _is_another(one: Digest, two: Digest, figures: float) -> bool:
    """Whether two headings of a kind that comes again have other figures, or none in common on other days."""
    return figures < 0 or (figures == 0 and _days(one, two) > 0) or _is_bare(one) or _is_bare(two)


def _is_bare(digest: Digest) -> bool:
    """Whether a headline is nothing but the name of what comes again."""
    return {*digest.head} <= _recurring()


def _differ(left: Collection[str], right: Collection[str]) -> bool:
    return bool(left and right) and not set(left) & set(right)


def _others(kind: str, one: Digest, two: Digest) -> float:
    """1 where each opening names a known one of the kind that the other article names nowhere."""
    return float(_absent(kind, one, two) and _absent(kind, two, one))


def _named(one: Digest, two: Digest) -> float:
    """The share of whom one opening names that the other article names anywhere."""
    opening = [key for key, weight in one.keys if weight > 1]
    named = {key for key, _ in two.keys}
    return sum(key in named for key in opening) / len(opening) if opening else 0.0


def _absent(kind: str, one: Digest, two: Digest) -> bool:
    named = {key for key, _ in two.keys}
    return any(weight > 1 and key.startswith(kind) and key not in named for key, weight in one.keys)


def _told(head: Mapping[str, float], terms: Collection[str]) -> float:
    """How much of a headline's weight stands in the other article."""
    whole = sum(weight * weight for weight in head.values())
    return sum(weight * weight for term, weight in head.items() if term in terms) / whole if whole else 0.0


def _shared_rare(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """The weight of the rare terms that both openings share, 1 for a lot of it."""
    return min(1.0, sum(weight for term, weight in left.items() if term in right) / _MUCH)


def days_apart(left: Period | None, right: Period | None) -> int | None:
    """The days between two periods, 0 where they touch; None where one is unknown."""
    if left is None or right is None:
        return None
    return max(0, (max(left.start, right.start) - min(left.end, right.end)).days + 1)


def _days(one: Digest, two: Digest) -> float:
    """The days between publications; by weekday where a date is missing, and one where that is missing too."""
    known = days_apart(one.published, two.published)
    if known is not None:
        return float(known)
    weekdays = [d.published.start.weekday() if d.published else d.weekday for d in (one, two)]
    apart = _weekdays_apart(weekdays[0], weekdays[1])
    return max(_UNKNOWN_DAYS, float(apart or 0))


def _event_days(one: Digest, two: Digest) -> float:
    """The days between the events, 0 where they are not told."""
    known = days_apart(_event_day(one), _event_day(two))
    if known is None:
        known = _weekdays_apart(event_weekday(one), event_weekday(two))
    return float(min(_FARTHEST, known or 0))


def _weekdays_apart(left: int | None, right: int | None) -> int | None:
    if left is None or right is None:
        return None
    return min((left - right) % 7, (right - left) % 7)


def event_weekday(digest: Digest, told: Told | None = None) -> int | None:
    """The weekday (Monday is 0) of an event, from its day or from what an undated article says of it."""
    told = told or digest.main
    day = told.period if told is not digest.main else _event_day(digest)
    if day is not None:
        return day.start.weekday()
    if digest.weekday is None or not told.values:
        return None
    settled = settle_value(told.values[0], _SOME_MONDAY + dt.timedelta(digest.weekday))
    return settled.start.weekday() if settled and (settled.end - settled.start).days == 1 else None


def _event_day(digest: Digest) -> Period | None:
    """The day of the event, where it may be the news: one far from the day of publication is another's."""
    period = digest.main.period
    return None if (days_apart(period, digest.published) or 0) > _STALE else period


def unit(vector: dict[str, float]) -> dict[str, float]:
    """The vector at length 1."""
    length = math.sqrt(sum([weight * weight for weight in vector.values()])) or 1.0
    return {term: weight / length for term, weight in vector.items()}


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """The cosine of two vectors of length 1."""
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[term] for term, weight in left.items() if term in right)


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
