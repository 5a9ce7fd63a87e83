"""Towards whom an event is where the slots of its frame hold nobody, and whose the thing is that they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.reading.events.absent import WITH
from marsad.reading.events.around import BI, IN, LI, Around, end_of_reach
from marsad.reading.events.clauses import AMONG, Chunk, Clauses
from marsad.reading.events.frames import HARM
from marsad.reading.events.matching import Trigger
from marsad.reading.events.persons import bears_role, is_somebody, party_of
from marsad.reading.events.words import OF, folded
from marsad.records import Party

_ON = folded("\N{ARABIC LETTER AIN}\N{ARABIC LETTER LAM}\N{ARABIC LETTER ALEF MAKSURA}")
_OPPOSED = "\N{ARABIC LETTER DAD}\N{ARABIC LETTER DAL}"
_BEFORE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER MEEM}\N{ARABIC LETTER ALEF}\N{ARABIC LETTER MEEM}"
_OUTSIDE = "\N{ARABIC LETTER KHAH}\N{ARABIC LETTER ALEF}\N{ARABIC LETTER REH}\N{ARABIC LETTER JEEM}"
_TOWARD = "\N{ARABIC LETTER NOON}\N{ARABIC LETTER HAH}\N{ARABIC LETTER WAW}"
_TO = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}\N{ARABIC LETTER ALEF MAKSURA}"
_ABOUT = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER NOON}"
_FACING = "\N{ARABIC LETTER TEH}\N{ARABIC LETTER JEEM}\N{ARABIC LETTER ALEF}\N{ARABIC LETTER HEH}"
_AGAINST: Mapping[str, tuple[str, ...]] = {
    "ASSAULT": (_OPPOSED, _ON, folded(IN)),
    "PROTEST": (_OPPOSED, _BEFORE, _OUTSIDE, _TOWARD),
    "CONSULT": (WITH,),
    "COOPERATE": (WITH,),
    "AGREE": (WITH,),
}
_LINKS = frozenset(("", LI, BI, _ON, _OPPOSED, WITH, OF, *map(folded, (_TO, _ABOUT, _FACING, AMONG))))
"""Prepositions whose phrases may name whom something said is about."""
_TOWARDS = frozenset(("REJECT", "SANCTION", "REQUEST", "SUPPORT", "RETREAT", "AGREE", "AID", "THREATEN", "ACCUSE"))
_SPOKEN = frozenset(("ACCUSE", "AGREE", "CONCEDE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN"))
"""Types whose recipient is somebody: a thing that they are about is none."""
_KEPT = frozenset(("REQUEST", "THREATEN"))
"""Types whose verbs have whom they address for their object."""
_FAR, _NEAR, _DEMANDED = 12, 7, 6


def others(clauses: Clauses, trigger: Trigger, near: Around, actors: Sequence[Party]) -> tuple[Party, ...]:
    """The recipients of a trigger whose slots hold nobody."""
    found = _owners(clauses, trigger) or _further(clauses, trigger, actors) or _against(clauses, trigger, near)
    return found or (_demanded(clauses, trigger) if trigger.frame.type == "PROTEST" else ())


def somebody(clauses: Clauses, trigger: Trigger, near: Around, recipients: tuple[Party, ...]) -> tuple[Party, ...]:
    """Recipients of what is said: of a thing, whose it is ("the decision of the council", "activities of Iran")."""
    if trigger.frame.type in HARM:
        struck = trigger.verbal and "object" in trigger.frame.recipient
        return tuple(v for p in recipients for v in _victims(clauses, p, struck=struck))
    if trigger.frame.type not in _SPOKEN:
        return recipients
    addressed = trigger.verbal and trigger.frame.type in _KEPT and "object" in trigger.frame.recipient
    kept = (
        (p,) if is_party(clauses, p) else _owner(clauses, p) or _addressee(clauses, near, p) * addressed
        for p in recipients
    )
    return tuple(party for parties in kept for party in parties)


def _victims(clauses: Clauses, party: Party, *, struck: bool) -> tuple[Party, ...]:
    """Who "dead and wounded" are: those named after "among", "of"; a weapon is no victim, but may be struck."""
    inside = clauses.indices(party.start, party.end)
    form = clauses.words[inside[0]].form if inside else None
    if form is None or party.mention is not None:
        return (party,)
    if form.nouns & clauses.lexis.weapons and not struck:
        return ()
    if form.nouns.isdisjoint(clauses.lexis.casualties) or len(inside) > 1:
        return (party,)
    near = [c for c in clauses.chunks if inside[0] < c.first <= inside[0] + _DEMANDED and c.prep]
    found = next((c for c in near if is_somebody(clauses, c) and _is_people(clauses, c)), None)
    return tuple(party_of(clauses, found)) if found is not None else (party,)


def _is_people(clauses: Clauses, chunk: Chunk) -> bool:
    mentions = [m for m in clauses.mention[chunk.first : chunk.last] if m is not None]
    return all(m.kind != "place" for m in mentions)


def _addressee(clauses: Clauses, near: Around, party: Party) -> tuple[Party, ...]:
    """An object told before any phrase with a preposition: whom the verb addresses."""
    first = next((c.first for c in near.prepositional), len(clauses.words))
    inside = clauses.indices(party.start, party.end)
    return (party,) if inside and inside[0] < first else ()


def is_party(clauses: Clauses, party: Party) -> bool:
    """Whether words name somebody, or what an earlier sentence named."""
    inside = clauses.indices(party.start, party.end)
    if not inside:
        return True
    mention = clauses.mention[inside[0]]
    if mention is not None:
        return True
    form = clauses.words[inside[0]].form
    if bears_role(clauses, form) or form.kind in ("member", "both"):
        return True
    return party.mention is None and is_somebody(clauses, Chunk(inside[0], inside[-1] + 1, "", False))


def _owner(clauses: Clauses, party: Party) -> tuple[Party, ...]:
    """Who is named at the end of a phrase, or right after it with "li-"."""
    inside = clauses.indices(party.start, party.end)
    holding = next((c for c in clauses.chunks if c.first <= inside[0] < c.last), None)
    if holding is None:
        return ()
    for first in range(inside[0] + 1, holding.last):
        inner = holding._replace(first=first, joined=False)
        form = clauses.words[first].form
        if (clauses.mention[first] is not None or bears_role(clauses, form)) and not form.conjunction:
            return tuple(party_of(clauses, inner))
    after = next((c for c in clauses.chunks if c.first == holding.last and c.prep in ("", LI)), None)
    return tuple(party_of(clauses, after)) if after is not None and is_somebody(clauses, after) else ()


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


def _further(clauses: Clauses, trigger: Trigger, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Towards whom something is asked, refused or promised, where he stands inside what is: the next who is named.

    Of a phrase that holds its own object ("tore down houses") that object.
    """
    if not trigger.verbal:
        return ()
    if trigger.frame.type not in _TOWARDS:
        return _own_object(clauses, trigger)
    _, high = clauses.clause(trigger.first, trigger.last)
    asked = trigger.frame.type == "REQUEST"
    high = min(end_of_reach(clauses, trigger, high), trigger.last + (_NEAR if asked else _FAR))
    after = max((a.end for a in actors), default=0)
    for chunk in clauses.chunks:
        if trigger.first < chunk.first < high and chunk.prep in _LINKS:
            inner = _without_masdar(clauses, chunk)
            if _is_own(clauses, inner):
                continue
            named = clauses.mention[inner.first] is not None if asked else is_somebody(clauses, inner)
            if clauses.words[inner.first].start >= after and named:
                return tuple(party_of(clauses, inner))
    return ()


def _is_own(clauses: Clauses, chunk: Chunk) -> bool:
    """Whether a phrase is "his forces", "its aircraft": the actor's own."""
    form = clauses.words[chunk.first].form
    return bool(form.suffix) and not form.nouns.isdisjoint(clauses.lexis.own)


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


def _against(clauses: Clauses, trigger: Trigger, around: Around) -> tuple[Party, ...]:
    """Towards whom it is where the frame names nobody: after "against", "on" or "with", else the place attacked."""
    laid = trigger.verbal and len(trigger.words) > 1 and trigger.frame.type == "ASSAULT"
    for wanted in (*((LI,) * laid), *_AGAINST.get(trigger.frame.type, ())):
        for chunk in around.prepositional:
            mentions = clauses.mention[chunk.first : chunk.last]
            placed = wanted != folded(IN) or (mentions[0] is not None and mentions[0].kind == "place")
            if chunk.prep == wanted and placed and is_somebody(clauses, chunk):
                return tuple(party_of(clauses, chunk))
    return ()


def _demanded(clauses: Clauses, trigger: Trigger) -> tuple[Party, ...]:
    """Whom a protest is turned against: who is named soon after "demanding", "in rejection of"."""
    words, demands = clauses.words, clauses.lexis.demands
    at = next((n for n in range(trigger.first, len(words)) if words[n].form.nouns & demands), None)
    if at is None:
        return ()
    for chunk in clauses.chunks:
        if at < chunk.last and chunk.first <= at + _DEMANDED and chunk.prep != IN:
            inner = _without_masdar(clauses, chunk._replace(first=max(chunk.first, at + 1)))
            mention = clauses.mention[inner.first] if inner.first < inner.last else None
            if mention is not None or (inner.first < inner.last and is_somebody(clauses, inner)):
                return tuple(party_of(clauses, inner))
    return ()
