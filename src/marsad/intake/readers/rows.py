"""Rows of a table to pages, whatever the table is kept in."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from marsad.intake.readers.issues import SHOWN_PER_CODE, issue
from marsad.intake.readers.pages import PAGE_LIMIT, too_large
from marsad.records import Issue, Media, Page

CONTENT = ("text", "html", "title")
GIVEN = ("title", "date", "source", "author", "section")
FIELDS = tuple(dict.fromkeys(("id", "url", *CONTENT, *GIVEN)))
_ALSO: Mapping[str, tuple[str, ...]] = MappingProxyType({"section": ("category",)})
# Tables come with hundreds of columns; a message names the first ones.
_NAMED_COLUMNS = 30
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Rows:
    """Makes pages of one file's rows, and remembers which columns it met.

    `columns` maps our field names to the file's column names, for those that differ; a mapped field is looked for under
    that name only.
    """

    def __init__(self, path: str, columns: Mapping[str, str]) -> None:
        self._path = path
        defaults = {name: (name, *_ALSO.get(name, ())) for name in FIELDS}
        self._columns = defaults | {name: (theirs,) for name, theirs in columns.items()}
        self._met: dict[str, None] = {}
        self._met_content = False
        self._lacking: list[str] = []
        self._rows = 0

    def wanted(self) -> frozenset[str]:
        """The names of the columns that are used."""
        return frozenset(name for names in self._columns.values() for name in names)

    def page(self, row: Mapping[str, object], place: str) -> Iterator[Page | Issue]:
        """The page of one row; `place` says where the row stands ("news.jsonl:3")."""
        self._rows += 1
        self._met.update(dict.fromkeys(map(str, list(row)[:_NAMED_COLUMNS])))
        self._met_content |= self.has_content(row)
        values = {field: self._value(row, field) for field in FIELDS}
        if any(_LONE_SURROGATE.search(value) for value in values.values() if isinstance(value, str)):
            yield issue(
                self._path, "lone-surrogate", f"{place}: half a character (a lone surrogate); U+FFFD stands for it"
            )
            values = {field: _without_surrogates(value) for field, value in values.items()}
        if self._met_content:
            yield self._page(values, place)
        elif len(self._lacking) < SHOWN_PER_CODE:
            self._lacking.append(place)

    def has_content(self, columns: Mapping[str, object]) -> bool:
        """Whether one of the columns can be the content of a page."""
        return any(name in columns for field in CONTENT for name in self._columns[field])

    def end(self) -> Iterator[Issue]:
        """What can be said only after the last row."""
        if not self._rows:
            yield issue(self._path, "empty", f"{self._path}: no rows; wanted at least one")
        elif not self._met_content:
            yield self.missing(self._met)
        else:
            yield from map(self._empty, self._lacking)

    def missing(self, met: Mapping[str, None]) -> Issue:
        """The issue for a file in which no column can be the content."""
        wanted = ", ".join(name for field in CONTENT for name in self._columns[field])
        named = ", ".join(list(met)[:_NAMED_COLUMNS])
        message = f"{self._path}: columns met: {named}; wanted one of: {wanted}. Name yours with --column text=NAME"
        return issue(self._path, "missing-column", message)

    def _value(self, row: Mapping[str, object], field: str) -> str | bytes:
        values = (row.get(name) for name in self._columns[field])
        return next((value for value in map(_as_text, values) if value.strip()), "")

    def _page(self, values: Mapping[str, str | bytes], place: str) -> Page | Issue:
        field = next((field for field in ("html", "text", "title") if values[field]), None)
        if field is None:
            return self._empty(place)
        content = values[field]
        media: Media = "html" if field == "html" else "text"
        charset = None if isinstance(content, bytes) else "utf-8"
        content = content if isinstance(content, bytes) else _encoded(content)
        if len(content) > PAGE_LIMIT:
            return too_large(self._path, place)
        return Page(
            path=self._path,
            content=content,
            media=media,
            page_id=_plain(values["id"]) or None,
            url=_plain(values["url"]) or None,
            charset=charset,
            given=tuple((name, value) for name in GIVEN if (value := _plain(values[name]))),
        )

    def _empty(self, place: str) -> Issue:
        return issue(self._path, "empty", f"{place}: neither text nor html nor title; wanted one of them")


def _as_text(value: object) -> str | bytes:
    """Text and bytes as they are; lists joined; nothing for null and for "not a number", which stands for it."""
    if isinstance(value, str | bytes):
        return value
    if isinstance(value, list | tuple):
        return ", ".join(_plain(_as_text(one)) for one in value)
    return "" if value is None or value != value else str(value)


def _plain(value: str | bytes) -> str:
    return (value.decode("utf-8", "replace") if isinstance(value, bytes) else value).strip()


def _without_surrogates(value: str | bytes) -> str | bytes:
    return value if isinstance(value, bytes) else _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)


def _encoded(text: str) -> bytes:
    """UTF-8 that decodes to exactly this text, also where it begins with what would pass for a byte order mark."""
    content = text.encode("utf-8")
    return BOM_UTF8 + content if content.startswith(BOM_UTF8) else content
