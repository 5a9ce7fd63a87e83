"""Mentions: who and what an article names, with the role that the words beside a name state.

Three witnesses: the knowledge base, a grammar of titles, offices and heads, and a tagger, if one is given. Every
mention says which of them found it. Short forms are found in a second pass, once the full names are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from marsad.lexicon.knowledge import Entity, state_bodies
from marsad.lexicon.own_knowledge import merged, version
from marsad.lexicon.table import load
from marsad.reading.mentions.bodies import BodyReader
from marsad.reading.mentions.choice import Signs, chosen, known_by_father
from marsad.reading.mentions.clubs import ClubReader
from marsad.reading.mentions.gazetteer import Gazetteer, Match, is_quoted
from marsad.reading.mentions.persons import PersonReader
from marsad.reading.mentions.repeats import again, repeated
from marsad.reading.mentions.roles import is_titled
from marsad.reading.mentions.scene import Found, Role, Scene
from marsad.reading.mentions.shorts import ShortForms
from marsad.reading.mentions.tagged import TaggedReader, alone, joined
from marsad.reading.mentions.taggers import TaggerName, make_tagger
from marsad.reading.mentions.units import ARTICLE, SPACE, Stretch, keys_of
from marsad.reading.mentions.words import Class, WordBook
from marsad.reading.segmentation import KINDS_READ
from marsad.records import Article, Block, Credit, Mention, Record
from marsad.stage import Layers, made_by, record_id

__all__ = ["MentionStage"]

_GEONAMES = "place:geoname-"
_TANWIN = "\N{ARABIC FATHATAN}"
_HA = "\N{ARABIC LETTER HEH}"
_NISBA = "\N{ARABIC LETTER YEH}" + _HA
_ALEF = "\N{ARABIC LETTER ALEF}"


class MentionStage:
    """Finds the mentions of an article; the tagger adds names that neither lists nor grammar know.

    `own` are rows of the user's own for the knowledge base; they and the tagger are part of the stage's version.
    """

    name = "mentions"
    version = "1"
    reads: tuple[type[Record], ...] = (Block, Credit)
    writes: tuple[type[Record], ...] = (Mention,)

    def __init__(self, tagger: TaggerName = "fast", own: Sequence[Entity] = ()) -> None:
        self.version = version(f"{self.version}.{tagger}", own)
        self._entities = merged(own)
        self._book = WordBook()
        self._gazetteer = Gazetteer(self._entities, state_bodies(), self._book.of_key, self._book.is_noun)
        self._persons = PersonReader(self._book)
        self._bodies = BodyReader(self._book)
        self._clubs = ClubReader()
        self._where = frozenset(keys_of(row["word"])[0] for row in load("place_signs"))
        self._contests = {keys_of(row["word"])[0]: row["kind"] for row in load("contest_words")}
        self._shorts = ShortForms(self._book)
        self._signs = Signs(self._book, self._entities)
        made = make_tagger(tagger)
        self._trusted = tagger == "accurate"
        self._tagged = TaggedReader(self._book, made, trusted=self._trusted) if made else None

    def __call__(self, article: Article, layers: Layers) -> Iterator[Record]:
        """Yield the mentions in headlines, subheadings, paragraphs and captions, in order."""
        blocks = sorted((b for b in layers.of(Block) if b.kind in KINDS_READ), key=lambda b: b.start)
        scenes = [self._scene(article, block) for block in blocks]
        sport = self._clubs.is_sport(scenes)
        found = [chosen(self._candidates(scene, sport=sport)) for scene in scenes]
        tagged = [self._names(article.text, scene, mentions) for scene, mentions in zip(scenes, found, strict=True)]
        kept = self._signs.settled(scenes, found, tagged)
        kept = [joined(s, ms, names, trusted=self._trusted) for s, ms, names in zip(scenes, kept, tagged, strict=True)]
        kept = repeated(scenes, [known_by_father(s, ms) for s, ms in zip(scenes, kept, strict=True)])
        kept = self._shorts.find(scenes, kept)
        kept = again(scenes, [alone(mentions, names) for mentions, names in zip(kept, tagged, strict=True)])
        kept = [self._persons.with_roles(scene, mentions) for scene, mentions in zip(scenes, kept, strict=True)]
        for scene, mentions in zip(scenes, kept, strict=True):
            for mention in sorted(mentions, key=lambda m: (m.first, m.last)):
                yield self._record(article, scene, mention)

    def _is_named_on(self, scene: Scene, match: Match) -> bool:
        """Whether a city opens the name of something: an unlisted word goes on, no preposition before it."""
        if not match.known.ids[0].startswith(_GEONAMES) or match.last != match.first + 1 or match.taken:
            return False
        if (
            not scene.is_class(match.last, Class.PROPER)
            or scene.units[match.last].gap != SPACE
            or match.last in scene.known
        ):
            return False
        before = scene.units[match.first - 1].key if match.first and scene.follows(match.first) else ""
        return before not in self._where

    def _is_contest(self, scene: Scene, match: Match) -> bool:
        """Whether a name is part of another: of a contest ("the Cup of ..."), of a prayer."""
        before = scene.units[match.first - 1].key if match.first and scene.follows(match.first) else ""
        return self._contests.get(before) == match.known.kind

    def _names(self, text: str, scene: Scene, mentions: Sequence[Found]) -> list[Found]:
        return self._tagged.read(text, scene, mentions) if self._tagged else []

    def _scene(self, article: Article, block: Block) -> Scene:
        stretch = Stretch(article.text[block.start : block.end], block.start, block.kind)
        return Scene(stretch, self._book, self._gazetteer)

    def _candidates(self, scene: Scene, *, sport: bool) -> Iterator[Found]:
        clubs = {club.first: club for club in self._clubs.read(scene)} if sport else {}
        yield from clubs.values()
        for match in scene.known.values():
            if match.first in clubs and clubs[match.first].last >= match.last:
                continue
            if self._is_contest(scene, match) or self._is_named_on(scene, match):
                continue
            if not _is_adjective(scene, match) and not _is_cut_off(scene, match) and not _is_attribute(scene, match):
                titled = is_titled(scene, match.first)
                if titled and scene.strong(match.first + 1, "person"):
                    continue
                yield _known(scene, match, self._entities, titled=titled)
        yield from self._persons.read(scene)
        yield from self._bodies.read(scene)

    def _record(self, article: Article, scene: Scene, found: Found) -> Mention:
        start, end = scene.stretch.span(found.first, found.last, found.lead)
        if any(unit.opens for unit in scene.units[found.first + 1 : found.last]):
            end = scene.stretch.closing(end)
        role = _role_span(scene, found.role)
        head_end = scene.stretch.span(found.first, found.first + found.head)[1] if found.head else None
        return Mention(
            id=record_id(article, "mention", start, end),
            article_id=article.id,
            made_by=made_by(self),
            start=start,
            end=end,
            kind=found.kind,
            role=article.text[role[0] : role[1]] if role else None,
            role_start=role[0] if role else None,
            role_end=role[1] if role else None,
            head_end=head_end,
            office=found.office,
            short=found.short,
            candidates=found.ids,
            key=found.full[0] if found.full else scene.key_of(found),
            evidence=found.evidence,
        )


def _known(scene: Scene, match: Match, entities: Mapping[str, Entity], *, titled: bool) -> Found:
    known = match.known
    quoted = is_quoted(scene.units, match.first, match.last) and not scene.is_class(match.first, Class.STOP)
    outlet = scene.outlet(match) if is_quoted(scene.units, match.first, match.last) else None
    if outlet is not None:
        return Found(match.first, match.last, 0, "organization", (f"kb:{outlet}",), (outlet,))
    weak = known.weak and (known.kind == "place" or not quoted)
    evidence = (f"kb:{known.ids[0]}",)
    first = match.first + 1 if known.kind == "person" and titled and match.last > match.first + 1 else match.first
    lead = match.lead if first == match.first else 0
    found = Found(first, match.last, lead, known.kind, evidence, known.ids, weak=weak)
    return found if weak or known.kind != "organization" else _of_country(scene, found, entities)


def _is_cut_off(scene: Scene, match: Match) -> bool:
    """Whether the known person is here the father in the longer name of another."""
    return match.known.kind == "person" and scene.is_class(match.first - 1, Class.LINK) and scene.follows(match.first)


def _is_attribute(scene: Scene, match: Match) -> bool:
    """Whether a body called by an adjective is here the adjective of a noun ("the foreign policy of America")."""
    key, before = scene.units[match.first].key, scene.units[match.first - 1].key if match.first else ""
    nisba = match.known.kind == "organization" and not match.taken and key.endswith(_NISBA)
    beside = nisba and scene.units[match.first].gap == SPACE and scene.is_class(match.first - 1, Class.DEFINITE)
    return beside and before.startswith(ARTICLE) and before.endswith(_HA)


def _is_adjective(scene: Scene, match: Match) -> bool:
    """Whether the name of a country is here an adjective of the noun before it ("the Saudi market")."""
    at = match.first
    if match.last == at + 1 and match.known.ids[0].startswith("country:") and _is_accusative(scene, at):
        return True
    alone = match.last == at + 1 and not match.taken and scene.units[at].gap == SPACE
    return alone and scene.is_class(at, Class.COUNTRY) and scene.is_class(at - 1, Class.DEFINITE, Class.ADJECTIVE)


def _is_accusative(scene: Scene, at: int) -> bool:
    """Whether a word ends as an indefinite object does, and so does the noun before it ("a Syrian site")."""
    if _TANWIN in scene.stretch.spelled(at):
        return True
    before = scene.units[at - 1].key if at and scene.units[at].gap == SPACE else ""
    ends = scene.units[at].key.endswith(_ALEF) and before.endswith(_ALEF) and len(before) > 3
    return ends and scene.is_class(at - 1, Class.NOUN)


def _of_country(scene: Scene, found: Found, entities: Mapping[str, Entity]) -> Found:
    """A known body with the adjective of a country after it: of its bearers, the one of that country."""
    if not scene.follows(found.last) or not scene.is_class(found.last, Class.COUNTRY):
        return found
    code = scene.book.country(scene.units[found.last].key)
    ids = tuple(i for i in found.ids if i.startswith("body:") or entities[i].country in (code, "INT"))
    bodies = tuple(f"{i}@{code}" if i.startswith("body:") else i for i in ids)
    return found._replace(last=found.last + 1, ids=bodies)


def _role_span(scene: Scene, role: Role | None) -> tuple[int, int] | None:
    if role is None:
        return None
    start, end = scene.stretch.span(role.first, role.last, role.lead)
    opened = any(unit.opens for unit in scene.units[role.first + 1 : role.last])
    return start, scene.stretch.closing(end) if opened else end
