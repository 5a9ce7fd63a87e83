"""What a store keeps about many articles: digests to find those that belong together, and the records made of them.

Digests, shingles and outlines are bytes to the store; whoever made them reads them. Nothing here outlives its articles:
when one is read anew, what was taken in of it goes, and `left` tells which stories it has left behind.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, TypeVar

import msgspec

from marsad.records import Claim, Contrast, CorpusRecord, Dating, Judgement, Origin, Reuse, Story, Storyline
from marsad.store import rows

C = TypeVar("C", bound=CorpusRecord)

_AT_ONCE = 500


class Taken(NamedTuple):
    """What was taken in of an article; `day` is the ordinal of its day of publication, None where it is not known."""

    article: str
    day: int | None
    digest: bytes
    shingles: bytes


class Corpus:
    """The part of a store that is about many articles.

    Every method that writes is one transaction, so that a refresh that is killed goes on from its last step.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        select: Callable[..., sqlite3.Cursor],
        transaction: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._connection = connection
        self._select = select
        self._transaction = transaction

    # Taking in

    def begin(self, marks: str, language: str, steps: Mapping[str, str]) -> None:
        """Undo what is no longer so before a refresh.

        Dropped is what was taken in under other marks; steps ("joined", "grouped", "compared") whose mark has changed
        are to be done again. Articles that are gone are taken out of their stories; stories whose article is read anew
        are looked at again, and keep their record until then, and so their id.
        """
        with self._transaction():
            if self._mark("taken") != marks:
                self._connection.execute("DELETE FROM taken WHERE marks <> ?", (marks,))
            for step, mark in steps.items():
                if self._mark(step) != mark:
                    table = "stories" if step == "compared" else "taken"
                    self._connection.execute(f"UPDATE {table} SET {step} = 0")  # noqa: S608
            known = (("taken", marks), *steps.items())
            self._connection.executemany("INSERT OR REPLACE INTO steps VALUES (?, ?)", known)
            self._leave(language)

    def _mark(self, step: str) -> str | None:
        return next((mark for (mark,) in self._select("SELECT mark FROM steps WHERE step = ?", step)), None)

    def _leave(self, language: str) -> None:
        left = "SELECT left_behind.article, articles.language FROM left_behind LEFT JOIN articles ON id = article"
        for name, spoken in self._select(left).fetchall():
            for story in self.stories_of(name):
                if spoken == language:
                    self._open(story.article_ids)
                else:
                    self._without(story.id, name)
            self._connection.execute("DELETE FROM reuse WHERE one = ? OR other = ?", (name, name))
            self._connection.execute("DELETE FROM datings WHERE article = ?", (name,))
        self._connection.execute("DELETE FROM left_behind")

    def untaken(self, language: str) -> list[str]:
        """The ids of articles in a language that are not taken in, by day."""
        statement = (
            "SELECT id FROM articles WHERE language = ? AND id NOT IN (SELECT article FROM taken)"
            " ORDER BY published IS NULL, published, id"
        )
        return [name for (name,) in self._select(statement, language)]

    def take(self, marks: str, taken: Iterable[Taken]) -> None:
        """Keep what was taken in of articles; they are neither joined nor grouped yet."""
        found = list(taken)
        rows_of = ((t.article, marks, t.day, t.digest) for t in found)
        with self._transaction():
            self._connection.executemany("INSERT OR REPLACE INTO taken VALUES (?, ?, ?, ?, 0, 0)", rows_of)
            sampled = ((t.article, t.shingles) for t in found)
            self._connection.executemany("INSERT OR REPLACE INTO shingles VALUES (?, 0, ?)", sampled)

    def shingles(self) -> Iterator[bytes]:
        """The shingles of the articles that were joined with the others."""
        return (body for (body,) in self._select("SELECT body FROM shingles WHERE joined = 1"))

    def unjoined(self, limit: int) -> list[tuple[str, bytes]]:
        """Articles not joined yet, the earliest first, with their shingles."""
        first = "SELECT article, day FROM taken WHERE joined = 0 ORDER BY day IS NULL, day, article LIMIT ?"
        statement = f"SELECT article, body FROM ({first}) JOIN shingles USING (article)"  # noqa: S608
        return self._select(statement, limit).fetchall()

    def ungrouped(self, limit: int) -> list[tuple[str, bytes]]:
        """Articles that stand in no story yet, or must be looked at again, the earliest first, with their digests."""
        statement = "SELECT article, digest FROM taken WHERE grouped = 0 ORDER BY day IS NULL, day, article LIMIT ?"
        return self._select(statement, limit).fetchall()

    def digests_between(self, first: int, last: int) -> list[tuple[str, bytes]]:
        """The digests of grouped articles of some days, and of those without a day."""
        statement = "SELECT article, digest FROM taken WHERE grouped = 1 AND (day BETWEEN ? AND ? OR day IS NULL)"
        return self._select(statement, first, last).fetchall()

    def digests(self, articles: Iterable[str]) -> list[tuple[str, bytes]]:
        """The digests of some articles."""
        return self._each("SELECT article, digest FROM taken WHERE article IN ({})", articles)

    def all_outlines(self) -> Iterator[bytes]:
        """The outlines of all articles that have one."""
        return (body for (body,) in self._select("SELECT body FROM outlines ORDER BY article"))

    def unoutlined(self) -> list[str]:
        """Articles without an outline."""
        statement = "SELECT article FROM taken WHERE article NOT IN (SELECT article FROM outlines) ORDER BY article"
        return [name for (name,) in self._select(statement)]

    def keep_outlines(self, outlines: Iterable[tuple[str, bytes]]) -> None:
        """Keep outlines, by their articles."""
        with self._transaction():
            self._connection.executemany("INSERT OR REPLACE INTO outlines VALUES (?, ?)", outlines)

    def _open(self, articles: Iterable[str]) -> None:
        self._connection.executemany("UPDATE taken SET grouped = 0 WHERE article = ?", ((a,) for a in articles))

    # Reuse and stories

    def keep_reuse(self, articles: Sequence[str], reuses: Iterable[Reuse]) -> int:
        """Keep what articles share with those before them, and mark them as joined; give how many records there are."""
        number = 0
        with self._transaction():
            for reuse in reuses:
                row = (reuse.id, *reuse.article_ids, _body(reuse))
                self._connection.execute("INSERT OR REPLACE INTO reuse VALUES (?, ?, ?, ?)", row)
                number += 1
            for table in ("taken", "shingles"):
                statement = f"UPDATE {table} SET joined = 1 WHERE article = ?"  # noqa: S608
                self._connection.executemany(statement, ((a,) for a in articles))
        return number

    def keep_stories(
        self,
        articles: Sequence[str],
        stories: Sequence[Story],
        gone: Iterable[str] = (),
        *,
        judgements: Iterable[Judgement] = (),
        datings: Iterable[Dating] = (),
    ) -> None:
        """Keep stories in place of those of the same id, and mark articles as grouped.

        A story of which these take an article keeps the others, or goes with its last.
        """
        with self._transaction():
            for name in gone:
                self._drop_story(name)
            self._take_out(stories)
            for story in stories:
                self._keep_story(story)
            self._drop_judged(stories)
            self._keep_judgements(judgements)
            self._connection.executemany("DELETE FROM datings WHERE article = ?", ((a,) for a in articles))
            for dating in datings:
                row = (dating.article_id, dating.period.start.isoformat(), _body(dating))
                of_article = "SELECT story FROM members WHERE article = ?"
                statement = f"UPDATE stories SET compared = 0 WHERE id IN ({of_article})"  # noqa: S608
                self._connection.execute(statement, (dating.article_id,))
                self._connection.execute("DELETE FROM outlines WHERE article = ?", (dating.article_id,))
                self._connection.execute("INSERT OR REPLACE INTO datings VALUES (?, ?, ?)", row)
            self._connection.executemany("UPDATE taken SET grouped = 1 WHERE article = ?", ((a,) for a in articles))
            self._changed()

    def _drop_judged(self, stories: Iterable[Story]) -> None:
        """Drop what stages judged of pairs among articles that were grouped anew; a person's judgements stand."""
        grouped = {article for story in stories for article in set(story.article_ids) - set(story.beside)}
        statement = 'SELECT id, "left", "right" FROM judgements WHERE made <> \'person\' AND "left" IN ({})'
        found = [(name,) for name, _, right in self._each(statement, grouped) if right in grouped]
        self._connection.executemany("DELETE FROM judgements WHERE id = ?", found)

    def _take_out(self, stories: Iterable[Story]) -> None:
        """Take articles out of other stories in which they stood as in their main one."""
        for story in stories:
            for article in set(story.article_ids) - set(story.beside):
                statement = "SELECT story FROM members WHERE article = ? AND beside = 0 AND story <> ?"
                for (other,) in self._select(statement, article, story.id).fetchall():
                    self._without(other, article)

    def _without(self, story: str, article: str) -> None:
        known = self.story(story)
        rest = tuple(a for a in known.article_ids if a != article) if known else ()
        if known is None or not rest:
            self._drop_story(story)
            return
        events = tuple(e for e in known.event_ids if not e.startswith(f"{article}."))
        self._keep_story(_replaced(known, rest, events))

    def _keep_story(self, story: Story) -> None:
        before = self.story(story.id)
        if before == story and not self._has_open(story.article_ids):
            return
        first = story.period.start.isoformat() if story.period else None
        last = (story.period.end - dt.timedelta(1)).isoformat() if story.period else None
        self._connection.execute("DELETE FROM members WHERE story = ?", (story.id,))
        row = (story.id, first, last, len(story.article_ids), _body(story))
        self._connection.execute("INSERT OR REPLACE INTO stories VALUES (?, ?, ?, ?, 0, ?)", row)
        members = ((article, story.id, int(article in story.beside)) for article in story.article_ids)
        self._connection.executemany("INSERT OR REPLACE INTO members VALUES (?, ?, ?)", members)

    def _has_open(self, articles: Iterable[str]) -> bool:
        return bool(self._each("SELECT 1 FROM taken WHERE grouped = 0 AND article IN ({})", articles))

    def _drop_story(self, story: str) -> None:
        for table, column in (("members", "story"), ("told", "story"), ("stories", "id")):
            self._connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (story,))  # noqa: S608

    def uncompared(self, limit: int) -> list[Story]:
        """Stories whose origins, claims and contrasts are not those of their articles, some at a time."""
        return self._records("SELECT body FROM stories WHERE compared = 0 ORDER BY id LIMIT ?", Story, limit)

    def keep_all_told(self, told: Iterable[tuple[Story, Iterable[Origin | Claim | Contrast]]]) -> None:
        """Keep what the articles of several stories say."""
        with self._transaction():
            for story, records in told:
                self._connection.execute("DELETE FROM told WHERE story = ?", (story.id,))
                found = ((story.id, n, r.id, rows.layer(type(r)), _body(r)) for n, r in enumerate(records))
                self._connection.executemany("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?, ?)", found)
                self._connection.execute("UPDATE stories SET compared = 1 WHERE id = ?", (story.id,))

    # What a person corrected

    def correct(self, judgements: Iterable[Judgement], undone: Iterable[str], articles: Iterable[str]) -> None:
        """Keep a person's judgements in place of those undone, and have the articles looked at again."""
        with self._transaction():
            self._connection.executemany("DELETE FROM judgements WHERE id = ?", ((name,) for name in undone))
            self._keep_judgements(judgements)
            self._open(articles)

    def _keep_judgements(self, judgements: Iterable[Judgement]) -> None:
        for j in judgements:
            row = (j.id, j.left, j.right, j.by, _body(j))
            self._connection.execute("INSERT OR REPLACE INTO judgements VALUES (?, ?, ?, ?, ?)", row)

    # Storylines

    def keep_storylines(self, storylines: Iterable[Storyline]) -> None:
        """Keep storylines in place of all that were found before, as those of the stories that there are now."""
        with self._transaction():
            self._connection.execute("DELETE FROM storylines")
            found = ((line.id, n, _body(line)) for n, line in enumerate(storylines))
            self._connection.executemany("INSERT OR REPLACE INTO storylines VALUES (?, ?, ?)", found)
            self._connection.execute("UPDATE state SET storylines = stories")

    def storylines_stand(self) -> bool:
        """Whether the storylines kept are those of the stories kept."""
        return bool(self._select("SELECT storylines = stories FROM state").fetchone()[0])

    def _changed(self) -> None:
        self._connection.execute("UPDATE state SET stories = stories + 1")

    # Reading

    def pending(self, marks: str, language: str, steps: Mapping[str, str]) -> int:
        """How many articles and stories wait for a refresh (see `begin`)."""
        waiting = (
            "SELECT (SELECT count(*) FROM articles WHERE language = ? AND id NOT IN (SELECT article FROM taken))"
            " + (SELECT count(*) FROM taken WHERE joined = 0) + (SELECT count(*) FROM taken WHERE grouped = 0)"
            " + (SELECT count(*) FROM stories WHERE compared = 0) + (SELECT count(*) FROM left_behind)"
        )
        changed = {("taken", marks), *steps.items()} - set(self._select("SELECT step, mark FROM steps"))
        number = int(self._select(waiting, language).fetchone()[0])
        return number or (self.number_taken() if changed else 0)

    def number_taken(self) -> int:
        """How many articles are taken in."""
        return int(self._select("SELECT count(*) FROM taken").fetchone()[0])

    def stories(self) -> Iterator[Story]:
        """Every story by its first day, those without days last."""
        found = self._select("SELECT body FROM stories ORDER BY first IS NULL, first, id")
        return (rows.corpus_record(body, Story) for (body,) in found)

    def story(self, name: str) -> Story | None:
        """A story by its id."""
        return next(iter(self._records("SELECT body FROM stories WHERE id = ?", Story, name)), None)

    def stories_like(self, prefix: str) -> list[Story]:
        """Stories whose ids begin so, three at most."""
        bounds = (prefix, prefix + "\U0010ffff")
        return self._records("SELECT body FROM stories WHERE id >= ? AND id < ? ORDER BY id LIMIT 3", Story, *bounds)

    def stories_of(self, article: str) -> list[Story]:
        """The stories that an article tells, its main one first."""
        statement = "SELECT body FROM members JOIN stories ON id = story WHERE article = ? ORDER BY beside, id"
        return self._records(statement, Story, article)

    def stories_with(self, articles: Iterable[str]) -> list[Story]:
        """The stories in which any of the articles stands."""
        statement = "SELECT DISTINCT body FROM members JOIN stories ON id = story WHERE article IN ({})"
        found = {body: None for (body,) in self._each(statement, articles)}
        return [rows.corpus_record(body, Story) for body in found]

    def told(self, story: str, kind: type[C]) -> list[C]:
        """The origins, claims or contrasts of a story."""
        statement = "SELECT body FROM told WHERE story = ? AND kind = ? ORDER BY position"
        return self._records(statement, kind, story, rows.layer(kind))

    def reuse_of(self, articles: Iterable[str]) -> list[Reuse]:
        """What articles share with others."""
        wanted = list(articles)
        found: dict[str, None] = {}
        for end in ("one", "other"):
            found |= {body: None for (body,) in self._each(f'SELECT body FROM reuse WHERE "{end}" IN ({{}})', wanted)}  # noqa: S608
        return [rows.corpus_record(body, Reuse) for body in found]

    def judgements(self, by: str) -> list[Judgement]:
        """The judgements made by a person or stage."""
        return self._records("SELECT body FROM judgements WHERE made = ? ORDER BY id", Judgement, by)

    def judgements_on(self, one: str) -> list[Judgement]:
        """The judgements about an article or story."""
        statement = 'SELECT body FROM judgements WHERE "left" = ? OR "right" = ? ORDER BY id'
        return self._records(statement, Judgement, one, one)

    def dating(self, article: str) -> Dating | None:
        """The day of an article as its story gives it, where it says none itself."""
        return next(iter(self._records("SELECT body FROM datings WHERE article = ?", Dating, article)), None)

    def storylines(self) -> list[Storyline]:
        """The storylines that were found, in their order."""
        return self._records("SELECT body FROM storylines ORDER BY position", Storyline)

    def record(self, name: str) -> CorpusRecord | None:
        """A record about several articles by its id."""
        for table in ("told", "stories", "reuse", "judgements", "storylines"):
            for (body,) in self._select(f"SELECT body FROM {table} WHERE id = ?", name):  # noqa: S608
                return rows.corpus_record(body, CorpusRecord)
        return None

    def counts(self) -> dict[str, int]:
        """How many stories, of one article and of several, and how many records of reuse there are."""
        number = "SELECT count(*), total(members > 1) FROM stories"
        stories, several = self._select(number).fetchone()
        (reuses,) = self._select("SELECT count(*) FROM reuse").fetchone()
        return {"stories": stories, "stories_of_several": int(several), "reuse": reuses}

    def _records(self, statement: str, kind: type[C], *values: str | int) -> list[C]:
        return [rows.corpus_record(body, kind) for (body,) in self._select(statement, *values).fetchall()]

    def _each(self, statement: str, values: Iterable[str]) -> list[tuple[Any, ...]]:
        """The rows of a statement over any number of values, some at a time; `{}` stands for their holes."""
        wanted, found = list(values), []
        for at in range(0, len(wanted), _AT_ONCE):
            some = wanted[at : at + _AT_ONCE]
            found += self._select(statement.format(", ".join("?" * len(some))), *some).fetchall()
        return found


def _body(record: CorpusRecord) -> str:
    return rows.encode(record).decode()


def _replaced(story: Story, articles: tuple[str, ...], events: tuple[str, ...]) -> Story:
    beside = tuple(article for article in story.beside if article in articles)
    return msgspec.structs.replace(story, article_ids=articles, event_ids=events, beside=beside)
