"""Reprints of articles written for this test, and what must hold for any two articles."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.engine.joins import reuses
from marsad.pipeline import article_plan
from marsad.records import Article, Block, Credit, Page, Period, Publication, Quote, Record
from marsad.stage import Annotated, Layers
from marsad.stories.reuse import compare, ready, recounted, retold, shingles
from marsad.stories.reuse.aligning import align
from marsad.stories.reuse.words import normal, words

SEEDS = Path(__file__).parents[2] / "../shared/data/seeds"

BRIDGE = (
    "افتتح محافظ المدينة صباح الثلاثاء الجسر الجديد على النهر بعد عامين من العمل فيه، وقال إن الجسر سيخفف زحام "
    "الطريق القديم الذي يعبره نحو 12000 سيارة كل يوم. وأضاف أن كلفة المشروع بلغت 40 مليون دينار دفعت البلدية ثلثها، "
    "وأن أعمال الإنارة والأرصفة ستنتهي قبل نهاية الشهر المقبل. وشكا أصحاب المحال القريبة من طول مدة الإغلاق التي "
    "خسروا فيها زبائنهم، فيما وعدت البلدية بإعفائهم من رسوم هذا العام."
)
LIBRARY = (
    "تستعد المكتبة العامة لاستقبال زوارها من جديد بعد ترميم قاعتها الكبرى، وقد أعيد ترتيب الكتب بحسب موضوعاتها "
    "وخصص للأطفال ركن يتسع لخمسين مقعدا. وتقول أمينة المكتبة إن القراء سألوا عنها طوال أشهر الترميم."
)
RESPELLED = BRIDGE.translate(str.maketrans("أإةى0124", "اا" + "هي٠١٢٤")).replace("المدين", "المديـن")
SPEECH = "لن نقبل بأن تبقى القرى بلا ماء صيفا آخر وسوف نحفر أربع آبار قبل الموسم ونمد الأنابيب إلى كل بيت فيها"


def article(name: str, text: str, *records: Record) -> Annotated:
    return Annotated(Article(id=name, page=name, path="", text=text, language="ara"), Layers(records))


def published(name: str, day: int) -> Publication:
    period = Period.day(dt.date(2024, 5, day))
    return Publication(id=f"{name}.p", article_id=name, made_by="x/1", basis="given", evidence="", period=period)


def credit(name: str, outlet: str, kind: str = "outlet") -> Credit:
    return Credit(id=f"{name}.{kind}", article_id=name, made_by="x/1", kind=kind, text=outlet, name=outlet, evidence="")


def edited(text: str, seed: int = 0) -> str:
    rng = random.Random(seed)
    return " ".join(word if rng.random() > 0.12 else "كلمة" for word in text.split())


def shared(one: Annotated, other: Annotated) -> list[tuple[str, str]]:
    """The texts of the passages, found by the join."""
    articles = {each.article.id: each for each in (one, other)}
    found = list(reuses(map(shingles, articles.values()), (), articles.__getitem__))
    return [
        tuple(articles[p.article_id].article.text[p.start : p.end] for p in pair) for r in found for pair in r.passages
    ]


@pytest.mark.parametrize(
    "copy",
    [
        f"الرئيسية من نحن\n{BRIDGE}\nشارك الخبر مع أصدقائك",
        BRIDGE[:200],
        RESPELLED,
        *(edited(BRIDGE, seed) for seed in range(5)),
        f"{LIBRARY}\n{' '.join(BRIDGE.split()[10:50])}\n{LIBRARY[::-1]}",
    ],
)
def test_a_reprint_is_found_however_it_was_changed(copy):
    assert shared(article("a", BRIDGE), article("b", copy))


def test_passages_are_shown_where_they_stand_on_both_sides():
    piece = " ".join(BRIDGE.split()[10:50])
    assert shared(article("a", BRIDGE), article("b", f"{LIBRARY}\n{piece}")) == [(piece, piece)]


@pytest.mark.parametrize(
    "formula",
    [
        "صاحب المعالي الدكتور سامي بن ناصر بن فهد الغامدي وزير النقل والطرق رئيس مجلس إدارة هيئة الموانئ العامة",
        "عليه الصلاة والسلام",
    ],
)
def test_titles_and_formulas_are_no_reuse(formula):
    assert not shared(article("a", f"{BRIDGE} {formula}."), article("b", f"{formula}. {LIBRARY}"))


def test_a_form_with_other_figures_is_no_reuse():
    form = "ارتفع المؤشر {} نقطة عند الإغلاق وبلغت قيمة التداول {} مليون دينار وكانت أسهم {} شركات قد صعدت في {} ساعات"
    assert not shared(article("a", form.format(7, 30, 12, 4)), article("b", form.format(9, 44, 15, 5)))


def test_furniture_is_not_read():
    blocks = [
        Block(id=n, article_id=n, made_by="x/1", start=0, end=len(BRIDGE), kind="furniture", reason="") for n in "ab"
    ]
    assert not shared(article("a", BRIDGE, blocks[0]), article("b", BRIDGE, blocks[1]))


def test_days_and_credits_tell_who_had_the_words_first():
    undated = compare(ready(article("a", BRIDGE)), ready(article("b", BRIDGE)))
    dated = compare(ready(article("a", BRIDGE, published("a", 3))), ready(article("b", BRIDGE, published("b", 2))))
    agency = article("a", BRIDGE, credit("a", "وكالة الساحل"))
    paper = article("b", BRIDGE, credit("b", "صحيفة النهر"), credit("b", "وكالة الساحل", "agency"))
    credited = compare(ready(agency), ready(paper))
    assert [found and found.earlier for found in (undated, dated, credited)] == [None, "b", "a"]


def quoting(name: str, before: str, after: str) -> Annotated:
    text = f"{before} «{SPEECH}» {after}"
    start = text.index(SPEECH)
    quote = Quote(
        id=f"{name}.q", article_id=name, made_by="x/1", start=start, end=start + len(SPEECH), cue_start=0, cue_end=4,
        kind="direct", speaker_kind="named",
    )  # fmt: skip
    return article(name, text, quote)


def test_a_statement_that_both_quote_is_told_from_copied_prose():
    one = quoting("a", "وقال رئيس البلدية أمام المحتجين", BRIDGE)
    other = quoting("b", "وجاء في كلمة الرئيس", LIBRARY)
    quoted, copied = compare(ready(one), ready(other)), compare(ready(one), ready(article("c", BRIDGE)))
    assert [found and found.kind for found in (quoted, copied)] == ["quoted", "copied"]


FIRE = (
    "اندلع حريق في مصنع النسيج شرق طنطا مساء الأحد وأصيب 14 عاملا باختناق نقلوا إلى مستشفى المنشاوي.\n"
    "وشاركت 9 سيارات إطفاء في إخماد الحريق الذي بدأ في مخزن القطن واستمر ساعات.\n"
    "وقدر مدير المصنع الخسائر بنحو 6 ملايين جنيه وقال إن ماسا كهربائيا أشعل بالات القطن."
)
FIRE_RETOLD = (
    "أصيب 14 عاملا بالاختناق في حريق بمصنع للنسيج شرقي طنطا مساء الأحد ونقلوا لمستشفى المنشاوي.\n"
    "الحريق الذي استمر ساعات بدأ بمخزن للقطن وأخمدته 9 سيارات للإطفاء.\n"
    "ماس كهربائي أشعل بالات قطن، وفق مدير للمصنع قدر خسائره بنحو 6 ملايين جنيه."
)


def test_copy_in_other_words_is_found_and_decided_by_its_figures():
    one = article("a", FIRE, published("a", 2), credit("a", "صحيفة النهر"))
    records = published("b", 2), credit("b", "صحيفة البحر")
    assert not compare(ready(one), ready(article("b", FIRE_RETOLD, *records)))
    found = retold(recounted(one), recounted(article("b", FIRE_RETOLD, *records)))
    assert found is not None
    assert (found.kind, len(found.passages)) == ("paraphrased", 3)
    assert retold(recounted(one), recounted(article("b", FIRE_RETOLD.replace("14", "21"), *records))) is None


vocabulary = st.sampled_from([f"{a}{b}{c}" for a in "بت" for b in "سش" for c in "عغف"])
texts = st.lists(vocabulary, max_size=60)


@settings(deadline=None)
@given(texts, texts, texts)
def test_the_order_of_two_articles_makes_no_difference(common, before, after):
    one, other = article("a", " ".join([*before, *common])), article("b", " ".join([*common, *after]))
    assert compare(ready(one), ready(other)) == compare(ready(other), ready(one))


@settings(deadline=None)
@given(texts, texts)
def test_stretches_lie_inside_and_their_runs_are_equal(left, right):
    one, other = words(article("a", " ".join(left))), words(article("b", " ".join(right)))
    taken = [set(), set()]
    for stretch in align(one.keys, other.keys):
        for run in stretch.runs:
            assert [*map(normal, left[run.left : run.left + run.length])] == [
                *map(normal, right[run.right : run.right + run.length])
            ]
        for side, (start, end), length in zip(taken, stretch[:2], (len(left), len(right)), strict=True):
            assert 0 <= start < end <= length
            assert not side.intersection(range(start, end))
            side.update(range(start, end))


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_text_is_accepted(one, other):
    first, second = article("a", one), article("b", other)
    assert shingles(first).article_id == "a"
    for p in (p for r in [compare(ready(first), ready(second))] if r for pair in r.passages for p in pair):
        assert 0 <= p.start < p.end <= len({"a": one, "b": other}[p.article_id])


@pytest.mark.skipif(not SEEDS.exists(), reason="the founding pages are not here")
def test_the_statement_that_two_founding_pages_carry_is_shown():
    plan, articles = article_plan(), {}
    for path in sorted(SEEDS.glob("00[02]_*.txt")):
        opened, records = plan.open_page(Page(path=str(path), content=path.read_bytes(), media="text"))
        layers = Layers(records)
        for stage in plan.intake:
            layers = layers.plus(stage(opened, layers))
        articles[opened.id] = Annotated(opened, layers)
    (reuse,) = reuses(map(shingles, articles.values()), (), articles.__getitem__)
    longest = max((p for pair in reuse.passages for p in pair), key=lambda p: p.end - p.start)
    words_of_it = {
        normal(word) for word in articles[longest.article_id].article.text[longest.start : longest.end].split()
    }
    assert {normal(word) for word in ("البيشمركة", "للتباحث", "المشترك")} <= words_of_it
