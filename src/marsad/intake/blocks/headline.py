"""Finds the headline: by the page's own titles, its tag, its place, and the words that it shares with the body."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from marsad.intake.blocks.cells import Cell
from marsad.intake.blocks.phrases import Hit, Phrases

LEAD_WORDS = 250
"""Words of the body among which a headline's are looked for."""
REACH = 14
"""Cells before the body among which a headline is looked for, where nothing else names it."""
ENOUGH = 1.3
"""Score from which a cell is believed to be the headline; set on the founding pages and `pages2008`."""
SECOND = 0.45
"""Share of a neighbour's words that must stand in the body for it to be a second headline."""


class Heading:
    """Scores the cells of one article as headlines."""

    def __init__(self, cells: Sequence[Cell], hits: Sequence[Hit | None], body: range, titles: Sequence[str]) -> None:
        self._cells = cells
        self._body = body
        self._unknown = [hit is None and bool(cell.letters) for cell, hit in zip(cells, hits, strict=True)]
        self._unknown_before = [0, *accumulate(self._unknown)]
        self._first = self._unknown.index(True) if True in self._unknown else -1
        self._titles = [Cell(0, len(title), title).words for title in titles]
        lead = [stem for index in body for stem in cells[index].stems][: 4 * LEAD_WORDS]
        self._lead = frozenset(lead)

    def overlap(self, cell: Cell) -> float:
        """The share of a cell's words that the body has too (0 to 1); long words match by their first four letters."""
        if not cell.stems:
            return 0.0
        return sum(word in self._lead or self._inflected(word) for word in cell.stems) / len(cell.stems)

    def _inflected(self, word: str) -> bool:
        return len(word) > 4 and any(other.startswith(word[:4]) for other in self._lead)

    def score(self, index: int) -> float:
        """How much speaks for a cell as the headline; below `ENOUGH`, too little."""
        cell = self._cells[index]
        count = len(cell.words)
        titled = self.titled(cell)
        if not 2 <= count <= 40 or (not titled and (reads_as_sentence(cell) or index > self._last_place(index))):
            return 0.0
        start = self._body.start if self._body else index
        before = self._unknown_before
        distance = max(0, before[start] - before[index + 1]) if index <= start else 3 * (index - start)
        score = {"h1": 2.0, "h2": 0.7}.get(cell.tag, 0.0) + titled + 2 * self.overlap(cell)
        score += 0.4 * (4 <= count <= 22) + 0.8 * (index == self._first) - 0.1 * min(distance, 12)
        score -= 0.6 * (cell.text.rstrip().endswith(".") and not cell.text.rstrip().endswith(".."))
        return score - (2.0 if cell.linked > 0.5 and cell.tag != "h1" else 0.0)

    def _last_place(self, index: int) -> int:
        """Where a headline that no title names may stand at the latest: on a longer body's first line."""
        return self._body.start - (len(self._body) == 1) if self._body else index

    def titled(self, cell: Cell) -> float:
        """3 for the words of a title of the page, 2.5 for a title's beginning or end (the outlet's name beside it)."""
        best = 0.0
        for title in self._titles:
            if cell.words == title:
                return 3.0
            count = len(cell.words)
            if count >= 3 and len(title) - count <= 8 and cell.words in (title[:count], title[-count:]):
                best = 2.5
        return best


def reads_as_sentence(cell: Cell) -> bool:
    """Whether a line is too long for a headline, or long and closed by a full stop."""
    text = cell.text.rstrip()
    return cell.count > 25 or (cell.count > 12 and text.endswith(".") and not text.endswith(".."))


def find_headlines(
    cells: Sequence[Cell],
    body: range,
    titles: Sequence[str],
    phrases: Phrases,
    hits: Sequence[Hit | None],
    *,
    given: bool,
) -> list[int]:
    """The indices of the headline and, right beside it, of a second one. Empty where nothing convinces.

    Where the input itself gives the title (`given`), no other line is the headline.
    """
    heading = Heading(cells, hits, body, titles)
    candidates = [
        index
        for index in _candidates(cells, body, titles)
        if (hit := hits[index]) is None
        or (hit.kind != "furniture" and cells[index].count >= 4 and heading.titled(cells[index]))
    ]
    candidates = [n for n in candidates if heading.titled(cells[n]) or not phrases.credited(cells[n])]
    if given:
        candidates = [index for index in candidates if heading.titled(cells[index])]
    best = max(candidates, key=heading.score, default=None)
    if best is None or heading.score(best) < ENOUGH:
        return []
    second = [] if heading.titled(cells[best]) else _second(best, cells, hits, heading, body)
    return sorted({best, *second})


def _candidates(cells: Sequence[Cell], body: range, titles: Sequence[str]) -> list[int]:
    start = body.start if body else len(cells)
    near = range(max(0, start - REACH), min(len(cells), start + 3))
    tagged = [index for index, cell in enumerate(cells) if cell.tag == "h1"]
    return sorted({*near, *tagged, *(range(start) if titles else ())})


def _second(best: int, cells: Sequence[Cell], hits: Sequence[Hit | None], heading: Heading, body: range) -> list[int]:
    """Neighbours of the headline that read like one: an upper or a lower line of it."""
    found = []
    for index in (best - 1, best + 1):
        if not 0 <= index < len(cells) or hits[index] is not None or (index in body and best not in body):
            continue
        cell = cells[index]
        alike = 5 <= cell.count <= 20 and not cell.text.rstrip().endswith(".") and cell.linked < 0.5
        if alike and cell.tag == cells[best].tag and heading.overlap(cell) >= SECOND:
            found.append(index)
    return found
