"""How much a term or entity tells of an event: the rarer in news at large and among the articles at hand, the more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from marsad.stories.digests import Digest
from marsad.stories.terms import skeleton, term_reader

PRIOR_ARTICLES = 300
"""News at large counts as much as so many articles at hand."""

_KEY_RATES = (("country:", 0.04), ("place:", 0.004), ("org:", 0.004), ("person:", 0.002))
_UNKNOWN_KEY = 0.001


class Rates:
    """Weights of terms and entities for the articles of some days. Adding articles changes them little by little."""

    def __init__(self, digests: Iterable[Digest]) -> None:
        self._reader = term_reader()
        self._terms: Counter[str] = Counter()
        self._keys: Counter[str] = Counter()
        self.articles = 0
        for digest in digests:
            self.articles += 1
            terms = {*digest.main.terms, *(term for term, _ in digest.body)}
            self._terms.update({skeleton(term) for term in terms})
            self._keys.update(key for key, _ in digest.keys)
        self._known: dict[str, tuple[str, float]] = {}
        self._known_keys: dict[str, float] = {}

    def term(self, term: str) -> float:
        """The weight of a term: minus the logarithm of the share of articles that have it."""
        return self.weighed(term)[1]

    def weighed(self, term: str) -> tuple[str, float]:
        """A term without the vowels that vary (see `terms.skeleton`), and its weight."""
        known = self._known.get(term)
        if known is None:
            bare = skeleton(term)
            known = self._known[term] = bare, self._weight(self._terms[bare], self._reader.rate(term))
        return known

    def key(self, key: str) -> float:
        """The weight of an entity."""
        known = self._known_keys.get(key)
        if known is None:
            usual = next((rate for prefix, rate in _KEY_RATES if key.startswith(prefix)), _UNKNOWN_KEY)
            known = self._known_keys[key] = self._weight(self._keys[key], usual)
        return known

    def _weight(self, met: int, usual: float) -> float:
        return -math.log((met + PRIOR_ARTICLES * usual) / (self.articles + PRIOR_ARTICLES))
