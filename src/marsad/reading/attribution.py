"""Attribution: the steps by which words reached the page, from the speaker to the outlet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from marsad.arabic.orthography import fold_word
from marsad.lexicon.table import load
from marsad.records import Attribution, Credit, Quote, Step, StepRole


class Said(NamedTuple):
    """Words of the article and where they stand."""

    text: str
    start: int
    end: int


Way: TypeAlias = tuple[Said | None, tuple[Said, ...]]
"""A vehicle, if one is told, and who passed the words on, the one nearest to the speaker last told."""


class Chains:
    """Makes attributions; knows the names of outlets and agencies."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        for row in load("outlets"):
            for form in (row["name"], *row["aliases"].split(" | ")):
                if form != "-":
                    self._names.setdefault(fold_word(form), row["name"])

    def standing(self, credits: Iterable[Credit]) -> tuple[Step, ...]:
        """The last steps of whatever the article tells, in its own voice too: agencies credited, then the outlet."""
        kept = {kind: [c for c in credits if c.kind == kind] for kind in ("agency", "outlet")}
        agencies = {c.name or c.text: c for c in reversed(kept["agency"])}
        steps = [_credited("agency", c) for c in reversed(agencies.values())]
        return (*steps, *(_credited("outlet", c) for c in kept["outlet"][:1]))

    def of(self, quote: Quote, way: Way, standing: tuple[Step, ...]) -> Attribution:
        """The attribution of a quote."""
        steps = tuple(self._steps(quote, way))
        return Attribution(
            id=f"{quote.id}.attribution",
            article_id=quote.article_id,
            made_by=quote.made_by,
            about=quote.id,
            steps=(*steps, *_not_told(standing, steps)),
        )

    def _steps(self, quote: Quote, way: Way) -> Iterator[Step]:
        vehicle, relays = way
        if quote.speaker is not None:
            yield Step(role="speaker", text=quote.speaker, start=quote.speaker_start, end=quote.speaker_end)
        if vehicle is not None and vehicle.text != quote.speaker:
            yield Step(role="statement", text=vehicle.text, start=vehicle.start, end=vehicle.end)
        for relay in (r for r in dict.fromkeys(relays) if not _named_in(r.text, quote.speaker, vehicle)):
            yield Step(role="agency", text=relay.text, start=relay.start, end=relay.end, name=self.name(relay.text))

    def name(self, text: str) -> str | None:
        """The canonical name of an outlet or agency, also where words such as "site" stand before it."""
        words = fold_word(text.translate(_NO_QUOTES)).split()
        tries = (" ".join(words[at:]) for at in range(len(words)))
        return next((self._names[part] for part in tries if part in self._names), None)


_NO_QUOTES = dict.fromkeys(map(ord, '\u00ab\u00bb"\u201c\u201d()'), " ")


def _named_in(relay: str, speaker: str | None, vehicle: Said | None) -> bool:
    """Whether the words for who passes on only repeat the speaker ("the institute "Pew"") or the statement."""
    known = (_parts(text) for text in (speaker, vehicle and vehicle.text) if text)
    return any(_parts(relay) <= parts for parts in known)


def _parts(text: str) -> set[str]:
    return set(fold_word(text.translate(_NO_QUOTES)).split())


def _credited(role: StepRole, credit: Credit) -> Step:
    return Step(role=role, text=credit.text, start=credit.start, end=credit.end, name=credit.name)


def _not_told(standing: tuple[Step, ...], steps: tuple[Step, ...]) -> Iterator[Step]:
    """The standing steps that the words themselves do not already name."""
    told = {step.name for step in steps if step.name}
    return (step for step in standing if step.name is None or step.name not in told)
