"""Finds where the body stands: the container and the run of cells with the most prose and the least else.

A cell weighs as many words as it has if it reads like prose, and less than nothing if it does not. The body is the run
of greatest total weight (Kadane's maximum subarray), in HTML inside the element of greatest total weight: the idea of
arc90's Readability, with sums over whole subtrees instead of decaying shares.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.intake.blocks.cells import Cell
from marsad.intake.blocks.phrases import Hit

PROSE_WORDS = 12
"""Words from which a line may be prose on its own."""
SHORT, LINKED = -2.0, -4.0
"""Weight of a short line, and of one that is mostly a link."""

TITLE_SHARE = 0.2
"""Share of the words of a page's name below which a run of prose is doubted."""
LEAST_BODY, TRIES = 25.0, 3
"""Words that a run must have to take another's place, and how many runs are looked at."""

OUTSIDE_TAGS = frozenset("aside button footer nav".split())
OUTSIDE_NAMES = frozenset(
    "comment comments disqus respond footer nav navbar navigation menu sidebar share sharing social breadcrumb "
    "breadcrumbs cookie cookies consent newsletter subscribe promo sponsor sponsored advert advertisement ads banner "
    "popup modal login register signup related recommended trending mostread popular latest tags taglist widget "
    "copyright disclaimer terms".split()
)
"""Words of ids and classes of what surrounds an article on any site; a prior, never a verdict."""
PRIOR = 0.2
"""What is left of a cell's weight where its surroundings speak against it."""


def is_prose(cell: Cell) -> bool:
    """Whether a cell reads like running text: long enough, with the marks of sentences, not mostly links."""
    count = cell.count
    if cell.linked > 0.5 or count < 5:
        return False
    if count < PROSE_WORDS:
        return cell.full_stopped and cell.linked < 0.3
    return cell.stopped or cell.breaks > 0 or count >= 2 * PROSE_WORDS


def weigh(cell: Cell, hit: Hit | None) -> float:
    """The weight of a cell in words: positive for prose, negative for what is not."""
    count = len(cell.words)
    if hit is not None:
        return SHORT - min(count, 20) / 2
    if cell.linked > 0.5:
        return LINKED - count / 4
    if not is_prose(cell):
        return SHORT
    weight = cell.count * (1 - cell.linked)
    return weight * PRIOR if outside(cell) else weight


def outside(cell: Cell) -> bool:
    """Whether the markup around a cell is that of a site's furniture."""
    return not (OUTSIDE_TAGS.isdisjoint(cell.tags) and OUTSIDE_NAMES.isdisjoint(cell.names))


def find_body(cells: Sequence[Cell], weights: Sequence[float], titles: Sequence[str]) -> range:
    """The indices of the cells from the first to the last of the body; empty where nothing reads like prose.

    Where the page names its article (`titles`, and h1 elements in HTML), a run that shares next to no word with that
    name (terms of use, rules for comments) gives way to the next that does, if there is one.
    """
    names = [Cell(0, len(title), title) for title in titles] + [cell for cell in cells if cell.tag == "h1"]
    stems = frozenset(stem for name in names for stem in name.stems)
    first = best = _heaviest(cells, weights)
    left = list(weights)
    for _ in range(TRIES):
        if not best or _shared(cells, best, stems) >= TITLE_SHARE:
            return best or first
        left[best.start : best.stop] = [LINKED] * len(best)
        best = _heaviest(cells, left)
        if sum(max(0.0, left[index]) for index in best) < LEAST_BODY:
            return first
    return first


def _shared(cells: Sequence[Cell], body: range, stems: frozenset[str]) -> float:
    """The share of a name's words that a run has; 1 where the page has no name."""
    found = frozenset(stem for index in body for stem in cells[index].stems)
    return len(stems & found) / len(stems) if stems else 1.0


def _heaviest(cells: Sequence[Cell], weights: Sequence[float]) -> range:
    inside = _container(cells, weights)
    best, run, first, found = 0.0, 0.0, 0, range(0)
    for index, (cell, weight) in enumerate(zip(cells, weights, strict=True)):
        if inside is not None and inside not in cell.path:
            weight = min(weight, LINKED)
        if run <= 0:
            run, first = 0.0, index
        run += weight
        if run > best:
            best, found = run, range(first, index + 1)
    return found


def _container(cells: Sequence[Cell], weights: Sequence[float]) -> str | None:
    """The element whose cells weigh most together, the innermost of equals; None in plain text."""
    sums: dict[str, float] = {}
    for cell, weight in zip(cells, weights, strict=True):
        for element in cell.path:
            sums[element] = sums.get(element, 0.0) + weight
    if not sums:
        return None
    return max(sums, key=lambda element: (sums[element], int(element.partition(".")[2])))
