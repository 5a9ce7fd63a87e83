"""The pages of storylines: a list, and for each a picture of its time, its entries, and what became of promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from marsad.publish.dossier.labels import Label, iso, label_of
from marsad.publish.dossier.marked import clipped, plain
from marsad.publish.dossier.names import safe_name
from marsad.publish.dossier.pages import write_page
from marsad.publish.dossier.rows import Row
from marsad.publish.dossier.story_pages import story_file
from marsad.publish.dossier.timeline import day_of, pictures
from marsad.records import Entry, FollowUp, Storyline, digest
from marsad.store import Store

_NAME = 200
_TEXT = 600
_LISTED = 500
_SHOWN = 400
_OUTCOMES = ("kept", "changed", "broken", "open")


class Told(NamedTuple):
    """An entry: its number, kind, words, days, and the articles in which it stands."""

    number: int
    kind: str
    kind_name: Label
    text: str
    days: str
    told_on: str
    rows: tuple[Row, ...]


class Became(NamedTuple):
    """A promise and what later entries say of it."""

    promised: Told
    later: tuple[Told, ...]
    outcome: str
    outcome_name: Label


class StoryOf(NamedTuple):
    """A story of a storyline: its page or that of its one article, its name, its days."""

    href: str
    name: str
    days: str
    articles: int


class LineRow(NamedTuple):
    """One line of the list of storylines."""

    file: str
    name: str
    start: str
    last: str
    stories: int
    entries: int
    outcomes: tuple[tuple[str, Label, int], ...]


def write_storylines(folder: Path, store: Store | None, lines: Sequence[Storyline], rows: Mapping[str, Row]) -> None:
    """Write the list and a page for each storyline; `rows` are those of all articles, by their ids."""
    shown = [_write(folder, store, line, rows) for line in lines] if store else []
    shown.sort(key=lambda line: (-line.stories, line.start, line.file))
    write_page(
        folder, "storylines.html", "storylines.html", "storylines", lines=shown[:_LISTED], more=len(shown[_LISTED:])
    )


def _write(folder: Path, store: Store, line: Storyline, rows: Mapping[str, Row]) -> LineRow:
    entries = [_told(number, entry, rows) for number, entry in enumerate(line.entries, 1)]
    numbered = {entry.id: told for entry, told in zip(line.entries, entries, strict=True)}
    follow_ups = [follow for follow in _in_order(line.follow_ups) if follow.promised in numbered]
    row = _row(line)
    write_page(
        folder,
        f"storylines/{row.file}",
        "storyline.html",
        "storylines",
        line=row,
        query=line.query,
        pictures=pictures(line),
        entries=entries[:_SHOWN],
        more=max(0, len(entries) - _SHOWN),
        follow_ups=[_became(f, numbered) for f in follow_ups if f.outcome != "open"],
        open=[_became(f, numbered) for f in follow_ups if f.outcome == "open"][:_SHOWN],
        stories=[found for name in line.story_ids if (found := _story(store, name, rows))],
    )
    return row


def _row(line: Storyline) -> LineRow:
    days = sorted(day for entry in line.entries if (day := day_of(entry)))
    counts = [(o, label_of("outcome", o), sum(f.outcome == o for f in line.follow_ups)) for o in _OUTCOMES]
    return LineRow(
        file=f"{safe_name(digest(line.id))}.html",
        name=plain(clipped(" ".join(line.name.split()) or line.id, _NAME)),
        start=str(days[0]) if days else "",
        last=str(days[-1]) if days else "",
        stories=len(line.story_ids),
        entries=len(line.entries),
        outcomes=tuple(count for count in counts if count[2]),
    )


def _told(number: int, entry: Entry, rows: Mapping[str, Row]) -> Told:
    articles = dict.fromkeys(passage.article_id for passage in entry.passages)
    return Told(
        number=number,
        kind=entry.kind,
        kind_name=label_of("entry", entry.kind),
        text=plain(clipped(" ".join(entry.text.split()), _TEXT)),
        days=iso(entry.period),
        told_on=iso(entry.told_on),
        rows=tuple(rows[name] for name in articles if name in rows),
    )


def _in_order(follow_ups: Sequence[FollowUp]) -> list[FollowUp]:
    return sorted(follow_ups, key=lambda follow: _OUTCOMES.index(follow.outcome))


def _became(follow: FollowUp, entries: Mapping[str, Told]) -> Became:
    later = tuple(entries[name] for name in follow.later if name in entries)
    return Became(entries[follow.promised], later, follow.outcome, label_of("outcome", follow.outcome))


def _story(store: Store, name: str, rows: Mapping[str, Row]) -> StoryOf | None:
    story = store.corpus.story(name)
    told = [rows[article] for article in story.article_ids if article in rows] if story else []
    if story is None or not told:
        return None
    href = f"../stories/{story_file(story)}" if len(told) > 1 else f"../articles/{told[0].file}"
    return StoryOf(href, plain(clipped(" ".join(story.name.split()), _NAME)), iso(story.period), len(told))
