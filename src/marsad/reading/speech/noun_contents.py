"""Finds what a verb reports in its own frame: a noun after its preposition, its object, or what "that" opens."""

from __future__ import annotations

from marsad.reading.speech.acts import Content
from marsad.reading.speech.cues import Words, without_pronoun
from marsad.reading.speech.forms import ARTICLE, Cue
from marsad.reading.speech.letters import BI, LI
from marsad.reading.speech.nouns import Reader
from marsad.reading.speech.objects import Objects
from marsad.reading.speech.passage import COMMAS, Pair, Passage

_QUOTATION = 3
"""Words from which a quotation without a colon or "that" before it is speech, and not a name or a word held off."""
_WHOLE = 5
_NEAR = 4
_WINDOW = 20
_SHORTEST = 3
_AN = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER NOON}"
_HAMZA_BELOW = "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}"
_CIRCUMSTANCE = ("preposition", "inside", "time", "adverb", "titled", "before", "that")
_ALEF = "\N{ARABIC LETTER ALEF}"
_TO = _ALEF + "\N{ARABIC LETTER LAM}\N{ARABIC LETTER YEH}"
_ABOUT = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER NOON}"
_ISSUED = "\N{ARABIC LETTER SAD}"
_FI = "\N{ARABIC LETTER FEH}\N{ARABIC LETTER YEH}"
_FROM = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER NOON}"
_THAT_ONE = "\N{ARABIC LETTER THAL}\N{ARABIC LETTER LAM}\N{ARABIC LETTER KAF}"
_REASON = "\N{ARABIC LETTER SEEN}" + BI + BI
_MA = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER ALEF}"


class NounContents:
    """Finds nouns that are content, with the word lists."""

    def __init__(self, words: Words, nouns: Reader) -> None:
        self.words = words
        self.nouns = nouns
        self.objects = Objects(words)

    def _inside(self, passage: Passage, pair: Pair) -> int:
        """Where the words of a quotation begin, "that" left out."""
        first = pair.open + 1
        return first + 1 if first < pair.close and self._is_that(passage, first) else first

    def _is_that(self, passage: Passage, at: int) -> bool:
        """Whether a word is "that" and not "I", which has its letters and another hamza, or none."""
        word = passage.words[at]
        here = self.words.is_exactly(word.text, "that")
        return here and (word.text != _AN + _ALEF or passage.text[word.start] == _HAMZA_BELOW)

    def _after(self, passage: Passage, lead: int, first: int, stop: int, how: str) -> Content | None:
        """Content that begins after a colon or "that": the quotation that opens there, or the clause."""
        while first < stop and self._leads(passage, first):
            first += 1
        if first >= stop:
            return None
        if first in passage.pairs:
            pair = passage.pairs[first]
            inside = passage.spoken(pair.open, pair.close)
            rest = passage.spoken(pair.close + 1, stop)
            if inside >= _WHOLE or rest == 0 or (how == "colon" and inside >= _QUOTATION):
                return Content(lead, self._inside(passage, pair), pair.close, pair, how)
        return Content(lead, first, stop, None, how)

    def _leads(self, passage: Passage, at: int) -> bool:
        word = passage.words[at]
        return at not in passage.pairs and (not word.spoken or self._is_that(passage, at))

    def _alludes(self, passage: Passage, at: int) -> bool:
        """Whether "in allusion to" leads to "that": the teller explains of what is spoken."""
        return passage.words[at - 1].text == _FI and self.words.is_exactly(passage.words[at].text, "remark")

    def _nominal(self, passage: Passage, at: int, place: int, cue: Cue, stop: int) -> Content | None:
        """A noun in the frame of the verb: its preposition's, or its object."""
        text = passage.words[place].text
        if (
            text == _MA
            and text in cue.frames
            and not self.words.is_exactly(passage.words[place - 1].text, "preposition")
        ):
            return Content(place, place, stop, None, "noun")
        if "asks" in cue.frames and self.words.is_exactly(text, "question") and place + 2 < stop:
            return Content(place, place, stop, None, "noun")
        if text == _FROM and place == at + 2 and self.words.is_exactly(passage.words[at + 1].text, "several"):
            return None
        if (text in cue.frames or (text == BI and "with" in cue.frames)) and place + 1 < stop:
            return self._governed(passage, at, place, stop)
        if self._prefixed(passage, place, cue) or ("cause" in cue.frames and self._caused(passage, place, stop)):
            return Content(place, place, stop, None, "noun")
        if "object" in cue.frames and self._is_object(passage, at, place, cue, stop):
            return Content(place, place, stop, None, "noun")
        return None

    def _governed(self, passage: Passage, at: int, place: int, stop: int) -> Content | None:
        following = passage.words[place + 1]
        issued = passage.words[place].text == _ABOUT and passage.words[place - 1].text.startswith(_ISSUED)
        if issued or self._another_verb(passage, at, place):
            return None
        if self.words.is_exactly(following.text, "that"):
            return self._after(passage, place, place + 2, stop, "that")
        if self.words.is_exactly(following.text, "adjunct", "time") or self.words.head(following.text) == "vehicle":
            return None
        if not following.spoken and place + 1 not in passage.pairs:
            return None
        return Content(place, place + 1, stop, None, "noun")

    def _another_verb(self, passage: Passage, first: int, last: int) -> bool:
        """Whether "and" with a verb stands between a cue and a preposition: it is that verb's."""
        between = [n for n in range(first + 1, last) if n not in passage.mentioned]
        told_of = any(self.words.is_exactly(passage.words[n].text, "relative") for n in between)
        return not told_of and any(self._joined_verb(passage.words[n].text) for n in between)

    def _joined_verb(self, text: str) -> bool:
        if len(text) <= _NEAR or self.words.head(text) or not self.words.is_and(text):
            return False
        verb = text[1:]
        return self.words.is_finite(verb) and not self.words.is_masdar(verb) and not self.words.is_common(verb)

    def _prefixed(self, passage: Passage, place: int, cue: Cue) -> bool:
        """Whether a word is the cue's preposition bi- or li- with a verbal noun, for "with" bi- with any noun."""
        text = passage.words[place].text
        noun = text[2:] if text.startswith(LI + LI) else text[1:].removeprefix(ARTICLE)
        known = self.words.is_masdar(noun) or noun in self.words.objects
        with_whom = known and "whom" in cue.frames and "with" in cue.frames
        circumstance = self.words.is_a(text, *(_CIRCUMSTANCE[1:] if with_whom else _CIRCUMSTANCE))
        if len(text) < _SHORTEST or place in passage.names or circumstance:
            return False
        if text.startswith(BI):
            return (BI in cue.frames and known) or ("with" in cue.frames and (known or self.words.is_prefixed(text)))
        return text.startswith(LI) and LI in cue.frames and known and place not in passage.mentioned

    def _caused(self, passage: Passage, place: int, stop: int) -> bool:
        """Whether a noun is what somebody traces back "to" something."""
        text = passage.words[place].text
        bare = text.removeprefix(ARTICLE)
        if text != _THAT_ONE and not self.words.is_masdar(bare) and bare != _REASON:
            return False
        return any(passage.words[n].text == _TO for n in range(place + 1, min(stop, place + _WINDOW)))

    def _is_object(self, passage: Passage, at: int, place: int, cue: Cue, stop: int) -> bool:
        text = passage.words[place].text
        if self._parted(passage, at, place):
            return False
        if text.startswith(ARTICLE) and text not in self.words.objects:
            bare = text.removeprefix(ARTICLE)
            noun = self.words.is_masdar(bare) or bare in self.words.objects
            noun = noun and place > at + 1 and not self.nouns.is_preposition(passage, place - 1)
            noun = noun and not self.words.is_exactly(text, "ordinal")
            after_name = place - 2 in passage.names and passage.words[place - 1].text in COMMAS
            return noun and (after_name or self.objects.is_object(passage, at + 1, place))
        head = self.words.head(text)
        if (
            head
            and not without_pronoun(text)
            and (text not in self.words.objects or self._named_after(passage, at, place))
        ):
            return False
        if (
            text not in self.words.objects
            and not self.words.is_masdar(text)
            and not self._construct(passage, at, place)
        ):
            return False
        if place > at + 1 and place - 1 not in passage.names and self.objects.is_head(passage.words[place - 1].text):
            return False
        if cue.kind == "participle" and place > at + 2:
            return False
        before = passage.words[place - 1]
        if self.words.is_exactly(before.text, "preposition") or self.words.is_exactly(
            text, "preposition", "time", "adverb"
        ):
            return False
        if place > at + 2 and self._in_construct(passage, place - 1):
            return False
        first = place == at + 1
        if not first and self.words.heads(before.text) and before.spoken:
            return False
        if first and self.words.is_given(text):
            return False
        return not (first and text not in self.words.objects and self._clause_follows(passage, place, stop))

    def _in_construct(self, passage: Passage, at: int) -> bool:
        """Whether a word is a construct's head that opened no content: governed, or a verbal noun within a name."""
        text, before = passage.words[at].text, passage.words[at - 1].text
        bare = passage.words[at].spoken and at not in passage.names and not text.startswith(ARTICLE)
        whole = without_pronoun(text) or text in self.words.vehicles or self.words.is_a(text, *_CIRCUMSTANCE, "adjunct")
        bare = bare and not whole
        return bare and (self.words.is_exactly(before, "preposition") or self.words.is_masdar(text))

    def _named_after(self, passage: Passage, at: int, place: int) -> bool:
        """Whether a word that may also be a body follows an office: "the director of health"."""
        return (
            place > at + 1
            and passage.words[place - 1].spoken
            and not passage.words[place - 1].text.startswith(ARTICLE)
            and place - 1 not in passage.names
        )

    def _construct(self, passage: Passage, at: int, place: int) -> bool:
        """Whether a noun with its complement opens a phrase of its own after the subject."""
        after = passage.words[place + 1].text if place + 1 < len(passage.words) else ""
        before = passage.words[place - 1].text
        apart = place > at + 1 and after.startswith(ARTICLE) and passage.words[place - 1].spoken
        return apart and not self.objects.waits(before) and self.nouns.new_noun(passage, place)

    def _parted(self, passage: Passage, at: int, place: int) -> bool:
        """Whether a noun stands in a clause that tells of the speaker, and no comma has ended it."""
        relative = any(self.words.is_exactly(word.text, "relative") for word in passage.words[at + 1 : place])
        return relative and passage.words[place - 1].text not in COMMAS

    def _clause_follows(self, passage: Passage, place: int, stop: int) -> bool:
        """Whether the noun after the verb is its subject, as a clause soon follows."""
        following = passage.words[place + 1 : min(place + 8, stop)]
        return any(self.words.is_exactly(word.text, "that") for word in following)
