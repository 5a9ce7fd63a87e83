"""What became of what was promised, planned or claimed, by what later articles say.

Nothing is guessed: kept needs a later word that it was done, broken one that it was not, changed one of another time or
number; a promise of which nobody speaks again is open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from marsad.records import FollowUp, Outcomes, Story
from marsad.stories.storylines.deeds import Act, Course
from marsad.stories.storylines.entries import Made, made_of
from marsad.stories.storylines.matching import BETWEEN, Told, same_deed, weight
from marsad.stories.storylines.outline import Outline

_FORWARD = ("promise", "plan")
_MOST_LATER = 8
_META_NEED = 7.0
_LESS = 0.95
_FIRST = 2
_CLAIM_NEED = 6.0
# News of a deed may come this long after it.
_GRACE = dt.timedelta(3)
_TELLING = ("done", "undone", "unmet", "changed")
_STATES = frozenset({"turn", "withdraw", "finish", "lift", "capture"})
_NOT_PROMISED = ("undone", "unmet", "called")
_AGAINST: dict[Course, str] = {
    "underway": "still under way",
    "ahead": "still to come",
    "undone": "not done",
    "unmet": "not done as yet",
}


class Later(NamedTuple):
    """What one later point says of an earlier entry."""

    story: Story
    told: Told
    outcome: Outcomes
    reason: str


class Followed(NamedTuple):
    """The entries, with those added that say what became of others, and what became of them."""

    made: list[Made]
    follow_ups: list[FollowUp]


def followed(made: Sequence[Made], told: Sequence[tuple[Story, Outline]]) -> Followed:
    """For every promise and plan what became of it, and for claims of a finished change what speaks against them.

    `told` are the articles in order. Every point of a later article is heard, also one that made no entry.
    """
    place = {outline.article_id: number for number, (_, outline) in enumerate(told)}
    book = _Book(made, place)
    ups: list[FollowUp] = []
    for one in made:
        first = one.told[0]
        after = told[max(place[t.outline.article_id] for t in one.told[:1]) + 1 :]
        if one.entry.kind in _FORWARD and first.point.act is not None:
            ups.append(_of_promise(one, list(_heard(one, after, book)), book))
        elif one.entry.kind == "claim":
            ups += _of_claim(one, after, book)
    return Followed(book.in_order(), ups)


class _Book:
    """The entries by the points that made them; a point without one gets one."""

    def __init__(self, made: Sequence[Made], place: dict[str, int]) -> None:
        self._made = list(made)
        self._place = place
        self._by_point = {_key(told): one for one in made for told in one.told}

    def entry(self, later: Later) -> str:
        key = _key(later.told)
        if key not in self._by_point:
            self._by_point[key] = made_of(later.told, later.story)
            self._made.append(self._by_point[key])
        return self._by_point[key].entry.id

    def first(self, told: Told) -> Told:
        """The first telling of what a point tells."""
        made = self._by_point.get(_key(told))
        return made.told[0] if made else told

    def in_order(self) -> list[Made]:
        return sorted(
            self._made, key=lambda one: (self._place[one.told[0].outline.article_id], one.told[0].point.start)
        )


def _key(told: Told) -> tuple[str, int, str, int | None]:
    return told.outline.article_id, told.point.start, told.point.kind, told.point.act


def _of_promise(one: Made, words: Sequence[Later], book: _Book) -> FollowUp:
    if not words:
        return FollowUp(promised=one.entry.id, later=(), outcome="open", reasons=("nothing later speaks of it",))
    outcome = _weighed(words)
    telling = [word for word in words if word.outcome == outcome][:_MOST_LATER]
    return FollowUp(
        promised=one.entry.id,
        later=tuple(dict.fromkeys(book.entry(word) for word in telling)),
        outcome=outcome,
        reasons=tuple(dict.fromkeys(word.reason for word in telling)),
    )


def _weighed(words: Sequence[Later]) -> Outcomes:
    """The last word counts; of one article, that it was done or not outweighs that it was altered."""
    last = words[-1].told.outline.article_id
    outcomes = [word.outcome for word in words if word.told.outline.article_id == last]
    return next((found for found in ("kept", "broken") if found in outcomes), outcomes[-1])


def _known(first: Told, promise: Told) -> bool:
    """Whether the same words were told before the promise, or on its day: then they are of something older."""
    return first.outline is not promise.outline and _same_day(first, promise)


def _heard(one: Made, after: Iterable[tuple[Story, Outline]], book: _Book) -> Iterator[Later]:
    promise = one.told[0]
    act = promise.point.acts[promise.point.act or 0]
    if act.course in _NOT_PROMISED:
        return
    for story, outline in after:
        if _earlier(outline, promise.outline):
            continue
        for point in outline.points:
            told = Told(outline, point)
            verdict = _by_deed(promise, act, told) or _by_word(promise, act, told)
            if verdict is not None and not _known(book.first(told), promise):
                yield Later(story, told, *verdict)


def _earlier(outline: Outline, other: Outline) -> bool:
    return bool(outline.day and other.day and outline.day.start < other.day.start)


def _by_deed(promise: Told, act: Act, told: Told) -> tuple[Outcomes, str] | None:
    """The promised deed, told as done, not done or put off; where it is promised again, by what other time."""
    point = told.point
    again = point.acts[point.act] if point.act is not None and point.kind in _FORWARD else None
    for other in () if again else point.acts:
        if other.course not in _TELLING or same_deed(promise, act, told, other) is None:
            continue
        partial = point.partial and not promise.point.partial
        if other.course == "done" and (_before(told, promise) or partial or _same_day(told, promise)):
            continue
        if _is_recalled(told, promise) or (other.course == "done" and _is_vague(promise, told, other)):
            continue
        if other.course in ("undone", "unmet") and not _by_giver(promise, told, other):
            continue
        if _is_another(promise, told, act, other):
            continue
        if other.course == "unmet" and not _overdue(promise, told):
            continue
        return _of_course(promise, told, other.course)
    return _new_terms(promise, act, told, again) if again is not None else None


def _is_recalled(told: Told, promise: Told) -> bool:
    """Whether a point tells of what was before, without a day that shows it to be later than the promise."""
    period, day = told.point.period, promise.outline.day
    return told.point.recalled and not (period and day and period.start >= day.start)


def _is_another(promise: Told, told: Told, act: Act, other: Act) -> bool:
    """Whether those who were to meet by a day met long after it: they meet again and again."""
    deadline, period = promise.point.deadline, told.point.period or told.outline.day
    meets = act.families & other.families & BETWEEN
    return bool(meets and deadline and period and period.start >= deadline.end + _GRACE)


def _by_giver(promise: Told, told: Told, other: Act) -> bool:
    """Whether it may be those who promised who did not do it: somebody of both is named, or a verb tells of nobody."""
    mine, theirs = _own(promise.point.parties), _own(told.point.parties)
    told_as_verb = other.finite or other.course == "unmet"
    return bool(mine & theirs) or (told_as_verb and not (mine and theirs))


def _is_vague(promise: Told, told: Told, other: Act) -> bool:
    """Whether it is not sure that a word tells of the deed done: it may be a noun, or tell of another, done late."""
    deadline, period = promise.point.deadline, told.point.period or told.outline.day
    return not other.sure or bool(not other.finite and deadline and period and period.start >= deadline.end + _GRACE)


def _overdue(promise: Told, told: Told) -> bool:
    """Whether the time by which it was promised had run out when this was told."""
    deadline, day = promise.point.deadline, told.outline.day
    return bool(deadline and day and day.start >= deadline.end)


def _before(told: Told, promise: Told) -> bool:
    """Whether what is told as done was over before it was promised."""
    period, day = told.point.period, promise.outline.day
    return bool(period and day and period.end <= day.start)


def _same_day(told: Told, promise: Told) -> bool:
    """Whether both were told on one day, and no later day is given for what was done: that may be an older deed."""
    day, other, period = told.outline.day, promise.outline.day, told.point.period
    return bool(day and other and day.start <= other.start) and not (period and other and period.start > other.start)


def _is_later(told: Told, promise: Told) -> bool:
    day, other = told.outline.day, promise.outline.day
    return bool(day and other and day.start > other.start)


def _of_course(promise: Told, told: Told, course: Course) -> tuple[Outcomes, str]:
    if course in ("undone", "unmet"):
        return "broken", "told as not done"
    if course == "changed":
        return "changed", "told as put off or altered"
    deadline, period = promise.point.deadline, told.point.period
    if deadline and period and period.start >= deadline.end + _GRACE:
        return "changed", f"done after {deadline.end}"
    if less := _less(promise, told):
        return "changed", less
    return "kept", "told as done"


def _less(promise: Told, told: Told) -> str | None:
    """A smaller number of what was promised."""
    promised, done = dict(promise.point.figures), dict(told.point.figures)
    for counted, number in promised.items():
        if counted in done and done[counted] < number * _LESS:
            return f"{done[counted]:g} of {number:g} {counted}"
    return None


def _new_terms(promise: Told, act: Act, told: Told, other: Act) -> tuple[Outcomes, str] | None:
    """A later promise of the same deed by another time."""
    match = same_deed(promise, act, told, other)
    if match is None:
        return None
    if other.course == "changed":
        return "changed", "told as put off or altered"
    first, second = promise.point.deadline, told.point.deadline
    if len(match.shared) < _FIRST or _is_recalled(told, promise):
        return None
    if first and second and first.end + _GRACE < second.start and _is_later(told, promise):
        return "changed", f"by {second.end} instead of {first.end}"
    return None


def _by_word(promise: Told, act: Act, told: Told) -> tuple[Outcomes, str] | None:
    """A word on the promise as such: it was kept, broken, put off."""
    point = told.point
    if point.outcome is None or point.kind in _FORWARD or promise.point.kind != "promise" or _before(told, promise):
        return None
    here = set(act.objects) & set(point.terms)
    giver = _own(promise.point.parties) & _own(point.parties)
    places = set(promise.point.places) & set(point.places)
    if (giver or places) and here and any((act.families & other.families) - BETWEEN for other in point.acts):
        return point.outcome, "said of what was promised"
    if giver and sum(map(weight, here)) >= _META_NEED:
        return point.outcome, "said of the promise"
    return None


def _own(parties: Iterable[str]) -> set[str]:
    return {key for key in parties if not key.startswith("@")}


def _of_claim(one: Made, after: Iterable[tuple[Story, Outline]], book: _Book) -> Iterator[FollowUp]:
    """A claim that a change is complete, against later words that it goes on, was not made, or was made later."""
    told = one.told[0]
    if told.point.partial:
        return
    acts = [act for act in told.point.acts if act.course == "done" and act.finite and act.families & _STATES]
    found = list(_spoken_of(told, acts, after)) if acts else []
    against = [(later, course) for later, course in found if course in _AGAINST]
    if not against:
        return
    outcome: Outcomes = "broken" if any(course == "undone" for _, course in against) else "changed"
    told_later = dict.fromkeys(book.entry(later) for later, _ in (*against, *found))
    reasons = dict.fromkeys(later.reason for later, _ in found)
    yield FollowUp(
        promised=one.entry.id, later=tuple(told_later)[:_MOST_LATER], outcome=outcome, reasons=tuple(reasons)
    )


def _spoken_of(
    claim: Told, acts: Sequence[Act], after: Iterable[tuple[Story, Outline]]
) -> Iterator[tuple[Later, Course]]:
    """What later articles say of a claimed deed, one point of each."""
    for story, outline in after:
        if not _earlier(outline, claim.outline):
            for point in outline.points:
                course = _course_of(claim, acts, Told(outline, point))
                if course is not None:
                    said = f"claimed as done, later told as {_AGAINST.get(course, 'done then')}"
                    yield Later(story, Told(outline, point), "changed", said), course
                    break


def _course_of(claim: Told, acts: Sequence[Act], late: Told) -> Course | None:
    for act in acts if not _is_recalled(late, claim) else ():
        for other in late.point.acts:
            heads = set(act.objects[:_FIRST]) & set(other.objects[:_FIRST])
            match = same_deed(claim, act, late, other) if heads and other.course in (*_AGAINST, "done") else None
            if match and match.score >= _CLAIM_NEED:
                return other.course
    return None
