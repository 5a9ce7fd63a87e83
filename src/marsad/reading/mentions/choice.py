"""Which of overlapping candidates stand, and whether a name that wants a second sign has one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from marsad.lexicon.knowledge import Entity
from marsad.lexicon.table import load
from marsad.reading.mentions.scene import Found, Scene, openers
from marsad.reading.mentions.units import ABU, ARTICLE, Unit, keys_of
from marsad.reading.mentions.words import Class, WordBook

_IN = "\N{ARABIC LETTER BEH}"
_TOWN = 50_000
"""People from which a place's name needs no more than "in" or "to" before it."""
_WITH_FATHER = 3
"""Words of a name that tells the father: "X son of Y"."""
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


def known_by_father(scene: Scene, mentions: Iterable[Found]) -> list[Found]:
    """The mentions; a person whose name goes on after that of a known one is he, if the known name tells the father."""
    return [_with_id(scene, found) for found in mentions]


def _with_id(scene: Scene, found: Found) -> Found:
    known = scene.strong(found.first, "person")
    if known is None or found.kind != "person" or found.ids or found.office:
        return found
    opens = found.first + _WITH_FATHER <= known.last < found.last
    return found._replace(ids=known.known.ids) if opens else found


def _rank(found: Found) -> tuple[bool, int, bool, bool, bool, int]:
    """Strong before weak, longer before shorter, known before not, with a role before without."""
    return (
        found.weak,
        -found.length,
        not found.ids,
        not any("@" in i for i in found.ids),
        found.role is None,
        found.first,
    )


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
        self._signs = frozenset(keys_of(row["word"])[0] for row in load("place_signs"))
        self._of_groups = frozenset(keys_of(row["word"])[0] for row in load("group_signs"))
        self._media = frozenset(keys_of(row["phrase"])[0] for row in load("outlet_words"))
        self._titles = openers("titles")
        self._heads = openers("organization_heads")

    def settled(
        self, scenes: Sequence[Scene], found: Sequence[list[Found]], tagged: Sequence[Sequence[Found]]
    ) -> list[list[Found]]:
        """The mentions with a sign: another name of the same entity in the article, the words around, or the tagger."""
        sure = {entity for mentions in found for m in mentions if not m.weak for entity in m.ids}
        sure |= {f"country:{code}" for code in self._countries(scenes, found)}
        spans = [{(n.first, n.last, n.kind) for n in names} for names in tagged]
        return [
            [s for m in ms if (s := self._settled(scene, m, sure, told)) is not None]
            for scene, ms, told in zip(scenes, found, spans, strict=True)
        ]

    def _settled(
        self, scene: Scene, found: Found, sure: set[str], told: Container[tuple[int, int, str]]
    ) -> Found | None:
        """The mention if it stands; "Abu ..." without a sign is nobody whom the lists know."""
        if not found.weak or self._has_sign(scene, found, sure, told):
            return found._replace(weak=False)
        unit = scene.units[found.first]
        if found.kind == "person" and unit.key.startswith(ABU) and unit.end - unit.start > len(unit.key):
            return found._replace(weak=False, ids=(), evidence=("grammar:shape",))
        return None

    def _countries(self, scenes: Sequence[Scene], found: Sequence[list[Found]]) -> set[str]:
        """The countries that the article is about: of what has one bearer, and of adjectives."""
        alone = [m.ids[0] for mentions in found for m in mentions if not m.weak and len(m.ids) == 1]
        codes = {self._entities[i].country for i in alone if i in self._entities}
        keys = {u.key for s in scenes for u, c in zip(s.units, s.classes, strict=True) if c is Class.COUNTRY}
        return codes | {code for key in keys if (code := self._book.country(key))}

    def _has_sign(self, scene: Scene, found: Found, sure: set[str], told: Container[tuple[int, int, str]]) -> bool:
        if any(entity.startswith("body:") for entity in found.ids):
            return False
        if sure.intersection(found.ids):
            return True
        before = scene.units[found.first - 1] if found.first and scene.follows(found.first) else None
        tagged = (found.first, found.last, found.kind) in told
        if found.kind == "place":
            return self._is_place(scene, found, sure, before, tagged=tagged)
        bare = tagged and self._is_bare(scene, found)
        if found.kind == "organization":
            return bare or self._is_headed(found, before)
        if found.kind == "person":
            titled = before is not None and self._titles.at(before) is not None
            return titled or self._is_of(scene, found, sure)
        led = before is not None and before.key in self._of_groups
        return bare or (led and not scene.is_class(found.last, Class.ADJECTIVE, Class.COUNTRY))

    def _is_headed(self, found: Found, before: Unit | None) -> bool:
        """Whether a head stands before a body's name; an outlet's wants one of an outlet."""
        head = self._heads.at(before) if before is not None else None
        if head is None or head.definite:
            return False
        return head.reading.key in self._media or not found.ids[0].startswith("outlet:")

    def _is_bare(self, scene: Scene, found: Found) -> bool:
        """Whether a name is no word with the article, and no particle or word of time."""
        key = scene.bare_key(found.first, found.lead)
        return not key.startswith(ARTICLE) and self._book.of_key(key) is not Class.STOP

    def _is_place(self, scene: Scene, found: Found, sure: set[str], before: Unit | None, *, tagged: bool) -> bool:
        """Whether a place's name is one here: by the word before, the tagger, or the country that the article names."""
        if before is not None and before.key in self._before_places:
            return True
        if scene.is_class(found.first - 1, Class.NOUN) and not found.lead and scene.follows(found.first):
            return before is not None and before.key in self._signs
        everyday = self._book.of_key(scene.bare_key(found.first, found.lead)) is not Class.PROPER
        if tagged and not everyday:
            return True
        placed = (before is not None and before.key in self._signs) or self._is_in(scene, found)
        if placed and not everyday and max(self._entities[i].weight for i in found.ids) >= _TOWN:
            return True
        countries = {f"country:{self._entities[i].country}" for i in found.ids}
        return (tagged or placed) and not sure.isdisjoint(countries)

    def _is_in(self, scene: Scene, found: Found) -> bool:
        """Whether "in" is written onto the name."""
        return found.lead > 0 and scene.units[found.first].key[found.lead - 1] == _IN

    def _is_of(self, scene: Scene, found: Found, sure: set[str]) -> bool:
        """Whether a family name that nobody else of note bears stands in an article about its bearer's country."""
        if self._book.of_key(scene.bare_key(found.first, found.lead)) not in _NAMES:
            return False
        return any(f"country:{self._entities[i].country}" in sure for i in found.ids)
