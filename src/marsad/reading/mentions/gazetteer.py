"""Finds the names of the knowledge base in a stretch of text: the longest at each word, proclitics allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from marsad.lexicon.knowledge import Body, Entity, EntityKind
from marsad.lexicon.table import load
from marsad.reading.mentions.units import COMMA, Unit, keys_of, readings

_FEWEST_LETTERS = 2
_SURE = (("dateline_places", "place"), ("sure_places", "name"))


class Known(NamedTuple):
    """A name of the knowledge base: the entities that bear it, their kind, whether it needs a second sign."""

    kind: EntityKind
    ids: tuple[str, ...]
    weak: bool


class Match(NamedTuple):
    """A known name in the text: the units from `first` to before `last`, letters of the first that are proclitics."""

    first: int
    last: int
    lead: int
    taken: str
    known: Known


class Gazetteer:
    """The names, by their first key. `bodies` want a country after them; their ids begin with "body:"."""

    def __init__(
        self, entities: Mapping[str, Entity], bodies: Sequence[Body], is_everyday: Callable[[str], bool]
    ) -> None:
        self._names: dict[str, dict[tuple[str, ...], dict[str, tuple[EntityKind, bool]]]] = {}
        self._everyday = is_everyday
        self._sure = {keys_of(row[c]) for name, c in _SURE for row in load(name)}
        self._weak = {keys_of(row["alias"]) for row in load("weak_aliases")}
        for entity in entities.values():
            for alias in entity.aliases:
                self._add(alias, entity.id, entity.kind, weak=False)
            for alias in entity.shorts:
                self._add(alias, entity.id, entity.kind, weak=True)
        for body in bodies:
            self._add(body.alias, f"body:{body.name}", "organization", weak=" " not in body.alias)
        self._known = {first: _longest_first(names) for first, names in self._names.items()}
        self._names.clear()

    def _add(self, alias: str, entity: str, kind: EntityKind, *, weak: bool) -> None:
        keys = keys_of(alias)
        if not keys or len(keys[0]) < _FEWEST_LETTERS:
            return
        weak = weak or keys in self._weak or self._needs_sign(keys, entity)
        bearers = self._names.setdefault(keys[0], {}).setdefault(keys[1:], {})
        before = bearers.get(entity)
        bearers[entity] = (kind, weak and (before is None or before[1]))

    def _needs_sign(self, keys: tuple[str, ...], entity: str) -> bool:
        """Small places bear the names of persons and things."""
        return (
            entity.startswith("place:geoname-")
            and len(keys) == 1
            and keys not in self._sure
            and self._everyday(keys[0])
        )

    def find(self, units: Sequence[Unit]) -> Iterator[Match]:
        """Every longest known name at each word, also where names overlap."""
        for index in range(len(units)):
            found = self._at(units, index)
            if found is not None:
                yield found

    def _at(self, units: Sequence[Unit], index: int) -> Match | None:
        """The longest name that needs no second sign, else the longest that does."""
        best: Match | None = None
        for reading in readings(units[index].key):
            for rest, known in self._known.get(reading.key, ()):
                last = index + 1 + len(rest)
                if reading.lead and best is not None and best.known.kind == "person" and not best.lead:
                    continue
                if best is not None and (known.weak, -last) >= (best.known.weak, -best.last):
                    continue
                if _follows(units, index + 1, rest):
                    best = Match(index, last, reading.lead, reading.taken, known)
        return best

    def alone(self, key: str) -> Known | None:
        """The known name of one key."""
        return next((known for rest, known in self._known.get(key, ()) if not rest), None)


def _longest_first(
    names: Mapping[tuple[str, ...], Mapping[str, tuple[EntityKind, bool]]],
) -> tuple[tuple[tuple[str, ...], Known], ...]:
    rows = []
    for rest, bearers in names.items():
        strong = {entity: kind for entity, (kind, weak) in bearers.items() if not weak}
        chosen = strong or {entity: kind for entity, (kind, _) in bearers.items()}
        kind = next(iter(chosen.values()))
        rows.append((rest, Known(kind, tuple(e for e, k in chosen.items()), weak=not strong)))
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def _follows(units: Sequence[Unit], index: int, rest: Sequence[str]) -> bool:
    if index + len(rest) > len(units):
        return False
    for unit, key in zip(units[index : index + len(rest)], rest, strict=True):
        if unit.key != key or unit.gap >= COMMA:
            return False
    return True


def is_quoted(units: Sequence[Unit], first: int, last: int) -> bool:
    """Whether quotation marks or brackets enclose just these units."""
    return units[first].opens and units[last - 1].closes
