"""Folding Arabic spelling for comparison, with the way back to the text as it stands.

Texts spell one word in several ways: hamza written or not, final ya dotted or not, short vowels, tatweel, invisible
controls, presentation forms, letters of Persian and Urdu keyboards, digits of several scripts. Folding brings them to
one spelling. Offsets are half-open counts of code points, here as everywhere.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

import msgspec

_ALEF, _WAW, _YA, _HA, _KAF = "\u0627", "\u0648", "\u064a", "\u0647", "\u0643"
_TA_MARBUTA, _ALEF_MAQSURA = "\u0629", "\u0649"

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff"
"""The combining marks of Arabic, for use inside a regular expression's brackets."""

TATWEEL = "\u0640"

CONTROLS = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
"""Characters that show nothing: soft hyphen, joiners, direction controls, byte order mark; for brackets as above."""

_PRESENTATION = "\ufb50-\ufbb1\ufbd3-\ufdff\ufe70-\ufefc"
_MATHEMATICAL = "\U0001ee00-\U0001eef1"
_HIGH_DIGIT = r"(?=[\U00010000-\U0010ffff])\d"
_PAIR = "[\u0627\u0648\u064a][\u0653-\u0655]"
_RARE = re.compile("[\u0653-\u0655]|[\U00010000-\U0010ffff]")
_FOLDED_LETTERS = "\u0622\u0623\u0625\u0624\u0626\u0649\u0629\u00a0"
_USUAL = "\t\n\r -~\u00a0\u00ab\u00bb\u060c\u061b\u061f\u0621-\u063a\u0640-\u0652\u2010-\u2027"
_TABLE_SIZE = 0x10000

_SPACES = dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " ")
_LOOK_ALIKES = {
    **dict.fromkeys("\u06a9\u06aa\u063b\u063c", _KAF),
    **dict.fromkeys("\u06be\u06c1\u06d5", _HA),
    **dict.fromkeys("\u06cc\u06cd\u06d0\u063d\u063e\u063f", _YA),
    "\u06c0": _HA,
    "\u06c3": _TA_MARBUTA,
    "\u06d2": _YA,
    "\u06c2": _HA,
    "\u06d3": "\u0626",
}
_HAMZA = dict.fromkeys("\u0622\u0623\u0625\u0671\u0672\u0673\u0675", _ALEF)
_SEATS = {"\u0624": _WAW, "\u0626": _YA}


class Folding(msgspec.Struct, frozen=True):
    """What is folded together; a thing set to False is kept as it stands.

    `hamza`: alef with hamza or madda, and alef wasla, become bare alef. `seats`: waw and ya that carry a hamza become
    bare. `alef_maqsura`: becomes ya. `ta_marbuta`: becomes ha. `marks`: short vowels, shadda and the like, and
    tatweel, vanish. `digits`: of any script become ASCII. Always: controls vanish, presentation forms and ligatures
    are taken apart (NFKC), Persian and Urdu look-alikes become the Arabic letter, odd spaces a plain one.
    """

    hamza: bool = True
    seats: bool = True
    alef_maqsura: bool = True
    ta_marbuta: bool = True
    marks: bool = True
    digits: bool = True


COMPARISON = Folding()
"""The coarsest folding: everything that careless spelling may change."""

LOOKUP = Folding(seats=False, ta_marbuta=False)
"""For word lists: keeps the distinctions that carry grammar (ta marbuta, hamza on its seats), folds the others."""

SPELLING = Folding(hamza=False, seats=False, alef_maqsura=False, ta_marbuta=False)
"""The word as a careful writer spells it: only marks, controls, shapes and digits are folded."""


class _Moves(NamedTuple):
    """Where folded offsets and original ones move apart: from folded offset `at[i]` on, by `by[i + 1]`."""

    at: array[int]
    by: array[int]
    marks: re.Pattern[str] | None

    def original(self, index: int) -> int:
        return index + self.by[bisect_right(self.at, index)]

    def carried(self, original: str, end: int) -> int:
        found = self.marks.match(original, end) if self.marks else None
        return found.end() if found else end


class Folded:
    """A folded text and the way back.

    `text` is the folded text, `original` the text that was folded. Where nothing was removed or taken apart, offsets
    are the same; else only the places where they move apart are kept.
    """

    __slots__ = ("_moves", "original", "text")

    def __init__(self, original: str, text: str, moves: _Moves | None = None) -> None:
        self.original = original
        self.text = text
        self._moves = moves

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original of the folded characters `start` to `end`, with the marks that they carry.

        Raises `ValueError` if the span is not one of the folded text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"no span {start}-{end} in a folded text of {len(self.text)} characters")
        if self._moves is None:
            return start, end
        if start == end:
            return (self._moves.original(start),) * 2
        return self._moves.original(start), self._moves.carried(self.original, self._moves.original(end - 1) + 1)


class _Rules:
    """A folding made ready: replacements for the usual characters, a table for all, a pattern for what changes length.

    `special` finds single characters whose folding is not one character; `unusual` whatever the replacements of
    `usual` do not settle. Most text of a newspaper has little of the first and none of the second.
    """

    def __init__(self, folding: Folding) -> None:
        removed = CONTROLS + (MARKS + TATWEEL if folding.marks else "")
        self.digits = folding.digits
        self.table = _table(folding)
        self.removed = re.compile(f"[{removed}]")
        composed = f"{_PAIR}|" if folding.marks and not (folding.hamza and folding.seats) else ""
        self.plain = re.compile(f"[{removed}{_PRESENTATION}]")
        self.rare = re.compile(f"{composed}[{removed}{_PRESENTATION}]|[{_MATHEMATICAL}]|{_HIGH_DIGIT}")
        self.unusual = re.compile(f"[^{_USUAL}]")
        self.usual = [(c, self.table[ord(c)]) for c in _FOLDED_LETTERS if self.table[ord(c)] != c]
        self.trailing = re.compile(f"[{MARKS}{TATWEEL}]+") if folding.marks else None
        self._known: dict[str, str] = {}

    def special(self, text: str) -> re.Pattern[str]:
        """The pattern for what changes length: a plain one, unless hamzas stand as marks or characters lie high."""
        return self.rare if _RARE.search(text) else self.plain

    def letters(self, text: str) -> str:
        """Fold what keeps its length."""
        if self.unusual.search(text):
            return text.translate(self.table)
        for character, plain in self.usual:
            text = text.replace(character, plain)
        return text

    def replacement(self, found: str) -> str:
        """What stands in the folded text for something special."""
        if found not in self._known:
            self._known[found] = self._replacement(found)
        return self._known[found]

    def _replacement(self, found: str) -> str:
        if len(found) > 1:
            return unicodedata.normalize("NFC", found)
        if self.removed.match(found):
            return ""
        if found.isdecimal():
            return str(unicodedata.decimal(found)) if self.digits else found
        plain = unicodedata.normalize("NFKC", found)
        return self.removed.sub("", plain.lstrip() or plain)


def fold(text: str, folding: Folding = COMPARISON) -> Folded:
    """Fold a text for comparison. Any string is accepted, lone surrogates too."""
    if text.isascii():
        return Folded(text, text)
    rules = _rules(folding)
    special = rules.special(text)
    if special.search(text) is None:
        return Folded(text, rules.letters(text))
    return _fold_with_moves(text, rules, special)


def fold_word(word: str, folding: Folding = COMPARISON) -> str:
    """The folded spelling alone, where the way back is not needed."""
    rules = _rules(folding)
    special = rules.special(word)
    if special.search(word) is not None:
        word = special.sub(lambda found: rules.replacement(found[0]), word)
    return rules.letters(word)


def _fold_with_moves(text: str, rules: _Rules, special: re.Pattern[str]) -> Folded:
    parts: list[str] = []
    moves: list[tuple[int, int]] = []
    copied = length = 0
    for found in special.finditer(text):
        begin, end = found.span()
        plain = rules.replacement(found[0])
        parts += text[copied:begin], plain
        length += begin - copied
        moves += [(length + index, begin - length - index) for index in range(1, len(plain))]
        length += len(plain)
        moves.append((length, end - length))
        copied = end
    parts.append(text[copied:])
    at, by = array("I", [place for place, _ in moves]), array("i", [0, *(by for _, by in moves)])
    return Folded(text, rules.letters("".join(parts)), _Moves(at, by, rules.trailing))


@cache
def _rules(folding: Folding) -> _Rules:
    return _Rules(folding)


def _table(folding: Folding) -> list[str]:
    """One folded character for each character of the basic plane (a list: `str.translate` is fastest with one)."""
    table = list(map(chr, range(_TABLE_SIZE)))
    chosen = {**_SPACES, **_LOOK_ALIKES}
    chosen |= _HAMZA if folding.hamza else {}
    chosen |= _SEATS if folding.seats else {}
    chosen |= {_ALEF_MAQSURA: _YA} if folding.alef_maqsura else {}
    chosen |= {_TA_MARBUTA: _HA} if folding.ta_marbuta else {}
    chosen |= _digits() if folding.digits else {}
    for character, plain in chosen.items():
        table[ord(character)] = chosen.get(plain, plain)
    return [sys.intern(character) for character in table]


@cache
def _digits() -> dict[str, str]:
    signs = map(chr, range(0x80, _TABLE_SIZE))
    return {sign: str(unicodedata.decimal(sign)) for sign in signs if sign.isdecimal()}
