"""Brings the stories of a store up to date with its articles: only what is new, and what it touches, is worked on.

Each step is a transaction, so that a refresh that is killed goes on from the last: articles are taken in (digest and
shingles, some hundred at a time); new ones are joined with all by their shingles, and pairs compared; new ones are
grouped into stories with those of the days around them; the origins, claims and contrasts of changed stories are made
anew. Layers are read for new articles, for compared pairs, and for the members of changed stories, never for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias, TypeVar

import msgspec

from marsad.engine.collection import rare_collection
from marsad.engine.corpus.dating import with_day
from marsad.engine.corpus.taking import TAKEN_BY, batches
from marsad.engine.corpus.trouble import story_issue
from marsad.engine.joins import reuses
from marsad.pipeline import CODED_LANGUAGE
from marsad.records import Claim, Contrast, Issue, Origin, Reuse, Story
from marsad.stage import Annotated
from marsad.store import Store
from marsad.stories.claims import MARK as CLAIMS
from marsad.stories.claims import claims
from marsad.stories.comparison import MARK as COMPARISON
from marsad.stories.comparison import contrasts, told_within
from marsad.stories.digests import Digest
from marsad.stories.grouping import MARK as GROUPING
from marsad.stories.grouping import PERSON, WINDOW, Known, group
from marsad.stories.origins import MARK as ORIGINS
from marsad.stories.origins import origins
from marsad.stories.reuse import Shingled
from marsad.stories.reuse.direction import MADE_BY as REUSE

T = TypeVar("T")
Watch: TypeAlias = Callable[[str, int], None]
"""Told of a step ("taking in", "joining", "grouping", "comparing") and by how much it went on."""

_STEPS = {"joined": REUSE, "grouped": GROUPING, "compared": f"{ORIGINS} {CLAIMS} {COMPARISON}"}
_JOINED_AT_ONCE = 20_000
_GROUPED_AT_ONCE = 3_000
_COMPARED_AT_ONCE = 100
_DAYS_AROUND = 2 * WINDOW
_ALL_DAYS = 20_000
_REMEMBERED = 2_000

_digest = msgspec.msgpack.Decoder(Digest).decode
_shingled = msgspec.msgpack.Decoder(Shingled).decode


def pending(store: Store) -> int:
    """How many articles and stories wait for a refresh."""
    return store.corpus.pending(TAKEN_BY, CODED_LANGUAGE, _STEPS)


@rare_collection()
def refresh(store: Store, watch: Watch = lambda step, number: None, jobs: int = 1) -> int:
    """Take in what is new, in `jobs` processes, and bring the stories up to date; give how many articles were taken in.

    A person's judgements stand. An article on which this fails is kept aside with an issue "article-not-taken-in", and
    a story with "story-not-compared"; neither stops the rest. Raises `StoreError` where the store cannot be written.
    """
    corpus = store.corpus
    corpus.begin(TAKEN_BY, CODED_LANGUAGE, _STEPS)
    taken = _take_in(store, watch, jobs)
    _join(store, watch)
    _group(store, watch)
    _compare(store, watch)
    return taken


def _take_in(store: Store, watch: Watch, jobs: int) -> int:
    number = 0
    for batch in batches(store, store.corpus.untaken(CODED_LANGUAGE), jobs):
        store.corpus.take(TAKEN_BY, batch.taken)
        store.add_all(batch.issues)
        number += len(batch.taken)
        watch("taking in", len(batch.taken))
    return number


def _join(store: Store, watch: Watch) -> None:
    corpus = store.corpus
    while new := corpus.unjoined(_JOINED_AT_ONCE):
        known = (_shingled(body) for body in corpus.shingles())
        fresh = [_shingled(body) for _, body in new]
        found = list(_counted(reuses(fresh, known, _reader(store)), watch, "comparing texts"))
        corpus.keep_reuse([name for name, _ in new], found)
        watch("joining", len(new))


def _reader(store: Store) -> Callable[[str], Annotated]:
    return lru_cache(_REMEMBERED)(lambda name: with_day(store, store.whole(name)))


def _group(store: Store, watch: Watch) -> None:
    corpus = store.corpus
    while waiting := corpus.ungrouped(_GROUPED_AT_ONCE):
        new = [_digest(body) for _, body in waiting]
        made = group(new, _around(store, new))
        names = [name for name, _ in waiting]
        corpus.keep_stories(names, made.stories, made.gone, judgements=made.judgements, datings=made.datings)
        watch("grouping", len(new))


def _around(store: Store, new: Sequence[Digest]) -> Known:
    """What stands around new articles: digests of the days around, and of whoever shares a story with these."""
    corpus, names = store.corpus, [one.article_id for one in new]
    reuse = corpus.reuse_of(names)
    digests = _near(store, new, reuse)
    stories = corpus.stories_with([*names, *digests])
    members = {article for story in stories for article in story.article_ids} - digests.keys() - set(names)
    digests |= {name: _digest(body) for name, body in corpus.digests(members)}
    known = {record.id: record for record in (*reuse, *corpus.reuse_of(digests))}
    return Known(tuple(digests.values()), tuple(stories), tuple(known.values()), tuple(corpus.judgements(PERSON)))


def _near(store: Store, new: Sequence[Digest], reuse: Iterable[Reuse]) -> dict[str, Digest]:
    corpus = store.corpus
    days = [one.day for one in new if one.day is not None]
    if len(days) < len(new):
        if corpus.number_taken() <= _ALL_DAYS:
            days += [0, 1 << 31]
        else:
            partners = {name for record in reuse for name in record.article_ids}
            found = (_digest(body) for _, body in corpus.digests(partners))
            days += [one.day for one in found if one.day is not None]
    if not days:
        return {}
    near = corpus.digests_between(min(days) - _DAYS_AROUND, max(days) + _DAYS_AROUND)
    return {name: _digest(body) for name, body in near}


def _compare(store: Store, watch: Watch) -> None:
    corpus, read = store.corpus, _reader(store)
    while stories := corpus.uncompared(_COMPARED_AT_ONCE):
        issues: list[Issue] = []
        corpus.keep_all_told([(story, _told(store, story, read, issues)) for story in stories])
        store.add_all(issues)
        watch("comparing", len(stories))


def _told(
    store: Store, story: Story, read: Callable[[str], Annotated], issues: list[Issue]
) -> list[Origin | Claim | Contrast]:
    members = [read(name) for name in story.article_ids]
    try:
        rests = origins(story, members, store.corpus.reuse_of(story.article_ids))
        said = claims(story, members, rests)
        within = told_within(story, said, members, rests)
        return [*rests, *said, *within, *contrasts(story, said, members, rests)]
    except Exception as error:
        issues.append(story_issue(story, _STEPS["compared"], error))
        return []


def _counted(items: Iterable[T], watch: Watch, step: str) -> Iterator[T]:
    for item in items:
        watch(step, 1)
        yield item
