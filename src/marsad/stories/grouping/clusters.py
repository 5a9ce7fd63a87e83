"""Joins articles into groups by the mean of their pairs, so that no chain of neighbours ties two events together."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

Pair = tuple[int, int]


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
    `least`, the likeliest first, ties by number: the result depends on the members alone, not on their order.
    """

    def __init__(self, score: Callable[[int, int], float], least: float) -> None:
        self._score = score
        self._least = least

    def groups(
        self, members: Sequence[int], tied: Collection[Pair] = (), parted: Collection[Pair] = ()
    ) -> list[list[int]]:
        """The groups of the members, each sorted."""
        groups = {group[0]: group for group in components(tied, sorted(members))}
        sums: dict[Pair, float] = {}
        for pair in ((a, b) for a in groups for b in groups if a < b):
            sums[pair] = sum(self._score(x, y) for x in groups[pair[0]] for y in groups[pair[1]])
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

    @staticmethod
    def _mean(sums: dict[Pair, float], groups: dict[int, list[int]], pair: Pair) -> float:
        return round(sums[pair] / (len(groups[pair[0]]) * len(groups[pair[1]])), 9)

    @staticmethod
    def _is_parted(left: Sequence[int], right: Sequence[int], parted: Collection[Pair]) -> bool:
        return any(ordered(x, y) in parted for x in left for y in right) if parted else False


def ordered(left: int, right: int) -> Pair:
    """The pair of two articles, the lower number first."""
    return (left, right) if left < right else (right, left)
