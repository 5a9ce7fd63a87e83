"""Columns after PLOVER's JSON fields; what we cannot say truly has no column.

Retellings are left out, for PLOVER has an event once. Plans, calls, denials, what is only supposed and past history
stay, told by PLOVER's auxiliary modes. Left out: scores (`event_scale`), wikidata, religion, ethnicity, gender and age
of parties, and the rest that no stage reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from marsad.lexicon.table import load
from marsad.publish import formats
from marsad.publish.contract import credit, publication
from marsad.publish.events.parties import Side
from marsad.publish.events.told import Told, country_name
from marsad.records import Event

_SIDE = (
    "STRUCT(entity_text VARCHAR, identifier_text VARCHAR, identifier_id VARCHAR, code VARCHAR, sector VARCHAR,"
    " other_sectors VARCHAR, office VARCHAR)[]"
)
_AUXILIARY = {"planned": "future", "called_for": "future", "denied": "negation", "hypothetical": "hypothetical"}
_MAGNITUDES = {"dead": "killed", "injured": "injured", "arrested": "arrested"}

COLUMNS: Mapping[str, str] = {
    "id": "VARCHAR",
    "date": "DATE",
    "enddate": "DATE",
    "actor": _SIDE,
    "recipient": _SIDE,
    "event": "VARCHAR",
    "mode": "VARCHAR",
    "auxiliary_modes": "VARCHAR[]",
    "context": "VARCHAR[]",
    "quad_code": "VARCHAR",
    "extracted_place": "VARCHAR",
    "resolved_place": "VARCHAR",
    "geonameid": "VARCHAR",
    "lat": "DOUBLE",
    "lon": "DOUBLE",
    "country": "VARCHAR",
    "country_code": "VARCHAR",
    "dead": "DOUBLE",
    "injured": "DOUBLE",
    "arrested": "DOUBLE",
    "event_text": "VARCHAR",
    "start": "BIGINT",
    "end": "BIGINT",
    "text": "VARCHAR",
    "text_story": "VARCHAR",
    "url": "VARCHAR",
    "title": "VARCHAR",
    "publication": "VARCHAR",
    "publication_date": "DATE",
    "language": "VARCHAR",
    "coder": "VARCHAR",
}
"""The columns of the table and their types, as DuckDB names them."""


def row(told: Told) -> formats.Row | None:
    """The row of an event, None for a retelling. `enddate` is the last day, not one that is excluded."""
    event = told.event
    if event.same_as is not None:
        return None
    return {
        "id": event.id,
        "date": event.period and str(event.period.start),
        "enddate": last_day(event),
        "actor": [_side(side) for side in told.actors],
        "recipient": [_side(side) for side in told.recipients],
        "event": event.event_type,
        "mode": event.mode,
        "auxiliary_modes": list(_auxiliary(event)),
        "context": list(event.contexts),
        "quad_code": quad(event.event_type),
        **_place(told),
        **{name: figure(event, counted) for name, counted in _MAGNITUDES.items()},
        "event_text": told.trigger,
        "start": event.start,
        "end": event.end,
        "text": told.sentence,
        "text_story": event.article_id,
        **_citation(told),
        "coder": event.made_by,
    }


def quad(event_type: str) -> str | None:
    """PLOVER's class of four ("MATERIAL CONFLICT"); None for ACCIDENT, which is ours."""
    return _quads().get(event_type)


def figure(event: Event, counted: str) -> float | int | None:
    """The figure of an event where it states one and no bound; None else."""
    stated = [f.low for f in event.figures if f.counted == counted and f.low == f.high]
    return stated[0] if stated else None


def last_day(event: Event) -> str | None:
    """The last day of an event as an ISO date."""
    return str(event.period.end.fromordinal(event.period.end.toordinal() - 1)) if event.period else None


def geoname(entity_id: str | None) -> str | None:
    """The number in GeoNames of a place that came from there."""
    return entity_id.removeprefix("place:geoname-") if entity_id and "geoname-" in entity_id else None


def _auxiliary(event: Event) -> Iterator[str]:
    if event.background:
        yield "historical"
    if event.modality in _AUXILIARY:
        yield _AUXILIARY[event.modality]


def _side(side: Side) -> formats.Cell:
    return {
        "entity_text": side.text,
        "identifier_text": side.name,
        "identifier_id": side.entity_id,
        "code": side.country,
        "sector": side.sectors[0] if side.sectors else None,
        "other_sectors": " ".join(side.sectors[1:]) or None,
        "office": side.title,
    }


def _place(told: Told) -> formats.Row:
    place = told.place
    return {
        "extracted_place": place and place.text,
        "resolved_place": place and place.name,
        "geonameid": geoname(place.entity_id) if place else None,
        "lat": place and place.latitude,
        "lon": place and place.longitude,
        "country": country_name(place.country) if place else None,
        "country_code": place and place.country,
    }


def _citation(told: Told) -> formats.Row:
    article = told.annotated.article
    outlet, headline = credit(told.annotated, "outlet"), credit(told.annotated, "headline")
    known = publication(told.annotated)
    return {
        "url": article.url,
        "title": headline and headline.text,
        "publication": outlet and (outlet.name or outlet.text),
        "publication_date": str(known.period.start) if known and known.period else None,
        "language": article.language,
    }


@cache
def _quads() -> Mapping[str, str]:
    return {row["type"]: row["quad"] for row in load("plover_types") if row["quad"] != "-"}
