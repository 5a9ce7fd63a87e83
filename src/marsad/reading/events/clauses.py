"""A sentence as words, verbs in context, clauses, and the phrases that may name parties.

No parser: clauses end at signs, "that", relatives, conjunctions of clauses, and verbs after "and" or a comma. A phrase
is a run of nouns, adjectives and mentions; a definite phrase is complete, so that what follows without article begins
the next one (subject and object after a verb).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from marsad.arabic.tokens import tokenize
from marsad.reading.events.words import (
    ALEF,
    DUAL,
    NISBA,
    NOMINATIVE,
    OBLIQUE,
    OF,
    PREPOSITIONS,
    TA,
    TA_MARBUTA,
    WAW,
    Form,
    Lexis,
)
from marsad.records import Mention, Quantity, Time

STRONG = frozenset(".\u06d4!?\u061f\u061b;:\u2026")
_COMMAS = frozenset(",\u060c-\u2013\u2014/")
_SILENT = frozenset("\"'\u00ab\u00bb\u201c\u201d\u2039\u203a\u2018\u2019[]\u0640")
_SPOKEN = frozenset(("word", "foreign", "number", "hashtag"))
BOUND = "bound"
"""The class of participles that mean nothing without their complement."""
_STOPS = frozenset(("particle", "complement", "relative", "clause"))
_ENDS = _STOPS | {"preposition", "pronoun", "agent", BOUND}
_CUTS = frozenset(("complement", "relative", "clause"))


class Word(NamedTuple):
    """A token with its place in the article; signs have `spoken` false."""

    start: int
    end: int
    sign: str
    spoken: bool
    number: bool
    form: Form


class Chunk(NamedTuple):
    """A phrase: indices of words, the preposition before it, whether "and" joins it to the phrase before."""

    first: int
    last: int
    prep: str
    joined: bool


class Layer(NamedTuple):
    """The records that a sentence is read with, in order of their places."""

    mentions: Sequence[Mention]
    times: Sequence[Time]
    quantities: Sequence[Quantity]


class Clauses:
    """One sentence. Quotation marks are left out; what stands in round brackets stands in no phrase.

    `memo` and `causes` are room for what the matcher finds out about it; `dropping` tells that one of its verbs has a
    subject that an earlier sentence names.
    """

    def __init__(self, text: str, span: tuple[int, int], lexis: Lexis, layer: Layer) -> None:
        self.text = text
        self.span = span
        self.lexis = lexis
        self.layer = layer
        self.words = list(self._read(text, span, lexis))
        self.spelled = frozenset(s for word in self.words for s in (word.form.text, *word.form.nouns))
        self._starts = [word.start for word in self.words]
        self._ends = [word.end for word in self.words]
        size = len(self.words)
        self.mention: list[Mention | None] = [None] * size
        self.unit_end = list(range(1, size + 1))
        self.timed = [False] * size
        self.counted: set[int] = set()
        self.memo: dict[tuple[int, ...], Any] = {}
        self.causes: list[tuple[int, bool]] | None = None
        self.dropping = False
        self._place_records()
        self.verb = [False] * size
        for index in range(size):
            self.verb[index] = self._is_verb(index)
        self.cut = [self._cuts(index) for index in range(size)]
        self.chunks = list(self._chunked())

    def _read(self, text: str, span: tuple[int, int], lexis: Lexis) -> Iterator[Word]:
        nothing = lexis.form("")
        for token in tokenize(text, *span):
            if token.kind == "punctuation" and token.text in _SILENT:
                continue
            spoken = token.kind in _SPOKEN
            form = lexis.form(token.text) if token.kind == "word" else nothing
            yield Word(token.start, token.end, "" if spoken else token.text, spoken, token.kind == "number", form)

    def indices(self, start: int, end: int) -> range:
        """The words that stand in a stretch of the article."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def _place_records(self) -> None:
        for time in self.layer.times:
            for index in self.indices(time.start, time.end):
                self.timed[index] = True
        for mention in self.layer.mentions:
            role = mention.role_start if mention.role_start is not None and mention.role_start >= self.span[0] else None
            role = None if self._is_counterpart(mention) else role
            start = mention.start if role is None else min(role, mention.start)
            end = max(mention.end, mention.role_end or 0) if role is not None else mention.end
            inside = self.indices(start, end)
            if not inside or len(inside) > _LONGEST or self._held(inside, mention):
                continue
            for index in inside:
                self.mention[index] = mention
                self.timed[index] = False
            self.unit_end[inside[0]] = inside[-1] + 1

        for quantity in self.layer.quantities:
            inside = self.indices(quantity.start, quantity.end)
            if inside and not any(self.mention[n] for n in inside):
                self.unit_end[inside[0]] = inside[-1] + 1
                self.counted.update(inside)

    def _is_counterpart(self, mention: Mention) -> bool:
        """Whether a mention is one word with a pronoun ("his counterpart"): the office before it is another's."""
        inside = self.indices(mention.start, mention.end)
        return len(inside) == 1 and bool(self.words[inside[0]].form.suffix)

    def _held(self, inside: range, mention: Mention) -> bool:
        """Whether a wider mention already stands there."""
        others = [self.mention[n] for n in inside]
        wider = [o for o in others if o and o is not mention]
        return bool(wider)

    def before(self, index: int) -> Word | None:
        """The word right before, None at the start and after a sign."""
        if index == 0 or not self.words[index - 1].spoken:
            return None
        return self.words[index - 1]

    def _is_verb(self, index: int) -> bool:
        form = self.words[index].form
        if not form.finite or self.mention[index] or self.timed[index] or index in self.counted:
            return False
        if form.future:
            return True
        before = self.before(index)
        governed = before is not None and before.form.kind in ("preposition", "member") and not before.form.suffix
        if governed or (before is not None and before.number):
            return False
        if before is None or form.conjunction or before.form.kind in _STOPS:
            return True
        if before.form.lemmas & self.lexis.auxiliary and any(r.tense == "present" for r in form.finite):
            return True
        if form.accusative and all(r.number == "dual" for r in form.finite) and form.nominal:
            return before.form.text.endswith(DUAL)
        if not (form.nominal or form.nouns - form.own_lemmas):
            return True
        present = all(reading.tense == "present" for reading in form.finite)
        definite = before.form.article or bool(before.form.suffix) or self.mention[index - 1] is not None
        definite = definite or before.form.text in self.lexis.these
        return present or (definite and not self._has_verb(index))

    def _has_verb(self, index: int) -> bool:
        """Whether a verb stands before a word in its clause: then what may be a noun is one, mostly its object."""
        for at in range(index - 1, -1, -1):
            if self.verb[at]:
                return True
            if not self.words[at].spoken or self.words[at].form.kind in _CUTS:
                return False
        return False

    def _cuts(self, index: int) -> bool:
        word = self.words[index]
        if index in self.counted:
            return False
        if not word.spoken:
            return word.sign in STRONG
        if word.form.kind in _CUTS:
            return True
        comma = index > 0 and self.words[index - 1].sign in _COMMAS
        return self.verb[index] and (word.form.conjunction or comma)

    def clause(self, first: int, last: int) -> tuple[int, int]:
        """The clause that holds the words from `first` to before `last`."""
        low = next((n for n in range(first, 0, -1) if self.cut[n]), 0)
        high = next((n for n in range(last, len(self.words)) if self.cut[n]), len(self.words))
        return low, high

    def _chunked(self) -> Iterator[Chunk]:
        index, prep, apart, past = 0, "", False, -1
        previous: Chunk | None = None
        while index < len(self.words):
            word = self.words[index]
            if word.form.text == WAW and not self.mention[index] and index not in self.counted:
                index, apart = index + 1, previous is not None and past == index
                continue
            if word.sign == "(":
                aside = index
                index = next((n for n in range(index, len(self.words)) if self.words[n].sign == ")"), index) + 1
                past = index if past == aside else past
                continue
            step, opened = self._function(index)
            if step:
                index, prep = index + step, opened
                previous = None if opened or self.verb[index - step] else previous
                apart = False
                continue
            joined = apart or (word.form.conjunction and previous is not None and past == index)
            apart = False
            inherited = previous.prep if joined and previous else ""
            last = self._phrase_end(index)
            previous = Chunk(index, last, word.form.prep or prep or inherited, joined)
            yield previous
            index, prep, past = last, "", last

    def _function(self, index: int) -> tuple[int, str]:
        """How many words here stand in no phrase, and the preposition that they are; (0, "") where a phrase begins."""
        word = self.words[index]
        if self.mention[index] or index in self.counted:
            return 0, ""
        among = word.form.stem in (OF, AMONG) and not (index > 0 and self.verb[index - 1])
        held = word.form.kind == "preposition" and word.form.suffix and not among
        if word.form.kind == "pronoun" or held:
            return 1, ""
        if word.form.kind == "preposition":
            following = self.words[index + 1].form.text if index + 1 < len(self.words) else ""
            if self.lexis.kind(f"{word.form.text} {following}") == "agent":
                return 2, AGENT
            return 1, word.form.text
        if word.form.kind == "agent":
            return 1, AGENT
        if word.form.text in PREPOSITIONS:
            return 1, word.form.text
        if not word.spoken or word.form.kind in _STOPS or word.form.kind == BOUND or self.verb[index]:
            return 1, ""
        return (1, "") if self.timed[index] else (0, "")

    def _phrase_end(self, first: int) -> int:
        end = self.unit_end[first]
        while end < len(self.words) and self._goes_on(first, end):
            end = self.unit_end[end]
        while end - 1 > first and self.words[end - 1].form.text == OF:
            end -= 1
        return end

    def _goes_on(self, first: int, index: int) -> bool:
        """Whether a word belongs to the phrase that began before it."""
        word, last = self.words[index], self.words[index - 1]
        if not word.spoken or self.verb[index] or (self.timed[index] and not self.mention[index]):
            return False
        if self._is_of(first, index) or (last.form.text == OF and index - 1 > first and not word.form.prep):
            return True
        form = word.form
        if form.conjunction or form.prep or form.text == WAW or form.kind in _ENDS:
            return False
        if (self.unit_end[index] > index + 1 and index in self.counted) or (form.kind == "member" and not form.article):
            return (
                index - 1 == first
                and not last.form.article
                and last.form.kind == ""
                and self.mention[first] is None
                and not self.words[first].form.nouns
            )
        if last.form.article and self._is_named(first, index):
            return True
        if not form.article and self.mention[index] is None and self._is_full(first, index):
            return False
        complete = last.form.article or bool(last.form.suffix) or self.mention[index - 1] is not None
        if complete:
            named = self.mention[index] is not None and not last.form.nouns.isdisjoint(self.lexis.seats)
            return (form.article or named) and not self._opens_anew(index)
        if form.accusative and index - 1 not in self.counted and not self.words[first].form.accusative:
            return False
        return not (last.form.text.endswith(NOMINATIVE) and form.text.endswith(OBLIQUE))

    def _is_full(self, first: int, index: int) -> bool:
        """Whether no noun without article may follow: after the name of a body, after men in the plural with "n"."""
        form, last = self.words[index].form, self.words[index - 1].form
        if index - 1 > first and form.nouns and self.is_name(index - 1) and form.nouns & self.lexis.roles.keys():
            return True
        if not last.stem.endswith((NOMINATIVE, OBLIQUE)) or self.mention[index - 1] is not None:
            return False
        plural = bool(self.lexis.singulars(last.stem)) or any(r.kind != "masdar" for r in last.nominal)
        noun = form.kind == "member" or self._is_listed(form)
        return plural and noun and not form.stem.endswith((NOMINATIVE, OBLIQUE))

    def _is_named(self, first: int, index: int) -> bool:
        """Whether a word is the unknown name after a title with article."""
        head, last = self.words[first].form, self.words[index - 1].form
        titled = head.article and bool(head.nouns & self.lexis.roles.keys()) and self.mention[first] is None
        return titled and last.article and self.is_name(index)

    def is_name(self, index: int) -> bool:
        """Whether nothing is known of a word, so that it is the name of somebody."""
        form = self.words[index].form
        known = form.nouns or form.nominal or form.finite or form.kind or form.article or form.accusative
        apart = self.mention[index] is None and not self.words[index].number and len(form.text) > _SHORTEST
        return apart and not form.stem.endswith(NISBA) and not (known or form.conjunction or form.prep or form.suffix)

    def _is_of(self, first: int, index: int) -> bool:
        """Whether this is "of" after a number or a noun for members of a body."""
        head = self.words[first]
        opens = first in self.counted or head.number or head.form.kind == "member"
        return self.words[index].form.text == OF and opens and index - first <= _LONGEST_HEAD

    def _opens_anew(self, index: int) -> bool:
        """Whether a word with article after a complete phrase is a noun of its own, not an adjective that agrees."""
        form, last = self.words[index].form, self.words[index - 1].form
        if self.mention[index] is not None:
            return last.nouns.isdisjoint(self.lexis.seats) or self.mention[index - 1] is not None
        if form.stem.endswith(NISBA):
            return False
        participle = any(r.kind != "masdar" for r in form.nominal)
        if self._is_noun(form, last, participle=participle):
            return True
        if participle or self.mention[index - 1] is not None:
            return not participle
        return form.stem.endswith(TA_MARBUTA) != last.stem.endswith((TA_MARBUTA, ALEF + TA))

    def _is_listed(self, form: Form) -> bool:
        """Whether a word is a noun of the lists as it stands."""
        return form.stem in self.lexis.roles or form.stem in self.lexis.things or self.lexis.is_singular(form.stem)

    def _is_noun(self, form: Form, last: Form, *, participle: bool) -> bool:
        """Whether a word cannot qualify the noun before it: one of the lists, a plural of things, men after one man."""
        plurals = self.lexis.singulars
        listed = self._is_listed(form)
        if form.nouns & self.lexis.seats:
            return True
        one = participle and not plurals(form.stem) and not form.stem.endswith((NOMINATIVE, OBLIQUE))
        if one:
            return False
        if form.nouns & self.lexis.roles.keys() or plurals(form.stem) or (listed and not participle):
            return True
        if form.stem.endswith(ALEF + TA):
            return not last.stem.endswith(ALEF + TA)
        men = form.stem.endswith((NOMINATIVE, OBLIQUE))
        return men and self.lexis.is_singular(last.stem)

    def span_of(self, first: int, last: int) -> tuple[int, int]:
        """The offsets of words, clitics before the first left out where they are prepositions or "and"."""
        word = self.words[first]
        lead = len(word.form.prep) + word.form.conjunction if not self.mention[first] else 0
        if word.form.article and word.form.prep and not self.text[word.start + lead :].startswith(ALEF):
            lead = 0
        return word.start + lead, self.words[last - 1].end


LI = "\N{ARABIC LETTER LAM}"
AMONG = "\N{ARABIC LETTER BEH}\N{ARABIC LETTER YEH}\N{ARABIC LETTER NOON}"
_LONGEST = 14
_LONGEST_HEAD = 4
_SHORTEST = 3
AGENT = "by"
