"""Sentences of a stretch of text, by the marks of Arabic and Latin writing, quotes, abbreviations and line breaks.

A sentence never crosses a line break. A mark inside a quote or brackets ends none, unless the quote closes there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, islice
from typing import NamedTuple

from marsad.arabic.orthography import CONTROLS, MARKS, fold_word
from marsad.arabic.tokens import ARABIC_LETTERS

_LINE = re.compile("[^\n\r\u0085\u2028\u2029]+")
_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W\d_]")
_END = re.compile("[.\u06d4]+|[!?\u061f][!?\u061f.]*|\u2026")
_CLOSERS = "\u00bb\u201d\u203a\"')\\]"
_QUOTES = '\u00bb\u201d\u203a"'
_CLOSED = re.compile(f"[{_CLOSERS}{CONTROLS}]*")
_OPENS = {"\u00ab": "\u00bb", "\u201c": "\u201d", "\u2039": "\u203a", "(": ")", "[": "]"}
_SIGNS = re.compile('["\u00ab\u00bb\u201c\u201d\u2039\u203a()\\[\\]]')
_LAST_WORD = re.compile(rf"[\w{MARKS}]+\Z")
_NEXT = re.compile(rf"(?P<gap>[\s{CONTROLS}]*)(?P<sign>[^\w\s]*)(?P<word>[\w{MARKS}]*)")
_WAW = "\N{ARABIC LETTER WAW}"
_WORDS_BEFORE_DOTS = 3
_LONG = 2


class Sentence(NamedTuple):
    """Where a sentence stands: half-open code points; no white space at either end."""

    start: int
    end: int


class _Mark(NamedTuple):
    """An end mark: where it stands, where what closes after it ends, its sign, and what stands around it."""

    start: int
    end: int
    sign: str
    before: str
    gap: str
    opening: str
    after: str


class SentenceSplitter:
    """Splits text at the ends of sentences.

    `abbreviations` are rows with the columns `abbreviation` and `kind`: after a `title` (it precedes a name or number)
    a period ends no sentence; after a `unit` (it follows a number) it ends one before "and", a quote or a line's end.
    """

    def __init__(self, abbreviations: Iterable[Mapping[str, str]]) -> None:
        self._kinds = {fold_word(row["abbreviation"]).casefold(): row["kind"] for row in abbreviations}

    def split(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Sentence]:
        """Yield the sentences of a text, or of a stretch of it, in order. Offsets are those of the whole text."""
        for line in _LINE.finditer(text, start, len(text) if end is None else end):
            yield from self._split_line(text, *line.span())

    def _split_line(self, text: str, start: int, end: int) -> Iterator[Sentence]:
        begin = unlettered = start
        inside = _Enclosed(text, start, end)
        for found in _END.finditer(text, start, end):
            mark = _look_around(text, begin, end, found)
            closed = mark.sign[0] == "." and inside.closed(mark)
            if mark.start < begin or (inside.held(mark) and not closed):
                continue
            letter = _LETTER.search(text, max(begin, unlettered), mark.start)
            unlettered = letter.start() if letter else mark.start
            if letter and self._ends(mark, text, begin):
                yield from _trimmed(text, begin, mark.end)
                begin = mark.end
        yield from _trimmed(text, begin, end)

    def _ends(self, mark: _Mark, text: str, begin: int) -> bool:
        if not (mark.after or mark.opening):
            return True
        starts_anew = mark.after.startswith(_WAW) or bool(mark.opening)
        if len(mark.sign) == _LONG and mark.sign == "..":
            return len(list(islice(_WORD.finditer(text, begin, mark.start), _WORDS_BEFORE_DOTS))) == _WORDS_BEFORE_DOTS
        if mark.sign.startswith("..") or mark.sign == "\u2026":
            return bool(mark.gap) and starts_anew
        if mark.sign[0] not in ".\u06d4":
            return bool(mark.gap) or len(mark.after) > _LONG
        return self._period_ends(mark, starts_anew)

    def _period_ends(self, mark: _Mark, starts_anew: bool) -> bool:
        kind = self._kind(mark.before)
        if kind == "title":
            return False
        if kind == "unit":
            return starts_anew
        if mark.gap or mark.opening:
            return True
        return _spells_a_word(mark.before) and _spells_a_word(mark.after)

    def _kind(self, word: str) -> str | None:
        """The kind of an abbreviation, also after "and"; a single letter is an initial."""
        folded = fold_word(word).casefold()
        short = folded[1:] if len(folded) > 1 and folded[0] == _WAW else folded
        kind = self._kinds.get(folded) or self._kinds.get(short)
        return "title" if kind is None and len(short) == 1 and _LETTER.match(short) else kind


def _spells_a_word(word: str) -> bool:
    """Whether letters around a period without a space are words, not an address or a number."""
    return len(word) > _LONG and re.match(f"[{ARABIC_LETTERS}]", word) is not None


def _look_around(text: str, begin: int, end: int, found: re.Match[str]) -> _Mark:
    before = _LAST_WORD.search(text[max(begin, found.start() - 40) : found.start()].rstrip(_QUOTES))
    closed = _CLOSED.match(text, found.end(), end)
    stop = closed.end() if closed else found.end()
    following = _NEXT.match(text, stop, end)
    gap, opening, after = following.groups() if following else ("", "", "")
    return _Mark(found.start(), stop, found[0], before[0] if before else "", gap, opening, after)


class _Enclosed:
    """The stretches of a line between quotes or brackets that open and close in it."""

    def __init__(self, text: str, start: int, end: int) -> None:
        spans = sorted(_enclosed(text, start, end))
        self._lefts = [left for left, _ in spans]
        self._farthest = list(accumulate((right for _, right in spans), max))
        self._opened = {right: left for left, right in reversed(spans)}

    def held(self, mark: _Mark) -> bool:
        """Whether a mark stands in one, and not at its end."""
        before = bisect_left(self._lefts, mark.start)
        return before > 0 and self._farthest[before - 1] > mark.start + 1

    def closed(self, mark: _Mark) -> bool:
        """Whether one that a mark stands in closes right after it."""
        return any(self._opened.get(right, mark.start) < mark.start for right in range(mark.start + 1, mark.end + 1))


def _enclosed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """From the opening sign to past the closing one."""
    waiting: list[tuple[str, int]] = []
    kinds: Counter[str] = Counter()
    for found in _SIGNS.finditer(text, start, end):
        sign = found[0]
        if kinds[sign]:
            opened = next(i for i in range(len(waiting) - 1, -1, -1) if waiting[i][0] == sign)
            yield waiting[opened][1], found.end()
            kinds.subtract(kind for kind, _ in waiting[opened:])
            del waiting[opened:]
        elif sign == '"' or sign in _OPENS:
            waiting.append((_OPENS.get(sign, sign), found.start()))
            kinds[waiting[-1][0]] += 1


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    stop = start + len(part.rstrip())
    if begin < stop:
        yield Sentence(begin, stop)
