"""Finds what a cue reports: a clause after "that" or a colon, a quotation, a noun in the frame of the verb."""

from __future__ import annotations

from marsad.reading.speech.acts import Content
from marsad.reading.speech.cues import without_and
from marsad.reading.speech.forms import ARTICLE, Cue, Phrase
from marsad.reading.speech.letters import BI, LI, WAW
from marsad.reading.speech.noun_contents import NounContents
from marsad.reading.speech.passage import COLON, COMMAS, Pair, Passage

_REACH = 45
"""Words after a cue within which its content begins."""
_QUOTATION = 3
"""Words from which a quotation without a colon or "that" before it is speech, and not a name or a word held off."""
_WHOLE = 5
_NEAR = 4
_UNNAMED = 6
_WINDOW = 20
_AN = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER NOON}"
_HAMZA_BELOW = "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}"
_SOON = 8
_SECONDARY = frozenset(("issues", "vehicle"))
_TANWIN = "\N{ARABIC FATHATAN}"
_BRACKETS = {"(": ")", "-": "-", "\u2013": "\u2013"}
_ALEF = "\N{ARABIC LETTER ALEF}"
_TO = _ALEF + "\N{ARABIC LETTER LAM}\N{ARABIC LETTER YEH}"
_LOOSE = (
    _TO,
    "\N{ARABIC LETTER AIN}\N{ARABIC LETTER LAM}\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER AIN}\N{ARABIC LETTER NOON}",
)
_FI = "\N{ARABIC LETTER FEH}\N{ARABIC LETTER YEH}"
_FROM = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER NOON}"
_CLAUSES = frozenset(("as", "say", "that", "relay", "with", BI, LI, _FI, _FROM, *_LOOSE))
_MA = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER ALEF}"
_AS = "\N{ARABIC LETTER KAF}" + _MA


class ContentReader(NounContents):
    """Finds content with the word lists."""

    def phrase_at(self, passage: Passage, at: int) -> Phrase | None:
        """The attributive phrase that begins at a word; "as" that opens a sentence means "also"."""
        if passage.sentence_start(at) == at and passage.words[at].text == _AS:
            return None
        if not self.words.may_report(passage.words[at].text) or self.words.is_exactly(passage.words[at].text, "enough"):
            return None
        firsts = [w for w in without_and(passage.words[at].text) if w in self.words.phrases]
        standing = (p for first in firsts for p in self.words.phrases[first] if self._stands(passage, at, p))
        return max(standing, key=lambda phrase: len(phrase.words), default=None)

    def _stands(self, passage: Passage, at: int, phrase: Phrase) -> bool:
        for offset, wanted in enumerate(phrase.words[1:], 1):
            if at + offset >= len(passage.words):
                return False
            text = passage.words[at + offset].text
            if text != wanted and not (wanted == LI and text.startswith(LI) and len(text) > 2):
                return False
        return True

    def is_noun(self, passage: Passage, at: int) -> bool:
        """Whether a form that is a verb and a noun stands as a noun: after a preposition, or after "lack of"."""
        before = passage.words[at - 1] if at else None
        if before is None or not before.spoken:
            return False
        if self.words.is_exactly(before.text, "that"):
            return False
        return self.words.is_exactly(before.text, "preposition", "done") or before.text in self.words.objects

    def _informed(self, passage: Passage, at: int, place: int) -> bool:
        """Whether a preposition belongs to what tells of the speaker: "an official informed of"."""
        leads = self.words.is_exactly(passage.words[place].text, "preposition")
        return leads and place > at + 2 and self.words.is_exactly(passage.words[place - 1].text, "informed")

    def content(self, passage: Passage, at: int, cue: Cue, stop: int) -> Content | None:
        """What a cue reports after it: a clause, a quotation, a noun in the frame of the verb."""
        limit = min(stop, at + _REACH)
        place = at + 1
        if self._resumed(passage, at):
            return None
        while place < limit:
            if self._informed(passage, at, place):
                place += 1
                continue
            past = self._past_phrase(passage, place)
            if past > place:
                place = past
                continue
            found = self._content_at(passage, at, place, cue, stop)
            if found is not None:
                return self._pointed(passage, at, found)
            if self._closes(passage, at, place, cue):
                return None
            if passage.words[place].text in _BRACKETS:
                place = self._past_bracket(passage, place, limit)
                continue
            place = passage.pairs[place].close if place in passage.pairs else place + 1
        return None

    def _pointed(self, passage: Passage, at: int, content: Content) -> Content:
        """Content with "these" before its definite noun."""
        first = content.first
        pointed = first > at + 1 and self.words.is_exactly(passage.words[first - 1].text, "pointing")
        held = pointed and content.how == "noun" and passage.words[first].text.startswith(ARTICLE)
        return content._replace(lead=min(content.lead, first - 1), first=first - 1) if held else content

    def _resumed(self, passage: Passage, at: int) -> bool:
        """Whether what is told stands before a relative clause: "the cell that X revealed"."""
        after = passage.words[at + 1].text if at + 1 < len(passage.words) else ""
        behind = passage.words[at - 1].text if at else ""
        return self.words.is_exactly(after, "told") and self.words.is_exactly(behind, "relative")

    def _past_phrase(self, passage: Passage, place: int) -> int:
        """Past "according to what X reported" in the midst of a report; the place itself where there is none."""
        phrase = self.phrase_at(passage, place)
        if phrase is None or phrase.follows not in ("clause", "relayed") or phrase.words[0] == _AS:
            return place
        past = place + len(phrase.words)
        if phrase.follows == "relayed":
            return past
        return past + 1 if past < len(passage.words) and self.words.object_cue(passage.words[past].text) else place

    def _past_bracket(self, passage: Passage, place: int, limit: int) -> int:
        mark = _BRACKETS[passage.words[place].text]
        closing = (n + 1 for n in range(place + 1, min(limit, place + _WINDOW)) if passage.words[n].text == mark)
        return next(closing, place + 1)

    def _content_at(self, passage: Passage, at: int, place: int, cue: Cue, stop: int) -> Content | None:
        word = passage.words[place]
        if place in passage.names and not passage.names[place].glued:
            return None
        if place in passage.pairs:
            return self._quotation(passage, at, place, cue)
        if word.text == COLON:
            return self._after(passage, place, place + 1, stop, "colon")
        if not word.spoken:
            return self._bare(passage, at, place, cue, stop)
        if self.words.is_exactly(word.text, "that") and not cue.frames.isdisjoint(_CLAUSES):
            return self._described(passage, place, cue) or self._that(passage, at, place, cue, stop)
        return self._nominal(passage, at, place, cue, stop)

    def _described(self, passage: Passage, place: int, cue: Cue) -> Content | None:
        """A quotation right after "that it is", which is all that somebody was described with."""
        pair = passage.pairs.get(place + 1)
        if "as" not in cue.frames or pair is None or not pair.closed:
            return None
        after = passage.words[pair.close + 1].text if pair.close + 1 < len(passage.words) else ""
        more = after.startswith(WAW) and self.words.is_a(after, "that")
        described = passage.spoken(pair.open, pair.close) > 1 and not more
        return Content(place, self._inside(passage, pair), pair.close, pair, "that") if described else None

    def _quotation(self, passage: Passage, at: int, place: int, cue: Cue) -> Content | None:
        """A quotation long enough to be speech; a short one right after the verb or before the sentence's end too."""
        pair = passage.pairs[place]
        if "relay" in cue.frames and place == at + 1 and passage.spoken(pair.open, pair.close) <= _QUOTATION:
            return None
        length = passage.spoken(pair.open, pair.close)
        beside = place == at + 1 and length > 1
        named = self.words.head(passage.words[place - 1].text.removeprefix(LI).removeprefix(LI)) in ("relay", "body")
        inside = self.words.is_exactly(passage.words[place - 1].text, "inside") and place > at + 1
        if (named and length <= _WHOLE and place > at + 1) or inside:
            return None
        if length <= _WHOLE and self._clause_follows(passage, pair.close, len(passage.words)):
            return None
        if self.words.is_a(passage.words[place - 1].text, "titled") or self._names(passage, pair):
            return None
        if length < _QUOTATION and not beside:
            return None
        if length <= _WHOLE and self._runs_on(passage, pair.close + 1):
            return Content(place, place, passage.sentence_end(place), None, "quote")
        return Content(place, self._inside(passage, pair), pair.close, pair, "quote")

    def _names(self, passage: Passage, pair: Pair) -> bool:
        """Whether marks hold a name, as "who is" follows."""
        after = passage.words[pair.close + 1].text if pair.close + 1 < len(passage.words) else ""
        return passage.spoken(pair.open, pair.close) <= _NEAR and self.words.is_exactly(after, "pronoun", "relative")

    def _runs_on(self, passage: Passage, at: int) -> bool:
        """Whether the clause goes on after a short quotation: "ruled out "leaving of his own" the government"."""
        if at >= len(passage.words) or not passage.words[at].spoken or passage.sentence_start(at) == at:
            return False
        text = passage.words[at].text
        return (
            not self.words.is_a(text, "time", "clause", "adverb")
            and self.words.cue(text) is None
            and not (self.phrase_at(passage, at))
        )

    def _that(self, passage: Passage, at: int, place: int, cue: Cue, stop: int) -> Content | None:
        before = passage.words[place - 1].text if place - 1 > at else ""
        word = passage.words[place]
        if word.text == _AN and passage.text[word.start] != _HAMZA_BELOW and self._wants_verb(passage, place - 1):
            return None
        if self.words.is_exactly(before, "before") or self._alludes(passage, place - 2):
            return None
        if (
            self.words.is_exactly(before, "preposition")
            and before not in cue.frames
            and not self._careless(before, cue)
        ):
            return None
        lead = place - 1 if self.words.is_exactly(before, "preposition") else place
        return self._after(passage, lead, place + 1, stop, "that")

    def _wants_verb(self, passage: Passage, place: int) -> bool:
        """Whether "that" belongs to a verb before it that reports nothing: "ought to"."""
        text = passage.words[place].text
        if place in passage.mentioned or self.words.is_a(text, "adverb", "time"):
            return False
        noun = self.words.is_masdar(text) or self.words.head(text) or self.words.is_common(text)
        return not noun and self.words.is_finite(text) and self.words.cue(text) is None

    def _careless(self, before: str, cue: Cue) -> bool:
        """Whether a verb that needs none is written with another verb's preposition: "added to that"."""
        return "say" in cue.frames and before in _LOOSE

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
        if place == at + 1 and "follow" in cue.frames and following.spoken:
            return (
                None
                if self._told_later(passage, place + 1, min(stop, place + _SOON))
                else Content(place, place + 1, stop, None, "bare")
            )
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

    def on_condition(self, passage: Passage, at: int) -> bool:
        """Whether a verb of speech only tells on what terms was spoken: "spoke on condition of"."""
        after = passage.words[at + 1].text if at + 1 < len(passage.words) else ""
        unnamed = any(self.words.is_exactly(word.text, "identity") for word in passage.words[at + 1 : at + _UNNAMED])
        return self.words.is_exactly(after, "condition") or unnamed

    def _told_of(self, passage: Passage, at: int, place: int) -> bool:
        """Whether a verb stands in a relative clause: "who said", "who was saying"."""
        before = place - 1
        while before > at and self.words.is_exactly(passage.words[before].text, "subject", "had"):
            before -= 1
        return self.words.is_exactly(passage.words[before].text, "relative")

    def _closes(self, passage: Passage, at: int, place: int, cue: Cue) -> bool:
        """Whether the search for content ends: another verb of speech, or another clause."""
        text = passage.words[place].text
        if place in passage.names or self._told_of(passage, at, place):
            return False
        if self.words.is_exactly(text, "clause") or ("weak" in cue.frames and self.words.is_exactly(text, "negative")):
            return True
        other = self.words.cue(text)
        if (
            self.words.is_exactly(text, "preposition")
            or self.phrase_at(passage, place) is not None
            or other is None
            or place == at + 1
            or self.on_condition(passage, place)
            or not other.frames.isdisjoint(_SECONDARY)
        ):
            return False
        if other.kind == "participle":
            unsaid = _TANWIN in passage.text[passage.words[place].start : passage.words[place].end]
            return (passage.words[place - 1].text in COMMAS or unsaid) and place > at + 2
        return not self.words.head(text) and not self.is_noun(passage, place)
