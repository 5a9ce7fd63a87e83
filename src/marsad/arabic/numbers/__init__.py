"""Numbers in Arabic text: value or bounds of every number expression that counts or measures something.

Ordinals, years, dates, clock times, scores, telephone numbers and labels ("article 12") are no numbers here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.arabic.numbers.bounds import Bounds, Number
from marsad.arabic.numbers.nouns import Noun, NounForms
from marsad.arabic.numbers.words import Entry, NumberWords, Value
from marsad.arabic.orthography import fold
from marsad.arabic.tokens import Token, tokenize

__all__ = ["Entry", "Figure", "Noun", "NounForms", "Number", "NumberReader", "Value"]


class Figure(NamedTuple):
    """A number expression in a text: half-open offsets, bounds (None: open), whether approximate or percent."""

    start: int
    end: int
    low: Value | None
    high: Value | None
    approximate: bool
    percent: bool


class NumberReader:
    """Reads numbers by four lists: number_words, approximators, number_contexts, and nouns that may stand in the dual.

    `nouns` has the columns noun, plural and dual; see the lists themselves for the others.
    """

    def __init__(
        self,
        words: Iterable[Entry],
        approximators: Iterable[Entry],
        contexts: Iterable[Entry],
        nouns: NounForms,
    ) -> None:
        words = tuple(words)
        self.nouns = nouns
        self._words = NumberWords(words)
        self._bounds = Bounds(words, approximators, contexts)

    def in_tokens(self, tokens: Sequence[Token]) -> list[Number]:
        """The numbers among tokens of folded text, in order; a counted noun in the dual is a number of its own."""
        numbers = self._bounds(tokens, self._words(tokens))
        taken = {index for number in numbers for index in range(number.first, number.last)}
        for index in range(len(tokens)):
            number = None if index in taken else self._by_form(tokens, index)
            if number:
                numbers.append(self._bounds.bounded(tokens, number))
        return sorted(numbers, key=lambda number: number.first)

    def in_text(self, text: str) -> list[Figure]:
        """The numbers in a text, with offsets into it as it stands."""
        folded = fold(text)
        tokens = list(tokenize(folded.text))
        return [
            Figure(*folded.back(*span_of(tokens, number)), number.low, number.high, number.approximate, number.percent)
            for number in self.in_tokens(tokens)
        ]

    def _by_form(self, tokens: Sequence[Token], index: int) -> Number | None:
        """Two, where a counted noun is in the dual; one, where "one" follows it in the singular."""
        noun = self.nouns.get(tokens[index].text) if tokens[index].kind == "word" else None
        if noun is None:
            return None
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        if noun.said == "dual":
            value, last, form = 2, index + 1, "dual"
        elif noun.said == "singular" and self._words.role(following) == "one":
            value, last, form = 1, index + 2, "one"
        else:
            return None
        places = (noun.row.place,)
        return Number(index, last, value, value, False, False, form, noun.clitics, places, None, noun.row)  # type: ignore[arg-type]


def span_of(tokens: Sequence[Token], number: Number) -> tuple[int, int]:
    """The offsets of a number in the folded text, without the clitics before it."""
    first = tokens[number.first]
    lead = len(number.clitics.letters) if first.text.startswith(number.clitics.letters) else 0
    return first.start + (lead if lead < len(first.text) else 0), tokens[number.last - 1].end
