"""Who speaks: each act of speech gets its speaker, taken over from the words before where it names nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from marsad.reading.attribution import Said
from marsad.reading.speech.acts import Frame
from marsad.reading.speech.cues import Words, without_pronoun
from marsad.reading.speech.forms import ARTICLE, folded
from marsad.reading.speech.letters import FA, LI
from marsad.reading.speech.nouns import Noun
from marsad.reading.speech.passage import Passage
from marsad.reading.speech.references import FEMININE, References, Voice
from marsad.reading.speech.scan import Scanner
from marsad.reading.speech.speakers import Speakers
from marsad.records import SpeakerKind

_YA = "\N{ARABIC LETTER YEH}"
_ALEF = "\N{ARABIC LETTER ALEF}"
_ACCUSATIVE = _ALEF + "\N{ARABIC FATHATAN}"
_BY_HEAD: Mapping[str | None, SpeakerKind] = {
    "anonymous": "anonymous",
    "collective": "collective",
    "vehicle": "vehicle",
}
_PLURAL = "\N{ARABIC LETTER WAW}\N{ARABIC LETTER NOON}"
_TEH = "\N{ARABIC LETTER TEH}"
_AS_FOR = _ALEF + "\N{ARABIC LETTER MEEM}" + _ALEF
_TRANSITIVE = frozenset(("object", "as", "cause", "whom"))
_REACH = 60
_REMEMBERED = 8
_SHORT_FORM = 2
_LONG = 5


class Voices:
    """The speakers of an article so far."""

    def __init__(self, words: Words, scanner: Scanner) -> None:
        self._words = words
        self._scanner = scanner
        self._speakers = Speakers(words)
        self._references = References(words)
        self._spoken: list[Voice] = []
        self._subject: Voice | None = None
        self._silent: list[tuple[Passage, int, int, int]] = []

    def remember(self, voice: Voice) -> None:
        """A quote was made with this voice."""
        self._spoken = [*self._spoken[-_REMEMBERED:], voice]

    def note(self, passage: Passage, first: int, stop: int, sentence: int) -> None:
        """A sentence that reports nothing: its subject may speak in the next. It is looked for when it is asked for."""
        self._silent.append((passage, first, stop, sentence))

    def _last_subject(self) -> Voice | None:
        """The subject of the last sentence that reports nothing and has one that may speak."""
        while self._silent:
            passage, first, stop, sentence = self._silent.pop()
            subject = self._scanner.clauses.main_subject(passage, first, stop)
            if subject is not None and self._may_speak(passage, subject):
                kind, gender = self._kind(passage, subject), self._gender(passage, subject)
                self._subject = Voice(self._of(passage, subject), kind, gender, None, (), sentence)
                self._silent.clear()
        return self._subject

    def _may_speak(self, passage: Passage, subject: Noun) -> bool:
        text = passage.words[subject.first].text
        if self._words.is_a(text, "pronoun") or not self._speakers.may_speak(passage, subject):
            return False
        return self._scanner.trails.is_speaker(passage, subject, strict=False)

    def last(self) -> Voice | None:
        """The voice of the last quote."""
        return self._spoken[-1] if self._spoken else None

    def settle(self, passage: Passage, frame: Frame, context: Context) -> Voice:
        """The voice of a frame: as it is named, or as the words before have it."""
        if (
            frame.issuer is not None
            and frame.issuer == frame.subject
            and not self._speakers.may_speak(passage, frame.issuer)
        ):
            frame = frame._replace(subject=frame.vehicle, issuer=None)
        subject = self._who(passage, frame, context)
        frame = self._scanner.opened(passage, frame, context.floor)
        if frame.cue.kind == "participle" and not context.told and frame.vehicle is None:
            frame = frame._replace(
                vehicle=self._scanner.vehicles.object_vehicle(
                    passage, max(context.first, frame.first - _REACH), frame.first
                )
            )
        vehicle = frame.vehicle and self._of(passage, frame.vehicle)
        carriers = (relay for relay in frame.relays if self._speakers.may_speak(passage, relay))
        relays = tuple(self._of(passage, relay) for relay in carriers) or self._carrier_before(passage, frame)
        if subject is not None and not self._speaks(passage, frame, subject):
            return Voice(None, "pronoun", frame.cue.feminine, vehicle, relays, context.sentence)
        if subject is None:
            return self._inherited(frame, context, vehicle, relays)
        named = self._of(passage, subject)
        if frame.issuer is None and self._scanner.vehicles.is_vehicle(passage, subject.first):
            return self._by_vehicle(named, frame, context, relays)
        gender = frame.cue.feminine if frame.cue.kind == "verb" and frame.subject else None
        gender = self._gender(passage, subject) if gender is None else gender
        kind: SpeakerKind = "vehicle" if subject == frame.issuer else self._kind(passage, subject)
        voice = Voice(named, kind, gender, vehicle, relays, context.sentence)
        references = self._references
        latter = references.latter(passage, subject)
        if latter is not None:
            voice = voice._replace(words=self._of(passage, latter))
        known = references.short_for(passage, subject, named, self._spoken)
        known = known or references.again(passage, subject, context.sentence, self._spoken)
        if known is not None and latter is None:
            voice = voice._replace(words=known.words, continues=known.quote)
        return self._with_chain(voice, context)

    def _who(self, passage: Passage, frame: Frame, context: Context) -> Noun | None:
        """Who speaks by the words themselves: beside the verb, after it, or, where that cannot speak, before it."""
        told = self._beside(passage, frame, context) or frame.subject
        if told is not None and self._speaks(passage, frame, told):
            return told
        before = self._before(passage, frame, context)
        if before is not None or told is None or frame.cue.frames.isdisjoint(_TRANSITIVE):
            return before or told
        return None

    def _speaks(self, passage: Passage, frame: Frame, subject: Noun) -> bool:
        """Whether a noun phrase may speak, or stands right after its verb where nothing but the subject can."""
        if self._speakers.may_speak(passage, subject):
            return True
        content = frame.content
        beside = subject.first == frame.first + 1 or self._right_before(passage, subject, frame.first)
        if frame.cue.kind != "verb" or not beside or content is None:
            return False
        if not self._speakers.is_nominal(passage, subject):
            return False
        if "as" in frame.cue.frames:
            return False
        text = passage.words[subject.first].text
        other = frame.cue.feminine is False and text.endswith(FEMININE)
        return content.how in ("that", "quote", "colon") or (text.startswith(ARTICLE) and not other)

    def _right_before(self, passage: Passage, noun: Noun, at: int) -> bool:
        """Whether nothing but particles stands between a noun and its verb: "(was) X (to have) said"."""
        between = passage.words[noun.last : at]
        opens = noun.first in (passage.sentence_start(at), passage.sentence_start(at) + 1)
        return opens and noun.last <= at and all(self._words.is_exactly(w.text, "adverb", "subject") for w in between)

    def _carrier_before(self, passage: Passage, frame: Frame) -> tuple[Said, ...]:
        """Who passes words on where the verb names nobody: "(the paper) quoted X"."""
        if "relay" not in frame.cue.frames or frame.cue.kind != "verb" or frame.trails or frame.subject is None:
            return ()
        if self._words.head(passage.words[frame.subject.first].text) == "relay":
            return ()
        known = next((voice for voice in reversed(self._spoken) if voice.words), None)
        if known is None or known.words is None:
            return ()
        papers = self._words.head(folded(known.words.text.split()[0])) == "relay"
        return (known.words,) if papers else known.relays[-1:]

    def _beside(self, passage: Passage, frame: Frame, context: Context) -> Noun | None:
        """The subject that stands right before its verb: what follows the verb is then no subject."""
        scanner = self._scanner
        if (
            "relay" not in frame.cue.frames
            and passage.words[context.first].text == _AS_FOR
            and any(word.text.startswith(FA) for word in passage.words[frame.first - 1 : frame.first + 1])
        ):
            noun = scanner.nouns.phrase(passage, context.first + 1, frame.first)
            return noun if noun is not None and self._may_speak(passage, noun) else None
        plain = frame.cue.kind == "verb" and not frame.trails and not frame.relays and frame.vehicle is None
        if (
            not plain
            or frame.subject is None
            or frame.first <= context.floor
            or scanner.clauses.coordinate(passage, frame.first)
        ):
            return None
        noun = scanner.clauses.subject_before(passage, frame.first, context.floor)
        return noun if noun is not None and noun.last == frame.first else None

    def _before(self, passage: Passage, frame: Frame, context: Context) -> Noun | None:
        if frame.trails or ("relay" in frame.cue.frames and frame.relays):
            return None
        if frame.cue.kind == "verb":
            noun = self._scanner.clauses.subject_before(passage, frame.first, context.floor)
            noun = None if self._told_of(passage, frame) else noun
            if noun is not None or context.told or "follow" in frame.cue.frames:
                if noun is not None and self._right_before(passage, noun, frame.first):
                    return noun if self._speaks(passage, frame, noun) else None
                return noun if noun is not None and self._may_speak(passage, noun) else None
            noun = self._scanner.clauses.main_subject(passage, context.first, frame.first)
            agrees = noun is not None and self._gender(passage, noun) in (None, frame.cue.feminine)
            return (
                noun if noun is not None and agrees and self._scanner.trails.is_speaker(passage, noun, True) else None
            )
        if context.told:
            return self._nearest(passage, frame, context.floor)
        noun = self._scanner.clauses.main_subject(passage, context.first, frame.first)
        if noun is not None and not self._may_speak(passage, noun):
            noun = self._acting(passage, noun, frame.first)
        if noun is None or self._gender(passage, noun) in (None, frame.cue.feminine) or frame.cue.feminine is None:
            return noun
        return self._nearest(passage, frame, context.first) or noun

    def _nearest(self, passage: Passage, frame: Frame, floor: int) -> Noun | None:
        """The subject right after the nearest verb that opens a clause before a participle, of its gender."""
        for at in range(frame.first - 1, max(floor - 1, frame.first - _REACH), -1):
            text = passage.words[at].text
            if not self._words.is_verb(text) or not (at == floor or self._scanner.clauses.coordinate(passage, at)):
                continue
            noun = self._scanner.nouns.phrase(passage, at + 1, frame.first)
            if noun is not None and noun.first == at + 1 and self._may_speak(passage, noun):
                noun = self._scanner.contents.objects.before_object(passage, noun)
                return noun if self._gender(passage, noun) in (None, frame.cue.feminine) else None
        return None

    def _acting(self, passage: Passage, noun: Noun, last: int) -> Noun | None:
        """The office or body right after a verb that looks like a noun: "(shirked) the army"."""
        inner = self._scanner.nouns.phrase(passage, noun.first + 1, last)
        if inner is None or inner.first != noun.first + 1 or noun.first != passage.sentence_start(noun.first):
            return None
        text = passage.words[inner.first].text
        acts = text.startswith(ARTICLE) and self._words.head(text) in ("office", "body")
        return inner if acts and not passage.words[noun.first].text.startswith(ARTICLE) else None

    def _told_of(self, passage: Passage, frame: Frame) -> bool:
        """Whether the relative before a verb is of another gender, and so what is told of: "which he called"."""
        before = passage.words[frame.first - 1].text if frame.first else ""
        relative = self._words.is_exactly(before, "relative") and before.endswith(_YA)
        return relative and len(before) > _SHORT_FORM and before[2] == _TEH and frame.cue.feminine is False

    def _inherited(self, frame: Frame, context: Context, vehicle: Said | None, relays: tuple[Said, ...]) -> Voice:
        """The speaker before: of the quote before for words that go on, else whoever was named last."""
        known = self._antecedent(frame, context)
        if known is None:
            return Voice(None, "pronoun", frame.cue.feminine, vehicle, relays, context.sentence)
        voice = known._replace(kind="pronoun", sentence=context.sentence, quote=None, continues=known.quote)
        return voice._replace(vehicle=vehicle or known.vehicle, relays=relays or known.relays)

    def _antecedent(self, frame: Frame, context: Context) -> Voice | None:
        spoken = [voice for voice in reversed(self._spoken) if voice.words and self._suits(frame, voice)]
        last = spoken[0] if spoken else next((v for v in reversed(self._spoken) if v.words), None)
        if frame.cue.kind == "participle" or "follow" in frame.cue.frames or context.told:
            heard = self._spoken[-1] if self._spoken and context.told else last
            if heard is not None or frame.cue.kind == "participle":
                return heard
        subject = self._last_subject()
        if subject is not None and self._suits(frame, subject) and (last is None or subject.sentence > last.sentence):
            return subject
        return last

    def _suits(self, frame: Frame, voice: Voice) -> bool:
        """Whether a verb's gender and number may be the speaker's."""
        first = folded(voice.words.text.split()[0]) if voice.words else ""
        people = self._words.head(first) in ("collective", "anonymous") or first.startswith(ARTICLE)
        many = first.endswith(_PLURAL) and len(first) > _LONG and people
        return _agrees(frame, voice) and not (many and frame.cue.feminine is False and not frame.cue.plural)

    def _by_vehicle(self, named: Said, frame: Frame, context: Context, relays: tuple[Said, ...]) -> Voice:
        """Whose statement it is, where "the statement added", was told before, or is not."""
        kind = self._vehicle_kind(named.text)
        definite = self._refers(named.text)
        issued = [voice for voice in reversed(self._spoken) if voice.vehicle and voice.words]
        alike = (voice for voice in issued if voice.vehicle and self._vehicle_kind(voice.vehicle.text) == kind)
        known = next(alike, None) if definite else None
        if known is None and definite and kind != "report":
            known = issued[0] if issued else self.last()
        if known is None or known.words is None:
            return Voice(named, "vehicle", frame.cue.feminine, named, relays, context.sentence)
        voice = known._replace(kind="vehicle", sentence=context.sentence, quote=None, continues=known.quote)
        return voice._replace(vehicle=known.vehicle or named, relays=relays or known.relays)

    def _refers(self, text: str) -> bool:
        """Whether a vehicle was named before: "the statement", "its statement"."""
        first = folded(text.split()[0])
        return first.startswith(ARTICLE) or (without_pronoun(first) is not None)

    def is_report(self, vehicle: Said) -> bool:
        """Whether a vehicle is a report, which passes on what others say."""
        return self._vehicle_kind(vehicle.text) == "report"

    def _vehicle_kind(self, text: str) -> str | None:
        first = folded(text.split()[0])
        return next(
            (self._words.vehicles[w] for w in (first, first.removeprefix(ARTICLE)) if w in self._words.vehicles), None
        )

    def _folded(self, text: str) -> Iterable[str]:
        return [folded(word) for word in text.split()]

    def _with_chain(self, voice: Voice, context: Context) -> Voice:
        """The voice with vehicle and relay of the quote before, where the same speaker goes on without a break."""
        last = self.last()
        if last is None or last.words is None or voice.words is None or voice.vehicle or voice.relays:
            return voice
        near = voice.sentence - last.sentence <= 1
        if near and self.same(voice.words.text, last.words.text):
            return voice._replace(vehicle=last.vehicle, relays=last.relays, continues=voice.continues or last.quote)
        return voice

    def same(self, left: str, right: str) -> bool:
        """Whether two names may be one: the words of one are among the other's."""
        one, other = set(self._folded(left)), set(self._folded(right))
        return bool(one and other) and (one <= other or other <= one)

    def _of(self, passage: Passage, noun: Noun) -> Said:
        start, end = passage.span(noun.first, noun.last)
        swallowed = passage.words[noun.first].text.startswith(LI + LI)
        joined = noun.first == passage.sentence_start(noun.first) and self._words.is_and(passage.words[noun.first].text)
        start = start if swallowed else min(start + (noun.skip or int(joined)), end)
        text = passage.words[noun.first].text
        whose = without_pronoun(text) is not None
        if noun.last - noun.first == 1 and not whose and self._words.vehicles.get(text.removesuffix(_ALEF)):
            end -= len(passage.text[start:end]) - len(passage.text[start:end].rstrip(_ACCUSATIVE))
        return Said(passage.text[start:end], start, end)

    def _kind(self, passage: Passage, noun: Noun) -> SpeakerKind:
        text = passage.words[noun.first].text[noun.skip :]
        head = self._words.head(text)
        if head in _BY_HEAD and not (head == "anonymous" and text.startswith(ARTICLE)):
            return _BY_HEAD[head]
        titled = [w.text for w in passage.words[noun.first + 1 : noun.last] if w.spoken]
        if head in ("office", "anonymous") and all(t.startswith(ARTICLE) or self._words.head(t) for t in titled):
            return "office"
        return "named"

    def _gender(self, passage: Passage, noun: Noun) -> bool | None:
        text = passage.words[noun.first].text
        if noun.first in passage.names:
            holds = (w.text for w in passage.words[noun.first : noun.last] if self._words.head(w.text) == "office")
            text = next(holds, text)
        if text.endswith(FEMININE):
            return True
        return False if self._words.head(text) == "office" else None


class Context(NamedTuple):
    """Where a frame stands: its sentence and that one's first word, where the content before ends, whether any was."""

    sentence: int
    first: int
    floor: int
    told: bool


def _agrees(frame: Frame, voice: Voice) -> bool:
    """Whether a verb's gender may be the speaker's; a masculine verb may mean the statement of a feminine body."""
    wanted = frame.cue.feminine
    if wanted is None or voice.feminine is None or wanted == voice.feminine:
        return True
    return not wanted and voice.vehicle is not None
