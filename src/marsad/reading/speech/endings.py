"""Settles where what was reported ends: before a clause of the teller's own, or before what was left unsaid."""

from __future__ import annotations

from marsad.reading.speech.acts import Content, Frame
from marsad.reading.speech.clauses import Clauses
from marsad.reading.speech.cues import Words
from marsad.reading.speech.letters import WAW
from marsad.reading.speech.passage import COMMAS, Passage
from marsad.reading.speech.sequels import Sequels

_NEAR = 5
_HA = "\N{ARABIC LETTER HEH}"
_OF_HIM = (
    _HA,
    _HA + "\N{ARABIC LETTER ALEF}",
    _HA + "\N{ARABIC LETTER MEEM}",
    _HA + "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER ALEF}",
)
_SOON = 14
_IN = "\N{ARABIC LETTER FEH}\N{ARABIC LETTER YEH}"
_AN = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER NOON}"
_FA = "\N{ARABIC LETTER FEH}"
_AS = "\N{ARABIC LETTER KAF}\N{ARABIC LETTER MEEM}\N{ARABIC LETTER ALEF}"
_LAM = "\N{ARABIC LETTER LAM}\N{ARABIC LETTER MEEM}"


class Endings:
    """Ends content with the word lists."""

    def __init__(self, words: Words, clauses: Clauses) -> None:
        self.words = words
        self.clauses = clauses
        self.sequels = Sequels(words)

    def ended(self, passage: Passage, frame: Frame) -> Frame:
        """A frame whose content is a noun ends before a clause that a comma sets off, any before what went unsaid."""
        content = frame.content
        left = None if content is None or content.pair else self._left_unsaid(passage, content)
        if left is not None:
            return self.cut(passage, frame, left)
        if content is None or content.pair is not None:
            return frame
        opening = passage.pairs.get(content.first)
        if opening is not None and opening.closed and self._told_after(passage, opening.close + 1, content.last):
            return self.cut(passage, frame, opening.close + 1)
        ends = (at for at in range(content.first + 1, content.last) if self._turns(passage, frame, content, at))
        end = next(ends, None)
        return frame if end is None else self.cut(passage, frame, end)

    def _turns(self, passage: Passage, frame: Frame, content: Content, at: int) -> bool:
        """Whether the teller goes on at a word: how the speaker spoke, or, after a noun, a clause of his own."""
        apart = passage.words[at - 1].text in COMMAS
        knowing = self.words.is_exactly(passage.words[at].text, "aside")
        if knowing and at + 1 < content.last and self.words.is_exactly(passage.words[at + 1].text, "that"):
            return True
        if apart and (knowing or self._telling(passage.words[at].text)):
            return True
        if passage.quotation(at) is not None:
            return False
        if self.sequels.own(passage, frame, at, apart):
            return True
        begins = self.clauses.new_clause(passage, at)
        if content.how != "noun":
            return apart and begins and self._reports(passage, at)
        if begins and (apart or self.words.is_exactly(passage.words[at].text, "but")):
            return not self.words.is_exactly(passage.words[at].text, "within")
        joined = self._deed(passage, at) or self._told_in(passage, at)
        return joined and (passage.words[at].text == _AS or self.sequels.within_noun(passage, content.first, at))

    def _told_after(self, passage: Passage, at: int, last: int) -> bool:
        """Whether what follows a quotation that opens the content only tells when it was said: "after a meeting"."""
        while at < last and passage.words[at].text in COMMAS:
            at += 1
        return at < last and self.words.is_exactly(passage.words[at].text, "during", "after")

    def _telling(self, text: str) -> bool:
        """Whether a word is a participle of speech as a circumstance: "calling (it insufficient)"."""
        cue = self.words.cue(text)
        return (
            cue is not None and cue.kind == "participle" and not self.words.joined(text) and not self.words.head(text)
        )

    def _reports(self, passage: Passage, at: int) -> bool:
        """Whether "at a time when" leads to another's report."""
        if not self.words.is_exactly(passage.words[at].text, "preposition"):
            return False
        near = (self.words.cue(word.text) for word in passage.words[at + 2 : at + _NEAR])
        return any(cue is not None and cue.kind == "verb" and "weak" not in cue.frames for cue in near)

    def _deed(self, passage: Passage, at: int) -> bool:
        """Whether a verb joined to the noun begins: what the speaker did, as no noun is joined to a verb."""
        text = passage.words[at].text
        if text == _AS:
            return at + 1 < len(passage.words) and self.sequels.is_verb(passage.words[at + 1].text)
        if not text.startswith(WAW) or at in passage.mentioned or self.words.head(text):
            return False
        return (
            self.words.is_a(text, "had")
            or self.sequels.is_verb(text[1:])
            or self.words.is_exactly(text[1:], "negative")
        )

    def _told_in(self, passage: Passage, at: int) -> bool:
        """Whether "during" and what was spoken in follow the noun: "praised X during an interview"."""
        during = self.words.is_exactly(passage.words[at].text, "during")
        return during and at + 1 < len(passage.words) and passage.words[at + 1].text in self.words.vehicles

    def cut(self, passage: Passage, frame: Frame, at: int) -> Frame:
        """The frame with its content ended before a word where another act of speech or a remark begins."""
        content = frame.content
        if content is None or content.pair is not None or content.last <= at:
            return frame
        return frame._replace(content=content._replace(last=self.unlinked(passage, content.first, at)))

    def unlinked(self, passage: Passage, first: int, end: int) -> int:
        """The end of a stretch, without the particles that lead to what follows."""
        while end > first and self._links(passage, end - 1):
            end -= 1
        return end

    def unled(self, passage: Passage, first: int, end: int) -> int:
        """The end of a stretch, without a conjunction that leads to words that attribute it."""
        last = passage.words[end - 1].text
        return end - 1 if end > first and self.words.is_a(last, "clause", "leading") else end

    def goes_on(self, passage: Passage, at: int) -> bool:
        """Whether what was said follows the words that attribute it: "according to X, then that"."""
        while at < len(passage.words) and passage.words[at].text in COMMAS:
            at += 1
        text = passage.words[at].text if at < len(passage.words) else ""
        return text[:1] == _FA and self.words.is_a(text, "that")

    def then(self, passage: Passage, at: int, stop: int) -> int:
        """Past "then" where it opens what was said after words that attribute it: "according to X ..., then"."""
        for place in range(at, min(stop, at + _SOON)):
            text = passage.words[place].text
            if text[:1] == _FA and self.words.is_exactly(text, "that"):
                return place + 1
        return at

    def _left_unsaid(self, passage: Passage, content: Content) -> int | None:
        """Where, after a comma, the teller says what the speaker did not tell: "without giving"."""
        for at in range(content.first + 1, content.last - 2):
            if passage.words[at - 1].text not in COMMAS or not self.words.is_exactly(passage.words[at].text, "without"):
                continue
            cue = self.words.cue(passage.words[at + 2].text) if passage.words[at + 1].text == _AN else None
            if cue is not None or self.words.is_masdar(passage.words[at + 1].text):
                return at
        for at in range(content.first + 2, content.last - 1):
            if passage.words[at].text == _IN and self.words.is_exactly(passage.words[at + 1].text, "remark"):
                return at
            if not passage.words[at - 1].spoken and self._says_no_more(passage, at, content.last):
                return at
            if self.words.is_a(passage.words[at].text, "refuse") and self._refuses(passage, content.first, at):
                marks = (n for n in range(at, content.first, -1) if passage.words[n - 1].text in COMMAS)
                return at - 1 if passage.words[at - 1].text == _AS else next(marks)
        return None

    def _says_no_more(self, passage: Passage, at: int, last: int) -> bool:
        """Whether a clause begins that tells what the speaker did not tell: "but the statement did not say"."""
        if not self.clauses.new_clause(passage, at) and not self.words.is_a(passage.words[at].text, "clause"):
            return False
        for place in range(at + 1, min(last - 1, at + _NEAR)):
            following = passage.words[place + 1].text
            if passage.words[place].text == _LAM:
                return self.words.is_exactly(following, "refuse") or self.words.cue(following) is not None
        return False

    def _refuses(self, passage: Passage, first: int, at: int) -> bool:
        """Whether a comma, and nothing but "but he", stands before a verb."""
        if passage.words[at - 1].text == _AS:
            return True
        start = next((n for n in range(at, max(first, at - _NEAR), -1) if passage.words[n - 1].text in COMMAS), None)
        between = [word.text for word in passage.words[start or at : at]]
        particles = all(self.words.is_a(text, "clause", "before", "that", "adverb") for text in between)
        return (
            start is not None
            and particles
            and (bool(between) or self.words.is_exactly(passage.words[at].text[1:], "refuse"))
        )

    def _links(self, passage: Passage, at: int) -> bool:
        word = passage.words[at]
        following = passage.words[at + 1].text if at + 1 < len(passage.words) else ""
        behind = self.words.is_exactly(word.text, "preposition") and self.words.is_exactly(following, "clause")
        if behind or word.text in COMMAS or self.words.is_a(word.text, "clause"):
            return True
        leads = self.words.is_a(word.text, "turn") or passage.words[at - 1].text in COMMAS
        return self.words.is_a(word.text, "adverb") and (leads or not word.text.endswith(_OF_HIM))
