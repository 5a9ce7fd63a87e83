"""Takes new articles into the stories: only what they touch is grouped anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.records import Dating, Judgement, Reuse, Story, digest
from marsad.stories.digests import Digest
from marsad.stories.grouping.beside import Beside, Telling, Tellings, beside
from marsad.stories.grouping.clusters import Linkage, Pair, components, ordered, representatives
from marsad.stories.grouping.dating import datings
from marsad.stories.grouping.pairs import Pairs
from marsad.stories.grouping.story import MARK, founder_of, story_beside, story_id, story_of

LEAST_EDGE = 0.35
"""Pairs less likely than this do not bring articles into one comparison."""

LEAST_MEAN = 0.8
"""The least mean likeness of two groups that join: chosen on weeks that were read before, measured on others."""

PERSON = "person"


class Known(NamedTuple):
    """What was made before and bears on the new articles.

    `digests` are those whose day is within twice `pairs.WINDOW` days of a new article's, those without a day, and
    those of whoever shares a story with these; `stories` those of these articles; `reuse` the records about new and
    known articles; `corrections` a person's judgements about articles or stories. All may hold more.
    """

    digests: Sequence[Digest] = ()
    stories: Sequence[Story] = ()
    reuse: Sequence[Reuse] = ()
    corrections: Sequence[Judgement] = ()


class Grouping(NamedTuple):
    """What came of it: records to keep in place of those of the same id, and ids of stories that are no more."""

    stories: tuple[Story, ...]
    gone: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    datings: tuple[Dating, ...] = ()


def group(new: Sequence[Digest], known: Known | None = None) -> Grouping:
    """Take new articles into the stories.

    Every new article comes to stand in one story as its main one, alone where no other tells its event. Grouping is by
    average linkage over the articles that are tied to a new one by likely pairs; the result hardly depends on the order
    in which articles come (the weights of words follow the articles at hand). Ids: that of the story whose founder is
    in the group, of several the oldest founder's; else a new one by the earliest article.
    """
    known = known or Known()
    pairs = Pairs([*known.digests, *new], known.reuse)
    tellings = Tellings(pairs)
    tied, parted = _corrected(known.corrections, pairs)
    seeds = {pairs.number[d.article_id] for d in new}
    seeds |= {telling.number for pair in tellings.agreeing(seeds) for telling in pair}
    touched, edges = _touched(seeds, pairs, tied + parted)
    groups = _groups(touched, edges, pairs, (tied, parted))
    found = beside(groups, tellings, set(parted))
    ids = _Ids(known.stories, pairs)
    stories = [story_of(g, pairs, ids.founder(g), found.of_groups.get(n, ())) for n, g in enumerate(groups)]
    stories += [story_beside(apart, pairs, ids.telling(apart)) for apart in found.apart]
    return Grouping(
        tuple(stories),
        tuple(_gone(stories, touched, pairs, known.stories)),
        tuple(_judgements(groups, pairs, edges)),
        tuple(_datings(groups, found, tellings, pairs)),
    )


def _datings(groups: Sequence[Sequence[int]], found: Beside, tellings: Tellings, pairs: Pairs) -> list[Dating]:
    """Days of undated articles; an article whose stories give it different days gets none."""
    told = [[*(tellings.main(number) for number in g), *found.of_groups.get(n, ())] for n, g in enumerate(groups)]
    given: dict[str, list[Dating]] = {}
    for one in [*told, *found.apart]:
        for dating in datings(one, pairs, MARK):
            given.setdefault(dating.article_id, []).append(dating)
    return [days[0] for days in given.values() if len({dating.period for dating in days}) == 1]


def _groups(
    touched: set[int], edges: Sequence[Pair], pairs: Pairs, corrected: tuple[list[Pair], list[Pair]]
) -> list[list[int]]:
    tied, parted = corrected
    linkage = Linkage(pairs.score, LEAST_MEAN)
    found = components([*edges, *tied], touched)
    place = {member: n for n, members in enumerate(found) for member in members}
    inside: dict[int, list[list[Pair]]] = defaultdict(lambda: [[], [], []])
    for which, some in enumerate((edges, tied, parted)):
        for pair in some:
            if pair[0] in place:
                inside[place[pair[0]]][which].append(pair)
    groups: list[list[int]] = []
    for n, members in enumerate(found):
        likely, together, apart = inside[n]
        groups += linkage.groups(members, likely, together, set(apart))
    return groups


class _Ids:
    """Ids that stories have already: a story is named by the article, or the passage, that opened it."""

    def __init__(self, stories: Iterable[Story], pairs: Pairs) -> None:
        self._known = {story.id for story in stories}
        self._pairs = pairs

    def founder(self, group: Sequence[int]) -> str:
        """The founder of the oldest known story in the group; else its earliest article."""
        ids = [self._pairs.digests[number].article_id for number in group]
        dated = [self._pairs.digests[number].article_id for number in group if self._pairs.digests[number].published]
        return next((article for article in ids if story_id(article) in self._known), (dated or ids)[0])

    def telling(self, tellings: Sequence[Telling]) -> Telling:
        """The same of an event told beside others."""
        for telling in tellings:
            if f"{story_id(self._pairs.digests[telling.number].article_id)}.{telling.told.start}" in self._known:
                return telling
        dated = [telling for telling in tellings if self._pairs.digests[telling.number].published]
        return (dated or list(tellings))[0]


def _touched(seeds: set[int], pairs: Pairs, corrected: Iterable[Pair]) -> tuple[set[int], list[Pair]]:
    """The articles that likely pairs tie to the new ones, directly or through others, and those pairs."""
    beside: dict[int, set[int]] = {}
    for left, right in corrected:
        beside.setdefault(left, set()).add(right)
        beside.setdefault(right, set()).add(left)
    touched, waiting, edges = set(seeds), sorted(seeds), set()
    while waiting:
        number = waiting.pop()
        likely = {other for other in pairs.candidates(number) if pairs.score(number, other) >= LEAST_EDGE}
        edges |= {ordered(number, other) for other in likely}
        for other in sorted((likely | beside.get(number, set())) - touched):
            touched.add(other)
            waiting.append(other)
    return touched, sorted(edges)


def _corrected(corrections: Iterable[Judgement], pairs: Pairs) -> tuple[list[Pair], list[Pair]]:
    """The pairs of articles that a person tied and parted; a story stands for the article that opened it."""
    tied: list[Pair] = []
    parted: list[Pair] = []
    for judgement in corrections:
        ends = [pairs.number.get(founder_of(end)) for end in (judgement.left, judgement.right)]
        if judgement.by == PERSON and None not in ends and ends[0] != ends[1]:
            pair = (min(e for e in ends if e is not None), max(e for e in ends if e is not None))
            (tied if judgement.verdict == "same" else parted).append(pair)
    return sorted(set(tied) - set(parted)), sorted(set(parted))


def _gone(stories: Sequence[Story], touched: set[int], pairs: Pairs, known: Iterable[Story]) -> list[str]:
    """Known stories of the articles that were looked at which are no more."""
    kept = {story.id for story in stories}
    seen = {pairs.digests[number].article_id for number in touched}
    return sorted(story.id for story in known if founder_of(story.id) in seen and story.id not in kept)


def _judgements(groups: Sequence[Sequence[int]], pairs: Pairs, edges: Iterable[Pair]) -> list[Judgement]:
    """For each article of a story of several the pair that ties it most; for a likely pair that was parted, why."""
    place = {number: n for n, group in enumerate(groups) for number in group}
    decisive = set()
    for group in groups:
        shown = representatives(group)
        for number in group:
            others = [other for other in shown if other != number]
            if others:
                nearest = max(others, key=lambda other: (pairs.score(number, other), -other))
                decisive.add(ordered(number, nearest))
    parted = {p for p in edges if place[p[0]] != place[p[1]] and pairs.score(*p) >= LEAST_MEAN}
    return [_judgement(pair, pairs, pair in decisive) for pair in sorted(decisive | parted)]


def _judgement(pair: Pair, pairs: Pairs, same: bool) -> Judgement:
    left, right = (pairs.digests[number].article_id for number in pair)
    reasons = pairs.reasons(*pair)
    if not same:
        reasons = ("the rest of the story is less like it", *reasons)
    return Judgement(
        id=digest("same event", left, right),
        made_by=MARK,
        left=left,
        right=right,
        verdict="same" if same else "unsure",
        score=round(pairs.score(*pair), 3),
        by=MARK,
        reasons=reasons,
    )


__all__ = ["Grouping", "Known", "group", "story_id"]
