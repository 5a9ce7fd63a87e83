"""Cuts a text into the stretches that are judged one by one, and measures the shape of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from marsad.arabic.orthography import fold
from marsad.records import Line

_CELL = re.compile(r"\S+(?:[^\S\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]{1,2}\S+)*")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|(?<!\S)\S[^\s@]*@\S+")
_WORD = re.compile(r"[^\W_]+")
_SYMBOLS = re.compile(r"[\W\d_]+")
_STOP = re.compile("[.!?\u061f\u06d4\u2026\u061b:][\\s\"'\u00bb\u201c\u201d\u2018\u2019)\\]]*$")
_FULL_STOP = re.compile("[.!?\u061f\u06d4][\\s\"'\u00bb\u201c\u201d\u2018\u2019)\\]]*$")
_INNER_STOP = re.compile("[.\u061f!\u060c\u061b,:] ")
_PREFIX = re.compile(
    "(?:\u0648|\u0641)?(?:\u0628\u0627\u0644|\u0643\u0627\u0644|\u0644\u0644|\u0627\u0644|\u0628|\u0644|\u0648|\u0641)"
)


class Cell:
    """A stretch of text between line breaks, tabs or wide gaps, with its markup where it has any.

    `start` and `end` are offsets into the article's text.
    """

    def __init__(self, start: int, end: int, text: str, line: Line | None = None) -> None:
        self.start, self.end, self.text, self.line = start, end, text, line

    @cached_property
    def folded(self) -> str:
        """The text folded for comparison."""
        return fold(self.text).text

    @cached_property
    def words(self) -> list[str]:
        """The folded words, numbers among them."""
        return _WORD.findall(self.folded)

    @cached_property
    def count(self) -> int:
        """How many blank-separated words it has, addresses aside."""
        return len(_ADDRESS.sub(" ", self.text).split())

    @cached_property
    def letters(self) -> str:
        """The folded text without digits and punctuation: what furniture phrases are compared with."""
        return _SYMBOLS.sub(" ", self.folded).strip().lower()

    @cached_property
    def stems(self) -> frozenset[str]:
        """The words of three letters or more without article and particles written together with them."""
        return frozenset(stem(word) for word in self.words if len(word) > 2)

    @cached_property
    def stopped(self) -> bool:
        """Whether it ends as a sentence (or as the announcement of a list) does."""
        return bool(_STOP.search(self.text[-12:]))

    @cached_property
    def full_stopped(self) -> bool:
        """Whether it ends with a mark that closes a sentence."""
        return bool(_FULL_STOP.search(self.text[-12:]))

    @cached_property
    def breaks(self) -> int:
        """How many commas, stops and colons stand inside it."""
        return len(_INNER_STOP.findall(self.text))

    @cached_property
    def path(self) -> tuple[str, ...]:
        """The elements around it, outermost first; none in plain text."""
        return tuple(self.line.path.split(">")) if self.line else ()

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The tag names around it, outermost first."""
        return tuple(element.partition(".")[0] for element in self.path)

    @property
    def tag(self) -> str:
        """The innermost block element, "" in plain text."""
        return self.tags[-1] if self.tags else ""

    @property
    def names(self) -> tuple[str, ...]:
        """The words of the ids and classes around it."""
        return self.line.names if self.line else ()

    @property
    def linked(self) -> float:
        """The share of it that stands in links."""
        return self.line.link_share if self.line else 0.0


def stem(word: str) -> str:
    """A folded word without article and one-letter particles, if three letters stay."""
    match = _PREFIX.match(word)
    return word[match.end() :] if match and len(word) - match.end() >= 3 else word


def cut(text: str, lines: Sequence[Line]) -> list[Cell]:
    """The cells of a text: its markup's lines, or in plain text what stands between breaks, tabs and wide gaps.

    Pages saved as text keep the columns of their layout as gaps of three or more blanks. Every character that is not
    white space lies in exactly one cell.
    """
    if lines:
        return [Cell(line.start, line.end, text[line.start : line.end], line) for line in lines]
    return [Cell(match.start(), match.end(), match[0]) for match in _CELL.finditer(text)]
