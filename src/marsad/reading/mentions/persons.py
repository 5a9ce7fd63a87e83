"""Persons by grammar: titles, ranks, offices and callings before a name, and offices that stand for their holder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.reading.mentions.bare import BareNames
from marsad.reading.mentions.roles import LONGEST_ROLE, RoleWords, is_titled
from marsad.reading.mentions.scene import Found, Opener, Role, Scene, definite_after_proclitic
from marsad.reading.mentions.shapes import NAMING, SURE_GIVEN, Name, NameShapes
from marsad.reading.mentions.units import ARTICLE, MARK, SPACE, SPELLED
from marsad.reading.mentions.words import Class, WordBook

_IMPERFECT = ("\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER NOON}")
_LAM, _KAF = "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER KAF}"


class PersonReader:
    """Finds persons with their roles, offices without a name, and names that no role announces."""

    def __init__(self, book: WordBook) -> None:
        self._book = book
        self._roles = RoleWords()
        self._shapes = NameShapes(book, self._roles)
        self._bare = BareNames(book, self._roles, self._shapes)

    def read(self, scene: Scene) -> Iterator[Found]:
        """Every person found; overlapping ones too."""
        for index in range(len(scene)):
            opener, title = self._openers(scene, index)
            if opener is not None and opener.row.get("kind") != "kin":
                yield from self._role(scene, index, opener)
            elif title is not None:
                yield from self._titled(scene, index, title)
            held = opener or title
            if held is None or (not held.definite and self._bare.reading(scene, index)[1]):
                yield from self._bare.read(scene, index)

    def _openers(self, scene: Scene, at: int) -> tuple[Opener | None, Opener | None]:
        """What opens a role at an index, and which title stands there; a word that begins a name is neither."""
        unit = scene.units[at]
        paired = self._roles.paired(scene, at)
        if paired is not None or self._book.is_particle(unit.key):
            return paired, None
        opener, title = self._roles.offices.at(unit), self._roles.titles.at(unit)
        borne = scene.is_class(at + 1, Class.FAMILY) and self._book.given(unit.key) >= SURE_GIVEN
        named = scene.strong(at, "person") is not None or borne
        if opener is not None and not opener.definite and named:
            return None, None
        return opener, title

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
        while at > found.last + 1 and self._shapes.is_loose(scene, at - 1):
            at -= 1
        return Role(found.last, at, 0)

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
        if scene.is_class(at - 1, *NAMING, Class.FAMILY):
            return True
        known = (scene.known.get(n) for n in range(max(0, at - 3), at))
        return any(m is not None and m.last == at and m.known.kind == "person" for m in known)

    def _name_in_role(self, scene: Scene, first: int, at: int) -> Name | None:
        listed = self._known_person(scene, at, weak=at - 1 == first or self._roles.is_opener(scene, at - 1))
        if listed is not None:
            return listed
        known = scene.known.get(at)
        if known is not None and known.known.kind != "person" and not known.known.weak:
            return None
        if self._shapes.is_two(scene, at) or (at == first + 1 and scene.units[at].gap == MARK):
            return None
        if self._roles.is_opener(scene, at) and not scene.is_class(at, Class.GIVEN):
            return None
        if scene.is_class(at, Class.FAMILY) and scene.follows(at + 1) and self._opens_name(scene, at + 1):
            return None
        if scene.is_class(at, Class.FAMILY) and at - 1 == first and scene.units[at].gap == SPACE:
            definite = scene.units[first].key.startswith(ARTICLE) or definite_after_proclitic(scene.units[first])
            alone = definite and self._shapes.is_borne(scene, at) and not self._goes_before(scene, at)
            return Name(at, at + 1, "office and family name") if alone else None
        if scene.units[at].key in self._roles.links and not scene.is_class(at + 1, Class.FAMILY, Class.GIVEN):
            return None
        if self._roles.heads.at(scene.units[at]) and not scene.is_class(at, Class.GIVEN):
            return None
        loose = at - 1 > first and self._shapes.is_loose(scene, at - 1)
        if loose and not scene.is_class(at, Class.GIVEN):
            return None
        construct = at - 1 > first and scene.is_class(at - 1, Class.NOUN) and not self._roles.is_opener(scene, at - 1)
        name = self._shapes.shape(scene, at, announced=not construct)
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

    def _goes_before(self, scene: Scene, at: int) -> bool:
        """Whether the adjective of a country or "of a body" follows: then the word before it is an adjective too."""
        if at + 1 == len(scene) or scene.units[at + 1].gap != SPACE:
            return False
        head = self._roles.heads.at(scene.units[at + 1])
        return scene.is_class(at + 1, Class.COUNTRY) or (head is not None and head.reading.taken == _LAM)

    def _stands_alone(self, scene: Scene, name: Name, first: int) -> bool:
        """Whether one word after a role is its name: "the ambassador Tueller"."""
        before = scene.units[name.first - 1]
        own = self._roles.paired(scene, name.first - 1) is not None
        definite = own or before.key.startswith(ARTICLE) or definite_after_proclitic(before)
        if scene.is_class(name.first, Class.PROPER) and scene.units[name.first].key.startswith(_IMPERFECT):
            return False
        if self._shapes.is_joined(scene, name.first) or scene.units[name.first].kind != "word":
            return False
        key = scene.units[name.first].key
        if (own and not scene.is_class(name.first, Class.GIVEN)) or key in SPELLED.values():
            return False
        if self._roles.is_opener(scene, name.first):
            return False
        return definite and scene.units[name.first].gap == SPACE and scene.is_class(name.first, *NAMING)

    def _titled(self, scene: Scene, first: int, opener: Opener) -> Iterator[Found]:
        """A title or a row of titles and the name after it."""
        at = first + 1
        while scene.follows(at) and self._goes_on_title(scene, first, at):
            at += 1
        if not (scene.follows(at) or (scene.joins(at) and scene.is_class(at - 1, Class.COUNTRY))) or not (
            opener.definite or opener.row["kind"] == "bare"
        ):
            return
        name = self._known_person(scene, at, weak=True) or self._shapes.shape(scene, at, announced=True)
        if name is None and scene.is_class(at, Class.FAMILY) and self._is_held(scene, at):
            rest = self._shapes.shape(scene, at + 1, announced=True) if scene.follows(at + 1) else None
            if rest is not None and scene.is_class(at + 1, Class.GIVEN):
                yield self._person(rest, Role(first, at + 1, opener.reading.lead), "title")
                return
            name = Name(at, at + 1, "title and family name")
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
        if not self._shapes.is_borne(scene, at) or self._goes_before(scene, at):
            return False
        return self._roles.heads.at(scene.units[at - 1]) is None or self._book.family(scene.units[at].key) >= SURE_GIVEN

    def _known_person(self, scene: Scene, at: int, *, weak: bool) -> Name | None:
        known = scene.known.get(at)
        if known is None or known.known.kind != "person" or known.taken or (known.known.weak and not weak):
            return None
        if known.last > at + 1 and is_titled(scene, at):
            return None
        if scene.is_class(known.last, Class.FAMILY) and not scene.is_class(known.last - 1, Class.FAMILY):
            longer = self._shapes.shape(scene, at, announced=True)
            if longer is not None and longer.last > known.last:
                return longer
        last = self._shapes.with_fathers(scene, at, known.last)
        ids = known.known.ids if last == known.last or scene.is_class(known.last - 1, Class.FAMILY) else ()
        return Name(at, last, f"kb:{ids[0]}" if ids else "shape", ids)

    def _person(self, name: Name, role: Role | None, rule: str) -> Found:
        evidence = (name.rule, f"grammar:{rule}") if name.rule.startswith("kb:") else (f"grammar:{rule}",)
        return Found(name.first, name.last, 0, "person", evidence, ids=name.ids, role=role)

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
