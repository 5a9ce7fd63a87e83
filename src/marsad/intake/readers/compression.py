"""One stream for plain and gzipped bytes, that can be peeked at, whatever lies beneath."""

from __future__ import annotations

import zlib
from io import DEFAULT_BUFFER_SIZE, BufferedReader, RawIOBase
from typing import BinaryIO

GZIP_MAGIC = b"\x1f\x8b\x08"
# Also how far a kind can be told by content: long enough for an XML prologue before the root element.
BUFFER = 8 * DEFAULT_BUFFER_SIZE
_CHUNK = 1 << 16


class Gunzip(RawIOBase):
    """Decompresses on the way, never more at once than was asked for, and goes on behind a broken member.

    `trouble` says what was wrong so far: the code of an issue and words, or None. Nothing is raised for it.
    """

    def __init__(self, file: BinaryIO, begun: bytes) -> None:
        self._file = file
        self._waiting = begun
        self._member = zlib.decompressobj(wbits=31)
        self._inside = False
        self.trouble: tuple[str, str] | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the start of the buffer; 0 at the end of the stream."""
        while True:
            if not self._waiting and not self._more():
                return 0
            if data := self._decompress(len(buffer)):
                buffer[: len(data)] = data
                return len(data)

    def _more(self) -> bool:
        self._waiting = self._file.read(_CHUNK)
        if not self._waiting and self._inside:
            self._inside = False
            self.trouble = self.trouble or ("truncated-gzip", "the compressed data end before their end mark")
        return bool(self._waiting)

    def _decompress(self, at_most: int) -> bytes:
        self._inside = True
        try:
            data = self._member.decompress(self._waiting, at_most)
        except zlib.error as error:
            self.trouble = self.trouble or ("broken-gzip", str(error))
            self._waiting = self._waiting[1:] if self._waiting.startswith(GZIP_MAGIC) else self._waiting
            self._next_member(self._waiting)
            return b""
        self._waiting = self._member.unconsumed_tail
        if self._member.eof:
            self._next_member(self._member.unused_data)
        return data

    def _next_member(self, rest: bytes) -> None:
        """Begin anew where the next member begins; what stands before it (padding, broken data) is passed over."""
        self._member = zlib.decompressobj(wbits=31)
        self._inside = False
        while (at := rest.find(GZIP_MAGIC)) < 0:
            more = self._file.read(_CHUNK)
            if not more:
                self._waiting = b""
                return
            rest = rest[-2:] + more
        self._waiting = rest[at:]


class Plain(RawIOBase):
    """The bytes as they are; fills every read, so that a slow pipe can be peeked at."""

    trouble: tuple[str, str] | None = None

    def __init__(self, file: BinaryIO, begun: bytes) -> None:
        self._file = file
        self._begun = begun

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as the file goes; 0 at its end."""
        data, self._begun = self._begun[: len(buffer)], self._begun[len(buffer) :]
        while len(data) < len(buffer) and (more := self._file.read(len(buffer) - len(data))):
            data += more
        buffer[: len(data)] = data
        return len(data)


class Stream(BufferedReader):
    """A file's bytes, decompressed if they are gzip by their first bytes. The file itself is left to its owner."""

    def __init__(self, file: BinaryIO) -> None:
        begun = _read_fully(file, len(GZIP_MAGIC))
        self.gzipped = begun == GZIP_MAGIC
        self._below: Gunzip | Plain = Gunzip(file, begun) if self.gzipped else Plain(file, begun)
        super().__init__(self._below, BUFFER)

    @property
    def trouble(self) -> tuple[str, str] | None:
        """What was wrong with the compression so far: the code of an issue, and words."""
        return self._below.trouble

    def head(self) -> bytes:
        """The first bytes, left unread; for a stream of which nothing was read yet."""
        return self.peek(BUFFER)


def _read_fully(file: BinaryIO, size: int) -> bytes:
    data = b""
    while len(data) < size and (more := file.read(size - len(data))):
        data += more
    return data
