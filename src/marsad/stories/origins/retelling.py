"""Articles that tell a story in much the same words, edited so that no long passage is left the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import TypeAlias

from marsad.arabic.sentences import Sentence
from marsad.stage import Annotated
from marsad.stories.terms import term_reader

RETOLD = 0.4
"""The least share of the pairs of words of the shorter telling, set by reading pairs of rewritten reports."""
FEWEST = 6
_COMMON = 0.25

Couple: TypeAlias = tuple[str, str]


def retold(members: Sequence[Annotated], telling: Mapping[str, Sequence[Sentence]]) -> Iterator[Couple]:
    """Pairs of articles whose tellings share enough pairs of neighbouring words, common words left out."""
    couples = {m.article.id: _couples(m, telling.get(m.article.id, ())) for m in members}
    holders: dict[Couple, list[str]] = defaultdict(list)
    for article, own in couples.items():
        for couple in own:
            holders[couple].append(article)
    shared = Counter(pair for articles in holders.values() for pair in combinations(articles, 2))
    for (one, other), count in shared.items():
        fewer = min(len(couples[one]), len(couples[other]))
        if fewer >= FEWEST and count >= RETOLD * fewer:
            yield one, other


def _couples(member: Annotated, told: Sequence[Sentence]) -> set[Couple]:
    reader = term_reader()
    terms = (term for each in told for term in reader.terms(member.article.text, each.start, each.end))
    return set(pairwise(term for term in terms if reader.rate(term) < _COMMON))
