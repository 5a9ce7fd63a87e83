"""The words of a stretch of text as names see them: one unit a word, with what stands around it.

Parts that are written together or apart ("Abd al-Amir", "Abu Bakr", "Nasr Allah") are one unit, so that both spellings
have one key. Keys are folded further than for comparison: oblique plurals stand for nominative ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from marsad.arabic.orthography import SPELLING, fold, fold_word
from marsad.arabic.tokens import Token, tokenize
from marsad.lexicon.table import load

SPACE, MARK, COMMA, STOP = 0, 1, 2, 3
"""What stands before a unit: nothing, a quotation mark or bracket, a comma, the end of a clause."""

_ALEF, _LAM, _BA, _KAF = (
    "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER LAM}",
    "\N{ARABIC LETTER BEH}",
    "\N{ARABIC LETTER KAF}",
)
_WAW, _FA, _YA, _NUN = (
    "\N{ARABIC LETTER WAW}",
    "\N{ARABIC LETTER FEH}",
    "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER NOON}",
)
_MEEM, _RA, _HA = "\N{ARABIC LETTER MEEM}", "\N{ARABIC LETTER REH}", "\N{ARABIC LETTER HEH}"
ARTICLE = _ALEF + _LAM
CONJUNCTIONS = frozenset((_WAW, _FA))
PROCLITICS = frozenset((_WAW, _FA, _BA, _LAM, _KAF, _WAW + _BA, _WAW + _LAM))
_ABD = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER BEH}\N{ARABIC LETTER DAL}"
_ALLAH = _ALEF + _LAM + _LAM + _HA
_FATHER = _ALEF + _BA
ABU = _FATHER + _WAW
_ABU_FORMS = frozenset((ABU, _FATHER + _YA, _FATHER + _ALEF))
_AMERICA = (_ALEF + _MEEM + _RA + _YA + _KAF, _ALEF + _MEEM + _YA + _RA + _KAF)
_PLURALS = (_WAW + _NUN, _YA + _NUN)
ALI = "\N{ARABIC LETTER AIN}" + _LAM + _YA
ON = "\N{ARABIC LETTER AIN}" + _LAM + "\N{ARABIC LETTER ALEF MAKSURA}"
_SO = _FA + _ALEF + _NUN
_BAN = _BA + _ALEF + _NUN
SPELLED = {
    ON: ALI,
    _BA + "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}" + _NUN: _BAN,
    _FA + "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}" + _NUN: _SO,
}
"""Particles that folding makes names ("on" and Ali, "so that" and Van); as keys they stay as they are spelled."""
_LIKE_PARTICLES = frozenset((ALI, _WAW + ALI, _SO, _BAN))
_QUOTES = frozenset("\u00ab\u00bb\"'\u2018\u2019\u201c\u201d\u2039\u203a()[]{}")
_JOINTS = frozenset("-\u2010\u2011\u2013\u2014/")
_COMMAS = frozenset(",\u060c\u066b\u066c")
_KINDS = frozenset(("word", "foreign", "number"))
_PARTICLES = frozenset(fold_word(row["word"]) for row in load("name_stops"))
_LONG = 5
_FIRST_ARABIC = "\N{ARABIC LETTER HAMZA}"
_HASHTAG_WORD = re.compile(r"[^\W_]+")


class Reading(NamedTuple):
    """One way to take proclitics off a word: how many letters go, what is left (the article given back), and which."""

    lead: int
    key: str
    taken: str


class Unit(NamedTuple):
    """A word, or several that are one in names.

    `start` and `end` are offsets in the folded stretch; `gap` is what stands before; `opens` and `closes` tell whether
    a quotation mark or bracket opens right before, or closes right after.
    """

    key: str
    start: int
    end: int
    gap: int
    opens: bool
    closes: bool
    kind: str


class Stretch:
    """A block of the article as units, with the way back to offsets in the article."""

    def __init__(self, text: str, offset: int, block: str) -> None:
        self._folded = fold(text)
        self.offset = offset
        self.block = block
        self.units = [self._apart(unit) for unit in _units(list(tokenize(self._folded.text)))]

    def _apart(self, unit: Unit) -> Unit:
        if unit.key in _LIKE_PARTICLES:
            start, end = self._folded.back(unit.start, unit.end)
            spelled = fold_word(self._folded.original[start:end], SPELLING)
            if spelled.endswith(tuple(SPELLED)):
                return unit._replace(key=spelled)
        return unit

    def span(self, first: int, last: int, lead: int = 0) -> tuple[int, int]:
        """The offsets in the article of the units from `first` to before `last`, the first without `lead` letters."""
        start, end = self._folded.back(self.units[first].start + lead, self.units[last - 1].end)
        return self.offset + start, self.offset + end

    def spelled(self, at: int) -> str:
        """A unit as the article spells it, marks and all."""
        start, end = self.span(at, at + 1)
        return self._folded.original[start - self.offset : end - self.offset]

    def closing(self, end: int) -> int:
        """The offset after a quotation mark or bracket that closes right at `end`."""
        at = end - self.offset
        text = self._folded.original
        return end + 1 if at < len(text) and text[at] in _QUOTES else end


def _units(tokens: Sequence[Token]) -> list[Unit]:
    units: list[Unit] = []
    gap, opens = SPACE, False
    for token in tokens:
        if token.kind in _KINDS:
            _add(units, token, gap, opens)
            gap, opens = SPACE, False
        elif token.kind == "hashtag":
            for word in _words_of(token):
                _add(units, word, gap, opens)
                gap, opens = SPACE, False
        elif token.text in _QUOTES:
            if units and gap == SPACE and not opens:
                units[-1] = units[-1]._replace(closes=True)
            gap, opens = max(gap, MARK), True
        elif token.text in _JOINTS:
            gap = max(gap, MARK)
        else:
            gap, opens = max(gap, COMMA if token.text in _COMMAS else STOP), False
    return units


def _words_of(hashtag: Token) -> Iterator[Token]:
    for found in _HASHTAG_WORD.finditer(hashtag.text):
        yield Token("word", hashtag.start + found.start(), hashtag.start + found.end(), found[0])


def _add(units: list[Unit], token: Token, gap: int, opens: bool) -> None:
    word = normal(token.text.casefold() if token.kind == "foreign" else token.text)
    before = units[-1] if units and gap == SPACE and units[-1].kind == "word" else None
    if before is not None and token.kind == "word" and _joins(before.key, word):
        units[-1] = before._replace(key=_one(before.key, word), end=token.end)
        return
    units.append(Unit(word, token.start, token.end, gap, opens, False, token.kind))


def _joins(before: str, word: str) -> bool:
    """Whether two words are one part of a name: "Abd" and "Abu" with what follows, a word with "Allah"."""
    if before[-3:] == _ABD and (len(before) < _LONG or before.startswith(ABU)):
        return True
    if before[-3:] in _ABU_FORMS and len(before) < _LONG:
        return word not in _PARTICLES
    return word == _ALLAH and 3 <= len(before) <= _LONG


@lru_cache(maxsize=100_000)
def normal(word: str) -> str:
    """A folded word as keys write it."""
    if word.endswith(_PLURALS[0]) and len(word) > _LONG:
        word = word[:-2] + _PLURALS[1]
    return word.replace(*_AMERICA)


def keys_of(name: str) -> tuple[str, ...]:
    """The keys of a name as it stands in a word list."""
    folded = fold_word(name)
    if not folded.replace(" ", "").isalpha() or not folded[0] >= _FIRST_ARABIC:
        return tuple(unit.key for unit in _units(list(tokenize(folded))))
    keys: list[str] = []
    for word in folded.split():
        if keys and _joins(keys[-1], word):
            keys[-1] = _one(keys[-1], word)
        else:
            keys.append(normal(word))
    return tuple(keys)


def _one(before: str, word: str) -> str:
    """Two words that are one part of a name, as one key."""
    head = before[:-1] + _WAW if before[-3:] in _ABU_FORMS else before
    return head + normal(word)


@lru_cache(maxsize=200_000)
def readings(key: str) -> tuple[Reading, ...]:
    """Every way to take "and", "so", "in", "like" and "for" off a word, the whole word first."""
    found = [Reading(0, key, "")]
    if key.endswith(ON):
        found.append(Reading(len(key) - len(ON), ALI, key[: -len(ON)]))
    rests = [(0, key)]
    if len(key) > 3 and key[0] in (_WAW, _FA):
        rests.append((1, key[1:]))
        found.append(Reading(1, key[1:], key[0]))
    for lead, rest in rests:
        if rest.startswith(_LAM + _LAM) and len(rest) > 3:
            found.append(Reading(lead, _ALEF + rest[1:], key[:lead] + _LAM))
        if len(rest) > 3 and rest[0] in (_BA, _KAF, _LAM):
            found.append(Reading(lead + 1, rest[1:], key[: lead + 1]))
    return tuple(found)
