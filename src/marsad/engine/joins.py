"""Joins over many articles, which an engine plans: who shares sampled shingles with whom.

DuckDB joins, on disk where memory is short. An article is paired through a shingle only with those that stand near it
in the shingle's list, by day, so that a formula in ten thousand articles costs each of them no more than one in fifty.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeAlias

import duckdb
import numpy as np
from numpy.typing import NDArray

from marsad.records import Reuse
from marsad.stage import Annotated
from marsad.stories.reuse import Hit, Shingled, compare, ready, recounted, retold

NEIGHBOURS = 64
PARTNERS = 48
"""An article with more earlier partners than these, more than print one text, is compared with a few of them alone."""

REPRESENTATIVES = 12
RARE = 8
_NEAREST = 24
_AT_ONCE = 4000
_MEMORY = "1GB"
_THREADS = 2
_REMEMBERED = 8000
_RECOUNTED = 1000
_SIEVE_BITS = 23

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
    readied = lru_cache(_REMEMBERED)(lambda name: ready(article(name)))
    retellings = lru_cache(_RECOUNTED)(lambda name: recounted(article(name)))
    for pair in pairs:
        reuse = compare(readied(pair.one), readied(pair.other), pair.hits)
        if reuse is None and pair.rare >= RARE:
            reuse = retold(retellings(pair.one), retellings(pair.other))
        if reuse:
            yield reuse


def joined(new: Iterable[Shingled], known: Iterable[Shingled] = (), neighbours: int = NEIGHBOURS) -> Iterator[Pair]:
    """Pairs of articles, at least one of them new, that share shingles enough to be compared; by their first article.

    An article is paired through a shingle with the `neighbours` that have it and stand next before it by day. Two
    shingles are enough, unless they are formulas: then twelve are; and so are eight of the rarest words, where the two
    are of different outlets and at most a day apart. An article with more than `PARTNERS` before it is one of very many
    that are nearly equal: it is paired with the `REPRESENTATIVES` with which it shares most.
    """
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder, _database(Path(folder)) as database:
        names = _fill(database, new, known)
        for statement in _PREPARED:
            database.execute(statement)
        limits = {"nearest": _NEAREST, "rare": RARE, "partners": PARTNERS, "representatives": REPRESENTATIVES}
        found = database.execute(_PAIRS, {"neighbours": neighbours, **limits})
        while rows := found.fetchmany(_AT_ONCE):
            for one, other, hits, rare in rows:
                first, second = sorted((names[one], names[other]))
                yield Pair(first, second, tuple(Hit(*hit) for hit in hits or ()), rare)


def _database(folder: Path) -> duckdb.DuckDBPyConnection:
    settings: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(folder),
        "memory_limit": _MEMORY,
        "threads": _THREADS,
        "preserve_insertion_order": False,
    }
    database = duckdb.connect(str(folder / "joins.duckdb"), config=settings)
    database.execute(_POSTINGS)
    return database


def _fill(database: duckdb.DuckDBPyConnection, new: Iterable[Shingled], known: Iterable[Shingled]) -> list[str]:
    """Bring in shingles and rare words, of known articles only what a new one has too; give the ids by number."""
    names: list[str] = []
    outlets: dict[str, int] = {}
    wanted = _Wanted()
    for batch, is_new in _batches(new, known):
        if is_new:
            wanted.add(batch)
        rows = _rows(batch, len(names), outlets, None if is_new else wanted)
        rows["new"] = np.full(len(rows["hash"]), is_new)
        names += [shingled.article_id for shingled in batch]
        database.execute("INSERT INTO postings SELECT DISTINCT hash, article, day, outlet, new FROM rows")
    return names


def _batches(new: Iterable[Shingled], known: Iterable[Shingled]) -> Iterator[tuple[list[Shingled], bool]]:
    for shingled, is_new in ((iter(new), True), (iter(known), False)):
        while batch := list(islice(shingled, _AT_ONCE)):
            yield batch, is_new


class _Wanted:
    """What a known article must have to matter: a hash that a new one has, and for rare words a day near a new one's.

    A sieve of bits lets most hashes of most articles fall through before the exact test.
    """

    def __init__(self) -> None:
        self._hashes = np.zeros(0, np.int64)
        self._sieve = np.zeros(1 << _SIEVE_BITS, np.bool_)
        self._days: set[int] = set()

    def add(self, batch: Sequence[Shingled]) -> None:
        """New articles."""
        hashes = np.concatenate([_hashes(batch, name)[0] for name in ("hashes", "rare")])
        self._hashes = np.union1d(self._hashes, hashes)
        self._sieve[self._places(hashes)] = True
        self._days.update(one.day + apart for one in batch if one.day for apart in (-1, 0, 1))

    def is_near(self, shingled: Shingled) -> bool:
        """Whether an article can tell again what a new one tells."""
        return shingled.day in self._days

    def chosen(self, hashes: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of the hashes a new article has."""
        likely = self._sieve[self._places(hashes)]
        places = np.searchsorted(self._hashes, hashes[likely])
        likely[likely] = self._hashes[np.minimum(places, len(self._hashes) - 1)] == hashes[likely]
        return likely

    @staticmethod
    def _places(hashes: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.asarray(hashes & ((1 << _SIEVE_BITS) - 1), np.int64)


def _rows(batch: Sequence[Shingled], first: int, outlets: dict[str, int], wanted: _Wanted | None) -> Columns:
    """One row for each hash of each article; hashes of rare words are made negative, to stand apart from shingles."""
    days = np.array([shingled.day for shingled in batch], np.int32)
    numbers = np.array([outlets.setdefault(shingled.outlet, len(outlets)) for shingled in batch], np.int32)
    told = [one if one.day and (wanted is None or wanted.is_near(one)) else _NOTHING for one in batch]
    parts = [_hashes(batch, "hashes"), _hashes(told, "rare")]
    hashes, owners = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
    if wanted is not None:
        chosen = wanted.chosen(hashes)
        hashes, owners = hashes[chosen], owners[chosen]
    article = (owners + first).astype(np.int32)
    return {"hash": hashes, "article": article, "day": days[owners], "outlet": numbers[owners]}


_NOTHING = Shingled(article_id="", hashes=b"")


def _hashes(batch: Sequence[Shingled], field: str) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """All hashes of some articles, and of which article each is, by its place."""
    bodies: list[bytes] = [getattr(shingled, field) for shingled in batch]
    hashes = np.frombuffer(b"".join(bodies), "<u4").astype(np.int64)
    owners = np.repeat(np.arange(len(bodies)), [len(body) // 4 for body in bodies])
    return (hashes if field == "hashes" else -hashes - 1), owners


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
    SELECT a.article AS later, b.article AS earlier, a.hash, a.formula
    FROM a JOIN b ON a.hash = b.hash AND a.bucket = b.bucket
    WHERE a.rank > b.rank AND a.rank - b.rank <= $neighbours AND (a.new OR b.new)
        AND (a.hash >= 0 OR a.rank - b.rank <= $nearest AND a.outlet <> b.outlet AND a.day - b.day <= 1)
),
pairs AS (
    SELECT later, earlier, list((hash, formula)) FILTER (hash >= 0) AS hits, count_if(hash < 0) AS rare
    FROM met
    GROUP BY later, earlier
    HAVING count_if(NOT formula AND hash >= 0) > 1 OR count_if(hash >= 0) >= 12 OR rare >= $rare
)
SELECT greatest(later, earlier) AS one, least(later, earlier) AS other, hits, rare
FROM pairs
QUALIFY count(*) OVER (PARTITION BY later) <= $partners
    OR row_number() OVER (PARTITION BY later ORDER BY coalesce(len(hits), 0) DESC, earlier) <= $representatives
ORDER BY one, other
"""
