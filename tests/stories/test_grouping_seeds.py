"""The founding pages: which events of theirs are one, and what day follows from it."""

import datetime as dt
from functools import cache
from pathlib import Path

import pytest
from claims_articles import plan

from marsad.engine.page import read_page
from marsad.records import Page, Period, Story
from marsad.stories.digests import Digest, digest
from marsad.stories.grouping import Grouping, group

SEEDS = Path(__file__).parents[3] / "shared/data/seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the founding pages are not part of the project")


@cache
def read(number: str, day: str = "") -> Digest:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    given = (("date", day),) if day else ()
    made = read_page(plan(), Page(path=path.name, content=path.read_bytes(), media="text", given=given)).annotated
    assert made is not None
    return digest(made)


def grouped(day: str = "") -> Grouping:
    return group([read("000", day), *(read(number) for number in ("001", "002", "003", "004"))])


def beside() -> list[Story]:
    return [story for story in grouped().stories if story.beside]


def test_every_page_has_a_main_event_of_its_own():
    mains = [story for story in grouped().stories if not story.beside]
    assert sorted(story.article_ids for story in mains) == sorted(
        (read(number).article_id,) for number in ("000", "001", "002", "003", "004")
    )


@pytest.mark.parametrize(("one", "other"), [("000", "002"), ("001", "004")])
def test_what_two_pages_tell_beside_is_one_story(one, other):
    pages = {read(one).article_id, read(other).article_id}
    assert [set(story.article_ids) for story in beside()].count(pages) == 1


def test_no_other_event_is_shared():
    assert len(beside()) == 2


def test_the_undated_page_gets_its_day_from_the_dated_one():
    (dating,) = grouped("2021-12-05").datings
    assert dating.article_id == read("002").article_id
    assert dating.period == Period.day(dt.date(2021, 12, 6))
