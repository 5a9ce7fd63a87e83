"""Codes the triggers of each sentence of one article: parties, modality, figures, place and days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from marsad.reading.events.clauses import Chunk, Clauses
from marsad.reading.events.matching import PEOPLE, Matcher, Trigger
from marsad.reading.events.modality import Cues
from marsad.reading.events.parties import LI, Sides, is_somebody, parties_of, sides
from marsad.records import Figure, Mention, Modality, Party, Period, Quantity, Time

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
_HARM = frozenset(("ASSAULT", "ACCIDENT"))
_SOFT = frozenset(("COOPERATE", "SUPPORT", "AID", "MOBILIZE", "THREATEN", "COERCE"))
_TALKS = frozenset(("CONSULT", "AGREE"))
_COUNTED = PEOPLE | {"percent", "killed", "vehicles", "sites", "weapons"}
_GOVERNED = 4
_OLD = 300
"""Days before publication from which an event is background."""


class Draft(msgspec.Struct, kw_only=True):
    """An event before it is joined with others; fields as in `Event`. `keys` name its parties for comparison."""

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


class Coder:
    """Reads the sentences of one article in order, remembering who was spoken of."""

    def __init__(self, matcher: Matcher, cues: Cues, published: Period | None, entities: Mapping[str, str]) -> None:
        self._matcher, self._cues = matcher, cues
        self._published = published
        self._entities = entities
        self.drafts: list[Draft] = []
        self._subject: tuple[Party, ...] = ()
        self._pair: tuple[Party, ...] = ()

    def read(self, clauses: Clauses, *, headline: bool) -> None:
        """Code one sentence."""
        triggers = self._matcher.triggers(clauses)
        figures = _figures(clauses, triggers)
        holder: Trigger | None = None
        aside: Trigger | None = None
        for trigger in triggers:
            if (holder is not None and _governs(clauses, holder, trigger)) or _follows(clauses, aside, trigger):
                aside = trigger
                continue
            draft = self._draft(clauses, trigger, figures.get(trigger.first, ()), headline=headline)
            if draft is None:
                aside = trigger
                continue
            self.drafts.append(draft)
            holder = trigger if draft.type in _HOLDING or trigger.frame.type in _HOLDING else None
        self._remember(clauses)

    def _draft(
        self, clauses: Clauses, trigger: Trigger, figures: Sequence[Quantity], *, headline: bool
    ) -> Draft | None:
        modality, cue = self._cues.of(clauses, trigger, headline=headline)
        told = self._paired(clauses, trigger, sides(clauses, trigger, self._subject))
        place, time = _place(clauses, trigger), _time(clauses, trigger)
        if not (told.actors or told.recipients or figures or (place and trigger.frame.type in _HARM)):
            return None
        if not trigger.verbal and not figures and not _is_told(clauses, trigger, told, cued=cue is not None):
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
            figures=tuple(_figure(q) for q in figures),
            background=self._is_past(period),
            evidence=(trigger.frame.place, *((cue,) if cue else ())),
            keys=frozenset(self._key(party) for party in (*told.actors, *told.recipients)),
            verbal=trigger.verbal,
        )

    def _paired(self, clauses: Clauses, trigger: Trigger, told: Sides) -> Sides:
        """The two sides named before, where a meeting names none, or "both sides"."""
        if trigger.frame.type not in _MUTUAL:
            return told
        kept = told._replace(
            actors=tuple(p for p in told.actors if _may_talk(clauses, p)),
            recipients=tuple(p for p in told.recipients if _may_talk(clauses, p)),
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

    def _key(self, party: Party) -> str:
        return self._entities.get(party.mention or "") or party.text

    def _remember(self, clauses: Clauses) -> None:
        """The subject of a sentence: the first phrase without a preposition that names somebody."""
        for chunk in clauses.chunks:
            if not chunk.prep and _names_somebody(clauses, chunk):
                self._subject = tuple(parties_of(clauses, chunk))[:2]
                return


def _is_told(clauses: Clauses, trigger: Trigger, told: Sides, *, cued: bool) -> bool:
    """Whether a noun tells of an event rather than of a purpose or a topic: by who, where and when stand beside it."""
    harm = trigger.frame.type in _HARM
    if clauses.words[trigger.first].form.prep == LI and not cued and not (harm and len(trigger.words) > 1):
        return False
    weight = bool(told.actors) + bool(told.recipients) + (len(told.actors) > 1)
    if harm:
        low, high = clauses.clause(trigger.first, trigger.last)
        after = clauses.indices(clauses.words[trigger.first].start, clauses.words[high - 1].end)
        weight += any(m is not None and m.kind == "person" for p in told.recipients for m in _mentions(clauses, p))
        weight += any(clauses.timed[n] for n in range(low, high)) + any(_is_where(clauses, n) for n in after)
    return weight >= (2 if len(trigger.words) == 1 and (harm or trigger.frame.type in _SOFT) else 1)


def _mentions(clauses: Clauses, party: Party) -> Iterator[Mention | None]:
    return (clauses.mention[n] for n in clauses.indices(party.start, party.end))


def _is_where(clauses: Clauses, index: int) -> bool:
    """Whether a place after "in" begins at a word."""
    mention = clauses.mention[index]
    return (
        mention is not None
        and mention.kind == "place"
        and any(c.first == index and c.prep in IN for c in clauses.chunks)
    )


def _may_talk(clauses: Clauses, party: Party) -> bool:
    """Whether a party may take part in talks: a topic may not."""
    inside = clauses.indices(party.start, party.end)
    if party.mention is not None or not inside:
        return True
    return is_somebody(clauses, Chunk(inside[0], inside[-1] + 1, "", False))


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
    start, _ = clauses.span_of(trigger.first, trigger.first + 1)
    return start, clauses.words[trigger.last - 1].end


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
    inside = [t for t in points if start <= t.start < end]
    return min(inside or points, key=lambda t: abs(t.start - at), default=None)


def _figures(clauses: Clauses, triggers: Sequence[Trigger]) -> dict[int, list[Quantity]]:
    """The figures of each trigger, by its first word: those whose cue it is, else those of the nearest one."""
    found: dict[int, list[Quantity]] = {}
    for quantity in clauses.layer.quantities:
        if quantity.part_of or not (quantity.counted in _COUNTED or quantity.fate):
            continue
        owner = _owner(clauses, triggers, quantity)
        if owner is not None:
            found.setdefault(owner.first, []).append(quantity)
    for trigger in triggers:
        if trigger.frame.type in _HARM and trigger.first not in found:
            found[trigger.first] = list(_caused(clauses, trigger, found))
    return found


def _owner(clauses: Clauses, triggers: Sequence[Trigger], quantity: Quantity) -> Trigger | None:
    cue = range(0)
    if quantity.cue_start is not None and quantity.cue_end is not None:
        cue = clauses.indices(quantity.cue_start, quantity.cue_end)
    inside = clauses.indices(quantity.start, quantity.end)
    for trigger in triggers:
        if set(cue) & set(trigger.words):
            return trigger
    near = [t for t in triggers if inside and _gap(t, inside) <= _NEAR and not _parted(clauses, t, inside)]
    return min(near, key=lambda t: (inside[0] < t.first, _gap(t, inside)), default=None)


_NEAR = 5


def _gap(trigger: Trigger, inside: range) -> int:
    return max(inside[0] - trigger.last, trigger.first - inside[-1] - 1, 0)


def _parted(clauses: Clauses, trigger: Trigger, inside: range) -> bool:
    between = range(min(trigger.last, inside[-1] + 1), max(trigger.first, inside[0]))
    return any(clauses.cut[n] or clauses.verb[n] for n in between)


def _caused(clauses: Clauses, trigger: Trigger, found: Mapping[int, list[Quantity]]) -> Iterator[Quantity]:
    """The toll of an attack that the rest of its sentence tells."""
    for first, quantities in found.items():
        if abs(first - trigger.first) <= _TOLL:
            yield from (q for q in quantities if q.counted in PEOPLE and q.counted != "troops")


_TOLL = 12


def _figure(quantity: Quantity) -> Figure:
    counted = quantity.fate if quantity.fate and quantity.counted not in PEOPLE else quantity.counted
    return Figure(counted=counted, low=quantity.low, high=quantity.high, quantity=quantity.id)
