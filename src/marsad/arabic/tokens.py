"""Words, numbers, links and signs, each with its place in the text.

Letters and digits that are written together are taken apart (a missing space is common in news). Offsets are half-open
counts of code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias, cast

from marsad.arabic.orthography import CONTROLS, MARKS, TATWEEL

TokenKind: TypeAlias = Literal[
    "word", "foreign", "number", "time", "link", "email", "handle", "hashtag", "punctuation", "symbol"
]
"""`word` is in Arabic script, `foreign` in another; `time` is a clock time."""


class Token(NamedTuple):
    """One token: what it is, where it stands, and its characters as they stand."""

    kind: TokenKind
    start: int
    end: int
    text: str


ARABIC_LETTERS = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\ufb50-\ufdfb\ufe70-\ufefc"
)
"""For use inside a regular expression's brackets."""

_PERIOD, _COMMA = "[.\u066b]", "[,\u066c\u060c]"
_INSIDE = f"{ARABIC_LETTERS}{MARKS}{TATWEEL}{CONTROLS}"
_WORD = f"{TATWEEL}*[{ARABIC_LETTERS}](?:[{_INSIDE}]*[{ARABIC_LETTERS}{MARKS}{TATWEEL}])?"
_OTHER = rf"(?:(?![{ARABIC_LETTERS}{TATWEEL}])[^\W\d_])"
_FOREIGN = rf"{_OTHER}(?:{_OTHER}|['\u2019](?=[a-zA-Z]))*"
_NUMBER = rf"(?<!\d[.])\d{{1,3}}(?:{_COMMA}\d{{3}})+(?!\d)(?:{_PERIOD}\d+)?|(?<!\d[.])\d+{_PERIOD}\d+(?![.]\d|\d)|\d+"
_TIME = r"(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])"
_LINK = r"(?:https?://|www\.)[^\s<>\"\u00ab\u00bb\u060c\u061b]*[^\s<>\"\u00ab\u00bb\u060c\u061b.,:;!?()\u061f]"
_EMAIL = r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
_HANDLE = r"(?<![\w@])@\w+"
_HASHTAG = rf"#[\w{MARKS}{CONTROLS}]*\w"
_PUNCTUATION = (
    r"\.{2,}|[.,;:!?()\[\]{}\"'\u00ab\u00bb/\\\-\u060c\u061b\u061f\u06d4\u066b-\u066d"
    r"\u2010-\u2015\u2018-\u201f\u2026\u2039\u203a]"
)

_TOKEN = re.compile(
    f"(?P<word>{_WORD})|(?P<link>{_LINK})|(?P<email>{_EMAIL})|(?P<hashtag>{_HASHTAG})|(?P<handle>{_HANDLE})"
    f"|(?P<foreign>{_FOREIGN})|(?P<time>{_TIME})|(?P<number>{_NUMBER})|(?P<punctuation>{_PUNCTUATION})"
    rf"|(?P<symbol>[^\s\w{CONTROLS}{MARKS}]|[_{TATWEEL}])"
)


def tokenize(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the tokens of a text, or of a stretch of it, in order; offsets are those of the whole text.

    Whatever is no white space, no control and no mark without a letter belongs to exactly one token. A number is one
    token with its decimals and thousands ("1,250.5", "5\u066b2"); a date stays in parts; so do a number and its "%".
    """
    for found in _TOKEN.finditer(text, start, len(text) if end is None else end):
        begin, stop = found.span()
        yield Token(cast("TokenKind", found.lastgroup), begin, stop, found[0])
