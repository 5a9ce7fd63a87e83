"""Noun phrases around a verb of speech: who speaks, in what vehicle, and who issued it."""

from __future__ import annotations

from typing import NamedTuple

from marsad.reading.speech.cues import without_and, without_pronoun
from marsad.reading.speech.forms import ARTICLE
from marsad.reading.speech.letters import BI, FA, LI
from marsad.reading.speech.passage import COMMAS, Passage
from marsad.reading.speech.phrase_ends import PhraseEnds

_YA = "\N{ARABIC LETTER YEH}"
_PRESENT = (_YA, "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER SEEN}", FA)
_NAME_WORDS = 4
_FROM = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER NOON}"
_APPOSITION = 12
_RENAMED = 20


class Noun(NamedTuple):
    """A noun phrase: indices from `first` to before `last`; `skip` letters of the first word are a preposition."""

    first: int
    last: int
    skip: int = 0


class Reader(PhraseEnds):
    """Finds noun phrases in a passage with the word lists."""

    def phrase(self, passage: Passage, first: int, last: int) -> Noun | None:
        """The first noun phrase between two indices that no preposition governs, with what stands in apposition."""
        start = self._nominal(passage, first, last)
        if start is None:
            return None
        end = self._end(passage, start, last)
        while end > start + 1 and end - 1 not in passage.names and self.is_preposition(passage, end - 1):
            end -= 1
        if end == start:
            return None
        return Noun(start, self._with_name(passage, start, self._with_apposition(passage, start, end, last), last))

    def _with_name(self, passage: Passage, start: int, end: int, last: int) -> int:
        """The end with the holder's name where circumstances part it from the office: "the member for X, Y"."""
        text = passage.words[start].text
        if self.words.head(text) != "office" or any(at in passage.names for at in range(start, end)):
            return end
        for at in range(end + 1, min(last, end + _APPOSITION)):
            word = passage.words[at]
            if at in passage.names and not passage.names[at].glued:
                past = passage.names[at].last
                titled = self.words.head(passage.words[at - 1].text) == "office"
                apart = past + 1 >= last and past < last and passage.words[past].text in COMMAS
                closes = passage.words[at - 1].text in COMMAS or past >= last or (titled and apart)
                return past if closes else end
            if word.spoken and self.words.is_a(word.text, "that", "relative", "pronoun", "clause"):
                return end
        return end

    def governed(self, passage: Passage, first: int, last: int, li: bool = False) -> Noun | None:
        """The noun phrase that begins right at an index; a preposition li- written on to it is set aside."""
        while first < last and not passage.words[first].spoken and first not in passage.pairs:
            first += 1
        if first >= last or self.words.is_exactly(passage.words[first].text, "preposition", "time", "adverb"):
            return None
        end = self._end(passage, first, last)
        while end > first + 1 and end - 1 not in passage.names and self.is_preposition(passage, end - 1):
            end -= 1
        if end <= first:
            return None
        skip = len(LI) if passage.words[first].text.startswith(LI) and (li or self.is_for(passage, first)) else 0
        return Noun(first, self._with_apposition(passage, first, end, last), skip)

    def _nominal(self, passage: Passage, first: int, last: int) -> int | None:
        """Where the first phrase begins that is neither adverb, nor time, nor governed by a preposition."""
        at = first
        while at < last:
            word = passage.words[at]
            named = (at in passage.begun and not word.text.startswith(LI)) or (
                at in passage.names and not passage.names[at].glued
            )
            if named and not self.is_preposition(passage, at):
                return at
            sign = not word.spoken and at not in passage.pairs
            year = at + 1 < last and self.words.is_a(word.text, "year") and self._dates(passage, at + 1)
            number = word.text.isdecimal() and at > first
            number = number or self._of_month(passage, at) or self._alone(passage, at, last)
            number = number or self._object_first(passage, at)
            object_ = self._accusative(passage, at) and not (at == first and self._led(passage, at))
            if sign or year or number or self._passing(word.text) or object_:
                at += 1
            elif self.words.is_a(word.text, "that", "negative", "done") or self._tells(word.text):
                return None
            elif (past := self.addressed(passage, at, last)) > at:
                at = past
            elif self._governs(passage, at) or (at > first and self._listed(passage, at)):
                at = self._after_comma(passage, at, last)
            else:
                pronoun = self.words.is_exactly(word.text, "pronoun")
                verb = self._only_verb(word.text) and not (at == first and self._named_like(passage, at))
                return None if pronoun or verb else at
        return None

    def _led(self, passage: Passage, at: int) -> bool:
        """Whether "that" or "but" stands before a word: the noun after it is the subject in the accusative."""
        return at > 0 and self.words.is_a(passage.words[at - 1].text, "that", "subject")

    def _of_month(self, passage: Passage, at: int) -> bool:
        """Whether a word ends the name of a month: "the second (Tishrin)"."""
        before = passage.words[at - 1].text if at else ""
        return self.words.is_exactly(passage.words[at].text, "ordinal") and self.words.is_a(before, "time")

    def _alone(self, passage: Passage, at: int, last: int) -> bool:
        """Whether "this" or "that" stands by itself, as an object: "X explained this", "called that a mistake"."""
        following = passage.words[at + 1] if at + 1 < last else None
        held = following is not None and following.text.startswith(ARTICLE)
        return self.words.is_exactly(passage.words[at].text, "pointing") and not held

    def _object_first(self, passage: Passage, at: int) -> bool:
        """Whether the object stands between the verb and a person's name: "(confirmed) the news X"."""
        name, text = passage.names.get(at + 1), passage.words[at].text
        bare = text.removeprefix(ARTICLE)
        thing = bare in self.words.objects or self.words.is_masdar(bare)
        alone = text.startswith(ARTICLE) and thing and self.words.head(text) is None
        return alone and name is not None and name.first == at + 1 and not name.glued

    def _tells(self, text: str) -> bool:
        """Whether a word is a participle that reports: "explaining"."""
        cue = self.words.cue(text) if not self.words.head(text) else None
        return cue is not None and cue.kind == "participle"

    def _passing(self, text: str) -> bool:
        """Whether a word stands between verb and subject: an adverb, a time, to whom was spoken."""
        return (
            self.words.is_a(text, "adverb", "time") or self.to_reporters(text) or self.words.is_exactly(text, "dative")
        )

    def _only_verb(self, text: str) -> bool:
        """Whether a word is a verb and nothing else."""
        noun = self._known(text) or self.words.is_masdar(text) or self.words.is_common(text)
        return self.words.is_finite(text) and not noun

    def _named_like(self, passage: Passage, at: int) -> bool:
        """Whether a form of the past right after a verb of speech is a name: two verbs do not follow each other."""
        text, before = passage.words[at].text, passage.words[at - 1].text if at else ""
        cue = self.words.cue(before)
        told = cue is not None and cue.kind == "verb" and "say" in cue.frames
        following = at + 1 < len(passage.words) and passage.words[at + 1].spoken
        return told and following and not self.words.is_and(text) and text[0] not in _PRESENT

    def _listed(self, passage: Passage, at: int) -> bool:
        """Whether a word after a comma goes on with a list that a preposition governs."""
        return passage.words[at - 1].text in COMMAS and self.words.is_and(passage.words[at].text)

    def _after_comma(self, passage: Passage, at: int, last: int) -> int:
        while at < last and passage.words[at].text not in COMMAS:
            at = passage.pairs[at].close if at in passage.pairs else at + 1
        return at

    def _governs(self, passage: Passage, at: int) -> bool:
        """Whether a word is a preposition or has one written on to it."""
        text = passage.words[at].text
        if self.words.is_a(text, "preposition", "clause", "relative", "question"):
            return True
        if text == LI or text.startswith((LI + LI, BI + ARTICLE)) or self._addresses(passage, at):
            return True
        if text.startswith(LI) and without_pronoun(text) and self.words.is_prefixed(text) and not self._known(text):
            return True
        if (
            text.startswith(LI)
            and not self._known(text)
            and self.words.head(text[1:]) in ("office", "body", "anonymous", "collective")
        ):
            return True
        parts = [w[1:] for w in without_and(text) if w.startswith(BI)]
        return any(self.words.is_masdar(w) or self.words.is_exactly(w, "adjunct") for w in parts) and not self._known(
            text
        )

    def _with_apposition(self, passage: Passage, start: int, end: int, last: int) -> int:
        """The end with what follows after commas and goes on with the same person: office, or name after office."""
        while end + 1 < last and passage.words[end].text in COMMAS and passage.words[end].text not in "()[]":
            begin = end + 1
            text = passage.words[begin].text
            if text == _FROM and self.hails_from(passage, start, begin, last):
                end = self._end(passage, begin + 1, last)
                continue
            stop = self._end(passage, begin, last)
            if stop <= begin or stop - begin > _RENAMED or not self._renames(passage, start, begin, stop):
                break
            if stop - 1 in passage.names:
                end = stop
                continue
            if stop == begin + 1 and self.words.is_exactly(text, "sequel"):
                break
            goes_on = stop < last and passage.words[stop].spoken
            if goes_on and not self.words.is_a(text, "pronoun") and self.words.head(text) is None:
                break
            end = stop
        return end

    def _renames(self, passage: Passage, start: int, begin: int, stop: int) -> bool:
        text = passage.words[begin].text
        if begin in passage.names and not passage.names[begin].glued:
            return not any(at in passage.names for at in range(start, begin))
        named = any(at in passage.names for at in range(start, begin))
        if begin in passage.begun and (named or self.words.head(text) is None):
            return False
        if not passage.words[begin].spoken or self._governs(passage, begin) or self.words.is_a(text, "time", "adverb"):
            return False
        if self.words.head(text) == "office" or self.words.is_given(text):
            return True
        if stop - begin > _NAME_WORDS or self.words.is_masdar(text) or self.words.is_finite(text):
            return False
        return self.words.head(passage.words[start].text) == "office" or not self.words.is_common(text)
