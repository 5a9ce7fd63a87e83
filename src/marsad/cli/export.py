"""`marsad export`: tables for other tools."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from marsad.cli import options
from marsad.cli.output import written
from marsad.errors import MarsadError
from marsad.publish.tables import FORMATS
from marsad.store import Store


@click.group()
def export() -> None:
    """Write tables for other tools."""


@export.command()
@options.store
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="jsonl", show_default=True)
@options.output
def articles(store: Path, form: str, output: Path | None) -> None:
    """One row an article: where it is from, what it calls itself, its day and how that is known.

    In CSV a cell that a spreadsheet would run as a formula has an apostrophe before it.
    """
    if form == "parquet" and output is None and sys.stdout.buffer.isatty():
        raise MarsadError("Parquet is not for a terminal; name a file with --output")
    with Store(store, create=False) as kept, written(output) as stream:
        FORMATS[form](kept.annotated(), stream)
