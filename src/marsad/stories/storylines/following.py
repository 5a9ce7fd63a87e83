"""What became of what was promised, planned or claimed, by what later articles say.

Nothing is guessed: kept needs a later word that it was done, broken one that it was not, changed one of another time or
number; a promise of which nobody speaks again is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from marsad.records import FollowUp, Outcomes
from marsad.stories.storylines.deeds import Act, Course
from marsad.stories.storylines.entries import Made
from marsad.stories.storylines.matching import Told, same_deed, weight

_FORWARD = ("promise", "plan")
_MOST_LATER = 4
_META_NEED = 9.0
_LESS = 0.95
_STATES = ("turn", "withdraw", "finish", "lift", "capture", "disarm", "truce")


class Word(NamedTuple):
    """What one later entry says of an earlier one."""

    made: Made
    outcome: Outcomes
    reason: str


def follow_ups(made: Sequence[Made]) -> Iterator[FollowUp]:
    """For every promise and plan what became of it, and for claims of a finished change what speaks against them."""
    for number, one in enumerate(made):
        later = made[number + 1 :]
        if one.entry.kind in _FORWARD and one.told[0].point.act is not None:
            yield _of_promise(one, later)
        elif one.entry.kind == "claim":
            yield from _of_claim(one, later)


def _of_promise(one: Made, later: Sequence[Made]) -> FollowUp:
    words = [word for other in later if (word := _said_of(one, other)) is not None]
    if not words:
        return FollowUp(promised=one.entry.id, later=(), outcome="open", reasons=("nothing later speaks of it",))
    outcome = _weighed(words)
    telling = [word for word in words if word.outcome == outcome][:_MOST_LATER]
    return FollowUp(
        promised=one.entry.id,
        later=tuple(word.made.entry.id for word in telling),
        outcome=outcome,
        reasons=tuple(dict.fromkeys(word.reason for word in telling)),
    )


def _weighed(words: Sequence[Word]) -> Outcomes:
    """What was done at last outweighs what was said before; a promise that was put off and then kept was changed."""
    outcomes = [word.outcome for word in words]
    if "changed" in outcomes and outcomes[-1] in ("kept", "changed"):
        return "changed" if outcomes[-1] == "changed" else "kept"
    return outcomes[-1]


def _said_of(one: Made, other: Made) -> Word | None:
    promise = one.told[0]
    act = promise.point.acts[promise.point.act or 0]
    for told in other.told:
        if told.outline.article_id in {t.outline.article_id for t in one.told} or _earlier(told, promise):
            continue
        verdict = _by_deed(promise, act, told) or _by_word(promise, act, told)
        if verdict is not None:
            return Word(other, *verdict)
    return None


def _earlier(told: Told, promise: Told) -> bool:
    mine, theirs = told.outline.day, promise.outline.day
    return bool(mine and theirs and mine.start < theirs.start)


def _by_deed(promise: Told, act: Act, told: Told) -> tuple[Outcomes, str] | None:
    """The promised deed itself, told as done, not done or put off."""
    point = told.point
    if point.act is not None and point.kind in _FORWARD and set(act.deeds) & set(point.acts[point.act].deeds):
        return _new_terms(promise, act, told, point.acts[point.act])
    for other in point.acts:
        if other.course in ("done", "undone", "changed") and same_deed(promise, act, told, other):
            if other.course == "done" and _before(told, promise):
                continue
            return _of_course(promise, told, other.course)
    return None


def _before(told: Told, promise: Told) -> bool:
    """Whether what is told as done was over before it was promised."""
    period, day = told.point.period, promise.outline.day
    return bool(period and day and period.end <= day.start)


def _of_course(promise: Told, told: Told, course: Course) -> tuple[Outcomes, str]:
    if course == "undone":
        return "broken", "told as not done"
    if course == "changed":
        return "changed", "told as put off or altered"
    deadline, period = promise.point.deadline, told.point.period
    if deadline and period and period.start >= deadline.end:
        return "changed", f"done after {deadline.end}"
    if less := _less(promise, told):
        return "changed", less
    return "kept", "told as done"


def _less(promise: Told, told: Told) -> str | None:
    """A smaller number of what was promised."""
    promised, done = dict(promise.point.figures), dict(told.point.figures)
    for counted, number in promised.items():
        if counted in done and done[counted] < number * _LESS and counted not in ("duration", "percent"):
            return f"{done[counted]:g} of {number:g} {counted}"
    return None


def _new_terms(promise: Told, act: Act, told: Told, other: Act) -> tuple[Outcomes, str] | None:
    """A later promise of the same deed by another time."""
    if same_deed(promise, act, told, other) is None:
        return None
    if other.course == "changed":
        return "changed", "told as put off or altered"
    first, second = promise.point.deadline, told.point.deadline
    if first and second and first.end < second.start:
        return "changed", f"by {second.end} instead of {first.end}"
    return None


def _by_word(promise: Told, act: Act, told: Told) -> tuple[Outcomes, str] | None:
    """A word on the promise as such: it was kept, broken, put off."""
    point = told.point
    if point.outcome is None or point.kind in _FORWARD:
        return None
    near = {*point.terms, *told.outline.terms}
    shared = {term for term in act.objects if term in near}
    persons = {key for key in (*promise.point.parties, *promise.point.places) if not key.startswith("@")}
    known = persons & {*told.outline.parties, *point.places}
    if (
        known
        and sum(map(weight, shared)) >= _META_NEED
        and set(act.objects) & set(point.terms) | known & set(point.parties)
    ):
        return point.outcome, "said of the promise"
    return None


def _of_claim(one: Made, later: Sequence[Made]) -> Iterator[FollowUp]:
    """A claim that a change is complete, against later words that it goes on, was not made, or was made later."""
    told = one.told[0]
    acts = [act for act in told.point.acts if act.course == "done" and set(act.deeds) & set(_STATES)]
    found = [(other, course) for other in later for course in _courses(told, acts, other)]
    against = [(other, course) for other, course in found if course in ("underway", "ahead", "undone")]
    if not against:
        return
    outcome: Outcomes = "broken" if any(course == "undone" for _, course in against) else "changed"
    kept = list(dict.fromkeys(other.entry.id for other, _ in found))[:_MOST_LATER]
    reasons = dict.fromkeys(f"claimed as done, later told as {_SAID[course]}" for _, course in found)
    yield FollowUp(promised=one.entry.id, later=tuple(kept), outcome=outcome, reasons=tuple(reasons))


_SAID = {"underway": "still under way", "ahead": "still to come", "undone": "not done", "done": "done then"}


def _courses(told: Told, acts: Iterable[Act], other: Made) -> list[Course]:
    """The courses that a later entry gives to a claimed deed."""
    found: list[Course] = []
    for late in other.told:
        if late.outline.article_id != told.outline.article_id and not _earlier(late, told):
            for act in acts:
                found += [o.course for o in late.point.acts if o.course in _SAID and same_deed(told, act, late, o)]
    return list(dict.fromkeys(found))[:1]
