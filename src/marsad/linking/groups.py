"""Mentions that name one entity: those of one id, of one key, and of alike keys with a second sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from marsad.linking.choosing import Choice
from marsad.linking.variants import alike, attested
from marsad.records import EntityKind, Mention

_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"


class Group(NamedTuple):
    """Mentions of one entity, with the choice of the one that says most, and the reasons for joining them."""

    mentions: tuple[Mention, ...]
    kind: EntityKind
    choice: Choice
    reasons: tuple[str, ...]


def grouped(mentions: Sequence[Mention], choices: Sequence[Choice]) -> Iterator[Group]:
    """The groups, by the place of their first mention."""
    by_name: dict[str, list[int]] = {}
    for index, (mention, choice) in enumerate(zip(mentions, choices, strict=True)):
        by_name.setdefault(choice.entity_id or f"{_sort(mention.kind)}:{mention.key}", []).append(index)
    members = list(by_name.values())
    extra: dict[int, str] = {}
    for joined, reason in _joins([mentions[m[0]] for m in members], [choices[m[0]] for m in members]):
        into, other = joined
        members[into] += members[other]
        members[other] = []
        extra[into] = reason
    for number, indexes in enumerate(members):
        if indexes:
            yield _group([(mentions[i], choices[i]) for i in sorted(indexes)], extra.get(number))


def _sort(kind: EntityKind) -> str:
    return "body" if kind in ("organization", "group") else kind


def _group(pairs: Sequence[tuple[Mention, Choice]], extra: str | None) -> Group:
    found = tuple(mention for mention, _ in pairs)
    best = max((choice for _, choice in pairs), key=lambda choice: (choice.entity_id is not None, choice.score))
    reasons = [*best.reasons]
    reasons += ["short form"] if any(m.short for m in found) else []
    reasons += [extra] if extra else []
    return Group(found, found[0].kind, best, tuple(dict.fromkeys(reasons)))


def _joins(firsts: Sequence[Mention], choices: Sequence[Choice]) -> Iterator[tuple[tuple[int, int], str]]:
    """Pairs of groups of persons that are one, the longer name first; each group is joined to one other."""
    persons = [i for i, m in enumerate(firsts) if m.kind == "person" and not m.office and m.key]
    persons.sort(key=lambda i: (choices[i].entity_id is None, -len(firsts[i].key.split()), i))
    gone: set[int] = set()
    for place, into in enumerate(persons):
        for other in persons[place + 1 :]:
            if into in gone or other in gone or choices[other].entity_id is not None:
                continue
            reason = one_person(firsts[into], firsts[other])
            reason = reason or _only_bearer(firsts, persons, into, other)
            if reason:
                gone.add(other)
                yield (into, other), reason


def _only_bearer(firsts: Sequence[Mention], persons: Sequence[int], into: int, other: int) -> str | None:
    """A family name alone is the one person's of the article who bears it in full."""
    name = firsts[other].key
    if " " in name or firsts[into].key.split()[-1] != name:
        return None
    bearers = {firsts[i].key for i in persons if firsts[i].key.split()[-1] == name and i != other}
    return "only bearer of the family name" if len(bearers) == 1 else None


def one_person(full: Mention, other: Mention) -> str | None:
    """Why two names are one person's, None where they are not: the family name alike and a second sign."""
    left, right = full.key.split(), other.key.split()
    if not _same_part(left[-1], right[-1]):
        return _inner_name(left, right)
    if len(right) == 1:
        return "same family name, and role" if _shares_role(full, other) else None
    if _same_part(left[0], right[0]):
        shared = set(left) & set(right)
        return "given name shared" if shared or _shares_role(full, other) else None
    return None


def _inner_name(left: Sequence[str], right: Sequence[str]) -> str | None:
    """A longer name that holds the shorter one in order, first part and one more the same."""
    if len(right) < 2 or len(left) <= len(right) or left[0] != right[0]:
        return None
    rest: Iterable[str] = iter(left)
    return "given names shared" if all(part in rest for part in right) else None


def _same_part(left: str, right: str) -> bool:
    return left == right or left.removeprefix(_ARTICLE) == right or alike(left, right, attested())


def _shares_role(left: Mention, right: Mention) -> bool:
    """Whether the roles of two mentions share a word of weight."""
    if not left.role or not right.role:
        return False
    return bool(_words(left.role) & _words(right.role))


def _words(role: str) -> set[str]:
    return {word.removeprefix(_ARTICLE) for word in role.split() if len(word) > 3}
