"""What a word may be to the event coder: verb, noun of its lists, function word, with its clitics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from marsad.arabic.orthography import LOOKUP, fold_word
from marsad.arabic.verbs import VerbForms, VerbReading
from marsad.lexicon import compiled
from marsad.lexicon.table import cells
from marsad.reading.segmentation import clitic_splitter

ALEF, TA, NOON = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER NOON}"
WAW, YA, FA = "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER FEH}"
HA, TA_MARBUTA, SEEN = "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER SEEN}"
ARTICLE = ALEF + "\N{ARABIC LETTER LAM}"
OF = "\N{ARABIC LETTER MEEM}" + NOON
NISBA = (YA, YA + TA_MARBUTA, YA + YA + NOON, YA + WAW + NOON, YA + ALEF + TA)
NOMINATIVE, OBLIQUE = WAW + NOON, YA + NOON
DUAL = (ALEF + NOON, YA + NOON)
PRONOUNS = (HA, HA + ALEF, HA + "\N{ARABIC LETTER MEEM}", HA + "\N{ARABIC LETTER MEEM}" + ALEF)
PREPOSITIONS = ("\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER KAF}")
_MARKED = re.compile("[\N{ARABIC FATHA}\N{ARABIC DAMMA}\N{ARABIC KASRA}\N{ARABIC SHADDA}]")
_TANWIN = "\N{ARABIC FATHATAN}"
_OTHER = frozenset(("light", "verb"))
_SHORT = 3
_THIRD = 3
_DERIVED = 4


class Form(NamedTuple):
    """One word as written, whatever stands around it.

    `text` is folded; `stem` is what the clitics leave, without article. `kind` is its class in `event_words`, "" for
    other words. `nouns` are words of the lists of which this may be a form; `finite` and `nominal` readings as a verb.
    """

    text: str
    stem: str
    conjunction: bool
    prep: str
    future: bool
    article: bool
    suffix: str
    accusative: bool
    kind: str
    nouns: frozenset[str]
    finite: tuple[VerbReading, ...]
    nominal: tuple[VerbReading, ...]

    def favours(self, lemma: str) -> bool:
        """Whether a verb is the likeliest of those that this may be a form of in the same tense."""
        likeliest = next((r for r in self.finite if r.voice == "active"), self.finite[0])
        return likeliest.lemma == lemma or all(r.tense != likeliest.tense for r in self.finite if r.lemma == lemma)

    @property
    def own_lemmas(self) -> frozenset[str]:
        """The spellings of its verbs of a derived form: found in a list, they make no noun of it."""
        return frozenset(s for reading in self.finite if len(s := folded(reading.lemma)) > _DERIVED)

    @property
    def lemmas(self) -> frozenset[str]:
        """The verbs of which this may be a finite form."""
        return frozenset(reading.lemma for reading in self.finite)


class Lexis:
    """Takes words apart and looks them up; remembers what it has seen. `vocabulary` grows until the first look-up."""

    def __init__(self) -> None:
        self._splitter = clitic_splitter()
        self._verbs = VerbForms(compiled.verb_forms(), cells("verbs"), (r["word"] for r in cells("verb_look_alikes")))
        self._kinds = {folded(r["word"]): r["class"] for r in cells("event_words") if r["class"] not in _OTHER}
        verbs = (r["word"] for r in cells("event_words") if r["class"] == "verb")
        self._verb_look: dict[str, str] = {_MARKED.sub("", word): word for word in verbs}
        self.light = frozenset(r["word"] for r in cells("event_words") if r["class"] == "light")
        self._plurals: dict[str, set[str]] = {}
        self._singulars: set[str] = set()
        self.roles: dict[str, str] = {}
        for row in cells("plover_plurals"):
            self._add_plurals(row["noun"], row["plurals"])
        for row in cells("role_sectors"):
            self._add_plurals(row["role"], row["plurals"])
            self.roles.setdefault(folded(row["role"].split()[0]), row["sector"])
        for row in cells("role_sectors"):
            if " " not in row["role"]:
                self.roles[folded(row["role"])] = row["sector"]
        self.things: frozenset[str] = frozenset()
        self.sites: frozenset[str] = frozenset()
        self.weapons: frozenset[str] = frozenset()
        self.own = frozenset(folded(r["word"]) for r in cells("plover_company") if r["class"] == "own")
        self.these = frozenset(folded(r["word"]) for r in cells("plover_company") if r["class"] == "this")
        company = cells("plover_company")
        self.spoken_of = frozenset(folded(r["word"]) for r in company if r["class"] == "spoken of")
        self.holding = frozenset(r["word"] for r in company if r["class"] == "holds")
        self.auxiliary = frozenset(r["word"] for r in company if r["class"] == "auxiliary")
        self.achieving = frozenset(r["word"] for r in company if r["class"] == "achieves")
        self.earlier = frozenset(r["word"] for r in company if r["class"] == "earlier")
        self.honorific = frozenset(folded(r["word"]) for r in company if r["class"] == "honorific")
        self.nobody = frozenset(folded(r["word"]) for r in cells("plover_company") if r["class"] == "nobody")
        self.instruments = frozenset(folded(r["word"]) for r in cells("plover_company") if r["class"] == "instrument")
        finding = cells("party_words")
        self.doing = frozenset(r["word"] for r in finding if r["class"] == "does")
        self.directed = frozenset(r["word"] for r in finding if r["class"] == "directed")
        self.demands = frozenset(folded(r["word"]) for r in finding if r["class"] == "demands")
        self.seats = frozenset(folded(r["word"]) for r in finding if r["class"] == "seat")
        self.casualties = frozenset(folded(r["word"]) for r in finding if r["class"] == "casualties")
        self.protesters = frozenset(folded(r["word"]) for r in finding if r["class"] == "protesters")
        self.quantities = frozenset(folded(r["word"]) for r in finding if r["class"] == "quantity")
        self.reporting = frozenset(folded(r["word"]) for r in finding if r["class"] == "reports")
        self.vocabulary: set[str] = {*self.roles, *self.own, *self.honorific, *self.demands, *self.reporting}
        self.vocabulary |= self.seats | self.casualties | self.protesters | self.quantities
        self._seen: dict[str, Form] = {}

    def _add_plurals(self, noun: str, plurals: str) -> None:
        for plural in plurals.split(" | "):
            self._plurals.setdefault(folded(plural), set()).add(folded(noun))

    def singulars(self, stem: str) -> frozenset[str]:
        """The nouns of which a word is a plural that the lists have."""
        return frozenset(self._plurals.get(stem, ()))

    def is_singular(self, stem: str) -> bool:
        """Whether the lists have a plural of a word."""
        if not self._singulars:
            self._singulars.update(noun for nouns in self._plurals.values() for noun in nouns)
        return stem in self._singulars

    def kind(self, words: str) -> str:
        """The class of a function word, or of two that stand together ("on the hand of")."""
        return self._kinds.get(words, "")

    def split(self, word: str) -> tuple[str, str]:
        """The preposition written together with a word of the lists, and the word without it and its article."""
        parts = self._splitter.split(word)
        prep = next((p for p in parts.proclitics if p in PREPOSITIONS), "")
        text = parts.stem + parts.suffix if prep else folded(word)
        return prep, text.removeprefix(ARTICLE) if len(text) > _SHORT + 1 else text

    def form(self, word: str) -> Form:
        """What a word may be. Any string is accepted."""
        known = self._seen.get(word)
        if known is None:
            known = self._seen[word] = self._form(word)
        return known

    def _form(self, word: str) -> Form:
        text = folded(word)
        bare = text[1:] if text[:1] in (WAW, FA) and len(text) > 1 else text
        if marked := self._marked_verb(word):
            return self._open(marked, text, "")
        kind = self._kinds.get(text) or self._kinds.get(bare, "")
        if kind and kind not in ("member", "both"):
            conjunction = text not in self._kinds
            own = bare if conjunction else text
            nouns = frozenset({own} & self.vocabulary)
            return Form(own, own, conjunction, "", False, False, "", False, kind, nouns, (), ())
        return self._open(word, text, kind)

    def _marked_verb(self, word: str) -> str:
        """A verb that looks like a function word, with the vowels that tell it; "" for other words."""
        written = _MARKED.sub("", word)
        leads: tuple[str, ...] = ("", written[0]) if written[:1] in (WAW, FA) else ("",)
        for lead in leads:
            if found := self._verb_look.get(written.removeprefix(lead)):
                return lead + found
        return ""

    def _open(self, word: str, text: str, kind: str) -> Form:
        parts = self._splitter.split(word)
        stem = parts.stem
        article = stem.startswith(ARTICLE) and len(stem) > _SHORT
        if article and any(_is_news(r) for r in self._verbs.read(stem)):
            article = not self.vocabulary.isdisjoint(candidates(stem.removeprefix(ARTICLE)))
        bare = stem.removeprefix(ARTICLE) if article else stem
        prep = next((p for p in parts.proclitics if p in PREPOSITIONS), "")
        written = word[parts.spans[len(parts.proclitics)][0] :] if not parts.suffix else stem
        finite, nominal = self._readings(written, bare, parts.suffix, nominal_only=article or bool(prep))
        nouns = set(candidates(bare, parts.suffix)) | ({text} if not parts.proclitics else set())
        nouns |= {noun for form in tuple(nouns) for noun in self._plurals.get(form, ())}
        return Form(
            text=text,
            stem=bare,
            conjunction=parts.proclitics[:1] in ((WAW,), (FA,)),
            prep=prep,
            future=SEEN in parts.proclitics,
            article=article,
            suffix=parts.suffix,
            accusative=not article and not prep and ((bare.endswith(ALEF) and len(bare) > _SHORT) or _TANWIN in word),
            kind=kind or ("" if finite else self._kinds.get(stem, "")) or self._member(bare),
            nouns=frozenset(nouns & self.vocabulary),
            finite=finite,
            nominal=nominal,
        )

    def _member(self, bare: str) -> str:
        kinds = (self._kinds.get(form, "") for form in candidates(bare))
        return next((kind for kind in kinds if kind == "member"), "")

    def _readings(
        self, written: str, bare: str, suffix: str, *, nominal_only: bool
    ) -> tuple[tuple[VerbReading, ...], tuple[VerbReading, ...]]:
        whole = () if nominal_only else self._verbs.read(written, bool(suffix))
        finite = tuple(r for r in whole if r.kind == "verb" and r.person == 3)
        loose = self._verbs.read(bare, bool(suffix)) or self._verbs.read(bare.removesuffix(ALEF))
        return finite, tuple(r for r in loose if r.kind != "verb")


def _is_news(reading: VerbReading) -> bool:
    """A finite form of the third person; of the plural of women, which news seldom has, none."""
    women = (reading.number, reading.gender) == ("plural", "feminine")
    return reading.kind == "verb" and reading.person == _THIRD and not women


def folded(text: str) -> str:
    """A word as every list of the coder has it."""
    return fold_word(text, LOOKUP)


def is_vocalised(word: str) -> bool:
    """Whether a word of the lists is a verb's lemma."""
    return _MARKED.search(word) is not None


def candidates(stem: str, suffix: str = "") -> Iterator[str]:
    """What dictionary spelling a noun without article may have: endings of case, number and gender taken off."""
    yield stem
    for ending, instead in _ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= _SHORT - 1:
            yield from (stem[: -len(ending)] + other for other in instead)
    if suffix and stem.endswith(TA):
        yield stem[:-1] + TA_MARBUTA


_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (ALEF, ("",)),
    (ALEF + TA, ("", TA_MARBUTA)),
    (WAW + NOON, ("",)),
    (YA + NOON, ("",)),
    (ALEF + NOON, ("",)),
    (TA + ALEF + NOON, (TA_MARBUTA,)),
    (TA + YA + NOON, (TA_MARBUTA,)),
    (TA + ALEF, (TA_MARBUTA,)),
    (TA + YA, (TA_MARBUTA,)),
    (YA, ("",)),
    (WAW, ("",)),
    (TA_MARBUTA, ("",)),
)


def words_of(phrase: str) -> Iterable[str]:
    """The folded words of a phrase."""
    return (folded(word) for word in phrase.split())
