"""The pages of stories: an index by month, and a page for each story of several articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from marsad.publish.dossier.labels import Label, iso, label_of
from marsad.publish.dossier.listing import Listing, Waiting, month
from marsad.publish.dossier.marked import clipped, plain
from marsad.publish.dossier.names import safe_name
from marsad.publish.dossier.pages import write_page
from marsad.publish.dossier.rows import Row
from marsad.publish.dossier.story_view import WORST, view_of, worst
from marsad.records import Contrast, Origin, Story
from marsad.stage import Annotated
from marsad.store import Store

_NAME = 200
_OUTLETS = 6


class StoryRow(NamedTuple):
    """One line of the index; `file` is the story's page, `start` its first day ("" where none is known).

    `standing` is how its claims stand to one another at worst, "" where nothing is compared.
    """

    file: str
    name: str
    language: str
    start: str
    days: str
    articles: int
    outlets: tuple[str, ...]
    independent: int
    standing: str

    @property
    def standing_name(self) -> Label:
        """The standing in words."""
        return label_of("agreement", self.standing)


_LIST = Listing[StoryRow](
    "stories",
    "stories.js",
    "month",
    heading=lambda row: row.start[:7],
    named=month,
    told=lambda row: (row.file, row.days, row.start, row.name, " \N{MIDDLE DOT} ".join(row.outlets), row.standing),
)


class Link(NamedTuple):
    """A story that an article tells: its page, its name, how many articles tell it, whether beside another."""

    href: str
    name: str
    articles: int
    beside: bool


def story_file(story: Story) -> str:
    """The file of a story's page under `stories/`."""
    return f"{safe_name(story.id)}.html"


class StoryPages:
    """Takes the rows of articles, and writes the pages of stories when all have come; none without a store."""

    def __init__(self, folder: Path, store: Store | None) -> None:
        self._folder = folder
        self._store = store
        self._lines = Waiting(StoryRow)
        self.rows: dict[str, Row] = {}
        """The rows of the articles, by their ids."""

    def __enter__(self) -> StoryPages:
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()

    def links(self, annotated: Annotated, row: Row) -> Sequence[Link]:
        """Take an article and its row; give the stories of several articles that it tells, its main one first."""
        name = annotated.article.id
        self.rows[name] = row
        stories = self._store.corpus.stories_of(name) if self._store else []
        return [
            Link(f"../stories/{story_file(s)}", _named(s), len(s.article_ids), name in s.beside)
            for s in stories
            if len(s.article_ids) > 1
        ]

    def close(self) -> int:
        """Write every page; give the number of stories with a page."""
        alone = 0
        for story in self._store.corpus.stories() if self._store else ():
            if sum(name in self.rows for name in story.article_ids) > 1:
                self._write(self._store, story)  # type: ignore[arg-type]
            else:
                alone += 1
        standings = [(name, label_of("agreement", name)) for name in WORST]
        _LIST.write(self._folder, self._lines, alone=alone, standings=standings)
        return len(self._lines)

    def _write(self, store: Store, story: Story) -> None:
        line = self._line(store, story)
        self._lines.append(line)
        write_page(
            self._folder,
            f"stories/{line.file}",
            "story.html",
            "stories",
            line=line,
            story=story,
            view=view_of(store, story, self.rows),
        )

    def _line(self, store: Store, story: Story) -> StoryRow:
        rows = [self.rows[name] for name in story.article_ids if name in self.rows]
        return StoryRow(
            file=story_file(story),
            name=_named(story),
            language=rows[0].language,
            start=str(story.period.start) if story.period else "",
            days=iso(story.period),
            articles=len(rows),
            outlets=tuple(dict.fromkeys(row.outlet for row in rows if row.outlet))[:_OUTLETS],
            independent=len(store.corpus.told(story.id, Origin)),
            standing=worst(store.corpus.told(story.id, Contrast)),
        )


def _named(story: Story) -> str:
    return plain(clipped(" ".join(story.name.split()) or story.id, _NAME))
