"""A file that is one page: HTML or plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from marsad.intake.readers.issues import issue
from marsad.records import Issue, Media, Page

# Chosen, not measured: hundreds of times a usual page. Beyond it lies another kind of file or a decompression bomb, and
# every later stage holds a page in memory several times over.
PAGE_LIMIT = 20_000_000


def read(path: str, stream: BinaryIO, media: Media) -> Iterator[Page | Issue]:
    """The page, or an issue if it is larger than `PAGE_LIMIT` bytes (unpacked)."""
    content = stream.read(PAGE_LIMIT + 1)
    if len(content) > PAGE_LIMIT:
        yield too_large(path, path)
    elif not content.strip():
        yield issue(path, "empty", f"{path}: nothing but white space; wanted a page")
    else:
        yield Page(path=path, content=content, media=media)


def too_large(path: str, place: str) -> Issue:
    """The issue for a page over `PAGE_LIMIT`; `place` is the file, or where in it the page stands."""
    limit = f"{PAGE_LIMIT // 1_000_000} MB"
    return issue(
        path, "page-too-large", f"{place}: over {limit}; wanted a page of at most {limit}. Split it or leave it out"
    )
