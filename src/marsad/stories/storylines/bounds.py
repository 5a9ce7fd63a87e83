"""Between which days an undated article must have been told: by who holds which office in it, and by days it names.

A reader who sees "the foreign secretary Liz Truss" knows the years; the knowledge base says from when to when an office
was held.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from marsad.lexicon import knowledge
from marsad.lexicon.table import cells
from marsad.records import Event, Link, Mention, Period, Time
from marsad.stage import Annotated
from marsad.stories.storylines.words import plain

_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_YEAR, _MONTH = 4, 7
_ENDINGS = ("\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER YEH}")


class Bounds(msgspec.Struct, frozen=True, array_like=True):
    """The first day on which, and the day before which, an article can have been told; None where that is open."""

    floor: dt.date | None = None
    ceiling: dt.date | None = None

    def __and__(self, other: Bounds) -> Bounds:
        """Both; where they contradict each other, this one."""
        floor = max(filter(None, (self.floor, other.floor)), default=None)
        ceiling = min(filter(None, (self.ceiling, other.ceiling)), default=None)
        return self if floor and ceiling and floor >= ceiling else Bounds(floor, ceiling)


def bounds(annotated: Annotated) -> Bounds:
    """The bounds that an article's own words put on its day."""
    found = Bounds(_named_past(annotated))
    for tenure in _tenures(annotated):
        found = found & tenure
    return found


def _named_past(annotated: Annotated) -> dt.date | None:
    """The first day of the latest time, named in full, at which something had happened."""
    times = {t.id: t for t in annotated.layers.of(Time) if t.anchor == "stated" and t.period and not t.approximate}
    happened = (e for e in annotated.layers.of(Event) if e.modality == "happened" and e.time in times)
    periods = (times[e.time].period for e in happened if e.time)
    return max((p.start for p in periods if p), default=None)


def _tenures(annotated: Annotated) -> Iterator[Bounds]:
    mentions: Mapping[str, Mention] = {m.id: m for m in annotated.layers.of(Mention)}
    for link in annotated.layers.of(Link):
        held = _offices().get(link.entity_id or "", ())
        roles = [mentions[m].role for m in link.mentions if m in mentions and mentions[m].role]
        for role in roles:
            words = _under_every_name(_words(role or ""))
            if words & _former():
                continue
            spans = [span for office, span in held if office <= words]
            if spans:
                yield Bounds(_earliest(spans), _latest(spans))


def _under_every_name(role: frozenset[str]) -> frozenset[str]:
    return role.union(*(office for name, office in _synonyms() if name <= role))


@cache
def _synonyms() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((_words(row["name"]), _words(row["office"])) for row in cells("office_synonyms"))


def _earliest(spans: list[Bounds]) -> dt.date | None:
    starts = [span.floor for span in spans]
    return None if None in starts else min(filter(None, starts))


def _latest(spans: list[Bounds]) -> dt.date | None:
    ends = [span.ceiling for span in spans]
    return None if None in ends else max(filter(None, ends))


@cache
def _offices() -> dict[str, list[tuple[frozenset[str], Bounds]]]:
    held: dict[str, list[tuple[frozenset[str], Bounds]]] = {}
    for office in knowledge.offices():
        start, end = _period(office.start), _period(office.end)
        span = Bounds(start.start if start else None, end.end if end else None)
        held.setdefault(office.person, []).append((_words(office.office), span))
    return held


@cache
def _former() -> frozenset[str]:
    return frozenset(plain(row["word"]) for row in cells("former_holders"))


def _period(day: str) -> Period | None:
    """A year, month or day as the knowledge base writes it."""
    if day == "-":
        return None
    if len(day) == _YEAR:
        return Period(dt.date(int(day), 1, 1), dt.date(int(day) + 1, 1, 1))
    if len(day) == _MONTH:
        first = dt.date.fromisoformat(f"{day}-01")
        return Period(first, (first + dt.timedelta(31)).replace(day=1))
    return Period.day(dt.date.fromisoformat(day))


def _words(office: str) -> frozenset[str]:
    bare = (plain(word).removeprefix(_ARTICLE) for word in office.split())
    return frozenset(word[:-1] if word.endswith(_ENDINGS) and len(word) > _YEAR else word for word in bare)
