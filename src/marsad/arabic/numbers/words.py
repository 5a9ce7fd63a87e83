"""Numbers as they are put together: digits with their separators, words, and both mixed.

A number is read as groups in falling scale ("21 million and 835 thousand and 387"); a group is a number below a
thousand or digits, times a scale. Indices count tokens; offsets are those of the tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Literal, NamedTuple, Protocol, TypeAlias

from marsad.arabic.numbers.digits import Digits, digits_at
from marsad.arabic.orthography import fold_word
from marsad.arabic.tokens import Token

Value: TypeAlias = int | float
Form: TypeAlias = Literal["digits", "words", "vague", "dual", "one"]

AND, SO = "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER FEH}"
BY, FOR = "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}"
THE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
FEW = (3, 9)
VAGUE_LEAST = 2
"""The least that an indefinite plural may mean: "dozens" is at least two tens. No upper bound is read into it."""


class Entry(Protocol):
    """A row of a word list: cells by column name, and where it stands."""

    @property
    def place(self) -> str:
        """List and line."""
        ...

    def __getitem__(self, column: str) -> str:
        """The cell of a column."""
        ...


class Clitics(NamedTuple):
    """What is written onto the front of a word: its letters, and what they are."""

    letters: str
    conjunction: bool
    preposition: bool
    article: bool


def _clitics() -> Iterator[Clitics]:
    for conjunction, (preposition, article) in product(("", AND, SO), product(("", BY, FOR), (False, True))):
        joined = FOR + FOR if preposition == FOR and article else preposition + THE * article
        yield Clitics(conjunction + joined, bool(conjunction), bool(preposition), article)


CLITICS = tuple(sorted(_clitics(), key=lambda clitics: len(clitics.letters)))
"""Every chain of proclitics that a number word or a counted noun may carry, the shortest first."""

NONE = CLITICS[0]
_CHAINS = {clitics.letters: clitics for clitics in CLITICS}


class Atom(NamedTuple):
    """One token of a number: what it does, what it is worth, and the clitics before it."""

    role: str
    value: Value
    clitics: Clitics
    place: str


class Amount(NamedTuple):
    """A number between two tokens (the last excluded) before anything around it is looked at.

    `scale` is that of its first group; `other` is what its digits would be worth if a point that looks like a
    thousands sign were a decimal point.
    """

    first: int
    last: int
    low: Value
    high: Value | None
    scale: int
    form: Form
    clitics: Clitics
    places: tuple[str, ...] = ()
    other: Value | None = None


class NumberWords:
    """Finds numbers among tokens of folded text, by the rows of the list of number words."""

    def __init__(self, rows: Iterable[Entry]) -> None:
        table = [(row, fold_word(row["word"])) for row in rows]
        self._atoms: dict[str, Atom] = {}
        for clitics in CLITICS:
            for row, word in table:
                atom = Atom(row["role"], _value(row["value"]), clitics, row.place)
                self._atoms.setdefault(clitics.letters + word, atom)

    def __call__(self, tokens: Sequence[Token]) -> list[Amount]:
        """The numbers in order; none overlaps another."""
        found, index = [], 0
        while index < len(tokens):
            if tokens[index].kind != "number" and tokens[index].text not in self._atoms:
                index += 1
                continue
            ordinal = self._past_ordinal(tokens, index)
            amount = None if ordinal else _Reading(tokens, self._atoms).amount(index)
            if amount:
                found.append(amount)
            index = ordinal or (amount.last if amount else index + 1)
        return found

    def role(self, word: str) -> str | None:
        """What a folded word does in numbers, if anything."""
        atom = self._atoms.get(word)
        return atom.role if atom else None

    def _past_ordinal(self, tokens: Sequence[Token], index: int) -> int | None:
        """The index after an ordinal with its ten ("the third and twentieth"), if one stands here."""
        if self.role(tokens[index].text) != "ordinal":
            return None
        following = self._atoms.get(tokens[index + 1].text) if index + 1 < len(tokens) else None
        teen = following is not None and following.value == 10 and following.clitics == NONE
        tens = following is not None and following.role == "ten" and following.clitics.conjunction
        return index + 2 if teen or tens else index + 1


class _Group(NamedTuple):
    low: Value
    high: Value | None
    scale: int
    last: int
    form: Form
    other: Value | None = None


class _Reading:
    """One reading of the tokens from one place; remembers which rows it used."""

    def __init__(self, tokens: Sequence[Token], atoms: dict[str, Atom]) -> None:
        self._tokens, self._atoms = tokens, atoms
        self._places: list[str] = []
        self._article = False

    def amount(self, index: int) -> Amount | None:
        clitics = self._clitics_at(index)
        self._article = clitics.article
        atom = self._atom(index)
        if atom and atom.role == "ten" and clitics.conjunction and clitics.article:
            return None
        first = group = self._group(index)
        if first is None or group is None:
            return None
        low, high, last = first.low, first.high, first.last
        while following := self._lower_group(group):
            group = following
            low, high, last = low + group.low, low + group.low, group.last
        part, last = self._fraction_after(last, group.scale)
        low, high = _whole(low + part), None if high is None else _whole(high + part)
        other = first.other if last == first.last else None
        return Amount(index, last, low, high, first.scale, first.form, clitics, tuple(self._places), other)

    def _clitics_at(self, index: int) -> Clitics:
        atom = self._atom(index)
        if atom:
            return atom.clitics
        before = self._tokens[index - 1] if index else None
        return _CHAINS.get(before.text, NONE) if before and before.kind == "word" else NONE

    def _atom(self, index: int) -> Atom | None:
        return self._atoms.get(self._tokens[index].text) if index < len(self._tokens) else None

    def _plain(self, index: int, *roles: str) -> Atom | None:
        """The atom at a place if it has one of the roles and nothing before it but an article."""
        atom = self._atom(index)
        if atom is None or atom.role not in roles or atom.clitics.conjunction or atom.clitics.preposition:
            return None
        return atom

    def _joined(self, index: int) -> int | None:
        """The place of the number that "and" joins to what ends here, if any."""
        if index >= len(self._tokens):
            return None
        token, atom = self._tokens[index], self._atom(index)
        if token.text == AND and index + 1 < len(self._tokens):
            return index + 1
        if atom is None or atom.clitics.preposition or atom.clitics.article > self._article:
            return None
        eleven = atom.role == "one" and self._is_ten(index + 1)
        return index if atom.clitics.conjunction or eleven else None

    def _is_ten(self, index: int) -> bool:
        """Whether the second word of a teen stands here; "and" before "eleven" looks like "one"."""
        atom = self._plain(index, "unit")
        return atom is not None and atom.value == 10 and not atom.clitics.article

    def _use(self, atom: Atom) -> Value:
        self._places.append(atom.place)
        return atom.value

    def _group(self, index: int) -> _Group | None:
        digits = digits_at(self._tokens, index)
        if digits:
            return self._scaled_digits(digits)
        atom = self._atom(index)
        reader = {
            "few": self._few, "tens": self._vague, "scales": self._vague, "scale": self._bare_scale,
            "scale-a": self._bare_scale, "pair": self._pair, "fraction": self._part_of_scale,
        }  # fmt: skip
        if atom is None:
            return None
        return reader[atom.role](index, atom) if atom.role in reader else self._small_times_scale(index)

    def _scaled_digits(self, digits: Digits) -> _Group:
        scale, last = self._scale_after(digits.last)
        value = digits.value if scale == 1 or digits.other is None else digits.other
        other = digits.other if scale == 1 else None
        return _Group(_whole(value * scale), _whole(value * scale), scale, last, "digits", other)

    def _scale_after(self, index: int) -> tuple[int, int]:
        """The product of the scales that follow ("thousand million"), and where they end."""
        scale = 1
        while atom := self._plain(index, "scale", "scales", "scale-a"):
            if atom.clitics.article:
                break
            scale, index = scale * int(self._use(atom)), index + 1
        return scale, index

    def _small_times_scale(self, index: int) -> _Group | None:
        small = self._below_thousand(index)
        if small is None:
            return None
        value, last = small
        scale, last = self._scale_after(last)
        return _Group(value * scale, value * scale, scale, last, "words")

    def _few(self, index: int, atom: Atom) -> _Group:
        self._use(atom)
        scale, last = self._scale_after(index + 1)
        tens = self._plain(last, "tens")
        if tens:
            scale, last = scale * int(self._use(tens)), last + 1
        return _Group(FEW[0] * scale, FEW[1] * scale, scale, last, "vague")

    def _vague(self, index: int, atom: Atom) -> _Group:
        value, last = self._use(atom), index + 1
        following = self._plain(last, "scales")
        if following and atom.role == "tens":
            value, last = value * self._use(following), last + 1
        return _Group(VAGUE_LEAST * value, None, int(value), last, "vague")

    def _bare_scale(self, index: int, atom: Atom) -> _Group | None:
        """One thousand; in the form of the construct dual two of them, unless a lower number is added."""
        value, last = int(self._use(atom)), index + 1
        if atom.clitics.article and not self._joined(last):
            return None
        further, last = self._scale_after(last)
        two = atom.role == "scale-a" and further == 1 and self._lower_group(_Group(0, 0, value, last, "words")) is None
        total = value * further * (2 if two else 1)
        return _Group(total, total, value * further, last, "words")

    def _pair(self, index: int, atom: Atom) -> _Group:
        value = int(self._use(atom))
        further, last = self._scale_after(index + 1)
        return _Group(value * further, value * further, value // 2 * further, last, "words")

    def _part_of_scale(self, index: int, atom: Atom) -> _Group | None:
        scale = self._plain(index + 1, "scale")
        if scale is None:
            return None
        value = _whole(self._use(atom) * self._use(scale))
        return _Group(value, value, 1, index + 2, "words")

    def _lower_group(self, group: _Group) -> _Group | None:
        """The group that "and" adds to this one: of a lower scale, and smaller than this scale."""
        at = self._joined(group.last) if group.scale > 1 and group.form != "vague" else None
        if at is None:
            return None
        used = len(self._places)
        found = self._group(at) or self._one(at)
        if found and found.form != "vague" and found.scale < group.scale and 0 < found.low < group.scale:
            atom = self._atom(at)
            if atom is None or atom.role != "fraction":
                return found
        del self._places[used:]
        return None

    def _one(self, index: int) -> _Group | None:
        atom = self._atom(index)
        return _Group(self._use(atom), 1, 1, index + 1, "words") if atom and atom.role == "one" else None

    def _fraction_after(self, last: int, scale: int) -> tuple[Value, int]:
        at = self._joined(last)
        atom = self._atom(at) if at is not None else None
        if at is None or atom is None or atom.role != "fraction":
            return 0, last
        repeated = self._atom(at + 1)
        again = repeated is not None and repeated.role == "scale" and repeated.value == scale
        if scale == 1 and not again and at + 1 < len(self._tokens) and self._tokens[at + 1].kind == "word":
            return 0, last
        return self._use(atom) * scale, at + (2 if again else 1)

    def _below_thousand(self, index: int) -> tuple[int, int] | None:
        atom = self._atom(index)
        if atom is None:
            return None
        hundreds = self._hundreds(index, atom)
        if hundreds is None:
            return self._below_hundred(index)
        value, last = hundreds
        at = self._joined(last)
        rest = self._below_hundred(at, inside=True) if at is not None else None
        return (value + rest[0], rest[1]) if rest else hundreds

    def _hundreds(self, index: int, atom: Atom) -> tuple[int, int] | None:
        if atom.role == "hundred":
            return int(self._use(atom)), index + 1
        following = self._plain(index + 1, "hundred")
        if atom.role == "unit" and 3 <= atom.value <= 9 and following and following.value == 100:
            self._use(following)
            return int(self._use(atom)) * 100, index + 2
        return None

    def _below_hundred(self, index: int, *, inside: bool = False) -> tuple[int, int] | None:
        """A teen, a unit and a ten, a ten, or a unit; "one" counts only with a ten or inside a greater number."""
        atom = self._atom(index)
        if atom is None or atom.role not in ("one", "first", "unit", "ten"):
            return None
        teen = self._atom(index + 1)
        if atom.role != "ten" and atom.value < 10 and teen and self._is_ten(index + 1):
            return int(self._use(atom)) + int(self._use(teen)), index + 2
        at = self._joined(index + 1)
        ten = self._atom(at) if at is not None else None
        if atom.role != "ten" and atom.value < 10 and at is not None and ten and ten.role == "ten":
            return int(self._use(atom)) + int(self._use(ten)), at + 1
        alone = ("unit", "ten", "one") if inside else ("unit", "ten")
        return (int(self._use(atom)), index + 1) if atom.role in alone else None


def _value(cell: str) -> Value:
    return 0 if cell == "-" else _whole(float(cell))


def _whole(value: Value) -> Value:
    """An integer where nothing is lost by it."""
    value = round(value, 9)
    return int(value) if value == int(value) else value
