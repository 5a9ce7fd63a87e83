"""Quotes as rows of a table: who said what, in what, through whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from marsad.publish import formats
from marsad.publish.contract import credit
from marsad.records import Attribution, Link, Quote, Step, StepRole
from marsad.stage import Annotated


def quote_rows(annotated: Annotated) -> Iterator[dict[str, formats.Cell]]:
    """The rows of one article, in the order of the text; offsets count code points of its text."""
    links = {mention: link for link in annotated.layers.of(Link) for mention in link.mentions}
    ways = {attribution.about: attribution.steps for attribution in annotated.layers.of(Attribution)}
    text, outlet = annotated.article.text, credit(annotated, "outlet")
    for quote in sorted(annotated.layers.of(Quote), key=lambda q: (q.start, q.end)):
        known, steps = links.get(quote.speaker_mention or ""), ways.get(quote.id, ())
        yield {
            "quote_id": quote.id,
            "article_id": quote.article_id,
            "outlet": outlet and (outlet.name or outlet.text),
            "kind": quote.kind,
            "stance": quote.stance,
            "speaker": quote.speaker,
            "speaker_name": known and known.name,
            "speaker_entity_id": known and known.entity_id,
            "speaker_kind": quote.speaker_kind,
            "cue": text[quote.cue_start : quote.cue_end],
            "content": text[quote.start : quote.end],
            "content_start": quote.start,
            "content_end": quote.end,
            "statement": next(_told(steps, "statement"), None),
            "passed_on_by": list(_told(steps, "agency")),
            "continues": quote.continues,
        }


def _told(steps: Iterable[Step], role: StepRole) -> Iterator[str]:
    return (step.name or step.text for step in steps if step.role == role)


COLUMNS: Mapping[str, str] = {
    "quote_id": "VARCHAR",
    "article_id": "VARCHAR",
    "outlet": "VARCHAR",
    "kind": "VARCHAR",
    "stance": "VARCHAR",
    "speaker": "VARCHAR",
    "speaker_name": "VARCHAR",
    "speaker_entity_id": "VARCHAR",
    "speaker_kind": "VARCHAR",
    "cue": "VARCHAR",
    "content": "VARCHAR",
    "content_start": "BIGINT",
    "content_end": "BIGINT",
    "statement": "VARCHAR",
    "passed_on_by": "VARCHAR[]",
    "continues": "VARCHAR",
}
"""The columns of the table and their types, as DuckDB names them."""


def write_quotes(form: str, articles: Iterable[Annotated], stream: BinaryIO) -> None:
    """Write the table of quotes in one of `formats.FORMATS`, article by article."""
    formats.FORMATS[form]((row for annotated in articles for row in quote_rows(annotated)), COLUMNS, stream)
