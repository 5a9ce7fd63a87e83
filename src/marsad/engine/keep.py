"""Runs the plan into a store, going on from where an earlier run came to."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator

from marsad.engine.local import distinct, once, work
from marsad.engine.pool import Task
from marsad.engine.tally import Already
from marsad.pipeline import Plan, article_plan
from marsad.records import Issue, Page
from marsad.stage import Outcome
from marsad.store import Store

BATCH_PAGES = 64
BATCH_SECONDS = 1.0  # what a killed run loses at most, beside the pages in work


def keep(
    pages: Iterable[Page | Issue], store: Store, jobs: int = 1, make_plan: Callable[[], Plan] = article_plan
) -> Generator[Outcome | Issue | Already, None, None]:
    """Read pages into a store; yield what came of each, in order.

    Pages on which every step of the plan is done are passed over. Where a stage has changed since, it and those after
    it are done again, and those before it are not. Whole pages are written, some at a time: a killed run leaves a
    consistent store, and the same call goes on from there.
    """
    plan = make_plan()
    tasks = _tasks(once(pages), store, plan.marks)
    items: Iterator[Outcome | Issue | Already] = distinct(work(tasks, plan, make_plan, jobs), store.owner)
    writer = _Writer(store)
    try:
        for item in items:
            writer.add(item)
            yield item
    finally:
        writer.flush()


def _tasks(pages: Iterable[Page | Issue], store: Store, marks: tuple[str, ...]) -> Iterator[Task | Issue | Already]:
    for item in pages:
        if isinstance(item, Issue):
            yield item
        elif store.has(item.digest, marks):
            yield Already(item.path)
        else:
            yield Task(item, store.earlier(item, marks))


class _Writer:
    """Gathers outcomes for one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._batch: list[Outcome | Issue] = []
        self._anew: list[str] = []
        self._path: str | None = None
        self._since = time.monotonic()

    def add(self, item: Outcome | Issue | Already) -> None:
        path = item.page.path if isinstance(item, Outcome) else item.path
        if path is not None and path != self._path:
            self._path = path
            self._anew.append(path)
        if not isinstance(item, Already):
            self._batch.append(item)
        if len(self._batch) >= BATCH_PAGES or time.monotonic() - self._since >= BATCH_SECONDS:
            self.flush()

    def flush(self) -> None:
        if self._batch or self._anew:
            self._store.add_all(self._batch, self._anew)
        self._batch, self._anew, self._since = [], [], time.monotonic()
