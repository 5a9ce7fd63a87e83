"""Articles as rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple, TypeAlias, get_args

from marsad.publish import formats
from marsad.publish.contract import credit, publication, weekday
from marsad.records import Block, BlockKind, CreditKind, Issue
from marsad.stage import Annotated

Cell: TypeAlias = str | int | None

BODY: tuple[BlockKind, ...] = ("paragraph", "subheading")


class Column(NamedTuple):
    """A column: its name, its type as DuckDB names it, and how its cell is found. Days are ISO dates."""

    name: str
    type: str
    cell: Callable[[Annotated], Cell]


def article_row(annotated: Annotated) -> dict[str, Cell]:
    """One row of `marsad export articles`."""
    return {column.name: column.cell(annotated) for column in COLUMNS}


def words_in_body(annotated: Annotated) -> int:
    """Words, as white space parts them, of the paragraphs and subheadings."""
    text = annotated.article.text
    return sum(len(text[b.start : b.end].split()) for b in annotated.layers.of(Block) if b.kind in BODY)


def write_articles(form: str, articles: Iterable[Annotated], stream: BinaryIO) -> None:
    """Write the table of articles in one of `formats.FORMATS`, article by article."""
    types = {column.name: column.type for column in COLUMNS}
    formats.FORMATS[form]((article_row(annotated) for annotated in articles), types, stream)


def _credit(kind: CreditKind, field: str) -> Callable[[Annotated], Cell]:
    return lambda annotated: getattr(credit(annotated, kind), field, None)


def _outlet(annotated: Annotated) -> Cell:
    found = credit(annotated, "outlet")
    return (found.name or found.text) if found else None


def _day(end: str) -> Callable[[Annotated], Cell]:
    def cell(annotated: Annotated) -> Cell:
        known = publication(annotated)
        return str(getattr(known.period, end)) if known and known.period else None

    return cell


def _known(field: str) -> Callable[[Annotated], Cell]:
    return lambda annotated: getattr(publication(annotated), field, None)


def _blocks(kind: BlockKind) -> Callable[[Annotated], Cell]:
    return lambda annotated: sum(block.kind == kind for block in annotated.layers.of(Block))


def _columns() -> Iterator[Column]:
    yield Column("article_id", "VARCHAR", lambda annotated: annotated.article.id)
    yield Column("page_id", "VARCHAR", lambda annotated: annotated.article.page_id)
    yield Column("path", "VARCHAR", lambda annotated: annotated.article.path)
    yield Column("url", "VARCHAR", lambda annotated: annotated.article.url)
    yield Column("language", "VARCHAR", lambda annotated: annotated.article.language)
    yield Column("outlet", "VARCHAR", _outlet)
    yield Column("outlet_domain", "VARCHAR", _credit("outlet", "domain"))
    kinds: tuple[CreditKind, ...] = ("headline", "byline", "agency", "dateline", "section")
    yield from (Column(kind, "VARCHAR", _credit(kind, "text")) for kind in kinds)
    yield Column("published_start", "DATE", _day("start"))
    yield Column("published_end", "DATE", _day("end"))
    yield Column("published_weekday", "VARCHAR", weekday)
    yield Column("published_basis", "VARCHAR", _known("basis"))
    yield Column("published_evidence", "VARCHAR", _known("evidence"))
    yield Column("words", "BIGINT", words_in_body)
    yield from (Column(f"blocks_{kind}", "BIGINT", _blocks(kind)) for kind in get_args(BlockKind))
    yield Column("issues", "BIGINT", lambda annotated: len(annotated.layers.of(Issue)))


COLUMNS = tuple(_columns())
