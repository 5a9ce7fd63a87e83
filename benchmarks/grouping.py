"""Grouping into stories: time and memory for generated digests, and for one day's articles added to many.

    python benchmarks/grouping.py [--articles 1000 10000 30000] [--a-day 2000] [--old 300000]

Digests are generated: invented words by Zipf's law, a third of the articles in stories of two to six that share half of
their words. The old articles lie `a-day` to a day before the new ones; as in a store, only those within twice the
window of the new are handed to `group`, so that the time of an addition does not grow with the store.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import resource
import time

from marsad.records import Period
from marsad.stories.digests import Digest, Told
from marsad.stories.grouping import WINDOW, Known, group

LAST = dt.date(2024, 6, 30)
LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"


class Invented:
    """Makes digests of invented words."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)
        self._words = ["".join(self._random.choices(LETTERS, k=self._random.randint(3, 6))) for _ in range(60_000)]
        self._keys = [f"org:{n}" for n in range(4_000)]

    def terms(self, count: int) -> list[str]:
        """Words, the first of the list much more often than the last."""
        return [self._words[int(len(self._words) * self._random.random() ** 3)] for _ in range(count)]

    def digest(self, number: int, day: dt.date, words: list[str], keys: list[str]) -> Digest:
        """An article that tells some of its story's words and some of its own."""
        opening = self._random.sample(words, len(words) // 2) + self.terms(18)
        main = Told(0, 300, tuple(dict.fromkeys(opening)), tuple(keys), ("CONSULT",), (), Period.day(day))
        body = tuple((word, 1) for word in dict.fromkeys([*words, *self.terms(20)]))
        outlet = f"outlet{self._random.randrange(40)}"
        return Digest(f"a{number:07d}", outlet, Period.day(day), None, " ".join(opening[:8]), tuple(opening[:8]), body,
                      tuple((key, 2) for key in keys), (), (), main)  # fmt: skip

    def day(self, number: int, day: dt.date, count: int) -> list[Digest]:
        """The articles of one day, some of them in stories."""
        made: list[Digest] = []
        while len(made) < count:
            size = self._random.choice([1, 1, 1, 1, 2, 3, 6])
            words, keys = self.terms(36), self._random.sample(self._keys, 4)
            made += [self.digest(number + len(made) + n, day, words, keys) for n in range(size)]
        return made[:count]


def measured(new: list[Digest], known: Known) -> dict[str, float]:
    """Seconds of the processor and stories of one grouping, and the peak memory of the process in MB."""
    start = time.process_time()
    grouping = group(new, known)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": round(seconds, 2), "stories": len(grouping.stories), "peak_mb": round(peak)}


def main() -> None:
    """Print one line of JSON for each measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="*", default=[1000, 10_000, 30_000])
    parser.add_argument("--a-day", type=int, default=2000)
    parser.add_argument("--old", type=int, default=300_000)
    options = parser.parse_args()
    for count in options.articles:
        invented = Invented()
        days = range(-(-count // options.a_day))
        articles = [d for n in days for d in invented.day(n * options.a_day, LAST - dt.timedelta(n), options.a_day)]
        print(json.dumps({"articles": count, **measured(articles[:count], Known())}), flush=True)
    invented = Invented()
    near = [
        d
        for n in range(1, 2 * WINDOW + 1)
        for d in invented.day(n * options.a_day, LAST - dt.timedelta(n), options.a_day)
    ]
    known = Known(near, group(near).stories)
    new = invented.day(0, LAST, options.a_day)
    print(json.dumps({"added": len(new), "to": options.old, "near": len(near), **measured(new, known)}))


if __name__ == "__main__":
    main()
