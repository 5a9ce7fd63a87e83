"""Lists of rows in order, a bounded number to a page, under headings, with the rows as a script for the filter."""

from __future__ import annotations

import json
import tempfile
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar, overload

import msgspec

from marsad.publish.dossier.labels import Label, label, month_label
from marsad.publish.dossier.pages import ROWS_A_PAGE, write_page

R = TypeVar("R")


class Part(NamedTuple):
    """The rows under one heading: where the list shows the first of them, and how many there are."""

    key: str
    name: Label
    href: str
    number: int


class Group(NamedTuple, Generic[R]):
    """The rows of one heading on one page."""

    name: Label
    anchor: str
    rows: tuple[R, ...]


class Listing(NamedTuple, Generic[R]):
    """How a list is written: its pages `NAME.html`, `NAME/0002.html` and so on, its template, its script.

    `heading` gives the key of the heading under which a row stands, `named` its words, `told` what the filter knows of
    a row.
    """

    name: str
    script: str
    anchor: str
    heading: Callable[[R], str]
    named: Callable[[str], Label]
    told: Callable[[R], tuple[Any, ...]]

    def page(self, number: int) -> str:
        """The file of a page."""
        return f"{self.name}.html" if number == 1 else f"{self.name}/{number:04d}.html"

    def write(self, folder: Path, rows: Sequence[R], **shared: object) -> None:
        """Write the pages; rows must stand in their order, those of one heading together."""
        pages = max(1, -(-len(rows) // ROWS_A_PAGE))
        counts, first = self._headings(rows)
        for number in range(1, pages + 1):
            root = "../" if number > 1 else ""
            write_page(
                folder,
                self.page(number),
                f"{self.name}.html",
                self.name,
                number=number,
                total=len(rows),
                pages=pages,
                parts=[
                    Part(k, self.named(k), f"{root}{self.page(at)}#{self._anchor(k)}", counts[k]) for k, at in first
                ],
                groups=list(self._groups(rows[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE])),
                before=root + self.page(number - 1) if number > 1 else "",
                after=root + self.page(number + 1) if number < pages else "",
                **shared,
            )
        if pages > 1:
            self._write_script(folder / "assets" / self.script, rows)

    def _headings(self, rows: Iterable[R]) -> tuple[Counter[str], list[tuple[str, int]]]:
        counts: Counter[str] = Counter()
        first: dict[str, int] = {}
        for n, row in enumerate(rows):
            key = self.heading(row)
            counts[key] += 1
            first.setdefault(key, n // ROWS_A_PAGE + 1)
        return counts, list(first.items())

    def _anchor(self, key: str) -> str:
        return f"{self.anchor}-{key or 'unknown'}"

    def _groups(self, rows: Iterable[R]) -> Iterator[Group[R]]:
        for key, group in groupby(rows, key=self.heading):
            yield Group(self.named(key), self._anchor(key), tuple(group))

    def _write_script(self, path: Path, rows: Iterable[R]) -> None:
        with path.open("w", encoding="utf-8", newline="\n") as script:
            script.write("marsadRows([\n")
            for row in rows:
                script.write(json.dumps(self.told(row), ensure_ascii=False) + ",\n")
            script.write("]);\n")


def month(key: str) -> Label:
    """The heading of a month ("2022-01"), or of rows without a day ("")."""
    return month_label(key) if key else label("index.other-months")


class Waiting(Sequence[R]):
    """Rows that wait in a file until all have come, so that memory holds no more than where each stands."""

    def __init__(self, kind: type[R]) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close
        self._at = array("Q")
        self._decoder = msgspec.json.Decoder(kind)
        self._encode = msgspec.json.Encoder().encode

    def append(self, row: R) -> None:
        """Take a row."""
        self._file.seek(0, 2)
        self._at.append(self._file.tell())
        self._file.write(self._encode(row) + b"\n")

    def sort(self, key: Callable[[R], Any]) -> None:
        """Put the rows in order."""
        keys = [key(row) for row in self]
        self._at = array("Q", (self._at[n] for n in sorted(range(len(keys)), key=keys.__getitem__)))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __len__(self) -> int:
        return len(self._at)

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> list[R]: ...
    def __getitem__(self, at: int | slice) -> R | list[R]:
        if isinstance(at, slice):
            return [self._read(place) for place in self._at[at]]
        return self._read(self._at[at])

    def _read(self, place: int) -> R:
        self._file.seek(place)
        return self._decoder.decode(self._file.readline())
