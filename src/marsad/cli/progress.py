"""What is said on standard error while pages go by, and once they have."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from marsad.cli.group import FAILED, NOT_ALL
from marsad.engine import Already, Tally
from marsad.engine.tally import REPEATED
from marsad.publish.terminal import issue_line
from marsad.records import Issue
from marsad.stage import Outcome

T = TypeVar("T", bound=Outcome | Issue | Already)

SHOWN_PER_CODE = 20  # a folder of ten thousand empty files must not hide the rest; all are counted at the end


def watched(items: Iterable[T], tally: Tally, *, quiet: bool = False) -> Iterator[T]:
    """Pass items through, counting them; say on standard error what could not be read.

    Where that is a terminal a running count stands there too, but not if `quiet`.
    """
    counts = TextColumn("{task.completed} pages, {task.fields[articles]} articles")
    console = Console(stderr=True)
    said: Counter[str] = Counter()
    off = quiet or not sys.stderr.isatty()
    with Progress(
        SpinnerColumn(), counts, TimeElapsedColumn(), console=console, transient=True, disable=off
    ) as progress:
        shown = progress.add_task("", total=None, articles=0)
        for item in items:
            tally.add(item)
            _say_issues(item, said)
            progress.update(shown, completed=tally.pages, articles=tally.articles)
            yield item


def _say_issues(item: Outcome | Issue | Already, said: Counter[str]) -> None:
    for issue in (item,) if isinstance(item, Issue) else getattr(item, "issues", ()):
        said[issue.code] += issue.code not in REPEATED
        if 0 < said[issue.code] <= SHOWN_PER_CODE:
            click.echo(issue_line(issue), err=True)
        if said[issue.code] == SHOWN_PER_CODE:
            click.echo(f"Further issues {issue.code} are only counted.", err=True)


def say_counts(tally: Tally) -> None:
    """Say at the end what was read, kept, set aside and why, and what could not be settled."""
    parts = [f"{tally.pages} pages read", f"{tally.articles} articles kept"]
    if tally.already:
        parts.append(f"{tally.already} done already")
    if tally.not_coded:
        parts.append(f"{tally.not_coded} not in Arabic (kept, not coded)")
    click.echo("; ".join(parts), err=True)
    _say("set aside", tally.set_aside)
    _say("issues", tally.issues)


def status(tally: Tally) -> int:
    """The exit status that the counts call for."""
    readable = tally.articles + tally.already + sum(tally.set_aside[code] for code in REPEATED)
    if not readable:
        click.echo("Nothing could be read: wanted pages of HTML or text, feeds, WARC, JSON Lines or Parquet.", err=True)
        return FAILED
    return NOT_ALL if tally.unread else 0


def _say(what: str, counts: Counter[str]) -> None:
    if counts:
        click.echo(f"{what}: " + ", ".join(f"{code} {number}" for code, number in sorted(counts.items())), err=True)
