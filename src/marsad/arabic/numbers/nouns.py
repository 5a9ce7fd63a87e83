"""The forms of counted nouns: singular, dual and plural, with the dual made by rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from marsad.arabic.numbers.words import CLITICS, Clitics, Entry
from marsad.arabic.orthography import fold_word

Count: TypeAlias = Literal["singular", "dual", "plural"]

ALEF, NUN, YA, WAW = (f"{letter}" for letter in "\u0627\u0646\u064a\u0648")
TA, TA_MARBUTA, HAMZA, MAQSURA = "\u062a", "\u0629", "\u0621", "\u0649"
NOMINATIVE, OBLIQUE = ALEF + NUN, YA + NUN
SOUND_PLURAL = WAW + NUN
_WORDS_KEPT = 1 << 16


_LEADS = frozenset(clitics.letters[:1] for clitics in CLITICS[1:])


class Noun(NamedTuple):
    """One form of a counted noun: its row, how many it says, and the clitics before it."""

    row: Entry
    said: Count
    clitics: Clitics


class NounForms:
    """Looks up the forms of the nouns in a list (columns noun, plural, dual)."""

    def __init__(self, rows: Iterable[Entry]) -> None:
        self._forms: dict[str, Noun] = {}
        for row in rows:
            for count, form in _forms(row):
                self._forms.setdefault(fold_word(form), Noun(row, count, CLITICS[0]))
        self.get = lru_cache(_WORDS_KEPT)(self._get)

    def _get(self, word: str) -> Noun | None:
        """The form that a folded word is, alone or after clitics; the fewest letters are taken for clitics."""
        for clitics in CLITICS if word[:1] in _LEADS else CLITICS[:1]:
            if word.startswith(clitics.letters):
                noun = self._forms.get(word[len(clitics.letters) :])
                if noun:
                    return noun._replace(clitics=clitics)
        return None


def _forms(row: Entry) -> Iterator[tuple[Count, str]]:
    noun = row["noun"]
    plurals = () if row["plural"] == "-" else tuple(row["plural"].split())
    yield "singular", noun
    if not noun.endswith((TA_MARBUTA, MAQSURA, ALEF)):
        yield "singular", noun + ALEF
    for plural in plurals:
        yield "plural", plural
        if plural.endswith(SOUND_PLURAL):
            yield "plural", plural[:-2] + OBLIQUE
    yield from (("dual", form) for form in duals(noun, row["dual"], plurals))


def duals(noun: str, rule: str, plurals: Iterable[str] = ()) -> tuple[str, ...]:
    """The forms of the dual of a noun that cannot be taken for another.

    `rule` is "-" (both, but the oblique only where no sound plural looks like it), nominative, oblique or none.
    """
    stem = noun[:-1] + TA if noun.endswith(TA_MARBUTA) else noun[:-1] + YA if noun.endswith(MAQSURA) else noun
    hidden = any(plural == stem + SOUND_PLURAL for plural in plurals)
    wanted = {"-": (NOMINATIVE,) if hidden else (NOMINATIVE, OBLIQUE), "nominative": (NOMINATIVE,)}
    endings = {**wanted, "oblique": (OBLIQUE,), "none": ()}[rule]
    return tuple(stem + ending for ending in endings)
