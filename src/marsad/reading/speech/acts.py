"""What an act of speech is made of, as indices of words in a passage."""

from __future__ import annotations

from typing import NamedTuple

from marsad.reading.speech.forms import Cue
from marsad.reading.speech.nouns import Noun
from marsad.reading.speech.passage import Pair


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
