"""The tables of a store, and how a file is opened as one, or refused."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from marsad.errors import StoreError

APPLICATION_ID = 0x4D525344  # "MRSD"
SCHEMA_VERSION = 1
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
        f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA application_id = {APPLICATION_ID};"
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
        raise StoreError(
            f"{path}: made by an older Marsad (schema {version}; this one writes {SCHEMA_VERSION});"
            " run the pages again into a new file with --store"
        )


def _number(connection: sqlite3.Connection, statement: str) -> int:
    return int(connection.execute(statement).fetchone()[0])
