"""Deeds that a sentence names, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias, cast

import msgspec

from marsad.lexicon.table import cells
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
_LEAST_LETTERS = 2
_SHORT = 2
_IF = "if"
_MAY, _NOT = "may", "not"


class Act(msgspec.Struct, frozen=True, array_like=True):
    """One deed of a sentence: its family or verb (several where the word may be several), and on whom or what.

    `finite` tells that a verb says it, which can be read as no noun. `doers` are the keys of its doer.
    `sure` tells that the word is no spelling of both a verb and a noun ("imposed", "the imposing of").
    """

    start: int
    end: int
    deeds: tuple[str, ...]
    course: Course
    objects: tuple[str, ...]
    finite: bool = False
    doers: tuple[str, ...] = ()
    sure: bool = True

    @property
    def families(self) -> set[str]:
        """The families that it may be of."""
        return {deed for deed in self.deeds if not deed.startswith(LIGHT)}


class DeedReader:
    """Finds deeds among the words of a sentence."""

    def __init__(self) -> None:
        self._reader = word_reader()
        self._families = Phrases((row["action"], row["family"]) for row in cells("storyline_actions"))
        actions = {plain(row["action"]) for row in cells("storyline_actions")}
        self._nouns = {action for action in actions if " " not in action} - self._reader.lemmas
        self._courses = Phrases((row["cue"], row["course"]) for row in cells("deed_courses"))
        self._light = {plain(row["verb"]) for row in cells("light_deeds")}
        self._speech = {plain(row["lemma"]) for row in cells("speech_cues")}
        self._light |= self._speech
        self._relatives = {plain(r["word"]) for r in cells("event_words") if r["class"] == "relative"}
        classes = ("complement", "clause")
        self._stops = {plain(r["word"]) for r in cells("event_words") if r["class"] in classes}
        self._stops |= {word for word in self._relatives if len(word) > _SHORT}
        self._prepositions = {plain(r["word"]) for r in cells("event_words") if r["class"] == "preposition"}
        self._heads = {plain(row["word"]) for row in cells("place_heads")}
        self._guides: dict[str, set[str]] = {}
        for row in cells("storyline_guides"):
            self._guides.setdefault(row["class"], set()).add(plain(row["word"]))

    def acts(self, words: Sequence[Word], *, headline: bool = False) -> list[tuple[int, Act]]:
        """The deeds of a sentence, each with the number of its word."""
        found: list[tuple[int, Act]] = []
        for index, word in enumerate(words):
            deeds, after = self._deeds(words, index)
            if not deeds:
                continue
            course, sure = self._course(words, index, headline=headline), _is_sure(words, index)
            if course == "named" and found and self._goes_with(words, index, deeds, found[-1]):
                course, sure = found[-1][1].course, found[-1][1].sure
            objects = self._objects(words, index, after)
            end = words[after - 1].end
            act = Act(word.start, end, deeds, course, objects, self._is_finite(word), sure=sure)
            found.append((index, act))
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
        noun = form.masdar and not form.article and form.spellings.isdisjoint(self._heads)
        verbal = form.tense or noun
        verbs = sorted(f"{LIGHT}{verb}" for verb in form.verbs - self._light) if verbal and not form.known else []
        return (*found, *verbs), longest

    def _is_deed(self, words: Sequence[Word], index: int, after: int) -> bool:
        """A single word that spells a verb must be a form of one: "in the form of" is no forming."""
        form = words[index].form
        return after > index + 1 or form is None or bool(form.verbs) or form.spellings.isdisjoint(self._reader.lemmas)

    def _course(self, words: Sequence[Word], index: int, *, headline: bool) -> Course:
        form = words[index].form
        if form is not None and form.tense and not governed(words, index):
            course = self._finite_course(words, index, headline=headline)
        else:
            course = self._cue(words, index, _CUE_REACH) or self._cue_after(words, index) or "named"
        as_yet = course == "undone" and self._as_yet(words, index)
        return "unmet" if as_yet else course

    def _finite_course(self, words: Sequence[Word], index: int, *, headline: bool) -> Course:
        form = words[index].form
        near = self._cue(words, index, _VERB_REACH)
        if form is not None and form.tense == "present" and index and self.says(words[index - 1], _MAY):
            return "called"
        if near in ("undone", "underway", "called"):
            return near
        if (form is not None and form.future) or near == "ahead":
            return "ahead"
        if form is not None and form.tense == "past":
            return "done"
        cue = self._cue(words, index, _CUE_REACH)
        return cue or ("done" if headline else "underway")

    def says(self, word: Word, group: str) -> bool:
        """Whether a word is one of a group of the list that guides the reading of deeds."""
        return word.form is not None and not word.form.spellings.isdisjoint(self._guides[group])

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
            if index > found[1] and self.says(words[start], _NOT) and not self._is_finite(words[index]):
                return None
            verbal = self._verbal(words, start, found[0])
            if not verbal and index - found[1] >= (1 if found[0] in _STRICT else _NOUN_REACH):
                return None
            course = self._meaning(words, start, found[0], verbal=verbal)
            if course is not None:
                return course
        return None

    def _is_finite(self, word: Word) -> bool:
        return word.form is not None and bool(word.form.tense) and not word.form.masdar

    def _verbal(self, words: Sequence[Word], at: int, course: str) -> bool:
        """Whether a cue is a verb; some verbs of the lists have no forms in the verb list."""
        form = words[at].form
        if form is None or form.tense:
            return not governed(words, at)
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
            found = self._courses.first(words, at) if form.tense and not form.prep else None
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

    def parts(self, word: Word) -> bool:
        """Whether a word or sign parts a verb from its doer: a comma, a preposition, "that"."""
        return word.form is None or self.leads(word) or not self._stops.isdisjoint(word.form.spellings)

    def leads(self, word: Word) -> bool:
        """Whether a word is a preposition, behind which a deed may stand."""
        return word.form is not None and not self._prepositions.isdisjoint(word.form.spellings)

    def terms(self, words: Sequence[Word]) -> set[str]:
        """The terms of weight among words."""
        return set(self._weighty(words))


def _on_condition(acts: Sequence[tuple[int, Act]]) -> list[tuple[int, Act]]:
    changed = msgspec.structs.replace
    return [(at, changed(act, course="called") if act.course == "ahead" else act) for at, act in acts]


def _is_sure(words: Sequence[Word], index: int) -> bool:
    form = words[index].form
    return form is None or not (form.tense and form.masdar) or governed(words, index)


def _joined(words: Sequence[Word], index: int, before: int) -> bool:
    """Whether a masdar is joined by "and" to a deed not far before it."""
    form = words[index].form
    return form is not None and form.joined and not form.tense and index - before <= _ARGUMENT_REACH + _ARGUMENTS


def governed(words: Sequence[Word], index: int) -> bool:
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
