"""Finds the triggers of a sentence: the longest phrase at each place whose conditions the clause meets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.reading.events.clauses import Clauses
from marsad.reading.events.frames import CLASSES, Element, Frame, Frames, fits, starting
from marsad.reading.events.words import ALEF, TA, TA_MARBUTA, Form

_PLAY = {"sport": 0.03, "market": 0.06, "work": 0.033}
"""Classes, and the share of an article's words that must be of them."""
_NONE: frozenset[str] = frozenset()
_OFTEN = 5
_VERB_GAP = 7
_NOUN_GAP = 1
_ARMED = frozenset(("MIL", "REB", "UAF", "PRM", "COP"))
_PARTIES = frozenset(("person", "organization", "group"))


class Trigger(NamedTuple):
    """A frame that fired: the indices of its words, the first one's first; whether its head is a finite verb.

    `rivals` are other frames that the same words fit.
    """

    frame: Frame
    words: tuple[int, ...]
    verbal: bool
    rivals: tuple[Frame, ...] = ()

    @property
    def first(self) -> int:
        """Its first word."""
        return self.words[0]

    @property
    def last(self) -> int:
        """Past its last word."""
        return self.words[-1] + 1


class _Company(NamedTuple):
    """The words around a trigger: indices, spellings in which conditions may name them, classes."""

    indices: list[int]
    spelled: frozenset[str]
    classes: frozenset[str]


_BY_RECORDS = frozenset(("human", "party", "country", "armed", "place", "number", "money", "future"))


class Matcher:
    """Finds triggers by the frames."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._starting: dict[int, tuple[Frame, ...]] = {}
        """By the identity of a form: the lexis keeps every form that it has made."""

    def triggers(self, clauses: Clauses) -> list[Trigger]:
        """The triggers of a sentence in order; no word belongs to two."""
        found = [t for index in range(len(clauses.words)) for t in self._at(clauses, index)]
        found.sort(key=lambda t: (-len(t.words), not t.verbal, not t.frame.needs, t.first))
        taken: set[int] = set()
        chosen: list[Trigger] = []
        for trigger in found:
            if not taken.intersection(trigger.words):
                taken.update(trigger.words)
                chosen.append(trigger)
        rivals: dict[tuple[int, ...], list[Frame]] = {}
        for trigger in found:
            rivals.setdefault(trigger.words, []).append(trigger.frame)
        chosen = [t._replace(rivals=tuple(rivals[t.words][1:])) for t in sorted(chosen, key=lambda t: t.first)]
        return [t for t in chosen if not self._is_instrument(clauses, t, chosen)]

    def _is_instrument(self, clauses: Clauses, trigger: Trigger, others: list[Trigger]) -> bool:
        """Whether it only names with what another attack of the sentence was made."""
        if trigger.verbal or trigger.frame.type != "ASSAULT":
            return False
        if clauses.words[trigger.first].form.nouns.isdisjoint(clauses.lexis.instruments):
            return False
        return any(t is not trigger and t.frame.type == "ASSAULT" and t.first < trigger.first for t in others)

    def _at(self, clauses: Clauses, index: int) -> Iterator[Trigger]:
        word = clauses.words[index]
        if not (word.form.finite or word.form.nominal or word.form.nouns) or _in_name(clauses, index):
            return
        for frame in self._starts(word.form):
            if any(not _is_there(clauses, element) for element in frame.elements[1:]):
                continue
            head = frame.elements[0]
            if bool(head.lemma) and not _may_be_verb(clauses, index, frame):
                continue
            if frame.form in ("noun", "adjective") and clauses.verb[index]:
                continue
            if frame.form == "noun" and _is_other_noun(word.form, head):
                continue
            words = _matched(clauses, frame.elements, index)
            if words and self._allowed(clauses, frame, words):
                yield Trigger(frame, words, verbal=bool(head.lemma) and clauses.verb[index])

    def is_play(self, sentences: Sequence[Clauses]) -> bool:
        """Whether an article is about sport, markets or works of art: its meetings and attacks are no events."""
        words = [word.form for clauses in sentences for word in clauses.words if word.spoken]
        classes = self._frames.classes
        for kind, share in _PLAY.items():
            play = sum(any(kind in classes.get(noun, _NONE) for noun in form.nouns) for form in words)
            if play >= _OFTEN and play / len(words) >= share:
                return True
        return False

    def _starts(self, form: Form) -> tuple[Frame, ...]:
        known = self._starting.get(id(form))
        if known is None:
            known = self._starting[id(form)] = tuple(starting(self._frames, form))
        return known

    def _allowed(self, clauses: Clauses, frame: Frame, words: tuple[int, ...]) -> bool:
        if not (frame.needs or frame.forbids):
            return True
        around = self._around(clauses, words)
        if frame.needs and not any(self._there(clauses, part, around, words) for part in frame.needs):
            return False
        return not any(self._there(clauses, part, around, words) for part in frame.forbids)

    def _around(self, clauses: Clauses, words: tuple[int, ...]) -> _Company:
        """The words of the clause around a trigger, gathered once."""
        known = clauses.memo.get(words)
        if known is None:
            low, high = clauses.clause(words[0], words[-1] + 1)
            indices = [n for n in range(low, high) if n not in words]
            forms = [clauses.words[n].form for n in indices]
            spelled = frozenset(s for f in forms for s in (f.text, *f.nouns))
            classes = frozenset(c for s in spelled for c in self._frames.classes.get(s, ()))
            known = clauses.memo[words] = _Company(indices, spelled, classes)
        return known

    def _there(self, clauses: Clauses, part: str, around: _Company, words: tuple[int, ...]) -> bool:
        """Whether a condition is met by the words of a clause; a mishap by the nearer word of the whole sentence."""
        if part == "mishap":
            return self._mishap(clauses, words)
        if part in CLASSES:
            return part in around.classes or (
                part in _BY_RECORDS and any(self._is(clauses, n, part) for n in around.indices)
            )
        if " " not in part:
            return part in around.spelled
        wanted = part.split()
        return wanted[0] in around.spelled and any(_starts_here(clauses, n, wanted) for n in around.indices)

    def _mishap(self, clauses: Clauses, words: tuple[int, ...]) -> bool:
        """Whether the word of mishap or attack nearest to the trigger is one of mishap."""
        if clauses.causes is None:
            clauses.causes = list(self._causes(clauses))
        others = [
            (min(abs(index - n) for n in words), mishap) for index, mishap in clauses.causes if index not in words
        ]
        return min(others, key=lambda pair: pair[0])[1] if others else False

    def _causes(self, clauses: Clauses) -> Iterator[tuple[int, bool]]:
        """The words of mishap (true) and attack (false) of a sentence."""
        for index, word in enumerate(clauses.words):
            names = word.form.nouns | (word.form.lemmas if clauses.verb[index] else frozenset())
            attack = bool(names & self._frames.attacks) or self._is(clauses, index, "weapon")
            if not attack and self._is(clauses, index, "mishap"):
                following = clauses.words[index + 1].form.nouns if index + 1 < len(clauses.words) else _NONE
                attack = bool(following & self._frames.opening_attacks)
            if attack or names & self._frames.mishaps or self._is(clauses, index, "mishap"):
                yield index, not attack

    def _is(self, clauses: Clauses, index: int, name: str) -> bool:
        form = clauses.words[index].form
        if any(name in self._frames.classes.get(noun, ()) for noun in form.nouns):
            return True
        mention = clauses.mention[index]
        sectors = {clauses.lexis.roles[noun] for noun in form.nouns if noun in clauses.lexis.roles}
        if name == "armed":
            return bool(sectors & _ARMED) or (mention is not None and mention.kind == "group")
        if name == "human":
            return (
                bool(sectors)
                or (mention is not None and mention.kind in ("person", "group"))
                or _counts_people(clauses, index)
            )
        if name == "party":
            return bool(sectors) or mention is not None
        if name in ("country", "place"):
            return mention is not None and mention.kind == "place"
        if name in ("number", "money"):
            return _is_counted(clauses, index, name)
        return name == "future" and form.future


def _is_other_noun(form: Form, head: Element) -> bool:
    """Whether a word has a feminine ending that the noun of the list has not: it is another noun."""
    return form.stem.endswith(TA_MARBUTA) and not any(noun.endswith(TA_MARBUTA) for noun in head.nouns & form.nouns)


def _is_there(clauses: Clauses, element: Element) -> bool:
    """Whether a word of the sentence may be this word of a trigger, wherever it stands."""
    return bool(element.lemma) or not clauses.spelled.isdisjoint(element.nouns)


def _counts_people(clauses: Clauses, index: int) -> bool:
    word = clauses.words[index]
    return any(q.start <= word.start < q.end and q.counted in PEOPLE for q in clauses.layer.quantities)


PEOPLE = frozenset(
    ("killed", "injured", "killed_or_injured", "arrested", "missing", "displaced", "troops", "persons", "kidnapped")
)


def _is_counted(clauses: Clauses, index: int, name: str) -> bool:
    word = clauses.words[index]
    if name == "number":
        return word.number
    return any(q.start <= word.start < q.end and q.counted == "money" for q in clauses.layer.quantities)


def _in_name(clauses: Clauses, index: int) -> bool:
    """Whether a word stands inside a name: names tell of no event."""
    mention = clauses.mention[index]
    return mention is not None and mention.start <= clauses.words[index].start


def _is_inside_name(clauses: Clauses, index: int) -> bool:
    """Whether a word stands in a name, not at its beginning."""
    mention = clauses.mention[index]
    return mention is not None and mention.start < clauses.words[index].start < mention.end


def _may_be_verb(clauses: Clauses, index: int, frame: Frame) -> bool:
    form = clauses.words[index].form
    lemma = frame.elements[0].lemma
    if clauses.verb[index]:
        return _fits_subject(clauses, index, lemma)
    kinds = {r.kind for r in form.nominal if r.lemma == lemma}
    if len(frame.elements) > 1 and "masdar" in kinds:
        return True
    role = form.nouns & clauses.lexis.roles.keys()
    return form.accusative and "active participle" in kinds and not role


def _fits_subject(clauses: Clauses, index: int, lemma: str) -> bool:
    """Whether "she does" and "he did" of two verbs, written alike, are told apart by the word after for this verb."""
    readings = clauses.words[index].form.finite
    own = {(r.tense, r.gender) for r in readings if r.lemma == lemma and r.voice == "active"}
    others = {(r.tense, r.gender) for r in readings if r.lemma != lemma and r.voice == "active"}
    if not own:
        return _HE_DID not in others
    if _SHE_DOES in own or _SHE_DOES not in others:
        return _HE_DID not in others or bool(own - {_SHE_DOES}) or _is_hers(clauses, index)
    return _HE_DID not in own or not _is_hers(clauses, index)


_SHE_DOES, _HE_DID = ("present", "feminine"), ("past", "masculine")


def _is_hers(clauses: Clauses, index: int) -> bool:
    """Whether the word after a verb, or "who" before it, is feminine."""
    before, after = clauses.words[max(0, index - 1)], clauses.words[min(index + 1, len(clauses.words) - 1)]
    if before.form.text == _WHO or after.form.stem.endswith((TA_MARBUTA, ALEF + TA)):
        return True
    mention = clauses.mention[min(index + 1, len(clauses.words) - 1)]
    return mention is not None and mention.kind == "place"


_WHO = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}\N{ARABIC LETTER TEH}\N{ARABIC LETTER YEH}"


def _starts_here(clauses: Clauses, index: int, wanted: list[str]) -> bool:
    for step, word in enumerate(wanted):
        at = index + step
        if at >= len(clauses.words):
            return False
        form = clauses.words[at].form
        if word not in form.nouns and word != form.text:
            return False
    return True


def _matched(clauses: Clauses, elements: tuple[Element, ...], index: int) -> tuple[int, ...] | None:
    """The words of a trigger from its head; a subject or adverb may stand before an object."""
    words = [index]
    gap = _VERB_GAP if clauses.verb[index] else _NOUN_GAP + 2 * bool(elements[0].lemma)
    for number, element in enumerate(elements[1:], 1):
        reach = gap if number == 1 or (number == len(elements) - 1 and not elements[number - 1].particle) else 0
        at = _next(clauses, element, words[-1] + 1, reach)
        if at is None:
            return None
        words.append(at)
    return tuple(words)


def _next(clauses: Clauses, element: Element, start: int, reach: int) -> int | None:
    for at in range(start, min(start + reach + 1, len(clauses.words))):
        word = clauses.words[at]
        if fits(element, word.form, head=False, phrase=True) and (element.particle or _may_be_object(clauses, at)):
            return None if _is_inside_name(clauses, at) else at
        ends = clauses.verb[at] or word.sign or word.form.kind in ("relative", "complement", "clause")
        if ends and word.sign not in _LOOSE:
            return None
    return None


def _may_be_object(clauses: Clauses, index: int) -> bool:
    return not clauses.verb[index] or clauses.words[index].form.accusative


_LOOSE = frozenset(("\u060c", ","))
