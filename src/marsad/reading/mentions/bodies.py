"""Organisations, groups and places by grammar: a head word and what completes it, or a country's adjective."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.lexicon.knowledge import EntityKind, countries
from marsad.lexicon.table import load
from marsad.reading.mentions.gazetteer import Match, is_quoted
from marsad.reading.mentions.scene import Found, Opener, Scene, definite_after_proclitic, openers
from marsad.reading.mentions.units import ALI, ARTICLE, ON, SPACE, keys_of, readings
from marsad.reading.mentions.words import Class, WordBook

_LONGEST_CHAIN = 3
_NAMED = ("named", "owner")
_FREQUENT = 300
_LONGEST_NAME = 4
_LONGEST_QUOTE = 5
_LONGEST_TAIL = 6
_WAW, _LAM = "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER LAM}"


_HA, _ALEF = "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER ALEF}"
_PARTICLES = (ON, ALI, "\N{ARABIC LETTER AIN}\N{ARABIC LETTER NOON}")
_IN = "\N{ARABIC LETTER FEH}\N{ARABIC LETTER YEH}"
_MAKSURA, _HAMZA = "\N{ARABIC LETTER ALEF MAKSURA}", "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
_TA, _YA = "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER YEH}"


class BodyReader:
    """Finds organisations, groups and places that no list holds."""

    def __init__(self, book: WordBook) -> None:
        self._book = book
        self._heads = openers("organization_heads")
        self._places = openers("place_heads")
        self._states = openers("state_bodies")
        self._offices = openers("offices")
        self._titles = openers("titles")
        self._media = frozenset(keys_of(row["phrase"])[0] for row in load("outlet_words"))
        self._no_names = frozenset(keys_of(row["phrase"]) for row in load("not_names"))

    def read(self, scene: Scene) -> Iterator[Found]:
        """Every body and place found; overlapping ones too."""
        for index in range(len(scene)):
            unit = scene.units[index]
            if unit.kind != "word":
                continue
            head = self._swallowed(scene, index, self._heads.at(unit))
            place = self._places.at(unit)
            if place is not None and not place.definite and self._opens_place(scene, index):
                yield from self._completed(scene, index, place, "place")
            if head is not None and not head.definite:
                kind: EntityKind = "group" if head.row["kind"] == "group" else "organization"
                yield from self._completed(scene, index, head, kind)
            state = head or self._states.at(unit)
            if state is not None and state.definite:
                yield from self._of_state(scene, index, state)
            yield from self._known_body(scene, index)

    def _swallowed(self, scene: Scene, at: int, head: Opener | None) -> Opener | None:
        """A head in L after "for" may bear the article unseen: then the adjective after it bears one too."""
        if head is None or head.definite or not head.reading.taken.endswith(_LAM) or head.reading.key[0] != _LAM:
            return head
        if not scene.follows(at + 1) or not scene.is_class(at + 1, Class.ADJECTIVE, Class.COUNTRY):
            return head
        return head._replace(definite=True, reading=head.reading._replace(lead=head.reading.lead - 1))

    def _opens_place(self, scene: Scene, at: int) -> bool:
        """Whether the head of a place is no part of a person's name, and no verb that folding makes one ("led to")."""
        spelled = scene.stretch.spelled(at)
        verb = spelled.endswith(_MAKSURA) and (_HAMZA in spelled or scene.is_class(at + 1, Class.DEFINITE))
        return not verb and not scene.is_class(at - 1, Class.LINK)

    def _completed(self, scene: Scene, first: int, head: Opener, kind: EntityKind) -> Iterator[Found]:
        last, rule = self._complement(scene, first + 1, head)
        whole = scene.known.get(first)
        strong = whole is not None and not whole.known.weak
        known = whole.last if strong and whole is not None else first
        if known > first + 1 and (kind != "place" or last > known):
            yield from self._with_purpose(scene, first, known, head)
            return
        if self._is_no_name(scene, first, head):
            return
        if last > first + 1 and not (kind == "organization" and self._is_of_person(scene, first + 1, head)):
            ids = self._same(scene, first + 1, last, head, kind)
            evidence = (f"grammar:{rule}",)
            yield Found(first, last, head.reading.lead, kind, evidence, ids=ids, head=1 if kind == "place" else 0)

    def _with_purpose(self, scene: Scene, first: int, last: int, head: Opener) -> Iterator[Found]:
        """A known body of a bare head and adjectives with a purpose after it is another body."""
        bare = all(scene.is_class(at, Class.ADJECTIVE) for at in range(first + 1, last))
        if bare and head.row.get("purpose") == "yes" and scene.follows(last):
            end = self._purpose_end(scene, last)
            if end > last:
                yield Found(first, end, head.reading.lead, "organization", ("grammar:head and purpose",))

    def _same(self, scene: Scene, at: int, last: int, head: Opener, kind: EntityKind) -> tuple[str, ...]:
        """The ids of the known name after a head, where the head makes nothing else of it."""
        known = scene.known.get(at)
        media = head.reading.key in self._media
        outlet = scene.outlet(known) if known is not None and media and known.last == last else None
        if outlet is not None:
            return (outlet,)
        if known is None or known.known.kind != kind or head.row["same"] == "no":
            return ()
        agency = media and known.last == last - 1 and scene.units[known.last].key.startswith(_LAM)
        if known.last != last and not agency:
            return ()
        state = head.row["same"] == "state"
        return tuple(
            i
            for i in known.known.ids
            if (media or not i.startswith("outlet:")) and (state or not i.startswith("country:"))
        )

    def _is_no_name(self, scene: Scene, first: int, head: Opener) -> bool:
        keys = (head.reading.key, *(unit.key for unit in scene.units[first + 1 : first + _LONGEST_CHAIN]))
        return keys in self._no_names or keys[:2] in self._no_names

    def _is_of_person(self, scene: Scene, at: int, head: Opener) -> bool:
        """Whether a government or force is told by its leader: then the leader is named, not a body."""
        if head.row["complement"] not in _NAMED or head.row["purpose"] == "yes":
            return False
        known = scene.known.get(at)
        return scene.is_class(at, Class.FAMILY, Class.GIVEN) and (known is None or known.known.kind == "person")

    def _complement(self, scene: Scene, at: int, head: Opener) -> tuple[int, str]:
        """Where the name that a head opens ends, and the rule; the same index where nothing completes it."""
        if not scene.follows(at):
            return at, ""
        if scene.units[at].opens and head.row["complement"] != "owner":
            return self._quote(scene, at), "head and quotation"
        named = self._named(scene, at, head)
        if named > at:
            return self._tail(scene, named, head), "head and name"
        if head.row["complement"] != "any":
            return at, ""
        end = self._construct(scene, at, head)
        return (self._tail(scene, end, head), "head and construct") if end > at else (at, "")

    def _quote(self, scene: Scene, at: int) -> int:
        for last in range(at + 1, min(len(scene), at + _LONGEST_QUOTE) + 1):
            if is_quoted(scene.units, at, last):
                return last
            if not scene.follows(last):
                break
        return at

    def _named(self, scene: Scene, at: int, head: Opener) -> int:
        """The end of a known place, person or group, or of proper words, right after a head."""
        titled = head.row.get("complement") == "any" or head.row.get("purpose") == "yes"
        if (
            titled
            and self._titles.at(scene.units[at])
            and scene.follows(at + 1)
            and scene.units[at].key.startswith(ARTICLE)
        ):
            if scene.is_class(at + 1, Class.GIVEN):
                return self._person_end(scene, at + 1)
            return at + 2 if scene.is_class(at + 1, Class.FAMILY) else at
        known = scene.known.get(at)
        if known is not None and self._is_no_district(head, known):
            return at
        usable = known is not None and not known.taken and known.known.kind != "organization"
        if known is not None and usable and (not known.known.weak or "purpose" not in head.row):
            return (
                self._proper_end(scene, known.last)
                if known.known.kind == "place" and "purpose" in head.row
                else known.last
            )
        if scene.is_class(at, Class.PROPER, Class.LINK):
            end = at
            while end < min(len(scene), at + _LONGEST_CHAIN) and self._is_proper(scene, end, at):
                end += 1
            if scene.is_class(end - 1, Class.LINK):
                end = end + 1 if scene.is_class(end, Class.DEFINITE, Class.NOUN, Class.FAMILY) else at
            return end
        if scene.is_class(at, Class.FAMILY):
            return at if self._opens_role(scene, at) else self._proper_end(scene, at + 1)
        named = scene.is_class(at, Class.GIVEN)
        if named and (not self._book.is_noun(scene.units[at].key) or scene.is_class(at + 1, Class.FAMILY)):
            unlisted = scene.is_class(at + 1, Class.PROPER) and at + 1 not in scene.known
            two = scene.follows(at + 1) and (unlisted or scene.is_class(at + 1, Class.FAMILY, Class.GIVEN))
            return at + (2 if two else 1)
        return at

    def _is_no_district(self, head: Opener, known: Match) -> bool:
        """Whether a district is followed by what none is called by: a country or a person ("France's judiciary")."""
        if "purpose" in head.row or head.row["same"] != "yes":
            return False
        return known.known.kind == "person" or known.known.ids[0].startswith("country:")

    def _proper_end(self, scene: Scene, at: int) -> int:
        """Where unlisted words after a place end, with which it makes another name ("Washington Post")."""
        while at < len(scene) and scene.is_class(at, Class.PROPER) and scene.units[at].gap == SPACE:
            key = scene.units[at].key
            if key[0] == _LAM and self._book.is_noun(key[1:]):
                break
            at += 1
        return at

    def _person_end(self, scene: Scene, at: int) -> int:
        end = at + 1
        while (
            end < at + _LONGEST_NAME
            and scene.follows(end)
            and scene.is_class(end, Class.LINK, Class.GIVEN, Class.FAMILY)
        ):
            end += 1
        return end

    def _is_proper(self, scene: Scene, at: int, first: int) -> bool:
        unit = scene.units[at]
        return scene.is_class(at, Class.PROPER, Class.LINK) and (at == first or unit.gap == SPACE) and not unit.opens

    def _construct(self, scene: Scene, at: int, head: Opener) -> int:
        """Indefinite nouns up to a definite one, with its adjectives and what "and" joins to it."""
        end = at
        while end < at + _LONGEST_CHAIN and scene.is_class(end, Class.NOUN) and scene.follows(end):
            if scene.strong(end, "place"):
                break
            if self._is_indefinite(scene.units[end].key):
                return at
            end += 1
        if not scene.follows(end):
            return at
        known = scene.known.get(end)
        if end > at and known is not None and known.known.kind == "place" and not known.known.weak and not known.taken:
            return known.last
        if not scene.is_class(end, Class.DEFINITE, Class.ADJECTIVE, Class.FAMILY) or self._opens_role(scene, end):
            return at
        if end == at and scene.is_class(end, Class.ADJECTIVE) and head.row.get("complement") in _NAMED:
            return at
        return end + 1

    def _is_indefinite(self, key: str) -> bool:
        """Whether a word without article is an adjective: then its noun is any of its kind ("a Libyan court")."""
        return key.endswith(_YA + _HA) and self._book.of_key(ARTICLE + key) in (Class.ADJECTIVE, Class.COUNTRY)

    def _opens_role(self, scene: Scene, at: int) -> bool:
        unit = scene.units[at]
        return not unit.key.endswith(_YA) and (self._titles.at(unit) or self._offices.at(unit)) is not None

    def _tail(self, scene: Scene, at: int, head: Opener) -> int:
        """Adjectives, a second noun after "and", a purpose after "for", a country's adjective or name."""
        if "purpose" not in head.row and at - 1 in scene.known:
            return at
        end = self._adjectives(scene, at)
        if head.row.get("purpose") == "yes":
            if scene.follows(end) and self._is_second(scene, end):
                end = self._adjectives(scene, end + 1)
            if scene.follows(end) and self._is_purpose(scene, end):
                end = self._with_second(scene, end + 1)
        return end

    def _adjectives(self, scene: Scene, at: int) -> int:
        while scene.follows(at) and self._is_adjective(scene, at):
            if self._opens_role(scene, at):
                break
            at += 1
            if scene.is_class(at - 1, Class.COUNTRY):
                break
        return at

    def _is_adjective(self, scene: Scene, at: int) -> bool:
        if scene.is_class(at, Class.FAMILY):
            return scene.units[at].key.endswith(_YA) and self._book.count(scene.units[at].key) > _FREQUENT
        return scene.is_class(at, Class.ADJECTIVE, Class.COUNTRY)

    def _is_second(self, scene: Scene, at: int) -> bool:
        key = scene.units[at].key
        if not key.startswith(_WAW + ARTICLE):
            return False
        bare = key[1:]
        if self._states.at(scene.units[at]) or self._heads.at(scene.units[at]) or self._opens_role(scene, at):
            return False
        return self._book.of_key(bare) in (Class.DEFINITE, Class.ADJECTIVE) and at not in scene.known

    def _is_purpose(self, scene: Scene, at: int) -> bool:
        if scene.follows(at + 1) and scene.units[at + 1].key in _PARTICLES:
            return False
        return any(
            reading.taken == _LAM and reading.key.startswith(ARTICLE) and reading.lead == 0
            for reading in readings(scene.units[at].key)
        ) and not self._opens_role(scene, at)

    def _of_state(self, scene: Scene, first: int, head: Opener) -> Iterator[Found]:
        """The government, the army, the foreign ministry with the adjective of a country, other adjectives between."""
        at = first + 1
        while scene.follows(at) and scene.is_class(at, Class.ADJECTIVE) and at < first + _LONGEST_CHAIN:
            at += 1
        if self._is_minister(scene, first - 1) or self._is_attribute(scene, first):
            return
        whole = scene.strong(first, "organization")
        if whole is not None and whole.last >= at and not any(i.startswith("body:") for i in whole.known.ids):
            return
        own = self._states.at(scene.units[first]) is not None or (
            head.row["same"] == "no" and head.row["kind"] != "group"
        )
        if own and scene.follows(at) and scene.is_class(at, Class.COUNTRY) and agree(scene, first, at):
            if "complement" in head.row and scene.follows(at + 1) and scene.is_class(at + 1, Class.ADJECTIVE):
                at += 1
            last = self._purpose_end(scene, at + 1) if self._has_purpose(scene, at + 1, head) else at + 1
            yield Found(first, last, head.reading.lead, "organization", ("grammar:state body",))
        elif scene.follows(at) and at > first + 1 and head.row.get("purpose") == "yes":
            last = self._purpose_end(scene, at)
            if last > at:
                yield Found(first, last, head.reading.lead, "organization", ("grammar:head and purpose",))

    def _is_attribute(self, scene: Scene, at: int) -> bool:
        """Whether a word in -iyya is the adjective of a noun before it ("the federal court")."""
        after = scene.is_class(at - 1, Class.DEFINITE) and scene.units[at].gap == SPACE
        return after and scene.units[at].key.endswith(_YA + _HA)

    def _has_purpose(self, scene: Scene, at: int, head: Opener) -> bool:
        """Whether "for ..." may go on the name of a head that is no government."""
        return head.row.get("purpose") == "yes" and head.row["complement"] == "any" and scene.follows(at)

    def _is_minister(self, scene: Scene, at: int) -> bool:
        """Whether a minister's title stands here: with the ministry's short name it is one fixed office."""
        opener = self._offices.at(scene.units[at]) if at >= 0 and scene.follows(at + 1) else None
        return opener is not None and opener.row["kind"] == "minister"

    def _purpose_end(self, scene: Scene, at: int) -> int:
        """The end of "for ..." after a definite head: "the media office of the prime minister"."""
        if self._opens_role(scene, at) and definite_after_proclitic(scene.units[at]):
            return at
        if scene.follows(at + 1) and scene.units[at + 1].key in _PARTICLES:
            return at
        if self._is_purpose(scene, at) or definite_after_proclitic(scene.units[at]):
            return self._with_second(scene, at + 1) if scene.units[at].key.startswith(_LAM) else at
        key = scene.units[at].key
        opens = key.startswith(_LAM) and self._book.of_key(key[1:]) is Class.NOUN and scene.follows(at + 1)
        if opens and scene.is_class(at + 1, Class.DEFINITE, Class.ADJECTIVE):
            return self._adjectives(scene, at + 2)
        return at

    def _with_second(self, scene: Scene, at: int) -> int:
        """The end of a purpose: its adjectives, and a second one after "and"."""
        end = self._adjectives(scene, at)
        while scene.follows(end) and end < at + _LONGEST_TAIL:
            if self._is_second(scene, end):
                end = self._adjectives(scene, end + 1)
            elif self._is_second_task(scene, end):
                end = self._adjectives(scene, end + 2)
            else:
                break
        return end

    def _is_second_task(self, scene: Scene, at: int) -> bool:
        """Whether "and" joins a noun and what completes it: "... and protection of the environment"."""
        key = scene.units[at].key
        if key[0] != _WAW or not scene.follows(at + 1) or not scene.is_class(at + 1, Class.DEFINITE, Class.ADJECTIVE):
            return False
        if self._heads.at(scene.units[at]) or self._states.at(scene.units[at]) or self._opens_role(scene, at):
            return False
        return self._book.of_key(key[1:]) is Class.NOUN and not self._opens_role(scene, at + 1)

    def _where(self, scene: Scene, at: int) -> str | None:
        """The country that stands after "in" at an index."""
        if not scene.follows(at) or scene.units[at].key != _IN or not scene.follows(at + 1):
            return None
        return country_after(scene, self._book, at + 1)[0] if not scene.is_class(at + 1, Class.COUNTRY) else None

    def _known_body(self, scene: Scene, first: int) -> Iterator[Found]:
        """A body that every state has, with the adjective or name of a country."""
        match = scene.known.get(first)
        if match is None or not any(i.startswith("body:") for i in match.known.ids):
            return
        if self._is_minister(scene, first - 1):
            return
        country = self._where(scene, match.last)
        if country is not None:
            ids = tuple(f"{i}@{country}" for i in match.known.ids if i.startswith("body:"))
            yield Found(first, match.last, match.lead, "organization", ("grammar:body in a state",), ids=ids)
            return
        country, last = country_after(scene, self._book, match.last)
        if country is not None and (last > match.last + 1 or agree(scene, first, match.last)):
            ids = tuple(f"{i}@{country}" for i in match.known.ids if i.startswith("body:"))
            yield Found(first, last, match.lead, "organization", ("grammar:body of a state",), ids=ids)


def agree(scene: Scene, noun: int, adjective: int) -> bool:
    """Whether an adjective is of the gender of a noun; where it is not, it belongs to an office before the noun."""
    key, other = scene.units[noun].key, scene.units[adjective].key
    feminine = key.endswith((_HA, _ALEF + _TA)) or noun + 1 < adjective
    return other.endswith(_HA) == feminine or noun + 1 < adjective or not scene.is_class(adjective, Class.COUNTRY)


def country_after(scene: Scene, book: WordBook, at: int) -> tuple[str | None, int]:
    """The country whose adjective or name stands at an index, and where it ends."""
    if not scene.follows(at):
        return None, at
    code = book.country(scene.units[at].key)
    if code is not None:
        return code, at + 1
    known = scene.strong(at, "place")
    if known is not None and known.known.ids[0].startswith("country:"):
        code = known.known.ids[0].removeprefix("country:")
        return (code, known.last) if code in countries() else (None, at)
    return None, at
