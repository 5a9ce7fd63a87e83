"""Deeds that a sentence names, how far each has come, and what is undertaken, planned or denied in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple, TypeAlias, cast

import msgspec

from marsad.lexicon.table import cells
from marsad.records import Outcomes
from marsad.stories.storylines.words import Phrases, Word, plain, word_reader

Course: TypeAlias = Literal["done", "underway", "ahead", "undone", "unmet", "changed", "called", "named", "so far"]
"""How far a deed has come: "unmet" is not done as yet, "named" where the words do not say."""

LIGHT = "~"
"""Opens a deed that goes by its verb alone, being of no family."""

_CUE_REACH = 5
_WIDEST_CUE = 14
_VERB_REACH = 2
_AS_YET_REACH = 6
_AFTER_REACH = 4
_NOUN_REACH = 2
_STRICT = ("changed", "undone")
_NOT_DONE = ("ahead", "called", "undone", "if", "so far")
_ARGUMENTS = 4
_ARGUMENT_REACH = 8
_COMMON = 0.035
_PROMISE_REACH = 14
_OUTCOME_REACH = 4
_LEAST_LETTERS = 2
_SHORT = 2
_BEFORE = "<"
_IF = "if"


class Act(msgspec.Struct, frozen=True, array_like=True):
    """One deed of a sentence: its family or verb (several where the word may be several), and on whom or what.

    `finite` tells that a verb says it, which can be read as no noun.
    """

    start: int
    end: int
    deeds: tuple[str, ...]
    course: Course
    objects: tuple[str, ...]
    finite: bool = False

    @property
    def families(self) -> set[str]:
        """The families that it may be of."""
        return {deed for deed in self.deeds if not deed.startswith(LIGHT)}


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
        actions = {plain(row["action"]) for row in cells("storyline_actions")}
        self._nouns = {action for action in actions if " " not in action} - self._reader.lemmas
        self._courses = Phrases((row["cue"], row["course"]) for row in cells("deed_courses"))
        self._undertakings = Phrases((row["cue"], f"{row['kind']} {row['prep']}") for row in cells("undertakings"))
        self._light = {plain(row["verb"]) for row in cells("light_deeds")}
        self._empty = {plain(row["verb"]) for row in cells("light_deeds") if row["through"] == "no"}
        speech = {plain(row["lemma"]) for row in cells("speech_cues")}
        self._light |= speech
        self._empty |= speech
        self._relatives = {plain(r["word"]) for r in cells("event_words") if r["class"] == "relative"}
        classes = ("complement", "clause")
        self._stops = {plain(r["word"]) for r in cells("event_words") if r["class"] in classes}
        self._stops |= {word for word in self._relatives if len(word) > _SHORT}
        self._prepositions = {plain(r["word"]) for r in cells("event_words") if r["class"] == "preposition"}
        self._leading = self._prepositions - {plain(row["cue"]) for row in cells("deed_courses")}
        self._outcomes = {plain(row["word"]): set[str]() for row in cells("promise_outcomes")}
        for row in cells("promise_outcomes"):
            self._outcomes[plain(row["word"])].add(row["class"])

    def acts(self, words: Sequence[Word], *, headline: bool = False) -> list[tuple[int, Act]]:
        """The deeds of a sentence, each with the number of its word."""
        found: list[tuple[int, Act]] = []
        for index, word in enumerate(words):
            deeds, after = self._deeds(words, index)
            if not deeds:
                continue
            course = self._course(words, index, headline=headline)
            if course == "named" and found and self._goes_with(words, index, deeds, found[-1]):
                course = found[-1][1].course
            objects = self._objects(words, index, after)
            finite = word.form is not None and bool(word.form.tense) and not word.form.masdar
            found.append((index, Act(word.start, words[after - 1].end, deeds, course, objects, finite)))
        return _on_condition(found) if self._conditional(words) else found

    def _conditional(self, words: Sequence[Word]) -> bool:
        """Whether a sentence sets a condition: what is to come in it is not undertaken as such."""
        return any(meaning == _IF for at in range(len(words)) for meaning, _ in self._courses.at(words, at))

    def _goes_with(self, words: Sequence[Word], index: int, deeds: tuple[str, ...], before: tuple[int, Act]) -> bool:
        """Whether a deed shares the course of the one before it: joined by "and", or a noun beside its verb."""
        at, act = before
        return _joined(words, index, at) or (self._is_noun(words[index]) and bool(act.families & set(deeds)))

    def _deeds(self, words: Sequence[Word], index: int) -> tuple[tuple[str, ...], int]:
        form = words[index].form
        if form is None:
            return (), index
        families = [pair for pair in self._families.at(words, index) if self._is_deed(words, index, pair[1])]
        longest = max((after for _, after in families), default=index + 1)
        found = sorted({family for family, after in families if after == longest})
        verbal = form.tense or (form.masdar and not form.article)
        verbs = sorted(f"{LIGHT}{verb}" for verb in form.verbs - self._light) if verbal and not form.known else []
        return (*found, *verbs), longest

    def _is_deed(self, words: Sequence[Word], index: int, after: int) -> bool:
        """A single word that spells a verb must be a form of one: "in the form of" is no forming."""
        form = words[index].form
        return after > index + 1 or form is None or bool(form.verbs) or form.spellings.isdisjoint(self._reader.lemmas)

    def _course(self, words: Sequence[Word], index: int, *, headline: bool) -> Course:
        form = words[index].form
        if form is not None and form.tense and not _governed(words, index):
            course = self._finite_course(words, index, headline=headline)
        else:
            course = self._cue(words, index, _CUE_REACH) or self._cue_after(words, index) or "named"
        as_yet = course == "undone" and self._as_yet(words, index)
        return "unmet" if as_yet else course

    def _finite_course(self, words: Sequence[Word], index: int, *, headline: bool) -> Course:
        form = words[index].form
        near = self._cue(words, index, _VERB_REACH)
        if near in ("undone", "underway", "called"):
            return near
        if (form is not None and form.future) or near == "ahead":
            return "ahead"
        if form is not None and form.tense == "past":
            return "done"
        cue = self._cue(words, index, _CUE_REACH)
        return cue or ("done" if headline else "underway")

    def _cue(self, words: Sequence[Word], index: int, reach: int) -> Course | None:
        """The course that the nearest cue before a word gives, in its clause; the end of a cue counts.

        A noun ("the putting off of") governs what follows it, a verb what stands some words behind.
        """
        for start in range(index - 1, max(-1, index - _WIDEST_CUE - 1), -1):
            form = words[start].form
            if form is None:
                return None
            found = self._found(words, start)
            if found is None or not index - reach <= found[1] <= index:
                continue
            verbal = self._verbal(words, start, found[0])
            if not verbal and index - found[1] >= (1 if found[0] in _STRICT else _NOUN_REACH):
                return None
            course = self._meaning(words, start, found[0], verbal=verbal)
            if course is not None:
                return course
        return None

    def _verbal(self, words: Sequence[Word], at: int, course: str) -> bool:
        """Whether a cue is a verb; some verbs of the lists have no forms in the verb list."""
        form = words[at].form
        if form is None or form.tense:
            return not _governed(words, at)
        unknown = not form.verbs and not form.article and self._prepositions.isdisjoint(form.spellings)
        return course in _STRICT and unknown

    def _found(self, words: Sequence[Word], start: int) -> tuple[str, int] | None:
        """The cue that begins at a word, unless the word belongs to a longer one that begins before it."""
        found = self._courses.first(words, start)
        if found is not None and start > 0:
            longer = self._courses.first(words, start - 1)
            if longer is not None and longer[1] >= found[1]:
                return None
        return found

    def _meaning(self, words: Sequence[Word], at: int, course: str, *, verbal: bool) -> Course | None:
        form = words[at].form
        if course == _IF:
            return "called"
        if course == "behind":
            return None if self._speaks_ahead(words, at) else "done"
        if form is not None and form.future:
            return "ahead"
        if course == "done" and verbal and form is not None and form.tense == "present":
            return "underway"
        masdar = form is not None and form.masdar and not verbal
        return None if course == "done" and masdar else cast("Course", course)

    def _speaks_ahead(self, words: Sequence[Word], before: int) -> bool:
        """Whether a sentence speaks of what is to come or may be, before a word."""
        for at in range(before):
            form, found = words[at].form, self._courses.first(words, at)
            if (form is not None and form.future) or (found is not None and found[0] in _NOT_DONE):
                return True
        return False

    def _cue_after(self, words: Sequence[Word], index: int) -> Course | None:
        """The course that a verb after a noun gives, of which the noun is the subject ("the vote was put off")."""
        for at in range(index + 1, min(len(words), index + _AFTER_REACH + 1)):
            form = words[at].form
            if form is None or not self._stops.isdisjoint(form.spellings):
                return None
            found = self._courses.first(words, at) if form.tense else None
            if found is not None and found[0] in ("done", "undone", "changed"):
                return "ahead" if form.future else cast("Course", found[0])
        return None

    def _as_yet(self, words: Sequence[Word], index: int) -> bool:
        near = (*range(max(0, index - _CUE_REACH), index), *range(index + 1, min(len(words), index + _AS_YET_REACH)))
        return any(meaning == "so far" for n in near for meaning, _ in self._courses.at(words, n))

    def _objects(self, words: Sequence[Word], index: int, after: int) -> tuple[str, ...]:
        """The first terms of weight after a deed, in its clause; where none follows, the nearest before it."""
        inside = self._weighty(words[index if self._is_noun(words[index]) else index + 1 : after])
        behind = [*inside, *self._weighty(self._clause(words, after))][:_ARGUMENTS]
        if behind:
            return tuple(dict.fromkeys(behind))
        before = self._weighty(words[max(0, index - _ARGUMENT_REACH) : index])
        return tuple(dict.fromkeys(before[-2:]))

    def _is_noun(self, word: Word) -> bool:
        """Whether a deed is named by a noun that is no masdar ("truce"): that is then its own object."""
        return word.form is not None and not word.form.spellings.isdisjoint(self._nouns)

    def _clause(self, words: Sequence[Word], after: int) -> Iterator[Word]:
        for word in words[after : after + _ARGUMENT_REACH]:
            if word.form is None or not self._stops.isdisjoint(word.form.spellings):
                return
            yield word

    def _weighty(self, words: Sequence[Word] | Iterator[Word]) -> list[str]:
        return [word.form.term for word in words if word.form and self._counts(word.form.term)]

    def _counts(self, term: str) -> bool:
        return len(term) > _LEAST_LETTERS and not term.isdecimal() and self._reader.rate(term) < _COMMON

    def leads(self, word: Word) -> bool:
        """Whether a word is a preposition, behind which a deed may stand."""
        return word.form is not None and not self._prepositions.isdisjoint(word.form.spellings)

    def terms(self, words: Sequence[Word]) -> set[str]:
        """The terms of weight among words."""
        return set(self._weighty(words))

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
        """The words of undertaking that begin here; a masdar counts only where a row has it."""
        form = words[index].form
        if form is None:
            return None
        if form.verbs and not form.tense:
            bare = form._replace(spellings=form.spellings - form.verbs)
            words = [*words[:index], words[index]._replace(form=bare), *words[index + 1 :]]
        return self._undertakings.first(words, index)

    def _will(self, words: Sequence[Word], index: int) -> bool:
        """Whether a word is a verb of the future, and not one that only tells which thing is meant ("which will")."""
        form, before = words[index].form, words[index - 1].form if index else None
        relative = before is not None and not self._relatives.isdisjoint(before.spellings)
        return form is not None and form.future and not relative

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
            if after <= at <= after + _PROMISE_REACH and act.objects and self._hangs(words, at, after, prep)
        ]
        if not near:
            return None
        first = near[0][0]
        if self._empty_verb(words, after, first):
            return None
        return next((at for at, act in near if act.families and at - first <= _VERB_REACH), first)

    def _empty_verb(self, words: Sequence[Word], after: int, until: int) -> bool:
        """Whether a verb of its own that names no deed stands first."""
        forms = (words[at].form for at in range(after, until) if not _governed(words, at))
        return any(form and form.tense and not form.masdar and form.verbs <= self._empty for form in forms)

    def _hangs(self, words: Sequence[Word], at: int, after: int, prep: str) -> bool:
        form, before = words[at].form, words[at - 1].form
        if form is None or (prep != "-" and form.prep != prep):
            return False
        governed = before is not None and not before.spellings.isdisjoint(self._stops | self._leading)
        return at - after <= _CUE_REACH or bool(form.prep) or governed

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
            if not any("undertaking" in other for other in near):
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
        return set().union(*(self._outcomes.get(spelling, set()) for spelling in word.form.spellings))


def _on_condition(acts: Sequence[tuple[int, Act]]) -> list[tuple[int, Act]]:
    changed = msgspec.structs.replace
    return [(at, changed(act, course="called") if act.course == "ahead" else act) for at, act in acts]


def _joined(words: Sequence[Word], index: int, before: int) -> bool:
    """Whether a masdar is joined by "and" to a deed not far before it."""
    form = words[index].form
    return form is not None and form.joined and not form.tense and index - before <= _ARGUMENT_REACH + _ARGUMENTS


def _governed(words: Sequence[Word], index: int) -> bool:
    """Whether a word that may be verb or masdar is the latter: after a noun, or as the object of a verb before it."""
    form = words[index].form
    if form is None or not form.masdar or form.joined or index == 0 or form.tense != "past":
        return False
    return _noun_before(words, index) or _verb_before(words, index)


def _noun_before(words: Sequence[Word], index: int) -> bool:
    before = words[index - 1].form
    return before is not None and not before.article and (before.masdar or not before.verbs)


def _verb_before(words: Sequence[Word], index: int) -> bool:
    """Whether a verb that is surely one stands before in the clause: two seldom do."""
    for start in range(index - 1, max(-1, index - _CUE_REACH - 1), -1):
        form = words[start].form
        if form is None:
            return False
        first = start == 0 or words[start - 1].form is None
        if form.tense and (first or not form.masdar):
            return True
    return False


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
