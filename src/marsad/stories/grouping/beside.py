"""Events that an article tells beside its main one: which of them other articles tell too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from marsad.records import Passage
from marsad.stories.digests import Told
from marsad.stories.grouping.clusters import ordered
from marsad.stories.grouping.likeness import cosine, event_weekday, unit
from marsad.stories.grouping.pairs import LEAST_ALIKE, Pairs
from marsad.stories.terms import skeleton

INDEXED_TERMS = 10
LONGEST_POSTING = 300
SAME_WORDS = 0.6
"""Passages as alike as this say the same, whatever their events are called."""

LIKE_WORDS = 0.45
UNDATED_WORDS = 0.3
LEAST_KEYS = 2
LEAST_TERMS = 2
"""Of the ten most telling terms of a passage, so many must stand among those of the other to compare them at all."""

LEAST_OVERLAP = 30
"""Characters of a copied passage that must lie in both sentences."""


class Telling(NamedTuple):
    """An article's number, one event that it tells, whether that is its main one, its weighed words, its entities."""

    number: int
    told: Told
    is_main: bool
    words: Mapping[str, float]
    keys: frozenset[str]

    @property
    def place(self) -> tuple[int, int]:
        """What names a telling: the article's number and where the passage begins."""
        return self.number, self.told.start


class Tellings:
    """All tellings of the articles at hand, and which of them agree."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs
        self._of: dict[int, list[Telling]] = defaultdict(list)
        self._all: list[Telling] = []
        self._index: dict[str, list[int]] = defaultdict(list)
        for number, digest in enumerate(pairs.digests):
            for told in (digest.main, *digest.beside):
                self._add(self._telling(number, told, told is digest.main))

    def _telling(self, number: int, told: Told, is_main: bool) -> Telling:
        if is_main:
            return Telling(number, told, True, self._pairs.sketch(number).lede, frozenset(told.keys))
        words = unit({skeleton(term): self._pairs.rates.term(term) for term in told.terms})
        return Telling(number, told, False, words, frozenset(told.keys))

    def _add(self, telling: Telling) -> None:
        self._of[telling.number].append(telling)
        for term in self._most(telling):
            self._index[term].append(len(self._all))
        self._all.append(telling)

    def main(self, number: int) -> Telling:
        """What an article tells first."""
        return self._of[number][0]

    def _may_retell(self, one: int, two: int) -> bool:
        """Whether articles may tell each other's events: a list of other news ends a site's articles of all kinds."""
        leads = (self._pairs.sketch(number).lede for number in (one, two))
        return self.is_retold(one, two) or cosine(*leads) >= LEAST_ALIKE

    def is_retold(self, one: int, two: int) -> bool:
        """Whether two articles are by two outlets: one outlet's background comes again in its own articles."""
        outlets = {self._pairs.digests[number].outlet for number in (one, two)}
        return len(outlets) > 1 or "" in outlets

    @staticmethod
    def _most(telling: Telling) -> list[str]:
        return sorted(telling.words, key=lambda term: (-telling.words[term], term))[:INDEXED_TERMS]

    def agreeing(self, numbers: Iterable[int]) -> Iterator[tuple[Telling, Telling]]:
        """The pairs of tellings of one event, at least one of them beside, with one of the articles in each pair."""
        wanted = set(numbers)
        for number in sorted(wanted):
            for one in self._of[number]:
                for two in self._near(one):
                    if two.number not in wanted or one.place < two.place:
                        yield one, two

    def _near(self, one: Telling) -> Iterator[Telling]:
        met: Counter[int] = Counter()
        for term in self._most(one):
            posting = self._index[term]
            if len(posting) <= LONGEST_POSTING:
                met.update(posting)
        for at in sorted(at for at, shared in met.items() if shared >= LEAST_TERMS):
            two = self._all[at]
            apart = two.number != one.number and not (one.is_main and two.is_main)
            near = apart and one.keys & two.keys and self._pairs.near(one.number, two.number)
            if near and self._may_retell(one.number, two.number) and self._agree(one, two):
                yield two

    def _agree(self, one: Telling, two: Telling) -> bool:
        """Whether two passages tell one event: parties, day, action and words agree, or one was copied."""
        keys = one.keys & two.keys
        days = [self._day(one), self._day(two)]
        if _conflict(one.told, two.told, days):
            return False
        if sum(not key.startswith("country:") for key in keys) >= LEAST_KEYS and self._copied(one, two):
            return True
        return len(keys) >= LEAST_KEYS and self._like(one, two, sum(day is not None for day in days))

    def _day(self, telling: Telling) -> int | None:
        return event_weekday(self._pairs.digests[telling.number], telling.told)

    def _like(self, one: Telling, two: Telling, dated: int) -> bool:
        alike = cosine(one.words, two.words)
        types = set(one.told.types), set(two.told.types)
        same_action = bool(types[0] & types[1])
        if dated == len((one, two)):
            return alike >= SAME_WORDS or (alike >= LIKE_WORDS and same_action)
        undated = any(self._pairs.digests[t.number].published is None for t in (one, two))
        if undated:
            says_day = bool(one.told.values or two.told.values)
            return says_day and (same_action or not all(types)) and alike >= UNDATED_WORDS
        return bool(dated) and same_action and alike >= SAME_WORDS

    def _copied(self, one: Telling, two: Telling) -> bool:
        pair = ordered(one.number, two.number)
        reuse = self._pairs.reuse.get(pair)
        spans = {self._pairs.digests[t.number].article_id: t.told for t in (one, two)}
        return reuse is not None and any(
            all(_overlap(passage, spans[passage.article_id]) >= LEAST_OVERLAP for passage in shared)
            for shared in reuse.passages
        )


def _overlap(passage: Passage, told: Told) -> int:
    return min(passage.end, told.end) - max(passage.start, told.start)


def _conflict(one: Told, two: Told, weekdays: Sequence[int | None]) -> bool:
    """Whether the days of two tellings differ: by date, or by weekday where a date is missing."""
    if one.period and two.period:
        return one.period != two.period
    return None not in weekdays and weekdays[0] != weekdays[1]


class Beside(NamedTuple):
    """What was found: tellings by the number of the group whose event they tell beside, and events told only beside."""

    of_groups: Mapping[int, Sequence[Telling]]
    apart: Sequence[Sequence[Telling]]


def beside(
    groups: Sequence[Sequence[int]], tellings: Tellings, parted: Collection[tuple[int, int]] = frozenset()
) -> Beside:
    """Give tellings beside to the groups whose main event they tell, and gather those that only agree among themselves.

    A telling goes to one group, that with most agreeing articles; what agrees with a group's event through another
    telling alone does not. Tellings apart from any group are gathered around the one that agrees with most. `parted`
    are pairs of articles, the lesser number first, that stand in no story together.
    """
    place = {number: n for n, group in enumerate(groups) for number in group}
    mains: dict[tuple[int, int], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    others: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    known: dict[tuple[int, int], Telling] = {}
    for pair in tellings.agreeing(place):
        if ordered(pair[0].number, pair[1].number) in parted:
            continue
        for one, two in (pair, pair[::-1]):
            known[one.place] = one
            if one.is_main or (one.number in place and place[one.number] == place.get(two.number)):
                continue
            if two.is_main and two.number in place:
                mains[one.place][place[two.number]] += 1
            elif not two.is_main:
                others[one.place].add(two.place)
    of_groups: dict[int, list[Telling]] = defaultdict(list)
    for at, votes in sorted(mains.items()):
        chosen = max(votes, key=lambda n: (votes[n], -n))
        of_groups[chosen] += _allowed([known[at]], {*groups[chosen], *(t.number for t in of_groups[chosen])}, parted)
    free = {at: near - set(mains) for at, near in others.items() if at not in mains}
    free = {at: {o for o in near if tellings.is_retold(at[0], o[0])} for at, near in free.items()}
    within = [{*group, *(t.number for t in of_groups.get(n, ()))} for n, group in enumerate(groups)]
    stars = [_allowed((known[at] for at in star), set(), parted) for star in _gathered(free)]
    several = [star for star in stars if len({telling.number for telling in star}) > 1]
    return Beside(of_groups, [s for s in several if not _is_inside({t.number for t in s}, place, within)])


def _allowed(
    tellings: Iterable[Telling], articles: Collection[int], parted: Collection[tuple[int, int]]
) -> list[Telling]:
    """Tellings of one event in their order, but for those whose article a person parted from one that is there."""
    there, kept = set(articles), []
    for telling in tellings:
        number = telling.number
        if not parted or not any(ordered(number, other) in parted for other in there):
            there.add(number)
            kept.append(telling)
    return kept


def _is_inside(articles: set[int], place: Mapping[int, int], within: Sequence[set[int]]) -> bool:
    """Whether one story has all the articles already: what they share then belongs to it."""
    return any(articles <= within[place[number]] for number in articles if number in place)


def _gathered(near: Mapping[tuple[int, int], set[tuple[int, int]]]) -> Iterator[list[tuple[int, int]]]:
    """Stars: the telling with most agreeing ones and these, then the next of what is left.

    What else the same articles tell that agrees with one of them is of that event too.
    """
    left = dict(near)
    for centre in sorted(near, key=lambda at: (-len(near[at]), at)):
        if centre in left:
            ring = {centre, *(at for at in near[centre] if at in left)}
            articles = {number for number, _ in ring}
            star = sorted(ring | {at for at in left if at[0] in articles and near[at] & ring})
            for at in star:
                del left[at]
            if len({number for number, _ in star}) > 1:
                yield star
