"""Persons whom nothing announces: names by themselves, "Abu ...", unlisted words before a family name or a role."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.lexicon.table import load
from marsad.reading.mentions.roles import RoleWords
from marsad.reading.mentions.scene import Found, Scene
from marsad.reading.mentions.shapes import (
    JOINED,
    LONGEST_NAME,
    NAMING,
    OFTEN,
    PRONOUNS,
    SURE_FAMILY,
    SURE_GIVEN,
    Name,
    NameShapes,
)
from marsad.reading.mentions.units import ABU, ALI, COMMA, PROCLITICS, SPACE, keys_of
from marsad.reading.mentions.words import Class, WordBook


class BareNames:
    """Finds names that no role announces."""

    def __init__(self, book: WordBook, roles: RoleWords, shapes: NameShapes) -> None:
        self._book = book
        self._roles = roles
        self._shapes = shapes
        self._no_names = frozenset(keys_of(row["phrase"]) for row in load("not_names"))

    def read(self, scene: Scene, first: int) -> Iterator[Found]:
        """A name that nothing announces: a sure given name and a family name, or two given names."""
        lead, key = self.reading(scene, first)
        if self._is_kunya(scene, first) or (not lead and self._is_unlisted(scene, first)):
            if first in scene.known and scene.known[first].known.kind == "person" and not lead:
                return
            last = first + 2 if scene.follows(first + 1) and scene.is_class(first + 1, Class.FAMILY) else first + 1
            yield Found(first, last, 0, "person", ("grammar:shape",))
            return
        yield from self._before_role(scene, first)
        if self._book.given(key) < SURE_GIVEN or not scene.follows(first + 1):
            return
        known = scene.known.get(first)
        if known is not None and known.known.kind != "person" and not known.known.weak:
            return
        name = self._shapes.shape(scene, first, announced=False)
        at = first + 1
        if name is None or lead:
            while at < min(len(scene), first + LONGEST_NAME) and self._shapes.goes_on(
                scene, first, at, announced=False
            ):
                at += 1
            name = Name(first, at, "shape")
        if name.last - name.first < 2 or not self._is_sure(scene, name, key) or self._is_listed(scene, name):
            return
        yield Found(name.first, name.last, lead, "person", ("grammar:shape",))

    def _is_listed(self, scene: Scene, name: Name) -> bool:
        """Whether the lists know the person by fewer words than these, or know the phrase for no name."""
        keys = tuple(unit.key for unit in scene.units[name.first : name.first + 2])
        known = scene.strong(name.first, "person")
        longer = known is not None and name.last > known.last
        if known is None or not longer:
            return keys in self._no_names
        whole = known.last > name.first + 1 and not scene.is_class(known.last, Class.LINK, Class.FAMILY)
        return whole or not scene.is_class(known.last, Class.GIVEN, Class.FAMILY, Class.LINK)

    def _before_role(self, scene: Scene, first: int) -> Iterator[Found]:
        """Two unlisted words before a role: "Phil Schiller, vice president of the company"."""
        if not scene.is_class(first, *NAMING) or not scene.is_class(first + 1, Class.PROPER):
            return
        names = scene.units[first : first + 2]
        if names[1].key.endswith(PRONOUNS):
            return
        if names[1].gap != SPACE or names[0].kind != "word" or first in scene.known or first + 1 in scene.known:
            return
        opener = self._roles.offices.at(scene.units[first + 2]) if scene.joins(first + 2) else None
        told = opener is not None and opener.row["kind"] != "kin" and not opener.reading.taken
        if told and not self._shapes.is_two(scene, first + 1):
            key = scene.units[first].key
            glued = key[0] in JOINED and not self._shapes.is_part(key) and self._book.given(key[1:]) >= SURE_GIVEN
            lead = 1 if glued or self._shapes.is_two(scene, first) else 0
            given = not lead and scene.is_class(first - 1, Class.GIVEN) and scene.units[first].gap == SPACE
            yield Found(first - given, first + 2, lead, "person", ("grammar:before a role",))

    def _is_kunya(self, scene: Scene, first: int) -> bool:
        """Whether "Abu" and its word stand here, written apart, and no place is called so."""
        unit = scene.units[first]
        apart = unit.end - unit.start > len(unit.key)
        return unit.key.startswith(ABU) and apart and scene.strong(first, "place", "group", "organization") is None

    def _is_unlisted(self, scene: Scene, first: int) -> bool:
        """Whether an unlisted word stands before a family name that is hardly anything else."""
        if not scene.is_class(first, Class.PROPER) or scene.units[first].key[0] in PROCLITICS:
            return False
        if not scene.is_class(first + 1, Class.FAMILY):
            return False
        beside = scene.units[first + 1]
        family = self._book.family(beside.key)
        sure = beside.gap == SPACE and family >= SURE_FAMILY and family * OFTEN > self._book.count(beside.key)
        return sure and scene.units[first].kind == "word" and first not in scene.known and first + 1 not in scene.known

    def reading(self, scene: Scene, first: int) -> tuple[int, str]:
        """The letters of proclitics before a given name, and its key; no key where none stands."""
        unit = scene.units[first]
        if scene.is_class(first, Class.GIVEN):
            return 0, unit.key
        if unit.kind == "word" and len(unit.key) > 4 and not self._book.is_particle(unit.key):
            for lead in (1, 2):
                if unit.key[:lead] in PROCLITICS and self._book.of_key(unit.key[lead:]) is Class.GIVEN:
                    return lead, unit.key[lead:]
        return 0, ""

    def _is_sure(self, scene: Scene, name: Name, key: str) -> bool:
        classes = scene.classes[name.first + 1 : name.last]
        everyday = self._book.is_noun(key) and self._book.given(key) * 20 < self._book.count(key)
        if everyday and scene.units[name.first].key != key and scene.is_class(name.first - 1, *NAMING, Class.FAMILY):
            everyday = scene.units[name.first].gap >= COMMA
        if key == ALI and classes[0] not in (Class.FAMILY, Class.GIVEN, Class.LINK):
            return False
        if key in self._roles.links:
            return classes[0] is Class.FAMILY and self._book.family(scene.units[name.first + 1].key) >= SURE_FAMILY
        if everyday and classes[0] is Class.GIVEN:
            return False
        if Class.FAMILY in classes:
            return not everyday or len(classes) > 1 or classes[0] is Class.FAMILY
        return not everyday and all(
            c in (Class.GIVEN, Class.LINK, Class.PROPER, Class.NOUN, Class.DEFINITE) for c in classes
        )
