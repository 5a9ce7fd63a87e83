"""`marsad export`: tables for other tools."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from marsad.cli import options
from marsad.cli.entities import gathered
from marsad.cli.output import written
from marsad.cli.standing import refreshing, standing
from marsad.engine.corpus import articles_with_days, found_storylines
from marsad.errors import MarsadError
from marsad.publish.entities import write_entities
from marsad.publish.events import COLUMN_SETS, write_events
from marsad.publish.quotes import write_quotes
from marsad.publish.stories import write_stories, write_storylines
from marsad.publish.tables import write_articles
from marsad.store import Store


@click.group()
def export() -> None:
    """Write tables for other tools."""


@export.command()
@options.store
@options.table_format
@options.output
def articles(store: Path, form: str, output: Path | None) -> None:
    """One row an article: where it is from, what it calls itself, its day and how that is known.

    In CSV a cell that a spreadsheet would run as a formula has an apostrophe before it.
    """
    _refuse_terminal(form, output)
    with standing(store) as kept, written(output) as stream:
        write_articles(form, articles_with_days(kept), stream)


@export.command()
@options.store
@options.table_format
@options.output
def entities(store: Path, form: str, output: Path | None) -> None:
    """One row an entity: spellings, roles with their first and last day, and the ids of its articles.

    Those that most articles name stand first. In CSV a list is one cell, its values with " | " between them.
    """
    _refuse_terminal(form, output)
    with Store(store, create=False) as kept, written(output) as stream:
        gathering = gathered(kept)
        write_entities(form, gathering.entities(), gathering.article_ids, stream)


@export.command()
@options.store
@options.table_format
@options.output
def quotes(store: Path, form: str, output: Path | None) -> None:
    """One row a quote: who said what, in what statement or interview, and who passed it on.

    In CSV a list is one cell, its values with " | " between them.
    """
    _refuse_terminal(form, output)
    with Store(store, create=False) as kept, written(output) as stream:
        write_quotes(form, kept.annotated(), stream)


@export.command()
@options.store
@options.table_format
@options.output
def stories(store: Path, form: str, output: Path | None) -> None:
    """One row a story: the articles that tell one event, on whose word, what they share, and how it fits together.

    In CSV what has parts within parts is one cell of JSON.
    """
    _refuse_terminal(form, output)
    with standing(store) as kept, written(output) as stream:
        write_stories(form, kept, stream)


@export.command()
@options.store
@options.table_format
@options.output
def storylines(store: Path, form: str, output: Path | None) -> None:
    """One row a storyline: a subject over months, what was promised or claimed, and what became of it.

    In CSV what has parts within parts is one cell of JSON.
    """
    _refuse_terminal(form, output)
    with standing(store) as kept, refreshing() as watch, written(output) as stream:
        write_storylines(form, found_storylines(kept, watch), stream)


@export.command()
@options.store
@options.table_format
@click.option(
    "--columns",
    type=click.Choice(list(COLUMN_SETS)),
    default="marsad",
    show_default=True,
    help="Whose columns: our own, with all that is known, or those of a data set that other tools read.",
)
@options.output
def events(store: Path, form: str, columns: str, output: Path | None) -> None:
    """One row an event: who did what to whom, when and where, in which words, and who says so.

    Columns that cannot be filled truly are empty. In CSV a list is one cell, its values with " | " between them.
    """
    _refuse_terminal(form, output)
    with standing(store) as kept, written(output) as stream:
        write_events(form, columns, articles_with_days(kept), stream)


def _refuse_terminal(form: str, output: Path | None) -> None:
    if form == "parquet" and output is None and sys.stdout.buffer.isatty():
        raise MarsadError("Parquet is not for a terminal; name a file with --output")
