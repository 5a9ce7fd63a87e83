"""Whether a name that GeoNames gives to a town means it here: small towns bear the names of everything.

A town counts where the article speaks of its country; far away it wants, besides, a word of place before it or the
country beside it. What has neither stays a name that is not linked.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from marsad.arabic.orthography import fold_word
from marsad.lexicon.knowledge import Country, Entity
from marsad.lexicon.table import load
from marsad.linking.beside import word_after, word_before
from marsad.linking.context import Context, adjectives
from marsad.records import Mention

GEONAMES = "place:geoname-"
_PLACE = "place:"
_HUGE, _CITY, LARGE, _TOWN = 2_000_000, 1_000_000, 300_000, 100_000
"""People from which a name means the town anywhere; near; if it is none but a place's name; after "city of"."""
_BESIDE, _WORDS_BESIDE = 60, 5
"""Code points, and words, after a name within which its country may be told ("Salzburg in Austria")."""
_HIS = 3
_HEH, _WAW = "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER WAW}"
_IN = "\N{ARABIC LETTER BEH}"
_TANWIN = frozenset("\N{ARABIC FATHATAN}\N{ARABIC KASRATAN}\N{ARABIC DAMMATAN}")
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"


_HOLY_LAND = {"ISR", "PSE"}


class Grounds:
    """Tells towns that are meant from words that merely look like them."""

    def __init__(self, countries: Mapping[str, Country], entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self._nationality = adjectives(countries)
        self._masculine = {fold_word(a): code for code, country in countries.items() for a in country.adjectives}
        self._names = {fold_word(name): code for code, country in countries.items() for name in country.names}
        self._capitals = {(code, fold_word(name)) for code, country in countries.items() for name in country.capitals}
        self._weak = {fold_word(row["alias"]) for row in load("weak_aliases")}
        self._region = {row["code"] for row in load("places_region")}
        self._sure = {fold_word(row["name"]) for row in load("sure_places")}

    def has(self, entity: Entity, mention: Mention, context: Context, text: str) -> bool:
        """Whether an entity that a mention was found to mean has grounds; what is no town of GeoNames always has."""
        if not entity.id.startswith(_PLACE):
            return True
        if mention.kind != "place" or not _TANWIN.isdisjoint(text[mention.end - 2 : mention.end + 1]):
            return False
        if (
            _is_land(entity, mention, text)
            or _is_project(mention, text)
            or self._is_short_club(entity, mention, context, text)
        ):
            return False
        if not entity.id.startswith(GEONAMES):
            return True
        if _is_his(mention, text):
            return False
        if self._is_elsewhere(entity.country, mention, text):
            return False
        near = entity.country in self._region
        if not near and self._is_club(entity.country, mention, text):
            return False
        same = context.called(mention.key)
        placed = near or any(_is_placed(m, text) for m in same)
        if self._is_known(entity, mention, placed=placed):
            return True
        if any(self._is_beside(entity.country, m, text) for m in same):
            return True
        return placed and context.speaks_of(entity.country, mention.key)

    def _is_short_club(self, entity: Entity, mention: Mention, context: Context, text: str) -> bool:
        """Whether a club of the article is called so, and no word of place stands before ("Abha" of "Abha Club").

        Of clubs with more of a name no town is the short form: "Madrid" is not Real Madrid.
        """
        longer = context.longer(mention.key)
        if not longer or _is_placed(mention, text):
            return False
        known = (self._entities[c] for m in longer for c in m.candidates if c in self._entities)
        names = [name.split() for name in (*(m.key for m in longer), *(fold_word(a) for e in known for a in e.aliases))]
        clubs = [len(name) for name in names if name[0] in _signs("club_heads") and name[-1] == mention.key]
        return 2 in clubs or (bool(clubs) and not entity.id.startswith(GEONAMES))

    def _is_known(self, entity: Entity, mention: Mention, *, placed: bool) -> bool:
        """Whether a name stands after "city of", or is a capital's, or that of a city, and no everyday word."""
        if mention.head_end is not None and entity.weight >= _TOWN:
            return True
        name = fold_word(mention.key)
        if name in self._weak:
            return False
        large = entity.weight >= LARGE and name in self._sure
        return large or (entity.country, name) in self._capitals or entity.weight >= (_CITY if placed else _HUGE)

    def _is_beside(self, country: str, mention: Mention, text: str) -> bool:
        """Whether a country is told right after a name, by its own name or its adjective."""
        after = text[mention.end : mention.end + _BESIDE].split()[:_WORDS_BESIDE]
        words = [_folded(word).removeprefix(_IN) for word in after]
        return any(country in (self._names.get(w), self._nationality.get(w.removeprefix(_ARTICLE))) for w in words)

    def _is_elsewhere(self, country: str, mention: Mention, text: str) -> bool:
        """Whether the adjective of another country follows a name."""
        word = _folded(word_after(mention, text))
        other = self._nationality.get(word.removeprefix(_ARTICLE)) if word.startswith(_ARTICLE) else None
        return other is not None and other != country and {other, country} != _HOLY_LAND

    def _is_club(self, country: str, mention: Mention, text: str) -> bool:
        """Whether a town is followed by a masculine adjective, as clubs are that are called like one ("Porto")."""
        word = _folded(word_after(mention, text))
        if mention.head_end is not None or not word.startswith(_ARTICLE):
            return False
        masculine = self._masculine.get(word.removeprefix(_ARTICLE)) == country
        return masculine and fold_word(word_before(mention, text)) not in _signs("place_prepositions")


def _is_land(entity: Entity, mention: Mention, text: str) -> bool:
    """Whether a name opens with a word for something else than its place ("the valley of ...") and is not listed so."""
    words = text[mention.start : mention.end].split()
    kind = _land_heads().get(fold_word(words[0]).removeprefix(_ARTICLE)) if len(words) > 1 else None
    if kind is None or (kind == "land" and not entity.id.startswith(GEONAMES)):
        return False
    return fold_word(" ".join(words)) not in map(fold_word, (*entity.aliases, *entity.shorts))


def _is_his(mention: Mention, text: str) -> bool:
    """Whether a short name written with heh, "and" written onto it, reads like a word with "his"."""
    name = text[mention.start : mention.end]
    return len(name) == _HIS and name[-1] == _HEH and text[mention.start - 1 : mention.start] == _WAW


def _is_project(mention: Mention, text: str) -> bool:
    """Whether "the city of ..." is a thing called after it ("the economic city of ...")."""
    return mention.head_end is not None and _folded(word_after(mention, text)) in _signs("city_kinds")


def _is_placed(mention: Mention, text: str) -> bool:
    """Whether the word before a name, or a preposition written onto it, says that it is a place."""
    if mention.head_end is not None:
        return True
    if text[mention.start - 1 : mention.start].isalpha():
        return text[mention.start - 1] == _IN
    return fold_word(word_before(mention, text)) in _signs("place_prepositions") | _signs("place_signs")


def _folded(word: str) -> str:
    return fold_word("".join(letter for letter in word if letter.isalpha()))


@cache
def _signs(name: str) -> frozenset[str]:
    return frozenset(fold_word(row["word"]) for row in load(name))


@cache
def _land_heads() -> dict[str, str]:
    return {fold_word(row["word"]): row["kind"] for row in load("land_heads")}
