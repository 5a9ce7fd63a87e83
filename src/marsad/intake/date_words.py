"""The reader of calendar dates, made ready with the word lists."""

from __future__ import annotations

from functools import cache
from typing import cast

from marsad.arabic.calendars import Calendar, DateReader, DateTables
from marsad.lexicon.table import load


@cache
def date_reader() -> DateReader:
    """The reader of dates with all months, weekdays, ordinals and small words that the lexicon knows."""
    words: dict[str, list[str]] = {}
    for row in load("date_words"):
        words.setdefault(row["part"], []).append(row["form"])
    return DateReader(
        DateTables(
            months=[(row["form"], cast(Calendar, row["calendar"]), int(row["month"])) for row in load("months")],
            weekdays={row["form"]: int(row["weekday"]) for row in load("weekdays")},
            ordinals={row["form"]: int(row["day"]) for row in load("day_ordinals")},
            words=words,
        )
    )
