"""Reads a sentence for acts of speech, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.reading.speech.acts import Content, Frame
from marsad.reading.speech.afterthoughts import Afterthoughts
from marsad.reading.speech.clauses import BACK, Clauses
from marsad.reading.speech.content import ContentReader
from marsad.reading.speech.cues import Words
from marsad.reading.speech.doubts import Doubts
from marsad.reading.speech.endings import Endings
from marsad.reading.speech.forms import ARTICLE, Cue
from marsad.reading.speech.frames import FrameReader
from marsad.reading.speech.letters import BI, FA, LI, SOURCES, WAW
from marsad.reading.speech.nouns import Noun, Reader
from marsad.reading.speech.passage import COMMAS, Passage
from marsad.reading.speech.trailing import TrailReader

_LONG = 4
_NEAR = 5
_DAMMA = "\N{ARABIC DAMMA}"
_AS_FOR = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER MEEM}\N{ARABIC LETTER ALEF}"
_AN = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER NOON}"
_TELLS_OF = frozenset(("object", "\N{ARABIC LETTER AIN}\N{ARABIC LETTER NOON}"))
_UNDER = ("clause",)
_TANWIN = "\N{ARABIC FATHATAN}"
_SOON = 10
_WRITTEN = 12
_LEAST = 2
"""Words that content must have."""


class Scanner:
    """Finds the acts of speech in a sentence."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.nouns = Reader(words)
        self.contents = ContentReader(words, self.nouns)
        self.frames = FrameReader(words, self.contents)
        self.clauses = Clauses(words, self.contents)
        self.endings = Endings(words, self.clauses)
        self.trails = TrailReader(words, self.contents)
        self.vehicles = self.frames.vehicles
        self.doubts = Doubts(words, self.clauses, self.trails, self.vehicles)
        self.afterthoughts = Afterthoughts(words, self.vehicles, self.endings)

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
            may = self.words.may_report(passage.words[at].text)
            frame = self._frame(passage, at, stop, found) if may else None
            if frame is None:
                at += 1
                continue
            if found:
                before = found[-1].content
                turn = self.clauses.turn(passage, before.first, at) if before and frame.cue.kind == "verb" else None
                found[-1] = self.endings.cut(passage, found[-1], frame.first if turn is None else turn)
            found.append(self.endings.ended(passage, frame))
            at = max(at + 1, frame.content.first if frame.content else frame.last)
        return [self.afterthoughts.read(passage, frame, stop) for frame in found]

    def _frame(self, passage: Passage, at: int, stop: int, before: Sequence[Frame]) -> Frame | None:
        word = passage.words[at]
        if not word.spoken:
            return None
        phrase = self.contents.phrase_at(passage, at)
        if phrase is not None:
            return self.trails.trailing(passage, at, phrase, stop)
        other = self.words.is_exactly(word.text, "preposition") and not self.doubts.opens_with(passage, at)
        cues = () if other else self._cues(word.text)
        return next((f for cue in cues if (f := self._reported(passage, at, stop, cue, before)) is not None), None)

    def _cues(self, text: str) -> Iterator[Cue]:
        yield from self.words.cues(text)
        for cue in (self.words.acted_cue(text), self.words.nominal_cue(text)):
            if cue is not None:
                yield cue

    def _reported(self, passage: Passage, at: int, stop: int, cue: Cue, before: Sequence[Frame]) -> Frame | None:
        """The frame of a verb or participle, if it stands as one and opens speech of its own."""
        if (
            self._within_noun(passage, at, cue)
            or self.contents.on_condition(passage, at)
            or self.clauses.impersonal(passage, at)
            or self._as_noun(passage, at, cue)
            or ("weak" in cue.frames and self._follows_on(passage, at))
        ):
            return None
        if cue.kind == "verb" and (self.contents.is_noun(passage, at) or self._wished(passage, at, cue)):
            return None
        frame = self.frames.read(passage, at, cue, stop)
        if (
            frame is not None
            and cue.kind == "verb"
            and self.words.is_exactly(passage.words[frame.last].text, "therein")
        ):
            frame = self._therein(passage, frame)
        if frame is None:
            return self.passed_by(passage, at, cue, stop)
        if self.doubts.doubtful(passage, at, frame) or not self.doubts.borne_out(passage, frame):
            return None
        frame = self._carried(passage, self._passed_on(passage, frame, stop), before)
        frame = self._in_writing(passage, frame)
        opens = self._at_once(passage, at, frame)
        if cue.kind == "verb" and frame.subject is None and not opens and self._unattached(passage, at):
            return None
        return frame if not before or self._opens(passage, at, frame, before[-1]) else None

    def _at_once(self, passage: Passage, at: int, frame: Frame) -> bool:
        """Whether what is said follows the verb at once: a quotation, or "that he" ("a man it said that he was")."""
        content = frame.content
        if content is None or content.lead != at + 1 or ("say" not in frame.cue.frames and content.pair is None):
            return False
        word = passage.words[at]
        passive = _DAMMA in passage.text[word.start : word.end]
        if content.pair is not None:
            return True
        following = self.clauses.with_pronoun(passage.words[at + 1].text) or self._after_circumstance(passage, at)
        return not passive and following

    def _after_circumstance(self, passage: Passage, at: int) -> bool:
        """Whether only a circumstance stands before a verb in its sentence: "on his plans (he) said that"."""
        first = passage.sentence_start(at)
        if first == at or not self.words.is_a(passage.words[first].text, "preposition", "time"):
            return False
        if self.contents.phrase_at(passage, first) is not None:
            return False
        between = (n for n in range(first + 1, at) if n not in passage.mentioned)
        return not any(self.words.is_verb(passage.words[n].text) for n in between)

    def _wished(self, passage: Passage, at: int, cue: Cue) -> bool:
        """Whether a verb of the present follows "that" and is only wished for or possible: "must say"."""
        return not cue.past and at > 0 and passage.words[at - 1].text == _AN

    def _follows_on(self, passage: Passage, at: int) -> bool:
        """Whether "so" seems written on to a verb in the midst of a clause: the word is another, perhaps a name."""
        text = passage.words[at].text
        if text[0] != FA or not self.words.joined(text) or not at or not passage.words[at - 1].spoken:
            return False
        first = passage.sentence_start(at)
        return not any(passage.words[n].text.removeprefix(WAW) == _AS_FOR for n in range(first, at))

    def _as_noun(self, passage: Passage, at: int, cue: Cue) -> bool:
        """Whether marks or place show that a form is no verb here: "(a call) for", "the store (of their day)"."""
        word, before = passage.words[at], passage.words[at - 1] if at else None
        if cue.kind != "verb":
            return False
        if _TANWIN in passage.text[word.start : word.end]:
            return True
        if before is not None and before.spoken and self._named_thing(passage, at):
            return True
        loose = "follow" in cue.frames and before is not None and before.spoken and not self.words.joined(word.text)
        return loose and before is not None and not self._leads_verb(passage, at - 1)

    def _named_thing(self, passage: Passage, at: int) -> bool:
        """Whether a form that is a noun too follows the noun whose complement it is: "amid doubt", "an answer"."""
        text, before = passage.words[at].text, passage.words[at - 1].text
        noun = self.words.is_masdar(text) or self.words.is_common(text)
        if not noun or before.startswith(ARTICLE) or at - 1 in passage.mentioned or self._leads_verb(passage, at - 1):
            return False
        if self.words.head(before) is not None or self.words.is_a(
            before, "preposition", "negative", "before", "ordinal"
        ):
            return False
        return self.words.is_masdar(before) or self.words.is_exactly(before, "adjunct")

    def _leads_verb(self, passage: Passage, at: int) -> bool:
        text = passage.words[at].text
        return (
            at in passage.names
            or self.words.is_a(text, "clause", "adverb", "subject", "that", "relative", "time", "turn")
            or (text.startswith(ARTICLE))
        )

    def _therein(self, passage: Passage, frame: Frame) -> Frame:
        """The frame with the vehicle that its verb refers back to: "a statement in which X said"."""
        first = passage.sentence_start(frame.first)
        place = next((n for n in range(frame.first - 1, first, -1) if self.vehicles.is_vehicle(passage, n)), None)
        if place is None or frame.vehicle is not None:
            return frame
        vehicle = self.vehicles.vehicle_at(passage, place, frame.first)
        issuer = self.vehicles.issuer(passage, vehicle, frame.first)
        told = self.clauses.main_subject(passage, first, place)
        told = told if told is not None and self.trails.is_speaker(passage, told, strict=False) else None
        if issuer is not None and told is not None and self.words.head(passage.words[told.first].text) == "relay":
            told = issuer
        own = issuer is not None and not issuer.skip and issuer.first == vehicle.last
        if own and told is not None and frame.subject is None and not passage.words[vehicle.last].text.startswith(LI):
            return frame._replace(subject=issuer, vehicle=vehicle, relays=(told, *frame.relays))
        subject = frame.subject or told or issuer
        return frame._replace(subject=subject, vehicle=vehicle, issuer=None if frame.subject else issuer)

    def _passed_on(self, passage: Passage, frame: Frame, stop: int) -> Frame:
        """What an agency tells of another's speech is that one's: "the agency said that X announced that"."""
        content, subject = frame.content, frame.subject
        if content is None or content.how != "that" or content.pair is not None or subject is None:
            return frame
        if self.words.head(passage.words[subject.first].text) != "relay":
            return frame
        for at in range(content.first, min(stop, content.first + _SOON)):
            cue = self.words.cue(passage.words[at].text)
            if cue is None or cue.kind != "verb" or "weak" in cue.frames or self.contents.is_noun(passage, at):
                continue
            inner = self.frames.read(passage, at, cue, stop)
            speaker = self.clauses.subject_before(passage, at, content.first)
            told = inner is not None and inner.subject is None and self.doubts.borne_out(passage, inner)
            if inner is None or speaker is None or not told:
                return frame
            return inner._replace(first=frame.first, last=frame.last, subject=speaker, relays=(subject, *frame.relays))
        return frame

    def _carried(self, passage: Passage, frame: Frame, before: Sequence[Frame]) -> Frame:
        """The frame with who passes the words on, where it stands before its verb: "the paper had quoted X as"."""
        if "relay" not in frame.cue.frames or frame.relays or frame.subject is None or frame.cue.kind != "verb":
            return frame
        if all(word.text not in SOURCES for word in passage.words[frame.first + 1 : frame.subject.first]):
            return frame
        content = before[-1].content if before else None
        floor = content.last if content is not None else passage.sentence_start(frame.first)
        relay = self.clauses.subject_before(passage, frame.first, min(floor, frame.first))
        carries = relay is not None and self.trails.is_speaker(passage, relay, strict=False)
        return frame._replace(relays=(relay,)) if relay is not None and carries else frame

    def _in_writing(self, passage: Passage, frame: Frame) -> Frame:
        """The frame of a verb that tells what a noun before it says: "a report of the bank saying that"."""
        at = frame.first
        if frame.cue.kind != "verb" or frame.subject is not None or frame.vehicle is not None or frame.cue.plural:
            return frame
        for place in range(at - 1, max(passage.sentence_start(at), at - _WRITTEN) - 1, -1):
            text = passage.words[place].text
            if (
                text in COMMAS
                or self.words.is_a(text, "clause", "relative")
                or self.words.joined(passage.words[at].text)
            ):
                return frame
            if self.words.is_exactly(text, "news") and not text.startswith(ARTICLE):
                return frame._replace(subject=Noun(place, place + 1))
            if self.vehicles.is_vehicle(passage, place) and not text.startswith((ARTICLE, LI)):
                return self._by_vehicle(passage, frame, place)
        return frame

    def _by_vehicle(self, passage: Passage, frame: Frame, place: int) -> Frame:
        at, first = frame.first, passage.sentence_start(frame.first)
        vehicle = self.vehicles.vehicle_at(passage, place, at)
        issuer = self.vehicles.issuer(passage, vehicle, at)
        told = None
        addressed = issuer is None or issuer.skip or passage.words[issuer.first].text.startswith(LI)
        text = passage.words[place].text
        kinds = (self.words.vehicles.get(text), self.words.vehicles.get(text.removeprefix(BI)))
        if addressed and "report" not in kinds:
            told = self.clauses.main_subject(passage, first, place)
            told = told if told is not None and self.trails.is_speaker(passage, told, strict=True) else None
        return frame._replace(subject=told or issuer or vehicle, vehicle=vehicle, issuer=None if told else issuer)

    def _unattached(self, passage: Passage, at: int) -> bool:
        """Whether a verb within a sentence has neither a subject of its own nor the place of a clause."""
        floor = max(passage.sentence_start(at), at - BACK)
        start = self.clauses.skip(passage, floor, at)
        if start >= at or self.clauses.coordinate(passage, at):
            return False
        return self.clauses.subject_before(passage, at, floor) is None

    def passed_by(self, passage: Passage, at: int, cue: Cue, stop: int) -> Frame | None:
        """Speech told of after its content: "«...», said X", "an operation that X announced"."""
        if cue.kind != "verb" or not cue.frames.isdisjoint(("vehicle", "issues", "follow")):
            return None
        if self.words.is_exactly(passage.words[at].text, "preposition"):
            return None
        before = at - 1
        while before >= 0 and passage.words[before].text in COMMAS:
            before -= 1
        pair = passage.closing(before)
        quoted = pair is not None and passage.spoken(pair.open, pair.close) >= _LONG
        quoted = quoted and not self.words.joined(passage.words[at].text)
        told_of = at + 1 < stop and self.words.is_exactly(passage.words[at + 1].text, "told")
        behind = passage.words[at - 1].text if at else ""
        if told_of and (not cue.frames >= _TELLS_OF or behind.startswith(ARTICLE) or self._refers(behind)):
            return None
        if not (quoted or told_of):
            return None
        subject = self.nouns.phrase(passage, at + (2 if told_of else 1), stop)
        if subject is None or subject.first > at + (2 if told_of else 1):
            return None
        content = Content(at, pair.open + 1, pair.close, pair, "before") if quoted and pair else None
        return Frame(at, at + 1, cue, subject, None, None, (), content, trails=content is None)

    def _refers(self, text: str) -> bool:
        return self.words.is_a(text, "relative", "question", "adjunct")

    def _within_noun(self, passage: Passage, at: int, cue: Cue) -> bool:
        """Whether a form belongs to a noun: "what X added", "(news) follow-up"."""
        before = passage.words[at - 1].text if at else ""
        if cue.kind == "verb":
            denied = self.words.is_a(before, "negative") and cue.stance != "denied"
            following = passage.words[at + 1].text if at + 1 < len(passage.words) else ""
            quoted = "say" in cue.frames and self.clauses.with_pronoun(following)
            asked = self.words.is_exactly(before, "question") and not quoted
            return denied or asked
        if not cue.feminine or before in COMMAS:
            return False
        return "weak" in cue.frames or "with" in cue.frames

    def _opens(self, passage: Passage, at: int, frame: Frame, before: Frame) -> bool:
        """Whether a cue after another one's content begins speech of its own, beside it and not within it."""
        content = before.content
        if content is None or content.pair is not None or content.how == "before":
            return True
        if frame.cue.kind == "participle":
            return passage.spoken(content.first, at) > 0
        text = passage.words[at].text
        if passage.spoken(content.first, at) < (1 if self._joined_acted(text) else _LEAST):
            return False
        behind = passage.words[at - 1]
        joined = (
            self.words.joined(text)
            or self._joined_acted(text)
            or self.clauses.turn(passage, content.first, at) is not None
        )
        joined = joined or (behind.text in COMMAS and self._main(passage, at, before))
        leads = self.words.is_exactly(behind.text, "before", "turn") or not passage.words[at - 2].spoken
        leads = leads or self.words.is_and(behind.text)
        turned = behind.spoken and (self.words.is_a(behind.text, "clause") or leads)
        turned = turned and self.words.is_a(behind.text, "clause", "adverb")
        sure = frame.content is not None and frame.content.how in ("that", "quote", "colon", "noun")
        return (joined or turned) and (sure or "follow" in frame.cue.frames or behind.text in COMMAS)

    def _joined_acted(self, text: str) -> bool:
        return self.words.is_and(text) and self.words.acted_cue(text) is not None

    def _main(self, passage: Passage, at: int, before: Frame) -> bool:
        """Whether a verb after a comma opens the main clause, as what was told before stood in one under it."""
        first = passage.sentence_start(at)
        opening = range(first, before.first)
        under = first < before.first and self._subordinate(passage, first, before)
        return under and all(passage.words[n].text not in COMMAS for n in opening)

    def _subordinate(self, passage: Passage, first: int, before: Frame) -> bool:
        """Whether a clause under a main one begins at a word: "while", "after that", "at the time at which"."""
        text = passage.words[first].text
        if self.words.is_a(text, *_UNDER) or self.clauses.new_clause(passage, first):
            return True
        opening = range(first, before.first)
        told_of = any(self.words.is_exactly(passage.words[n].text, "relative") for n in opening)
        told_of = told_of or (before.subject is not None and before.subject.first in opening)
        return told_of and self.words.is_a(text, "preposition")

    def opened(self, passage: Passage, frame: Frame, floor: int) -> Frame:
        """The frame with the vehicle that opens its sentence: "in an interview with the station, X said"."""
        if frame.vehicle is not None or frame.trails or floor + 1 >= frame.first:
            return frame
        if not self.words.is_a(passage.words[floor].text, "preposition"):
            return frame
        vehicle = self.vehicles.vehicle(passage, floor, min(frame.first, floor + _NEAR))
        if vehicle is None and self.words.is_a(passage.words[floor].text, "aside"):
            asked = tuple(self.vehicles.addressees(passage, floor, min(frame.first, floor + _NEAR)))
            return frame._replace(relays=(*frame.relays, *asked))
        if vehicle is None:
            return frame
        with_whom = self.nouns.governed(passage, vehicle.last + 1, frame.first)
        heard = with_whom is not None and self.words.head(passage.words[with_whom.first].text) == "relay"
        relays = (*frame.relays, with_whom) if heard and with_whom else frame.relays
        return frame._replace(vehicle=vehicle, relays=relays)
