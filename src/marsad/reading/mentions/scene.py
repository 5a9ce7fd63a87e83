"""A stretch of text made ready for the grammar: units, their classes, the known names that start at each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from marsad.lexicon.knowledge import EntityKind
from marsad.lexicon.table import load
from marsad.reading.mentions.gazetteer import Gazetteer, Match
from marsad.reading.mentions.units import ARTICLE, COMMA, STOP, Reading, Stretch, Unit, keys_of, readings
from marsad.reading.mentions.words import Class, WordBook

TAGGED = "tagger"
"""The witness of a mention that only the tagger found."""


class Role(NamedTuple):
    """The units of a role, and the letters of proclitics before it."""

    first: int
    last: int
    lead: int


class Found(NamedTuple):
    """A mention among the units of a stretch.

    `head` is how many units open the name without being it ("city of"). `ids` are the entities that bear the name in
    the knowledge base. `office` tells that an office stands for its holder, `short` that a full name stands elsewhere,
    `weak` that a second sign is still wanted.
    """

    first: int
    last: int
    lead: int
    kind: EntityKind
    evidence: tuple[str, ...]
    ids: tuple[str, ...] = ()
    role: Role | None = None
    head: int = 0
    office: bool = False
    short: bool = False
    weak: bool = False
    full: tuple[str, ...] = ()
    """The keys of the full name that a short one stands for."""
    score: float = 1.0
    """The odds that the tagger gives to a name of its own."""

    @property
    def length(self) -> int:
        """How many units it has."""
        return self.last - self.first


class Opener(NamedTuple):
    """A word of a list that opens a name or role: its row, the proclitics before it, whether it bears the article."""

    row: Mapping[str, str]
    reading: Reading
    definite: bool


class Openers:
    """Words of one list, found with proclitics and with or without the article."""

    def __init__(self, name: str) -> None:
        self._rows = {keys_of(row["word"])[0]: row.cells for row in load(name)}
        self._seen: dict[str, Opener | None] = {}

    def at(self, unit: Unit) -> Opener | None:
        """The row of a unit's word, None if the list does not have it."""
        if unit.key not in self._seen:
            self._seen[unit.key] = self._find(unit.key)
        return self._seen[unit.key]

    def _find(self, key: str) -> Opener | None:
        for reading in readings(key):
            if reading.key in self._rows:
                return Opener(self._rows[reading.key], reading, definite=False)
            if reading.key.startswith(ARTICLE) and reading.key[2:] in self._rows:
                return Opener(self._rows[reading.key[2:]], reading, definite=True)
        return None


@cache
def openers(name: str) -> Openers:
    """The words of a list, made once for all readers."""
    return Openers(name)


class Scene:
    """Units, classes and known names of one stretch."""

    def __init__(self, stretch: Stretch, book: WordBook, gazetteer: Gazetteer) -> None:
        self.stretch = stretch
        self.book = book
        self.units = stretch.units
        self.classes = [book.of(unit) for unit in self.units]
        self.outlets = gazetteer.outlets
        self.known: dict[int, Match] = {match.first: match for match in gazetteer.find(self.units)}

    def __len__(self) -> int:
        return len(self.units)

    def bare_key(self, index: int, lead: int) -> str:
        """The key of a unit without proclitics."""
        key = self.units[index].key
        return next((r.key for r in readings(key) if r.lead == lead and (r.lead or r.taken)), key) if lead else key

    def key_of(self, found: Found) -> str:
        """The keys of a name, without proclitics and generic head."""
        units = self.units[found.first + found.head : found.last]
        first = self.bare_key(found.first, found.lead) if not found.head else units[0].key
        return " ".join((first, *(unit.key for unit in units[1:])))

    def follows(self, index: int) -> bool:
        """Whether a unit stands right after the one before, or with only a mark between."""
        return index < len(self.units) and self.units[index].gap < COMMA

    def joins(self, index: int) -> bool:
        """The same, a comma allowed."""
        return index < len(self.units) and self.units[index].gap < STOP

    def is_class(self, index: int, *classes: Class) -> bool:
        """Whether the unit at an index is of one of the classes."""
        return 0 <= index < len(self.units) and self.classes[index] in classes

    def outlet(self, match: Match) -> str | None:
        """The outlet that is called like the place that a known name is."""
        if match.known.kind != "place" or match.taken:
            return None
        return self.outlets.get(tuple(unit.key for unit in self.units[match.first : match.last]))

    def strong(self, index: int, *kinds: EntityKind) -> Match | None:
        """The known name without need of a second sign that starts, without proclitics, at an index."""
        match = self.known.get(index)
        if match is None or match.known.weak or match.known.kind not in kinds or match.taken:
            return None
        return match


def definite_after_proclitic(unit: Unit) -> bool:
    """Whether a word with the article stands behind proclitics ("for the forces")."""
    return any(reading.taken and reading.key.startswith(ARTICLE) for reading in readings(unit.key))
