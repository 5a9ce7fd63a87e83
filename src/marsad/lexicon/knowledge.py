"""The knowledge base: whom and what the lists of Marsad know by name.

Entities come from `kb/` (countries, organisations, persons), `outlets`, `place_supplement` and the compiled places.
Ids: "country:IRQ", "org:...", "person:...", "outlet:...", "place:..." ("place:geoname-99072" for GeoNames' cities).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from marsad.lexicon.compiled import read
from marsad.lexicon.table import Row, load

EntityKind: TypeAlias = Literal["person", "organization", "place", "group"]
_LETTER = 3
"""The most letters with which Arabic spells a Latin one."""
SHORT = "~"
"""Opens an alias that names the entity only with a second sign."""


class Entity(NamedTuple):
    """One row of the knowledge base.

    `name` is English (outlets: Arabic). `aliases` are Arabic names, the usual one first; `shorts` those that need a
    second sign. `country` is ISO 3166-1 alpha-3, INT for several, "-" for none. `weight` grows with how often the
    entity is meant where several bear a name: people of a place; 0 where nothing is known. `row` is where it stands.
    """

    id: str
    name: str
    kind: EntityKind
    country: str
    aliases: tuple[str, ...]
    shorts: tuple[str, ...]
    row: str
    weight: float = 0.0
    latitude: float | None = None
    longitude: float | None = None


class Body(NamedTuple):
    """A body that every state has: its bare Arabic name, its English one, the row."""

    alias: str
    name: str
    row: str


class Country(NamedTuple):
    """How the press calls a country: names, adjectives (masculine, no article), plurals, capital."""

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


class Office(NamedTuple):
    """An office that a person held: its Arabic name, the state served, first and last day as written ("-": unknown)."""

    person: str
    office: str
    country: str
    start: str
    end: str


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell; none for an empty one."""
    return () if cell == "-" else tuple(part.strip() for part in cell.split("|"))


@cache
def entities() -> Mapping[str, Entity]:
    """Every entity by its id. Raises `LexiconError` for a list that breaks its own rules."""
    found: dict[str, Entity] = {}
    for entity in (*_countries(), *_organizations(), *_persons(), *_outlets(), *_supplement(), *_places()):
        found.setdefault(entity.id, entity)
    return found


@cache
def countries() -> Mapping[str, Country]:
    """Every country by its code."""
    rows = (
        Country(
            row["code"],
            row["name"],
            values(row["aliases"]),
            values(row["adjectives"]),
            values(row["demonyms"]),
            values(row["capital"]),
        )
        for row in load("kb/countries")
    )
    return {country.code: country for country in rows}


@cache
def state_bodies() -> tuple[Body, ...]:
    """The bodies that every state has."""
    return tuple(Body(row["kind_ar"], row["kind_en"], row.place) for row in load("kb/ministries"))


@cache
def offices() -> tuple[Office, ...]:
    """The offices that persons of the knowledge base held."""
    return tuple(
        Office(row["person"], row["office"], row["country"], row["start"], row["end"]) for row in load("kb/offices")
    )


def body_id(name: str, country: str) -> str:
    """The id of a body of one state, made from its English name."""
    return f"org:{slug(name)}-{country.lower()}"


def slug(name: str) -> str:
    """A name in lower-case ASCII with hyphens; letters of other scripts stay."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "-", plain).strip("-")


def _split(aliases: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    full = tuple(alias for alias in aliases if not alias.startswith(SHORT))
    return full, tuple(alias[1:] for alias in aliases if alias.startswith(SHORT))


def _of_row(row: Row, kind: EntityKind) -> Entity:
    full, shorts = _split(values(row["aliases"]))
    everyday = _everyday(row.cells.get("note", "-"))
    shorts += tuple(alias for alias in full if alias in everyday)
    full = tuple(alias for alias in full if alias not in everyday)
    return Entity(row["id"], row["name"], kind, row["country"], full, shorts, row.place)


def _everyday(note: str) -> tuple[str, ...]:
    """The aliases that a note says are everyday words: those after "context:" up to the next semicolon."""
    _, told, rest = note.partition("context:")
    return values(rest.partition(";")[0].strip()) if told else ()


def _countries() -> Iterator[Entity]:
    for row in load("kb/countries"):
        full, shorts = _split(values(row["aliases"]))
        code = row["code"]
        yield Entity(f"country:{code}", row["name"], "place", code, full, shorts, row.place, 1e9)
        seats, short_seats = _split(values(row["government_names"]))
        if seats or short_seats:
            name = f"Executive of {row['name']}"
            yield Entity(f"org:executive-{code.lower()}", name, "organization", code, seats, short_seats, row.place)


def _organizations() -> Iterator[Entity]:
    for row in load("kb/organizations"):
        yield _of_row(row, "group" if row["kind"] == "group" else "organization")


def _persons() -> Iterator[Entity]:
    for row in load("kb/persons"):
        yield _of_row(row, "person")


def _outlets() -> Iterator[Entity]:
    """Outlets bear the names of everything: only agencies, and names that say what they are, need no second sign."""
    media = {row["phrase"] for row in load("outlet_words")}
    for row in load("outlets"):
        names = tuple(dict.fromkeys((row["name"], *values(row["aliases"]))))
        agency = row["kind"] == "agency"
        sure = tuple(
            n for n in names if n.isascii() or (" " in n and (agency or n.split()[0] in media or _is_spelled(n)))
        )
        shorts = tuple(n for n in names if n not in sure)
        key = row["domain"] if row["domain"] != "-" else slug(row["name"])
        yield Entity(f"outlet:{key}", row["name"], "organization", row["country"], sure, shorts, row.place)


def _is_spelled(name: str) -> bool:
    """Whether a name spells Latin letters out ("BBC")."""
    return all(len(word) <= _LETTER for word in name.split())


def _supplement() -> Iterator[Entity]:
    for row in load("place_supplement"):
        at = (None, None) if row["latitude"] == "-" else (float(row["latitude"]), float(row["longitude"]))
        yield _of_row(row, "place")._replace(weight=1e8, latitude=at[0], longitude=at[1])


def _places() -> Iterator[Entity]:
    for index, (number, name, aliases, country, people, latitude, longitude) in enumerate(read("places")):
        full, shorts = _split(values(aliases))
        at = (float(latitude), float(longitude))
        row = f"places:{index + 1}"
        yield Entity(f"place:geoname-{number}", name, "place", country, full, shorts, row, float(people), *at)
