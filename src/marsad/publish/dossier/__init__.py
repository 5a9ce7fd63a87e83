"""The dossier: a folder of pages that a researcher opens in a browser, with no network and no server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from marsad.publish.dossier.entity_pages import EntityPages
from marsad.publish.dossier.event_pages import EventPages
from marsad.publish.dossier.folder import replaced
from marsad.publish.dossier.index_pages import write_index
from marsad.publish.dossier.issue_lists import IssueLists
from marsad.publish.dossier.labels import tag
from marsad.publish.dossier.names import Names
from marsad.publish.dossier.pages import write_assets, write_page
from marsad.publish.dossier.rows import Row, row_of
from marsad.publish.dossier.view import view_of
from marsad.records import Issue
from marsad.stage import Annotated

__all__ = ["write_dossier"]


def write_dossier(
    articles: Iterable[Annotated], folder: Path, issues: Iterable[Issue] = (), counts: Mapping[str, int] | None = None
) -> Path:
    """Write the dossier of the articles and return the path of its first page, `index.html`.

    Articles are taken one by one, and only a short row of each is kept; their own issues are in their layers.
    `issues` are those about the inputs, read after the last article. `counts` are shown with the summary: how many
    pages were read, kept, set aside and why; a key without a label is shown as it is. The same records give the same
    bytes. The folder is swapped in when it is complete, in place of an earlier dossier.

    Raises `MarsadError` if `folder` holds anything but a dossier, or cannot be written.
    """
    with replaced(folder) as new, EntityPages(new) as entities, EventPages(new) as events:
        write_assets(new)
        lists = IssueLists(new)
        names = Names()
        rows = [_write_article(new, annotated, names, (lists, entities, events)) for annotated in articles]
        for issue in issues:
            lists.add(issue)
        codes = lists.close()
        write_page(new, "issues.html", "issues.html", "issues", codes=codes)
        entities.close()
        events.close()
        write_index(new, rows, counts or {}, codes)
    return folder / "index.html"


def _write_article(
    folder: Path, annotated: Annotated, names: Names, lists: tuple[IssueLists, EntityPages, EventPages]
) -> Row:
    row = row_of(annotated, names.page(annotated.article.id))
    language = tag(annotated.article.language)
    issues, entities, events = lists
    events.add(annotated, row)
    view = view_of(annotated, row, entities.links(annotated, row))
    write_page(folder, f"articles/{row.file}", "article.html", "articles", view=view, language=language)
    for issue in annotated.layers.of(Issue):
        issues.add(issue, row.file, row.headline, annotated.article.text)
    return row
