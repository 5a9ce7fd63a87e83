"""Time and memory of what looks across articles, by how many there are.

    python benchmarks/stories.py [--part reuse] [--articles 1000 10000 30000] [--new 2000] [--given ARTICLES.jsonl.gz]
    python benchmarks/stories.py --part refresh --given ANNOTATED.db
    python benchmarks/stories.py --part day --given ANNOTATED.db --articles 300000 [--jobs 2]

Every measurement runs in a process of its own; times are seconds of the processor, and "clock" by the clock. Articles
are generated, 2,000 a day by 40 outlets: words drawn as often as in news, phrases that many articles have, and three in
ten that reprint an earlier article, 12 % of its words replaced. With `--given` they are those of a file (JSON objects
with id, title, text, source, date); where more are asked for than it has, they come again as the articles of later
days: their rare shingles made others, those that stand in more than eight articles left as they are, so that formulas
grow with the number.

`reuse` joins the articles by day, 20,000 at a time with all before them, as a store does, compares them, and then adds
`--new` to all the others (`--added` does that alone). `refresh` makes the stories of a store anew in a copy of it, and
times each step. `day` adds the articles of a store's fullest day to a store in which `--articles` stand: their shingles
are the day's own again, on the days before, their digests on the last days generated; the time is that of the whole
refresh, by the clock and of all processes. Grouping by itself: `benchmarks/grouping.py`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import cache
from itertools import accumulate, islice
from pathlib import Path

import msgspec
import numpy as np

from grouping import Invented
from marsad.engine.corpus import refresh
from marsad.engine.corpus.taking import TAKEN_BY
from marsad.engine.joins import Pair, compared, joined
from marsad.lexicon.compiled import word_frequencies
from marsad.stage import Annotated
from marsad.store import Store
from marsad.stories.grouping import WINDOW
from marsad.stories.reuse import Shingled, shingles
from reprints import annotated

A_DAY = 2000
AT_ONCE = 20_000
OUTLETS = 40
PHRASES = 20000
FIRST_DAY = dt.date(2024, 1, 1)


@cache
def _vocabulary() -> tuple[list[str], list[int]]:
    counts = {word: count for word, count in word_frequencies().items() if count > 20}
    return list(counts), list(accumulate(counts.values()))


def _words(rng: random.Random, count: int) -> list[str]:
    vocabulary, cumulated = _vocabulary()
    return rng.choices(vocabulary, cum_weights=cumulated, k=count)


@cache
def _phrase(number: int) -> list[str]:
    rng = random.Random(-1 - number)
    return _words(rng, rng.randint(5, 12))


def _own_words(number: int) -> list[str]:
    """The words of an article that reprints nothing: 150 to 300, four phrases among them, the first the commonest."""
    rng = random.Random(number)
    words = _words(rng, rng.randint(100, 220))
    for _ in range(4):
        at = rng.randrange(len(words))
        words[at:at] = _phrase(int(PHRASES ** rng.random()) - 1)
    return words


def original(number: int) -> int | None:
    """The article that a generated one reprints, None for one that reprints none."""
    if number % 10 > 2 or number < 10:
        return None
    back = random.Random(f"back{number}").randrange(min(A_DAY // 10, number // 10))
    return (number // 10 - back) * 10 - 1


def generated(number: int) -> Annotated:
    """One generated article."""
    rng, first = random.Random(f"copy{number}"), original(number)
    words = _own_words(number)
    if first is not None:
        copied = (word if rng.random() > 0.12 else _words(rng, 1)[0] for word in _own_words(first))
        words = [*words[:30], *copied]
    day = FIRST_DAY + dt.timedelta(number // A_DAY)
    text = " ".join(words)
    return annotated({"id": f"a{number:07}", "text": text, "source": f"outlet{number % OUTLETS}", "date": str(day)})


def given(path: Path) -> list[Annotated]:
    """The articles of a file, by day."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = sorted(map(json.loads, lines), key=lambda row: row["date"])
    return [annotated(row) for row in rows]


def reuse(count: int, new: int, path: Path | None, added: bool = False) -> dict[str, float]:
    """Shingle the articles, find what all of them share, and what the last `new` share with the others."""
    articles = given(path)[:count] if path else [generated(number) for number in range(count)]
    by_id = {article.article.id: article for article in articles}
    started = time.process_time()
    kept = [shingles(article) for article in articles]
    result: dict[str, float] = {"shingles": time.process_time() - started}
    kept += again(kept, count)
    new = min(new, count // 2)
    parts = {"new": [(kept[-new:], kept[:-new])]}
    for name, batches in (parts if added else {"all": _batches(kept)} | parts).items():
        result |= _timed(name, batches, lambda name: by_id[name.split("+")[0]], path is None)
    return result


def _batches(kept: Sequence[Shingled]) -> list[tuple[Sequence[Shingled], Sequence[Shingled]]]:
    """The articles some at a time, each time with all before them."""
    return [(kept[at : at + AT_ONCE], kept[:at]) for at in range(0, len(kept), AT_ONCE)]


def again(kept: Sequence[Shingled], count: int) -> Iterator[Shingled]:
    """The same articles on later days, with other rare shingles, until there are `count`."""
    arrays = [np.frombuffer(shingled.hashes, "<u4") for shingled in kept]
    hashes, times = np.unique(np.concatenate(arrays), return_counts=True)
    common = [times[np.searchsorted(hashes, array)] > 8 for array in arrays]
    days = max(shingled.day for shingled in kept) - min(shingled.day for shingled in kept) + 1
    for number in range(len(kept), count):
        copy, at = divmod(number, len(kept))
        key = np.uint32(copy * 0x9E3779B1 % (1 << 32))
        other = np.where(common[at], arrays[at], arrays[at] ^ key)
        name = f"{kept[at].article_id}+{copy}"
        day = kept[at].day + copy * days
        rare = (np.frombuffer(kept[at].rare, "<u4") ^ key).astype("<u4").tobytes()
        hashes = other.astype("<u4").tobytes()
        yield msgspec.structs.replace(kept[at], article_id=name, hashes=hashes, rare=rare, day=day)


def _timed(
    name: str,
    batches: Sequence[tuple[Sequence[Shingled], Sequence[Shingled]]],
    article: Callable[[str], Annotated],
    planted: bool,
) -> dict[str, float]:
    clock, start = time.perf_counter(), time.process_time()
    pairs: list[Pair] = []
    for new, known in batches:
        pairs += joined(new, known)
    join = time.process_time() - start
    found = [reuse.article_ids for reuse in compared(pairs, article)]
    result = {
        "join": join,
        "compare": time.process_time() - start - join,
        "clock": time.perf_counter() - clock,
        "candidates": len(pairs),
        "pairs": len(found),
    }
    if planted:
        added = {int(shingled.article_id[1:]) for new, _ in batches for shingled in new}
        wanted = [(original(number), number) for number in added if original(number) is not None]
        every = set(found)
        result["recall"] = sum((f"a{a:07}", f"a{b:07}") in every for a, b in wanted) / max(1, len(wanted))
    return {f"{name}: {key}": value for key, value in result.items()}


def refreshed(path: Path) -> dict[str, float]:
    """Make the stories of a store anew, in a copy; the time of each step, and for each article in milliseconds."""
    times: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, Store(path, create=False).copied(Path(folder) / "copy.db") as copy:
        with closing(sqlite3.connect(copy.path)) as connection, connection:
            for table in ("taken", "left_behind", "reuse", "stories", "members", "told", "datings"):
                connection.execute(f"DELETE FROM {table}")
        last = time.process_time()

        def watch(step: str, number: int) -> None:
            nonlocal last
            now = time.process_time()
            times[step], last = times.get(step, 0.0) + now - last, now

        count = refresh(copy, watch)
        counts = copy.corpus.counts()
    each = {f"{step}, ms each": 1000 * seconds / count for step, seconds in times.items()}
    return {"articles": count, **counts, **times, **each}


def day(path: Path, count: int, jobs: int) -> dict[str, float]:
    """Refresh a copy of a store, of which one day's articles are left, among `count` that were taken in before."""
    with tempfile.TemporaryDirectory() as folder, Store(path, create=False).copied(Path(folder) / "copy.db") as copy:
        with closing(sqlite3.connect(copy.path)) as connection, connection:
            for table in ("taken", "left_behind", "reuse", "stories", "members", "told", "datings"):
                connection.execute(f"DELETE FROM {table}")
            fullest = "SELECT published FROM articles GROUP BY published ORDER BY count(*) DESC LIMIT 1"
            connection.execute(f"DELETE FROM articles WHERE published IS NOT ({fullest})")
            [(date,)] = connection.execute(fullest).fetchall()
            connection.execute("UPDATE articles SET language = '-' || language")
        refresh(copy)  # nothing to take in: the store learns by which code the steps are done
        with closing(sqlite3.connect(copy.path)) as connection, connection:
            connection.execute("UPDATE articles SET language = substr(language, 2)")
            _fill(connection, copy, dt.date.fromisoformat(date[:10]), count)
        with _Repeated(copy.path) as store:
            started, worked = time.perf_counter(), _worked()
            added = refresh(store, jobs=jobs)
            result = {"clock": time.perf_counter() - started, "processor": _worked() - worked}
            return {"articles": count, "added": added, **result, **store.corpus.counts()}


class _Repeated(Store):
    """A store in which articles that come again are read as those of which they are made."""

    def whole(self, article_id: str) -> Annotated:
        return super().whole(article_id.split("+")[0])


def _worked() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _fill(connection: sqlite3.Connection, store: Store, last: dt.date, count: int) -> None:
    """Articles that a store has taken in before: only what the join and the grouping read of them."""
    pack = msgspec.msgpack.Encoder().encode
    kept = [shingles(annotated) for annotated in store.annotated()]
    invented, of_day = Invented(), -(-count // A_DAY)
    near = [d for n in range(1, 2 * WINDOW + 1) for d in invented.day(n * A_DAY, last - dt.timedelta(n), A_DAY)]
    for number, copied in enumerate(islice(again(kept, len(kept) + count), count)):
        ordinal = last.toordinal() - 1 - number * of_day // count
        body = pack(msgspec.structs.replace(copied, day=ordinal))
        name = copied.article_id
        digest = pack(msgspec.structs.replace(near[number], article_id=name)) if number < len(near) else b""
        connection.execute("INSERT INTO taken VALUES (?, ?, ?, ?, 1, 1)", (name, TAKEN_BY, ordinal, digest))
        connection.execute("INSERT INTO shingles VALUES (?, 1, ?)", (name, body))


def measure(asked: argparse.Namespace) -> dict[str, float]:
    """Run one part in this process; memory is the peak of the whole process with the articles in it, in MB."""
    if asked.part == "refresh":
        result = refreshed(asked.given)
    elif asked.part == "day":
        result = day(asked.given, asked.articles[0], asked.jobs)
    else:
        result = reuse(asked.articles[0], asked.new, asked.given, asked.added)
    return result | {"memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main() -> None:
    """Measure every size in a process of its own and print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("reuse", "refresh", "day"), default="reuse")
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10000, 30000])
    parser.add_argument("--new", type=int, default=A_DAY)
    parser.add_argument("--given", type=Path)
    parser.add_argument("--added", action="store_true", help="only add the new to the others")
    parser.add_argument("--jobs", type=int, default=2, help="processes that take articles in")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.part != "reuse" and not asked.given:
        parser.error(f"--part {asked.part} wants a store: --given ANNOTATED.db")
    if asked.here:
        print(json.dumps(measure(asked)))
        return
    for count in asked.articles if asked.part != "refresh" else [0]:
        command = [sys.executable, __file__, "--here", "--part", asked.part, "--articles", str(count)]
        command += ["--new", str(asked.new), *(["--given", str(asked.given)] if asked.given else [])]
        command += ["--jobs", str(asked.jobs), *(["--added"] if asked.added else [])]
        result = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        print(
            f"{result.pop('articles', count):7d} articles ",
            "  ".join(f"{name} {value:.4g}" for name, value in result.items()),
            flush=True,
        )


if __name__ == "__main__":
    main()
