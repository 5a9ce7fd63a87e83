"""What is undertaken, planned or denied in a sentence, and what it says became of a promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple, cast

from marsad.lexicon.table import cells
from marsad.records import Outcomes
from marsad.stories.storylines.deeds import Act, DeedReader, governed
from marsad.stories.storylines.words import LAM, Phrases, Word, plain

PAST = "past"
"""Words that tell of the past: they put what was to come into it, and open what is recalled."""

_CUE_REACH = 5
_VERB_REACH = 2
_PROMISE_REACH = 14
_OUTCOME_REACH = 4
_BEFORE = "<"
_UNDERTAKING = "undertaking"


class Undertaking(NamedTuple):
    """Words that undertake, plan or deny: which, where they stand (numbers of words), and the deed meant."""

    kind: Literal["promise", "plan", "denial"]
    first: int
    after: int
    act: int | None


class UndertakingReader(DeedReader):
    """Finds deeds and undertakings among the words of a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._undertakings = Phrases((row["cue"], f"{row['kind']} {row['prep']}") for row in cells("undertakings"))
        self._empty = {plain(row["verb"]) for row in cells("light_deeds") if row["through"] == "no"} | self._speech
        self._leading = self._prepositions - {plain(row["cue"]) for row in cells("deed_courses")}
        self._outcomes = {plain(row["word"]): set[str]() for row in cells("promise_outcomes")}
        for row in cells("promise_outcomes"):
            self._outcomes[plain(row["word"])].add(row["class"])

    def undertakings(self, words: Sequence[Word], acts: Sequence[tuple[int, Act]]) -> Iterator[Undertaking]:
        """What is undertaken, planned or denied, each with the deed after its words."""
        after = 0
        for index in range(len(words)):
            if index < after:
                continue
            found = self._undertaken(words, index)
            if found is not None:
                kind, prep = found[0].split()
                meant = self._meant(words, acts, found[1], prep)
                after = found[1] if kind != "promise" or meant is not None else index + 1
                yield Undertaking(kind, index, after, meant)  # type: ignore[arg-type]
            elif self._will(words, index):
                yield Undertaking("plan", index, index + 1, self._coming(words, acts, index))

    def _undertaken(self, words: Sequence[Word], index: int) -> tuple[str, int] | None:
        """The words of undertaking that begin here; a masdar counts only where a row has it, and tells no aim."""
        form = words[index].form
        if form is None or (form.masdar and not form.tense and form.prep == LAM):
            return None
        if form.verbs and not form.tense:
            bare = form._replace(spellings=form.spellings - form.verbs)
            words = [*words[:index], words[index]._replace(form=bare), *words[index + 1 :]]
        return self._undertakings.first(words, index)

    def _will(self, words: Sequence[Word], index: int) -> bool:
        """Whether a word is a verb of the future, and not one that only tells which thing is meant ("which will")."""
        form = words[index].form
        told_of = index > 0 and (self._is_relative(words[index - 1]) or self.says(words[index - 1], PAST))
        return form is not None and form.future and not told_of

    def _is_relative(self, word: Word) -> bool:
        return word.form is not None and not self._relatives.isdisjoint(word.form.spellings)

    def _meant(self, words: Sequence[Word], acts: Sequence[tuple[int, Act]], after: int, prep: str) -> int | None:
        """The deed that is undertaken: the first after the words that do so, one of a family before another near it.

        One that stands farther off must be governed by a preposition or "that".
        """
        if prep == _BEFORE:
            return next(
                (at for at, act in reversed(acts) if act.families and after - _PROMISE_REACH < at < after), None
            )
        near = [
            (at, act)
            for at, act in acts
            if after <= at <= after + _PROMISE_REACH
            and act.objects
            and self._hangs(words, at, after, prep)
            # What a relative clause tells of somebody is not what he undertakes.
            and not (at > after and self._is_relative(words[at - 1]))
        ]
        if not near:
            return None
        first = near[0][0]
        if self._empty_verb(words, after, first):
            return None
        return next((at for at, act in near if act.families and at - first <= _VERB_REACH), first)

    def _empty_verb(self, words: Sequence[Word], after: int, until: int) -> bool:
        """Whether a verb of its own that names no deed stands first."""
        forms = (words[at].form for at in range(after, until) if not governed(words, at))
        return any(form and form.tense and not form.masdar and form.verbs <= self._empty for form in forms)

    def _hangs(self, words: Sequence[Word], at: int, after: int, prep: str) -> bool:
        form, before = words[at].form, words[at - 1].form
        if form is None or (prep != "-" and form.prep != prep):
            return False
        led = before is not None and not before.spellings.isdisjoint(self._stops | self._leading)
        return at - after <= _CUE_REACH or bool(form.prep) or led

    def _coming(self, words: Sequence[Word], acts: Sequence[tuple[int, Act]], index: int) -> int | None:
        """The deed of a verb of the future: its own, or, of a verb that only leads to one, the one beside it."""
        known = [(at, act) for at, act in acts if act.objects]
        if any(at == index for at, _ in known):
            return index
        form = words[index].form
        if form is None or form.verbs.isdisjoint(self._light - self._empty):
            return None
        behind = (at for at, act in known if act.families and index < at <= index + _CUE_REACH)
        before = (at for at, act in reversed(known) if act.families and index - _CUE_REACH <= at < index)
        return next(behind, None) or next(before, None)

    def outcome(self, words: Sequence[Word]) -> Outcomes | None:
        """What the words say became of a promise, a time limit or an agreement; None where they say nothing of one."""
        if self._conditional(words):
            return None
        classes = [self._classes(word) for word in words]
        for index, mine in enumerate(classes):
            near = classes[max(0, index - _OUTCOME_REACH) : index + _OUTCOME_REACH + 1]
            if not any(_UNDERTAKING in other for other in near):
                continue
            before = classes[max(0, index - _VERB_REACH) : index]
            later = classes[index + 1 : index + _PROMISE_REACH]
            verdict = _verdict(mine, negated=any("without" in other for other in before))
            if verdict == "elapsed":
                verdict = "broken" if any("without" in other for other in later) else None
            if verdict:
                return cast("Outcomes", verdict)
        return None

    def _classes(self, word: Word) -> set[str]:
        if word.form is None:
            return set()
        found = set().union(*(self._outcomes.get(spelling, set()) for spelling in word.form.spellings))
        # What is undertaken is mostly told by masdars of the verbs of keeping ("commitments").
        kept = word.form.masdar and not word.form.tense and _UNDERTAKING in found
        return {_UNDERTAKING} if kept else found


def _verdict(classes: set[str], *, negated: bool) -> str | None:
    if "fulfil" in classes:
        return "broken" if negated else "kept"
    if "fail" in classes:
        return None if negated else "broken"
    if "elapse" in classes:
        return "elapsed"
    return "changed" if "shift" in classes and not negated else None


@cache
def deed_reader() -> UndertakingReader:
    """The reader, made once."""
    return UndertakingReader()
