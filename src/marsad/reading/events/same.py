"""Which events of an article are one: told again with the same type, parties and days that agree."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.events.coding import Draft
from marsad.records import Period


def joined(drafts: Sequence[Draft]) -> dict[int, int]:
    """For each event that tells an earlier one again, by its number, the number of the first telling."""
    same: dict[int, int] = {}
    for number, draft in enumerate(drafts):
        for other in range(number):
            if other not in same and _agree(drafts[other], draft):
                same[number] = other
                break
    return same


def period_of(drafts: Sequence[Draft], same: dict[int, int], number: int) -> Period | None:
    """The days of an event: its own, else those of another telling of it."""
    head = same.get(number, number)
    group = [number, head, *(n for n, first in same.items() if first == head)]
    return next((p for p in (drafts[n].period for n in group) if p is not None), None)


def _agree(first: Draft, second: Draft) -> bool:
    if (first.told_as or first.type) != (second.told_as or second.type) or not first.keys & second.keys:
        return False
    if first.modality != second.modality or first.background != second.background:
        return False
    left, right = first.keys - second.keys, second.keys - first.keys
    if left and right:
        return False
    if first.period and second.period:
        return first.period.start < second.period.end and second.period.start < first.period.end
    return not _differ(first, second)


def _differ(first: Draft, second: Draft) -> bool:
    """Whether their figures of one kind contradict."""
    left = {f.counted: (f.low, f.high) for f in first.figures}
    return any(f.counted in left and left[f.counted] != (f.low, f.high) for f in second.figures)
