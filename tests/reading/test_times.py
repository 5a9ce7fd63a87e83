import datetime as dt
import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.arabic.periods import settle_value
from marsad.reading.times import TimeStage, settle
from marsad.records import Article, Block, Issue, Period, Publication, Time
from marsad.stage import Layers

NEWS = Path(__file__).parents[2] / "../shared/data/news/outlets2018.jsonl.gz"
STAGE = TimeStage()
MONDAY = dt.date(2021, 12, 6)
WORDS = (
    "أمس السبت اليوم العام الماضي قبل بعد ثلاثة أيام 2014 و - إلى مارس من "
    "نهاية / ( ) كل ليلة في 12 رمضان آخر الساعة هذا الجمعة عامي ،"
).split()


def read(text, day=MONDAY, kind="paragraph"):
    """The article and what the stage makes of it; each line of the text is a block."""
    records, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        if line:
            records.append(
                Block(id=f"b{start}", article_id="a", made_by="t/1", start=start, end=end, kind=kind, reason="t")
            )
        start = end + 1
    if day is not None:
        given_day = Period.day(day)
        records.append(Publication(id="p", article_id="a", made_by="t/1", basis="given", evidence="", period=given_day))
    article = Article(id="a", page="p", path="page.html", text=text, language="ara")
    return article, list(STAGE(article, Layers(records)))


def times(text, day=MONDAY, kind="paragraph"):
    article, made = read(text, day, kind)
    return [(article.text[t.start : t.end], t) for t in made if isinstance(t, Time)]


def found(text, day=MONDAY, kind="paragraph"):
    """The words of each time, and its first and last day."""
    return [
        (words, time.period and f"{time.period.start}/{time.period.end - dt.timedelta(1)}")
        for words, time in times(text, day, kind)
    ]


def day_of(text, day=MONDAY):
    [(words, period)] = found(text, day)
    first, last = period.split("/") if period else (None, None)
    return words, first if first == last else period


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("زار الوزير أمس المصنع", "أمس", "2021-12-05"),
        ("زار الوزير، أول من أمس، المصنع", "أول من أمس", "2021-12-04"),
        ("زار الوزير اليوم (الاثنين) المصنع", "اليوم (الاثنين)", "2021-12-06"),
        ("زار الوزير أمس السبت المصنع", "أمس السبت", "2021-12-04"),
        ("وغدا يزور الوزير المصنع", "غدا", "2021-12-07"),
        ("اندلع الحريق الليلة الماضية", "الليلة الماضية", "2021-12-05"),
        ("اندلع الحريق مساء الجمعة", "مساء الجمعة", "2021-12-03"),
        ("والجمعة اندلع حريق", "الجمعة", "2021-12-03"),
        ("اندلع الحريق الاثنين", "الاثنين", "2021-12-06"),
        ("اندلع الحريق يوم الاثنين الماضي", "يوم الاثنين الماضي", "2021-11-29"),
        ("سيفتتح المصنع الثلاثاء", "الثلاثاء", "2021-12-07"),
        ("ومن المقرر أن يفتتح الجمعة", "الجمعة", "2021-12-10"),
        ("يفتتح المصنع السبت المقبل", "السبت المقبل", "2021-12-11"),
        ("زار المصنع قبل يومين", "قبل يومين", "2021-12-04"),
        ("زار المصنع قبل ثلاثة أيام", "قبل ثلاثة أيام", "2021-12-03"),
        ("في العشرين من يناير/كانون الثاني الماضي", "العشرين من يناير/كانون الثاني الماضي", "2021-01-20"),
        ("في 15 تموز (يوليو) المقبل", "15 تموز (يوليو) المقبل", "2022-07-15"),
        ("في الثالث من الشهر الجاري", "الثالث من الشهر الجاري", "2021-12-03"),
        ("في الرابع من أكتوبر عام 2020", "الرابع من أكتوبر عام 2020", "2020-10-04"),
        ("وصل في آخر أيام العام الماضي", "آخر أيام العام الماضي", "2020-12-31"),
        ("في التاسع من شهر رمضان", "التاسع من شهر رمضان", "2021-04-21"),
        ("الأربعاء من الأسبوع المقبل", "الأربعاء من الأسبوع المقبل", "2021-12-15"),
    ],
)
def test_a_day_is_found_and_counted(text, words, day):
    assert day_of(text) == (words, day)


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("شهد الأسبوع الماضي زيارتين", "الأسبوع الماضي", "2021-11-28", "2021-12-04"),
        ("في الشهر الحالي", "الشهر الحالي", "2021-12-01", "2021-12-31"),
        ("خلال العام ما قبل الماضي", "العام ما قبل الماضي", "2019-01-01", "2019-12-31"),
        ("أواخر العام 2017", "أواخر العام 2017", "2017-10-01", "2017-12-31"),
        ("منذ مطلع العام الماضي", "مطلع العام الماضي", "2020-01-01", "2020-03-31"),
        ("بنهاية العام الماضي", "نهاية العام الماضي", "2020-12-01", "2020-12-31"),
        ("قبل نهاية الشهر", "نهاية الشهر", "2021-12-01", "2021-12-31"),
        ("قبل أربع سنوات", "قبل أربع سنوات", "2017-01-01", "2017-12-31"),
        ("منذ ثلاثة أسابيع", "منذ ثلاثة أسابيع", "2021-11-14", "2021-11-20"),
        ("خلال الأيام الثلاثة الماضية", "خلال الأيام الثلاثة الماضية", "2021-12-03", "2021-12-06"),
        ("في مارس الماضي", "مارس الماضي", "2021-03-01", "2021-03-31"),
        ("في كانون الثاني المقبل", "كانون الثاني المقبل", "2022-01-01", "2022-01-31"),
        ("بين عامي 2011 و2014", "بين عامي 2011 و2014", "2011-01-01", "2014-12-31"),
        ("من 20 إلى 25 مارس", "من 20 إلى 25 مارس", "2022-03-20", "2022-03-25"),
        ("من 5 إلى 20 رمضان 1442هـ", "من 5 إلى 20 رمضان 1442هـ", "2021-04-17", "2021-05-02"),
        ("في تسعينيات القرن الماضي", "تسعينيات القرن الماضي", "1990-01-01", "1999-12-31"),
        ("في صيف العام الماضي", "صيف العام الماضي", "2020-06-01", "2020-08-31"),
        ("في رمضان الماضي", "رمضان الماضي", "2021-04-13", "2021-05-12"),
        ("ليلة الخميس الجمعة", "ليلة الخميس الجمعة", "2021-12-02", "2021-12-03"),
        ("الربع الثالث من العام الحالي", "الربع الثالث من العام الحالي", "2021-07-01", "2021-09-30"),
        ("منذ ديسمبر كانون الأول 2008", "ديسمبر كانون الأول 2008", "2008-12-01", "2008-12-31"),
    ],
)
def test_a_longer_time_is_found_and_counted(text, words, first, last):
    assert found(text) == [(words, f"{first}/{last}")]


@pytest.mark.parametrize(
    "text",
    [
        "قال الأمين العام إن الرأي العام لا يقبل ذلك",
        "نشرت صحيفة اليوم حوارا",
        "بحسب موقع «روسيا اليوم»",
        'في حديث لـ"اليوم"',
        "أدى صلاة الجمعة في المسجد",
        "شباب ثورة 25 يناير",
        "الوزير الذي مارس الضغط",
        "رجل في الثلاثينيات من عمره",
        "يعمل 12 ساعة في اليوم",
        "التقى الرئيس رجب طيب أردوغان",
        "حشد من 2000 شخص",
        "اليوم العالمي للمياه",
    ],
)
def test_what_only_looks_like_a_time_is_none(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "anchor", "value"),
    [
        ("خلال الأشهر الأخيرة", "point", "past", None),
        ("في الأيام المقبلة", "point", "future", None),
        ("منذ أكثر من عام", "point", "past", None),
        ("بعد ثلاثة اسابيع من الانسحاب", "point", "text", "P3W"),
        ("ستعلن النتائج بعد يومين", "point", "publication", "P2D"),
        ("لمدة ثلاثة أيام", "duration", None, "P3D"),
        ("استمر ساعتين", "duration", None, "PT2H"),
        ("كل يوم جمعة", "set", None, "R/W4"),
        ("يصدر سنويا", "set", None, "R/P1Y"),
        ("عند الساعة 10:30 بتوقيت غرينتش", "clock", None, "T10:30Z"),
        ("في الساعة السادسة والنصف مساء", "clock", None, "T18:30"),
    ],
)
def test_what_has_no_days_is_kept_apart(text, kind, anchor, value):
    [(_, time)] = times(text)
    assert (time.kind, time.anchor, time.value) == (kind, anchor, value)
    assert time.period is None or value == "P2D"


def test_an_hour_takes_the_day_beside_it():
    [(_, hour), (_, day)] = times("انفجرت عبوة عند الساعة 10:30 صباح السبت")
    assert (hour.kind, hour.period) == ("clock", day.period)


def test_without_the_day_what_is_said_is_kept_and_settled_later():
    [(_, yesterday), (_, year), (_, friday)] = times("زار المصنع أمس، وكان زاره في عام 2014، ثم الجمعة", day=None)
    assert (yesterday.period, friday.period) == (None, None)
    assert year.period == Period(dt.date(2014, 1, 1), dt.date(2015, 1, 1))
    assert settle(yesterday, MONDAY) == Period.day(dt.date(2021, 12, 5))
    assert settle(friday, MONDAY) == Period.day(dt.date(2021, 12, 3))
    assert settle(year, MONDAY) == year.period


def test_a_time_told_from_one_named_before():
    text = "وصل الوفد في السابع من نيسان 2021، وبعد ثلاثة أيام عاد.\nوفي اليوم نفسه التقى الوزير."
    assert [period for _, period in found(text)] == ["2021-04-07/2021-04-07", *["2021-04-10/2021-04-10"] * 2]
    same = found("وصل الوفد أمس الأحد.\nوفي اليوم نفسه التقى الوزير.")
    assert [period for _, period in same] == ["2021-12-05/2021-12-05"] * 2


def test_what_does_not_agree_is_an_issue():
    _, made = read("وصل اليوم (الجمعة)، ويعود السبت 11 أبريل 2021. وكتب في 3/4/2021")
    assert [m.code for m in made if isinstance(m, Issue)] == ["time-conflict", "time-conflict", "time-ambiguous"]
    assert next(m for m in made if isinstance(m, Time)).period is None


def test_an_ambiguous_date_is_the_day_of_publication_if_it_may_be():
    assert found("4/10/2021", day=dt.date(2021, 4, 10), kind="dateline") == [("4/10/2021", "2021-04-10/2021-04-10")]


def test_of_datelines_only_stated_dates_are_read_and_furniture_not_at_all():
    assert found("السبت 4 ديسمبر 2021 - أخبار اليوم", kind="dateline") == [
        ("السبت 4 ديسمبر 2021", "2021-12-04/2021-12-04")
    ]
    assert found("4 ديسمبر 2021", kind="furniture") == []


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=12),
    st.dates(dt.date(1950, 1, 1), dt.date(2060, 1, 1)),
)
def test_any_words_give_times_within_the_text_in_order(words, day):
    text = " ".join(words)
    made = [time for _, time in times(text, day)]
    assert all(a.end <= b.start for a, b in pairwise(made))
    for time in made:
        assert 0 <= time.start < time.end <= len(text)
        assert time.period is None or time.period.start < time.period.end
        assert time.kind != "point" or time.value is None or settle(time, day) == time.period


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text):
    assert all(text[time.start : time.end] for _, time in times(text.replace("\n", " ")))


def test_days_of_real_news_lie_near_the_day_of_the_news():
    if not NEWS.exists():
        pytest.skip("the shared news are not here")
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for _, line in zip(range(150), lines, strict=False)]
    near = total = 0
    for row in rows:
        day = dt.date.fromisoformat(row["date"][:10])
        for _, time in times(row["text"], day):
            if time.shape in ("near", "weekday") and time.period:
                total += 1
                near += abs((time.period.start - day).days) <= 7
    assert total > 60
    assert near >= 0.98 * total


def test_every_settled_value_reads_back():
    for text in ("أمس السبت", "الأسبوع الماضي", "في رمضان الماضي", "ليلة الخميس الجمعة"):
        [(_, time)] = times(text, dt.date(2021, 12, 5))
        assert settle_value(time.value, dt.date(2021, 12, 5)) == time.period
