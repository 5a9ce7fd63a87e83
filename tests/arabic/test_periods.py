import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.arabic.periods.values import part_of, settle_value, shifted
from marsad.records import Period

MONDAY = dt.date(2021, 12, 6)
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2060, 12, 31))
UNITS = st.sampled_from("DWMYEC")
SIGNS = st.sampled_from(["<", "<=", "=", "~", "<~", ">=", ">"])
RECURRING = st.one_of(
    st.builds(lambda m, s: f"--{m:02}{s}", st.integers(1, 12), SIGNS),
    st.builds(lambda m, d, s: f"--{m:02}-{d:02}{s}", st.integers(1, 12), st.integers(1, 28), SIGNS),
    st.builds(lambda m, d, s: f"H--{m:02}-{d:02}{s}", st.integers(1, 12), st.integers(1, 29), SIGNS),
    st.builds(lambda w, s: f"W{w}{s}", st.integers(0, 6), SIGNS),
)


def days(value, day=MONDAY):
    period = settle_value(value, day)
    return period and (str(period.start), str(period.end - dt.timedelta(1)))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2017-10", "2017-10-01", "2017-10-31"),
        ("2017-10/2017-12", "2017-10-01", "2017-12-31"),
        ("2017#late", "2017-10-01", "2017-12-31"),
        ("2015..2017", "2015-01-01", "2017-12-31"),
        ("P-1D", "2021-12-05", "2021-12-05"),
        ("P-1D^5", "2021-12-04", "2021-12-04"),
        ("P-1W", "2021-11-28", "2021-12-04"),
        ("P-1M", "2021-11-01", "2021-11-30"),
        ("P1M", "2022-01-01", "2022-01-31"),
        ("P-1Y#early", "2020-01-01", "2020-03-31"),
        ("P-1Y#end", "2020-12-01", "2020-12-31"),
        ("P-1E", "2010-01-01", "2019-12-31"),
        ("P-1C", "1900-01-01", "1999-12-31"),
        ("P0W#end", "2021-12-10", "2021-12-11"),
        ("P3D/", "2021-12-03", "2021-12-06"),
        ("/P2M", "2021-12-06", "2022-02-06"),
        ("W2<", "2021-12-01", "2021-12-01"),
        ("W0<=", "2021-12-06", "2021-12-06"),
        ("W0>", "2021-12-13", "2021-12-13"),
        ("W2=@P-1W", "2021-12-01", "2021-12-01"),
        ("W5<=..W0>", "2021-12-04", "2021-12-06"),
        ("--03<", "2021-03-01", "2021-03-31"),
        ("--01-20~", "2022-01-20", "2022-01-20"),
        ("--06/--08=@P-1Y", "2020-06-01", "2020-08-31"),
        ("--12/--02<", "2020-12-01", "2021-02-28"),
        ("---15=@P-1M", "2021-11-15", "2021-11-15"),
        ("H--09<", "2021-04-13", "2021-05-12"),
        ("P3D@2021-04-07", "2021-04-10", "2021-04-10"),
        ("2014#m9", "2014-01-01", "2014-09-30"),
    ],
)
def test_a_value_means_these_days(value, first, last):
    assert days(value) == (first, last)


@pytest.mark.parametrize("value", ["P-1D^2", "--02-30~", "", "/P3D/", "2021-13", "P9999C", "P1D@--02-30="])
def test_what_means_no_days_gives_none(value):
    assert days(value) is None


def test_only_what_is_stated_needs_no_day():
    assert settle_value("2014", None) == Period(dt.date(2014, 1, 1), dt.date(2015, 1, 1))
    assert [settle_value(value, None) for value in ("P-1D", "W3<", "--03=", "P1D@P-1D", "2014..P0D")] == [None] * 5


@settings(deadline=None)
@given(DAYS, st.integers(-15, 40), UNITS)
def test_units_follow_one_another_without_a_gap(day, n, unit):
    first, second = settle_value(f"P{n}{unit}", day), settle_value(f"P{n + 1}{unit}", day)
    assert first
    assert second
    assert first.end == second.start
    assert settle_value(f"P0{unit}", first.start) == first


@settings(deadline=None)
@given(DAYS, RECURRING)
def test_the_sign_gives_the_side(day, value):
    period = settle_value(value, day)
    if period is None:
        return
    assert period.start < period.end
    holds = {
        "<": period.end <= day,
        "<=": period.start <= day,
        ">": period.start > day,
        ">=": period.end > day,
        "=": abs((period.start - day).days) < 370,
        "~": abs((period.start - day).days) < 370,
        "<~": period.start <= day + dt.timedelta(40),
    }
    assert holds[value.lstrip("WH-0123456789")]


@given(DAYS, st.integers(0, 60), st.sampled_from("DWMY"))
def test_so_long_before_and_after(day, n, unit):
    assert shifted(day, -n, unit) <= day <= shifted(day, n, unit)


@given(DAYS, st.integers(1, 40000), st.sampled_from("early middle late end first last h1 h2 t1 t3 q1 q2 q3 q4".split()))
def test_a_part_lies_in_its_whole(day, length, part):
    whole = Period(day, day + dt.timedelta(length))
    found = part_of(whole, part)
    assert found
    assert whole.start <= found.start < found.end <= whole.end


@given(st.text(st.sampled_from("P-+0123456789DWMYECH<>=~#/@.earlyqm^"), max_size=24), DAYS)
def test_any_text_is_a_value_or_none(value, day):
    period = settle_value(value, day)
    assert period is None or period.start < period.end
