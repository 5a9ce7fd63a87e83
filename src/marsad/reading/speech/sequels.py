"""Tells clauses on the outlet's own word behind a report: "after the court had ruled", "which X denied"."""

from __future__ import annotations

from marsad.reading.speech.acts import Content, Frame
from marsad.reading.speech.cues import Words
from marsad.reading.speech.passage import Passage

_SHORTEST = 3
_FUTURE = 4
_MA = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER ALEF}"
_PRESENT = ("\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER SEEN}\N{ARABIC LETTER YEH}")
_FUTURES = tuple("\N{ARABIC LETTER SEEN}" + letter for letter in "\N{ARABIC LETTER YEH}\N{ARABIC LETTER TEH}")
_SPEAKS = frozenset(("follow", "say"))


class Sequels:
    """Finds clauses that are the outlet's own by what they tell: a past deed after a wish, a denial."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def own(self, passage: Passage, frame: Frame, at: int, apart: bool) -> bool:
        """Whether the outlet goes on at a word; `apart` says that a comma stands before it."""
        content = frame.content
        if content is None:
            return False
        noun = content.how == "noun"
        after = self._after(passage, at, content.last)
        if after is not None:
            announced = "say" in frame.cue.frames and not apart
            return not (noun and announced) and self._past_deed(passage, content, at)
        which = self._which(passage, at, content.last, apart)
        if which is not None:
            verb = passage.words[which].text
            deed = noun and not verb.startswith(_PRESENT)
            return self._denied(verb) or (deed and (apart or self.within_noun(passage, content.first, at)))
        return apart and self._before(passage, at, content.last, noun)

    def _after(self, passage: Passage, at: int, last: int) -> int | None:
        """The verb of the past after "after", None where there is none."""
        text = passage.words[at].text
        if not self.words.is_exactly(text, "after"):
            return None
        verb = at + 1 if text.endswith(_MA) else at + 2
        if verb >= last:
            return None
        if (
            verb > at + 1
            and passage.words[at + 1].text != _MA
            and not self.words.is_exactly(passage.words[at + 1].text, "that")
        ):
            return None
        found = passage.words[verb].text
        finite = self.words.is_finite(found) or self.words.takes_object(found)
        return verb if finite and not found.startswith(_PRESENT) else None

    def _past_deed(self, passage: Passage, content: Content, at: int) -> bool:
        """Whether what was done before is no part of a wish, a demand or a thing to come."""
        before = passage.words[at - 1].text
        if self.words.is_exactly(before, "namely"):
            return True
        if self.words.is_a(before, "before", "preposition", "clause"):
            return False
        return (
            self.within_noun(passage, content.first, at)
            if content.how == "noun"
            else self._to_come(passage, content, at)
        )

    def _to_come(self, passage: Passage, content: Content, at: int) -> bool:
        """Whether a clause tells of a thing to come, and no other clause stands in it before a word."""
        opening = passage.words[content.first : min(at, content.first + _FUTURE)]
        verb = next(
            (
                n
                for n, w in enumerate(opening, content.first)
                if w.text.startswith(_FUTURES) and self.words.is_finite(w.text)
            ),
            None,
        )
        if verb is None:
            return False
        between = passage.words[verb + 1 : at]
        return not any(self.words.is_a(word.text, "relative", "that", "clause", "question") for word in between)

    def _which(self, passage: Passage, at: int, last: int, apart: bool) -> int | None:
        """The verb after "which is what", or after "what" that a comma sets off."""
        text, place = passage.words[at].text, at + 1
        if self.words.is_exactly(text, "sequel") and place < last:
            place += self.words.is_exactly(passage.words[place].text, "sequel") and place + 1 < last
            following = passage.words[place].text
            return (
                place + 1
                if (following == _MA or self.words.is_exactly(following, "relative")) and place + 1 < last
                else None
            )
        led = text == _MA and apart and place < last and self.words.is_finite(passage.words[place].text)
        return place if led else None

    def _denied(self, text: str) -> bool:
        """Whether a verb with its object pronoun says that somebody denied or confirmed what was said."""
        cue = self.words.object_cue(text)
        return cue is not None and self.words.cue(text) is None and cue.stance in ("denied", "confirmed")

    def _before(self, passage: Passage, at: int, last: int, noun: bool) -> bool:
        """Whether "before" leads to a deed after a noun, or to another report."""
        that = at + 1
        if not self.words.is_exactly(passage.words[at].text, "until") or that + 1 >= last:
            return False
        if not self.words.is_exactly(passage.words[that].text, "that"):
            return False
        cue = self.words.cue(passage.words[that + 1].text)
        return noun or (cue is not None and cue.kind == "verb" and not cue.frames.isdisjoint(_SPEAKS))

    def within_noun(self, passage: Passage, first: int, at: int) -> bool:
        """Whether no clause has begun since a noun, to which a verb could belong."""
        between = [word.text for word in passage.words[first:at] if word.spoken]
        clauses = any(self.words.is_a(text, "relative", "that", "clause", "question") for text in between)
        return not clauses and not any(self.is_verb(text) and self.words.is_finite(text) for text in between)

    def is_verb(self, text: str) -> bool:
        """Whether a word is a verb of the third person, perhaps with its object, and no noun."""
        noun = self.words.head(text) or self.words.is_masdar(text) or self.words.is_given(text)
        if (
            noun
            or len(text) < _SHORTEST
            or self.words.is_common(text)
            or self.words.is_a(text, "preposition", "adverb")
        ):
            return False
        return self.words.is_finite(text) or self.words.takes_object(text)
