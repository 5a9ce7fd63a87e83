"""Parquet, through DuckDB: only the columns that are used, a batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from glob import escape
from pathlib import Path
from tempfile import NamedTemporaryFile

import duckdb

from marsad.intake.readers.compression import Stream
from marsad.intake.readers.issues import issue
from marsad.intake.readers.rows import Rows
from marsad.records import Issue, Page

BATCH = 256
# Parquet is read from its end, so one that comes through a pipe or in gzip is first laid down as a temporary file.
SPOOL_LIMIT = 4_000_000_000
_CHUNK = 1 << 20
# Nothing is fetched from anywhere: an extension that is not there stays away.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def read(path: str, file: Path | None, stream: Stream, columns: Mapping[str, str]) -> Iterator[Page | Issue]:
    """The rows of a Parquet file; `file` is where it lies, None if it came through a pipe."""
    rows = Rows(path, columns)
    try:
        if file is not None and not stream.gzipped:
            yield from _read(path, file, rows)
        else:
            yield from _spooled(path, stream, rows)
    except duckdb.Error as error:
        met = str(error).strip().partition("\n")[0]
        yield issue(path, "broken-parquet", f"{path}: {met}; wanted a whole Parquet file")


def _spooled(path: str, stream: Stream, rows: Rows) -> Iterator[Page | Issue]:
    with NamedTemporaryFile(suffix=".parquet") as copy:
        while data := stream.read(_CHUNK):
            copy.write(data)
            if copy.tell() > SPOOL_LIMIT:
                limit = f"{SPOOL_LIMIT // 1_000_000_000} GB"
                yield issue(
                    path, "file-too-large", f"{path}: over {limit} unpacked; lay it down unpacked and give that file"
                )
                return
        copy.flush()
        yield from _read(path, Path(copy.name), rows)


def _read(path: str, file: Path, rows: Rows) -> Iterator[Page | Issue]:
    with closing(duckdb.connect(":memory:", config=_CONFIG)) as connection:
        place = [escape(str(file.absolute()))]
        described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", place).fetchall()
        met = {str(name): None for name, *_ in described}
        used = [name for name in met if name in rows.wanted()]
        if not rows.has_content(met):
            yield rows.missing(met)
            return
        names = ", ".join('"' + name.replace('"', '""') + '"' for name in used)
        result = connection.execute(f"SELECT {names} FROM read_parquet(?)", place)  # noqa: S608 - names are quoted
        number = 0
        while batch := result.fetchmany(BATCH):
            for values in batch:
                number += 1
                yield from rows.page(dict(zip(used, values, strict=True)), f"{path}: row {number}")
        yield from rows.end()
