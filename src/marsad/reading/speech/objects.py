"""Tells the object of a verb from its subject, where both stand after it and nothing parts them."""

from __future__ import annotations

from marsad.reading.speech.cues import Words, without_pronoun
from marsad.reading.speech.forms import ARTICLE
from marsad.reading.speech.letters import BI, LI, TA_MARBUTA, WAW
from marsad.reading.speech.nouns import Noun
from marsad.reading.speech.passage import Name, Passage
from marsad.reading.speech.phrase_ends import ENDING

_YA = "\N{ARABIC LETTER YEH}"
_OBLIQUE = _YA + "\N{ARABIC LETTER NOON}"
_ADJECTIVE = (_YA, _YA + TA_MARBUTA, WAW + "\N{ARABIC LETTER NOON}")
_PEOPLE = WAW + "\N{ARABIC LETTER NOON}"
_PLURAL = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER TEH}"
_IN = "\N{ARABIC LETTER FEH}" + _YA
_OBJECTS = ("body", "collective", "relay", "vehicle")
_LONG_WORD = 5
_OFFICE = 8
_SON = 2


class Objects:
    """Finds where a subject ends and an object begins."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def before_object(self, passage: Passage, noun: Noun) -> Noun:
        """The subject alone, where the object of the verb was taken for a part of it: "X the Europeans (called on)"."""
        for at in range(noun.first + 1, noun.last):
            if passage.quotation(at) is not None:
                continue
            name = passage.names.get(at)
            if name is not None and self._acted_on(passage, noun.first, at, name):
                return noun._replace(last=at)
            if name is None and self.is_object(passage, noun.first, at):
                return noun._replace(last=at)
        return noun

    def _adjective(self, passage: Passage, first: int, at: int) -> bool:
        """Whether an indefinite word is the adjective of the noun before it, and waits for nothing."""
        text, before = passage.words[at].text, passage.words[at - 1].text
        alike = text.endswith(_YA + TA_MARBUTA) and before.endswith((_YA + TA_MARBUTA, _PLURAL))
        adjective = at > first and (text.endswith(_YA) or alike)
        return adjective and self.words.is_common(text) and not before.startswith(ARTICLE)

    def _of_nation(self, passage: Passage, first: int, at: int) -> bool:
        """Whether an indefinite official's adjective ends before another's name: "an American official (accused) X"."""
        text = passage.words[at].text
        adjective = text.endswith(_YA) or self.words.is_exactly(ARTICLE + text, "rank")
        held = self.words.head(passage.words[first].text) in ("office", "anonymous")
        adjective = adjective and not self.words.is_exactly(text, "preposition")
        return at > first and held and adjective and not text.startswith((ARTICLE, LI, BI))

    def _acted_on(self, passage: Passage, first: int, at: int, name: Name) -> bool:
        """Whether a person's name right after that of a body is the object: "the court (accused) X"."""
        head = self.words.head(passage.words[first].text)
        if self.words.is_exactly(passage.words[at - 1].text, "inside"):
            return False
        people = passage.words[at - 1].text.endswith(_PEOPLE) and at - 1 not in passage.names
        between = [word.text for word in passage.words[first:at]]
        of_body = head == "anonymous" and _IN in between and between[-1].startswith(ARTICLE)
        people = people or of_body
        return at == name.first and not name.glued and (people or head in ("body", "collective", "relay"))

    def is_object(self, passage: Passage, first: int, at: int) -> bool:
        """Whether a word cannot belong to the noun before it: a definite noun or one of another case or gender."""
        text, before = passage.words[at].text, passage.words[at - 1].text
        if self.words.is_exactly(before, "inside") or len(text) == 1:
            return False
        named = at - 1 in passage.names
        apart = not passage.words[at].spoken or not passage.words[at - 1].spoken
        if apart and at - 2 in passage.names and self.words.head(text) in _OBJECTS:
            return True
        ended = at - 1 in passage.mentioned and not self.words.heads(before)
        if not apart and at in passage.begun and ended and not text.startswith((LI, BI)):
            return True
        if not apart and at in passage.begun and self._of_nation(passage, first, at - 1):
            return True
        if apart or (not named and self.waits(before) and not self._adjective(passage, first, at - 1)):
            return False
        if self.words.head(text) == "office":
            return named and any(n in passage.names for n in range(at + 1, min(at + _OFFICE, len(passage.words))))
        if named and passage.names[at - 1].whole and text.startswith(ARTICLE):
            return not self.words.is_given(text)
        if named and text.removeprefix(ARTICLE) in self.words.people and text.startswith(ARTICLE):
            return True
        if named and at == passage.names[at - 1].last and self.words.is_exactly(ARTICLE + text, "called"):
            return True
        if at == first + 1 and self._of_another_gender(before, text):
            return True
        if not text.startswith(ARTICLE):
            other = without_pronoun(text) is not None or self.words.head(text) in _OBJECTS
            common = self.words.is_masdar(text) or self.words.is_common(text)
            common = (
                common
                and not (self.words.head(text) is not None or self.words.is_given(text))
                and not self.words.is_a(text, *ENDING, "inside", "quantifier")
            )
            return before.startswith(ARTICLE) and (other or common)
        if text.endswith(_OBLIQUE) and len(text) > _LONG_WORD:
            return named or not text.endswith(_YA + _OBLIQUE) or passage.words[first].text.startswith(ARTICLE)
        bare = text.removeprefix(ARTICLE)
        if self.words.head(text) in ("body", "collective", "relay") or self.words.is_masdar(bare):
            return True
        if bare in self.words.objects:
            return True
        adjective = text.endswith(_ADJECTIVE) or self.words.is_exactly(text, "rank")
        if before.startswith(ARTICLE) and before.endswith(_YA) and not adjective:
            return self.words.head(text) is None and self.words.is_common(text)
        masculine = before.endswith(_YA) and not passage.words[first].text.endswith(TA_MARBUTA)
        return (masculine or named) and before.startswith(ARTICLE) and text.endswith(TA_MARBUTA)

    def _of_another_gender(self, before: str, text: str) -> bool:
        """Whether a definite word is no adjective of the feminine one before it: "the organisation the council"."""
        both = before.startswith(ARTICLE) and before.endswith(TA_MARBUTA) and text.startswith(ARTICLE)
        return both and self.words.is_exactly(text, "called") and not text.endswith(TA_MARBUTA)

    def is_head(self, text: str) -> bool:
        """Whether a word with a preposition written on to it waits for its complement: "with the heads (of)"."""
        return (
            text.startswith((LI, BI)) and len(text) > _LONG_WORD and (text.endswith(_YA) or self.words.heads(text[1:]))
        )

    def waits(self, text: str) -> bool:
        """Whether a word without article waits for the noun that follows it: the head of a construct."""
        if text.startswith((ARTICLE, LI + LI)):
            return False
        bare = text[1:] if text.startswith((LI, BI, WAW)) and not self.words.is_common(text) else text
        if len(bare) > _SON and bare.endswith((WAW, _YA)) and not self.words.is_given(bare):
            return True
        if self.words.is_exactly(bare, "telling"):
            return True
        return self.words.heads(bare) or self.words.is_masdar(bare) or self.words.is_common(bare)
