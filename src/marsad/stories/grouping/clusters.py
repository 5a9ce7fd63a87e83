"""Joins articles into groups by the mean of their pairs, so that no chain of neighbours ties two events together."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain

Pair = tuple[int, int]

LARGEST = 120
"""Members of a component whose pairs are all compared; of a week's news the largest component had 54."""

NEARLY_EQUAL = 0.9
SHOWN = 2
FEW = 12


def components(edges: Iterable[Pair], members: Iterable[int]) -> list[list[int]]:
    """The connected sets of members, each sorted, in the order of their first."""
    parent = {member: member for member in members}

    def root(member: int) -> int:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for left, right in edges:
        one, two = sorted((root(left), root(right)))
        parent[two] = one
    found: dict[int, list[int]] = defaultdict(list)
    for member in sorted(parent):
        found[root(member)].append(member)
    return [found[first] for first in sorted(found)]


class Linkage:
    """Average linkage over one component, with pairs that a person tied or parted.

    `score` gives the likeness of two members, 0 to 1; groups join while the mean over all their pairs is at least
    `least`, the likeliest first, ties by number: the result depends on the members alone, not on their order. In a
    component of more than `LARGEST` members those that are nearly equal are bundled, two members stand for a bundle,
    and no more than `LARGEST` bundles are joined at once: the time grows with the members, not with their pairs.
    """

    def __init__(self, score: Callable[[int, int], float], least: float) -> None:
        self._score = score
        self._least = least

    def groups(
        self,
        members: Sequence[int],
        edges: Collection[Pair] = (),
        tied: Collection[Pair] = (),
        parted: Collection[Pair] = (),
    ) -> list[list[int]]:
        """The groups of the members, each sorted; `edges` are pairs that are likely, by which bundles are found."""
        bundles = {member: [member] for member in sorted(members)}
        if len(bundles) > LARGEST:
            bundles = self._bundled(list(bundles), edges, parted)
        return self._joined(bundles, tied, parted)

    def _bundled(self, members: Sequence[int], edges: Iterable[Pair], parted: Collection[Pair]) -> dict[int, list[int]]:
        """Each member with the likeliest first member of a bundle among its neighbours, where they are nearly equal."""
        near: dict[int, set[int]] = defaultdict(set)
        for left, right in edges:
            near[right].add(left)
        first: dict[int, int] = {}
        bundles: dict[int, list[int]] = {}
        for member in members:
            firsts = {first[other] for other in near[member] if other in first}
            likely = [(self._score(one, member), -one) for one in firsts if ordered(one, member) not in parted]
            best, negative = max(likely, default=(0.0, -member))
            first[member] = -negative if best >= NEARLY_EQUAL else member
            bundles.setdefault(first[member], []).append(member)
        return bundles

    def _joined(
        self, bundles: Mapping[int, list[int]], tied: Collection[Pair], parted: Collection[Pair]
    ) -> list[list[int]]:
        """The groups of bundles: of all at once, or of some at a time until that joins no more."""
        groups = [sorted(chain(*(bundles[one] for one in group))) for group in _tied(bundles, tied)]
        while True:
            parts = [groups[at : at + LARGEST] for at in range(0, len(groups), LARGEST)]
            joined = [group for part in parts for group in self._linked(part, parted)]
            if len(parts) == 1 or len(joined) == len(groups):
                return sorted(joined)
            groups = sorted(joined)

    def _linked(self, given: Sequence[list[int]], parted: Collection[Pair]) -> list[list[int]]:
        groups = {group[0]: group for group in given}
        number = sum(map(len, given))
        shown = {first: evenly(group, SHOWN if number > LARGEST else number) for first, group in groups.items()}
        sums: dict[Pair, float] = {}
        for pair in ((a, b) for a in groups for b in groups if a < b):
            sums[pair] = self._sum(shown[pair[0]], shown[pair[1]]) * _pairs(groups, pair) / _pairs(shown, pair)
        barred = {pair for pair in sums if self._is_parted(groups[pair[0]], groups[pair[1]], parted)}
        heap = [(-self._mean(sums, groups, pair), pair) for pair in sums if pair not in barred]
        heap = [entry for entry in heap if -entry[0] >= self._least]
        heapq.heapify(heap)
        while heap:
            negative, pair = heapq.heappop(heap)
            left, right = pair
            if left not in groups or right not in groups or -negative != self._mean(sums, groups, pair):
                continue
            groups[left] = sorted(groups[left] + groups.pop(right))
            for other in groups:
                if other != left:
                    kept, lost = ordered(left, other), ordered(right, other)
                    sums[kept] += sums.pop(lost)
                    if lost in barred:
                        barred.add(kept)
                    if kept not in barred and self._mean(sums, groups, kept) >= self._least:
                        heapq.heappush(heap, (-self._mean(sums, groups, kept), kept))
        return [groups[first] for first in sorted(groups)]

    def _sum(self, left: Sequence[int], right: Sequence[int]) -> float:
        return sum(self._score(x, y) for x in left for y in right)

    @staticmethod
    def _mean(sums: dict[Pair, float], groups: dict[int, list[int]], pair: Pair) -> float:
        return round(sums[pair] / _pairs(groups, pair), 9)

    @staticmethod
    def _is_parted(left: Sequence[int], right: Sequence[int], parted: Collection[Pair]) -> bool:
        return any(ordered(x, y) in parted for x in left for y in right) if parted else False


def _tied(bundles: Mapping[int, list[int]], tied: Iterable[Pair]) -> list[list[int]]:
    """The first members of bundles, together where a person tied articles of theirs."""
    first = {member: one for one, bundle in bundles.items() for member in bundle}
    return components([ordered(first[left], first[right]) for left, right in tied], sorted(bundles))


def _pairs(groups: Mapping[int, Sequence[int]], pair: Pair) -> int:
    return len(groups[pair[0]]) * len(groups[pair[1]])


def evenly(members: Sequence[int], most: int) -> Sequence[int]:
    """As many of the members as asked for, the first and others at equal distances; all where they are fewer."""
    if len(members) <= most:
        return members
    return [members[place * len(members) // most] for place in range(most)]


def representatives(group: Sequence[int]) -> Sequence[int]:
    """The members with which each is compared once a group is found: all, or of a very large one a few."""
    return evenly(group, len(group) if len(group) <= LARGEST else FEW)


def ordered(left: int, right: int) -> Pair:
    """The pair of two articles, the lower number first."""
    return (left, right) if left < right else (right, left)
