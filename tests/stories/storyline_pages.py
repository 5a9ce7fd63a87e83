"""Reads pages of our own through the plan, and makes a story of each, for the tests of storylines."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from marsad.engine.page import read_page
from marsad.pipeline import Plan, article_plan
from marsad.records import Block, Page, Period, Story
from marsad.stage import Annotated
from marsad.stories.storylines import Outline, outline


@cache
def plan() -> Plan:
    return article_plan()


def read(name: str, text: str, day: str | None = None, title: str | None = None) -> Annotated:
    given = (*((("date", day),) if day else ()), *((("title", title),) if title else ()))
    page = Page(path=name, content=text.encode(), media="text", page_id=name, given=given)
    annotated = read_page(plan(), page).annotated
    assert annotated is not None
    return annotated


def read_file(path: Path) -> Annotated:
    annotated = read_page(plan(), Page(path=path.name, content=path.read_bytes(), media="text")).annotated
    assert annotated is not None
    return annotated


def stories_of(articles: Iterable[Annotated]) -> tuple[list[Story], list[Outline]]:
    """A story for each article, under the article's page id or path, as if no two told one event."""
    outlines, stories = [], []
    for annotated in articles:
        one = outline(annotated)
        article = annotated.article
        headline = next((b for b in annotated.layers.of(Block) if b.kind == "headline"), None)
        name = article.text[headline.start : headline.end] if headline else ""
        key = article.page_id or Path(article.path).stem
        stories.append(Story(id=key, made_by="test/1", name=name, period=one.day, article_ids=(article.id,)))
        outlines.append(one)
    return stories, outlines


def day(text: str) -> Period:
    return Period.day(dt.date.fromisoformat(text))
