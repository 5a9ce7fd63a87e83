"""The points of a storyline's articles that are on its subject, one entry for each thing told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from marsad.records import Entry, Passage, Story, digest
from marsad.stories.storylines.matching import Told, party_weight, weight
from marsad.stories.storylines.outline import Outline, Point

_MOST = 8
_NEED = 6.0
_ALIKE = 0.6
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


def entries(stories: Iterable[Story], outlines: Mapping[str, Outline], about: Subject) -> list[Made]:
    """The entries of stories in order: what is undertaken, planned, denied, claimed or done on the subject."""
    made: list[Made] = []
    seen: set[str] = set()
    for story in stories:
        for article_id in story.article_ids:
            outline = outlines.get(article_id)
            if outline is not None and article_id not in seen:
                seen.add(article_id)
                for point in _chosen(outline, about):
                    _add(made, Told(outline, point), story)
    return made


def _chosen(outline: Outline, about: Subject) -> list[Point]:
    """The points of an article that say most on the subject, in their order in the text."""
    scored = [(about.share(point), point) for point in outline.points]
    kept = [(score + _bonus(point), point) for score, point in scored if score > 0]
    best = sorted(kept, key=lambda pair: (-pair[0], pair[1].start))[:_MOST]
    return sorted((point for _, point in best), key=lambda point: (point.start, point.kind))


def _bonus(point: Point) -> float:
    return _FORWARD * (point.kind in ("promise", "plan", "denial") or bool(point.outcome)) + _HEADLINE * point.headline


def _add(made: list[Made], told: Told, story: Story) -> None:
    passage = Passage(told.outline.article_id, told.point.start, told.point.end)
    for number, other in enumerate(made):
        if _retold(told, other.told[0]):
            entry = other.entry
            if passage.article_id not in {p.article_id for p in entry.passages}:
                passages = (*entry.passages, passage)
                made[number] = Made(_entry(other.told[0], passages, entry.story_id), (*other.told, told))
            return
    made.append(Made(_entry(told, (passage,), story.id), (told,)))


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


def _retold(told: Told, other: Told) -> bool:
    """Whether a point tells again what another told: of one kind, of the same deed, mostly in the same words."""
    left, right = told.point, other.point
    if left.kind != right.kind or not left.terms or not right.terms:
        return False
    mine, theirs = deed_of(left), deed_of(right)
    if mine and theirs and not mine & theirs:
        return False
    shared, small = set(left.terms) & set(right.terms), min(len(left.terms), len(right.terms))
    return small >= _SHORTEST_TERMS and len(shared) / small >= _ALIKE


def deed_of(point: Point) -> set[str]:
    """The deed that a point undertakes or denies, else none."""
    return set(point.acts[point.act].deeds) if point.act is not None else set()
