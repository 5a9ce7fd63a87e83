"""ACLED's columns by its own names, for the events that are ACLED's by their type: violence, protests, arrests.

ACLED's coders decide much that no single article says (who is a rebel and who a militia, whether a protest was
peaceful); such cells are empty. Whether force is a battle or is against civilians goes by the sector of its recipient,
and neither stands where that is not told. Left empty: iso and region, admin1 to admin3, associated actors, interaction,
scale of the outlet, tags, timestamp.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from marsad.lexicon.table import load
from marsad.publish import formats
from marsad.publish.contract import credit
from marsad.publish.events.parties import Side
from marsad.publish.events.plover import figure, geoname
from marsad.publish.events.told import Told, country_name, is_news
from marsad.records import Period

_WEEK, _MONTH = 7, 31
_KINDS = {
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_DEMONSTRATORS = {"Protests": "6", "Riots": "5"}

COLUMNS: Mapping[str, str] = dict.fromkeys(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp".split(),
    "VARCHAR",
) | {
    "event_date": "DATE",
    "year": "BIGINT",
    "time_precision": "BIGINT",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
    "geo_precision": "BIGINT",
    "fatalities": "BIGINT",
}
"""The columns of the table and their types, as DuckDB names them."""


def row(told: Told) -> formats.Row | None:
    """The row of an event that is news and of one of ACLED's types; None for others."""
    event = told.event
    met = _met(told.recipients)
    kind = _kind(event.event_type, event.mode, met)
    if kind is None or not is_news(event):
        return None
    event_type, sub_type = kind
    outlet = credit(told.annotated, "outlet")
    killed = figure(event, "killed")
    cells = {
        "event_id_cnty": event.id,
        **_date(event.period),
        "disorder_type": _KINDS.get(event_type or "", "Political violence"),
        "event_type": event_type,
        "sub_event_type": sub_type,
        "actor1": _named(told.actors),
        "inter1": _DEMONSTRATORS.get(event_type or "") if event.event_type == "PROTEST" else _inter(told.actors),
        "actor2": _named(told.recipients),
        "inter2": _inter(told.recipients),
        "civilian_targeting": "Civilian targeting" if met == "civilian" and event.event_type == "ASSAULT" else None,
        **_place(told),
        "source": outlet and (outlet.name or outlet.text),
        "notes": told.sentence,
        "fatalities": None if killed is None else int(killed),
    }
    return {name: cells.get(name) for name in COLUMNS}


def _kind(event_type: str, mode: str | None, met: str) -> tuple[str | None, str | None] | None:
    for with_mode in dict.fromkeys((mode or "-", "-")):
        for recipient in dict.fromkeys((met, "-")):
            if found := _types().get((event_type, with_mode, recipient)):
                return found
    return None


def _date(period: Period | None) -> dict[str, formats.Cell]:
    """The first day and how precisely it is known (1 a day, 2 a week, 3 a month); none for longer periods."""
    days = (period.end - period.start).days if period else 0
    if period is None or days > _MONTH:
        return {}
    precision = 1 if days == 1 else 2 if days <= _WEEK else 3
    return {"event_date": str(period.start), "year": period.start.year, "time_precision": precision}


def _place(told: Told) -> dict[str, formats.Cell]:
    place = told.place
    if place is None:
        return {}
    return {
        "country": country_name(place.country),
        "location": place.name or place.text,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geo_precision": 1 if geoname(place.entity_id) else None,
    }


def _named(sides: Sequence[Side]) -> str | None:
    return "; ".join(dict.fromkeys(side.shown for side in sides)) or None


def _inter(sides: Sequence[Side]) -> str | None:
    codes = (_actors()[sector][0] for side in sides for sector in side.sectors[:1] if sector in _actors())
    return next(codes, None)


def _met(recipients: Sequence[Side]) -> str:
    """Whether civilians or the armed are at the receiving end: civilians where both are, "-" where neither is told."""
    sides = {_actors()[side.sectors[0]][1] for side in recipients if side.sectors and side.sectors[0] in _actors()}
    return next((kind for kind in ("civilian", "armed") if kind in sides), "-")


@cache
def _types() -> Mapping[tuple[str, str, str], tuple[str | None, str | None]]:
    rows = load("acled_types")
    return {(r["type"], r["mode"], r["recipient"]): (_said(r["event"]), _said(r["sub_event"])) for r in rows}


def _said(cell: str) -> str | None:
    return None if cell == "-" else cell


@cache
def _actors() -> Mapping[str, tuple[str, str]]:
    return {row["sector"]: (row["inter"], row["side"]) for row in load("acled_actors")}
