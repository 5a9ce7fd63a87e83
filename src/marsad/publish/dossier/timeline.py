"""The picture of a storyline: days along one side, a lane for each kind of entry, lines from promises to what became.

Only geometry is reckoned here; the template writes the picture. Time runs from right to left for readers of Arabic and
from left to right for others: both pictures are on the page, and the style sheet shows one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, get_args

from marsad.publish.dossier.labels import Label, label, label_of
from marsad.records import Entry, EntryKind, FollowUp, Storyline

WIDTH = 960
_SIDE = 120
_EDGE = 24
_LANE = 46
_TOP = 34
_STEP = 13
_STACKED = 5
_TICKS = 12
_MONTH, _YEAR = 31, 366
_UNKNOWN = 110
"""The stretch for entries before the first day that is known, or after the last."""


class Dot(NamedTuple):
    """An entry: where it stands, its kind, its number in the list below, and what is said when it is pointed at.

    `dated` is false where only its place among the others is known, not its day.
    """

    x: float
    y: float
    kind: str
    number: int
    title: str
    dated: bool


class Line(NamedTuple):
    """What joins a promise to an entry that speaks of it later."""

    path: str
    outcome: str


class Tick(NamedTuple):
    """A day on the side, with its words."""

    x: float
    text: str


class Lane(NamedTuple):
    """The stretch of one kind of entry."""

    y: float
    name: str


class Picture(NamedTuple):
    """One picture; `css` says for which readers it is, `anchor` where the names of the lanes end or begin."""

    css: str
    language: str
    width: int
    height: int
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    lane_x: float
    undated: int


def pictures(storyline: Storyline) -> tuple[Picture, ...]:
    """The picture for readers of Arabic and for others; none where no entry has a day, or nothing is beside it."""
    days = {day_of(entry) for entry in storyline.entries}
    if len(days) < 2:
        return ()
    return tuple(_Drawing(storyline, rtl=rtl).picture() for rtl in (True, False))


def day_of(entry: Entry) -> dt.date | None:
    """The day at which an entry stands: the first on which it was told, else the day of which it speaks."""
    period = entry.told_on or entry.period
    return period.start if period and (period.end - period.start).days <= _MONTH else None


class _Drawing:
    def __init__(self, storyline: Storyline, *, rtl: bool) -> None:
        self._line = storyline
        self._rtl = rtl
        self._days = [day_of(entry) for entry in storyline.entries]
        known = sorted(day for day in self._days if day)
        self._first, self._last = known[0], known[-1]
        unknown = _UNKNOWN if self._first < self._last else (WIDTH - _SIDE - _EDGE) // 2
        self._before = unknown if self._days[0] is None else 0
        self._after = unknown if self._days[-1] is None else 0
        met = {entry.kind for entry in storyline.entries}
        self._kinds = [kind for kind in get_args(EntryKind) if kind in met]

    def picture(self) -> Picture:
        dots = dict(self._dots())
        return Picture(
            css="only-ar" if self._rtl else "only-en",
            language="ar" if self._rtl else "en",
            width=WIDTH,
            height=_TOP + _LANE * len(self._kinds) + _TOP,
            dots=tuple(dots.values()),
            lines=tuple(self._lines(dots, self._line.follow_ups)),
            ticks=tuple(self._ticks()),
            lanes=tuple(Lane(self._lane(kind), self._said(label_of("entry", kind))) for kind in self._kinds),
            lane_x=WIDTH - _EDGE / 2 if self._rtl else _EDGE / 2,
            undated=sum(day is None for day in self._days),
        )

    def _said(self, words: Label) -> str:
        return words.ar if self._rtl else words.en

    def _x(self, day: dt.date) -> float:
        start, end = _SIDE + self._before, WIDTH - _EDGE - self._after
        along = start + (end - start) * (day - self._first).days / max(1, (self._last - self._first).days)
        return self._turned(along)

    def _turned(self, along: float) -> float:
        return round(WIDTH - along if self._rtl else along, 1)

    def _places(self) -> Iterator[float]:
        """Where each entry stands; one without a day between those around it, before the first, or after the last."""
        at = 0
        for known, group in groupby(self._days, key=lambda day: day is not None):
            days = list(group)
            if known:
                yield from (self._x(day) for day in days if day)
            else:
                one, other = self._beside(at, len(days))
                yield from (round(one + (other - one) * (n + 1) / (len(days) + 1), 1) for n in range(len(days)))
            at += len(days)

    def _beside(self, at: int, number: int) -> tuple[float, float]:
        before, after = self._days[at - 1] if at else None, self._days[at + number : at + number + 1]
        one = self._x(before) if before else self._turned(_SIDE)
        other = self._x(after[0]) if after and after[0] else self._turned(WIDTH - _EDGE)
        return one, other

    def _lane(self, kind: str) -> float:
        return _TOP + _LANE * (self._kinds.index(kind) + 0.5)

    def _dots(self) -> Iterator[tuple[str, Dot]]:
        """Entries of one kind that would cover one another are moved apart, a few of them."""
        taken: Counter[tuple[str, int]] = Counter()
        for number, (entry, day, x) in enumerate(zip(self._line.entries, self._days, self._places(), strict=True), 1):
            place = (entry.kind, round(x / _STEP))
            y = self._lane(entry.kind) + _offset(taken[place])
            taken[place] += 1
            when = f"{day}" if day else self._said(label("story.no-day"))
            said = f"{number}. {when}: {self._said(label_of('entry', entry.kind))}"
            yield entry.id, Dot(x, round(y, 1), entry.kind, number, said, day is not None)

    def _lines(self, dots: Mapping[str, Dot], follow_ups: Iterable[FollowUp]) -> Iterator[Line]:
        for follow in follow_ups:
            for name in follow.later:
                one, other = dots.get(follow.promised), dots.get(name)
                if one and other:
                    yield Line(_arc(one, other), follow.outcome)

    def _ticks(self) -> Iterator[Tick]:
        for day in _days(self._first, self._last):
            yield Tick(self._x(day), self._tick(day))

    def _tick(self, day: dt.date) -> str:
        span = (self._last - self._first).days
        if span > _TICKS * _YEAR // 4:
            return f"{day.year}"
        month = self._said(label(f"month.{day.month:02d}")).rpartition("/")[2]
        if span > 2 * _MONTH:
            return f"{month} {day.year}"
        return f"{day.day} {month}" if span else f"{day.day} {month} {day.year}"


def _offset(height: int) -> float:
    """Above and below the middle of the lane by turns."""
    step = (height % _STACKED + 1) // 2 * 7.5
    return step if height % 2 else -step


def _arc(one: Dot, other: Dot) -> str:
    middle, rise = (one.x + other.x) / 2, 18 if one.y == other.y else 0
    above = min(one.y, other.y) - rise
    return f"M{one.x} {one.y}Q{middle:.1f} {above:.1f} {other.x} {other.y}"


def _days(first: dt.date, last: dt.date) -> Sequence[dt.date]:
    """Round days for the side, a dozen at most: firsts of years or months, or days."""
    span = (last - first).days
    if span > 2 * _MONTH:
        months = [dt.date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13)]
        found = [day for day in months if first <= day <= last]
        if span > _TICKS * _YEAR // 4:
            found = [day for day in found if day.month == 1]
    else:
        found = [first + dt.timedelta(days) for days in range(span + 1)]
    return found[:: max(1, -(-len(found) // _TICKS))]
