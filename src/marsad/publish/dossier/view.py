"""What the page of one article shows, gathered from its records."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from marsad.publish.contract import publication
from marsad.publish.dossier import rows
from marsad.publish.dossier.labels import Label, iso, label, label_of, publication_label
from marsad.publish.dossier.layers import anchors_of, spans_of
from marsad.publish.dossier.marked import TEXT_SHOWN, Span, clipped, direction, mark, plain, shown
from marsad.records import Block, Credit, Issue, Metadata
from marsad.stage import Annotated

_VALUE_SHOWN = 1_000
_HEADLINE_SHOWN = 300
_FURNITURE_OPEN = 3
_WEB = re.compile(r"https?://[^\s\\\"<>]+", re.IGNORECASE)


class Piece(NamedTuple):
    """A block with its marked text, or the white space between two of them (`kind` is then "")."""

    kind: str
    name: Label
    reason: Label | None
    made_by: str
    direction: str
    words: Markup


class Run(NamedTuple):
    """Pieces shown together: a long row of page furniture, folded (`lines` of it), or anything else (`lines` is 0)."""

    pieces: tuple[Piece, ...]
    lines: int


class Fact(NamedTuple):
    """One line of the card: what, its value, how it is known, and the anchor of its words in the text ("" for none)."""

    name: Label
    value: Label | Markup
    evidence: Markup = Markup("")
    made_by: str = ""
    anchor: str = ""
    known: bool = True


class Notice(NamedTuple):
    """An issue of the article, with the anchor of its words in the text ("" where it is about no words)."""

    code: str
    message: str
    made_by: str
    anchor: str


class View(NamedTuple):
    """All that an article's page shows; `shown_length` of the text's `length` code points are on it."""

    row: rows.Row
    headline: str
    day: Label
    facts: tuple[Fact, ...]
    more_headlines: tuple[str, ...]
    runs: tuple[Run, ...]
    notices: tuple[Notice, ...]
    metadata: tuple[Metadata, ...]
    length: int
    shown_length: int
    path: str


def view_of(annotated: Annotated, row: rows.Row, pages: Mapping[str, str] = MappingProxyType({})) -> View:
    """Gather what the article's page shows; `pages` are those to which records lead, by their ids."""
    article, layers = annotated
    headlines = [credit.text for credit in layers.of(Credit) if credit.kind == "headline"]
    return View(
        row=row,
        headline=clipped(rows.headline(annotated), _HEADLINE_SHOWN),
        day=publication_label(publication(annotated)),
        facts=tuple(_facts(annotated, row)),
        more_headlines=tuple(clipped(text, _VALUE_SHOWN) for text in headlines[1:]),
        runs=tuple(runs(pieces(annotated, min(len(article.text), TEXT_SHOWN), pages))),
        notices=tuple(_notices(layers.of(Issue))),
        metadata=tuple(layers.of(Metadata)),
        length=len(article.text),
        shown_length=min(len(article.text), TEXT_SHOWN),
        path=article.path,
    )


def pieces(annotated: Annotated, end: int, pages: Mapping[str, str]) -> Iterator[Piece]:
    """Cut the first `end` code points of the text into blocks and what lies between them; nothing is left out."""
    spans = _Passing(spans_of(annotated, pages))
    at = 0
    for block in sorted(annotated.layers.of(Block), key=lambda block: block.start):
        start, stop = max(at, min(block.start, end)), min(block.end, end)
        yield from _between(annotated.article.text, spans, at, start)
        if start < stop:
            yield _block(annotated.article.text, spans, block, (start, stop))
        at = max(at, start, stop)
    yield from _between(annotated.article.text, spans, at, end)


class _Passing:
    """Spans met along a text, so that each block is not compared with those of the whole page."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._coming = deque(sorted(spans, key=lambda span: span.start))
        self._standing: list[Span] = []

    def within(self, start: int, end: int) -> list[Span]:
        """The spans that reach into a stretch; stretches must be asked for in their order."""
        while self._coming and self._coming[0].start < end:
            self._standing.append(self._coming.popleft())
        self._standing = [span for span in self._standing if span.end > start]
        return self._standing


def runs(pieces: Iterable[Piece]) -> Iterator[Run]:
    """Gather furniture that stands together, so that a page's menus do not push its article out of sight."""
    furniture = False
    marked: list[tuple[bool, Piece]] = []
    for piece in pieces:
        furniture = piece.kind == "furniture" if piece.kind else furniture
        marked.append((furniture, piece))
    for folded, group in groupby(marked, key=itemgetter(0)):
        together = tuple(piece for _, piece in group)
        lines = sum(1 for piece in together if piece.kind)
        yield Run(together, lines if folded and lines > _FURNITURE_OPEN else 0)


def _block(text: str, spans: _Passing, block: Block, bounds: tuple[int, int]) -> Piece:
    return Piece(
        kind=block.kind,
        name=label_of("block", block.kind),
        reason=label_of("reason", block.reason),
        made_by=block.made_by,
        direction=direction(text[slice(*bounds)]),
        words=mark(text, spans.within(*bounds), *bounds),
    )


def _between(text: str, spans: _Passing, start: int, end: int) -> Iterator[Piece]:
    if start < end:
        between = text[start:end]
        kind = "" if between.isspace() else "none"
        yield Piece(
            kind, label("block.none"), None, "", direction(between), mark(text, spans.within(start, end), start, end)
        )


def _facts(annotated: Annotated, row: rows.Row) -> Iterator[Fact]:
    article = annotated.article
    for kind in ("outlet", "byline", "agency", "dateline", "section"):
        yield from _credits(annotated, kind)
    yield _day(annotated, row)
    yield Fact(label("article.language"), label_of("language", article.language))
    yield Fact(label("article.body-words"), Markup("<bdi>{}</bdi>").format(f"{row.words:,}"))
    if article.url:
        yield Fact(label("article.address"), address(article.url))
    yield Fact(label("article.file"), _code(article.path))
    if article.page_id:
        yield Fact(label("article.page-id"), _code(article.page_id))
    yield Fact(label("article.id"), _code(article.id))


def _credits(annotated: Annotated, kind: str) -> Iterator[Fact]:
    name = label(f"article.{kind}")
    found = [credit for credit in annotated.layers.of(Credit) if credit.kind == kind]
    anchors = anchors_of(annotated.layers.of(Credit))
    if not found and kind == "outlet":
        yield Fact(name, label("article.not-said"), known=False)
    alike = {(credit.name, credit.text, credit.evidence): credit for credit in reversed(found)}
    for credit in reversed(alike.values()):
        anchor = anchors.get(credit.id, "")
        evidence = Markup("{}").format(label_of("reason", credit.evidence))
        yield Fact(name, _named(credit), evidence, credit.made_by, anchor)


def _named(credit: Credit) -> Markup:
    parts = [credit.name or credit.text]
    parts += [credit.text] if credit.name and credit.name != credit.text else []
    parts += [credit.domain] if credit.domain else []
    first, *rest = (isolated(part) for part in parts)
    return first + Markup("").join(Markup(' <small class="aside">{}</small>').format(part) for part in rest)


def _day(annotated: Annotated, row: rows.Row) -> Fact:
    day = publication(annotated)
    if day is None:
        return Fact(label("article.day"), label("day.unknown"), known=False)
    value = Markup('{} <bdi class="iso">{}</bdi> <span class="chip basis-{}">{}</span>').format(
        publication_label(day), iso(day.period), row.basis, label_of("basis", row.basis)
    )
    return Fact(
        label("article.day"), value, isolated(day.evidence), day.made_by, anchors_of(annotated.layers).get(day.id, "")
    )


def _notices(issues: Iterable[Issue]) -> Iterator[Notice]:
    issues = tuple(issues)
    anchors = anchors_of(issues)
    for issue in issues:
        yield Notice(issue.code, issue.message, issue.made_by, anchors.get(issue.id, ""))


def isolated(text: str) -> Markup:
    """Words that are not ours, kept from steering the words around them."""
    return Markup("<bdi>{}</bdi>").format(shown(clipped(text, _VALUE_SHOWN)))


def _code(text: str) -> Markup:
    return Markup('<bdi class="code" dir="ltr">{}</bdi>').format(shown(clipped(text, _VALUE_SHOWN)))


def address(url: str) -> Markup:
    """A web address as a link that tells nothing of the reader; anything else, as mere text."""
    if len(url) > _VALUE_SHOWN or plain(url) != url or not _WEB.fullmatch(url):
        return _code(url)
    link = '<a href="{}" rel="noopener noreferrer nofollow" target="_blank">{}</a>'
    return Markup(link).format(url, _code(url))  # noqa: S704 - a constant; its values are escaped
