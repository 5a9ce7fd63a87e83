"""What a word may be in a name: given name, family name, adjective, everyday noun, verb, or a word nobody listed.

Everyday nouns are told by the company of the article: a noun stands with and without it in news, a foreign name or a
verb hardly ever does. The counts are those of `word_frequencies`, the names those of `name_parts` and `foreign_names`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from enum import Enum, auto

from marsad.arabic.orthography import fold_word
from marsad.lexicon.compiled import name_parts, verb_forms, word_frequencies
from marsad.lexicon.knowledge import countries, entities
from marsad.lexicon.table import load
from marsad.reading.mentions.units import ABU, ARTICLE, CONJUNCTIONS, SPELLED, Unit, keys_of, normal, readings

_YA, _HA, _TA = "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER TEH}"
_ALEF, _NUN = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER NOON}"
_MEEM, _KAF = "\N{ARABIC LETTER MEEM}", "\N{ARABIC LETTER KAF}"
_SEEN = "\N{ARABIC LETTER SEEN}"
_LAM = "\N{ARABIC LETTER LAM}"
_IMPERFECT = (_YA, _TA, _NUN, _ALEF)
_FUTURE = (_SEEN + _YA, _SEEN + _TA)
_FINITE = re.compile(r"/V[ap](?:p3|i[13])")
_NOMINAL = re.compile(r"/[AMP]")
_FURTHER = str.maketrans(
    {
        "\N{ARABIC LETTER TEH MARBUTA}": _HA,
        "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}": "\N{ARABIC LETTER WAW}",
        "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}": _YA,
    }
)
"""From the folding of the compiled lists to that of keys."""
_ABD = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER BEH}\N{ARABIC LETTER DAL}"
_ALLAH = _ALEF + _LAM + _LAM + _HA
_PRONOUNS = (_HA, _HA + _ALEF, _HA + _MEEM, _NUN + _ALEF)
_LONG_PRONOUNS = (_HA + _ALEF, _HA + _MEEM, _HA + _MEEM + _ALEF)
_ENDINGS = ("", _HA, _YA + _NUN, _ALEF + _TA)
_SURE_NAME = 20
_KNOWN_NAME = 4
_COMMON = 40
_EVERYDAY = 500


class Class(Enum):
    """What a word is taken for."""

    STOP = auto()
    """Particle, adverb, word of time."""
    VERB = auto()
    NOUN = auto()
    """Everyday noun or adjective without article."""
    DEFINITE = auto()
    """Everyday noun with article."""
    ADJECTIVE = auto()
    """Adjective with article: nisba, or one that belongs to names."""
    COUNTRY = auto()
    """Adjective of a country, with article."""
    FAMILY = auto()
    """Family name with article."""
    GIVEN = auto()
    """Given name."""
    LINK = auto()
    """Part inside a name: "ibn", "van"."""
    PROPER = auto()
    """A word without article that nobody lists: mostly a foreign name."""
    NUMBER = auto()


class WordBook:
    """Classes of words, remembered."""

    def __init__(self) -> None:
        self._counts = _folded(word_frequencies())
        forms = [(normal(form.translate(_FURTHER)), reading) for form, reading in verb_forms().items()]
        self._verbs = frozenset(form for form, reading in forms if _FINITE.search(reading))
        self._nominal = frozenset(form for form, reading in forms if _NOMINAL.search(reading))
        self._given: Counter[str] = Counter()
        self._family: Counter[str] = Counter()
        for part, (given, family) in name_parts().items():
            self._given[normal(part)] += given
            self._family[normal(part)] += family
        self._foreign = _keys("foreign_names", "name")
        for name in self._foreign:
            self._given[name] += _SURE_NAME
        self._foreign_words = _keys("foreign_words", "word")
        self._persons()
        self._openers = _keys("offices", "word") | _keys("titles", "word")
        stops = [row["word"] for row in load("name_stops")]
        self._stops = frozenset(stops) | frozenset(_key(word) for word in stops if word not in SPELLED)
        times = ((row["form"] for row in load(name)) for name in ("weekdays", "months"))
        self._stops |= {
            _key(form) for forms in times for form in forms if " " not in form and self._given[_key(form)] < _SURE_NAME
        }
        self._heads = _keys("organization_heads", "word")
        self._links = _keys("name_connectors", "word")
        self._adjectives = _keys("name_adjectives", "word")
        self._no_adjectives = _keys("not_adjectives", "word")
        named = _adjectives_of_countries()
        self.nationality = {key: code for key, code in named.items() if key not in self._adjectives}
        self._seen: dict[str, Class] = {}

    def _persons(self) -> None:
        """Parts of the names in the knowledge base are parts of names."""
        for entity in entities().values():
            for alias in entity.aliases if entity.kind == "person" else ():
                parts = keys_of(alias)
                if len(parts) > 1:
                    self._family[parts[-1]] += _KNOWN_NAME
                    self._given[parts[0]] += 0 if parts[0].startswith(ARTICLE) else _KNOWN_NAME

    def of(self, unit: Unit) -> Class:
        """The class of a unit as it stands, proclitics and all."""
        if unit.kind != "word":
            return Class.PROPER if unit.kind == "foreign" else Class.NUMBER
        return self.of_key(unit.key)

    def is_particle(self, key: str) -> bool:
        """Whether a word is a particle, an adverb or a word of time as it stands, proclitics and all."""
        return key in self._stops

    def of_key(self, key: str) -> Class:
        """The class of a key."""
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._class(key)
        return found

    def count(self, key: str) -> int:
        """How often news has a word."""
        return self._counts.get(key, 0)

    def given(self, key: str) -> int:
        """How often a word opens the name of a person."""
        return self._given.get(key, 0)

    def family(self, key: str) -> int:
        """How often a word ends the name of a person."""
        return self._family.get(key, 0)

    def country(self, key: str) -> str | None:
        """The country of an adjective with article."""
        return self.nationality.get(key)

    def is_noun(self, key: str) -> bool:
        """Whether a word without article is an everyday noun, also with an ending or a pronoun."""
        if key in self._nominal or self._has_article_form(key):
            return True
        if key.endswith(_YA) and self._counts.get(key + _NUN, 0) > _KNOWN_NAME:
            return self._has_article_form(key + _NUN)
        if key.endswith(_ALEF) and len(key) > 3 and (key[:-1] in self._nominal or self._has_article_form(key[:-1])):
            return True
        for pronoun in _PRONOUNS:
            if key.endswith(pronoun) and len(key) - len(pronoun) > 2:
                stem = key[: -len(pronoun)]
                if (
                    stem in self._nominal
                    or self._has_article_form(stem)
                    or (stem[-1] == _TA and self._has_article_form(stem[:-1] + _HA))
                ):
                    return True
        return False

    def _has_article_form(self, key: str) -> bool:
        alone, defined = self._counts.get(key, 0), self._counts.get(ARTICLE + key, 0)
        return defined >= _KNOWN_NAME and defined * 12 >= alone

    def _class(self, key: str) -> Class:
        if key in self._stops or len(key) == 1:
            return Class.STOP
        if key in self._links:
            return Class.LINK
        if key in self._foreign:
            return Class.GIVEN
        if key.startswith(ARTICLE) and len(key) > 4:
            given = self._given.get(key, 0)
            sure = given >= _SURE_NAME and given * _SURE_NAME > self._counts.get(key, 0)
            return Class.GIVEN if sure else self._definite(key)
        if ARTICLE + key in self.nationality:
            return Class.NOUN
        if key in self._foreign_words:
            return Class.PROPER
        given = self._given.get(key, 0)
        if given >= _SURE_NAME or (key.startswith((_ABD, ABU)) and len(key) > 5):
            return Class.GIVEN
        rare_noun = not self.is_noun(key) or self._counts.get(ARTICLE + key, 0) < 3 * given
        if given >= _KNOWN_NAME and not self._is_verb(key) and rare_noun:
            return Class.GIVEN
        if self._family.get(key, 0) >= _KNOWN_NAME and not self._has_article_form(key):
            return Class.PROPER
        if self._is_verb(key) and not self._has_article_form(key):
            return Class.VERB
        if not self.is_noun(key) and self._is_verb_with_object(key):
            return Class.VERB
        if self.is_noun(key):
            return Class.NOUN
        return self._with_proclitic(key)

    def _with_proclitic(self, key: str) -> Class:
        """An unknown word that another word with a proclitic explains is no name."""
        for reading in readings(key)[1:]:
            if reading.taken in CONJUNCTIONS and self.of_key(reading.key) is Class.VERB:
                return Class.VERB
            if reading.taken in CONJUNCTIONS and self._is_verb(reading.key) and not self._given.get(reading.key):
                return Class.VERB
            if reading.taken.endswith(_LAM) and reading.key.startswith(_IMPERFECT) and self._is_verb(reading.key):
                return Class.STOP
            if reading.lead == 0 or reading.key.startswith(ARTICLE) or reading.key in self._stops:
                return Class.STOP
            known = self._is_verb(reading.key) or self.is_noun(reading.key)
            count, times = self._counts.get(reading.key, 0), 0.5 if reading.taken in CONJUNCTIONS else 2
            if known and len(key) > 5 and reading.key.endswith(_PRONOUNS) and not self.count(key) > _COMMON:
                return Class.STOP
            noun = count > _COMMON and count * 25 > self._counts.get(key, 0) and self.is_noun(reading.key)
            if noun or (known and count > times * self._counts.get(key, 0)):
                return Class.STOP
        if self._counts.get(key, 0) > _EVERYDAY:
            return Class.NOUN
        if key.endswith(_ALLAH) and not self._given.get(key, 0) + self._family.get(key, 0):
            return Class.STOP
        return Class.STOP if key.endswith(_LONG_PRONOUNS) else Class.PROPER

    def is_demand(self, key: str) -> bool:
        """Whether a calling is spelled like a verb ("he demanded" like "student")."""
        return self._is_verb(key)

    def _is_verb(self, key: str) -> bool:
        return key in self._verbs or (key.startswith(_FUTURE) and key[1:] in self._verbs)

    def _is_verb_with_object(self, key: str) -> bool:
        return any(key.endswith(p) and len(key) - len(p) > 2 and key[: -len(p)] in self._verbs for p in _PRONOUNS)

    def _definite(self, key: str) -> Class:
        if key in self._adjectives:
            return Class.ADJECTIVE
        if key in self.nationality:
            return Class.COUNTRY
        if key in self._no_adjectives:
            return Class.DEFINITE
        bare, count = key[2:], self._counts.get(key, 0)
        family, feminine = self._family.get(key, 0), self._counts.get(key + _HA, 0)
        if bare in self._heads or (bare in self._openers and not bare.endswith((_YA, _YA + _HA))):
            return Class.DEFINITE
        if family * 200 > count and (family >= _SURE_NAME or (family >= _KNOWN_NAME and family * 30 > count)):
            return Class.FAMILY
        if key.endswith(_YA):
            rare = feminine * 3 < count + 5 and self._counts.get(bare, 0) * 3 < count + 12
            if rare or (family >= 3 and feminine < count):
                return Class.FAMILY
            return Class.ADJECTIVE
        if key.endswith(_YA + _HA) or (key.endswith(_YA + _NUN) and self._counts.get(key[:-2] + _YA, 0)):
            return Class.ADJECTIVE
        if count < _COMMON and self._given.get(bare, 0) + self._family.get(bare, 0) >= _KNOWN_NAME:
            return Class.FAMILY
        if family * 100 > count and family >= 3:
            return Class.FAMILY
        if count < _COMMON and not self._counts.get(bare, 0) > count:
            return Class.FAMILY if family or count < _KNOWN_NAME else Class.DEFINITE
        return Class.DEFINITE


def _folded(counts: Mapping[str, int]) -> dict[str, int]:
    folded: dict[str, int] = {}
    for word, count in counts.items():
        key = normal(word.translate(_FURTHER))
        folded[key] = folded.get(key, 0) + count
    return folded


def _key(word: str) -> str:
    return normal(fold_word(word))


def _keys(name: str, column: str) -> frozenset[str]:
    return frozenset(_key(row[column]) for row in load(name))


def _adjectives_of_countries() -> dict[str, str]:
    """The country of every form with article of its adjectives and plurals."""
    found: dict[str, str] = {}
    for code, country in countries().items():
        for adjective in country.adjectives:
            for ending in _ENDINGS:
                found.setdefault(normal(ARTICLE + fold_word(adjective) + ending), code)
        for plural in country.demonyms:
            found.setdefault(normal(ARTICLE + fold_word(plural)), code)
    return found
