"""What stands around a number: words that make bounds of it, ranges, percent, and what shows that it counts nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from marsad.arabic.numbers.phrases import Phrase, Phrases
from marsad.arabic.numbers.words import AND, NONE, Amount, Clitics, Entry, Form, Value
from marsad.arabic.tokens import Token

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_STOPS = ".!?\u061f\u061b:;"
_CHANGE_REACH = 8
_AFTER_REACH = 4
_YEARS = range(1300, 2100)
_SHARES = range(101)


class Number(NamedTuple):
    """A number with what belongs to it, between two tokens (the last excluded).

    `low` and `high` are the bounds, equal where one figure is named, None where that side is open; `other` as in
    `Amount`; `clitics` stand before its first word; `places` are the rows that were used.
    """

    first: int
    last: int
    low: Value | None
    high: Value | None
    approximate: bool
    percent: bool
    form: Form
    clitics: Clitics
    places: tuple[str, ...]
    other: float | int | None = None
    noun: Entry | None = None


class Bounds:
    """Reads what stands around the amounts of a text, by the lists of approximators, percent words and contexts."""

    def __init__(self, words: Iterable[Entry], approximators: Iterable[Entry], contexts: Iterable[Entry]) -> None:
        words, approximators, contexts = tuple(words), tuple(approximators), tuple(contexts)
        self._percent = Phrases((row for row in words if row["role"] == "percent"), "word")
        self._share = Phrases((row for row in words if row["role"] == "share"), "word")
        sides = {side: [row for row in approximators if row["side"] == side] for side in ("before", "after", "between")}
        change = [row for row in approximators if row["effect"] == "change"]
        self._change = Phrases(change, "phrase")
        self._before = Phrases((row for row in sides["before"] if row["effect"] != "change"), "phrase")
        self._after = Phrases(sides["after"], "phrase")
        self._between = Phrases(sides["between"], "phrase")
        self._not_after = Phrases((row for row in contexts if row["side"] == "before"), "word")
        self._not_before = Phrases((row for row in contexts if row["side"] == "after"), "word")

    def __call__(self, tokens: Sequence[Token], amounts: Sequence[Amount]) -> list[Number]:
        """The numbers that count or measure something, in order."""
        numbers: list[Number] = []
        for amount in amounts:
            if not numbers or amount.first >= numbers[-1].last:
                numbers.append(self._with_percent(tokens, _plain(amount)))
        numbers = self._ranges(tokens, numbers)
        numbers = [self.bounded(tokens, number) for number in numbers]
        return [number for number in self._without_dates(tokens, numbers) if not _is_bare_year(tokens, number)]

    def _with_percent(self, tokens: Sequence[Token], number: Number) -> Number:
        after = self._percent.starting_at(tokens, number.last)
        if after and after.clitics == NONE:
            return number._replace(last=after.last, percent=True, places=(*number.places, after.row.place))
        before = self._percent.ending_at(tokens, number.first)
        touching = before and tokens[before.first].end == tokens[number.first].start
        if before and touching and not _number_touches(tokens, before.first):
            return number._replace(first=before.first, percent=True, places=(*number.places, before.row.place))
        return number

    def _ranges(self, tokens: Sequence[Token], numbers: Sequence[Number]) -> list[Number]:
        """The numbers, with two of them made one where they are the ends of a range."""
        joined: list[Number] = []
        scores = _scores(tokens, numbers)
        for number in numbers:
            if number.first in scores:
                continue
            whole = self._range(tokens, joined[-1], number) if joined else None
            if whole:
                joined[-1] = whole
            else:
                joined.append(number)
        return joined

    def _range(self, tokens: Sequence[Token], low: Number, high: Number) -> Number | None:
        if low.low is None or low.low != low.high or high.low is None or high.low != high.high:
            return None
        opening = self._before.ending_at(tokens, low.first)
        effect = opening.row["effect"] if opening else ""
        if not self._holds_together(tokens, low, high, effect):
            return None
        least = _at_scale_of(low.low, high.low, bare=high.last - high.first == 1)
        if least >= high.low or (low.percent and not high.percent):
            return None
        opens = opening is not None and effect in ("between", "from")
        first = opening.first if opening and opens else low.first
        clitics = opening.clitics if opening and opens else low.clitics
        places = (*low.places, *high.places, *((opening.row.place,) if opening and opens else ()))
        return high._replace(first=first, low=least, high=high.low, clitics=clitics, places=places, other=None)

    def _holds_together(self, tokens: Sequence[Token], low: Number, high: Number, effect: str) -> bool:
        gap = tokens[low.last : high.first]
        if effect == "between":
            joined = high.clitics.conjunction or (bool(gap) and gap[-1].text == AND)
            if joined:
                return len(gap) <= 2 and all(token.kind == "word" for token in gap)
        if len(gap) == 1 and gap[0].text in _DASHES:
            return high.last - high.first < 3 or high.percent or high.low != low.low
        link = self._between.ending_at(tokens, high.first)
        if link is None or link.first != low.last or link.clitics != NONE:
            return False
        return not self._changes(tokens, low.first)

    def _changes(self, tokens: Sequence[Token], index: int) -> bool:
        for at in range(index - 1, max(-1, index - 1 - _CHANGE_REACH), -1):
            if tokens[at].text in _STOPS:
                return False
            found = self._change.starting_at(tokens, at)
            if found and found.first == at:
                return True
        return False

    def bounded(self, tokens: Sequence[Token], number: Number) -> Number:
        """The number with the words around it that make bounds of it."""
        before = self._before.ending_at(tokens, number.first)
        if before and before.row["effect"] not in ("between", "from"):
            number = _limited(number, before)._replace(first=before.first, clitics=before.clitics)
            return self.bounded(tokens, number)
        share = self._share.ending_at(tokens, number.first)
        if share and not number.percent and number.low in _SHARES:
            number = number._replace(percent=True, first=share.first, clitics=share.clitics)
        if before is None or number.low is not None:
            after = self._after_near(tokens, number.last)
            return _limited(number, after) if after else number
        return number

    def _after_near(self, tokens: Sequence[Token], index: int) -> Phrase | None:
        for at in range(index, min(len(tokens), index + _AFTER_REACH)):
            if tokens[at].kind != "word":
                return None
            found = self._after.starting_at(tokens, at)
            if found:
                return found
        return None

    def _without_dates(self, tokens: Sequence[Token], numbers: Sequence[Number]) -> list[Number]:
        """The numbers but those of dates, times and labels; a date's mark after the last of a chain marks them all."""
        kept: list[Number] = []
        marked: Number | None = None
        for number in reversed(numbers):
            chained = marked is not None and not number.percent and _links(tokens, number, marked)
            if chained or self._is_marked(tokens, number):
                marked = number
            else:
                kept.append(number)
                marked = None
        return kept[::-1]

    def _is_marked(self, tokens: Sequence[Token], number: Number) -> bool:
        if number.percent:
            return False
        before = self._not_after.ending_at(tokens, number.first)
        after = self._not_before.starting_at(tokens, number.last)
        return before is not None or (after is not None and not after.clitics.conjunction)


def _at_scale_of(low: Value, high: Value, *, bare: bool) -> Value:
    """The lower end at the upper one's scale, where it is named only once ("between 12 and 15 million")."""
    scale = next((scale for scale in (10**12, 10**9, 10**6, 10**3) if high >= scale), 1)
    return low * scale if not bare and low < high / scale else low


def _plain(amount: Amount) -> Number:
    vague = amount.form == "vague"
    return Number(
        amount.first, amount.last, amount.low, amount.high, vague, False,
        amount.form, amount.clitics, amount.places, amount.other,
    )  # fmt: skip


def _limited(number: Number, phrase: Phrase) -> Number:
    effect = phrase.row["effect"]
    number = number._replace(places=(*number.places, phrase.row.place))
    if effect == "at least":
        return number._replace(high=None if number.low == number.high else number.high)
    if effect == "at most":
        return number._replace(low=None, high=number.high if number.high is not None else number.low)
    return number._replace(approximate=number.approximate or effect == "about")


def _number_touches(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].kind == "number" and tokens[index - 1].end == tokens[index].start


def _scores(tokens: Sequence[Token], numbers: Sequence[Number]) -> set[int]:
    """The first tokens of numbers that a dash without a rise makes a score, a season or a telephone number."""
    found: set[int] = set()
    for low, high in pairwise(numbers):
        gap = tokens[low.last : high.first]
        dashed = len(gap) == 1 and gap[0].text in _DASHES
        if dashed and low.low is not None and high.low is not None and low.low >= high.low:
            found |= {low.first, high.first}
    return found


def _links(tokens: Sequence[Token], number: Number, marked: Number) -> bool:
    """Whether nothing but "and" or a dash stands between a number and one that a date's mark follows."""
    gap = tokens[number.last : marked.first]
    if not gap:
        return marked.clitics.conjunction
    return len(gap) == 1 and (gap[0].text in _DASHES or gap[0].text.startswith(AND))


def _is_bare_year(tokens: Sequence[Token], number: Number) -> bool:
    """Whether four plain digits with nothing around them are a year; what is counted would follow them as a word."""
    plain = number.form == "digits" and number.last - number.first == 1 and len(tokens[number.first].text) == 4
    following = tokens[number.last] if number.last < len(tokens) else None
    return plain and number.low in _YEARS and (following is None or following.kind != "word")
