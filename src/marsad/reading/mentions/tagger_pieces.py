"""Cuts words into the pieces that an encoder knows: the likeliest way to write a word with them (a unigram model).

The method is that of SentencePiece (Kudo 2018): every piece has a log-probability, and the best sum wins (Viterbi).
Words are cut one by one, since no piece goes over white space.
"""

from __future__ import annotations

from collections.abc import Mapping

from marsad.arabic.orthography import SPELLING, fold_word

SPACE = "\u2581"
"""Stands in a piece for the white space before a word."""

_UNKNOWN_COST = 10.0
_REMEMBERED = 200_000
_LONGEST_WORD = 60


class Pieces:
    """The cutter. `scores` maps each piece to its log-probability; its place in the mapping is its number.

    Words are folded (`orthography.SPELLING`) first. Characters that no piece has become `unknown`.
    """

    def __init__(self, scores: Mapping[str, float], unknown: str) -> None:
        self._numbers = {piece: number for number, piece in enumerate(scores)}
        self._scores = {piece: score for piece, score in scores.items() if not piece.startswith("<") or len(piece) == 1}
        self._unknown = self._numbers[unknown]
        self._cost = min(scores.values()) - _UNKNOWN_COST
        self._longest = max(map(len, self._scores))
        self._seen: dict[str, tuple[int, ...]] = {}

    def number(self, piece: str) -> int:
        """The number of a piece. Raises `KeyError` if there is none."""
        return self._numbers[piece]

    def cut(self, word: str, spaced: bool) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one; `spaced` says that white space stands before it."""
        text = (SPACE if spaced else "") + word
        known = self._seen.get(text)
        if known is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            known = self._seen[text] = self._cut((SPACE if spaced else "") + fold_word(word, SPELLING)[:_LONGEST_WORD])
        return known

    def _cut(self, text: str) -> tuple[int, ...]:
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(text) + 1):
            ways = [(best[end - 1][0] + self._cost, end - 1)]
            for start in range(max(0, end - self._longest), end):
                score = self._scores.get(text[start:end])
                if score is not None:
                    ways.append((best[start][0] + score, start))
            best.append(max(ways))
        numbers, end = [], len(text)
        while end:
            start = best[end][1]
            numbers.append(self._numbers.get(text[start:end], self._unknown))
            end = start
        return tuple(reversed(numbers)) or (self._unknown,)
