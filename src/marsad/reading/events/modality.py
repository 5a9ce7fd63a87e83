"""Whether an event happened, goes on, is planned, called for, denied or only thought of: by cues before its trigger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from marsad.lexicon.table import load
from marsad.reading.events.clauses import Clauses
from marsad.reading.events.matching import Trigger
from marsad.reading.events.words import NOON, Lexis, folded
from marsad.records import Modality

_VERB_REACH, _MASDAR_REACH, _ADJECTIVE_REACH = 6, 4, 2
_SHORT = 3
_VERBAL_TYPES = frozenset(("ACCUSE", "REQUEST", "SUPPORT", "AGREE", "REJECT", "THREATEN", "CONCEDE"))


class Cue(NamedTuple):
    """A row: its folded words, the letter written together with what follows, what it says, and of what."""

    place: str
    words: tuple[str, ...]
    attached: str
    modality: str
    verb: bool


class Cues:
    """The cues, by their first word."""

    def __init__(self, lexis: Lexis) -> None:
        self._lexis = lexis
        self._cues: dict[str, list[Cue]] = {}
        for row in load("modality_cues"):
            words = [folded(word) for word in row["cue"].split() if word != "\N{HORIZONTAL ELLIPSIS}"]
            attached = words.pop() if len(words) > 1 and len(words[-1]) == 1 else ""
            cue = Cue(row.place, tuple(words), attached, row["modality"], row["scope"] == "verb after")
            self._cues.setdefault(words[0], []).append(cue)
        self._spellings: dict[str, tuple[str, ...]] = {}

    def of(self, clauses: Clauses, trigger: Trigger, *, headline: bool) -> tuple[Modality, str | None]:
        """The modality of a trigger and the row that tells it; None where nothing does."""
        found = list(self._governing(clauses, trigger))
        if found:
            cue = max(found, key=lambda pair: (pair[0], len(pair[1].words)))[1]
            return cast("Modality", cue.modality), cue.place
        return _by_tense(clauses, trigger, headline=headline), None

    def _governing(self, clauses: Clauses, trigger: Trigger) -> Iterator[tuple[int, Cue]]:
        low = max(0, trigger.first - _VERB_REACH - _SHORT)
        for index in range(low, trigger.first):
            for cue in self._at(clauses, index):
                end = index + len(cue.words)
                if self._governs(clauses, cue, end, trigger):
                    yield end, cue
        if not trigger.verbal:
            for index in range(trigger.last, min(trigger.last + _ADJECTIVE_REACH, len(clauses.words))):
                form = clauses.words[index].form
                yield from ((index, c) for c in self._at(clauses, index) if not c.verb and form.article)

    def _at(self, clauses: Clauses, index: int) -> Iterator[Cue]:
        if not clauses.words[index].spoken:
            return
        for spelling in self._written(clauses, index):
            for cue in self._cues.get(spelling, ()):
                ends = index + len(cue.words)
                if ends <= len(clauses.words) and all(
                    word in (clauses.words[index + n].form.text, clauses.words[index + n].form.stem)
                    for n, word in enumerate(cue.words[1:], 1)
                ):
                    yield cue

    def _written(self, clauses: Clauses, index: int) -> tuple[str, ...]:
        """The spellings under which a word may open a cue: as it stands, without clitics, its verb's lemma."""
        word = clauses.words[index]
        known = self._spellings.get(word.form.text)
        if known is None:
            form = word.form
            found = (form.text, form.stem, *sorted(folded(lemma) for lemma in form.lemmas))
            known = self._spellings[form.text] = tuple(dict.fromkeys(found))
        return known

    def _governs(self, clauses: Clauses, cue: Cue, end: int, trigger: Trigger) -> bool:
        gap = trigger.first - end
        if gap < 0 or cue.verb != trigger.verbal:
            return False
        between = range(end, trigger.first)
        kind = self._lexis.kind(cue.words[0]) if len(cue.words) == 1 else ""
        if kind in ("complement", "relative"):
            return False
        if cue.verb and (kind == "particle" or (len(cue.words) == 1 and len(cue.words[0]) < _SHORT)):
            return gap == 0 and self._particle_fits(clauses, cue, trigger)
        if cue.attached and gap == 0 and clauses.words[trigger.first].form.prep != cue.attached:
            return False
        if gap > (_VERB_REACH if cue.verb else _MASDAR_REACH):
            return False
        return not any(clauses.verb[n] or clauses.words[n].sign for n in between)

    def _particle_fits(self, clauses: Clauses, cue: Cue, trigger: Trigger) -> bool:
        if cue.modality == "denied":
            return True
        finite = clauses.words[trigger.first].form.finite
        return bool(finite) and finite[0].tense == "present"


def _by_tense(clauses: Clauses, trigger: Trigger, *, headline: bool) -> Modality:
    form = clauses.words[trigger.first].form
    if trigger.verbal and form.future:
        return "planned"
    if not trigger.verbal:
        return _by_light_verb(clauses, trigger)
    before = clauses.before(trigger.first)
    present = bool(form.finite) and all(r.tense == "present" for r in form.finite)
    if before is not None and before.form.kind == "complement" and before.form.text.endswith(NOON) and present:
        return "hypothetical"
    if present and not headline and trigger.frame.type not in _VERBAL_TYPES:
        return "ongoing"
    return "happened"


def _by_light_verb(clauses: Clauses, trigger: Trigger) -> Modality:
    """A masdar after "will take place" or "will be able to" is planned."""
    low, _ = clauses.clause(trigger.first, trigger.last)
    for index in range(trigger.first - 1, max(low, trigger.first - _VERB_REACH) - 1, -1):
        form = clauses.words[index].form
        if clauses.verb[index]:
            telling = clauses.lexis.light | clauses.lexis.achieving
            return "planned" if form.future and form.lemmas & telling else "happened"
    return "happened"
