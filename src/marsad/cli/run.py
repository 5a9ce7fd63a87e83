"""`marsad run`: pages into a store, and a dossier of all that it holds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path

import click

from marsad.cli import options
from marsad.cli.progress import say_counts, status, watched
from marsad.cli.standing import refreshing
from marsad.engine import Tally, keep
from marsad.engine.corpus import articles_with_days, found_storylines, refresh
from marsad.intake.readers import read_pages
from marsad.pipeline import Plan
from marsad.publish.dossier import Across, write_dossier
from marsad.publish.dossier.folder import refuse_foreign
from marsad.records import Issue, Page, Storyline
from marsad.store import Store


@click.command()
@options.inputs
@options.store
@click.option(
    "--dossier",
    type=click.Path(file_okay=False, path_type=Path),
    default="dossier",
    show_default=True,
    metavar="DIR",
    help="The folder of the dossier; an earlier dossier there is replaced.",
)
@options.jobs
@options.columns
@options.plan
def run(
    inputs: tuple[str, ...],
    store: Path,
    dossier: Path,
    jobs: int,
    columns: dict[str, str],
    make_plan: Callable[[], Plan],
) -> None:
    """Read pages into a store and write a dossier of it.

    Pages that the store has already are passed over, so an interrupted run goes on when it is started again. Prints
    the path of the dossier's first page.
    """
    refuse_foreign(dossier.resolve())
    pages = read_pages(inputs, columns, sys.stdin.buffer)
    with Store(store) as kept:
        tally = _keep(pages, kept, jobs, make_plan)
        counts = _counts(kept, tally)
        if counts["articles"]:
            across = Across(kept, _refreshed(kept, jobs))
            click.echo(write_dossier(articles_with_days(kept), dossier, kept.input_issues(), counts, across))
    click.get_current_context().exit(status(tally))


def _refreshed(store: Store, jobs: int) -> Sequence[Storyline]:
    """Bring the stories up to date; give the storylines among them."""
    try:
        with refreshing() as watch:
            refresh(store, watch, jobs)
            return found_storylines(store, watch)
    except KeyboardInterrupt:
        click.echo(f"{store.path} holds the stories so far; the same command goes on from there.", err=True)
        raise


def _counts(store: Store, tally: Tally) -> dict[str, int]:
    """What the dossier's first page counts: pages and articles of the store, and what this run set aside and why."""
    held = store.counts()
    run = {"not-coded": tally.not_coded, "unread": tally.unread, **tally.set_aside}
    return {"pages": held["pages"], "articles": held["articles"], **{name: n for name, n in run.items() if n}}


def _keep(pages: Iterable[Page | Issue], store: Store, jobs: int, plan: Callable[[], Plan]) -> Tally:
    tally = Tally()
    try:
        # Closed here and not when it is collected: the last pages are written while the store is still open.
        with closing(keep(pages, store, jobs, plan)) as items:
            for _ in watched(items, tally):
                pass
    except KeyboardInterrupt:
        click.echo(f"{store.path} holds what was read so far; the same command goes on from there.", err=True)
        raise
    finally:
        say_counts(tally)
    return tally
