"""Why a record is there: its words, what it says of itself, and the records that it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from marsad.errors import LexiconError
from marsad.lexicon.table import load
from marsad.records import Article, Attribution, Block, Claim, CorpusRecord, Line, Passage, Record
from marsad.stage import Annotated
from marsad.store import Store

_ROW = re.compile(r"(?P<list>[\w/]+)(?:\.tsv)?:\d+")


class Explanation(NamedTuple):
    """A record, the words at its span ("" where it has none), and what it stands on.

    It stands on the records that it names by id, on the way by which it or the quote around it came, and, where it has
    a span, on the line and the block around it. `rows` are the rows of word lists that it names, by their places.
    """

    record: Record
    words: str
    stands_on: tuple[Record, ...]
    rows: Mapping[str, Mapping[str, str]] = {}


def explain(record: Record, annotated: Annotated) -> Explanation:
    """Explain one record of an article."""
    named = set(_strings(msgspec.to_builtins(record))) - {record.id, record.article_id}
    around = (Line, Block)
    found = [
        other
        for other in annotated.layers
        if other.id in named
        or (isinstance(other, Attribution) and other.about in {record.id, getattr(record, "quote", None)})
        or (isinstance(other, around) and type(other) is not type(record) and holds(other, record))
    ]
    return Explanation(record, words(record, annotated.article), tuple(found), rows_of(record))


class Across(NamedTuple):
    """A record about several articles, and its words: each passage that it or its claims name, and what stands there.

    It stands on the records that it names by id, and on judgements about it.
    """

    record: CorpusRecord
    words: tuple[tuple[Passage, str], ...]
    stands_on: tuple[CorpusRecord, ...]


def explain_across(record: CorpusRecord, store: Store) -> Across:
    """Explain a record about several articles: a story, an origin, a claim, a contrast, reuse, a judgement."""
    named = dict.fromkeys(_strings(msgspec.to_builtins(record)))
    found = [other for name in named if name != record.id and (other := store.corpus.record(name))]
    passages = dict.fromkeys((*_passages(record), *_passages([other for other in found if isinstance(other, Claim)])))
    words = ((p, " ".join((store.text(p.article_id) or "")[p.start : p.end].split())) for p in passages)
    about = (record.id, *getattr(record, "article_ids", ()))
    judged = (judgement for name in about for judgement in store.corpus.judgements_on(name))
    return Across(record, tuple(words), tuple({other.id: other for other in (*found, *judged)}.values()))


def _passages(value: object) -> Iterator[Passage]:
    if isinstance(value, Claim):
        yield Passage(value.article_id, value.start, value.end)
    elif isinstance(value, Passage):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _passages(getattr(value, name))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _passages(part)


def rows_of(record: Record) -> dict[str, dict[str, str]]:
    """The rows of word lists that a record names as its evidence, as they stand now: cells by column."""
    return {place: cells for place in getattr(record, "evidence", ()) if (cells := _row(place))}


def _row(place: str) -> dict[str, str]:
    found = _ROW.fullmatch(place)
    try:
        rows = load(found["list"]) if found else ()
    except LexiconError:
        return {}
    return next((dict(row.cells) for row in rows if row.place == place), {})


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
