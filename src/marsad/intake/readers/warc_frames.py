"""Cuts a WARC file into records, and goes on behind a broken one.

FastWARC reads a record well but gives up a file at the first record whose length is wrong, so the cutting is done here:
where a record's length and the next record's first line disagree, the first line is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import NamedTuple

from marsad.intake.readers.pages import PAGE_LIMIT

# A page and the HTTP headers before it.
KEPT = PAGE_LIMIT + (1 << 16)
HEADER_LIMIT = 1 << 16
_CHUNK = 1 << 20
_VERSION = re.compile(rb"WARC/\d\.\d{1,2}\r?\n")
_NEXT = re.compile(rb"\r?\n\r?\nWARC/\d\.\d{1,2}\r?\nWARC-")
_ENDED = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


class Frame(NamedTuple):
    """One record as bytes: its header lines, the first `KEPT` bytes of its block, and what was wrong with it."""

    number: int
    header: bytes
    block: bytes
    cut: bool
    trouble: str | None


class _Source:
    """A stream to which bytes can be given back."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._back = BytesIO()

    def read(self, size: int) -> bytes:
        data = self._back.read(size)
        return data + self._stream.read(size - len(data)) if len(data) < size else data

    def readline(self, size: int = HEADER_LIMIT) -> bytes:
        line = self._back.readline(size)
        if line.endswith(b"\n") or len(line) == size:
            return line
        return line + self._stream.readline(size - len(line))

    def give_back(self, data: bytes) -> None:
        self._back = BytesIO(data + self._back.read())

    def skip(self, size: int) -> int:
        """Pass over bytes; how many there were."""
        left = size
        while left > 0 and (data := self.read(min(left, _CHUNK))):
            left -= len(data)
        return size - left


def frames(stream: BufferedReader) -> Iterator[Frame]:
    """The records of an unpacked WARC file in order. Raises nothing but what the stream raises."""
    source = _Source(stream)
    number = 0
    before, version = _to_next(source)
    while version:
        number += 1
        header = _header(source, version)
        block, cut, trouble = _block(source, header)
        after, version = _to_next(source)
        if after.strip():
            own = not _ENDED.match(after)
            trouble = trouble or ("longer than its Content-Length" if own else "followed by what is no record")
            block = (block + after)[:KEPT] if own else block
        if before.strip():
            trouble, before = trouble or "preceded by what is no record", b""
        yield Frame(number, header, block, cut, trouble)


def _to_next(source: _Source) -> tuple[bytes, bytes]:
    """Read up to the next record: what stands before it (at most `KEPT` bytes), and its first line, b"" at the end."""
    passed: list[bytes] = []
    kept = 0
    at_start = True
    while line := source.readline():
        if at_start and _VERSION.fullmatch(line):
            return b"".join(passed), line
        at_start = line.endswith(b"\n")
        if kept < KEPT:
            passed.append(line)
            kept += len(line)
    return b"".join(passed), b""


def _header(source: _Source, version: bytes) -> bytes:
    lines = [version]
    size = 0
    while (line := source.readline()).strip() and size < HEADER_LIMIT:
        if _VERSION.fullmatch(line):
            source.give_back(line)
            break
        lines.append(line)
        size += len(line)
    return b"".join(lines)


def _block(source: _Source, header: bytes) -> tuple[bytes, bool, str | None]:
    """The block as far as it is kept, whether more was passed over, and what was wrong with it."""
    match = _LENGTH.search(header)
    if not match:
        return b"", False, "without a Content-Length that is a number"
    length = int(match[1])
    block = source.read(min(length, KEPT))
    short = len(block) < min(length, KEPT)
    if (short or length > KEPT or not _ends(source)) and (begun := _NEXT.search(block)):
        source.give_back(block[begun.start() :])
        return block[: begun.start()], False, "shorter than its Content-Length"
    missing = short or source.skip(length - len(block)) < length - len(block)
    return block, length > KEPT, "shorter than its Content-Length" if missing else None


def _ends(source: _Source) -> bool:
    """Whether a record may end here: an empty line follows, or nothing."""
    line = source.readline()
    source.give_back(line)
    return not line.strip()
