"""`marsad annotate`: one line of JSON an article."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from marsad.cli import options
from marsad.cli.output import written
from marsad.cli.progress import say_counts, status, watched
from marsad.engine import Tally, outcomes
from marsad.intake.readers import read_pages
from marsad.lexicon.own_knowledge import own_entities
from marsad.pipeline import article_plan
from marsad.publish.contract import contract_line
from marsad.records import Issue


@click.command()
@options.inputs
@options.output
@options.jobs
@options.columns
@options.knowledge
@click.pass_context
def annotate(
    context: click.Context,
    inputs: tuple[str, ...],
    output: Path | None,
    jobs: int,
    columns: dict[str, str],
    knowledge: tuple[Path, ...],
) -> None:
    """Write what each article says, one line of JSON an article.

    INPUT is a file or folder of pages (HTML, text, feeds, WARC, JSON Lines, Parquet), or - for standard input.
    """
    tally = Tally()
    plan = partial(article_plan, own_entities(knowledge))
    pages = read_pages(inputs, columns, sys.stdin.buffer)
    with written(output) as stream:
        for item in watched(outcomes(pages, jobs, plan), tally, quiet=output is None and sys.stdout.isatty()):
            if not isinstance(item, Issue) and item.annotated:
                stream.write(contract_line(item.annotated))
    say_counts(tally)
    context.exit(status(tally))
