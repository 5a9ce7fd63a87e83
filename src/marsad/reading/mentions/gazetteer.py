"""Finds the names of the knowledge base in a stretch of text: the longest at each word, proclitics allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from marsad.lexicon.knowledge import Body, Entity, EntityKind
from marsad.lexicon.table import load
from marsad.reading.mentions.units import COMMA, PROCLITICS, Reading, Unit, keys_of, readings
from marsad.reading.mentions.words import Class

_FEWEST_LETTERS = 2
_SPELLED = 3
"""Letters of a word that may be a preposition and a Latin letter spelled out ("to BBC")."""
_NO_PARTS = (Class.STOP, Class.VERB)
_GEONAMES = "place:geoname-"
_CITY, _TOWN, _LITTLE = 1_000_000, 100_000, 20_000
"""People from which a place's name needs no second sign: a city anywhere, a town of the region, a name of two words."""
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
        sort: Callable[[str], Class],
        is_noun: Callable[[str], bool],
    ) -> None:
        names: dict[tuple[str, str], dict[tuple[str, ...], _Bearers]] = {}
        self._sort = sort
        self._nouns = is_noun
        self._sure = {keys_of(row[c]) for name, c in _SURE for row in load(name)}
        self._region = {row["code"] for row in load("places_region")}
        self._weak = {keys_of(row["alias"]) for row in load("weak_aliases")}
        no_places = {keys_of(row["name"]) for row in load("not_places")}
        for entity in entities.values():
            for alias in entity.aliases:
                if not (entity.id.startswith(_GEONAMES) and keys_of(alias) in no_places):
                    self._add(names, alias, (entity.id, entity.kind), weak=self._is_small(entity, alias))
            for alias in entity.shorts:
                self._add(names, alias, (entity.id, entity.kind), weak=True)
        for body in bodies:
            self._add(names, body.alias, (f"body:{body.name}", "organization"), weak=" " not in body.alias)
        self.outlets = {
            keys_of(alias): entity.id
            for entity in entities.values()
            if entity.id.startswith("outlet:")
            for alias in (*entity.shorts, *entity.aliases)
        }
        """The outlets by name, also those that are called like a place."""
        self._known = {start: _longest_first(found) for start, found in names.items()}

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
        key = units[index].key
        found = readings(key)
        if len(key) == _SPELLED and key[0] in PROCLITICS:
            found = (*found, Reading(1, key[1:], key[0]))
        for reading in found:
            if reading.lead and best is not None and best.known.kind == "person" and not best.lead:
                continue
            for rest, known in self._starting(reading.key, second):
                if len(reading.key) < _SPELLED and not rest:
                    continue
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
        yield from self._known.get((first, ""), ())

    def _is_whole_word(self, key: str, known: Known) -> bool:
        """Whether a word that a small place with a proclitic would explain is a noun or a person's name of its own."""
        return known.ids[0].startswith(_GEONAMES) and (self._nouns(key) or self._sort(key) is Class.GIVEN)

    def _is_small(self, entity: Entity, alias: str) -> bool:
        """Whether a place of GeoNames is so small that its bare name is more often something else, or elsewhere."""
        if not entity.id.startswith(_GEONAMES):
            return False
        keys = keys_of(alias)
        if keys in self._sure:
            return False
        far = entity.country not in self._region
        if len(keys) > 1:
            return entity.weight < (_TOWN if far else _LITTLE) or any(self._sort(key) in _NO_PARTS for key in keys)
        return entity.weight < (_CITY if far else _TOWN) or self._sort(keys[0]) is not Class.PROPER


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
