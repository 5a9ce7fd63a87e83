from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from marsad.arabic.numbers import NounForms, NumberReader
from marsad.arabic.numbers.nouns import duals
from marsad.lexicon.table import load

READER = NumberReader(
    load("number_words"), load("approximators"), load("number_contexts"), NounForms(load("counted_nouns"))
)

UNITS = {
    "m": ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"],
    "f": ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"],
}
TEENS = {"m": ["أحد", "اثنا"], "f": ["إحدى", "اثنتا"]}
TEN = {"m": "عشر", "f": "عشرة"}
TENS = ["عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
SCALES = [
    (10**9, "مليار", "مليارات"),
    (10**6, "مليون", "ملايين"),
    (10**3, "ألف", "آلاف"),
]


def spell(number: int, gender: str, *, nominative: bool) -> str:
    """Any number from 1 up, in the nominative or in the other cases, beside a masculine or feminine noun."""
    dual = "ان" if nominative else "ين"
    parts, rest = [], number
    for scale, one, many in SCALES:
        times, rest = divmod(rest, scale)
        if times == 1:
            parts.append(one)
        elif times == 2:
            parts.append(one + dual)
        elif times:
            named = many if 3 <= times % 100 <= 10 else one + "ا" if times % 100 > 10 else one
            parts.append(f"{small(times, 'm', nominative)} {named}")
    if rest:
        parts.append(small(rest, gender, nominative))
    return " و".join(parts)


def small(number: int, gender: str, nominative: bool) -> str:
    hundreds, rest = divmod(number, 100)
    dual, plural = ("ان", "ون") if nominative else ("ين", "ين")
    parts = [["", "مئة", f"مئت{dual}", *(f"{stem}مئة" for stem in TENS[1:])][hundreds]] if hundreds else []
    tens, unit = divmod(rest, 10)
    if rest == 0:
        pass
    elif rest <= 10:
        parts.append(UNITS[gender][rest].replace("ان", dual) if rest == 2 else UNITS[gender][rest])
    elif tens == 1:
        first = TEENS[gender][unit - 1] if unit < 3 else UNITS[gender][unit]
        first = first if nominative or unit != 2 else first[:-1] + "ي"
        parts.append(f"{first} {TEN[gender]}")
    else:
        parts += [UNITS[gender][unit].replace("ان", dual) if unit == 2 else UNITS[gender][unit]] if unit else []
        parts.append(TENS[tens - 2] + plural)
    return " و".join(parts)


@given(
    number=st.one_of(st.integers(2, 3000), st.integers(2, 10**9)),
    gender=st.sampled_from("mf"),
    nominative=st.booleans(),
)
@example(number=10**9, gender="m", nominative=True)
@example(number=101_001_001, gender="f", nominative=False)
def test_a_spelled_number_reads_back(number, gender, nominative):
    written = spell(number, gender, nominative=nominative)
    figures = READER.in_text(written)
    assert [(figure.low, figure.high) for figure in figures] == [(number, number)], written
    assert written[figures[0].start : figures[0].end] == written


@given(number=st.integers(3, 10**9), mark=st.sampled_from([",", "\u066c", ""]), script=st.sampled_from("0٠۰"))
def test_digits_read_back_in_every_script(number, mark, script):
    digits = format(number, ",").replace(",", mark)
    written = "".join(chr(ord(script) + int(sign)) if sign.isdigit() else sign for sign in digits) + " شخصا"
    assert [(figure.low, figure.high) for figure in READER.in_text(written)] == [(number, number)]


@given(st.text(max_size=40) | st.text("مئةألفونصفعشرينواحد 0123456789٠,.،%-/:", max_size=40))
def test_any_text_is_read_and_figures_stand_in_order(text):
    figures = READER.in_text(text)
    assert all(0 <= figure.start < figure.end <= len(text) for figure in figures)
    assert all(before.end <= after.start for before, after in pairwise(figures))
    assert all(f.low is None or f.high is None or f.low <= f.high for f in figures)


def shown(text: str) -> list[tuple[str, object, object]]:
    return [(text[figure.start : figure.end], figure.low, figure.high) for figure in READER.in_text(text)]


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("أودى بثلاثين مدنيا", "ثلاثين", 30, 30),
        ("ووصل27 عنصرا", "27", 27, 27),
        ("نحو 5 الاف منهم", "نحو 5 الاف", 5000, 5000),
        ("21 مليونا و835 ألفا و387 ساكنا", "21 مليونا و835 ألفا و387", 21_835_387, 21_835_387),
        ("خمس مائة جندي", "خمس مائة", 500, 500),
        ("إثنتي عشرة دولة", "إثنتي عشرة", 12, 12),
        ("مائتي شخص", "مائتي", 200, 200),
        ("ألفا جندي", "ألفا", 2000, 2000),
        ("2,5 مليار دولار", "2,5 مليار", 2_500_000_000, 2_500_000_000),
        ("2.500 مليار دولار", "2.500 مليار", 2_500_000_000, 2_500_000_000),
        ("12 500 000 نسمة", "12 500 000", 12_500_000, 12_500_000),
        ("83ر1 مليون برميل", "83ر1 مليون", 1_830_000, 1_830_000),
        ("مليون ونصف المليون", "مليون ونصف المليون", 1_500_000, 1_500_000),
        ("ربع مليون شخص", "ربع مليون", 250_000, 250_000),
        ("عشرات الآلاف من السكان", "عشرات الآلاف", 20_000, None),
        ("بضعة آلاف", "بضعة آلاف", 3000, 9000),
        ("أكثر من 120 شخصا", "أكثر من 120", 120, None),
        ("وما لا يقل عن سبعة أشخاص", "ما لا يقل عن سبعة", 7, None),
        ("12 شخصا على الأقل", "12", 12, None),
        ("لا يتجاوز 40 شخصا", "لا يتجاوز 40", None, 40),
        ("بين 20 و30 شخصا", "بين 20 و30", 20, 30),
        ("ما بين 12 إلى 15 مليون دولار", "ما بين 12 إلى 15 مليون", 12_000_000, 15_000_000),
        ("20-30 شخصا", "20-30", 20, 30),
        ("وصول جنديين", "جنديين", 2, 2),
        ("وصول مدنيان", "مدنيان", 2, 2),
        ("سيارة واحدة", "سيارة واحدة", 1, 1),
        ("القتلى الـ12", "12", 12, 12),
    ],
)
def test_number_expressions(text, words, low, high):
    assert shown(text) == [(words, low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "٦٠ في المئة",
        "60 بالمائة",
        "%60",
        "60%",
        "٦٠٪",
        "بنسبة 60",
        "ستين في المائة",
    ],
)
def test_percent(text):
    figures = READER.in_text(text)
    assert [(figure.low, figure.percent) for figure in figures] == [(60, True)]


@pytest.mark.parametrize(
    "text",
    [
        "في الثالث والعشرين من الشهر",
        "الخامسة عشرة",
        "الساعة 8 مساء",
        "عام 2018",
        "05/12/2018 و6.4.2018",
        "فاز 2-1",
        "طائرة إف-16 وفيروس H1N1",
        "الهاتف +964 و0770123456",
        "المادة 12",
        "لست أدري",
        "يوم الاثنين",
        "واحد من الناس",
        "10:30",
        "مدنيين",
        "طالبان",
    ],
)
def test_what_counts_nothing(text):
    assert shown(text) == []


def test_two_figures_of_a_change_are_no_range():
    assert [low for _, low, _ in shown("ارتفعت من 5% إلى 7%")] == [5, 7]


@pytest.mark.parametrize(
    ("noun", "rule", "plurals", "forms"),
    [
        ("جندي", "-", ["جنود"], ("جنديان", "جنديين")),
        ("مدني", "-", ["مدنيون"], ("مدنيان",)),
        ("سيارة", "-", [], ("سيارتان", "سيارتين")),
        ("مستشفى", "-", [], ("مستشفيان", "مستشفيين")),
        ("طالب", "oblique", [], ("طالبين",)),
        ("فرد", "none", [], ()),
    ],
)
def test_the_dual_is_made_by_rule(noun, rule, plurals, forms):
    assert duals(noun, rule, plurals) == forms
