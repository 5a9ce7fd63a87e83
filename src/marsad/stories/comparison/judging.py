"""How two figures of one property stand to one another, and in which words that is told."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from marsad.records import Agreement, Period
from marsad.stories.claims.figures import HARM
from marsad.stories.comparison.arithmetic import ABOUT, is_about, is_rounded, may_agree
from marsad.stories.comparison.seen import Seen

MILD: tuple[Agreement, ...] = (
    "agree",
    "sum_of_parts",
    "background",
    "scope",
    "update",
    "different_source",
    "contradict",
)
"""From the mildest to the gravest; of two ways to read a difference the milder stands."""
FIGHTERS = frozenset({"attackers", "militants"})
"""Kinds of people who die beside those whom they kill, and are often counted apart."""
ALIKE = 0.65
"""Share of the words around the one figure that the words around the other must hold to be about the same thing."""
FEWEST = 4
NEAR_ALIKE = 0.6
HARDLY = 0.02
RISEN = 1.5
"""From so many times the lower on, the higher of two figures told as "at least" is a later count."""
HALF = 0.5
"""Some of many ("4 of the children") are taken for a part of another article's figure up to half of it."""
WEEKS = dt.timedelta(60)
DAYS = dt.timedelta(7)
FORTNIGHT = dt.timedelta(14)
BY = 0.5
"""Places no farther apart than this, in degrees of latitude and longitude (some 50 km), are in or by one another."""
_LONG = 7


_CHANGES = {"up": "a risen count", "down": "a lowered count", "new": "the latest count", "old": "an earlier count"}


class Judged(NamedTuple):
    """An agreement and why."""

    agreement: Agreement
    reason: str


def is_comparable(left: Seen, right: Seen) -> bool:
    """Whether two figures of one property are of one thing: told in like words, or, of harm to people, in any."""
    if left.quantity.unit != right.quantity.unit:
        return False
    if left.claim.property in HARM:
        both = (left.part or left.kind) and (right.part or right.kind)
        if _are_fighters_and_others(left, right):
            return False
        return left.quantity.stated and right.quantity.stated and not (both and left.kind != right.kind)
    if left.claim.property not in ("money", "percent") and left.counted != right.counted:
        return False
    return is_alike(left, right)


def _are_fighters_and_others(left: Seen, right: Seen) -> bool:
    """Whether the one counts more dead fighters than the other counts people: these are whom the fighters killed."""
    some, whole = (left, right) if left.kind in FIGHTERS else (right, left)
    return some.kind in FIGHTERS and not whole.kind and _size(some) >= _size(whole)


def is_alike(left: Seen, right: Seen) -> bool:
    """Whether the words around two figures are much the same."""
    near = len(left.near & right.near)
    if near < NEAR_ALIKE * min(len(left.near), len(right.near)):
        return False
    shared = len(left.terms & right.terms)
    return shared >= FEWEST and shared >= ALIKE * min(len(left.terms), len(right.terms))


def likeness(left: Seen, right: Seen) -> float:
    """How like the words around two figures are; the same figure counts for more than any words, 0 to 3."""
    near = len(left.near & right.near) / (len(left.near | right.near) or 1)
    around = len(left.terms & right.terms) / (len(left.terms | right.terms) or 1)
    return near + around + (left.value == right.value)


def judged(left: Seen, right: Seen) -> Judged:
    """How two comparable figures of unlike value stand to one another."""
    return (
        _alike(left, right)
        or _since(left, right)
        or _background(left, right)
        or _kinds(left, right)
        or (_counted_again(left, right) if _are_open(left, right) else None)
        or bounds(left, right)
        or _scope(left, right)
        or _update(left, right)
        or _sources(left, right)
    )


def _alike(left: Seen, right: Seen) -> Judged | None:
    """A figure of the past that hardly differs from this event's, or lies in a vague one, is of the same event."""
    if left.claim.background == right.claim.background or left.kind != right.kind:
        return None
    older, newer = (left, right) if left.claim.background else (right, left)
    one, other = older.quantity.low, newer.quantity.low
    if one is None or other is None:
        return None
    loose = any(x.quantity.approximate or x.quantity.high is None for x in (older, newer))
    most = ABOUT if loose else HARDLY
    near = abs(one - other) <= most * max(abs(one), abs(other)) and _may_be_recent(older, newer)
    vague = _is_vague(newer) and _is_recent(older, newer, WEEKS) and older.claim.article_id != newer.claim.article_id
    vague = vague or (_is_vague(older) and _is_recent(older, newer, DAYS))
    return bounds(left, right) if near or vague else None


def is_older(left: Seen, right: Seen) -> bool:
    """Whether one of two figures is so much older that it is of another event; of the days before it may be of this."""
    if left.claim.background == right.claim.background:
        return False
    older, newer = (left, right) if left.claim.background else (right, left)
    return _alike(left, right) is not None or not _is_recent(older, newer, FORTNIGHT)


def are_of_others(left: Seen, right: Seen) -> bool:
    """Whether "tens" or "hundreds" are of other people than the number that they leave room for."""
    vague = _is_vague(left) or _is_vague(right)
    return (
        vague and bool(left.counted and right.counted and not left.counted & right.counted) and _are_named(left, right)
    )


def _are_named(left: Seen, right: Seen) -> bool:
    """Whether neither counts people without saying which."""
    return left.quantity.part_of is None and right.quantity.part_of is None and left.voice != right.voice


def _is_vague(one: Seen) -> bool:
    return one.quantity.approximate and one.quantity.high is None


def _may_be_recent(older: Seen, newer: Seen) -> bool:
    return older.claim.period is None or _is_recent(older, newer, WEEKS)


def _is_recent(older: Seen, newer: Seen, most: dt.timedelta) -> bool:
    """Whether a figure of the past is of the days or weeks before the day on which the other was told."""
    told, past = newer.claim.stated_on, older.claim.period
    return bool(told and past and told.start - past.start <= most)


def _kinds(left: Seen, right: Seen) -> Judged | None:
    """Whether the one counts some kind of people, fewer than the other counts of people as such."""
    if left.kind == right.kind or not _holds_kind(left, right):
        return None
    if not (left.kind and right.kind):
        some, whole = (left, right) if left.kind else (right, left)
        if _size(some) >= _size(whole):
            return None
    return Judged("scope", f"{_told(left)} counts {_people(left)}, {_told(right)} {_people(right)}")


def _background(left: Seen, right: Seen) -> Judged | None:
    if left.claim.background == right.claim.background:
        return None
    older, newer = (left, right) if left.claim.background else (right, left)
    when = f" ({_days(older.claim.period)})" if older.claim.period else ""
    return Judged("background", f"{_told(older)} is of an older event{when}; {_told(newer)} is of this one")


def bounds(left: Seen, right: Seen) -> Judged | None:
    """Whether bounds, "about" or rounding leave room for both figures."""
    if may_agree(left.value[:2], right.value[:2]):
        return Judged("agree", f"{_told(left)} leaves room for {_told(right)}")
    one, other = _exact(left), _exact(right)
    if one is None or other is None:
        return None
    if (left.quantity.approximate or right.quantity.approximate) and is_about(one, other):
        return Judged("agree", f"{_told(left)} and {_told(right)}: one is told as about the other")
    if is_rounded(one, other):
        return Judged("agree", f"{_told(left)} and {_told(right)}: one is the other rounded")
    return None


def _scope(left: Seen, right: Seen) -> Judged | None:
    """Whether the figures count different people, places or times."""
    for one, other in ((left, right), (right, left)):
        most = HALF if one.part == "some" else 1.0
        if one.part and not other.part and _size(one) <= most * _size(other):
            return Judged("scope", f"{_told(one)} are told as part of a greater figure; {_told(other)} is not")
    if _is_called_changed(left, right):
        return None
    if are_elsewhere(left, right) or _are_of_other_places(left, right):
        where = (each.spot or ", ".join(sorted(each.places | each.lands)) for each in (left, right))
        places = f"{_told(left)} is for {next(where)}, {_told(right)} for {next(where)}"
        return Judged("scope", places)
    if _are_other_days(left.claim.period, right.claim.period):
        return Judged(
            "scope",
            f"{_told(left)} is for {_days(left.claim.period)}, {_told(right)} for {_days(right.claim.period)}",
        )
    return None


def _update(left: Seen, right: Seen) -> Judged | None:
    """Whether the higher figure is a later count of the same."""
    low, high = sorted((left, right), key=_size)
    if low.claim.property in HARM:
        for one, other, changes in ((high, low, ("up", "new")), (low, high, ("down", "new", "old"))):
            if one.change in changes:
                told = _CHANGES[one.change or ""]
                return Judged("update", f"the words before {_told(one)} call it {told}; the other is {_told(other)}")
    if low.claim.property not in HARM:
        low, high = sorted((left, right), key=_told_on)
    if low.first and high.first and high.first > low.first:
        return Judged("update", f"{_told(high)} was first told on {high.first}, after {_told(low)} on {low.first}")
    return None


def _counted_again(left: Seen, right: Seen) -> Judged | None:
    """Whether of two figures told as "at least" the one is a later count: by day, or as one origin gave both."""
    both = f"{_told(left)} and {_told(right)}"
    if found := _update(left, right):
        return found
    if left.claim.property not in HARM or left.claim.article_id == right.claim.article_id:
        return None
    if (left.voice and left.voice == right.voice) or left.outlet == right.outlet:
        return Judged("update", f"{both} rest on one origin, which counted again")
    low, high = sorted((_size(left), _size(right)))
    if not (left.explicit and right.explicit) and high >= RISEN * low:
        return Judged("update", f"{both}: the higher of two bounds, far above the other, was counted later")
    return None


def _since(left: Seen, right: Seen) -> Judged | None:
    """Whether the one is counted since something further back, and the other of this event alone."""
    if left.since == right.since or left.claim.property not in HARM:
        return None
    longer, other = (left, right) if left.since else (right, left)
    if _size(longer) <= _size(other) or other.claim.background:
        return None
    return Judged("scope", f"{_told(longer)} is counted over a longer time than {_told(other)}")


def _are_open(left: Seen, right: Seen) -> bool:
    """Whether both are told as "at least", of unlike numbers: then the higher may well be the later."""
    if left.part or right.part or left.since != right.since:
        return False
    return left.quantity.high is None and right.quantity.high is None and not (_is_vague(left) or _is_vague(right))


def _sources(left: Seen, right: Seen) -> Judged:
    """Whose figures differ; two reports of one outlet's own do so only because one was written later."""
    both = f"{_told(left)} and {_told(right)}"
    if left.voice != right.voice and (left.explicit or right.explicit) and left.voice and right.voice:
        return Judged("different_source", f"{both} rest on different origins")
    if left.claim.property in HARM and left.voice and left.voice == right.voice and left.explicit:
        return Judged("update", f"{both} rest on one origin, which counted again")
    if left.outlet == right.outlet and left.claim.article_id != right.claim.article_id:
        return Judged("update", f"{both} stand in two reports of one outlet")
    return Judged("contradict", f"{both}: no bound, sum, scope, day or origin explains the difference")


def _exact(one: Seen) -> float | None:
    low, high = one.quantity.low, one.quantity.high
    return low if low is not None and low == high else None


def _size(one: Seen) -> float:
    low, high = one.quantity.low, one.quantity.high
    return (low if low is not None else high) or 0


def _told_on(one: Seen) -> str:
    return str(one.first or "")


def _told(one: Seen) -> str:
    return f"{one.claim.value} {one.claim.of}" if one.claim.of else one.claim.value


def _people(one: Seen) -> str:
    return one.kind or "people as such"


def _holds_kind(left: Seen, right: Seen) -> bool:
    """Whether a figure of some people can lie in one of people as such: it is not the higher one."""
    if left.kind and right.kind:
        return True
    some, whole = (left, right) if left.kind else (right, left)
    return whole.quantity.high is None or _size(some) <= whole.quantity.high


def are_elsewhere(left: Seen, right: Seen) -> bool:
    """Whether a figure is told of a place or country that the other's article names nowhere near, though it has one."""
    if left.places & right.places or (left.spot and left.spot == right.spot):
        return False
    for one, other in ((left, right), (right, left)):
        if one.spot and other.places and not any(_are_near(one, other, place) for place in other.places):
            return True
    return bool(left.lands and right.lands and not left.lands & right.lands)


def _are_of_other_places(left: Seen, right: Seen) -> bool:
    """Whether figures of things are of articles that tell of two places, as of a city and of its province."""
    return left.claim.property not in HARM and bool(left.places and right.places and not left.places & right.places)


def _is_called_changed(left: Seen, right: Seen) -> bool:
    """Whether the words at one of two figures call it an earlier or later count."""
    return left.claim.property in HARM and bool({left.change, right.change} & {"old", "new", "up"})


def _are_near(one: Seen, other: Seen, place: str) -> bool:
    """Whether the place told with a figure is another article's, or lies in or by it."""
    if one.spot is None or are_nested(one.spot, place):
        return True
    here, there = one.degrees.get(one.spot), other.degrees.get(place)
    return bool(here and there and max(abs(a - b) for a, b in zip(here, there, strict=True)) <= BY)


def are_nested(one: str, other: str) -> bool:
    """Whether one place's name holds the other's ("Taif", "Taif Governorate")."""
    plain, whole = ("".join(filter(str.isalnum, name)).casefold() for name in (one, other))
    return plain in whole or whole in plain


def _are_other_days(left: Period | None, right: Period | None) -> bool:
    """Whether one figure counts over a far longer time, or over days that do not meet the other's."""
    if left is None or right is None:
        return False
    apart = left.end <= right.start or right.end <= left.start
    lengths = sorted(((left.end - left.start).days, (right.end - right.start).days))
    return lengths[1] - lengths[0] >= _LONG or (apart and lengths[0] > 1)


def _days(period: Period | None) -> str:
    if period is None:
        return "no day told"
    return f"{period.start}" if (period.end - period.start).days == 1 else f"{period.start} to {period.end}"
