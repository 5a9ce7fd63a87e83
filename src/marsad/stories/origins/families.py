"""Articles that share one text: copies of each other, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from marsad.arabic.sentences import Sentence
from marsad.records import Passage, Reuse

COPY = 0.5
"""From this share of the shorter article on, its text is taken for a copy."""
TELLING_COPIED = 0.6
"""The same for the share of letters of the sentences that tell the story."""


class Family:
    """Articles that share one text, in the order given, and the passages that show it."""

    def __init__(self, articles: Sequence[str], passages: Mapping[str, tuple[Passage, ...]]) -> None:
        self.articles = tuple(articles)
        self._passages = passages

    def shared(self, article_id: str) -> tuple[Passage, ...]:
        """The longest passage that an article has in common with another of the family."""
        found = self._passages.get(article_id, ())
        return (max(found, key=lambda passage: passage.end - passage.start),) if found else ()


def families(
    articles: Sequence[str],
    reuse: Iterable[Reuse],
    telling: Mapping[str, Sequence[Sentence]],
    retold: Iterable[tuple[str, str]] = (),
) -> list[Family]:
    """Part articles into families. Order is kept; an article that shares nothing is a family of its own.

    `telling` are the sentences in which each article tells the story, `retold` pairs that tell it in much the same
    words though no long passage is the same.
    """
    parent = {article: article for article in articles}
    passages: dict[str, tuple[Passage, ...]] = {}
    quoting: set[frozenset[str]] = set()
    for found in reuse:
        if found.kind == "quoted":
            quoting.add(frozenset(found.article_ids))
        left, right = found.article_ids
        if left in parent and right in parent and is_copy(found, telling):
            parent[_root(parent, right)] = _root(parent, left)
            for each in (passage for pair in found.passages for passage in pair):
                passages[each.article_id] = (*passages.get(each.article_id, ()), each)
    for one, other in (pair for pair in retold if frozenset(pair) not in quoting):
        parent[_root(parent, other)] = _root(parent, one)
    groups: dict[str, list[str]] = {}
    for article in articles:
        groups.setdefault(_root(parent, article), []).append(article)
    return [Family(group, passages) for group in groups.values()]


def is_copy(reuse: Reuse, telling: Mapping[str, Sequence[Sentence]]) -> bool:
    """Whether two articles tell the story in one text, so that the later adds no word of its own.

    Quotations that both took from one statement are no copy: there the statement itself is what they share.
    """
    if reuse.kind == "quoted":
        return False
    if reuse.share >= COPY or reuse.kind == "paraphrased":
        return True
    sides = zip(*reuse.passages, strict=True) if reuse.passages else ()
    return any(_covered(telling.get(side[0].article_id, ()), side) >= TELLING_COPIED for side in sides)


def _covered(told: Sequence[Sentence], passages: Sequence[Passage]) -> float:
    """The share of the letters of sentences that lie in passages."""
    length = sum(sentence.end - sentence.start for sentence in told)
    shared = sum(
        max(0, min(sentence.end, passage.end) - max(sentence.start, passage.start))
        for sentence in told
        for passage in passages
    )
    return shared / length if length else 0.0


def _root(parent: dict[str, str], article: str) -> str:
    while parent[article] != article:
        parent[article] = parent[parent[article]]
        article = parent[article]
    return article
