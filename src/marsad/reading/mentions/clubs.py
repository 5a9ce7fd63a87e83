"""Clubs that are called by the name of a town or an everyday word, in articles about sport."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.lexicon.table import load
from marsad.reading.mentions.scene import Found, Scene
from marsad.reading.mentions.units import COMMA, keys_of, readings

_FEWEST_WORDS = 4
_SHARE = 0.012
"""The words of sport that an article about it has at least, and their share of all its words."""
_IN = "\N{ARABIC LETTER BEH}"


class ClubReader:
    """Finds clubs by the list `clubs`."""

    def __init__(self) -> None:
        self._sport = frozenset(keys_of(row["word"])[0] for row in load("sport_words"))
        self._where = frozenset(keys_of(row["word"])[0] for row in load("place_signs") if row["sport"] == "yes")
        self._clubs: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for row in load("clubs"):
            first, *rest = keys_of(row["name"])
            self._clubs.setdefault(first, []).append((tuple(rest), row["entity"]))
        for names in self._clubs.values():
            names.sort(key=lambda name: -len(name[0]))

    def is_sport(self, scenes: Sequence[Scene]) -> bool:
        """Whether an article is about sport."""
        found = sum(unit.key in self._sport for scene in scenes for unit in scene.units)
        return found >= max(_FEWEST_WORDS, _SHARE * sum(map(len, scenes)))

    def read(self, scene: Scene) -> Iterator[Found]:
        """The clubs in a stretch of an article about sport."""
        for at in range(len(scene)):
            for reading in readings(scene.units[at].key):
                if _IN not in reading.taken and (found := self._at(scene, at, reading.key, reading.lead)):
                    yield found
                    break

    def _at(self, scene: Scene, at: int, first: str, lead: int) -> Found | None:
        if scene.follows(at) and at and scene.units[at - 1].key in self._where:
            return None
        for rest, entity in self._clubs.get(first, ()):
            keys = tuple(unit.key for unit in scene.units[at + 1 : at + 1 + len(rest)])
            near = all(unit.gap < COMMA for unit in scene.units[at + 1 : at + 1 + len(rest)])
            if keys == rest and near:
                ids = () if entity == "-" else (entity,)
                return Found(at, at + 1 + len(rest), lead, "organization", ("grammar:club",), ids)
        return None
