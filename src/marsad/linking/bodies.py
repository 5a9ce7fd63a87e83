"""Whether a body that bears a name which many states' bodies bear ("Labour Party") is the one that is meant."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.arabic.orthography import fold_word
from marsad.lexicon.knowledge import Country, Entity
from marsad.lexicon.table import load
from marsad.linking.context import Context, adjectives
from marsad.records import Mention

_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_NOWHERE = frozenset(("-", "INT"))


class SharedNames:
    """Tells names that state their country, or that one body alone bears, from those that say neither."""

    def __init__(self, countries: Mapping[str, Country]) -> None:
        self._told = frozenset(adjectives(countries)) | {
            fold_word(name) for country in countries.values() for name in (*country.names, *country.demonyms)
        }
        self._heads = frozenset(fold_word(row["word"]) for row in load("shared_heads"))

    def has(self, entity: Entity, mention: Mention, context: Context) -> bool:
        """Whether a body has grounds: a name of its own, a country in its name, or an article that speaks of it."""
        if (
            not entity.id.startswith("org:")
            or not mention.key
            or entity.country in _NOWHERE
            or not self._is_shared(entity, mention)
        ):
            return True
        return any(not self._is_headed(key) for key in context.keys(entity.country) - {mention.key})

    def _is_shared(self, entity: Entity, mention: Mention) -> bool:
        _, *rest = (fold_word(word) for word in mention.key.split())
        if not self._is_headed(mention.key) or fold_word(" ".join(rest)) in map(fold_word, entity.aliases):
            return False
        return self._told.isdisjoint(word.removeprefix(_ARTICLE) for word in rest)

    def _is_headed(self, key: str) -> bool:
        words = fold_word(key).split()
        return (
            bool(words)
            and words[0].removeprefix(_ARTICLE) in self._heads
            and self._told.isdisjoint(word.removeprefix(_ARTICLE) for word in words[1:])
        )
