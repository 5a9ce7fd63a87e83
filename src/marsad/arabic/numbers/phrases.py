"""Phrases of a word list found before or after a place among tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.arabic.numbers.words import CLITICS, Clitics, Entry
from marsad.arabic.orthography import fold
from marsad.arabic.tokens import Token, tokenize

_SHORT = 3
"""A word of fewer letters is found only without an article: too many words happen to end in it."""


class Phrase(NamedTuple):
    """A phrase that was found: its row, its tokens (the last excluded), and the clitics on its first word."""

    row: Entry
    first: int
    last: int
    clitics: Clitics


class Phrases:
    """Rows looked up by one column, whose cells are one or more words; the first word may carry clitics."""

    def __init__(self, rows: Iterable[Entry], column: str) -> None:
        self._rows: dict[tuple[str, ...], Entry] = {}
        for row in rows:
            words = tuple(token.text for token in tokenize(fold(row[column]).text))
            self._rows.setdefault(words, row)
        self._longest = max((len(words) for words in self._rows), default=0)
        self._heads = _heads({words[0] for words in self._rows})

    def ending_at(self, tokens: Sequence[Token], last: int) -> Phrase | None:
        """The longest phrase whose last word is the one before a place."""
        for length in range(min(self._longest, last), 0, -1):
            found = self._match(tokens, last - length, length)
            if found:
                return found
        return None

    def starting_at(self, tokens: Sequence[Token], first: int) -> Phrase | None:
        """The longest phrase that begins at a place."""
        if first >= len(tokens) or tokens[first].text not in self._heads:
            return None
        for length in range(min(self._longest, len(tokens) - first), 0, -1):
            found = self._match(tokens, first, length)
            if found:
                return found
        return None

    def _match(self, tokens: Sequence[Token], first: int, length: int) -> Phrase | None:
        readings = self._heads.get(tokens[first].text, ())
        for clitics, bare in readings:
            row = self._rows.get((bare, *(token.text for token in tokens[first + 1 : first + length])))
            if row:
                return Phrase(row, first, first + length, clitics)
        return None


def _heads(words: Iterable[str]) -> dict[str, list[tuple[Clitics, str]]]:
    """Every written form of the first words, with the clitics and the bare word that it may be."""
    heads: dict[str, list[tuple[Clitics, str]]] = {}
    for clitics in CLITICS:
        for bare in words:
            if not clitics.article or len(bare) >= _SHORT:
                heads.setdefault(clitics.letters + bare, []).append((clitics, bare))
    return heads
