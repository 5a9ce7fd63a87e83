"""The figures of each event of a sentence: killed, arrested, percent … by their cue, else by nearness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from marsad.reading.events.clauses import Clauses
from marsad.reading.events.frames import HARM
from marsad.reading.events.matching import PEOPLE, Trigger
from marsad.records import Figure, Quantity

_COUNTED = PEOPLE | {"percent", "killed", "vehicles", "sites", "weapons"}


def figures_of(clauses: Clauses, triggers: Sequence[Trigger]) -> dict[int, list[Quantity]]:
    """The figures of each trigger, by its first word: those whose cue it is, else those of the nearest one."""
    found: dict[int, list[Quantity]] = {}
    for quantity in clauses.layer.quantities:
        if quantity.part_of or not (quantity.counted in _COUNTED or quantity.fate):
            continue
        owner = _owner(clauses, triggers, quantity)
        if owner is not None:
            found.setdefault(owner.first, []).append(quantity)
    for trigger in triggers:
        if trigger.frame.type in HARM and trigger.first not in found:
            found[trigger.first] = list(_caused(clauses, trigger, found))
    return found


def _owner(clauses: Clauses, triggers: Sequence[Trigger], quantity: Quantity) -> Trigger | None:
    cue = range(0)
    if quantity.cue_start is not None and quantity.cue_end is not None:
        cue = clauses.indices(quantity.cue_start, quantity.cue_end)
    inside = clauses.indices(quantity.start, quantity.end)
    for trigger in triggers:
        if set(cue) & set(trigger.words):
            return trigger
    near = [t for t in triggers if inside and _gap(t, inside) <= _NEAR and not _parted(clauses, t, inside)]
    return min(near, key=lambda t: (inside[0] < t.first, _gap(t, inside)), default=None)


_NEAR = 5


def _gap(trigger: Trigger, inside: range) -> int:
    return max(inside[0] - trigger.last, trigger.first - inside[-1] - 1, 0)


def _parted(clauses: Clauses, trigger: Trigger, inside: range) -> bool:
    between = range(min(trigger.last, inside[-1] + 1), max(trigger.first, inside[0]))
    return any(clauses.cut[n] or clauses.verb[n] for n in between)


def _caused(clauses: Clauses, trigger: Trigger, found: Mapping[int, list[Quantity]]) -> Iterator[Quantity]:
    """The toll of an attack that the rest of its sentence tells."""
    for first, quantities in found.items():
        if abs(first - trigger.first) <= _TOLL:
            yield from (q for q in quantities if q.counted in PEOPLE and q.counted != "troops")


_TOLL = 12


def figure(quantity: Quantity) -> Figure:
    """What is counted, with its bounds."""
    counted = quantity.fate if quantity.fate and quantity.counted not in PEOPLE else quantity.counted
    return Figure(counted=counted, low=quantity.low, high=quantity.high, quantity=quantity.id)
