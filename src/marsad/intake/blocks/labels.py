"""Gives every cell its kind and the reason: by phrase, markup, shape, and place before, inside or after the body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from marsad.intake.blocks.cells import Cell
from marsad.intake.blocks.headline import Heading
from marsad.intake.blocks.phrases import Hit, Phrases
from marsad.intake.blocks.region import is_prose, outside
from marsad.records import BlockKind

_COMMAS = (",", "\N{ARABIC COMMA}", "-", "\N{EN DASH}")
_ASKS = ("?", "!", "\N{ARABIC QUESTION MARK}")
_NAMED = re.compile(r"[^\W\d_]{3,}")
_QUOTED = re.compile('\\s*["\u00ab\u201c].*["\u00bb\u201d]\\s*[.]?\\s*')
_DATELINED = re.compile(r"[^.\n]{0,70}\([^()\n]{2,20}\)\s?[-\u2013\u2014]{1,2}")
_CREDITED = re.compile(r"[^.()\d\-][^.()]{30,}\([^()]{2,30}\)\s*")
_CREDIT_LINE = re.compile(r"[^.]*(?:\s\u0640+\s|[\u2010-\u2015\-:/|])[^.]*")

CAPTION_NAMES = frozenset("caption figcaption imgcaption imagecaption photocaption credit imgcontainer".split())
SHORT = 12
"""Words; a line within the body up to this long and without a stop is a subheading."""
LONGEST_LINK = 16
"""Words; a longer line after the head of a list of links is no link, nor is a closed sentence of twelve or more."""
NOTICE_WORDS = 3
"""Different words of `notice_words.tsv` that make a paragraph a notice of the site."""
LONGEST_DECK = 20
"""Words of a line under the headline that is no paragraph."""
VERSE_LINES = 4
"""Short lines at the end of a page from which they are verse or a list."""
SECTION_REACH = 4
"""Cells from the headline within which a section's name is the article's own."""
HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
HIT_KINDS: dict[str, BlockKind] = {
    "furniture": "furniture",
    "list": "furniture",
    "byline": "byline",
    "agency": "byline",
    "outlet": "byline",
    "caption": "caption",
    "dateline": "dateline",
    "section": "section",
}
"""The kind of block that a phrase of each kind makes."""


def _may_be_link(cell: Cell) -> bool:
    return cell.count < 12 or (cell.count <= LONGEST_LINK and not cell.text.rstrip().endswith("."))


class Label(NamedTuple):
    """The kind of a cell and why: a rule's name, or the row of a word list."""

    kind: BlockKind
    reason: str


class Labeller:
    """Labels the cells of one article in order. `body` is the run of the body, `headlines` its headlines' indices."""

    def __init__(
        self, cells: Sequence[Cell], hits: Sequence[Hit | None], body: range, headlines: Sequence[int], phrases: Phrases
    ) -> None:
        self._cells, self._hits, self._body, self._headlines = cells, hits, body, headlines
        self._phrases = phrases
        self._heading = Heading(cells, hits, body, ())
        self._repeated = Counter(cell.folded for cell in cells)
        self._within = Counter(cells[index].folded for index in body)
        self._parents = Counter(cells[index].path[:-1] for index in body if is_prose(cells[index]))
        self._listed = False
        self._first = next((n for n, hit in enumerate(hits) if hit is None and cells[n].letters), -1)
        known = [n for n, hit in enumerate(hits) if hit is not None]
        self._first_below = next((n for n in known if n >= body.stop), len(cells))
        self._last_known = known[-1] if known else -1
        self._told = "\n".join(" ".join(cells[index].words) for index in body)
        self._opening = self._opens_at()
        self._decks = self._deck_run()

    def labels(self) -> list[Label]:
        """One label a cell."""
        return [self._label(index) for index in range(len(self._cells))]

    def _label(self, index: int) -> Label:
        if index in self._headlines:
            self._listed = False
            return Label("headline", "title, place and words shared with the body")
        hit = self._hits[index]
        if index in self._body:
            return self._inside(index, hit)
        self._listed = False
        if hit is not None:
            return self._by_phrase(index, hit)
        return self._before(index) if index < self._body.start else self._after(index)

    def _by_phrase(self, index: int, hit: Hit) -> Label:
        kind = HIT_KINDS[hit.kind]
        far = index < self._body.start and self._body.start - index > 12
        cell = self._cells[index]
        menu = outside(cell) and not any("breadcrumb" in name for name in cell.names)
        aside = kind == "section" and (menu or self._distance(index) > SECTION_REACH)
        if kind in ("section", "byline") and (self._in_menu(index) or far or aside):
            return Label("furniture", f"menu: {hit.place}")
        reach = 0 if kind == "section" else 3
        if kind in ("section", "byline", "caption") and index >= self._body.stop + reach:
            return Label("furniture", f"below the body: {hit.place}")
        return Label(kind, hit.place)

    def _distance(self, index: int) -> int:
        """How many cells lie between a cell and the headline, or the body where there is none."""
        return min((abs(index - near) for near in (*self._headlines, self._body.start)), default=0)

    def _in_menu(self, index: int) -> bool:
        """Whether a section's name stands between others: then it is a menu's entry."""
        near = self._hits[max(0, index - 2) : index + 3]
        return sum(hit is not None and hit.kind == "section" for hit in near) >= 3

    def _inside(self, index: int, hit: Hit | None) -> Label:
        cell = self._cells[index]
        prose = is_prose(cell) and not (self._listed and _may_be_link(cell))
        if hit is not None and not (prose and len(cell.words) > 30 and not hit.whole):
            self._listed = hit.kind == "list"
            return self._phrase_inside(index, hit)
        if prose and not outside(cell):
            self._listed = False
            return self._aside(index, cell) or self._captioned(cell) or Label("paragraph", "prose")
        return self._odd_inside(index, cell)

    def _aside(self, index: int, cell: Cell) -> Label | None:
        """Prose that is not the body's: notices, quotes pulled out of it, a caption or a deck before its dateline."""
        if self._is_notice(index, cell):
            return Label("furniture", "a notice of the site to its readers")
        if self._is_pulled(index, cell):
            return Label("furniture", "a quote pulled out of the body")
        if index < self._opening and cell.count <= LONGEST_DECK:
            return Label("caption", "before the paragraph with the dateline")
        if index in self._decks:
            return Label("headline", "one of several lines under the headline")
        return None

    def _is_pulled(self, index: int, cell: Cell) -> bool:
        """A line wholly in quotation marks whose first or last words stand in a paragraph too."""
        if not _QUOTED.fullmatch(cell.text) or len(cell.words) < 4:
            return False
        ends = (" ".join(cell.words[:4]), " ".join(cell.words[-4:]))
        return any(self._told.count(end) > " ".join(cell.words).count(end) for end in ends)

    def _opens_at(self) -> int:
        """The index of the paragraph that a dateline in brackets opens ("CITY (AGENCY)--"), if it is an early one."""
        early = self._body[:3]
        return next((index for index in early if _DATELINED.match(self._cells[index].text)), -1)

    def _deck_run(self) -> range:
        """Several lines without a full stop between the headline and the first long paragraph."""
        stop = self._body.start
        while stop in self._body and self._is_deck(self._cells[stop]):
            stop += 1
        run = range(self._body.start, stop)
        several = len(run) + len(self._headlines) > 2 and bool(self._headlines)
        return run if several and stop in self._body else range(0)

    @staticmethod
    def _is_deck(cell: Cell) -> bool:
        open_ended = not cell.stopped and not cell.text.rstrip().endswith(_COMMAS)
        return not cell.path and open_ended and cell.count <= LONGEST_DECK and bool(cell.letters)

    def _phrase_inside(self, index: int, hit: Hit) -> Label:
        """A section's or outlet's name alone in a line of the body is a subheading."""
        if hit.kind in ("section", "outlet") and self._body.start < index < self._body.stop - 1:
            return Label("subheading", f"alone in its line within the body: {hit.place}")
        return Label(HIT_KINDS[hit.kind], hit.place)

    def _odd_inside(self, index: int, cell: Cell) -> Label:
        if not cell.letters:
            return Label("furniture", "no letters")
        if cell.linked > 0.5 and not self._beside_prose(cell):
            return Label("furniture", "mostly a link")
        if outside(cell):
            return Label("furniture", "markup of a site's furniture")
        if self._listed:
            return Label("furniture", "in a list of links")
        self._listed = False
        captioned = self._captioned(cell)
        if captioned:
            return captioned
        if index in self._decks:
            return Label("headline", "one of several lines under the headline")
        if self._recurs(cell):
            return Label("furniture", "repeated line")
        if self._phrases.credited(cell):
            return Label("byline", "credit line within the body")
        if index > self._body.start and self._is_pulled(index - 1, self._cells[index - 1]) and not cell.stopped:
            return Label("furniture", "who said the quote pulled out of the body")
        if self._is_pulled(index, cell):
            return Label("furniture", "a quote pulled out of the body")
        if self._is_subheading(index, cell):
            return Label("subheading", "short line before prose")
        return Label("paragraph", "within the body")

    def _recurs(self, cell: Cell) -> bool:
        """A short line that also stands outside the body, or three times in all."""
        if self._repeated[cell.folded] < 2 or not 2 <= len(cell.words) <= 8:
            return False
        within = self._within[cell.folded]
        return within > 2 or within < self._repeated[cell.folded]

    def _captioned(self, cell: Cell) -> Label | None:
        if cell.text.startswith("\N{COPYRIGHT SIGN}"):
            return Label("caption", "a copyright sign before the picture's owner")
        if "figcaption" in cell.tags or (not CAPTION_NAMES.isdisjoint(cell.names) and len(cell.words) < 60):
            return Label("caption", "markup of a caption")
        if _CREDITED.fullmatch(cell.text) and len(cell.words) <= 25 and not self._beside_prose(cell):
            return Label("caption", "ends with a credit in brackets")
        return None

    def _beside_prose(self, cell: Cell) -> bool:
        """Whether it is a paragraph's sibling in the markup."""
        return bool(cell.path) and cell.tag == "p" and self._parents[cell.path[:-1]] > 0

    def _is_subheading(self, index: int, cell: Cell) -> bool:
        if cell.tag in HEADINGS:
            return True
        asks = cell.text.rstrip().endswith(_ASKS) and len(cell.words) <= SHORT // 2
        if (cell.stopped and not asks) or len(cell.words) > SHORT or index + 1 >= len(self._cells):
            return False
        return is_prose(self._cells[index + 1]) and (index == 0 or is_prose(self._cells[index - 1]))

    def _is_notice(self, index: int, cell: Cell) -> bool:
        """What a site tells its readers about comments, accounts and terms: in the last third of the body."""
        late = index >= self._body.start + 2 * len(self._body) // 3 and len(self._body) > 1
        return late and self._phrases.count_notice_words(cell) >= NOTICE_WORDS

    def _before(self, index: int) -> Label:
        cell = self._cells[index]
        if not cell.letters:
            return Label("furniture", "no letters")
        captioned = self._captioned(cell)
        if captioned:
            return captioned
        if self._headlines and index > self._headlines[-1] and is_prose(cell) and not outside(cell):
            return Label("paragraph", "prose between headline and body")
        close = self._body.start - index <= 4 or bool(self._headlines and index > self._headlines[-1])
        if close and cell.linked < 0.5 and not outside(cell) and len(cell.words) <= 30:
            return self._near_headline(index, cell)
        return Label("furniture", "above the body")

    def _near_headline(self, index: int, cell: Cell) -> Label:
        shared, count = self._heading.overlap(cell), len(cell.words)
        if self._phrases.credited(cell):
            return Label("byline", "credit line above the body")
        if self._headlines and index < self._headlines[0]:
            leads = not cell.path and index == self._first and count >= 4
            upper = (leads or (shared >= 0.5 and count >= 4)) and self._repeated[cell.folded] == 1
            return Label("headline", "upper line of the headline") if upper else Label("furniture", "above the body")
        if shared == 1 and count <= 5:
            return Label("caption", "names what the body tells of")
        if self._repeated[cell.folded] > 1:
            return Label("furniture", "repeated line")
        if not _NAMED.search(cell.letters) or "+" in cell.text:
            return Label("furniture", "no name in it")
        if 2 <= count <= 7 and _CREDIT_LINE.fullmatch(cell.text):
            return Label("byline", "credit line above the body")
        if count <= 4 and shared < 0.5 and not any(word.isdigit() for word in cell.words):
            return Label("byline", "a name between headline and body")
        if shared >= 0.5 and count >= 4:
            return Label("caption", "between headline and body, in the body's words")
        return Label("furniture", "above the body")

    def _after(self, index: int) -> Label:
        cell = self._cells[index]
        if not cell.letters or self._first_below < index:
            return Label("furniture", "below the body")
        if self._repeated[cell.folded] > 1:
            return Label("caption" if len(cell.words) >= 3 else "furniture", "repeated line")
        if not cell.path and (cell.stopped or (len(cell.words) >= 6 and self._ends_plainly(index))):
            return Label("paragraph", "follows the body")
        if not cell.path and self._is_verse:
            return Label("paragraph", "one of many short lines that end the page")
        if index == self._body.stop and self._signs(cell):
            return Label("byline", "signature below the body")
        return Label("furniture", "below the body")

    @cached_property
    def _is_verse(self) -> bool:
        """Whether the page ends in many short lines of several words each, none of them known: verse, not tags."""
        tail = [cell for cell in self._cells[self._body.stop :] if cell.letters]
        words = sum(len(cell.words) for cell in tail)
        return len(tail) >= VERSE_LINES and words >= 3 * len(tail) and self._ends_plainly(self._body.stop)

    def _ends_plainly(self, index: int) -> bool:
        """Whether nothing known as furniture stands further below."""
        return self._last_known < index

    def _signs(self, cell: Cell) -> bool:
        """A name or initials right below the body; in markup, as a sibling of the paragraphs."""
        inside = not cell.path or self._parents[cell.path[:-1]] > 0
        return inside and len(cell.words) <= 4 and cell.linked < 0.5
