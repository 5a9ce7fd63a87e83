"""Time and memory of what looks across articles, by how many there are.

    python benchmarks/stories.py [--part reuse] [--articles 1000 10000 30000] [--new 2000] [--given ARTICLES.jsonl.gz]

Every measurement runs in a process of its own. Articles are generated, 2,000 a day by 40 outlets: words drawn as often
as in news, phrases that many articles have, and three in ten that reprint an earlier article, 12 % of its words
replaced. With `--given` they are those of a file (JSON objects with id, title, text, source, date). `--new` articles
are then added to all the others. One part so far; a further part is a function in PARTS.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, islice
from pathlib import Path

from marsad.engine.joins import reuses
from marsad.lexicon.compiled import word_frequencies
from marsad.stage import Annotated
from marsad.stories.reuse import Shingled, shingles
from reprints import annotated

A_DAY = 2000
OUTLETS = 40
PHRASES = 20000
FIRST_DAY = dt.date(2024, 1, 1)

Article = Callable[[int], Annotated]


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


def given(path: Path, count: int) -> Article:
    """The articles of a file, by number."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, count)]
    return lambda number: annotated(rows[number])


def reuse(count: int, new: int, article: Article, planted: bool) -> dict[str, float]:
    """Shingle `count` articles, find what all of them share, and what the last `new` share with the others."""
    numbers: dict[str, int] = {}
    kept: list[Shingled] = []
    started = time.perf_counter()
    making = 0.0
    for number in range(count):
        before = time.perf_counter()
        made = article(number)
        making += time.perf_counter() - before
        kept.append(shingles(made))
        numbers[made.article.id] = number
    result = {"shingles s": time.perf_counter() - started - making}
    result |= _timed("all", kept, (), lambda name: article(numbers[name]), planted)
    new = min(new, count // 2)
    return result | _timed("new", kept[-new:], kept[:-new], lambda name: article(numbers[name]), planted)


def _timed(
    name: str, new: Sequence[Shingled], known: Sequence[Shingled], article: Callable[[str], Annotated], planted: bool
) -> dict[str, float]:
    started = time.perf_counter()
    found = {reuse.article_ids for reuse in reuses(new, known, article)}
    result = {f"{name} s": time.perf_counter() - started, f"{name} pairs": len(found)}
    if planted:
        added = {int(shingled.article_id[1:]) for shingled in new}
        wanted = [(original(number), number) for number in added if original(number) is not None]
        result[f"{name} recall"] = sum((f"a{a:07}", f"a{b:07}") in found for a, b in wanted) / max(1, len(wanted))
    return result


PARTS: dict[str, Callable[[int, int, Article, bool], dict[str, float]]] = {"reuse": reuse}


def measure(part: str, count: int, new: int, path: Path | None) -> dict[str, float]:
    """Run one part in this process; memory is the peak of the whole process, in MB."""
    article = given(path, count) if path else generated
    result = PARTS[part](count, new, article, path is None)
    return result | {"memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main() -> None:
    """Measure every size in a process of its own and print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS, default="reuse")
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10000, 30000])
    parser.add_argument("--new", type=int, default=A_DAY)
    parser.add_argument("--given", type=Path)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        print(json.dumps(measure(asked.part, asked.articles[0], asked.new, asked.given)))
        return
    for count in asked.articles:
        command = [sys.executable, __file__, "--here", "--part", asked.part, "--articles", str(count)]
        command += ["--new", str(asked.new), *(["--given", str(asked.given)] if asked.given else [])]
        result = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        print(f"{count:7d} articles ", "  ".join(f"{name} {value:.4g}" for name, value in result.items()), flush=True)


if __name__ == "__main__":
    main()
