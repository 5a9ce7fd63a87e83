"""Parties as event data codes them: an entity, its country, its sectors in PLOVER's codes.

A sector comes from the knowledge base where it knows the body; else from the noun that says what the party is, in its
own words or in its role; else, for a person, from the office held on the day. Nothing is coded where none says it: a
country that acts by its bare name has no sector.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from marsad.arabic.orthography import fold_word
from marsad.lexicon import knowledge
from marsad.lexicon.table import load
from marsad.records import Link, Mention, Party

_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_ENDINGS = (
    "",
    "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER WAW}\N{ARABIC LETTER NOON}",
    "\N{ARABIC LETTER YEH}\N{ARABIC LETTER NOON}",
    "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER NOON}",
)
_LI = "\N{ARABIC LETTER LAM}\N{ARABIC LETTER LAM}"
_SHORT = 3
_REACH = 4


class Side(NamedTuple):
    """One party of an event: its words, who it is, and what it is; `sectors` with the chief one first."""

    text: str
    name: str | None
    entity_id: str | None
    title: str | None
    country: str | None
    sectors: tuple[str, ...]
    mention: str | None

    @property
    def shown(self) -> str:
        """The name where the party is known, else its words."""
        return self.name or self.text


def side_of(party: Party, mention: Mention | None, link: Link | None, day: dt.date | None) -> Side:
    """What a party is; `day` is that of the event."""
    role = mention.role if mention else None
    entity_id = link.entity_id if link else None
    country = (link.country if link else None) or _country(party.text) or (_country(role) if role else None)
    return Side(
        text=" ".join(party.text.split()),
        name=link.name if link else None,
        entity_id=entity_id,
        title=" ".join(role.split()) if role else None,
        country=country,
        sectors=_known(entity_id) or _sector(party.text) or _sector(role or "") or _held(entity_id, day),
        mention=party.mention,
    )


def _known(entity_id: str | None) -> tuple[str, ...]:
    if entity_id is None:
        return ()
    if entity_id.startswith("outlet:"):
        return ("JRN",)
    return _bodies().get(entity_id) or _state_bodies().get(entity_id.removeprefix("org:").rpartition("-")[0], ())


def _sector(text: str) -> tuple[str, ...]:
    """The sector of the first noun that the list knows, the longest that begins there."""
    words, roles = bare_words(text), _roles()
    for at in range(len(words)):
        for length in range(min(_REACH, len(words) - at), 0, -1):
            found = roles.get(" ".join(words[at : at + length]))
            if found:
                return (found,)
    return ()


def _held(entity_id: str | None, day: dt.date | None) -> tuple[str, ...]:
    rows = _offices().get(entity_id or "", ())
    held = [sector for start, end, sector in rows if day is None or start <= f"{day}" <= f"{end}~"]
    return tuple(dict.fromkeys(held)) if day or len(set(held)) == 1 else ()


def _country(text: str) -> str | None:
    known = _nationals()
    return next((known[word] for word in bare_words(text) if word in known), None)


def bare_words(text: str) -> list[str]:
    """The words as they are compared: folded, without the article, also where the preposition li- has joined it."""
    words = (fold_word(word) for word in text.split())
    return [word.removeprefix(_ARTICLE).removeprefix(_LI) if len(word) > _SHORT + 1 else word for word in words]


@cache
def _roles() -> Mapping[str, str]:
    rows = load("role_sectors")
    return {
        " ".join(bare_words(form)): row["sector"]
        for row in rows
        for form in (row["role"], *knowledge.values(row["plurals"]))
    }


@cache
def _nationals() -> Mapping[str, str]:
    return dict(_national_words())


def _national_words() -> Iterator[tuple[str, str]]:
    for code, country in reversed(list(knowledge.countries().items())):
        for name in country.names:
            words = bare_words(name)
            if len(words) == 1:
                yield words[0], code
        yield from ((word, code) for people in country.demonyms for word in bare_words(people))
        for adjective in country.adjectives:
            yield from ((fold_word(adjective) + ending, code) for ending in _ENDINGS)


@cache
def _bodies() -> Mapping[str, tuple[str, ...]]:
    return {row["id"]: _codes(row["sector"]) for row in load("kb/organizations")}


@cache
def _state_bodies() -> Mapping[str, tuple[str, ...]]:
    found = {knowledge.slug(row["kind_en"]): _codes(row["sector"]) for row in load("kb/ministries")}
    return found | {"executive": ("GOV",)}


@cache
def _offices() -> Mapping[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in load("kb/offices"):
        end = "9" if row["end"] == "-" else row["end"]
        start = "0" if row["start"] == "-" else row["start"]
        for sector in _codes(row["sector"]):
            found.setdefault(row["person"], []).append((start, end, sector))
    return found


def _codes(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(cell.replace("|", " ").split())
