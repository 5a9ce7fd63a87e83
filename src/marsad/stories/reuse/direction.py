"""Who had the words first, where days or credits tell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

from marsad.arabic.orthography import fold_word
from marsad.records import Attribution, Credit, Period, Publication
from marsad.stage import Annotated

MADE_BY = "reuse/1"

_NAMING = frozenset({"agency", "headline", "byline", "dateline"})


class Imprint(NamedTuple):
    """Who published an article and when, and on whose words it says it rests: little enough to keep for many articles.

    `outlet` is as `outlet()` gives it; `names` are the folded names of the outlet, `named` those of others whom the
    article credits; `agencies` are those whose words it has, `credited` the agencies of its credits, as written.
    """

    article_id: str
    day: Period | None
    outlet: str
    names: frozenset[str]
    named: frozenset[str]
    agencies: frozenset[str]
    credited: tuple[str, ...]


def imprint(annotated: Annotated) -> Imprint:
    """The imprint of an article."""
    names = _names(annotated)
    agencies = (credit for credit in annotated.layers.of(Credit) if credit.kind == "agency")
    return Imprint(
        annotated.article.id,
        day(annotated),
        outlet(annotated),
        names,
        frozenset(fold_word(name) for name in _credited(annotated)) - names,
        _agencies(annotated),
        tuple(sorted({credit.name or credit.text for credit in agencies})),
    )


def earlier(one: Imprint, other: Imprint) -> tuple[str | None, tuple[str, ...]]:
    """The id of the article that had the words first, or None, and the reasons.

    An earlier day tells; on the same day it tells that one article names the other's outlet as the one whose words it
    has. That an article names an agency is a reason to think that both have its words, and tells no direction.
    """
    for first, second in permutations((one, other)):
        if first.day and second.day and first.day.end <= second.day.start:
            return first.article_id, (f"published {first.day.start}, the other {second.day.start}",)
    for later, sooner in permutations((one, other)):
        if named := later.named & sooner.names:
            return sooner.article_id, (f"the other names it: {min(named)}",)
    credited = sorted({*one.credited, *other.credited})
    return None, tuple(f"words of an agency: {name}" for name in credited)


def day(annotated: Annotated) -> Period | None:
    """The days on which an article can have been published."""
    return next((p.period for p in annotated.layers.of(Publication) if p.period), None)


def outlet(annotated: Annotated) -> str:
    """What tells an article's outlet from others: its address, else its name, "" where it is unknown."""
    return next((c.domain or c.name or c.text for c in annotated.layers.of(Credit) if c.kind == "outlet"), "")


def _agencies(annotated: Annotated) -> frozenset[str]:
    """The names of the agencies whose words an article has, as it says."""
    credited = {credit.name for credit in annotated.layers.of(Credit) if credit.kind == "agency" and credit.name}
    attributions = annotated.layers.of(Attribution)
    return frozenset(credited | {s.name for a in attributions for s in a.steps if s.role == "agency" and s.name})


def _names(annotated: Annotated) -> frozenset[str]:
    """The folded names of an article's outlet."""
    outlets = (credit for credit in annotated.layers.of(Credit) if credit.kind == "outlet")
    return frozenset(fold_word(name) for credit in outlets for name in (credit.name, credit.domain) if name)


def _credited(annotated: Annotated) -> Iterator[str]:
    for credit in annotated.layers.of(Credit):
        if credit.kind == "agency" or (credit.kind in _NAMING and credit.domain):
            yield from (name for name in (credit.name, credit.domain, credit.text) if name)
    for attribution in annotated.layers.of(Attribution):
        yield from (step.name for step in attribution.steps if step.name and step.role == "agency")
