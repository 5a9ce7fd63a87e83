"""`marsad entities`: who and what a store names."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from marsad.cli import options
from marsad.engine.corpus import with_day
from marsad.publish.entities import Entity, Gathering, matching, write_entities
from marsad.publish.terminal import isolated
from marsad.records import Link, Mention, Publication
from marsad.stage import Annotated, Layers
from marsad.store import Store

_ROWS_SHOWN = 200
_SPELLINGS_SHOWN = 4


@click.command()
@click.argument("query", required=False, default="")
@options.store
def entities(query: str, store: Path) -> None:
    """List persons, organisations, places and groups, those that most articles name first.

    QUERY is part of a name, of a spelling or of an id, whatever the hamza, ta marbuta or short vowels.
    """
    with Store(store, create=False) as kept:
        gathering = gathered(kept)
    found = matching(gathering.entities(), query)
    if sys.stdout.isatty():
        _show(found)
    else:
        write_entities("jsonl", found, gathering.article_ids, sys.stdout.buffer)


def gathered(store: Store) -> Gathering:
    """The entities of a store; of each article only the layers that tell of them are read."""
    gathering = Gathering()
    for article in store.articles():
        kinds = (Publication, Mention, Link)
        layers = Layers(record for kind in kinds for record in store.records(article.id, kind))
        stories = (story.id for story in store.corpus.stories_of(article.id))
        gathering.add(with_day(store, Annotated(article, layers)), stories)
    return gathering


def _show(found: Iterator[Entity]) -> None:
    table = Table()
    for heading in ("name", "kind", "country"):
        table.add_column(heading, overflow="fold")
    for heading in ("mentions", "articles"):
        table.add_column(heading, justify="right")
    table.add_column("spellings", overflow="fold")
    for entity in islice(found, _ROWS_SHOWN):
        table.add_row(*_cells(entity))
    console = Console()
    console.print(table)
    if more := sum(1 for _ in found):
        click.echo(f"{more} more; narrow them with QUERY, or pipe the output for all of them", err=True)


def _cells(entity: Entity) -> tuple[str, ...]:
    kind = "office" if entity.office else entity.kind
    spellings = [isolated(spelling.text) for spelling in entity.spellings[:_SPELLINGS_SHOWN]]
    more = len(entity.spellings) - len(spellings)
    shown = " \N{MIDDLE DOT} ".join(spellings) + (f" +{more}" if more else "")
    return (
        isolated(entity.name),
        kind,
        entity.country or "",
        f"{entity.mentions:,}",
        f"{len(entity.articles):,}",
        shown,
    )
