"""Gathers what may tell the day of publication: metadata, the address, dates near the headline, weekdays of today."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from marsad.arabic.calendars import FoundDate, NearDay, NearDayReader
from marsad.arabic.orthography import fold, fold_word
from marsad.intake.date_words import date_reader
from marsad.lexicon.table import load
from marsad.records import Article, Basis, Block, Metadata, Period

Manner: TypeAlias = Literal[
    "given", "json-ld", "opengraph", "meta", "url",
    "labelled", "opening", "between", "stamped", "above", "below",
    "updated", "clock", "doubtful",
]  # fmt: skip
"""How a day stands: given; by place in the metadata; labelled as published; at the start of the body; bare between
headline and body, with the hour of the last change behind it, right above the headline, or right below the body;
labelled as a later change; in the page's header; or beside a weekday that is not its own."""

NEAR = 2
"""Blocks above the headline or below the body within which a bare date is taken for the article's own."""
LABELLED_NEAR = 5
"""The same for a date with a label."""
WITHOUT_HEADLINE = 4
"""Blocks above a body without a headline within which a date is taken for the article's own."""
BARE = 5
"""Words that may stand beside a date in a line that is still a date line (a section, a place, an hour)."""
BARE_SHORT = 3
"""The same where the year has two digits."""
LEAD = 1500
"""Characters of the body within which "today (Saturday)" speaks of the article's own day.

On the 1,844 of 29,908 articles of five outlets (2018, days known) that pair such words, they agree with the day in 94
of 100 in the first 300 characters, in 70 of 100 beyond this length, and in 73 of 100 inside quotation marks.
"""

LEDE = 400
"""Characters of the body whose weekdays tell when the events were that it opens with."""

_URL_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:[/-]|/[a-z_-]+/)(?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?!\d)"
    r"|/(?P<solid>(?:19|20)\d{6})(?=/|$)"
)
_WORD = re.compile(r"[^\W\d_]+")
_OPENING = re.compile(r"[^\n.]{0,60}?")
_AFTER_OPENING = re.compile("\\s*(?:[)]?\\s*[-/:\N{EN DASH}\N{EM DASH}]|[^\\W\\d_]+\\s*[-/\N{EN DASH}\N{EM DASH}])")
_QUOTES = re.compile(
    '["\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}'
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}]"
)
_BODY = frozenset({"paragraph", "subheading", "headline", "caption"})


class Candidate(NamedTuple):
    """A day that may be the day of publication: its readings, how it stands, the words, and where, if in the text."""

    readings: tuple[Period, ...]
    manner: Manner
    basis: Basis
    words: str
    start: int | None = None
    end: int | None = None


class Evidence(NamedTuple):
    """All that a page says of its day: candidates, and the weekdays said together with words like "today".

    `lede` are the weekdays (Monday is 0) that the body's first characters name without such a word: the days of the
    events that it opens with.
    """

    candidates: tuple[Candidate, ...]
    near: tuple[NearDay, ...]
    lede: frozenset[int] = frozenset()


class Gatherer:
    """Reads the evidence of one article; loads its word lists when made."""

    def __init__(self) -> None:
        self._reader = date_reader()
        weekdays = {row["form"]: int(row["weekday"]) for row in load("weekdays")}
        self._near = NearDayReader({row["form"]: int(row["days"]) for row in load("near_days")}, weekdays)
        self._weekday_forms = {fold_word(form): day for form, day in weekdays.items()}
        days = "|".join(re.escape(form) for form in sorted(self._weekday_forms, key=len, reverse=True))
        self._weekday = re.compile(rf"(?<!\w)[\u0648\u0641\u0628\u0644]?(?P<day>{days})(?!\w)")
        self._joints = {fold_word(row["form"]) for row in load("date_words") if row["part"] == "of"}
        labels = {fold_word(row["form"]).lower(): row["kind"] for row in load("date_labels")}
        forms = "|".join(re.escape(form) for form in sorted(labels, key=len, reverse=True))
        self._labels = labels
        self._label = re.compile(rf"(?<![^\W\d_])(?P<label>{forms})(?![^\W\d_])", re.IGNORECASE)

    def gather(self, article: Article, blocks: Sequence[Block], metadata: Sequence[Metadata]) -> Evidence:
        """The candidates in the order of the page, metadata first, and the weekdays of the body's first part."""
        layout = Layout(article.text, blocks)
        candidates = [*self._stated_outside(metadata, layout), *_addressed(article, metadata)]
        candidates += self._stated(layout)
        return Evidence(tuple(dict.fromkeys(candidates)), tuple(self._weekdays(layout)), self._lede(layout))

    def _lede(self, layout: Layout) -> frozenset[int]:
        start = layout.blocks[layout.first].start if layout.blocks else 0
        opening = fold(layout.text[start : start + LEDE]).text
        return frozenset(self._weekday_forms[match["day"]] for match in self._weekday.finditer(opening))

    def _stated_outside(self, metadata: Iterable[Metadata], layout: Layout) -> Iterator[Candidate]:
        for fact in metadata:
            manner = _outside(fact, layout)
            if manner is None:
                continue
            date = next((d for d in self._reader.find(fact.value) if _one_day(d)), None)
            if date is not None:
                basis: Basis = "given" if fact.place == "given" else "metadata"
                words = f"{fact.place} {fact.key}: {fact.value}"
                yield Candidate(date.readings, "doubtful" if date.contradicted else manner, basis, words)

    def _stated(self, layout: Layout) -> Iterator[Candidate]:
        before = ""
        for index, block in enumerate(layout.blocks):
            text = layout.text[block.start : block.end]
            dates = [d for d in self._reader.find(text) if _one_day(d)]
            gregorian = [d for d in dates if d.calendar == "gregorian"]
            for date in gregorian or dates:
                manner = self._manner(layout, index, date, text, before)
                if manner is not None:
                    start, end = block.start + date.start, block.start + date.end
                    yield Candidate(date.readings, manner, "stated", layout.text[start:end], start, end)
            before = text

    def _manner(self, layout: Layout, index: int, date: FoundDate, text: str, before: str) -> Manner | None:
        """How a date in a block stands, None where it says nothing of the day of publication."""
        kind = layout.blocks[index].kind
        if kind in _BODY:
            opens = index == layout.first and _opens(text, date)
            return _sure("opening", date) if opens else None
        label, place = self._label_of(text[: date.start], before), layout.place(index)
        beside = self._words_beside(text)
        if beside > (BARE_SHORT if date.short_year and label is None else BARE) + (2 if label else 0):
            return None
        if label is not None and place.distance <= LABELLED_NEAR:
            return _sure("labelled" if label == "published" else "updated", date)
        if self._joints.intersection(_WORD.findall(fold(text[: date.start]).text)[-1:]):
            return None
        if place.side == "between" or place.distance <= NEAR:
            return _sure("stamped" if self._stamps(text[date.end :]) else place.side, date)
        return "clock" if place.side == "above" else None

    def _label_of(self, head: str, before: str) -> str | None:
        """What the words right before a date, or a line before it that holds nothing else, say that it dates."""
        folded = fold(head if head.strip() else before).text
        labels = list(self._label.finditer(folded))
        if not labels or len(_WORD.findall(folded[labels[-1].end() :])) > 2:
            return None
        if not head.strip() and len(_WORD.findall(folded)) > BARE_SHORT:
            return None
        return self._labels[labels[-1]["label"].lower()]

    def _stamps(self, tail: str) -> bool:
        """Whether the words behind a date give the hour of the last change."""
        label = self._label.search(fold(tail).text)
        return label is not None and label.start() <= 3 and self._labels[label["label"].lower()] == "updated"

    def _words_beside(self, text: str) -> int:
        """The words of a line that are not of a date or a label."""
        for date in reversed(list(self._reader.find(text))):
            text = f"{text[: date.start]} {text[date.end :]}"
        return len(_WORD.findall(self._label.sub(" ", fold(text).text)))

    def _weekdays(self, layout: Layout) -> Iterator[NearDay]:
        """The pairs of the first part of the body, quoted speech left out."""
        begin = layout.blocks[layout.first].start if layout.blocks else 0
        for block in layout.blocks:
            if block.kind in ("paragraph", "headline") and block.start < begin + LEAD:
                text = layout.text[block.start : block.end]
                for pair in self._near.find(text):
                    if len(_QUOTES.findall(text, 0, pair.start)) % 2 == 0:
                        yield pair._replace(start=block.start + pair.start, end=block.start + pair.end)


class Place(NamedTuple):
    """Where a block stands to the article: on which side, and how many blocks away."""

    side: Literal["between", "above", "below"]
    distance: int


class Layout:
    """The blocks of a page and where its headline and body lie among them."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.text = text
        self.blocks = blocks
        self._ends = [block.end for block in blocks]
        body = [i for i, block in enumerate(blocks) if block.kind == "paragraph"]
        heads = [i for i, block in enumerate(blocks) if block.kind == "headline"]
        self.headline = heads[0] if heads else None
        after = [i for i in body if self.headline is None or i > self.headline]
        self.first = (after or body or [0])[0]
        self.last = body[-1] if body else len(blocks) - 1

    def place(self, index: int) -> Place:
        """Where a block stands; within the body counts as far below it."""
        if index > self.last:
            return Place("below", index - self.last)
        if index > self.first:
            return Place("below", LABELLED_NEAR + index)
        if self.headline is None:
            return Place("above", max(0, self.first - index - WITHOUT_HEADLINE + NEAR))
        if index > self.headline:
            return Place("between", 0)
        return Place("above", self.headline - index)

    def place_at(self, offset: int) -> Place:
        """Where the block at an offset stands."""
        return self.place(min(bisect_right(self._ends, offset), len(self.blocks) - 1))


def _one_day(date: FoundDate) -> bool:
    return date.is_day and all((period.end - period.start).days == 1 for period in date.readings)


def _sure(manner: Manner, date: FoundDate) -> Manner:
    return "doubtful" if date.contradicted else manner


def _opens(text: str, date: FoundDate) -> bool:
    """Whether a date stands in a dateline that opens the body: a place or agency, the date, a dash."""
    before = text[: date.start]
    return bool(
        _OPENING.fullmatch(before)
        and len(_WORD.findall(before)) <= BARE_SHORT + 1
        and _AFTER_OPENING.match(text, date.end)
    )


def _outside(fact: Metadata, layout: Layout) -> Manner | None:
    """How a day in the metadata stands, None where the fact is none or belongs to something else on the page."""
    if fact.key == "modified":
        return "updated"
    if fact.place == "time" and fact.key in ("published", "time"):
        if fact.start is None:
            return "clock"
        place = layout.place_at(fact.start)
        near = place.side == "between" or place.distance <= NEAR
        return place.side if near else "clock" if place.side == "above" else None
    if fact.key != "published":
        return None
    named: dict[str, Manner] = {"given": "given", "json-ld": "json-ld", "opengraph": "opengraph", "url": "url"}
    return named.get(fact.place, "meta")


def _addressed(article: Article, metadata: Iterable[Metadata]) -> Iterator[Candidate]:
    """The days that stand in the page's addresses."""
    addresses = [fact.value for fact in metadata if fact.key == "url"]
    for address in dict.fromkeys([article.url or "", *addresses]):
        for match in _URL_DAY.finditer(address):
            solid = match["solid"] or f"{match['year']}{match['month']:0>2}{match['day']:0>2}"
            period = _day(solid)
            if period is not None:
                yield Candidate((period,), "url", "metadata", f"url: {match[0].strip('/')}")
                break


def _day(solid: str) -> Period | None:
    try:
        return Period.day(dt.date(int(solid[:4]), int(solid[4:6]), int(solid[6:])))
    except ValueError:
        return None
