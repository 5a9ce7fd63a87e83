"""What an expression of time says, written down without the day it is counted from, and the arithmetic to days.

A value is a short text after the manner of ISO 8601::

    2017-10-04  2017-10  2017       a day, month, year; 2017-10/2017-12 from the first to the last, both included
    P-1D  P0M  P1Y                  so many days, weeks (W), months, years, decades (E), centuries (C) from the day,
                                    by the calendar: P-1M is the month before that of the day
    P-1D^5                          the same, on a Saturday (Monday is 0): settles a text written a day before its print
    P3D/  /P3D                      the three days up to the day; from the day on
    W5<                             a Saturday: the last before (<), the next after (>), the same with the day itself
                                    included (<=, >=), that of its week (=), the nearest (~), the nearest where
                                    the words speak of the past (<~)
    --03<  --03-20~  --06/--08=     a month, a day of the year, a season, by the same signs; = is that of its year
    H--09<                          the same in the Hijri calendar
    ---20=                          the twentieth of its month
    A#early                         a part of A
    A@B                             A counted from the first day of B
    A..B                            from A to B, both included; a weekday, month or day of B is sought from A on

Years, months and quarters follow the calendar; a week begins on Sunday, as in most of the countries written about.
"""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from hijridate import Gregorian

from marsad.arabic.calendars import period_of, resolve_near, weekday_near
from marsad.records import Period

WEEK_BEGINS = 6
"""Sunday. Saturday is as common; half of a week is then still shared."""

NEAREST_AHEAD = 120
"""Days ahead within which a day or month said without a year is rather the coming one if it is also the nearer."""

NEAREST_AHEAD_OF_PAST = 31
"""The same where the words before speak of what was."""

_MONTHS = {"M": 1, "Y": 12, "E": 120, "C": 1200}
_ABSOLUTE = r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?"
_SIGN = r"(?P<sign><=|>=|<~|[<>=~])"
_ATOMS = {
    "absolute": re.compile(rf"{_ABSOLUTE}(?:/{_ABSOLUTE})?"),
    "offset": re.compile(r"P(?P<n>-?\d+)(?P<unit>[DWMYEC])(?:\^(?P<weekday>[0-6]))?"),
    "stretch": re.compile(r"(?P<on>/)?P(?P<n>\d+)(?P<unit>[DWMYEC])(?P<to>/)?"),
    "weekday": re.compile(rf"W(?P<weekday>[0-6]){_SIGN}"),
    "recurring": re.compile(
        rf"(?P<hijri>H)?--(?P<m1>\d\d)(?:-(?P<d1>\d\d))?(?:/--(?P<m2>\d\d)(?:-(?P<d2>\d\d))?)?{_SIGN}"
    ),
    "monthday": re.compile(r"---(?P<day>\d\d)="),
}
_SOUGHT = re.compile(r"W|H?--\d")

Atom: TypeAlias = Callable[[re.Match[str], dt.date], Period | None]


def settle_value(value: str, day: dt.date | None) -> Period | None:
    """The days that a value means, counted from a day; without a day only what is absolute has any.

    None where there are none: a value that is not of this form, a day in no calendar, a weekday that does not fit.
    """
    try:
        return _range(value, day)
    except (ValueError, OverflowError):
        return None


def _range(value: str, day: dt.date | None) -> Period | None:
    head, _, tail = value.partition("..")
    first = _counted(head, day)
    if first is None or not tail:
        return first
    last = _counted(tail, first.start if _SOUGHT.match(tail) else day)
    return Period(first.start, last.end) if last is not None else None


def _counted(value: str, day: dt.date | None) -> Period | None:
    inner, _, outer = value.partition("@")
    if outer:
        base = _counted(outer, day)
        if base is None:
            return None
        day = base.start
    whole, _, part = inner.partition("#")
    period = _atom(whole, day)
    return period if period is None or not part else part_of(period, part)


def _atom(text: str, day: dt.date | None) -> Period | None:
    absolute = _ATOMS["absolute"].fullmatch(text)
    if absolute:
        return _absolute(absolute)
    for name, pattern in _ATOMS.items():
        found = pattern.fullmatch(text) if day is not None and name != "absolute" else None
        if found and day is not None:
            return _READERS[name](found, day)
    return None


def _absolute(found: re.Match[str]) -> Period | None:
    numbers = [None if cell is None else int(cell) for cell in found.groups()]
    first = period_of(("gregorian", numbers[0], numbers[1], numbers[2]))
    if numbers[3] is None or first is None:
        return first
    last = period_of(("gregorian", numbers[3], numbers[4], numbers[5]))
    return Period(first.start, last.end) if last else None


def _offset(found: re.Match[str], day: dt.date) -> Period | None:
    n, unit = int(found["n"]), found["unit"]
    if unit == "D":
        near = resolve_near(day, n, int(found["weekday"]) if found["weekday"] else None)
        return Period.day(near) if near else None
    if unit == "W":
        start = day - dt.timedelta((day.weekday() - WEEK_BEGINS) % 7) + dt.timedelta(7 * n)
        return Period(start, start + dt.timedelta(7))
    length = _MONTHS[unit]
    index = (day.year * 12 + day.month - 1) // length + n
    return Period(_first_of(index * length), _first_of((index + 1) * length))


def _first_of(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def _stretch(found: re.Match[str], day: dt.date) -> Period | None:
    if bool(found["on"]) is bool(found["to"]):
        return None
    n = int(found["n"])
    if found["to"]:
        return Period(shifted(day, -n, found["unit"]), day + dt.timedelta(1))
    return Period(day, shifted(day, n, found["unit"]) + dt.timedelta(1))


def shifted(day: dt.date, n: int, unit: str) -> dt.date:
    """The same day so many units later; the last of a shorter month where there is no such day."""
    if unit in "DW":
        return day + dt.timedelta(n * (7 if unit == "W" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 + n * _MONTHS[unit], 12)
    return dt.date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))


def _weekday(found: re.Match[str], day: dt.date) -> Period | None:
    weekday, sign = int(found["weekday"]), found["sign"]
    if sign == "=":
        week = day - dt.timedelta((day.weekday() - WEEK_BEGINS) % 7)
        return Period.day(week + dt.timedelta((weekday - WEEK_BEGINS) % 7))
    if "~" in sign:
        return Period.day(weekday_near(day, weekday, 0))
    if "=" in sign and day.weekday() == weekday:
        return Period.day(day)
    return Period.day(weekday_near(day, weekday, -1 if "<" in sign else 1))


def _recurring(found: re.Match[str], day: dt.date) -> Period | None:
    periods = list(_each_year(found, day))
    sign = found["sign"]
    if sign == "=":
        return next((p for p in periods if p.start.year == day.year), None)
    if "~" in sign:
        return _nearest(periods, day, NEAREST_AHEAD_OF_PAST if "<" in sign else NEAREST_AHEAD)
    tests: dict[str, Callable[[Period], bool]] = {
        "<": lambda p: p.end <= day,
        "<=": lambda p: p.start <= day,
        ">": lambda p: p.start > day,
        ">=": lambda p: p.end > day,
    }
    fitting = [p for p in periods if tests[sign](p)]
    return (fitting[-1] if "<" in sign else fitting[0]) if fitting else None


def _each_year(found: re.Match[str], day: dt.date) -> Iterator[Period]:
    """The days of a recurring time in the years around a day, in order."""
    hijri = bool(found["hijri"])
    year = Gregorian(day.year, day.month, day.day).to_hijri().year if hijri else day.year
    m1, m2 = int(found["m1"]), int(found["m2"] or found["m1"])
    d1, d2 = found["d1"], found["d2"] or (None if found["m2"] else found["d1"])
    for each in range(year - 5, year + 6):
        calendar = "hijri" if hijri else "gregorian"
        first = period_of((calendar, each, m1, int(d1) if d1 else None))  # type: ignore[arg-type]
        last = period_of((calendar, each + (m2 < m1), m2, int(d2) if d2 else None))  # type: ignore[arg-type]
        if first and last:
            yield Period(first.start, last.end)


def _nearest(periods: list[Period], day: dt.date, reach: int) -> Period | None:
    past = [p for p in periods if p.start <= day]
    ahead = [p for p in periods if p.start > day]
    if not past or not ahead:
        return None
    before, after = (day - past[-1].end).days, (ahead[0].start - day).days
    return ahead[0] if after < before and after <= reach else past[-1]


def _monthday(found: re.Match[str], day: dt.date) -> Period | None:
    return period_of(("gregorian", day.year, day.month, int(found["day"])))


_READERS: dict[str, Atom] = {
    "offset": _offset,
    "stretch": _stretch,
    "weekday": _weekday,
    "recurring": _recurring,
    "monthday": _monthday,
}

_SHARES = {
    "early": (0, 3), "middle": (4, 7), "late": (7, 10), "end": (7, 10), "h1": (0, 5), "h2": (5, 10),
    "t1": (0, 10 / 3), "t3": (20 / 3, 10),
    "q1": (0, 2.5), "q2": (2.5, 5), "q3": (5, 7.5), "q4": (7.5, 10),
}  # fmt: skip
"""Parts of any length in tenths."""
_OF_YEAR = {
    "early": (0, 3), "middle": (4, 8), "late": (9, 12), "end": (11, 12), "h1": (0, 6), "h2": (6, 12),
    "t1": (0, 4), "t3": (8, 12), "q1": (0, 3), "q2": (3, 6), "q3": (6, 9), "q4": (9, 12),
}  # fmt: skip
"""Parts of a year in months."""
_OF_MONTH = {
    "early": (0, 10), "middle": (10, 20), "late": (-10, 0), "end": (-7, 0), "h1": (0, 15), "h2": (15, 0),
    "w1": (0, 7), "w2": (7, 14), "w3": (14, 21), "w4": (-7, 0), "t1": (0, 10), "t3": (-10, 0),
}  # fmt: skip
"""Parts of a month in days; counted back from its end where below one."""


def part_of(whole: Period, part: str) -> Period | None:
    """Part of a period: early, middle, late, end, first or last (day), h1, h2, q1 to q4, m9 (the first nine months)."""
    days = (whole.end - whole.start).days
    if part in ("first", "last"):
        return Period.day(whole.start if part == "first" else whole.end - dt.timedelta(1))
    if days == 1:
        return whole
    if part[0] == "m" and part[1:].isdigit():
        end = shifted(whole.start, int(part[1:]), "M")
        return Period(whole.start, end) if whole.start < end <= whole.end else None
    if 353 <= days <= 367 and part in _OF_YEAR:
        first, last = _OF_YEAR[part]
        return Period(shifted(whole.start, first, "M"), min(shifted(whole.start, last, "M"), whole.end))
    if 28 <= days <= 31 and part in _OF_MONTH:
        return _days_of(whole, *_OF_MONTH[part])
    return _share_of(whole, days, part)


def _days_of(whole: Period, first: int, last: int) -> Period:
    start = (whole.start if first >= 0 else whole.end) + dt.timedelta(first)
    return Period(start, (whole.end if last <= 0 else whole.start) + dt.timedelta(last))


def _share_of(whole: Period, days: int, part: str) -> Period | None:
    if part not in _SHARES:
        return None
    first, last = (round(days * tenths / 10) for tenths in _SHARES[part])
    if days > 3000:
        years = round(days / 365.2425)
        first, last = (round(years * tenths / 10) for tenths in _SHARES[part])
        return Period(shifted(whole.start, first, "Y"), min(shifted(whole.start, last, "Y"), whole.end))
    first = min(first, days - 1)
    return Period(whole.start + dt.timedelta(first), whole.start + dt.timedelta(max(last, first + 1)))
