"""Reads the dateline with which a report's first paragraph begins: place, day, outlet or agency, reporter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from marsad.intake.blocks.phrases import plain
from marsad.intake.date_words import date_reader
from marsad.intake.outlets import Outlets
from marsad.lexicon.table import load

PartKind: TypeAlias = Literal["place", "outlet", "agency", "date", "unknown"]

LONGEST = 70
"""Characters within which a dateline ends."""
LONGEST_NAME = 3
"""Words of an unknown name that "NAME from CITY:" makes an outlet."""

_END = re.compile(r"\s*(?:--+|[\u2010-\u2015]+|\s\u0640+\s|:-|:|/|\)\s*[-\u2010-\u2015:]?|\s-\s?|-\s)\s*")
_SPLIT = re.compile(r"\s*(?:--+|[\u2010-\u2015:/\u060c,()\u00ab\u00bb\"|]+|\s\u0640+\s|\s-|-\s|-(?=[^\W\d]))\s*")
_IN = re.compile("\\s+\u0641\u064a$")
_FROM = "\u0645\u0646"


class Part(NamedTuple):
    """A stretch of a dateline: offsets into the text that was read, its words, what they are."""

    start: int
    end: int
    text: str
    kind: PartKind


class Datelines:
    """Finds datelines. One is believed only if a part of it is known: a city, an outlet, an agency, a date."""

    def __init__(self, outlets: Outlets) -> None:
        self._outlets = outlets
        self._places = frozenset(plain(row["place"]) for row in load("dateline_places"))
        cues = load("byline_cues")
        self._cues = frozenset(plain(row["phrase"]) for row in cues)
        self._agencies = frozenset(plain(row["phrase"]) for row in cues if row["kind"] == "agency")

    def read(self, text: str) -> tuple[Part, ...]:
        """The parts of the dateline that `text` begins with; none where it begins with none."""
        for end in self._ends(text[:LONGEST]):
            parts = self.parts(text[:end])
            known = [part for part in parts if part.kind != "unknown"]
            if known and len(known) * 2 >= len(parts) and all(len(part.text.split()) <= 5 for part in parts):
                return parts
        return ()

    @staticmethod
    def _ends(head: str) -> list[int]:
        """Where a dateline may end, the longest first."""
        return [match.end() for match in _END.finditer(head) if match.start() > 0][::-1]

    def parts(self, words: str) -> tuple[Part, ...]:
        """The parts of a dateline or credit line: cut at dashes, bars, commas and brackets, dates and "from"."""
        return tuple(part for start, stop in self._stretches(words) for part in self._read(words, start, stop))

    @staticmethod
    def _stretches(words: str) -> Iterator[tuple[int, int]]:
        cuts = [(match.start(), match.end()) for match in _SPLIT.finditer(words)]
        dates = [(found.start, found.end) for found in date_reader().find(words)]
        past = 0
        for start, end in sorted([*cuts, *dates, (len(words), len(words))]):
            stretch = words[past:start]
            if stretch.strip():
                lead = len(stretch) - len(stretch.lstrip())
                yield past + lead, past + len(_IN.sub("", stretch.rstrip()))
            if (start, end) in dates:
                yield start, end
            past = max(past, end)

    def _read(self, head: str, start: int, stop: int) -> Iterator[Part]:
        words = head[start:stop]
        kind = self._kind(words)
        before, between, after = words.partition(f" {_FROM} ")
        if kind == "unknown" and between and self._kind(after) == "place":
            kind = self._kind(before)
            named = kind != "unknown" or len(before.split()) > LONGEST_NAME or plain(before) in self._cues
            yield Part(start, start + len(before), before, kind if named else "outlet")
            yield Part(stop - len(after), stop, after, "place")
        else:
            yield Part(start, stop, words, kind)

    def _kind(self, words: str) -> PartKind:
        name = plain(words)
        if name in self._places or name in self._countries:
            return "place"
        found = self._outlets.named(words)
        if found:
            return "agency" if found.kind == "agency" else "outlet"
        if name in self._agencies:
            return "agency"
        return "date" if self._is_date(words) else "unknown"

    @staticmethod
    def _is_date(words: str) -> bool:
        covered = sum(found.end - found.start for found in date_reader().find(words))
        return covered * 2 > len(words)

    @cached_property
    def _countries(self) -> frozenset[str]:
        return frozenset(plain(row["place"]) for row in load("dateline_countries"))
