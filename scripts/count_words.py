"""Count words in files of news and write the list of word frequencies that comes with Marsad.

    python scripts/count_words.py NEWS.jsonl.gz... --output src/marsad/lexicon/word_frequencies.tsv.gz

Each line of a file is a JSON object with "title" and "text". A line of text that was met before in the same file is
not counted again, so that page furniture and reprints weigh once. Single words only are kept, folded for look-up.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from marsad.arabic.orthography import LOOKUP, fold_word
from marsad.arabic.tokens import ARABIC_LETTERS

_WORD = re.compile(f"[{ARABIC_LETTERS}]+")


def lines(path: Path) -> Iterator[str]:
    """The distinct lines of titles and texts of one file."""
    seen: set[int] = set()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            for line in f"{row.get('title') or ''}\n{row.get('text') or ''}".split("\n"):
                if hash(line) not in seen:
                    seen.add(hash(line))
                    yield line


def count(paths: list[Path]) -> Counter[str]:
    """How often each folded word stands in the files."""
    counts: Counter[str] = Counter()
    for path in paths:
        for line in lines(path):
            counts.update(_WORD.findall(fold_word(line, LOOKUP)))
    return counts


def write(counts: Counter[str], least: int, output: Path) -> None:
    """Write the words met at least `least` times, sorted, with what was counted in the head of the file."""
    kept = sorted((word, n) for word, n in counts.items() if n >= least)
    head = (
        f"# Words of Arabic news and how often each was met: {sum(counts.values())} words were counted,"
        f" {len(counts)} different; kept are those met {least} times or more.\n"
        "# Spelling is folded for look-up. Made by scripts/count_words.py; no text can be read back from it.\n"
        "word\tcount\n"
    )
    body = "".join(f"{word}\t{n}\n" for word, n in kept)
    with output.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write((head + body).encode())


def main() -> None:
    """Read the arguments, count, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", nargs="+", type=Path)
    parser.add_argument("--least", type=int, default=5)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    write(count(arguments.news), arguments.least, arguments.output)


if __name__ == "__main__":
    main()
