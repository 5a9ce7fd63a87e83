"""POLECAT's columns by its own names; several values of a cell stand with "; " between them.

Only news of what is or was is here, once: POLECAT has no column for plans, denials and retellings. Left empty, so that
readers of POLECAT's tables find their columns: Intensity, COW codes, Wikipedia ids, District, Province, Feature Type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from marsad.publish import formats
from marsad.publish.contract import credit, publication
from marsad.publish.events.parties import Side
from marsad.publish.events.plover import geoname, quad
from marsad.publish.events.told import Told, country_name, is_news
from marsad.records import EntityKind, Link, Mention, Period
from marsad.stage import Annotated

_STORY: Mapping[str, tuple[EntityKind, ...]] = {
    "Story People": ("person",),
    "Story Organizations": ("organization", "group"),
    "Story Locations": ("place",),
}

COLUMNS: Mapping[str, str] = dict.fromkeys(
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|"
    "Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|"
    "Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
    "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version".split("|"),
    "VARCHAR",
) | {"Event Date": "DATE", "Publication Date": "DATE", "Latitude": "DOUBLE", "Longitude": "DOUBLE"}
"""The columns of the table and their types, as DuckDB names them."""


def row(told: Told) -> formats.Row | None:
    """The row of an event that is news; None for others. An event of several days, or of none told, has no date."""
    if not is_news(told.event):
        return None
    event = told.event
    cells = {
        "Event ID": event.id,
        "Event Date": one_day(event.period),
        "Event Type": event.event_type,
        "Event Mode": event.mode,
        "Quad Code": quad(event.event_type),
        "Contexts": _joined(event.contexts),
        **_side("Actor", told.actors),
        **_side("Recipient", told.recipients),
        **_place(told),
        **_article(told.annotated),
        "Version": event.made_by,
    }
    return {name: cells.get(name) for name in COLUMNS}


def one_day(period: Period | None) -> str | None:
    """The day, where the period is one day."""
    return str(period.start) if period and period == Period.day(period.start) else None


def _side(which: str, sides: Sequence[Side]) -> dict[str, formats.Cell]:
    return {
        f"{which} Name": _joined(side.shown for side in sides),
        f"{which} Country": _joined(name for side in sides if (name := country_name(side.country))),
        f"Primary {which} Sector": _joined(side.sectors[0] for side in sides if side.sectors),
        f"{which} Sectors": _joined(sector for side in sides for sector in side.sectors),
        f"{which} Title": _joined(side.title for side in sides if side.title),
        f"{which} Name Raw": _joined(side.text for side in sides),
    }


def _place(told: Told) -> dict[str, formats.Cell]:
    place = told.place
    if place is None:
        return {}
    number = geoname(place.entity_id)
    return {
        "Placename": place.name,
        "City": place.name if number else None,
        "Country": country_name(place.country),
        "Latitude": place.latitude,
        "Longitude": place.longitude,
        "GeoNames ID": number,
        "Raw Placename": place.text,
    }


def _article(annotated: Annotated) -> dict[str, formats.Cell]:
    outlet, known = credit(annotated, "outlet"), publication(annotated)
    return {
        "Source": outlet and (outlet.name or outlet.text),
        "Publication Date": one_day(known.period) if known else None,
        **{name: _joined(_named(annotated, kinds)) for name, kinds in _STORY.items()},
        "Language": annotated.article.language,
    }


def _named(annotated: Annotated, kinds: tuple[EntityKind, ...]) -> Iterator[str]:
    mentions = {mention.id: mention for mention in annotated.layers.of(Mention)}
    for link in annotated.layers.of(Link):
        if link.kind in kinds and any(name in mentions for name in link.mentions):
            yield link.name


def _joined(values: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(values)) or None
