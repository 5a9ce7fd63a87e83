"""Articles in our own words, annotated by the real plan, and stories over them."""

import datetime as dt
from functools import cache

from marsad.engine.page import read_page
from marsad.pipeline import Plan, article_plan
from marsad.records import Event, Page, Period, Reuse, Story
from marsad.stage import Annotated


@cache
def plan() -> Plan:
    return article_plan()


@cache
def annotated(title: str, text: str, outlet: str = "الراصد", day: str = "2024-05-02", author: str = "") -> Annotated:
    given = (("title", title), ("date", day), ("source", outlet), *((("author", author),) if author else ()))
    page = Page(path="own.jsonl", content=text.encode(), media="text", page_id=f"{outlet}{day}", given=given)
    made = read_page(plan(), page).annotated
    assert made is not None
    return made


def story(*members: Annotated, days: Period | None = None, beside: tuple[str, ...] = ()) -> Story:
    firsts = (next(iter(member.layers.of(Event)), None) for member in members)
    return Story(
        id="story",
        made_by="test",
        name="",
        period=days or Period.day(dt.date(2024, 5, 1)),
        article_ids=tuple(member.article.id for member in members),
        event_ids=tuple(event.id for event in firsts if event),
        beside=beside,
    )


def copy_of(left: Annotated, right: Annotated, share: float = 1.0) -> Reuse:
    ids = (left.article.id, right.article.id)
    return Reuse(id="reuse", made_by="test", article_ids=ids, passages=(), kind="copied", share=share)
