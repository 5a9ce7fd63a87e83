"""The order of stories in time, undated ones among them.

A story without a day is placed by what its articles tell: who holds which office, a deed still to come that another
story dates, a deed under way that another tells as done, and an event that a dated story tells too.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from marsad.records import Story
from marsad.stories.storylines.bounds import Bounds
from marsad.stories.storylines.deeds import Act
from marsad.stories.storylines.matching import Told, same_deed, weight
from marsad.stories.storylines.outline import Outline

_WEEK = 7
_GLUE = 30.0
_ALIKE = 0.5
_BOTH_WAYS = 2
_UNDATED_COMPARED = 60


def ordered(stories: Iterable[Story], outlines: Mapping[str, Outline]) -> list[Story]:
    """The stories by the days of their events, undated ones where what they tell puts them; else by id."""
    all_ = sorted(stories, key=lambda story: story.id)
    nodes = [_Node(story, [outlines[a] for a in story.article_ids if a in outlines]) for story in all_]
    undated = [n for n in nodes if n.day is None]
    for node in undated[:_UNDATED_COMPARED]:
        _bounded(node, [other for other in nodes if other is not node])
    edges = [(a, b) for a, b in _edges(nodes, undated[:_UNDATED_COMPARED]) if _possible(a, b)]
    _glued(undated[:_UNDATED_COMPARED], edges)
    _spread(edges)
    return [node.story for node in _sorted(nodes, edges)]


def by_day(stories: Iterable[Story], outlines: Mapping[str, Outline]) -> list[Story]:
    """The stories by their days alone; undated ones in the middle of the time in which they must have been told."""
    nodes = (_Node(s, [outlines[a] for a in s.article_ids if a in outlines]) for s in stories)
    return [node.story for node in sorted(nodes, key=lambda node: node.place)]


class _Node:
    """A story on its way into the order."""

    def __init__(self, story: Story, outlines: Sequence[Outline]) -> None:
        self.story = story
        self.outlines = outlines
        days = [o.day.start for o in outlines if o.day]
        self.day = story.period.start if story.period else min(days, default=None)
        self.weekday = next((o.weekday for o in outlines if o.weekday is not None), None)
        self.bounds = Bounds()
        for outline in outlines:
            self.bounds = self.bounds & outline.bounds
        if self.day is not None:
            self.bounds = Bounds(self.day, self.day + dt.timedelta(1))
        self.pinned: dt.date | None = self.day
        self.parties = {key for outline in outlines for key in outline.parties if not key.startswith("@")}
        self.ahead = list(self._deeds(done=False))
        self.done = list(self._deeds(done=True))

    def told(self) -> Iterator[Told]:
        for outline in self.outlines:
            for point in outline.points:
                yield Told(outline, point)

    def _deeds(self, *, done: bool) -> Iterator[tuple[Told, Act]]:
        """Deeds of a family that are told as done, in the outlet's own voice, or as still to come or under way."""
        courses = ("done",) if done else ("ahead", "underway")
        for told in self.told():
            if done and (told.point.kind != "fact" or told.point.partial):
                continue
            yield from ((told, act) for act in told.point.acts if act.course in courses and act.families)

    @property
    def place(self) -> tuple[dt.date, str]:
        """Where the story stands for want of better evidence."""
        floor, ceiling = self.bounds.floor, self.bounds.ceiling
        if self.pinned is not None:
            day = self.pinned
        elif floor and ceiling:
            day = floor + (ceiling - floor) / 2
        else:
            day = floor or ceiling or dt.date.max
        return day, self.story.id


def _bounded(node: _Node, others: Sequence[_Node]) -> None:
    """A deed to come that another story tells as done on a day: this story is not later than that day."""
    for told, act in node.ahead:
        for other in others:
            if act.course != "ahead" or not _share_party(node, other):
                continue
            for late, done in other.done:
                period = late.point.period
                if period is not None and _one_deed(told, act, late, done):
                    node.bounds = node.bounds & Bounds(None, period.end)
                    node.pinned = node.pinned or _last(node.bounds, period.start)


def _last(bounds: Bounds, day: dt.date) -> dt.date:
    return day if bounds.ceiling is None else min(day, bounds.ceiling - dt.timedelta(1))


def _share_party(left: _Node, right: _Node) -> bool:
    return not left.parties.isdisjoint(right.parties)


def _one_deed(told: Told, act: Act, late: Told, done: Act) -> bool:
    """The deed is one, in the sentences or by what else the two articles say."""
    if not set(act.deeds) & set(done.deeds):
        return False
    if same_deed(told, act, late, done) is not None:
        return True
    mine = {t for t in act.objects if t in late.outline.terms or t in done.objects}
    theirs = {t for t in done.objects if t in told.outline.terms or t in act.objects}
    return len(mine) >= _BOTH_WAYS and len(theirs) >= _BOTH_WAYS


def _edges(nodes: Sequence[_Node], undated: Sequence[_Node]) -> Iterator[tuple[_Node, _Node]]:
    """What is told as under way comes before what is told as done; only for pairs with an undated story."""
    chosen = {id(node) for node in undated}
    for left, right in combinations(nodes, 2):
        if (id(left) in chosen or id(right) in chosen) and _share_party(left, right):
            if _underway_then_done(left, right):
                yield left, right
            elif _underway_then_done(right, left):
                yield right, left


def _underway_then_done(early: _Node, late: _Node) -> bool:
    return any(_one_deed(told, act, *after) for told, act in early.ahead for after in late.done)


def _possible(early: _Node, late: _Node) -> bool:
    floor, ceiling = early.bounds.floor, late.bounds.ceiling
    return floor is None or ceiling is None or floor < ceiling


def _glued(undated: Sequence[_Node], edges: list[tuple[_Node, _Node]]) -> None:
    """Undated stories that tell one happening share their bounds; weekdays order them, the shorter way round."""
    for left, right in combinations(undated, 2):
        if not _tell_one(left, right):
            continue
        left.bounds = right.bounds = left.bounds & right.bounds
        if left.weekday is not None and right.weekday is not None:
            ahead = (right.weekday - left.weekday) % _WEEK
            edges.append((left, right) if 0 < ahead <= _WEEK // 2 else (right, left))


def _tell_one(left: _Node, right: _Node) -> bool:
    shared = set(left.story.article_ids) | set(left.story.beside)
    if shared & (set(right.story.article_ids) | set(right.story.beside)):
        return True
    return any(_alike(one.point.terms, other.point.terms) for one in left.told() for other in right.told())


def _alike(left: Sequence[str], right: Sequence[str]) -> bool:
    shared = set(left) & set(right)
    small = min(len(left), len(right))
    return bool(small) and len(shared) / small >= _ALIKE and sum(map(weight, shared)) >= _GLUE


def _spread(edges: Sequence[tuple[_Node, _Node]]) -> None:
    """Let bounds run along the order, as often as it is long enough to matter."""
    for _ in range(3):
        for early, late in edges:
            early.bounds = early.bounds & Bounds(None, late.bounds.ceiling)
            late.bounds = late.bounds & Bounds(early.bounds.floor, None)


def _sorted(nodes: Sequence[_Node], edges: Sequence[tuple[_Node, _Node]]) -> Iterator[_Node]:
    """By place, no story before one that the edges put first; an edge that closes a ring is passed over."""
    before: dict[int, set[int]] = {id(node): set() for node in nodes}
    for early, late in edges:
        before[id(late)].add(id(early))
    heap = [(node.place, id(node)) for node in nodes]
    by_id = {id(node): node for node in nodes}
    given: set[int] = set()
    while len(given) < len(nodes):
        heap = [entry for entry in heap if entry[1] not in given]
        heapq.heapify(heap)
        ready = [entry for entry in heap if before[entry[1]] <= given]
        _, chosen = min(ready or heap, key=lambda entry: entry[0])
        given.add(chosen)
        yield by_id[chosen]
