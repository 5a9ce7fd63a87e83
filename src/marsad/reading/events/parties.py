"""Who acts and who receives: phrases around a trigger, by the slots of its frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from marsad.reading.events.clauses import AGENT, Chunk, Clauses
from marsad.reading.events.matching import Trigger
from marsad.reading.events.persons import acts, can_act, is_counted, is_somebody, parties_of, party_of
from marsad.reading.events.words import ALEF, TA, TA_MARBUTA, YA, folded
from marsad.records import Party

_PREP = "prep:"
IN = "\N{ARABIC LETTER FEH}\N{ARABIC LETTER YEH}"


class Sides(NamedTuple):
    """The parties of an event; `passive` tells that its verb was read as one of the passive voice."""

    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    passive: bool = False


class Around(NamedTuple):
    """The phrases that may fill the slots of one trigger: before it, after it, and its bare ones in order."""

    before: Chunk | None
    bare: tuple[Chunk, ...]
    prepositional: tuple[Chunk, ...]
    genitive: Chunk | None


def sides(clauses: Clauses, trigger: Trigger, remembered: Sequence[Party]) -> Sides:
    """The parties of a trigger; `remembered` are the last subjects, for verbs and pronouns that name none."""
    around = _around(clauses, trigger)
    passive = _is_passive(clauses, trigger, around)
    slots = _Slots(clauses, trigger, around, passive)
    recipient_first = any(c.prep == AGENT for c in around.prepositional) or passive
    frame = trigger.frame
    actor_slots = (f"{_PREP}{AGENT}", *(() if passive else frame.actor))
    if recipient_first:
        recipients = slots.fill(frame.recipient)
        actors = slots.fill(actor_slots)
    else:
        actors = slots.fill(actor_slots)
        recipients = slots.fill(frame.recipient)
    if not actors and not passive and "subject" in frame.actor and trigger.verbal:
        actors = tuple(remembered) if _agrees(clauses, trigger, remembered) else ()
    if not trigger.verbal and actors and not recipients and {"genitive"} <= {*frame.actor} & {*frame.recipient}:
        actors, recipients = ((), actors) if _is_target(clauses, actors[0]) else (actors, ())
    if not actors and "genitive" in frame.actor and clauses.words[trigger.last - 1].form.suffix:
        actors = tuple(remembered)
    if trigger.verbal and trigger.frame.type in _SUFFERED and actors and not recipients:
        actors, recipients = _befallen(clauses, trigger, actors)
    if trigger.verbal and not passive and _holds_object(clauses, trigger):
        actors, recipients = _turned(clauses, around, actors, recipients)
    recipients = tuple(r for r in recipients if r not in actors)
    if not recipients:
        recipients = _owners(clauses, trigger) or _further(clauses, trigger, actors)
        recipients = recipients or _against(clauses, trigger, around)
    actors = _unfolded(clauses, trigger, actors or _holders(clauses, trigger), remembered)
    loose = trigger.verbal and trigger.frame.type not in ("ASSAULT", "ACCIDENT")
    actors = tuple(a for a in actors if can_act(clauses, a, loose=loose))
    return Sides(actors, tuple(r for r in recipients if r not in actors), passive)


def _holders(clauses: Clauses, trigger: Trigger) -> tuple[Party, ...]:
    """Who holds talks, makes an attack: the subject of a verb like "held" or "launched" far before its object."""
    if trigger.verbal or trigger.frame.type not in _HELD or clauses.words[trigger.first].form.prep:
        return ()
    low, _ = clauses.clause(trigger.first, trigger.last)
    verb = next((n for n in range(trigger.first - 1, low - 1, -1) if clauses.verb[n]), None)
    if verb is None or clauses.words[verb].form.lemmas.isdisjoint(clauses.lexis.holding):
        return ()
    near = [c for c in clauses.chunks if low <= c.first and c.last <= trigger.first and not (c.prep or c.joined)]
    near.sort(key=lambda c: c.first < verb)
    return next((tuple(parties_of(clauses, c)) for c in near if is_somebody(clauses, c)), ())


_HELD = frozenset(("CONSULT", "AGREE", "ASSAULT", "PROTEST"))


def _owners(clauses: Clauses, trigger: Trigger) -> tuple[Party, ...]:
    """Whose the object inside a phrase is: "froze the accounts of six firms"."""
    if len(trigger.words) == 1 or not trigger.verbal or trigger.frame.type == "CONSULT":
        return ()
    at = trigger.last
    chunk = next((c for c in clauses.chunks if c.first <= at < c.last and not c.prep), None)
    if chunk is None or (chunk.first < trigger.last - 1 and clauses.words[at].form.conjunction):
        return ()
    inner = chunk._replace(first=at, joined=False)
    return tuple(party_of(clauses, inner)) if is_somebody(clauses, inner) else ()


def _is_target(clauses: Clauses, party: Party) -> bool:
    """Whether the genitive of an attack is what was attacked: a site, a town, people counted."""
    inside = clauses.indices(party.start, party.end)
    if not inside:
        return False
    mention = clauses.mention[inside[0]]
    if mention is not None and mention.kind == "place":
        return not any(candidate.startswith(_COUNTRY) for candidate in mention.candidates)
    form = clauses.words[inside[0]].form
    return bool(form.nouns & clauses.lexis.sites) or is_counted(clauses, Chunk(inside[0], inside[-1] + 1, "", False))


_COUNTRY = "country:"
_OPENING = 3
"""Words within which a verb may say that somebody spoke of another's doings."""


def _agrees(clauses: Clauses, trigger: Trigger, remembered: Sequence[Party]) -> bool:
    """Whether the last subject may be that of a verb that names none: by gender and number, as far as they show.

    The verb opens its sentence, or is the first one in it.
    """
    told_before = bool(remembered) and remembered[0].start < clauses.span[0]
    if told_before and any(clauses.verb[n] for n in range(_OPENING, trigger.first)):
        return False
    readings = [r for r in clauses.words[trigger.first].form.finite if r.lemma == trigger.frame.elements[0].lemma]
    if not remembered or not readings:
        return bool(remembered)
    feminine = all(r.gender == "feminine" for r in readings)
    plural = all(r.number == "plural" for r in readings)
    ending = remembered[0].text.split()[0].endswith(TA_MARBUTA)
    named = remembered[0].mention is not None
    if plural:
        return not (ending and named) and (len(remembered) > 1 or not named)
    return ending or not named if feminine else not ending


def _befallen(
    clauses: Clauses, trigger: Trigger, actors: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """People counted or a site after a verb of harm, with nobody else beside it: whom it befell, whatever its voice."""
    inside = clauses.indices(actors[0].start, actors[0].end)
    after = bool(inside) and inside[0] > trigger.first and "passive_subject" in trigger.frame.recipient
    if after and is_counted(clauses, Chunk(inside[0], inside[-1] + 1, "", False)):
        return (), actors
    alone = after and len(actors) == 1 and "object" in trigger.frame.recipient
    return ((), actors) if alone and _is_target(clauses, actors[0]) else (actors, ())


def _holds_object(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether the pronoun written together with a verb of one word is its object."""
    return (
        len(trigger.words) == 1
        and bool(clauses.words[trigger.first].form.suffix)
        and "object" in trigger.frame.recipient
    )


def _turned(
    clauses: Clauses, around: Around, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The sides of a verb that holds its object as a pronoun: who stood before it receives, who follows acts."""
    if around.before is None or not around.bare:
        return actors, ()
    return tuple(parties_of(clauses, around.bare[0])), tuple(parties_of(clauses, around.before))


def _against(clauses: Clauses, trigger: Trigger, around: Around) -> tuple[Party, ...]:
    """Towards whom it is where the frame names nobody: after "against", "on" or "with", else the place attacked."""
    if trigger.frame.type not in _AGAINST:
        return ()
    for wanted in _AGAINST[trigger.frame.type]:
        for chunk in around.prepositional:
            mentions = clauses.mention[chunk.first : chunk.last]
            placed = wanted != folded(IN) or (mentions[0] is not None and mentions[0].kind == "place")
            if chunk.prep == wanted and placed and is_somebody(clauses, chunk):
                return tuple(party_of(clauses, chunk))
    return ()


_ON = folded("\N{ARABIC LETTER AIN}\N{ARABIC LETTER LAM}\N{ARABIC LETTER ALEF MAKSURA}")
_OPPOSED = "\N{ARABIC LETTER DAD}\N{ARABIC LETTER DAL}"
_BEFORE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER MEEM}\N{ARABIC LETTER ALEF}\N{ARABIC LETTER MEEM}"
_OUTSIDE = "\N{ARABIC LETTER KHAH}\N{ARABIC LETTER ALEF}\N{ARABIC LETTER REH}\N{ARABIC LETTER JEEM}"


_WITH = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER AIN}"
_AGAINST: Mapping[str, tuple[str, ...]] = {
    "ASSAULT": (_OPPOSED, _ON, folded(IN)),
    "PROTEST": (_OPPOSED, _BEFORE, _OUTSIDE),
    "CONSULT": (_WITH,),
    "COOPERATE": (_WITH,),
    "AGREE": (_WITH,),
}


def _unfolded(
    clauses: Clauses, trigger: Trigger, actors: tuple[Party, ...], remembered: Sequence[Party]
) -> tuple[Party, ...]:
    """Words like "his forces", "its aircraft" stand for whose they are: the party before, else the last subject."""
    if len(actors) != 1:
        return actors
    inside = clauses.indices(actors[0].start, actors[0].end)
    form = clauses.words[inside[0]].form if inside else None
    if form is None or not form.suffix or form.nouns.isdisjoint(clauses.lexis.own) or len(inside) > 1:
        return actors
    before = [c for c in clauses.chunks if c.last <= inside[0] and not c.prep and is_somebody(clauses, c)]
    return tuple(parties_of(clauses, before[-1])) if before else tuple(remembered) or actors


_TOWARDS = frozenset(("REJECT", "SANCTION", "REQUEST", "SUPPORT", "RETREAT", "AGREE", "AID", "THREATEN", "ACCUSE"))


def _further(clauses: Clauses, trigger: Trigger, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Towards whom something is asked, refused or promised, where he stands inside what is: the next who is named.

    Of a phrase that holds its own object ("tore down houses") that object.
    """
    if not trigger.verbal:
        return ()
    if trigger.frame.type not in _TOWARDS:
        return _own_object(clauses, trigger)
    _, high = clauses.clause(trigger.first, trigger.last)
    after = max((a.end for a in actors), default=0)
    for chunk in clauses.chunks:
        if trigger.first < chunk.first < _end_of_reach(clauses, trigger, high) and chunk.prep != IN:
            inner = _without_masdar(clauses, chunk)
            if clauses.words[inner.first].start >= after and is_somebody(clauses, inner):
                return tuple(party_of(clauses, inner))
    return ()


def _without_masdar(clauses: Clauses, chunk: Chunk) -> Chunk:
    """A phrase without the masdar that opens it: "the fining of the company"."""
    form = clauses.words[chunk.first].form
    masdar = any(r.kind == "masdar" for r in form.nominal) and not form.nouns & clauses.lexis.roles.keys()
    if masdar and chunk.last - chunk.first > 1 and clauses.mention[chunk.first] is None:
        return chunk._replace(first=chunk.first + 1, prep="", joined=False)
    return chunk


def _own_object(clauses: Clauses, trigger: Trigger) -> tuple[Party, ...]:
    last = trigger.last - 1
    holding = next((c for c in clauses.chunks if c.first <= last < c.last and c.first > trigger.first), None)
    if holding is None or len(trigger.words) == 1 or not clauses.words[last].form.nouns & clauses.lexis.things:
        return ()
    return tuple(party_of(clauses, holding._replace(first=last)))


def _around(clauses: Clauses, trigger: Trigger) -> Around:
    low, high = clauses.clause(trigger.first, trigger.last)
    high = _end_of_reach(clauses, trigger, high)
    pieces = [
        p for c in clauses.chunks if c.last > trigger.first for p in _pieces(clauses, trigger, c) if p.first < high
    ]
    bare = tuple(p for p in pieces if not p.prep and not p.joined and not _is_honorific(clauses, p))
    bare = bare[:1] + bare[2:] if len(bare) > _PAIR and _is_title(clauses, bare) else bare
    genitive = next(iter(pieces), None)
    if genitive is not None and not (_is_genitive(trigger, genitive) and _is_owner(clauses, trigger, genitive)):
        genitive = None
    prepositional = tuple(p for p in pieces if p.prep and not p.joined)
    return Around(_before(clauses, trigger, low), bare, prepositional, genitive)


def _is_honorific(clauses: Clauses, chunk: Chunk) -> bool:
    """Whether a phrase is only the honour before a name that follows it."""
    named = chunk.last < len(clauses.words) and clauses.mention[chunk.last] is not None
    form = clauses.words[chunk.first].form
    return named and clauses.mention[chunk.first] is None and not form.nouns.isdisjoint(clauses.lexis.honorific)


def _is_title(clauses: Clauses, bare: Sequence[Chunk]) -> bool:
    """Whether the second of several phrases after a verb is the office of the person named right before it."""
    mention = clauses.mention[bare[0].last - 1]
    person = mention is not None and mention.kind == "person" and bare[1].first == bare[0].last
    form = clauses.words[bare[1].first].form
    return person and not form.article and bool(form.nouns & clauses.lexis.roles.keys())


def _is_genitive(trigger: Trigger, piece: Chunk) -> bool:
    """Whether a phrase right after a noun says whose it is; "of" may be written "li-"."""
    if piece.first - trigger.last > _ADJECTIVES:
        return False
    owned = piece.prep == LI and (trigger.frame.type == "ASSAULT" or f"{_PREP}{LI}" not in trigger.frame.recipient)
    return not piece.prep or owned


def _is_owner(clauses: Clauses, trigger: Trigger, piece: Chunk) -> bool:
    """Whether a phrase after a noun without article is its genitive, not an adjective without article either."""
    noun, form = clauses.words[trigger.last - 1].form, clauses.words[piece.first].form
    if trigger.verbal or piece.prep or noun.article or form.article or form.suffix:
        return True
    if is_somebody(clauses, piece) or form.nouns & clauses.lexis.things:
        return True
    agrees = form.stem.endswith((TA_MARBUTA, ALEF + TA, YA)) or any(r.kind != "masdar" for r in form.nominal)
    return not agrees


_ADJECTIVES = 2
LI = "\N{ARABIC LETTER LAM}"


def _pieces(clauses: Clauses, trigger: Trigger, chunk: Chunk) -> Iterator[Chunk]:
    """A phrase after the head of a trigger, without the trigger's words and the adjectives that follow its noun."""
    first = chunk.first
    prep, joined = chunk.prep, chunk.joined
    for index in range(chunk.first, chunk.last + 1):
        if index < chunk.last and index not in trigger.words:
            continue
        while first < index and first - 1 in trigger.words and _is_adjective(clauses, first):
            first += 1
        if first < index and first > trigger.first:
            yield Chunk(first, index, prep, joined)
        if index in trigger.words:
            first, prep, joined = index + 1, "", False


def _end_of_reach(clauses: Clauses, trigger: Trigger, high: int) -> int:
    """A trigger reaches to the next finite verb of its clause, or to its end."""
    return next((n for n in range(trigger.last, high) if clauses.verb[n]), high)


def _is_adjective(clauses: Clauses, index: int) -> bool:
    """Whether a word right after a noun qualifies it, rather than naming whose it is."""
    form, noun = clauses.words[index].form, clauses.words[index - 1].form
    if clauses.mention[index] is not None or form.nouns & clauses.lexis.roles.keys():
        return False
    if noun.article and form.article:
        return True
    return not noun.article and not form.article and form.stem.endswith(_ADJECTIVE)


_ADJECTIVE = ("\N{ARABIC LETTER YEH}\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER YEH}\N{ARABIC LETTER TEH MARBUTA}")


def _before(clauses: Clauses, trigger: Trigger, low: int) -> Chunk | None:
    """The subject before a verb: the bare phrase of its clause next to it, or what a relative refers to."""
    here = [c for c in clauses.chunks if low <= c.first and c.last <= trigger.first and not c.prep and not c.joined]
    here = [c for c in here if not _is_honorific(clauses, c)]
    if here and not trigger.verbal:
        return here[-1] if _is_charged(clauses, trigger, here) else here[0]
    if here:
        named = [c for c in here if clauses.mention[c.first] is not None]
        return named[-1] if named and not is_somebody(clauses, here[-1]) else _apposed(clauses, here)
    if low > 0 and clauses.words[low].form.kind == "relative":
        if _stands_for(clauses, trigger.last):
            return None
        return _related(clauses, next((c for c in reversed(clauses.chunks) if c.last <= low), None))
    if trigger.verbal and clauses.words[low].form.text in clauses.lexis.spoken_of and trigger.first - low <= _OPENING:
        return _speaker(clauses, low)
    return None


def _is_charged(clauses: Clauses, trigger: Trigger, here: Sequence[Chunk]) -> bool:
    """Whether the last phrase before "with" and a masdar is who did it: "X accused Y of", "X urged Y to"."""
    if clauses.words[trigger.first].form.prep != WITH or len(here) < _PAIR or not is_somebody(clauses, here[-1]):
        return False
    return any(clauses.verb[n] for n in range(here[-1].first))


WITH = "\N{ARABIC LETTER BEH}"
_PAIR = 2


def _stands_for(clauses: Clauses, index: int) -> bool:
    """Whether a word is a preposition with its pronoun: "which ... controls", so that the relative is no subject."""
    if index + 1 >= len(clauses.words) or clauses.verb[index + 1]:
        return False
    form, following = clauses.words[index].form, clauses.words[index + 1]
    held = form.kind == "pronoun" or (form.kind == "preposition" and bool(form.suffix))
    return held and following.spoken and following.form.kind == ""


def _related(clauses: Clauses, chunk: Chunk | None) -> Chunk | None:
    """What a relative refers to: the phrase before it, or the name at its end ("the tweets of Trump, who")."""
    if chunk is None or is_somebody(clauses, chunk):
        return chunk
    last = clauses.mention[chunk.last - 1]
    first = next((n for n in range(chunk.first, chunk.last) if clauses.mention[n] is last), chunk.first)
    return chunk._replace(first=first) if last is not None and last.kind != "place" else chunk


def _speaker(clauses: Clauses, low: int) -> Chunk | None:
    """Whom the pronoun of "that he", "that it" stands for: the subject of the clause that holds the clause."""
    start, _ = clauses.clause(low - 1, low) if low else (0, 0)
    return next(
        (c for c in clauses.chunks if start <= c.first < c.last <= low and not c.prep and is_somebody(clauses, c)), None
    )


def _apposed(clauses: Clauses, here: Sequence[Chunk]) -> Chunk:
    """The last phrase, or the name before it that it only describes: "Hamas, the movement that rules Gaza,"."""
    if len(here) > 1 and clauses.mention[here[-1].first] is None and clauses.mention[here[-2].first] is not None:
        gap = range(here[-2].last, here[-1].first)
        if all(not clauses.words[n].spoken for n in gap) and clauses.words[here[-1].first].form.article:
            return here[-2]
    return here[-1]


def _is_passive(clauses: Clauses, trigger: Trigger, around: Around) -> bool:
    """Whether a verb is passive: its marks say so, somebody is named after "by", or only one side stands by it."""
    if not trigger.verbal or "passive_subject" not in trigger.frame.recipient:
        return False
    readings = [r for r in clauses.words[trigger.first].form.finite if r.lemma == trigger.frame.elements[0].lemma]
    voices = {r.voice for r in readings}
    if "passive" not in voices or voices == {"passive"}:
        return voices == {"passive"}
    if any(c.prep == AGENT for c in around.prepositional):
        return True
    if clauses.words[trigger.first].form.suffix or trigger.frame.type not in _SUFFERED:
        return False
    if around.before is None:
        return len(around.bare) < 2 and not any(acts(clauses, chunk) for chunk in around.bare)
    return not around.bare and (is_counted(clauses, around.before) or not acts(clauses, around.before))


_SUFFERED = frozenset(("ASSAULT", "ACCIDENT", "COERCE", "SANCTION", "RETREAT"))


class _Slots:
    """Fills slots; a phrase that one slot took is not there for the next."""

    def __init__(self, clauses: Clauses, trigger: Trigger, around: Around, passive: bool) -> None:
        self._clauses, self._trigger, self._around = clauses, trigger, around
        self._passive = passive
        self._taken: set[int] = set()

    def fill(self, slots: Sequence[str]) -> tuple[Party, ...]:
        """The parties of the first slot that holds any."""
        for slot in slots:
            chunk = self._chunk(slot)
            if chunk is not None and chunk.first not in self._taken:
                parties = tuple(parties_of(self._clauses, chunk))
                if parties:
                    self._taken.add(chunk.first)
                    return parties
        return ()

    def _chunk(self, slot: str) -> Chunk | None:
        around = self._around
        if slot.startswith(_PREP):
            wanted = slot.removeprefix(_PREP)
            wanted = wanted if wanted == AGENT else folded(wanted)
            wanted = AGENT if self._clauses.lexis.kind(wanted) == "agent" else wanted
            return next((c for c in around.prepositional if c.prep == wanted and c.first not in self._taken), None)
        if slot == "subject":
            return self._subject()
        if slot == "object":
            return next((c for c in around.bare if c.first not in self._taken), None)
        if slot == "passive_subject":
            return (around.before or next(iter(around.bare), None)) if self._passive else None
        if slot in ("genitive", "genitive2"):
            return around.genitive
        return around.before if slot == "apposition" else None

    def _subject(self) -> Chunk | None:
        if self._around.before is not None:
            return self._around.before
        form = self._clauses.words[self._trigger.first].form
        dropped = self._trigger.verbal and bool(form.finite) and all(r.number != "singular" for r in form.finite)
        if dropped or (form.accusative and not self._trigger.verbal):
            return None
        first = next(iter(self._around.bare), None)
        if first is not None and self._trigger.verbal and _is_visited(self._clauses, self._trigger, self._around.bare):
            return None
        if first is not None and _is_object(self._clauses, self._trigger, first):
            return None
        outside = len(self._trigger.words) > 1 and first is not None and first.first >= self._trigger.last
        return None if outside and self._trigger.frame.recipient[:1] in (("genitive",), ("subject",)) else first


def _is_object(clauses: Clauses, trigger: Trigger, chunk: Chunk) -> bool:
    """Whether a phrase after a verb is in the accusative, so that the verb's subject is told before it."""
    form = clauses.words[chunk.first].form
    takes = trigger.verbal and "object" in trigger.frame.recipient
    return takes and form.accusative and clauses.mention[chunk.first] is None and not is_counted(clauses, chunk)


def _is_visited(clauses: Clauses, trigger: Trigger, bare: Sequence[Chunk]) -> bool:
    """Whether the only phrase after a verb of visiting is the place visited."""
    mention = clauses.mention[bare[0].first]
    return trigger.frame.mode == "visit" and len(bare) == 1 and mention is not None and mention.kind == "place"
