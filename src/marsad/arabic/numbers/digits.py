"""Numbers in digits: thousands and decimals by context, and digits that are no number of things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from marsad.arabic.tokens import Token

_THOUSANDS = re.compile(r"\d{1,3}(?:[,\u066c\u060c]\d{3})+(?:[.\u066b]\d+)?")
_DECIMAL_COMMA = re.compile(r"(\d+)[,\u060c](\d{1,2})")
_POINT_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_SEPARATORS = ",\u060c\u066c."
_RA = "\u0631"
_TOO_LONG = 13
"""Digits in a row, without separators, that are an account or telephone number rather than a count."""


class Digits(NamedTuple):
    """What the digits are worth, the index of the token after them, and the other reading where a point leaves two."""

    value: int | float
    last: int
    other: float | None = None


def digits_at(tokens: Sequence[Token], index: int) -> Digits | None:
    """The number that begins at a token, or None: no digits, or digits of a date, a score, a code, a telephone."""
    if index >= len(tokens) or tokens[index].kind != "number":
        return None
    last = _end(tokens, index)
    if _ra_between(tokens, last):
        return _worth(f"{tokens[last + 1].text}.{tokens[last - 1].text}", last + 2)
    if _entangled(tokens, index, last):
        return None
    return _worth("".join(token.text for token in tokens[index:last]), last)


def _end(tokens: Sequence[Token], index: int) -> int:
    """The token after digits that separators without blanks, or blanks before groups of three, hold together."""
    last = index + 1
    while last + 1 < len(tokens) and _chained(tokens, last):
        last += 2
    if last > index + 1:
        return last
    while last < len(tokens) and _spaced_group(tokens, index, last):
        last += 1
    return last if tokens[last - 1].text == "000" else index + 1


def _ra_between(tokens: Sequence[Token], at: int) -> bool:
    """Whether the letter ra, the decimal sign of older keyboards, joins these digits to whole ones after it.

    Typed between digits it shows as meant (whole part first, left to right), but stands in the text the other way.
    """
    return at + 1 < len(tokens) and tokens[at].text == _RA and _touches(tokens, at) and tokens[at + 1].text.isdigit()


def _touches(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start


def _chained(tokens: Sequence[Token], at: int) -> bool:
    return _touches(tokens, at) and tokens[at].text in _SEPARATORS and tokens[at + 1].kind == "number"


def _spaced_group(tokens: Sequence[Token], index: int, at: int) -> bool:
    """Whether the token is a further group of three ("12 500 000"); the last must be three zeros."""
    group, first = tokens[at], tokens[index].text
    plain = group.kind == "number" and len(group.text) == 3 and group.text.isdigit()
    return plain and first.isdigit() and len(first) <= 3 and group.start == tokens[at - 1].end + 1


def _entangled(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether the digits touch something that makes them part of a date, a score, a code or an address."""
    before = tokens[index - 1] if index else None
    after = tokens[last] if last < len(tokens) else None
    touches_before = before is not None and before.end == tokens[index].start
    touches_after = after is not None and after.start == tokens[last - 1].end
    if before and touches_before and (before.kind == "foreign" or before.text in "/:_@#+\\"):
        return True
    if before and touches_before and before.text in _SEPARATORS and index > 1 and tokens[index - 2].kind == "number":
        return True
    if after and touches_after and (after.kind == "foreign" or after.text in "/:_@\\"):
        return True
    return bool(before and touches_before and before.text == "-" and index > 1 and _glued_word(tokens, index))


def _glued_word(tokens: Sequence[Token], index: int) -> bool:
    word, dash = tokens[index - 2], tokens[index - 1]
    return word.kind in ("word", "foreign") and word.end == dash.start


def _worth(text: str, last: int) -> Digits | None:
    if text.isdigit():
        code = len(text) >= _TOO_LONG or (len(text) > 1 and text[0] == "0")
        return None if code else Digits(int(text), last)
    if _THOUSANDS.fullmatch(text):
        return Digits(_number(re.sub(r"[,\u066c\u060c]", "", text)), last)
    comma = _DECIMAL_COMMA.fullmatch(text)
    if comma:
        return Digits(_number(f"{comma[1]}.{comma[2]}"), last)
    if _POINT_GROUPS.fullmatch(text):
        once = text.count(".") == 1
        return Digits(int(text.replace(".", "")), last, float(text) if once else None)
    plain = text.replace("\u066b", ".")
    return Digits(_number(plain), last) if re.fullmatch(r"\d+\.\d+", plain) else None


def _number(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() else value
