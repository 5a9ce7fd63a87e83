"""What each shape of an expression of time means: its kind, what it counts from, and its value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from marsad.arabic.calendars import FoundDate, Reading, period_of
from marsad.arabic.periods.match import Anchor, Match, Meaning
from marsad.arabic.periods.words import Item
from marsad.records import Period

_LIFETIME = 100
"""Years beyond which "so many years ago" names no year any more."""


def _point(value: str, anchor: Anchor = "publication", approximate: bool = False) -> Meaning:
    return Meaning("point", anchor, value, approximate)


def nothing(_: Match) -> None:
    """A shape that only looks like a time."""
    return


def _iso(period: Period) -> str:
    """A day, or the first and the last day."""
    last = Period.day(period.end).start.fromordinal(period.end.toordinal() - 1)
    return str(period.start) if last == period.start else f"{period.start}/{last}"


def date(match: Match) -> Meaning:
    """A date that names its year, or the part of it that is named; readings where it may be read in several ways."""
    date = match.date("date", "dated", "year-date")
    parts = date.parts
    if len(date.readings) == 1:
        whole = date.calendar == "gregorian" and parts.day is None and parts.year is not None
        month = "" if parts.month is None else f"-{parts.month:02}"
        value = f"{parts.year}{month}" if whole else _iso(date.readings[0])
        return Meaning("point", "stated", match.parted(value), weekday=_contradicted(date))
    return Meaning("point", "stated", None, readings=date.readings)


def _contradicted(date: FoundDate) -> int | None:
    return date.weekday if date.contradicted else None


def _day_value(match: Match, item: Item, default: str) -> str | None:
    """A day as the end of a range or alone, without what stands beside it."""
    kinds = item.kinds
    if "near" in kinds:
        return f"P{kinds['near']}D"
    if "weekday" in kinds:
        return f"W{kinds['weekday']}{match.sign(default)}"
    date = next((d for d in kinds.values() if isinstance(d, FoundDate)), None)
    if date is not None and date.readings:
        return _iso(date.readings[0]) if len(date.readings) == 1 else None
    if date is not None and date.parts.month is not None and date.parts.day is not None:
        return f"--{date.parts.month:02}-{date.parts.day:02}{match.sign('~')}"
    return None


_DAYS = ("near", "weekday", "date", "monthday")


def day_range(match: Match) -> Meaning | None:
    """From one day to another, each told in its own way."""
    first, last = [item for item in match.items if any(kind in item.kinds for kind in _DAYS)][:2]
    one, other = _day_value(match, first, "<="), _day_value(match, last, ">")
    if "weekday" in last.kinds:
        other = f"W{last.kinds['weekday']}>"
    if "monthday" in last.kinds and other:
        other = other.rstrip("<>=~") + ">"
    if one is None or other is None:
        return None
    stated = one[0].isdigit()
    return _point(f"{one}..{other}", "stated" if stated and other[0].isdigit() else "publication")


def days_of_month(match: Match) -> Meaning | None:
    """From 20 to 25 March."""
    first, date = match.number() or int(match.one("ordinal") or 0), match.date("monthday", "date")
    if date.parts.day is None or not 0 < first < date.parts.day or len(date.readings) > 1:
        return None
    if date.readings:
        period = date.readings[0]
        start = period.end - dt.timedelta(date.parts.day - first + 1)
        return _point(_iso(Period(start, period.end)), "stated")
    month = f"--{date.parts.month:02}"
    if match.has("and") and not match.has("from") and date.parts.day - first > 1:
        return monthday(match) if match.has("monthday") else None
    return _point(f"{month}-{first:02}/{month}-{date.parts.day:02}{match.sign('~').replace('>=', '~')}")


def near(match: Match) -> Meaning:
    """A word like yesterday, with the weekday beside it if one stands there."""
    weekday = match.one("weekday")
    return _point(f"P{match.one('near')}D" + (f"^{weekday}" if weekday is not None else ""))


def same_day(match: Match) -> Meaning:
    """The same day, the day before, the day after: told from the last day that the text named."""
    return anaphor(match, "D")


def anaphor(match: Match, unit: str | None = None) -> Meaning:
    """A time told from one that the text named before."""
    n = -1 if match.has("previous") else 1 if match.has("following") else 0
    unit = unit or match.one("the-unit", "unit") or "D"
    return _point(match.parted(f"P{n}{unit}"), "text")


def weekday(match: Match) -> Meaning:
    """A weekday: the last one, the day itself included, unless its own words or those before speak of the next."""
    weekday = match.one("weekday")
    unit = match.one("the-unit")
    if unit == "W":
        return _point(f"W{weekday}=@P{match.one('relation') or 0}W")
    relation = match.one("relation")
    if relation in ("-2", "2"):
        sign = "<" if relation == "-2" else ">"
        return _point(f"W{weekday}{sign}@W{weekday}{sign}")
    if relation == "0":
        return _point(f"W{weekday}~")
    return _point(f"W{weekday}{match.sign('<=')}")


def two_nights(match: Match) -> Meaning:
    """A night named by both its days, or two weekdays side by side."""
    first, second = match.all("weekday")[:2]
    return _point(f"W{first}{match.sign('<=')}..W{second}>")


def monthday(match: Match) -> Meaning | None:
    """A day and month without a year."""
    parts = match.date("monthday").parts
    value = f"--{parts.month:02}-{parts.day:02}"
    unit = match.one("the-unit")
    if unit == "Y":
        return _point(f"{value}=@P{match.one('relation') or 0}Y")
    if match.one("relation") == "0":
        return _point(f"{value}~")
    sign = match.sign("~")
    return _point(value + ("~" if sign == ">=" else sign) if not match.has("relation") else value + sign)


def day_of_month(match: Match) -> Meaning | None:
    """A day of a month that is named only as this or the last one."""
    day = match.number() or int(match.one("ordinal") or 0)
    if not 1 <= day <= 31 or match.one("the-unit") not in (None, "M"):
        return None
    if match.has("very", "same", "previous", "following"):
        return Meaning("point", "text", f"---{day:02}=", by_itself=True)
    return _point(f"---{day:02}=@P{match.one('relation') or 0}M")


def hijri_day(match: Match) -> Meaning | None:
    """The ninth of Ramadan: a day of a month that the reader of dates passes over without its year."""
    day, month = match.number() or int(match.one("ordinal") or 0), match.one("a-month", "season") or ""
    if not re.fullmatch(r"H--\d\d", month) or not 1 <= day <= 30:
        return None
    return _point(f"{month}-{day:02}{match.sign('~')}")


def month(match: Match) -> Meaning | None:
    """A month with or without a year."""
    value = match.one("a-month", "month", "in-month")
    year = match.one("year4")
    unit = match.one("the-unit")
    if year:
        return _point(match.parted(f"{value}=@{year}"), "stated")
    if unit == "Y":
        return _point(match.parted(f"{value}=@P{match.one('relation') or 0}Y"))
    if match.one("relation") == "0":
        return _point(match.parted(f"{value}="))
    return _point(match.parted(f"{value}{match.sign('~')}"))


def month_named_before(match: Match) -> Meaning | None:
    """A month of a year that the text named before; which one is not told here."""
    return Meaning("point", "text", f"{match.one('a-month')}=", by_itself=True)


def month_range(match: Match) -> Meaning | None:
    """From one month to another."""
    months = match.all("a-month")
    if match.has("and") and not match.has("from") and not _adjacent(months):
        return None
    first, last = str(months[0]), str(months[-1])
    dated = [d for d in match.all("dated") if isinstance(d, FoundDate)]
    if dated and dated[0].parts.month:
        year = dated[0].parts.year
        return _point(f"{first}=@{year}..{year}-{dated[0].parts.month:02}", "stated")
    return _point(f"{first}{match.sign('<=')}..{last}>")


def _adjacent(months: Sequence[object]) -> bool:
    first, last = (int(str(month)[-2:]) for month in (months[0], months[-1]))
    return (last - first) % 12 == 1


def year_range(match: Match) -> Meaning | None:
    """Years from one to another; two that are only named side by side make a range where they follow one another."""
    years = [_year_of(item) for item in match.items]
    told = [year for year in years if year is not None]
    if len(told) != 2 or not 0 < told[1] - told[0] < 200:
        return None
    return _point(f"{told[0]}..{told[1]}", "stated")


def first_year(match: Match) -> Meaning | None:
    """The first of two years that are named side by side."""
    year = next((year for item in match.items if (year := _year_of(item)) is not None), None)
    return None if year is None else _point(str(year), "stated")


def in_a_day(match: Match) -> Meaning | None:
    """Hours in the day: a rate, and no time."""
    return None if match.one("near") == "0" else near(match)


def _year_of(item: Item) -> int | None:
    if "year4" in item.kinds:
        return int(str(item.kinds["year4"]))
    date = item.kinds.get("year-date")
    return date.parts.year if isinstance(date, FoundDate) and date.calendar == "gregorian" else None


def year(match: Match) -> Meaning | None:
    """A bare number is a year behind "in" and "since"; a round one may count what follows."""
    if (
        int(match.one("year4") or 0) % 100 == 0
        and not match.has("year-word", "part", "half")
        and match.followed_by("word")
    ):
        return None
    return _point(match.parted(str(match.one("year4"))), "stated")


def decade(match: Match) -> Meaning | None:
    """A decade; without a century one of the twentieth."""
    decade = int(match.one("decade") or 0)
    ordinal = match.one("ordinal")
    if ordinal and match.has("the-unit"):
        decade = decade % 100 + (int(ordinal) - 1) * 100
    return _point(match.parted(f"{decade}/{decade + 9}"), "stated")


def century(match: Match) -> Meaning | None:
    """A century by its number."""
    if match.one("the-unit") != "C":
        return None
    n = int(match.one("ordinal") or match.number() or 0)
    return _point(match.parted(f"{(n - 1) * 100}/{n * 100 - 1}"), "stated") if 10 < n <= 22 else None


def season(match: Match) -> Meaning | None:
    """A season, feast or Ramadan, of a year or without one."""
    value = match.one("season")
    if match.has("year-date"):
        date = match.date("year-date")
        if date.calendar == "hijri":
            return _hijri_season(value or "", date)
        return _point(match.parted(f"{value}=@{date.parts.year}"), "stated")
    if match.has("year4"):
        return _point(match.parted(f"{value}=@{match.one('year4')}"), "stated")
    if match.one("the-unit") == "Y":
        return _point(match.parted(f"{value}=@P{match.one('relation') or 0}Y"))
    if match.one("relation") == "0" or match.has("this"):
        return _point(match.parted(f"{value}="))
    return _point(match.parted(f"{value}{match.sign('~')}"))


def _hijri_season(value: str, date: FoundDate) -> Meaning | None:
    found = re.fullmatch(r"H--(\d\d)(?:-(\d\d))?.*", value)
    reading: Reading | None = None
    if found:
        reading = ("hijri", date.parts.year, int(found[1]), int(found[2]) if found[2] else None)
    period = period_of(reading) if reading else None
    return _point(_iso(period), "stated") if period else None


def the_unit(match: Match) -> Meaning | None:
    """Last month, this week, the end of the year."""
    unit = match.one("the-unit")
    if unit in ("H", "I"):
        return vague(match)
    relation = match.one("relation") or "0"
    if unit == "D" and relation == "0":
        return _point("P0D")
    if unit == "W" and match.has("part") and not match.has("relation", "this"):
        return weekend(match)
    return _point(match.parted(f"P{relation}{unit}"))


def weekend(match: Match) -> Meaning:
    """The weekend: the coming one where the words speak of what is to come, else one that cannot be told.

    "The beginning of the week" is the weekend too in the words of some agencies.
    """
    ahead = match.cue() == "future" or match.preceded_by("until")
    if match.one("part") == "end" and ahead:
        return _point("P0W#end")
    return Meaning("point", "past", None)


def vague(match: Match) -> Meaning | None:
    """A time ahead or behind without bounds."""
    relation = match.one("relation")
    if relation in (None, "0"):
        return None
    return Meaning("point", "past" if relation.startswith("-") else "future", None)


def stretch(match: Match) -> Meaning | None:
    """The last three days, the coming two months."""
    unit, n = quantity(match)
    relation = match.one("relation")
    ahead = relation is not None and not relation.startswith("-")
    if relation == "0":
        return None
    if n is None:
        return Meaning("point", "future" if ahead else "past", None)
    if unit == "I" or (unit == "H" and n % 24):
        return Meaning("point", "future" if ahead else "past", None)
    if unit == "H":
        unit, n = "D", n // 24
    value = f"/P{n}{unit}" if ahead else f"P{n}{unit}/"
    return Meaning("point", "publication", value, match.has("about"))


def quantity(match: Match) -> tuple[str, int | None]:
    """The unit and how many; None where that is not told."""
    if match.has("dual", "the-dual"):
        return match.one("dual", "the-dual") or "D", 2
    unit = match.one("units", "the-units", "unit", "the-unit") or "D"
    if match.has("number"):
        return unit, match.number()
    if match.has("units", "the-units", "several", "few"):
        return unit, None
    return unit, 1


def ago(match: Match) -> Meaning | None:
    """Two days ago, after three weeks: a point so far from the day, or from something that the text names."""
    unit, n = quantity(match)
    after = match.has("after")
    counted = match.has("number", "dual", "one")
    if match.followed_by("from") or match.followed_by("upon"):
        if n is None or unit in ("H", "I"):
            return None
        return Meaning("point", "text", f"P{n if after else -n}{unit}", by_itself=True)
    if n is None or match.has("over") or (unit == "Y" and n > _LIFETIME):
        return Meaning("point", "future" if after else "past", None) if not after or match.cue() == "future" else None
    if after and match.cue() != "future":
        if unit in ("H", "I"):
            return None
        return Meaning("point", "text", f"P{n}{unit}", by_itself=not counted or unit not in "DW")
    if unit in ("H", "I"):
        unit, n = "D", n // 24 if unit == "H" else 0
    return _point(f"P{n if after else -n}{unit}", approximate=match.has("about", "and-half"))


def duration(match: Match) -> Meaning | None:
    """How long something took."""
    unit, n = quantity(match)
    if n is None:
        return Meaning("duration", None, None)
    prefix = "PT" if unit in ("H", "I") else "P"
    letter = {"I": "M", "E": "0Y", "C": "00Y"}.get(unit, unit)
    return Meaning("duration", None, f"{prefix}{n}{letter}", match.has("about", "over", "and-half"))


def set_of(match: Match) -> Meaning | None:
    """A time that comes again and again."""
    if match.has("weekday", "a-weekday"):
        return Meaning("set", None, f"R/W{match.one('weekday', 'a-weekday')}")
    unit = match.one("regularly")
    if unit is not None:
        return Meaning("set", None, f"R/P1{unit}")
    unit, n = quantity(match)
    prefix = "PT" if unit in ("H", "I") else "P"
    return Meaning("set", None, f"R/{prefix}{n or 1}{unit}")


def clock(match: Match) -> Meaning | None:
    """An hour, with its distance from Greenwich where told."""
    told = match.one("time")
    hour, minute = [int(n) for n in re.split("[:.,]", told)] if told else (match.number() or 0, 0)
    if not told and not match.has("number"):
        hour = int(match.one("hour") or 0)
    if match.has("and-half"):
        minute = 30
    if not told and hour == 1 and not match.has("am", "pm", "zone", "and-half"):
        return None
    if match.has("pm") and not match.has("am") and 0 < hour < 12:
        hour += 12
    if hour > 24 or minute > 59 or (hour == 0 and not told):
        return None
    zone = match.one("zone")
    shown = "" if zone in (None, "?") else "Z" if zone == "0" else f"+{int(zone or 0):02}:00"
    return Meaning("clock", None, f"T{hour:02}:{minute:02}{shown}")
