"""The index: articles in order of time, a bounded number to a page, grouped by month, with a list for the filter."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from marsad.publish.dossier.issue_lists import Code
from marsad.publish.dossier.labels import Label, label, label_of, month_label
from marsad.publish.dossier.pages import ROWS_A_PAGE, write_page
from marsad.publish.dossier.rows import Row

_OUTLETS_OFFERED = 300


class Month(NamedTuple):
    """The articles of a month: where the index shows the first of them, and how many there are."""

    name: Label
    href: str
    number: int


class Group(NamedTuple):
    """The rows of one month on one page; the anchor stands on the first page only."""

    name: Label
    anchor: str
    rows: tuple[Row, ...]


def write_index(folder: Path, rows: list[Row], counts: Mapping[str, int], codes: tuple[Code, ...]) -> None:
    """Write `index.html`, the further pages below `index/`, and the rows as a script for the filter."""
    rows.sort(key=lambda row: row.order)
    pages = [rows[at : at + ROWS_A_PAGE] for at in range(0, len(rows), ROWS_A_PAGE)] or [[]]
    shared = {
        "counts": _counts(counts, len(rows), codes),
        "codes": codes,
        "total": len(rows),
        "pages": len(pages),
        "outlets": _outlets(rows),
        "bases": sorted({row.basis for row in rows}),
    }
    for number, page in enumerate(pages, 1):
        root = "../" if number > 1 else ""
        write_page(
            folder,
            _page(number),
            "index.html",
            "index",
            number=number,
            groups=list(_groups(page)),
            months=list(_months(rows, root)),
            before=root + _page(number - 1) if number > 1 else "",
            after=root + _page(number + 1) if number < len(pages) else "",
            **shared,
        )
    if len(pages) > 1:
        _write_script(folder / "assets" / "rows.js", rows)


def _page(number: int) -> str:
    return "index.html" if number == 1 else f"index/{number:04d}.html"


def _name(month: str) -> Label:
    return month_label(month) if month else label("index.other-months")


def _anchor(month: str) -> str:
    return f"month-{month or 'unknown'}"


def _groups(rows: Sequence[Row]) -> Iterator[Group]:
    for month, group in groupby(rows, key=lambda row: row.month):
        yield Group(_name(month), _anchor(month), tuple(group))


def _months(rows: Sequence[Row], root: str) -> Iterator[Month]:
    counts = Counter(row.month for row in rows)
    first: dict[str, int] = {}
    for n, row in enumerate(rows):
        first.setdefault(row.month, n // ROWS_A_PAGE + 1)
    for month, page in first.items():
        yield Month(_name(month), f"{root}{_page(page)}#{_anchor(month)}", counts[month])


def _outlets(rows: Sequence[Row]) -> list[str]:
    often = Counter(row.outlet for row in rows if row.outlet).most_common(_OUTLETS_OFFERED)
    return sorted(outlet for outlet, _ in often)


def _counts(counts: Mapping[str, int], articles: int, codes: tuple[Code, ...]) -> list[tuple[Label, int]]:
    kept = {} if "articles" in counts or "kept" in counts else {"kept": articles}
    known = {**kept, **counts, "issues": sum(code.number for code in codes)}
    return [(label_of("count", name.replace("_", "-")), number) for name, number in known.items()]


def _write_script(path: Path, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as script:
        script.write("marsadRows([\n")
        for row in rows:
            known = (row.file, row.iso, row.outlet, row.headline, row.basis)
            script.write(json.dumps(known, ensure_ascii=False) + ",\n")
        script.write("]);\n")
