"""The countries that an article is about, weighed by what it names for certain, and those named beside a word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from marsad.arabic.orthography import fold_word
from marsad.lexicon.knowledge import Country, Entity
from marsad.lexicon.table import load
from marsad.records import Mention

_NOWHERE = frozenset(("-", "INT"))
_BEFORE, _AFTER = 150, 80
"""Code points around a mention within which the one country that is named is its own."""
_RIVAL = 2
"""How many times less may speak for the outlet's own country than for the first one, for a body to be either's."""
_GAP = 5
"""Code points between the names of a list: a comma, "and"."""
_MARGIN = 1.5
"""How much more must speak for the first country of an article than for the second."""
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_ENDINGS = ("", "\N{ARABIC LETTER HEH}")


def adjectives(countries: Mapping[str, Country]) -> dict[str, str]:
    """The country of every folded adjective without article, save those that are everyday words ("financial")."""
    everyday = {fold_word(row["alias"]) for row in load("weak_aliases")}
    return {
        fold_word(adjective) + ending: code
        for code, country in countries.items()
        for adjective in country.adjectives
        if fold_word(adjective) not in everyday
        for ending in _ENDINGS
    }


class Context:
    """Weights of countries by the mentions that have one candidate, or one country among their candidates."""

    def __init__(
        self,
        mentions: Iterable[Mention],
        entities: Mapping[str, Entity],
        home: Sequence[str] = (),
        nationality: Mapping[str, str] | None = None,
    ) -> None:
        """`home` are the countries of the outlet, `nationality` the countries of adjectives, for those in roles."""
        self._weights: Counter[str] = Counter()
        self._named: list[tuple[int, str]] = []
        self._keys: defaultdict[str, set[str]] = defaultdict(set)
        self._called: defaultdict[str, list[Mention]] = defaultdict(list)
        mentions = list(mentions)
        self.named = frozenset(m.candidates[0] for m in mentions if len(m.candidates) == 1)
        """The entities that the article names by a name that nobody else bears."""
        self._longer: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self._called[mention.key].append(mention)
            if mention.kind == "organization" and " " in mention.key:
                self._longer[mention.key.rpartition(" ")[2]].append(mention)
            found = {_country(candidate, entities) for candidate in mention.candidates} - _NOWHERE
            if len(found) == 1:
                country = found.pop()
                self._weights[country] += 2 if len(mention.candidates) == 1 else 1
                self._named.append((mention.start, country))
                self._keys[country].add(mention.key)
            for country in _in_role(mention, nationality or {}):
                self._named.append((mention.start, country))
                self._keys[country].add("")
        self._named.sort()
        self._starts = {m.start: m for m in mentions if m.kind == "place"}
        self._ends = {m.end: m for m in mentions if m.kind == "place"}
        self._home = frozenset(home)
        self._roles = [
            (mention.role_start, mention.role_end, country)
            for mention in mentions
            if mention.role_start is not None and mention.role_end is not None and not mention.office
            for country in {_country(candidate, entities) for candidate in mention.candidates} - _NOWHERE
        ]
        for country in home:
            self._weights[country] += 1
            self._keys[country].add("")

    def weight(self, country: str) -> int:
        """How much speaks for a country."""
        return self._weights.get(country, 0)

    def called(self, key: str) -> Sequence[Mention]:
        """The mentions of one key."""
        return self._called[key]

    def longer(self, word: str) -> Sequence[Mention]:
        """The organisations whose names end with a word, and are more than it."""
        return self._longer.get(word, ())

    def is_home(self, country: str) -> bool:
        """Whether a country is the outlet's own."""
        return country in self._home

    def speaks_of(self, country: str, key: str) -> bool:
        """Whether anything but the names of one key speaks for a country."""
        return bool(self.keys(country) - {key})

    def keys(self, country: str) -> AbstractSet[str]:
        """The keys of the names that speak for a country, empty for what is no name (the outlet's own country)."""
        return self._keys.get(country, frozenset[str]())

    def first(self) -> str | None:
        """The country for which most speaks, None where none does or another is near."""
        ranked = self._weights.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]):
            return None
        return ranked[0][0]

    def listed(self, mention: Mention) -> list[Mention]:
        """The places that stand right before and after one, as in a list of places."""
        before = (self._ends.get(mention.start - gap) for gap in range(1, _GAP))
        after = (self._starts.get(mention.end + gap) for gap in range(1, _GAP))
        found = (next(filter(None, beside), None) for beside in (before, after))
        return [place for place in found if place is not None]

    def told(self, mention: Mention, *, in_office: bool = False) -> str | None:
        """The country of a body that does not state it: of the person whose role names it, else of the article.

        An outlet at home in the country that an article speaks of most means its own bodies, whatever state is named
        beside them. A body in an office ("deputy head of ...") is any state's where two are spoken of.
        """
        within = {c for start, end, c in self._roles if start <= mention.start and mention.end <= end}
        if len(within) == 1:
            return within.pop()
        first, beside = self.first(), self.beside(mention)
        if first in self._home or first is None:
            return first or beside
        rival = max(map(self.weight, self._home), default=0)
        if _RIVAL * rival >= self.weight(first) and (in_office or beside != first):
            return None if in_office else beside
        return beside or first

    def beside(self, mention: Mention) -> str | None:
        """The one country that is named around a mention, None where none is or several are."""
        first = bisect_left(self._named, (mention.start - _BEFORE, ""))
        last = bisect_right(self._named, (mention.end + _AFTER, ""))
        found = {country for start, country in self._named[first:last] if start != mention.start}
        return found.pop() if len(found) == 1 else None


def _in_role(mention: Mention, nationality: Mapping[str, str]) -> Iterator[str]:
    words = mention.key if mention.office else mention.role
    for word in fold_word(words).split() if words else ():
        code = nationality.get(word.removeprefix(_ARTICLE))
        if code is not None:
            yield code


def _country(candidate: str, entities: Mapping[str, Entity]) -> str:
    if "@" in candidate:
        return candidate.rpartition("@")[2]
    entity = entities.get(candidate)
    return entity.country if entity else "-"
