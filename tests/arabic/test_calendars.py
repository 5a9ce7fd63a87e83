import datetime as dt
from itertools import pairwise

import pytest
from hijridate import Gregorian, Hijri
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.arabic.calendars import DateReader, DateTables, on_weekday, period_of, weekday_near
from marsad.lexicon.table import load
from marsad.records import Period

WORDS = load("date_words")
MONTHS = [(row["form"], row["calendar"], int(row["month"])) for row in load("months")]
WEEKDAYS = {row["form"]: int(row["weekday"]) for row in load("weekdays")}
TABLES = DateTables(
    MONTHS,
    WEEKDAYS,
    {row["form"]: int(row["day"]) for row in load("day_ordinals")},
    {part: [row["form"] for row in WORDS if row["part"] == part] for part in {row["part"] for row in WORDS}},
)
READER = DateReader(TABLES)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2035, 12, 31))


def found(text):
    return [(text[f.start : f.end], [str(p.start) for p in f.readings]) for f in READER.find(text)]


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("السبت، 10 نيسان 2021، آخر تحديث 19:04", "السبت، 10 نيسان 2021", ["2021-04-10"]),
        ("يوم الثلاثاء 22 كانون الأول/ديسمبر 2009", "الثلاثاء 22 كانون الأول/ديسمبر 2009", ["2009-12-22"]),
        ("الاربعاء, 20 يناير/ كانون الثاني, 2010, 07:59", "الاربعاء, 20 يناير/ كانون الثاني, 2010", ["2010-01-20"]),
        ("في 15 ديسمبر (كانون الأول) 2009 أيضا", "15 ديسمبر (كانون الأول) 2009", ["2009-12-15"]),
        ("١٠/٤/٢٠٢١", "١٠/٤/٢٠٢١", ["2021-04-10", "2021-10-04"]),
        ("۲۵/۴/۲۰۲۱", "۲۵/۴/۲۰۲۱", ["2021-04-25"]),
        ("4/10/2021 (السبت)", "4/10/2021 (السبت)", ["2021-04-10"]),
        ("2021-04-10T10:00:00Z", "2021-04-10", ["2021-04-10"]),
        ("وصل في الرابع من أكتوبر عام 2021.", "الرابع من أكتوبر عام 2021", ["2021-10-04"]),
        ("الحادي والثلاثين من ديسمبر 2020", "الحادي والثلاثين من ديسمبر 2020", ["2020-12-31"]),
        ("الأحـــد 11 إبــريل 2021م", "الأحـــد 11 إبــريل 2021م", ["2021-04-11"]),
        ("10 أبريل/ نيسان 2021م", "10 أبريل/ نيسان 2021م", ["2021-04-10"]),
        ("Sat, Apr 10th, 2021", "Sat, Apr 10th, 2021", ["2021-04-10"]),
        ("أبريل 10، 2021", "أبريل 10، 2021", ["2021-04-10"]),
        ("السبت الموافق 10 غشت 2019", "السبت الموافق 10 غشت 2019", ["2019-08-10"]),
        ("5-4-1433 هـ", "5-4-1433 هـ", ["2012-02-27"]),
        ("05.10.2012", "05.10.2012", ["2012-10-05"]),
        ("28/8/1442هـ", "28/8/1442هـ", ["2021-04-10"]),
        ("28 شعبان 1442 للهجرة", "28 شعبان 1442 للهجرة", ["2021-04-10"]),
        ("10 - 01/09/09", "01/09/09", ["2009-09-01", "2009-01-09"]),
        ("كانون  الثاني/يناير 2010", "كانون  الثاني/يناير 2010", ["2010-01-01"]),
        ("منذ عام 2014", "عام 2014", ["2014-01-01"]),
    ],
)
def test_a_date_is_found_and_read(text, words, days):
    assert found(text) == [(words, days)]


@pytest.mark.parametrize(
    "text", ["31/2/2021", "31 فبراير 2021", "4-3-3", "10 كتب 2021", "30 صفر 1443هـ", "192.168.1.2021"]
)
def test_what_is_no_date_gives_none(text):
    assert found(text) == []


def test_a_day_without_a_year_has_no_readings():
    [date] = READER.find("يوم 15 تموز (يوليو) المقبل")
    assert (date.parts, date.readings, date.is_day) == ((None, 7, 15), (), False)


def test_a_weekday_that_contradicts_is_flagged_and_not_used():
    [date] = READER.find("السبت 11 أبريل 2021")
    assert date.contradicted
    assert date.readings == (Period.day(dt.date(2021, 4, 11)),)


def test_two_calendars_beside_one_another_give_two_finds():
    pair = list(READER.find("السبت 28 شعبان 1442هـ الموافق 10 أبريل 2021م"))
    assert [date.calendar for date in pair] == ["hijri", "gregorian"]
    assert pair[0].readings == pair[1].readings


def test_days_that_stand_as_a_span_make_one_period():
    [date] = READER.find("10-12 أبريل 2021")
    assert date.readings == (Period(dt.date(2021, 4, 10), dt.date(2021, 4, 13)),)


@settings(deadline=None)
@given(day=DAYS, month=st.sampled_from([row for row in MONTHS if row[1] == "gregorian"]), shape=st.integers(0, 3))
def test_every_day_is_read_back_by_any_name_of_its_month(day, month, shape):
    day = day.replace(month=month[2], day=min(day.day, 28))
    name = ("{d} {m} {y}", "{d} {m}، {y}م", "{m} {d}, {y}", "{d:02}-{m}-{y}")[shape]
    text = f"كتب في {name.format(d=day.day, m=month[0], y=day.year)} خبرا"
    assert [f.readings for f in READER.find(text)] == [(Period.day(day),)]


@settings(deadline=None)
@given(day=DAYS, shape=st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%m/%d/%Y", "%d-%m-%Y"]))
def test_every_numeric_day_is_among_its_readings(day, shape):
    [date] = READER.find(f"النشر: {day.strftime(shape)} 10:20")
    assert Period.day(day) in date.readings
    assert Period.day(day) in on_weekday(date.readings, day.weekday())


@settings(deadline=None)
@given(day=DAYS, form=st.sampled_from([f for f, c, _ in MONTHS if c == "hijri"]))
def test_hijri_both_ways(day, form):
    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    assert period_of(("hijri", hijri.year, hijri.month, hijri.day)) == Period.day(day)
    number = next(m for f, c, m in MONTHS if f == form and c == "hijri")
    [date] = READER.find(f"{min(hijri.day, 29)} {form} {hijri.year} هـ")
    back = Hijri(hijri.year, number, min(hijri.day, 29)).to_gregorian()
    assert date.readings == (Period.day(dt.date(back.year, back.month, back.day)),)


@settings(deadline=None)
@given(st.text(st.sampled_from("0123456789 /-.،:()\nالسبتيناأوم" + "٠١٢ـهـً"), max_size=40))
def test_any_text_gives_dates_in_order_with_whole_periods(text):
    dates = list(READER.find(text))
    assert all(p.start < p.end for date in dates for p in date.readings)
    assert all(0 <= a.start < a.end <= b.start for a, b in pairwise(dates))


@given(DAYS, st.integers(0, 6))
def test_the_nearest_day_of_a_weekday(day, weekday):
    before, nearest, after = (weekday_near(day, weekday, side) for side in (-1, 0, 1))
    assert before < day < after
    assert {d.weekday() for d in (before, nearest, after)} == {weekday}
    assert abs((nearest - day).days) <= 3
