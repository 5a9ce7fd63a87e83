"""Articles as rows of a table: JSON Lines, CSV or Parquet.

CSV is UTF-8 without a byte order mark. In CSV alone, a cell that begins with =, +, -, @, a tab or a carriage return has
an apostrophe set before it, so that a spreadsheet shows the words of a hostile page and does not run them as a formula
(OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias, get_args

import duckdb
import msgspec

from marsad.publish.contract import credit, publication, weekday
from marsad.records import Block, BlockKind, CreditKind, Issue
from marsad.stage import Annotated

Cell: TypeAlias = str | int | None
Write: TypeAlias = Callable[[Iterable[Annotated], BinaryIO], None]

BODY: tuple[BlockKind, ...] = ("paragraph", "subheading")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

_encode = msgspec.json.Encoder().encode


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


def write_jsonl(articles: Iterable[Annotated], stream: BinaryIO) -> None:
    """Write one JSON object a line."""
    for annotated in articles:
        stream.write(_encode(article_row(annotated)) + b"\n")


def write_csv(articles: Iterable[Annotated], stream: BinaryIO) -> None:
    """Write a header and a row an article; cells that a spreadsheet would run are guarded by an apostrophe."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(column.name for column in COLUMNS)
        writer.writerows([guarded(cell) for cell in article_row(annotated).values()] for annotated in articles)
    finally:
        text.detach()


def guarded(cell: Cell) -> Cell:
    """The cell, with an apostrophe before words that a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def write_parquet(articles: Iterable[Annotated], stream: BinaryIO) -> None:
    """Write a Parquet file with typed columns, through temporary files, so that memory does not grow with the rows."""
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        rows, table = Path(folder) / "rows.jsonl", Path(folder) / "table.parquet"
        with rows.open("wb") as lines:
            write_jsonl(articles, lines)
        _to_parquet(rows, table)
        with table.open("rb") as done:
            shutil.copyfileobj(done, stream)


def _to_parquet(rows: Path, table: Path) -> None:
    types = ", ".join(f"{column.name}: '{column.type}'" for column in COLUMNS)
    read = f"read_json({_quoted(rows)}, format = 'newline_delimited', columns = {{{types}}})"
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        connection.execute(f"COPY (SELECT * FROM {read}) TO {_quoted(table)} (FORMAT parquet)")  # noqa: S608


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


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
FORMATS: Mapping[str, Write] = {"jsonl": write_jsonl, "csv": write_csv, "parquet": write_parquet}
