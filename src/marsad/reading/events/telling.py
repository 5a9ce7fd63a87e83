"""Whether a word of harm or protest tells of a happening, or names a topic, a case or a thing long known.

Signs of its grammar, company, time and sentence are weighed; `lexicon/plover_signs.tsv` holds the weights and says how
they were found. Modality is no sign: what is planned, feared or denied is told too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import fsum
from typing import NamedTuple

from marsad.lexicon.table import cells
from marsad.reading.events.around import LI
from marsad.reading.events.clauses import Chunk, Clauses, Word
from marsad.reading.events.frames import HARM
from marsad.reading.events.matching import PEOPLE, Trigger
from marsad.reading.events.parties import Sides
from marsad.reading.events.words import OF, folded
from marsad.records import Party, Quantity, Time

WEIGHED = frozenset(("ASSAULT", "PROTEST"))
_VERBS = frozenset(("occurs", "announces", "achieves", "auxiliary"))
_QUESTION = frozenset("?\u061f")
_LENGTHS = ((12, "short"), (25, "middling"), (40, "long"), (60, "longer"))
_STEP = re.compile(r"P-?(\d+)([DWMYE])")
_WEEK = 8
_BEFORE, _AFTER, _NEAR = 5, 6, 4
_MANY = 4
_TOLL = 0.35
_ACHIEVED, _DONE = 12, 2
"""Words within which a verb of achieving stands before what was achieved; one of taking place before what did."""
DOUBTFUL = -1.1
"""Margin above which a sign-poor word of harm counts in an article that tells of harm."""
_STANDING = frozenset(("noun after occurring", "noun before occurring", "time near day", "time near dated"))
_SPOKEN_OF = frozenset(("COOPERATE", "SUPPORT", "MOBILIZE", "AID", "CONSULT", "REQUEST", "AGREE", "THREATEN"))
"""Types whose nouns are more often spoken of than told."""
_BANDS = {"MIL": "state", "COP": "state", "REB": "armed", "UAF": "armed", "PRM": "armed"}
_CIVIL = frozenset(("CVL", "OPP", "JRN", "LAB", "EDU"))


class Told(NamedTuple):
    """A trigger with what was found for it, among the triggers of its sentence."""

    trigger: Trigger
    sides: Sides
    figures: Sequence[Quantity]
    others: Sequence[Trigger]


class Telling:
    """Weighs signs."""

    def __init__(self) -> None:
        self._weights = {row["sign"]: float(row["weight"]) for row in cells("plover_signs")}
        self._needed = self._weights.pop("needed")
        classes: dict[str, set[str]] = {}
        for row in cells("plover_company"):
            word = row["word"] if row["class"] in _VERBS else folded(row["word"])
            classes.setdefault(row["class"], set()).add(word)
        self._announces, self._since = frozenset(classes["announces"]), frozenset(classes["since"])
        self._these = frozenset(classes["this"])
        self._topics, self._kinds = frozenset(classes["topic"]), frozenset(classes["kind"])
        self._occurs, self._reporters = frozenset(classes["occurs"]), frozenset(classes["reporter"])

    def margin(self, clauses: Clauses, told: Told) -> float:
        """By how much the signs weigh more than is needed; of what has a toll less is asked, so that none is lost.

        From 0 on a happening is told; above `DOUBTFUL` it is where the article tells of another of the type.
        """
        known = self._weights
        needed = self._needed - (_TOLL if told.figures else 0.0)
        return fsum(known.get(sign, 0.0) for sign in set(self.signs(clauses, told))) - needed

    def stands(self, clauses: Clauses, told: Told, *, cued: bool) -> bool:
        """Whether a noun of the other types tells of an event rather than of a purpose or a topic.

        A verb of taking place or of announcing stands by it, or a day, or it opens the sentence, or follows "after".
        """
        trigger, words = told.trigger, clauses.words
        if words[trigger.first].form.prep == LI and not cued:
            return False
        if not (told.sides.actors or told.sides.recipients):
            return trigger.frame.type in HARM or self.is_deed(clauses, trigger)
        if len(trigger.words) > 1 and trigger.frame.type not in _SPOKEN_OF:
            return True
        signs = {*self._taking_place(clauses, trigger), *_of_times(clauses, trigger)}
        chunk = _phrase(clauses, trigger)
        inside = chunk is not None and chunk.first < trigger.first
        if "noun near topic" in signs or (inside and trigger.frame.type in _SPOKEN_OF):
            return False
        before = words[trigger.first - 1] if trigger.first else None
        if self.is_done(clauses, trigger) or self._brought_about(clauses, trigger):
            return True
        if before is not None and before.form.text in self._these:
            return True
        after = before is not None and before.form.text in self._since
        after = after and (trigger.first < 2 or words[trigger.first - 2].form.text != OF)
        opens = before is None or (not before.spoken and trigger.first <= 2)
        if signs & _STANDING or opens or after:
            return True
        return trigger.frame.type not in _SPOKEN_OF and self._announced(clauses, trigger)

    def is_deed(self, clauses: Clauses, trigger: Trigger) -> bool:
        """Whether a deed that its row describes closely is done, whoever stands by it."""
        return bool(len(trigger.words) > 1 or trigger.frame.needs) and self.is_done(clauses, trigger)

    def is_done(self, clauses: Clauses, trigger: Trigger) -> bool:
        """Whether the verb before a noun says that it is done: "was carried out", "managed to"."""
        chunk = _phrase(clauses, trigger)
        verb = _verb_before(clauses, trigger)
        if verb is None or chunk is None or chunk.first != trigger.first:
            return False
        lemmas, gap = clauses.words[verb].form.lemmas, trigger.first - verb
        achieved = gap <= _ACHIEVED and bool(lemmas & clauses.lexis.achieving)
        return achieved or (gap <= _DONE and bool(lemmas & clauses.lexis.light))

    def _brought_about(self, clauses: Clauses, trigger: Trigger) -> bool:
        """Whether the verb before it is one of taking place."""
        verb = _verb_before(clauses, trigger)
        return verb is not None and bool(clauses.words[verb].form.lemmas & self._occurs)

    def _announced(self, clauses: Clauses, trigger: Trigger) -> bool:
        """Whether it is the object of the verb of announcing before it."""
        chunk = _phrase(clauses, trigger)
        if chunk is None or chunk.prep:
            return False
        verb = _verb_before(clauses, trigger)
        return verb is not None and bool(clauses.words[verb].form.lemmas & self._announces)

    def signs(self, clauses: Clauses, told: Told) -> Iterator[str]:
        """The signs of one trigger and those of its sentence, some perhaps twice."""
        trigger = told.trigger
        yield "any"
        head = trigger.frame.elements[0]
        yield f"trigger {head.lemma or min(head.nouns, default='')}"
        yield f"form {_form_of(trigger)}"
        part = "verb" if trigger.verbal else "noun"
        yield from self._of_verb(clauses, trigger) if trigger.verbal else self._of_noun(clauses, trigger)
        yield from (f"{part} {sign}" for sign in self._of_clause(clauses, told))
        yield from _of_times(clauses, trigger)
        yield from _of_others(told, len(clauses.words))
        shared = clauses.memo.get(_SENTENCE)
        if shared is None:
            shared = clauses.memo[_SENTENCE] = tuple(self._of_sentence(clauses))
        yield from shared

    def _of_verb(self, clauses: Clauses, trigger: Trigger) -> Iterator[str]:
        form = clauses.words[trigger.first].form
        lemma = trigger.frame.elements[0].lemma
        readings = [r for r in form.finite if r.lemma == lemma] or form.finite
        yield "verb present" if all(r.tense == "present" for r in readings) else "verb past"
        if form.conjunction:
            yield "verb after and"

    def _of_noun(self, clauses: Clauses, trigger: Trigger) -> Iterator[str]:
        words, first = clauses.words, trigger.first
        form = words[first].form
        if form.prep:
            yield f"noun with {form.prep}"
        yield from self._before_noun(clauses, first)
        following = words[trigger.last] if trigger.last < len(words) else None
        owned = following is not None and following.spoken
        owned = owned and (following.form.article or clauses.mention[trigger.last] is not None)  # type: ignore[union-attr]
        yield "noun definite" if form.article else "noun with genitive" if owned else "noun indefinite"
        if form.conjunction:
            yield "noun after and"
        yield from self._taking_place(clauses, trigger)

    def _before_noun(self, clauses: Clauses, first: int) -> Iterator[str]:
        before = clauses.words[first - 1] if first else None
        if before is None or not before.spoken:
            yield "noun first" if before is None else "noun after sign"
            return
        if before.form.stem:
            yield f"noun next to {before.form.stem}"
        if before.form.kind == "preposition":
            yield f"noun after {before.form.text}"
        elif clauses.verb[first - 1]:
            yield "noun after verb"
        else:
            form = clauses.words[first].form
            free = form.article or form.conjunction or before.form.article
            yield (
                "noun in topic"
                if _is(before, self._topics)
                else "noun of kind"
                if _is(before, self._kinds)
                else ("noun after noun" if free else "noun as genitive")
            )

    def _taking_place(self, clauses: Clauses, trigger: Trigger) -> Iterator[str]:
        words = clauses.words
        low, _ = clauses.clause(trigger.first, trigger.last)
        before = range(max(low, trigger.first - _BEFORE), trigger.first)
        if any(_is(words[n], self._topics) for n in before[-_NEAR:]):
            yield "noun near topic"
        if any(clauses.verb[n] and words[n].form.lemmas & self._occurs for n in before):
            yield "noun after occurring"
        after = range(trigger.last, min(trigger.last + _AFTER, len(words)))
        verb = next((n for n in after if clauses.verb[n]), None)
        if verb is not None and words[verb].form.lemmas & self._occurs:
            yield "noun before occurring"
        yield "noun under verb" if any(clauses.verb[n] for n in range(low, trigger.first)) else "noun without verb"

    def _of_clause(self, clauses: Clauses, told: Told) -> Iterator[str]:
        words, trigger = clauses.words, told.trigger
        low, high = clauses.clause(trigger.first, trigger.last)
        opener = words[low].form.kind
        yield f"in {opener or ('start' if low == 0 else 'middle')}"
        if told.figures:
            yield "with figure"
        elif any(q.counted in PEOPLE for q in clauses.layer.quantities):
            yield "beside figure"
        if any(m is not None and m.kind == "place" for m in clauses.mention[low:high]):
            yield "with place"
        for n in range(low, trigger.first):
            if clauses.verb[n]:
                yield from (f"under {lemma}" for lemma in words[n].form.lemmas)
        yield from (f"actor {sign}" for sign in _of_party(clauses, told.sides.actors))
        yield from (f"recipient {sign}" for sign in _of_party(clauses, told.sides.recipients))
        if told.sides.passive:
            yield "passive"

    def _of_sentence(self, clauses: Clauses) -> Iterator[str]:
        words = clauses.words
        spoken = [n for n, word in enumerate(words) if word.spoken]
        yield "length " + next((name for size, name in _LENGTHS if len(words) < size), "longest")
        if any(word.sign in _QUESTION for word in words):
            yield "question"
        if any(words[n].number for n in spoken):
            yield "digits"
        if clauses.counted:
            yield "counted"
        if any(_is(words[n], self._reporters) for n in spoken):
            yield "reporter"
        if any(_is(words[n], self._topics) for n in spoken):
            yield "topic"
        for n in spoken:
            plain = clauses.mention[n] is None and not clauses.timed[n] and not words[n].number
            if plain and words[n].form.stem:
                yield f"word {words[n].form.stem}"
        verb = next((n for n in spoken if clauses.verb[n]), None)
        if verb is not None:
            yield from (f"first verb {lemma}" for lemma in words[verb].form.lemmas)


_SENTENCE = (-1,)


def _verb_before(clauses: Clauses, trigger: Trigger) -> int | None:
    """The nearest verb before a trigger in its clause."""
    low, _ = clauses.clause(trigger.first, trigger.last)
    return next((n for n in range(trigger.first - 1, low - 1, -1) if clauses.verb[n]), None)


def _phrase(clauses: Clauses, trigger: Trigger) -> Chunk | None:
    return next((c for c in clauses.chunks if c.first <= trigger.first < c.last), None)


def _is(word: Word, known: frozenset[str]) -> bool:
    return word.form.stem in known or not known.isdisjoint(word.form.nouns)


def _form_of(trigger: Trigger) -> str:
    if trigger.verbal:
        return "verb"
    return "adjective" if trigger.frame.form == "adjective" else "phrase" if len(trigger.words) > 1 else "noun"


def _of_party(clauses: Clauses, parties: Sequence[Party]) -> Iterator[str]:
    """What the first party of a side is."""
    for party in parties[:1]:
        yield "told"
        inside = clauses.indices(party.start, party.end)
        roles = clauses.lexis.roles
        sectors = {roles[noun] for n in inside for noun in clauses.words[n].form.nouns if noun in roles}
        yield from {_BANDS[s] for s in sectors if s in _BANDS} | ({"civil"} if sectors & _CIVIL else set())
        kinds = {m.kind for m in (clauses.mention[n] for n in inside) if m is not None}
        yield from kinds
        if not (kinds or sectors):
            yield "other"
        if any(clauses.words[n].number or n in clauses.counted for n in inside):
            yield "counted"
        if inside and clauses.words[inside[0]].form.article:
            yield "definite"


def _of_times(clauses: Clauses, trigger: Trigger) -> Iterator[str]:
    low, high = clauses.clause(trigger.first, trigger.last)
    start, end = clauses.words[low].start, clauses.words[high - 1].end
    for time in clauses.layer.times:
        yield f"time {'near' if start <= time.start < end else 'far'} {_kind(time)}"
    if not clauses.layer.times:
        yield "time none"


def _kind(time: Time) -> str:
    """How a time places an event: by a day of the last week, by a year, as long past, as a limit …"""
    step = _STEP.match(time.value or "")
    if time.kind != "point":
        return time.kind
    if time.bound or time.anchor == "past":
        return "bound" if time.bound else "past"
    days = step is not None and step[2] == "D" and int(step[1]) < _WEEK
    if days or (time.value or "").startswith("W"):
        return "day"
    if step and step[2] in "YE":
        return "years"
    return "dated" if time.anchor == "stated" else "other"


def _of_others(told: Told, size: int) -> Iterator[str]:
    """How many triggers of the type its sentence has, which other types, and where in it this one stands."""
    kinds = [other.frame.type for other in told.others]
    own = told.trigger.frame.type
    yield f"triggers {min(_MANY, kinds.count(own))}"
    yield from (f"beside {kind}" for kind in set(kinds) - {own})
    yield f"quarter {min(3, 4 * told.trigger.first // size) + 1}"
