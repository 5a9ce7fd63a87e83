"""Joins over many articles, which an engine plans: who shares sampled shingles with whom.

DuckDB joins, on disk where memory is short. An article is paired through a shingle only with those that stand near it
in the shingle's list, by day, so that a formula in ten thousand articles costs each of them no more than one in fifty.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeAlias

import duckdb
import numpy as np
from numpy.typing import NDArray

from marsad.records import Reuse
from marsad.stage import Annotated
from marsad.stories.reuse import Hit, Readied, Shingled, compare, ready, retold

NEIGHBOURS = 64
RARE = 8
_NEAREST = 24
_AT_ONCE = 4000
_MEMORY = "1GB"
_REMEMBERED = 2000

Columns: TypeAlias = dict[str, NDArray[np.generic]]


class Pair(NamedTuple):
    """Two articles, in the order of their ids, the sampled shingles that they share, how many of their rarest words."""

    one: str
    other: str
    hits: tuple[Hit, ...]
    rare: int = 0


def reuses(new: Iterable[Shingled], known: Iterable[Shingled], article: Callable[[str], Annotated]) -> Iterator[Reuse]:
    """What the new articles share with one another and with the known; `article` gives an article by its id."""
    return compared(joined(new, known), article)


def compared(pairs: Iterable[Pair], article: Callable[[str], Annotated]) -> Iterator[Reuse]:
    """What the articles of each pair share, where they do; `article` gives an article by its id."""

    @lru_cache(_REMEMBERED)
    def readied(name: str) -> Readied:
        return ready(article(name))

    for pair in pairs:
        one, other = readied(pair.one), readied(pair.other)
        reuse = compare(one, other, pair.hits)
        if reuse is None and pair.rare >= RARE:
            reuse = retold(one.annotated, other.annotated)
        if reuse:
            yield reuse


def joined(new: Iterable[Shingled], known: Iterable[Shingled] = (), neighbours: int = NEIGHBOURS) -> Iterator[Pair]:
    """Pairs of articles, at least one of them new, that share shingles enough to be compared; by their first article.

    An article is paired through a shingle with the `neighbours` that have it and stand next before it by day. Two
    shingles are enough, unless they are formulas: then twelve are; and so are eight of the rarest words, where the two
    are of different outlets and at most a day apart.
    """
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder, _database(Path(folder)) as database:
        names = _fill(database, new, known)
        for statement in _PREPARED:
            database.execute(statement)
        found = database.execute(_PAIRS, {"neighbours": neighbours, "nearest": _NEAREST, "rare": RARE})
        while rows := found.fetchmany(_AT_ONCE):
            for one, other, hits, rare in rows:
                first, second = sorted((names[one], names[other]))
                yield Pair(first, second, tuple(Hit(*hit) for hit in hits or ()), rare)


def _database(folder: Path) -> duckdb.DuckDBPyConnection:
    settings: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(folder),
        "memory_limit": _MEMORY,
        "preserve_insertion_order": False,
    }
    database = duckdb.connect(str(folder / "joins.duckdb"), config=settings)
    database.execute(_POSTINGS)
    return database


def _fill(database: duckdb.DuckDBPyConnection, new: Iterable[Shingled], known: Iterable[Shingled]) -> list[str]:
    """Bring in shingles and rare words, of known articles only what a new one has too; give the ids by number."""
    names: list[str] = []
    outlets: dict[str, int] = {}
    wanted = np.zeros(0, np.int64)
    for batch, is_new in _batches(new, known):
        rows = _rows(batch, len(names), outlets)
        names += [shingled.article_id for shingled in batch]
        rows["new"] = np.full(len(rows["hash"]), is_new)
        if is_new:
            wanted = np.union1d(wanted, rows["hash"]).astype(np.int64)
        else:
            chosen = np.isin(rows["hash"], wanted)
            rows = {name: column[chosen] for name, column in rows.items()}
        database.execute("INSERT INTO postings SELECT hash, article, day, outlet, new FROM rows")
    return names


def _batches(new: Iterable[Shingled], known: Iterable[Shingled]) -> Iterator[tuple[list[Shingled], bool]]:
    for shingled, is_new in ((iter(new), True), (iter(known), False)):
        while batch := list(islice(shingled, _AT_ONCE)):
            yield batch, is_new


def _rows(batch: list[Shingled], first: int, outlets: dict[str, int]) -> Columns:
    """One row for each hash of each article; hashes of rare words are made negative, to stand apart from shingles."""
    arrays = [_hashes(shingled) for shingled in batch]
    counts = [len(hashes) for hashes in arrays]
    numbers = [outlets.setdefault(shingled.outlet, len(outlets)) for shingled in batch]
    return {
        "hash": np.concatenate(arrays),
        "article": np.repeat(np.arange(first, first + len(batch), dtype=np.int32), counts),
        "day": np.repeat(np.array([shingled.day for shingled in batch], np.int32), counts),
        "outlet": np.repeat(np.array(numbers, np.int32), counts),
    }


def _hashes(shingled: Shingled) -> NDArray[np.int64]:
    words = np.unique(np.frombuffer(shingled.hashes, "<u4")).astype(np.int64)
    rare = np.frombuffer(shingled.rare if shingled.day else b"", "<u4").astype(np.int64)
    return np.concatenate([words, -rare - 1])


_POSTINGS = "CREATE TABLE postings (hash BIGINT, article INTEGER, day INTEGER, outlet INTEGER, new BOOLEAN)"

# Formulas: in more than five articles of one outlet (those without one count as one), on more than four days, or in
# more articles than any text is printed by.
_PREPARED = (
    "CREATE TABLE shared AS SELECT hash, count(*) AS times FROM postings GROUP BY hash HAVING times > 1",
    """
    CREATE TABLE formulas AS
    SELECT hash
    FROM (
        SELECT hash, outlet, count(*) AS times, list_distinct(list(day)) AS days
        FROM postings JOIN (SELECT hash FROM shared WHERE hash >= 0 AND times > 5) USING (hash)
        GROUP BY hash, outlet
    )
    GROUP BY hash
    HAVING max(times) > 5 OR sum(times) > 48 OR sum(times) > 8 AND len(list_distinct(flatten(list(days)))) > 4
    """,
    """
    CREATE TABLE placed AS
    SELECT hash, article, day, outlet, new, hash IN (FROM formulas) AS formula,
        row_number() OVER (PARTITION BY hash ORDER BY day, article) AS rank
    FROM postings JOIN shared USING (hash)
    """,
)

_PAIRS = """
WITH a AS (SELECT *, rank // $neighbours AS bucket FROM placed),
b AS (
    SELECT *, rank // $neighbours AS bucket FROM placed
    UNION ALL SELECT *, rank // $neighbours + 1 AS bucket FROM placed
),
met AS (
    SELECT greatest(a.article, b.article) AS one, least(a.article, b.article) AS other, a.hash, a.formula
    FROM a JOIN b ON a.hash = b.hash AND a.bucket = b.bucket
    WHERE a.rank > b.rank AND a.rank - b.rank <= $neighbours AND (a.new OR b.new)
        AND (a.hash >= 0 OR a.rank - b.rank <= $nearest AND a.outlet <> b.outlet AND a.day - b.day <= 1)
)
SELECT one, other, list((hash, formula)) FILTER (hash >= 0) AS hits, count_if(hash < 0) AS rare
FROM met
GROUP BY one, other
HAVING count_if(NOT formula AND hash >= 0) > 1 OR count_if(hash >= 0) >= 12 OR rare >= $rare
ORDER BY one, other
"""
