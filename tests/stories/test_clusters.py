"""Linkage: very many members that are nearly equal are grouped without comparing all pairs."""

import pytest

from marsad.stories.grouping.clusters import LARGEST, Linkage, evenly

MANY = 20 * LARGEST


def grouped(likeness: float, **corrected) -> tuple[list[list[int]], int]:
    """Members of two kinds, evens and odds, each as alike as said and tied to the twenty of its kind before it."""
    asked = set()

    def score(one: int, other: int) -> float:
        asked.add((one, other))
        return likeness if one % 2 == other % 2 else 0.4

    edges = [(other, n) for n in range(MANY) for other in range(n % 2, n, 2)[-20:]]
    return Linkage(score, 0.6).groups(range(MANY), edges, **corrected), len(asked)


@pytest.mark.parametrize("likeness", [0.97, 0.7])
def test_many_members_are_grouped_in_a_time_that_follows_their_number(likeness):
    groups, asked = grouped(likeness)
    assert groups == [list(range(0, MANY, 2)), list(range(1, MANY, 2))]
    assert asked < MANY * LARGEST * 4


def test_a_person_ties_and_parts_among_many():
    groups, _ = grouped(0.97, tied=[(0, 1)], parted={(0, MANY - 2)})
    of = {member: n for n, group in enumerate(groups) for member in group}
    assert of[0] == of[1] != of[MANY - 2]


def test_members_are_taken_evenly():
    assert list(evenly(range(10), 3)) == [0, 3, 6]
    assert list(evenly([4, 5], 3)) == [4, 5]
