"""How an article's text is cut before it is compared: sentences, and words taken apart.

Each splitter is made once and remembers what it has seen, for everything in this room.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from marsad.arabic.clitics import CliticSplitter, CliticTables
from marsad.arabic.sentences import Sentence, SentenceSplitter
from marsad.lexicon import compiled
from marsad.lexicon.table import cells

_REMEMBERED = 4096


class _Remembering(SentenceSplitter):
    """A splitter that remembers blocks: an article's are split for its origins, its claims and every contrast."""

    def split(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Sentence]:
        return iter(self._remembered(text, start, end))

    @lru_cache(_REMEMBERED)  # noqa: B019 - one splitter lives as long as the process
    def _remembered(self, text: str, start: int, end: int | None) -> tuple[Sentence, ...]:
        return tuple(super().split(text, start, end))


@cache
def sentence_splitter() -> SentenceSplitter:
    """The splitter of sentences with the abbreviations that come with Marsad."""
    return _Remembering(cells("abbreviations"))


@cache
def clitic_splitter() -> CliticSplitter:
    """The splitter of words with the tables that come with Marsad."""
    tables = CliticTables.of(cells("clitics"), cells("segmented_words"), compiled.word_frequencies())
    return CliticSplitter(tables, compiled.clitic_weights())
