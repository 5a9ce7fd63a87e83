"""Whether two points of different articles speak of one deed: one action, on the same things, of one party."""

from __future__ import annotations

from collections.abc import Collection
from math import log
from typing import NamedTuple

from marsad.stories.storylines.deeds import LIGHT, Act
from marsad.stories.storylines.outline import Outline, Point
from marsad.stories.storylines.words import word_reader

_NEED = 5.0
_VERB_NEED = 10.0
_BESIDE_MOST = 3.0
_CAP = 8.0
_PARTY = 2.5
_COUNTRY = 0.8
_PAIR = 2
_HEADS = 3
BETWEEN = frozenset({"meet", "round"})
"""Deeds that are done between parties, again and again."""


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

    Both must be done to the same thing, by parties or in places that do not exclude one another. An action of no
    family must share more, for one verb serves many deeds.
    """
    shared = set(act.deeds) & set(other.deeds)
    objects = set(act.objects) & set(other.objects)
    heads = set(act.objects[:_HEADS]) & set(other.objects[:_HEADS])
    if not shared or not heads or _apart(left.point, right.point) or _is_anothers(left, other):
        return None
    family = any(not deed.startswith(LIGHT) for deed in shared)
    beside = (set(left.point.terms) & set(right.point.terms)) - objects
    score = sum(map(weight, objects)) + _parties(left.point, right.point)
    score += min(_BESIDE_MOST, sum(map(weight, beside)) / 2)
    if score < (_NEED if family else _VERB_NEED) or (not family and len(objects) < _PAIR):
        return None
    if not _share_whom(left, right, len(objects | beside)) or (shared & BETWEEN and not _share_both(left, right)):
        return None
    return Match(score, tuple(sorted(objects)))


def _is_anothers(left: Told, other: Act) -> bool:
    """Whether a deed has a doer whom the sentence of the earlier one does not name, nor, of no state, its article."""
    mine = set(left.point.parties) | {key for key in left.outline.parties if not key.startswith("@")}
    return bool(left.point.parties) and _exclusive(other.doers, mine)


def _share_both(left: Told, right: Told) -> bool:
    """Whether those who meet are the same: two parties in both sentences, where so many are named, and nobody else."""
    mine = {key for key in left.point.parties if not key.startswith("@")}
    if sum(key.startswith("person") for key in mine) > _PAIR:
        return False
    theirs = set(right.point.parties)
    others = {key for key in theirs - mine if key.startswith("person")}
    return len(mine & theirs) >= min(_PAIR, len(mine)) and not others


def _share_whom(left: Told, right: Told, terms: int) -> bool:
    """Whether a party, a place or two countries stand in both sentences, or, where words say more, in both articles."""
    mine = {*left.point.parties, *left.point.places}
    shared = mine & {*right.point.parties, *right.point.places}
    countries = sum(key.startswith("@") for key in shared)
    if len(shared) > countries or countries >= _PAIR:
        return True
    own = {key for key in left.outline.parties if not key.startswith("@")}
    return terms >= _PAIR and not own.isdisjoint(right.outline.parties)


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
