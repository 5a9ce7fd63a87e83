"""Expressions of time in Arabic text, and the days they mean.

`PeriodReader` finds them and writes down what each says without knowing the day of the article (see `values` for how);
`settle` gives the days once that day is known. Nothing is resolved that the words leave open: "recently" has no days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from marsad.arabic.calendars import DateReader
from marsad.arabic.numbers.words import Entry, NumberWords
from marsad.arabic.orthography import fold, fold_word
from marsad.arabic.periods.match import Cue, Match, Meaning
from marsad.arabic.periods.shapes import compile_shapes
from marsad.arabic.periods.tables import CUES_ONLY, LISTS, words_of
from marsad.arabic.periods.values import settle_value
from marsad.arabic.periods.words import OTHER, Item, Piece, TimeWords

__all__ = ["LISTS", "Bound", "Expression", "PeriodReader", "settle_value"]

Bound: TypeAlias = Literal["since", "until", "before", "after", "during"]

_FIRST_SIGN = 0xE000
_CUE_REACH = 25
"""Words before a weekday among which the last word of future or past decides."""
_BOUNDS: tuple[Bound, ...] = ("since", "until", "before", "after", "during")
_FUTURE = re.compile(
    "[\N{ARABIC LETTER WAW}\N{ARABIC LETTER FEH}]?\N{ARABIC LETTER SEEN}"
    "[\N{ARABIC LETTER YEH}\N{ARABIC LETTER TEH}\N{ARABIC LETTER NOON}]\\w{3,}"
)
"""A verb of the future as it is spelt, unless the list of cues knows the word for another."""


class Expression(NamedTuple):
    """An expression of time: half-open offsets, what it means, how it bounds ("since"), and the rows that say so."""

    start: int
    end: int
    shape: str
    meaning: Meaning
    bound: Bound | None
    places: tuple[str, ...]


class PeriodReader:
    """Finds expressions of time by its lists (`LISTS`; each row as its list describes it)."""

    def __init__(self, lists: Mapping[str, Iterable[Entry]], dates: DateReader, numbers: NumberWords) -> None:
        self._words = TimeWords(words_of(lists), dates, numbers)
        self._cues: dict[str, str] = {}
        for row in lists["time_cues"]:
            if row["cue"] in CUES_ONLY:
                self._cues.setdefault(fold_word(row["form"]), row["cue"])
        self._signs: dict[frozenset[str], str] = {}
        for kinds in sorted(self._words.kinds, key=sorted):
            self._sign(kinds)
        for kind in _ALONE:
            self._sign(frozenset(kind.split()))
        self._shapes = list(compile_shapes(self._class))
        self._shape = re.compile("|".join(f"(?P<s{n}>{shape.pattern})" for n, shape in enumerate(self._shapes)))

    def read(self, text: str) -> Iterator[Expression]:
        """The expressions of a stretch of text, in order, never overlapping; any string is accepted."""
        folded = fold(text)
        pieces = self._words.pieces(folded.text)
        items = list(self._words.items(folded.text, pieces))
        plain = self._sign(frozenset(OTHER))
        signs = "".join([plain if item.kinds is OTHER else self._sign(frozenset(item.kinds)) for item in items])
        for found in self._shape.finditer(signs):
            expression = self._expression(found, items, pieces)
            if expression is not None:
                start, end = folded.back(expression.start, expression.end)
                yield expression._replace(start=start, end=end)

    def _expression(self, found: re.Match[str], items: Sequence[Item], pieces: Sequence[Piece]) -> Expression | None:
        shape = self._shapes[int((found.lastgroup or "s0")[1:])]
        first, last = found.span()
        beside = items[first - 1] if first else None, items[last] if last < len(items) else None
        match = Match(items[first:last], lambda: self._cue(pieces, items[first].first), beside)
        meaning = shape.builder(match)
        if meaning is None:
            return None
        places = tuple(dict.fromkeys(item.place for item in match.items if item.place))
        return Expression(
            items[first].start, items[last - 1].end, shape.name, meaning, self._bound(items, first), places
        )

    def _bound(self, items: Sequence[Item], first: int) -> Bound | None:
        """The preposition right before an expression, or at its head."""
        if any(bound in items[first].kinds for bound in _BOUNDS):
            return next(bound for bound in _BOUNDS if bound in items[first].kinds)
        before = items[first - 1].kinds if first else {}
        return next((bound for bound in _BOUNDS if bound in before), None)

    def _cue(self, pieces: Sequence[Piece], index: int) -> Cue | None:
        """Whether the words before an expression, in its sentence, speak of what is to come or of what was."""
        to = False
        for piece in reversed(pieces[max(0, index - _CUE_REACH) : index]):
            if piece.text in ".!?\n\N{ARABIC QUESTION MARK}\N{ARABIC SEMICOLON}":
                return None
            to = to or self._cues.get(piece.text) == "toward"
            cue = self._cues.get(piece.text) or self._cues.get(piece.text[1:])
            if cue is None and _FUTURE.fullmatch(piece.text):
                cue = "future"
            if cue == "call":
                return "future" if to else None
            if cue == "said":
                return None
            if cue in ("future", "past"):
                return cue  # type: ignore[return-value]
        return None

    def _sign(self, kinds: frozenset[str]) -> str:
        if kinds not in self._signs:
            self._signs[kinds] = chr(_FIRST_SIGN + len(self._signs))
        return self._signs[kinds]

    def _class(self, kind: str) -> str:
        signs = "".join(sign for kinds, sign in self._signs.items() if kind in kinds)
        if not signs:
            raise KeyError(kind)
        return signs


_ALONE = (
    "word", "and", "prep", "the", "comma", "open", "close", "slash", "dash", "quote", "stop", "time", "number",
    "number year4", "several", "date", "monthday", "dated", "year-date",
)  # fmt: skip
