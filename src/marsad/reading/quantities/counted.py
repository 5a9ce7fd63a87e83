"""What a number counts: the noun beside it, its kind, its adjectives, its unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.arabic.numbers import Entry, Noun, NounForms, Number
from marsad.arabic.orthography import fold_word
from marsad.arabic.tokens import Token

ALEF, LAM, WAW, YA = "\u0627", "\u0644", "\u0648", "\u064a"
HA, NUN, TA, MIM = "\u0647", "\u0646", "\u062a", "\u0645"
FEH, BEH = "\u0641", "\u0628"
THE = ALEF + LAM
HER = "\u0647\u0627"

PEOPLE = frozenset({"killed", "injured", "arrested", "kidnapped", "missing", "displaced", "troops", "persons"})
THINGS = frozenset({"vehicles", "sites", "weapons", "other"})
CASES = "cases"
MEASURES = frozenset({"money", "duration", "distance", "area", "weight", "volume"})

_NISBA = re.compile(
    f"(?:{THE})?.{{2,}}{YA}(?:{ALEF}|{HA}|{NUN}|{YA}{NUN}|{WAW}{NUN}|{ALEF}{TA}|{TA}{YA}{NUN}|{ALEF}{NUN})?"
)
_PEOPLE_PLURAL = re.compile(f".{{3,}}(?:{YA}{NUN}|{WAW}{NUN})")
_NISBA_PEOPLE = re.compile(f".{{2,}}[^{YA}]{YA}{ALEF}?")
_PLURAL = re.compile(
    f".{{2,}}{ALEF}{TA}|{ALEF}..{ALEF}.|{MIM}.{ALEF}.{YA}?.|.{WAW}{ALEF}.{YA}?.|..{ALEF}[{YA}\u0621].|..{WAW}."
)
_SINGULAR = re.compile(f"..{{2,}}[{ALEF}{HA}]")
_PREFIXES = (WAW, FEH, BEH, LAM)
_VERB = WAW + ALEF
_ADJECTIVES = 2
_SHORTEST_TWIN = 4
_PARTS = 3


class Counted(NamedTuple):
    """What is counted, between two tokens (the last excluded); `kind` None where nothing beside the number says."""

    kind: str | None
    first: int
    last: int
    unit: str | None = None
    places: tuple[str, ...] = ()
    known: bool = True
    partitive: bool = False


class CountedReader:
    """Reads the noun beside a number by the lists of counted nouns, units, and words that are never counted."""

    def __init__(self, nouns: NounForms, units: Iterable[Entry], uncounted: Iterable[Entry]) -> None:
        self._nouns = nouns
        self._codes = {(fold_word(unit["noun"]), fold_word(unit["qualifier"])): unit for unit in units}
        self._signs = {noun: unit for (noun, _), unit in self._codes.items() if not noun.isalpha()}
        uncounted = tuple(uncounted)
        plain = {fold_word(row["word"]) for row in uncounted}
        self._uncounted = plain | {WAW + word for word in plain}
        self._places = {fold_word(row["word"]) for row in uncounted if row["use"] == "place"}

    def __call__(self, tokens: Sequence[Token], number: Number) -> Counted:
        """What stands after the number, or before a number with the article, or inside its own word."""
        if number.noun is not None:
            return self._own(tokens, number, number.noun)
        sign = self._sign(tokens, number)
        if sign:
            return sign
        if number.percent:
            return self._share(tokens, number.last)
        after = self._after(tokens, number)
        if after.kind is not None:
            return after
        return self._before(tokens, number) or after

    def singular(self, tokens: Sequence[Token], index: int) -> Counted | None:
        """One of people named by an indefinite singular of the list ("a soldier"), with its adjectives."""
        noun = self._noun(tokens, index)
        if noun is None or noun.said != "singular" or any(noun.clitics[1:]) or noun.row["kind"] not in PEOPLE:
            return None
        last = self._adjectives(tokens, index)
        if last < len(tokens) and not self._ends_a_phrase(tokens[last]):
            return None
        return Counted(noun.row["kind"], index, last, None, (noun.row.place,))

    def _ends_a_phrase(self, token: Token) -> bool:
        """Whether a word cannot be a noun that the one before it belongs to."""
        return token.kind != "word" or token.text in self._uncounted or token.text[0] in (*_PREFIXES, YA, TA)

    def is_left_out(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a place or circumstance follows a number at once, so that its noun is the one said before."""
        return at < len(tokens) and tokens[at].kind == "word" and tokens[at].text in self._places

    def _own(self, tokens: Sequence[Token], number: Number, row: Entry) -> Counted:
        at = next(at for at in range(number.first, number.last) if self._noun(tokens, at))
        if row["kind"] in MEASURES:
            return self._measure(tokens, at, row)
        return Counted(row["kind"], at, self._adjectives(tokens, number.last - 1), None, (row.place,))

    def _sign(self, tokens: Sequence[Token], number: Number) -> Counted | None:
        """A sign of money that touches the number on either side."""
        for at in (number.first - 1, number.last):
            unit = self._signs.get(tokens[at].text) if 0 <= at < len(tokens) else None
            if unit:
                return Counted(unit["kind"], at, at + 1, unit["code"], (unit.place,))
        return None

    def _share(self, tokens: Sequence[Token], at: int) -> Counted:
        """The words of which a percentage is taken: "of" and a noun with what follows it by the article."""
        if not self._is_of(tokens, at):
            return Counted("percent", at, at)
        last = at + 2
        while (
            last < min(len(tokens), at + 2 + _PARTS)
            and tokens[last].kind == "word"
            and tokens[last].text.startswith(THE)
            and tokens[last].text not in self._uncounted
        ):
            last += 1
        return Counted("percent", at + 1, last, partitive=True)

    def _is_of(self, tokens: Sequence[Token], at: int) -> bool:
        return at + 1 < len(tokens) and tokens[at].text == MIM + NUN and tokens[at + 1].kind == "word"

    def _after(self, tokens: Sequence[Token], number: Number) -> Counted:
        at = number.last
        if at >= len(tokens) or tokens[at].kind != "word":
            return Counted(None, at, at)
        if self._is_of(tokens, at):
            return self._partitive(tokens, at + 1)
        if len(tokens[at].text) <= 5 and tokens[at].text.startswith(MIM + NUN + HA):
            people = tokens[at].text != MIM + NUN + HA + ALEF
            return Counted("persons" if people else None, at, at + 1, partitive=True)
        listed = None if tokens[at].text in self._uncounted else self._noun(tokens, at)
        if listed and not any(listed.clitics[1:3]) and (number.form == "vague" or not listed.clitics.article):
            return self._listed(tokens, at, listed)
        return self._unlisted(tokens, at, number)

    def _noun(self, tokens: Sequence[Token], at: int) -> Noun | None:
        return self._nouns.get(tokens[at].text) if at < len(tokens) and tokens[at].kind == "word" else None

    def _listed(self, tokens: Sequence[Token], at: int, noun: Noun) -> Counted:
        row = noun.row
        befallen = self._noun(tokens, at + 1) if row["kind"] == "other" and noun.said != "dual" else None
        if befallen and befallen.row["kind"] in ("killed", "injured") and not any(befallen.clitics[1:]):
            return Counted(befallen.row["kind"], at, at + 2, None, (row.place, befallen.row.place))
        if row["kind"] in MEASURES:
            return self._measure(tokens, at, row)
        return Counted(row["kind"], at, self._adjectives(tokens, at), None, (row.place,))

    def _measure(self, tokens: Sequence[Token], at: int, row: Entry) -> Counted:
        """A unit, with the adjective that settles which, or of what ("cubic")."""
        following = tokens[at + 1].text if at + 1 < len(tokens) else ""
        bare = following.removeprefix(THE)
        for qualifier in (bare, bare.removesuffix(ALEF), bare.removesuffix(HA), bare.removesuffix(YA + NUN) + YA):
            found = self._codes.get((fold_word(row["noun"]), qualifier))
            if found:
                return Counted(found["kind"], at, at + 2, found["code"], (found.place,))
        return Counted(row["kind"], at, at + 1, None if row["code"] == "-" else row["code"], (row.place,))

    def _partitive(self, tokens: Sequence[Token], at: int) -> Counted:
        """Read the noun after "of" ("five of the soldiers")."""
        noun = self._noun(tokens, at)
        if tokens[at].text in self._uncounted:
            return Counted(None, at, at)
        if noun and noun.said == "singular" and noun.row["kind"] not in PEOPLE:
            return Counted(None, at, at)
        kind = noun.row["kind"] if noun else None
        people = kind or ("persons" if _PEOPLE_PLURAL.fullmatch(tokens[at].text) else None)
        return Counted(people, at, self._adjectives(tokens, at), None, (noun.row.place,) if noun else (), True, True)

    def _unlisted(self, tokens: Sequence[Token], at: int, number: Number) -> Counted:
        """A noun outside the list, where its form is one that the number asks for."""
        word = tokens[at].text
        kind = None if word in self._uncounted else _kind_by_form(word, number)
        if kind is None:
            return Counted(None, at, at)
        return Counted(kind, at, self._adjectives(tokens, at), None, (), known=False)

    def _before(self, tokens: Sequence[Token], number: Number) -> Counted | None:
        """The plural with the article before a number with the article ("the five dead")."""
        at = number.first - (2 if _is_lone_article(tokens, number) else 1)
        if not number.clitics.article or number.clitics.preposition or number.clitics.conjunction or at < 0:
            return None
        noun = self._noun(tokens, at)
        if noun is None or noun.said != "plural" or not noun.clitics.article:
            return None
        return Counted(noun.row["kind"], at, at + 1, None, (noun.row.place,))

    def _adjectives(self, tokens: Sequence[Token], at: int) -> int:
        """The place after a noun, its adjectives of origin, and a second noun joined to it ("caves and dens")."""
        last, noun = at + 1, tokens[at].text
        while last < min(len(tokens), at + 1 + _ADJECTIVES) and self._describes(tokens, last):
            if not _NISBA.fullmatch(tokens[last].text) or tokens[last].text.startswith(THE) != noun.startswith(THE):
                break
            last += 1
        twin = tokens[last].text if last < len(tokens) else ""
        alike = noun.endswith(ALEF) and twin.startswith(WAW) and twin.endswith(ALEF) and not twin.endswith(HER)
        alike = alike and len(twin) > _SHORTEST_TWIN
        return last + 1 if alike and twin not in self._uncounted and self._describes(tokens, last) else last

    def _describes(self, tokens: Sequence[Token], at: int) -> bool:
        return tokens[at].kind == "word" and tokens[at].text not in self._uncounted


def _is_lone_article(tokens: Sequence[Token], number: Number) -> bool:
    return number.first > 0 and number.form == "digits" and tokens[number.first - 1].text == THE


def _kind_by_form(word: str, number: Number) -> str | None:
    """People or something else by the shape of the word; None where it need not be a noun in that place."""
    nisba = _NISBA_PEOPLE.fullmatch(word.removesuffix(YA + NUN).removesuffix(WAW + NUN)) is not None
    if len(word) < 4 or (word[0] in _PREFIXES and not nisba) or word.endswith(_VERB) or number.form == "one":
        return None
    rest = number.low % 100 if isinstance(number.low, int) else None
    if word.startswith(THE):
        return "persons" if number.form == "vague" and _PEOPLE_PLURAL.fullmatch(word) else None
    if rest is not None and 3 <= rest <= 10:
        if _PEOPLE_PLURAL.fullmatch(word):
            return "persons"
        return "other" if _PLURAL.fullmatch(word) else None
    if rest is None or rest >= 11:
        return "persons" if nisba and word.endswith(ALEF) else ("other" if _SINGULAR.fullmatch(word) else None)
    return "persons" if nisba and not word.endswith(ALEF) else None
