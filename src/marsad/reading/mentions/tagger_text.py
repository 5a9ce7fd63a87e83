"""Tags the names of a stretch of text, sentence by sentence, with any labeller, and tells proclitics from names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from marsad.arabic.clitics import CliticSplitter
from marsad.arabic.orthography import fold_word
from marsad.arabic.tokens import Token, tokenize
from marsad.lexicon import compiled
from marsad.lexicon.knowledge import entities
from marsad.reading.mentions.tagger_spans import OUTSIDE, Labeller, TaggedName, stretches
from marsad.reading.segmentation import sentence_splitter

_KNOWN_NAME = 4
_REACH = 6
"""How many tokens on either side of a word are read with it."""


class TextTagger:
    """Finds the names in a text that a labeller sees."""

    def __init__(self, labeller: Labeller, clitics: CliticSplitter) -> None:
        self._labeller = labeller
        self._clitics = clitics
        self._sentences = sentence_splitter()
        aliases = (alias for entity in entities().values() for alias in (*entity.aliases, *entity.shorts))
        self._openers = {part for part, borne in compiled.name_parts().items() if sum(borne) >= _KNOWN_NAME}
        self._openers.update(fold_word(alias.split()[0]) for alias in aliases)
        self._words = compiled.word_frequencies()

    def names(
        self, text: str, start: int = 0, end: int | None = None, near: Sequence[int] | None = None
    ) -> Iterator[TaggedName]:
        """Yield the names in a text, or in a stretch of it, in order, none over another. Offsets are the text's.

        `near` are offsets of words in order: only they and the words around them are read; without it, all are.
        """
        for sentence in self._sentences.split(text, start, end):
            if near is not None and bisect_left(near, sentence.start) == bisect_left(near, sentence.end):
                continue
            tokens = list(tokenize(text, sentence.start, sentence.end))
            past = 0
            for first, last in [(0, len(tokens))] if near is None else _around(tokens, near):
                for name in self._names(tokens, first, last):
                    if name.start >= past:
                        past = name.end
                        yield name

    def labels(self, tokens: Sequence[Token]) -> Sequence[str]:
        """The label of each token of a sentence, as the labeller gives it."""
        return self._labeller.label(tokens).labels

    def _names(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[TaggedName]:
        """The names of a run of tokens, which grows where one may go on beyond it."""
        labels, odds = self._labeller.label(tokens[first:last])
        wider = (
            max(0, first - _REACH) if labels and labels[0] != OUTSIDE else first,
            min(len(tokens), last + _REACH) if labels and labels[-1] != OUTSIDE else last,
        )
        if wider != (first, last):
            yield from self._names(tokens, *wider)
            return
        for begin, end, kind in stretches(labels):
            opening, closing = tokens[first + begin], tokens[first + end - 1]
            yield TaggedName(opening.start, closing.end, self._lead(opening), kind, min(odds[begin:end]))

    def _lead(self, token: Token) -> int:
        """How many characters of a name's first word are proclitics.

        None where lists know the word as it stands for the opening of a name, or do not know what the cut would leave.
        """
        if token.kind != "word" or fold_word(token.text) in self._openers:
            return 0
        parts = self._clitics.split(token.text)
        if not parts.proclitics or not (parts.stem in self._words or fold_word(parts.stem) in self._openers):
            return 0
        return parts.spans[len(parts.proclitics)][0]


def _around(tokens: Sequence[Token], near: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The runs of tokens that lie around those in which an offset of `near` lies."""
    first, last = 0, 0
    for at, token in enumerate(tokens):
        if bisect_left(near, token.start) == bisect_left(near, token.end):
            continue
        if at - _REACH > last:
            if last:
                yield first, last
            first = at - _REACH
        last = min(len(tokens), at + _REACH + 1)
    if last:
        yield first, last
