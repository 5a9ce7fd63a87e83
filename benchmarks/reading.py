"""Time the ground of reading: folding, tokens, sentences, clitics and verb look-up, on one core.

    python benchmarks/reading.py [--input NEWS.jsonl[.gz]] [--articles 2000] [--names none|fast|accurate]

The input is JSON Lines with "text"; without it, text is generated from the word list that comes with Marsad.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

_WORDS_A_TEXT = 300


class Ground(NamedTuple):
    """The parts that are timed."""

    fold: Callable[[str], object]
    tokenize: Callable[[str], Iterator[tuple[str, int, int, str]]]
    sentences: Callable[[str], object]
    read: Callable[[str], object]


def texts(path: Path | None, count: int) -> list[str]:
    """The texts of a file, or generated ones."""
    if path is None:
        return generated(count)
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [str(json.loads(line)["text"]) for line in islice(file, count)]


def generated(count: int) -> list[str]:
    """Texts of words drawn at random, as often as news has them."""
    from marsad.lexicon import compiled

    counts = compiled.word_frequencies()
    chance = random.Random(1)
    words, weights = list(counts), list(counts.values())
    return [" ".join(chance.choices(words, weights, k=_WORDS_A_TEXT)) + "." for _ in range(count)]


def loaded() -> Ground:
    """Import and load everything, as the first page of a run does."""
    from marsad.arabic.clitics import CliticSplitter, CliticTables
    from marsad.arabic.orthography import fold
    from marsad.arabic.sentences import SentenceSplitter
    from marsad.arabic.tokens import tokenize
    from marsad.arabic.verbs import VerbForms
    from marsad.lexicon import compiled
    from marsad.lexicon.table import load

    rows = {
        name: [row.cells for row in load(name)] for name in ("clitics", "segmented_words", "abbreviations", "verbs")
    }
    tables = CliticTables.of(rows["clitics"], rows["segmented_words"], compiled.word_frequencies())
    clitics = CliticSplitter(tables, compiled.clitic_weights())
    verbs = VerbForms(compiled.verb_forms(), rows["verbs"], [row["word"] for row in load("verb_look_alikes")])
    sentences = SentenceSplitter(rows["abbreviations"])

    def read(word: str) -> object:
        segments = clitics.split(word)
        return verbs.read(segments.stem, bool(segments.suffix))

    return Ground(fold, tokenize, lambda text: list(sentences.split(text)), read)


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds of processor time that the work took (other programs do not count), and what it gave."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def words_of(ground: Ground, given: list[str]) -> list[str]:
    """Every word of the texts, in order."""
    return [token[3] for text in given for token in ground.tokenize(text) if token[0] == "word"]


def report(given: list[str], ground: Ground) -> Iterator[tuple[str, float]]:
    """Name and seconds of each part; the words are read twice, with nothing remembered and with all."""
    yield "fold", timed(lambda: [ground.fold(text) for text in given])[0]
    yield "sentences", timed(lambda: [ground.sentences(text) for text in given])[0]
    seconds, words = timed(lambda: words_of(ground, given))
    yield "tokens", seconds
    assert isinstance(words, list)
    yield "clitics and verbs, first time", timed(lambda: [ground.read(word) for word in words])[0]
    yield "clitics and verbs, again", timed(lambda: [ground.read(word) for word in words])[0]


def names(given: list[str], tagger: str) -> None:
    """Print what the whole reading takes with a tagger: load, articles a second, and mentions and links alone."""
    from marsad.pipeline import article_plan
    from marsad.records import Page
    from marsad.stage import Layers

    loading, plan = timed(lambda: article_plan(tagger=tagger))
    spent: dict[str, float] = {}
    for number, text in enumerate(given):
        page = Page(path=str(number), content=text.encode(), media="text")
        spent["open"], (article, records) = timed(lambda page=page: plan.open_page(page))
        layers = Layers(records)
        for stage in plan.stages if article is not None else ():
            seconds, found = timed(lambda s=stage, a=article, k=layers: list(s(a, k)))
            spent[stage.name] = spent.get(stage.name, 0.0) + seconds
            layers = layers.plus(found)
    total, linked = sum(spent.values()), spent.get("mentions", 0.0) + spent.get("links", 0.0)
    print(f"tagger {tagger}: load {loading:.2f} s; {len(given) / total:.1f} articles/s a core")
    print(f"mentions and links {1000 * linked / len(given):.1f} ms an article")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def main() -> None:
    """Load, time, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--input", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--names", choices=("none", "fast", "accurate"))
    arguments = parser.parse_args()
    if arguments.names:
        names(texts(arguments.input, arguments.articles), arguments.names)
        return
    loading, ground = timed(loaded)
    assert isinstance(ground, Ground)
    given = texts(arguments.input, arguments.articles)
    words = len(words_of(ground, given))
    rows = list(report(given, ground))
    print(f"load {loading:.2f} s; {len(given)} texts, {words} words")
    for name, seconds in [*rows, ("all, first time", sum(seconds for _, seconds in rows[:4]))]:
        print(f"{name:30} {seconds:7.2f} s {words / max(seconds, 1e-9):12,.0f} words/s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
