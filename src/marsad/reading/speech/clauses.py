"""Reads how the clauses of a sentence stand: where one begins, which is the outlet's own, who is a verb's subject."""

from __future__ import annotations

from marsad.reading.speech.content import ContentReader
from marsad.reading.speech.cues import Words
from marsad.reading.speech.forms import ARTICLE
from marsad.reading.speech.nouns import Noun
from marsad.reading.speech.passage import COLON, COMMAS, Passage

_WINDOW = 20
BACK = 60
"""Words before a verb among which its clause and subject begin."""
_ACTING = ("office", "body")
_LONG = 4
_NEAR = 5
_EXCEPT = ("\N{ARABIC LETTER GHAIN}\N{ARABIC LETTER YEH}\N{ARABIC LETTER REH}",)
_BOUNDS = ("preposition", "that", "clause", "time", "question", "pronoun")
_SHORT_THAT = 2
_DATELINE = 14
_DASHES = ("-", "\u2010", "\u2013", "\u2014", "\u2015")


class Clauses:
    """Finds clauses and subjects with the word lists."""

    def __init__(self, words: Words, contents: ContentReader) -> None:
        self.words = words
        self.contents = contents
        self.nouns = contents.nouns

    def main_subject(self, passage: Passage, first: int, stop: int) -> Noun | None:
        """The subject of a sentence's main verb, where it is told: verb then noun, or noun then verb."""
        stop = min(stop, first + BACK)
        at = self.skip(passage, self.after_dateline(passage, first), stop)
        if at < stop and self.impersonal(passage, at):
            that = (
                n + 1 for n in range(at, min(stop, at + _NEAR)) if self.words.is_exactly(passage.words[n].text, "that")
            )
            at = next(that, at)
        if at >= stop:
            return None
        if self._opens_verb(passage, at):
            subject = self.nouns.phrase(passage, at + 1, min(stop, at + _WINDOW))
            return subject and self.contents.objects.before_object(passage, subject)
        return self.nouns.phrase(passage, at, min(stop, at + _WINDOW))

    def subject_before(self, passage: Passage, at: int, floor: int) -> Noun | None:
        """The subject that stands before its verb, from `floor` on: "X said", "X, who ..., said"."""
        first = self.skip(passage, self._clause_start(passage, at, floor), at)
        if first >= at:
            return None
        if self.words.is_exactly(passage.words[at - 1].text, "relative"):
            return self._antecedent(passage, first, at - 1)
        text = passage.words[first].text
        verb = self.words.is_finite(text) and not self.words.head(text)
        verb = verb and (not self.words.is_masdar(text) or self._before_person(passage, first))
        if verb and not self.coordinate(passage, at):
            return None
        noun = self.nouns.phrase(passage, first + verb, at)
        return noun if noun is not None and (verb or self._reaches(passage, noun, at)) else None

    def _before_person(self, passage: Passage, at: int) -> bool:
        """Whether a form that is a verb and a noun opens its sentence before an office or a person: it is a verb."""
        first = passage.sentence_start(at)
        opens = at == first or not passage.words[at - 1].spoken or self._opening(passage, at - 1)
        office = opens and self.words.head(passage.words[at + 1].text) == "office"
        return office or self._acts(passage, at)

    def coordinate(self, passage: Passage, at: int) -> bool:
        """Whether a verb opens a clause beside the one before it: joined by "and", or after a comma or "while"."""
        behind = passage.words[at - 1]
        if self.words.joined(passage.words[at].text) or behind.text in COMMAS:
            return True
        return self.words.is_a(behind.text, "clause", "adverb", "that", "subject")

    def after_dateline(self, passage: Passage, first: int) -> int:
        """Past the dateline that opens a block: "CITY, COUNTRY (OUTLET) --"."""
        for at in range(first, min(first + _DATELINE, len(passage.words) - 1)):
            closed = passage.words[at].text == ")" or passage.words[at].text.isascii()
            if (
                first == 0
                and closed
                and passage.words[at].text not in _DASHES
                and passage.words[at + 1].text[:1] in _DASHES
            ):
                while at + 1 < len(passage.words) and passage.words[at + 1].text[:1] in _DASHES:
                    at += 1
                return at + 1
        return first

    def impersonal(self, passage: Passage, at: int) -> bool:
        """Whether a word opens a phrase of the outlet's own voice."""
        around = passage.words[max(0, at - 1) : at + _NEAR]
        texts = [w.text for w in around if not self.words.is_exactly(w.text, "adverb") or w is passage.words[at]]
        texts = list(self.words.leveled(texts))
        return any(self.words.opens_voice(texts[n:]) for n in (0, 1))

    def new_clause(self, passage: Passage, at: int) -> bool:
        """Whether a clause of its own begins at a word: "while", "at a time when"."""
        text = passage.words[at].text
        if self.words.is_exactly(text, "clause"):
            return True
        after = passage.words[at + 1].text if at + 1 < len(passage.words) else ""
        if self.words.is_exactly(text, "before") and self.words.is_exactly(after, "that"):
            return text in _EXCEPT or not self.words.is_exactly(text, "preposition")
        following = passage.words[at + 1 : at + 3]
        if not self.words.is_exactly(passage.words[at].text, "preposition") or len(following) < 2:
            return False
        when = self.words.is_exactly(following[1].text, "relative") or self.words.is_finite(following[1].text)
        return when and self.words.is_exactly(following[0].text.removeprefix(ARTICLE), "adjunct", "clause")

    def turn(self, passage: Passage, first: int, at: int) -> int | None:
        """Where, after a comma, a clause begins that gives the verb its own subject: ", but X said"."""
        for place in range(at - 1, max(first, at - _WINDOW), -1):
            text = passage.words[place].text
            if self.words.is_exactly(text, "that") and not self.new_clause(passage, place - 1):
                return None
            if self.new_clause(passage, place) and not passage.words[place - 1].spoken:
                if place < at - 1 and self.with_pronoun(passage.words[at - 1].text):
                    return place
                return place if self.subject_before(passage, at, place) is not None else None
        return None

    def _opens_verb(self, passage: Passage, at: int) -> bool:
        """Whether the sentence opens with a verb: known as one, or joined by "and" to a word before a person's name."""
        text = passage.words[at].text
        behind = passage.words[at + 1].text if at + 1 < len(passage.words) else ""
        if self.words.is_and(text) and self.words.takes_object(text) and self.words.head(behind) in _ACTING:
            return True
        if self.words.is_finite(text):
            return not self.words.head(text) or (self.words.joined(text) and self.words.cue(text) is not None)
        cue = self.words.cue(text)
        name = passage.names.get(at + 1)
        following = passage.words[at + 1].text if at + 1 < len(passage.words) else ""
        if cue is not None and cue.kind == "verb" and (name is not None or self.words.head(following) == "office"):
            return True
        unknown = at not in passage.names and not self.words.head(text) and not self.words.is_given(text)
        unknown = unknown and (self.words.is_and(text) or not (self.words.is_common(text) or text.startswith(ARTICLE)))
        named = name is not None and name.first == at + 1
        return unknown and (named or (following.startswith(ARTICLE) and self.words.head(following) in _ACTING))

    def skip(self, passage: Passage, at: int, stop: int) -> int:
        """Past what opens a clause before its subject: particles, and circumstances that a comma ends."""
        while at < stop:
            if self._opening(passage, at) or self._timed(passage, at, stop):
                at += 1
                continue
            ends = (n for n in range(at, min(stop, at + _WINDOW)) if passage.words[n].text in COMMAS)
            comma = next(ends, None) if self._circumstance(passage, at) else None
            if comma is None:
                return at
            acting = (n for n in range(at, comma) if self._acts(passage, n))
            if (verb := next(acting, None)) is not None:
                return verb
            at = comma + 1
        return at

    def _acts(self, passage: Passage, at: int) -> bool:
        """Whether a verb stands right before a person's name."""
        text, name = passage.words[at].text, passage.names.get(at + 1)
        held = self.words.is_masdar(text) and self.words.is_a(passage.words[at - 1].text, "preposition", "adjunct")
        verb = self.words.is_finite(text) and not self.words.head(text) and not held
        verb = verb and not self.words.is_exactly(text, "preposition")
        return verb and name is not None and name.first == at + 1 and not name.glued

    def _timed(self, passage: Passage, at: int, stop: int) -> bool:
        """Whether a day or time stands right before another or before a verb: "on Monday (the court ruled)"."""
        if at + 1 >= stop or at in passage.names or not self.words.is_a(passage.words[at].text, "time"):
            return False
        text = passage.words[at + 1].text
        verb = self.words.is_finite(text) and not self.words.head(text) and not self.words.is_masdar(text)
        return verb or self.words.is_a(text, "time")

    def _circumstance(self, passage: Passage, at: int) -> bool:
        return at not in passage.names and self.words.is_a(passage.words[at].text, "preposition", "time", "question")

    def _opening(self, passage: Passage, at: int) -> bool:
        word = passage.words[at]
        if at in passage.names:
            return False
        following = passage.words[at + 1].text if at + 1 < len(passage.words) else ""
        if self.words.is_exactly(word.text, "before") and self.words.is_exactly(following, "that"):
            return True
        return not word.spoken or self.words.is_a(word.text, "clause", "adverb", "subject")

    def _antecedent(self, passage: Passage, first: int, last: int) -> Noun | None:
        last -= last > first and passage.words[last - 1].text in COMMAS
        start = last
        while start > first and passage.words[start - 1].spoken and last - start < _LONG:
            text = passage.words[start - 1].text
            if self.words.is_a(text, *_BOUNDS) or (start < last and self.words.takes_object(text)):
                break
            start -= 1
        return self.nouns.phrase(passage, self._office(passage, first, start), last)

    def _office(self, passage: Passage, first: int, start: int) -> int:
        """Where the office begins whose complement a word is: "the minister of (state for affairs)"."""
        for at in range(start - 1, max(first, start - _LONG) - 1, -1):
            text = passage.words[at].text
            if not passage.words[at].spoken or self.words.is_a(text, *_BOUNDS):
                return start
            if self.words.head(text) == "office" and not text.startswith(ARTICLE):
                return at
        return start

    def _reaches(self, passage: Passage, noun: Noun, at: int) -> bool:
        """Whether nothing between a noun and the verb makes it another verb's subject."""
        if any(self.words.is_exactly(w.text, "relative", "pronoun") for w in passage.words[noun.first : at]):
            return True
        between = passage.words[noun.last : at]
        for place, word in enumerate(between, noun.last):
            verb = word.spoken and self.words.is_finite(word.text) and not self.words.is_masdar(word.text)
            named = place in passage.mentioned or place in passage.pairs
            named = named or self.words.is_exactly(word.text, "subject")
            if verb and not self.words.head(word.text) and not named:
                return False
        return True

    def _clause_start(self, passage: Passage, at: int, floor: int) -> int:
        floor = max(floor, at - BACK)
        for place in range(at - 1, floor - 1, -1):
            text = passage.words[place].text
            opens = text == COLON or self.words.is_a(text, "that", "subject", "clause")
            if opens and not self._empty(passage, place, at):
                return place + 1
        return floor

    def _empty(self, passage: Passage, place: int, at: int) -> bool:
        """Whether nothing but particles stands between "was" and the verb: "X was to say"."""
        return all(self._opening(passage, n) for n in range(place + 1, at))

    def with_pronoun(self, text: str) -> bool:
        """Whether "that" has its subject written on to it: "that he"."""
        return self.words.is_exactly(text, "that") and len(text) > _SHORT_THAT
