"""Claims side by side, in articles of our own words."""

import pytest
from claims_articles import annotated, story
from hypothesis import given
from hypothesis import strategies as st

from marsad.records import Claim, Contrast
from marsad.stage import Annotated
from marsad.stories.claims import claims
from marsad.stories.comparison import contrasts, told_within
from marsad.stories.comparison.arithmetic import is_rounded, may_agree, parts_of
from marsad.stories.origins import origins


def compared(*members: Annotated) -> tuple[Contrast, ...]:
    whole = story(*members)
    known = origins(whole, members, ())
    return contrasts(whole, claims(whole, members, known), members, known)


def kinds(*members: Annotated, name: str = "killed") -> set[str]:
    return {each.agreement for each in compared(*members) if each.property == name}


def within(member: Annotated) -> list[Contrast]:
    return [each for each in told_within(story(member), (), [member]) if isinstance(each, Contrast)]


def blast(toll: str, outlet: str, day: str = "2024-05-02") -> Annotated:
    return annotated("انفجار في بغداد", f"{toll} في انفجار سيارة مفخخة وسط بغداد مساء الأربعاء.", outlet, day)


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("قتل 24 شخصا", "قتل 24 شخصا", "agree"),
        ("قتل 20 شخصا على الأقل", "قتل 24 شخصا", "agree"),
        ("قتل عشرات الأشخاص", "قتل 60 شخصا", "agree"),
        ("قتل نحو 100 شخص", "قتل 98 شخصا", "agree"),
        ("قتل 24 شخصا", "قتل 7 جنود", "scope"),
        ("قتل 24 شخصا", "قتل 31 شخصا", "contradict"),
    ],
)
def test_two_outlets_on_one_day(left: str, right: str, kind: str) -> None:
    assert kinds(blast(left, "الراصد"), blast(right, "المنارة")) == {kind}


def test_a_later_count_is_an_update() -> None:
    early, late = blast("قتل 24 شخصا", "الراصد", "2024-05-01"), blast("قتل 31 شخصا", "المنارة", "2024-05-02")
    assert kinds(early, late) == {"update"}


def test_a_toll_that_rises_is_an_update() -> None:
    text = "ارتفع عدد قتلى انفجار السيارة المفخخة وسط بغداد إلى 31 قتيلا الأربعاء."
    assert kinds(blast("قتل 24 شخصا", "الراصد"), annotated("ارتفاع الحصيلة", text, "المنارة")) == {"update"}


def test_a_toll_is_the_sum_of_its_parts() -> None:
    parts = annotated(
        "انفجاران", "قتل 24 شخصا في انفجار ببغداد، وقتل 7 أشخاص في انفجار ثان بالبصرة الأربعاء.", "الراصد"
    )
    whole = annotated("انفجاران", "قتل 31 شخصا في انفجارين ببغداد والبصرة الأربعاء.", "المنارة")
    sums = [each for each in compared(parts, whole) if each.agreement == "sum_of_parts"]
    assert [len(each.claim_ids) for each in sums] == [3]
    assert sums[0].reasons == ("24 + 7 = 31",)
    assert kinds(parts, whole) == {"sum_of_parts"}


def test_a_first_toll_that_the_article_itself_recalls_is_older() -> None:
    text = "قتل 31 شخصا في انفجار سيارة مفخخة وسط بغداد الأربعاء. وكانت حصيلة أولية أشارت إلى مقتل 9 أشخاص."
    assert "update" in kinds(annotated("انفجار", text, "الراصد"), blast("قتل 31 شخصا", "المنارة"))


def test_a_count_since_a_day_is_of_another_scope() -> None:
    text = "قتل 5 أشخاص في مواجهات الأربعاء. ومنذ بداية عام 2024 قتل 90 شخصا في المواجهات."
    assert "background" not in kinds(annotated("مواجهات", text, "الراصد"))


def test_two_reports_of_one_outlet_are_an_update() -> None:
    assert kinds(blast("قتل 24 شخصا", "الراصد"), blast("قتل 31 شخصا", "الراصد")) == {"update"}


def test_two_origins_may_differ() -> None:
    left = annotated("انفجار", "قالت وزارة الداخلية العراقية إن 24 شخصا قتلوا في انفجار وسط بغداد.", "الراصد")
    right = annotated("انفجار", "قالت وزارة الصحة العراقية إن 31 شخصا قتلوا في انفجار وسط بغداد.", "المنارة")
    assert kinds(left, right) == {"different_source"}


def test_an_older_attack_is_background() -> None:
    older = annotated(
        "انفجار", "قتل 24 شخصا في انفجار وسط بغداد الأربعاء.\nوفي عام 2016 قتل 300 شخص في انفجار في الكرادة.", "الراصد"
    )
    assert kinds(older, blast("قتل 24 شخصا", "المنارة")) == {"agree", "background"}


def test_one_article_may_contradict_itself() -> None:
    text = (
        "لقي 60 مسلحا حتفهم في عملية عسكرية نفذتها القوات العراقية شمال البلاد.\n"
        "وقال قائد العملية في بيان إن العملية العسكرية شمال البلاد أسفرت عن مقتل 27 مسلحا.\n"
    )
    found = within(annotated("عملية عسكرية", text))
    assert [(each.property, each.agreement) for each in found] == [("killed", "contradict")]
    assert within(blast("قتل 24 شخصا وأصيب 7 أشخاص", "الراصد")) == []


def test_members_of_a_group_may_be_its_fighters() -> None:
    text = (
        "لقي 60 إرهابيا حتفهم في عملية عسكرية نفذتها القوات العراقية شمال البلاد.\n"
        "وقال الناطق العسكري في بيان إن العملية العسكرية شمال البلاد أسفرت عن قتل 27 عنصرا من التنظيم.\n"
    )
    assert [each.agreement for each in within(annotated("عملية", text))] == ["contradict"]


def test_reasons_name_the_words() -> None:
    found = compared(blast("قتل 20 شخصا على الأقل", "الراصد"), blast("قتل 24 شخصا", "المنارة"))
    assert "at least 20" in found[0].reasons[0]
    assert "24" in found[0].reasons[0]


@given(st.lists(st.integers(1, 50), min_size=2, max_size=4), st.lists(st.integers(1, 50), max_size=4))
def test_a_sum_is_found_among_others(parts: list[int], others: list[int]) -> None:
    figures = [*parts, *others]
    chosen = parts_of(sum(parts), figures)
    assert chosen is not None
    assert sum(figures[at] for at in chosen) == sum(parts)


@pytest.mark.parametrize(("left", "right", "may"), [((20, None), (24, 24), True), ((20, 99), (7, 7), False)])
def test_bounds(left: tuple[int, int | None], right: tuple[int, int], may: bool) -> None:
    assert may_agree(left, right) is may
    assert may_agree(right, left) is may


@pytest.mark.parametrize(
    ("left", "right", "rounded"),
    [(363000, 363378, True), (173, 170, True), (9372.74, 9275.2, False), (24, 20, False), (4.5e6, 5e6, False)],
)
def test_rounding(left: float, right: float, rounded: bool) -> None:
    assert is_rounded(left, right) is rounded


def test_a_story_keeps_figures_of_one_article_that_do_not_fit() -> None:
    text = (
        "لقي 60 مسلحا حتفهم في عملية عسكرية نفذتها القوات العراقية شمال البلاد.\n"
        "وقال قائد العملية في بيان إن العملية العسكرية شمال البلاد أسفرت عن مقتل 27 مسلحا.\n"
    )
    member = annotated("عملية عسكرية", text)
    whole = story(member)
    found = told_within(whole, (), [member])
    claimed = {each.id for each in found if isinstance(each, Claim)}
    told = [each for each in found if isinstance(each, Contrast)]
    assert [set(each.claim_ids) for each in told] == [claimed]
    said = claims(whole, [member], ())
    assert {
        name for each in told_within(whole, said, [member]) if isinstance(each, Contrast) for name in each.claim_ids
    }


def test_a_count_over_a_longer_time_is_of_another_scope() -> None:
    longer = annotated(
        "انفجار",
        "قتل 24 شخصا في انفجار سيارة مفخخة وسط بغداد الأربعاء.\nوقتل 300 شخص في انفجارات بغداد منذ كانون الثاني 2024.",
        "الراصد",
    )
    assert "contradict" not in kinds(longer, blast("قتل 24 شخصا", "المنارة"))


def test_a_risen_count_is_no_sum_of_what_another_article_opens_with() -> None:
    early = blast("قتل 24 شخصا", "الراصد")
    late = annotated("ارتفاع الحصيلة", "ارتفع عدد قتلى انفجار بغداد إلى 31 قتيلا الأربعاء.", "المنارة")
    assert kinds(early, late) == {"update"}


def test_articles_agree_on_the_day_of_their_event() -> None:
    found = compared(blast("قتل 24 شخصا", "الراصد"), blast("قتل 24 شخصا", "المنارة"))
    assert ("day", "agree") in {(each.property, each.agreement) for each in found}


def test_the_dead_counted_among_the_injured_explain_a_difference() -> None:
    left, right = blast("قتل 7 أشخاص وأصيب 12 آخرون", "الراصد"), blast("قتل 7 أشخاص وأصيب 19 شخصا", "المنارة")
    assert kinds(left, right, name="injured") == {"sum_of_parts"}
