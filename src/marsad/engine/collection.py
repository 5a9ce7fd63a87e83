"""Fewer searches for cycles of dead objects while articles are read.

Reading makes many small tuples, none of them part of a cycle, and Python's collector walks through them, and now and
then through all the lists that were loaded. On 500 articles this took a seventh of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 100_000
"""How many new objects wait until the youngest are searched; Python's own figure is 700."""


@contextmanager
def rare_collection() -> Iterator[None]:
    """While it lasts, what is loaded now is not searched, and what is new seldom; afterwards all is as before."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
