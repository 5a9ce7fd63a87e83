"""Opens a store whose stories are up to date, with a bar on standard error while they are made."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from marsad.engine.corpus import Watch, current
from marsad.store import Store


@contextmanager
def standing(path: Path) -> Iterator[Store]:
    """A store with its stories brought up to date; a copy where it cannot be written."""
    with Store(path, create=False) as kept, refreshing() as watch, current(kept, watch) as store:
        yield store


@contextmanager
def refreshing() -> Iterator[Watch]:
    """Give what is told how far a refresh has come; where standard error is a terminal, it is shown there."""
    columns = (SpinnerColumn(), TextColumn("{task.description}: {task.completed}"), TimeElapsedColumn())
    console, off = Console(stderr=True), not sys.stderr.isatty()
    with Progress(*columns, console=console, transient=True, disable=off) as progress:
        steps: dict[str, TaskID] = {}

        def watch(step: str, number: int) -> None:
            if step not in steps:
                steps[step] = progress.add_task(step, total=None)
            progress.advance(steps[step], number)

        yield watch
