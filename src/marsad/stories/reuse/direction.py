"""Who had the words first, where days or credits tell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from marsad.arabic.orthography import fold_word
from marsad.records import Attribution, Credit, Period, Publication
from marsad.stage import Annotated

MADE_BY = "reuse/1"

_NAMING = frozenset({"agency", "headline", "byline", "dateline"})


def earlier(one: Annotated, other: Annotated) -> tuple[str | None, tuple[str, ...]]:
    """The id of the article that had the words first, or None, and the reasons.

    An earlier day tells; on the same day it tells that one article names the other's outlet as the one whose words it
    has. That an article names an agency is a reason to think that both have its words, and tells no direction.
    """
    days = day(one), day(other)
    for first, second, names in ((days[0], days[1], one), (days[1], days[0], other)):
        if first and second and first.end <= second.start:
            return names.article.id, (f"published {first.start}, the other {second.start}",)
    for later, sooner in permutations((one, other)):
        if named := _named(later) & _names(sooner):
            return sooner.article.id, (f"the other names it: {min(named)}",)
    credits = (credit for each in (one, other) for credit in each.layers.of(Credit) if credit.kind == "agency")
    return None, tuple(f"words of an agency: {name}" for name in sorted({c.name or c.text for c in credits}))


def day(annotated: Annotated) -> Period | None:
    """The days on which an article can have been published."""
    return next((p.period for p in annotated.layers.of(Publication) if p.period), None)


def outlet(annotated: Annotated) -> str:
    """What tells an article's outlet from others: its address, else its name, "" where it is unknown."""
    return next((c.domain or c.name or c.text for c in annotated.layers.of(Credit) if c.kind == "outlet"), "")


def agencies(annotated: Annotated) -> set[str]:
    """The names of the agencies whose words an article has, as it says."""
    credited = {credit.name for credit in annotated.layers.of(Credit) if credit.kind == "agency" and credit.name}
    attributions = annotated.layers.of(Attribution)
    return credited | {s.name for a in attributions for s in a.steps if s.role == "agency" and s.name}


def _names(annotated: Annotated) -> set[str]:
    """The folded names of an article's outlet."""
    outlets = (credit for credit in annotated.layers.of(Credit) if credit.kind == "outlet")
    return {fold_word(name) for credit in outlets for name in (credit.name, credit.domain) if name}


def _named(annotated: Annotated) -> set[str]:
    """The folded names of those whom an article credits, or on whose word it tells what it tells, but for itself."""
    return {fold_word(name) for name in _credited(annotated)} - _names(annotated)


def _credited(annotated: Annotated) -> Iterator[str]:
    for credit in annotated.layers.of(Credit):
        if credit.kind == "agency" or (credit.kind in _NAMING and credit.domain):
            yield from (name for name in (credit.name, credit.domain, credit.text) if name)
    for attribution in annotated.layers.of(Attribution):
        yield from (step.name for step in attribution.steps if step.name and step.role == "agency")
