"""Codes the triggers of each sentence of one article: parties, modality, figures, place and days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from marsad.reading.events.clauses import Chunk, Clauses
from marsad.reading.events.contexts import Contexts
from marsad.reading.events.figures import figure, figures_of
from marsad.reading.events.frames import HARM
from marsad.reading.events.matching import Matcher, Trigger
from marsad.reading.events.modality import Cues
from marsad.reading.events.parties import Sides, sides
from marsad.reading.events.persons import is_somebody, parties_of
from marsad.reading.events.telling import DOUBTFUL, WEIGHED, Telling, Told
from marsad.records import Figure, Modality, Party, Period, Time

_LATER: Mapping[str, str] = {
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "RETREAT": "CONCEDE",
}
_MUTUAL = frozenset(("CONSULT", "AGREE", "COOPERATE"))
_HOLDING = frozenset(("CONSULT", "REQUEST", "AGREE", "CONCEDE", "REJECT", "THREATEN"))
"""Types whose object is what is asked for, promised or refused: no event beside them."""
_DEEDS = frozenset(("COERCE", "RETREAT", "SANCTION", "MOBILIZE"))
"""Types whose verbs tell of a deed whoever stands by them."""
_TALKS = frozenset(("CONSULT", "AGREE"))
_GOVERNED = 4
_CUED = 0.8
"""What a cue of modality adds to the weight of a verb: what is denied or goes on is told."""
ALREADY = "\N{ARABIC LETTER QAF}\N{ARABIC LETTER DAL}"
THAT = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER NOON}"
_HAD, _NEWS = 10, 3
"""Words within which "had" stands before its verb; days before publication that are the article's own."""
_OLD = 300
"""Days before publication from which an event is background."""


class Draft(msgspec.Struct, kw_only=True):
    """An event before it is joined with others; fields as in `Event`. `keys` name its parties for comparison;
    `doubtful` tells that its words may name a topic.
    """

    start: int
    end: int
    type: str
    mode: str | None
    told_as: str | None
    modality: Modality
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: str | None
    time: Time | None
    period: Period | None
    figures: tuple[Figure, ...]
    background: bool
    evidence: tuple[str, ...]
    keys: frozenset[str]
    verbal: bool
    doubtful: bool
    contexts: tuple[str, ...]


class Rules(NamedTuple):
    """What the coder goes by: the frames, the cues of modality, the signs by which a happening is told, contexts."""

    matcher: Matcher
    cues: Cues
    telling: Telling
    contexts: Contexts


class Coder:
    """Reads the sentences of one article in order, remembering who was spoken of."""

    def __init__(self, rules: Rules, published: Period | None, entities: Mapping[str, str]) -> None:
        self._rules = rules
        self._matcher, self._cues = rules.matcher, rules.cues
        self._published = published
        self._entities = entities
        self._drafts: list[Draft] = []
        self._subject: tuple[Party, ...] = ()
        self._pair: tuple[Party, ...] = ()

    @property
    def drafts(self) -> list[Draft]:
        """The events of the sentences read so far; doubtful ones where a sure one of their type is told."""
        sure = {draft.type for draft in self._drafts if not draft.doubtful}
        return [draft for draft in self._drafts if not draft.doubtful or draft.type in sure]

    def read(self, clauses: Clauses, *, headline: bool) -> None:
        """Code one sentence."""
        triggers = self._matcher.triggers(clauses)
        figures = figures_of(clauses, triggers)
        holder: Trigger | None = None
        aside: Trigger | None = None
        before = len(self._drafts)
        for trigger in triggers:
            if (holder is not None and _governs(clauses, holder, trigger)) or _follows(clauses, aside, trigger):
                aside = trigger
                continue
            fitting = (trigger, *(trigger._replace(frame=rival) for rival in trigger.rivals))
            tried = (Told(t, self._sides(clauses, t), figures.get(t.first, ()), triggers) for t in fitting)
            drafts = [d for found in tried if (d := self._draft(clauses, found, headline=headline)) is not None]
            draft = min(drafts, key=lambda draft: draft.doubtful, default=None)
            if draft is None:
                aside = trigger
                continue
            self._drafts.append(draft)
            holder = trigger if draft.type in _HOLDING or trigger.frame.type in _HOLDING else None
        _complete(clauses, self._drafts[before:])
        self._remember(clauses)

    def weighed(self, clauses: Clauses) -> Iterator[tuple[str, set[str]]]:
        """The type and signs of each trigger whose signs are weighed, for the fitting of the weights."""
        triggers = self._matcher.triggers(clauses)
        figures = figures_of(clauses, triggers)
        for trigger in triggers:
            if trigger.frame.type in WEIGHED:
                found = Told(trigger, self._sides(clauses, trigger), figures.get(trigger.first, ()), triggers)
                yield trigger.frame.type, set(self._rules.telling.signs(clauses, found))

    def _sides(self, clauses: Clauses, trigger: Trigger) -> Sides:
        told = self._paired(clauses, trigger, sides(clauses, trigger, self._subject))
        if told.actors or "subject" not in trigger.frame.actor or not _is_state(clauses, trigger):
            return told
        acting = _subject(clauses, trigger.first) or self._subject
        return told._replace(actors=tuple(p for p in acting if p not in told.recipients))

    def _draft(self, clauses: Clauses, found: Told, *, headline: bool) -> Draft | None:
        trigger, told, figures, _ = found
        modality, cue = self._cues.of(clauses, trigger, headline=headline)
        place, time = _place(clauses, trigger), _time(clauses, trigger)
        margin = 0.0
        if trigger.frame.type in WEIGHED:
            margin = self._rules.telling.margin(clauses, found) + (_CUED if cue and trigger.verbal else 0.0)
            if margin < DOUBTFUL:
                return None
        elif not self._is_event(clauses, found, place, cued=cue is not None):
            return None
        type_ = _LATER.get(trigger.frame.type, trigger.frame.type) if modality == "planned" else trigger.frame.type
        changed = type_ != trigger.frame.type
        if trigger.frame.type in _MUTUAL and len(told.actors) + len(told.recipients) > 1:
            self._pair = (*told.actors, *told.recipients)
        if trigger.verbal and told.actors and not told.passive:
            self._subject = told.actors
        start, end = _span(clauses, trigger)
        period = time.period if time else None
        return Draft(
            start=start,
            end=end,
            type=type_,
            mode=None if changed or trigger.frame.mode == "-" else trigger.frame.mode,
            told_as=trigger.frame.type if changed else None,
            modality=modality,
            actors=told.actors,
            recipients=told.recipients,
            place=place,
            time=time,
            period=period,
            figures=tuple(figure(q) for q in figures),
            background=self._is_past(period) or (self._is_earlier(clauses, trigger) and not self._is_fresh(period)),
            evidence=(trigger.frame.place, *((cue,) if cue else ())),
            keys=frozenset(self._key(party) for party in (*told.actors, *told.recipients)),
            verbal=trigger.verbal,
            doubtful=margin < 0,
            contexts=self._rules.contexts.of(clauses, trigger, (*told.actors, *told.recipients)),
        )

    def _is_event(self, clauses: Clauses, found: Told, place: str | None, *, cued: bool) -> bool:
        trigger, told, figures, _ = found
        if trigger.frame.type in HARM:
            if not (told.actors or told.recipients or figures or place):
                return False
        elif not _sides_there(clauses, trigger, told):
            return False
        elif not any(_is_party(clauses, p) for p in (told.actors or told.recipients)):
            deed = trigger.frame.type in _DEEDS
            deed = deed and (trigger.verbal or self._rules.telling.is_done(clauses, trigger))
            phrase = trigger.verbal and len(trigger.words) > 1 and bool(told.actors)
            known = told.actors or told.recipients or place
            if not (phrase or (deed and (known or self._rules.telling.is_deed(clauses, trigger)))):
                return False
        told_verbally = trigger.verbal or _is_state(clauses, trigger)
        return bool(told_verbally or figures) or self._rules.telling.stands(clauses, found, cued=cued)

    def _paired(self, clauses: Clauses, trigger: Trigger, told: Sides) -> Sides:
        """The two sides named before, where a meeting names none, or "both sides"."""
        if trigger.frame.type not in _MUTUAL:
            return told
        kept = told._replace(
            actors=tuple(p for p in told.actors if _is_party(clauses, p)),
            recipients=tuple(p for p in told.recipients if _is_party(clauses, p)),
        )
        stands = clauses.words[trigger.last - 1].form.article or _takes_place(clauses, trigger)
        if self._pair and stands and trigger.frame.type in _TALKS and not (kept.actors or kept.recipients):
            return told._replace(actors=self._pair[:1], recipients=self._pair[1:])
        told = kept if kept.actors else told
        both = any(clauses.words[n].form.kind == "both" for p in told.actors for n in clauses.indices(p.start, p.end))
        dual = any(r.number == "dual" for r in clauses.words[trigger.first].form.finite) and trigger.verbal
        if self._pair and (both or (dual and not _names(told))):
            return told._replace(actors=self._pair[:1], recipients=self._pair[1:])
        return told

    def _is_past(self, period: Period | None) -> bool:
        if period is None:
            return False
        if self._published is None:
            return (period.end - period.start).days > _OLD
        return (self._published.start - period.end).days > _OLD

    def _is_fresh(self, period: Period | None) -> bool:
        """Whether a day stated for an event is one of the days before the article."""
        return period is not None and self._published is not None and (self._published.start - period.end).days <= _NEWS

    def _is_earlier(self, clauses: Clauses, trigger: Trigger) -> bool:
        """Whether a verb stands after "had already" or "it happened before that"."""
        before = clauses.before(trigger.first)
        if not trigger.verbal or before is None or before.form.text not in (ALREADY, THAT):
            return False
        low = max(0, trigger.first - _HAD)
        had = range(trigger.first - 2, low - 1, -1)
        forms = ((n, clauses.words[n].form) for n in had)
        at = next((n for n, form in forms if {form.text, *form.lemmas} & clauses.lexis.earlier), None)
        return at is not None and not any(clauses.cut[n] for n in range(at + 1, trigger.first - 1))

    def _key(self, party: Party) -> str:
        return self._entities.get(party.mention or "") or party.text

    def _remember(self, clauses: Clauses) -> None:
        self._subject = _subject(clauses, len(clauses.words)) or self._subject


def _subject(clauses: Clauses, end: int) -> tuple[Party, ...]:
    """The subject of a sentence: the first phrase without a preposition that names somebody, before a word."""
    for chunk in clauses.chunks:
        if chunk.last <= end and not chunk.prep and _names_somebody(clauses, chunk):
            return tuple(parties_of(clauses, chunk))[:2]
    return ()


def _complete(clauses: Clauses, drafts: Sequence[Draft]) -> None:
    """Attack and deaths of one sentence: the dead are whom the attack befell, who attacked killed them."""
    _shared([d for d in drafts if d.type == "PROTEST" and d.modality == "happened"])
    harm = [d for d in drafts if d.type == "ASSAULT" and d.modality == "happened"]
    if {d.background for d in harm} != {False} or len({d.time.id if d.time else "" for d in harm}) > 1:
        return
    acting = [d.actors for d in harm if d.actors and any(_is_armed(clauses, p) for p in d.actors)]
    hurt = [d.recipients for d in harm if d.recipients]
    for draft in harm:
        if not draft.actors and acting and all(a == acting[0] for a in acting):
            draft.actors = tuple(a for a in acting[0] if a not in draft.recipients)
        if not draft.recipients and hurt and all(h == hurt[0] for h in hurt):
            draft.recipients = tuple(h for h in hurt[0] if h not in draft.actors)


def _shared(protests: Sequence[Draft]) -> None:
    """Who protests in one part of a sentence does so in the others that name nobody."""
    acting = [d.actors for d in protests if d.actors]
    towards = [d.recipients for d in protests if d.recipients]
    for draft in protests:
        if acting and not draft.actors:
            draft.actors = acting[0]
        if towards and not draft.recipients:
            draft.recipients = towards[0]


def _is_party(clauses: Clauses, party: Party) -> bool:
    """Whether words name somebody who may do politics or take part in talks, and no topic.

    That is a name, a role, or what an earlier sentence named.
    """
    inside = clauses.indices(party.start, party.end)
    if party.mention is not None or not inside:
        return True
    return is_somebody(clauses, Chunk(inside[0], inside[-1] + 1, "", False))


def _is_state(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether it is a participle that tells what the subject does beside: "..., calling for help and warning"."""
    lemma = trigger.frame.elements[0].lemma
    return bool(lemma) and not trigger.verbal and _joins(clauses, trigger.first, lemma)


def _joins(clauses: Clauses, index: int, lemma: str) -> bool:
    form = clauses.words[index].form
    if not (form.accusative and any(r.kind == _STATE and lemma in ("", r.lemma) for r in form.nominal)):
        return False
    if index == 0 or not clauses.words[index - 1].spoken:
        return True
    return form.conjunction and any(_joins(clauses, n, "") for n in range(max(0, index - _BESIDE), index))


_STATE, _BESIDE = "active participle", 15


def _sides_there(clauses: Clauses, trigger: Trigger, told: Sides) -> bool:
    """Whether somebody stands on each side for which the row asks."""
    asked = (*([told.actors] if trigger.frame.acting else ()), *([told.recipients] if trigger.frame.towards else ()))
    return all(any(_is_party(clauses, party) for party in side) for side in asked)


def _is_armed(clauses: Clauses, party: Party) -> bool:
    """Whether a party is a body or group by name or one of armed men."""
    inside = clauses.indices(party.start, party.end)
    mentions = {m.kind for m in (clauses.mention[n] for n in inside) if m is not None}
    sectors = {clauses.lexis.roles.get(noun) for n in inside for noun in clauses.words[n].form.nouns}
    return bool(mentions & {"group", "organization"} or sectors & _ARMED)


_ARMED = frozenset(("MIL", "REB", "UAF", "PRM"))


def _takes_place(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether a verb that only says that something takes place stands before a noun in its clause."""
    low, _ = clauses.clause(trigger.first, trigger.last)
    before = range(low, trigger.first)
    return any(clauses.verb[n] and clauses.words[n].form.lemmas & clauses.lexis.light for n in before)


def _names(told: Sides) -> bool:
    return any(party.mention for party in (*told.actors, *told.recipients))


def _names_somebody(clauses: Clauses, chunk: Chunk) -> bool:
    mentions = clauses.mention[chunk.first : chunk.last]
    if any(m is not None for m in mentions):
        return True
    return bool(clauses.words[chunk.first].form.nouns & clauses.lexis.roles.keys())


def _governs(clauses: Clauses, holder: Trigger, trigger: Trigger) -> bool:
    """Whether a trigger is what the one before it asks for, promises, refuses or talks of."""
    if trigger.verbal or trigger.frame.type == holder.frame.type == "CONSULT":
        return False
    gap = range(holder.last, trigger.first)
    if any(clauses.cut[n] or clauses.verb[n] for n in gap):
        return False
    if holder.frame.type == "CONSULT":
        chunk = next((c for c in clauses.chunks if c.first <= trigger.first < c.last), None)
        return holder.verbal and chunk is not None and not chunk.prep
    return len(gap) <= _GOVERNED


def _follows(clauses: Clauses, aside: Trigger | None, trigger: Trigger) -> bool:
    """Whether "and" joins a noun to one that tells of no event."""
    if aside is None or trigger.verbal or aside.verbal:
        return False
    return clauses.words[trigger.first].form.conjunction and trigger.first - aside.last <= _JOINED


_JOINED = 2


def _span(clauses: Clauses, trigger: Trigger) -> tuple[int, int]:
    return clauses.words[trigger.first].start, clauses.words[trigger.last - 1].end


def _place(clauses: Clauses, trigger: Trigger) -> str | None:
    """The first place of the clause after "in", else one of the sentence."""
    low, high = clauses.clause(trigger.first, trigger.last)
    for bounds in ((trigger.first, high), (low, high), (0, len(clauses.words))):
        for chunk in clauses.chunks:
            if bounds[0] <= chunk.first < bounds[1] and chunk.prep in IN:
                for mention in clauses.mention[chunk.first : chunk.last]:
                    if mention is not None and mention.kind == "place":
                        return mention.id
    return None


IN = ("\N{ARABIC LETTER FEH}\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER BEH}")


def _time(clauses: Clauses, trigger: Trigger) -> Time | None:
    """The time of the clause nearest to the trigger, else the first of the sentence."""
    low, high = clauses.clause(trigger.first, trigger.last)
    start, end = clauses.words[low].start, clauses.words[high - 1].end
    at = clauses.words[trigger.first].start
    points = [t for t in clauses.layer.times if t.kind == "point" and t.anchor not in ("past", "future")]
    known = [t for t in points if t.period is not None] or points
    inside = [t for t in known if start <= t.start < end]
    return min(inside or known, key=lambda t: abs(t.start - at), default=None)
