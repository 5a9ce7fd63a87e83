import datetime as dt
import gzip
import json
from pathlib import Path

import pytest

from marsad.intake.blocks import BlockStage
from marsad.intake.opening import open_page
from marsad.intake.publication import PublicationStage
from marsad.records import Article, Block, Issue, Metadata, Page, Period, Publication
from marsad.stage import Layers

SHARED = Path(__file__).parents[2] / "../shared/data"
STAGE = PublicationStage()
HEAD = ("headline", "افتتاح جسر جديد فوق النهر")
BODY = ("paragraph", "افتتح المحافظ الجسر الجديد بعد عامين من العمل فيه، وسط حضور من الأهالي.")
TODAY = ("paragraph", "افتتح المحافظ اليوم (السبت) الجسر الجديد بعد عامين من العمل فيه.")


def read(blocks, metadata=(), url=None):
    """What the stage makes of blocks (kind, text) and metadata (place, key, value)."""
    records, text = [], ""
    for kind, words in blocks:
        start, text = len(text), f"{text}{words}\n"
        end = start + len(words)
        records.append(
            Block(id=f"b{start}", article_id="a", made_by="t/1", start=start, end=end, kind=kind, reason="t")
        )
    for place, key, value in metadata:
        records.append(Metadata(id=value, article_id="a", made_by="t/1", key=key, value=value, place=place))
    article = Article(id="a", page="p", path="page.html", text=text, language="ara", url=url)
    return article, list(STAGE(article, Layers(records)))


def outcome(blocks, metadata=(), url=None):
    """The basis and day, the basis and weekday, or the code of the issue; None for nothing."""
    _, made = read(blocks, metadata, url)
    assert len([record for record in made if isinstance(record, Publication)]) <= 1
    if not made:
        return None
    [first] = made
    if isinstance(first, Issue):
        return first.code
    return first.basis, str(first.period.start) if first.period else first.weekday


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([HEAD, ("dateline", "السبت، 10 نيسان 2021، 19:04"), BODY], ("stated", "2021-04-10")),
        ([("dateline", "السبت 10 نيسان 2021"), HEAD, BODY], ("stated", "2021-04-10")),
        ([HEAD, ("section", "محليات 2021/04/10 13:39"), BODY], ("stated", "2021-04-10")),
        ([HEAD, BODY, ("dateline", "نشر في: 10 أبريل 2021")], ("stated", "2021-04-10")),
        ([HEAD, ("dateline", "تاريخ النشر:"), ("dateline", "10 أبريل 2021"), BODY], ("stated", "2021-04-10")),
        ([HEAD, ("paragraph", "بغداد - 10 نيسان 2021 - افتتح المحافظ الجسر.")], ("stated", "2021-04-10")),
        ([HEAD, ("dateline", "28 شعبان 1442هـ - 10 أبريل 2021م"), BODY], ("stated", "2021-04-10")),
        ([HEAD, ("dateline", "4/10/2021"), TODAY], ("stated", "2021-04-10")),
        ([HEAD, ("dateline", "10/04/21 - 14:20"), TODAY], ("stated", "2021-04-10")),
        ([HEAD, ("dateline", "4/10/2021"), BODY], "date-ambiguous"),
        ([HEAD, ("dateline", "السبت 14 نيسان 2021"), BODY], "date-conflict"),
        ([HEAD, ("dateline", "12 نيسان 2021"), ("dateline", "20 نيسان 2021"), BODY], "date-conflict"),
        ([HEAD, ("dateline", "آخر تحديث: 10 نيسان 2021"), BODY], "date-ambiguous"),
        ([HEAD, ("dateline", "14 نيسان 2021"), TODAY], "date-conflict"),
        ([HEAD, BODY, BODY, ("paragraph", "وبدأ العمل في 10 نيسان 2021 بعد جدل.")], None),
        ([HEAD, BODY, *[("furniture", "خبر آخر")] * 3, ("furniture", "9 نيسان 2021")], None),
        ([HEAD, ("furniture", "- ولد في 3 حزيران 1986 في المدينة"), BODY], None),
        ([HEAD, TODAY], ("inferred", 5)),
        ([HEAD, ("paragraph", "وصل الوفد مساء أمس السبت إلى المدينة.")], ("inferred", 6)),
        ([HEAD, ("paragraph", "قال: «سنصل اليوم الاثنين إلى المدينة» ثم مضى.")], None),
        ([HEAD, BODY], None),
    ],
)
def test_the_day_in_the_text(blocks, expected):
    assert outcome(blocks) == expected


CLOCK = [("dateline", "الجمعة 24 مايو 2024 08:43 ص"), *[("furniture", "قسم")] * 4]


@pytest.mark.parametrize(
    ("blocks", "metadata", "url", "expected"),
    [
        ([HEAD, BODY], [("json-ld", "published", "2021-04-10T23:30:00+03:00")], None, ("metadata", "2021-04-10")),
        ([HEAD, BODY], [("given", "published", "10 نيسان 2021")], None, ("given", "2021-04-10")),
        ([HEAD, BODY], [("meta", "modified", "2021-04-10")], None, "date-ambiguous"),
        ([HEAD, BODY], [], "https://example.org/2021/04/10/bridge", ("metadata", "2021-04-10")),
        ([HEAD, BODY], [], "https://example.org/2021/13/10/bridge", None),
        ([*CLOCK, HEAD, BODY], [], None, "date-ambiguous"),
        ([*CLOCK, HEAD, BODY], [], "https://example.org/story/2021/4/10/1", ("metadata", "2021-04-10")),
        ([*CLOCK, HEAD, ("dateline", "10 نيسان 2021"), BODY], [], None, ("stated", "2021-04-10")),
        (
            [HEAD, ("dateline", "10 نيسان 2021"), BODY],
            [("meta", "published", "2021-04-20")],
            None,
            "date-conflict",
        ),
        (
            [HEAD, ("dateline", "10 نيسان 2021"), TODAY],
            [("meta", "published", "2021-04-20")],
            None,
            ("stated", "2021-04-10"),
        ),
        (
            [HEAD, ("dateline", "4/10/2021"), BODY],
            [("meta", "modified", "2021-04-10T10:00Z")],
            None,
            ("stated", "2021-04-10"),
        ),
    ],
)
def test_metadata_and_text_are_weighed_together(blocks, metadata, url, expected):
    assert outcome(blocks, metadata, url) == expected


def test_the_words_stand_where_they_are_said_to():
    article, [made] = read([HEAD, ("dateline", "محليات، السبت 10 نيسان 2021"), BODY])
    assert article.text[made.start : made.end] == made.evidence == "السبت 10 نيسان 2021"
    assert made.period == Period.day(dt.date(2021, 4, 10))


def test_an_issue_names_the_file_and_the_words():
    article, [issue] = read([HEAD, ("dateline", "4/10/2021"), BODY])
    assert article.text[issue.start : issue.end] == "4/10/2021"
    assert "page.html" in issue.message
    assert "2021-10-04, 2021-04-10" in issue.message


def published(page):
    article, records = open_page(page)
    layers = Layers(records)
    return next((r for r in STAGE(article, layers.plus(BlockStage()(article, layers))) if r.made_by), None)


@pytest.mark.skipif(not SHARED.exists(), reason="the pages lie beside the checkout")
def test_no_day_of_the_html_pages_is_wrong():
    gold = json.loads((SHARED / "html/gold.json").read_text(encoding="utf-8"))
    for name, facts in gold.items():
        made = published(Page(path=name, content=(SHARED / "html" / name).read_bytes(), media="html"))
        assert str(made.period.start) in facts["date"].split("|"), name


@pytest.mark.skipif(not SHARED.exists(), reason="the pages lie beside the checkout")
def test_no_day_of_pages_of_2008_is_wrong():
    with gzip.open(SHARED / "news/pages2008.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for n, line in enumerate(lines) if n % 240 == 0]
    pages = [Page(path=row["id"], content=row["text"].encode(), media="text") for row in rows]
    made = [(published(page), row["date"]) for page, row in zip(pages, rows, strict=True)]
    days = [(str(p.period.start), day) for p, day in made if isinstance(p, Publication) and p.period]
    assert all(found == day for found, day in days)
    assert len(days) >= len(rows) // 5
