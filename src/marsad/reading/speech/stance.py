"""How the teller stands to what he reports: said, claimed, denied, confirmed, or not to be checked."""

from __future__ import annotations

from marsad.reading.speech.acts import Frame
from marsad.reading.speech.cues import Words
from marsad.reading.speech.forms import ARTICLE, folded
from marsad.reading.speech.passage import COMMAS, Passage
from marsad.records import Stance

_REACH = 9
"""Words after "could not" within which "be checked" stands."""


def stance_of(passage: Passage, frame: Frame, speaker: str | None, words: Words) -> Stance:
    """The stance of a quote.

    A verb that takes an object confirms only what was in doubt ("confirmed the truth of", "the news of"); with a clause
    it affirms, which is no more than saying. A denial that is itself negated ("did not deny") is said.
    """
    if speaker and any(words.doubts(folded(word), "doubtful") for word in speaker.split()):
        return "unconfirmed"
    stance = frame.cue.stance
    if stance == "denied" and frame.first and words.is_a(passage.words[frame.first - 1].text, "negative"):
        return "said"
    if stance == "confirmed" and "object" in frame.cue.frames and not _of_doubt(passage, frame, words):
        return "said"
    return stance  # type: ignore[return-value]


def _of_doubt(passage: Passage, frame: Frame, words: Words) -> bool:
    content = frame.content
    if content is None or content.how != "noun":
        return False
    text = passage.words[content.first].text
    return words.doubts(text, "confirmed") or words.doubts(text.removeprefix(ARTICLE), "confirmed")


def unchecked(passage: Passage, first: int, stop: int, words: Words) -> int | None:
    """Where a sentence says that the outlet could not check what was told; None where it does not."""
    for at in range(first, stop - 1):
        if passage.words[at + 1].text not in words.failed or not words.is_a(passage.words[at].text, "negative"):
            continue
        coming = passage.words[at + 2 : min(stop, at + _REACH)]
        if any(words.doubts(word.text, "unchecked") for word in coming):
            return at - 1 if at > first and passage.words[at - 1].text in COMMAS else at
    return None
