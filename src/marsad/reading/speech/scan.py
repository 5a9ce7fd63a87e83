"""Reads a sentence for acts of speech, in order, and settles where the content of each ends."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.speech.cues import Cue, Words
from marsad.reading.speech.frames import Content, Frame, FrameReader
from marsad.reading.speech.nouns import FA, WAW, Noun
from marsad.reading.speech.passage import COMMAS, Passage

_LONG = 4
_LEAST = 2
"""Words that content must have."""


class Scanner:
    """Finds the acts of speech in a sentence."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.frames = FrameReader(words)

    def read(self, passage: Passage, first: int, stop: int) -> list[Frame]:
        """The frames of a sentence in order; each content ends where the next begins, or with the sentence.

        Cues inside a quotation, or inside what another cue reports, are part of what is said there.
        """
        found: list[Frame] = []
        at = first
        while at < stop:
            around = passage.quotation(at)
            if around is not None and passage.spoken(around.open, around.close) >= _LONG:
                at = max(around.close, at + 1)
                continue
            frame = self._frame(passage, at, stop, found)
            if frame is None:
                at += 1
                continue
            if found:
                found[-1] = self._cut(passage, found[-1], frame.first)
            found.append(self._ended(passage, frame))
            at = max(at + 1, frame.content.first if frame.content else frame.last)
        return found

    def _frame(self, passage: Passage, at: int, stop: int, before: Sequence[Frame]) -> Frame | None:
        word = passage.words[at]
        if not word.spoken:
            return None
        phrase = self.frames.phrase_at(passage, at)
        if phrase is not None:
            return self.frames.trailing(passage, at, phrase, stop)
        cue = self.words.cue(word.text)
        if cue is None or self._impersonal(passage, at) or (cue.kind == "verb" and self.frames.is_noun(passage, at)):
            return None
        frame = self.frames.read(passage, at, cue, stop)
        if frame is None:
            return self.passed_by(passage, at, cue, stop)
        return frame if not before or self._opens(passage, at, frame, before[-1]) else None

    def passed_by(self, passage: Passage, at: int, cue: Cue, stop: int) -> Frame | None:
        """Speech told of after its content: "«...», said X", "an operation that X announced"."""
        if cue.kind != "verb" or "vehicle" in cue.frames or "follow" in cue.frames:
            return None
        before = at - 1
        while before >= 0 and passage.words[before].text in COMMAS:
            before -= 1
        pair = next((p for p in passage.pairs.values() if p.closed and p.close == before), None)
        quoted = pair is not None and passage.spoken(pair.open, pair.close) >= _LONG
        told_of = at + 1 < stop and self.words.is_exactly(passage.words[at + 1].text, "told")
        if told_of and self.words.is_a(passage.words[at - 1].text, "relative", "question", "adjunct"):
            return None
        if not (quoted or told_of):
            return None
        subject = self.frames.nouns.phrase(passage, at + (2 if told_of else 1), stop)
        if subject is None or subject.first > at + (2 if told_of else 1):
            return None
        content = Content(at, pair.open + 1, pair.close, pair, "before") if quoted and pair else None
        return Frame(at, at + 1, cue, subject, None, None, (), content, trails=content is None)

    def _impersonal(self, passage: Passage, at: int) -> bool:
        """Whether a word opens a phrase of the outlet's own voice."""
        texts = [word.text for word in passage.words[at : at + 3]]
        behind = [word.text for word in passage.words[max(0, at - 1) : at + 2]]
        for phrase in self.words.outlet_voice:
            if tuple(texts[: len(phrase)]) == phrase or tuple(behind[: len(phrase)]) == phrase:
                return True
        return False

    def _opens(self, passage: Passage, at: int, frame: Frame, before: Frame) -> bool:
        """Whether a cue after another one's content begins speech of its own, beside it and not within it."""
        content = before.content
        if content is None or content.pair is not None or content.how == "before":
            return True
        if frame.cue.kind == "participle":
            return passage.spoken(content.first, at) >= _LEAST
        if passage.spoken(content.first, at) < _LEAST:
            return False
        text = passage.words[at].text
        behind = passage.words[at - 1]
        joined = text[0] in (WAW, FA) and self.words.joined(text)
        turned = self.words.is_a(behind.text, "clause", "adverb") if behind.spoken else False
        sure = frame.content is not None and frame.content.how in ("that", "quote", "colon")
        return (joined or turned) and (sure or "follow" in frame.cue.frames or behind.text in COMMAS)

    def _ended(self, passage: Passage, frame: Frame) -> Frame:
        """A frame whose content is a noun ends before a clause that a comma sets off."""
        content = frame.content
        if content is None or content.how != "noun":
            return frame
        for at in range(content.first + 1, content.last):
            if passage.words[at - 1].text in COMMAS and self.words.is_exactly(passage.words[at].text, "clause"):
                return self._cut(passage, frame, at)
        return frame

    def _cut(self, passage: Passage, frame: Frame, at: int) -> Frame:
        """The frame with its content ended before the next act of speech."""
        content = frame.content
        if content is None or content.pair is not None or content.last <= at:
            return frame
        end = at
        while end > content.first and self._links(passage, end - 1):
            end -= 1
        return frame._replace(content=content._replace(last=end))

    def _links(self, passage: Passage, at: int) -> bool:
        word = passage.words[at]
        following = passage.words[at + 1].text if at + 1 < len(passage.words) else ""
        behind = self.words.is_exactly(word.text, "preposition") and self.words.is_exactly(following, "clause")
        return behind or word.text in COMMAS or self.words.is_exactly(word.text, "clause", "adverb")

    def main_subject(self, passage: Passage, first: int, stop: int) -> Noun | None:
        """The subject of a sentence's main verb, where it is told: verb then noun, or noun then verb."""
        at = self._skip(passage, first, stop)
        if at >= stop:
            return None
        text = passage.words[at].text
        if self.words.is_finite(text) and not self.words.head(text):
            return self.frames.nouns.phrase(passage, at + 1, min(stop, at + _WINDOW))
        return self.frames.nouns.phrase(passage, at, min(stop, at + _WINDOW))

    def _skip(self, passage: Passage, at: int, stop: int) -> int:
        """Past what opens a clause before its subject: particles, and circumstances that a comma ends."""
        while at < stop:
            if self._opening(passage, at):
                at += 1
                continue
            ends = (n for n in range(at, min(stop, at + _WINDOW)) if passage.words[n].text in COMMAS)
            comma = next(ends, None) if self.words.is_a(passage.words[at].text, "preposition", "time") else None
            if comma is None:
                return at
            at = comma + 1
        return at

    def _opening(self, passage: Passage, at: int) -> bool:
        word = passage.words[at]
        return not word.spoken or self.words.is_a(word.text, "clause", "adverb", "subject")

    def subject_before(self, passage: Passage, at: int, floor: int) -> Noun | None:
        """The subject that stands before its verb, from `floor` on: "X said", "X, who ..., said"."""
        first = self._skip(passage, self._clause_start(passage, at, floor), at)
        if first >= at:
            return None
        if self.words.is_exactly(passage.words[at - 1].text, "relative"):
            return self._antecedent(passage, first, at - 1)
        text = passage.words[first].text
        verb = self.words.is_finite(text) and not self.words.head(text) and not self.words.is_masdar(text)
        noun = self.frames.nouns.phrase(passage, first + verb, at)
        return noun if noun is not None and (verb or self._reaches(passage, noun, at)) else None

    def _antecedent(self, passage: Passage, first: int, last: int) -> Noun | None:
        start = last
        while start > first and passage.words[start - 1].spoken and last - start < _LONG:
            if self.words.is_a(passage.words[start - 1].text, "preposition", "that", "clause", "time"):
                break
            start -= 1
        return self.frames.nouns.phrase(passage, start, last)

    def _reaches(self, passage: Passage, noun: Noun, at: int) -> bool:
        """Whether nothing between a noun and the verb makes it another verb's subject."""
        if any(self.words.is_exactly(w.text, "relative", "pronoun") for w in passage.words[noun.first : at]):
            return True
        between = passage.words[noun.last : at]
        for place, word in enumerate(between, noun.last):
            verb = word.spoken and self.words.is_finite(word.text) and not self.words.is_masdar(word.text)
            if verb and not self.words.head(word.text) and place not in passage.pairs:
                return False
        return True

    def _clause_start(self, passage: Passage, at: int, floor: int) -> int:
        for place in range(at - 1, floor - 1, -1):
            if self.words.is_a(passage.words[place].text, "that", "subject", "clause"):
                return place + 1
        return floor


_WINDOW = 20
