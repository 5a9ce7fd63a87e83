"""Whether two points of different articles speak of one deed: one action, on the same things, of one party."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from math import log
from typing import NamedTuple

from marsad.stories.storylines.deeds import Act, Course
from marsad.stories.storylines.outline import Outline, Point
from marsad.stories.storylines.words import word_reader

_FAMILY_NEED = 5.0
_VERB_NEED = 9.0
_CAP = 8.0
_PARTY = 2.5
_COUNTRY = 0.8
_LIGHT = "~"


class Told(NamedTuple):
    """A point and the article that makes it."""

    outline: Outline
    point: Point


class Match(NamedTuple):
    """How two deeds match: a score, and what they share."""

    score: float
    shared: tuple[str, ...]


def weight(term: str) -> float:
    """What a shared term is worth: the rarer in news, the more."""
    return min(_CAP, -log(word_reader().rate(term)))


def same_deed(left: Told, act: Act, right: Told, other: Act) -> Match | None:
    """Whether two acts are one deed; None where they are not.

    An action of no family must share more, for one verb serves many deeds. Parties or places that exclude one another
    part two deeds that share all else.
    """
    shared_deeds = set(act.deeds) & set(other.deeds)
    if not shared_deeds or _apart(left.point, right.point):
        return None
    family = any(not deed.startswith(_LIGHT) for deed in shared_deeds)
    terms = set(act.objects) & (set(other.objects) | set(right.point.terms))
    terms |= set(other.objects) & set(left.point.terms)
    score = sum(map(weight, terms)) + _parties(left.point, right.point)
    if not terms or score < (_FAMILY_NEED if family else _VERB_NEED):
        return None
    return Match(score, tuple(sorted(terms)))


def _parties(left: Point, right: Point) -> float:
    return sum(party_weight(key) for key in set(left.parties) & set(right.parties))


def party_weight(key: str) -> float:
    """A shared country says little, a shared person or body more."""
    return _COUNTRY if key.startswith("@") else _PARTY


def _apart(left: Point, right: Point) -> bool:
    """Whether each names countries, or places, and none in common."""
    return _exclusive(_countries(left), _countries(right)) or _exclusive(left.places, right.places)


def _countries(point: Point) -> set[str]:
    return {key for key in point.parties if key.startswith("@")}


def _exclusive(left: Collection[str], right: Collection[str]) -> bool:
    return bool(left) and bool(right) and set(left).isdisjoint(right)


def acts_of(told: Told, courses: Collection[Course]) -> Iterable[Act]:
    """The acts of a point that have come so far."""
    return (act for act in told.point.acts if act.course in courses)
