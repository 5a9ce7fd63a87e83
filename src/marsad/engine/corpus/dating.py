"""Articles with the day that their story gives them: applied when they are read, so that what was read stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from msgspec.structs import replace

from marsad.reading.times import settle
from marsad.records import Dating, Event, Period, Publication, Record, Time
from marsad.stage import Annotated, Layers
from marsad.store import Store

R = TypeVar("R", bound=Record)


def articles_with_days(store: Store) -> Iterator[Annotated]:
    """Every article of a store with its layers, by day, with the days that stories give to those that say none."""
    for annotated in store.annotated():
        yield with_day(store, annotated)


def with_day(store: Store, annotated: Annotated) -> Annotated:
    """An article with the day that its story gives it, where it says none itself."""
    dating = store.corpus.dating(annotated.article.id)
    return dated(annotated, dating, store) if dating else annotated


def dated(annotated: Annotated, dating: Dating, store: Store | None = None) -> Annotated:
    """The article as it reads once its day is inferred: times that count from it, and events told by them, get days.

    The publication says "inferred" and in whose words; spans and words are those of the article. Where the article says
    a day itself, that stands.
    """
    known = next(iter(annotated.layers.of(Publication)), None)
    if known is not None and known.period is not None:
        return annotated
    day = Publication(
        id=known.id if known else f"{annotated.article.id}.publication.dating",
        article_id=annotated.article.id,
        made_by=dating.made_by,
        basis="inferred",
        evidence="; ".join((*(_words(dating, store)), *dating.reasons)),
        period=dating.period,
        start=known.start if known else None,
        end=known.end if known else None,
    )
    return Annotated(annotated.article, Layers([day, *_settled(annotated.layers, dating.period)]))


def _words(dating: Dating, store: Store | None) -> Iterator[str]:
    """The words of other articles that give the day, each with the article in which they stand."""
    for passage in dating.evidence if store else ():
        text = store.text(passage.article_id) if store else None
        if text is not None:
            yield f"{' '.join(text[passage.start : passage.end].split())} ({passage.article_id})"


def _settled(layers: Layers, published: Period) -> Iterator[Record]:
    periods: dict[str, Period] = {}
    for time in layers.of(Time):
        period = settle(time, published.start)
        if period is not None:
            periods[time.id] = period
    for record in layers:
        if isinstance(record, Publication):
            continue
        if isinstance(record, Time) and record.period is None and record.id in periods:
            yield replace(record, period=periods[record.id])
        elif isinstance(record, Event) and record.period is None and record.time in periods:
            yield replace(record, period=periods[record.time or ""])
        else:
            yield record
