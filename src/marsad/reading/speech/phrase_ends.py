"""Where noun phrases end: at what cannot belong to the words before."""

from __future__ import annotations

from marsad.reading.speech.cues import Words, without_pronoun
from marsad.reading.speech.forms import ARTICLE
from marsad.reading.speech.letters import ALEF, BI, FA, LI, TA_MARBUTA, WAW
from marsad.reading.speech.passage import Name, Passage

_IN = FA + "\N{ARABIC LETTER YEH}"
_FROM = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER NOON}"
_YA = "\N{ARABIC LETTER YEH}"
_OBLIQUE = _YA + "\N{ARABIC LETTER NOON}"
_TO = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}\N{ARABIC LETTER YEH}"
_TEH, _NOON = "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER NOON}"
_PERCENT = "%\N{ARABIC PERCENT SIGN}"
_ON = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER LAM}\N{ARABIC LETTER YEH}"
_PLURAL = WAW + "\N{ARABIC LETTER NOON}"
_SON = 2
_TANWIN = "\N{ARABIC FATHATAN}"
_OUTLET_WORDS = 8
_NAME_WORDS = 4
ENDING = (
    "preposition",
    "time",
    "relative",
    "adverb",
    "clause",
    "that",
    "pronoun",
    "question",
    "negative",
)
_OFTEN = 20
_HOLDERS = ("office", "body", "anonymous", "collective")


class PhraseEnds:
    """Finds where phrases end with the word lists."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def is_preposition(self, passage: Passage, at: int) -> bool:
        """Whether a word is nothing but a preposition."""
        return self.words.is_exactly(passage.words[at].text, "preposition")

    def _indefinite_object(self, passage: Passage, at: int) -> bool:
        """Whether a word in the accusative follows another's name: "China (imposed) duties"."""
        text = passage.words[at].text
        named = at - 1 in passage.mentioned and at not in passage.mentioned
        plain = not self.words.is_and(text) and without_pronoun(text) is None and self.words.head(text) is None
        return named and plain and self.words.is_circumstance(text)

    def _possessed(self, text: str, before: str) -> bool:
        """Whether an everyday noun with its pronoun follows a definite word: what the verb acts on."""
        bare = without_pronoun(text)
        plain = bare is not None and not self.words.is_and(text) and self.words.head(text) is None
        return plain and before.startswith(ARTICLE) and self.words.is_common(bare or text)

    def _points(self, passage: Passage, at: int) -> bool:
        """Whether "this" begins another noun after a definite one or a name."""
        whole = passage.words[at - 1].text.startswith(ARTICLE) or at - 1 in passage.mentioned
        return whole and self.words.is_exactly(passage.words[at].text, "pointing")

    def _known(self, text: str) -> bool:
        return self.words.head(text) is not None or self.words.is_given(text)

    def is_for(self, passage: Passage, at: int) -> bool:
        """Whether a word has the preposition li- written on to it: "of the ministry", "to the agency"."""
        text = passage.words[at].text
        return text.startswith(LI + LI) or self.words.head(text[1:]) is not None or self.words.is_given(text[1:])

    def _addresses(self, passage: Passage, at: int) -> bool:
        """Whether a word names to whom is spoken: "to the agency", "to reporters"."""
        text = passage.words[at].text
        return text.startswith(LI) and self.words.head(text[1:].removeprefix(LI)) == "relay"

    def addressed(self, passage: Passage, at: int, last: int) -> int:
        """Past the name of an outlet to which was spoken, told without "agency" or "paper"; `at` if none is."""
        text = passage.words[at].text
        if text == LI and at + 1 in passage.pairs and passage.pairs[at + 1].closed:
            pair = passage.pairs[at + 1]
            known = self.words.outlet([w.text for w in passage.words[pair.open + 1 : pair.close]], definite=True)
            before = passage.words[at - 1].text
            told = known or not (self.words.is_exactly(before, "rank") or self.words.head(before) == "office")
            return min(pair.close + 1, last) if told and passage.spoken(pair.open, pair.close) <= _NAME_WORDS else at
        skip = 1 if text == LI else 0
        if not text.startswith(LI) or at + skip >= last:
            return at
        texts = [w.text for w in passage.words[at + skip : min(last, at + _OUTLET_WORDS)]]
        joined = ARTICLE + text[2:] if text.startswith(LI + LI) else text[len(LI) :]
        texts[0] = texts[0] if skip else joined
        length = self.words.outlet(texts, definite=len(texts) > 1) if texts[0] else 0
        length = 0 if length == 1 and joined.startswith(ARTICLE) else length
        return at + skip + length if length else at

    def to_reporters(self, text: str) -> bool:
        """Whether a word says that reporters were spoken to."""
        return text.startswith(LI) and self.words.is_exactly(text[1:].removeprefix(LI), "addressee")

    def _end(self, passage: Passage, start: int, last: int) -> int:
        at = start
        named: Name | None = None
        while at < last:
            word = passage.words[at]
            name = passage.names.get(at)
            if name is not None and not (at > start and self._another(passage, at, name, named)):
                named, at = name, min(name.last, last)
            elif named is not None and at == named.last and self._past_name(passage, at, named):
                return at
            elif at in passage.pairs:
                pair = passage.pairs[at]
                held = at > start and self.words.heads(passage.words[at - 1].text)
                if passage.spoken(pair.open, pair.close) > _NAME_WORDS + held * _SON or not pair.closed:
                    return at
                at = min(pair.close + 1, last)
            elif self._abbreviated(passage, at, start) or self._share(passage, at, start):
                at += 1
            elif not word.spoken or (at > start and self._stops(passage, at, start, last)):
                return at
            else:
                at = max(at + 1, min(self._extent(passage, at), last))
                at += at < last and (ended := passage.closing(at)) is not None and ended.open >= start
        return at

    def _extent(self, passage: Passage, at: int) -> int:
        """Where the mention that begins at a word ends, before a relative clause that is taken to belong to it."""
        end = passage.extents.get(at, 0)
        relative = (n for n in range(at + 1, end) if self.words.is_exactly(passage.words[n].text, "relative"))
        return next(relative, end)

    def _share(self, passage: Passage, at: int, start: int) -> bool:
        """Whether a sign makes the number before it a share of those asked."""
        return at > start and passage.words[at].text in _PERCENT and passage.words[at - 1].text.isdecimal()

    def _abbreviated(self, passage: Passage, at: int, start: int) -> bool:
        """Whether a word is a title of one letter or its period: "Dr."."""
        texts = [word.text for word in passage.words[max(start, at - 1) : at + 2]]
        if passage.words[at].text == ".":
            return at > start and len(texts[0]) == 1
        return len(passage.words[at].text) == 1 and texts[-1] == "."

    def _another(self, passage: Passage, at: int, name: Name, before: Name | None) -> bool:
        """Whether a person's name begins another phrase: after "for" or "by", or right after another's name."""
        if not name.glued:
            titled = at == name.first and self.words.head(passage.words[at - 1].text) == "office"
            return before is not None and not titled
        text = passage.words[at].text
        return at == name.first and text.startswith((LI, BI)) and not self.words.is_given(text)

    def _past_name(self, passage: Passage, at: int, name: Name) -> bool:
        """Whether a definite word after a person's whole name is another noun: no office, and no family name."""
        text = passage.words[at].text
        glued = at in passage.names and passage.names[at].glued and text.startswith((LI, BI))
        if glued or text.startswith(LI + LI) or self.words.is_circumstance(text):
            return True
        if not name.whole or self.words.is_given(text):
            return False
        if not text.startswith(ARTICLE):
            return self._apart(text)
        head = self.words.head(text)
        if head is not None or text.endswith(_OBLIQUE):
            return head not in ("office", "anonymous")
        descent = any(
            self.words.is_given(w.text) and len(w.text) == _SON for w in passage.words[name.first : name.last]
        )
        return self.words.is_common(text) and not (descent and text.endswith(_YA))

    def _apart(self, text: str) -> bool:
        """Whether an indefinite word is no part of the name before it, and renames nobody: an everyday noun."""
        bare = without_pronoun(text)
        plain = self.words.head(text) is None and not self.words.is_exactly(text, "telling", "inside", "preposition")
        return plain and self.words.is_common(bare or text) and (bare is not None or text.endswith(TA_MARBUTA))

    def _stops(self, passage: Passage, at: int, start: int, last: int) -> bool:
        """Whether a word ends the noun phrase that began at `start`."""
        text = passage.words[at].text
        if self.words.is_exactly(text, "inside") or self._doubtful(passage, at) or self._first_name(passage, at):
            return False
        if text == _IN:
            return not self._of_place(passage, start, at, last)
        if text == _FROM and self.hails_from(passage, start, at, last):
            return False
        if text == _TO and self.words.head(passage.words[start].text) == "office" and at + 1 in passage.mentioned:
            return False
        if text == _FROM:
            return self.words.head(passage.words[start].text) not in ("anonymous", "collective") or at > start + 2
        if self.words.is_a(text, *ENDING) or self.words.is_exactly(text, "dative", "manner"):
            return True
        if self.words.is_a(text, "year") and at + 1 < len(passage.words) and self._dates(passage, at + 1):
            return True
        if without_pronoun(text) and self.words.masdar_cue(text.removeprefix(BI)):
            return True
        if self.words.is_and(text) and not self._joins(text[1:], passage.words[at - 1].text):
            return at not in passage.mentioned or at - 1 not in passage.mentioned
        if self._indefinite_object(passage, at) or self._possessed(text, passage.words[at - 1].text):
            return True
        if (self._accusative(passage, at) and not self._accusative(passage, start)) or self.words.is_exactly(
            text, "quantifier"
        ):
            return True
        if self.addressed(passage, at, last) > at or self._this_time(passage, at) or self._points(passage, at):
            return True
        if text == BI and not (at + 1 in passage.pairs and self.words.head(passage.words[start].text) == "office"):
            return True
        if text == LI or self._addresses(passage, at) or self.to_reporters(text):
            return True
        if text.startswith(BI + ARTICLE) and not self._at_body(passage, start, at):
            return True
        something = self._for_something(text) and not self._for_purpose(passage, start, at)
        if self.new_noun(passage, at) or (something and at not in passage.mentioned):
            return True
        if text in self.words.vehicles and text.endswith(ALEF):
            return True
        if text.startswith(BI) and text[1:] in self.words.vehicles:
            return True
        if at == start + 1 and self._disagrees(passage.words[start].text, text):
            return True
        return self._is_verb(passage, at) and not self._after_said(passage, start, at)

    def _at_body(self, passage: Passage, start: int, at: int) -> bool:
        """Whether "at" with a body belongs to the office before it: "a member of the movement"."""
        if self.words.head(passage.words[at].text[1:]) != "body":
            return False
        held = any(self.words.head(word.text) in _HOLDERS for word in passage.words[start:at])
        return self.words.heads(passage.words[at - 1].text) or (held and at - 1 not in passage.names)

    def hails_from(self, passage: Passage, start: int, at: int, last: int) -> bool:
        """Whether "from" and a body tell where a person works, and not what the verb before the name acts on."""
        cue = self.words.cue(passage.words[start - 1].text) if start else None
        if at + 1 >= last or (cue is not None and not cue.frames.isdisjoint(("whom", _FROM))):
            return False
        text = passage.words[at + 1].text
        named = any(n in passage.names for n in range(start, at))
        place = self.words.head(text) == "body" or self.words.is_exactly(BI + text, "inside")
        return named and (place or self.words.is_exactly(text, "resident"))

    def _for_purpose(self, passage: Passage, start: int, at: int) -> bool:
        """Whether "for" and a verbal noun belong to a body's name: "the force for keeping peace"."""
        cue = self.words.cue(passage.words[start - 1].text) if start else None
        if cue is not None and LI in cue.frames:
            return False
        whole = passage.words[at - 1].text.startswith(ARTICLE) or at - 1 in passage.mentioned
        near = range(max(start, at - _NAME_WORDS), at)
        bodies = any(self.words.head(passage.words[n].text) == "body" for n in near)
        return whole and bodies and self.words.is_masdar(passage.words[at].text[1:])

    def _doubtful(self, passage: Passage, at: int) -> bool:
        """Whether "unconfirmed" stands at a word: it belongs to the noun."""
        following = passage.words[at + 1].text if at + 1 < len(passage.words) else ""
        return self.words.is_exactly(passage.words[at].text, "before") and self.words.doubts(following, "doubtful")

    def _accusative(self, passage: Passage, at: int) -> bool:
        """Whether the marks of a word show that it is no subject."""
        word = passage.words[at]
        return _TANWIN in passage.text[word.start : word.end]

    def _this_time(self, passage: Passage, at: int) -> bool:
        """Whether a circumstance of time begins: "this month"."""
        following = passage.words[at + 1].text if at + 1 < len(passage.words) else ""
        return self.words.is_exactly(passage.words[at].text, "adjunct") and self.words.is_exactly(following, "year")

    def _disagrees(self, office: str, text: str) -> bool:
        """Whether a definite word is no adjective of the office before it, as its gender is another: an object."""
        if not (office.startswith(ARTICLE) and text.startswith(ARTICLE)) or self.words.head(office) != "office":
            return False
        return text.endswith(TA_MARBUTA) and not office.endswith(TA_MARBUTA)

    def _for_something(self, text: str) -> bool:
        """Whether li- stands on a word that names no body: "for a question"."""
        bare = text[1:]
        if not text.startswith(LI) or self.words.head(text) or self.words.head(bare) == "body":
            return False
        return self.words.is_masdar(bare) or bare in self.words.vehicles

    def new_noun(self, passage: Passage, at: int) -> bool:
        """Whether a noun without article opens another phrase: after a name or definite word, and no office or body."""
        text, before = passage.words[at].text, passage.words[at - 1].text
        if text.startswith(ARTICLE) or self.words.is_given(text) or before == _IN:
            return False
        head = self.words.head(text)
        if head is not None:
            return head == "vehicle" and before.startswith(ARTICLE) and text in self.words.vehicles
        titled = self.words.head(before) is not None
        if self.words.heads(before) or self.words.is_masdar(before) or self._in_name_of(before):
            return False
        if before.endswith(WAW) and len(before) > _NAME_WORDS and not before.startswith(ARTICLE):
            return False
        if before.startswith((LI, BI)) and self.words.heads(before[1:]):
            return False
        bare = not before.startswith(ARTICLE) and not before.endswith(_YA) and at - 1 not in passage.mentioned
        if bare and self.words.is_common(before) and not self.words.head(before):
            return False
        named = before.startswith(ARTICLE) or not self.words.is_common(before)
        return self.words.is_masdar(text) or (named and not titled and self.words.is_common(text, _OFTEN))

    def _in_name_of(self, text: str) -> bool:
        return text.startswith(BI) and self.words.is_exactly(text, "inside")

    def _dates(self, passage: Passage, at: int) -> bool:
        text = passage.words[at].text
        return text.isdecimal() or self.words.is_a(text, "time")

    def _after_said(self, passage: Passage, start: int, at: int) -> bool:
        """Whether a form of the past follows "said X" at once: a name, as no verb comes before what is said."""
        cue = self.words.cue(passage.words[start - 1].text) if start else None
        said = cue is not None and cue.kind == "verb" and "say" in cue.frames and at == start + 1
        whole = passage.words[start].text.startswith(ARTICLE) or start in passage.names
        text = passage.words[at].text
        return said and whole and not text.startswith((_YA, _TEH, _NOON)) and self.words.cue(text) is None

    def _is_verb(self, passage: Passage, at: int) -> bool:
        text = passage.words[at].text
        if not self.words.is_finite(text) or self.words.is_masdar(text) or self.words.head(text):
            return False
        before = passage.words[at - 1].text
        held = before.startswith((LI, BI)) and self.words.heads(before[1:])
        held = held or self.words.is_exactly(ARTICLE + text, "rank")
        return not held and not self.words.heads(before)

    def _joins(self, text: str, before: str) -> bool:
        """Whether a word after "and" goes on with the names: definite, a name, the head of one, a like adjective."""
        alike = any(text.endswith(end) and before.endswith(end) for end in (_YA, _YA + TA_MARBUTA))
        alike = alike and not before.startswith(ARTICLE)
        named = text.startswith(ARTICLE) or self.words.is_given(text) or self.words.head(text) is not None
        named = (
            named
            or alike
            or (text.endswith(_PLURAL) and len(text) > _SON + _SON)
            or self.words.is_exactly(text, "telling")
        )
        return named and self.words.cue(text) is None

    def _first_name(self, passage: Passage, at: int) -> bool:
        """Whether a name stands at a word that has the letters of "on", by its last letter and the name after it."""
        following = passage.words[at + 1].text if at + 1 < len(passage.words) else ""
        word = passage.words[at]
        written = word.text == _ON and passage.text[word.start : word.end].endswith(_YA)
        return written and self.words.is_given(following)

    def _of_place(self, passage: Passage, start: int, at: int, last: int) -> bool:
        """Whether "in" belongs to the speaker's name ("the ambassador in Iraq") and not to how it was said."""
        if at + 1 >= last or not passage.words[at + 1].spoken:
            return False
        office = any(self.words.head(word.text) for word in passage.words[start:at])
        twice = passage.words[at + 1].text.removesuffix(_OBLIQUE) in self.words.vehicles
        if twice or (start in passage.names and not office):
            return False
        if at + 1 in passage.mentioned:
            return True
        text = passage.words[at + 1].text
        if self.words.head(text) == "vehicle" or self.words.is_a(text, "time", "adjunct", "that"):
            return False
        if self.words.head(text) == "body" or self.words.is_exactly(BI + text, "inside"):
            return True
        if self.words.is_masdar(text.removeprefix(ARTICLE)):
            return False
        holder = self.words.head(passage.words[start].text) not in ("body", "relay", None)
        return holder or text.startswith(ARTICLE) or not self.words.is_common(without_pronoun(text) or text)
