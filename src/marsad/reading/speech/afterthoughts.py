"""Reads the vehicle that is told after what was said: "..., (and that) in an interview with the station"."""

from __future__ import annotations

from marsad.reading.speech.acts import Frame
from marsad.reading.speech.cues import Words
from marsad.reading.speech.endings import Endings
from marsad.reading.speech.forms import ARTICLE
from marsad.reading.speech.nouns import Noun
from marsad.reading.speech.passage import COMMAS, Passage
from marsad.reading.speech.vehicles import VehicleReader

_LEAST = 2
_REACH = 8
_WRITTEN = ("report", "speech", "statement")


class Afterthoughts:
    """Finds vehicles behind content."""

    def __init__(self, words: Words, vehicles: VehicleReader, endings: Endings) -> None:
        self.words = words
        self.vehicles = vehicles
        self.endings = endings

    def read(self, passage: Passage, frame: Frame, stop: int) -> Frame:
        """The frame with the vehicle that follows its content after a comma, which the content then leaves out."""
        content = frame.content
        if content is None or frame.vehicle is not None or frame.trails:
            return frame
        first, last = content.first + _LEAST, content.last
        if content.pair is not None:
            first, last = content.last + 1, min(stop, content.last + _REACH)
        for at in range(first, last - 1):
            vehicle = self._vehicle(passage, at, last)
            if vehicle is not None:
                return self._with(passage, self.endings.cut(passage, frame, at), vehicle, last)
        return frame

    def _vehicle(self, passage: Passage, at: int, last: int) -> Noun | None:
        """The vehicle of words such as ", in an interview"; what was written needs "and that" or who gave it out."""
        added = self.words.is_exactly(passage.words[at].text, "added")
        apart = passage.words[at - 1].text in COMMAS or (added and not passage.words[at - 1].spoken)
        if not apart or passage.quotation(at) is not None:
            return None
        place = at + added
        if place + 1 >= last or not self.words.is_exactly(passage.words[place].text, "preposition"):
            return None
        if not self.vehicles.is_vehicle(passage, place + 1) or passage.words[place + 1].text.startswith(ARTICLE):
            return None
        vehicle = self.vehicles.vehicle_at(passage, place + 1, last)
        kind = self.words.vehicles.get(passage.words[vehicle.first].text)
        given = self.vehicles.issuer(passage, vehicle, last) or self.vehicles.carrier(passage, vehicle, last)
        return vehicle if kind != "report" and (added or kind not in _WRITTEN or given) else None

    def _with(self, passage: Passage, frame: Frame, vehicle: Noun, last: int) -> Frame:
        carriers = tuple(self.vehicles.carriers(passage, vehicle, last))
        heard = tuple(self.vehicles.addressees(passage, vehicle.last, min(last, vehicle.last + _REACH)))
        return frame._replace(vehicle=vehicle, relays=(*frame.relays, *carriers, *heard))
