"""Our own columns: every event, with its words, parties, days, figures, modality and the way it came."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.publish import formats
from marsad.publish.contract import credit, publication
from marsad.publish.events.parties import Side
from marsad.publish.events.told import Told

_SIDE = "STRUCT(text VARCHAR, name VARCHAR, entity_id VARCHAR, title VARCHAR, country VARCHAR, sectors VARCHAR)[]"

COLUMNS: Mapping[str, str] = {
    "event_id": "VARCHAR",
    "article_id": "VARCHAR",
    "outlet": "VARCHAR",
    "url": "VARCHAR",
    "published_start": "DATE",
    "published_end": "DATE",
    "type": "VARCHAR",
    "mode": "VARCHAR",
    "told_as": "VARCHAR",
    "modality": "VARCHAR",
    "background": "BOOLEAN",
    "same_as": "VARCHAR",
    "trigger": "VARCHAR",
    "start": "BIGINT",
    "end": "BIGINT",
    "sentence": "VARCHAR",
    "actors": _SIDE,
    "recipients": _SIDE,
    "place": "VARCHAR",
    "place_name": "VARCHAR",
    "place_entity_id": "VARCHAR",
    "place_country": "VARCHAR",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
    "period_start": "DATE",
    "period_end": "DATE",
    "figures": "STRUCT(counted VARCHAR, low DOUBLE, high DOUBLE)[]",
    "contexts": "VARCHAR[]",
    "quote_id": "VARCHAR",
    "attribution": "STRUCT(role VARCHAR, text VARCHAR)[]",
    "evidence": "VARCHAR[]",
}
"""The columns of the table and their types, as DuckDB names them."""


def row(told: Told) -> formats.Row:
    """The row of an event; offsets count code points of the article's text, days are ISO dates, ends excluded."""
    article, event = told.annotated.article, told.event
    outlet, known = credit(told.annotated, "outlet"), publication(told.annotated)
    published, place = known.period if known else None, told.place
    return {
        "event_id": event.id,
        "article_id": event.article_id,
        "outlet": outlet and (outlet.name or outlet.text),
        "url": article.url,
        "published_start": published and str(published.start),
        "published_end": published and str(published.end),
        "type": event.event_type,
        "mode": event.mode,
        "told_as": event.told_as,
        "modality": event.modality,
        "background": event.background,
        "same_as": event.same_as,
        "trigger": told.trigger,
        "start": event.start,
        "end": event.end,
        "sentence": told.sentence,
        "actors": [_side(side) for side in told.actors],
        "recipients": [_side(side) for side in told.recipients],
        "place": place and place.text,
        "place_name": place and place.name,
        "place_entity_id": place and place.entity_id,
        "place_country": place and place.country,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "period_start": event.period and str(event.period.start),
        "period_end": event.period and str(event.period.end),
        "figures": [{"counted": f.counted, "low": f.low, "high": f.high} for f in event.figures],
        "contexts": list(event.contexts),
        "quote_id": event.quote,
        "attribution": [{"role": step.role, "text": step.name or step.text} for step in told.steps],
        "evidence": list(event.evidence),
    }


def _side(side: Side) -> formats.Cell:
    return {
        "text": side.text,
        "name": side.name,
        "entity_id": side.entity_id,
        "title": side.title,
        "country": side.country,
        "sectors": " ".join(side.sectors) or None,
    }
