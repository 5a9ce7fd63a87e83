"""The names of persons by the shape of their words: how far a name goes on, which words go on one."""

from __future__ import annotations

from typing import NamedTuple

from marsad.lexicon.table import load
from marsad.reading.mentions.roles import RoleWords
from marsad.reading.mentions.scene import Scene, definite_after_proclitic
from marsad.reading.mentions.units import ARTICLE, SPACE, keys_of, readings
from marsad.reading.mentions.words import Class, WordBook

NAMING = (Class.GIVEN, Class.PROPER)
LONGEST_NAME = 9
SURE_GIVEN = 15
SURE_FAMILY = 3
JOINED = ("\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER KAF}")
_LAM, _HA = "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER HEH}"
_WAW = "\N{ARABIC LETTER WAW}"
_YA = "\N{ARABIC LETTER YEH}"
_AL = ARTICLE
"""The house of ("Al Thani"), which folding makes the article alone."""
_BIN = "\N{ARABIC LETTER BEH}\N{ARABIC LETTER NOON}"
PRONOUNS = (
    _HA + "\N{ARABIC LETTER ALEF}",
    _HA + "\N{ARABIC LETTER MEEM}",
    "\N{ARABIC LETTER TEH}" + _HA,
)
_ALEF = "\N{ARABIC LETTER ALEF}"
_BORN = "\N{ARABIC LETTER WAW}" + _LAM + "\N{ARABIC LETTER DAL}"
_ABD = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER BEH}\N{ARABIC LETTER DAL}"
_DIN = ARTICLE + "\N{ARABIC LETTER DAL}\N{ARABIC LETTER YEH}\N{ARABIC LETTER NOON}"
_RARE_NOUN = 60
OFTEN = 40
"""Times that news has a family name for each bearer that the lists know; a word met more often is another word too."""
_RARE_DEFINITE = 150


class Name(NamedTuple):
    """Units of a name, and the rule that found it."""

    first: int
    last: int
    rule: str
    ids: tuple[str, ...] = ()


class NameShapes:
    """Tells where names end."""

    def __init__(self, book: WordBook, roles: RoleWords) -> None:
        self._book = book
        self._roles = roles
        self._ordinals = frozenset(
            keys_of(row["form"])[0] for row in load("day_ordinals") if row["form"].startswith(ARTICLE)
        )
        self._connectors = frozenset(keys_of(row["word"])[0] for row in load("name_connectors"))

    def is_loose(self, scene: Scene, at: int) -> bool:
        """Whether a particle ends a role here, with nothing after it."""
        unit = scene.units[at]
        former = unit.key.startswith(ARTICLE) and unit.key in self._roles.links
        return scene.is_class(at, Class.STOP) and not former and not definite_after_proclitic(unit)

    def is_joined(self, scene: Scene, at: int) -> bool:
        """Whether an unlisted word is rather an everyday one with "in" or "for" written onto it."""
        key = scene.units[at].key
        if not scene.is_class(at, Class.PROPER) or key[0] not in JOINED or self.is_part(key):
            return False
        return self._book.is_noun(key[1:]) or self._book.count(key[1:]) > self._book.count(key)

    def is_borne(self, scene: Scene, at: int) -> bool:
        """Whether a family name is not far more often another word."""
        key = scene.units[at].key
        return self._book.family(key) * OFTEN > self._book.count(key) or self._book.count(key) < _RARE_NOUN

    def with_fathers(self, scene: Scene, first: int, last: int) -> int:
        """Where a known name ends with what "ibn" joins to it."""
        while last < first + LONGEST_NAME and self._is_father(scene, last):
            last += 2
            if scene.is_class(last, Class.FAMILY) and scene.units[last].gap == SPACE:
                last += 1
        return last

    def _is_father(self, scene: Scene, at: int) -> bool:
        beside = scene.is_class(at + 1, Class.GIVEN) and scene.units[at].gap == scene.units[at + 1].gap == SPACE
        return beside and scene.units[at].key == _BIN

    def shape(self, scene: Scene, first: int, *, announced: bool) -> Name | None:
        """The name of a person at an index by the shape of its words.

        `announced` tells that a title or role stands before, so that words nobody lists may open the name.
        """
        opens = scene.is_class(first, Class.GIVEN, Class.LINK, *(NAMING if announced else ()))
        opens = opens and scene.units[first].key != _BORN
        if not opens and not (announced and self._is_rare_given(scene, first)):
            return None
        at = first + 1
        while at < min(len(scene), first + LONGEST_NAME) and self.goes_on(scene, first, at, announced=announced):
            at += 1
        while at > first and self._is_no_end(scene, at - 1):
            at -= 1
        if announced and at > first and self._is_ordinal(scene, first, at):
            at += 1
        return Name(first, at, "shape") if at > first else None

    def _is_no_end(self, scene: Scene, at: int) -> bool:
        """Whether a word that links parts of a name stands where it would end."""
        house = at > 0 and scene.units[at - 1].key == _AL
        return not house and (scene.is_class(at, Class.LINK) or self.is_loose(scene, at))

    def _is_ordinal(self, scene: Scene, first: int, at: int) -> bool:
        """Whether "the Second" goes on the name of a king or pope."""
        title = self._roles.titles.at(scene.units[first - 1]) if first and at < len(scene) else None
        reigns = title is not None and title.row["kind"] in ("royal", "religious")
        return reigns and scene.units[at].gap == SPACE and scene.units[at].key in self._ordinals

    def _is_rare_given(self, scene: Scene, first: int) -> bool:
        """Whether a noun right before a family name is a given name: a rare noun, or one that many are called by."""
        if not scene.is_class(first + 1, Class.FAMILY) or scene.units[first + 1].gap != SPACE:
            return False
        key = scene.units[first].key
        rare = self._book.count(key) < _RARE_DEFINITE or self._book.given(key) >= SURE_GIVEN
        return rare and scene.is_class(first, Class.NOUN)

    def goes_on(self, scene: Scene, first: int, at: int, *, announced: bool) -> bool:
        """Whether the unit at an index goes on the name that began at `first`."""
        unit, before = scene.units[at], scene.classes[at - 1]
        if unit.gap != SPACE or unit.opens:
            return False
        if unit.key == _DIN and before in NAMING:
            return True
        if before is Class.LINK and unit.key in self._connectors:
            return True
        if before is Class.STOP and at > first + 1 and scene.units[at - 1].key in self._connectors:
            before = Class.LINK
        if before is Class.LINK and scene.units[at - 1].key == _AL:
            return not scene.is_class(at, Class.VERB, Class.NUMBER)
        if before is Class.LINK and not scene.is_class(at, Class.STOP, Class.VERB, Class.NUMBER):
            return not scene.is_class(at, Class.NOUN) or self.is_part(unit.key)
        if before is Class.FAMILY and scene.units[at - 1].key != _DIN:
            many = scene.is_class(at, Class.DEFINITE) and self._book.family(unit.key) >= SURE_GIVEN
            goes_on = many or (scene.is_class(at, Class.FAMILY) and self._is_family(unit.key))
            return goes_on or (unit.key == _BIN and scene.is_class(at + 1, Class.GIVEN))
        if at == first + 1 and before is Class.GIVEN and self._book.family(unit.key) >= SURE_GIVEN:
            return self.is_borne(scene, at)
        if scene.is_class(at, Class.GIVEN, Class.FAMILY, Class.LINK):
            return not self._is_role_here(scene, at, whole=at > first + 1)
        if scene.is_class(at, Class.NOUN) and self._book.family(unit.key) >= SURE_FAMILY and at > first + 1:
            return self._roles.offices.at(unit) is None and self._roles.titles.at(unit) is None
        if scene.is_class(at, Class.PROPER):
            if self.is_joined(scene, at):
                return False
            if at > first + 1 and (unit.key[0] == _LAM or unit.key[-1] == _HA):
                return False
            if self.is_two(scene, at):
                return False
            return unit.kind == scene.units[first].kind and not scene.strong(at, "place", "organization")
        if announced and at == first + 1 and before is Class.GIVEN and scene.is_class(at, Class.ADJECTIVE):
            return unit.key.endswith(_YA) and self._book.count(unit.key) < _RARE_DEFINITE
        announced = announced or Class.LINK in scene.classes[first:at] or scene.units[first].key.startswith(_ABD)
        if announced and scene.is_class(at, Class.DEFINITE) and before in NAMING:
            return self._book.count(unit.key) < _RARE_DEFINITE and self._book.count(unit.key[2:]) < _RARE_NOUN
        if scene.is_class(at, Class.NOUN) and self._book.count(unit.key) < _RARE_NOUN:
            if unit.key.endswith((*PRONOUNS, _ALEF)) or self._book.is_noun(scene.units[first].key):
                return False
            return at == first + 1 and (announced or self._book.given(scene.units[first].key) >= SURE_GIVEN)
        return False

    def _is_family(self, key: str) -> bool:
        """Whether hardly anybody bears a family name as a given name."""
        return self._book.given(key) * 10 <= self._book.family(key)

    def is_part(self, key: str) -> bool:
        """Whether persons bear a word."""
        return self._book.given(key) + self._book.family(key) > 0

    def _is_role_here(self, scene: Scene, at: int, *, whole: bool) -> bool:
        """Whether a role begins at an index; after two words of a name a calling needs no article for that."""
        office = self._roles.offices.at(scene.units[at])
        opener = self._roles.titles.at(scene.units[at]) or office
        called = whole and office is not None and office.row["kind"] == "calling"
        return called or (opener is not None and opener.definite)

    def is_two(self, scene: Scene, at: int) -> bool:
        """Whether "and" is written onto a name."""
        key = scene.units[at].key
        if self.is_part(key):
            return False
        return any(
            r.taken == _WAW
            and (self._book.given(r.key) >= SURE_GIVEN or self._book.count(r.key) > self._book.count(key))
            for r in readings(key)
        )
