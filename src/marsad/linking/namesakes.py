"""Whether a listed person is meant by a name that many others bear: a common given name and a common family name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import log

from marsad.arabic.orthography import fold_word
from marsad.lexicon.knowledge import Country, Entity, Office
from marsad.lexicon.table import load
from marsad.linking.beside import word_before
from marsad.linking.context import Context, adjectives
from marsad.linking.cut_names import SON, name_counts
from marsad.records import Mention

_COMMON = 6_000
"""Bearers of the given name times bearers of the family name, among Wikidata's persons, from which a name is common."""
_GIVEN, _FAMILY = 20, 5
"""Bearers below which a given, or family name is so rare that the whole is one's own ("Saddam Hussein")."""
_FAMOUS = 3
"""Offices in the lists from which a person is known by the name alone in articles that speak of the country."""
_NEAR = 120
"""Code points around a name within which its office may be told."""
_TOLD = 0.4
"""Weight of an office's words, seldom ones counting more, from which the office is told."""
_SHORTEST = 3
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_LI = "\N{ARABIC LETTER LAM}" * 2
_LEADS = ("\N{ARABIC LETTER WAW}", _LI, "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}", _ARTICLE)
_HOUSE = "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}\N{ARABIC LETTER LAM}"
_SERVANT = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER BEH}\N{ARABIC LETTER DAL}"
"""Opens given names of two words ("servant of ...")."""


class Namesakes:
    """Tells a listed person from others of the name: by title, office, or the state that the article speaks of."""

    def __init__(self, offices: Sequence[Office], countries: Mapping[str, Country]) -> None:
        also: dict[frozenset[str], list[frozenset[str]]] = {}
        for row in load("office_synonyms"):
            also.setdefault(_bare(row["office"]), []).append(_bare(row["name"]))
        self._offices: dict[str, list[frozenset[str]]] = {}
        for office in offices:
            words = _bare(office.office)
            self._offices.setdefault(office.person, []).extend(filter(None, (words, *also.get(words, ()))))
        told = Counter(word for held in self._offices.values() for words in held for word in words)
        self._weights = {word: log(1 + told.total() / times) for word, times in told.items()}
        self._famous = {person for person, held in Counter(o.person for o in offices).items() if held >= _FAMOUS}
        self._nationality = {_without_lead(word): code for word, code in adjectives(countries).items()}

    def has(self, person: Entity, mention: Mention, context: Context, text: str) -> bool:
        """Whether a person has grounds: a name that few bear, or a second sign; offices for their holder always have.

        Persons whose offices nobody listed, as a user's own may be, are taken at their name.
        """
        offices = self._offices.get(person.id)
        if not offices or mention.office or not _is_common(mention.key):
            return True
        same = context.called(mention.key)
        roles = frozenset(word for m in same for word in _bare(m.role or ""))
        told = context.speaks_of(person.country, mention.key)
        if not _titles("royal").isdisjoint(roles) or (told and person.id in self._famous):
            return True
        near = max(self._share(offices, _bare(_around(m, text))) for m in same)
        if near >= _TOLD:
            return True
        home = context.is_home(person.country)
        beside = roles.union(*(_bare(word_before(m, text)) for m in same))
        if any(self._nationality.get(word) == person.country for word in beside):
            return not home or near > 0
        if home:
            return False
        return told and (roles <= _titles() or self._share(offices, _bare(text)) >= _TOLD)

    def _share(self, offices: Iterable[frozenset[str]], words: frozenset[str]) -> float:
        """The weight of those words of an office that are among others, the largest of all offices."""
        return max(self._weight(office & words) / self._weight(office) for office in offices)

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self._weights[word] for word in words)


class Houses:
    """The houses ("Al Khalifa") that the listed persons of every country are of."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._countries: dict[str, set[str]] = {}
        for person in entities.values():
            if person.id.startswith("person:"):
                for house in (h for alias in person.aliases for h in _houses(alias)):
                    self._countries.setdefault(house, set()).add(person.country)

    def is_other(self, person: Entity, mention: Mention, text: str) -> bool:
        """Whether a name goes on with a house that is another country's."""
        told = (self._countries.get(house) for house in _houses(text[mention.start : mention.end]))
        return any(countries is not None and person.country not in countries for countries in told)


def _houses(name: str) -> list[str]:
    """The words that follow "house of"; the alef with madda alone tells that from the article."""
    words = name.split()
    return [fold_word(after) for word, after in pairwise(words) if word == _HOUSE]


def _is_common(key: str) -> bool:
    parts = list(_parts(key.split()))
    if len(parts) == 1:
        return SON not in key.split() and name_counts(parts[0])[1] >= _FAMILY
    if len(parts) != 2:
        return False
    (given, _), (first, family) = name_counts(parts[0]), name_counts(parts[1])
    family = max(first, family) if SON in key.split() else family
    return given >= _GIVEN and family >= _FAMILY and given * family >= _COMMON


def _parts(words: Iterable[str]) -> Iterable[str]:
    """The parts of a name, without "son", those of two words as one."""
    servant = ""
    for word in words:
        if word == _SERVANT:
            servant = word
        elif word != SON:
            yield servant + word
            servant = ""


def _around(mention: Mention, text: str) -> str:
    before, after = max(0, mention.start - _NEAR), mention.end + _NEAR
    return f"{text[before : mention.start]} {text[mention.end : after]}"


def _bare(text: str) -> frozenset[str]:
    """The folded words of a text without proclitics and article, short ones left out."""
    words = ("".join(letter for letter in word if letter.isalpha()) for word in fold_word(text).split())
    return frozenset(bare for word in words if len(bare := _without_lead(word)) >= _SHORTEST)


@cache
def _without_lead(word: str) -> str:
    for lead in _LEADS:
        if len(word) - len(lead) >= _SHORTEST:
            word = word.removeprefix(lead)
    return word


@cache
def _titles(kind: str = "") -> frozenset[str]:
    """Words for titles of a kind, or of all."""
    return frozenset(_without_lead(fold_word(row["word"])) for row in load("titles") if kind in ("", row["kind"]))
