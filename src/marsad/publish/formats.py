"""Rows of a table as JSON Lines, CSV or Parquet.

CSV is UTF-8 without a byte order mark. In CSV alone, a cell that begins with =, +, -, @, a tab or a carriage return has
an apostrophe set before it, so that a spreadsheet shows the words of a hostile page and does not run them as a formula
(OWASP, "CSV Injection"); and a list is written as its values with " | " between them.
"""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import duckdb
import msgspec

Cell: TypeAlias = Any
Row: TypeAlias = Mapping[str, Cell]
Types: TypeAlias = Mapping[str, str]
Write: TypeAlias = Callable[[Iterable[Row], Types, BinaryIO], None]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

_encode = msgspec.json.Encoder().encode


def write_jsonl(rows: Iterable[Row], types: Types, stream: BinaryIO) -> None:
    """Write one JSON object a line; every row holds the columns of `types`, in that order."""
    for row in rows:
        stream.write(_encode(row) + b"\n")


def write_csv(rows: Iterable[Row], types: Types, stream: BinaryIO) -> None:
    """Write a header and a line a row; cells that a spreadsheet would run are guarded by an apostrophe."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(types)
        writer.writerows([guarded(_flat(cell)) for cell in row.values()] for row in rows)
    finally:
        text.detach()


def guarded(cell: Cell) -> Cell:
    """The cell, with an apostrophe before words that a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _flat(cell: Cell) -> Cell:
    """A list as one cell: its values, of a value with parts the first and the rest in brackets; deeper ones as JSON."""
    if isinstance(cell, Mapping) or (isinstance(cell, list | tuple) and any(map(_is_deep, cell))):
        return _encode(cell).decode()
    if not isinstance(cell, list | tuple):
        return cell
    return " | ".join(_part(value) for value in cell)


def _is_deep(value: Cell) -> bool:
    return isinstance(value, Mapping) and any(isinstance(part, list | tuple | Mapping) for part in value.values())


def _part(value: Cell) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    first, *rest = (part for part in value.values() if part is not None)
    return f"{first} ({', '.join(str(part) for part in rest)})" if rest else str(first)


def write_parquet(rows: Iterable[Row], types: Types, stream: BinaryIO) -> None:
    """Write a Parquet file with the types that DuckDB names so, through temporary files: memory does not grow."""
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        lines, table = Path(folder) / "rows.jsonl", Path(folder) / "table.parquet"
        with lines.open("wb") as waiting:
            write_jsonl(rows, types, waiting)
        _to_parquet(lines, types, table)
        with table.open("rb") as done:
            shutil.copyfileobj(done, stream)


def _to_parquet(lines: Path, types: Types, table: Path) -> None:
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
    read = f"read_json({_quoted(lines)}, format = 'newline_delimited', columns = {{{columns}}})"
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        connection.execute(f"COPY (SELECT * FROM {read}) TO {_quoted(table)} (FORMAT parquet)")  # noqa: S608


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


FORMATS: Mapping[str, Write] = {"jsonl": write_jsonl, "csv": write_csv, "parquet": write_parquet}
