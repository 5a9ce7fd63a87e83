"""The index: articles in order of time, by month, with what the run counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from marsad.publish.dossier.issue_lists import Code
from marsad.publish.dossier.labels import Label, label_of
from marsad.publish.dossier.listing import Listing, month
from marsad.publish.dossier.rows import Row

_OUTLETS_OFFERED = 300

_INDEX = Listing[Row](
    "index",
    "rows.js",
    "month",
    heading=lambda row: row.month,
    named=month,
    told=lambda row: (row.file, row.iso, row.outlet, row.headline, row.basis),
)


def write_index(folder: Path, rows: list[Row], counts: Mapping[str, int], codes: tuple[Code, ...]) -> None:
    """Write `index.html`, the further pages below `index/`, and the rows as a script for the filter."""
    rows.sort(key=lambda row: row.order)
    _INDEX.write(
        folder,
        rows,
        counts=_counts(counts, len(rows), codes),
        codes=codes,
        outlets=_outlets(rows),
        bases=sorted({row.basis for row in rows}),
    )


def _outlets(rows: Sequence[Row]) -> list[str]:
    often = Counter(row.outlet for row in rows if row.outlet).most_common(_OUTLETS_OFFERED)
    return sorted(outlet for outlet, _ in often)


def _counts(counts: Mapping[str, int], articles: int, codes: tuple[Code, ...]) -> list[tuple[Label, int]]:
    kept = {} if "articles" in counts or "kept" in counts else {"kept": articles}
    known = {**kept, **counts, "issues": sum(code.number for code in codes)}
    return [(label_of("count", name.replace("_", "-")), number) for name, number in known.items()]
