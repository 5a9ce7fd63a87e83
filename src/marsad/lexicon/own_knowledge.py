"""The user's own rows of the knowledge base: read from files of theirs, and merged into Marsad's.

A row has the columns of `kb/organizations.tsv`; of these id, name, aliases, kind and country are read. A row whose id
is already known adds its aliases to that entity.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import cast, get_args

from marsad.errors import LexiconError
from marsad.lexicon.knowledge import SHORT, Entity, EntityKind, countries, entities, values
from marsad.lexicon.table import Row, load_file
from marsad.records import digest

_COLUMNS = ("id", "name", "aliases", "kind", "country")
_NO_STATE = ("INT", "-")
_RESERVED = "body:"


def own_entities(paths: Iterable[Path]) -> tuple[Entity, ...]:
    """The entities of the user's files. Raises `LexiconError`, naming file and line, for a row that cannot be read."""
    found: dict[str, Entity] = {}
    for path in paths:
        for row in load_file(path):
            entity = _entity(row)
            if entity.id in found:
                raise LexiconError(f"{row.place}: {entity.id!r} is in {found[entity.id].row} already; give one id once")
            found[entity.id] = entity
    return tuple(found.values())


def merged(own: Sequence[Entity]) -> Mapping[str, Entity]:
    """Every entity by its id, the user's among them."""
    return {**entities(), **{entity.id: _added(entity) for entity in own}} if own else entities()


def version(of: str, own: Sequence[Entity]) -> str:
    """The version of a stage that has read the user's rows: another where the rows are others."""
    return f"{of}+{digest(*(repr(entity._replace(row='')) for entity in own))}" if own else of


def _added(own: Entity) -> Entity:
    known = entities().get(own.id)
    if known is None:
        return own
    aliases = tuple(dict.fromkeys((*known.aliases, *own.aliases)))
    shorts = tuple(alias for alias in dict.fromkeys((*known.shorts, *own.shorts)) if alias not in own.aliases)
    return known._replace(name=own.name, kind=own.kind, country=own.country, aliases=aliases, shorts=shorts)


def _entity(row: Row) -> Entity:
    missing = [column for column in _COLUMNS if column not in row.cells]
    if missing:
        raise LexiconError(f"{row.place}: no column {', '.join(missing)}; wanted the columns {', '.join(_COLUMNS)}")
    aliases = [alias for alias in values(row["aliases"]) if alias.removeprefix(SHORT)]
    for column, known, wanted in _checks(row, aliases):
        if not known:
            raise LexiconError(f"{row.place}: {column} is {row[column]!r}; wanted {wanted}")
    return Entity(
        row["id"],
        row["name"],
        cast("EntityKind", row["kind"]),
        row["country"],
        tuple(alias for alias in aliases if not alias.startswith(SHORT)),
        tuple(alias.removeprefix(SHORT) for alias in aliases if alias.startswith(SHORT)),
        row.place,
    )


def _checks(row: Row, aliases: Sequence[str]) -> Iterable[tuple[str, bool, str]]:
    kinds = get_args(EntityKind)
    name = row["id"]
    yield "id", name not in ("", "-") and not name.startswith(_RESERVED) and not name.split()[1:], "one word, as own:x"
    yield "name", row["name"] not in ("", "-"), "a name"
    yield "aliases", bool(aliases), 'names as the press writes them, with " | " between them'
    yield "kind", row["kind"] in kinds, f"one of {', '.join(kinds)}"
    yield (
        "country",
        row["country"] in (*_NO_STATE, *countries()),
        'three letters of ISO 3166-1, INT for several, "-" for none',
    )
