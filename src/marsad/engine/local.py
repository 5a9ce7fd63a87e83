"""The plan on this machine: pages in, articles with their layers out, in the same order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

import msgspec

from marsad.engine.page import failed, printable, read_page
from marsad.engine.pool import Task, in_order
from marsad.pipeline import Plan, article_plan
from marsad.records import Issue, Page, digest
from marsad.stage import Annotated, Outcome

T = TypeVar("T")
About: TypeAlias = tuple[str, str | None, str | None, tuple[tuple[str, str], ...]]

MARK = "engine/1"


def annotate(
    pages: Iterable[Page | Issue], jobs: int = 1, make_plan: Callable[[], Plan] = article_plan
) -> Iterator[Annotated | Issue]:
    """Read pages; yield each article with all that one article says, and an issue for whatever gave none.

    The order is kept and the input is never held as a whole. With `jobs` above 1 the work is spread over processes,
    and `make_plan` must be importable. Raises `PlanError` or `LexiconError` before the first page.
    """
    for outcome in outcomes(pages, jobs, make_plan):
        if isinstance(outcome, Issue):
            yield outcome
        elif outcome.annotated is None:
            yield from outcome.issues
        else:
            yield outcome.annotated


def outcomes(
    pages: Iterable[Page | Issue], jobs: int = 1, make_plan: Callable[[], Plan] = article_plan
) -> Iterator[Outcome | Issue]:
    """As `annotate`, but with the page beside what came of it."""
    tasks = (item if isinstance(item, Issue) else Task(item) for item in once(pages))
    return distinct(_planned(tasks, make_plan, jobs))


def _planned(tasks: Iterable[Task | T], make_plan: Callable[[], Plan], jobs: int) -> Iterator[Outcome | T]:
    yield from work(tasks, make_plan(), make_plan, jobs)


def work(tasks: Iterable[Task | T], plan: Plan, make_plan: Callable[[], Plan], jobs: int) -> Iterator[Outcome | T]:
    """Run tasks here by the plan, or in `jobs` processes that make it anew; what is no task passes in its place."""
    if jobs > 1:
        yield from in_order(tasks, make_plan, jobs)
    else:
        for task in tasks:
            yield read_page(plan, task.page, task.earlier) if isinstance(task, Task) else task


def once(pages: Iterable[Page | Issue]) -> Iterator[Page | Issue]:
    """Pages, one that came before in this run replaced by an issue "same-page"; names made such as can be written."""
    seen: set[str] = set()
    for item in pages:
        if isinstance(item, Issue):
            yield printable(item)
        elif item.digest in seen:
            yield _same_page(printable_page(item))
        else:
            seen.add(item.digest)
            yield printable_page(item)


def distinct(
    outcomes: Iterable[Outcome | T], owner: Callable[[str], str | None] = lambda article: None
) -> Iterator[Outcome | T]:
    """Outcomes, an article that another page gave before replaced by an issue "same-article".

    `owner` names the page that holds an article from an earlier run, if any.
    """
    pages: dict[str, str] = {}
    for outcome in outcomes:
        if not isinstance(outcome, Outcome) or outcome.annotated is None:
            yield outcome
            continue
        article, page = outcome.annotated.article.id, outcome.page.digest
        first = pages.setdefault(article, owner(article) or page)
        yield outcome if first == page else _same_article(outcome, article)


def _same_page(page: Page) -> Issue:
    message = "the same page, byte for byte, came before in this run; passed over"
    name = digest("same-page", page.path, page.digest)
    return Issue(id=f"issue.{name}", article_id="", made_by=MARK, code="same-page", message=message, path=page.path)


def _same_article(outcome: Outcome, article: str) -> Outcome:
    message = f"another page gave the same article {article} before; passed over"
    return failed(outcome.page, "same-article", MARK, message)._replace(done=outcome.done)


def printable_page(page: Page) -> Page:
    """The page, its names made such that they can be written as UTF-8: file names may hold bytes that are none."""
    about = (page.path, page.page_id, page.url, page.given)
    try:
        msgspec.json.encode(about)
    except UnicodeEncodeError:
        text = json.dumps(about, ensure_ascii=False).encode("utf-8", "replace")
        path, page_id, url, given = msgspec.json.decode(text, type=About)
        return msgspec.structs.replace(page, path=path, page_id=page_id, url=url, given=given)
    return page
