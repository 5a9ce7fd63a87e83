"""The pages of entities: an index by kind, and for each entity its spellings, its roles over time and its articles.

Articles pass one by one. The words in which each names an entity wait in a file, so that memory holds counts only.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from marsad.lexicon import knowledge
from marsad.publish.dossier.labels import Label, label, label_of
from marsad.publish.dossier.listing import Listing
from marsad.publish.dossier.marked import Span, clipped, direction, mark, plain
from marsad.publish.dossier.pages import ROWS_A_PAGE, write_page
from marsad.publish.dossier.rows import Row
from marsad.publish.entities import Entity, Gathering, Named, Role, role_order
from marsad.records import Mention, digest
from marsad.stage import Annotated

KINDS = ("person", "organization", "group", "place", "office")
_NAME = 200
_SPELLINGS = 4
_LISTED = 200
_ROLES = 2
_AROUND = 70


class Words(NamedTuple):
    """The words in which an article first names an entity in full, with those around; how often it names it."""

    before: str
    words: str
    after: str
    anchor: str
    times: int


class Place(NamedTuple):
    """An article that names an entity, and the words."""

    row: Row
    words: Markup
    direction: str
    anchor: str
    times: int


class Line(NamedTuple):
    """One line of the index; `file` is the entity's page under `entities/`, `roles` those told most often first."""

    file: str
    kind: str
    kind_name: Label
    entity: Entity
    name: Label
    country: Label
    roles: tuple[Role, ...]


class EntityPages:
    """Takes articles, and writes the pages when all have come; a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._gathering = Gathering()
        self._rows: list[Row] = []
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._at: dict[str, dict[int, int]] = {}

    def __enter__(self) -> EntityPages:
        return self

    def __exit__(self, *_: object) -> None:
        self._words.close()

    def links(self, annotated: Annotated, row: Row) -> dict[str, str]:
        """Take an article and its row; give the page of each of its mentions, as seen from the article's page."""
        self._rows.append(row)
        pages: dict[str, str] = {}
        for named in self._gathering.add(annotated):
            file = f"../entities/{_file(named.key)}"
            pages |= {mention.id: file for mention in named.mentions}
            self._at.setdefault(named.key, {})[len(self._rows) - 1] = self._words.tell()
            self._words.write(json.dumps(_words(annotated.article.text, named)).encode() + b"\n")
        return pages

    def close(self) -> int:
        """Write every page; give the number of entities."""
        lines = []
        order = sorted(range(len(self._rows)), key=lambda number: self._rows[number].order)
        rank = {number: place for place, number in enumerate(order)}
        for entity in self._gathering.entities():
            lines.append(_line(entity))
            self._write(lines[-1], rank)
            for other in entity.joined:
                self._write(lines[-1]._replace(file=_file(other.key)), rank)
        lines.sort(key=lambda line: KINDS.index(line.kind))
        _INDEX.write(self._folder, lines, spellings_shown=_SPELLINGS, roles_shown=_ROLES)
        return len(lines)

    def _write(self, line: Line, rank: Mapping[int, int]) -> None:
        entity = line.entity
        keys = [other.key for other in reversed(entity.joined)] + [entity.key]
        places = {number: at for key in keys for number, at in self._at[key].items()}
        found = sorted(places.items(), key=lambda pair: rank[pair[0]])
        pages = [found[at : at + ROWS_A_PAGE] for at in range(0, len(found), ROWS_A_PAGE)]
        for number, page in enumerate(pages, 1):
            write_page(
                self._folder,
                f"entities/{_page(line.file, number)}",
                "entity.html",
                "entities",
                line=line,
                entity=entity,
                spellings=entity.spellings[:_LISTED],
                roles=sorted(line.roles[:_LISTED], key=role_order),
                may_be=_may_be(entity),
                places=[self._place(*pair) for pair in page],
                number=number,
                pages=len(pages),
                before=_page(line.file, number - 1) if number > 1 else "",
                after=_page(line.file, number + 1) if number < len(pages) else "",
            )

    def _place(self, number: int, at: int) -> Place:
        self._words.seek(at)
        known = Words(*json.loads(self._words.readline()))
        start = len(known.before)
        span = Span(start, start + len(known.words), "named")
        text = known.before + known.words + known.after
        return Place(self._rows[number], mark(text, [span]), direction(text), known.anchor, known.times)


def _file(key: str) -> str:
    return f"{digest(key)}.html"


def _page(file: str, number: int) -> str:
    return file if number == 1 else f"{file.removesuffix('.html')}-{number:04d}.html"


def _words(text: str, named: Named) -> Words:
    first = next((m for m in named.mentions if not m.short and not m.office), named.mentions[0])
    start, end = _line_around(text, first)
    before, after = text[start : first.start].lstrip(), text[first.end : end].rstrip()
    words = text[first.start : first.end]
    return Words(before, words, after, f"mention-{first.start}-{first.end}", len(named.mentions))


def _line_around(text: str, mention: Mention) -> tuple[int, int]:
    """Some words before and after, none of them cut, within the line."""
    start, end = max(0, mention.start - _AROUND), min(len(text), mention.end + _AROUND)
    if start:
        blank = text.find(" ", start, mention.start)
        start = blank + 1 if blank >= 0 else mention.start
    start = max(start, text.rfind("\n", start, mention.start) + 1)
    stop = text.find("\n", mention.end, end)
    if stop < 0 and end < len(text):
        stop = text.rfind(" ", mention.end, end)
    return start, end if stop < 0 else stop


def _line(entity: Entity) -> Line:
    arabic, english = (plain(clipped(name, _NAME)) for name in (entity.name_ar, entity.name))
    kind = "office" if entity.office else entity.kind
    roles = tuple(sorted(entity.roles, key=lambda role: -role.articles))
    name, country = Label(arabic, english), _country(entity.country or "")
    return Line(_file(entity.key), kind, label(f"entities.{kind}"), entity, name, country, roles)


def _may_be(entity: Entity) -> list[Label]:
    """Those whom an unsettled name may mean, each with its country."""
    known = (knowledge.entities().get(name) for name in entity.may_be)
    found = [(Label(e.aliases[0] if e.aliases else e.name, e.name), _country(e.country)) for e in known if e]
    return [Label(*(plain(f"{name[n]} ({country[n]})") for n in (0, 1))) for name, country in found]


def _country(code: str) -> Label:
    known = knowledge.countries().get(code)
    return Label(known.names[0], known.name) if known else label_of("country", code)


_INDEX = Listing[Line](
    "entities",
    "entities.js",
    "kind",
    heading=lambda line: line.kind,
    named=lambda kind: label(f"entities.{kind}"),
    told=lambda line: (
        line.file,
        line.kind,
        *line.name,
        plain(" \N{MIDDLE DOT} ".join(s.text for s in line.entity.spellings[:_SPELLINGS] if s.text not in line.name)),
        len(line.entity.articles),
    ),
)
