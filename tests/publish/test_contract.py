import datetime as dt
import json

import pytest

from marsad.publish.contract import FIELDS, contract, contract_line
from marsad.records import Article, Block, Credit, Issue, Period, Publication
from marsad.stage import Annotated, Layers

MARK = {"article_id": "a1", "made_by": "x/1"}
ARTICLE = Article(id="a1", page="p", path="in/a.txt", text="عنوان\nنص", language="ara", url="https://example.org/1")


def annotated(*records):
    return Annotated(ARTICLE, Layers(records))


def published(**known):
    return Publication(id="a1.publication.0", basis="stated", evidence="يوم الأحد", **known, **MARK)


def credited(kind, text, number=0, **more):
    return Credit(id=f"a1.credit.{number}", kind=kind, text=text, evidence="e", **more, **MARK)


CONTRACT = [
    "article_id", "page_id", "path", "url", "language", "outlet", "headline", "dateline", "byline", "section",
    "published", "text", "blocks", "mentions", "times", "quantities", "quotes", "attributions", "events", "issues",
]  # fmt: skip


def test_every_field_is_there_even_where_nothing_is_known():
    line = contract(annotated())
    assert [name for name in line if name in CONTRACT] == CONTRACT
    assert line["path"] == "in/a.txt"
    assert {line[name] for name in ("outlet", "headline", "published", "page_id")} == {None}
    assert all(line[name] == [] for name in ("blocks", "mentions", "events", "issues"))


def test_a_line_is_utf8_with_arabic_as_it_is_written():
    line = contract_line(annotated(credited("headline", "عنوان")))
    assert line.count(b"\n") == 1
    assert "عنوان".encode() in line
    assert list(json.loads(line)) == list(FIELDS)


def test_the_first_credit_of_a_kind_stands():
    line = contract(
        annotated(credited("headline", "أول"), credited("headline", "ثان", 1), credited("byline", "كتب", 2))
    )
    assert (line["headline"], line["byline"], line["section"]) == ("أول", "كتب", None)


@pytest.mark.parametrize(("name", "shown"), [("صحيفة النهر", "صحيفة النهر"), (None, "النهر")])
def test_the_outlet_has_its_canonical_name_where_known(name, shown):
    line = contract(annotated(credited("outlet", "النهر", name=name, domain="example.org")))
    assert line["outlet"] == {"name": shown, "domain": "example.org", "evidence": "e"}


def test_a_day_is_a_period_with_its_last_day_excluded():
    line = json.loads(contract_line(annotated(published(period=Period.day(dt.date(2022, 1, 30)), weekday=6))))
    assert line["published"] == {"start": "2022-01-30", "end": "2022-01-31", "basis": "stated", "evidence": "يوم الأحد"}
    assert line["published_weekday"] is None


def test_a_weekday_alone_is_no_day():
    line = contract(annotated(published(weekday=6)))
    assert (line["published"], line["published_weekday"]) == (None, "Sunday")


def test_blocks_and_issues_are_sorted_by_place():
    blocks = [Block(id=f"b{s}", start=s, end=s + 1, kind="paragraph", reason="r", **MARK) for s in (6, 0)]
    issues = [Issue(id=f"i{s}", code="c", message="m", start=s, **MARK) for s in (None, 4, 0)]
    line = contract(annotated(*blocks, *issues))
    assert [b["start"] for b in line["blocks"]] == [0, 6]
    assert [i["start"] for i in line["issues"]] == [0, 4, None]
