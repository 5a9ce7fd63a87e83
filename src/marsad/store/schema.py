"""The tables of a store, and how a file is opened as one, or refused."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from marsad.errors import StoreError

APPLICATION_ID = 0x4D525344  # "MRSD"
SCHEMA_VERSION = 3
BUSY_SECONDS = 30.0

# `key` and `page` are `Page.digest`; days are ISO dates; bodies are JSON as msgspec writes it, the type under "type".
SCHEMA = """
CREATE TABLE pages (
    key TEXT NOT NULL PRIMARY KEY, path TEXT NOT NULL, page_id TEXT, url TEXT,
    media TEXT NOT NULL, charset TEXT, given TEXT NOT NULL, content BLOB NOT NULL
);
CREATE TABLE articles (
    id TEXT NOT NULL PRIMARY KEY,
    page TEXT NOT NULL UNIQUE REFERENCES pages (key) ON DELETE CASCADE,
    published TEXT, language TEXT NOT NULL, body TEXT NOT NULL
);
CREATE INDEX articles_by_day ON articles (published IS NULL, published, id);
CREATE TABLE records (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, position INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE, layer TEXT NOT NULL, made_by TEXT NOT NULL, "start" INTEGER, "end" INTEGER,
    body TEXT NOT NULL, PRIMARY KEY (article, position)
) WITHOUT ROWID;
CREATE INDEX records_by_layer ON records (layer, article);
CREATE TABLE done (
    page TEXT NOT NULL REFERENCES pages (key) ON DELETE CASCADE, position INTEGER NOT NULL,
    stage TEXT NOT NULL, version TEXT NOT NULL, PRIMARY KEY (page, position)
) WITHOUT ROWID;
CREATE TABLE issues (
    id TEXT NOT NULL PRIMARY KEY, page TEXT REFERENCES pages (key) ON DELETE CASCADE,
    path TEXT, code TEXT NOT NULL, body TEXT NOT NULL
);
CREATE INDEX issues_by_page ON issues (page, path);
"""

# What is made of many articles. `marks` are those of the code that took an article in; `joined`, `grouped` and
# `compared` tell which steps are done, and `steps` the marks of the code that does them. Shingles are read for all
# articles at once, so they stand apart. `left_behind` are articles that were taken in and are gone or read anew: the
# next refresh sees to their stories. `told` holds origins, claims and contrasts of stories. `state` counts changes of
# stories, and tells at which count the storylines were found.
CORPUS_SCHEMA = """
CREATE INDEX IF NOT EXISTS articles_by_language ON articles (language, id);
CREATE TABLE taken (
    article TEXT NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    marks TEXT NOT NULL, day INTEGER, digest BLOB NOT NULL, joined INTEGER NOT NULL, grouped INTEGER NOT NULL
);
CREATE INDEX taken_by_day ON taken (day, article);
CREATE INDEX taken_unjoined ON taken (day, article) WHERE joined = 0;
CREATE INDEX taken_ungrouped ON taken (day, article) WHERE grouped = 0;
CREATE TABLE shingles (
    article TEXT NOT NULL PRIMARY KEY REFERENCES taken (article) ON DELETE CASCADE,
    joined INTEGER NOT NULL, body BLOB NOT NULL
);
CREATE TABLE outlines (
    article TEXT NOT NULL PRIMARY KEY REFERENCES taken (article) ON DELETE CASCADE, body BLOB NOT NULL
);
CREATE TABLE left_behind (article TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
CREATE TRIGGER taken_left AFTER DELETE ON taken BEGIN INSERT OR IGNORE INTO left_behind VALUES (old.article); END;
CREATE TABLE reuse (id TEXT NOT NULL PRIMARY KEY, one TEXT NOT NULL, other TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX reuse_by_one ON reuse (one);
CREATE INDEX reuse_by_other ON reuse (other);
CREATE TABLE stories (
    id TEXT NOT NULL PRIMARY KEY, first TEXT, last TEXT, members INTEGER NOT NULL, compared INTEGER NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX stories_by_day ON stories (first IS NULL, first, id);
CREATE INDEX stories_uncompared ON stories (id) WHERE compared = 0;
CREATE TABLE members (
    article TEXT NOT NULL, story TEXT NOT NULL, beside INTEGER NOT NULL, PRIMARY KEY (article, story)
) WITHOUT ROWID;
CREATE INDEX members_by_story ON members (story);
CREATE TABLE told (
    story TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE INDEX told_by_id ON told (id);
CREATE TABLE IF NOT EXISTS judgements (
    id TEXT NOT NULL PRIMARY KEY, "left" TEXT NOT NULL, "right" TEXT NOT NULL, made TEXT NOT NULL, body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS judgements_by_maker ON judgements (made);
CREATE INDEX IF NOT EXISTS judgements_by_left ON judgements ("left");
CREATE INDEX IF NOT EXISTS judgements_by_right ON judgements ("right");
CREATE TABLE datings (article TEXT NOT NULL PRIMARY KEY, first TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE storylines (id TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE steps (step TEXT NOT NULL PRIMARY KEY, mark TEXT NOT NULL);
CREATE TABLE state (stories INTEGER NOT NULL, storylines INTEGER NOT NULL);
INSERT INTO state VALUES (0, 0);
"""


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """Open a store, making it, and the folder for it, where there is none and `create` is true.

    Raises `StoreError`, saying what to do, for a missing file, a file of another kind, and a newer or older schema.
    """
    if not create and not path.is_file():
        raise StoreError(f"{path}: no such store; make one with `marsad run INPUT... --store {path}`")
    wanted = "wanted a file in a folder that can be written"
    try:
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        connection = _open(path, create=create)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path}: cannot be opened ({error}); {wanted}") from error
    try:
        _prepare(connection, path)
    except sqlite3.OperationalError as error:
        connection.close()
        raise StoreError(f"{path}: cannot be opened ({error}); {wanted}, and no other run at work on it") from error
    except sqlite3.Error as error:
        connection.close()
        raise StoreError(f"{path}: not a Marsad store ({error}); choose another file with --store") from error
    except StoreError:
        connection.close()
        raise
    return connection


def _open(path: Path, *, create: bool) -> sqlite3.Connection:
    """A store that is only looked at may lie in a folder that cannot be written, where SQLite could lay no log."""
    finished = not path.with_name(f"{path.name}-wal").exists()
    fixed = not create and finished and not os.access(path.resolve().parent, os.W_OK)
    mode = "mode=ro&immutable=1" if fixed else "mode=rwc"
    return sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", timeout=BUSY_SECONDS, isolation_level=None, uri=True)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    if _number(connection, "SELECT count(*) FROM sqlite_schema") == 0:
        _create(connection)
    _check(connection, path)


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(
        f"BEGIN IMMEDIATE; {SCHEMA} {CORPUS_SCHEMA} PRAGMA application_id = {APPLICATION_ID};"
        f" PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
    )


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if _number(connection, "PRAGMA application_id") != APPLICATION_ID:
        raise StoreError(f"{path}: a database, but not a Marsad store; choose another file with --store")
    version = _number(connection, "PRAGMA user_version")
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{path}: made by a newer Marsad (schema {version}; this one knows {SCHEMA_VERSION}); upgrade Marsad"
        )
    if version < SCHEMA_VERSION:
        _bring_up_to_date(connection, path, version)


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Stores of older schemas differ in the tables about many articles alone: all but judgements are made anew."""
    drop = " ".join(f"DROP TABLE IF EXISTS {table};" for table in _DERIVED)
    try:
        connection.executescript(
            f"BEGIN IMMEDIATE; {drop} {CORPUS_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        )
    except sqlite3.OperationalError as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if _number(connection, "PRAGMA user_version") != SCHEMA_VERSION:
            raise StoreError(
                f"{path}: made by an older Marsad (schema {version}; this one writes {SCHEMA_VERSION}), and cannot be"
                f" brought up to date here ({error}); copy it to a folder you may write, and open the copy"
            ) from error


_DERIVED = (
    *("outlines", "shingles", "taken", "left_behind", "reuse", "stories", "members", "told", "datings", "storylines"),
    *("steps", "state"),
)


def _number(connection: sqlite3.Connection, statement: str) -> int:
    return int(connection.execute(statement).fetchone()[0])
