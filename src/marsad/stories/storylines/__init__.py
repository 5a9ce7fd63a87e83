"""Storylines: a subject through months, its stories in order, its promises and what became of them.

`outline` reads one article and can be kept beside it; `storylines` finds subjects among stories, `storyline` gathers
the stories that a query asks for. All are pure functions over records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from marsad.records import Story, Storyline, digest
from marsad.stories.storylines.asking import Asked, matching, understood
from marsad.stories.storylines.entries import Subject, entries, subject, timeline
from marsad.stories.storylines.finding import subjects
from marsad.stories.storylines.following import followed
from marsad.stories.storylines.matching import party_weight, weight
from marsad.stories.storylines.naming import named
from marsad.stories.storylines.order import by_day, ordered
from marsad.stories.storylines.outline import Outline, outline

__all__ = ["MADE_BY", "Outline", "outline", "storyline", "storylines"]

MADE_BY = "storylines/1"

_FEW = 300


def storylines(stories: Iterable[Story], outlines: Iterable[Outline]) -> tuple[Storyline, ...]:
    """The storylines found among stories: those that share parties and topic, each in the order of its days.

    `outlines` are those of the stories' articles. Ids hold while the first story of a storyline does.
    """
    by_id = {one.article_id: one for one in outlines}
    lines = subjects(by_day(stories, by_id), by_id)
    return tuple(_made(ordered(line, by_id), by_id, None, None) for line in lines)


def storyline(query: str, stories: Iterable[Story], outlines: Iterable[Outline]) -> Storyline | None:
    """The storyline that a query asks for: ids or names of entities, a place, free words; None where nothing fits."""
    by_id = {one.article_id: one for one in outlines}
    known = list(stories)
    asked = understood(query, by_id)
    fitting = matching(asked, known, by_id)
    if not fitting:
        return None
    wanted = {story.id for story in fitting}
    # Stories that were not asked for may still say where an undated one belongs.
    in_order = ordered(known if len(known) <= _FEW else fitting, by_id)
    return _made([story for story in in_order if story.id in wanted], by_id, query, asked)


def _made(
    stories: Sequence[Story], outlines: Mapping[str, Outline], query: str | None, asked: Asked | None
) -> Storyline:
    told = list(timeline(stories, outlines))
    articles = [outline for _, outline in told]
    about = subject(articles, max(2, -(-len(told) // 3)) if len(told) > 1 else 1)
    if asked is not None:
        about = _with(about, asked)
    found = followed(entries(told, about), told)
    return Storyline(
        id=f"storyline:{digest(query or '', stories[0].id)}",
        made_by=MADE_BY,
        name=query or named(articles, about),
        story_ids=tuple(story.id for story in stories),
        entries=tuple(one.entry for one in found.made),
        follow_ups=tuple(found.follow_ups),
        query=query,
    )


def _with(about: Subject, asked: Asked) -> Subject:
    parties = dict(about.parties) | {key: 2 * party_weight(key) for keys in asked.entities for key in keys}
    return Subject(parties, dict(about.terms) | {term: weight(term) for term in asked.terms})
