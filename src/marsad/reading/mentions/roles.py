"""The words of a role: what may open it, how far it goes before a name, and where it ends after one.

Before a name the name itself ends the role. After a name nothing does, so that its words must make one phrase: a noun,
what completes it, its adjectives, and what a preposition or "and" joins to them.
"""

from __future__ import annotations

from marsad.lexicon.table import load
from marsad.reading.mentions.scene import Found, Opener, Role, Scene, definite_after_proclitic, openers
from marsad.reading.mentions.units import ARTICLE, COMMA, CONJUNCTIONS, SPACE, SPELLED, keys_of
from marsad.reading.mentions.words import Class

LONGEST_ROLE = 14
_LONGEST_QUOTE = 6
_ROLE_WORDS = (Class.NOUN, Class.DEFINITE, Class.ADJECTIVE, Class.COUNTRY)
_ADJECTIVES = (Class.ADJECTIVE, Class.COUNTRY)
_SHORT = 3
_LAM, _BA, _YA = "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER YEH}"
_NUN, _TA = "\N{ARABIC LETTER NOON}", "\N{ARABIC LETTER TEH}"
_FROM = "\N{ARABIC LETTER MEEM}" + _NUN
_FEMININE = "\N{ARABIC LETTER TEH MARBUTA}"
_PLURAL = (_YA + _NUN, "\N{ARABIC LETTER WAW}" + _NUN, "\N{ARABIC LETTER ALEF}" + _TA)


def is_titled(scene: Scene, at: int) -> bool:
    """Whether a title with article, or one that needs none, stands at an index."""
    title = openers("titles").at(scene.units[at])
    return title is not None and (title.definite or title.row["kind"] == "bare")


class RoleWords:
    """Titles, offices and the words between, by their lists."""

    def __init__(self) -> None:
        self.titles = openers("titles")
        self.offices = openers("offices")
        self.heads = openers("organization_heads")
        self._paired = openers("paired_roles")
        self._media = frozenset(keys_of(row["phrase"])[0] for row in load("outlet_words"))
        rows = list(load("role_links"))
        self.links = {_key(row["word"]): row["joins"] for row in rows}
        self.former = frozenset(key for key in self.links if key.startswith(ARTICLE) and len(key) > _SHORT)

    def step(self, scene: Scene, at: int) -> int:
        """How many units of a role stand at an index; 0 where the role ends."""
        unit = scene.units[at]
        if unit.gap >= COMMA:
            return 0
        known = scene.known.get(at)
        if known is not None and known.known.kind != "person" and not known.known.weak:
            return known.last - at
        if self._is_told_to(scene, at):
            return 0
        if unit.key in self.links or scene.classes[at] in _ROLE_WORDS or self.heads.at(unit) is not None:
            return 1
        if scene.is_class(at, Class.FAMILY) or self.is_opener(scene, at):
            return 1
        if definite_after_proclitic(unit):
            return 1
        return 1 if scene.is_class(at, Class.NUMBER, Class.PROPER) and not unit.opens else 0

    def _is_told_to(self, scene: Scene, at: int) -> bool:
        """Whether an outlet stands here to which somebody speaks: "... told the agency X"."""
        head = self.heads.at(scene.units[at])
        return head is not None and head.reading.taken == _LAM and head.reading.key in self._media

    def is_opener(self, scene: Scene, at: int) -> bool:
        """Whether an office, calling or title stands at an index."""
        return self.offices.at(scene.units[at]) is not None or self.is_title(scene, at)

    def _opener(self, scene: Scene, at: int) -> Opener | None:
        """The office, or else the title, at an index."""
        return self.offices.at(scene.units[at]) or self.titles.at(scene.units[at])

    def is_title(self, scene: Scene, at: int) -> bool:
        """Whether a title or rank stands at an index."""
        return self.titles.at(scene.units[at]) is not None and not scene.book.is_particle(scene.units[at].key)

    def is_word(self, scene: Scene, at: int) -> bool:
        """Whether a word of roles stands at an index that is no preposition."""
        return self.links.get(scene.units[at].key) == "word"

    def is_of_kin(self, scene: Scene, first: int, at: int) -> bool:
        """Whether the one named after a comma is kin of who holds the role: "the founder's grandson, X"."""
        kin = self.offices.at(scene.units[first - 1]) if first and scene.follows(first) else None
        return kin is not None and kin.row["kind"] == "kin" and scene.units[at].gap == COMMA

    def paired(self, scene: Scene, at: int) -> Opener | None:
        """A word with a pronoun that says whose kin or partner is named next ("his brother")."""
        opener = self._paired.at(scene.units[at])
        return None if opener is None or scene.stretch.spelled(at).endswith(_FEMININE) else opener

    def lead(self, scene: Scene, at: int) -> int:
        """The letters of proclitics before an opener."""
        unit = scene.units[at]
        opener = self._opener(scene, at) or self._paired.at(unit)
        return opener.reading.lead if opener else 0

    def opens_inner(self, scene: Scene, at: int) -> bool:
        """Whether the role of another begins here: "adviser to the president", "the family of the student"."""
        opener = self._opener(scene, at)
        if opener is None or not opener.definite:
            return False
        beside = self.offices.at(scene.units[at - 1])
        demand = beside is not None and not beside.definite and scene.book.is_demand(beside.reading.key)
        if demand and self.opens_own(scene, at):
            return True
        opens = self.is_opener(scene, at - 1) and (beside is None or beside.row["kind"] != "kin")
        if opens and beside is not None and beside.row["kind"] == "calling" and not beside.definite:
            title = self.titles.at(scene.units[at])
            opens = title is None or title.row["kind"] != "social" or self.opens_own(scene, at)
        ended = any(m.last == at for n in range(max(0, at - 3), at) if (m := scene.known.get(n)) and not m.known.weak)
        construct = scene.is_class(at - 1, Class.NOUN) and not opens and not ended
        joined = self.links.get(scene.units[at - 1].key) in ("place", "opener") and (
            scene.units[at - 1].key == _FROM or self.opens_own(scene, at)
        )
        return construct or joined or opener.reading.taken.endswith(_LAM)

    def opens_own(self, scene: Scene, at: int) -> bool:
        """Whether an office begins here, with the article or with "for" before it."""
        opener = self.offices.at(scene.units[at])
        if opener is None or opener.row["kind"] == "calling":
            return False
        return opener.definite or opener.reading.taken == _LAM

    def is_before(self, scene: Scene, at: int) -> bool:
        """Whether a preposition stands right before a name: then the words before it are no role of who is named."""
        return self.links.get(scene.units[at - 1].key, "word") in ("place", "opener")

    def end(self, scene: Scene, start: int, at: int) -> int:
        """Where a role before a name ends: "called" stands between the two."""
        last = at - 1
        return last if last > start and self.links.get(scene.units[last].key) == "name" else at

    def is_of_another(self, scene: Scene, first: int, at: int) -> bool:
        """Whether a role after a name holds that of another who is named next: "X, adviser to the president Y"."""
        openers = (self.offices.at(scene.units[n]) for n in range(first + 1, at))
        return any(o is not None and o.definite and o.row["kind"] != "calling" for o in openers)

    def before(self, scene: Scene, found: Found) -> Role | None:
        """The role right before a name that only lists or the tagger found: from its nearest opener on."""
        first = found.first
        if found.lead or not scene.joins(first) or self.is_before(scene, first):
            return None
        for at in range(first - 1, max(first - LONGEST_ROLE, -1), -1):
            opener = self._opener(scene, at)
            if opener is not None:
                kin = opener.row["kind"] == "kin" or scene.book.is_particle(scene.units[at].key)
                held = at + 1 == first and not opener.definite
                other = scene.strong(at, "person")
                named = other is not None and other.last != found.last
                return None if kin or held or named else self._from(scene, at, first, opener)
            if not self.step(scene, at) or scene.is_class(at, Class.NUMBER):
                return None
        return None

    def _from(self, scene: Scene, at: int, first: int, opener: Opener) -> Role:
        """The role from an opener to a name, with the titles and openers right before it."""
        while at and scene.follows(at) and not opener.reading.taken:
            before = self._opener(scene, at - 1)
            if before is None or before.row["kind"] == "kin":
                break
            at, opener = at - 1, before
        return Role(at, self.end(scene, at, first), opener.reading.lead)

    def after(self, scene: Scene, found: Found) -> Opener | None:
        """What opens a role in apposition after a name; an office right after a verb's subject is rather its object."""
        if found.office or not scene.joins(found.last):
            return None
        opener = self.offices.at(scene.units[found.last])
        if opener is None or opener.row["kind"] == "kin" or opener.reading.taken:
            return None
        beside = scene.units[found.last].gap == SPACE
        party = beside and (found.length == 1 or scene.is_class(found.first - 1, Class.VERB))
        return None if party and opener.definite and opener.row["kind"] != "calling" else opener

    def next_after(self, scene: Scene, first: int, at: int, *, whole: bool) -> tuple[int, bool]:
        """How many units go on a role that opened at `first` after a name, and whether it is whole after them.

        `whole` tells that it has been completed before `at`: then only adjectives, prepositions and "and" go on.
        """
        unit = scene.units[at]
        if unit.opens:
            return self._quoted(scene, at), True
        joins = self.links.get(unit.key)
        if joins not in (None, "word"):
            return (1, False) if joins and self._joins(scene, first, at, joins) else (0, whole)
        step = self.step(scene, at)
        if step == 0 or scene.is_class(at, Class.NUMBER):
            return 0, whole
        if joins == "word":
            return 1, whole
        opener = self.offices.at(unit)
        if opener is not None and opener.reading.taken in CONJUNCTIONS:
            return 1, opener.definite
        if not whole:
            return step, step > 1 or at in scene.known or not scene.is_class(at, Class.NOUN)
        head = self.heads.at(unit)
        if (head is not None and head.reading.taken in (_LAM, _BA) and not head.definite) or self._is_for(scene, at):
            return 1, False
        return self._goes_on(scene, at, step), True

    def _quoted(self, scene: Scene, at: int) -> int:
        """How many units a quotation holds, 0 if it is too long for a name."""
        last = min(len(scene), at + _LONGEST_QUOTE)
        return next((n + 1 - at for n in range(at, last) if scene.units[n].closes), 0)

    def _is_for(self, scene: Scene, at: int) -> bool:
        """Whether "for" is written onto a noun that a word with the article completes: "for the peace process"."""
        key = scene.units[at].key
        noun = key[0] == _LAM and scene.book.of_key(key[1:]) is Class.NOUN
        return noun and scene.follows(at + 1) and scene.is_class(at + 1, Class.DEFINITE)

    def _joins(self, scene: Scene, first: int, at: int, joins: str) -> bool:
        """Whether a preposition goes on a role: "to", "on" only after its opener, "in" before a body or place."""
        if not scene.follows(at + 1):
            return False
        if joins == "name":
            return False
        if joins == "opener":
            before = at - 1
            while before > first and scene.is_class(before, *_ADJECTIVES) and not self.is_opener(scene, before):
                before -= 1
            return self.is_opener(scene, before)
        known = scene.known.get(at + 1)
        if known is not None and not known.taken and not (known.known.weak and known.known.kind == "place"):
            return known.known.kind != "person"
        head = self.heads.at(scene.units[at + 1])
        return head is not None or at == first + 1 or scene.is_class(at + 1, Class.DEFINITE)

    def _goes_on(self, scene: Scene, at: int, step: int) -> int:
        """How many units go on a role that is whole: adjectives, and words with "and", "for" or "in" before them."""
        unit, before = scene.units[at], scene.classes[at - 1]
        known = scene.known.get(at)
        if known is not None and not known.known.weak:
            joined = known.taken != "" or scene.is_class(at, Class.COUNTRY)
            return step if joined else 0
        if definite_after_proclitic(unit):
            return 0 if unit.key[0] == _BA and known is None and self.heads.at(unit) is None else 1
        if self.heads.at(unit) is not None:
            return 0
        if scene.is_class(at, *_ADJECTIVES) or (before is Class.PROPER and scene.is_class(at, Class.PROPER)):
            return 1
        opener = self.offices.at(unit)
        if before is Class.COUNTRY or (opener is not None and opener.row["kind"] != "calling"):
            return 0
        if scene.is_class(at, Class.FAMILY):
            return 1 if unit.key.endswith(_YA) else 0
        return 1 if scene.is_class(at, Class.DEFINITE) and not unit.key.endswith(_PLURAL) else 0


def _key(word: str) -> str:
    return word if word in SPELLED else keys_of(word)[0]
