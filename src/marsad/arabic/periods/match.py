"""The items of one shape, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, TypeAlias

from marsad.arabic.calendars import FoundDate
from marsad.arabic.periods.words import Item
from marsad.records import Period

Kind: TypeAlias = Literal["point", "duration", "set", "clock"]
Anchor: TypeAlias = Literal["publication", "stated", "text", "past", "future"]
Cue: TypeAlias = Literal["past", "future"]


class Meaning(NamedTuple):
    """What a shape means: kind, anchor, value.

    `readings` holds what a date may mean, where that is more than one thing; `weekday` the weekday that is not its own.
    `by_itself` marks a value that counts from what its own words name ("three weeks after the vote").
    """

    kind: Kind
    anchor: Anchor | None
    value: str | None
    approximate: bool = False
    readings: tuple[Period, ...] = ()
    weekday: int | None = None
    by_itself: bool = False


class Match:
    """The items of a shape, and what the words before it make likely."""

    def __init__(
        self, items: Sequence[Item], cue: Callable[[], Cue | None], beside: tuple[Item | None, Item | None]
    ) -> None:
        self.items = items
        self.cue = cue
        self._preceding, self._following = beside

    def all(self, *kinds: str) -> list[object]:
        """What the items of these kinds are worth, in order; of an item that may be several, the first kind asked."""
        told = (next((kind for kind in kinds if kind in item.kinds), None) for item in self.items)
        return [item.kinds[kind] for item, kind in zip(self.items, told, strict=True) if kind is not None]

    def one(self, *kinds: str) -> str | None:
        """What the first of these is worth, as text."""
        found = self.all(*kinds)
        return None if not found else str(found[0])

    def number(self) -> int | None:
        """The number, if one stands here."""
        found = self.all("number")
        return int(found[0]) if found and isinstance(found[0], int) else None

    def date(self, *kinds: str) -> FoundDate:
        """The date of one of these kinds."""
        return next(d for d in self.all(*kinds) if isinstance(d, FoundDate))

    def has(self, *kinds: str) -> bool:
        """Whether an item may be one of these."""
        return any(kind in item.kinds for item in self.items for kind in kinds)

    def followed_by(self, kind: str) -> bool:
        """Whether the next item may be this."""
        return self._following is not None and kind in self._following.kinds

    def sign(self, default: str) -> str:
        """The direction in which a weekday or month is sought: by its "last" or "next", else by the words before."""
        relation = self.one("relation")
        if relation is not None:
            return "<" if relation.startswith("-") else "=" if relation == "0" else ">"
        if self.preceded_by("until"):
            return ">="
        if self.preceded_by("since"):
            return "<="
        if default == "~" and self.cue() == "past":
            return "~" if self.preceded_by("before") else "<~"
        ahead = default == "<=" and self.preceded_by("before")
        return ">=" if ahead or self.cue() == "future" else default

    def preceded_by(self, kind: str) -> bool:
        """Whether the item before may be this."""
        return self._preceding is not None and kind in self._preceding.kinds

    def parted(self, value: str) -> str:
        """The value, or the part of it that is named; what comes before the end of a month is within the month."""
        first = self.number() if self.has("first-n") and self.has("the-units", "units") else None
        part = f"m{first}" if first else self.one("part", "half")
        if part == "end" and self.preceded_by("before"):
            return value
        counted, at, base = value.partition("@")
        return f"{counted}#{part}{at}{base}" if part else value


Builder: TypeAlias = Callable[[Match], Meaning | None]
"""Gives the meaning of a shape; None where its words only look like a time."""
