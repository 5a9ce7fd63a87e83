"""Who acts and who receives: phrases around a trigger, by the slots of its frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.reading.events.absent import (
    antecedent,
    dropped,
    governor,
    is_same,
    opponent,
    performer,
    protesters,
    takes_pronoun,
    unfolded,
)
from marsad.reading.events.around import PREP, Around, around
from marsad.reading.events.clauses import AGENT, Chunk, Clauses
from marsad.reading.events.matching import Trigger
from marsad.reading.events.persons import acts, can_act, is_counted, parties_of
from marsad.reading.events.slots import SUFFERED, Slots, is_active, is_passive
from marsad.reading.events.towards import others, somebody
from marsad.records import Party

_COUNTRY = "country:"
_TOLD = frozenset(("ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT"))
"""Types of whose masdars a pronoun is the doer."""
_TURNED = frozenset(("subject", "passive_subject"))
"""The recipient slots of verbs that are listed as passives."""


class Sides(NamedTuple):
    """The parties of an event; `passive` tells that its verb was read as one of the passive voice."""

    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    passive: bool = False


def sides(clauses: Clauses, trigger: Trigger, remembered: Sequence[Party]) -> Sides:
    """The parties of a trigger; `remembered` are the last subjects, for verbs and pronouns that name none."""
    near = around(clauses, trigger)
    passive = is_passive(clauses, trigger, near)
    actors, recipients = _beside(clauses, trigger, near, passive=passive)
    actors = actors or _absent(clauses, trigger, remembered, passive=passive)
    actors = _other_than(actors, recipients, clauses.words[trigger.first].start)
    if trigger.verbal and not passive and _holds_object(clauses, trigger):
        actors, recipients = _turned(clauses, near, actors)
    if takes_pronoun(clauses, trigger):
        recipients = ()
    recipients = _without(recipients, actors)
    if not recipients and near.resumed is not None:
        recipients = _without(parties_of(clauses, near.resumed), actors)
    recipients = recipients or antecedent(clauses, trigger, actors, remembered)
    recipients = recipients or others(clauses, trigger, near, actors)
    actors = unfolded(clauses, actors, remembered)
    if trigger.frame.type == "PROTEST":
        actors = protesters(clauses, actors)
    loose = trigger.verbal and trigger.frame.type not in ("ASSAULT", "ACCIDENT")
    actors = tuple(a for a in actors if can_act(clauses, a, verbal=trigger.verbal, loose=loose))
    recipients = somebody(clauses, trigger, near, _without(recipients, actors))
    return Sides(actors, _without(recipients, actors), passive)


def _other_than(actors: tuple[Party, ...], recipients: tuple[Party, ...], at: int) -> tuple[Party, ...]:
    """The actors without those told before the trigger whom it names again, after itself, as its recipients."""
    after = [r for r in recipients if r.start > at]
    return tuple(a for a in actors if a.start > at or not any(is_same(a, r) for r in after))


def _without(parties: Iterable[Party], others: Sequence[Party]) -> tuple[Party, ...]:
    return tuple(p for p in parties if not any(is_same(p, other) for other in others))


def _beside(
    clauses: Clauses, trigger: Trigger, near: Around, *, passive: bool
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The parties that stand in the slots of the frame; of a passive the recipient is sought first."""
    slots, frame = Slots(clauses, trigger, near, passive), trigger.frame
    acting, towards = frame.actor, frame.recipient
    if trigger.verbal and not passive and {*towards} >= _TURNED and is_active(clauses, trigger, near):
        acting, towards = ("subject",), ("object",)
    actor_slots = (f"{PREP}{AGENT}", *(() if passive else acting))
    if passive or any(c.prep == AGENT for c in near.prepositional):
        recipients = slots.fill(towards)
        actors = slots.fill(actor_slots)
    else:
        actors = slots.fill(actor_slots)
        recipients = slots.fill(towards)
    if actors and not recipients and not trigger.verbal and "genitive" in {*frame.actor} & {*frame.recipient}:
        return ((), actors) if _is_target(clauses, actors[0]) else (actors, ())
    if actors and not recipients and trigger.verbal and (frame.type in SUFFERED or "object" in frame.recipient):
        return _befallen(clauses, trigger, actors)
    return actors, recipients


def _absent(clauses: Clauses, trigger: Trigger, remembered: Sequence[Party], *, passive: bool) -> tuple[Party, ...]:
    """Who acts where the slots hold nobody."""
    frame = trigger.frame
    if trigger.verbal and not passive and "subject" in frame.actor:
        return dropped(clauses, trigger, remembered) or governor(clauses, trigger)
    if not trigger.verbal and frame.type in _TOLD and clauses.words[trigger.first].form.suffix:
        return dropped(clauses, trigger, remembered)
    if "genitive" in frame.actor and clauses.words[trigger.last - 1].form.suffix:
        return tuple(remembered)
    return performer(clauses, trigger) or governor(clauses, trigger) or opponent(clauses, trigger)


def _is_target(clauses: Clauses, party: Party) -> bool:
    """Whether the genitive of an attack is what was attacked: a site, a town, people counted."""
    inside = clauses.indices(party.start, party.end)
    if not inside:
        return False
    mention = clauses.mention[inside[0]]
    if mention is not None and mention.kind == "place":
        return not any(candidate.startswith(_COUNTRY) for candidate in mention.candidates)
    chunk = Chunk(inside[0], inside[-1] + 1, "", False)
    return mention is None and not acts(clauses, chunk)


def _befallen(
    clauses: Clauses, trigger: Trigger, actors: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """People counted or a site after a verb of harm, with nobody else beside it: whom it befell, whatever its voice."""
    inside = clauses.indices(actors[0].start, actors[0].end)
    after = bool(inside) and inside[0] > trigger.first
    if after and is_counted(clauses, Chunk(inside[0], inside[-1] + 1, "", False)):
        return (), actors
    alone = after and len(actors) == 1 and "object" in trigger.frame.recipient and trigger.frame.type in SUFFERED
    site = alone and bool(clauses.words[inside[0]].form.nouns & clauses.lexis.sites)
    named = clauses.mention[inside[0]] if alone else None
    town = named is not None and named.kind == "place" and _is_target(clauses, actors[0])
    return ((), actors) if site or town else (actors, ())


def _holds_object(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether the pronoun written together with a verb of one word is its object."""
    return (
        len(trigger.words) == 1
        and bool(clauses.words[trigger.first].form.suffix)
        and "object" in trigger.frame.recipient
    )


def _turned(clauses: Clauses, around: Around, actors: tuple[Party, ...]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The sides of a verb that holds its object as a pronoun: who stood before it receives, who follows acts."""
    if around.before is None or not around.bare:
        return actors, ()
    return tuple(parties_of(clauses, around.bare[0])), tuple(parties_of(clauses, around.before))
