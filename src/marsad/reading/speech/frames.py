"""Reads what stands around a word that reports speech: speaker, vehicle, whom it passed through, content."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.reading.speech.acts import Content, Frame
from marsad.reading.speech.content import ContentReader
from marsad.reading.speech.cues import Words, without_pronoun
from marsad.reading.speech.forms import ARTICLE, Cue
from marsad.reading.speech.letters import BI, LI
from marsad.reading.speech.nouns import Noun
from marsad.reading.speech.passage import COMMAS, Passage
from marsad.reading.speech.vehicles import VehicleReader

_ABOUT = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER NOON}"
_NEAR = 4
_TO = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}\N{ARABIC LETTER YEH}"
_OF = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER NOON}"
_NOUN_REACH = 9
_THAT_REACH = 18
_BLAME_REACH = 12
_WEIGHED = {"blames": "blame", "belittles": "weight", "rejects": "claims"}
_WITH_OBJECT = frozenset(("as", "blames", "cause", "object", "whom"))
_INFORMS = frozenset(("that", "whom", BI))
_ANY_OBJECT = frozenset(("object", "whom"))
_NO_OBJECT = ("adverb", "clause", "pronoun", "preposition", "relative", "that", "time")
_WITH_BI = frozenset((BI,))
_CLAUSE = frozenset(("that",))
_ACCUSES = frozenset(("whom", "with"))
_OBLIQUE = "\N{ARABIC LETTER YEH}\N{ARABIC LETTER NOON}"
_TA_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"


class FrameReader:
    """Reads the frame of a cue."""

    def __init__(self, words: Words, contents: ContentReader) -> None:
        self.words = words
        self.contents = contents
        self.nouns = contents.nouns
        self.vehicles = VehicleReader(words, contents.nouns)

    def read(self, passage: Passage, at: int, cue: Cue, stop: int) -> Frame | None:
        """The frame of a verb or participle; None where it reports nothing here."""
        if "vehicle" in cue.frames:
            return self._of_vehicle(passage, at, cue, stop)
        if "issues" in cue.frames:
            return self._of_issuer(passage, at, cue, stop)
        if "relay" in cue.frames and (frame := self._of_masdar(passage, at, cue, stop)):
            return frame
        if cue.kind == "masdar":
            return self._of_noun(passage, at, cue, stop)
        kind = next((_WEIGHED[frame] for frame in cue.frames if frame in _WEIGHED), None)
        if kind is not None:
            weighed = self._weighed(passage, (at, stop), cue, kind)
            if weighed is not None or "quote" not in cue.frames:
                return weighed
        content = self.contents.content(passage, at, cue, stop) or self._loosely(passage, at, cue, stop)
        if content is None:
            return None
        if "relay" in cue.frames:
            return self._relayed(passage, at, cue, content)
        return self._spoken(passage, at, cue, content)

    def _of_noun(self, passage: Passage, at: int, cue: Cue, stop: int) -> Frame | None:
        """The verbal noun of a verb of speech with its speaker and a clause: "the ministry's admission that"."""
        limit = min(stop, at + _THAT_REACH)
        that = next((n for n in range(at + 1, limit) if self.words.is_exactly(passage.words[n].text, "that")), None)
        if that is None or that + 1 >= stop or (at and passage.words[at - 1].text.startswith(ARTICLE)):
            return None
        lead = that - 1 if self.words.is_exactly(passage.words[that - 1].text, "preposition") else that
        content = self.contents.content(passage, lead - 1, cue._replace(frames=_CLAUSE | cue.frames), stop)
        if content is None or content.how != "that":
            return None
        text = passage.words[at].text
        if without_pronoun(text) is not None or (text.startswith(LI) and not self.words.is_masdar(text)):
            return Frame(at, at + 1, cue, None, None, None, (), content) if lead == at + 1 else None
        subject = self.nouns.governed(passage, at + 1, lead)
        end = lead - (passage.words[lead - 1].text in COMMAS)
        if subject is None or subject.last != end:
            return None
        return Frame(at, at + 1, cue, subject, None, None, (), content)

    def _told_outlet(self, passage: Passage, cue: Cue, places: tuple[int, int]) -> Iterator[Noun]:
        """The outlet that is the object of a verb of telling: "informed the agency that"."""
        if not cue.frames >= _INFORMS or cue.kind != "verb":
            return
        for at in range(*places):
            pair = passage.pairs.get(at)
            first, end = (at + 1, pair.close) if pair else (at, places[1])
            length = self.words.outlet([word.text for word in passage.words[first:end]], definite=pair is not None)
            if length:
                yield Noun(at, end + 1 if pair else at + length)
                return

    def _in_brackets(self, passage: Passage, noun: Noun | None) -> Noun | None:
        """A name in brackets after the word for a station or paper: no speaker, but who heard him."""
        if noun is None or noun.first < 2 or passage.words[noun.first - 1].text != "(":
            return None
        kind = passage.words[noun.first - 2].text.removeprefix(LI)
        return noun if self.words.head(kind) == "relay" else None

    def _of_relative(self, passage: Passage, at: int, cue: Cue, content: Content) -> bool:
        """Whether a verb after "who" has its subject before it, and whom it speaks to after: nothing refers back."""
        if not at or "whom" not in cue.frames or not self.words.is_exactly(passage.words[at - 1].text, "relative"):
            return False
        back = (w.text for w in (passage.words[at], *passage.words[content.first : content.first + 2]))
        return all(without_pronoun(text) is None for text in back)

    def _vehicle_alone(self, passage: Passage, subject: Noun, vehicle: Noun) -> Noun:
        """A vehicle without the clause that tells who carried it: "a report (that the paper published)"."""
        following = range(vehicle.last, subject.last)
        told_of = (n for n in following if self.words.takes_object(passage.words[n].text))
        return subject._replace(last=next(told_of, subject.last))

    def _weighed(self, passage: Passage, places: tuple[int, int], cue: Cue, kind: str) -> Frame | None:
        """What somebody is held to bear, or is belittled: "held X responsible for", "played down the importance of"."""
        at, stop = places
        limit = min(stop - 1, at + _BLAME_REACH)
        place = next((n for n in range(at + 1, limit) if self.words.is_exactly(passage.words[n].text, kind)), None)
        if place is None or any(self.words.is_a(w.text, "clause", "that") for w in passage.words[at + 1 : place]):
            return None
        return self._spoken(passage, at, cue, Content(place, place, stop, None, "noun"))

    def _loosely(self, passage: Passage, at: int, cue: Cue, stop: int) -> Content | None:
        if "loosely" in cue.frames:
            return self.contents.content(passage, at, cue._replace(frames=_WITH_BI), stop)
        if cue.frames >= _ANY_OBJECT and cue.kind == "verb":
            return self._any_object(passage, at, cue, stop)
        return self._deemed(passage, at, cue, stop)

    def _any_object(self, passage: Passage, at: int, cue: Cue, stop: int) -> Content | None:
        """Whatever stands after the subject of a verb such as "criticised": its object."""
        subject = self.nouns.phrase(passage, at + 1, min(stop, at + _BLAME_REACH))
        if subject is None or subject.first > at + 1:
            return None
        first = subject.first
        if not self._disagrees(passage, cue, subject):
            first = self._past_manner(passage, self.contents.objects.before_object(passage, subject).last, stop)
        elif self.words.joined(passage.words[at].text):
            return None
        if first + 1 >= stop or not self._definite(passage, first) or not passage.words[first].spoken:
            return None
        text = passage.words[first].text
        other = self.words.is_a(text, *_NO_OBJECT) or self.words.is_verb(text) or self.words.cue(text) is not None
        return None if other else Content(first, first, stop, None, "noun")

    def _past_manner(self, passage: Passage, at: int, stop: int) -> int:
        """Past a comma, a day, and how it was said: "(X), on Friday, strongly (condemned Y)"."""
        while at < stop:
            text = passage.words[at].text
            manner = self.words.is_a(text, "time", "adverb") or self.words.is_exactly(text, "manner")
            if text not in COMMAS and not manner:
                break
            at += 1
        return at

    def _deemed(self, passage: Passage, at: int, cue: Cue, stop: int) -> Content | None:
        """The noun that tells what the object written on to a verb is held to be: "deemed it a threat"."""
        if "deems" not in cue.frames or self.words.cue(passage.words[at].text) is not None or at + 2 >= stop:
            return None
        subject = self.nouns.phrase(passage, at + 1, min(stop, at + _NOUN_REACH))
        first = at + 1
        if subject is not None and subject.first == first and self._definite(passage, first):
            first = self._definite_end(passage, self.contents.objects.before_object(passage, subject))
        if first + 1 >= stop or not passage.words[first].spoken or self._tells_how(passage, first):
            return None
        return Content(first, first, stop, None, "noun")

    def _tells_how(self, passage: Passage, at: int) -> bool:
        """Whether a preposition other than "of" ("one of the worst") begins how something was deemed."""
        return self.nouns.is_preposition(passage, at) and passage.words[at].text != _OF

    def _definite_end(self, passage: Passage, noun: Noun) -> int:
        """Where a definite noun phrase ends, before an indefinite noun."""
        for at in range(noun.first + 1, noun.last):
            text, before = passage.words[at].text, passage.words[at - 1].text
            if not text.startswith(ARTICLE) and at not in passage.mentioned and not self.words.heads(before):
                return at
        return noun.last

    def _definite(self, passage: Passage, at: int) -> bool:
        text = passage.words[at].text
        return at in passage.names or at in passage.mentioned or text.startswith(ARTICLE) or self.words.heads(text)

    def _spoken(self, passage: Passage, at: int, cue: Cue, content: Content) -> Frame:
        last = content.lead
        subject = None if cue.kind == "participle" else self.nouns.phrase(passage, at + 1, last)
        if subject is not None and not cue.frames.isdisjoint(_WITH_OBJECT):
            subject = self.contents.objects.before_object(passage, subject)
        if subject is not None and "whom" in cue.frames and self.words.joined(passage.words[at].text):
            subject = None if self.words.is_exactly(passage.words[subject.first].text, "called") else subject
        if subject is not None and self._only_object(passage, at, cue, subject, last):
            subject = None
        named = self._in_brackets(passage, subject)
        subject = None if named else subject
        if subject is not None and self._of_relative(passage, at, cue, content):
            subject = None
        vehicle, issuer = self.vehicles.issued(passage, at + 1, last)
        relays: tuple[Noun, ...] = ()
        behind = self._behind(passage, at + 1, last)
        if behind is not None and subject is not None:
            subject, relays = behind, (subject._replace(last=min(subject.last, behind.first)),)
        elif subject is not None and self.vehicles.is_vehicle(passage, subject.first):
            vehicle = self.vehicles.vehicle_at(passage, subject.first, last)
            issuer = self.vehicles.issuer(passage, vehicle, last)
            subject = issuer or self._vehicle_alone(passage, subject, vehicle)
        told = subject is not None and subject != issuer
        if told and subject is not None and cue.feminine is not None and self._disagrees(passage, cue, subject):
            subject = None
        relays += (*self.vehicles.carriers(passage, vehicle, last), *self._heard(passage, at + 1, last))
        relays += tuple(self._told_outlet(passage, cue, (at + 1, last)))
        relays += tuple(n for n in self.vehicles.addressees(passage, at + 1, last) if not _within(n, subject))
        relays += (named,) if named and not relays else ()
        return Frame(at, at + 1, cue, subject, vehicle, issuer, relays, content)

    def _only_object(self, passage: Passage, at: int, cue: Cue, noun: Noun, last: int) -> bool:
        """Whether a verb that must have an object and goes on ("and accused X of") has one noun: whom it acts on."""
        text = passage.words[at].text
        if cue.kind != "verb" or not cue.frames >= _ACCUSES or "that" in cue.frames or self.words.cue(text) is None:
            return False
        goes_on = self.words.joined(text) or self.words.is_exactly(passage.words[at - 1].text, "adverb")
        more = any(
            n in passage.begun or self.words.is_and(passage.words[n].text) for n in range(noun.first + 1, noun.last)
        )
        return goes_on and not more and passage.spoken(noun.last, last) == 0

    def _disagrees(self, passage: Passage, cue: Cue, subject: Noun) -> bool:
        """Whether the noun phrase is a relative clause's or an object's, not the subject's."""
        text = passage.words[subject.first].text
        if cue.plural and cue.kind == "verb":
            return True
        oblique = text.startswith(ARTICLE) and text.endswith(_OBLIQUE) and subject.first not in passage.mentioned
        if oblique and subject.last == subject.first + 1:
            return True
        bare = without_pronoun(text)
        told = self.words.head(text) == "office" and cue.feminine is not None and not cue.plural
        if told and cue.feminine != (bare or text).endswith(_TA_MARBUTA):
            return True
        if cue.feminine is not None and not cue.plural and self._other_gender(passage, subject.first, cue):
            return True
        if subject.first in passage.names or self.words.is_given(text):
            return False
        return bare is not None and (self.words.is_masdar(text) or bare.endswith(_OBLIQUE[0]))

    def _other_gender(self, passage: Passage, at: int, cue: Cue) -> bool:
        """Whether the noun is a body of the gender that the verb has not: its object."""
        text = passage.words[at].text
        if at in passage.names or at in passage.pairs or self.words.is_given(text):
            return False
        if cue.feminine:
            return self.words.is_exactly(text.removeprefix(ARTICLE), "masculine")
        return text.endswith(_TA_MARBUTA) and ("whom" in cue.frames or self.words.head(text) == "body")

    def _of_him(self, text: str, to_him: bool) -> bool:
        """Whether a word is "of him", or "to him": whose words are passed on was named before."""
        if to_him and text.startswith((LI, _TO)) and text not in (LI, _TO):
            return self.words.is_exactly(text, "adverb", "dative")
        return self.words.is_exactly(text, "told") and text.startswith(_ABOUT)

    def _heard(self, passage: Passage, first: int, last: int) -> Iterator[Noun]:
        """Who is named as having carried the words, in their midst: "X said, according to the paper, that"."""
        for at in range(first, last):
            phrase = self.contents.phrase_at(passage, at)
            if phrase and phrase.follows in ("name", "clause"):
                start = at + len(phrase.words)
                start += phrase.follows == "clause"
                found = self.nouns.phrase(passage, start, last)
                if found is not None:
                    yield found._replace(skip=found.skip)

    def _behind(self, passage: Passage, first: int, last: int) -> Noun | None:
        """Whom the subject repeats: "citing X"."""
        for at in range(first, last):
            phrase = self.contents.phrase_at(passage, at)
            if phrase and phrase.follows == "relayed":
                return self.nouns.governed(passage, at + len(phrase.words), last)
        return None

    def _of_vehicle(self, passage: Passage, at: int, cue: Cue, stop: int) -> Frame | None:
        """The vehicle stands next: "it came in a statement of X that"."""
        content = self.contents.content(passage, at, cue._replace(frames=_CLAUSE), stop)
        vehicle = content and (
            self.vehicles.vehicle(passage, at + 1, content.lead) or self.vehicles.writing(passage, at + 1, content.lead)
        )
        if content is None or vehicle is None or vehicle.first - at > _NEAR:
            return None
        issuer = self.vehicles.issuer(passage, vehicle, content.lead)
        relays = tuple(self.vehicles.carriers(passage, vehicle, content.lead))
        return Frame(at, vehicle.first, cue, issuer or vehicle, vehicle, issuer, relays, content)

    def _of_issuer(self, passage: Passage, at: int, cue: Cue, stop: int) -> Frame | None:
        """The vehicle is what was issued: "X issued a statement: ..."."""
        content = self.contents.content(passage, at, cue._replace(frames=_CLAUSE), stop)
        vehicle = content and self.vehicles.object_vehicle(passage, at, content.lead)
        if content is None or vehicle is None:
            return None
        subject = self.nouns.phrase(passage, at + 1, vehicle.first)
        return Frame(at, at + 1, cue, subject, vehicle, None, (), content)

    def _relayed(self, passage: Passage, at: int, cue: Cue, content: Content) -> Frame:
        """The subject passes on ("the agency quoted X"); who spoke stands after "from", or issued the vehicle."""
        last = content.lead
        mark = _TO if "ascribes" in cue.frames else _ABOUT
        source = next((n for n in range(at + 1, last) if passage.words[n].text == mark), None)
        relay = self.nouns.phrase(passage, at + 1, last if source is None else source)
        vehicle, issuer = self.vehicles.issued(passage, at + 1, last)
        speaker = self.nouns.governed(passage, source + 1, last) if source is not None else None
        opened = self.vehicles.object_vehicle(passage, at + 1, last)
        if opened is not None:
            vehicle, issuer = opened, self.vehicles.issuer(passage, opened, last)
            relay = relay and relay._replace(last=min(relay.last, opened.first))
            speaker = issuer or speaker
        elif speaker is not None and self.vehicles.is_vehicle(passage, speaker.first):
            vehicle = self.vehicles.vehicle_at(passage, speaker.first, last)
            issuer = self.vehicles.issuer(passage, vehicle, last)
            speaker = issuer or speaker
        relays = (relay,) if relay is not None and relay.last > relay.first else ()
        to_him = "ascribes" in cue.frames
        if speaker is None and relays and any(self._of_him(w.text, to_him) for w in passage.words[at + 1 : last]):
            return Frame(at, at + 1, cue, None, vehicle, issuer, relays, content)
        if speaker is None and relays:
            speaker, relays = issuer or relays[0], relays if issuer else ()
        return Frame(at, at + 1, cue, speaker, vehicle, issuer, relays, content)

    def _of_masdar(self, passage: Passage, at: int, cue: Cue, stop: int) -> Frame | None:
        """The verbal noun has the frame of its verb: "the envoy conveyed the president's assurance of"."""
        for place in range(at + 2, min(stop, at + _NEAR * 2)):
            text = passage.words[place].text
            inner = self.words.masdar_cue(text)
            if inner is None or text.startswith(ARTICLE) or without_pronoun(text):
                continue
            frame = self.contents.content(passage, place, inner, stop)
            speaker = frame and self.nouns.phrase(passage, place + 1, frame.lead)
            relay = self.nouns.phrase(passage, at + 1, place)
            if frame is None or speaker is None or speaker.first != place + 1 or relay is None:
                continue
            return Frame(at, at + 1, inner, speaker, None, None, (relay,), frame)
        return None


def _within(noun: Noun, other: Noun | None) -> bool:
    return other is not None and other.first <= noun.first < other.last
