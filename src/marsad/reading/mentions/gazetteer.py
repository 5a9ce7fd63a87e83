"""Finds the names of the knowledge base in a stretch of text: the longest at each word, proclitics allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

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


_Bearers: TypeAlias = dict[str, tuple[EntityKind, bool]]
_Names: TypeAlias = tuple[tuple[tuple[str, ...], Known], ...]


class Gazetteer:
    """The names, by their first two keys. `bodies` want a country after them; their ids begin with "body:"."""

    def __init__(
        self,
        entities: Mapping[str, Entity],
        bodies: Sequence[Body],
        is_everyday: Callable[[str], bool],
        is_noun: Callable[[str], bool],
    ) -> None:
        names: dict[tuple[str, str], dict[tuple[str, ...], _Bearers]] = {}
        self._everyday = is_everyday
        self._nouns = is_noun
        self._sure = {keys_of(row[c]) for name, c in _SURE for row in load(name)}
        self._weak = {keys_of(row["alias"]) for row in load("weak_aliases")}
        for entity in entities.values():
            for alias in entity.aliases:
                self._add(names, alias, (entity.id, entity.kind), weak=False)
            for alias in entity.shorts:
                self._add(names, alias, (entity.id, entity.kind), weak=True)
        for body in bodies:
            self._add(names, body.alias, (f"body:{body.name}", "organization"), weak=" " not in body.alias)
        self._known = {start: _longest_first(found) for start, found in names.items()}
        self._words: dict[str, bool] = {}

    def _add(
        self,
        names: dict[tuple[str, str], dict[tuple[str, ...], _Bearers]],
        alias: str,
        entity: tuple[str, EntityKind],
        *,
        weak: bool,
    ) -> None:
        keys = keys_of(alias)
        if not keys or len(keys[0]) < _FEWEST_LETTERS:
            return
        weak = weak or keys in self._weak
        start = (keys[0], keys[1] if len(keys) > 1 else "")
        bearers = names.setdefault(start, {}).setdefault(keys[1:], {})
        before = bearers.get(entity[0])
        bearers[entity[0]] = (entity[1], weak and (before is None or before[1]))

    def find(self, units: Sequence[Unit]) -> Iterator[Match]:
        """Every longest known name at each word, also where names overlap."""
        for index in range(len(units)):
            found = self._at(units, index)
            if found is not None:
                yield found

    def _at(self, units: Sequence[Unit], index: int) -> Match | None:
        """The longest name that needs no second sign, else the longest that does."""
        best: Match | None = None
        following = units[index + 1] if index + 1 < len(units) else None
        second = following.key if following is not None and following.gap < COMMA else ""
        for reading in readings(units[index].key):
            if reading.lead and best is not None and best.known.kind == "person" and not best.lead:
                continue
            for rest, known in self._starting(reading.key, second):
                last = index + 1 + len(rest)
                if best is not None and (known.weak, -last) >= (best.known.weak, -best.last):
                    continue
                if reading.lead and not rest and self._is_whole_word(units[index].key, known):
                    continue
                if _follows(units, index + 1, rest):
                    best = Match(index, last, reading.lead, reading.taken, known)
        return best

    def _starting(self, first: str, second: str) -> Iterator[tuple[tuple[str, ...], Known]]:
        if second:
            yield from self._known.get((first, second), ())
        for rest, known in self._known.get((first, ""), ()):
            yield rest, known._replace(weak=known.weak or self._needs_sign(first, known))

    def _is_whole_word(self, key: str, known: Known) -> bool:
        """Whether a word that a small place with a proclitic would explain is an everyday word of its own."""
        return known.ids[0].startswith("place:geoname-") and self._nouns(key)

    def _needs_sign(self, key: str, known: Known) -> bool:
        """Small places bear the names of persons and things."""
        if not known.ids[0].startswith("place:geoname-"):
            return False
        return (key,) not in self._sure and self._word(key)

    def _word(self, key: str) -> bool:
        if key not in self._words:
            self._words[key] = self._everyday(key)
        return self._words[key]


def _longest_first(names: Mapping[tuple[str, ...], _Bearers]) -> _Names:
    rows = []
    for rest, bearers in names.items():
        strong = {entity: kind for entity, (kind, weak) in bearers.items() if not weak}
        chosen = strong or {entity: kind for entity, (kind, _) in bearers.items()}
        rows.append((rest, Known(next(iter(chosen.values())), tuple(chosen), weak=not strong)))
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def _follows(units: Sequence[Unit], index: int, rest: Sequence[str]) -> bool:
    if index + len(rest) > len(units):
        return False
    return all(units[at].key == key and units[at].gap < COMMA for at, key in enumerate(rest, index))


def is_quoted(units: Sequence[Unit], first: int, last: int) -> bool:
    """Whether quotation marks or brackets enclose just these units."""
    return units[first].opens and units[last - 1].closes
