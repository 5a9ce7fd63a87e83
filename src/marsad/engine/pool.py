"""Worker processes that keep the order, look only a little ahead, and outlive a worker that dies."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import NamedTuple, TypeVar

from marsad.engine.page import failed, read_page
from marsad.errors import MarsadError
from marsad.pipeline import Plan
from marsad.records import Page
from marsad.stage import Outcome

T = TypeVar("T")

PAGES_AHEAD = 4  # for each worker: enough that none waits, and a page of some megabytes does not fill the memory


class Task(NamedTuple):
    """A page to be read, and the work on it that an earlier run has done."""

    page: Page
    earlier: Outcome | None = None


def in_order(tasks: Iterable[Task | T], make_plan: Callable[[], Plan], jobs: int) -> Iterator[Outcome | T]:
    """Run tasks in `jobs` processes; what is not a task passes through. Results come in the order of the tasks.

    `make_plan` must be a function that a fresh process can import. A page whose worker dies comes back as an issue
    "worker-died".
    """
    waiting: deque[tuple[Task, Future[Outcome]] | T] = deque()
    workers = Workers(make_plan, jobs)
    try:
        for task in tasks:
            waiting.append((task, workers.submit(task)) if isinstance(task, Task) else task)
            if len(waiting) >= jobs * PAGES_AHEAD:
                yield _result(workers, waiting.popleft())
        while waiting:
            yield _result(workers, waiting.popleft())
    finally:
        workers.close()


def _result(workers: Workers, item: tuple[Task, Future[Outcome]] | T) -> Outcome | T:
    if isinstance(item, tuple) and isinstance(item[0], Task):
        return workers.result(*item)
    return item  # type: ignore[return-value]


class Workers:
    """A pool of processes that is renewed when a worker dies, and a spare one that finds out on which page."""

    def __init__(self, make_plan: Callable[[], Plan], jobs: int) -> None:
        self._make_plan = make_plan
        self._jobs = jobs
        self._pool = self._start(jobs)
        self._spare: ProcessPoolExecutor | None = None

    def submit(self, task: Task) -> Future[Outcome]:
        """Hand a task to the pool."""
        try:
            return self._pool.submit(_work, task)
        except BrokenProcessPool:
            self._pool.shutdown()
            self._pool = self._start(self._jobs)
            return self._pool.submit(_work, task)

    def result(self, task: Task, future: Future[Outcome]) -> Outcome:
        """The outcome of a task; where its pool broke, of the same task on its own in the spare process."""
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(task)

    def close(self) -> None:
        """Let the workers end; tasks not begun are dropped."""
        self._pool.shutdown(cancel_futures=True)
        if self._spare:
            self._spare.shutdown(cancel_futures=True)

    def _alone(self, task: Task) -> Outcome:
        self._spare = self._spare or self._start_spare()
        try:
            return self._spare.submit(_work, task).result()
        except BrokenProcessPool:
            self._spare.shutdown()
            self._spare = None
            message = "the process that read the page was ended from outside, perhaps for want of memory; page left out"
            return failed(task.page, "worker-died", "engine/1", message)

    def _start_spare(self) -> ProcessPoolExecutor:
        spare = self._start(1)
        try:
            spare.submit(_ready).result()
        except BrokenProcessPool as error:
            spare.shutdown()
            raise MarsadError(
                "no worker process can start: its own message stands above; run with one job, and guard a script that"
                ' calls this with `if __name__ == "__main__":`'
            ) from error
        return spare

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        # Spawned, not forked: a progress display runs threads, and a fork of those can hang.
        return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_prepare, initargs=(self._make_plan,))


_plan: Plan


def _prepare(make_plan: Callable[[], Plan]) -> None:
    global _plan
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _plan = make_plan()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _ready() -> None:
    """Nothing: to see that a process has started."""


def _work(task: Task) -> Outcome:
    return read_page(_plan, task.page, task.earlier)
