"""What the index keeps of an article once its page is written: a few short strings."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from marsad.publish.contract import publication
from marsad.publish.dossier.labels import Label, iso, label, publication_label
from marsad.publish.dossier.marked import clipped, plain
from marsad.records import Block, Credit, Issue, Period, Publication
from marsad.stage import Annotated

_HEADLINE = 200
_SHORT = 120
_WORD = re.compile(r"(?<!\S)[^\w\s]*\w\S*")


class Row(NamedTuple):
    """One line of the index; `file` is the article's page under `articles/`.

    `headline` holds the first words of the text where the article has no headline (`titled` is then false).
    """

    file: str
    headline: str
    titled: bool
    outlet: str
    language: str
    words: int
    issues: int
    basis: str
    evidence: str
    period: Period | None
    weekday: int | None

    @property
    def order(self) -> tuple[bool, dt.date]:
        """Articles stand by their first possible day; those without a day at the end."""
        return (True, dt.date.min) if self.period is None else (False, self.period.start)

    @property
    def month(self) -> str:
        """The month under which the row stands ("2022-01"), "" where the day is not known."""
        return "" if self.period is None else f"{self.period.start:%Y-%m}"

    @property
    def iso(self) -> str:
        """The day or days in ISO 8601."""
        return iso(self.period)

    @property
    def day(self) -> Label:
        """The day as the index shows it below the name of its month: weekday and number, or what is known."""
        if self.period is not None and self.period == Period.day(self.period.start):
            weekday = label(f"weekday.{self.period.start.weekday()}")
            return Label(*(f"{name} {self.period.start.day}" for name in weekday))
        known = Publication(
            id="", article_id="", made_by="", basis="given", evidence="", period=self.period, weekday=self.weekday
        )
        return publication_label(known)


def row_of(annotated: Annotated, file: str) -> Row:
    """Sum up an article for the index."""
    article, layers = annotated
    day = publication(annotated)
    return Row(
        file=file,
        titled=bool(headline(annotated)),
        headline=plain(clipped(headline(annotated) or opening(article.text), _HEADLINE)),
        outlet=plain(clipped(outlet(annotated), _SHORT)),
        language=article.language,
        words=body_words(annotated),
        issues=len(layers.of(Issue)),
        basis=day.basis if day and (day.period or day.weekday is not None) else "none",
        evidence=plain(clipped(day.evidence, _SHORT)) if day else "",
        period=day.period if day else None,
        weekday=day.weekday if day else None,
    )


def headline(annotated: Annotated) -> str:
    """The article's headline, from its credits or else its blocks; "" where it has none."""
    for credit in annotated.layers.of(Credit):
        if credit.kind == "headline":
            return " ".join(credit.text.split())
    for block in annotated.layers.of(Block):
        if block.kind == "headline":
            return " ".join(annotated.article.text[block.start : block.end].split())
    return ""


def opening(text: str) -> str:
    """The first words of a text, on one line."""
    return clipped(" ".join(text[: 4 * _SHORT].split()), _SHORT)


def outlet(annotated: Annotated) -> str:
    """The outlet's canonical name, or the words that name it; "" where it is not known."""
    names = (credit.name or credit.text for credit in annotated.layers.of(Credit) if credit.kind == "outlet")
    return next(names, "")


def body_words(annotated: Annotated) -> int:
    """Words of the paragraphs and subheadings, or of the whole text where no block was marked."""
    text = annotated.article.text
    blocks = annotated.layers.of(Block)
    body = [text[b.start : b.end] for b in blocks if b.kind in ("paragraph", "subheading")] if blocks else [text]
    return sum(1 for part in body for _ in _WORD.finditer(part))
