"""Names of the tagger's: in which sentences it is asked, and which of its names have the shape of a name.

By itself the tagger takes many a phrase of news that it never met for a name. Read by eye, less than half of what it
alone found was one, and the classes of the words tell most of the rest apart: a person's name holds no verb, a body
begins with a head or holds nothing but words that nobody lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from marsad.lexicon.table import load
from marsad.reading.mentions.roles import is_titled
from marsad.reading.mentions.scene import TAGGED, Found, Scene, openers
from marsad.reading.mentions.tagger_text import TextTagger
from marsad.reading.mentions.tagger_units import TaggedUnits, on_units
from marsad.reading.mentions.units import ARTICLE, CONJUNCTIONS, SPACE, keys_of
from marsad.reading.mentions.words import Class, WordBook

SURE = 0.6
"""Odds from which a name of the tagger's is a sign for what the lists know."""
_SURE_ALONE = 0.85
"""Odds from which one word, or a body that no head opens, is a name."""
_OVERRULES = 0.8
"""Odds from which the tagger cuts a person's name better than the grammar."""
_SURE_NOUN = 0.97
"""The same of a given name that is an everyday word too."""
_RARE = 150
"""Times met in news below which a word with the article may end a person's name."""
_FEW = 1000
"""The same after a given name, where the tagger is sure."""
_BORNE = 3
"""Bearers of a family name from which it may stand alone after a verb."""
_OFTEN = 40
"""Times that news has a word for each bearer of it that the lists know, from which it is more than a name."""
_NAMING = (Class.GIVEN, Class.FAMILY, Class.PROPER, Class.LINK)
_NAMES = (Class.GIVEN, Class.PROPER)
_LAST = (Class.FAMILY, Class.DEFINITE, Class.GIVEN)
_ENDS = (Class.VERB, Class.STOP, Class.NUMBER)
_JOINED = ("\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER KAF}")
_ALEF, _HA = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER HEH}"


class TaggedReader:
    """Asks a tagger where lists and grammar leave words open, and keeps what looks like a name."""

    def __init__(self, book: WordBook, tagger: TextTagger, *, trusted: bool = False) -> None:
        """`trusted` tells that every name of the tagger's is one: it is asked everywhere, and no shape is wanted."""
        self._book = book
        self._trusted = trusted
        self._tagger = tagger
        self._heads = openers("organization_heads")
        self._places = openers("place_heads")
        self._no_names = frozenset(keys_of(row["phrase"]) for row in load("not_names"))
        self._before = frozenset(keys_of(row["word"])[0] for row in load("place_signs"))

    def read(self, text: str, scene: Scene, mentions: Sequence[Found]) -> list[Found]:
        """The tagger's names of a stretch; those that are only a sign for another witness are weak."""
        near = None if self._trusted else list(self._open(scene, mentions))
        names = on_units(self._tagger, text, scene.stretch, near) if near != [] else ()
        return [found for name in names if name.score >= SURE for found in self._cut(scene, name)]

    def _open(self, scene: Scene, mentions: Sequence[Found]) -> Iterator[int]:
        """The units that might be of a name which nobody found."""
        taken = {at for m in mentions if not m.weak and not m.office for at in range(m.first, m.last)}
        after = {m.last for m in mentions if m.kind == "person" and not m.office and not m.ids}
        for at in range(len(scene)):
            if at in taken:
                continue
            unsure = self._may_settle(scene, at) or scene.is_class(at, *_NAMING) or self._opens(scene, at)
            if unsure or (at in after and scene.units[at].gap == SPACE and scene.is_class(at, Class.DEFINITE)):
                yield at

    def _may_settle(self, scene: Scene, at: int) -> bool:
        """Whether a name that the lists are not sure of is one for which the tagger is a sign (see `Signs`)."""
        match = scene.known.get(at)
        if match is None or match.known.kind == "person":
            return False
        key = scene.bare_key(at, match.lead)
        if match.known.kind == "place":
            return match.last > at + 1 or self._book.of_key(key) is Class.PROPER
        return not key.startswith(ARTICLE) and self._book.of_key(key) is not Class.STOP

    def _opens(self, scene: Scene, at: int) -> bool:
        head = self._heads.at(scene.units[at])
        return head is not None and not head.definite

    def _cut(self, scene: Scene, name: TaggedUnits) -> Iterator[Found]:
        """The name without the words at its ends that are of no name."""
        first, last = name.first, name.last
        while last > first and self._is_end(scene, last - 1, name.kind):
            last -= 1
        last = next((at for at in range(first + 1, last) if self._is_another(scene, at, name.kind)), last)
        if name.kind == "person" and last > first + 2 and self._is_attribute(scene, last - 1):
            last -= 1
        while last > first and scene.is_class(first, *_ENDS) and not self._is_part(scene, first):
            first += 1
        while name.kind == "person" and last > first and is_titled(scene, first):
            first += 1
        if last > first:
            lead = name.lead if first == name.first else 0
            found = Found(first, last, lead, name.kind, (TAGGED,), score=name.score)
            yield found._replace(weak=not (self._trusted or self._stands(scene, found, name.score)))

    def _is_another(self, scene: Scene, at: int, kind: str) -> bool:
        """Whether "and" is written onto an unlisted word inside a person's name: there another name begins."""
        key = scene.units[at].key
        if kind == "person" and scene.units[at].kind != scene.units[at - 1].kind:
            return True
        joined = kind == "person" and key[0] in CONJUNCTIONS and scene.is_class(at, Class.PROPER)
        return joined and not self._book.given(key) + self._book.family(key)

    def _is_attribute(self, scene: Scene, at: int) -> bool:
        """Whether a word with the article after an unlisted one is no part of the name: no family name that we know."""
        key = scene.units[at].key
        return key.startswith(ARTICLE) and scene.is_class(at - 1, Class.PROPER) and self._book.family(key) < _BORNE

    def _is_end(self, scene: Scene, at: int, kind: str) -> bool:
        if scene.is_class(at, *_ENDS):
            return not self._is_part(scene, at) or kind != "person"
        return kind == "person" and scene.is_class(at, Class.COUNTRY, Class.LINK)

    def _is_part(self, scene: Scene, at: int) -> bool:
        """Whether persons bear a word that is mostly something else."""
        key = scene.units[at].key
        borne = self._book.given(key) + self._book.family(key)
        return borne * _OFTEN > self._book.count(key) and not scene.is_class(at, Class.NUMBER)

    def _stands(self, scene: Scene, found: Found, score: float) -> bool:
        if any(scene.is_class(at, Class.VERB) for at in range(found.first, found.last)):
            return False
        if tuple(unit.key for unit in scene.units[found.first : found.first + 2]) in self._no_names:
            return False
        if found.kind == "person":
            return self._is_person(scene, found, score)
        if found.kind == "place":
            return self._is_place(scene, found, score)
        return self._is_body(scene, found, score)

    def _is_person(self, scene: Scene, found: Found, score: float) -> bool:
        key = scene.bare_key(found.first, found.lead)
        if scene.units[found.first].kind != "word":
            return False
        if key.startswith(ARTICLE) and not scene.is_class(found.first, Class.GIVEN, Class.FAMILY):
            return False
        if found.length == 1:
            sure = _SURE_NOUN if self._book.is_noun(key) else _SURE_ALONE
            return score >= sure and self._is_name_alone(scene, found, key)
        opens = self._book.of_key(key) in _NAMING or self._book.given(key) > 0
        if not found.lead and key[0] in _JOINED and not self._book.given(key) + self._book.family(key):
            opens = opens and found.length > 2
        rest = range(found.first + 1, found.last)
        if score >= _SURE_NOUN and self._is_whole(scene, found, key):
            return True
        parts = all(scene.is_class(at, *_NAMING) or self._is_part(scene, at) for at in rest)
        return opens and (parts or (score >= _SURE_ALONE and found.length > 2 and scene.is_class(rest[0], *_NAMING)))

    def _is_whole(self, scene: Scene, found: Found, key: str) -> bool:
        """Whether words of which the tagger is sure make a name: a given name and a family name that nobody lists."""
        *middle, last = range(found.first + 1, found.last)
        if not all(scene.is_class(at, *_NAMING) for at in middle):
            return False
        if scene.is_class(last, Class.PROPER) and self._book.count(key) < _RARE:
            return scene.is_class(found.first, Class.NOUN) and found.length > 2
        ends = scene.is_class(last, Class.DEFINITE, Class.ADJECTIVE) and self._book.count(scene.units[last].key) < _FEW
        return ends and self._book.of_key(key) is Class.GIVEN

    def _is_name_alone(self, scene: Scene, found: Found, key: str) -> bool:
        if self._book.of_key(key) is Class.FAMILY:
            return not found.lead and scene.is_class(found.first - 1, Class.VERB) and self._book.family(key) >= _BORNE
        if self._book.of_key(key) not in (Class.PROPER, Class.GIVEN) or key.startswith(ARTICLE):
            return False
        return not found.lead or self._is_joined(scene, found) or self._book.given(key) + self._book.family(key) > 0

    def _is_joined(self, scene: Scene, found: Found) -> bool:
        return scene.units[found.first].key[: found.lead] in CONJUNCTIONS

    def _is_place(self, scene: Scene, found: Found, score: float) -> bool:
        head = self._places.at(scene.units[found.first])
        if head is not None and found.length > 1:
            return not head.definite and scene.is_class(found.first + 1, *_NAMING, Class.DEFINITE)
        key = scene.bare_key(found.first, found.lead)
        if score < _SURE_ALONE or self._book.of_key(key) is not Class.PROPER or self._is_adverb(key):
            return False
        if any(scene.is_class(at, Class.NOUN, Class.DEFINITE, *_ENDS) for at in range(found.first + 1, found.last)):
            return False
        before = scene.units[found.first - 1].key if found.first and scene.follows(found.first) else ""
        return before in self._before or (found.lead > 0 and not self._is_joined(scene, found))

    def _is_adverb(self, key: str) -> bool:
        """Whether a word in the indefinite accusative is met without its ending: "legally", "honest"."""
        return key.endswith(_ALEF) and any(self._book.count(key[:-1] + end) for end in ("", _HA))

    def _is_body(self, scene: Scene, found: Found, score: float) -> bool:
        head = self._heads.at(scene.units[found.first])
        if head is not None:
            of_kind = found.kind == "organization" or head.row["kind"] == "group"
            if found.length > 1 and self._book.is_particle(scene.units[found.first + 1].key):
                return False
            if head.row["complement"] != "any" and not self._has_name(scene, found):
                return False
            return of_kind and not head.definite and found.length > 1 and not self._is_bare(scene, found)
        if found.kind == "group" or score < _SURE_ALONE:
            return False
        if scene.units[found.first].kind == "foreign" and scene.stretch.spelled(found.first).islower():
            return False
        if not found.lead and scene.units[found.first].gap == SPACE and scene.is_class(found.first - 1, *_NAMES):
            return False
        if scene.units[found.first].opens and scene.is_class(found.first - 1, Class.NOUN, Class.DEFINITE):
            return False
        return all(self._is_foreign(scene, at) for at in range(found.first, found.last))

    def _has_name(self, scene: Scene, found: Found) -> bool:
        rest = range(found.first + 1, found.last)
        return any(scene.is_class(at, *_NAMING, Class.COUNTRY) or at in scene.known for at in rest)

    def _is_bare(self, scene: Scene, found: Found) -> bool:
        """Whether a head has nothing but an adjective or a noun without article after it: "a French organisation"."""
        return found.length == 2 and scene.is_class(found.first + 1, Class.NOUN, Class.STOP)

    def _is_foreign(self, scene: Scene, at: int) -> bool:
        word = scene.units[at]
        return word.kind == "word" and scene.is_class(at, Class.PROPER) and not self._is_adverb(word.key)


def joined(scene: Scene, mentions: Sequence[Found], names: Iterable[Found], *, trusted: bool = False) -> list[Found]:
    """The mentions and the names of several words that none of them overlaps; persons that a name goes on from grow.

    A trusted tagger's persons, places and groups stand instead of what the grammar makes of their words.
    """
    names = [name for name in names if not name.weak]
    if trusted:
        mentions = [m for m in mentions if m.ids or m.office or not any(_instead(name, m) for name in names)]
    grown = [_grown(scene, mention, names) for mention in mentions]
    taken = {at for mention in grown if not mention.office for at in range(mention.first, mention.last)}
    free = [n for n in names if _is_told(scene, n) and taken.isdisjoint(range(n.first, n.last))]
    return [*grown, *free]


def _is_told(scene: Scene, name: Found) -> bool:
    """A single word waits until the short forms are told; with the article it is one of those or none."""
    return name.length > 1


def _grown(scene: Scene, mention: Found, names: Sequence[Found]) -> Found:
    if mention.kind != "person" or mention.office or mention.ids:
        return mention
    other = next((n for n in names if _overrules(scene, n, mention)), None)
    if other is not None:
        match = scene.strong(other.first, "person")
        ids = match.known.ids if match is not None and match.last == other.last else ()
        cut = mention._replace(first=other.first, last=other.last, lead=other.lead, ids=ids)
        return cut._replace(evidence=(*mention.evidence, TAGGED))
    longer = [n.last for n in names if n.kind == "person" and n.first == mention.first and n.last > mention.last]
    rare = (n for n in longer if scene.book.count(scene.units[n - 1].key) < _RARE and scene.is_class(n - 1, *_LAST))
    last = max(rare, default=mention.last)
    return mention._replace(last=last, evidence=(*mention.evidence, TAGGED)) if last > mention.last else mention


def _instead(name: Found, mention: Found) -> bool:
    crosses = name.first < mention.last and mention.first < name.last
    other = (name.first, name.last, name.kind) != (mention.first, mention.last, mention.kind)
    return crosses and other and name.kind != "organization"


def _overrules(scene: Scene, name: Found, mention: Found) -> bool:
    """Whether a name of which the tagger is sure cuts a person otherwise than the grammar, and not merely longer.

    Measured on own sentences held aside: persons .863 against .846.
    """
    crosses = name.first < mention.last and mention.first < name.last
    longer = name.first == mention.first and name.last > mention.last
    sure = name.kind == "person" and name.length > 1 and name.score >= _OVERRULES
    if scene.is_class(name.first, Class.LINK) and mention.first < name.first:
        return False
    return sure and crosses and not longer and (name.first, name.last) != (mention.first, mention.last)


def alone(mentions: Sequence[Found], names: Iterable[Found]) -> list[Found]:
    """The mentions, and the single words of the tagger's that none of them holds."""
    taken = {unit for mention in mentions for unit in range(mention.first, mention.last)}
    return [*mentions, *(n for n in names if n.length == 1 and not n.weak and n.first not in taken)]
