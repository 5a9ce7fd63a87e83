"""`marsad show`, `explain` and `issues`: a store looked at; tables on a terminal, lines of JSON in a pipe."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec
from rich.console import Console

from marsad.cli import options
from marsad.engine.corpus import with_day
from marsad.errors import StoreError
from marsad.publish import terminal
from marsad.publish.contract import contract_line
from marsad.publish.explain import Explanation
from marsad.publish.explain import explain as explained
from marsad.publish.explain import explain_across as explained_across
from marsad.records import CorpusRecord
from marsad.stage import Annotated
from marsad.store import Store


@click.command()
@click.argument("article_id", metavar="ID")
@options.store
def show(article_id: str, store: Path) -> None:
    """Show an article with its blocks. ID is its id, or as much of the beginning as is unique."""
    with Store(store, create=False) as kept:
        annotated = with_day(kept, kept.article(article_id))
    if sys.stdout.isatty():
        terminal.show(annotated, Console())
    else:
        _write(contract_line(annotated))


@click.command()
@click.argument("record_id", metavar="ID")
@options.store
def explain(record_id: str, store: Path) -> None:
    """Say why a record is there: its words, its reason, what made it and what it stands on.

    ID is the id of a record, of an article, or of a story, an origin, a claim or a contrast.
    """
    with Store(store, create=False) as kept:
        explanation = _explanation(kept, record_id)
        across = None if explanation else kept.corpus.record(record_id)
        if across is not None:
            _explain_across(kept, across)
        elif explanation is None:
            _explain_article(kept, with_day(kept, kept.article(record_id)))
        elif sys.stdout.isatty():
            terminal.explain_record(explanation, Console())
        else:
            _write(_line(explanation._asdict()))


@click.command()
@options.store
def issues(store: Path) -> None:
    """List what could not be settled."""
    with Store(store, create=False) as kept:
        if sys.stdout.isatty():
            Console().print(terminal.issue_table(kept.issues()))
        else:
            for issue in kept.issues():
                _write(_line(issue))


def _explanation(store: Store, record_id: str) -> Explanation | None:
    try:
        record = store.record(record_id)
    except StoreError:
        return None
    if not record.article_id:
        return Explanation(record, "", ())
    annotated = with_day(store, store.article(record.article_id))
    dated = next((other for other in annotated.layers if other.id == record.id), record)
    return explained(dated, annotated)


def _explain_across(store: Store, record: CorpusRecord) -> None:
    found = explained_across(record, store)
    if sys.stdout.isatty():
        terminal.explain_across(found, Console())
    else:
        _write(_line(found._asdict()))


def _explain_article(store: Store, annotated: Annotated) -> None:
    page, done = store.page(annotated.article.page), store.done(annotated.article.page)
    if sys.stdout.isatty():
        terminal.explain_article(annotated, page, done, Console())
        return
    facts = msgspec.to_builtins(annotated.article)
    del facts["text"]
    about = {"media": page.media, "charset": page.charset, "given": page.given}
    _write(_line({"article": facts, "page": about, "done": done, "records": list(annotated.layers)}))


def _line(value: object) -> bytes:
    return msgspec.json.encode(value) + b"\n"


def _write(line: bytes) -> None:
    sys.stdout.buffer.write(line)
