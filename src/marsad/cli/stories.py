"""`marsad stories`, `compare` and `storyline`: what many articles say of one event, or of a subject over months."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import click
import msgspec
from rich.console import Console

from marsad.cli import options
from marsad.cli.standing import refreshing, standing
from marsad.engine import corpus
from marsad.errors import MarsadError, StoreError
from marsad.publish import story_terminal as shown
from marsad.publish.stories import StoryRows, matching, storyline_row
from marsad.records import Period, Story
from marsad.store import Store

_ROWS_SHOWN = 200
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _days(context: click.Context, option: click.Parameter, value: str) -> Period | None:
    """A day ("2018-04-12"), month or year as days."""
    if not value:
        return None
    found = _DAY.fullmatch(value)
    try:
        year, month, day = (int(part) if part else None for part in found.groups()) if found else (None, None, None)
        if year and month and day:
            return Period.day(dt.date(year, month, day))
        if year and month:
            return Period(dt.date(year, month, 1), _next_month(year, month))
        if year:
            return Period(dt.date(year, 1, 1), dt.date(year + 1, 1, 1))
    except (ValueError, OverflowError):  # the day after the last that there is
        pass
    raise click.BadParameter(f"met {value!r}; wanted 2018-04-12, 2018-04 or 2018")


def _next_month(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1)


@click.group(invoke_without_command=True)
@options.store
@click.option("--day", "period", default="", callback=_days, metavar="DAY", help="A day, month or year.")
@click.option("--entity", default="", metavar="WORDS", help="Part of an entity's id or name that most articles have.")
@click.option("--text", default="", metavar="WORDS", help="Words of the story's name.")
@click.pass_context
def stories(context: click.Context, store: Path, period: Period | None, entity: str, text: str) -> None:
    """List stories: each is one event and the articles that tell it.

    On a terminal those of several articles, in order of time; in a pipe all, one line of JSON a story.
    """
    if context.invoked_subcommand is not None:
        return
    with standing(store) as kept:
        found = matching(kept.corpus.stories(), period, entity, text)
        if not sys.stdout.isatty():
            rows = StoryRows(kept)
            for story in found:
                _write(rows.row(story))
            return
        several = (story for story in found if len(story.article_ids) > 1)
        Console().print(shown.story_table(kept, islice(several, _ROWS_SHOWN)))
        if more := sum(1 for _ in several):
            click.echo(f"{more} more; narrow them with --day, --entity or --text, or pipe the output", err=True)


@stories.command()
@click.argument("story", metavar="STORY")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@options.store
def split(story: str, articles: tuple[str, ...], store: Path) -> None:
    """Take articles out of a story; they stand together in another from now on, whatever is read later."""
    with Store(store, create=False) as kept, refreshing() as watch:
        corpus.refresh(kept, watch)
        chosen = [kept.article(name).article.id for name in articles]
        parted = _story(kept, story)
        corpus.split(kept, parted, chosen)
        corpus.refresh(kept, watch)
        _say(kept, chosen)
        _refuse_together(kept, parted, chosen)


@stories.command()
@click.argument("names", nargs=-1, required=True, metavar="STORY STORY...")
@options.store
def merge(names: tuple[str, ...], store: Path) -> None:
    """Make stories one, from now on, whatever is read later."""
    with Store(store, create=False) as kept, refreshing() as watch:
        corpus.refresh(kept, watch)
        chosen = [_story(kept, name) for name in names]
        corpus.merge(kept, chosen)
        corpus.refresh(kept, watch)
        _say(kept, [story.article_ids[0] for story in chosen])


@click.command()
@click.argument("story", metavar="STORY")
@options.store
def compare(story: str, store: Path) -> None:
    """Show what the articles of a story say side by side, who says so, and how it fits together.

    STORY is the id of a story, as much of its beginning as is unique, or the id of an article.
    """
    with standing(store) as kept:
        chosen = _story(kept, story)
        if sys.stdout.isatty():
            shown.compare(kept, chosen, Console())
        else:
            _write(StoryRows(kept).row(chosen))


@click.command()
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@options.store
def storyline(query: tuple[str, ...], store: Path) -> None:
    """Follow a subject through the months: its stories in order, what was promised, and what became of it.

    QUERY is a name or id of a person, body or place, several of them, or free words.
    """
    words = " ".join(query)
    with standing(store) as kept, refreshing() as watch:
        found = corpus.asked_storyline(kept, words, watch)
        if found is None:
            raise MarsadError(f"{store}: no story fits {words!r}; fewer words, or a name as the articles have it")
        if sys.stdout.isatty():
            shown.storyline(kept, found, Console())
        else:
            _write(storyline_row(found))


def _story(store: Store, name: str) -> Story:
    """The story of an id, of its unique beginning, or the main one of an article."""
    found = store.corpus.stories_like(name) if name else []
    exact = [story for story in found if story.id == name]
    if exact or len(found) == 1:
        return (exact or found)[0]
    if not found:
        of_article = store.corpus.stories_of(name)
        if of_article:
            return of_article[0]
        raise StoreError(f"{store.path}: holds no story {name!r}; `marsad stories` lists them")
    raise StoreError(f"{store.path}: several stories begin with {name!r}; give more of the id")


def _refuse_together(store: Store, before: Story, chosen: Sequence[str]) -> None:
    """Say so where a split left articles together: passages told beside may be tied through a third article."""
    now = store.corpus.story(before.id)
    members = set(now.article_ids) & set(before.article_ids) if now else set()
    together = members & set(chosen)
    if together and members - together:
        raise MarsadError(
            f"{store.path}: {', '.join(sorted(together))} still stands in {before.id}, for another article tells"
            " what it tells beside its main event; the split is kept for main events"
        )


def _say(store: Store, articles: Sequence[str]) -> None:
    said = {story.id: story for name in articles for story in store.corpus.stories_of(name)[:1]}
    for story in said.values():
        click.echo(shown.story_line(story), err=True)


def _write(row: object) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
