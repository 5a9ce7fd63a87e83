"""Totals of two kinds of harm: the killed and injured told as one, against the killed and the injured told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from marsad.stories.comparison.seen import Seen

KILLED, INJURED, BOTH = "killed", "injured", "killed_or_injured"
_FEWEST = 2
"""Fewer dead than this make a sum with the injured by chance too often."""


class Total(NamedTuple):
    """A figure that holds others, and those; `exact` tells that they add up to it."""

    whole: Seen
    parts: tuple[Seen, ...]
    exact: bool


def totals(mains: Iterable[Seen]) -> Iterator[Total]:
    """What of the main figures of articles holds the dead and the injured of others, each total once.

    Where the numbers do not add up, killed and injured told as one are still of a wider scope than the killed alone.
    """
    every = list(mains)
    told = {name: [each for each in every if each.claim.property == name] for name in (KILLED, INJURED, BOTH)}
    sums = list(_with_dead(told[INJURED], _harmed(every)))
    for whole in told[BOTH]:
        parts = next((pair for pair in _harmed(every) if _add_up(pair, whole)), None)
        if parts:
            sums.append(Total(whole, parts, exact=True))
        else:
            held = (x for x in told[KILLED] if (_number(x) or 0) < (_number(whole) or 0) and not _is_beside(x, whole))
            sums += [Total(whole, (x,), exact=False) for x in held]
    yield from {(each.whole.value, *(part.value for part in each.parts)): each for each in reversed(sums)}.values()


def _harmed(mains: Sequence[Seen]) -> Iterator[tuple[Seen, Seen]]:
    """The dead and the injured of each article, where it tells both."""
    for dead, hurt in product(mains, mains):
        alike = dead.claim.article_id == hurt.claim.article_id
        if alike and dead.claim.property == KILLED and hurt.claim.property == INJURED:
            yield dead, hurt


def _with_dead(injured: Sequence[Seen], harmed: Iterable[tuple[Seen, Seen]]) -> Iterator[Total]:
    """Figures of the injured that count another article's dead among them."""
    for (dead, hurt), whole in product(harmed, injured):
        number = _number(dead)
        if number and number >= _FEWEST and whole is not hurt and _add_up((dead, hurt), whole):
            yield Total(whole, (hurt, dead), exact=True)


def _is_beside(one: Seen, other: Seen) -> bool:
    return one.claim.article_id == other.claim.article_id


def _add_up(parts: Sequence[Seen], whole: Seen) -> bool:
    numbers = [number for each in parts if (number := _number(each)) is not None]
    return len(numbers) == len(parts) and sum(numbers) == _number(whole)


def _number(one: Seen) -> float | None:
    return None if one.quantity.approximate else one.quantity.low
