"""Words that report speech, by the lists: verbs in all their forms, participles, attributive phrases, openings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from marsad.arabic.orthography import fold_word
from marsad.lexicon.compiled import name_parts, word_frequencies
from marsad.lexicon.table import load
from marsad.reading.speech.forms import (
    ARTICLE,
    REMEMBERED,
    Cue,
    column,
    cues_by_form,
    folded,
    outlets,
    people,
    phrases_of,
)

_WAW, _FA = "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER FEH}"
_HA, _HER = "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER HEH}\N{ARABIC LETTER ALEF}"
_TA, _YA = "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER YEH}"
_ALEF = "\N{ARABIC LETTER ALEF}"
_PRONOUNS = (_HER, _HA + "\N{ARABIC LETTER MEEM}" + _ALEF, _HA + "\N{ARABIC LETTER MEEM}", _HA)
_FEMININE_PLURAL = _ALEF + _TA
_TA_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
_LI = "\N{ARABIC LETTER LAM}"
_SEEN = "\N{ARABIC LETTER SEEN}"
_PRESENT = (_YA, _TA, _ALEF, "\N{ARABIC LETTER NOON}")
_WITH_PRONOUN = frozenset(("as", "deems", "whom"))
_NO_NOUN = frozenset(("finds", "shows"))
_CONSTRUCT = ("office", "body", "relay", "anonymous", "collective")
_SHORT = 3
_KNOWN_NAME = 4
_EVERYDAY = 3
_LONGEST_NAME = 8


def coarse(text: str) -> str:
    """A word as lists of names have it, their spelling being careless."""
    return fold_word(text)


def without_and(text: str) -> Iterable[str]:
    """A word, and what is left when "and" or "so" is taken off it."""
    yield text
    if len(text) >= _SHORT and text[0] in (_WAW, _FA):
        yield text[1:]


def _without_li(text: str) -> Iterable[str]:
    if text.startswith(_LI + _LI):
        yield text[2:]
    elif text.startswith(_LI):
        yield text[1:]


def without_pronoun(text: str) -> str | None:
    """A noun without the pronoun that ends it, None where none does."""
    for pronoun in _PRONOUNS:
        if text.endswith(pronoun) and len(text) - len(pronoun) >= _SHORT:
            stem = text[: -len(pronoun)]
            return stem[:-1] + _TA_MARBUTA if stem.endswith(_TA) and not stem.endswith(_FEMININE_PLURAL) else stem
    return None


class Words:
    """The word lists that speech is read with."""

    def __init__(self) -> None:
        self._classes: dict[str, set[str]] = {}
        for row in load("speech_words"):
            self._classes.setdefault(folded(row["word"]), set()).add(row["class"])
        self.vehicles: Mapping[str, str] = {folded(row["word"]): row["kind"] for row in load("speech_vehicles")}
        self.objects = column("speech_objects", "word")
        self.people = people()
        self.collective = column("collective_speakers", "word")
        self.anonymous = column("anonymous_speakers", "word")
        self.relays = column("relays", "word")
        self.offices = column("offices", "word") | column("titles", "word")
        self.bodies = column("organization_heads", "word") | column("state_bodies", "word")
        self._doubts = {(folded(row["word"]), row["class"]) for row in load("speech_doubts")}
        self.failed = frozenset(word for word, kind in self._doubts if kind == "failed")
        self.phrases = phrases_of("speech_attributives")
        self.outlet_voice = {self.leveled(folded(row["phrase"]).split()) for row in load("outlet_voice")}
        self._counts = word_frequencies()
        self._outlets = outlets()
        self._given = {coarse(name) for name, (given, _) in name_parts().items() if given > _KNOWN_NAME}
        self._given |= {coarse(row["word"]) for row in load("name_connectors")}
        self._cues, self._masdars, self._nouns, self._finite = cues_by_form()
        self._loosely = lru_cache(REMEMBERED)(self._both)
        self._reports = lru_cache(REMEMBERED)(self._find_report)
        self._cue = lru_cache(REMEMBERED)(self._find_cue)
        self._masdar_cue = lru_cache(REMEMBERED)(self._find_masdar_cue)
        self._is_masdar = lru_cache(REMEMBERED)(self._find_is_masdar)
        self._is_finite = lru_cache(REMEMBERED)(self._find_is_finite)
        self._is_given = lru_cache(REMEMBERED)(self._find_is_given)
        self._is_common = lru_cache(REMEMBERED)(self._find_is_common)
        self._is_and = lru_cache(REMEMBERED)(self._find_is_and)
        self._head = lru_cache(REMEMBERED)(self._find_head)
        self._is_circumstance = lru_cache(REMEMBERED)(self._find_is_circumstance)
        self._is_prefixed = lru_cache(REMEMBERED)(self._find_is_prefixed)
        self._object_cue = lru_cache(REMEMBERED)(self._find_object_cue)
        self._spelling = {
            first
            for first, names in self._outlets.items()
            if any(self.is_exactly(part, "that") for name in names for part in name)
        }
        self._openings: dict[str, list[tuple[str, ...]]] = {}
        for phrase in self.outlet_voice:
            self._openings.setdefault(phrase[0], []).append(phrase)
        for form in (folded(row["form"]) for name in ("weekdays", "months") for row in load(name)):
            if " " not in form and not self.is_given(form):
                self._classes.setdefault(form, set()).add("time")

    def doubts(self, text: str, kind: str) -> bool:
        """Whether a word belongs to a class of `speech_doubts`."""
        return (text, kind) in self._doubts

    def is_a(self, text: str, *classes: str) -> bool:
        """Whether a word belongs to a class, also after "and"."""
        return not self._loosely(text).isdisjoint(classes)

    def _both(self, text: str) -> frozenset[str]:
        """The classes of a word as it stands and after "and"."""
        rest = text[1:] if text.startswith((_WAW, _FA)) else text
        return frozenset(self._classes.get(text, _NONE) | self._classes.get(rest, _NONE))

    def leveled(self, words: Iterable[str]) -> tuple[str, ...]:
        """Words with every form of "that" as one."""
        return tuple("that" if self.is_exactly(word, "that") else word for word in words)

    def is_exactly(self, text: str, *classes: str) -> bool:
        """Whether the word as it stands belongs to a class."""
        return not self._classes.get(text, _NONE).isdisjoint(classes)

    def cue(self, text: str) -> Cue | None:
        """What a word reports as, also after "and" or "so"; None for other words."""
        return self._cue(text)

    def _find_cue(self, text: str) -> Cue | None:
        return next(self.cues(text), None)

    def may_report(self, text: str) -> bool:
        """Whether a word can open an act of speech at all."""
        return self._reports(text)

    def _find_report(self, text: str) -> bool:
        known = any(w in self._cues or w in self.phrases for w in without_and(text))
        return known or self.acted_cue(text) is not None or self.nominal_cue(text) is not None

    def opens_voice(self, texts: Sequence[str]) -> bool:
        """Whether words open a phrase of the outlet's own voice."""
        return any(
            tuple(texts[: len(phrase)]) == phrase for phrase in self._openings.get(texts[0] if texts else "", ())
        )

    def cues(self, text: str) -> Iterator[Cue]:
        """All that a word may report as: as it stands, and with "and" or "so" taken off."""
        return (cue for w in without_and(text) if (cue := self._cues.get(w)))

    def joined(self, text: str) -> bool:
        """Whether a cue has "and" or "so" written on to it."""
        return text not in self._cues and self.cue(text) is not None

    def outlet(self, texts: Sequence[str], definite: bool = False) -> int:
        """How many of the first words spell the name of an outlet or agency, periods between them included.

        Names with the article are common words too ("the homeland") and count only where `definite` says so.
        """
        if not texts or (texts[0].startswith(ARTICLE) and not definite):
            return 0
        return max((_spelled(name, texts) for name in self._outlets.get(texts[0], ())), default=0)

    def spelled(self, texts: Sequence[str]) -> Iterator[int]:
        """Where "that" only spells a letter of an outlet's name: "CNN"."""
        for at, text in enumerate(texts):
            if text in self._spelling:
                span = range(at + 1, at + self.outlet(texts[at : at + _LONGEST_NAME]))
                yield from (n for n in span if self.is_exactly(texts[n], "that"))

    def object_cue(self, text: str) -> Cue | None:
        """The same for a verb with its object pronoun: "as the ministry stated it"."""
        return self._object_cue(text)

    def _find_object_cue(self, text: str) -> Cue | None:
        known = self.cue(text)
        stem = without_pronoun(text)
        if known or stem is None:
            return known
        many = self.cue(stem + _ALEF) if stem.endswith(_WAW) else None
        many = self.cue(stem[:-1] + _YA) if stem.endswith(_ALEF) else many
        return self.cue(stem) or self.cue(stem.removesuffix(_TA_MARBUTA) + _TA) or many

    def acted_cue(self, text: str) -> Cue | None:
        """The cue of a verb that has whom or what it speaks of written on to it: "described her (as)"."""
        found = None if self.cue(text) else self.object_cue(text)
        return found if found and found.kind == "verb" and not found.frames.isdisjoint(_WITH_PRONOUN) else None

    def nominal_cue(self, text: str) -> Cue | None:
        """The cue of a verbal noun that may have a clause: "(X's) assertion (that)", "his assertion (that)"."""
        bare = next((w for w in (*without_and(text), *_without_li(text)) if self.is_masdar(w)), None)
        found = None if bare is None or bare.startswith(ARTICLE) else self.masdar_cue(bare)
        return found if found and "that" in found.frames and found.frames.isdisjoint(_NO_NOUN) else None

    def masdar_cue(self, text: str) -> Cue | None:
        """The cue whose verbal noun a word is, with a pronoun, article or plural ending or without."""
        return self._masdar_cue(text)

    def _find_masdar_cue(self, text: str) -> Cue | None:
        stems = (text, text.removesuffix(_FEMININE_PLURAL), without_pronoun(text) or text)
        return next((cue for stem in stems if (cue := self._masdars.get(stem))), None)

    def is_masdar(self, text: str) -> bool:
        """Whether a word is a verbal noun without article, perhaps with a pronoun."""
        return self._is_masdar(text)

    def _find_is_masdar(self, text: str) -> bool:
        return text in self._nouns or without_pronoun(text) in self._nouns

    def is_finite(self, text: str) -> bool:
        """Whether a word may be a verb of the third person, also after "and"; nouns of the lists are none."""
        return self._is_finite(text)

    def _find_is_finite(self, text: str) -> bool:
        return any(
            (w in self._finite and not self.is_given(w))
            or (w[0] == _SEEN and w[1] in _PRESENT and w[1:] in self._finite)
            for w in without_and(text)
            if len(w) >= _SHORT
        )

    def is_verb(self, text: str) -> bool:
        """Whether a word is likely a verb of the third person, and no noun with the same letters."""
        return self.is_finite(text) and not (self.is_masdar(text) or self.head(text) or self.is_common(text))

    def takes_object(self, text: str) -> bool:
        """Whether a word is a verb with its object pronoun: "(a statement) that the agency carried"."""
        stem = next((text[: -len(p)] for p in _PRONOUNS if text.endswith(p)), "")
        weak = stem[:-1] + _YA if stem.endswith(_ALEF) else stem
        known = stem in self._finite or weak in self._finite
        return known and len(stem) > 1 and (len(stem) >= _SHORT or not self.is_a(text, "adverb", "pronoun"))

    def is_given(self, text: str) -> bool:
        """Whether a word is known to open the names of persons."""
        return self._is_given(text)

    def _find_is_given(self, text: str) -> bool:
        return coarse(text) in self._given

    def is_common(self, text: str, least: int = _EVERYDAY) -> bool:
        """Whether a word is an everyday noun: news has it with the article and without, and often."""
        return self._is_common(text, least)

    def _find_is_common(self, text: str, least: int) -> bool:
        bare = text.removeprefix(ARTICLE)
        counts = self._counts.get(bare, 0), self._counts.get(ARTICLE + bare, 0)
        return min(counts) >= least

    def is_prefixed(self, text: str) -> bool:
        """Whether the first letter of a word is a preposition: the rest is the commoner word."""
        return self._is_prefixed(text)

    def _find_is_prefixed(self, text: str) -> bool:
        rest = text[1:]
        return rest.startswith(ARTICLE) or self._counts.get(rest, 0) > self._counts.get(text, 0)

    def is_circumstance(self, text: str) -> bool:
        """Whether a word stands in the accusative, as what tells how the speaker speaks: "turning (to)"."""
        return self._is_circumstance(text)

    def _find_is_circumstance(self, text: str) -> bool:
        return text.endswith(_ALEF) and self._counts.get(text[:-1], 0) > 0 and not self.is_given(text)

    def is_and(self, text: str) -> bool:
        """Whether a word that begins with waw is "and" with a word."""
        return self._is_and(text)

    def _find_is_and(self, text: str) -> bool:
        if text[0] != _WAW or self.is_given(text) or len(text) <= _SHORT:
            return False
        return self._counts.get(text[1:], 0) > self._counts.get(text, 0)

    def head(self, text: str) -> str | None:
        """What kind of speaker a word opens: vehicle, relay, anonymous, collective, office or body."""
        return self._head(text)

    def _find_head(self, text: str) -> str | None:
        for bare in _bare(text):
            for kind, words in self._heads():
                if bare in words:
                    return kind
        return None

    def heads(self, text: str) -> bool:
        """Whether a noun that follows belongs to this word's construct: an office or body without article."""
        return not text.startswith(ARTICLE) and self.head(text) in _CONSTRUCT

    def _heads(self) -> tuple[tuple[str, Iterable[str]], ...]:
        return (
            ("vehicle", self.vehicles),
            ("relay", self.relays),
            ("anonymous", self.anonymous),
            ("collective", self.collective),
            ("office", self.offices),
            ("body", self.bodies),
        )


_NONE: frozenset[str] = frozenset()


def _bare(text: str) -> Iterable[str]:
    for word in without_and(text):
        yield word
        yield word.removeprefix(ARTICLE)
        yield word.removesuffix(_ALEF)
        stem = without_pronoun(word)
        if stem:
            yield stem


def _spelled(name: tuple[str, ...], texts: Sequence[str]) -> int:
    at = 0
    for word in name:
        while at < len(texts) and texts[at] == ".":
            at += 1
        if at >= len(texts) or texts[at] != word:
            return 0
        at += 1
    return at
