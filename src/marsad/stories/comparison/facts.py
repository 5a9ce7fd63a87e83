"""Claims that are no figures side by side: who did it, to whom, where and on which day.

Only what is safe is told: that articles agree, and that one names the place within, or around, another's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from marsad.records import Agreement, Claim
from marsad.stories.comparison.judging import are_nested

FACTS = ("actor", "day", "place", "recipient")


class Fact(NamedTuple):
    """Claims of one property, how they stand to one another, and why."""

    name: str
    claims: tuple[Claim, ...]
    agreement: Agreement
    reason: str


def facts(claims: Sequence[Claim]) -> Iterator[Fact]:
    """What articles tell alike of a story's events, one for each value; and places of which one holds the other."""
    for name in FACTS:
        told: dict[str, list[Claim]] = {}
        for claim in claims:
            if claim.property == name and not claim.background:
                told.setdefault(claim.value, []).append(claim)
        for value, alike in told.items():
            if (count := len({claim.article_id for claim in alike})) > 1:
                yield Fact(name, tuple(alike), "agree", f"{count} articles tell {value}")
        if name == "place":
            yield from _nested(told)


def _nested(told: dict[str, list[Claim]]) -> Iterator[Fact]:
    for (one, left), (other, right) in combinations(told.items(), 2):
        apart = {claim.article_id for claim in left}.isdisjoint(claim.article_id for claim in right)
        if apart and are_nested(one, other):
            yield Fact("place", (*left, *right), "scope", f"{one} and {other}: the one lies in or around the other")
