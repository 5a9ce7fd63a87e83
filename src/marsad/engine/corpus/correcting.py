"""What a person corrects in stories: records that outweigh every stage, survive reruns, and can be undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product

from marsad.errors import StoreError
from marsad.records import Judgement, Story, digest
from marsad.store import Store
from marsad.stories.grouping import PERSON, founder_of


def split(store: Store, story: Story, articles: Sequence[str]) -> None:
    """Have articles stand apart from the others of a story, and together; to be seen after the next refresh.

    Raises `StoreError` where an article is not in the story, or none would be left.
    """
    others = [name for name in story.article_ids if name not in articles]
    strange = [name for name in articles if name not in story.article_ids]
    if strange:
        raise StoreError(
            f"{store.path}: story {story.id} has no article {', '.join(strange)}; `marsad stories` lists them"
        )
    if not others or not articles:
        raise StoreError(f"{store.path}: a split leaves some articles on both sides; name some of story {story.id}")
    apart = [_judgement(one, other, "different") for one, other in product(articles, others)]
    together = [_judgement(articles[0], other, "same") for other in articles[1:]]
    undone = _between(store, set(articles), set(others), "same")
    store.corpus.correct([*apart, *together], undone, story.article_ids)


def merge(store: Store, stories: Sequence[Story]) -> None:
    """Have several stories be one; to be seen after the next refresh. Raises `StoreError` for fewer than two."""
    if len({story.id for story in stories}) < 2:
        raise StoreError(f"{store.path}: a merge takes two stories or more")
    founders = [founder_of(story.id) for story in stories]
    together = [_judgement(founders[0], other, "same") for other in founders[1:]]
    members = {name for story in stories for name in story.article_ids}
    undone = _between(store, members, members, "different")
    store.corpus.correct(together, undone, members)


def _judgement(one: str, other: str, verdict: str) -> Judgement:
    left, right = sorted((one, other))
    return Judgement(
        id=f"judgement.{digest(PERSON, left, right)}",
        made_by=PERSON,
        left=left,
        right=right,
        verdict="same" if verdict == "same" else "different",
        score=1.0,
        by=PERSON,
    )


def _between(store: Store, some: Collection[str], others: Collection[str], verdict: str) -> Iterable[str]:
    """The ids of a person's earlier judgements, of one verdict, between some articles and others."""
    return list(_found(store.corpus.judgements(PERSON), some, others, verdict))


def _found(
    judgements: Iterable[Judgement], some: Collection[str], others: Collection[str], verdict: str
) -> Iterator[str]:
    for known in judgements:
        ends = founder_of(known.left), founder_of(known.right)
        crosses = (ends[0] in some and ends[1] in others) or (ends[1] in some and ends[0] in others)
        if known.verdict == verdict and crosses:
            yield known.id
