"""Reads words that say who said what stands around them: "according to X", "as X said in a statement"."""

from __future__ import annotations

from marsad.reading.speech.acts import Frame
from marsad.reading.speech.content import ContentReader
from marsad.reading.speech.cues import Words, without_pronoun
from marsad.reading.speech.forms import ARTICLE, Cue, Phrase
from marsad.reading.speech.letters import FA, LI
from marsad.reading.speech.nouns import Noun
from marsad.reading.speech.passage import COMMAS, Passage
from marsad.reading.speech.vehicles import VehicleReader

_REACH = 45
_NEAR = 3
_CARRIED = 6
_QUOTATION = 3
_NAME = 4
_MA = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER ALEF}"
_TELLING = frozenset(("say", "that", "relay"))
_NOTHING: frozenset[str] = frozenset()


class TrailReader:
    """Reads attributive phrases."""

    def __init__(self, words: Words, contents: ContentReader) -> None:
        self.words = words
        self.contents = contents
        self.nouns = contents.nouns
        self.vehicles = VehicleReader(words, contents.nouns)

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
        if not (passage.words[after].spoken or after in passage.pairs) if after < len(passage.words) else True:
            return None
        subject = self.nouns.governed(passage, after, last, li=phrase.words[-1] == LI)
        if subject is None or not self.is_speaker(passage, subject, strict=True):
            return None
        return self._trail(passage, (at, after, last), cue, subject)

    def _trail(self, passage: Passage, places: tuple[int, int, int], cue: Cue, subject: Noun) -> Frame:
        at, _, last = places
        vehicle, issuer = self.vehicles.issued(passage, subject.last, last)
        if self.vehicles.is_vehicle(passage, subject.first):
            vehicle = self.vehicles.vehicle_at(passage, subject.first, last)
            issuer = self.vehicles.issuer(passage, vehicle, last)
            subject = issuer or subject
        end = max(noun.last for noun in (subject, vehicle, issuer) if noun)
        relays = (
            *self.vehicles.carriers(passage, vehicle, last),
            *self.vehicles.addressees(passage, end, min(last, end + _NEAR)),
        )
        end = max((end, *(relay.last for relay in relays)))
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
            vehicle, issuer = self.vehicles.issued(passage, after + 1, last)
            if vehicle is None:
                return None
            return Frame(at, last, cue, issuer or vehicle, vehicle, issuer, (), None, trails=True)
        if self._opens_content(passage, after, stop) or verb.frames.isdisjoint(_TELLING):
            return None
        if "relay" in verb.frames and self.vehicles.object_vehicle(passage, after + 1, min(last, after + _CARRIED)):
            return None
        subject = self.nouns.phrase(passage, after + 1, last)
        if subject is None:
            vehicle, issuer = self.vehicles.issued(passage, after + 1, last)
            end = (issuer or vehicle or Noun(after, after + 1)).last
            return Frame(at, end, cue, issuer, vehicle, issuer, (), None, trails=True) if vehicle else None
        return self._trail(passage, (at, after + 1, last), verb._replace(kind="phrase"), subject)

    def _opens_content(self, passage: Passage, at: int, last: int) -> bool:
        """Whether "as X said" goes on with what is said: "X said also that"."""
        cue = self.words.cue(passage.words[at].text)
        content = cue and self.contents.content(passage, at, cue, last)
        return content is not None and not passage.words[content.lead].text.startswith(FA)

    def _trail_end(self, passage: Passage, after: int, stop: int) -> int:
        """Where the naming of the speaker may end at the latest: "that", a long quotation, the sentence's end."""
        at = after
        while at < min(stop, after + _REACH):
            text = passage.words[at].text
            if at in passage.pairs and passage.spoken(at, passage.pairs[at].close) <= _NAME:
                at = passage.pairs[at].close
                continue
            if at > after and self.words.is_exactly(text, "that"):
                return at
            cue = self.words.cue(text) if at > after and passage.words[at - 1].text in COMMAS else None
            if cue is not None and cue.kind == "verb":
                return at
            if at in passage.pairs and passage.spoken(at, passage.pairs[at].close) > _QUOTATION:
                return at
            at += 1
        return at

    def _everyday(self, passage: Passage, noun: Noun) -> bool:
        """Whether a quotation holds common words and no name: "according to the "natural growth" of"."""
        inside = range(noun.first, min(noun.last, passage.pairs[noun.first].close))
        texts = [passage.words[n].text for n in inside if passage.words[n].spoken]
        if len(texts) <= 1 or any(n in passage.mentioned for n in inside) or self.words.outlet(texts, definite=True):
            return False
        return all(self.words.is_common(text) for text in texts)

    def is_speaker(self, passage: Passage, noun: Noun, strict: bool) -> bool:
        """Whether a noun phrase may speak: no abstract noun ("according to the plan")."""
        word = passage.words[noun.first]
        if noun.first in passage.names or noun.first in passage.mentioned:
            return True
        text = word.text[noun.skip :]
        text = ARTICLE + text[1:] if noun.skip and text.startswith(LI) else text
        if noun.first in passage.pairs:
            return not strict or not self._everyday(passage, noun)
        if self.words.head(text) or self.words.is_given(text):
            return True
        if self.words.is_exactly(word.text, "adjunct") and passage.words[noun.last - 1].text.startswith(ARTICLE):
            return noun.last > noun.first + 1 and self.is_speaker(passage, noun._replace(first=noun.first + 1), strict)
        if self.words.is_masdar(text) or self.words.is_masdar(text.removeprefix(ARTICLE)):
            return False
        common = self.words.is_common(without_pronoun(text) or text)
        return not (strict and common) and not self.words.is_exactly(text, "adjunct", "that", "time")
