"""The countries that an article is about, weighed by what it names for certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from marsad.lexicon.knowledge import Entity
from marsad.records import Mention

_NOWHERE = frozenset(("-", "INT"))


class Context:
    """Weights of countries by the mentions that have one candidate, or one country among their candidates."""

    def __init__(self, mentions: Iterable[Mention], entities: Mapping[str, Entity], home: Sequence[str] = ()) -> None:
        self._weights: Counter[str] = Counter()
        mentions = list(mentions)
        self.told = frozenset(m.candidates[0] for m in mentions if len(m.candidates) == 1)
        """The entities that the article names by a name that nobody else bears."""
        for mention in mentions:
            found = {_country(candidate, entities) for candidate in mention.candidates} - _NOWHERE
            if len(found) == 1:
                self._weights[found.pop()] += 2 if len(mention.candidates) == 1 else 1
        for country in home:
            self._weights[country] += 1

    def weight(self, country: str) -> int:
        """How much speaks for a country."""
        return self._weights.get(country, 0)

    def first(self) -> str | None:
        """The country for which most speaks, None where none or two do."""
        ranked = self._weights.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


def _country(candidate: str, entities: Mapping[str, Entity]) -> str:
    if "@" in candidate:
        return candidate.rpartition("@")[2]
    entity = entities.get(candidate)
    return entity.country if entity else "-"
