"""The reader of calendar dates, made ready with the word lists."""

from __future__ import annotations

from functools import cache

from marsad.arabic.calendars import DateReader, DateTables
from marsad.lexicon.table import cells


@cache
def date_reader() -> DateReader:
    """The reader of dates with all months, weekdays, ordinals and small words that the lexicon knows."""
    return DateReader(DateTables.of(cells("months"), cells("weekdays"), cells("day_ordinals"), cells("date_words")))
