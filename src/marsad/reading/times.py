"""Times: every expression of time in an article, with the days that it means where they can be known."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from marsad.arabic.calendars import DateReader, DateTables
from marsad.arabic.numbers.words import NumberWords
from marsad.arabic.periods import LISTS, Expression, PeriodReader, settle_value
from marsad.lexicon.table import cells, load
from marsad.reading.segmentation import KINDS_READ
from marsad.records import Article, Block, Issue, Period, Publication, Record, Time
from marsad.stage import Layers, made_by, record_id

ABSOLUTE_ONLY = frozenset({"dateline"})


class TimeStage:
    """Reads the times of an article and settles those that it can.

    Only datelines' stated dates are read, and no furniture. A weekday that is not that of its date, and a date that may
    be read in two ways of which neither is the day of publication, are issues: `time-conflict`, `time-ambiguous`.
    """

    name = "times"
    version = "1"
    reads: tuple[type[Record], ...] = (Block, Publication)
    writes: tuple[type[Record], ...] = (Time, Issue)

    def __init__(self) -> None:
        numbers = NumberWords(load("number_words"))
        tables = DateTables.of(cells("months"), cells("weekdays"), cells("day_ordinals"), cells("date_words"))
        dates = DateReader(tables)
        self._reader = PeriodReader({name: load(name) for name in LISTS}, dates, numbers)

    def __call__(self, article: Article, layers: Layers) -> Iterator[Record]:
        """Yield the times in headlines, subheadings, paragraphs, captions and datelines, in order."""
        known = next(iter(layers.of(Publication)), None)
        place = _Place(article, made_by(self), known.period if known else None)
        before: str | None = None
        for block in sorted(layers.of(Block), key=lambda block: block.start):
            if block.kind in KINDS_READ or block.kind in ABSOLUTE_ONLY:
                found = list(self._reader.read(article.text[block.start : block.end]))
                if block.kind in ABSOLUTE_ONLY:
                    found = [e for e in found if e.meaning.anchor == "stated"]
                settled = list(_settled_in_turn(place, found, before))
                before = next((v for e, v in reversed(settled) if _names_a_day(e, v)), before)
                yield from _records(place, block.start, settled)


class _Place(NamedTuple):
    """The article, the stage's mark, and the day of publication where it is known."""

    article: Article
    made_by: str
    published: Period | None

    @property
    def day(self) -> dt.date | None:
        return self.published.start if self.published else None


def settle(time: Time, day: dt.date) -> Period | None:
    """The days of a time once the day of publication is known; those of a stated time need none.

    None where the words give none: vague references, durations, sets, and what counts from something else.
    """
    if time.period is not None or time.value is None or time.kind != "point":
        return time.period
    return None if time.anchor == "text" and "@" not in time.value else settle_value(time.value, day)


Settled: TypeAlias = tuple[Expression, str | None]


def _settled_in_turn(place: _Place, found: Sequence[Expression], before: str | None) -> Iterator[Settled]:
    """The expressions of a block with their values: what is told from an earlier time counts from the last day named.

    `before` is the last day that the blocks before name: "the same day" may mean it, "two days later" hardly does.
    """
    last, year = _Named(None, 0), _Named(None, 0)
    for expression in found:
        if expression.shape == "anaphoric day":
            value = _value(place, expression, last.value or before)
        else:
            value = _value(place, expression, last.near(expression))
        if expression.shape == "part of the":
            value = _of_named_year(value, year.near(expression))
        yield expression, value
        if _names_a_day(expression, value):
            last = _Named(value, expression.end)
        if value is not None and _YEAR.fullmatch(value):
            year = _Named(value[:4], expression.end)


class _Named(NamedTuple):
    """A time that the text named, and where."""

    value: str | None
    end: int

    def near(self, expression: Expression) -> str | None:
        """Its value, if it stands near enough before an expression to be what that counts from."""
        return self.value if expression.start - self.end <= _REACH else None


_REACH = 150
"""Characters before "two days later", or "the end of the year", in which the day or year meant is named."""
_WEEKDAY_BESIDE = re.compile(r"\^\d")
_YEAR = re.compile(r"\d{4}(?:#\w+)?")


def _of_named_year(value: str | None, year: str | None) -> str | None:
    """The end of the year, where a year was just named: the end of that one."""
    if value is None or year is None or not value.startswith("P0Y#"):
        return value
    return f"{year}{value.removeprefix('P0Y')}"


def _names_a_day(expression: Expression, value: str | None) -> bool:
    """Whether an expression means one day, whichever the article's day is."""
    meaning = expression.meaning
    if meaning.kind != "point" or value is None or (meaning.anchor == "text" and "@" not in value):
        return False
    day = settle_value(_WEEKDAY_BESIDE.sub("", value), dt.date(2020, 1, 15))
    return day is not None and (day.end - day.start).days == 1


def _value(place: _Place, expression: Expression, last: str | None) -> str | None:
    meaning = expression.meaning
    if meaning.readings:
        chosen = _reading(place, meaning.readings)
        return str(chosen.start) if chosen else None
    if meaning.anchor != "text" or meaning.value is None or last is None or meaning.by_itself:
        return meaning.value
    again = "@" in last and not meaning.value.startswith("P0")
    return meaning.value if again else f"{meaning.value}@{last}"


def _records(place: _Place, offset: int, settled: Sequence[Settled]) -> Iterator[Record]:
    for index, (expression, value) in enumerate(settled):
        period = _period(place, expression, value)
        if expression.meaning.kind == "clock":
            period = _day_beside(place, offset, settled, index)
        yield _time(place, offset, (expression, value), period)
        yield from _issues(place, offset, expression, period)


def _period(place: _Place, expression: Expression, value: str | None) -> Period | None:
    meaning = expression.meaning
    if value is None or meaning.kind != "point" or (meaning.anchor == "text" and "@" not in value):
        return None
    return settle_value(value, place.day)


def _reading(place: _Place, readings: Sequence[Period]) -> Period | None:
    """Of several readings of a date, the day of publication, or the only one in living memory of it."""
    if place.published is None:
        return None
    if place.published in readings:
        return place.published
    near = [p for p in readings if abs(p.start.year - place.published.start.year) <= _MEMORY]
    return near[0] if len(near) == 1 else None


_MEMORY = 100
"""Years."""


def _day_beside(place: _Place, offset: int, settled: Sequence[Settled], index: int) -> Period | None:
    """The day that stands right beside an hour."""
    hour = settled[index][0]
    for other, value in (*settled[index + 1 : index + 2], *settled[max(0, index - 1) : index]):
        gap = max(other.start - hour.end, hour.start - other.end)
        between = place.article.text[offset + min(hour.end, other.end) : offset + max(hour.start, other.start)]
        if _names_a_day(other, value) and gap <= _BESIDE and not _ENDS.intersection(between):
            return _period(place, other, value)
    return None


_BESIDE = 12
"""Characters between an hour and the day to which it belongs."""
_ENDS = frozenset(".!?\n\N{ARABIC QUESTION MARK}")


def _time(place: _Place, offset: int, settled: Settled, period: Period | None) -> Time:
    expression, value = settled
    start, end = offset + expression.start, offset + expression.end
    return Time(
        id=record_id(place.article, "time", start, end),
        article_id=place.article.id,
        made_by=place.made_by,
        start=start,
        end=end,
        kind=expression.meaning.kind,
        anchor="stated" if value and value[0].isdecimal() else expression.meaning.anchor,
        value=value,
        period=period,
        shape=expression.shape,
        bound=expression.bound,
        approximate=expression.meaning.approximate,
        evidence=expression.places,
    )


def _issues(place: _Place, offset: int, expression: Expression, period: Period | None) -> Iterator[Issue]:
    meaning = expression.meaning
    words = place.article.text[offset + expression.start : offset + expression.end]
    if meaning.readings and period is None:
        days = ", ".join(str(reading.start) for reading in meaning.readings)
        yield _issue(
            place, offset, expression, ("time-ambiguous", f"{words}: may be any of {days}; nothing settles it")
        )
    elif meaning.weekday is not None:
        yield _issue(place, offset, expression, ("time-conflict", f"{words}: the weekday is not that of the date"))
    elif meaning.value and "^" in meaning.value and place.day and period is None:
        told = f"{words}: not the weekday counted from {place.day}, the day of publication"
        yield _issue(place, offset, expression, ("time-conflict", f"{told}; wanted days that agree"))


def _issue(place: _Place, offset: int, expression: Expression, told: tuple[str, str]) -> Issue:
    start, end = offset + expression.start, offset + expression.end
    code, message = told
    return Issue(
        id=record_id(place.article, f"time-issue.{code}", start, end),
        article_id=place.article.id,
        made_by=place.made_by,
        code=code,
        message=message,
        start=start,
        end=end,
    )
