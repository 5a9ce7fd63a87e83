"""The vehicles of speech: statements, interviews and posts, who issued them, and who carried them."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.reading.speech.cues import Words
from marsad.reading.speech.forms import ARTICLE
from marsad.reading.speech.letters import ALEF, BI, LI, WAW
from marsad.reading.speech.nouns import Noun, Reader
from marsad.reading.speech.passage import COMMAS, Passage

_ABOUT = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER NOON}"
_WITH = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER AIN}"
_VEHICLE_WORDS = 4
_NEAR = 7
_GIVING = ("office", "body")
_TELLING = ("anonymous", "collective")
_NAMING = ("body", "relay", "vehicle")


class VehicleReader:
    """Finds vehicles in a passage with the word lists."""

    def __init__(self, words: Words, nouns: Reader) -> None:
        self.words = words
        self.nouns = nouns

    def issued(self, passage: Passage, first: int, last: int) -> tuple[Noun | None, Noun | None]:
        """The first vehicle of a stretch, and who issued it."""
        vehicle = self.vehicle(passage, first, last)
        return vehicle, vehicle and self.issuer(passage, vehicle, last)

    def carriers(self, passage: Passage, vehicle: Noun | None, last: int) -> Iterator[Noun]:
        """Who carried a vehicle."""
        carrier = vehicle and self.carrier(passage, vehicle, last)
        if carrier is not None:
            yield carrier
        at = None if vehicle is None else self._with_whom(passage, vehicle, last)
        if at is not None:
            texts = [word.text for word in passage.words[at:last]]
            length = self.words.outlet(texts, definite=True)
            if length:
                yield Noun(at, at + length)
            elif self.words.head(texts[0]) == "relay" and (found := self.nouns.governed(passage, at, last)):
                yield found

    def _with_whom(self, passage: Passage, vehicle: Noun, last: int) -> int | None:
        """Where those are named with whom somebody spoke: "an interview (that X had) with"."""
        near = range(vehicle.last, min(last - 1, vehicle.last + _NEAR))
        return next((n + 1 for n in near if passage.words[n].text == _WITH), None)

    def vehicle(self, passage: Passage, first: int, last: int) -> Noun | None:
        """The first vehicle of speech in a stretch: "a press statement", with its adjectives."""
        for at in range(first, last):
            if passage.words[at].spoken and self.is_vehicle(passage, at) and self._in_vehicle(passage, at, first):
                return self.vehicle_at(passage, at, last)
        return None

    def writing(self, passage: Passage, first: int, last: int) -> Noun | None:
        """Anything written that speaks, right after a preposition: "(it said) in the decision"."""
        for at in range(first + 1, min(last, first + _VEHICLE_WORDS)):
            bare = passage.words[at].text.removeprefix(ARTICLE)
            if self.words.is_exactly(bare, "telling") and self.words.is_exactly(
                passage.words[at - 1].text, "preposition"
            ):
                return self.nouns.governed(passage, at, last)
        return None

    def is_vehicle(self, passage: Passage, at: int) -> bool:
        """Whether a word opens a vehicle; one with the preposition bi- counts."""
        text = passage.words[at].text
        if text.startswith(LI + LI) and ARTICLE + text[2:] in self.words.vehicles:
            return True
        return text in self.words.vehicles or (text.startswith(BI) and text[1:] in self.words.vehicles)

    def _in_vehicle(self, passage: Passage, at: int, first: int) -> bool:
        before = passage.words[at - 1].text if at > first else ""
        return self.words.is_a(before, "preposition", "adjunct", "ordinal") or passage.words[at].text.startswith(BI)

    def vehicle_at(self, passage: Passage, at: int, last: int) -> Noun:
        """The vehicle that a word opens: the word and its adjectives."""
        end = at + 1
        while end < min(last, at + _VEHICLE_WORDS) and passage.words[end].spoken and self._describes(passage, end):
            end += 1
        text = passage.words[at].text
        held = text.startswith(BI) and text not in self.words.vehicles and text[1:] in self.words.vehicles
        return Noun(at, end, len(BI) if held else 0)

    def _describes(self, passage: Passage, at: int) -> bool:
        text = passage.words[at].text
        if self.words.is_a(text, "preposition", "time", "relative", "adverb", "that", "clause", "issued"):
            return False
        if text.startswith(BI) and self.words.is_prefixed(text):
            return False
        if self.words.is_exactly(text, "matter"):
            return True
        if text.startswith((LI, WAW)) or self.words.head(text) in _NAMING or self.words.is_finite(text):
            return False
        if self.words.takes_object(text):
            return False
        defined = passage.words[at - 1].text.startswith((ARTICLE, LI + LI))
        return defined == text.startswith(ARTICLE)

    def issuer(self, passage: Passage, vehicle: Noun, last: int) -> Noun | None:
        """Who issued a vehicle, without the clause that tells who carried it."""
        found = self._issuer(passage, vehicle, last)
        if found is None:
            return None
        inside = range(found.first + 1, found.last)
        ends = (n for n in inside if n not in passage.mentioned and self._carried(passage.words[n].text))
        end = next(ends, found.last)
        while end > found.first + 1 and passage.words[end - 1].text in COMMAS:
            end -= 1
        return found._replace(last=end)

    def _carried(self, text: str) -> bool:
        return self.words.takes_object(text) or self.words.is_exactly(text, "received", "titled")

    def _issuer(self, passage: Passage, vehicle: Noun, last: int) -> Noun | None:
        """Who issued a vehicle: "of", "issued by", "that the office issued", or the construct that follows it."""
        at = vehicle.last
        if at >= last or not passage.words[at].spoken:
            return None
        text = passage.words[at].text
        if text.isdecimal():
            return None
        if text.startswith(LI) and not self.words.is_exactly(text, "preposition") and not self.nouns.to_reporters(text):
            return self._named_by_li(passage, at, last)
        if text == _ABOUT:
            return self.nouns.governed(passage, at + 1, last)
        after = passage.words[at + 1].text if at + 1 < last else ""
        if after == _ABOUT and text.removeprefix(ARTICLE).startswith("\N{ARABIC LETTER SAD}"):
            return self.nouns.governed(passage, at + 2, last)
        if self.words.is_a(text, "preposition", "time", "relative", "adverb", "that", "clause", "pronoun", "adjunct"):
            return None
        if self.words.is_exactly(text, "issued"):
            return self.nouns.governed(passage, at + 1, last)
        if self.words.is_finite(text) or self.words.takes_object(text):
            found = self.nouns.governed(passage, at + 1, last) if self.words.takes_object(text) else None
            return found if found and self._gave(passage.words[found.first].text) else None
        defined = passage.words[vehicle.first].text.startswith(ARTICLE)
        return None if defined else self.nouns.governed(passage, at, last)

    def _gave(self, text: str) -> bool:
        """Whether who comes after "that ... made" gave it out: an office, a body, "the official"; others carried it."""
        head = self.words.head(text)
        return head in _GIVING or (head in _TELLING and text.startswith(ARTICLE))

    def carrier(self, passage: Passage, vehicle: Noun, last: int) -> Noun | None:
        """Who carried a vehicle: "a statement that the agency published", "of which the paper got a copy"."""
        issuer = self.issuer(passage, vehicle, last)
        reach = max(vehicle.last + _VEHICLE_WORDS, issuer.last + _VEHICLE_WORDS if issuer else 0)
        for at in range(vehicle.last, min(last, reach)):
            text = passage.words[at].text
            if self.words.is_exactly(text, "issued") and self.words.takes_object(text):
                return None
            if self.words.takes_object(text) or self.words.is_exactly(text, "received"):
                found = self.nouns.governed(passage, at + 1, last)
                held = found is not None and self._held(passage.words[found.first].text)
                if found is None or held or not self._carries(passage, found):
                    return None
                return self._before_copy(passage, found)
        return None

    def _held(self, text: str) -> bool:
        """Whether a word only tells where: "that he held at the embassy"."""
        return text.startswith(BI) and self.words.is_prefixed(text)

    def _carries(self, passage: Passage, noun: Noun) -> bool:
        """Whether a noun phrase names what may carry words: an outlet, an agency, a name, and no office."""
        head = self.words.head(passage.words[noun.first].text)
        texts = [word.text for word in passage.words[noun.first : noun.last]]
        named = (
            noun.first in passage.pairs
            or noun.first in passage.mentioned
            or self.words.outlet(texts, definite=True) > 0
        )
        media = self.words.is_exactly(texts[0], "addressee")
        return (
            media
            or head == "relay"
            or (named and head not in _GIVING)
            or (head is None and not texts[0].startswith(ARTICLE))
        )

    def _before_copy(self, passage: Passage, noun: Noun) -> Noun | None:
        last = next(
            (n for n in range(noun.first, noun.last) if self.words.is_exactly(passage.words[n].text, "copy")), noun.last
        )
        return noun._replace(last=last) if last > noun.first else None

    def _named_by_li(self, passage: Passage, at: int, last: int) -> Noun | None:
        if passage.words[at].text == LI:
            return self.nouns.governed(passage, at + 1, last)
        return self.nouns.governed(passage, at, last, li=True)

    def object_vehicle(self, passage: Passage, first: int, last: int) -> Noun | None:
        """A vehicle that is the object of "quoted": "a statement of X"."""
        for at in range(first + 1, last):
            text = passage.words[at].text
            before = passage.words[at - 1].text
            if self.words.vehicles.get(text) == "report" and not text.endswith(ALEF):
                continue
            if (
                text in self.words.vehicles
                and not text.startswith(ARTICLE)
                and not self.words.is_exactly(before, "preposition")
            ):
                return self.vehicle_at(passage, at, last)
        return None

    def addressees(self, passage: Passage, first: int, last: int) -> Iterator[Noun]:
        """The outlet or agency to which was spoken."""
        for at in range(first, last):
            text = passage.words[at].text
            if self.words.is_exactly(text, "inside"):
                continue
            if text.startswith(LI) and self.words.head(text[1:].removeprefix(LI)) == "relay":
                found = self.nouns.governed(passage, at, last)
                if found:
                    yield found._replace(skip=len(LI))
            elif (past := self.nouns.addressed(passage, at, last)) > at:
                yield Noun(at + 1, past) if text == LI else Noun(at, past, len(LI))
