"""Whether figures can both be true: bounds that overlap, rounding, and sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TypeAlias

Number: TypeAlias = int | float

ABOUT = 0.1
"""How far a figure told as "about" may be from the exact one, as a share of it."""
ROUNDABLE = 100
"""From this number on a figure may be told rounded without a word that says so."""
ROUNDED = 0.05
"""How far a rounded figure may be from the exact one, as a share of it."""
MOST_PARTS = 4
_MOST_FIGURES = 12


def may_agree(left: tuple[Number | None, Number | None], right: tuple[Number | None, Number | None]) -> bool:
    """Whether two pairs of bounds, inclusive, None where open, leave room for one number."""
    (low, high), (other_low, other_high) = left, right
    below = high is not None and other_low is not None and high < other_low
    above = low is not None and other_high is not None and low > other_high
    return not (below or above)


def is_about(left: Number, right: Number) -> bool:
    """Whether one number may be told as "about" the other."""
    return abs(left - right) <= ABOUT * max(abs(left), abs(right))


def is_rounded(left: Number, right: Number) -> bool:
    """Whether one number is the other rounded, or cut off, to fewer digits: 363000 for 363378."""
    fewer, more = sorted((left, right), key=_digits)
    if _digits(fewer) == _digits(more) or abs(more) < ROUNDABLE or abs(more - fewer) > ROUNDED * abs(more):
        return False
    unit = 10 ** (len(f"{abs(int(fewer))}") - _digits(fewer))
    return fewer in (round(more / unit) * unit, more // unit * unit)


def _digits(number: Number) -> int:
    """How many digits a number has without the zeros at its ends."""
    return max(1, len(f"{number:.10g}".replace(".", "").strip("0-")))


def parts_of(total: Number, figures: Sequence[Number]) -> tuple[int, ...] | None:
    """Which of the figures add up to a total, as positions: neighbours before others, and few before many."""
    figures = figures[:_MOST_FIGURES]
    for chosen in _choices(len(figures)):
        if sum(figures[at] for at in chosen) == total and all(figures[at] < total for at in chosen):
            return chosen
    return None


def _choices(count: int) -> Iterator[tuple[int, ...]]:
    for size in range(2, MOST_PARTS + 1):
        yield from sorted(combinations(range(count), size), key=lambda chosen: chosen[-1] - chosen[0])
