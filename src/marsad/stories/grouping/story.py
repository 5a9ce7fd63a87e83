"""Makes the record of a story from the articles that tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from marsad.records import Period, Story
from marsad.stories.digests import Digest, Told
from marsad.stories.grouping.beside import Telling
from marsad.stories.grouping.clusters import representatives
from marsad.stories.grouping.pairs import Pairs

MARK = "stories/2"
"""The stage and version that made a record."""

_FURTHEST = 7


def story_id(founder: str) -> str:
    """The id of the story that an article opened; it stays while others join."""
    return f"{founder}.story"


def founder_of(story: str) -> str:
    """The article that opened a story."""
    return story.partition(".story")[0]


def story_of(group: Sequence[int], pairs: Pairs, founder: str, beside: Sequence[Telling] = ()) -> Story:
    """The story that a group of articles tells; `group` are numbers of `pairs`, `founder` is one of the articles.

    `beside` are tellings of its event by articles whose main event is another.
    """
    digests = [pairs.digests[number] for number in group]
    shown = representatives(group)
    central = max(shown, key=lambda number: (_centrality(number, shown, pairs), -number))
    told = [digest.main for digest in digests]
    others = sorted({telling.number for telling in beside} - set(group))
    return Story(
        id=story_id(founder),
        made_by=MARK,
        name=pairs.digests[central].headline,
        period=days_of(told, digests),
        article_ids=tuple(pairs.digests[number].article_id for number in sorted({*group, *others})),
        event_ids=tuple(event for one in [*told, *(t.told for t in beside)] for event in one.event_ids),
        beside=tuple(pairs.digests[number].article_id for number in others),
        entities=shared_keys([dict(digest.keys) for digest in digests]),
        reasons=_reasons(central, shown, pairs),
    )


def story_beside(tellings: Sequence[Telling], pairs: Pairs, founder: Telling) -> Story:
    """The story of an event that articles tell only beside their main ones."""
    numbers = sorted({telling.number for telling in tellings})
    told = [telling.told for telling in tellings]
    articles = tuple(pairs.digests[number].article_id for number in numbers)
    return Story(
        id=f"{story_id(pairs.digests[founder.number].article_id)}.{founder.told.start}",
        made_by=MARK,
        name=founder.told.words,
        period=days_of(told, [pairs.digests[number] for number in numbers]),
        article_ids=articles,
        event_ids=tuple(event for one in told for event in one.event_ids),
        beside=articles,
        entities=shared_keys([dict.fromkeys(one.keys, 2) for one in told]),
        reasons=("told beside other events, with parties, day and words that agree",),
    )


def _centrality(number: int, group: Sequence[int], pairs: Pairs) -> float:
    if not pairs.digests[number].headline:
        return -1.0
    return sum(pairs.score(number, other) for other in group if other != number)


def _reasons(central: int, group: Sequence[int], pairs: Pairs) -> tuple[str, ...]:
    """What ties the group: the mean score of its pairs, and the features of its likeliest."""
    others = [number for number in group if number != central]
    if not others:
        return ()
    mean = sum(pairs.score(central, other) for other in others) / len(others)
    nearest = max(others, key=lambda other: (pairs.score(central, other), -other))
    return (f"mean likeness to the most central article {mean:.2f}", *pairs.reasons(central, nearest))


def days_of(told: Sequence[Told], digests: Sequence[Digest]) -> Period | None:
    """The day that most passages give the event; where none does, the days of the articles."""
    published = [digest.published for digest in digests if digest.published]
    days = Counter(one.period for one in told if one.period and _plausible(one.period, published))
    if days:
        return min(days, key=lambda day: (-days[day], day.start))
    if not published:
        return None
    return Period(min(day.start for day in published), max(day.end for day in published))


def _plausible(period: Period, published: Sequence[Period]) -> bool:
    """An event is told within days of when it was; a date further off is another's."""
    return not published or any(abs((period.start - day.start).days) <= _FURTHEST for day in published)


def shared_keys(named: Sequence[dict[str, int]]) -> tuple[str, ...]:
    """The entities that more than half of the articles name, those named by most and in openings first."""
    counts: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    for keys in named:
        counts.update(keys.keys())
        weights.update(keys)
    common = [key for key, count in counts.items() if 2 * count > len(named)]
    if len(named) == 1:
        common = [key for key in common if weights[key] > 1]
    return tuple(sorted(common, key=lambda key: (-weights[key], key)))
