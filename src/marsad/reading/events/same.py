"""Which events of an article are one: told again with the same type, parties and days that agree."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.events.coding import Draft
from marsad.records import Period

REACH = 200
"""Events back within which another telling is looked for."""


def joined(drafts: Sequence[Draft]) -> dict[int, int]:
    """For each event that tells an earlier one again, by its number, the number of the first telling."""
    same: dict[int, int] = {}
    for number, draft in enumerate(drafts):
        for other in range(max(0, number - REACH), number):
            if other not in same and _agree(drafts[other], draft):
                same[number] = other
                break
    return same


def periods(drafts: Sequence[Draft], same: dict[int, int]) -> list[Period | None]:
    """The days of each event: its own, else those of the first telling of it that has any, else of the one before."""
    told: dict[int, Period] = {}
    for number, draft in enumerate(drafts):
        if draft.period is not None:
            told.setdefault(same.get(number, number), draft.period)
    found = [draft.period or told.get(same.get(number, number)) for number, draft in enumerate(drafts)]
    return [period or _carried(drafts, found, number) for number, period in enumerate(found)]


def _carried(drafts: Sequence[Draft], found: Sequence[Period | None], number: int) -> Period | None:
    """The day of the event told just before, where both have a party in common and nothing says it is another day."""
    draft = drafts[number]
    if draft.modality != "happened" or draft.background:
        return None
    for other in range(number - 1, max(-1, number - _CARRIED), -1):
        period, before = found[other], drafts[other]
        near = before.keys & draft.keys or {before.type, draft.type} <= _TALKS
        if period is not None and before.modality == "happened" and not before.background and near:
            return period if (period.end - period.start).days <= _WEEK else None
    return None


_CARRIED, _WEEK = 6, 7
_TALKS = frozenset(("CONSULT", "AGREE"))
"""Types of one gathering: what is agreed in it, and its retelling, has its day."""


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
