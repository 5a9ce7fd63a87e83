"""One page through the plan; nothing that a stage does to it stops the run."""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from marsad.engine.collection import rare_collection
from marsad.errors import PlanError
from marsad.pipeline import Plan
from marsad.records import Article, Issue, Page, Record, digest
from marsad.stage import Annotated, ArticleStage, Layers, Outcome, made_by, record_id

S = TypeVar("S", bound=msgspec.Struct)

_encode = msgspec.json.Encoder().encode


@rare_collection()
def read_page(plan: Plan, page: Page, earlier: Outcome | None = None) -> Outcome:
    """Open a page and run every stage on its article, going on from `earlier` where some steps are done already.

    A stage that raises becomes an issue "stage-failed", its records are left out, and stages that read what it would
    have written are passed over with an issue "stage-skipped". Neither counts as done, so that a rerun tries again.
    """
    outcome = earlier or _open(plan, page)
    if outcome.annotated is None:
        return outcome._replace(done=plan.marks if outcome.done else ())
    return _advance(plan, outcome, outcome.annotated)


def failed(page: Page, code: str, mark: str, message: str) -> Outcome:
    """What comes of a page on which a step failed before there was an article."""
    name = digest(page.digest, code, mark)
    issue = Issue(id=f"issue.{name}", article_id="", made_by=mark, code=code, message=message, path=page.path)
    return Outcome(page, None, (issue,), ())


def _open(plan: Plan, page: Page) -> Outcome:
    try:
        article, made = plan.open_page(page)
        records = tuple(printable(record) for record in made)
    except Exception as error:
        return failed(page, "stage-failed", plan.opening, f"{plan.opening} failed with {told(error)}; page left out")
    if article is None:
        issues = tuple(record for record in records if isinstance(record, Issue))
        return Outcome(page, None, issues, (plan.opening,))
    return Outcome(page, Annotated(printable(article), Layers(records)), (), (plan.opening,))


def _advance(plan: Plan, outcome: Outcome, annotated: Annotated) -> Outcome:
    article, layers = annotated
    done, missing = list(outcome.done), set[type[Record]]()
    for stage in plan.stages[len(done) - 1 :]:
        applies = plan.applies(stage, article)
        made = _make(stage, article, layers, missing) if applies else ()
        if isinstance(made, Issue):
            missing.update(stage.writes)
            layers = layers.plus((made,))
        else:
            done.append(made_by(stage))
            layers = layers.plus(made) if made else layers
    return outcome._replace(annotated=Annotated(article, layers), done=tuple(done))


def _make(
    stage: ArticleStage, article: Article, layers: Layers, missing: set[type[Record]]
) -> tuple[Record, ...] | Issue:
    lacking = sorted(layer.__name__ for layer in missing.intersection(stage.reads))
    if lacking:
        message = f"{made_by(stage)} was passed over: the stage that writes {', '.join(lacking)} failed"
        return _stage_issue(stage, article, "stage-skipped", message)
    try:
        records = tuple(printable(record) for record in stage(article, layers))
        _check(stage, records, layers)
    except Exception as error:
        message = f"{made_by(stage)} failed with {told(error)}; its records are left out"
        return _stage_issue(stage, article, "stage-failed", message)
    return records


def _check(stage: ArticleStage, records: Iterable[Record], layers: Layers) -> None:
    """Refuse records that would break a later rerun: an undeclared layer, another's mark, an id given twice."""
    taken = {record.id for record in layers}
    for record in records:
        if not isinstance(record, (*stage.writes, Issue)):
            raise PlanError(f"{record.id} is a {type(record).__name__}, which the stage does not declare in `writes`")
        if record.made_by != made_by(stage):
            raise PlanError(f"{record.id} is marked as made by {record.made_by!r}")
        if record.id in taken:
            raise PlanError(f"two records have the id {record.id}")
        taken.add(record.id)


def _stage_issue(stage: ArticleStage, article: Article, code: str, message: str) -> Issue:
    name = record_id(article, f"{code}.{stage.name}", 0)
    return Issue(id=name, article_id=article.id, made_by=made_by(stage), code=code, message=message, path=article.path)


def told(error: Exception) -> str:
    """What an error says, and where it was raised, in a few words."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno} ({error})"


def printable(struct: S) -> S:
    """The struct, half characters that cannot be written as UTF-8 (from a JSON escape) made "?", one for one."""
    try:
        _encode(struct)
    except UnicodeEncodeError:
        text = json.dumps(msgspec.to_builtins(struct), ensure_ascii=False).encode("utf-8", "replace")
        return msgspec.json.decode(text, type=type(struct))
    return struct
