"""What befell the counted: the words around a number that say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.arabic.numbers import Entry
from marsad.arabic.numbers.phrases import Phrase, Phrases
from marsad.arabic.numbers.words import AND, NONE
from marsad.arabic.tokens import Token

CLAUSE_REACH = 6
LABEL_REACH = 10
AFTER_REACH = 7
AGE_REACH = 4
_STOPS = ".!?\u061f\u061b;"
_PAUSES = _STOPS + ":"


class Cue(NamedTuple):
    """A cue that was found: what it gives, and where it stands among the tokens (the last excluded)."""

    gives: str
    first: int
    last: int
    place: str


class Cues:
    """Finds cues by the list of quantity cues."""

    def __init__(self, rows: Iterable[Entry]) -> None:
        rows = tuple(rows)
        for_people = [row for row in rows if row["of"] == "persons"]
        leading = [row for row in rows if row["side"] == "before"]
        self._before = {
            of: Phrases((row for row in leading if row["of"] == of), "cue") for of in ("persons", "things", "weapons")
        }
        self._after = Phrases((row for row in for_people if row["side"] == "after"), "cue")
        sides = ("part", "link", "filler", "barrier", "and", "time", "times", "age")
        self._sides = {side: Phrases((row for row in rows if row["side"] == side), "cue") for side in sides}

    def before(self, tokens: Sequence[Token], first: int, of: str, taken: Sequence[int]) -> Cue | None:
        """The nearest cue before a place whose reach comes so far; `taken` are ends of figures that block it."""
        begin = self._past_fillers(tokens, first)
        floor = max([0, first - LABEL_REACH, *(end for end in taken if end <= first)])
        for last in range(first, floor, -1):
            token = tokens[last - 1]
            if token.text in _STOPS:
                return None
            found = self._before[of].ending_at(tokens, last)
            if found:
                return _cue(found) if self._reaches(tokens, found, begin, first) else None
        return None

    def _past_fillers(self, tokens: Sequence[Token], first: int) -> int:
        while first > 0 and (filler := self._sides["filler"].ending_at(tokens, first)):
            first = filler.first
        return first

    def _reaches(self, tokens: Sequence[Token], found: Phrase, begin: int, first: int) -> bool:
        reach, between = found.row["reach"], tokens[found.last : first]
        if found.last >= begin:
            return True
        if reach == "label":
            return self.is_linked(tokens, first)
        if reach == "next":
            return len(between) == 1 and between[0].text in "\"'\u00ab\u00bb("
        if len(between) > CLAUSE_REACH or any(token.text in _PAUSES for token in between):
            return False
        barrier = self._sides["barrier"]
        return not any(barrier.starting_at(tokens, at) for at in range(found.last, first))

    def is_linked(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether a word that links a label to its figure stands right before a place."""
        return self._sides["link"].ending_at(tokens, first) is not None

    def after(self, tokens: Sequence[Token], last: int) -> Cue | None:
        """The first cue after a place, before any pause or other number."""
        for at in range(last, min(len(tokens), last + AFTER_REACH)):
            if tokens[at].text in _PAUSES or tokens[at].kind == "number":
                return None
            found = self._after.starting_at(tokens, at)
            if found and not found.clitics.conjunction and not found.clitics.article:
                return _cue(found)
            if self._before["persons"].starting_at(tokens, at):
                return None
        return None

    def right_after(self, tokens: Sequence[Token], last: int) -> Cue | None:
        """The cue that begins at a place ("11 were killed and 32 injured")."""
        found = self._after.starting_at(tokens, last) if last < len(tokens) else None
        return _cue(found) if found and found.clitics == NONE else None

    def opens_part(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether "among them" stands right before a place."""
        begin = self._past_fillers(tokens, first)
        return self._sides["part"].ending_at(tokens, begin) is not None

    def joins(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether a phrase like "as well as" stands right before a place."""
        return self._sides["and"].ending_at(tokens, first) is not None

    def is_point_in_time(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether a duration is one end of a stretch of time ("5 years ago", "the past 3 days")."""
        before, after = self._sides["time"].ending_at(tokens, first), self._sides["times"].starting_at(tokens, last)
        return before is not None or after is not None

    def is_age(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether years are someone's age."""
        bracketed = first > 0 and last < len(tokens) and tokens[first - 1].text == "("
        alone = bracketed and (tokens[last].text in ")-\u060c" or tokens[last].text.startswith(AND))
        near = range(first, max(0, first - AGE_REACH), -1)
        return alone or any(self._sides["age"].ending_at(tokens, at) is not None for at in near)

    def starting_at(self, tokens: Sequence[Token], index: int) -> Phrase | None:
        """A cue of people that begins at a place and is followed at once by what it befell."""
        return self._before["persons"].starting_at(tokens, index)


def _cue(found: Phrase) -> Cue:
    return Cue(found.row["gives"], found.first, found.last, found.row.place)
