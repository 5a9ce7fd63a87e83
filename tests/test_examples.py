"""The example pages are what they claim to be: their encodings, and every string that GOLD.yaml takes from them."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

EXAMPLES = Path(__file__).parents[1] / "examples" / "pages"
GOLD: dict[str, Any] = yaml.safe_load((EXAMPLES.parent / "GOLD.yaml").read_text("utf-8"))
ARTICLES: dict[str, dict[str, Any]] = {article["id"]: article for article in GOLD["articles"]}
LETTERS = re.compile(r"[\u0621-\u064a]")
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


def flat(text: str) -> str:
    return " ".join(text.split())


def visible(markup: str) -> str:
    tree = LexborHTMLParser(markup)
    tree.strip_tags(["script", "style", "head"])
    assert tree.root is not None
    pieces = (node.text_content or "" for node in tree.root.traverse(include_text=True) if node.tag == "-text")
    return flat(" ".join(pieces)).replace(" \N{ARABIC COMMA}", "\N{ARABIC COMMA}")


def encoding(path: Path) -> str:
    return "windows-1256" if "1256" in path.name else "utf-8"


def pages(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_bytes().decode(encoding(path))
    if path.suffix == ".jsonl":
        for row in map(json.loads, text.splitlines()):
            yield row["id"], flat(f"{row['title']} {row['source']} {row['text']}")
    elif path.suffix == ".xml":
        feed = feedparser.parse(text)
        for item in feed.entries:
            body = item.content[0].value if "content" in item else item.summary
            parts = (feed.feed.title, item.title, item.tags[0].term, item.get("author", ""), visible(body))
            yield item.id, flat(" ".join(parts))
    else:
        yield path.stem, visible(text) if path.suffix == ".html" else flat(text)


@cache
def texts() -> dict[str, str]:
    inputs = [path for path in sorted(EXAMPLES.iterdir()) if path.suffix in {".html", ".txt", ".jsonl", ".xml"}]
    return dict(pair for path in inputs for pair in pages(path))


def strings(article: dict[str, Any]) -> Iterator[str]:
    for key in ("headline", "dateline", "byline", "section", "editor_line", "date_line", "body_first", "body_last"):
        yield from [article[key]] if key in article else []
    for key in ("subheadings", "captions", "not_body"):
        yield from article.get(key, ())
    for entity in article.get("entities", ()):
        yield from [*entity["surfaces"], *([entity["role"]] if "role" in entity else [])]
    yield from (time["text"] for time in article.get("times", ()))
    yield from (statement["content"] for statement in article.get("statements", ()))


def test_every_page_has_its_gold_and_every_gold_its_page() -> None:
    assert len(GOLD["articles"]) == len(ARTICLES)
    assert set(texts()) == set(ARTICLES)


def test_the_old_page_is_windows_1256_and_says_so() -> None:
    path = EXAMPLES / "09-sanabil-training-1256.html"
    content = path.read_bytes()
    assert b"charset=windows-1256" in content
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert len(LETTERS.findall(content.decode("windows-1256"))) > 500


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.html")), ids=lambda path: path.stem)
def test_no_page_asks_the_network_for_anything(path: Path) -> None:
    tree = LexborHTMLParser(path.read_bytes().decode(encoding(path)))
    assert not [node.attributes["src"] for node in tree.css("[src]") if "//" in (node.attributes["src"] or "")]
    assert not tree.css("link[rel=stylesheet]")
    assert all(host.endswith(".example") for host in re.findall(r'href="https?://([^/"]+)', tree.html or ""))


@pytest.mark.parametrize("name", ARTICLES)
def test_every_gold_string_stands_on_its_page(name: str) -> None:
    assert [string for string in strings(ARTICLES[name]) if flat(string) not in texts()[name]] == []


@pytest.mark.parametrize("name", ARTICLES)
def test_every_trigger_stands_in_the_body_first(name: str) -> None:
    article, text = ARTICLES[name], texts()[name]
    start = text.index(flat(article["body_first"]))
    end = text.index(flat(article["body_last"]), start) + len(flat(article["body_last"]))
    places = {event["trigger"]: text.find(flat(event["trigger"])) for event in article.get("events", ())}
    assert {trigger: at for trigger, at in places.items() if not start <= at < end} == {}


@pytest.mark.parametrize("name", ARTICLES)
def test_every_stated_weekday_fits_its_day(name: str) -> None:
    days = ((time["text"], time["value"]) for time in ARTICLES[name].get("times", ()))
    whole = [(text, day.weekday()) for text, day in days if isinstance(day, dt.date)]
    assert [(text, day) for text, day in whole for word in WEEKDAYS if word in text and WEEKDAYS[day] != word] == []


def parties(article: dict[str, Any]) -> Iterator[str]:
    for event in article.get("events", ()):
        yield from [*event["actor"], *event["target"], *([event["place"]] if "place" in event else [])]
    for statement in article.get("statements", ()):
        speakers = statement["speaker"]
        yield from speakers if isinstance(speakers, list) else [speakers]
        yield from statement.get("chain", ())


@pytest.mark.parametrize("name", ARTICLES)
def test_every_party_is_an_entity_or_words_of_the_page(name: str) -> None:
    article = ARTICLES[name]
    known = {entity["name"] for entity in article.get("entities", ())}
    assert [party for party in parties(article) if party not in known and party not in texts()[name]] == []


def test_what_holds_across_pages_names_pages_and_events_that_exist() -> None:
    events = {f"{name}:{event['id']}" for name, article in ARTICLES.items() for event in article.get("events", ())}
    across = GOLD["across"]
    named = [*across["same_event"], *({"members": row[:2]} for row in across["not_same_event"])]
    assert {member for row in named for member in row["members"]} <= events
    assert {event for row in across["promises"] for key in ("promised", "later") for event in row[key]} <= events
    assert {page for row in across["storylines"] for page in row["order"]} <= set(ARTICLES)
    assert {value["page"] for row in across["figures"] for value in row["values"]} <= set(ARTICLES)


@pytest.mark.parametrize("row", GOLD["across"]["reuse"], ids=lambda row: "+".join(row["pages"]))
def test_reused_text_stands_on_both_pages(row: dict[str, Any]) -> None:
    assert all(flat(row["text"]) in texts()[page] for page in row["pages"])
