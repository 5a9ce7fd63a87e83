"""Turns text into items: the words of time among its words, each with all that it may be, dates, numbers and signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product, zip_longest
from typing import NamedTuple

from marsad.arabic.calendars import DateReader, FoundDate
from marsad.arabic.numbers.words import NumberWords
from marsad.arabic.orthography import fold_word
from marsad.arabic.tokens import Token

_PIECE = re.compile(r"[^\W\d_]+|\d{1,2}[:.,]\d\d(?![\d.:,])|\d+|[^\w\s]|\n")
_SIGNS = {
    **dict.fromkeys(",\N{ARABIC COMMA}", "comma"),
    **dict.fromkeys("([", "open"),
    **dict.fromkeys(")]", "close"),
    **dict.fromkeys("/\\|", "slash"),
    **dict.fromkeys("-\N{EN DASH}\N{EM DASH}\N{HYPHEN}", "dash"),
    **dict.fromkeys('"\u00ab\u00bb\u201c\u201d', "quote"),
    **dict.fromkeys(".!?;:\n\u061b\u061f\u06d4\u2026", "stop"),
}
_AND, _SO = "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER FEH}"
_BY, _FOR, _AS = "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER KAF}"
_THE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_SHORTEST = 3
"""Letters that a word must have for one-letter words to be read off its front."""
_LETTERS = {_AND: "and", _SO: "and", _BY: "prep", _FOR: "prep", _THE: "the", _BY + _THE: "the", _FOR + _FOR: "the"}
_SIGNS |= _LETTERS
_YEARS = range(1900, 2100)
_LONGEST_NUMBER = 8
_WORDS_KEPT = 1 << 16
_DATE_SIGNS = ("/", "-", ".", "\\")
_REACH = 45
"""Characters around a month or year within which the reader of dates is asked."""


class Word(NamedTuple):
    """A form and one of the things it may be, what it is worth, and where its list says so."""

    form: str
    kind: str
    value: str
    place: str


class Piece(NamedTuple):
    """A word, number or sign of the folded text."""

    text: str
    start: int
    end: int


class Item(NamedTuple):
    """Pieces (`first` to `last`, the last excluded) read as one: what they may be, and what each is worth."""

    kinds: Mapping[str, object]
    start: int
    end: int
    first: int
    last: int
    place: str | None = None


class _Phrase(NamedTuple):
    rest: tuple[str, ...]
    kinds: Mapping[str, object]
    conjunction: bool
    lead: int
    """Letters before the word itself that belong to no expression of time."""
    place: str


OTHER: Mapping[str, object] = {"word": None}
"""What a word is that says nothing of time; always this very mapping."""
_NAMED = {name: {name: None} for name in ("and", "prep", "the", *_SIGNS.values())}


class TimeWords:
    """Makes items of text by its tables: words, dates, and number words."""

    def __init__(self, words: Iterable[Word], dates: DateReader, numbers: NumberWords) -> None:
        self._dates, self._numbers = dates, numbers
        forms: dict[str, dict[str, tuple[str, str]]] = {}
        for word in words:
            forms.setdefault(fold_word(word.form).lower(), {})[word.kind] = word.value, word.place
        self._phrases = _phrases(forms)
        self._months = {head for head, found in self._phrases.items() if any("a-month" in p.kinds for p in found)}
        self.kinds = {frozenset(p.kinds) for found in self._phrases.values() for p in found}
        self._is_plain = lru_cache(_WORDS_KEPT)(self._says_nothing)

    def pieces(self, text: str) -> list[Piece]:
        """The words, numbers and signs of folded text."""
        return [Piece(m[0] if m[0][0] > "z" else m[0].lower(), *m.span()) for m in _PIECE.finditer(text)]

    def items(self, text: str, pieces: Sequence[Piece]) -> Iterator[Item]:
        """Everything in order: a thing that may be nothing of time is a "word"."""
        dates = {date.start: date for date in self._dated(text, pieces)}
        index = 0
        while index < len(pieces):
            piece = pieces[index]
            if not dates and self._is_plain(piece.text):
                index += 1
                yield Item(OTHER, piece.start, piece.end, index - 1, index)
                continue
            found = list(self._at(pieces, index, dates))
            yield from found
            index = found[-1].last

    def _says_nothing(self, text: str) -> bool:
        """Whether no phrase, sign or number begins with a word."""
        known = text in self._phrases or text in _SIGNS or text[0].isdecimal()
        return not known and self._numbers.role(text) is None

    def _at(self, pieces: Sequence[Piece], index: int, dates: Mapping[int, FoundDate]) -> Iterator[Item]:
        piece = pieces[index]
        phrase, last = self._phrase(pieces, index)
        if phrase and "none" in phrase.kinds and not _date_inside(pieces, index, last, dates):
            yield Item(OTHER, piece.start, pieces[last - 1].end, index, last)
        elif piece.start in dates or (dates and _after_letter(piece, dates)):
            yield from _date_item(pieces, index, dates)
        elif phrase and "none" not in phrase.kinds:
            yield from _phrase_items(pieces, index, phrase, last)
        else:
            yield self._single(pieces, index)

    def _phrase(self, pieces: Sequence[Piece], index: int) -> tuple[_Phrase | None, int]:
        for phrase in self._phrases.get(pieces[index].text, ()):
            last = index + 1 + len(phrase.rest)
            if not phrase.rest or tuple(p.text for p in pieces[index + 1 : last]) == phrase.rest:
                return phrase, last
        return None, index + 1

    def _single(self, pieces: Sequence[Piece], index: int) -> Item:
        """A number, a sign, or a word that says nothing of time."""
        text, start, end = pieces[index]
        if text in _SIGNS:
            return Item(_NAMED[_SIGNS[text]], start, end, index, index + 1)
        if text[0].isdecimal():
            return Item(_digits(text), start, end, index, index + 1)
        if self._numbers.role(text) is None:
            return Item(OTHER, start, end, index, index + 1)
        return self._number(pieces, index)

    def _number(self, pieces: Sequence[Piece], index: int) -> Item:
        window = pieces[index : index + _LONGEST_NUMBER]
        tokens = [Token("number" if p.text.isdecimal() else "word", p.start, p.end, p.text) for p in window]
        amount = next((a for a in self._numbers(tokens) if a.first == 0), None)
        if amount is None:
            return Item(OTHER, pieces[index].start, pieces[index].end, index, index + 1)
        last = index + amount.last
        known = amount.high is not None and amount.high == amount.low
        kinds: Mapping[str, object] = {"number": amount.low} if known else {"several": None}
        return Item(kinds, pieces[index].start, pieces[last - 1].end, index, last)

    def _dated(self, text: str, pieces: Sequence[Piece]) -> Iterator[FoundDate]:
        """The dates around months, years and numeric dates: elsewhere the reader would look in vain."""
        for begin, end in _joined(self._hints(pieces)):
            begin, end = _snapped(text, begin - _REACH, end + _REACH)
            for date in self._dates.find(text[begin:end]):
                yield _moved(date, begin)

    def _hints(self, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
        """Months, numbers of four digits, and numbers with a sign of dates behind them."""
        for piece, following in zip_longest(pieces, pieces[1:], fillvalue=None):
            if piece is None:
                return
            number = piece.text.isdecimal()
            signed = number and following is not None and following.text in _DATE_SIGNS
            if signed or (number and len(piece.text) == 4) or piece.text in self._months:
                yield piece.start, piece.end


def _phrases(forms: Mapping[str, Mapping[str, tuple[str, str]]]) -> dict[str, list[_Phrase]]:
    """The phrases by their first word as it may stand, with what is joined to it; the longest first."""
    table: dict[str, list[_Phrase]] = {}
    telling = {form for form, kinds in forms.items() if not kinds.keys() <= _NO_TIME}
    for form, kinds in forms.items():
        head, *rest = form.split()
        place = next(iter(kinds.values()))[1]
        values: dict[str, object] = {kind: value for kind, (value, _) in kinds.items()}
        if kinds.keys() == {"name"}:
            if not _misleads([head, *rest], telling):
                continue
            values = {"none": None}
        for letters, conjunction, lead in _leads(head):
            joined = _joined_head(letters, head)
            table.setdefault(joined, []).append(_Phrase(tuple(rest), values, conjunction, lead, place))
    for found in table.values():
        found.sort(key=lambda phrase: (-len(phrase.rest), phrase.lead))
    return table


_NO_TIME = {"none", "name"}


def _misleads(words: Sequence[str], telling: set[str]) -> bool:
    """Whether a name holds words of time, and others, so that it is a name wherever it stands."""
    timely = [word in telling or word.isdecimal() for word in words]
    return any(timely) and not all(timely)


def _leads(head: str) -> Iterator[tuple[str, bool, int]]:
    yield "", False, 0
    if len(head) < _SHORTEST or not head.isalpha() or head.isascii():
        return
    for conjunction, preposition in product(("", _AND, _SO), ("", _BY, _FOR, _AS)):
        letters = conjunction + preposition
        if letters:
            swallowed = preposition == _FOR and head.startswith(_THE)
            yield letters, bool(conjunction), len(conjunction) + (0 if swallowed else len(preposition))


def _joined_head(letters: str, head: str) -> str:
    return letters + (head[1:] if letters.endswith(_FOR) and head.startswith(_THE) else head)


def _phrase_items(pieces: Sequence[Piece], index: int, phrase: _Phrase, last: int) -> Iterator[Item]:
    start = pieces[index].start
    if phrase.conjunction:
        yield Item(_NAMED["and"], start, start + 1, index, index + 1)
    if phrase.lead > phrase.conjunction:
        yield Item(_NAMED["prep"], start + phrase.conjunction, start + phrase.lead, index, index + 1)
    yield Item(phrase.kinds, start + phrase.lead, pieces[last - 1].end, index, last, phrase.place)


def _after_letter(piece: Piece, dates: Mapping[int, FoundDate]) -> bool:
    """Whether a date begins inside a piece, behind letters joined to its first word."""
    return any(piece.start + n in dates for n in (1, 2) if piece.start + n < piece.end)


def _date_item(pieces: Sequence[Piece], index: int, dates: Mapping[int, FoundDate]) -> Iterator[Item]:
    piece = pieces[index]
    lead = next(n for n in range(3) if piece.start + n in dates)
    date = dates[piece.start + lead]
    last = next((i for i in range(index, len(pieces)) if pieces[i].end >= date.end), len(pieces) - 1) + 1
    if lead:
        name = "and" if piece.text[0] in (_AND, _SO) else "prep"
        yield Item(_NAMED[name], piece.start, date.start, index, index + 1)
    yield Item({_date_kind(date): date}, date.start, date.end, index, last)


def _date_kind(date: FoundDate) -> str:
    if date.parts.day is not None:
        return "date" if date.readings else "monthday"
    return "dated" if date.parts.month is not None else "year-date"


def _date_inside(pieces: Sequence[Piece], index: int, last: int, dates: Mapping[int, FoundDate]) -> bool:
    """Whether a date that knows its year begins among the pieces: then it is a date, whatever it is the name of."""
    return any(p.start in dates and dates[p.start].readings for p in pieces[index:last])


def _digits(text: str) -> Mapping[str, object]:
    if not text.isdecimal():
        return {"time": text}
    number = int(text) if len(text) < 6 else 0
    if len(text) == 4 and number in _YEARS:
        return {"year4": number, "number": number}
    return {"number": number}


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans, those near one another as one."""
    begin = end = None
    for start, stop in spans:
        if begin is not None and end is not None and start - end > 2 * _REACH:
            yield begin, end
            begin = None
        begin = start if begin is None else begin
        end = stop
    if begin is not None and end is not None:
        yield begin, end


def _snapped(text: str, begin: int, end: int) -> tuple[int, int]:
    """A stretch of text widened to white space, so that no word is cut."""
    begin, end = max(0, begin), min(len(text), end)
    while begin > 0 and not text[begin - 1].isspace():
        begin -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return begin, end


def _moved(date: FoundDate, by: int) -> FoundDate:
    return FoundDate(
        date.start + by, date.end + by, date.readings, date.weekday, date.calendar, date.parts, date.short_year,
        date.contradicted,
    )  # fmt: skip
