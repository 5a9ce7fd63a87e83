from __future__ import annotations

from pathlib import Path

import pytest

from marsad.reading.quantities import QuantityStage
from marsad.records import Article, Block, Issue, Quantity
from marsad.stage import Layers

STAGE = QuantityStage()
SEEDS = Path(__file__).parents[2] / "../shared/data/seeds"


def read(text: str, kind: str = "paragraph") -> list[Quantity | Issue]:
    article = Article(id="a", page="p", path="p.txt", text=text, language="ara")
    block = Block(id="a.block.0", article_id="a", made_by="t/1", start=0, end=len(text), kind=kind, reason="t")
    return list(STAGE(article, Layers([block])))


def counted(text: str) -> list[tuple[object, str]]:
    return [(record.low, record.counted) for record in read(text) if isinstance(record, Quantity)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("قتل 12 شخصا في الهجوم", [(12, "killed")]),
        ("هجوم أودى بثلاثين مدنيًا", [(30, "killed")]),
        ("لقي 60 رجلا حتفهم", [(60, "killed")]),
        ("قالت الشرطة إن 4 أشخاص لقوا حتفهم", [(4, "killed")]),
        ("وقتل27 عُنصراً", [(27, "killed")]),
        ("سقوط 5 قتلى و10 جرحى", [(5, "killed"), (10, "injured")]),
        ("قتل 5 وأصيب 10", [(5, "killed"), (10, "injured")]),
        ("مقتل 5 مدنيين و3 جنود", [(5, "killed"), (3, "killed")]),
        ("قتل 26 شخصا في الشمال و15 في الجنوب", [(26, "killed"), (15, "killed")]),
        ("مقتل وإصابة 20 شخصا", [(20, "killed_or_injured")]),
        ("سقط 20 شخصا بين قتيل وجريح", [(20, "killed_or_injured")]),
        ("أن 11 شخصا قتلوا و32 أصيبوا", [(11, "killed"), (32, "injured")]),
        ("ارتفع عدد القتلى إلى 43", [(43, "killed")]),
        ("وفاة ثلاث حالات", [(3, "killed")]),
        ("قتلت القوات 12 مسلحا", [(12, "killed")]),
        ("اعتقال 15 ونزوح آلاف وفقدان 3", [(15, "arrested"), (2000, "displaced"), (3, "missing")]),
        ("إطلاق سراح 20 معتقلا", [(20, "released")]),
        ("خطف 3 صيادين", [(3, "kidnapped")]),
        ("نشر 500 جندي", [(500, "troops")]),
        ("300 ألف قتيل وأكثر من مليوني نازح", [(300_000, "killed"), (2_000_000, "displaced")]),
        ("الجنود الخمسة", [(5, "troops")]),
        ("بعد مقتل قائد الكتيبة", []),
        ("فقد كان هناك 62 سائحا", [(62, "persons")]),
        ("إن ضابطا تركيا قتل وأصيب آخر", [(1, "injured")]),
    ],
)
def test_what_befell_the_counted(text, figures):
    assert counted(text) == figures


@pytest.mark.parametrize(
    ("text", "kind", "fate"),
    [
        ("تدمير 120 كهفاً ووكراً", "sites", "destroyed"),
        ("ضبط 20 بندقية", "weapons", "seized"),
        ("إطلاق 3 صواريخ", "weapons", "fired"),
        ("وصول 8 شاحنات", "vehicles", None),
    ],
)
def test_what_became_of_things(text, kind, fate):
    (found,) = read(text)
    assert (found.counted, found.fate) == (kind, fate)
    assert text[found.of_start : found.of_end] == found.of


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("دفع 50 مليون دينار عراقي", "money", "IQD"),
        ("دفع $50", "money", "USD"),
        ("دفع 20 ريالا", "money", None),
        ("مساحة ألفي متر مربع", "area", "m2"),
        ("على بعد 145 كيلو مترا", "distance", "km"),
        ("مدة 5 سنوات", "duration", "year"),
    ],
)
def test_units(text, kind, unit):
    (found,) = read(text)
    assert (found.counted, found.unit) == (kind, unit)


@pytest.mark.parametrize(
    "text", ["قبل 5 سنوات", "عمره 20 عاما", "خلال اليومين الماضيين", "كأس العالم 2018 بروسيا", "جلس في الصف 12"]
)
def test_no_figure_without_what_it_counts(text):
    assert read(text) == []


def test_a_part_names_its_whole_and_is_counted_in_it():
    whole, part, other = read("قتل 12 شخصا بينهم 3 أطفال وأصيب 20 آخرون")
    assert (whole.part_of, part.part_of, other.part_of) == (None, whole.id, None)
    assert (part.counted, other.counted) == ("killed", "injured")


def test_one_without_a_number_is_marked():
    soldier, other = read("قتل جندي وأصيب آخر")
    assert (soldier.low, soldier.counted, soldier.stated) == (1, "killed", False)
    assert (other.low, other.counted, other.stated) == (1, "injured", False)


def test_a_share_keeps_the_words_of_which_it_is_taken():
    (share,) = read("مغادرة ما يقرب من 60 في المئة من قوات التحالف")
    assert (share.low, share.counted, share.approximate, share.of) == (60, "percent", True, "قوات التحالف")


def test_a_point_that_reads_in_two_ways_is_an_issue():
    (issue,) = read("بلغ السعر 1.250 ريال")
    assert isinstance(issue, Issue)
    assert issue.code == "number-unclear"
    assert counted("وصل 1.250 جنديا") == [(1250, "troops")]


def test_furniture_is_not_read():
    assert read("قتل 12 شخصا", "furniture") == []
    assert len(read("قتل 12 شخصا", "headline")) == 1


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the founding pages are not here")
@pytest.mark.parametrize(
    ("page", "figures"),
    [
        ("001", {(60, "percent"), (60, "killed"), (120, "sites"), (27, "killed")}),
        ("002", {(30, "killed"), (12, "killed")}),
        ("003", {(5000, "persons")}),
    ],
)
def test_figures_of_the_founding_pages(page, figures):
    (file,) = SEEDS.glob(f"{page}_*.txt")
    assert figures <= set(counted(file.read_text(encoding="utf-8")))
