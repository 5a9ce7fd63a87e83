"""Quantities: how many of what, and what befell them, in the words of the article.

Figures are never added up, and no figure stands without words that say what it counts. A part ("among them 3
children") names the figure it belongs to. Reads only what the article says, not its furniture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.arabic.numbers import NounForms, Number, NumberReader, span_of
from marsad.arabic.orthography import Folded, fold
from marsad.arabic.tokens import Token, tokenize
from marsad.lexicon.table import Row, load
from marsad.reading.quantities.counted import CountedReader
from marsad.reading.quantities.cues import Cues
from marsad.reading.quantities.reader import Found, QuantityReader
from marsad.reading.segmentation import KINDS_READ
from marsad.records import Article, Block, Issue, Quantity, Record
from marsad.stage import Layers, made_by, record_id


class QuantityStage:
    """Reads the quantities of an article."""

    name = "quantities"
    version = "1"
    reads: tuple[type[Record], ...] = (Block,)
    writes: tuple[type[Record], ...] = (Quantity, Issue)

    def __init__(self) -> None:
        units = [_as_noun(unit) for unit in load("units")]
        nouns = NounForms([*load("counted_nouns"), *units])
        contexts = [*load("number_contexts"), *(_as_context(month) for month in load("months"))]
        numbers = NumberReader(load("number_words"), load("approximators"), contexts, nouns)
        self._reader = QuantityReader(
            numbers, CountedReader(nouns, units, load("uncounted_words")), Cues(load("quantity_cues"))
        )

    def __call__(self, article: Article, layers: Layers) -> Iterator[Record]:
        """Yield the quantities in headlines, subheadings, paragraphs and captions, in order."""
        for block in layers.of(Block):
            if block.kind in KINDS_READ:
                folded = fold(article.text[block.start : block.end])
                tokens = list(tokenize(folded.text))
                place = _Place(article, block.start, folded, tokens, made_by(self))
                found, unclear = self._reader(tokens)
                yield from (_record(place, quantity) for quantity in found)
                yield from (_unclear(place, number) for number in unclear)


class _Place(NamedTuple):
    """Where tokens stand: the article, where their stretch of text begins, and the way back from its folding."""

    article: Article
    start: int
    folded: Folded
    tokens: Sequence[Token]
    made_by: str

    def span(self, first: int, last: int, lead: int = 0) -> tuple[int, int]:
        """The offsets in the article of the tokens from `first` to `last`, without `lead` letters of the first."""
        start, end = self.folded.back(self.tokens[first].start + lead, self.tokens[last - 1].end)
        return self.start + start, self.start + end

    def lead(self, first: int, number: Number) -> int:
        """How many letters of clitics stand before a number at a token."""
        return span_of(self.tokens, number)[0] - self.tokens[first].start if first == number.first else 0


def _record(place: _Place, found: Found) -> Quantity:
    start, end = place.span(found.first, found.last, place.lead(found.first, found.number))
    counted, cue = found.counted, found.cue
    lead = place.lead(counted.first, found.number)
    of_start, of_end = place.span(counted.first, counted.last, lead) if counted.first < counted.last else (None, None)
    cue_start, cue_end = place.span(cue.first, cue.last) if cue else (None, None)
    places = (*found.number.places, *counted.places, *((cue.place,) if cue else ()))
    return Quantity(
        id=record_id(place.article, "quantity", start, end),
        article_id=place.article.id,
        made_by=place.made_by,
        start=start,
        end=end,
        low=found.number.low,
        high=found.number.high,
        counted=found.kind,
        approximate=found.number.approximate,
        stated=found.stated,
        of=None if of_start is None else place.article.text[of_start:of_end],
        of_start=of_start,
        of_end=of_end,
        unit=counted.unit,
        fate=found.fate,
        part_of=_whole_id(place, found),
        cue_start=cue_start,
        cue_end=cue_end,
        evidence=tuple(dict.fromkeys(places)),
    )


def _whole_id(place: _Place, found: Found) -> str | None:
    if found.whole is None:
        return None
    start, end = place.span(found.whole.first, found.whole.last, place.lead(found.whole.first, found.whole.number))
    return record_id(place.article, "quantity", start, end)


def _unclear(place: _Place, number: Number) -> Issue:
    start, end = place.span(number.first, number.last)
    shown = place.article.text[start:end]
    return Issue(
        id=record_id(place.article, "quantity-issue", start, end),
        article_id=place.article.id,
        made_by=place.made_by,
        code="number-unclear",
        message=f"{shown}: the point may part thousands or decimals; wanted a number that reads in one way; "
        "compare it with the other figures of the article",
        start=start,
        end=end,
    )


def _as_noun(unit: Row) -> Row:
    """A unit as a counted noun; those without a plural are signs, and have no dual."""
    return Row(unit.place, {**unit.cells, "dual": "none" if unit["plural"] == "-" else "-"})


def _as_context(month: Row) -> Row:
    return Row(month.place, {"word": month["form"], "side": "after", "what": "date"})
