"""Whether a form that may report does report: what bears it out, and what makes it doubtful."""

from __future__ import annotations

from marsad.reading.speech.acts import Frame
from marsad.reading.speech.clauses import BACK, Clauses
from marsad.reading.speech.cues import Words
from marsad.reading.speech.forms import ARTICLE
from marsad.reading.speech.letters import SOURCES
from marsad.reading.speech.passage import COMMAS, Passage
from marsad.reading.speech.trailing import TrailReader
from marsad.reading.speech.vehicles import VehicleReader

_LONG = 4
_NEAR = 5
_SURE = ("that", "colon", "quote")
_ACCUSES = frozenset(("whom", "with"))
_FOUND = frozenset(("finds", "shows"))
_TO = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}\N{ARABIC LETTER YEH}"


class Doubts:
    """Tells a verb or participle of saying from what is spelled like one, by clause, subject and place."""

    def __init__(self, words: Words, clauses: Clauses, trails: TrailReader, vehicles: VehicleReader) -> None:
        self.words = words
        self.clauses = clauses
        self.trails = trails
        self.vehicles = vehicles

    def opens_with(self, passage: Passage, at: int) -> bool:
        """Whether a form that is mostly a preposition opens its sentence before a person or office: it is a verb."""
        opens = passage.sentence_start(at) == at or passage.words[at - 1].text in COMMAS
        if not opens or at + 1 >= len(passage.words):
            return False
        return at + 1 in passage.names or self.words.head(passage.words[at + 1].text) == "office"

    def borne_out(self, passage: Passage, frame: Frame) -> bool:
        """Whether a verb that also means something else has the clause and the subject that make it a report."""
        frames, subject = frame.cue.frames, frame.subject
        if frame.cue.kind == "masdar":
            return True
        if (
            self._nothing_passed(passage, frame)
            or self._told_aside(passage, frame)
            or self._was_accused(passage, frame)
        ):
            return False
        if "clause" in frames and (frame.content is None or frame.content.how not in _SURE):
            return False
        if frames.isdisjoint(_FOUND):
            return True
        if subject is None:
            return self._written_before(passage, frame)
        text = passage.words[subject.first].text.removeprefix(ARTICLE)
        report = (
            frame.vehicle is not None
            or self.vehicles.is_vehicle(passage, subject.first)
            or self.words.is_exactly(text, "telling")
        )
        return report or ("finds" in frames and self.trails.is_speaker(passage, subject, strict=True))

    def doubtful(self, passage: Passage, at: int, frame: Frame) -> bool:
        """Whether a form that is mostly something else has no clause to show that it reports: "between", "a town"."""
        how = frame.content.how if frame.content else ""
        if frame.subject is not None and self._shows(passage, frame):
            return True
        if self.words.is_a(passage.words[at].text, "preposition"):
            return how != "that" and not self.opens_with(passage, at)
        if how == "quote" and "weak" in frame.cue.frames and "follow" not in frame.cue.frames:
            return True
        adverb = frame.cue.kind == "participle" and self.words.is_exactly(passage.words[at].text, "adverb")
        if adverb and how == "noun" and passage.words[at - 1].text not in COMMAS:
            return True
        beside = frame.content is not None and frame.content.lead == at + 1
        noun = frame.cue.kind == "participle" and frame.cue.frames >= _ACCUSES and "that" not in frame.cue.frames
        if noun and passage.words[at - 1].spoken and at > 0:
            return True
        far = frame.content is not None and frame.content.lead > at + _LONG
        if frame.cue.kind == "participle" and far and passage.words[at - 1].spoken and how == "that":
            return True
        loose = frame.cue.feminine and frame.cue.kind == "participle" and passage.words[at - 1].text not in COMMAS
        if loose and how in ("noun", "colon") and not (how == "colon" and beside):
            return True
        if how != "quote" or beside or frame.vehicle is not None:
            return False
        return frame.cue.kind == "participle" and bool(frame.cue.feminine)

    def _shows(self, passage: Passage, frame: Frame) -> bool:
        """Whether the subject is no speaker but a thing that shows something: "signs point to"."""
        if frame.subject is None:
            return False
        first = frame.subject.first + self.words.is_exactly(passage.words[frame.subject.first].text, "adjunct")
        text = passage.words[min(first, frame.subject.last - 1)].text
        if first not in passage.names and self.words.is_exactly(text.removeprefix(ARTICLE), "sign"):
            return True
        if _TO not in frame.cue.frames:
            return False
        if any(n in passage.names for n in range(frame.subject.first, frame.subject.last)) or self.words.head(text):
            return False
        if frame.content is not None and frame.content.how == "noun":
            return frame.subject.first not in passage.mentioned and not self.trails.is_speaker(
                passage, frame.subject, strict=True
            )
        return self.words.is_masdar(text) or self.words.is_exactly(text.removeprefix(ARTICLE), "sign")

    def _written_before(self, passage: Passage, frame: Frame) -> bool:
        """Whether a report is the subject before a verb that shows: "a study (of the bank) had shown that"."""
        at = frame.first
        if self.words.joined(passage.words[at].text):
            return False
        subject = self.clauses.subject_before(passage, at, max(passage.sentence_start(at), at - BACK))
        return subject is not None and self.vehicles.is_vehicle(passage, subject.first)

    def _nothing_passed(self, passage: Passage, frame: Frame) -> bool:
        """Whether a verb of passing on has a far quotation and names nobody from whom: it moved something."""
        content = frame.content
        if "relay" not in frame.cue.frames or content is None or content.how != "quote":
            return False
        between = passage.words[frame.first + 1 : content.lead]
        told = frame.subject is not None and self.trails.is_speaker(passage, frame.subject, strict=True)
        return not told and len(between) > _NEAR and all(word.text not in SOURCES for word in between)

    def _was_accused(self, passage: Passage, frame: Frame) -> bool:
        """Whether a verb that must have an object has none: "who was accused of"."""
        frames, content = frame.cue.frames, frame.content
        if not frames >= _ACCUSES or "that" in frames or content is None:
            return False
        return content.lead == frame.first + 1 and self.words.cue(passage.words[frame.first].text) is not None

    def _told_aside(self, passage: Passage, frame: Frame) -> bool:
        """Whether a noun after a comma belongs to the main verb, as the form stands in a clause after "who"."""
        at, content = frame.first, frame.content
        if not at or content is None or content.how != "noun":
            return False
        aside = self.words.is_exactly(passage.words[at - 1].text, "relative")
        return aside and any(passage.words[n].text in COMMAS for n in range(at + 1, content.lead))
