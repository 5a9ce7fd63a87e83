"""`marsad annotate`: one line of JSON an article."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from marsad.cli import options
from marsad.cli.output import written
from marsad.cli.progress import say_counts, status, watched
from marsad.engine import Tally, outcomes
from marsad.intake.readers import read_pages
from marsad.pipeline import Plan
from marsad.publish.contract import contract_line
from marsad.records import Issue


@click.command()
@options.inputs
@options.output
@options.jobs
@options.columns
@options.plan
@click.pass_context
def annotate(
    context: click.Context,
    inputs: tuple[str, ...],
    output: Path | None,
    jobs: int,
    columns: dict[str, str],
    make_plan: Callable[[], Plan],
) -> None:
    """Write what each article says, one line of JSON an article.

    INPUT is a file or folder of pages (HTML, text, feeds, WARC, JSON Lines, Parquet), or - for standard input.
    """
    tally = Tally()
    pages = read_pages(inputs, columns, sys.stdin.buffer)
    with written(output) as stream:
        for item in watched(outcomes(pages, jobs, make_plan), tally, quiet=output is None and sys.stdout.isatty()):
            if not isinstance(item, Issue) and item.annotated:
                stream.write(contract_line(item.annotated))
    say_counts(tally)
    context.exit(status(tally))
