"""Independent sources, in articles of our own words."""

from claims_articles import annotated, copy_of, story

from marsad.records import Origin, Reuse
from marsad.stage import Annotated
from marsad.stories.origins import origins

SAID = "أعلنت وزارة الداخلية العراقية، الأربعاء، ضبط شحنة أسلحة مهربة قرب الحدود. وقال مصدر آخر إن التحقيق مستمر."


def found(*members: Annotated, reuse: tuple[Reuse, ...] = ()) -> list[tuple[str, int]]:
    return [(each.kind, len(each.article_ids)) for each in whole(*members, reuse=reuse)]


def whole(*members: Annotated, reuse: tuple[Reuse, ...] = ()) -> tuple[Origin, ...]:
    return origins(story(*members), members, reuse)


def test_a_statement_that_many_carry_is_one() -> None:
    carried = [annotated("ضبط أسلحة", SAID, outlet) for outlet in ("الراصد", "المنارة")]
    other = annotated("الداخلية تضبط شحنة", "قالت وزارة الداخلية العراقية إنها ضبطت شحنة أسلحة مهربة.", "الشعلة")
    made = whole(*carried, other)
    assert [(each.kind, len(each.article_ids)) for each in made] == [("statement", 3)]
    assert made[0].entity_id
    assert len(made[0].evidence) == 3


def test_a_spokesman_speaks_for_his_body() -> None:
    body = annotated("ضبط", "أعلنت وزارة الداخلية العراقية ضبط شحنة أسلحة مهربة قرب الحدود.", "الراصد")
    man = annotated("ضبط", "قال المتحدث باسم وزارة الداخلية العراقية سعد معن إن الوزارة ضبطت شحنة.", "المنارة")
    assert found(body, man) == [("statement", 2)]


def test_the_media_arm_of_a_body_is_the_body() -> None:
    arm = annotated("عملية", "أعلنت خلية الإعلام الأمني مقتل ثلاثة مسلحين في عملية شمال البلاد.", "الراصد")
    body = annotated("عملية", "قالت قيادة العمليات المشتركة العراقية إن ثلاثة مسلحين قتلوا في العملية.", "المنارة")
    assert found(arm, body) == [("statement", 2)]


FIRE = "اندلع حريق كبير في سوق شعبي وسط المدينة مساء الأربعاء وأتى على عشرات المحال. وسارعت فرق الإطفاء إلى المكان."

BLAZE = "التهمت النيران مساء أمس محال تجارية عدة في السوق القديمة. وهرع رجال الإطفاء لمحاصرة ألسنة اللهب في الموقع."


def test_an_agency_credited_in_any_spelling_is_one() -> None:
    members = (
        annotated("حريق", FIRE, "الراصد", author="أ ف ب"),
        annotated("حريق", FIRE, "المنارة", author="فرانس برس"),
    )
    made = whole(*members)
    assert [(each.kind, each.origin, len(each.article_ids)) for each in made] == [("agency", "فرانس برس", 2)]


def test_a_reprint_without_credit_takes_the_origin_of_its_copy() -> None:
    credited, bare = annotated("حريق", FIRE, "الراصد", author="رويترز"), annotated("حريق في سوق", FIRE, "المنارة")
    assert found(credited, bare, reuse=(copy_of(credited, bare),)) == [("agency", 2)]
    assert found(credited, bare) == [("agency", 2)]
    other = annotated("نيران", BLAZE, "المنارة")
    assert sorted(found(credited, other)) == [("agency", 1), ("own_reporting", 1)]


def test_agencies_without_a_name_are_not_counted_beside_others() -> None:
    named = annotated("حريق", FIRE, "الراصد", author="رويترز")
    unnamed = annotated("نيران", BLAZE, "المنارة", author="وكالات")
    assert found(named, unnamed) == [("agency", 2)]
    assert found(unnamed) == [("agency", 1)]


def test_reports_of_two_outlets_are_two() -> None:
    assert found(annotated("حريق", FIRE, "الراصد"), annotated("نيران", BLAZE, "المنارة")) == [("own_reporting", 1)] * 2


def test_quotations_of_one_statement_are_no_copy() -> None:
    left, right = annotated("حريق", FIRE, "الراصد"), annotated("حريق", FIRE, "المنارة")
    ids = (left.article.id, right.article.id)
    quoted = Reuse(id="r", made_by="t", article_ids=ids, passages=(), kind="quoted", share=0.9)
    assert len(found(left, right, reuse=(quoted,))) == 2


def test_a_rewritten_report_adds_none() -> None:
    edited = FIRE.replace("كبير", "هائل").replace("المحال", "المتاجر").replace("وسارعت", "فيما هرعت")
    assert found(annotated("حريق", FIRE, "الراصد"), annotated("حريق", edited, "المنارة")) == [("own_reporting", 2)]


def test_an_unnamed_source_is_told_by_who_carries_it() -> None:
    text = "نقلت رويترز عن مصدر أمني قوله إن قوة خاصة اعتقلت القيادي في المدينة."
    members = (annotated("اعتقال", text, "الراصد"), annotated("اعتقال قيادي", text, "المنارة"))
    assert found(*members) == [("anonymous", 2)]


def test_no_members_no_origins() -> None:
    assert whole() == ()


def test_a_government_is_no_channel_of_like_name() -> None:
    made = whole(annotated("لقاء", "ذكرت الحكومة العراقية في بيان أن الوفد وصل إلى بغداد.", "الراصد"))
    assert [each.kind for each in made] == ["statement"]


def test_what_an_agency_publishes_itself_is_the_agency() -> None:
    own, reprint = annotated("حريق", FIRE, "واس"), annotated("حريق", FIRE, "المنارة", author="واس")
    assert found(own, reprint) == [("agency", 2)]


def test_a_third_party_on_another_matter_is_no_origin() -> None:
    aside = FIRE + " وقالت وزارة الرياضة العراقية إن البطولة تنطلق غدا."
    assert found(annotated("حريق", aside, "الراصد")) == [("own_reporting", 1)]


def test_a_state_and_its_body_are_one() -> None:
    state = annotated("اتهام", "أعلنت روسيا أن طائرتين قصفتا المطار العسكري فجر الاثنين.", "الراصد")
    body = annotated("قصف", "قالت وزارة الدفاع الروسية إن المطار العسكري قصف من الجو.", "المنارة")
    assert found(state, body) == [("statement", 2)]


def test_a_statement_without_an_issuer_is_not_counted_beside_others() -> None:
    named = annotated("ضبط", "أعلنت وزارة الداخلية العراقية ضبط شحنة أسلحة مهربة قرب الحدود.", "الراصد")
    bare = annotated("شحنة", "ذكر بيان أن رجال الأمن عثروا على بنادق مخبأة في شاحنة.", "المنارة")
    assert found(named, bare) == [("statement", 2)]


def test_what_both_sides_say_together_is_a_statement() -> None:
    text = "أكد الجانبان العراقي والأمريكي في بيان مشترك أن اللجنة ستجتمع في بغداد الشهر المقبل."
    member = annotated("بيان مشترك", text)
    assert [each.kind for each in origins(story(member), [member], ())] == ["statement"]
