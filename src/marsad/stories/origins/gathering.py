"""Gathers what families of articles rest on into the independent sources of one story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.records import Origin, OriginKind, Passage, Story, digest
from marsad.stories.origins.families import Family
from marsad.stories.origins.sayers import Sayer, is_agency, is_state

SAID: tuple[OriginKind, ...] = ("statement", "anonymous")


class Resting(NamedTuple):
    """What one article rests on.

    `first` are those named where it tells the story, `later` those named anywhere; `agencies` are credited by name,
    `unnamed` tells that "agencies" are. `byline` is where the article names its own author.
    """

    article_id: str
    outlet: str
    first: tuple[Sayer, ...]
    later: tuple[Sayer, ...]
    agencies: tuple[Sayer, ...]
    unnamed: bool
    byline: tuple[Passage, ...] = ()


class _Ground(NamedTuple):
    """What a family rests on: the sayers chosen, the articles that name them, and in which way."""

    family: Family
    restings: tuple[Resting, ...]
    sayers: tuple[Sayer, ...]
    way: str


class _Source:
    """One independent source in the making: all sayers that are taken for it, and the articles that rest on it."""

    def __init__(self) -> None:
        self.sayers: list[Sayer] = []
        self.articles: dict[str, None] = {}
        self.outlets: set[str] = set()
        self.evidence: dict[Passage, None] = {}
        self.reasons: dict[str, None] = {}

    def is_same(self, sayer: Sayer) -> bool:
        """Whether it is the source of a word."""
        return any(are_one(known, sayer) for known in self.sayers)

    def take(self, ground: _Ground) -> None:
        """Count the articles of a family, with the words that show it."""
        for resting in ground.restings:
            self.articles[resting.article_id] = None
            self.outlets.add(resting.outlet)
            named = (s for s in (*resting.first, *resting.agencies, *resting.later) if self.is_same(s))
            evidence = next((s.evidence for s in named if s.evidence), ground.family.shared(resting.article_id))
            self.evidence.update(dict.fromkeys(evidence))
            carried = (
                *(a.name for a in resting.agencies),
                *(r for s in resting.first if self.is_same(s) for r in s.relays),
            )
            self.reasons.update(dict.fromkeys(f"carried by {name}" for name in carried))
        if len(ground.restings) > 1:
            self.reasons[f"{len(ground.restings)} articles share one text"] = None


def gathered(story: Story, groups: Sequence[Family], restings: dict[str, Resting], mark: str) -> tuple[Origin, ...]:
    """The independent sources of a story, those on which most articles rest first."""
    grounds = [_ground(family, [restings[article] for article in family.articles]) for family in groups]
    grounds.sort(key=lambda ground: _ORDER.index(ground.way))
    sources: list[_Source] = []
    for ground in grounds:
        for source in list(_sources(ground, sources, grounds)):
            source.take(ground)
    made = [_origin(story, source, mark) for source in sources]
    return tuple(sorted(made, key=lambda origin: (-len(origin.article_ids), origin.origin)))


_ORDER = ("said", "agency", "vague", "unnamed agencies", "own")


def _ground(family: Family, restings: list[Resting]) -> _Ground:
    """What a family rests on: a statement before an agency, an agency before "agencies", and its own report last."""
    tries = (
        ("said", [tuple(s for s in each.first if s.kind in SAID and not s.vague) for each in restings]),
        ("agency", [tuple(s for s in each.first if s.kind == "agency") for each in restings]),
        ("agency", [each.agencies for each in restings]),
        ("vague", [tuple(s for s in each.first if s.vague) for each in restings]),
    )
    for way, sets in tries:
        if chosen := _commonest(sets):
            return _Ground(family, tuple(restings), chosen, way)
    if any(each.unnamed for each in restings):
        return _Ground(family, tuple(restings), (_UNNAMED,), "unnamed agencies")
    first = restings[0]
    kind: OriginKind = "agency" if is_agency(first.outlet) else "own_reporting"
    own = Sayer(kind, first.outlet, first.outlet, None, first.byline)
    return _Ground(family, tuple(restings), (own,), "own")


UNNAMED_AGENCIES = "agencies, not named"
UNNAMED_OUTLET = "an outlet not named"
"""Names of origins that nobody names; the id of the article follows that of the outlet, in brackets."""
_UNNAMED = Sayer("agency", "", UNNAMED_AGENCIES)
_TELLING_NAME = 3
"""From so many words on, an unnamed source told in the same words by two outlets is taken for one."""
ALSO = "also named "


def _commonest(sets: Sequence[tuple[Sayer, ...]]) -> tuple[Sayer, ...]:
    """Of what copies of one text are read to name, what most of them name; the earliest where they are as many."""
    keyed = [(frozenset((s.kind, s.key) for s in each), each) for each in sets if each]
    if not keyed:
        return ()
    counts = Counter(keys for keys, _ in keyed)
    best, _ = max(counts.items(), key=lambda item: item[1])
    return next(each for keys, each in keyed if keys == best)


def _sources(ground: _Ground, sources: list[_Source], grounds: Sequence[_Ground]) -> Iterator[_Source]:
    """The sources of a family: known ones that are the same or explain it, or else new ones."""
    if ground.way != "said" and (known := _explained(ground, sources)):
        yield known
        return
    for sayer in _interviews(ground, grounds):
        known = next((source for source in sources if source.is_same(sayer)), None)
        if known is None:
            known = _Source()
            sources.append(known)
        known.sayers.append(sayer)
        yield known


def _explained(ground: _Ground, sources: Sequence[_Source]) -> _Source | None:
    """A source of other articles on which this family rests too.

    It is one whose word it carries further down, or that its agency carries. "Agencies" and "a statement" without a
    name, and a second article of an outlet that has named its source, are never counted beside others.
    """
    later = [said for each in ground.restings for said in each.later if said.kind in SAID and not is_state(said)]
    for source in sources:
        if any(source.is_same(said) for said in later):
            return source
        if ground.way == "agency" and any(s.name in known.relays for known in source.sayers for s in ground.sayers):
            return source
    bare = ground.way == "vague" and all(said.kind == "statement" for said in ground.sayers)
    if (bare or ground.way == "unnamed agencies") and sources:
        return sources[0]
    if ground.way == "own":
        outlets = {each.outlet for each in ground.restings}
        return next((source for source in sources if outlets & source.outlets), None)
    return None


def _interviews(ground: _Ground, grounds: Sequence[_Ground]) -> Iterator[Sayer]:
    """The sayers of a family; what somebody told the outlet alone is the outlet's own reporting."""
    for sayer in ground.sayers:
        others = (s for other in grounds if other is not ground for r in other.restings for s in (*r.first, *r.later))
        if sayer.to_outlet and sayer.kind in SAID and not any(are_one(sayer, other) for other in others):
            yield Sayer("own_reporting", sayer.to_outlet, sayer.to_outlet, None, sayer.evidence)
        else:
            yield sayer


def may_be_one(left: Resting, right: Resting) -> bool:
    """Whether two articles may rest on one word: they name somebody in common, or the one of them nobody."""
    named, other = ([said for said in each.first if said.kind in SAID] for each in (left, right))
    return not (named and other) or any(_may_be_one(one, two) for one in named for two in other)


def _may_be_one(left: Sayer, right: Sayer) -> bool:
    unnamed = left.kind == right.kind == "anonymous"
    return are_one(left, right) or (unnamed and (left.terms <= right.terms or right.terms <= left.terms))


def are_one(left: Sayer, right: Sayer) -> bool:
    """Whether two words are of one: the same entity, or names of which one holds all words of the other."""
    if left.kind not in SAID and right.kind not in SAID:
        return left.key == right.key
    if left.kind != right.kind:
        return False
    if left.key == right.key:
        return True
    if left.country and left.country == right.country and (is_state(left) or is_state(right)):
        return True
    if (left.entity_id and right.entity_id) or left.person != right.person or not (left.terms and right.terms):
        return False
    if left.kind == "anonymous" and left.key.partition(":")[0] != right.key.partition(":")[0]:
        return left.terms == right.terms and len(left.terms) >= _TELLING_NAME
    return left.terms <= right.terms or right.terms <= left.terms


def is_of(sayer: Sayer, origin: Origin) -> bool:
    """Whether an independent source is the one of a word."""
    if sayer.kind not in SAID:
        return origin.kind not in SAID and origin.origin == sayer.name
    if sayer.kind != origin.kind:
        return False
    if sayer.entity_id and origin.entity_id:
        return sayer.entity_id == origin.entity_id
    names = (origin.origin, *(reason.removeprefix(ALSO) for reason in origin.reasons if reason.startswith(ALSO)))
    return sayer.name in names or any(passage in origin.evidence for passage in sayer.evidence)


def _origin(story: Story, source: _Source, mark: str) -> Origin:
    shown = max(source.sayers, key=_clearness)
    reasons = (*source.reasons, *(f"{ALSO}{name}" for name in _names(source) if name != shown.name))
    return Origin(
        id=f"{story.id}.origin.{digest(shown.kind, shown.key)[:8]}",
        made_by=mark,
        story_id=story.id,
        origin=shown.name,
        kind=shown.kind,
        article_ids=tuple(source.articles),
        evidence=tuple(source.evidence),
        entity_id=shown.entity_id,
        reasons=reasons,
    )


def _clearness(sayer: Sayer) -> tuple[bool, bool, bool, int]:
    """How well a name shows who an origin is: a body before its country, a known one before others, many words last."""
    return (sayer.kind == "own_reporting", not is_state(sayer), sayer.entity_id is not None, len(sayer.terms))


def _names(source: _Source) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sayer.name for sayer in source.sayers))
