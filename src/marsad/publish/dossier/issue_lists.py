"""The lists of issues, one for each code, written while articles pass so that no more than a page of each is kept."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from marsad.publish.dossier.labels import Label, label_of
from marsad.publish.dossier.marked import clipped, plain
from marsad.publish.dossier.names import safe_name
from marsad.publish.dossier.pages import ROWS_A_PAGE, write_page
from marsad.records import Issue

_MESSAGE = 1_000
_CITED = 120


class IssueRow(NamedTuple):
    """One issue: the file of its article's page ("" for none), the article's headline or the input's path, words."""

    file: str
    where: str
    message: str
    words: str


class Code(NamedTuple):
    """A kind of issue, how often it was met, and the pages that list it."""

    code: str
    number: int
    pages: tuple[str, ...]

    @property
    def name(self) -> Label:
        """The code in words, where there are any."""
        return label_of("issue", self.code)


class IssueLists:
    """Collects issues and writes their pages below `issues/`; `close` writes what is left and sums up."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: dict[str, list[IssueRow]] = {}
        self._pages: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}

    def add(self, issue: Issue, file: str = "", headline: str = "", text: str = "") -> None:
        """Take an issue, with the page, headline and text of its article, where it has one."""
        waiting = self._waiting.setdefault(issue.code, [])
        if len(waiting) == ROWS_A_PAGE:
            self._write(issue.code, more=True)
        words = _cited(issue, text)
        where = headline or issue.path or issue.article_id or "?"
        waiting.append(
            IssueRow(file, plain(clipped(where, _MESSAGE)), plain(clipped(issue.message, _MESSAGE)), plain(words))
        )
        self._counts[issue.code] = self._counts.get(issue.code, 0) + 1

    def close(self) -> tuple[Code, ...]:
        """Write the pages still waiting; give the codes, the most frequent first."""
        for code in self._waiting:
            self._write(code, more=False)
        codes = (Code(code, count, tuple(self._pages[code])) for code, count in self._counts.items())
        return tuple(sorted(codes, key=lambda code: (-code.number, code.code)))

    def _write(self, code: str, *, more: bool) -> None:
        rows, pages = self._waiting[code], self._pages.setdefault(code, [])
        number = len(pages) + 1
        page = _page(code, number)
        write_page(
            self._folder,
            page,
            "issue_list.html",
            "issues",
            code=code,
            title=label_of("issue", code),
            rows=rows,
            number=number,
            before=f"../{pages[-1]}" if pages else "",
            after=f"../{_page(code, number + 1)}" if more else "",
        )
        pages.append(page)
        rows.clear()


def _cited(issue: Issue, text: str) -> str:
    if issue.start is None or issue.end is None:
        return ""
    return text[issue.start : min(issue.end, issue.start + _CITED)]


def _page(code: str, number: int) -> str:
    return f"issues/{safe_name(code)}-{number:04d}.html"
