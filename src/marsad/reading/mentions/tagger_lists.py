"""What the lists of Marsad say of the words of a sentence, as signs for the tagger (never as a verdict)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.arabic.clitics import CliticSplitter
from marsad.arabic.orthography import fold_word
from marsad.arabic.tokens import Token, tokenize
from marsad.lexicon import compiled
from marsad.lexicon.knowledge import countries, entities, state_bodies
from marsad.lexicon.table import load

_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_WORD_LISTS = ("offices", "organization_heads", "place_heads", "place_prepositions", "titles", "foreign_names")
_WORD_COLUMNS = ("word", "name")


def keys_of(text: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(fold_word(token.text) for token in tokenize(text) if token.kind in ("word", "foreign", "number"))


class KnownNames:
    """Marks the words of names that the knowledge base has: "B-place", "I-place", in order of the longest first."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
        for entity in entities().values():
            origin, _, _ = entity.id.partition(":")
            mark = f"{entity.kind}/{origin}" if origin in ("country", "outlet") else entity.kind
            for alias in entity.aliases:
                self._add(alias, mark)
            for alias in entity.shorts:
                self._add(alias, f"{mark}~")
        for body in state_bodies():
            self._add(body.alias, "body")
        for country in countries().values():
            for word in (*country.adjectives, *country.demonyms):
                self._add(word, "nationality")
        for names in self._names.values():
            names.sort(key=lambda name: (-len(name[0]), name))

    def _add(self, alias: str, mark: str) -> None:
        keys = keys_of(alias)
        if keys and len(keys[0]) > 1:
            self._names.setdefault((keys[0], keys[1] if len(keys) > 1 else ""), []).append((keys[1:], mark))

    def marks(self, words: Sequence[Sequence[str]]) -> list[list[str]]:
        """The marks of each word; each word is given as its readings, with and without proclitics."""
        found: list[list[str]] = [[] for _ in words]
        for first, readings in enumerate(words):
            for length, mark in self._at(words, first, readings):
                for place in range(length):
                    found[first + place].append(f"{'I' if place else 'B'}-{mark}")
        return found

    def _at(self, words: Sequence[Sequence[str]], first: int, readings: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The longest names that begin at a word."""
        longest = 0
        second = words[first + 1][0] if first + 1 < len(words) else ""
        for reading in readings:
            longer = self._names.get((reading, second), ()) if second else ()
            for rest, mark in (*longer, *self._names.get((reading, ""), ())):
                last = first + 1 + len(rest)
                if len(rest) + 1 < longest:
                    break
                if last <= len(words) and all(k == w[0] for k, w in zip(rest, words[first + 1 : last], strict=True)):
                    longest = len(rest) + 1
                    yield longest, mark


class WordLists:
    """Marks single words: what lists they stand in, how often they are parts of names, whether they may be verbs."""

    def __init__(self) -> None:
        self._marks: dict[str, list[str]] = {}
        for name in _WORD_LISTS:
            for row in load(name):
                for column in _WORD_COLUMNS:
                    if column in row.cells:
                        self._marks.setdefault(fold_word(row[column]), []).append(name)
        self._parts = compiled.name_parts()
        self._counts = compiled.word_frequencies()
        self._verbs = compiled.verb_forms()

    def marks(self, key: str, folded: str) -> list[str]:
        """The marks of a word without proclitics: `key` is folded for comparison, `folded` for look-up."""
        found = list(self._marks.get(key, ()))
        given, family = self._parts.get(key, (0, 0))
        found += [f"given {given.bit_length()}", f"family {family.bit_length()}"] if given or family else ["no name"]
        found.append(f"often {self._counts.get(folded, 0).bit_length() // 2}")
        readings = self._verbs.get(folded, "")
        if "/V" in readings:
            found.append("verb")
        if "/A" in readings or "/P" in readings or "/M" in readings:
            found.append("noun of verb")
        return found


class Word:
    """A word taken apart, with what the lists say of it alone."""

    __slots__ = ("article", "key", "lists", "proclitics", "readings", "shape", "stem")

    def __init__(self, token: Token, splitter: CliticSplitter, lists: WordLists | None) -> None:
        self.key = fold_word(token.text)
        self.shape = token.text if token.kind in ("punctuation", "symbol") else token.kind
        parts = splitter.split(token.text) if token.kind == "word" else None
        whole = fold_word(parts.stem) if parts else self.key
        self.proclitics = "+".join(parts.proclitics) if parts else ""
        self.article = whole.startswith(_ARTICLE) and len(whole) > len(_ARTICLE) + 1
        self.stem = whole[len(_ARTICLE) :] if self.article else whole
        self.readings = (self.key, whole) if whole != self.key else (self.key,)
        folded = parts.stem if parts else self.key
        self.lists = lists.marks(whole, folded) if lists else []
        if lists and self.article:
            self.lists += [f"bare {mark}" for mark in lists.marks(self.stem, folded.removeprefix(_ARTICLE))]
