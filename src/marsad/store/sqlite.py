"""The store: pages, articles and records in one SQLite file, written page by page so that a killed run can go on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar, cast

from marsad.errors import StoreError
from marsad.records import Article, Issue, Page, Record
from marsad.stage import Annotated, Layers, Outcome
from marsad.store import rows
from marsad.store.corpus import Corpus
from marsad.store.schema import connect

R = TypeVar("R", bound=Record)

BY_DAY = """
LEFT JOIN datings ON datings.article = articles.id
ORDER BY coalesce(published, datings.first) IS NULL, coalesce(published, datings.first), articles.id
"""


class Store:
    """One file of pages, articles, records and issues; a context manager.

    Only whole pages are written, so a run that is killed leaves a store from which the next run goes on.
    """

    def __init__(self, path: str | Path, *, create: bool = True) -> None:
        """Open the file, making it where there is none. Raises `StoreError` where it is no store of this schema."""
        self.path = Path(path)
        self._connection = connect(self.path, create=create)
        self.corpus = Corpus(self._connection, self._select, self._transaction)
        """What is made of many articles."""

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; nothing is left unwritten."""
        self._connection.close()

    def writable(self) -> bool:
        """Whether the store can be written here and now; waits for another writer as long as any write would."""
        try:
            with self._transaction():
                self._connection.execute("UPDATE state SET stories = stories")
        except StoreError:
            return False
        return True

    def copied(self, path: Path) -> Store:
        """A copy of the store at another place."""
        copy = sqlite3.connect(path)
        try:
            self._connection.backup(copy)
        finally:
            copy.close()
        return Store(path)

    # What has been done

    def done(self, page: str) -> tuple[str, ...]:
        """The marks of the steps done on a page (`Page.digest`), in order; none for an unknown page."""
        found = self._select("SELECT stage, version FROM done WHERE page = ? ORDER BY position", page)
        return tuple(f"{stage}/{version}" for stage, version in found)

    def has(self, page: str, marks: tuple[str, ...]) -> bool:
        """Whether a page bears exactly these marks, in this order."""
        return self.done(page) == marks

    def earlier(self, page: Page, marks: tuple[str, ...]) -> Outcome | None:
        """What a plan with these marks can keep of a page: the work of the steps before the first that changed."""
        kept = _shared(self.done(page.digest), marks)
        if not kept:
            return None
        article = self._article("WHERE page = ?", page.digest)
        if article is None:
            return Outcome(page, None, self._page_issues(page.digest), kept)
        layers = Layers(record for record in self.layers(article.id) if record.made_by in kept)
        return Outcome(page, Annotated(article, layers), (), kept)

    # Writing

    def add(self, outcome: Outcome) -> None:
        """Keep a page and what came of it, in place of what an older version made of it."""
        self.add_all((outcome,))

    def add_all(self, outcomes: Iterable[Outcome | Issue], anew: Iterable[str] = ()) -> None:
        """Keep several pages, and issues about inputs, in one transaction.

        `anew` are inputs of which a run has just begun to speak: what earlier runs said of each as a whole is dropped.
        """
        with self._transaction():
            for path in anew:
                self._connection.execute("DELETE FROM issues WHERE page IS NULL AND path = ?", (path,))
            for outcome in outcomes:
                if isinstance(outcome, Issue):
                    self._add_issue(outcome, None)
                else:
                    self._add_outcome(outcome)

    def _add_outcome(self, outcome: Outcome) -> None:
        key = outcome.page.digest
        fields = "key, path, page_id, url, media, charset, given, content"
        new = self._insert("pages", fields, rows.page_row(outcome.page), "ON CONFLICT DO NOTHING")
        if not new and self.has(key, outcome.done):
            return
        if outcome.done:
            self._forget(key)
        self._add_done(key, outcome.done)
        for issue in outcome.issues:
            self._add_issue(issue, key)
        if outcome.annotated:
            self._add_annotated(outcome.annotated)

    def _add_annotated(self, annotated: Annotated) -> None:
        self._insert("articles", "id, page, published, language, body", rows.article_row(annotated))
        statement = "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        self._connection.executemany(statement, rows.record_rows(annotated.layers))

    def _add_done(self, page: str, marks: tuple[str, ...]) -> None:
        parts = ((page, position, *mark.rsplit("/", 1)) for position, mark in enumerate(marks))
        self._connection.executemany("INSERT INTO done VALUES (?, ?, ?, ?)", parts)

    def _add_issue(self, issue: Issue, page: str | None) -> None:
        row = (issue.id, page, issue.path, issue.code, rows.encode(issue).decode())
        self._insert("issues", "id, page, path, code, body", row, "ON CONFLICT DO NOTHING")

    def _forget(self, page: str) -> None:
        for table in ("done", "issues", "articles"):
            self._connection.execute(f"DELETE FROM {table} WHERE page = ?", (page,))  # noqa: S608

    # Reading

    def owner(self, article_id: str) -> str | None:
        """The page (`Page.digest`) of an article, or None where there is no such article."""
        return next((page for (page,) in self._select("SELECT page FROM articles WHERE id = ?", article_id)), None)

    def page(self, key: str) -> Page:
        """A page by its digest. Raises `StoreError` where there is none."""
        fields = "path, page_id, url, media, charset, given, content"
        for row in self._select(f"SELECT {fields} FROM pages WHERE key = ?", key):  # noqa: S608
            return rows.page_from(row)
        raise StoreError(f"{self.path}: holds no page {key!r}")

    def articles(self) -> Iterator[Article]:
        """Every article, by day of publication, those without a day last, then by id; read as they are asked for."""
        for (body,) in self._select(f"SELECT articles.body FROM articles {BY_DAY}"):  # noqa: S608
            yield rows.article_from(body)

    def annotated(self) -> Iterator[Annotated]:
        """Every article with its layers, in the order of `articles`."""
        for article in self.articles():
            yield Annotated(article, self.layers(article.id))

    def article(self, prefix: str) -> Annotated:
        """The one article whose id begins so, with its layers. Raises `StoreError` where none or several do."""
        bounds = (prefix, prefix + "\U0010ffff")
        found = [name for (name,) in self._select("SELECT id FROM articles WHERE id >= ? AND id < ? LIMIT 3", *bounds)]
        if prefix in found:
            found = [prefix]
        if not prefix or len(found) != 1:
            raise StoreError(f"{self.path}: {_miss(prefix, found)}")
        article = cast("Article", self._article("WHERE id = ?", found[0]))
        return Annotated(article, self.layers(article.id))

    def whole(self, article_id: str) -> Annotated:
        """An article by its whole id, with its layers. Raises `StoreError` where there is none."""
        article = self._article("WHERE id = ?", article_id)
        if article is None:
            raise StoreError(f"{self.path}: {_miss(article_id, [])}")
        return Annotated(article, self.layers(article.id))

    def text(self, article_id: str) -> str | None:
        """The text of an article by its whole id, None where there is none."""
        article = self._article("WHERE id = ?", article_id)
        return article.text if article else None

    def layers(self, article_id: str) -> Layers:
        """Every record of an article, in the order in which they were made."""
        found = self._select("SELECT body FROM records WHERE article = ? ORDER BY position", article_id)
        return Layers(rows.record_from(body) for (body,) in found)

    def records(self, article_id: str, kind: type[R]) -> Iterator[R]:
        """The records of an article of one type, in the order in which they were made."""
        statement = "SELECT body FROM records WHERE article = ? AND layer = ? ORDER BY position"
        for (body,) in self._select(statement, article_id, rows.layer(kind)):
            yield cast("R", rows.record_from(body))

    def record(self, record_id: str) -> Record:
        """A record or an issue about an input, by its id. Raises `StoreError` where there is none."""
        statement = "SELECT body FROM records WHERE id = ? UNION ALL SELECT body FROM issues WHERE id = ?"
        for (body,) in self._select(statement, record_id, record_id):
            return rows.record_from(body)
        raise StoreError(
            f"{self.path}: holds no record {record_id!r}; `marsad annotate` and `marsad show` give the ids of records"
        )

    def input_issues(self) -> Iterator[Issue]:
        """What was said of inputs, and of pages that gave no article, by file."""
        for (body,) in self._select("SELECT body FROM issues ORDER BY path, id"):
            yield cast("Issue", rows.record_from(body))

    def issues(self) -> Iterator[Issue]:
        """What could not be settled: first about inputs, then about words, in the order of the articles."""
        yield from self.input_issues()
        statement = (
            "SELECT records.body FROM records JOIN articles ON articles.id = records.article"  # noqa: S608
            f" AND layer = 'issue' {BY_DAY}, position"
        )
        for (body,) in self._select(statement):
            yield cast("Issue", rows.record_from(body))

    def counts(self) -> dict[str, int]:
        """How many pages, articles, issues about inputs, and records of each layer ("block": 12) the store holds."""
        tables = ("pages", "articles", "issues")
        totals = {t: self._select(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}  # noqa: S608
        return totals | dict(self._select("SELECT layer, count(*) FROM records GROUP BY layer ORDER BY layer"))

    def _article(self, where: str, value: str) -> Article | None:
        found = self._select(f"SELECT body FROM articles {where}", value)  # noqa: S608
        return next((rows.article_from(body) for (body,) in found), None)

    def _page_issues(self, page: str) -> tuple[Issue, ...]:
        found = self._select("SELECT body FROM issues WHERE page = ? ORDER BY rowid", page)
        return tuple(cast("Issue", rows.record_from(body)) for (body,) in found)

    def _select(self, statement: str, *values: str | int) -> sqlite3.Cursor:
        try:
            return self._connection.execute(statement, values)
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: cannot be read ({error})") from error

    def _insert(self, table: str, fields: str, row: rows.Row, clause: str = "") -> bool:
        holes = ", ".join("?" * len(row))
        statement = f"INSERT INTO {table} ({fields}) VALUES ({holes}) {clause}"  # noqa: S608
        return self._connection.execute(statement, row).rowcount > 0

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: cannot be written ({error})") from error


def _shared(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    """The marks that both begin with."""
    same = 0
    while same < min(len(before), len(now)) and before[same] == now[same]:
        same += 1
    return now[:same]


def _miss(prefix: str, found: list[Any]) -> str:
    if not found or not prefix:
        return f"holds no article {prefix!r}; `marsad export articles` lists them"
    return f"several articles begin with {prefix!r} ({', '.join(found)} …); give more of the id"
