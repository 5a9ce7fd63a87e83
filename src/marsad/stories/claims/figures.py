"""Figures that an article gives of a story's event, and older ones beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from marsad.arabic.sentences import Sentence
from marsad.records import Block, Event, Link, Mention, Period, Quantity, Time
from marsad.stage import Annotated
from marsad.stories.origins.telling import headline, sentences, telling

HARM = frozenset(
    {"killed", "injured", "killed_or_injured", "arrested", "released", "kidnapped", "missing", "displaced"}
)
"""What befalls people: such figures of an event can be compared wherever an article gives them."""
LEFT_OUT = frozenset({"duration", "distance"})
RECENT = dt.timedelta(60)
PAST = dt.timedelta(2)
_WHERE = 60
_HEADING = 40


class FigureFound(NamedTuple):
    """A figure with what narrows it: the event it belongs to, a place and days told beside it; or an older event's."""

    quantity: Quantity
    event: Event | None
    where: str | None
    period: Period | None
    background: bool


class FigureReader:
    """Reads the figures of one article.

    `event_ids` are the events of the story, `days` the days on which it happened, `beside` whether the article tells
    the story beside its main one.
    """

    def __init__(
        self, annotated: Annotated, event_ids: Collection[str], days: Period | None = None, beside: bool = False
    ) -> None:
        self._text = annotated.article.text
        layers = annotated.layers
        self._quantities = sorted(layers.of(Quantity), key=lambda quantity: quantity.start)
        self._events = {event.id: event for event in layers.of(Event)}
        self._of = {figure.quantity: event for event in self._events.values() for figure in event.figures}
        self._times = tuple(time for time in layers.of(Time) if time.kind == "point")
        self._since_ids = {time.id for time in self._times if time.bound == "since"}
        self._places = sorted((m for m in layers.of(Mention) if m.kind == "place"), key=lambda mention: mention.start)
        self._names = {mention: link.name for link in layers.of(Link) for mention in link.mentions}
        self._sentences = (*headline(annotated), *sentences(annotated))
        told = telling(annotated, event_ids, beside)
        self._telling = (*(() if beside else headline(annotated)), *told)
        self._event_ids, self._days, self._beside = set(event_ids), days, beside
        self._headings = tuple(_dated_headings(layers.of(Block), self._times))
        self._is_of_harm = any(q.counted in HARM and self._opens(q) for q in self._quantities)

    def __call__(self) -> Iterator[FigureFound]:
        """Yield the figures in order."""
        for quantity in self._quantities:
            if quantity.counted not in LEFT_OUT and self._is_told(quantity) and not self._is_cut(quantity):
                yield self.found(quantity)

    def found(self, quantity: Quantity) -> FigureFound:
        """A figure with what narrows it."""
        event = self._of.get(quantity.id)
        sentence = self.sentence(quantity)
        period = self._period(quantity, event, sentence)
        older = quantity.counted in HARM and self._is_before(period)
        since = bool(event and event.time in self._since_ids)
        background = bool(event and event.background and not since) or older
        if background and self._telling and quantity.start < self._telling[0].end and self._is_recent(period):
            background = False
        return FigureFound(quantity, event, self._where(quantity, event, sentence), period, background)

    def sentence(self, quantity: Quantity) -> Sentence:
        """The sentence in which a figure stands."""
        held = (each for each in self._sentences if each.start <= quantity.start < each.end)
        return next(held, Sentence(quantity.start, quantity.end))

    def _is_told(self, quantity: Quantity) -> bool:
        """Whether a figure is of the story's event, or of one like it."""
        if self._opens(quantity):
            return True
        event = self._of.get(quantity.id)
        if event and (event.id in self._event_ids or event.same_as in self._event_ids):
            return True
        return self._is_of_harm and not self._beside and quantity.counted in HARM

    def _is_cut(self, quantity: Quantity) -> bool:
        """Whether a number in brackets stands before what was read ("(3.462) billion"): its size is not known."""
        before = self._text[: quantity.start].rstrip()
        return before.endswith(")") and before[:-1].rstrip()[-1:].isdigit()

    def _opens(self, quantity: Quantity) -> bool:
        return any(each.start <= quantity.start < each.end for each in self._telling)

    def _period(self, quantity: Quantity, event: Event | None, sentence: Sentence) -> Period | None:
        """The days told beside a figure; of its event, else of the nearest time of the sentence.

        "Since" a day means from then until the story's last: such a figure is of a longer time, not of an older event.
        """
        near = [t for t in self._times if t.period and sentence.start <= t.start < sentence.end]
        time = min(near, key=lambda t: abs(t.start - quantity.start), default=None)
        if time and time.period and time.bound == "since" and (not event or event.time in (None, time.id)):
            return self._since(time.period)
        if event and event.period:
            first = event.period.start
            counted_since = any(t.bound == "since" and t.period and t.period.start == first for t in near)
            return self._since(event.period) if counted_since or event.time in self._since_ids else event.period
        if not near and (heading := self._under(quantity)):
            return heading
        return time.period if time and not self._opens(quantity) else None

    def _under(self, quantity: Quantity) -> Period | None:
        """The days of the short line over a paragraph, as in a list of accidents by their months."""
        return next((days for block, days in self._headings if block.start <= quantity.start < block.end), None)

    def _since(self, first: Period) -> Period:
        last = self._days.end if self._days else first.end
        return Period(first.start, max(last, first.end))

    def _is_before(self, period: Period | None) -> bool:
        """Whether days lie so long before the story's that the words need not say that they tell of the past."""
        return bool(period and self._days and self._days.start - period.end >= PAST)

    def _is_recent(self, period: Period | None) -> bool:
        """Whether days are so near that an article which opens with them tells them as news ("last month")."""
        return bool(period and self._days and self._days.start - period.end <= RECENT)

    def _where(self, quantity: Quantity, event: Event | None, sentence: Sentence) -> str | None:
        """The place told right after a figure, else that of its event."""
        end = min(sentence.end, quantity.end + _WHERE)
        nexts = (q.start for q in self._quantities if q.start > quantity.end and q.counted == quantity.counted)
        end = min(end, next(nexts, end))
        near = next((m for m in self._places if quantity.end <= m.start < end), None)
        if near is not None:
            return self._names.get(near.id, self._text[near.start : near.end])
        return self._names.get(event.place) if event and event.place else None


def _dated_headings(blocks: Iterable[Block], times: Sequence[Time]) -> Iterator[tuple[Block, Period]]:
    """The paragraphs that stand under a short line which names days, with these days."""
    ordered = sorted((b for b in blocks if b.kind in ("paragraph", "subheading")), key=lambda block: block.start)
    for over, block in pairwise(ordered):
        if over.end - over.start <= _HEADING:
            held = (t.period for t in times if t.period and over.start <= t.start < over.end)
            if days := next(held, None):
                yield block, days
