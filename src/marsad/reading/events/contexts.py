"""PLOVER's contexts of an event: election, refugees, cyber … by words of its clause and of its parties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marsad.lexicon.table import cells
from marsad.reading.events.clauses import Clauses
from marsad.reading.events.matching import Trigger
from marsad.reading.events.words import ARTICLE, Form, candidates, folded
from marsad.records import Party

_SHORT = 3


class Contexts:
    """The cues, by their first word without article."""

    def __init__(self) -> None:
        self._cues: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for row in cells("plover_contexts"):
            words = tuple(_bare(word) for word in row["cue"].split())
            self._cues.setdefault(words[0], []).append((words, row["context"]))
        self._forms: dict[int, frozenset[str]] = {}
        """By the identity of a form, which the lexis keeps: the spellings under which a cue may name it."""

    def of(self, clauses: Clauses, trigger: Trigger, parties: Iterable[Party]) -> tuple[str, ...]:
        """The contexts, in the order of their names."""
        low, high = clauses.clause(trigger.first, trigger.last)
        around = [range(low, high), *(clauses.indices(party.start, party.end) for party in parties)]
        found = {context for inside in around for index in inside for context in self._at(clauses, index)}
        return tuple(sorted(found))

    def _at(self, clauses: Clauses, index: int) -> Iterable[str]:
        for spelling in self._spelled(clauses.words[index].form):
            for words, context in self._cues.get(spelling, ()):
                if self._follow(clauses, index, words):
                    yield context

    def _follow(self, clauses: Clauses, index: int, words: Sequence[str]) -> bool:
        end = index + len(words)
        if end > len(clauses.words):
            return False
        return all(word in self._spelled(clauses.words[index + n].form) for n, word in enumerate(words[1:], 1))

    def _spelled(self, form: Form) -> frozenset[str]:
        known = self._forms.get(id(form))
        if known is None:
            stems = candidates(_bare(form.stem), form.suffix) if form.stem else ()
            known = self._forms[id(form)] = frozenset((form.text, *form.nouns, *map(folded, stems)))
        return known


def _bare(word: str) -> str:
    text = folded(word)
    return text.removeprefix(ARTICLE) if len(text) > _SHORT + 1 else text
