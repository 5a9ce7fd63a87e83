"""Time the coding of events on one core: sentences a second beside a keyword scan, articles a second for annotate.

    python benchmarks/coding.py [--input NEWS.jsonl[.gz]] [--articles 200]

The input is JSON Lines with "text". The scan only looks each word up in the words of the trigger list: what a keyword
list costs, and what it finds. UniversalPetrarch needs a parse of every sentence made beforehand and Python 2's habits;
whoever has it installed can time `petrarch_ud` on the same sentences, which `--sentences FILE` writes out, one a line.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path


def texts(path: Path, count: int) -> list[str]:
    """The first texts of a file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [str(json.loads(line)["text"]) for line in islice(file, count)]


def timed(work: Callable[[], int]) -> tuple[int, float]:
    """What some work returns, and the processor time that it took, in seconds."""
    start = time.process_time()
    done = work()
    return done, time.process_time() - start


def scan(sentences: list[str]) -> int:
    """How many words of the sentences stand in the trigger list."""
    from marsad.arabic.orthography import LOOKUP, fold_word
    from marsad.lexicon.table import cells

    words = {fold_word(word, LOOKUP) for row in cells("plover_triggers") for word in row["trigger"].split()}
    return sum(fold_word(word, LOOKUP) in words for sentence in sentences for word in sentence.split())


def main() -> None:
    """Print the figures."""
    from marsad.arabic.sentences import SentenceSplitter
    from marsad.lexicon.table import cells
    from marsad.pipeline import article_plan
    from marsad.reading.events import EventStage
    from marsad.records import Event, Page
    from marsad.stage import Layers

    parser = argparse.ArgumentParser(description="Time the coding of events.")
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--sentences", type=Path)
    options = parser.parse_args()
    pages = [Page(path="", content=text.encode(), media="text") for text in texts(options.input, options.articles)]
    plan, stage = article_plan(), EventStage()
    read: list[tuple[object, ...]] = []

    def annotate() -> int:
        for page in pages:
            article, records = plan.open_page(page)
            if article is not None:
                layers = list(records)
                for one in plan.stages:
                    layers += list(one(article, Layers(layers)))
                read.append((article, Layers([r for r in layers if not isinstance(r, Event)])))
        return len(read)

    annotated, whole = timed(annotate)
    splitter = SentenceSplitter(cells("abbreviations"))
    sentences = [a.text[s.start : s.end] for a, _ in read for s in splitter.split(a.text, 0, len(a.text))]  # type: ignore[attr-defined]

    def code() -> int:
        return sum(1 for article, layers in read for _ in stage(article, layers))  # type: ignore[arg-type]

    cold = timed(code)
    coded, coding = timed(code)
    found, scanning = timed(lambda: scan(sentences))
    for line in _report(len(sentences), (annotated, whole), (coded, coding), (found, scanning)):
        print(line)
    print(f"event stage, words never met before: {len(sentences) / cold[1]:.0f} a second")
    if options.sentences:
        options.sentences.write_text("\n".join(s.replace("\n", " ") for s in sentences) + "\n", encoding="utf-8")


def _report(
    size: int, annotated: tuple[int, float], coded: tuple[int, float], scanned: tuple[int, float]
) -> Iterator[str]:
    yield f"annotate, all stages: {annotated[0]} articles, {annotated[0] / annotated[1]:.1f} a second"
    yield f"event stage alone: {size} sentences, {size / coded[1]:.0f} a second, {coded[0]} events"
    yield f"keyword scan: {size / scanned[1]:.0f} sentences a second, {scanned[0]} words of the list"


if __name__ == "__main__":
    main()
