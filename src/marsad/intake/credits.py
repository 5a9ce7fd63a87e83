"""Finds who published and wrote an article: outlet, headline, byline, agency, dateline, section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload

from marsad.intake.blocks.cells import Cell
from marsad.intake.blocks.phrases import MASTHEAD, plain
from marsad.intake.dateline import Datelines, Part
from marsad.intake.outlets import Outlet, Outlets
from marsad.lexicon.table import load
from marsad.records import Article, Block, Credit, CreditKind, Metadata, Record
from marsad.stage import Layers, made_by, record_id

LONGEST_SIGN = 5
"""Words of the longest line that is taken for an outlet's sign."""
PUBLISHER_PLACES = ("given", "json-ld", "opengraph", "meta")

_END_CREDIT = re.compile(r"[(\[/]\s*([^()\[\]/\n]{2,60}?)\s*[)\]/]\s*[.\u06d4]?\s*$")
_EDGE = r"\s|:*()\[\]\-\u2010-\u2015\u2022/"
_EDGES = re.compile(rf"^[{_EDGE}\u0640]+|(?<![{_EDGE}])[{_EDGE}]+$")
_ADDRESS = re.compile(r"https?://|www\.|@\w+\.")
_NAME = r"([^\W\d_]+(?: [^\W\d_]+){0,3})"
_OWNER = re.compile(
    rf"\u00a9 *{_NAME} *(?:\d{{4}})?(?:[ .,\-\u2013].*)?|\u00a9 *\d{{4}} *{_NAME}[ .]*|{_NAME} *\u00a9.*"
)
_TITLE_JOINT = re.compile(r"\s+[|\-\u2010-\u2015\u00bb]\s+|\s*\|\s*")
_WITHOUT_DATE = re.compile(r"[^\d|]+")


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
        self._cues = frozenset(plain(row["phrase"]) for row in load("byline_cues") if row["kind"] != "agency")

    def __call__(self, article: Article, layers: Layers) -> Iterator[Credit]:
        """Yield the credits, headlines first."""
        blocks, facts = layers.of(Block), layers.of(Metadata)
        lines = list(self._lines(article, blocks, facts))
        outlets = list(self._outlet(article, blocks, facts, lines))
        own = {plain(name) for credit in outlets for name in (credit.text, credit.outlet.name if credit.outlet else "")}
        found = [
            *_headlines(article, blocks, facts),
            *outlets,
            *(c for c in lines if c.kind != "outlet" and not (c.kind == "byline" and plain(c.text) in own)),
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
        self, article: Article, blocks: Sequence[Block], facts: Sequence[Metadata], lines: Sequence[Found]
    ) -> Iterator[Found]:
        """The publisher: stated by the input or the page, by its address, in a credit line, by a sign on the page."""
        found = [*self._stated(facts), *self._named_by_page(article, blocks, facts)]
        found += [credit for credit in lines if credit.kind == "outlet"]
        names = set()
        for credit in found or self._signs(article, blocks):
            name = credit.outlet.name if credit.outlet else credit.text
            if name not in names:
                names.add(name)
                yield credit

    def _stated(self, facts: Sequence[Metadata]) -> Iterator[Found]:
        for place in PUBLISHER_PLACES:
            for fact in facts:
                if fact.key == "outlet" and fact.place == place:
                    yield self._publisher(fact.value, f"{place}: {fact.value}", facts)
        for fact in facts:
            if fact.key == "domain" and (outlet := self._outlets.at(fact.value)):
                yield Found("outlet", outlet.name, f"address: {fact.value} ({outlet.place})", None, outlet)

    def _named_by_page(self, article: Article, blocks: Sequence[Block], facts: Sequence[Metadata]) -> Iterator[Found]:
        """The masthead, what the title adds to the headline, and the copyright line."""
        for block in blocks:
            if block.reason == MASTHEAD:
                text = article.text[block.start : block.end]
                yield self._publisher(text, block.reason, facts)._replace(start=block.start)
        for fact in facts:
            if fact.key == "title" and fact.place == "title":
                rest = _rest_of_title(
                    fact.value, [article.text[b.start : b.end] for b in blocks if b.kind == "headline"]
                )
                if rest:
                    yield self._publisher(rest, f"title: {fact.value}", facts)
        for block in blocks:
            owner = _OWNER.fullmatch(article.text, block.start, block.end) if block.kind == "furniture" else None
            if owner:
                name = next(group for group in owner.groups() if group)
                yield self._publisher(name.strip(), f"copyright line: {owner[0]}", facts)

    def _publisher(self, name: str, evidence: str, facts: Sequence[Metadata]) -> Found:
        outlet = self._outlets.named(name)
        if outlet is None:
            domain = next((fact.value for fact in facts if fact.key == "domain"), None)
            outlet = self._outlets.at(domain) or Outlet(name, domain, "site", "")
        return Found("outlet", name, evidence, None, outlet)

    def _signs(self, article: Article, blocks: Sequence[Block]) -> Iterator[Found]:
        """Short lines outside the body that name a newspaper, site or channel."""
        for block in blocks:
            if block.kind not in ("furniture", "byline", "dateline") or "menu" in block.reason:
                continue
            text, start = _trimmed(article.text[block.start : block.end], block.start)
            if len(text.split()) <= LONGEST_SIGN and self._outlets.has_word(text):
                outlet = self._outlets.named(text) or Outlet(text, None, "site", "")
                if outlet.kind != "agency":
                    yield Found("outlet", text, f"sign on the page: {text}", start, outlet)

    def _lines(self, article: Article, blocks: Sequence[Block], facts: Sequence[Metadata]) -> Iterator[Found]:
        """The dateline of the first paragraph, lines of credit, and the authors that the page states."""
        first = next((block for block in blocks if block.kind == "paragraph"), None)
        if first is not None:
            opening = article.text[first.start : first.end]
            for part in self._datelines.read(opening):
                yield from self._part(part, first.start, "opening of the first paragraph", alone=False)
        for block in blocks:
            if block.kind in ("byline", "dateline"):
                words, start = _trimmed(article.text[block.start : block.end], block.start)
                yield from self._line(words, start, block.reason, named=block.kind == "byline")
        for fact in facts:
            if fact.key == "author" and not _ADDRESS.search(fact.value):
                yield from self._line(fact.value, None, f"{fact.place}: {fact.value}", named=True)

    def _line(self, words: str, start: int | None, evidence: str, *, named: bool) -> Iterator[Found]:
        """What a line of credit says; where none of its parts is known, all of it is a name."""
        words, start = self._without_cue(words, start)
        parts = self._datelines.parts(words)
        if any(part.kind not in ("unknown", "date") for part in parts):
            for part in parts:
                yield from self._part(part, start, evidence, alone=named)
        elif named and words:
            yield Found("byline", words, evidence, start)

    def _part(self, part: Part, start: int | None, evidence: str, *, alone: bool) -> Iterator[Found]:
        at = None if start is None else start + part.start
        outlet = self._outlets.named(part.text)
        if part.kind == "place":
            yield Found("dateline", part.text, evidence, at)
        elif part.kind == "outlet":
            yield Found("outlet", part.text, evidence, at, outlet or Outlet(part.text, None, "site", ""))
        elif part.kind == "agency":
            yield Found("agency", part.text, evidence, at, outlet)
        if alone and part.kind in ("unknown", "agency"):
            yield Found("byline", part.text, evidence, at, outlet)

    def _without_cue(self, text: str, start: int | None) -> tuple[str, int | None]:
        """A byline without the words that announce it ("by", "report:")."""
        head, colon, tail = text.partition(":")
        if not colon:
            head, _, tail = text.partition(" ")
        if not tail.strip() or plain(head) not in self._cues:
            return _trimmed(text, start)
        return _trimmed(tail, None if start is None else start + len(head) + 1)

    def _closing(self, article: Article, blocks: Sequence[Block]) -> Iterator[Found]:
        """The agencies in brackets at the end of the last paragraph, or of the first."""
        paragraphs = [block for block in blocks if block.kind == "paragraph"]
        for block in paragraphs[-1:] + paragraphs[:1]:
            match = _END_CREDIT.search(article.text, max(block.start, block.end - 70), block.end)
            for part in self._datelines.parts(match[1]) if match else ():
                outlet = self._outlets.named(part.text)
                if match and outlet and outlet.kind == "agency":
                    evidence = "in brackets at the end of a paragraph"
                    yield Found("agency", part.text, evidence, match.start(1) + part.start, outlet)


def _headlines(article: Article, blocks: Sequence[Block], facts: Sequence[Metadata]) -> Iterator[Found]:
    """The headlines on the page, that of its title first; the stated title where none is on it."""
    titles = {tuple(Cell(0, len(fact.value), fact.value).words) for fact in facts if fact.key == "title"}
    shown = [(article.text[block.start : block.end], block) for block in blocks if block.kind == "headline"]
    shown.sort(key=lambda entry: (tuple(Cell(0, 0, entry[0]).words) not in titles, "upper" in entry[1].reason))
    for text, block in shown:
        yield Found("headline", text, block.reason, block.start)
    for place in ("given", "json-ld", "opengraph", "meta", "title"):
        for fact in facts:
            if not shown and fact.key == "title" and fact.place == place:
                yield Found("headline", fact.value, f"{place}: {fact.value}")


def _sections(article: Article, blocks: Sequence[Block], facts: Sequence[Metadata]) -> Iterator[Found]:
    for block in blocks:
        if block.kind == "section":
            words = _WITHOUT_DATE.search(article.text, block.start, block.end)
            if words:
                text, start = _trimmed(words[0], words.start())
                yield Found("section", text, block.reason, start)
    for fact in facts:
        if fact.key == "section":
            yield Found("section", fact.value, f"{fact.place}: {fact.value}")


def _rest_of_title(title: str, headlines: Sequence[str]) -> str | None:
    """What a page's title says beside its headline, if that is short: the outlet's name."""
    parts = [part for part in _TITLE_JOINT.split(title) if part]
    rest = [part for part in parts if not any(plain(part) == plain(headline) for headline in headlines)]
    short = [part for part in rest if len(part.split()) <= LONGEST_SIGN]
    return short[-1] if len(parts) > len(rest) and short else None


@overload
def _trimmed(words: str, start: int) -> tuple[str, int]: ...
@overload
def _trimmed(words: str, start: None) -> tuple[str, None]: ...
@overload
def _trimmed(words: str, start: int | None) -> tuple[str, int | None]: ...
def _trimmed(words: str, start: int | None) -> tuple[str, int | None]:
    """The words without bars, bullets, dashes and brackets around them, and where they start."""
    text = _EDGES.sub("", words)
    return text, None if start is None else start + max(0, words.find(text))
