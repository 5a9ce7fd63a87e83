"""Whether a noun phrase can speak at all: a person, a body, an office, people, an outlet, or what tells in writing."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.reading.speech.cues import Words, without_pronoun
from marsad.reading.speech.forms import ARTICLE
from marsad.reading.speech.letters import BI, FA, LI, TA_MARBUTA, WAW
from marsad.reading.speech.nouns import Noun
from marsad.reading.speech.passage import Passage

_ALEF, _TA = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER TEH}"
_YA = "\N{ARABIC LETTER YEH}"
_PLURALS = (WAW + "\N{ARABIC LETTER NOON}", _YA + "\N{ARABIC LETTER NOON}")
_PEOPLE = 5
_LEADS = ("adjunct", "adverb", "several", "quantifier")
_NEVER = ("that", "time", "relative", "clause", "preposition", "question", "negative", "pronoun")


class Speakers:
    """Tells who may speak."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def may_speak(self, passage: Passage, noun: Noun) -> bool:
        """Whether a noun phrase may be a speaker: known as one, or a word so rare that it is likely a name."""
        at = self._first(passage, noun)
        if at in passage.mentioned or at in passage.names or at in passage.pairs:
            return True
        text = passage.words[at].text
        thing = self._words.is_common(text) and not text.startswith(ARTICLE) and not self._lists(text)
        if not thing and any(place in passage.names for place in range(noun.first, noun.last)):
            return True
        if text.isdecimal():
            return noun.last > at + 1
        return self._is_speaker(text) or self._like_name(text[noun.skip if at == noun.first else 0 :])

    def is_nominal(self, passage: Passage, noun: Noun) -> bool:
        """Whether a noun phrase is one at all: no particle, verbal noun or ordinal taken for one."""
        text = passage.words[noun.first].text
        if self._words.is_exactly(text, "several") and noun.last > noun.first + 1:
            return passage.words[noun.first + 1].text.startswith(ARTICLE)
        classed = self._words.is_a if self._words.is_and(text) else self._words.is_exactly
        if classed(text, *_NEVER, *_LEADS, "ordinal") or self._words.is_exactly(text, "sign"):
            return False
        if self._words.is_a(text[1:], *_LEADS) and text[0] in (WAW, FA, LI, BI) and self._words.is_prefixed(text):
            return False
        alone = noun.last == noun.first + 1 and without_pronoun(text) is None
        if text.startswith(ARTICLE):
            return not self._words.is_masdar(text.removeprefix(ARTICLE))
        return alone or not self._words.is_masdar(text)

    def _first(self, passage: Passage, noun: Noun) -> int:
        """The first word that is not "some of", "the said" or a sign."""
        at = noun.first
        while at < noun.last - 1 and at not in passage.pairs:
            word = passage.words[at]
            lead = self._words.is_exactly(word.text, *_LEADS) and not self._words.head(word.text)
            if word.spoken and not lead:
                break
            at += 1
        return at

    def _is_speaker(self, text: str) -> bool:
        """Whether a word of the lists may speak, also after "of" written on to it."""
        if text.startswith(LI) and self._lists(ARTICLE + text[2:] if text.startswith(LI + LI) else text[1:]):
            return True
        return self._lists(text)

    def _lists(self, text: str) -> bool:
        words = self._words
        if words.head(text) or words.is_given(text) or words.is_exactly(text, "rank", "back"):
            return True
        bare = text.removeprefix(ARTICLE)
        if words.is_exactly(bare, "telling") or any(f in words.people or words.head(f) for f in _forms(bare)):
            return True
        return len(bare) > _PEOPLE and (bare.endswith(_PLURALS) or (text == bare and text.endswith(WAW)))

    def _like_name(self, text: str) -> bool:
        """Whether a word is no everyday noun, no verb and nothing of the lists: a name that no list has."""
        words = self._words
        if text.startswith(LI + LI) or words.is_a(text, *_NEVER) or text in words.objects:
            return False
        if text.startswith((LI, BI, FA)) and words.is_prefixed(text):
            return False
        if text.startswith(ARTICLE) and text.endswith(_YA):
            return True
        bare = text.removeprefix(ARTICLE)
        return not (words.is_common(text) or words.is_masdar(bare) or words.is_finite(text) or words.is_and(text))


def _forms(bare: str) -> Iterator[str]:
    """A word, and what it is the feminine, the plural or the possession of: "a woman scholar", "companies"."""
    for form in (bare, without_pronoun(bare) or bare):
        yield form
        stem = form.removesuffix(_ALEF + _TA).removesuffix(TA_MARBUTA)
        if stem != form:
            yield stem
            yield stem + TA_MARBUTA
