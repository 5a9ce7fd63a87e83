"""Entities over many articles, gathered from mentions and links one article at a time.

An entity of the knowledge base goes by its id. Any other is a name: what bears one kind and one folded name stands
together. That is the order of a list and no judgement, for two persons may bear one name. An office whose holder is not
known stands apart, for each country.
"""

from __future__ import annotations

import copy
import datetime as dt
from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import BinaryIO, NamedTuple

from marsad.arabic.orthography import fold_word
from marsad.lexicon import knowledge
from marsad.linking import across
from marsad.publish import formats
from marsad.publish.contract import publication
from marsad.records import EntityKind, Judgement, Link, Mention, Period
from marsad.stage import Annotated

_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_LI = "\N{ARABIC LETTER LAM}\N{ARABIC LETTER LAM}"


class Spelling(NamedTuple):
    """Words that name the entity, and in how many mentions."""

    text: str
    mentions: int


class Role(NamedTuple):
    """What the entity is said to be: the first and the last day of the articles that say so, and how many they are.

    The days are None where no such article has a day; the last day is the last one told, not one that is excluded.
    """

    text: str
    first_day: dt.date | None
    last_day: dt.date | None
    articles: int


class Joined(NamedTuple):
    """A name of other articles that was judged to be the same entity's: its key, and the signs that say so."""

    key: str
    name: str
    reasons: tuple[str, ...]


class Entity(NamedTuple):
    """What the articles say of an entity, by its `key`.

    `name` is English for an entity of the knowledge base, `name_ar` its usual Arabic name; for others both are the
    commonest spelling. `office` tells that it is an office whose holder is not known. `unsure` counts the mentions of
    which it is not settled whom they mean: one of `may_be`, ids of the knowledge base. `articles` holds the numbers of
    the articles, in the order in which they were gathered. `joined` are names that a second sign joined to it.
    """

    key: str
    entity_id: str | None
    name: str
    name_ar: str
    kind: EntityKind
    office: bool
    country: str | None
    mentions: int
    unsure: int
    may_be: tuple[str, ...]
    spellings: tuple[Spelling, ...]
    roles: tuple[Role, ...]
    articles: Sequence[int]
    joined: tuple[Joined, ...] = ()


class Named(NamedTuple):
    """An entity in one article: its key and the mentions that name it."""

    key: str
    link: Link
    mentions: tuple[Mention, ...]


def named(annotated: Annotated) -> tuple[Named, ...]:
    """The entities of an article, in the order in which it first names them."""
    mentions = {mention.id: mention for mention in annotated.layers.of(Mention)}
    found: dict[str, Named] = {}
    for link in annotated.layers.of(Link):
        theirs = tuple(mentions[name] for name in link.mentions if name in mentions)
        if theirs:
            key = _key(link, theirs)
            before = found.get(key)
            found[key] = before._replace(mentions=before.mentions + theirs) if before else Named(key, link, theirs)
    return tuple(found.values())


def spelled(text: str, mention: Mention) -> str:
    """The words of a mention on one line."""
    return " ".join(text[mention.start : mention.end].split())


def folded(text: str) -> str:
    """A name as names are compared: spelling folded, small letters, single blanks."""
    return " ".join(fold_word(text).casefold().split())


def _key(link: Link, mentions: Sequence[Mention]) -> str:
    if link.entity_id is not None:
        return link.entity_id
    name = folded(link.name) or link.name
    if all(mention.office for mention in mentions) and "role stated in the article" not in link.reasons:
        return f"office {link.country or '-'} {name}"
    return f"{link.kind} {name}"


class Gathering:
    """Sums up entities; of an article it keeps its id, and of an entity its words, counts and days."""

    def __init__(self) -> None:
        self._sums: dict[str, _Sum] = {}
        self.article_ids: list[str] = []
        """The ids of the articles, by number."""

    def add(self, annotated: Annotated, stories: Iterable[str] = ()) -> tuple[Named, ...]:
        """Take an article and the ids of its stories; give the entities that it names."""
        number = len(self.article_ids)
        self.article_ids.append(annotated.article.id)
        day = publication(annotated)
        found = named(annotated)
        for entity in found:
            sums = self._sums.get(entity.key)
            if sums is None:
                sums = self._sums[entity.key] = _Sum(entity.link)
            sums.add(number, entity, annotated.article.text, day.period if day else None)
            sums.stories.update(stories)
        return found

    def entities(self) -> Iterator[Entity]:
        """The entities, those of most articles first, then those of most mentions; names are joined on a second sign.

        See `linking.across`. Offices whose holder is not known, and places, stand as they are.
        """
        known = knowledge.entities()
        order = sorted(self._sums, key=self._rank)
        kept = {key: self._sums[key].entity(key, known) for key in order}
        for keys, judgements in across.joined(self._sums[key].named(kept[key]) for key in order if _joins(kept[key])):
            first, *others = sorted(keys, key=lambda key: (kept[key].entity_id is None, self._rank(key)))
            whole = reduce(_Sum.with_other, (self._sums[key] for key in others), self._sums[first].copy())
            names = tuple(Joined(key, kept[key].name_ar, _reasons(key, judgements)) for key in others)
            kept[first] = whole.entity(first, known)._replace(joined=names)
            for key in others:
                del kept[key]
        return iter(sorted(kept.values(), key=lambda e: (-len(e.articles), -e.mentions, e.key)))

    def _rank(self, key: str) -> tuple[int, int, str]:
        return -len(self._sums[key].articles), -self._sums[key].mentions, key


def _joins(entity: Entity) -> bool:
    return entity.kind != "place" and not entity.office and not entity.unsure


def _reasons(key: str, judgements: Iterable[Judgement]) -> tuple[str, ...]:
    told = (reason for j in judgements if key in (j.left, j.right) for reason in j.reasons)
    return tuple(dict.fromkeys(told))


class _Sum:
    """The running sum of one entity."""

    __slots__ = (
        "articles",
        "countries",
        "kind",
        "link_name",
        "may_be",
        "mentions",
        "names",
        "office",
        "roles",
        "stories",
        "unsure",
    )

    def __init__(self, link: Link) -> None:
        self.kind = link.kind
        self.office = True
        self.mentions = self.unsure = 0
        self.link_name: str | None = link.name if link.entity_id else None
        self.may_be: tuple[str, ...] = ()
        self.countries: dict[str, int] = {}
        self.names: dict[str, tuple[int, int]] = {}
        self.roles: dict[str, Role] = {}
        self.articles = array("I")
        self.stories: set[str] = set()

    def copy(self) -> _Sum:
        """A sum that can be added to."""
        return copy.deepcopy(self)

    def with_other(self, other: _Sum) -> _Sum:
        """Add another name's sum to it; give itself."""
        self.mentions += other.mentions
        self.unsure += other.unsure
        self.office = self.office and other.office
        for country, times in other.countries.items():
            self.countries[country] = self.countries.get(country, 0) + times
        for name, (times, in_full) in other.names.items():
            before = self.names.get(name, (0, 0))
            self.names[name] = (before[0] + times, before[1] + in_full)
        for key, role in other.roles.items():
            self.roles[key] = _both(self.roles[key], role) if key in self.roles else role
        self.articles = array("I", sorted({*self.articles, *other.articles}))
        self.stories |= other.stories
        return self

    def named(self, entity: Entity) -> across.Named:
        """The name as names of different articles are judged."""
        roles = tuple(role.text for role in entity.roles)
        countries, stories = frozenset(self.countries), frozenset(self.stories)
        return across.Named(entity.key, entity.kind, (entity.name_ar,), roles, countries, stories, entity.entity_id)

    def add(self, number: int, entity: Named, text: str, period: Period | None) -> None:
        self.articles.append(number)
        self.mentions += len(entity.mentions)
        if entity.link.verdict == "unsure":
            self.unsure += len(entity.mentions)
            self.may_be = tuple(dict.fromkeys((*self.may_be, *entity.link.others)))
        elif entity.link.country:
            self.countries[entity.link.country] = self.countries.get(entity.link.country, 0) + 1
        for mention in entity.mentions:
            self.office = self.office and mention.office
            words = spelled(text, mention)
            all_times, in_full = self.names.get(words, (0, 0))
            self.names[words] = (all_times + 1, in_full + (not mention.short and not mention.office))
        roles = {folded(m.role): " ".join(m.role.split()) for m in entity.mentions if m.role}
        for key, role in roles.items():
            if _whole(key, roles) == key:
                self._add_role(key, role, period)

    def _add_role(self, key: str, text: str, period: Period | None) -> None:
        first = period.start if period else None
        last = period.end - dt.timedelta(1) if period else None
        told = Role(text, first, last, 1)
        self.roles[key] = _both(self.roles[key], told) if key in self.roles else told

    def entity(self, key: str, known: Mapping[str, knowledge.Entity]) -> Entity:
        names = sorted(_without_prepositions(self.names).items(), key=lambda name: (-name[1][0], name[0]))
        full = max(names, key=lambda name: (name[1][1], name[1][0]))[0]
        listed = known.get(key) if self.link_name else None
        return Entity(
            key=key,
            entity_id=key if self.link_name else None,
            name=self.link_name or full,
            name_ar=listed.aliases[0] if listed and listed.aliases else full,
            kind=self.kind,
            office=self.office and not self.link_name,
            country=max(self.countries, key=lambda c: (self.countries[c], c)) if self.countries else None,
            mentions=self.mentions,
            unsure=self.unsure,
            may_be=self.may_be,
            spellings=tuple(Spelling(text, times) for text, (times, _) in names),
            roles=tuple(sorted(_joined(self.roles), key=role_order)),
            articles=self.articles,
        )


def _without_prepositions(names: Mapping[str, tuple[int, int]]) -> Mapping[str, tuple[int, int]]:
    whole: dict[str, tuple[int, int]] = {}
    for name, (times, in_full) in names.items():
        spelling = _whole(name, names)
        before = whole.get(spelling, (0, 0))
        whole[spelling] = (before[0] + times, before[1] + in_full)
    return whole


def _joined(roles: Mapping[str, Role]) -> Iterable[Role]:
    whole: dict[str, Role] = {}
    for key in sorted(roles, key=lambda key: key.startswith(_LI)):
        spelling = _whole(key, roles)
        whole[spelling] = _both(whole[spelling], roles[key]) if spelling in whole else roles[key]
    return whole.values()


def _both(one: Role, other: Role) -> Role:
    days = [day for day in (one.first_day, one.last_day, other.first_day, other.last_day) if day]
    first, last = (min(days), max(days)) if days else (None, None)
    return Role(one.text, first, last, one.articles + other.articles)


def _whole(words: str, known: Container[str]) -> str:
    """The words; those of which the preposition li- has swallowed the alef, as they are known with it."""
    rest = _ARTICLE + words.removeprefix(_LI)
    return rest if words.startswith(_LI) and rest in known else words


def role_order(role: Role) -> tuple[dt.date, int, str]:
    """Roles stand by their first day, those without a day last."""
    return role.first_day or dt.date.max, -role.articles, role.text


def matching(entities: Iterable[Entity], query: str) -> Iterator[Entity]:
    """The entities of whose id, names or spellings one holds the words of a query, whatever the spelling."""
    wanted = folded(query)
    for entity in entities:
        names = (entity.entity_id or "", entity.name, entity.name_ar, *(s.text for s in entity.spellings))
        if any(wanted in folded(name) for name in names):
            yield entity


def entity_row(entity: Entity, article_ids: Sequence[str]) -> dict[str, formats.Cell]:
    """One row of `marsad export entities`; days are ISO dates."""
    return {
        "entity_id": entity.entity_id,
        "name": entity.name,
        "name_ar": entity.name_ar,
        "kind": entity.kind,
        "office": entity.office,
        "country": entity.country,
        "mentions": entity.mentions,
        "unsure": entity.unsure,
        "may_be": list(entity.may_be),
        "articles": len(entity.articles),
        "spellings": [spelling._asdict() for spelling in entity.spellings],
        "roles": [role._asdict() for role in entity.roles],
        "joined": [{"name": other.name, "reasons": list(other.reasons)} for other in entity.joined],
        "article_ids": [article_ids[number] for number in entity.articles],
    }


COLUMNS: Mapping[str, str] = {
    "entity_id": "VARCHAR",
    "name": "VARCHAR",
    "name_ar": "VARCHAR",
    "kind": "VARCHAR",
    "office": "BOOLEAN",
    "country": "VARCHAR",
    "mentions": "BIGINT",
    "unsure": "BIGINT",
    "may_be": "VARCHAR[]",
    "articles": "BIGINT",
    "spellings": "STRUCT(text VARCHAR, mentions BIGINT)[]",
    "roles": "STRUCT(text VARCHAR, first_day DATE, last_day DATE, articles BIGINT)[]",
    "joined": "STRUCT(name VARCHAR, reasons VARCHAR[])[]",
    "article_ids": "VARCHAR[]",
}
"""The columns of the table and their types, as DuckDB names them."""


def write_entities(form: str, entities: Iterable[Entity], article_ids: Sequence[str], stream: BinaryIO) -> None:
    """Write the table of entities in one of `formats.FORMATS`."""
    formats.FORMATS[form]((entity_row(entity, article_ids) for entity in entities), COLUMNS, stream)
