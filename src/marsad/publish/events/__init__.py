"""Events as rows of a table, in columns of our own or in those that PLOVER, POLECAT and ACLED use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO, NamedTuple

from marsad.publish import formats
from marsad.publish.events import acled, own, plover, polecat
from marsad.publish.events.told import Told, told_events
from marsad.stage import Annotated

__all__ = ["COLUMN_SETS", "ColumnSet", "Told", "told_events", "write_events"]


class ColumnSet(NamedTuple):
    """The columns of a table with their types, as DuckDB names them, and the row of an event, None for none."""

    types: Mapping[str, str]
    row: Callable[[Told], formats.Row | None]


COLUMN_SETS: Mapping[str, ColumnSet] = {
    "marsad": ColumnSet(own.COLUMNS, own.row),
    "plover": ColumnSet(plover.COLUMNS, plover.row),
    "polecat": ColumnSet(polecat.COLUMNS, polecat.row),
    "acled": ColumnSet(acled.COLUMNS, acled.row),
}
"""The sets of columns by their names."""


def write_events(form: str, columns: str, articles: Iterable[Annotated], stream: BinaryIO) -> None:
    """Write the table of events in one of `formats.FORMATS` with one of `COLUMN_SETS`, article by article."""
    chosen = COLUMN_SETS[columns]
    formats.FORMATS[form](_rows(chosen, articles), chosen.types, stream)


def _rows(columns: ColumnSet, articles: Iterable[Annotated]) -> Iterator[formats.Row]:
    for annotated in articles:
        for told in told_events(annotated):
            row = columns.row(told)
            if row is not None:
                yield row
