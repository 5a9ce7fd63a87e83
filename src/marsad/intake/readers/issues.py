"""Issues about inputs, made alike by all readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from marsad.records import Issue, Page, digest

MADE_BY = "readers/1"
# A file with more of one kind is broken as a whole: the first hundred show how, the rest are summed up.
SHOWN_PER_CODE = 100


def issue(path: str, code: str, message: str) -> Issue:
    """An issue about an input file; the message must say where in it, so that no two are alike."""
    return Issue(
        id=digest("input", path, code, message), article_id="", made_by=MADE_BY, code=code, message=message, path=path
    )


def in_bounds(path: str, found: Iterable[Page | Issue]) -> Iterator[Page | Issue]:
    """Pass everything on but sum up the issues of one code past the first `SHOWN_PER_CODE`."""
    seen: Counter[str] = Counter()
    for one in found:
        if isinstance(one, Issue):
            seen[one.code] += 1
            if seen[one.code] > SHOWN_PER_CODE:
                continue
        yield one
    for code, number in seen.items():
        if number > SHOWN_PER_CODE:
            yield issue(path, code, f"{path}: {number - SHOWN_PER_CODE} more of the kind {code}, not listed")
