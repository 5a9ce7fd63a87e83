"""Which figures of a story are to be held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby

from marsad.stories.claims.figures import HARM
from marsad.stories.comparison.judging import (
    are_elsewhere,
    are_of_others,
    bounds,
    is_alike,
    is_comparable,
    is_older,
    judged,
    likeness,
)
from marsad.stories.comparison.seen import Seen

FAR = 10
COMPARED = ("money", "percent", "persons")
"""Of things other than harm only these are held against each other: others are too often of several things."""
_BOTH = 2
_TWO_SUBJECTS = 2
"""From so many unlike figures on, and no like one, two articles in like words are of two subjects."""


def pairs(figures: Sequence[Seen]) -> Iterator[tuple[Seen, Seen]]:
    """Pairs of figures of one property that differ in value and may be of one thing.

    An article's main figure is the first that it gives of this event, or the one that it calls the latest. Main figures
    are held against each other; what else an article tells only where the words around it are much the same, where it
    is of an older event, or is a part of one kind of two main figures. A part stands for an article that tells no
    whole. Figures of which the one article tells both are of two things, unless it says that the count changed.
    """
    by_article = _by_article(figures)
    figures = [each for own in by_article.values() for each in own]
    leading = [found for own in by_article.values() if (found := _main(own))]
    kept = _distinct(figures, {id(found) for found in leading})
    if figures and figures[0].claim.property not in HARM:
        yield from _aligned(kept if figures[0].claim.property in COMPARED else ())
        return
    for left, right in combinations(kept, 2):
        if left.value == right.value or not is_comparable(left, right) or are_of_others(left, right):
            continue
        one, other = by_article[left.claim.article_id], by_article[right.claim.article_id]
        older = left.claim.background or right.claim.background
        if one is other and not older:
            earlier = "old" in (left.change, right.change) and any(x is y for x in (left, right) for y in leading)
            told = earlier or is_alike(left, right)
            if told and (left.change or right.change) and judged(left, right).agreement == "update":
                yield left, right
            continue
        told = not older and (_is_told_too(left, right, one) or _is_told_too(right, left, other))
        if _are_one_thing(left, right, leading) and not told:
            yield left, right


def mains(figures: Sequence[Seen]) -> list[Seen]:
    """The main figures of one property, one an article."""
    return [found for own in _by_article(figures).values() if (found := _main(own))]


def _by_article(figures: Sequence[Seen]) -> dict[str, list[Seen]]:
    ordered = sorted(figures, key=lambda each: (each.order, each.claim.start))
    groups = groupby(ordered, key=lambda each: each.claim.article_id)
    return {article: _whole(list(own)) for article, own in groups}


def _aligned(figures: Sequence[Seen]) -> Iterator[tuple[Seen, Seen]]:
    """Of things other than harm: between two articles each figure is held against the one in the likest words."""
    by_article: dict[str, list[Seen]] = {}
    for each in figures:
        by_article.setdefault(each.claim.article_id, []).append(each)
    for one, other in combinations(by_article.values(), 2):
        likest = sorted(((likeness(a, b), a, b) for a in one for b in other), key=lambda found: found[0], reverse=True)
        taken: set[int] = set()
        differing, same = [], False
        for score, left, right in likest:
            if score > 0 and not taken & {id(left), id(right)}:
                taken |= {id(left), id(right)}
                same = same or left.value == right.value
                if left.value != right.value and is_comparable(left, right):
                    differing.append((left, right))
        if same or len(differing) < _TWO_SUBJECTS:
            yield from differing


def _whole(own: list[Seen]) -> list[Seen]:
    """An article's figures; where some of many ("8 of the pedestrians") is all that it tells, it is the whole."""
    opening = [each for each in own if each.opens and each.quantity.stated and not each.claim.background]
    if any(each.part != "some" for each in opening):
        return own
    return [each._replace(part="") if each in opening else each for each in own]


def _main(own: Sequence[Seen]) -> Seen | None:
    """The figure of people as such, else any, of this event and no part of another: the latest, else the first."""
    told = (each for each in own if each.opens and each.quantity.stated)
    whole = [each for each in told if not (each.part or each.claim.background)]
    plain = [each for each in whole if not each.kind] or whole
    return next((each for each in plain if each.change in ("up", "new")), plain[0] if plain else None)


def _distinct(figures: Sequence[Seen], main: set[int]) -> list[Seen]:
    """One figure of those that copies of a text tell alike on one day."""
    kept: dict[tuple[object, ...], Seen] = {}
    for each in figures:
        claim = each.claim
        key = (each.value, each.kind, each.part, claim.where, claim.background, claim.stated_on, each.voice)
        kept.setdefault((*key, id(each) in main, each.change, claim.period), each)
    return list(kept.values())


def _are_one_thing(left: Seen, right: Seen, leading: Sequence[Seen]) -> bool:
    main = [each for each in (left, right) if any(each is one for one in leading)]
    if left.claim.background or right.claim.background:
        return len(main) == 1 and is_older(left, right)
    longer, other = (left, right) if left.since else (right, left)
    if left.since != right.since and (longer.quantity.low or 0) < (other.quantity.low or 0):
        return False
    if len(main) == _BOTH:
        return not _are_far_apart(left, right)
    if is_alike(left, right) or _are_same_part(left, right, leading):
        return True
    if len(main) != 1 or are_elsewhere(left, right):
        return False
    rest = right if main[0] is left else left
    if any(rest.claim.article_id == each.claim.article_id for each in leading):
        return False
    return bool(rest.part or rest.kind) and _least(rest) <= _least(main[0])


def _are_same_part(left: Seen, right: Seen, leading: Sequence[Seen]) -> bool:
    """Whether both are told as a part, and of one kind, of the main figures of their articles."""
    wholes = {each.quantity.id for each in leading}
    parts = {left.quantity.part_of, right.quantity.part_of}
    return bool(left.kind) and left.kind == right.kind and parts <= wholes


def _least(one: Seen) -> float:
    return one.quantity.low or one.quantity.high or 0


def _are_far_apart(left: Seen, right: Seen) -> bool:
    """Whether one figure is so many times the other that they are of two things, unless the words leave it open."""
    sizes = sorted(each.quantity.low or each.quantity.high or 0 for each in (left, right))
    return not bounds(left, right) and sizes[0] > 0 and sizes[1] >= FAR * sizes[0] and not (left.change or right.change)


def _is_told_too(one: Seen, other: Seen, own: Sequence[Seen]) -> bool:
    """Whether the article of the one tells the other's figure too, or, beside a part, bounds that hold it."""
    part = one.part or one.kind
    wholes = (each for each in own if each is not one and not (each.part or each.kind or each.claim.background))
    if any(each.value == other.value or _has_place_of(each, one, other) for each in own if each is not one):
        return True
    return bool(part and any(bounds(each, other) for each in wholes))


def _has_place_of(each: Seen, one: Seen, other: Seen) -> bool:
    """Whether a figure, rather than another of its article, is told by the other article in much the same words."""
    return not each.claim.background and is_alike(each, other) and not is_alike(one, other)
