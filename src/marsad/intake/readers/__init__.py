"""The front door: files, folders, patterns and pipes to pages.

Every kind is told by its first bytes, and by its name where they do not tell; each may be gzipped. What cannot be read
becomes an `Issue` that names the file, and reading goes on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, get_args

from marsad.errors import InputError
from marsad.intake.readers import feeds, jsonlines, pages, parquet, warc
from marsad.intake.readers.compression import Stream
from marsad.intake.readers.issues import in_bounds, issue
from marsad.intake.readers.kinds import Kind, kind
from marsad.intake.readers.paths import files, shown
from marsad.intake.readers.rows import FIELDS
from marsad.records import Issue, Page

__all__ = ["read_pages"]

STDIN = "-"


def read_pages(
    inputs: Sequence[str], columns: Mapping[str, str] | None = None, stdin: BinaryIO | None = None
) -> Iterator[Page | Issue]:
    """The pages of all inputs, lazily and in order, and an issue for whatever could not be read.

    An input is a file, a folder (walked in sorted order, hidden files skipped), a pattern, or "-" for `stdin` (the
    process's own if None). `columns` maps our names of a row's fields to those of the files: `{"text": "body"}`.
    No input raises; a field in `columns` that does not exist raises `InputError`.
    """
    for name in columns or ():
        if name not in FIELDS:
            raise InputError(f"no field is called {name!r}; wanted one of: {', '.join(FIELDS)}")
    return _of_all(inputs, columns or {}, stdin)


def _of_all(inputs: Sequence[str], columns: Mapping[str, str], stdin: BinaryIO | None) -> Iterator[Page | Issue]:
    for given in inputs:
        if given == STDIN:
            yield from in_bounds(STDIN, _of_stream(STDIN, None, stdin or sys.stdin.buffer, columns))
            continue
        for file in files(given):
            yield from [file] if isinstance(file, Issue) else in_bounds(shown(file), _of_file(file, columns))


def _of_file(file: Path, columns: Mapping[str, str]) -> Iterator[Page | Issue]:
    path = shown(file)
    try:
        with file.open("rb") as opened:
            yield from _of_stream(path, file, opened, columns)
    except OSError as error:
        yield issue(path, "unreadable", f"{path}: {error.strerror or error}; wanted a file that can be read")


def _of_stream(path: str, file: Path | None, opened: BinaryIO, columns: Mapping[str, str]) -> Iterator[Page | Issue]:
    stream = Stream(opened)
    head = stream.head()
    if head:
        yield from _of_kind(kind(head, path), path, file, stream, columns)
    elif not stream.trouble:
        yield issue(path, "empty", f"{path}: an empty file; wanted a page")
    if stream.trouble:
        code, met = stream.trouble
        yield issue(path, code, f"{path}: {met}; what could be unpacked was read")


def _of_kind(
    met: Kind | str, path: str, file: Path | None, stream: Stream, columns: Mapping[str, str]
) -> Iterator[Page | Issue]:
    match met:
        case "html" | "text":
            yield from pages.read(path, stream, met)
        case "feed":
            yield from feeds.read(path, stream)
        case "warc":
            yield from warc.read(path, stream)
        case "json":
            yield from jsonlines.read(path, stream, columns)
        case "parquet":
            yield from parquet.read(path, file, stream, columns)
        case _:
            kinds = ", ".join(get_args(Kind))
            yield issue(path, "not-a-page", f"{path}: looks like {met}; wanted one of: {kinds}")
