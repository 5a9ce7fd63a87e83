"""Looks outlets and agencies up: by address, by name, and by the forms in which copy is credited to them."""

from __future__ import annotations

import re
from typing import NamedTuple

from marsad.intake.blocks.phrases import plain
from marsad.lexicon.table import Row, load

_ARTICLE = "\u0627\u0644"


class Outlet(NamedTuple):
    """A row of the word list of outlets: canonical name, address, kind, and the row's place."""

    name: str
    domain: str | None
    kind: str
    place: str


class Outlets:
    """All outlets that the lexicon knows."""

    def __init__(self) -> None:
        self._by_name: dict[str, dict[str, Outlet]] = {}
        self._by_domain: dict[str, Outlet] = {}
        words = sorted((plain(row["phrase"]) for row in load("outlet_words")), key=len)[::-1]
        self._words = re.compile(rf"(?:{_ARTICLE})?(?:{'|'.join(words)})\s+(.+)")
        for row in load("outlets"):
            self._add(row)

    def _add(self, row: Row) -> None:
        domain = row["domain"] if row["domain"] != "-" else None
        outlet = Outlet(row["name"], domain, row["kind"], row.place)
        if domain:
            self._by_domain[domain] = outlet
        for form in (row["name"], *row["aliases"].split(" | "), *row["credit"].split(" | ")):
            if plain(form):
                self._by_name.setdefault(plain(form), {})[outlet.name] = outlet

    def at(self, domain: str | None) -> Outlet | None:
        """The outlet of an address or of the address that it belongs to ("arabic.example.com")."""
        while domain:
            if domain in self._by_domain:
                return self._by_domain[domain]
            domain = domain.partition(".")[2]
        return None

    def named(self, words: str) -> Outlet | None:
        """The outlet of a name, with or without a word such as "newspaper" before it.

        A name that several outlets bear is known as an outlet's, but its canonical name is only what was read.
        """
        name = plain(words)
        match = None if name in self._by_name else self._words.fullmatch(name)
        bearers = self._by_name.get(match[1] if match else name, {})
        if len(bearers) > 1:
            kinds = {outlet.kind for outlet in bearers.values()}
            return Outlet(words.strip(), None, kinds.pop() if len(kinds) == 1 else "site", "")
        return next(iter(bearers.values()), None)

    def has_word(self, words: str) -> bool:
        """Whether the words begin with one that names outlets, and go on."""
        return bool(self._words.fullmatch(plain(words)))
