"""Finds the stories that a query asks for: an entity by id or name, a pair of entities, a place, free words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from marsad.lexicon import knowledge
from marsad.records import Story
from marsad.stories.storylines.matching import weight
from marsad.stories.storylines.outline import Outline
from marsad.stories.storylines.words import plain, word_reader

_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_MOST_WORDS = 8
_ENOUGH = 0.6


class Asked(NamedTuple):
    """A query understood: each wanted entity as the keys that it may go by, and the terms of its free words."""

    entities: tuple[frozenset[str], ...]
    terms: tuple[str, ...]


def understood(query: str, outlines: Mapping[str, Outline]) -> Asked:
    """What a query asks for, longest names first: names of the knowledge base and of the articles, then free words."""
    if query.strip() in knowledge.entities():
        return Asked((_keys(query.strip()),), ())
    names = _names(outlines)
    words = query.split()
    entities: list[frozenset[str]] = []
    free: list[str] = []
    at = 0
    while at < len(words):
        found = _longest(words, at, names)
        if found:
            entities.append(found[0])
            at = found[1]
        else:
            free.append(words[at])
            at += 1
    reader = word_reader()
    terms = [w.form.term for w in reader.words(" ".join(free), 0, len(" ".join(free))) if w.form]
    return Asked(tuple(entities), tuple(dict.fromkeys(term for term in terms if len(term) > 1)))


def _longest(words: Sequence[str], at: int, names: Mapping[str, frozenset[str]]) -> tuple[frozenset[str], int] | None:
    for end in range(min(len(words), at + _MOST_WORDS), at, -1):
        for spelled in _spelled(words[at:end]):
            keys = names.get(spelled, frozenset()) | _known().get(spelled, frozenset())
            if keys:
                return keys, end
    return None


def _spelled(words: Sequence[str]) -> Iterator[str]:
    text = _folded(" ".join(words))
    yield text
    if text[:1] in ("\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}") and len(text) > 3:
        yield text[1:]


def _folded(text: str) -> str:
    """A name as names are asked for: without hamza, marks, article and Latin accents."""
    words = (plain(word).removeprefix(_ARTICLE) if len(word) > 4 else plain(word) for word in text.split())
    return " ".join(knowledge.slug(word) if word.isascii() else word for word in words)


def _names(outlines: Mapping[str, Outline]) -> dict[str, frozenset[str]]:
    """The names that the articles use, whole, and the family names of persons."""
    found: dict[str, set[str]] = {}
    for outline in outlines.values():
        for key, name in outline.names.items():
            spelled = _folded(name)
            found.setdefault(spelled, set()).add(key)
            if key.startswith("person") and " " in spelled:
                found.setdefault(spelled.rsplit(" ", 1)[1], set()).add(key)
    return {name: frozenset(keys) for name, keys in found.items()}


@cache
def _known() -> dict[str, frozenset[str]]:
    """The names of the knowledge base, Arabic and Latin; of persons also the family name in Latin."""
    found: dict[str, set[str]] = {}
    for entity in knowledge.entities().values():
        if entity.kind == "place" and entity.id.startswith("place:geoname") and entity.weight < 100_000:
            continue
        for name in (entity.name, *entity.aliases):
            for key in _keys(entity.id):
                found.setdefault(_folded(name), set()).add(key)
    return {name: frozenset(keys) for name, keys in found.items()}


def _keys(entity_id: str) -> frozenset[str]:
    return frozenset({f"@{entity_id.removeprefix('country:')}" if entity_id.startswith("country:") else entity_id})


def matching(asked: Asked, stories: Sequence[Story], outlines: Mapping[str, Outline]) -> list[Story]:
    """The stories of which an article names every entity that is asked for, and holds most of the words."""
    return [story for story in stories if any(_fits(asked, outlines[a]) for a in story.article_ids if a in outlines)]


def _fits(asked: Asked, outline: Outline) -> bool:
    named = {*outline.parties, *outline.names}
    if not all(keys & named for keys in asked.entities):
        return False
    if not asked.terms:
        return bool(asked.entities)
    held = _terms(outline)
    wanted = {term: weight(term) for term in asked.terms}
    return sum(value for term, value in wanted.items() if term in held) >= _ENOUGH * sum(wanted.values())


def _terms(outline: Outline) -> Collection[str]:
    return {*outline.terms, *(term for point in outline.points for term in point.terms)}
