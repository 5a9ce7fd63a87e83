"""Takes a word apart: proclitics, stem, pronoun suffix.

Words that a list names are taken apart as it says. For the others every way to cut is scored by a log-linear model
whose evidence is how often the pieces stand alone or with other clitics in news, and the letters at the cuts. Its
weights were fitted on the first 250 sentences of UD Arabic PUD (the method: softmax over the candidate cuts of a
word, L2 penalty; `training/clitics.py`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from marsad.arabic.orthography import LOOKUP, fold
from marsad.arabic.tokens import ARABIC_LETTERS

_ALEF, _LAM, _TA = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER TEH}"
_TA_MARBUTA, _SEEN = "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER SEEN}"
_IMPERFECT = (_TA, _ALEF, "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER NOON}")
_ARTICLE = _ALEF + _LAM
_ARABIC_WORD = re.compile(f"[{ARABIC_LETTERS}]+")
_SCALE = 20.0
_LONGEST = 24
_REMEMBERED = 200_000


class Segments(NamedTuple):
    """A word taken apart.

    `proclitics`, `stem` and `suffix` are folded (`orthography.LOOKUP`); the stem has its article back where the
    preposition li- swallowed the alef. `spans` are the pieces' half-open offsets in the word as given, in order and
    without a gap. `suffix` is "" where there is none.
    """

    proclitics: tuple[str, ...]
    stem: str
    suffix: str
    spans: tuple[tuple[int, int], ...]


class Cut(NamedTuple):
    """One way to cut a folded word: conjunction, preposition or future particle, stem as written, pronoun."""

    conjunction: str
    particle: str
    stem: str
    suffix: str

    @property
    def pieces(self) -> tuple[str, ...]:
        """What is left after the cut, in order."""
        return tuple(piece for piece in self if piece)


class CliticTables(NamedTuple):
    """What a splitter knows: the clitics by kind, words with their pieces, counts of words in news (as logarithms)."""

    conjunctions: tuple[str, ...]
    particles: tuple[str, ...]
    pronouns: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    logs: Mapping[str, float]

    @classmethod
    def of(
        cls,
        clitics: Iterable[Mapping[str, str]],
        words: Iterable[Mapping[str, str]],
        counts: Mapping[str, int],
    ) -> CliticTables:
        """Build from rows `form, kind` and `word, pieces` (joined by +), and counts of folded words."""
        forms = [(row["form"], row["kind"]) for row in clitics]

        def kind(*names: str) -> tuple[str, ...]:
            return ("", *(form for form, is_a in forms if is_a in names))

        known = {_folded(row["word"]): tuple(map(_folded, row["pieces"].split("+"))) for row in words}
        logs = {word: math.log2(1 + count) / _SCALE for word, count in counts.items()}
        return cls(kind("conjunction"), kind("preposition", "future"), kind("pronoun"), known, logs)

    def listed(self, word: str) -> tuple[str, ...] | None:
        """The pieces of a listed word, also after a conjunction; a listed whole word stays whole with the article."""
        if word in self.words:
            return self.words[word]
        rest = self.words.get(word[1:])
        if word[0] in self.conjunctions and rest and (len(rest) > 1 or len(word) > 3):
            return (word[0], *rest)
        bare = word.removeprefix(_ARTICLE)
        return (word,) if bare != word and self.words.get(bare) == (bare,) else None

    def cuts(self, word: str) -> Iterator[Cut]:
        """Every way to cut a word that is not listed."""
        for conjunction in self.conjunctions:
            after = word.removeprefix(conjunction)
            if len(after) + len(conjunction) != len(word):
                continue
            for particle in self.particles:
                if after.startswith(particle):
                    yield from self._endings(conjunction, particle, after[len(particle) :])

    def _endings(self, conjunction: str, particle: str, rest: str) -> Iterator[Cut]:
        for suffix in self.pronouns:
            stem = rest[: len(rest) - len(suffix)]
            bare = not (conjunction or particle or suffix)
            future = particle != _SEEN or stem.startswith(_IMPERFECT)
            if rest.endswith(suffix) and (len(stem) > 1 or bare) and future:
                yield Cut(conjunction, particle, stem, suffix)

    def restored(self, particle: str, stem: str) -> str:
        """The stem with the alef of its article, which is not written after the preposition li-.

        A stem that begins with lam of its own (Lebanon) is left, where it is the more frequent word.
        """
        if particle != _LAM or not stem.startswith(_LAM) or len(stem) < 3:
            return stem
        return stem if self.logs.get(stem, 0.0) > self.logs.get(_ALEF + stem, 0.0) else _ALEF + stem

    def evidence(self, word: str, cut: Cut) -> Iterator[tuple[str, float]]:
        """What speaks for and against a cut: names of features and their values. Whole words are the base line."""
        full = self.restored(cut.particle, cut.stem)
        article = full.startswith(_ARTICLE) and len(full) > 4
        core = full[2:] if article else full
        yield from self._frequencies(word, cut, full, core)
        yield from _shape(cut, article)
        if cut.conjunction or cut.particle:
            forms = ("", *self.conjunctions[1:], *self.particles[1:], _ARTICLE, self.conjunctions[1] + _ARTICLE)
            family = sum(form + core in self.logs for form in forms) / len(forms)
            yield "family", family
            yield f"family {cut.particle or cut.conjunction}", family
        if cut.suffix:
            family = sum(cut.stem + form in self.logs for form in self.pronouns) / len(self.pronouns)
            yield "kin", family
            yield f"kin {cut.suffix}", family
            yield from self._before_suffix(cut, full)

    def _frequencies(self, word: str, cut: Cut, full: str, core: str) -> Iterator[tuple[str, float]]:
        """How often the pieces stand alone, each beside what it was cut from: a conjunction is cut first."""
        alone, defined = self.logs.get(full, 0.0), self.logs.get(_ARTICLE + core, 0.0)
        rest = word[len(cut.conjunction) :]
        groups = {(_pattern(cut), rest), (cut.particle and f"p{cut.particle}", rest), (cut.suffix and "s", rest)}
        if cut.conjunction:
            groups.add(("c", word))
            yield "c rest", self.logs.get(rest, 0.0)
        for group, whole in sorted(groups):
            if group:
                yield f"{group} whole", self.logs.get(whole, 0.0)
                yield f"{group} alone", alone
                yield f"{group} defined", defined
                yield f"{group} rarer", alone - self.logs.get(whole, 0.0)
                yield f"{group} never alone", float(not alone)
                yield f"{group} never defined", float(not defined)
        yield "alone", alone
        yield "best", max(alone, defined)

    def _before_suffix(self, cut: Cut, full: str) -> Iterator[tuple[str, float]]:
        if cut.stem.endswith(_TA):
            feminine = self.logs.get(full[:-1] + _TA_MARBUTA, 0.0)
            yield "feminine", 1.0
            yield "feminine alone", feminine
            yield "feminine never alone", float(not feminine)


def _pattern(cut: Cut) -> str:
    if cut.suffix:
        return f"s{cut.suffix}" + ("+" if cut.particle else "")
    return f"p{cut.particle}" if cut.particle else ""


def _shape(cut: Cut, article: bool) -> Iterator[tuple[str, float]]:
    conjunction, particle, stem, suffix = cut
    length = min(len(stem), 6)
    yield f"has {conjunction}", 1.0
    yield f"both {bool(conjunction and particle)}", 1.0
    yield f"is {particle} article {article}", 1.0
    yield f"ends {suffix}", 1.0
    if conjunction or particle:
        yield f"after proclitic {length}", 1.0
        yield f"proclitic to {stem[-2:]}", 1.0
        yield f"{particle or conjunction} before {stem[:1]}", 1.0
        yield f"{particle or conjunction} before {stem[:2]}", 1.0
    if suffix:
        yield f"before suffix {length} {article}", 1.0
        yield f"{stem[-1:]} before {suffix[:1]}", 1.0
        yield f"{stem[-1:]} before suffix", 1.0
        yield f"{stem[:1]} and {suffix}", 1.0
        yield f"{stem[:1]} and suffix", 1.0
    else:
        yield f"no suffix after {stem[-2:]}", 1.0


class CliticSplitter:
    """Takes words apart; remembers what it has seen. `weights` are those of the features of `CliticTables.evidence`."""

    def __init__(self, tables: CliticTables, weights: Mapping[str, float]) -> None:
        self._tables = tables
        self._weights = weights
        self._seen: dict[str, Segments] = {}

    def split(self, word: str) -> Segments:
        """The segments of one word as it stands in a text, marks and all. Any string is accepted."""
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            known = self._seen[word] = self._split(word)
        return known

    def _split(self, word: str) -> Segments:
        folded = fold(word, LOOKUP)
        pieces = self.pieces(folded.text)
        starts = [0]
        at = 0
        for piece in pieces[:-1]:
            at += len(piece)
            starts.append(folded.back(at, at)[0])
        spans = tuple(zip(starts, [*starts[1:], len(word)], strict=True))
        if any(start >= end for start, end in spans):
            return Segments((), folded.text, "", ((0, len(word)),))
        return self._named(pieces, spans)

    def pieces(self, folded: str) -> tuple[str, ...]:
        """The pieces of a folded word; they join back to it, save in listed words that contract."""
        if len(folded) > _LONGEST or not _ARABIC_WORD.fullmatch(folded):
            return (folded,)
        listed = self._tables.listed(folded)
        if listed:
            return listed
        cuts = list(self._tables.cuts(folded))
        return (cuts[0] if len(cuts) == 1 else max(cuts, key=lambda cut: self._score(folded, cut))).pieces

    def _score(self, word: str, cut: Cut) -> float:
        weights = self._weights
        return sum(weights.get(name, 0.0) * value for name, value in self._tables.evidence(word, cut))

    def _named(self, pieces: tuple[str, ...], spans: tuple[tuple[int, int], ...]) -> Segments:
        has_suffix = len(pieces) > 1 and pieces[-1] in self._tables.pronouns
        suffix = pieces[-1] if has_suffix else ""
        *before, stem = pieces[:-1] if has_suffix else pieces
        return Segments(tuple(before), self._tables.restored(before[-1] if before else "", stem), suffix, spans)


def _folded(word: str) -> str:
    return fold(word, LOOKUP).text
