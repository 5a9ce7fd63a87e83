"""Scores on gold may not fall below `floors.json`. A wrong day of publication is never allowed.

The seeds, the HTML pages and the scorer lie beside the checkout (`../shared`) and are not ours to bring along: where
they are absent, these tests are skipped.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from marsad.engine import annotate
from marsad.intake.readers import read_pages
from marsad.publish.contract import contract_line
from marsad.records import Issue, Page

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "../shared"
FLOORS: dict[str, dict[str, float]] = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))
WRONG = "published: wrong (lower is better)"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared gold is not beside the checkout")


def annotated(pages: Iterable[Page | Issue]) -> list[dict[str, Any]]:
    return [json.loads(contract_line(one)) for one in annotate(pages) if not isinstance(one, Issue)]


@cache
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_reading", SHARED / "score/score_reading.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def seeds_with_their_day(gold: dict[str, Any]) -> Iterator[Page]:
    """The founding pages with the day that later work finds from their neighbours, so that "yesterday" can resolve."""
    for article in gold["articles"]:
        content = (SHARED / f"data/seeds/{article['id']}.txt").read_bytes()
        given = (("date", str(article["published"])),) if article["published"] else ()
        yield Page(path=article["id"], content=content, media="text", given=given)


@cache
def reading(name: str) -> dict[str, Any]:
    file = ROOT / "examples/GOLD.yaml" if name == "examples" else SHARED / "data/seeds/gold.yaml"
    gold = yaml.safe_load(file.read_text("utf-8"))
    pages: dict[str, Callable[[], Iterable[Page | Issue]]] = {
        "seeds": lambda: read_pages(sorted(map(str, SHARED.glob("data/seeds/*.txt")))),
        "seeds, day given": lambda: seeds_with_their_day(gold),
        "examples": lambda: read_pages([str(ROOT / "examples/pages")]),
    }
    rows: dict[str, Any] = scorer().score(gold, annotated(pages[name]()))
    return rows


@pytest.mark.parametrize(
    ("name", "row"), [(n, r) for n in ("seeds", "seeds, day given", "examples") for r in FLOORS[n]]
)
def test_reading_does_not_fall(name: str, row: str) -> None:
    found = reading(name)[row]
    assert found.tp / found.gold >= FLOORS[name][row], found.missed


def test_few_events_of_the_seeds_are_false() -> None:
    for row, floor in FLOORS["seeds, events' precision"].items():
        found = reading("seeds, day given")[row]
        assert found.ptp / found.sys >= floor, found.line()


def test_event_sentences_are_told_from_others() -> None:
    """A tenth of the event gold: F1 of the sentences found to hold an event of the type asked for."""
    with gzip.open(SHARED / "data/events/arabic_gsr_detect.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for n, line in enumerate(lines) if (row := json.loads(line)) and n % 10 == 0]
    pages = [Page(path=str(n), content=row["text"].encode(), media="text") for n, row in enumerate(rows)]
    events = {int(one["path"]): {event["type"] for event in one["events"]} for one in annotated(pages)}
    for kind, floor in FLOORS["event gold"].items():
        asked = [n for n, row in enumerate(rows) if row["event_type"] == kind]
        found = {n for n in asked if kind in events.get(n, ())}
        gold = {n for n in asked if rows[n]["majority"]}
        assert 2 * len(found & gold) / (len(found) + len(gold)) >= floor, kind


@pytest.mark.parametrize("name", ["seeds", "examples"])
def test_no_day_of_publication_is_wrong(name: str) -> None:
    assert reading(name)[WRONG].tp == 0


def grams(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", re.sub("[\u064b-\u0652\u0640\u200b-\u200f]", "", text))
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)))


def body_f1(gold: dict[str, Any], article: dict[str, Any]) -> float:
    kept = [b for b in article["blocks"] if b["kind"] in ("paragraph", "subheading")]
    left = grams("\n".join(gold["body"]))
    right = grams("\n".join(article["text"][b["start"] : b["end"]] for b in kept))
    return 2 * (left & right).total() / (left.total() + right.total())


def visible(html: bytes) -> bytes:
    """The page without head, scripts and attributes: what a saved page has left."""
    tree = LexborHTMLParser(html)
    for node in tree.css("head, script, style, noscript, template"):
        node.decompose()
    return re.sub(r"<([a-zA-Z0-9]+)(\s[^<>]*?)?(/?)>", r"<\1\3>", tree.html or "").encode()


@pytest.mark.parametrize("name", ["html", "html, visible text alone"])
def test_html_pages_do_not_fall(name: str) -> None:
    folder = SHARED / "data/html"
    golds = json.loads((folder / "gold.json").read_text("utf-8"))
    strip = visible if "visible" in name else bytes
    pages = [Page(path=page, content=strip((folder / page).read_bytes()), media="html") for page in golds]
    articles = {article["path"]: article for article in annotated(pages)}
    scores = [body_f1(gold, articles[page]) for page, gold in golds.items()]
    titles = [articles[page]["headline"] == gold["title"] for page, gold in golds.items() if gold["title"]]
    days = [(articles[page]["published"] or {}).get("start") for page in golds]
    right = [day in gold["date"].split("|") for day, gold in zip(days, golds.values(), strict=True) if day]
    floors = FLOORS[name]
    assert sum(scores) / len(scores) >= floors["body F1"]
    assert sum(titles) / len(titles) >= floors["titles"]
    assert all(right)
    assert len(right) / len(golds) >= floors["days right"]
