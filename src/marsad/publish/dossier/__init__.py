"""The dossier: a folder of pages that a researcher opens in a browser, with no network and no server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from marsad.publish.dossier.entity_pages import EntityPages
from marsad.publish.dossier.event_pages import EventPages
from marsad.publish.dossier.folder import replaced
from marsad.publish.dossier.index_pages import write_index
from marsad.publish.dossier.issue_lists import IssueLists
from marsad.publish.dossier.labels import tag
from marsad.publish.dossier.names import Names
from marsad.publish.dossier.pages import write_assets, write_page
from marsad.publish.dossier.rows import Row, row_of
from marsad.publish.dossier.story_pages import StoryPages
from marsad.publish.dossier.storyline_pages import write_storylines
from marsad.publish.dossier.view import view_of
from marsad.records import Issue, Storyline
from marsad.stage import Annotated
from marsad.store import Store

__all__ = ["Across", "write_dossier"]


def write_dossier(
    articles: Iterable[Annotated],
    folder: Path,
    issues: Iterable[Issue] = (),
    counts: Mapping[str, int] | None = None,
    across: Across | None = None,
) -> Path:
    """Write the dossier of the articles and return the path of its first page, `index.html`.

    Articles are taken one by one, and only a short row of each is kept; their own issues are in their layers.
    `issues` are those about the inputs, read after the last article. `counts` are shown with the summary: how many
    pages were read, kept, set aside and why; a key without a label is shown as it is. `across` are the stories of the
    articles; without it there are none. The same records give the same bytes. The folder is swapped in when it is
    complete, in place of an earlier dossier.

    Raises `MarsadError` if `folder` holds anything but a dossier, or cannot be written.
    """
    store, lines = across or Across(None, ())
    with (
        replaced(folder) as new,
        EntityPages(new) as entities,
        EventPages(new) as events,
        StoryPages(new, store) as told,
    ):
        write_assets(new)
        parts = _Parts(Names(), IssueLists(new), entities, events, told)
        rows = [_write_article(new, annotated, parts) for annotated in articles]
        for issue in issues:
            parts.issues.add(issue)
        codes = parts.issues.close()
        write_page(new, "issues.html", "issues.html", "issues", codes=codes)
        entities.close()
        events.close()
        told.close()
        write_storylines(new, store, lines, told.rows)
        write_index(new, rows, counts or {}, codes)
    return folder / "index.html"


class Across(NamedTuple):
    """A store with its stories brought up to date, and the storylines found among them."""

    store: Store | None
    storylines: Sequence[Storyline]


class _Parts(NamedTuple):
    """The parts of a dossier that take every article."""

    names: Names
    issues: IssueLists
    entities: EntityPages
    events: EventPages
    stories: StoryPages


def _write_article(folder: Path, annotated: Annotated, parts: _Parts) -> Row:
    row = row_of(annotated, parts.names.page(annotated.article.id))
    language = tag(annotated.article.language)
    parts.events.add(annotated, row)
    stories = parts.stories.links(annotated, row)
    view = view_of(annotated, row, parts.entities.links(annotated, row))
    name = f"articles/{row.file}"
    write_page(folder, name, "article.html", "articles", view=view, language=language, stories=stories)
    for issue in annotated.layers.of(Issue):
        parts.issues.add(issue, row.file, row.headline, annotated.article.text)
    return row
