"""Which outlet a name means that several bear: the article's own, else that of the country around the name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.arabic.orthography import fold_word
from marsad.lexicon.knowledge import Entity, slug
from marsad.lexicon.table import load
from marsad.linking.beside import word_before
from marsad.linking.context import Context
from marsad.records import Mention

_OUTLET = "outlet:"
_SEVERAL = "INT"
_HEADED: Mapping[str, frozenset[str]] = {
    "agency": frozenset(("agency", "site")),
    "broadcaster": frozenset(("broadcaster", "site")),
}
"""Kinds of outlets that may follow a word for a kind ("the agency ..."); other words go with all."""
_QUOTES = frozenset(
    "\"'()\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
)
_BRACKETS = frozenset("()")
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_LEADS = ("\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER BEH}")
_MORE = 3
"""Namesakes that are told where nothing settles it."""


class Outlets:
    """The outlets by name, and those that share one ("al-Watan" of nine countries)."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._kinds = {
            row["domain"] if row["domain"] != "-" else slug(row["name"]): row["kind"] for row in load("outlets")
        }
        self._words = {fold_word(row["phrase"]): row["kind"] for row in load("outlet_words")}
        self._outlets = {e.id: e for e in entities.values() if e.id.startswith(_OUTLET)}
        bare = {e.id: fold_word(e.name) for e in self._outlets.values() if e.country == _SEVERAL and "." not in e.id}
        named = [(fold_word(e.name), e) for e in self._outlets.values()]
        self._sharing = {
            shared: [e for other, e in named if other.startswith(f"{name} ")] for shared, name in bare.items()
        }

    def settled(
        self, entity: Entity, mention: Mention, context: Context, own: Sequence[str], text: str
    ) -> tuple[Entity | None, tuple[str, ...]]:
        """The outlet that is meant and why; none, and whom the name may mean, where several bear it.

        `own` are the ids of the article's own outlets.
        """
        name = fold_word(" ".join(text[mention.start : mention.end].split()))
        plain = not _is_quoted(mention, text) and not self._is_headed(mention, text, name)
        for home in () if plain else own:
            if home in self._outlets and _is_called(self._outlets[home], name):
                return self._outlets[home], ("alias", "the article's own outlet")
        if plain and name.startswith(_ARTICLE) and " " not in name:
            return None, (entity.id,)
        if self._is_of_other_kind(entity, mention, text, name) or self._is_adjective(mention, text, name):
            return None, (entity.id,)
        sharing = self._sharing.get(entity.id)
        if not sharing:
            return entity, ()
        if plain:
            return None, (entity.id,)
        countries = [
            c for c in (context.beside(mention), *(self._outlets[o].country for o in own if o in self._outlets)) if c
        ]
        found = next((e for c in countries for e in sharing if e.country == c), None)
        return (found, ("alias", f"country {found.country}")) if found else (None, tuple(e.id for e in sharing[:_MORE]))

    def quoted(self, mention: Mention, own: Sequence[str], text: str) -> Entity | None:
        """The article's own outlet, where the name of a place that is called like it stands in quotes."""
        name = fold_word(" ".join(text[mention.start : mention.end].split()))
        if not _is_quoted(mention, text) or text[mention.end] in _BRACKETS:
            return None
        return next((self._outlets[o] for o in own if o in self._outlets and _is_called(self._outlets[o], name)), None)

    def _is_headed(self, mention: Mention, text: str, name: str) -> bool:
        """Whether a word for a kind of outlet opens a name or stands before it."""
        words = (name.split()[0], fold_word(word_before(mention, text).strip("".join(_QUOTES))))
        bare = {word.removeprefix(lead).removeprefix(_ARTICLE) for word in words for lead in ("", *_LEADS)}
        return not bare.isdisjoint(self._words)

    def _is_adjective(self, mention: Mention, text: str, name: str) -> bool:
        """Whether a word with the article follows one with the article ("the language \"al-Arabiya\"")."""
        word = fold_word(word_before(mention, text).strip("".join(_QUOTES)))
        if " " in name or not (name.startswith(_ARTICLE) and word.startswith(_ARTICLE)):
            return False
        return word.removeprefix(_ARTICLE) not in self._words and word not in self._words

    def _is_of_other_kind(self, entity: Entity, mention: Mention, text: str, name: str) -> bool:
        """Whether the word that opens a name, or stands before it, is of another kind than the outlet."""
        words = (name.split()[0], fold_word(word_before(mention, text)))
        told = (_HEADED.get(self._words.get(word.removeprefix(_ARTICLE), "")) for word in words)
        kinds = next((kinds for kinds in told if kinds), None)
        kind = self._kinds.get(entity.id.removeprefix(_OUTLET))
        return kinds is not None and kind is not None and kind not in kinds


def _is_quoted(mention: Mention, text: str) -> bool:
    around = text[max(0, mention.start - 1) : mention.start], text[mention.end : mention.end + 1]
    return all(mark and mark in _QUOTES for mark in around)


def _is_called(outlet: Entity, name: str) -> bool:
    """Whether an outlet bears a name, with or without its country after it."""
    names = (outlet.name, *outlet.aliases, *outlet.shorts)
    return any(f"{fold_word(spelled)} ".startswith(f"{name} ") for spelled in names)
