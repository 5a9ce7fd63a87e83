"""The day of an undated article, from the dated articles that tell the same event.

The event's day is known from a dated article, and the undated one says how far its own day is from that ("last
Saturday", "yesterday", "today, Monday"): the days on which both are true are few, and where it is one, it is found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from marsad.arabic.periods import settle_value
from marsad.records import Dating, Passage, Period, digest
from marsad.stories.grouping.beside import Telling
from marsad.stories.grouping.pairs import Pairs

DAYS_AROUND = 8
"""An article is looked for on so many days before and after the event that it tells."""


def datings(told: Sequence[Telling], pairs: Pairs, mark: str) -> Iterator[Dating]:
    """Date the undated articles among the tellings of one event.

    None where more than one day is possible, where a passage speaks of several days, or where the page does not name
    the weekday of its own day: without that, neighbours that tell of the day before or after misled.
    """
    dated = [t for t in told if t.told.period and _one_day(t, pairs.digests[t.number].published)]
    days = {t.told.period for t in dated}
    if len(days) != 1:
        return
    day = next(iter(days))
    for telling in told:
        article = pairs.digests[telling.number]
        checked = day and article.weekday is not None and not article.published
        found = _possible(telling, pairs, day) if day and checked else []
        if len(found) == 1:
            yield _dating(telling, dated[0], pairs, (found[0], mark))


def _possible(telling: Telling, pairs: Pairs, event: Period) -> list[dt.date]:
    """The days of publication on which what the article says of the event's day means that day."""
    weekday = pairs.digests[telling.number].weekday
    said = [value for value in telling.told.values if value[:1] in ("P", "W")]
    if len(said) != 1:
        return []
    around = (event.start + dt.timedelta(n) for n in range(-DAYS_AROUND, DAYS_AROUND + 1))
    on_weekday = (day for day in around if day.weekday() == weekday)
    return [day for day in on_weekday if all(settle_value(value, day) == event for value in said)]


def _one_day(telling: Telling, published: Period | None) -> bool:
    """Whether a dated article's passage speaks of one day alone."""
    if published is None:
        return False
    return all(settle_value(value, published.start) == telling.told.period for value in telling.told.values)


def _dating(telling: Telling, dated: Telling, pairs: Pairs, found: tuple[dt.date, str]) -> Dating:
    day, mark = found
    article, neighbour = (pairs.digests[t.number].article_id for t in (telling, dated))
    passages = ((article, telling), (neighbour, dated))
    event = dated.told.period.start if dated.told.period else day
    return Dating(
        id=digest("dating", article),
        made_by=mark,
        article_id=article,
        period=Period.day(day),
        evidence=tuple(Passage(of, t.told.start, t.told.end) for of, t in passages),
        reasons=(f"tells an event of {event}, the day by {neighbour}", f"says of its day: {telling.told.values[0]}"),
    )
