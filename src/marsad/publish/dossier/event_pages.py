"""The table of events: what happened, when, where and by whom, each row leading to its words in an article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from marsad.publish.dossier.labels import Label, label, label_of, with_mode
from marsad.publish.dossier.layers import anchors_of
from marsad.publish.dossier.listing import Listing, Waiting, month
from marsad.publish.dossier.marked import Span, clipped, mark, plain
from marsad.publish.dossier.rows import Row
from marsad.publish.events import Told, told_events
from marsad.publish.events.parties import Side
from marsad.records import Event, Modality, Period
from marsad.stage import Annotated

_PARTY = 80
_PARTIES = 6
_MONTH = 31
_AROUND = 140
_MODALITIES: tuple[Modality, ...] = ("happened", "ongoing", "planned", "called_for", "denied", "hypothetical")


class EventRow(NamedTuple):
    """One line of the table.

    `file` and `anchor` lead to the words; `start` and `last` are the first and the last day of the event ("" where
    they are not told), `published` the first day of publication. `before`, `words`, `after` are the sentence around
    the trigger.
    """

    file: str
    anchor: str
    start: str
    last: str
    published: str
    type: str
    mode: str
    modality: str
    background: bool
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str
    before: str
    words: str
    after: str
    outlet: str

    @property
    def order(self) -> tuple[bool, str, str]:
        """Rows stand by the day of the event, or where it is not told by that of publication; past history last."""
        return self.background, self.day or "~", self.file

    @property
    def heading(self) -> str:
        """The month under which the row stands, "" where no day is known; "past" for past history."""
        return "past" if self.background else self.day[:7]

    @property
    def day(self) -> str:
        """The first day of the event; that of publication where it is not told, or a period longer than a month."""
        if not self.start or (dt.date.fromisoformat(self.last) - dt.date.fromisoformat(self.start)).days > _MONTH:
            return self.published or self.start
        return self.start

    @property
    def parties(self) -> str:
        """All parties on one line."""
        return " \N{MIDDLE DOT} ".join((*self.actors, *self.recipients))

    @property
    def sentence(self) -> Markup:
        """The sentence with its trigger marked."""
        text = self.before + self.words + self.after
        start = len(self.before)
        return mark(text, [Span(start, start + len(self.words), "named")])

    @property
    def name(self) -> Label:
        """The type in words, with its mode."""
        name = label_of("event", self.type)
        return with_mode(name, self.mode)


_LIST = Listing[EventRow](
    "events",
    "events.js",
    "month",
    heading=lambda row: row.heading,
    named=lambda key: label("events.past") if key == "past" else month(key),
    told=lambda row: (
        *(row.file, row.anchor, row.start, row.last, row.type, row.modality),
        *(row.parties, row.place, plain(clipped(row.before + row.words + row.after, 2 * _AROUND)), row.outlet),
    ),
)


class EventPages:
    """Takes articles, and writes the table when all have come; a context manager. Retellings have no row."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows = Waiting(EventRow)
        self._types: set[str] = set()

    def __enter__(self) -> EventPages:
        return self

    def __exit__(self, *_: object) -> None:
        self._rows.close()

    def add(self, annotated: Annotated, row: Row) -> None:
        """Take an article and its row."""
        anchors = anchors_of(annotated.layers.of(Event))
        for told in told_events(annotated):
            if told.event.same_as is None:
                self._rows.append(_row(told, row, anchors.get(told.event.id, "")))
                self._types.add(told.event.event_type)

    def close(self) -> int:
        """Write the pages; give the number of rows."""
        self._rows.sort(key=lambda row: row.order)
        types = [(name, label_of("event", name)) for name in sorted(self._types)]
        modalities = [(name, label_of("modality", name)) for name in _MODALITIES]
        _LIST.write(self._folder, self._rows, types=types, modalities=modalities)
        return len(self._rows)


def _row(told: Told, row: Row, anchor: str) -> EventRow:
    event = told.event
    before, words, after = _around(told)
    return EventRow(
        file=row.file,
        anchor=anchor,
        start=str(event.period.start) if event.period else "",
        last=_last(event.period),
        published=str(row.period.start) if row.period else "",
        type=event.event_type,
        mode=event.mode or "",
        modality=event.modality,
        background=event.background,
        actors=_names(told.actors),
        recipients=_names(told.recipients),
        place=_short(told.place.text) if told.place else "",
        before=before,
        words=words,
        after=after,
        outlet=row.outlet,
    )


def _last(period: Period | None) -> str:
    return str(period.end - dt.timedelta(1)) if period else ""


def _names(sides: Sequence[Side]) -> tuple[str, ...]:
    names = [_short(side.text) for side in sides[:_PARTIES]]
    return (*names, f"+{len(sides) - _PARTIES}") if len(sides) > _PARTIES else tuple(names)


def _short(words: str) -> str:
    return plain(clipped(words, _PARTY))


def _around(told: Told) -> tuple[str, str, str]:
    """The sentence before, at and after the trigger, cut at blanks where it is long."""
    before, words, after = told.sentence.partition(told.trigger)
    if not words:
        return "", clipped(told.trigger, _AROUND), ""
    if len(before) > _AROUND:
        before = "\N{HORIZONTAL ELLIPSIS}" + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + "\N{HORIZONTAL ELLIPSIS}"
    return before, clipped(words, _AROUND), after
