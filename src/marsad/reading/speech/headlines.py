"""Headlines of the form "speaker: what is said"."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.speech.acts import Content, Frame
from marsad.reading.speech.cues import Words
from marsad.reading.speech.forms import ARTICLE, Cue, folded
from marsad.reading.speech.letters import BI, LI
from marsad.reading.speech.nouns import Noun
from marsad.reading.speech.passage import COLON, Passage
from marsad.reading.speech.scan import Scanner

_LONGEST = 7
_LEAST = 2
_APART = (".", "..", "...", "\u2026", "/", "|")
_SPEAKERS = ("office", "body", "relay", "anonymous", "collective")


def headline_quote(passage: Passage, words: Words, scanner: Scanner, speakers: Sequence[str]) -> Frame | None:
    """The speech of a headline with a colon after its speaker: somebody known to speak in the body, or of an office."""
    colon = next((n for n, word in enumerate(passage.words) if word.text == COLON), None)
    if not colon or passage.spoken(colon, len(passage.words)) < _LEAST:
        return None
    begin = next((n + 1 for n in range(colon - 1, 0, -1) if passage.words[n].text in _APART), 0)
    noun = scanner.nouns.phrase(passage, begin, colon) if colon - begin <= _LONGEST else None
    if noun is None or noun.first > begin + 1 or not _speaks(passage, words, noun, speakers):
        return None
    rest = range(noun.first + 1, noun.last)
    to = (n for n in rest if passage.words[n].text.startswith((LI, BI)) and n not in passage.names)
    noun = noun._replace(last=next(to, noun.last))
    if noun.last < colon - 1 and not passage.words[noun.last].text.startswith((LI, BI)):
        return None
    relays = tuple(scanner.vehicles.addressees(passage, noun.last, colon))
    first, pair = colon + 1, None
    if first in passage.pairs and passage.spoken(passage.pairs[first].close, len(passage.words)) == 0:
        pair = passage.pairs[first]
    content = Content(colon, first + (pair is not None), pair.close if pair else len(passage.words), pair, "colon")
    cue = Cue("headline", frozenset(), "said", None, plural=False, row="headline")
    return Frame(colon, colon + 1, cue, noun, None, None, relays, content)


def _speaks(passage: Passage, words: Words, noun: Noun, speakers: Sequence[str]) -> bool:
    named = {word.text for word in passage.words[noun.first : noun.last] if word.spoken}
    if noun.first in passage.begun and len(named) == 1 and not words.head(passage.words[noun.first].text):
        return any(named == {folded(part) for part in speaker.split()} for speaker in speakers)
    if any(named <= {folded(part) for part in speaker.split()} for speaker in speakers):
        return True
    text = passage.words[noun.first].text
    if text.startswith(ARTICLE) and len(named) > 1 and noun.first in passage.begun:
        return all(n in passage.mentioned for n in range(noun.first, noun.last))
    if noun.first in passage.names and not passage.names[noun.first].glued:
        return True
    return words.head(text) in _SPEAKERS or words.is_given(text)
