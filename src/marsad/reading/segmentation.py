"""How an article is cut before it is read: blocks that say something, sentences, words taken apart.

Each splitter is made once and remembers what it has seen, for all the stages of this room.
"""

from __future__ import annotations

from functools import cache

from marsad.arabic.clitics import CliticSplitter, CliticTables
from marsad.arabic.sentences import SentenceSplitter
from marsad.lexicon import compiled
from marsad.lexicon.table import cells

KINDS_READ = frozenset({"headline", "subheading", "paragraph", "caption"})
"""The kinds of block in which times, quantities and names are read."""


@cache
def sentence_splitter() -> SentenceSplitter:
    """The splitter of sentences with the abbreviations that come with Marsad."""
    return SentenceSplitter(cells("abbreviations"))


@cache
def clitic_splitter() -> CliticSplitter:
    """The splitter of words with the tables that come with Marsad."""
    tables = CliticTables.of(cells("clitics"), cells("segmented_words"), compiled.word_frequencies())
    return CliticSplitter(tables, compiled.clitic_weights())
