"""Claims of a story: what each article says of its event, on whose word, in these words.

Figures with what they count, where and when; who did it, to whom, in which place, on which day. Figures of older events
that an article recalls are kept and marked as background.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from marsad.records import (
    Claim,
    Event,
    Link,
    Mention,
    Origin,
    Period,
    Publication,
    Quantity,
    Quote,
    Story,
    Time,
    digest,
)
from marsad.stage import Annotated
from marsad.stories.claims.figures import FigureFound, FigureReader
from marsad.stories.origins.gathering import is_of
from marsad.stories.origins.sayers import Sayer, Sayers

MARK = "claims/1"
NEWS = dt.timedelta(7)
"""How old what an article tells as news may be, where the story's days are not known."""


def claims(story: Story, members: Sequence[Annotated], origins: Sequence[Origin]) -> tuple[Claim, ...]:
    """The claims of a story's articles, by article and place in the text; each value once an article."""
    return tuple(claim for member in members for claim in _of_article(story, member, origins))


def claims_within(
    annotated: Annotated, story: Story | None = None, origins: Sequence[Origin] = ()
) -> tuple[Claim, ...]:
    """The claims of figures that one article makes, whatever the event; of no story where none is given.

    Those that tell the event of the story bear the ids of `claims`.
    """
    reader = FigureReader(annotated, [event.id for event in annotated.layers.of(Event)])
    place = _Place(story.id if story else "", annotated, origins, Sayers(annotated))
    return tuple(_unrepeated(_figure(place, found) for found in reader()))


class _Place(NamedTuple):
    """What all claims of one article share."""

    story_id: str
    annotated: Annotated
    origins: Sequence[Origin]
    sayers: Sayers


def _of_article(story: Story, annotated: Annotated, origins: Sequence[Origin]) -> Iterator[Claim]:
    place = _Place(story.id, annotated, origins, Sayers(annotated))
    beside = annotated.article.id in story.beside
    reader = FigureReader(annotated, story.event_ids, story.period or _days_before(annotated), beside)
    yield from _unrepeated(_figure(place, found) for found in reader())
    yield from _unrepeated(_of_events(place, set(story.event_ids)))


def _days_before(annotated: Annotated) -> Period | None:
    """The days on which what an article tells as news may have happened, where the story has none."""
    known = next((found.period for found in annotated.layers.of(Publication) if found.period), None)
    return Period(known.start - NEWS, known.end) if known else None


def _unrepeated(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The first claim of each value, so that an article that repeats itself makes one claim."""
    seen = set()
    for claim in claims:
        said = (claim.property, claim.value, claim.of, claim.background)
        if said not in seen:
            seen.add(said)
            yield claim


def _figure(place: _Place, found: FigureFound) -> Claim:
    quantity = found.quantity
    claim = _claim(place, quantity.counted, figure_text(quantity), (quantity.start, quantity.end), found.event)
    return replace(
        claim,
        low=quantity.low,
        high=quantity.high,
        of=quantity.of,
        where=found.where,
        period=found.period,
        background=found.background,
    )


def _of_events(place: _Place, event_ids: set[str]) -> Iterator[Claim]:
    """What the events of the story are, who did them to whom, where and when."""
    names = {mention: link.name for link in place.annotated.layers.of(Link) for mention in link.mentions}
    mentions = {mention.id: mention for mention in place.annotated.layers.of(Mention)}
    times = {time.id: time for time in place.annotated.layers.of(Time)}
    for event in place.annotated.layers.of(Event):
        if event.id not in event_ids:
            continue
        span = (event.start, event.end)
        value = event.event_type if event.modality == "happened" else f"{event.event_type}, {event.modality}"
        yield _claim(place, "type", value, span, event)
        for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
            named = (party for party in parties if party.mention)
            yield from (_claim(place, role, names.get(p.mention or "", p.text), (p.start, p.end), event) for p in named)
        if event.place in mentions:
            at = mentions[event.place]
            shown = names.get(at.id, place.annotated.article.text[at.start : at.end])
            yield _claim(place, "place", shown, (at.start, at.end), event)
        if event.period:
            told = times.get(event.time or "")
            day = _claim(place, "day", days_text(event.period), (told.start, told.end) if told else span, event)
            yield replace(day, period=event.period)


def _claim(place: _Place, name: str, value: str, span: tuple[int, int], event: Event | None) -> Claim:
    article_id = place.annotated.article.id
    known = next(iter(place.annotated.layers.of(Publication)), None)
    quote = _quote(place.annotated, *span)
    said = place.sayers.of(quote) if quote else None
    named = digest(place.story_id, name, article_id, f"{span[0]}-{span[1]}", value)
    return Claim(
        id=f"{place.story_id or article_id}.claim.{named}",
        made_by=MARK,
        story_id=place.story_id,
        property=name,
        value=value,
        article_id=article_id,
        start=span[0],
        end=span[1],
        origin=_origin(place, said),
        stated_on=known.period if known else None,
        event_id=event.id if event else None,
        quote_id=quote.id if quote else None,
        background=bool(event and event.background),
    )


def _quote(annotated: Annotated, start: int, end: int) -> Quote | None:
    """The shortest quote that holds a stretch of the text."""
    holding = (quote for quote in annotated.layers.of(Quote) if quote.start <= start and end <= quote.end)
    return min(holding, key=lambda quote: quote.end - quote.start, default=None)


def _origin(place: _Place, said: Sayer | None) -> str | None:
    """The id of the origin on whose word something is told: whoever says it, else what the article rests on first."""
    article_id = place.annotated.article.id
    mine = [origin for origin in place.origins if article_id in origin.article_ids]
    if said is not None:
        return next((origin.id for origin in (*mine, *place.origins) if is_of(said, origin)), None)
    first = min(mine, key=lambda origin: _first_word(origin, article_id), default=None)
    return first.id if first else None


def _first_word(origin: Origin, article_id: str) -> int:
    """Where an article first names an origin; far away where it does not."""
    return min((each.start for each in origin.evidence if each.article_id == article_id), default=_FAR)


_FAR = 1 << 40


def figure_text(quantity: Quantity) -> str:
    """How a figure reads: "24", "at least 20", "20 to 30", "5000000 EUR"."""
    low, high = _plainly(quantity.low), _plainly(quantity.high)
    if low == high:
        told = low or high or ""
    elif low is None or high is None:
        told = f"at least {low}" if high is None else f"at most {high}"
    else:
        told = f"{low} to {high}"
    return f"{'about ' * quantity.approximate}{told}{f' {quantity.unit}' if quantity.unit else ''}"


def _plainly(number: float | None) -> str | None:
    return None if number is None else f"{number:.12g}"


def days_text(period: Period) -> str:
    """How days read: one day, or the first and the last."""
    last = period.end - dt.timedelta(1)
    return f"{period.start}" if last == period.start else f"{period.start} to {last}"
