"""Reads what stands around a word that reports speech: speaker, vehicle, whom it passed through, content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from marsad.reading.speech.cues import ARTICLE, Cue, Phrase, Words, without_and, without_pronoun
from marsad.reading.speech.nouns import BI, LI, WAW, Noun, Reader
from marsad.reading.speech.passage import COLON, COMMAS, Pair, Passage

_REACH = 45
"""Words after a cue within which its content begins."""
_QUOTATION = 3
"""Words from which a quotation without a colon or "that" before it is speech, and not a name or a word held off."""
_WHOLE = 5
_MA = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER ALEF}"
_ABOUT = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER NOON}"


class Content(NamedTuple):
    """Where content stands (indices), where what leads to it begins, and whether quotation marks hold it."""

    lead: int
    first: int
    last: int
    pair: Pair | None
    how: str


class Frame(NamedTuple):
    """One act of speech in a passage, before its speaker is settled.

    `subject` is who speaks in these very words; None where nobody is named. `relays` pass the words on. `issuer` gave
    out `vehicle`. `content` is None for words that say who said what stands before them (`trails` is then True).
    """

    first: int
    last: int
    cue: Cue
    subject: Noun | None
    vehicle: Noun | None
    issuer: Noun | None
    relays: tuple[Noun, ...]
    content: Content | None
    trails: bool = False


class FrameReader:
    """Reads the frame of a cue."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.nouns = Reader(words)

    def phrase_at(self, passage: Passage, at: int) -> Phrase | None:
        """The attributive phrase that begins at a word; "as" that opens a sentence means "also"."""
        if passage.sentence_start(at) == at and passage.words[at].text == _AS:
            return None
        first = next((w for w in without_and(passage.words[at].text) if w in self.words.phrases), None)
        return next((p for p in self.words.phrases.get(first or "", ()) if self._stands(passage, at, p)), None)

    def _stands(self, passage: Passage, at: int, phrase: Phrase) -> bool:
        for offset, wanted in enumerate(phrase.words[1:], 1):
            if at + offset >= len(passage.words):
                return False
            text = passage.words[at + offset].text
            if text != wanted and not (wanted == LI and text.startswith(LI) and len(text) > 2):
                return False
        return True

    def read(self, passage: Passage, at: int, cue: Cue, stop: int) -> Frame | None:
        """The frame of a verb or participle; None where it reports nothing here."""
        if "vehicle" in cue.frames:
            return self._of_vehicle(passage, at, cue, stop)
        if "relay" in cue.frames and (frame := self._of_masdar(passage, at, cue, stop)):
            return frame
        content = self.content(passage, at, cue, stop)
        if content is None:
            return None
        if "relay" in cue.frames:
            return self._relayed(passage, at, cue, content)
        return self._spoken(passage, at, cue, content)

    def is_noun(self, passage: Passage, at: int) -> bool:
        """Whether a form that is a verb and a noun stands as a noun: after a preposition, or after "lack of"."""
        before = passage.words[at - 1] if at else None
        if before is None or not before.spoken:
            return False
        return self.words.is_exactly(before.text, "preposition") or before.text in self.words.objects

    def _spoken(self, passage: Passage, at: int, cue: Cue, content: Content) -> Frame:
        last = content.lead
        subject = None if cue.kind == "participle" else self.nouns.phrase(passage, at + 1, last)
        vehicle, issuer = self._vehicle(passage, at + 1, last)
        relays: tuple[Noun, ...] = ()
        behind = self._behind(passage, at + 1, last)
        if behind is not None and subject is not None:
            subject, relays = behind, (subject._replace(last=min(subject.last, behind.first)),)
        elif subject is not None and self.nouns.is_vehicle(passage, subject.first):
            vehicle = self.nouns.vehicle_at(passage, subject.first, last)
            issuer = self.nouns.issuer(passage, vehicle, last)
            subject = issuer or subject
        if cue.feminine is not None and subject is not None and self._disagrees(passage, cue, subject):
            subject = None
        relays += tuple(self._carried(passage, vehicle, last)) + tuple(self._addressed(passage, at + 1, last))
        return Frame(at, at + 1, cue, subject, vehicle, issuer, relays, content)

    def _carried(self, passage: Passage, vehicle: Noun | None, last: int) -> Iterator[Noun]:
        carrier = vehicle and self.nouns.carrier(passage, vehicle, last)
        if carrier is not None:
            yield carrier

    def _disagrees(self, passage: Passage, cue: Cue, subject: Noun) -> bool:
        """Whether the noun phrase is a relative clause's or an object's, not the subject's."""
        text = passage.words[subject.first].text
        if text.startswith(ARTICLE) and text.endswith(_OBLIQUE) and subject.last == subject.first + 1:
            return True
        bare = without_pronoun(text)
        told = self.words.head(text) == "office" and cue.feminine is not None and not cue.plural
        if told and cue.feminine != (bare or text).endswith(_TA_MARBUTA):
            return True
        return bare is not None and (self.words.is_masdar(text) or bare.endswith(_OBLIQUE[0]))

    def _behind(self, passage: Passage, first: int, last: int) -> Noun | None:
        """Whom the subject repeats: "citing X"."""
        for at in range(first, last):
            phrase = self.phrase_at(passage, at)
            if phrase and phrase.follows == "relayed":
                return self.nouns.governed(passage, at + len(phrase.words), last)
        return None

    def _addressed(self, passage: Passage, first: int, last: int) -> Iterator[Noun]:
        """The outlet or agency to which was spoken."""
        for at in range(first, last):
            text = passage.words[at].text
            if text.startswith(LI) and self.words.head(text[1:].removeprefix(LI)) == "relay":
                found = self.nouns.governed(passage, at, last)
                if found:
                    yield found._replace(skip=len(LI))
            elif text == LI and at + 1 in passage.pairs:
                yield Noun(at + 1, min(passage.pairs[at + 1].close + 1, last))

    def _vehicle(self, passage: Passage, first: int, last: int) -> tuple[Noun | None, Noun | None]:
        vehicle = self.nouns.vehicle(passage, first, last)
        return vehicle, vehicle and self.nouns.issuer(passage, vehicle, last)

    def _of_vehicle(self, passage: Passage, at: int, cue: Cue, stop: int) -> Frame | None:
        """The vehicle stands next: "it came in a statement of X that"."""
        content = self.content(passage, at, cue._replace(frames=_CLAUSE), stop)
        vehicle = content and self.nouns.vehicle(passage, at + 1, content.lead)
        if content is None or vehicle is None or vehicle.first - at > _NEAR:
            return None
        issuer = self.nouns.issuer(passage, vehicle, content.lead)
        relays = tuple(self._carried(passage, vehicle, content.lead))
        return Frame(at, vehicle.first, cue, issuer or vehicle, vehicle, issuer, relays, content)

    def _relayed(self, passage: Passage, at: int, cue: Cue, content: Content) -> Frame:
        """The subject passes on ("the agency quoted X"); who spoke stands after "from", or issued the vehicle."""
        last = content.lead
        source = next((n for n in range(at + 1, last) if passage.words[n].text == _ABOUT), None)
        relay = self.nouns.phrase(passage, at + 1, last if source is None else source)
        vehicle, issuer = self._vehicle(passage, at + 1, last)
        speaker = self.nouns.governed(passage, source + 1, last) if source is not None else None
        opened = self.object_vehicle(passage, at + 1, last)
        if opened is not None:
            vehicle, issuer = opened, self.nouns.issuer(passage, opened, last)
            relay = relay and relay._replace(last=min(relay.last, opened.first))
            speaker = issuer or speaker
        elif speaker is not None and self.nouns.is_vehicle(passage, speaker.first):
            vehicle = self.nouns.vehicle_at(passage, speaker.first, last)
            issuer = self.nouns.issuer(passage, vehicle, last)
            speaker = issuer or speaker
        relays = (relay,) if relay is not None and relay.last > relay.first else ()
        if speaker is None and relays:
            speaker, relays = issuer or relays[0], relays if issuer else ()
        return Frame(at, at + 1, cue, speaker, vehicle, issuer, relays, content)

    def object_vehicle(self, passage: Passage, first: int, last: int) -> Noun | None:
        """A vehicle that is the object of "quoted": "a statement of X"."""
        for at in range(first + 1, last):
            text = passage.words[at].text
            before = passage.words[at - 1].text
            if text in self.words.vehicles and not self.words.is_exactly(before, "preposition"):
                return self.nouns.vehicle_at(passage, at, last)
        return None

    def _of_masdar(self, passage: Passage, at: int, cue: Cue, stop: int) -> Frame | None:
        """The verbal noun has the frame of its verb: "the envoy conveyed the president's assurance of"."""
        for place in range(at + 2, min(stop, at + _NEAR * 2)):
            text = passage.words[place].text
            inner = self.words.masdar_cue(text)
            if inner is None or text.startswith(ARTICLE) or without_pronoun(text):
                continue
            frame = self.content(passage, place, inner, stop)
            speaker = frame and self.nouns.phrase(passage, place + 1, frame.lead)
            relay = self.nouns.phrase(passage, at + 1, place)
            if frame is None or speaker is None or speaker.first != place + 1 or relay is None:
                continue
            return Frame(at, at + 1, inner, speaker, None, None, (relay,), frame)
        return None

    def trailing(self, passage: Passage, at: int, phrase: Phrase, stop: int) -> Frame | None:
        """Words that say who said what stands around them: "according to X", "as X said in a statement"."""
        cue = Cue("phrase", _NOTHING, phrase.stance, None, plural=False, row=phrase.row)
        after = at + len(phrase.words)
        if phrase.words[-1] == LI and passage.words[after - 1].text != LI:
            after -= 1
        last = self._trail_end(passage, after, stop)
        if phrase.follows == "pronoun":
            return Frame(at, after, cue, None, None, None, (), None, trails=True)
        if phrase.follows == "clause":
            return self._trailing_clause(passage, at, (after, last, stop), cue)
        subject = self.nouns.governed(passage, after, last, li=phrase.words[-1] == LI)
        if subject is None or not self.is_speaker(passage, subject, strict=True):
            return None
        return self._trail(passage, (at, after, last), cue, subject)

    def _trail(self, passage: Passage, places: tuple[int, int, int], cue: Cue, subject: Noun) -> Frame:
        at, after, last = places
        vehicle, issuer = self._vehicle(passage, after, last)
        if self.nouns.is_vehicle(passage, subject.first):
            vehicle = self.nouns.vehicle_at(passage, subject.first, last)
            issuer = self.nouns.issuer(passage, vehicle, last)
            subject = issuer or subject
        end = max(noun.last for noun in (subject, vehicle, issuer) if noun)
        relays = tuple(self._carried(passage, vehicle, last))
        return Frame(at, end, cue, subject, vehicle, issuer, relays, None, trails=True)

    def _trailing_clause(self, passage: Passage, at: int, places: tuple[int, int, int], cue: Cue) -> Frame | None:
        after, last, stop = places
        while after < last and passage.words[after].text == _MA:
            after += 1
        if after >= last:
            return None
        verb = self.words.object_cue(passage.words[after].text)
        if verb is None or verb.kind != "verb":
            return None
        if "vehicle" in verb.frames:
            vehicle, issuer = self._vehicle(passage, after + 1, last)
            if vehicle is None:
                return None
            return Frame(at, last, cue, issuer or vehicle, vehicle, issuer, (), None, trails=True)
        if self._opens_content(passage, after, stop):
            return None
        subject = self.nouns.phrase(passage, after + 1, last)
        if subject is None:
            return None
        return self._trail(passage, (at, after + 1, last), verb._replace(kind="phrase"), subject)

    def _opens_content(self, passage: Passage, at: int, last: int) -> bool:
        """Whether "as X said" goes on with what is said: "X said also that"."""
        cue = self.words.cue(passage.words[at].text)
        return cue is not None and self.content(passage, at, cue, last) is not None

    def _trail_end(self, passage: Passage, after: int, stop: int) -> int:
        """Where the naming of the speaker may end at the latest: "that", a long quotation, the sentence's end."""
        at = after
        while at < min(stop, after + _REACH):
            text = passage.words[at].text
            if at > after and self.words.is_exactly(text, "that"):
                return at
            cue = self.words.cue(text) if at > after and passage.words[at - 1].text in COMMAS else None
            if cue is not None and cue.kind == "verb":
                return at
            if at in passage.pairs and passage.spoken(at, passage.pairs[at].close) > _QUOTATION:
                return at
            at += 1
        return at

    def is_speaker(self, passage: Passage, noun: Noun, strict: bool) -> bool:
        """Whether a noun phrase may speak: no abstract noun ("according to the plan")."""
        word = passage.words[noun.first]
        text = word.text[noun.skip :]
        text = ARTICLE + text[1:] if noun.skip and text.startswith(LI) else text
        if noun.first in passage.pairs:
            return True
        if self.words.head(text) or self.words.is_given(text):
            return True
        if self.words.is_masdar(text) or self.words.is_masdar(text.removeprefix(ARTICLE)):
            return False
        common = self.words.is_common(without_pronoun(text) or text)
        return not (strict and common) and not self.words.is_exactly(text, "adjunct", "that", "time")

    def content(self, passage: Passage, at: int, cue: Cue, stop: int) -> Content | None:
        """What a cue reports after it: a clause, a quotation, a noun in the frame of the verb."""
        limit = min(stop, at + _REACH)
        place = at + 1
        while place < limit:
            found = self._content_at(passage, at, place, cue, stop)
            if found is not None:
                return found
            if self._closes(passage, at, place, cue):
                return None
            place = passage.pairs[place].close if place in passage.pairs else place + 1
        return None

    def _content_at(self, passage: Passage, at: int, place: int, cue: Cue, stop: int) -> Content | None:
        word = passage.words[place]
        if place in passage.pairs:
            return self._quotation(passage, at, place, place)
        if word.text == COLON:
            return self._after(passage, place, place + 1, stop, "colon")
        if not word.spoken:
            return self._bare(passage, at, place, cue, stop)
        if self.words.is_exactly(word.text, "that"):
            return self._that(passage, at, place, cue, stop)
        return self._nominal(passage, at, place, cue, stop)

    def _quotation(self, passage: Passage, at: int, lead: int, place: int) -> Content | None:
        """A quotation long enough to be speech; a short one right after the verb or before the sentence's end too."""
        pair = passage.pairs[place]
        length = passage.spoken(pair.open, pair.close)
        beside = lead == at + 1 and length > 1
        named = self.words.head(passage.words[place - 1].text.removeprefix(LI).removeprefix(LI)) in ("relay", "body")
        if named and length <= _WHOLE and place > at + 1:
            return None
        if length <= _WHOLE and self._clause_follows(passage, pair.close, len(passage.words)):
            return None
        if self.words.is_a(passage.words[place - 1].text, "titled"):
            return None
        if length < _QUOTATION and not beside:
            return None
        return Content(lead, self._inside(passage, pair), pair.close, pair, "quote")

    def _inside(self, passage: Passage, pair: Pair) -> int:
        """Where the words of a quotation begin, "that" left out."""
        first = pair.open + 1
        return first + 1 if first < pair.close and self.words.is_exactly(passage.words[first].text, "that") else first

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
        return at not in passage.pairs and (not word.spoken or self.words.is_exactly(word.text, "that"))

    def _that(self, passage: Passage, at: int, place: int, cue: Cue, stop: int) -> Content | None:
        before = passage.words[place - 1].text if place - 1 > at else ""
        if self.words.is_exactly(before, "before"):
            return None
        if self.words.is_exactly(before, "preposition") and before not in cue.frames:
            return None
        lead = place - 1 if before in cue.frames else place
        return self._after(passage, lead, place + 1, stop, "that")

    def _bare(self, passage: Passage, at: int, place: int, cue: Cue, stop: int) -> Content | None:
        """A clause right after the comma that ends the speaker's name: only where a verb opens it."""
        if (
            "say" not in cue.frames
            or cue.kind != "verb"
            or place + 1 >= stop
            or passage.words[place].text not in COMMAS
        ):
            return None
        following = passage.words[place + 1]
        subject = self.nouns.phrase(passage, at + 1, place)
        if subject is None or not following.spoken or following.text.startswith(WAW):
            return None
        if not self.words.is_finite(following.text) or self.words.cue(following.text):
            return None
        if self.words.is_a(following.text, "preposition", "time", "adverb") or self._told_later(
            passage, place + 2, stop
        ):
            return None
        return Content(place, place + 1, stop, None, "bare")

    def _told_later(self, passage: Passage, first: int, stop: int) -> bool:
        """Whether a colon or "that" comes yet: what stands before it tells of the speaker."""
        coming = range(first, min(stop, first + _REACH))
        return any(
            passage.words[n].text == COLON or self.words.is_exactly(passage.words[n].text, "that") for n in coming
        )

    def _nominal(self, passage: Passage, at: int, place: int, cue: Cue, stop: int) -> Content | None:
        """A noun in the frame of the verb: its preposition's, or its object."""
        text = passage.words[place].text
        if text in cue.frames and place + 1 < stop:
            return self._governed(passage, place, stop)
        if BI in cue.frames and self._has_bi(text):
            return Content(place, place, stop, None, "noun")
        if "object" in cue.frames and self._is_object(passage, at, place, stop):
            return Content(place, place, stop, None, "noun")
        return None

    def _governed(self, passage: Passage, place: int, stop: int) -> Content | None:
        following = passage.words[place + 1]
        if self.words.is_exactly(following.text, "that"):
            return self._after(passage, place, place + 2, stop, "that")
        if self.words.is_exactly(following.text, "adjunct", "time") or self.words.head(following.text) == "vehicle":
            return None
        if not following.spoken and place + 1 not in passage.pairs:
            return None
        return Content(place, place + 1, stop, None, "noun")

    def _has_bi(self, text: str) -> bool:
        """Whether a word is the preposition bi- with a verbal noun."""
        if not text.startswith(BI) or len(text) < _NEAR:
            return False
        noun = text[1:].removeprefix(ARTICLE)
        return self.words.is_masdar(noun) or noun in self.words.objects

    def _is_object(self, passage: Passage, at: int, place: int, stop: int) -> bool:
        text = passage.words[place].text
        if text.startswith(ARTICLE) or (self.words.head(text) and not without_pronoun(text)):
            return False
        if text not in self.words.objects and not self.words.is_masdar(text):
            return False
        before = passage.words[place - 1]
        if self.words.is_exactly(before.text, "preposition") or self.words.is_exactly(
            text, "preposition", "time", "adverb"
        ):
            return False
        first = place == at + 1
        if not first and self.words.heads(before.text) and before.spoken:
            return False
        if first and self.words.is_given(text):
            return False
        return not (first and text not in self.words.objects and self._clause_follows(passage, place, stop))

    def _clause_follows(self, passage: Passage, place: int, stop: int) -> bool:
        """Whether the noun after the verb is its subject, as a clause soon follows."""
        following = passage.words[place + 1 : min(place + 8, stop)]
        return any(self.words.is_exactly(word.text, "that") for word in following)

    def _closes(self, passage: Passage, at: int, place: int, cue: Cue) -> bool:
        """Whether the search for content ends: another verb of speech, or another clause."""
        text = passage.words[place].text
        if self.words.is_exactly(text, "clause"):
            return True
        other = self.words.cue(text)
        if (
            self.words.is_exactly(text, "preposition")
            or self.phrase_at(passage, place) is not None
            or other is None
            or place == at + 1
            or "vehicle" in other.frames
        ):
            return False
        if other.kind == "participle":
            return passage.words[place - 1].text in COMMAS and place > at + 2
        return not self.words.head(text) and not self.is_noun(passage, place)


_NEAR = 4
_AS = "\N{ARABIC LETTER KAF}" + _MA
_CLAUSE = frozenset(("that",))
_OBLIQUE = "\N{ARABIC LETTER YEH}\N{ARABIC LETTER NOON}"
_TA_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
_NOTHING: frozenset[str] = frozenset()
