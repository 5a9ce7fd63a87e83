"""Persons by grammar: titles, ranks, offices and callings before a name, and names by their shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.lexicon.table import load
from marsad.reading.mentions.roles import LONGEST_ROLE, RoleWords
from marsad.reading.mentions.scene import Found, Opener, Openers, Role, Scene, definite_after_proclitic
from marsad.reading.mentions.units import (
    ABU,
    ALI,
    ARTICLE,
    COMMA,
    MARK,
    PROCLITICS,
    SPACE,
    SPELLED,
    keys_of,
    readings,
)
from marsad.reading.mentions.words import Class, WordBook

_NAMING = (Class.GIVEN, Class.PROPER)
_LONGEST_NAME = 9
_SURE_GIVEN = 15
_SURE_FAMILY = 3
_SHORT = 3
_IMPERFECT = ("\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER NOON}")
_JOINED = ("\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER KAF}")
_LAM, _HA = "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER HEH}"
_WAW = "\N{ARABIC LETTER WAW}"
_YA = "\N{ARABIC LETTER YEH}"
_AL = ARTICLE
"""The house of ("Al Thani"), which folding makes the article alone."""
_KAF = "\N{ARABIC LETTER KAF}"
_BIN = "\N{ARABIC LETTER BEH}\N{ARABIC LETTER NOON}"
_PRONOUNS = (
    _HA + "\N{ARABIC LETTER ALEF}",
    _HA + "\N{ARABIC LETTER MEEM}",
    "\N{ARABIC LETTER TEH}" + _HA,
)
_ALEF = "\N{ARABIC LETTER ALEF}"
_BORN = "\N{ARABIC LETTER WAW}" + _LAM + "\N{ARABIC LETTER DAL}"
_ABD = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER BEH}\N{ARABIC LETTER DAL}"
_DIN = ARTICLE + "\N{ARABIC LETTER DAL}\N{ARABIC LETTER YEH}\N{ARABIC LETTER NOON}"
_RARE_NOUN = 60
_OFTEN = 40
"""Times that news has a family name for each bearer that the lists know; a word met more often is another word too."""
_RARE_DEFINITE = 150


class _Name(NamedTuple):
    """Units of a name, and the rule that found it."""

    first: int
    last: int
    rule: str
    ids: tuple[str, ...] = ()


class PersonReader:
    """Finds persons with their roles, offices without a name, and names that no role announces."""

    def __init__(self, book: WordBook) -> None:
        self._book = book
        self._roles = RoleWords()
        self._places = Openers("place_heads")
        self._ordinals = frozenset(
            keys_of(row["form"])[0] for row in load("day_ordinals") if row["form"].startswith(ARTICLE)
        )
        self._connectors = frozenset(keys_of(row["word"])[0] for row in load("name_connectors"))
        self._no_names = frozenset(keys_of(row["phrase"]) for row in load("not_names"))

    def read(self, scene: Scene) -> Iterator[Found]:
        """Every person found; overlapping ones too."""
        for index in range(len(scene)):
            opener, title = self._openers(scene, index)
            if opener is not None and opener.row.get("kind") != "kin":
                yield from self._role(scene, index, opener)
            elif title is not None:
                yield from self._titled(scene, index, title)
            held = opener or title
            if held is None or (not held.definite and self._bare_reading(scene, index)[1]):
                yield from self._bare(scene, index)

    def _openers(self, scene: Scene, at: int) -> tuple[Opener | None, Opener | None]:
        """What opens a role at an index, and which title stands there; a word that begins a name is neither."""
        unit = scene.units[at]
        paired = self._roles.paired(scene, at)
        if paired is not None or self._book.is_particle(unit.key):
            return paired, None
        opener, title = self._roles.offices.at(unit), self._roles.titles.at(unit)
        borne = scene.is_class(at + 1, Class.FAMILY) and self._book.given(unit.key) >= _SURE_GIVEN
        named = scene.strong(at, "person") is not None or borne
        if opener is not None and not opener.definite and named:
            return None, None
        return opener, title

    def is_titled(self, scene: Scene, at: int) -> bool:
        """Whether a title with article, or one that needs none, stands at an index."""
        title = self._roles.titles.at(scene.units[at])
        return title is not None and (title.definite or title.row["kind"] == "bare")

    def with_roles(self, scene: Scene, found: Sequence[Found]) -> list[Found]:
        """The mentions, persons given the role that follows their name; offices that became roles are left out."""
        told = [self._with_role(scene, m) if m.kind == "person" and not m.role and not m.office else m for m in found]
        roles = [m.role for m in told if m.role]
        return [m for m in told if not (m.office and any(r.first <= m.first and m.last <= r.last for r in roles))]

    def _with_role(self, scene: Scene, found: Found) -> Found:
        role = self._after(scene, found)
        return found._replace(role=role or (None if found.short else self._roles.before(scene, found)))

    def _after(self, scene: Scene, found: Found) -> Role | None:
        """The role in apposition after a name: from its opener to the end of the phrase."""
        opener = self._roles.after(scene, found)
        if opener is None:
            return None
        at, whole = found.last + 1, opener.definite
        while at < min(len(scene), found.last + LONGEST_ROLE) and scene.follows(at):
            if self._name_in_role(scene, found.last, at) is not None:
                if not self._roles.is_of_another(scene, found.last, at):
                    return None
                break
            step, whole = self._roles.next_after(scene, found.last, at, whole=whole)
            if step == 0:
                break
            at += step
        while at > found.last + 1 and self._is_loose(scene, at - 1):
            at -= 1
        return Role(found.last, at, 0)

    def _is_loose(self, scene: Scene, at: int) -> bool:
        """Whether a particle ends a role here, with nothing after it."""
        unit = scene.units[at]
        former = unit.key.startswith(ARTICLE) and unit.key in self._roles.links
        return scene.is_class(at, Class.STOP) and not former and not definite_after_proclitic(unit)

    def _role(self, scene: Scene, first: int, opener: Opener) -> Iterator[Found]:
        """A role and the name that follows it, or an office with its country that stands for the holder."""
        at, start = first + 1, first
        appended = first > 0 and scene.joins(first) and self._ends_name(scene, first)
        title = self._roles.titles.at(scene.units[first])
        while at < min(len(scene), first + LONGEST_ROLE) and scene.joins(at):
            name = self._name_in_role(scene, first, at)
            if name is not None and opener.reading.taken.endswith(_KAF):
                return
            if name is not None and self._roles.is_before(scene, at):
                break
            if name is not None and self._is_holder(first, at, opener):
                at = name.last
                continue
            if name is not None:
                start = first - 1 if start == first and self._roles.is_of_kin(scene, first, at) else start
                lead = opener.reading.lead if start == first else self._roles.lead(scene, start)
                yield self._person(name, Role(start, self._roles.end(scene, start, at), lead), "role")
                return
            own = appended and self._roles.opens_own(scene, at)
            start = at if own or self._roles.opens_inner(scene, at) or self._roles.paired(scene, at) else start
            step = self._roles.step(scene, at)
            if step == 0:
                break
            at += step
        if title is not None and title.definite:
            found = list(self._titled(scene, first, title))
            yield from found
            if found:
                return
        if opener.row.get("kind", "calling") != "calling":
            yield from self._office(scene, first, opener)

    def _is_holder(self, first: int, at: int, opener: Opener) -> bool:
        """Whether a name right after a role without article is whose it is: "Trump's candidate", "X's lawyer"."""
        return at == first + 1 and not opener.definite and "kind" in opener.row

    def _ends_name(self, scene: Scene, at: int) -> bool:
        """Whether a name stands right before an index."""
        if scene.is_class(at - 1, *_NAMING, Class.FAMILY):
            return True
        known = (scene.known.get(n) for n in range(max(0, at - 3), at))
        return any(m is not None and m.last == at and m.known.kind == "person" for m in known)

    def _name_in_role(self, scene: Scene, first: int, at: int) -> _Name | None:
        listed = self._known_person(scene, at, weak=at - 1 == first or self._roles.is_opener(scene, at - 1))
        if listed is not None:
            return listed
        known = scene.known.get(at)
        if known is not None and known.known.kind != "person" and not known.known.weak:
            return None
        if self._is_two(scene, at) or (at == first + 1 and scene.units[at].gap == MARK):
            return None
        if self._roles.is_opener(scene, at) and not scene.is_class(at, Class.GIVEN):
            return None
        if scene.is_class(at, Class.FAMILY) and scene.follows(at + 1) and self._opens_name(scene, at + 1):
            return None
        if scene.is_class(at, Class.FAMILY) and at - 1 == first and scene.units[at].gap == SPACE:
            definite = scene.units[first].key.startswith(ARTICLE) or definite_after_proclitic(scene.units[first])
            alone = definite and self._is_borne(scene, at) and not self._goes_before(scene, at)
            return _Name(at, at + 1, "office and family name") if alone else None
        if scene.units[at].key in self._roles.links and not scene.is_class(at + 1, Class.FAMILY, Class.GIVEN):
            return None
        if self._roles.heads.at(scene.units[at]) and not scene.is_class(at, Class.GIVEN):
            return None
        loose = at - 1 > first and self._is_loose(scene, at - 1)
        if loose and not scene.is_class(at, Class.GIVEN):
            return None
        construct = at - 1 > first and scene.is_class(at - 1, Class.NOUN) and not self._roles.is_opener(scene, at - 1)
        name = self.shape(scene, at, announced=not construct)
        if name is None:
            return None
        if construct and not (scene.is_class(at, Class.GIVEN) and name.last - name.first > 1):
            return None
        if name.last - name.first == 1 and not self._stands_alone(scene, name, first):
            return None
        return name

    def _opens_name(self, scene: Scene, at: int) -> bool:
        """Whether a given name or a person whom the lists know begins here."""
        return scene.is_class(at, Class.GIVEN) or scene.strong(at, "person") is not None

    def _is_joined(self, scene: Scene, at: int) -> bool:
        """Whether an unlisted word is rather an everyday one with "in" or "for" written onto it."""
        key = scene.units[at].key
        if (
            not scene.is_class(at, Class.PROPER)
            or key[0] not in _JOINED
            or self._book.given(key) + self._book.family(key)
        ):
            return False
        return self._book.is_noun(key[1:]) or self._book.count(key[1:]) > self._book.count(key)

    def _goes_before(self, scene: Scene, at: int) -> bool:
        """Whether the adjective of a country or "of a body" follows: then the word before it is an adjective too."""
        if at + 1 == len(scene) or scene.units[at + 1].gap != SPACE:
            return False
        head = self._roles.heads.at(scene.units[at + 1])
        return scene.is_class(at + 1, Class.COUNTRY) or (head is not None and head.reading.taken == _LAM)

    def _is_borne(self, scene: Scene, at: int) -> bool:
        """Whether a family name is not far more often another word."""
        key = scene.units[at].key
        return self._book.family(key) * _OFTEN > self._book.count(key) or self._book.count(key) < _RARE_NOUN

    def _stands_alone(self, scene: Scene, name: _Name, first: int) -> bool:
        """Whether one word after a role is its name: "the ambassador Tueller"."""
        before = scene.units[name.first - 1]
        own = self._roles.paired(scene, name.first - 1) is not None
        definite = own or before.key.startswith(ARTICLE) or definite_after_proclitic(before)
        if scene.is_class(name.first, Class.PROPER) and scene.units[name.first].key.startswith(_IMPERFECT):
            return False
        if self._is_joined(scene, name.first) or scene.units[name.first].kind != "word":
            return False
        key = scene.units[name.first].key
        if (own and not scene.is_class(name.first, Class.GIVEN)) or key in SPELLED.values():
            return False
        if self._roles.is_opener(scene, name.first):
            return False
        return definite and scene.units[name.first].gap == SPACE and scene.is_class(name.first, *_NAMING)

    def _titled(self, scene: Scene, first: int, opener: Opener) -> Iterator[Found]:
        """A title or a row of titles and the name after it."""
        at = first + 1
        while scene.follows(at) and self._goes_on_title(scene, first, at):
            at += 1
        if not (scene.follows(at) or (scene.joins(at) and scene.is_class(at - 1, Class.COUNTRY))) or not (
            opener.definite or opener.row["kind"] == "bare"
        ):
            return
        name = self._known_person(scene, at, weak=True) or self.shape(scene, at, announced=True)
        if name is None and scene.is_class(at, Class.FAMILY) and self._is_held(scene, at):
            rest = self.shape(scene, at + 1, announced=True) if scene.follows(at + 1) else None
            if rest is not None and scene.is_class(at + 1, Class.GIVEN):
                yield self._person(rest, Role(first, at + 1, opener.reading.lead), "title")
                return
            name = _Name(at, at + 1, "title and family name")
        if name is not None and not scene.strong(at, "place"):
            yield self._person(name, Role(first, at, opener.reading.lead), "title")

    def _goes_on_title(self, scene: Scene, first: int, at: int) -> bool:
        """Whether another title, a word of rank or the adjective of a country goes on a title."""
        of_country = (
            at == first + 1 and scene.is_class(at, Class.COUNTRY) and scene.units[first].key.startswith(ARTICLE)
        )
        return of_country or self._roles.is_title(scene, at) or self._roles.is_word(scene, at)

    def _is_held(self, scene: Scene, at: int) -> bool:
        """Whether a family name right after a title is one; a title that also opens bodies wants a sure one."""
        if scene.units[at].gap != SPACE:
            return False
        if not self._is_borne(scene, at) or self._goes_before(scene, at):
            return False
        return (
            self._roles.heads.at(scene.units[at - 1]) is None or self._book.family(scene.units[at].key) >= _SURE_GIVEN
        )

    def _known_person(self, scene: Scene, at: int, *, weak: bool) -> _Name | None:
        known = scene.known.get(at)
        if known is None or known.known.kind != "person" or known.taken or (known.known.weak and not weak):
            return None
        if known.last > at + 1 and self.is_titled(scene, at):
            return None
        if scene.is_class(known.last, Class.FAMILY) and not scene.is_class(known.last - 1, Class.FAMILY):
            longer = self.shape(scene, at, announced=True)
            if longer is not None and longer.last > known.last:
                return longer
        last = self._with_fathers(scene, at, known.last)
        ids = known.known.ids if last == known.last or scene.is_class(known.last - 1, Class.FAMILY) else ()
        return _Name(at, last, f"kb:{ids[0]}" if ids else "shape", ids)

    def _with_fathers(self, scene: Scene, first: int, last: int) -> int:
        """Where a known name ends with what "ibn" joins to it."""
        while last < first + _LONGEST_NAME and self._is_father(scene, last):
            last += 2
            if scene.is_class(last, Class.FAMILY) and scene.units[last].gap == SPACE:
                last += 1
        return last

    def _is_father(self, scene: Scene, at: int) -> bool:
        beside = scene.is_class(at + 1, Class.GIVEN) and scene.units[at].gap == scene.units[at + 1].gap == SPACE
        return beside and scene.units[at].key == _BIN

    def _person(self, name: _Name, role: Role | None, rule: str) -> Found:
        evidence = (name.rule, f"grammar:{rule}") if name.rule.startswith("kb:") else (f"grammar:{rule}",)
        return Found(name.first, name.last, 0, "person", evidence, ids=name.ids, role=role)

    def shape(self, scene: Scene, first: int, *, announced: bool) -> _Name | None:
        """The name of a person at an index by the shape of its words.

        `announced` tells that a title or role stands before, so that words nobody lists may open the name.
        """
        opens = scene.is_class(first, Class.GIVEN, Class.LINK, *(_NAMING if announced else ()))
        opens = opens and scene.units[first].key != _BORN
        if not opens and not (announced and self._is_rare_given(scene, first)):
            return None
        at = first + 1
        while at < min(len(scene), first + _LONGEST_NAME) and self._goes_on(scene, first, at, announced=announced):
            at += 1
        while at > first and self._is_no_end(scene, at - 1):
            at -= 1
        if announced and at > first and self._is_ordinal(scene, first, at):
            at += 1
        return _Name(first, at, "shape") if at > first else None

    def _is_no_end(self, scene: Scene, at: int) -> bool:
        """Whether a word that links parts of a name stands where it would end."""
        house = at > 0 and scene.units[at - 1].key == _AL
        return not house and (scene.is_class(at, Class.LINK) or self._is_loose(scene, at))

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
        rare = self._book.count(key) < _RARE_DEFINITE or self._book.given(key) >= _SURE_GIVEN
        return rare and scene.is_class(first, Class.NOUN)

    def _goes_on(self, scene: Scene, first: int, at: int, *, announced: bool) -> bool:
        unit, before = scene.units[at], scene.classes[at - 1]
        if unit.gap != SPACE or unit.opens:
            return False
        if unit.key == _DIN and before in _NAMING:
            return True
        if before is Class.LINK and unit.key in self._connectors:
            return True
        if before is Class.STOP and at > first + 1 and scene.units[at - 1].key in self._connectors:
            before = Class.LINK
        if before is Class.LINK and scene.units[at - 1].key == _AL:
            return not scene.is_class(at, Class.VERB, Class.NUMBER)
        if before is Class.LINK and not scene.is_class(at, Class.STOP, Class.VERB, Class.NUMBER):
            return not scene.is_class(at, Class.NOUN) or self._is_part(unit.key)
        if before is Class.FAMILY and scene.units[at - 1].key != _DIN:
            many = scene.is_class(at, Class.DEFINITE) and self._book.family(unit.key) >= _SURE_GIVEN
            goes_on = many or (scene.is_class(at, Class.FAMILY) and self._is_family(unit.key))
            return goes_on or (unit.key == _BIN and scene.is_class(at + 1, Class.GIVEN))
        if at == first + 1 and before is Class.GIVEN and self._book.family(unit.key) >= _SURE_GIVEN:
            return self._is_borne(scene, at)
        if scene.is_class(at, Class.GIVEN, Class.FAMILY, Class.LINK):
            return not self._is_role_here(scene, at, whole=at > first + 1)
        if scene.is_class(at, Class.NOUN) and self._book.family(unit.key) >= _SURE_FAMILY and at > first + 1:
            return self._roles.offices.at(unit) is None and self._roles.titles.at(unit) is None
        if scene.is_class(at, Class.PROPER):
            if self._is_joined(scene, at):
                return False
            if at > first + 1 and (unit.key[0] == _LAM or unit.key[-1] == _HA):
                return False
            if self._is_two(scene, at):
                return False
            return unit.kind == scene.units[first].kind and not scene.strong(at, "place", "organization")
        if announced and at == first + 1 and before is Class.GIVEN and scene.is_class(at, Class.ADJECTIVE):
            return unit.key.endswith(_YA) and self._book.count(unit.key) < _RARE_DEFINITE
        announced = announced or Class.LINK in scene.classes[first:at] or scene.units[first].key.startswith(_ABD)
        if announced and scene.is_class(at, Class.DEFINITE) and before in _NAMING:
            return self._book.count(unit.key) < _RARE_DEFINITE and self._book.count(unit.key[2:]) < _RARE_NOUN
        if scene.is_class(at, Class.NOUN) and self._book.count(unit.key) < _RARE_NOUN:
            if unit.key.endswith((*_PRONOUNS, _ALEF)) or self._book.is_noun(scene.units[first].key):
                return False
            return at == first + 1 and (announced or self._book.given(scene.units[first].key) >= _SURE_GIVEN)
        return False

    def _is_family(self, key: str) -> bool:
        """Whether hardly anybody bears a family name as a given name."""
        return self._book.given(key) * 10 <= self._book.family(key)

    def _is_part(self, key: str) -> bool:
        """Whether persons bear a word."""
        return self._book.given(key) + self._book.family(key) > 0

    def _is_role_here(self, scene: Scene, at: int, *, whole: bool) -> bool:
        """Whether a role begins at an index; after two words of a name a calling needs no article for that."""
        office = self._roles.offices.at(scene.units[at])
        opener = self._roles.titles.at(scene.units[at]) or office
        called = whole and office is not None and office.row["kind"] == "calling"
        return called or (opener is not None and opener.definite)

    def _bare(self, scene: Scene, first: int) -> Iterator[Found]:
        """A name that nothing announces: a sure given name and a family name, or two given names."""
        lead, key = self._bare_reading(scene, first)
        if self._is_kunya(scene, first) or (not lead and self._is_unlisted(scene, first)):
            if first in scene.known and scene.known[first].known.kind == "person" and not lead:
                return
            last = first + 2 if scene.follows(first + 1) and scene.is_class(first + 1, Class.FAMILY) else first + 1
            yield Found(first, last, 0, "person", ("grammar:shape",))
            return
        yield from self._before_role(scene, first)
        if self._book.given(key) < _SURE_GIVEN or not scene.follows(first + 1):
            return
        known = scene.known.get(first)
        if known is not None and known.known.kind != "person" and not known.known.weak:
            return
        name = self.shape(scene, first, announced=False)
        at = first + 1
        if name is None or lead:
            while at < min(len(scene), first + _LONGEST_NAME) and self._goes_on(scene, first, at, announced=False):
                at += 1
            name = _Name(first, at, "shape")
        if name.last - name.first < 2 or not self._is_sure(scene, name, key) or self._is_listed(scene, name):
            return
        yield Found(name.first, name.last, lead, "person", ("grammar:shape",))

    def _is_listed(self, scene: Scene, name: _Name) -> bool:
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
        if not scene.is_class(first, *_NAMING) or not scene.is_class(first + 1, Class.PROPER):
            return
        names = scene.units[first : first + 2]
        if names[1].key.endswith(_PRONOUNS):
            return
        if names[1].gap != SPACE or names[0].kind != "word" or first in scene.known or first + 1 in scene.known:
            return
        opener = self._roles.offices.at(scene.units[first + 2]) if scene.joins(first + 2) else None
        told = opener is not None and opener.row["kind"] != "kin" and not opener.reading.taken
        if told and not self._is_two(scene, first + 1):
            key = scene.units[first].key
            glued = key[0] in _JOINED and not self._is_part(key) and self._book.given(key[1:]) >= _SURE_GIVEN
            lead = 1 if glued or self._is_two(scene, first) else 0
            given = not lead and scene.is_class(first - 1, Class.GIVEN) and scene.units[first].gap == SPACE
            yield Found(first - given, first + 2, lead, "person", ("grammar:before a role",))

    def _is_two(self, scene: Scene, at: int) -> bool:
        """Whether "and" is written onto a name."""
        key = scene.units[at].key
        if self._is_part(key):
            return False
        return any(
            r.taken == _WAW
            and (self._book.given(r.key) >= _SURE_GIVEN or self._book.count(r.key) > self._book.count(key))
            for r in readings(key)
        )

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
        sure = beside.gap == SPACE and family >= _SURE_FAMILY and family * _OFTEN > self._book.count(beside.key)
        return sure and scene.units[first].kind == "word" and first not in scene.known and first + 1 not in scene.known

    def _bare_reading(self, scene: Scene, first: int) -> tuple[int, str]:
        unit = scene.units[first]
        if scene.is_class(first, Class.GIVEN):
            return 0, unit.key
        if unit.kind == "word" and len(unit.key) > 4 and not self._book.is_particle(unit.key):
            for lead in (1, 2):
                if unit.key[:lead] in PROCLITICS and self._book.of_key(unit.key[lead:]) is Class.GIVEN:
                    return lead, unit.key[lead:]
        return 0, ""

    def _is_sure(self, scene: Scene, name: _Name, key: str) -> bool:
        classes = scene.classes[name.first + 1 : name.last]
        everyday = self._book.is_noun(key) and self._book.given(key) * 20 < self._book.count(key)
        if everyday and scene.units[name.first].key != key and scene.is_class(name.first - 1, *_NAMING, Class.FAMILY):
            everyday = scene.units[name.first].gap >= COMMA
        if key == ALI and classes[0] not in (Class.FAMILY, Class.GIVEN, Class.LINK):
            return False
        if key in self._roles.links:
            return classes[0] is Class.FAMILY and self._book.family(scene.units[name.first + 1].key) >= _SURE_FAMILY
        if everyday and classes[0] is Class.GIVEN:
            return False
        if Class.FAMILY in classes:
            return not everyday or len(classes) > 1 or classes[0] is Class.FAMILY
        return not everyday and all(
            c in (Class.GIVEN, Class.LINK, Class.PROPER, Class.NOUN, Class.DEFINITE) for c in classes
        )

    def _office(self, scene: Scene, first: int, opener: Opener) -> Iterator[Found]:
        """An office whose country is stated: it stands for its holder."""
        at, country = first + 1, False
        while at < min(len(scene), first + LONGEST_ROLE) and scene.follows(at):
            known = scene.known.get(at)
            if scene.is_class(at, Class.COUNTRY):
                country = True
                at += 1
                break
            if known is not None and known.known.kind == "place" and not known.known.weak and not known.taken:
                country = country or known.known.ids[0].startswith("country:")
                at = known.last
                break
            if not self._goes_through(scene, at):
                break
            at += 1
        while country and scene.follows(at) and scene.units[at].key in self._roles.former:
            at += 1
        if country and at > first + 1:
            yield Found(first, at, opener.reading.lead, "person", ("grammar:office",), office=True)

    def _goes_through(self, scene: Scene, at: int) -> bool:
        """Whether a word may stand in an office between its head and its country."""
        if scene.is_class(at, Class.NOUN, Class.DEFINITE, Class.ADJECTIVE, Class.FAMILY):
            return True
        return self._roles.heads.at(scene.units[at]) is not None or definite_after_proclitic(scene.units[at])
