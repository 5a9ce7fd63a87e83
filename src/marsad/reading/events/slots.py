"""Fills the slots of a frame with the phrases around its trigger, by the voice of its verb."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.events.absent import dropped, held, is_same
from marsad.reading.events.agreement import is_oblique, may_follow
from marsad.reading.events.around import BI, PREP, Around
from marsad.reading.events.clauses import AGENT, Chunk, Clauses
from marsad.reading.events.matching import Trigger
from marsad.reading.events.persons import acts, is_counted, is_somebody, parties_of
from marsad.reading.events.words import ALEF, NISBA, TA, TA_MARBUTA, folded
from marsad.records import Party


def is_passive(clauses: Clauses, trigger: Trigger, around: Around) -> bool:
    """Whether a verb is passive: its marks say so, somebody is named after "by", or only one side stands by it."""
    if not trigger.verbal or "passive_subject" not in trigger.frame.recipient:
        return False
    readings = [r for r in clauses.words[trigger.first].form.finite if r.lemma == trigger.frame.elements[0].lemma]
    voices = {r.voice for r in readings}
    if "passive" not in voices or voices == {"passive"}:
        return voices == {"passive"}
    if any(c.prep == AGENT for c in around.prepositional):
        return True
    if clauses.words[trigger.first].form.suffix or trigger.frame.type not in SUFFERED:
        return False
    if around.before is None and _is_womens(clauses, trigger, around):
        return False
    if around.before is None:
        single = len(around.bare) == 1
        acting = any(_is_body(clauses, c) if single else acts(clauses, c) for c in around.bare)
        return not acting and _is_alone(clauses, around.bare)
    told = is_counted(clauses, around.before) or not acts(clauses, around.before)
    return told and (not around.bare or any(not clauses.words[n].spoken for n in _gap(trigger, around.bare[0])))


def _gap(trigger: Trigger, chunk: Chunk) -> range:
    return range(trigger.last, chunk.first)


def _is_body(clauses: Clauses, chunk: Chunk) -> bool:
    """Whether a lone phrase is a body or force, which does harm even where its object stands far off."""
    form = clauses.words[chunk.first].form
    if not acts(clauses, chunk) or clauses.mention[chunk.first] is not None:
        return acts(clauses, chunk)
    person = form.stem.endswith(NISBA) or any(r.kind != "masdar" for r in form.nominal)
    return form.article and not person


def _is_womens(clauses: Clauses, trigger: Trigger, around: Around) -> bool:
    """Whether a feminine verb stands before men counted: its subject, a body or force, is told before."""
    readings = clauses.words[trigger.first].form.finite
    if not around.bare or not all(r.gender == "feminine" for r in readings) or not is_counted(clauses, around.bare[0]):
        return False
    inside = [clauses.words[n].form.stem for n in range(around.bare[0].first, around.bare[0].last)]
    return not any(stem.endswith((TA_MARBUTA, ALEF + TA)) for stem in inside)


def is_active(clauses: Clauses, trigger: Trigger, around: Around) -> bool:
    """Whether two sides stand by a verb that is listed as a passive, and its form may be active."""
    voices = {r.voice for r in clauses.words[trigger.first].form.finite}
    sides = [c for c in around.bare if is_somebody(clauses, c)]
    return "active" in voices and len(sides) + (around.before is not None) > 1


def _is_alone(clauses: Clauses, bare: Sequence[Chunk]) -> bool:
    """Whether the phrase after a verb has no object right behind it; people counted may have one farther off."""
    if len(bare) < 2:
        return True
    apart = any(not clauses.words[n].spoken for n in range(bare[0].last, bare[1].first))
    return is_counted(clauses, bare[0]) and (apart or not is_somebody(clauses, bare[1]))


SUFFERED = frozenset(("ASSAULT", "ACCIDENT", "COERCE", "SANCTION", "RETREAT"))


class Slots:
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
        if slot.startswith(PREP):
            wanted = slot.removeprefix(PREP)
            wanted = wanted if wanted == AGENT else folded(wanted)
            wanted = AGENT if self._clauses.lexis.kind(wanted) == "agent" else wanted
            found = [c for c in around.prepositional if c.prep == wanted and c.first not in self._taken]
            return next((c for c in found if wanted != BI or not self._is_placed(c)), next(iter(found), None))
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
        if first is not None and _is_turned_to(self._clauses, self._trigger, self._around.bare):
            return None
        lemma = self._trigger.frame.elements[0].lemma
        if first is not None and self._trigger.verbal and not self._agrees(lemma, first):
            return None
        outside = len(self._trigger.words) > 1 and first is not None and first.first >= self._trigger.last
        if outside and not self._trigger.verbal:
            return None
        return None if outside and self._trigger.frame.recipient[:1] in (("genitive",), ("subject",)) else first

    def _is_placed(self, chunk: Chunk) -> bool:
        """Whether a phrase names only a place: after "bi-" where something is."""
        mention = self._clauses.mention[chunk.first]
        return mention is not None and mention.kind == "place"

    def _agrees(self, lemma: str, chunk: Chunk) -> bool:
        """Whether a phrase after a verb may be its subject."""
        return not lemma or may_follow(self._clauses, self._trigger.first, lemma, chunk)


def _is_object(clauses: Clauses, trigger: Trigger, chunk: Chunk) -> bool:
    """Whether a phrase after a verb is in the accusative, so that the verb's subject is told before it."""
    form = clauses.words[chunk.first].form
    takes = trigger.verbal and "object" in trigger.frame.recipient
    if takes and clauses.mention[chunk.first] is None and is_oblique(form, clauses.lexis):
        return True
    second = chunk.first + 1 if chunk.last > chunk.first + 1 else None
    owned = second is not None and (clauses.words[second].form.article or clauses.mention[second] is not None)
    return (
        takes
        and form.accusative
        and not owned
        and clauses.mention[chunk.first] is None
        and not is_counted(clauses, chunk)
    )


def _is_turned_to(clauses: Clauses, trigger: Trigger, bare: Sequence[Chunk]) -> bool:
    """Whether the only phrase after a verb that wants an object is that object: "and accused in it Rome of".

    Its subject is told before it, or a pronoun right after it says that it stands in a relative clause.
    """
    lemma = trigger.frame.elements[0].lemma
    if lemma not in clauses.lexis.directed or not trigger.verbal or len(trigger.words) > 1 or len(bare) > 1:
        return False
    if clauses.words[bare[0].first].form.kind == "both" or not is_somebody(clauses, bare[0]):
        return False
    after = clauses.words[trigger.last].form if trigger.last < len(clauses.words) else None
    if after is not None and "" not in held(after):
        return True
    earlier = dropped(clauses, trigger, ())
    objects = tuple(parties_of(clauses, bare[0]))
    return bool(earlier) and not any(is_same(p, o) for p in earlier for o in objects)


def _is_visited(clauses: Clauses, trigger: Trigger, bare: Sequence[Chunk]) -> bool:
    """Whether the only phrase after a verb of visiting is the place visited."""
    mention = clauses.mention[bare[0].first]
    return trigger.frame.mode == "visit" and len(bare) == 1 and mention is not None and mention.kind == "place"
