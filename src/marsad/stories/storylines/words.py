"""The words of a passage as storylines look at them: what they may be forms of, and what they mean.

A word is met under its own spelling, its stem and the verbs of which it may be a form, all without hamza and marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from marsad.arabic.orthography import fold_word
from marsad.arabic.tokens import tokenize
from marsad.arabic.verbs import VerbForms, VerbReading
from marsad.lexicon import compiled
from marsad.lexicon.table import cells
from marsad.stories.segmentation import clitic_splitter
from marsad.stories.terms import TermReader, term_reader

_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_SEEN = "\N{ARABIC LETTER SEEN}"
_ALEF = "\N{ARABIC LETTER ALEF}"
_IMPERFECT = frozenset("\N{ARABIC LETTER YEH}\N{ARABIC LETTER TEH}\N{ARABIC LETTER NOON}\N{ARABIC LETTER ALEF}")
LAM = "\N{ARABIC LETTER LAM}"
_PREPOSITIONS = ("\N{ARABIC LETTER BEH}", LAM, "\N{ARABIC LETTER KAF}")
_SHORT = 3
_THIRD = 3
_GAP_SIGN = "\N{HORIZONTAL ELLIPSIS}"
_GAP = 10
_HEH = "\N{ARABIC LETTER HEH}"
_YA, _WAW, _NOON, _TA = (
    "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER WAW}",
    "\N{ARABIC LETTER NOON}",
    "\N{ARABIC LETTER TEH}",
)
_ENDINGS = (_TA + _YA + _NOON, _TA + _ALEF + _NOON, _YA + _NOON, _WAW + _NOON, _ALEF + _NOON, _ALEF + _TA, _ALEF, _TA)
_CONCEPT_RATE = 0.03
_REMEMBERED = 100_000
_WORDLIKE = frozenset({"word", "foreign", "number"})


class Form(NamedTuple):
    """What one spelling may be.

    `verbs` are lemmas without marks; `tense` is "" where it is no finite verb; `known` says that `term` is a concept;
    `prep` is the preposition written with it.
    """

    spellings: frozenset[str]
    verbs: frozenset[str]
    tense: str
    person: int
    masdar: bool
    future: bool
    article: bool
    joined: bool
    known: bool
    prep: str
    term: str


class Word(NamedTuple):
    """A word, a number or a sign that parts words ("form" is None), and where it stands."""

    start: int
    end: int
    form: Form | None


class Phrases:
    """Phrases of a word list and what they stand for, looked up at a place in a row of words; the longest counts."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, meaning in rows:
            parts = tuple(plain(part) for part in phrase.split())
            self._by_first.setdefault(parts[0], []).append((parts[1:], meaning))
        for found in self._by_first.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def at(self, words: Sequence[Word], index: int) -> Iterator[tuple[str, int]]:
        """What the phrases that begin at a word stand for, and the number of the word after each; longest first."""
        form = words[index].form
        for spelling in sorted(form.spellings) if form else ():
            for rest, meaning in self._by_first.get(spelling, ()):
                end = _after(words, index + 1, rest)
                if end is not None:
                    yield meaning, end

    def first(self, words: Sequence[Word], index: int) -> tuple[str, int] | None:
        """The longest phrase that begins at a word."""
        return max(self.at(words, index), key=lambda pair: pair[1], default=None)


def _after(words: Sequence[Word], index: int, parts: Sequence[str]) -> int | None:
    gap = 0
    for part in parts:
        if part == _GAP_SIGN:
            gap = _GAP
            continue
        reach = range(index, min(index + gap + 1, len(words)))
        found = next((n for n in reach if part in _spellings(words[n])), None)
        if found is None:
            return None
        index, gap = found + 1, 0
    return index


def _spellings(word: Word) -> frozenset[str]:
    return word.form.spellings if word.form else frozenset()


def plain(text: str) -> str:
    """A word without hamza, marks and dots of its ending."""
    return fold_word(text).casefold()


class WordReader:
    """Reads the words of a text; remembers what it has seen."""

    def __init__(self) -> None:
        self._splitter = clitic_splitter()
        self._verbs = VerbForms(compiled.verb_forms(), cells("verbs"), (r["word"] for r in cells("verb_look_alikes")))
        self._terms: TermReader = term_reader()
        self.lemmas = frozenset(plain(row["lemma"]) for row in cells("verbs"))
        self._concepts: Mapping[str, str] = {plain(row["word"]): row["concept"] for row in cells("storyline_concepts")}
        self._common: dict[str, float] = {}
        for word, concept in self._concepts.items():
            rate = min(_CONCEPT_RATE, self._terms.rate(self._terms.term(word)))
            self._common[concept] = max(self._common.get(concept, 0.0), rate)
        self._seen: dict[str, Form] = {}

    def words(self, text: str, start: int, end: int) -> list[Word]:
        """The words of a stretch of text, and the signs between them."""
        return [
            Word(token.start, token.end, self.form(token.text) if token.kind in _WORDLIKE else None)
            for token in tokenize(text, start, end)
        ]

    def concept(self, bare: str) -> str | None:
        """The concept that a word without clitics and article stands for; None for most words."""
        known = self._concepts.get(bare)
        if known is None and bare.endswith(_ENDINGS):
            cut = next(len(ending) for ending in _ENDINGS if bare.endswith(ending))
            known = self._concepts.get(bare[:-cut]) or self._concepts.get(bare[:-cut] + _HEH)
        return known

    def rate(self, term: str) -> float:
        """How common a term is in news, 0 to 1 (`TermReader.rate`); for a concept that of its commonest word."""
        known = self._common.get(term)
        return self._terms.rate(term) if known is None else known

    def form(self, word: str) -> Form:
        """What a spelling may be."""
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            known = self._seen[word] = self._form(word)
        return known

    def _form(self, word: str) -> Form:
        parts = self._splitter.split(word)
        stem, future = parts.stem, _SEEN in parts.proclitics
        if not parts.proclitics and stem[:1] == _SEEN and stem[1:2] in _IMPERFECT:
            later = self._finite(stem[1:], parts.suffix)
            if later and not self._verbs.read(stem) and later[0].tense == "present":
                stem, future = stem[1:], True
        bare = stem.removeprefix(_ARTICLE) if len(stem) > _SHORT else stem
        # Some verbs begin as if with the article ("to meet", "to call off").
        if bare != stem and any(reading.person == _THIRD for reading in self._finite(stem, parts.suffix)):
            bare = stem
        article = bare != stem
        written = stem if parts.suffix or future else word[parts.spans[len(parts.proclitics)][0] :]
        finite = () if article else self._finite(written, parts.suffix)
        nominal = [r for r in self._verbs.read(bare, bool(parts.suffix)) if r.kind != "verb"]
        prep = next((p for p in parts.proclitics if p in _PREPOSITIONS), "")
        finite = () if prep and prep != LAM else finite
        lemmas = [plain(r.lemma) for r in (*finite, *(r for r in nominal if r.kind == "masdar"))]
        kept = lemmas[:1] if len(stem) <= _SHORT and finite else lemmas
        # Only an indefinite participle reports what somebody did ("pledging").
        said = [plain(r.lemma) for r in nominal if r.kind != "masdar" and bare.endswith(_ALEF) and not article]
        concept = self.concept(plain(bare)) or self.concept(plain(word))
        return Form(
            spellings=frozenset({plain(word), plain(parts.stem), plain(bare), *kept, *said}),
            verbs=frozenset(kept),
            tense=(finite[0].tense or "") if finite else "",
            person=(finite[0].person or 3) if finite else 0,
            masdar=any(r.kind == "masdar" for r in nominal),
            future=future and bool(finite) and concept is None,
            article=article,
            joined=parts.proclitics[:1] == (_WAW,),
            known=concept is not None,
            prep=prep,
            term=concept or self._terms.term(word),
        )

    def _finite(self, stem: str, suffix: str) -> tuple[VerbReading, ...]:
        found = self._verbs.read(stem, bool(suffix))
        return tuple(r for r in found if r.kind == "verb" and r.tense in ("past", "present"))


@cache
def word_reader() -> WordReader:
    """The reader, made once: its lists are large."""
    return WordReader()
