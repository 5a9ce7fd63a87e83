"""Whether two names of different articles are one entity's: alike is not enough, a second sign is asked for.

Equal names of three parts and more are one person's; so are those of two parts, or names that are merely spelled alike,
with a sign besides: an alias of the knowledge base, a story that both are in, a role and a country that both have, a
given name that both share. What speaks for neither stays unsure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, product
from typing import Literal, NamedTuple, TypeAlias

from marsad.arabic.orthography import fold_word
from marsad.lexicon.knowledge import entities
from marsad.linking.variants import alike, attested, skeleton
from marsad.records import EntityKind, Judgement, digest

MADE_BY = "across/1"
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_OPEN = frozenset(
    (
        "\N{ARABIC LETTER AIN}\N{ARABIC LETTER BEH}\N{ARABIC LETTER DAL}",
        "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER BEH}\N{ARABIC LETTER WAW}",
        "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER BEH}\N{ARABIC LETTER YEH}",
    )
)
_SON = "\N{ARABIC LETTER BEH}\N{ARABIC LETTER NOON}"
"""Names with fathers' names are one only where all are alike: brothers differ in one part."""
_NOWHERE = frozenset(("-", "INT"))
_BODIES = frozenset(("organization", "group"))
_SURE_PARTS = 3
_MOST_ALIKE = 80
"""Names of one skeleton that are judged pair by pair; of more than so many, only the first."""
_WEIGHTY = 4
"""Letters from which a word of a role says something: shorter ones are particles."""

Verdict: TypeAlias = Literal["same", "different", "unsure"]
Likeness: TypeAlias = Literal["equal", "alike", "part", "other"]


class Named(NamedTuple):
    """What articles say of one name: `key` tells it from others, `names` are its spellings, the usual one first.

    `roles` are the words that say what it is, `countries` ISO 3166-1 alpha-3 codes, `stories` the ids of the stories in
    which it is named, `entity_id` the knowledge base's.
    """

    key: str
    kind: EntityKind
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    stories: frozenset[str] = frozenset()
    entity_id: str | None = None


def judged(left: Named, right: Named) -> Judgement:
    """Whether two names are one entity's, with the reasons; `left` and `right` of the judgement are their keys."""
    verdict, score, reasons = _judged(left, right)
    return Judgement(
        id=digest(MADE_BY, left.key, right.key),
        made_by=MADE_BY,
        left=left.key,
        right=right.key,
        verdict=verdict,
        score=score,
        by=MADE_BY,
        reasons=reasons,
    )


def joined(names: Iterable[Named]) -> Iterator[tuple[tuple[str, ...], tuple[Judgement, ...]]]:
    """The keys of names that are one entity's, the first given of them first, and the judgements that join them.

    A name joins only those from none of which it is judged different; what stands by itself is left out.
    """
    buckets: dict[tuple[bool, str], list[Named]] = {}
    for name in names:
        for bucket in dict.fromkeys(_bucket(name.kind, spelling) for spelling in name.names):
            buckets.setdefault(bucket, []).append(name)
    groups: dict[str, list[str]] = {}
    told: dict[str, list[Judgement]] = {}
    apart: set[tuple[str, str]] = set()
    same: list[Judgement] = []
    for found in buckets.values():
        for left, right in combinations(found[:_MOST_ALIKE], 2):
            judgement = judged(left, right)
            if judgement.verdict == "different":
                apart |= {(left.key, right.key), (right.key, left.key)}
            elif judgement.verdict == "same":
                same.append(judgement)
    for judgement in sorted(same, key=lambda j: -j.score):
        left_group, right_group = (groups.setdefault(key, [key]) for key in (judgement.left, judgement.right))
        if left_group is right_group or any(pair in apart for pair in product(left_group, right_group)):
            continue
        left_group += right_group
        told.setdefault(left_group[0], []).append(judgement)
        told[left_group[0]] += told.pop(right_group[0], []) if right_group[0] != left_group[0] else []
        groups |= dict.fromkeys(right_group, left_group)
    for first, judgements in told.items():
        yield tuple(groups[first]), tuple(judgements)


def _bucket(kind: EntityKind, spelling: str) -> tuple[bool, str]:
    """Names of two buckets are never alike."""
    parts = _parts(spelling) or ("",)
    return kind == "person", skeleton(parts[-1] if kind == "person" else "".join(parts))


def _judged(left: Named, right: Named) -> tuple[Verdict, float, tuple[str, ...]]:
    if left.entity_id and right.entity_id:
        known: Verdict = "same" if left.entity_id == right.entity_id else "different"
        return known, 1.0, ("knowledge base",)
    if not _one_kind(left.kind, right.kind):
        return "different", 0.9, ("kinds",)
    likeness = _likeness(left, right)
    if likeness == "other":
        return "different", 0.9, ("names",)
    apart = _apart(left.countries, right.countries)
    if apart and (left.kind == "place" or not left.stories & right.stories):
        return "different", 0.7, ("countries",)
    signs = tuple(_signs(left, right, likeness))
    enough = len(signs) >= (2 if likeness == "part" else 1)
    return ("same" if enough else "unsure"), min(0.95, 0.5 + 0.2 * len(signs)), (likeness, *signs)


def _one_kind(left: EntityKind, right: EntityKind) -> bool:
    return left == right or {left, right} <= _BODIES


def _apart(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether both are of countries, and of none in common."""
    left, right = left - _NOWHERE, right - _NOWHERE
    return bool(left) and bool(right) and not left & right


def _likeness(left: Named, right: Named) -> Likeness:
    found = {_like(_parts(a), _parts(b), left.kind) for a, b in product(left.names, right.names)}
    order: tuple[Likeness, ...] = ("equal", "alike", "part")
    return next((one for one in order if one in found), "other")


@cache
def _parts(name: str) -> tuple[str, ...]:
    """The folded parts of a name; "Abd" and "Abu" are one part with what follows."""
    parts: list[str] = []
    for word in fold_word(name).split():
        if parts and parts[-1] in _OPEN:
            parts[-1] += word
        else:
            parts.append(word)
    return tuple(parts)


def _like(left: Sequence[str], right: Sequence[str], kind: EntityKind) -> Likeness:
    if not left or not right:
        return "other"
    if left == right or "".join(left) == "".join(right):
        return "equal"
    if kind != "person":
        same = len(left) == len(right) and all(_spelled(a, b) for a, b in zip(left, right, strict=True))
        return "alike" if same else "other"
    if _SON in left or _SON in right or not _spelled(left[-1], right[-1]):
        return "other"
    if len(left) == 1 or len(right) == 1:
        return "part" if len(left) != len(right) else "alike"
    if not _spelled(left[0], right[0]):
        return "other"
    longer, shorter = sorted((left, right), key=len, reverse=True)
    return "alike" if _holds(longer, shorter) else "other"


def _spelled(left: str, right: str) -> bool:
    return left.removeprefix(_ARTICLE) == right.removeprefix(_ARTICLE) or alike(left, right, attested())


def _holds(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether the parts of a name stand in the longer one in their order."""
    rest = iter(longer)
    return all(any(_spelled(part, other) for other in rest) for part in shorter)


def _signs(left: Named, right: Named, likeness: Likeness) -> Iterator[str]:
    if _aliases(left.names) & _aliases(right.names):
        yield "alias"
    if left.stories & right.stories:
        yield "same story"
    countries = (left.countries & right.countries) - _NOWHERE
    if left.kind == "person":
        if countries and _words(left.roles) & _words(right.roles):
            yield "role and country"
        yield from _parts_shared(left, right, likeness)
    elif countries:
        yield "country"


def _parts_shared(left: Named, right: Named, likeness: Likeness) -> Iterator[str]:
    """What names say by themselves: three equal parts, or an equal given name beside an alike family name."""
    pairs = [(_parts(a), _parts(b)) for a, b in product(left.names, right.names)]
    if likeness == "equal" and any(a == b and len(a) >= _SURE_PARTS for a, b in pairs):
        yield "three parts shared"
    both = [(a, b) for a, b in pairs if len(a) > 1 and len(b) > 1]
    if likeness == "alike" and any(a[0] == b[0] and len(a) == len(b) and not _common(a, b) for a, b in both):
        yield "given name shared"


def _common(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether many bear the given name and a letter makes another family: "al-Hasan" is not "Hasan"."""
    return left[0] in attested() and left[-1].removeprefix(_ARTICLE) == right[-1].removeprefix(_ARTICLE)


def _words(roles: Iterable[str]) -> set[str]:
    words = (word.removeprefix(_ARTICLE) for role in roles for word in _parts(role))
    return {word for word in words if len(word) >= _WEIGHTY}


def _aliases(names: Iterable[str]) -> set[str]:
    """The entities of the knowledge base that bear one of the names."""
    return {entity for name in names for entity in _bearers().get(" ".join(_parts(name)), ())}


@cache
def _bearers() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entity in entities().values():
        for alias in entity.aliases if not entity.id.startswith("place:geoname-") else ():
            key = " ".join(_parts(alias))
            found[key] = (*found.get(key, ()), entity.id)
    return found
