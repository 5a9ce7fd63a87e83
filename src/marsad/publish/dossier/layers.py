"""What each layer of records shows on the words of the text: a colour, what it says when pointed at, an anchor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from marsad.publish.dossier.labels import label, label_of, with_mode
from marsad.publish.dossier.marked import TEXT_SHOWN, Span
from marsad.records import (
    Attribution,
    Credit,
    Event,
    Issue,
    Mention,
    Period,
    Publication,
    Quantity,
    Quote,
    Record,
    Step,
    Time,
)
from marsad.stage import Annotated


def spans_of(annotated: Annotated, pages: Mapping[str, str] = MappingProxyType({})) -> Iterator[Span]:
    """The marked words of every layer that `TOLD` knows, records without a place in the text aside.

    `pages` are the pages to which records lead, by their ids.
    """
    anchors = anchors_of(annotated.layers)
    ways = {attribution.about: attribution.steps for attribution in annotated.layers.of(Attribution)}
    for record in annotated.layers:
        told = TOLD.get(type(record))
        start, end = getattr(record, "start", None), getattr(record, "end", None)
        if told is not None and start is not None and end is not None:
            css, title = told(record)
            title += _way(ways.get(record.id, ()))
            yield Span(start, end, css, title, anchors.get(record.id, ""), pages.get(record.id, ""))


def anchors_of(records: Iterable[Record]) -> dict[str, str]:
    """The anchor of each record that a list beside the text may point at; none for words that are not shown."""
    anchors: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for record in records:
        if isinstance(record, Mention) and record.start < TEXT_SHOWN:
            anchors[record.id] = f"mention-{record.start}-{record.end}"
        if isinstance(record, Event | Quantity) and record.start < TEXT_SHOWN:
            anchors[record.id] = f"{type(record).__name__.lower()}-{record.start}-{record.end}"
        if not isinstance(record, Publication | Credit | Issue):
            continue
        kind = type(record).__name__.lower()
        numbers[kind] = numbers.get(kind, 0) + 1
        if record.start is not None and record.end is not None and record.start < min(record.end, TEXT_SHOWN):
            anchors[record.id] = f"{kind}-{numbers[kind]}"
    return anchors


def _day(day: Publication) -> tuple[str, str]:
    return "mark day", f"{label('article.day').joined()}: {day.evidence}"


def _credit(credit: Credit) -> tuple[str, str]:
    reason = label_of("reason", credit.evidence).joined()
    return f"mark credit {credit.kind}", f"{label_of('credit', credit.kind).joined()}: {reason}"


def _issue(issue: Issue) -> tuple[str, str]:
    return "mark issue", issue.message


def _time(time: Time) -> tuple[str, str]:
    told = [label_of("time", time.kind).joined()]
    told += [_days(time.period)] if time.period else []
    told += [label_of("anchor", time.anchor).joined()] if time.anchor else []
    told += [time.value] if time.value else []
    return f"mark time {time.kind}", " \N{MIDDLE DOT} ".join(told)


def _days(period: Period) -> str:
    """The first day, and the last where there are several."""
    last = period.end - dt.timedelta(1)
    return f"{period.start}" if last == period.start else f"{period.start} \N{EN DASH} {last}"


def _quantity(quantity: Quantity) -> tuple[str, str]:
    told = [f"{label_of('counted', quantity.counted).joined()}: {_bounds(quantity)}"]
    told += [quantity.of] if quantity.of else []
    told += [label_of("fate", quantity.fate).joined()] if quantity.fate else []
    told += [label("quantity.part").joined()] if quantity.part_of else []
    return f"mark quantity {quantity.counted}", " \N{MIDDLE DOT} ".join(told)


def _bounds(quantity: Quantity) -> str:
    """The value or bounds with the sign of measure: "12", "20\N{HORIZONTAL ELLIPSIS}", "3\N{EN DASH}9"."""
    low, high = (None if bound is None else f"{bound:,}" for bound in (quantity.low, quantity.high))
    value = f"{low}" if low == high else f"{low or ''}\N{HORIZONTAL ELLIPSIS}{high or ''}"
    about = "\N{ALMOST EQUAL TO}" if quantity.approximate else ""
    return f"{about}{value}" + (f" {quantity.unit}" if quantity.unit else "")


def _mention(mention: Mention) -> tuple[str, str]:
    told = [label_of("mention", mention.kind).joined()]
    told += [mention.role] if mention.role else []
    return f"mark mention {mention.kind}", " \N{MIDDLE DOT} ".join(told)


def _quote(quote: Quote) -> tuple[str, str]:
    told = [label_of("quote", quote.kind).joined()]
    told += [quote.speaker] if quote.speaker else []
    told += [label_of("stance", quote.stance).joined()] if quote.stance != "said" else []
    return f"mark quote {quote.kind}", " \N{MIDDLE DOT} ".join(told)


def _event(event: Event) -> tuple[str, str]:
    told = [with_mode(label_of("event", event.event_type), event.mode or "").joined()]
    told += [label_of("modality", event.modality).joined()] if event.modality != "happened" else []
    sides = [", ".join(party.text for party in side) for side in (event.actors, event.recipients)]
    told += [f" {ARROW} ".join(sides)] if any(sides) else []
    told += [_days(event.period)] if event.period else []
    told += [label("event.background").joined()] if event.background else []
    told += [label("event.again").joined()] if event.same_as else []
    return f"mark event {event.event_type}", " \N{MIDDLE DOT} ".join(told)


ARROW = "\N{RIGHTWARDS ARROW}"


def _way(steps: Iterable[Step]) -> str:
    """The way by which the words came, after the speaker: each step with what it is."""
    told = (f"{label_of('step', step.role).joined()}: {step.text}" for step in steps if step.role != "speaker")
    return "".join(f" \N{LEFTWARDS ARROW} {step}" for step in told)


TOLD: Mapping[type[Record], Callable[[Any], tuple[str, str]]] = {
    Publication: _day,
    Credit: _credit,
    Event: _event,
    Issue: _issue,
    Mention: _mention,
    Quantity: _quantity,
    Quote: _quote,
    Time: _time,
}
"""What a record of each layer says: the classes of its mark and the words shown when it is pointed at."""
