"""Every record that Marsad makes. Read this first.

Records are frozen and stand off from the text: they point into `Article.text` by half-open offsets that count
Unicode code points, and name one another by id. Nothing is edited; a later stage adds records. `made_by` says which
stage and version made a record ("blocks/1"), so that a rerun redoes only what changed.
"""

from __future__ import annotations

import datetime as dt
from hashlib import blake2b
from typing import Literal, TypeAlias

import msgspec

Media: TypeAlias = Literal["html", "text"]
BlockKind: TypeAlias = Literal[
    "headline", "subheading", "dateline", "byline", "section", "paragraph", "caption", "furniture"
]
CreditKind: TypeAlias = Literal["outlet", "headline", "byline", "agency", "dateline", "section"]
Basis: TypeAlias = Literal["metadata", "stated", "inferred", "given"]
TimeKind: TypeAlias = Literal["point", "duration", "set", "clock"]
EntityKind: TypeAlias = Literal["person", "organization", "place", "group"]
Verdict: TypeAlias = Literal["same", "unsure"]
TimeAnchor: TypeAlias = Literal["publication", "stated", "text", "past", "future"]
QuoteKind: TypeAlias = Literal["direct", "reported", "mixed"]
SpeakerKind: TypeAlias = Literal["named", "office", "pronoun", "vehicle", "collective", "anonymous"]
Modality: TypeAlias = Literal["happened", "ongoing", "planned", "called_for", "denied", "hypothetical"]
Stance: TypeAlias = Literal["said", "claimed", "denied", "confirmed", "unconfirmed"]
StepRole: TypeAlias = Literal["speaker", "statement", "agency", "outlet"]
ReuseKind: TypeAlias = Literal["copied", "quoted", "paraphrased"]
OriginKind: TypeAlias = Literal["statement", "agency", "own_reporting", "anonymous"]
Agreement: TypeAlias = Literal[
    "agree", "update", "scope", "sum_of_parts", "different_source", "contradict", "background"
]
EntryKind: TypeAlias = Literal["promise", "plan", "claim", "fact", "denial"]
Outcomes: TypeAlias = Literal["kept", "changed", "broken", "open"]


def digest(*parts: str | bytes) -> str:
    """Name a content: 16 hexadecimal digits of BLAKE2b over the parts, each ended by a zero byte."""
    state = blake2b(digest_size=8)
    for part in parts:
        state.update(part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass"))
        state.update(b"\0")
    return state.hexdigest()


class Period(msgspec.Struct, frozen=True):
    """Days, the last excluded: one day is `Period(d, d + 1 day)`. Never empty."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"a period must hold a day, but {self.start} is not before {self.end}")

    @classmethod
    def day(cls, day: dt.date) -> Period:
        """The period of one day."""
        return cls(day, day + dt.timedelta(1))


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What arrived: bytes, with what the input said of them.

    `path` is the input file (for a member of a larger file: that file); `page_id` the input's own id of the page, where
    it has one; `charset` the encoding declared outside the bytes (an HTTP header); `given` what the input states about
    the page beside its content, as (name, value) with the names title, date, source, author, section.
    """

    path: str
    content: bytes
    media: Media
    page_id: str | None = None
    url: str | None = None
    charset: str | None = None
    given: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        """Same bytes under the same address, id and given facts: the same page, whatever the file is called."""
        facts = "\x1f".join(f"{name}={value}" for name, value in self.given)
        return digest(self.url or "", self.page_id or "", facts, self.media, self.content)


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """The text of one page as received, furniture and all; every offset anywhere counts code points of `text`.

    `language` is the ISO 639-3 code of the body ("und" where it cannot be told).
    """

    id: str
    page: str
    path: str
    text: str
    language: str
    page_id: str | None = None
    url: str | None = None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What every record of a layer has: its own id, its article's id, and the stage and version that made it.

    `article_id` is "" only in an issue about an input from which no article came.
    """

    id: str
    article_id: str
    made_by: str


class Line(Record, frozen=True, kw_only=True, tag="line"):
    """One line of a page as its markup shows it; plain text has none.

    `path` names the block elements around it, outermost first, each with its number in the page ("main.3>div.7>p.9"),
    so that two lines of one container share a prefix. `names` are the words of the nearest ids and classes;
    `link_share` and `strong_share` the shares of its letters that stand in links and in bold (0 to 1).
    """

    start: int
    end: int
    path: str
    names: tuple[str, ...] = ()
    link_share: float = 0.0
    strong_share: float = 0.0


class Metadata(Record, frozen=True, kw_only=True, tag="metadata"):
    """One fact that a page states about itself outside its visible text, or that the input states about the page.

    `place` says where it stood: json-ld, opengraph, meta, time, canonical, title, url or given.
    `key` is one of title, outlet, domain, published, modified, time, author, section, description, url, language.
    `start` is the offset of the text beside which it stood, where it stood in the body of the page (`<time>`).
    """

    key: str
    value: str
    place: str
    start: int | None = None


class Block(Record, frozen=True, kw_only=True, tag="block"):
    """A stretch of the text, what it is, and why that was thought. Blocks never overlap, and leave only white space."""

    start: int
    end: int
    kind: BlockKind
    reason: str


class Credit(Record, frozen=True, kw_only=True, tag="credit"):
    """Who published or wrote the article, and what it calls itself.

    `text` are the words as they stand; `start` and `end` where they stand in the text, None where they came from
    metadata. `name` is the canonical name and `domain` the outlet's address, where known.
    """

    kind: CreditKind
    text: str
    evidence: str
    start: int | None = None
    end: int | None = None
    name: str | None = None
    domain: str | None = None


class Publication(Record, frozen=True, kw_only=True, tag="publication"):
    """The day of publication, or what is known of it.

    `period` is None where the day cannot be known; `weekday` (Monday is 0) is then a constraint that the text puts on
    it. `evidence` holds the words or the metadata that say so.
    """

    basis: Basis
    evidence: str
    period: Period | None = None
    weekday: int | None = None
    start: int | None = None
    end: int | None = None


class Quantity(Record, frozen=True, kw_only=True, tag="quantity"):
    """A number that the text states of something, in the words of the text; figures are never added up.

    `start` and `end` hold the number with its bounds ("at least") and its counted noun where they stand together.
    `low` and `high` are the bounds, equal where one figure is named, None where that side is open. `counted` is what
    the figure is of: killed, injured, killed_or_injured, arrested, released, kidnapped, missing, displaced, troops,
    persons, vehicles, sites, weapons, percent, money, duration, distance, area, weight, volume, other. `of` are the
    words for what is counted, None where the text leaves them out. `unit` is a currency (ISO 4217) or a sign of
    measure. `fate` says what became of things: destroyed, seized, cleared, fired. `part_of` names the quantity of which
    this one is a part ("among them 3 children"); the part is already in it. `stated` is False where one is meant but
    no number is written ("a soldier was killed"). `cue_start` and `cue_end` hold the words that tell what befell the
    counted, and `evidence` names the rows of the word lists that were used.
    """

    start: int
    end: int
    low: int | float | None
    high: int | float | None
    counted: str
    approximate: bool = False
    stated: bool = True
    of: str | None = None
    of_start: int | None = None
    of_end: int | None = None
    unit: str | None = None
    fate: str | None = None
    part_of: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    evidence: tuple[str, ...] = ()


class Time(Record, frozen=True, kw_only=True, tag="time"):
    """An expression of time in the words of the text, and the days that it means.

    `kind` is point (days on which something was, is or will be), duration, set (every Friday), or clock (an hour).
    `value` writes down what is said without the article's day (P-1D: the day before; see `arabic.periods.values`).
    `anchor` tells from what it counts: publication, stated (from nothing: a date), text (a time that the text named
    before), past or future (a vague reference, which has no value); None for durations, sets and hours. `period` is
    None where there are no days, or the day it counts from is not known. `bound` says how a preposition makes it a
    limit: since, until, before, after, during. `shape` names the rule, `evidence` the rows of the lists that were used.
    """

    start: int
    end: int
    kind: TimeKind
    anchor: TimeAnchor | None
    value: str | None
    period: Period | None
    shape: str
    bound: str | None = None
    approximate: bool = False
    evidence: tuple[str, ...] = ()


class Mention(Record, frozen=True, kw_only=True, tag="mention"):
    """Words that name a person, organisation, place or group.

    `start` and `end` leave out title, role and proclitics, save the preposition li- that swallows the article's alef.
    `role` are the words that say what the person is said to be. `head_end` is where a generic head ends ("city of"),
    None where there is none. `office` tells that an office stands for its holder, `short` that the full name stands
    elsewhere in the article. `candidates` are the ids of those that bear the name in the knowledge base ("body:...":
    a body that every state has, "@" and the country where that is said). `key` is the folded name, of a short form that
    of the full one. `evidence` names the witnesses: "kb:ID", "grammar:RULE", "short form", "tagger".
    """

    start: int
    end: int
    kind: EntityKind
    role: str | None = None
    role_start: int | None = None
    role_end: int | None = None
    head_end: int | None = None
    office: bool = False
    short: bool = False
    candidates: tuple[str, ...] = ()
    key: str = ""
    evidence: tuple[str, ...] = ()


class Link(Record, frozen=True, kw_only=True, tag="link"):
    """A judgement: these mentions name one entity.

    `entity_id` is the knowledge base's, or None; `name` its English name, or the fullest spelling of the article.
    `score` runs from 0 to 1, `reasons` say why, and `verdict` is "unsure" where more than one entity may be meant: then
    `others` names them. `country` is ISO 3166-1 alpha-3; `latitude` and `longitude` are degrees, for places.
    """

    mentions: tuple[str, ...]
    kind: EntityKind
    name: str
    score: float
    verdict: Verdict
    entity_id: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    reasons: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Quote(Record, frozen=True, kw_only=True, tag="quote"):
    """Speech, in its own words or in the teller's.

    `start` and `end` hold what is said, `cue_start` and `cue_end` the words that report it. `speaker` are the words
    that name who spoke and `speaker_start`, `speaker_end` where they stand, perhaps sentences before; None where the
    article names nobody. `speaker_kind` tells how the speaker is given right here: by name, by office, by a pronoun or
    not at all (`pronoun`), through what was issued (`vehicle`: "the statement added"), as several, or unnamed.
    `speaker_mention` is the mention that those words hold. `continues` is the quote whose speaker this one takes over.
    `evidence` names the rows of the word lists that were used.
    """

    start: int
    end: int
    cue_start: int
    cue_end: int
    kind: QuoteKind
    speaker_kind: SpeakerKind
    speaker: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_mention: str | None = None
    stance: Stance = "said"
    continues: str | None = None
    evidence: tuple[str, ...] = ()


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step on which words reached the page. `start` and `end` are None where they stand nowhere in the text.

    `name` is the canonical name of an agency or outlet, where known.
    """

    role: StepRole
    text: str
    start: int | None = None
    end: int | None = None
    name: str | None = None


class Attribution(Record, frozen=True, kw_only=True, tag="attribution"):
    """How the words of a quote or event reached the page: the speaker first, the outlet last.

    `about` is the id of the quote or event. Who passes another's words on has the role agency, also a paper or office.
    """

    about: str
    steps: tuple[Step, ...]


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Words that stand for an acting or receiving side, and the mention that they hold, where they hold one."""

    text: str
    start: int
    end: int
    mention: str | None = None


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number that belongs to an event: what is counted (see `Quantity`), its bounds, and the quantity told."""

    counted: str
    low: int | float | None
    high: int | float | None
    quantity: str


class Event(Record, frozen=True, kw_only=True, tag="event"):
    """One coded happening: its type and mode are PLOVER's, or ACCIDENT.

    `start` and `end` hold the trigger, from its first word to its last. `told_as` is the type of the words where a
    rule changed it (a meeting still to come is AGREE). `place` is a mention's id. `time` is the id of the time that
    stands by it, `period` the days meant. `background` tells that it is told as past history; `same_as` names the
    event of the article that it tells again. `evidence` names the rows of the word lists that were used.
    """

    start: int
    end: int
    event_type: str
    mode: str | None = None
    told_as: str | None = None
    modality: Modality = "happened"
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: str | None = None
    time: str | None = None
    period: Period | None = None
    figures: tuple[Figure, ...] = ()
    background: bool = False
    quote: str | None = None
    same_as: str | None = None
    contexts: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


class Issue(Record, frozen=True, kw_only=True, tag="issue"):
    """What could not be settled: a code of lower-case words and hyphens, where, and what was met and wanted.

    `path` is the input file, given where the issue is about the input or the page rather than about words of its text.
    """

    code: str
    message: str
    path: str | None = None
    start: int | None = None
    end: int | None = None


# Across articles


class Passage(msgspec.Struct, frozen=True, order=True):
    """Words of an article: half-open offsets into its text."""

    article_id: str
    start: int
    end: int


class CorpusRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What every record about several articles has: its own id, and the stage and version that made it."""

    id: str
    made_by: str


class Reuse(CorpusRecord, frozen=True, kw_only=True, tag="reuse"):
    """Words that two articles share, as aligned pairs of passages, each pair in the order of `article_ids`.

    `kind` tells prose that was copied from a statement that both quote, and from copy told in other words. `earlier` is
    the article that had the words first, where days or credits tell. `share` is the part of the shorter article's words
    that stand in the passages, 0 to 1; `reasons` say how the pair was found and how its direction is known.
    """

    article_ids: tuple[str, str]
    passages: tuple[tuple[Passage, Passage], ...]
    kind: ReuseKind
    earlier: str | None = None
    share: float = 0.0
    reasons: tuple[str, ...] = ()


class Judgement(CorpusRecord, frozen=True, kw_only=True, tag="judgement"):
    """Whether two things are one: `left` and `right` are ids of articles, events, stories or entities.

    `score` runs from 0 to 1. `by` is "person" for what somebody corrected, which outweighs any stage's judgement and
    survives a rerun, and else the stage's mark.
    """

    left: str
    right: str
    verdict: Literal["same", "different", "unsure"]
    score: float
    by: str
    reasons: tuple[str, ...] = ()


class Dating(CorpusRecord, frozen=True, kw_only=True, tag="dating"):
    """The day of publication of an article that does not say it, from the articles of its story."""

    article_id: str
    period: Period
    evidence: tuple[Passage, ...]
    reasons: tuple[str, ...] = ()


class Story(CorpusRecord, frozen=True, kw_only=True, tag="story"):
    """One event and the articles that tell it, by day.

    `name` is the headline that says it best, `period` the days of the event, or of the articles where none is told.
    `event_ids` are the records of events that it joins. Where an article tells the event beside another, main one, its
    id stands in `beside` too. `entities` are the keys of those whom most of its articles name.
    """

    name: str
    period: Period | None
    article_ids: tuple[str, ...]
    event_ids: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class Origin(CorpusRecord, frozen=True, kw_only=True, tag="origin"):
    """An independent source of a story: who first said it, however many articles print it.

    `origin` is its name ("the Joint Operations Command", "أ ف ب"), `entity_id` the knowledge base's. `evidence` are the
    words that name it, or the passages that were copied.
    """

    story_id: str
    origin: str
    kind: OriginKind
    article_ids: tuple[str, ...]
    evidence: tuple[Passage, ...] = ()
    entity_id: str | None = None
    reasons: tuple[str, ...] = ()


class Claim(CorpusRecord, frozen=True, kw_only=True, tag="claim"):
    """Article A, on the word of B, says that a property of the story is this, in these words.

    `property` is "killed", "injured" and so on for figures, or place, day, actor, recipient, type. `value` is how it
    reads; `low` and `high` are bounds of a figure, inclusive. `of` says who or what was counted, `where` and `period`
    narrow it ("in the province"). `origin` is the id of an `Origin`; `stated_on` the day of the article.
    """

    story_id: str
    property: str
    value: str
    article_id: str
    start: int
    end: int
    low: int | float | None = None
    high: int | float | None = None
    of: str | None = None
    where: str | None = None
    period: Period | None = None
    origin: str | None = None
    stated_on: Period | None = None
    event_id: str | None = None
    quote_id: str | None = None
    background: bool = False


class Contrast(CorpusRecord, frozen=True, kw_only=True, tag="contrast"):
    """Claims about one property of a story side by side, and how they stand to one another."""

    story_id: str
    property: str
    claim_ids: tuple[str, ...]
    agreement: Agreement
    reasons: tuple[str, ...] = ()


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One point of a storyline: what was promised, planned, claimed, done or denied, in the words of an article.

    `about` is the id of the event or quote that it rests on; `period` the days it speaks of, `told_on` those on which
    it was told. `text` are the words of the first passage.
    """

    id: str
    kind: EntryKind
    text: str
    passages: tuple[Passage, ...]
    period: Period | None = None
    told_on: Period | None = None
    about: str | None = None
    story_id: str | None = None


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an entry that promised, planned or claimed something: ids of entries."""

    promised: str
    later: tuple[str, ...]
    outcome: Outcomes
    reasons: tuple[str, ...] = ()


class Storyline(CorpusRecord, frozen=True, kw_only=True, tag="storyline"):
    """A subject over months: its stories in the order of their days, its points, and what came of promises.

    `query` is what was asked for, None where it was found.
    """

    name: str
    story_ids: tuple[str, ...]
    entries: tuple[Entry, ...]
    follow_ups: tuple[FollowUp, ...] = ()
    query: str | None = None
