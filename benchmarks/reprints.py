"""Plants reprints among articles and counts which of them are found, beside MinHash.

    python benchmarks/reprints.py ARTICLES.jsonl.gz [--seed N] [--articles 1500] [--each 60] [--bare] [--show FILE]

ARTICLES has one JSON object a line, with id, title, text, and source and date where known. Six kinds of reprint are
made of articles drawn at random: verbatim among furniture; truncated; respelled; 12 % of the words edited; 60 words
embedded in an article that is not among the others; all of it together. `--bare` tells Marsad neither outlets nor
days. `--show` writes every pair that was not planted, for the eye: some are reprints that the articles hold
themselves. MinHash is datasketch's (5-word shingles of the same folded words, 128 permutations, Jaccard of .5 or more)
and, where it is installed, rensa's: `pip install --group bench`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from marsad.engine.joins import reuses
from marsad.records import Article, Credit, Period, Publication, Record
from marsad.stage import Annotated, Layers
from marsad.stories.reuse import shingles

EDITED = 0.12
EMBEDDED = 60
SHORTEST = 100
PHRASES = Path(__file__).with_name("reprint_phrases.txt")

_SPELLINGS = (
    ("[\u0623\u0625\u0622]", "\u0627"),
    ("\u0649(?!\\w)", "\u064a"),
    ("\u064a(?!\\w)", "\u0649"),
    ("\u0629(?!\\w)", "\u0647"),
    ("(?<=\\w)\u0627", "\u0640\u0627"),
    ("(?<=\\w)\u0644", "\u0644\u0651"),
    ("\u0646(?!\\w)", "\u0646\u0652"),
)
_DIGITS = str.maketrans("0123456789", "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669")

Pairs = set[tuple[str, str]]


class Planted(NamedTuple):
    """Articles with reprints among them, and the pairs that were planted, by kind."""

    rows: list[dict[str, Any]]
    truth: dict[str, Pairs]


def read(path: Path) -> list[dict[str, Any]]:
    """The articles that are long enough to be reprinted."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if len(row["text"].split()) >= SHORTEST]


def plant(rows: Sequence[dict[str, Any]], articles: int, each: int, rng: random.Random) -> Planted:
    """Draw `articles` of them and add `each` reprints of every kind, no two of one article."""
    drawn = rng.sample(rows, articles + 2 * each)
    base, hosts = drawn[:articles], iter(drawn[articles:])
    originals = iter(rng.sample(base, each * len(KINDS)))
    planted = Planted(list(base), {})
    for kind, make in KINDS.items():
        pairs = planted.truth.setdefault(kind, set())
        for number, original in zip(range(each), originals, strict=False):
            host = next(hosts)["text"] if kind in ("embedded", "all") else ""
            copy = {"id": f"copy-{kind}-{number}", "source": "copies", "date": _later(original, rng)}
            planted.rows.append(copy | {"text": make(_text(original), host, rng)})
            pairs.add(_pair(copy["id"], original["id"]))
    return planted


def _later(original: dict[str, Any], rng: random.Random) -> str | None:
    day = original.get("date")
    return day and str(dt.date.fromisoformat(day[:10]) + dt.timedelta(rng.randrange(2)))


def _text(row: dict[str, Any]) -> str:
    return "\n".join(part for part in (row.get("title"), row["text"]) if part)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


# Kinds of reprint


def furniture(text: str, _: str, rng: random.Random) -> str:
    """The text among phrases of furniture."""
    lines = [line for line in PHRASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    before, after = rng.sample(lines, 4), rng.sample(lines, 5)
    middle = text.split("\n")
    middle.insert(rng.randrange(len(middle) + 1), rng.choice(lines))
    return "\n".join([*before, *middle, *after])


def truncated(text: str, _: str, rng: random.Random) -> str:
    """The first 30 to 60 in a hundred of its words."""
    return _words(text, 0, round(len(text.split()) * rng.uniform(0.3, 0.6)))


def respelled(text: str, _: str, rng: random.Random) -> str:
    """Every second word spelled otherwise: hamza, ya, ta marbuta, tatweel, marks, digits, quotation marks."""
    spelled = re.sub(r"\w+", lambda found: _respelled(found[0], rng), text)
    return spelled.translate(_DIGITS).replace("\u00ab", '"').replace("\u00bb", '"')


def _respelled(word: str, rng: random.Random) -> str:
    if rng.random() < 0.5:
        return word
    pattern, other = rng.choice(_SPELLINGS)
    return re.sub(pattern, other, word, count=1)


def edited(text: str, _: str, rng: random.Random) -> str:
    """Twelve words in a hundred replaced, left out, doubled with another, or swapped with the next."""
    lines = [line.split() for line in text.split("\n")]
    stock = [word for line in lines for word in line]
    return "\n".join(" ".join(_edited(line, stock, rng)) for line in lines)


def _edited(line: list[str], stock: Sequence[str], rng: random.Random) -> Iterator[str]:
    words = iter(line)
    for word in words:
        edit = rng.choice(("replace", "drop", "add", "swap")) if rng.random() < EDITED else "none"
        if edit in ("add", "replace"):
            yield rng.choice(stock)
        if edit == "swap":
            yield from (after for after in (next(words, None),) if after)
        if edit in ("none", "add", "swap"):
            yield word


def embedded(text: str, host: str, rng: random.Random) -> str:
    """Sixty words of it in the midst of another text."""
    start = rng.randrange(len(text.split()) - EMBEDDED + 1)
    lines = host.split("\n")
    lines.insert(rng.randrange(len(lines) + 1), _words(text, start, start + EMBEDDED))
    return "\n".join(lines)


def together(text: str, host: str, rng: random.Random) -> str:
    """Sixty words, 12 % of them edited, respelled, embedded in a truncated text among furniture."""
    start = rng.randrange(len(text.split()) - EMBEDDED + 1)
    piece = respelled(edited(_words(text, start, start + EMBEDDED), "", rng), "", rng)
    lines = truncated(host, "", rng).split("\n")
    lines.insert(rng.randrange(len(lines) + 1), piece)
    return furniture("\n".join(lines), "", rng)


def _words(text: str, start: int, end: int) -> str:
    """Words `start` to `end` with the white space between them."""
    found = list(re.finditer(r"\S+", text))[start:end]
    return text[found[0].start() : found[-1].end()]


KINDS: dict[str, Callable[[str, str, random.Random], str]] = {
    "furniture": furniture,
    "truncated": truncated,
    "respelled": respelled,
    "edited": edited,
    "embedded": embedded,
    "all": together,
}


# Sides


def annotated(row: dict[str, Any], bare: bool = False) -> Annotated:
    """An article of a row, without blocks: all of its text is read."""
    name, day, outlet = row["id"], row.get("date"), row.get("source")
    records: list[Record] = []
    if outlet and not bare:
        given = Credit(id=f"{name}.c", article_id=name, made_by="given/1", kind="outlet", text=outlet, evidence="given")
        records.append(given)
    if day and not bare:
        period = Period.day(dt.date.fromisoformat(day[:10]))
        records.append(
            Publication(id=f"{name}.p", article_id=name, made_by="given/1", basis="given", evidence=day, period=period)
        )
    return Annotated(Article(id=name, page=name, path="", text=_text(row), language="ara"), Layers(records))


def marsad(rows: Iterable[dict[str, Any]], bare: bool, show: Path | None, truth: Pairs) -> Pairs:
    """The pairs that Marsad finds; those that were not planted are written to `show`."""
    articles = {row["id"]: annotated(row, bare) for row in rows}
    found: Pairs = set()
    lines: list[str] = []
    for reuse in reuses(map(shingles, articles.values()), (), articles.__getitem__):
        found.add(reuse.article_ids)
        if reuse.article_ids not in truth:
            lines.append(f"{reuse.article_ids} {reuse.kind} {reuse.share}")
            for pair in reuse.passages:
                lines += [articles[p.article_id].article.text[p.start : p.end].replace("\n", " / ") for p in pair]
    if show:
        show.write_text("\n".join(lines), encoding="utf-8")
    return found


def _sets(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[str, list[str]]]:
    """The shingles of five folded words of each article."""
    from marsad.arabic.orthography import fold_word
    from marsad.arabic.tokens import tokenize

    for row in rows:
        words = [fold_word(token.text) for token in tokenize(_text(row)) if token.kind in ("word", "number")]
        yield row["id"], [" ".join(words[n : n + 5]) for n in range(len(words) - 4)]


def datasketch(rows: Iterable[dict[str, Any]]) -> Pairs:
    """MinHash with locality-sensitive hashing, as datasketch does it."""
    from datasketch import MinHash, MinHashLSH

    index, sketches = MinHashLSH(threshold=0.5, num_perm=128), {}
    for name, found in _sets(rows):
        sketches[name] = MinHash(num_perm=128)
        sketches[name].update_batch([shingle.encode() for shingle in found])
        index.insert(name, sketches[name])
    near = ((name, other) for name, sketch in sketches.items() for other in index.query(sketch) if other != name)
    return {_pair(one, other) for one, other in near if sketches[one].jaccard(sketches[other]) >= 0.5}


def rensa(rows: Iterable[dict[str, Any]]) -> Pairs:
    """The same with rensa."""
    from rensa import RMinHash, RMinHashLSH

    index, sketches, names = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32), [], []
    for name, found in _sets(rows):
        sketch = RMinHash(num_perm=128, seed=1)
        sketch.update(found)
        index.insert(len(names), sketch)
        names.append(name)
        sketches.append(sketch)
    near = ((at, other) for at, sketch in enumerate(sketches) for other in index.query(sketch) if other != at)
    return {_pair(names[a], names[b]) for a, b in near if sketches[a].jaccard(sketches[b]) >= 0.5}


def main() -> None:
    """Plant, look, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles_file", type=Path, metavar="ARTICLES")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--show", type=Path)
    parser.add_argument("--alone", action="store_true", help="leave the peers out")
    given = parser.parse_args()
    planted = plant(read(given.articles_file), given.articles, given.each, random.Random(given.seed))
    truth = set().union(*planted.truth.values())
    sides: dict[str, Callable[..., Pairs]] = {
        "marsad": partial(marsad, bare=given.bare, show=given.show, truth=truth),
        **({} if given.alone else {"datasketch": datasketch, "rensa": rensa}),
    }
    print(f"seed {given.seed}: {len(planted.rows)} articles")
    print("side".ljust(12), *(kind.rjust(9) for kind in KINDS), "not planted".rjust(12), "seconds".rjust(8))
    for name, side in sides.items():
        started = time.perf_counter()
        try:
            found = side(planted.rows)
        except ImportError:
            print(name.ljust(12), "is not installed")
            continue
        recalls = [len(found & pairs) / len(pairs) for pairs in planted.truth.values()]
        print(
            name.ljust(12),
            *(f"{recall:9.3f}" for recall in recalls),
            f"{len(found - truth):12d}",
            f"{time.perf_counter() - started:8.1f}",
        )


if __name__ == "__main__":
    main()
