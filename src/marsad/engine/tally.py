"""What a run counts as its pages go by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from marsad.pipeline import CODED_LANGUAGE
from marsad.records import Issue
from marsad.stage import Outcome

# A page that came before is left out without loss; whatever else gives no article, or not all of one, is a failure.
REPEATED = ("same-page", "same-article")
READ_ALL_THE_SAME = ("wrong-charset", "entities-dropped", "lone-surrogate", "warc-records-passed-over")
UNFINISHED = ("stage-failed", "stage-skipped")


class Already(NamedTuple):
    """A page passed over because an earlier run has done all that the plan asks."""

    path: str


@dataclass
class Tally:
    """Counts of one run. `set_aside` counts pages that gave no new article, by the code that says why."""

    pages: int = 0
    articles: int = 0
    already: int = 0
    not_coded: int = 0
    unread: int = 0
    set_aside: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)

    def add(self, item: Outcome | Issue | Already) -> None:
        """Count what came of one page, or an issue about an input."""
        if isinstance(item, Issue):
            self._add_issue(item)
            return
        self.pages += 1
        if isinstance(item, Already):
            self.already += 1
        elif item.annotated is None:
            self._set_aside(item.issues)
        else:
            self._add_article(item)

    def _add_issue(self, issue: Issue) -> None:
        if issue.code in REPEATED:
            self.pages += 1
            self.set_aside[issue.code] += 1
        else:
            self.issues[issue.code] += 1
            self.unread += issue.code not in READ_ALL_THE_SAME

    def _set_aside(self, issues: tuple[Issue, ...]) -> None:
        code = issues[-1].code if issues else "no-article"
        self.set_aside[code] += 1
        self.unread += code not in REPEATED
        self.issues.update(issue.code for issue in issues if issue.code not in REPEATED)

    def _add_article(self, outcome: Outcome) -> None:
        article, layers = outcome.annotated  # type: ignore[misc]
        issues = layers.of(Issue)
        self.articles += 1
        self.not_coded += article.language != CODED_LANGUAGE
        self.issues.update(issue.code for issue in issues)
        self.unread += any(issue.code in UNFINISHED for issue in issues)
