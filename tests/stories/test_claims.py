"""Claims of a story, in articles of our own words."""

import datetime as dt

from claims_articles import annotated, story

from marsad.records import Claim
from marsad.stage import Annotated
from marsad.stories.claims import claims, claims_within
from marsad.stories.origins import origins

BLAST = (
    "قتل 24 شخصا وأصيب 40 آخرون في انفجار سيارة مفخخة وسط بغداد الأربعاء، بحسب وزارة الداخلية العراقية.\n"
    "ووقع الانفجار قرب سوق مزدحمة. وفي عام 2016 قتل 300 شخص في تفجير مماثل في الكرادة.\n"
)


def made(*members: Annotated) -> list[Claim]:
    whole = story(*members)
    return list(claims(whole, members, origins(whole, members, ())))


def test_figures_say_what_they_count_and_when() -> None:
    figures = {(c.property, c.value): c for c in made(annotated("انفجار", BLAST)) if c.low is not None}
    assert {("killed", "24"), ("injured", "40"), ("killed", "300")} <= figures.keys()
    assert figures["killed", "24"].stated_on
    assert figures["killed", "24"].stated_on.start == dt.date(2024, 5, 2)
    assert not figures["killed", "24"].background
    assert figures["killed", "300"].background


def test_a_claim_stands_where_its_words_stand() -> None:
    member = annotated("انفجار", BLAST)
    killed = next(c for c in made(member) if c.value == "24")
    assert "24" in member.article.text[killed.start : killed.end]
    assert killed.article_id == member.article.id


def test_a_claim_in_a_quote_has_the_speaker_for_origin() -> None:
    member = annotated("قتلى", "قالت وزارة الصحة العراقية إن الانفجار أدى إلى مقتل 31 شخصا وإصابة 60.")
    whole = story(member)
    known = origins(whole, [member], ())
    said = next(c for c in claims(whole, [member], known) if c.value == "31")
    assert said.quote_id
    assert said.origin == known[0].id
    assert known[0].kind == "statement"


def test_a_value_is_claimed_once_an_article() -> None:
    text = BLAST + "وأكدت مصادر طبية مقتل 24 شخصا في الانفجار."
    assert [c.value for c in made(annotated("انفجار", text)) if c.property == "killed" and not c.background] == ["24"]


def test_ids_are_stable_and_distinct() -> None:
    members = (annotated("انفجار", BLAST), annotated("انفجار", BLAST, "المنارة"))
    ids = [claim.id for claim in made(*members)]
    assert ids == [claim.id for claim in made(*members)]
    assert len(ids) == len(set(ids))


def test_who_did_it_where_and_when() -> None:
    text = "اعتقلت قوات الأمن العراقية الأربعاء ثلاثة مشتبه بهم في مدينة الموصل."
    properties = {claim.property for claim in made(annotated("اعتقال", text))}
    assert {"type", "actor"} <= properties


def test_an_article_alone_makes_claims_without_a_story() -> None:
    assert all(claim.story_id == "" for claim in claims_within(annotated("انفجار", BLAST)))
    assert "24" in {claim.value for claim in claims_within(annotated("انفجار", BLAST))}
