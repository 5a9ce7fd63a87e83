"""Whom words stand for that do not name a speaker anew: a short form of the name, "the official", "the latter"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.reading.attribution import Said
from marsad.reading.speech.cues import Words
from marsad.reading.speech.forms import ARTICLE, folded
from marsad.reading.speech.letters import ALEF, TA_MARBUTA
from marsad.reading.speech.nouns import Noun
from marsad.reading.speech.passage import Passage
from marsad.records import SpeakerKind

FEMININE = (TA_MARBUTA, ALEF + "\N{ARABIC LETTER TEH}")
_YA = "\N{ARABIC LETTER YEH}"
_NISBA = (_YA, _YA + TA_MARBUTA)
_LONG = 6
_RECENT = 3
_SHORT_FORM = 2


class Voice(NamedTuple):
    """A speaker, and the way by which the words came: vehicle, and who passed them on.

    `sentence` counts the sentences of the article; `quote` is the quote's id, None for a subject that did not speak.
    """

    words: Said | None
    kind: SpeakerKind
    feminine: bool | None
    vehicle: Said | None
    relays: tuple[Said, ...]
    sentence: int
    quote: str | None = None
    continues: str | None = None


class References:
    """Finds the speaker meant with the word lists."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def short_for(self, passage: Passage, subject: Noun, named: Said, spoken: Sequence[Voice]) -> Voice | None:
        """The speaker for whom a definite word stands ("the ministry"), or whose last name it is."""
        if subject.last - subject.first > _SHORT_FORM:
            return None
        bare = [w.text.removeprefix(ARTICLE) for w in passage.words[subject.first : subject.last] if w.spoken]
        definite = passage.words[subject.first].text.startswith(ARTICLE)
        for voice in reversed(spoken):
            if voice.words and voice.words.text != named.text and definite:
                known = [w.removeprefix(ARTICLE) for w in _folded(voice.words.text)]
                if bare[:1] != known[:1] and self._words.head(known[0]) == "body":
                    continue
                last_name = bare == known[-1:] and self._words.head(bare[0]) not in ("body", "relay", "vehicle")
                heads = bare[:1] == known[:1] or last_name or (len(bare) == 1 and self._is_nisba(bare[0]))
                if bare and set(bare) <= set(known) and heads:
                    return voice
        return None

    def _is_nisba(self, text: str) -> bool:
        return text.endswith(_YA) and self._words.head(text) is None

    def again(self, passage: Passage, subject: Noun, sentence: int, spoken: Sequence[Voice]) -> Voice | None:
        """The speaker before, where words such as "the official" name him again."""
        texts = [word.text for word in passage.words[subject.first : subject.last] if word.spoken]
        if not texts or not self._words.is_exactly(texts[0], "back"):
            return None
        body = self._words.head(texts[0]) == "body"
        plain = all(self._words.is_exactly(text, "back") or (text.endswith(_NISBA) and not body) for text in texts[1:])
        recent = (voice for voice in reversed(spoken) if sentence - voice.sentence <= _RECENT)
        last = next((voice for voice in recent if voice.words and self._may_be(texts, voice)), None)
        return last if plain and last is not None and last.kind != "vehicle" else None

    def latter(self, passage: Passage, subject: Noun) -> Noun | None:
        """Whom "the latter" names: the last whose name stands before it in the sentence."""
        if subject.last > subject.first + 1 or not self._words.is_exactly(passage.words[subject.first].text, "latter"):
            return None
        before = range(subject.first - 1, passage.sentence_start(subject.first) - 1, -1)
        name = next((passage.names[at] for at in before if at in passage.names), None)
        return name and Noun(name.first, name.last, int(name.glued))

    def _may_be(self, texts: list[str], voice: Voice) -> bool:
        """Whether "the American official" may be a speaker: of his gender and nation, and no country or body."""
        known = list(_folded(voice.words.text)) if voice.words else [""]
        head = self._words.head(known[0])
        woman = texts[0].endswith(FEMININE)
        if (self._words.head(texts[0]) == "body") != (head == "body"):
            return head is None and voice.feminine is True and not self._words.is_given(known[0])
        feminine = woman or (self._words.head(texts[0]) == "anonymous" and len(texts[0]) > _LONG)
        if head != "relay" and (voice.feminine is not True if woman else voice.feminine is True and not feminine):
            return False
        nations = {text.removesuffix(TA_MARBUTA) for text in texts[1:] if text.endswith(_NISBA)}
        others = {
            text.removesuffix(TA_MARBUTA) for text in known[1:] if text.startswith(ARTICLE) and text.endswith(_NISBA)
        }
        return not nations or not others or bool(nations & others)


def _folded(text: str) -> Iterable[str]:
    return [folded(word) for word in text.split()]
