"""Takes articles in: the digest and the shingles by which the others that belong to them are found."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import NamedTuple, TypeVar

import msgspec

from marsad.engine.collection import rare_collection
from marsad.engine.corpus.trouble import taking_issue
from marsad.records import Issue
from marsad.stage import Annotated
from marsad.store import Store
from marsad.store.corpus import Taken
from marsad.stories.digests import MARK as DIGESTS
from marsad.stories.digests import Digest, Told, digest
from marsad.stories.reuse import Shingled, shingles
from marsad.stories.reuse.direction import MADE_BY as REUSE

T = TypeVar("T")

TAKEN_BY = f"{DIGESTS} {REUSE}"
"""The marks under which articles are taken in; others are taken in anew."""

AT_ONCE = 200
_pack = msgspec.msgpack.Encoder().encode


class Batch(NamedTuple):
    """What was made of some articles, and issues about those of which nothing could be made."""

    taken: tuple[Taken, ...]
    issues: tuple[Issue, ...]


def batches(store: Store, names: Sequence[str], jobs: int) -> Iterator[Batch]:
    """Take articles in, some at a time, here or in several processes; the order is that of the names.

    Where a process is ended from outside, its articles are taken in here.
    """
    if jobs < 2 or len(names) <= AT_ONCE:
        for part in in_parts(names, AT_ONCE):
            yield take([store.whole(name) for name in part])
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_quiet) as workers:
        for parts in in_parts(list(in_parts(names, AT_ONCE)), jobs):
            read = [[store.whole(name) for name in part] for part in parts]
            try:
                yield from list(workers.map(take, read))
            except BrokenProcessPool:
                yield from map(take, read)


@rare_collection()
def take(articles: Sequence[Annotated]) -> Batch:
    """What is kept of some articles; one that fails stands alone, with an issue "article-not-taken-in"."""
    issues: list[Issue] = []
    return Batch(tuple(_taken(annotated, issues) for annotated in articles), tuple(issues))


def in_parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in their order, `size` at a time."""
    return (items[at : at + size] for at in range(0, len(items), size))


def _taken(annotated: Annotated, issues: list[Issue]) -> Taken:
    name = annotated.article.id
    try:
        seen, sampled = digest(annotated), shingles(annotated)
    except Exception as error:
        issues.append(taking_issue(annotated.article, TAKEN_BY, error))
        seen = Digest(name, "", None, None, "", (), (), (), (), (), Told(0, 0))
        sampled = Shingled(article_id=name, hashes=b"")
    return Taken(name, seen.day, _pack(seen), _pack(sampled))


def _quiet() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
