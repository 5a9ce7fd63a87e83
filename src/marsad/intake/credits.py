"""Finds who published and wrote an article: outlet, headline, byline, agency, dateline, section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.intake.blocks.cells import Cell
from marsad.intake.blocks.phrases import plain
from marsad.intake.dateline import Datelines
from marsad.intake.outlets import Outlet, Outlets
from marsad.lexicon.table import load
from marsad.records import Article, Block, Credit, CreditKind, Metadata, Record
from marsad.stage import Layers, made_by, record_id

LONGEST_SIGN = 5
"""Words of the longest line that is taken for an outlet's sign."""
PUBLISHER_PLACES = ("given", "json-ld", "opengraph", "meta")

_END_CREDIT = re.compile(r"[(\[\u00ab\"/]\s*([^()\[\]\u00ab\u00bb\"/\n]{2,40}?)\s*[)\]\u00bb\"/]\s*[.\u06d4]?\s*$")
_EDGES = re.compile(r"^[\s|:*\-\u2010-\u2015\u2022\u0640/]+|[\s|:*\-\u2010-\u2015\u2022/]+$")


class Found(NamedTuple):
    """A credit before it becomes a record; see `records.Credit`."""

    kind: CreditKind
    text: str
    evidence: str
    start: int | None = None
    outlet: Outlet | None = None


class CreditStage:
    """Reads credits from the blocks and from what the page states about itself; the best of each kind comes first."""

    name = "credits"
    version = "1"
    reads: tuple[type[Record], ...] = (Block, Metadata)
    writes: tuple[type[Record], ...] = (Credit,)

    def __init__(self) -> None:
        self._outlets = Outlets()
        self._datelines = Datelines(self._outlets)
        self._cues = sorted((plain(row["phrase"]) for row in load("byline_cues")), key=len)[::-1]

    def __call__(self, article: Article, layers: Layers) -> Iterator[Credit]:
        """Yield the credits, headlines first."""
        blocks, facts = layers.of(Block), layers.of(Metadata)
        dateline = list(self._dateline(article, blocks))
        found = [
            *_headlines(article, blocks, facts),
            *self._outlet(article, blocks, facts, dateline),
            *self._written_by(article, blocks, facts),
            *(credit for credit in dateline if credit.kind != "outlet"),
            *self._closing(article, blocks),
            *_sections(article, blocks, facts),
        ]
        for number, credit in enumerate(dict.fromkeys(found)):
            yield self._record(article, number, credit)

    def _record(self, article: Article, number: int, found: Found) -> Credit:
        end = None if found.start is None else found.start + len(found.text)
        return Credit(
            id=record_id(article, "credit", number),
            article_id=article.id,
            made_by=made_by(self),
            kind=found.kind,
            text=found.text,
            evidence=found.evidence,
            start=found.start,
            end=end,
            name=found.outlet.name if found.outlet else None,
            domain=found.outlet.domain if found.outlet else None,
        )

    def _outlet(
        self, article: Article, blocks: Sequence[Block], facts: Sequence[Metadata], dateline: Sequence[Found]
    ) -> Iterator[Found]:
        """The publisher: stated by the input or the page, by its address, in the dateline, by a sign on the page."""
        for place in PUBLISHER_PLACES:
            for fact in facts:
                if fact.key == "outlet" and fact.place == place:
                    yield self._publisher(fact.value, f"{place}: {fact.value}", facts)
        for fact in facts:
            if fact.key == "domain" and (outlet := self._outlets.at(fact.value)):
                yield Found("outlet", outlet.name, f"address: {fact.value} ({outlet.place})", None, outlet)
        yield from (credit for credit in dateline if credit.kind == "outlet")
        yield from self._signs(article, blocks)

    def _publisher(self, name: str, evidence: str, facts: Sequence[Metadata]) -> Found:
        outlet = self._outlets.named(name)
        if outlet is None:
            domain = next((fact.value for fact in facts if fact.key == "domain"), None)
            outlet = Outlet(name, domain, "site", "")
        return Found("outlet", name, evidence, None, outlet)

    def _signs(self, article: Article, blocks: Sequence[Block]) -> Iterator[Found]:
        """Short lines outside the body that name a newspaper, site or channel."""
        for block in blocks:
            if block.kind not in ("furniture", "byline", "dateline") or "menu" in block.reason:
                continue
            words = article.text[block.start : block.end]
            text, start = _trimmed(words, block.start)
            if len(text.split()) <= LONGEST_SIGN and self._outlets.has_word(text):
                outlet = self._outlets.named(text) or Outlet(text, None, "site", "")
                if outlet.kind != "agency":
                    yield Found("outlet", text, f"sign on the page: {text}", start, outlet)

    def _dateline(self, article: Article, blocks: Sequence[Block]) -> Iterator[Found]:
        first = next((block for block in blocks if block.kind == "paragraph"), None)
        if first is None:
            return
        for part in self._datelines.read(article.text[first.start : first.end]):
            start = first.start + part.start
            evidence = "opening of the first paragraph"
            if part.kind == "place":
                yield Found("dateline", part.text, evidence, start)
            elif part.kind in ("outlet", "agency"):
                kind: CreditKind = "outlet" if part.kind == "outlet" else "agency"
                yield Found(kind, part.text, evidence, start, self._outlets.named(part.text))

    def _written_by(self, article: Article, blocks: Sequence[Block], facts: Sequence[Metadata]) -> Iterator[Found]:
        """Lines of credit, each part an agency, an outlet or a name; then the authors that the page states."""
        for block in blocks:
            if block.kind == "byline":
                yield from self._line(article.text[block.start : block.end], block)
        for fact in facts:
            if fact.key == "author":
                outlet = self._outlets.named(fact.value)
                kind: CreditKind = "agency" if outlet and outlet.kind == "agency" else "byline"
                yield Found(kind, fact.value, f"{fact.place}: {fact.value}", None, outlet)

    def _line(self, words: str, block: Block) -> Iterator[Found]:
        text, start = _trimmed(words, block.start)
        outlet = self._outlets.named(text)
        if outlet and outlet.kind == "agency":
            yield Found("agency", text, block.reason, start, outlet)
        name, at = self._without_cue(text, start)
        if name:
            yield Found("byline", name, block.reason, at)

    def _without_cue(self, text: str, start: int) -> tuple[str, int]:
        """A byline without the words that announce it ("by", "report:")."""
        head, colon, tail = text.partition(":")
        if colon and tail.strip() and plain(head) in self._cues:
            return _trimmed(tail, start + len(head) + 1)
        first, _, rest = text.partition(" ")
        if rest and plain(first) in self._cues:
            return _trimmed(rest, start + len(first) + 1)
        return text, start

    def _closing(self, article: Article, blocks: Sequence[Block]) -> Iterator[Found]:
        """The agency in brackets at the end of the last paragraph, or of the first."""
        paragraphs = [block for block in blocks if block.kind in ("paragraph", "byline")]
        for block in (paragraphs[-1:] + paragraphs[:1]) if paragraphs else []:
            match = _END_CREDIT.search(article.text, max(block.start, block.end - 60), block.end)
            outlet = self._outlets.named(match[1]) if match else None
            if match and outlet and outlet.kind == "agency":
                yield Found("agency", match[1], "in brackets at the end of a paragraph", match.start(1), outlet)


def _headlines(article: Article, blocks: Sequence[Block], facts: Sequence[Metadata]) -> Iterator[Found]:
    titles = {tuple(Cell(0, len(fact.value), fact.value).words) for fact in facts if fact.key == "title"}
    shown = [block for block in blocks if block.kind == "headline"]
    texts = [(article.text[block.start : block.end], block) for block in shown]
    texts.sort(key=lambda entry: (tuple(Cell(0, 0, entry[0]).words) not in titles, "upper" in entry[1].reason))
    for text, block in texts:
        yield Found("headline", text, block.reason, block.start)
    for place in ("given", "json-ld", "opengraph", "meta", "title"):
        for fact in facts:
            if not shown and fact.key == "title" and fact.place == place:
                yield Found("headline", fact.value, f"{place}: {fact.value}")


def _sections(article: Article, blocks: Sequence[Block], facts: Sequence[Metadata]) -> Iterator[Found]:
    for block in blocks:
        if block.kind == "section":
            text, start = _trimmed(article.text[block.start : block.end], block.start)
            yield Found("section", text, block.reason, start)
    for fact in facts:
        if fact.key == "section":
            yield Found("section", fact.value, f"{fact.place}: {fact.value}")


def _trimmed(words: str, start: int) -> tuple[str, int]:
    """The words without bars, bullets and dashes around them, and where they start."""
    text = _EDGES.sub("", words)
    return text, start + max(0, words.find(text))
