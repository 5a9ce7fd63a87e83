"""Records, pages and articles as rows of a store, and back."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache
from typing import Any, TypeAlias, TypeVar, Union

import msgspec

from marsad.records import Article, CorpusRecord, Page, Publication, Record
from marsad.stage import Annotated

C = TypeVar("C", bound=CorpusRecord)
Row: TypeAlias = tuple[str | int | bytes | None, ...]

encode = msgspec.json.Encoder().encode


@cache
def _record_decoder() -> msgspec.json.Decoder[Any]:
    # Read from the class tree, so that a new record type needs no edit here.
    return msgspec.json.Decoder(Union[tuple(Record.__subclasses__())])  # noqa: UP007


@cache
def _article_decoder() -> msgspec.json.Decoder[Article]:
    return msgspec.json.Decoder(Article)


@cache
def _corpus_decoder() -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(Union[tuple(CorpusRecord.__subclasses__())])  # noqa: UP007


def layer(kind: type[Record | CorpusRecord]) -> str:
    """The name of a layer ("block"), or of a kind of record about several articles ("claim"): the tag of its type."""
    return str(kind.__struct_config__.tag)


def corpus_record(body: str, kind: type[C]) -> C:
    """The record about several articles that a body holds; `kind` is what it must be."""
    record = _corpus_decoder().decode(body)
    if not isinstance(record, kind):
        raise TypeError(f"met a {type(record).__name__}; wanted a {kind.__name__}")
    return record


def record_from(body: str) -> Record:
    """The record that a body holds, of its own type."""
    record: Record = _record_decoder().decode(body)
    return record


def article_from(body: str) -> Article:
    """The article that a body holds."""
    return _article_decoder().decode(body)


def page_row(page: Page) -> Row:
    """A row of `pages`; the content is deflated."""
    given, content = encode(page.given).decode(), zlib.compress(page.content)
    return (page.digest, page.path, page.page_id, page.url, page.media, page.charset, given, content)


def page_from(row: tuple[Any, ...]) -> Page:
    """The page that a row of `pages` holds (path, page_id, url, media, charset, given, content)."""
    path, page_id, url, media, charset, given, content = row
    facts = msgspec.json.decode(given, type=tuple[tuple[str, str], ...])
    return Page(
        path=path, page_id=page_id, url=url, media=media, charset=charset, given=facts, content=zlib.decompress(content)
    )


def article_row(annotated: Annotated) -> Row:
    """A row of `articles`; `published` is the first day of the publication, where known."""
    article = annotated.article
    days = (p.period.start.isoformat() for p in annotated.layers.of(Publication) if p.period)
    return (article.id, article.page, next(days, None), article.language, encode(article).decode())


def record_rows(records: Iterable[Record]) -> Iterable[Row]:
    """Rows of `records`, numbered in the order in which they were made."""
    for position, record in enumerate(records):
        start, end = getattr(record, "start", None), getattr(record, "end", None)
        body = encode(record).decode()
        yield (record.article_id, position, record.id, layer(type(record)), record.made_by, start, end, body)
