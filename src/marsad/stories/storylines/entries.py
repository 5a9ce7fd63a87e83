"""The points of a storyline's articles that are on its subject, one entry for each thing told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from marsad.records import Entry, Passage, Story, digest
from marsad.stories.storylines.matching import Told, party_weight, weight
from marsad.stories.storylines.outline import Outline, Point

_MOST = 8
_NEED = 6.0
_ALIKE = 0.5
_SAME = 0.6
_FORWARD = 4.0
_HEADLINE = 3.0
_SHORTEST_TERMS = 3


class Subject(NamedTuple):
    """What a storyline is about: keys of parties and terms, each with its weight."""

    parties: Mapping[str, float]
    terms: Mapping[str, float]

    def share(self, point: Point) -> float:
        """How much of a point is on the subject; 0 where it shares a party or a word alone."""
        terms = sum(self.terms.get(term, 0.0) for term in point.terms)
        parties = sum(self.parties.get(key, 0.0) for key in (*point.parties, *point.places))
        return terms + parties if terms and (parties or terms >= _NEED) else 0.0


class Made(NamedTuple):
    """An entry with the points from which it was made, the first to tell it first."""

    entry: Entry
    told: tuple[Told, ...]


def subject(outlines: Sequence[Outline], least: int) -> Subject:
    """What at least so many articles share."""
    parties: dict[str, int] = {}
    terms: dict[str, int] = {}
    for outline in outlines:
        for key in outline.parties:
            parties[key] = parties.get(key, 0) + 1
        for term in outline.terms:
            terms[term] = terms.get(term, 0) + 1
    count = max(1, len(outlines))
    return Subject(
        {key: party_weight(key) * n / count for key, n in parties.items() if n >= least},
        {term: weight(term) * n / count for term, n in terms.items() if n >= least},
    )


def timeline(stories: Iterable[Story], outlines: Mapping[str, Outline]) -> Iterator[tuple[Story, Outline]]:
    """Every article once, with the first story that has it, in the order of the stories."""
    seen: set[str] = set()
    for story in stories:
        for article_id in story.article_ids:
            if article_id in outlines and article_id not in seen:
                seen.add(article_id)
                yield story, outlines[article_id]


def entries(told: Iterable[tuple[Story, Outline]], about: Subject) -> list[Made]:
    """The entries of articles in order: what is undertaken, planned, denied, claimed or done on the subject."""
    made: list[Made] = []
    for story, outline in told:
        for point in _chosen(outline, about):
            _add(made, Told(outline, point), story)
    return made


def _chosen(outline: Outline, about: Subject) -> list[Point]:
    """The points of an article that say most on the subject, in their order in the text."""
    scored = [(about.share(point), point) for point in _once(outline)]
    kept = [(score + _bonus(point), point) for score, point in scored if score > 0]
    best = sorted(kept, key=lambda pair: (-pair[0], pair[1].start))[:_MOST]
    return sorted((point for _, point in best), key=lambda point: (point.start, point.kind))


def _once(outline: Outline) -> list[Point]:
    """The points, without headlines that the text below tells in full."""
    body = [point for point in outline.points if not point.headline]
    titles = [point for point in outline.points if point.headline]
    return [*(t for t in titles if not any(_holds(point, t) for point in body)), *body]


def _holds(point: Point, title: Point) -> bool:
    shared = set(point.terms) & set(title.terms)
    return point.kind == title.kind and len(shared) >= _ALIKE * len(title.terms)


def _bonus(point: Point) -> float:
    return _FORWARD * (point.kind in ("promise", "plan", "denial") or bool(point.outcome)) + _HEADLINE * point.headline


def _add(made: list[Made], told: Told, story: Story) -> None:
    for number, other in enumerate(made):
        if retold(told, other.told[0]):
            made[number] = with_telling(other, told)
            return
    made.append(made_of(told, story))


def made_of(told: Told, story: Story) -> Made:
    """An entry of one point."""
    return Made(_entry(told, (_passage(told),), story.id), (told,))


def with_telling(made: Made, told: Told) -> Made:
    """The same entry, told by another article too."""
    passages = made.entry.passages
    if any(passage.article_id == told.outline.article_id for passage in passages):
        return made
    return Made(msgspec.structs.replace(made.entry, passages=(*passages, _passage(told))), (*made.told, told))


def _passage(told: Told) -> Passage:
    return Passage(told.outline.article_id, told.point.start, told.point.end)


def _entry(told: Told, passages: tuple[Passage, ...], story_id: str | None) -> Entry:
    point = told.point
    key = digest(point.kind, told.outline.article_id, str(point.start), str(point.end), str(point.act))
    return Entry(
        id=f"entry:{key}",
        kind=point.kind,
        text=point.text,
        passages=passages,
        period=point.period or point.deadline,
        told_on=told.outline.day,
        about=point.about,
        story_id=story_id,
    )


def retold(told: Told, other: Told) -> bool:
    """Whether a point tells again what another told: of one kind, of the same deed, mostly in the same words."""
    left, right = told.point, other.point
    if left.kind != right.kind or not left.terms or not right.terms:
        return False
    mine, theirs = deed_of(left), deed_of(right)
    if (mine or theirs) and not mine & theirs:
        return False
    shared, most = set(left.terms) & set(right.terms), max(len(left.terms), len(right.terms))
    return most >= _SHORTEST_TERMS and len(shared) / most >= (_ALIKE if mine else _SAME)


def deed_of(point: Point) -> set[str]:
    """The deed that a point undertakes or denies, else none."""
    return set(point.acts[point.act].deeds) if point.act is not None else set()
