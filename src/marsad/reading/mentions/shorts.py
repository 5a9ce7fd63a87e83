"""Short forms: once the full name is known, the family name alone, or the head word with the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from marsad.reading.mentions.scene import Found, Scene, openers
from marsad.reading.mentions.units import ARTICLE, PROCLITICS, readings
from marsad.reading.mentions.words import Class, WordBook

_EVERYDAY = 2000
_RARE = 150
"""Bearers of a given name below which it may stand alone."""
_JOINED = ("", "\N{ARABIC LETTER WAW}")


Told: TypeAlias = tuple[Found, str]
"""A full name and its keys."""


class ShortForms:
    """Finds short forms of the names of an article."""

    def __init__(self, book: WordBook) -> None:
        self._book = book
        self._heads = openers("organization_heads")

    def find(self, scenes: Sequence[Scene], found: Sequence[Sequence[Found]]) -> list[list[Found]]:
        """All mentions of each stretch, the short forms added.

        Family names may stand before or after the full name; heads point back, to the nearest name with that head.
        """
        persons = self._persons(scenes, found)
        told: dict[str, Told] = {}
        return [
            list(self._in_scene(scene, mentions, persons, told)) for scene, mentions in zip(scenes, found, strict=True)
        ]

    def _persons(self, scenes: Sequence[Scene], found: Sequence[Sequence[Found]]) -> dict[str, Told]:
        """Full names by their last part."""
        persons: dict[str, Told] = {}
        for scene, mentions in zip(scenes, found, strict=True):
            for mention in mentions:
                if mention.kind == "person" and not mention.office and mention.length > 1:
                    key = scene.units[mention.last - 1].key
                    persons.setdefault(key, (mention, scene.key_of(mention)))
        for full in list(persons.values()):
            first, *rest = full[1].split()
            for at in range(1, len(rest)):
                persons.setdefault(" ".join(rest[at - 1 :]), full)
            if first not in persons and self._is_told_by(first):
                persons[first] = full
        return persons

    def _is_told_by(self, given: str) -> bool:
        """Whether a given name is so rare that it may stand for the person alone."""
        sort = self._book.of_key(given)
        borne = sort is Class.GIVEN or (sort is Class.PROPER and self._book.count(given) < _RARE)
        return borne and not self._book.is_noun(given) and self._is_rare(given)

    def _is_rare(self, given: str) -> bool:
        return self._book.given(given) < _RARE and self._book.count(given) < _EVERYDAY

    def _in_scene(
        self, scene: Scene, mentions: Sequence[Found], persons: Mapping[str, Told], told: dict[str, Told]
    ) -> Iterator[Found]:
        covered = {at for m in mentions if not m.office for at in range(m.first, m.last)}
        starts: dict[int, list[Found]] = {}
        for mention in mentions:
            starts.setdefault(mention.first, []).append(mention)
        for at in range(len(scene)):
            for mention in starts.get(at, ()):
                yield self._shortened(scene, mention, persons, told)
                self._remember(scene, mention, told)
            if at not in covered:
                yield from self._short_at(scene, at, persons, told)

    def _shortened(self, scene: Scene, mention: Found, persons: Mapping[str, Told], told: Mapping[str, Told]) -> Found:
        """A mention of a head and a short form ("the coalition's forces") is of the one that the short form names."""
        if mention.kind == "person" and not mention.ids and not mention.office:
            whole = persons.get(scene.key_of(mention)) if mention.length > 1 else None
            longer = whole is not None and whole[1] != scene.key_of(mention)
            return mention._replace(ids=whole[0].ids, short=True, full=(whole[1],)) if whole and longer else mention
        if mention.ids or mention.length != 2 or mention.kind == "person":
            return mention
        full = told.get(scene.units[mention.first + 1].key)
        return mention._replace(ids=full[0].ids, short=True, full=(full[1],)) if full else mention

    def _short_at(
        self, scene: Scene, at: int, persons: Mapping[str, Told], told: Mapping[str, Told]
    ) -> Iterator[Found]:
        for reading in readings(scene.units[at].key):
            full = persons.get(reading.key)
            known = full is not None and full[0].ids != ()
            if full is None or not self._is_name_here(scene, at, reading.key, reading.taken, known=known):
                full = None if self._continues(scene, at) else told.get(reading.key)
            if full is not None:
                name, key = full
                evidence = ("short form", *name.evidence[:1])
                linked = self._is_linked(scene, at, key) and not reading.lead
                short = Found(at, at + 1, reading.lead, name.kind, evidence, name.ids, short=True, full=(key,))
                yield short._replace(first=at - 1) if linked else short
                return

    def _is_linked(self, scene: Scene, at: int, full: str) -> bool:
        """Whether the part of the full name that links its last word stands here before that ("Bin Laden")."""
        parts = full.split()
        beside = scene.is_class(at - 1, Class.LINK) and scene.units[at].gap == 0
        return beside and len(parts) > 2 and parts[-2] == scene.units[at - 1].key

    def _is_name_here(self, scene: Scene, at: int, key: str, taken: str, *, known: bool) -> bool:
        """Whether a family name stands here by itself and is not an everyday word."""
        if scene.is_class(at + 1, Class.FAMILY) and scene.units[at + 1].gap == 0:
            return False
        sort = self._book.of_key(key)
        if sort in (Class.FAMILY, Class.PROPER):
            return True
        if taken and taken not in PROCLITICS:
            return False
        if sort in (Class.DEFINITE, Class.ADJECTIVE, Class.COUNTRY):
            return self._book.count(key) < _EVERYDAY and not scene.is_class(at - 1, Class.NOUN, Class.DEFINITE)
        beside = scene.is_class(at + 1, Class.GIVEN, Class.FAMILY) or scene.is_class(at - 1, Class.GIVEN)
        everyday = not known and (sort is Class.NOUN or self._book.is_noun(key))
        beside = beside or (
            everyday and scene.is_class(at - 1, Class.NOUN) and self._heads.at(scene.units[at - 1]) is None
        )
        return sort in (Class.GIVEN, Class.NOUN) and not beside and taken in _JOINED

    def _continues(self, scene: Scene, at: int) -> bool:
        """Whether an adjective follows that makes another thing of a head word."""
        return scene.follows(at + 1) and scene.is_class(at + 1, Class.ADJECTIVE, Class.COUNTRY)

    def _remember(self, scene: Scene, mention: Found, told: dict[str, Told]) -> None:
        if mention.kind == "person" or mention.length < 2:
            return
        for at in (mention.first, mention.first + 1):
            opener = self._heads.at(scene.units[at])
            if opener is not None and opener.row["short"] == "yes":
                key = opener.reading.key if opener.definite else ARTICLE + opener.reading.key
                told[key] = (mention, scene.key_of(mention))
                return
            if opener is None or opener.definite:
                return
