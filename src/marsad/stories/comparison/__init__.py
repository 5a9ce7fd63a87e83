"""Claims of a story side by side: which agree, which are later counts, of another scope, sums, or contradict.

Nothing is called a contradiction where bounds ("at least 20" and 24), rounding, a sum (24 and 7 are 31), the scope
(soldiers among the dead), the day, or an older event explains the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from marsad.records import Agreement, Claim, Contrast, Origin, Story, digest
from marsad.stage import Annotated
from marsad.stories.claims import claims_within
from marsad.stories.claims.figures import HARM
from marsad.stories.comparison.arithmetic import parts_of
from marsad.stories.comparison.facts import facts
from marsad.stories.comparison.judging import MILD, Judged, is_comparable, judged
from marsad.stories.comparison.pairing import mains, pairs
from marsad.stories.comparison.seen import Seen, seen
from marsad.stories.comparison.totals import INJURED, Total, totals

MARK = "comparison/2"
_NEAR = 700
_PARTS_NEAR = 250
_SHARED = 2
_TWO, _MANY = 2, 3


def contrasts(
    story: Story, claims: Sequence[Claim], members: Sequence[Annotated], origins: Sequence[Origin] = ()
) -> tuple[Contrast, ...]:
    """How the claims of a story stand to one another; `origins` are the story's, `members` its articles by day."""
    figures = seen(claims, members, origins, story)
    by_name = {name: [x for x in figures if x.claim.property == name] for name in _names(figures)}
    held = list(totals([main for own in by_name.values() for main in mains(own)]))
    found = [_total(story.id, each) for each in held]
    for name, own in by_name.items():
        found += _of_property(story.id, name, own, {pair for each in held for pair in _explained(each)})
    told = facts(claims) if len(members) > 1 else ()
    found += [_record(story.id, x.name, [claim.id for claim in x.claims], Judged(x.agreement, x.reason)) for x in told]
    return tuple(found)


def _names(figures: Iterable[Seen]) -> list[str]:
    return sorted({each.claim.property for each in figures})


def _explained(total: Total) -> list[tuple[object, object]]:
    """The pairs of values of one property that a total with another explains."""
    name = total.whole.claim.property
    return [_pair(total.whole.value, each.value) for each in total.parts if each.claim.property == name]


def _total(story_id: str, total: Total) -> Contrast:
    told = " and ".join(f"{each.claim.value} {each.claim.property}" for each in total.parts)
    name = total.whole.claim.property
    if total.exact:
        verdict = Judged("sum_of_parts", f"{told} are {total.whole.claim.value} {name}")
    else:
        verdict = Judged("scope", f"{total.whole.claim.value} are killed and injured as one, {told}")
    return _contrast(story_id, name, [total.whole, *total.parts], verdict)


def told_within(
    story: Story, said: Sequence[Claim], members: Sequence[Annotated], origins: Sequence[Origin] = ()
) -> tuple[Claim | Contrast, ...]:
    """Figures of one article that do not fit together, for each article whose main story this is.

    `said` are the claims of the story. Those of figures that do not tell its event, and so are not among them, stand
    here before the contrasts that name them.
    """
    known = {claim.id: claim for claim in said}
    found: list[Claim | Contrast] = []
    for member in (each for each in members if each.article.id not in story.beside):
        own = {claim.id: known.get(claim.id, claim) for claim in claims_within(member, story, origins)}
        conflicts = list(_conflicts(story.id, seen(own.values(), [member])))
        named = dict.fromkeys(name for conflict in conflicts for name in conflict.claim_ids if name not in known)
        found += [*(own[name] for name in named), *conflicts]
    return tuple(found)


def _conflicts(story_id: str, every: Iterable[Seen]) -> Iterator[Contrast]:
    """Contrasts of figures where an article tells just two of one kind of harm: more of them are of several events."""
    figures = [each for each in every if each.claim.property in HARM and not each.claim.background]
    for name in _names(figures):
        told = [each for each in figures if each.claim.property == name]
        if len({each.value for each in told}) == _TWO and _is_conflict(told[0], told[-1], told):
            both = f"{told[0].claim.value} and {told[-1].claim.value}"
            verdict = Judged("contradict", f"one article tells both {both} of one thing")
            yield _contrast(story_id, name, [told[0], told[-1]], verdict)


def _of_property(story_id: str, name: str, figures: list[Seen], told: set[tuple[object, object]]) -> Iterator[Contrast]:
    sums, explained = _sums(story_id, name, figures)
    if name == INJURED:
        explained |= told
    yield from _agreeing(story_id, name, figures)
    yield from sums
    best: dict[tuple[object, object], tuple[Judged, list[Seen]]] = {}
    for left, right in pairs(figures):
        values = _pair(left.value, right.value)
        if values in explained:
            continue
        verdict = judged(left, right)
        if verdict.agreement == "background":
            values = (left.value if left.claim.background else right.value, "background")
        known = best.get(values)
        if known is None or _is_before(verdict.agreement, known[0].agreement):
            best[values] = (verdict, [left, right])
        elif verdict.agreement == known[0].agreement != "background":
            known[1].extend((left, right))
    for values, (verdict, both) in best.items():
        alike = [each for each in figures if each.value in values and not each.claim.background]
        yield _contrast(story_id, name, [*both, *alike] if verdict.agreement == "update" else both, verdict)


def _is_before(one: Agreement, known: Agreement) -> bool:
    """Whether a way to read two values stands before another: what rose is an update, though bounds allow it."""
    if {one, known} == {"agree", "update"}:
        return one == "update"
    return MILD.index(one) < MILD.index(known)


def _agreeing(story_id: str, name: str, figures: Sequence[Seen]) -> Iterator[Contrast]:
    ordered = sorted(figures, key=lambda each: (repr(each.value), each.kind, each.claim.background))
    for _, group in groupby(ordered, key=lambda each: (each.value, each.kind, each.claim.background)):
        alike = list(group)
        if len({each.claim.article_id for each in alike}) > 1 and all(each.quantity.stated for each in alike):
            count = len({each.claim.article_id for each in alike})
            yield _contrast(story_id, name, alike, Judged("agree", f"{count} articles tell {alike[0].claim.value}"))


def _sums(story_id: str, name: str, figures: Sequence[Seen]) -> tuple[list[Contrast], set[tuple[object, object]]]:
    """Totals that the figures of one article add up to, and the pairs of values that this explains."""
    explained: set[tuple[object, object]] = set()
    found: dict[tuple[object, ...], Contrast] = {}
    if name not in HARM:
        return [], explained
    wholes = (each for each in figures if each.opens and not (each.part or each.claim.background))
    totals = {each.value: each for each in wholes if _exact(each) is not None}
    for article in dict.fromkeys(each.claim.article_id for each in figures):
        own = [each for each in figures if each.claim.article_id == article and _may_be_part(each)]
        for value, total in totals.items():
            parts = _parts(total, own)
            if (
                not parts
                or _has_risen(total, parts)
                or _are_listed(total, parts)
                or (len(parts) > _TWO and any(each.claim.where for each in parts))
            ):
                continue
            whole = [each for each in figures if each.value == value and not each.kind]
            told = " + ".join(each.claim.value for each in parts)
            verdict = Judged("sum_of_parts", f"{told} = {total.claim.value}")
            key = (value, *(each.value for each in parts))
            found.setdefault(key, _contrast(story_id, name, [*whole, *parts] if whole else [total, *parts], verdict))
            values = [each.value for each in figures if each.value[0] == value[0]]
            explained |= {_pair(one, each.value) for each in parts for one in values}
    return list(found.values()), explained


def _pair(left: object, right: object) -> tuple[object, object]:
    return (left, right) if repr(left) < repr(right) else (right, left)


def _parts(total: Seen, own: Sequence[Seen]) -> list[Seen]:
    """Figures of one article, near one another, that add up to a total."""
    whole = _exact(total)
    if whole is None:
        return []
    near = [each for each in own if each is not total]
    figures = [_least(each) or 0 for each in near]
    chosen = parts_of(whole, figures)
    parts = [near[at] for at in chosen] if chosen else []
    days = {each.claim.period for each in parts if each.claim.period}
    return parts if _are_near(parts) and len(days) <= 1 else []


def _are_near(parts: Sequence[Seen]) -> bool:
    starts = [each.claim.start for each in parts]
    return bool(starts) and max(starts) - min(starts) <= _PARTS_NEAR


def _has_risen(total: Seen, parts: Sequence[Seen]) -> bool:
    """Whether words call the total a risen count, and what seems a part is what another article opens with."""
    return total.change in ("up", "new") and any(each.opens for each in parts)


def _are_listed(total: Seen, parts: Sequence[Seen]) -> bool:
    """Whether one article lists total and parts by their places: then it is no total, and the sum is chance."""
    every = (total, *parts)
    return len({x.claim.article_id for x in every}) == 1 and len({x.claim.where for x in every}) == len(every)


def _may_be_part(each: Seen) -> bool:
    return _least(each) is not None and each.part != "among" and not each.claim.background


def _is_conflict(left: Seen, right: Seen, figures: Sequence[Seen]) -> bool:
    """Whether two figures of one article are told of one thing and cannot both be true."""
    if not is_comparable(left, right) or left.value == right.value or left.voice == right.voice:
        return False
    if not (left.kind or left.counted & right.counted) or _is_far_more(left, right):
        return False
    if judged(left, right).agreement in ("agree", "scope", "update", "sum_of_parts"):
        return False
    if abs(left.claim.start - right.claim.start) > _NEAR or left.sentence == right.sentence:
        return False
    shared = (left.terms & right.terms) - left.counted - right.counted
    return len(shared) >= _SHARED and not any(_parts(each, figures) for each in (left, right))


def _is_far_more(left: Seen, right: Seen) -> bool:
    """Whether figures are not exact, or the one is so many times the other that they are of two things."""
    one, other = _exact(left), _exact(right)
    if one is None or other is None or left.quantity.approximate or right.quantity.approximate:
        return True
    return max(one, other) > _MANY * min(one, other)


def _exact(each: Seen) -> float | None:
    low, high = each.quantity.low, each.quantity.high
    return low if low is not None and low == high else None


def _least(each: Seen) -> float | None:
    """The number of an exact figure, or of one told as "at least"."""
    return None if each.quantity.approximate else each.quantity.low


def _contrast(story_id: str, name: str, figures: Iterable[Seen], verdict: Judged) -> Contrast:
    return _record(story_id, name, [each.claim.id for each in figures], verdict)


def _record(story_id: str, name: str, claim_ids: Iterable[str], verdict: Judged) -> Contrast:
    ids = tuple(dict.fromkeys(claim_ids))
    agreement: Agreement = verdict.agreement
    return Contrast(
        id=f"{story_id}.contrast.{digest(name, agreement, *sorted(ids))}",
        made_by=MARK,
        story_id=story_id,
        property=name,
        claim_ids=ids,
        agreement=agreement,
        reasons=(verdict.reason,),
    )
