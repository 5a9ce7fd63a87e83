"""Aligns the words of two articles: where they run alike, over small differences, in any order of the passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from marsad.stories.reuse.shingling import runs
from marsad.stories.reuse.words import Keys

SEED = 3
_GAP = 10
_REPEATED = 8
_BACK = 64


class Run(NamedTuple):
    """Equal words: `length` of them, from word `left` of the one and word `right` of the other."""

    left: int
    right: int
    length: int


class Stretch(NamedTuple):
    """Runs that belong together, as one passage on each side: half-open numbers of words, and the equal runs inside."""

    left: tuple[int, int]
    right: tuple[int, int]
    runs: tuple[Run, ...]

    @property
    def matched(self) -> int:
        """How many words are equal on both sides."""
        return sum(run.length for run in self.runs)


def align(left: Keys, right: Keys) -> list[Stretch]:
    """Every stretch in which the two run alike, by its place in the first; no word stands in two of them.

    Runs of three or more equal words are chained in the order of both sides while fewer than ten words lie between two
    of them and the equal words outweigh those. The best chain is taken first.
    """
    found = sorted(equal_runs(left, right))
    scores, before = _scores(found)
    free: set[int] = set(range(len(found)))
    stretches: list[Stretch] = []
    for number in sorted(range(len(found)), key=lambda number: (-scores[number], number)):
        chain = [found[at] for at in _chain(number, before, free)]
        if chain and not any(_touch(chain, other) for other in stretches):
            stretches.append(_stretch(chain))
    return sorted(stretches)


def equal_runs(left: Keys, right: Keys) -> Iterator[Run]:
    """Maximal runs of three or more equal words; those whose words come again and again are left out."""
    at, to = _meetings(runs(left, SEED), runs(right, SEED))
    order = np.lexsort((at, to - at))
    at, to = at[order], to[order]
    breaks = np.flatnonzero((np.diff(at) != 1) | (np.diff(to) != 1)) + 1
    for group_at, group_to in zip(np.split(at, breaks), np.split(to, breaks), strict=True):
        if len(group_at):
            yield Run(int(group_at[0]), int(group_to[0]), len(group_at) + SEED - 1)


def _meetings(left: Keys, right: Keys) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Every pair of places with one hash, but for hashes that are met more than eight times on a side."""
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    first = np.searchsorted(ordered, left, "left")
    counts = np.searchsorted(ordered, left, "right") - first
    _, inverse, times = np.unique(left, return_inverse=True, return_counts=True)
    counts[(counts > _REPEATED) | (times[inverse] > _REPEATED)] = 0
    at = np.repeat(np.arange(len(left)), counts)
    within = np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)
    return at, order[np.repeat(first, counts) + within]


def _scores(found: Sequence[Run]) -> tuple[list[int], list[int | None]]:
    """For each run the worth of the best chain that ends with it, and the run before it there."""
    scores: list[int] = []
    before: list[int | None] = []
    for number, run in enumerate(found):
        best, chosen = 0, None
        for earlier in range(max(0, number - _BACK), number):
            gained = scores[earlier] - _cost(found[earlier], run)
            if gained > best:
                best, chosen = gained, earlier
        scores.append(best + run.length)
        before.append(chosen)
    return scores, before


def _cost(earlier: Run, later: Run) -> int:
    """How many words lie between two runs, or stand in both; more than any worth where they cannot be chained."""
    left = later.left - earlier.left - earlier.length
    right = later.right - earlier.right - earlier.length
    shared = max(0, -left, -right)
    if shared >= min(earlier.length, later.length) or max(left, right) >= _GAP:
        return 1 << 30
    return max(left, right, shared) + shared


def _chain(number: int, before: Sequence[int | None], free: set[int]) -> list[int]:
    """The free runs of the chain that ends with a run, in order; they are taken."""
    chain: list[int] = []
    at: int | None = number
    while at is not None and at in free:
        free.remove(at)
        chain.append(at)
        at = before[at]
    return chain[::-1]


def _touch(chain: Sequence[Run], other: Stretch) -> bool:
    """Whether a chain and a stretch have a word in common on a side."""
    one = _stretch(chain)
    return any(a[0] < b[1] and b[0] < a[1] for a, b in zip(one[:2], other[:2], strict=True))


def _stretch(chain: Sequence[Run]) -> Stretch:
    """A chain as one stretch; of words that stand in two of its runs, the later run loses its part."""
    kept = [chain[0]]
    for run in chain[1:]:
        last = kept[-1]
        shared = max(0, last.left + last.length - run.left, last.right + last.length - run.right)
        if shared < run.length:
            kept.append(Run(run.left + shared, run.right + shared, run.length - shared))
    first, last = kept[0], kept[-1]
    return Stretch((first.left, last.left + last.length), (first.right, last.right + last.length), tuple(kept))
