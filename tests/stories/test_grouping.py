"""Which articles tell one event: articles in our own words, read by the real plan."""

import datetime as dt

import msgspec
import pytest
from claims_articles import annotated
from hypothesis import given
from hypothesis import strategies as st

from marsad.records import Judgement, Passage, Period, Reuse, Story
from marsad.stories.digests import Digest, digest
from marsad.stories.grouping import PERSON, Grouping, Known, founder_of, group, story_id

FIRE = "اندلع حريق كبير في مصنع الزيوت بمدينة العمارة وأصيب {n} عمال بحروق، وفق ما أعلن الدفاع المدني في محافظة ميسان."
PAGES = {
    "fire": ("حريق في مصنع الزيوت بالعمارة", FIRE.format(n="سبعة"), "البوابة", "2024-05-02"),
    "fire later": ("ارتفاع مصابي حريق مصنع الزيوت في العمارة", FIRE.format(n="تسعة"), "الراصد", "2024-05-03"),
    "other fire": ("حريق يلتهم سوق الأقمشة في الناصرية", "التهم حريق سوق الأقمشة القديم في مدينة الناصرية ولم يصب أحد"
                   " بأذى، وقالت فرق الإطفاء إن تماسا كهربائيا سببه.", "الراصد", "2024-05-02"),
    "meeting": ("السوداني يبحث مع أردوغان تقاسم المياه", "بحث رئيس الوزراء العراقي محمد شياع السوداني الخميس مع"
                " الرئيس التركي رجب طيب أردوغان ملف تقاسم مياه دجلة والفرات.", "البوابة", "2024-05-02"),
    "meeting told": ("أردوغان والسوداني يناقشان ملف المياه", "ناقش الرئيس التركي رجب طيب أردوغان مع رئيس الوزراء"
                     " العراقي محمد شياع السوداني الخميس تقاسم مياه دجلة والفرات.", "الراصد", "2024-05-02"),
    "other party": ("السوداني يبحث مع ماكرون تقاسم الخبرات", "بحث رئيس الوزراء العراقي محمد شياع السوداني الخميس مع"
                    " الرئيس الفرنسي إيمانويل ماكرون ملف الطاقة والتعليم.", "العين", "2024-05-02"),
    "market": ("مؤشر الأسهم يغلق مرتفعا", "أغلق مؤشر سوق الأسهم مرتفعا 31 نقطة عند مستوى 9214 نقطة بتداولات بلغت 4120"
               " مليونا.", "البوابة", "2024-05-02"),
    "next market": ("مؤشر الأسهم يغلق مرتفعا", "أغلق مؤشر سوق الأسهم مرتفعا 17 نقطة عند مستوى 9231 نقطة بتداولات"
                    " بلغت 3870 مليونا.", "البوابة", "2024-05-03"),
}  # fmt: skip


def made(name: str) -> Digest:
    title, text, outlet, day = PAGES[name]
    return digest(annotated(title, text, outlet, day))


def together(grouping: Grouping) -> set[frozenset[str]]:
    names = {made(name).article_id: name for name in PAGES}
    return {frozenset(names[article] for article in story.article_ids) for story in grouping.stories}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("fire", "fire later", True),
        ("meeting", "meeting told", True),
        ("fire", "other fire", False),
        ("meeting", "other party", False),
        ("market", "next market", False),
    ],
)
def test_one_event_or_two(one, other, same):
    found = together(group([made(one), made(other)]))
    assert found == ({frozenset({one, other})} if same else {frozenset({one}), frozenset({other})})


@given(order=st.permutations(sorted(PAGES)), cut=st.integers(0, len(PAGES)))
def test_order_and_batches_change_nothing(order, cut):
    whole = together(group([made(name) for name in PAGES]))
    first = group([made(name) for name in order[:cut]])
    known = Known([made(name) for name in order[:cut]], first.stories)
    stories = {story.id: story for story in first.stories}
    later = group([made(name) for name in order[cut:]], known)
    stories |= {story.id: story for story in later.stories}
    kept = tuple(story for story in stories.values() if story.id not in later.gone)
    assert together(Grouping(kept)) == whole


def test_a_story_keeps_its_id_when_an_earlier_article_joins():
    first = group([made("fire later")])
    later = group([made("fire")], Known([made("fire later")], first.stories))
    assert [story.id for story in later.stories] == [first.stories[0].id]
    assert founder_of(later.stories[0].id) == made("fire later").article_id


def test_a_bridge_keeps_the_older_id():
    old = [Story(id=story_id(made(n).article_id), made_by="t", name="", period=None, article_ids=(made(n).article_id,))
           for n in ("fire", "fire later")]  # fmt: skip
    bridged = group([made("fire"), made("fire later")], Known(stories=old))
    assert [story.id for story in bridged.stories] == [old[0].id]
    assert bridged.gone == (old[1].id,)


def judged(left: str, right: str, verdict: str, by: str = PERSON) -> Judgement:
    return Judgement(id="j", made_by="t", left=left, right=right, verdict=verdict, score=1.0, by=by)  # type: ignore[arg-type]


def test_a_person_splits_and_merges():
    ids = {name: made(name).article_id for name in PAGES}
    apart = judged(ids["fire later"], story_id(ids["fire"]), "different")
    joined = judged(story_id(ids["meeting"]), story_id(ids["other fire"]), "same")
    names = ["fire", "fire later", "meeting", "other fire"]
    for _ in range(2):
        found = together(group([made(n) for n in names], Known(corrections=[apart, joined])))
        assert found == {frozenset({"fire"}), frozenset({"fire later"}), frozenset({"meeting", "other fire"})}


def test_only_a_person_corrects():
    ids = [made(name).article_id for name in ("fire", "fire later")]
    found = group([made("fire"), made("fire later")], Known(corrections=[judged(*ids, "different", by="stories/0")]))
    assert len(found.stories) == 1


def test_reasons_and_judgements_say_what_decided():
    found = group([made("fire"), made("fire later")])
    (judgement,) = found.judgements
    assert judgement.verdict == "same"
    assert any("headline" in reason for reason in judgement.reasons)
    assert found.stories[0].reasons


def test_a_story_has_a_name_days_and_events():
    (story,) = group([made("meeting"), made("meeting told")]).stories
    assert story.name in {PAGES["meeting"][0], PAGES["meeting told"][0]}
    assert story.period == Period.day(dt.date(2024, 5, 2))
    assert "person:recep-tayyip-erdogan" in story.entities
    assert story.event_ids


SIDE = "وفي سياق آخر التقى وفد من البيشمركة السبت الماضي قيادة العمليات المشتركة لبحث خطط الأمن في حمرين."
TOLD_BESIDE = "من جهة أخرى التقى وفد من البيشمركة أمس السبت قيادة العمليات المشتركة لبحث خطط الأمن في حمرين."


MORE = "وشارك في ذلك عدد كبير من الأهالي والمتطوعين الذين حضروا منذ الصباح الباكر، فيما وعد المنظمون بجولة أخرى قريبا."


def two_pages() -> tuple[Digest, Digest]:
    """The second says of its day only that it is a Monday."""
    fire = f"{PAGES['fire'][1]} {MORE}\n{TOLD_BESIDE}"
    chess = f"حصد فريق الجامعة كأس الشطرنج اليوم الاثنين بعد جولات طويلة مع منافسيه في القاعة المغلقة. {MORE}\n{SIDE}"
    dated = digest(annotated(PAGES["fire"][0], fire, "البوابة", "2024-05-05"))
    return dated, digest(annotated("فريق الجامعة يحصد كأس الشطرنج", chess, "العين", ""))


def test_an_event_told_beside_two_others_is_a_story_of_its_own():
    found = group(list(two_pages()))
    (beside,) = [story for story in found.stories if story.beside]
    assert set(beside.article_ids) == {page.article_id for page in two_pages()}
    assert beside.period == Period.day(dt.date(2024, 5, 4))
    assert len(found.stories) == 3


def test_an_undated_article_gets_its_day_from_the_event():
    dated, undated = two_pages()
    assert undated.published is None
    (dating,) = group([dated, undated]).datings
    assert dating.article_id == undated.article_id
    assert dating.period == Period.day(dt.date(2024, 5, 6))
    assert all(isinstance(passage, Passage) for passage in dating.evidence)


def test_words_that_two_articles_share_join_what_is_told_beside():
    dated, undated = two_pages()
    spans = [next(t for t in page.beside if t.keys) for page in (dated, undated)]
    passages = tuple(Passage(p.article_id, t.start, t.end) for p, t in zip((dated, undated), spans, strict=True))
    reuse = Reuse(id="r", made_by="t", article_ids=(dated.article_id, undated.article_id), passages=(passages,),
                  kind="copied", share=0.2)  # fmt: skip
    assert any(story.beside for story in group([dated, undated], Known(reuse=[reuse])).stories)


def test_a_person_takes_an_article_out_of_an_event_told_beside():
    pages = two_pages()
    third = digest(annotated(PAGES["market"][0], f"{PAGES['market'][1]} {MORE}\n{TOLD_BESIDE}", "العين", "2024-05-05"))
    everything = [*pages, third]
    (beside,) = [story for story in group(everything).stories if story.beside]
    assert len(beside.article_ids) == 3
    apart = [judged(third.article_id, page.article_id, "different") for page in pages]
    found = group(everything, Known(corrections=apart))
    assert [set(story.article_ids) for story in found.stories if story.beside] == [{p.article_id for p in pages}]
    (last,) = [story for story in found.stories if third.article_id in story.article_ids]
    assert last.article_ids == (third.article_id,)


def test_more_articles_of_one_event_than_a_posting_is_long_are_one_story():
    one = made("fire")
    many = [msgspec.structs.replace(one, article_id=f"a{n:04}", outlet=f"o{n}") for n in range(450)]
    assert max(len(story.article_ids) for story in group(many).stories) == len(many)
