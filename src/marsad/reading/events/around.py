"""The phrases around a trigger: its subject before it, bare and prepositional phrases after it, its genitive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.reading.events.agreement import may_follow, may_precede, of_phrase
from marsad.reading.events.clauses import Chunk, Clauses
from marsad.reading.events.frames import HARM
from marsad.reading.events.matching import Trigger
from marsad.reading.events.persons import bears_role, is_somebody
from marsad.reading.events.words import ALEF, OF, TA, TA_MARBUTA, YA, Form

PREP = "prep:"
IN = "\N{ARABIC LETTER FEH}\N{ARABIC LETTER YEH}"
OPENING = 3
"""Words within which a verb may say that somebody spoke of another's doings."""


class Around(NamedTuple):
    """The phrases that may fill the slots of one trigger: before it, after it, and its bare ones in order.

    `resumed` is what a relative refers to that is not the subject ("the town which they control").
    """

    before: Chunk | None
    bare: tuple[Chunk, ...]
    prepositional: tuple[Chunk, ...]
    genitive: Chunk | None
    resumed: Chunk | None


def around(clauses: Clauses, trigger: Trigger) -> Around:
    """The phrases that may fill the slots of a trigger, up to the next verb of its clause."""
    low, high = clauses.clause(trigger.first, trigger.last)
    high = end_of_reach(clauses, trigger, high)
    pieces = [
        p for c in clauses.chunks if c.last > trigger.first for p in _pieces(clauses, trigger, c) if p.first < high
    ]
    bare = tuple(p for p in pieces if not p.prep and not p.joined and not _is_honorific(clauses, p))
    bare = bare[:1] + bare[2:] if len(bare) > PAIR and _is_title(clauses, bare) else bare
    genitive = next((p for p in pieces if p.first >= trigger.last), next(iter(pieces), None))
    if genitive is not None and not (_is_genitive(trigger, genitive) and _is_owner(clauses, trigger, genitive)):
        genitive = None
    prepositional = tuple(p for p in pieces if p.prep and not p.joined)
    before, resumed = _before(clauses, trigger, low), None
    if before is not None and trigger.verbal and _is_resumed(clauses, trigger, low, before):
        before, resumed = None, before
    return Around(before, bare, prepositional, genitive, resumed)


def _is_resumed(clauses: Clauses, trigger: Trigger, low: int, before: Chunk) -> bool:
    """Whether a pronoun with its preposition beside a verb stands for what its relative refers to, or it describes."""
    if clauses.words[low].form.kind != "relative" and before.last != trigger.first:
        return False
    beside = (*trigger.words[1:], *((trigger.last,) if trigger.last < len(clauses.words) else ()))
    held = any(_holds(clauses.words[n].form) for n in beside if not clauses.verb[n])
    return held and before.first < trigger.first


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
    owned = piece.prep == LI and (trigger.frame.type == "ASSAULT" or f"{PREP}{LI}" not in trigger.frame.recipient)
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
        while first < index and first - 1 in trigger.words and clauses.words[first].form.text == OF:
            first += 1
        if first < index and first > trigger.first:
            yield Chunk(first, index, prep, joined)
        if index in trigger.words:
            first, prep, joined = index + 1, "", False


def end_of_reach(clauses: Clauses, trigger: Trigger, high: int) -> int:
    """A trigger reaches to the next finite verb of its clause, or to its end."""
    return next((n for n in range(trigger.last, high) if clauses.verb[n]), high)


def _is_adjective(clauses: Clauses, index: int) -> bool:
    """Whether a word right after a noun qualifies it, rather than naming whose it is."""
    form, noun = clauses.words[index].form, clauses.words[index - 1].form
    if clauses.mention[index] is not None or bears_role(clauses, form) or clauses.verb[index - 1]:
        return False
    if index in clauses.counted:
        return False
    if noun.article and form.article:
        return True
    womanly = (noun.accusative or noun.stem.endswith((TA_MARBUTA, ALEF + TA))) and form.stem.endswith(TA_MARBUTA)
    womanly = womanly and form.nouns.isdisjoint(clauses.lexis.things)
    return not noun.article and not form.article and (womanly or form.stem.endswith(_ADJECTIVE))


_ADJECTIVE = ("\N{ARABIC LETTER YEH}\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER YEH}\N{ARABIC LETTER TEH MARBUTA}")


def _before(clauses: Clauses, trigger: Trigger, low: int) -> Chunk | None:
    """The subject before a trigger: the bare phrase of its clause that it agrees with, or what a relative refers to."""
    here = [c for c in clauses.chunks if low <= c.first and c.last <= trigger.first and not c.prep and not c.joined]
    here = [c for c in here if not _is_honorific(clauses, c)]
    if not trigger.verbal:
        if trigger.frame.type in HARM:
            return None
        return (here[-1] if _is_charged(clauses, trigger, here) else here[0]) if here else None
    described = _described(clauses, trigger, low)
    if described is not None:
        return described
    agreeing = [c for c in here if _may_act(clauses, trigger, c)]
    if agreeing:
        found = _likeliest(clauses, agreeing)
        apart = any(clauses.verb[n] for n in range(found.last, trigger.first))
        own = is_somebody(clauses, found) and not apart
        return found if own or not _is_followed(clauses, trigger) else None
    if low > 0 and clauses.words[low].form.kind == "relative":
        return _referred(clauses, trigger, low)
    if clauses.words[low].form.text in clauses.lexis.spoken_of and trigger.first - low <= OPENING:
        return _speaker(clauses, low)
    return None


def _is_followed(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether somebody stands right after a verb that may be its subject."""
    after = next((c for c in clauses.chunks if c.first >= trigger.first + 1), None)
    if after is None or after.first in trigger.words or after.first - trigger.first > 1 or after.prep:
        return False
    return is_somebody(clauses, after) and may_follow(clauses, trigger.first, trigger.frame.elements[0].lemma, after)


def _may_act(clauses: Clauses, trigger: Trigger, chunk: Chunk) -> bool:
    lemma = trigger.frame.elements[0].lemma
    return may_precede(clauses, trigger.first, lemma, of_phrase(clauses, chunk))


def _likeliest(clauses: Clauses, here: Sequence[Chunk]) -> Chunk:
    """The last of several phrases, or the last name before it where it names nobody."""
    if is_somebody(clauses, here[-1]):
        return _apposed(clauses, here)
    named = [c for c in here if clauses.mention[c.first] is not None]
    return named[-1] if named else _apposed(clauses, here)


def _described(clauses: Clauses, trigger: Trigger, low: int) -> Chunk | None:
    """An indefinite phrase right before a verb, which it describes: "planes (that) hit", "a law (that) they bar"."""
    if clauses.words[trigger.first].form.conjunction or not any(clauses.verb[n] for n in range(low, trigger.first)):
        return None
    chunk = next((c for c in clauses.chunks if c.last == trigger.first), None)
    if chunk is None or chunk.joined or clauses.mention[chunk.first] is not None or chunk.first < low:
        return None
    inside = [clauses.words[n].form for n in range(chunk.first, chunk.last)]
    definite = any(form.article or form.suffix for form in inside) or clauses.mention[chunk.last - 1] is not None
    return None if definite or not _may_act(clauses, trigger, chunk) else chunk


def _is_charged(clauses: Clauses, trigger: Trigger, here: Sequence[Chunk]) -> bool:
    """Whether the last phrase before "with" and a masdar is who did it: "X accused Y of", "X urged Y to"."""
    if clauses.words[trigger.first].form.prep != BI or len(here) < PAIR or not is_somebody(clauses, here[-1]):
        return False
    return any(clauses.verb[n] for n in range(here[-1].first))


BI = "\N{ARABIC LETTER BEH}"
PAIR = 2


def _holds(form: Form) -> bool:
    """Whether a word is a preposition with its pronoun."""
    return form.kind == "pronoun" or (form.kind == "preposition" and bool(form.suffix))


def _referred(clauses: Clauses, trigger: Trigger, low: int) -> Chunk | None:
    """What the relative that opens a clause refers to; "and which" to the last bare phrase, not its complement."""
    before = [c for c in reversed(clauses.chunks) if c.last <= low]
    if clauses.words[low].form.conjunction:
        bare = next((c for c in before if not c.prep and _may_act(clauses, trigger, c)), None)
        return bare or next(iter(before), None)
    near = [c for c in before[:2] if _may_act(clauses, trigger, c)]
    placed = len(near) > 1 and near[0].prep == IN and _is_placed(clauses, near[0])
    return _related(clauses, near[placed] if near else None)


def _is_placed(clauses: Clauses, chunk: Chunk) -> bool:
    mention = clauses.mention[chunk.last - 1]
    return mention is not None and mention.kind == "place"


def _related(clauses: Clauses, chunk: Chunk | None) -> Chunk | None:
    """What a relative refers to: the phrase before it, or the name at its end ("the tweets of Trump, who")."""
    if (
        chunk is None
        or clauses.mention[chunk.first] is not None
        or bears_role(clauses, clauses.words[chunk.first].form)
    ):
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
