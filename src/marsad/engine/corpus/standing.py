"""A store whose stories are up to date: itself, or a copy of it where it cannot be written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from marsad.engine.corpus.refreshing import Watch, pending, refresh
from marsad.store import Store


@contextmanager
def current(store: Store, watch: Watch = lambda step, number: None) -> Iterator[Store]:
    """Give a store with its stories brought up to date; where it cannot be written, a copy that is then dropped."""
    if not pending(store):
        yield store
    elif store.writable():
        refresh(store, watch)
        yield store
    else:
        with tempfile.TemporaryDirectory(prefix="marsad-") as folder, store.copied(Path(folder) / "copy.db") as copy:
            refresh(copy, watch)
            yield copy
