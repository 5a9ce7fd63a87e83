"""Why a record is there: its words, what it says of itself, and the records that it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from marsad.records import Article, Block, Line, Record
from marsad.stage import Annotated


class Explanation(NamedTuple):
    """A record, the words at its span ("" where it has none), and what it stands on.

    It stands on the records that it names by id, and, where it has a span, on the line and the block around it.
    """

    record: Record
    words: str
    stands_on: tuple[Record, ...]


def explain(record: Record, annotated: Annotated) -> Explanation:
    """Explain one record of an article."""
    named = set(_strings(msgspec.to_builtins(record))) - {record.id, record.article_id}
    around = (Line, Block)
    found = [
        other
        for other in annotated.layers
        if other.id in named or (isinstance(other, around) and type(other) is not type(record) and holds(other, record))
    ]
    return Explanation(record, words(record, annotated.article), tuple(found))


def words(record: Record, article: Article) -> str:
    """The words of the article at a record's span; "" where it has none."""
    start, end = span(record)
    return "" if start is None or end is None else article.text[start:end]


def span(record: Record) -> tuple[int | None, int | None]:
    """Where a record stands in the text, in code points; None where it does not say."""
    return getattr(record, "start", None), getattr(record, "end", None)


def holds(outer: Record, inner: Record) -> bool:
    """Whether the span of one record reaches into that of another."""
    (a, b), (c, d) = span(outer), span(inner)
    return a is not None and b is not None and c is not None and d is not None and a < d and c < b


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)
