"""Intake beside trafilatura: pages per second, peak memory, and the body found on pages with a gold body.

    python benchmarks/intake.py PAGES [--pages 1000] [--gold GOLD.json]

PAGES is a folder of HTML pages; they are repeated, each time with another number in them, until there are enough. Each
side runs in a process of its own. Marsad renders the page, labels every line, finds credits and the day; trafilatura
extracts its text and metadata (`bare_extraction`). trafilatura is not a dependency: `pip install trafilatura`.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

Extract = Callable[[bytes], str]

_MARKS = re.compile("[\u064b-\u0652\u0640\u200b-\u200f]")


def marsad() -> Extract:
    """Marsad's intake of one page: its body as text."""
    from marsad.pipeline import article_plan
    from marsad.records import Block, Page
    from marsad.stage import Layers

    plan = article_plan()

    def extract(content: bytes) -> str:
        article, records = plan.open_page(Page(path="page.html", content=content, media="html"))
        if article is None:
            return ""
        layers = Layers(records)
        for stage in plan.intake:
            layers = layers.plus(stage(article, layers))
        body = [block for block in layers.of(Block) if block.kind in ("paragraph", "subheading")]
        return "\n".join(article.text[block.start : block.end] for block in body)

    return extract


def trafilatura() -> Extract:
    """The text and metadata that trafilatura extracts."""
    from trafilatura import bare_extraction

    def extract(content: bytes) -> str:
        found = bare_extraction(content, include_comments=False, with_metadata=True)
        return (found.text or "") if found else ""

    return extract


SIDES: dict[str, Callable[[], Extract]] = {"marsad": marsad, "trafilatura": trafilatura}


def pages(folder: Path, count: int) -> Iterator[bytes]:
    """`count` pages from those of a folder, no two of them alike."""
    originals = [path.read_bytes() for path in sorted(folder.glob("*.html"))]
    if not originals:
        raise SystemExit(f"{folder}: no .html page in it; wanted a folder of HTML pages")
    for number in range(count):
        yield originals[number % len(originals)].replace(b"</body>", f"<p>{number}</p></body>".encode(), 1)


def run(side: str, folder: Path, count: int) -> dict[str, float]:
    """Time one side in this process; peak memory in MB of the whole process."""
    extract = SIDES[side]()
    warm = list(pages(folder, 3))
    for page in warm:
        extract(page)
    started = time.perf_counter()
    for page in pages(folder, count):
        extract(page)
    seconds = time.perf_counter() - started
    return {"rate": count / seconds, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def f1(gold: str, found: str) -> float:
    """The F1 of 4-grams of words, marks and tatweel aside."""

    def grams(text: str) -> Counter[tuple[str, ...]]:
        words = re.findall(r"\w+", _MARKS.sub("", text))
        return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)))

    left, right = grams(gold), grams(found)
    return 2 * (left & right).total() / max(1, left.total() + right.total())


def score(folder: Path, gold: Path) -> None:
    """Print the body F1 of both sides on the pages of a gold file {page: {"body": [...]}}."""
    golds = {page: "\n".join(entry["body"]) for page, entry in json.loads(gold.read_text("utf-8")).items()}
    for side, make in SIDES.items():
        extract = make()
        scores = [f1(body, extract((folder / page).read_bytes())) for page, body in golds.items()]
        print(f"{side:12s} body F1 {sum(scores) / len(scores):.3f} on {len(scores)} pages")


def main() -> None:
    """Read the arguments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of HTML pages")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.side:
        print(json.dumps(run(arguments.side, arguments.folder, arguments.pages)))
        return
    results = {}
    for side in SIDES:
        command = [sys.executable, __file__, str(arguments.folder), "--pages", str(arguments.pages), "--side", side]
        results[side] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print(f"{side:12s} {results[side]['rate']:7.1f} pages/s   peak {results[side]['memory']:6.0f} MB")
    print(f"ratio marsad / trafilatura: {results['marsad']['rate'] / results['trafilatura']['rate']:.2f} of the speed")
    if arguments.gold:
        score(arguments.folder, arguments.gold)


if __name__ == "__main__":
    main()
