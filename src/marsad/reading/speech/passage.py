"""A block of the article as words, sentences and quotation marks.

Quotation marks are paired within the block and kind by kind. A mark that nothing closes reaches to the end of its
sentence or to the next opening mark of its kind, whichever comes first, so that a forgotten one swallows no article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from marsad.arabic.sentences import SentenceSplitter
from marsad.arabic.tokens import tokenize
from marsad.reading.speech.forms import folded
from marsad.records import Block, Mention

OPENERS: Mapping[str, str] = {"\u00ab": "\u00bb", "\u201c": "\u201d", "\u201e": "\u201d", "\u2039": "\u203a"}
CLOSERS: Mapping[str, str] = {"\u00bb": "\u00ab", "\u201d": "\u201c", "\u203a": "\u2039"}
STRAIGHT = frozenset('"\u2033')
SPOKEN = frozenset(("word", "foreign", "number", "time", "handle", "hashtag"))
COMMAS = frozenset(",\u060c\u061b;-\u2013\u2014()[]/")
_WRITTEN_OUT = re.compile("&(?:#34|quot);?")
COLON = ":"
_ON = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER LAM}\N{ARABIC LETTER YEH}"
_WRITTEN = _ON[:-1] + "\N{ARABIC LETTER ALEF MAKSURA}"
_NAMED = _ON[:-1] + "\N{ARABIC LETTER FARSI YEH}"
"""A name, as no list of particles has it."""
_BRACKETS = frozenset("()[]")


class Word(NamedTuple):
    """A token with its place in the article; `text` is folded for look-up, `spoken` is False for marks and signs."""

    start: int
    end: int
    text: str
    spoken: bool


class Pair(NamedTuple):
    """A quotation: the indices of its opening mark, and of its closing one or, unclosed, of what stands after it."""

    open: int
    close: int
    closed: bool


class Name(NamedTuple):
    """The name of a person: indices from `first` to before `last`; `glued` where a proclitic is written on to it."""

    first: int
    last: int
    glued: bool
    whole: bool
    """Whether it is no mere given name: of two words, or the short form of a longer one."""


class Passage:
    """The words of one block. `words` are in order; indices count them; spans are offsets in the article.

    `names` are the names of persons by index, `mentioned` the indices of all names, `begun` those of
    the first words of other names, `extents` where the mention that begins at an index ends; `spelled` tells which
    words only spell letters of a name.
    """

    def __init__(
        self,
        text: str,
        block: Block,
        splitter: SentenceSplitter,
        mentions: Sequence[Mention] = (),
        spelled: Callable[[Sequence[str]], Iterable[int]] = lambda _: (),
    ) -> None:
        self.block = block
        self.text = text
        self.words = list(_words(text, block))
        for at in spelled([word.text for word in self.words]):
            self.words[at] = self.words[at]._replace(text=f"{self.words[at].text}.")
        self.words = [self._told_apart(word) for word in self.words]
        self._starts = [word.start for word in self.words]
        self._counted = list(accumulate((word.spoken for word in self.words), initial=0))
        sentences = list(splitter.split(text, block.start, block.end))
        firsts = [bisect_left(self._starts, sentence.start) for sentence in sentences]
        self._firsts = sorted({0, *firsts})
        self.pairs = {pair.open: pair for pair in self._paired()}
        self._closing = {pair.close: pair for pair in self.pairs.values() if pair.closed}
        self._outer = self._outermost()
        self.mentioned = {at for first, last in map(self._held, mentions) for at in range(first, last)}
        self.begun = {
            self._held(m)[0] for m in mentions if self._starts[self._held(m)[0]] == m.start and m.kind != "person"
        }
        self.extents = dict(sorted(map(self._held, mentions)))
        people = [m for m in mentions if m.kind == "person" and not m.office]
        self.names = {at: name for name in map(self._name, people) for at in range(name.first, name.last)}

    def _told_apart(self, word: Word) -> Word:
        """A word with the letters of "on" that a text writing "on" with another last letter has as a name."""
        if word.text != _ON or self.text[word.start : word.end] != _ON:
            return word
        return word._replace(text=_NAMED) if self.text.count(_WRITTEN) > self.text.count(_ON) else word

    def _held(self, mention: Mention) -> tuple[int, int]:
        return bisect_right(self._starts, mention.start) - 1, bisect_left(self._starts, mention.end)

    def _name(self, person: Mention) -> Name:
        first, last = self._held(person)
        return Name(first, last, self._starts[first] < person.start, person.short or last - first > 1)

    def closing(self, index: int) -> Pair | None:
        """The quotation that a mark closes."""
        return self._closing.get(index)

    def _paired(self) -> Iterator[Pair]:
        waiting: list[tuple[str, int]] = []
        kinds: Counter[str] = Counter()
        for index, word in enumerate(self.words):
            if word.spoken or not self._marks(index):
                continue
            kind = _kind(word.text)
            behind = reversed(range(len(waiting))) if kinds[kind] else ()
            opened = next((n for n in behind if waiting[n][0] == kind), None)
            if self._closes(index, opened is not None):
                if opened is not None:
                    yield from (self._unclosed(left, index) for _, left in waiting[opened + 1 :])
                    yield Pair(waiting[opened][1], index, closed=True)
                    kinds.subtract(left for left, _ in waiting[opened:])
                    del waiting[opened:]
                continue
            if opened is not None and kind == '"':
                yield self._unclosed(waiting[opened][1], index)
                kinds[kind] -= 1
                del waiting[opened]
            waiting.append((kind, index))
            kinds[kind] += 1
        yield from (self._unclosed(left, len(self.words)) for _, left in waiting)

    def _marks(self, index: int) -> bool:
        text = self.words[index].text
        return text in OPENERS or text in CLOSERS or text in STRAIGHT

    def _closes(self, index: int, opened: bool) -> bool:
        """Whether a mark closes: a straight one closes what is open, unless it stands as only an opening one does."""
        mark = self.words[index]
        if mark.text not in STRAIGHT:
            return mark.text in CLOSERS
        before = self.text[mark.start - 1 : mark.start]
        after = self.text[mark.end : mark.end + 1]
        return opened and not ((not before or before.isspace()) and after.isalnum())

    def _unclosed(self, left: int, limit: int) -> Pair:
        return Pair(left, min(limit, self.sentence_end(left)), closed=False)

    def _outermost(self) -> list[int]:
        """For each word the index of the mark of the quotation around it, -1 for none."""
        outer = [-1] * len(self.words)
        end = 0
        for left in sorted(self.pairs):
            if left >= end:
                end = self.pairs[left].close
                outer[left + 1 : end] = [left] * (end - left - 1)
        return outer

    def pairs_within(self, start: int, end: int) -> Iterator[Pair]:
        """The quotations that open between two offsets of the article."""
        for index in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            if index in self.pairs:
                yield self.pairs[index]

    def sentence_start(self, index: int) -> int:
        """The index of the first word of the sentence that holds a word."""
        return self._firsts[bisect_right(self._firsts, index) - 1]

    def sentence_end(self, index: int) -> int:
        """The index past the last word of the sentence that holds a word."""
        following = bisect_right(self._firsts, index)
        return self._firsts[following] if following < len(self._firsts) else len(self.words)

    def stop(self, index: int) -> int:
        """The end of the sentence that holds a word, past any quotation that runs over it."""
        end = self.sentence_end(index)
        while end < len(self.words) and self._outer[end] >= 0:
            end = self.sentence_end(self.pairs[self._outer[end]].close)
        return end

    def quotation(self, index: int) -> Pair | None:
        """The outermost quotation around a word."""
        left = self._outer[index]
        return self.pairs[left] if left >= 0 else None

    def spoken(self, first: int, last: int) -> int:
        """How many words, marks aside, stand in a stretch."""
        size = len(self.words)
        return self._counted[max(first, min(last, size))] - self._counted[first] if first < size else 0

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The offsets of the words from `first` to before `last`, signs at both ends left out; empty if none."""
        while first < last and not self._kept(first, first, last):
            first += 1
        while last > first and not self._kept(last - 1, first, last):
            last -= 1
        if first == last:
            return self.words[first - 1].end if first else self.block.start, 0
        return self.words[first].start, self.words[last - 1].end

    def _kept(self, index: int, first: int, last: int) -> bool:
        """Whether a word may stand at the end of a span: no comma, and no mark whose fellow is outside."""
        word = self.words[index]
        if word.spoken or word.text == "%":
            return True
        if word.text in _BRACKETS:
            inside = [w.text for w in self.words[first:last]]
            return inside.count("(") == inside.count(")") and inside.count("[") == inside.count("]")
        if self._marks(index):
            pair = self.pairs.get(index) or self.closing(index)
            return pair is not None and first <= pair.open and pair.close < last and pair.closed
        return False


def _words(text: str, block: Block) -> Iterator[Word]:
    """The words of a block; a quotation mark that the page's makers wrote out ("&#34;") is one mark."""
    past = block.start
    for token in tokenize(text, block.start, block.end):
        mark = _WRITTEN_OUT.match(text, token.start, block.end) if token.text == "&" else None
        if mark is not None:
            past = mark.end()
            yield Word(token.start, past, '"', False)
        elif token.start >= past:
            yield Word(token.start, token.end, folded(token.text), token.kind in SPOKEN)


def words_of(passage: Passage, first: int, last: int) -> str:
    """The folded words of a stretch, marks left out."""
    return " ".join(word.text for word in passage.words[first:last] if word.spoken)


def sentences(passage: Passage) -> Sequence[tuple[int, int]]:
    """The stretches of words that are read one by one: sentences, joined where a quotation runs over their ends."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(passage.words):
        end = max(passage.stop(at), at + 1)
        found.append((at, end))
        at = end
    return found


def _kind(mark: str) -> str:
    if mark in STRAIGHT:
        return '"'
    return CLOSERS.get(mark, "\u201c" if mark == "\u201e" else mark)
