"""Puts a number, what it counts and what befell that together, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.arabic.numbers import Entry, Number, NumberReader
from marsad.arabic.numbers.words import NONE
from marsad.arabic.tokens import Token
from marsad.reading.quantities.counted import ALEF, CASES, MEASURES, PEOPLE, TA, THINGS, YA, Counted, CountedReader
from marsad.reading.quantities.cues import LABEL_REACH, Cue, Cues

_IN_THE_NOUN = frozenset({"killed", "injured"})
_BEFALLEN = (PEOPLE - {"troops", "persons"}) | {"killed_or_injured", "released"}
_STOPS = ".!?\u061f\u061b;:"
_INHERIT_GAP = 3
_ADJACENT = 1
_YEARS = range(1900, 2100)


class Found(NamedTuple):
    """A quantity among tokens (the last excluded); `whole` is the figure that it is a part of."""

    first: int
    last: int
    number: Number
    counted: Counted
    kind: str
    cue: Cue | None = None
    fate: str | None = None
    whole: Found | None = None
    stated: bool = True


class QuantityReader:
    """Reads the quantities among tokens of folded text."""

    def __init__(self, numbers: NumberReader, counted: CountedReader, cues: Cues) -> None:
        self._numbers, self._counted, self._cues = numbers, counted, cues

    def __call__(self, tokens: Sequence[Token]) -> tuple[list[Found], list[Number]]:
        """The quantities in order, and the numbers whose digits can be read in two ways."""
        found: list[Found] = []
        unclear: list[Number] = []
        for number in self._numbers.in_tokens(tokens):
            counted = self._counted(tokens, number)
            if number.other is not None and not number.percent and counted.kind in MEASURES:
                unclear.append(number)
                continue
            quantity = self._quantity(tokens, number, counted, found)
            if quantity and _is_known_pair(quantity):
                continue
            if quantity and not (found and quantity.first < found[-1].last):
                found.append(quantity)
        singles = {single.first: single for single in self._singles(tokens, found)}  # the cue that ends last tells
        return sorted([*found, *singles.values()], key=lambda quantity: quantity.first), unclear

    def _quantity(
        self, tokens: Sequence[Token], number: Number, counted: Counted, found: Sequence[Found]
    ) -> Found | None:
        first, last = _span(number, counted)
        plain = Found(first, last, number, counted, counted.kind or "")
        if number.form == "one" and number.clitics.article:
            return None
        if counted.kind in ("percent", *MEASURES):
            return None if self._is_time(tokens, plain) else plain
        if _may_be_year(number) and not (counted.known and counted.kind):
            return None
        if counted.kind == CASES:
            return self._of_cases(tokens, plain, found)
        if counted.kind in THINGS and counted.known:
            return self._of_things(tokens, plain, found)
        return self._of_people(tokens, plain, found)

    def _is_time(self, tokens: Sequence[Token], plain: Found) -> bool:
        """Whether a duration is a point in time, an age, or a named stretch ("the two days")."""
        if plain.kind != "duration":
            return False
        named = plain.number.noun is not None and plain.number.clitics.article
        point = self._cues.is_point_in_time(tokens, plain.first, plain.last)
        return point or named or self._cues.is_age(tokens, plain.first, plain.last)

    def _of_things(self, tokens: Sequence[Token], plain: Found, found: Sequence[Found]) -> Found:
        ends = _ends(found)
        cue = self._cues.before(tokens, plain.first, "things", ends)
        if plain.kind == "weapons" and cue is None:
            cue = self._cues.before(tokens, plain.first, "weapons", ends)
        if cue:
            return plain._replace(cue=cue, fate=cue.gives)
        before = self._joined_to(tokens, plain, found)
        return plain._replace(fate=before.fate, cue=before.cue) if before and before.fate else plain

    def _of_cases(self, tokens: Sequence[Token], plain: Found, found: Sequence[Found]) -> Found:
        """Cases and families: people where a cue stands right beside them."""
        plain = plain._replace(kind="other")
        cue = self._cues.before(tokens, plain.first, "persons", _ends(found))
        return plain._replace(kind=cue.gives, cue=cue) if cue and plain.first - cue.last <= _ADJACENT else plain

    def _of_people(self, tokens: Sequence[Token], plain: Found, found: Sequence[Found]) -> Found | None:
        if plain.kind == "other" and self._cues.before(tokens, plain.first, "things", _ends(found)):
            return self._of_things(tokens, plain, found)
        cue = self._cues.before(tokens, plain.first, "persons", _ends(found))
        if cue and plain.counted.kind is None and not self._is_close(cue, plain.first, tokens):
            cue = None
        if plain.kind in _IN_THE_NOUN:
            return plain._replace(cue=cue if cue and cue.gives == plain.kind else None, whole=None)
        if cue:
            return plain._replace(kind=cue.gives, cue=cue)
        if plain.kind == "other":
            return plain
        return self._by_others(tokens, plain, found)

    def _is_close(self, cue: Cue, first: int, tokens: Sequence[Token]) -> bool:
        return first - cue.last <= _ADJACENT or self._cues.is_linked(tokens, first)

    def _by_others(self, tokens: Sequence[Token], plain: Found, found: Sequence[Found]) -> Found | None:
        """What befell people where no cue stands before them: as part, by a cue after, or joined to the last figure."""
        whole = self._whole(tokens, plain, found)
        named = plain.counted.kind is not None
        after = self._cues.after(tokens, plain.last) if named else self._cues.right_after(tokens, plain.last)
        if whole:
            inherited = whole.kind if whole.kind in _BEFALLEN or not plain.kind else plain.kind
            return plain._replace(kind=after.gives if after else inherited, cue=after or whole.cue, whole=whole)
        if after:
            return plain._replace(kind=after.gives, cue=after)
        before = self._joined_to(tokens, plain, found)
        alike = plain.kind in ("troops", "persons") or self._counted.is_left_out(tokens, plain.last)
        if before and before.kind in _BEFALLEN and alike:
            return plain._replace(kind=before.kind, cue=before.cue, whole=before.whole)
        return plain if plain.counted.kind else None

    def _whole(self, tokens: Sequence[Token], plain: Found, found: Sequence[Found]) -> Found | None:
        """The figure of people in the same sentence of which "among them" makes this one a part."""
        if not self._cues.opens_part(tokens, plain.first):
            return None
        for before in reversed(found):
            if any(token.text in _STOPS for token in tokens[before.last : plain.first]):
                return None
            if before.whole is None and before.kind in PEOPLE | _BEFALLEN:
                return before
        return None

    def _joined_to(self, tokens: Sequence[Token], plain: Found, found: Sequence[Found]) -> Found | None:
        """The figure before, where "and" or the like joins this one to it."""
        before = found[-1] if found else None
        gap = tokens[max(before.last, before.counted.last) : plain.first] if before else ()
        if before is None or len(gap) > _INHERIT_GAP or any(token.text in _STOPS for token in gap):
            return None
        joined = plain.number.clitics.conjunction or self._cues.joins(tokens, plain.first)
        return before if joined or (gap and gap[-1].text in ("\u0648", "\u060c", "\u0623\u0648")) else None

    def _singles(self, tokens: Sequence[Token], found: Sequence[Found]) -> Iterator[Found]:
        """One person named without a number right after a cue ("a soldier was killed")."""
        governing = {quantity.cue.first for quantity in found if quantity.cue}
        taken = {index for quantity in found for index in range(quantity.first, quantity.last)}
        for index in range(len(tokens)):
            cue = self._cues.starting_at(tokens, index)
            if cue is None or cue.row["reach"] == "label" or cue.first in governing or cue.last in taken:
                continue
            counted = self._counted.singular(tokens, cue.last)
            if counted and _is_object(cue.row, tokens[cue.first].text, tokens[cue.last].text):
                places = (cue.row.place, *counted.places)
                number = Number(cue.last, counted.last, 1, 1, False, False, "one", NONE, places)
                told = Cue(cue.row["gives"], cue.first, cue.last, cue.row.place)
                yield Found(cue.last, counted.last, number, counted, told.gives, told, stated=False)


def _may_be_year(number: Number) -> bool:
    """Whether digits with no bounds around them look like a year."""
    return number.form == "digits" and number.last - number.first == 1 and number.low in _YEARS


def _is_known_pair(quantity: Found) -> bool:
    """Whether a dual with the article only takes up two who were named before ("the two presidents")."""
    told = quantity.kind in _BEFALLEN or quantity.fate
    return quantity.number.form == "dual" and quantity.number.clitics.article and not told


def _is_object(cue: Entry, verb: str, noun: str) -> bool:
    """Whether one person after a cue is whom it befell, not who did it ("a judge stopped the sale")."""
    if cue["reach"] == "next" or noun.endswith(ALEF):
        return True
    return cue["gives"] in _IN_THE_NOUN and not verb.startswith((YA, TA))


def _ends(found: Sequence[Found]) -> list[int]:
    """Where figures end, as far back as a cue may lie, with the words after them that tell what befell them."""
    near = found[-2 * LABEL_REACH :]
    after = [quantity.cue.last for quantity in near if quantity.cue and quantity.cue.first >= quantity.last]
    return [quantity.last for quantity in near] + after


def _span(number: Number, counted: Counted) -> tuple[int, int]:
    """The tokens of the number and of the noun beside it; the words of which a share is taken stay outside."""
    if counted.first == counted.last or counted.partitive:
        return number.first, number.last
    return min(number.first, counted.first), max(number.last, counted.last)
