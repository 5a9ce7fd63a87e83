"""Matches cells with the phrases that furniture, bylines and section names are known by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from marsad.arabic.orthography import fold
from marsad.intake.blocks.cells import Cell
from marsad.intake.date_words import date_reader
from marsad.lexicon.table import Row, load

LONGEST = 45
"""Words; a phrase at the start or inside of a longer cell says nothing about the cell."""
LONGEST_CREDIT = 12
"""Words; the same for the phrases of bylines, captions, datelines and sections, which also begin sentences."""
LONGEST_CREDIT_LINE = 8
"""Words of a line that says where, by whom and for which agency a report was written."""
AFTER_COLON = 7
"""Words that may follow the colon after a phrase that is otherwise a whole line."""
AFTER_NOTICE = 3
"""The same after a phrase of furniture: more may be a headline ("urgent: ...")."""
MASTHEAD = "the outlet's name over the page"
"""The reason of a masthead's block."""
DATE_BESIDE = 4
"""Words that may stand beside a date in a line that is a dateline."""

_JOINT = re.compile(r"\s[\u2010-\u2015|\-\u00bb:]\s")
_OPENED = re.compile(r"""\b[a-z-]{1,40}\s?=\s?["']|<[a-z/!]""")
_SCRIPT = re.compile(r"\bfunction\s?\(|\{[a-z-]+:")
_MAY_BE_DATE = re.compile(r"\d{4}|\d\s?[/.\-\\]\s?\d")
_PARTS = re.compile(r"[\u2010-\u2015/|()\u00ab\u00bb:\u060c,-]|\s\u0640+\s")
_AFTER_LABEL = re.compile(r":|/|\s[\-\u2010-\u2015|]\s?")
_LETTERS = re.compile(r"[^\W\d_]+")
_ARABIC_NAME = re.compile(r"[a-z]+")
_COPYRIGHT = "\N{COPYRIGHT SIGN}"
_DASHED = re.compile(r"[\u2010-\u2015\-/|]|\s\u0640+\s")
_SYMBOLS = re.compile(r"[\W\d_]+")


class Hit(NamedTuple):
    """The kind that a phrase gives to a cell, and the row that says so."""

    kind: str
    place: str
    whole: bool


class Phrases:
    """All known phrases, ready for look-up. A phrase is compared after folding, without digits and punctuation."""

    def __init__(self) -> None:
        self._whole: dict[str, Hit] = {}
        self._start: dict[str, list[tuple[str, Hit]]] = {}
        self._end: dict[str, list[tuple[str, Hit]]] = {}
        self._part: dict[str, list[tuple[list[str], Hit]]] = {}
        for row in (*load("furniture"), *load("byline_cues")):
            self._add(row, row["kind"], row["match"])
        for row in load("sections"):
            self._add(row, "section", "whole")
        for row in load("outlets"):
            self._add_credits(row)
        self._notice = frozenset(plain(row["word"]) for row in load("notice_words"))

    def _add(self, row: Row, kind: str, match: str) -> None:
        phrase = plain(row["phrase"])
        hit = Hit(kind, row.place, match == "whole")
        if not phrase:
            return
        if match == "part":
            self._part.setdefault(phrase.split()[0], []).append((phrase.split(), hit))
        elif match == "start":
            self._start.setdefault(phrase.split()[0], []).append((phrase, hit))
        elif match == "end":
            self._end.setdefault(phrase.split()[-1], []).append((phrase, hit))
        self._whole.setdefault(phrase, Hit(kind, row.place, True))

    def _add_credits(self, row: Row) -> None:
        for form in (row["name"], *row["aliases"].split(" | "), *row["credit"].split(" | ")):
            phrase = plain(form)
            if phrase:
                self._whole.setdefault(phrase, Hit("agency" if row["kind"] == "agency" else "outlet", row.place, True))

    def find(self, cell: Cell) -> Hit | None:
        """The hit of a cell, the whole line before its start before its inside; None for long or unknown ones."""
        text = cell.letters
        if not text:
            return _dated(cell)
        hit = self._whole.get(text) or self._before_colon(cell)
        if hit or len(cell.words) > LONGEST:
            return hit
        found = self._begins(text) or self._ends(text) or self._contains(text)
        if found and found.kind not in ("furniture", "list", "caption") and len(cell.words) > LONGEST_CREDIT:
            found = None
        return found or _dated(cell)

    def _before_colon(self, cell: Cell) -> Hit | None:
        """The hit of what stands before a colon, if little stands after it: "views: 12", "report/ NAME"."""
        joint = _AFTER_LABEL.search(cell.folded)
        hit = self._whole.get(plain(cell.folded[: joint.start()])) if joint else None
        if joint is None or hit is None or hit.kind in ("section", "outlet", "agency"):
            return None
        colon, after = joint[0].strip() == ":", len(_LETTERS.findall(cell.folded[joint.end() :]))
        if hit.kind in ("byline", "caption"):
            return hit if after <= AFTER_COLON else None
        return hit if colon and after <= (AFTER_COLON if hit.kind in ("list", "dateline") else AFTER_NOTICE) else None

    def _begins(self, text: str) -> Hit | None:
        for phrase, hit in self._start.get(text.split(maxsplit=1)[0], ()):
            if text.startswith(phrase) and not text[len(phrase) : len(phrase) + 1].strip():
                return hit
        return None

    def _ends(self, text: str) -> Hit | None:
        for phrase, hit in self._end.get(text.rsplit(maxsplit=1)[-1], ()):
            if text.endswith(phrase) and not text[: -len(phrase)][-1:].strip():
                return hit
        return None

    def _contains(self, text: str) -> Hit | None:
        words = text.split()
        for place, word in enumerate(words):
            for phrase, hit in self._part.get(word, ()):
                if words[place : place + len(phrase)] == phrase:
                    return hit
        return None

    def credited(self, cell: Cell) -> bool:
        """Whether a short line cut by dashes or brackets has an agency, an outlet or a cue of bylines for a part."""
        parts = [plain(part) for part in _PARTS.split(cell.text)] if cell.count <= LONGEST_CREDIT_LINE else []
        hits = [self._whole.get(part) for part in parts if part]
        return len(hits) > 1 and any(hit is not None and hit.kind in ("agency", "outlet", "byline") for hit in hits)

    def count_notice_words(self, cell: Cell) -> int:
        """How many different words of a site's notices stand in a cell."""
        return len(self._notice.intersection(cell.words))


def _dated(cell: Cell) -> Hit | None:
    """A line that is little more than a date."""
    if len(cell.words) > 14 or not _MAY_BE_DATE.search(cell.folded):
        return None
    dates = [found for found in date_reader().find(cell.text) if found.is_day]
    if not dates:
        return None
    rest = "".join(" " if any(d.start <= n < d.end for d in dates) else c for n, c in enumerate(cell.text))
    beside = [word for word in Cell(0, len(rest), rest).letters.split() if len(word) > 1]
    return Hit("dateline", "little more than a date", True) if len(beside) <= DATE_BESIDE else None


def plain(phrase: str) -> str:
    """A phrase as it is compared: folded, lower case, one blank for any run of digits, marks and blanks."""
    return _SYMBOLS.sub(" ", fold(phrase).text).strip().lower() if phrase != "-" else ""


def known(cells: Sequence[Cell], phrases: Phrases, title: int | None) -> list[Hit | None]:
    """The hit of each cell, in order: by phrase, as the page's title (see `page_title`), or as residue of markup."""
    hits = [_residue(cell) or phrases.find(cell) for cell in cells]
    sign = masthead(cells, hits)
    if title is not None:
        hits[title] = Hit("furniture", "the page's title, whose headline stands below", True)
    if sign is not None:
        hits[sign] = Hit("furniture", MASTHEAD, True)
    return hits


def masthead(cells: Sequence[Cell], hits: Sequence[Hit | None]) -> int | None:
    """The index of the line at the top that names the outlet: a short one whose words stand together again elsewhere.

    Elsewhere is a credit line, an advert, a copyright line, or quotation marks; a person's name would recur in prose.
    """
    top = [n for n, hit in enumerate(hits[:10]) if hit is None or hit.kind == "outlet"][:3]
    for index in top:
        cell, name = cells[index], _ARABIC_NAME.sub(" ", cells[index].letters).strip() or cells[index].letters
        if 1 <= len(name.split()) <= 4 and len(name) > 3 and not cell.stopped and _signed(name, index, cells, hits):
            return index
    return None


def _signed(name: str, index: int, cells: Sequence[Cell], hits: Sequence[Hit | None]) -> bool:
    sign = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for other, hit in zip(cells[index + 1 :], hits[index + 1 :], strict=True):
        if other.letters == cells[index].letters:
            continue
        dashed = other.count <= 6 and _DASHED.search(other.text)
        aside = other.count <= 20 and (hit is not None or dashed or _COPYRIGHT in other.text)
        last = plain(_DASHED.split(other.text)[-1]) if dashed else ""
        if (aside and sign.search(other.letters)) or (len(last) > 3 and last == name.split()[0]):
            return True
        if f"\u00ab{cells[index].text}\u00bb" in other.text:
            return True
    return False


def page_title(cells: Sequence[Cell]) -> int | None:
    """The index of a line "outlet - section - headline" that a saved page begins with; None where there is none.

    It is known by its end (or beginning), which stands below as a line of its own.
    """
    lines = {tuple(cell.words) for cell in cells[1:40] if 3 <= len(cell.words) <= 30}
    for index, cell in enumerate(cells[:3]):
        ends = (tuple(cell.words[n:]) for n in range(1, len(cell.words)))
        starts = (tuple(cell.words[:n]) for n in range(1, len(cell.words)))
        if len(cell.words) <= 40 and _JOINT.search(cell.text) and any(end in lines for end in (*ends, *starts)):
            return index
    return None


def _residue(cell: Cell) -> Hit | None:
    opened = _OPENED.search(cell.text)
    # Looked for apart: one pattern for a tag and its end would start anew at each of ten thousand open ones.
    if (opened and cell.text.find(">", opened.end()) >= 0) or _SCRIPT.search(cell.text):
        return Hit("furniture", "residue of markup", True)
    return None
