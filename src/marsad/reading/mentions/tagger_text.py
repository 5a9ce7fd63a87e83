"""Tags the names of a stretch of text, sentence by sentence, with any labeller, and tells proclitics from names."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from marsad.arabic.clitics import CliticSplitter
from marsad.arabic.orthography import fold_word
from marsad.arabic.tokens import Token, tokenize
from marsad.lexicon import compiled
from marsad.lexicon.knowledge import entities
from marsad.reading.mentions.tagger_spans import Labeller, TaggedName, stretches
from marsad.reading.segmentation import sentence_splitter

_KNOWN_NAME = 4


class TextTagger:
    """Finds the names in a text that a labeller sees."""

    def __init__(self, labeller: Labeller, clitics: CliticSplitter) -> None:
        self._labeller = labeller
        self._clitics = clitics
        self._sentences = sentence_splitter()
        parts = ((fold_word(part), int(given) + int(family)) for part, given, family in compiled.read("name_parts"))
        aliases = (alias for entity in entities().values() for alias in (*entity.aliases, *entity.shorts))
        self._openers = {part for part, count in parts if count >= _KNOWN_NAME}
        self._openers.update(fold_word(alias.split()[0]) for alias in aliases)
        self._words = compiled.word_frequencies()

    def names(
        self, text: str, start: int = 0, end: int | None = None, wanted: Callable[[int, int], bool] | None = None
    ) -> Iterator[TaggedName]:
        """Yield the names in a text, or in a stretch of it, in order, none over another. Offsets are the text's.

        `wanted` tells of a sentence, by its offsets, whether it is to be read; without it, all are.
        """
        for sentence in self._sentences.split(text, start, end):
            if wanted is not None and not wanted(sentence.start, sentence.end):
                continue
            tokens = list(tokenize(text, sentence.start, sentence.end))
            labels, odds = self._labeller.label(tokens)
            for first, last, kind in stretches(labels):
                lead = self._lead(tokens[first])
                yield TaggedName(tokens[first].start, tokens[last - 1].end, lead, kind, min(odds[first:last]))

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
