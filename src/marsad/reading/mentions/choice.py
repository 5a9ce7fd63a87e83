"""Which of overlapping candidates stand, and whether a name that wants a second sign has one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from marsad.lexicon.knowledge import Entity
from marsad.lexicon.table import load
from marsad.reading.mentions.scene import TAGGED, Found, Openers, Scene
from marsad.reading.mentions.units import keys_of
from marsad.reading.mentions.words import Class, WordBook

_NAMES = (Class.FAMILY, Class.PROPER, Class.GIVEN)


def chosen(candidates: Iterable[Found]) -> list[Found]:
    """The candidates that stand: longer ones first, then those of the knowledge base; an office may hold others."""
    kept: list[Found] = []
    taken: set[int] = set()
    offices = []
    for found in sorted(candidates, key=_rank):
        if found.office:
            offices.append(found)
            continue
        units = range(found.first, found.last)
        if taken.isdisjoint(units):
            kept.append(found)
            taken.update(units)
    return kept + _free_offices(offices, kept)


def _rank(found: Found) -> tuple[bool, bool, int, bool, bool, int]:
    """The tagger's last; strong before weak, longer before shorter, known before not, with a role before without."""
    tagged = found.evidence == (TAGGED,)
    return tagged, found.weak, -found.length, not found.ids, found.role is None, found.first


def _free_offices(offices: Sequence[Found], kept: Sequence[Found]) -> list[Found]:
    """Offices that no role of a named person and no longer name holds."""
    free: list[Found] = []
    for office in offices:
        in_role = any(k.role and k.role.first <= office.first < k.last for k in kept)
        in_name = any(k.first <= office.first and office.last <= k.last for k in kept)
        if not in_role and not in_name and not any(f.first <= office.first < f.last for f in free):
            free.append(office)
    return free


class Signs:
    """Settles names that are also everyday words."""

    def __init__(self, book: WordBook, entities: Mapping[str, Entity]) -> None:
        self._book = book
        self._entities = entities
        self._before_places = frozenset(keys_of(row["word"])[0] for row in load("place_prepositions"))
        self._titles = Openers("titles")
        self._heads = Openers("organization_heads")

    def settled(self, scenes: Sequence[Scene], found: Sequence[list[Found]]) -> list[list[Found]]:
        """The mentions with a sign: another name of the same entity in the article, or the words around."""
        sure = {entity for mentions in found for m in mentions if not m.weak for entity in m.ids}
        sure |= {f"country:{code}" for code in self._countries(scenes, found)}
        return [
            [m._replace(weak=False) for m in mentions if not m.weak or self._has_sign(scene, m, sure)]
            for scene, mentions in zip(scenes, found, strict=True)
        ]

    def _countries(self, scenes: Sequence[Scene], found: Sequence[list[Found]]) -> set[str]:
        """The countries that the article is about: of what has one bearer, and of adjectives."""
        alone = [m.ids[0] for mentions in found for m in mentions if not m.weak and len(m.ids) == 1]
        codes = {self._entities[i].country for i in alone if i in self._entities}
        keys = {u.key for s in scenes for u, c in zip(s.units, s.classes, strict=True) if c is Class.COUNTRY}
        return codes | {code for key in keys if (code := self._book.country(key))}

    def _has_sign(self, scene: Scene, found: Found, sure: set[str]) -> bool:
        if any(entity.startswith("body:") for entity in found.ids):
            return False
        if sure.intersection(found.ids):
            return True
        before = scene.units[found.first - 1] if found.first and scene.follows(found.first) else None
        if found.kind == "place":
            return before is not None and before.key in self._before_places
        if found.kind == "organization":
            head = self._heads.at(before) if before is not None else None
            return head is not None and not head.definite
        if found.kind == "person":
            return (before is not None and self._titles.at(before) is not None) or self._is_of(scene, found, sure)
        return False

    def _is_of(self, scene: Scene, found: Found, sure: set[str]) -> bool:
        """Whether a family name that nobody else of note bears stands in an article about its bearer's country."""
        if len(found.ids) != 1 or self._book.of_key(scene.bare_key(found.first, found.lead)) not in _NAMES:
            return False
        return f"country:{self._entities[found.ids[0]].country}" in sure
