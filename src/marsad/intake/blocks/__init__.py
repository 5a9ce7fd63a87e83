"""Gives every stretch of a page's text a kind and a reason: headline, paragraph, furniture, and so on."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.intake.blocks.cells import Cell, cut
from marsad.intake.blocks.headline import Heading, find_headlines
from marsad.intake.blocks.labels import Label, Labeller
from marsad.intake.blocks.phrases import Hit, Phrases, known, page_title
from marsad.intake.blocks.region import find_body, is_prose, weigh
from marsad.records import Article, Block, Line, Metadata, Record
from marsad.stage import Layers, made_by, record_id

TITLES = 20
"""Titles that a page states of itself and that its lines are compared with; real ones state about four."""


class BlockStage:
    """Labels every line of an article.

    It works on rendered HTML, whose lines carry their markup, and on text that was scraped before and still has its
    furniture in. Blocks do not overlap, and every character but white space lies in one.
    """

    name = "blocks"
    version = "1"
    reads: tuple[type[Record], ...] = (Line, Metadata)
    writes: tuple[type[Record], ...] = (Block,)

    def __init__(self) -> None:
        self._phrases = Phrases()

    def __call__(self, article: Article, layers: Layers) -> Iterator[Block]:
        """Yield the blocks in the order of the text."""
        cells = cut(article.text, layers.of(Line))
        stated = [fact for fact in layers.of(Metadata) if fact.key == "title"][:TITLES]
        given = any(fact.place == "given" for fact in stated)
        labels = self._labels(cells, [fact.value for fact in stated], given=given)
        for cell, label in zip(cells, labels, strict=True):
            yield Block(
                id=record_id(article, "block", cell.start, cell.end),
                article_id=article.id,
                made_by=made_by(self),
                start=cell.start,
                end=cell.end,
                kind=label.kind,
                reason=label.reason,
            )

    def _labels(self, cells: list[Cell], titles: list[str], *, given: bool) -> list[Label]:
        title = page_title(cells)
        hits = known(cells, self._phrases, title)
        titles = titles if title is None else [*titles, cells[title].text]
        body = find_body(cells, [weigh(cell, hit) for cell, hit in zip(cells, hits, strict=True)], titles)
        if not body:
            return _without_prose(cells, hits, titles)
        headlines = find_headlines(cells, body, titles, self._phrases, hits, given=given)
        if headlines and headlines[-1] in body:
            body = _after(headlines[-1], body, cells)
        return Labeller(cells, hits, body, headlines, self._phrases).labels()


def _after(headline: int, body: range, cells: list[Cell]) -> range:
    """The body without the headline that it began with, and without the credits between them."""
    start = headline + 1
    while start < body.stop - 1 and not is_prose(cells[start]):
        start += 1
    return range(start, body.stop)


def _without_prose(cells: list[Cell], hits: list[Hit | None], titles: list[str]) -> list[Label]:
    """A page of short lines only: nothing says where a body would begin, so all but known furniture is kept as body."""
    heading = Heading(cells, hits, range(0), titles)
    headline = next((n for n, cell in enumerate(cells) if hits[n] is None and heading.titled(cell)), None)
    return [
        Label("headline", "the title that was given")
        if index == headline
        else Label("furniture", hit.place if hit else "no letters")
        if hit or not cell.letters or cell.linked > 0.5
        else Label("paragraph", "a page without prose")
        for index, (cell, hit) in enumerate(zip(cells, hits, strict=True))
    ]
