"""Deeds that a sentence names, how far each has come, and what is undertaken, planned or denied in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from marsad.lexicon.table import cells
from marsad.records import Outcomes
from marsad.stories.storylines.words import Phrases, Word, plain, word_reader

Course: TypeAlias = Literal["done", "underway", "ahead", "undone", "changed", "called", "named"]
"""How far a deed has come; "named" where the words do not say."""

_CUE_REACH = 5
_VERB_REACH = 2
_OBJECTS_AFTER = 12
_OBJECTS_BEFORE = 6
_COMMON = 0.035
_PROMISE_REACH = 9
_OUTCOME_REACH = 5
_LEAST_LETTERS = 2


class Act(msgspec.Struct, frozen=True, array_like=True):
    """One deed of a sentence: its family or verb (several where the word may be several), and the terms beside it."""

    start: int
    end: int
    deeds: tuple[str, ...]
    course: Course
    objects: tuple[str, ...]


class Undertaking(NamedTuple):
    """Words that undertake, plan or deny: which, where they stand (numbers of words), and the deed meant."""

    kind: Literal["promise", "plan", "denial"]
    first: int
    after: int
    act: int | None


class DeedReader:
    """Finds deeds and undertakings among the words of a sentence."""

    def __init__(self) -> None:
        self._reader = word_reader()
        self._families = Phrases((row["action"], row["family"]) for row in cells("storyline_actions"))
        self._courses = Phrases((row["cue"], row["course"]) for row in cells("deed_courses"))
        self._undertakings = Phrases((row["cue"], row["kind"]) for row in cells("undertakings"))
        self._outcomes = {plain(row["word"]): set[str]() for row in cells("promise_outcomes")}
        for row in cells("promise_outcomes"):
            self._outcomes[plain(row["word"])].add(row["class"])

    def acts(self, words: Sequence[Word], *, headline: bool = False) -> list[tuple[int, Act]]:
        """The deeds of a sentence, each with the number of its word."""
        found: list[tuple[int, Act]] = []
        for index, word in enumerate(words):
            deeds, after = self._deeds(words, index)
            if not deeds or word.form is None:
                continue
            course = self._course(words, index, headline=headline)
            if course == "named" and found and _joined(words, index, found[-1][0]):
                course = found[-1][1].course
            act = Act(word.start, words[after - 1].end, deeds, course, self._objects(words, index, after))
            found.append((index, act))
        return found

    def _deeds(self, words: Sequence[Word], index: int) -> tuple[tuple[str, ...], int]:
        form = words[index].form
        families = [pair for pair in self._families.at(words, index) if self._is_deed(words, index, pair[1])]
        longest = max((after for _, after in families), default=index + 1)
        if form is None or not (families or form.verbs):
            return (), index
        found = {family for family, after in families if after == longest}
        verbal = form.tense or (form.masdar and not form.article)
        if not families and (not verbal or (form.term not in form.spellings and form.term.isascii())):
            return (), index
        return (*sorted(found), *sorted(f"~{verb}" for verb in form.verbs)), longest

    def _is_deed(self, words: Sequence[Word], index: int, after: int) -> bool:
        """A single word that spells a verb must be a form of one: "in the form of" is no forming."""
        form = words[index].form
        return after > index + 1 or form is None or bool(form.verbs) or form.spellings.isdisjoint(self._reader.lemmas)

    def _course(self, words: Sequence[Word], index: int, *, headline: bool) -> Course:
        form = words[index].form
        assert form is not None  # noqa: S101
        if form.tense and not _governed(words, index):
            return self._finite_course(words, index, headline=headline)
        cue = self._cue(words, index, _CUE_REACH)
        return cue or "named"

    def _finite_course(self, words: Sequence[Word], index: int, *, headline: bool) -> Course:
        form = words[index].form
        assert form is not None  # noqa: S101
        near = self._cue(words, index, _VERB_REACH)
        if near in ("undone", "underway"):
            return near
        if form.future or near == "ahead":
            return "ahead"
        if form.tense == "past" or headline:
            return "done"
        return self._cue(words, index, _CUE_REACH) or "underway"

    def _cue(self, words: Sequence[Word], index: int, reach: int) -> Course | None:
        """The course that the nearest cue before a word gives, in its clause."""
        for start in range(index - 1, max(-1, index - reach - 1), -1):
            if words[start].form is None:
                return None
            found = self._courses.first(words, start)
            form = words[start].form
            if found is not None and form is not None and found[1] <= index:
                return "ahead" if form.future else found[0]  # type: ignore[return-value]
        return None

    def _objects(self, words: Sequence[Word], index: int, after: int) -> tuple[str, ...]:
        near = [*words[max(0, index - _OBJECTS_BEFORE) : index], *words[index : after + _OBJECTS_AFTER]]
        return tuple(sorted(self.terms(near)))

    def terms(self, words: Sequence[Word]) -> set[str]:
        """The terms of weight among words."""
        found = {w.form.term for w in words if w.form and len(w.form.term) > _LEAST_LETTERS}
        return {term for term in found if self._reader.rate(term) < _COMMON and not term.isdecimal()}

    def undertakings(self, words: Sequence[Word], acts: Sequence[tuple[int, Act]]) -> Iterator[Undertaking]:
        """What is undertaken, planned or denied, each with the deed after its words."""
        index = 0
        while index < len(words):
            found = self._undertakings.first(words, index)
            future = words[index].form is not None and words[index].form.future  # type: ignore[union-attr]
            if found is None and not future:
                index += 1
                continue
            kind, after = found or ("plan", index)
            meant = next((at for at, _ in acts if after <= at <= after + _PROMISE_REACH), None)
            yield Undertaking(kind, index, after, self._real(acts, meant))  # type: ignore[arg-type]
            index = max(after, index + 1)

    def _real(self, acts: Sequence[tuple[int, Act]], meant: int | None) -> int | None:
        """Behind a verb that only says that something takes place stands the deed itself."""
        if meant is None:
            return None
        row = [at for at, _ in acts]
        number = row.index(meant)
        light = all(deed.startswith("~") for deed in acts[number][1].deeds)
        following = number + 1 < len(acts) and row[number + 1] - meant <= _VERB_REACH
        if light and following and not acts[number + 1][1].deeds[0].startswith("~"):
            return row[number + 1]
        return meant

    def outcome(self, words: Sequence[Word]) -> Outcomes | None:
        """What the words say became of a promise, a time limit or an agreement; None where they say nothing of one."""
        classes = [self._classes(word) for word in words]
        for index, mine in enumerate(classes):
            near = classes[max(0, index - _OUTCOME_REACH) : index + _OUTCOME_REACH + 1]
            if not any("undertaking" in other for other in near):
                continue
            before = classes[max(0, index - _VERB_REACH) : index]
            verdict = _verdict(mine, negated=any("without" in other for other in before))
            if verdict == "elapsed":
                later = classes[index + 1 : index + _PROMISE_REACH]
                verdict = "broken" if any("without" in other for other in later) else None
            if verdict:
                return verdict  # type: ignore[return-value]
        return None

    def _classes(self, word: Word) -> set[str]:
        if word.form is None:
            return set()
        return set().union(*(self._outcomes.get(spelling, set()) for spelling in word.form.spellings))


def _joined(words: Sequence[Word], index: int, before: int) -> bool:
    """Whether a masdar is joined by "and" to a deed of the same clauses."""
    form = words[index].form
    return form is not None and form.joined and not form.tense and index - before <= _OBJECTS_AFTER


def _governed(words: Sequence[Word], index: int) -> bool:
    """Whether a word that may be verb or masdar follows a noun or preposition that takes it as a noun."""
    form = words[index].form
    return form is not None and form.masdar and (index == 0 or (form.tense == "past" and _noun_before(words, index)))


def _noun_before(words: Sequence[Word], index: int) -> bool:
    before = words[index - 1].form
    return before is not None and not before.article and (before.masdar or not before.verbs)


def _verdict(classes: set[str], *, negated: bool) -> str | None:
    if "fulfil" in classes:
        return "broken" if negated else "kept"
    if "fail" in classes:
        return None if negated else "broken"
    if "elapse" in classes:
        return "elapsed"
    return "changed" if "shift" in classes and not negated else None


@cache
def deed_reader() -> DeedReader:
    """The reader, made once."""
    return DeedReader()
