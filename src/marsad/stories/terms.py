"""Words of articles made comparable: clitics and endings set aside, and how often each is met in news at large."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from marsad.arabic.orthography import LOOKUP, fold_word
from marsad.arabic.tokens import tokenize
from marsad.lexicon import compiled
from marsad.lexicon.table import cells
from marsad.stories.segmentation import clitic_splitter

WORDS_COUNTED = 20_150_206
"""How many words of news the list `word_frequencies` rests on (its first line says so)."""

_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_WAW, _BA, _LAM = "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}"
_BEFORE = ("", _ARTICLE, _WAW, _BA, _BA + _ARTICLE, _LAM + _LAM)
_SHORTEST = 3
_VOWELS = (
    "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER WAW}\N{ARABIC LETTER YEH}"
    "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"
)
_LONG_TERM = 5
_COMMAS = ",;:\N{ARABIC COMMA}\N{ARABIC SEMICOLON}"
_PARTICLE = 0.25
_NO_VOWELS = str.maketrans("", "", _VOWELS)
_SHORT_SUFFIX = 2
_KEPT = frozenset({"word", "foreign", "hashtag"})
_WORDS_OF_A_PASSAGE = 100.0


class TermReader:
    """Reads the terms of a text: folded words without clitics, article and endings.

    `rate` is the share of passages of a hundred words in which a term is met in news at large; `ordinals` are the terms
    of first, second and so on.
    """

    def __init__(self) -> None:
        self._terms: dict[str, str] = {}
        self._splitter = clitic_splitter()
        self._suffixes = tuple(sorted((row["form"] for row in cells("light_suffixes")), key=len, reverse=True))
        self._after = ("", *(suffix for suffix in self._suffixes if len(suffix) <= _SHORT_SUFFIX))
        phrases = (row["phrase"].split() for row in cells("leading_connectives"))
        self._connectives = frozenset(" ".join(fold_word(word, LOOKUP) for word in phrase) for phrase in phrases)
        self._longest_connective = max(phrase.count(" ") + 1 for phrase in self._connectives)
        self._counts: Mapping[str, int] = compiled.word_frequencies()
        self._rates: dict[str, float] = {}
        self.ordinals = frozenset(self.term(row["word"]) for row in cells("number_words") if row["role"] == "ordinal")

    def standing_alone(self, words: Sequence[str], longest: int) -> tuple[str, ...]:
        """The first words of a sentence as a name, `longest` at most.

        What ties it to the sentence before is set aside; a name ends before a particle, and sooner where a comma comes
        in its second half. Words that do nothing but tie stay as they are.
        """
        rest = list(words)
        while rest and (tied := self._tied(rest)):
            rest = rest[tied:]
        if rest and self._is_joined(rest[0]):
            rest[0] = rest[0][1:]
        return self._cut(rest or list(words), longest)

    def _tied(self, words: Sequence[str]) -> int:
        """How many words at the start are a connective, a comma after it among them."""
        for length in range(min(len(words), self._longest_connective), 0, -1):
            said = [fold_word(word.rstrip(_COMMAS), LOOKUP) for word in words[:length]]
            first = said[0][1:] if said[0].startswith(_WAW) else said[0]
            if " ".join([first, *said[1:]]) in self._connectives or " ".join(said) in self._connectives:
                return length + (length < len(words) and not words[length].strip(_COMMAS))
        return 0

    def _is_joined(self, word: str) -> bool:
        return len(word) >= _SHORTEST and word.startswith(_WAW) and self._splitter.split(word).proclitics[:1] == (_WAW,)

    def _cut(self, words: Sequence[str], longest: int) -> tuple[str, ...]:
        kept = list(words[:longest])
        if len(words) > longest:
            commas = [n for n, word in enumerate(kept, 1) if 2 * n >= longest and word.endswith(tuple(_COMMAS))]
            kept = kept[: commas[-1]] if commas else kept
        while len(kept) > 1 and len(words) > longest and self.rate(self.term(kept[-1])) > _PARTICLE:
            kept.pop()
        while len(kept) > 1 and not kept[-1].strip(_COMMAS):
            kept.pop()
        return (*kept[:-1], kept[-1].rstrip(_COMMAS)) if kept else ()

    def terms(self, text: str, start: int = 0, end: int | None = None) -> Iterator[str]:
        """The terms of a stretch of text in their order, numbers and signs left out; a hashtag gives its words."""
        for token in tokenize(text, start, end):
            if token.kind == "hashtag":
                yield from (self.term(part) for part in token.text[1:].split("_") if part)
            elif token.kind in _KEPT:
                yield self.term(token.text)

    def term(self, word: str) -> str:
        """The term of one word."""
        known = self._terms.get(word)
        if known is None:
            known = self._terms[word] = self._term(word)
        return known

    def _term(self, word: str) -> str:
        stem = fold_word(self._splitter.split(word).stem, LOOKUP).casefold()
        if stem.startswith(_ARTICLE) and len(stem) > _SHORTEST + 1:
            stem = stem[2:]
        for suffix in self._suffixes:
            if stem.endswith(suffix) and len(stem) - len(suffix) >= _SHORTEST:
                return stem[: -len(suffix)]
        return stem

    def rate(self, term: str) -> float:
        """The share of passages of a hundred words of news that hold the term, 0 to 1."""
        known = self._rates.get(term)
        if known is None:
            found = map(self._counts.get, (before + term + after for before in _BEFORE for after in self._after))
            met = sum(count for count in found if count)
            known = self._rates[term] = min(1.0, (met + 1) * _WORDS_OF_A_PASSAGE / WORDS_COUNTED)
        return known


@lru_cache(1 << 17)
def skeleton(term: str) -> str:
    """A term of five letters or more without its long vowels, which foreign names and broken plurals vary."""
    if len(term) < _LONG_TERM or term.isascii():
        return term
    bare = term[0] + term[1:].translate(_NO_VOWELS)
    return bare if len(bare) >= _SHORTEST else term


@cache
def term_reader() -> TermReader:
    """The reader, made once: its lists are large."""
    return TermReader()
