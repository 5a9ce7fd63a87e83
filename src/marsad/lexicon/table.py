"""Loads a word list and refuses one that breaks its own rules.

A list is `NAME.tsv` in this folder: UTF-8, a header row of column names, tab-separated, rows sorted by code point and
unique, no blank cells at either end of a value. Lines that start with `#` before the header say what the list is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from marsad.errors import LexiconError


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a word list: where it stands (for messages and explanations) and its cells by column name."""

    place: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def parse(name: str, text: str, *, ordered: bool = True) -> tuple[Row, ...]:
    """Read a list from its text; only where `ordered` is false may rows stand in any order.

    Raises `LexiconError`, naming the list and line, if rows are unsorted, doubled, or not as wide as the header.
    """
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    if not lines:
        raise LexiconError(f"{name}: empty; wanted a header row of column names")
    header = lines[0][1].split("\t")
    body = lines[1:]
    if ordered:
        _check_order(name, body)
    return tuple(Row(f"{name}:{n}", _cells(f"{name}:{n}", header, line)) for n, line in body)


def _check_order(name: str, body: Sequence[tuple[int, str]]) -> None:
    for (_, before), (n, line) in pairwise(body):
        if line <= before:
            raise LexiconError(f"{name}:{n}: {line!r} may not follow {before!r}; rows must be sorted and unique")


def _cells(place: str, header: Sequence[str], line: str) -> dict[str, str]:
    cells = line.split("\t")
    if len(cells) != len(header):
        raise LexiconError(f"{place}: {len(cells)} cells; wanted {len(header)} ({', '.join(header)})")
    if any(cell != cell.strip() for cell in cells):
        raise LexiconError(f"{place}: a cell begins or ends with a blank; remove it")
    return dict(zip(header, cells, strict=True))


@cache
def load(name: str) -> tuple[Row, ...]:
    """Load the list `name` ("furniture") that comes with Marsad. Raises `LexiconError` as `parse` does."""
    file = files(__package__) / f"{name}.tsv"
    if not file.is_file():
        raise LexiconError(f"{name}: no such word list; wanted {file}")
    return parse(f"{name}.tsv", file.read_text(encoding="utf-8"))


def cells(name: str) -> list[Mapping[str, str]]:
    """The cells of each row of a list, for readers that need no place."""
    return [row.cells for row in load(name)]


def load_file(path: Path) -> tuple[Row, ...]:
    """Load a list of the user's own, in any order. Raises `LexiconError` as `parse` does."""
    try:
        # Spreadsheets begin UTF-8 with a byte order mark.
        return parse(str(path), path.read_text(encoding="utf-8-sig"), ordered=False)
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read as UTF-8 ({error})") from error
