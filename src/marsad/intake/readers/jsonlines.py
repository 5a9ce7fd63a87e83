"""JSON Lines, one object a line; also one array of objects, or objects that run over several lines."""

from __future__ import annotations

import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping
from io import BufferedReader

from marsad.intake.encoding import decode
from marsad.intake.readers.issues import issue
from marsad.intake.readers.pages import PAGE_LIMIT
from marsad.intake.readers.rows import Rows
from marsad.records import Issue, Page

# JSON may write a letter of two bytes in six, and a row may hold a page both as text and as HTML.
ROW_LIMIT = 4 * PAGE_LIMIT
_CHUNK = 1 << 20
_BETWEEN = re.compile(r"[\s,\[\]\ufeff]*")
_NEXT_OBJECT = re.compile(r"\}\s*,?\s*(?=\{)")
# An error this close to the end of what was read may only mean that the rest of the object was not read yet.
_AT_END = 16


def read(path: str, stream: BufferedReader, columns: Mapping[str, str]) -> Iterator[Page | Issue]:
    """The rows of a file of JSON, streamed."""
    rows = Rows(path, columns)
    found = _spread(path, stream) if _runs_over_lines(stream.peek()) else _lines(path, stream)
    for place, value in found:
        if isinstance(value, Issue):
            yield value
        elif isinstance(value, dict):
            yield from rows.page(value, place)
        else:
            yield _not_json(path, place, f"a {type(value).__name__}")
    yield from rows.end()


def _runs_over_lines(head: bytes) -> bool:
    """Whether the file is an array, or its first object goes on after the first line."""
    first = head.decode("utf-8-sig", "replace").lstrip().partition("\n")[0].rstrip()
    try:
        json.loads(first)
    except json.JSONDecodeError as error:
        return first.startswith("[") or (first.startswith("{") and error.pos >= len(first))
    except (ValueError, RecursionError):
        return False
    return first.startswith("[")


def _lines(path: str, stream: BufferedReader) -> Iterator[tuple[str, object]]:
    number = 0
    while line := stream.readline(ROW_LIMIT + 1):
        number += 1
        place = f"{path}:{number}"
        if len(line) > ROW_LIMIT:
            _skip_line(stream)
            yield (
                place,
                issue(path, "line-too-long", f"{place}: over {ROW_LIMIT // 1_000_000} MB; wanted one row a line"),
            )
        elif line.strip():
            yield from _line(path, place, line)


def _skip_line(stream: BufferedReader) -> None:
    while (more := stream.readline(_CHUNK)) and not more.endswith(b"\n"):
        pass


def _line(path: str, place: str, line: bytes) -> Iterator[tuple[str, object]]:
    decoded = decode(line, (), "text")
    if decoded.encoding != "utf-8" or decoded.replaced:
        met = f"read as {decoded.encoding}, {decoded.replaced} characters lost"
        yield place, issue(path, "not-utf-8", f"{place}: {met}; wanted UTF-8")
    try:
        yield place, json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        yield place, _not_json(path, place, str(error))


def _not_json(path: str, place: str, met: str) -> Issue:
    return issue(path, "not-json", f"{place}: {met}; wanted an object of JSON")


def _spread(path: str, stream: BufferedReader) -> Iterator[tuple[str, object]]:
    """Objects one after another, with brackets, commas or nothing between them."""
    scanner = _Scanner(stream)
    number = 0
    while scanner.at_value():
        number += 1
        place = f"{path}: object {number}"
        try:
            yield place, scanner.value()
        except (ValueError, RecursionError) as error:
            yield place, _not_json(path, place, str(error))
            scanner.skip()
    if scanner.lost:
        yield path, issue(path, "not-utf-8", f"{path}: {scanner.lost} characters lost; wanted UTF-8")


class _Scanner:
    """Reads values of JSON from a stream, holding no more than one and a chunk."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._text = ""
        self._at = 0
        self._json = json.JSONDecoder()
        self.lost = 0

    def at_value(self) -> bool:
        """Move to the next value; False at the end."""
        while True:
            if between := _BETWEEN.match(self._text, self._at):
                self._at = between.end()
            if self._at < len(self._text) or not self._more():
                return self._at < len(self._text)

    def value(self) -> object:
        """The value that begins here. Raises `ValueError` or `RecursionError` if there is none."""
        while True:
            try:
                value: object
                value, self._at = self._json.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                cut_off = error.pos > len(self._text) - _AT_END or error.msg.startswith("Unterminated string")
                if not (cut_off and len(self._text) - self._at < ROW_LIMIT and self._more()):
                    raise
            else:
                return value

    def skip(self) -> None:
        """Go on where another object seems to begin behind a broken one."""
        self._at += 1
        while not (found := _NEXT_OBJECT.search(self._text, self._at)):
            self._at = max(self._at, len(self._text) - _AT_END)
            if not self._more():
                self._at = len(self._text)
                return
        self._at = found.end()

    def _more(self) -> bool:
        """Read on, as much again as is held, so that a long value is parsed only a few times."""
        held = self._text[self._at :]
        data = self._stream.read(max(_CHUNK, len(held)))
        text = self._decoder.decode(data, final=not data)
        self.lost += text.count("\N{REPLACEMENT CHARACTER}")
        self._text, self._at = held + text, 0
        return bool(data) or bool(text)
