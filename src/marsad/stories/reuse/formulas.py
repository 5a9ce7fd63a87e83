"""Tells words that were taken over from formulas, which everybody has: closings, titles, furniture."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from marsad.lexicon.table import load
from marsad.stories.reuse.shingling import RUN
from marsad.stories.reuse.words import Keys, key

LEAST = 16
ENOUGH = 40
_PARTICLES = 2
_FAR = 1 << 20

Flags: TypeAlias = NDArray[np.bool_]


class Hit(NamedTuple):
    """The hash of a sampled shingle that two articles share, and whether it is a formula.

    A formula stands in many articles of an outlet, or on many days.
    """

    hash: int
    formula: bool = False


def tells(keys: Keys, own: Flags, least: int = LEAST) -> bool:
    """Whether equal words, of which `own` are no formula, are no coincidence and more than names and titles in a row.

    `least` of their own are enough, or forty in all; two must be particles, which lists of names and titles lack.
    """
    enough = own.sum() >= least or len(own) >= ENOUGH
    return bool(enough and np.isin(keys, _particles()).sum() >= _PARTICLES)


def own_words(hashes: NDArray[np.uint32], words: int, hits: Sequence[Hit]) -> Flags:
    """Which of an article's `words` words belong to no formula; `hashes` are those of its shingles, one for each place.

    A word goes with the nearest of the shingles that the two articles share, the formula where two are as near.
    """
    formulas = _chosen(hashes, [hit.hash for hit in hits if hit.formula])
    others = _chosen(hashes, [hit.hash for hit in hits if not hit.formula])
    if not formulas.any():
        return np.ones(words, np.bool_)
    return _distances(others, words) < _distances(formulas, words)


@cache
def _particles() -> Keys:
    return np.array([key(row["word"]) for row in load("name_stops")], np.uint64)


def _chosen(hashes: NDArray[np.uint32], wanted: Sequence[int]) -> Flags:
    return np.isin(hashes, np.array(wanted, np.uint32))


def _distances(chosen: Flags, words: int) -> NDArray[np.intp]:
    """How many words each word stands away from the nearest chosen shingle: 0 inside, far where there is none."""
    inside = np.zeros(words, np.bool_)
    for place in range(RUN):
        inside[place : place + len(chosen)] |= chosen
    held = np.flatnonzero(inside)
    if not len(held):
        return np.full(words, _FAR)
    places = np.arange(words)
    after = np.searchsorted(held, places)
    nearest = np.stack([held[np.minimum(after, len(held) - 1)], held[np.maximum(after - 1, 0)]])
    return np.asarray(np.abs(nearest - places).min(axis=0), np.intp)
