"""Names that the lists know and that mean somebody or something else here."""

import pytest

from marsad.lexicon.knowledge import countries, entities, state_bodies
from marsad.linking.choosing import Chooser
from marsad.linking.context import Context
from marsad.records import Mention

CHOOSER = Chooser(entities(), countries(), state_bodies())
TUNISIA, SAUDI, EGYPT = "country:TUN", "country:SAU", "country:EGY"


def chosen(text, name, kind, *ids, near=(), own=(), home=()):
    """The entity of a name in a text in which entities named `near` stand beside."""
    start = text.index(name)
    said = mention("x", start, start + len(name), kind, name, ids)
    around = [mention(i, 0, 1, "place", i, (i,)) for i in near]
    return CHOOSER.choose(said, Context([said, *around], entities(), home), text, own).entity_id


def mention(name, start, end, kind, key, ids, role=None):
    return Mention(
        id=name, article_id="a", made_by="t/1", start=start, end=end, kind=kind, key=key, candidates=ids, role=role
    )


def bearers(name, kind):
    return tuple(e.id for e in entities().values() if name in (*e.aliases, *e.shorts) and e.id.startswith(kind))


TOWNS = [
    ("خرج المتسابقون من سوسة صباحا", "سوسة", [TUNISIA], True),
    ("خرج المتسابقون من سوسة صباحا", "سوسة", [], False),
    ("وزارها في بورتو البرتغالية أمس", "بورتو", [], True),
    ("وانتقل إلى بورتو البرتغالي أمس", "بورتو", ["country:PRT"], False),
    ("وأقاموا في مدينة بورتو الهولندية أمس", "مدينة بورتو", [], False),
    ("صار الأرنب صيدًا سهلا", "صيدًا", ["country:LBN"], False),
]


@pytest.mark.parametrize(("text", "name", "near", "linked"), TOWNS)
def test_a_small_town_wants_its_country(text, name, near, linked):
    ids = bearers(name.replace("\N{ARABIC FATHATAN}", "").removeprefix("مدينة "), "place:geoname")
    assert ids
    assert (chosen(text, name, "place", *ids, near=near) is not None) is linked


def test_a_capital_is_meant_where_a_village_is_called_like_it():
    found = chosen(
        "عادت القافلة إلى الرياض مساء", "الرياض", "place", *bearers("الرياض", "place"), near=[EGYPT, "org:x"]
    )
    assert found == "place:geoname-108410"


@pytest.mark.parametrize(("near", "linked"), [(["country:ISR"], True), ([], False)])
def test_a_party_whose_name_many_bear_wants_its_country(near, linked):
    found = chosen("قال حزب العمل إنه راض", "حزب العمل", "organization", "org:israeli-labor-party", near=near)
    assert (found is not None) is linked


def test_shared_names_do_not_speak_for_the_state_of_one_another():
    text, unity = "دعا إلى حكومة الوحدة الوطنية", "حكومة الوحدة الوطنية"
    said = mention("a", 8, 28, "organization", unity, ("org:government-of-national-unity-libya",))
    other = mention("b", 0, 1, "organization", "حكومة الوفاق", ("org:government-of-national-accord-libya",))
    assert CHOOSER.choose(said, Context([said, other], entities()), text).entity_id is None


CUT = [("سجل باسم مرسي هدفا", "مرسي", False), ("دخل مرسي القاعة", "مرسي", True), ("رد محمد على مرسي", "مرسي", True)]


@pytest.mark.parametrize(("text", "name", "whole"), CUT)
def test_a_family_name_after_another_given_name_is_somebody_elses(text, name, whole):
    assert (chosen(text, name, "person", "person:mohamed-morsi", near=[EGYPT]) is not None) is whole


def test_a_newspaper_means_itself():
    own = ("outlet:al-jazirah.com",)
    found = chosen("وقال في حديث إلى «الجزيرة» أمس", "الجزيرة", "organization", "outlet:aljazeera.net", own=own)
    assert found == own[0]


@pytest.mark.parametrize(("country", "outlet"), [("EGY", "outlet:elwatannews.com"), ("SAU", "outlet:alwatan.com.sa")])
def test_of_newspapers_of_one_name_that_of_the_country_beside_is_meant(country, outlet):
    near = [f"country:{country}"]
    assert chosen("ونشرت صحيفة الوطن ذلك", "صحيفة الوطن", "organization", "outlet:الوطن", near=near) == outlet


def test_an_agency_is_no_newspaper():
    assert chosen("ذكرت وكالة الأنباء ذلك", "الأنباء", "organization", "outlet:alanba.com.kw") is None


def test_a_word_is_no_acronym():
    assert chosen("الفيلم The Girl Who Played", "Who", "organization", "org:world-health-organization") is None


def test_an_outlet_means_its_own_state_bodies():
    text = "وافق مجلس الوزراء أمس"
    near = [SAUDI, "country:YEM"]
    found = chosen(text, "مجلس الوزراء", "organization", "body:Council of Ministers", near=near, home=("SAU",))
    assert found == "org:council-of-ministers-of-saudi-arabia"


def test_in_a_list_of_countries_a_country_is_meant():
    text = "من الأردن وعمان والهند"
    names = (
        ("الأردن", ("country:JOR",)),
        ("عمان", ("country:OMN", "place:geoname-250441")),
        ("الهند", ("country:IND",)),
    )
    said = [mention(n, text.index(n), text.index(n) + len(n), "place", n, ids) for n, ids in names]
    assert CHOOSER.choose(said[1], Context(said, entities()), text).entity_id == "country:OMN"


def test_in_a_list_of_cities_a_city_is_meant():
    text, damascus = "من دمشق وعمان", "place:geoname-170654"
    said = [mention("a", 3, 7, "place", "دمشق", (damascus,))]
    said.append(mention("b", 9, 13, "place", "عمان", ("country:OMN", "place:geoname-250441")))
    assert CHOOSER.choose(said[1], Context(said, entities()), text).entity_id == "place:geoname-250441"


def test_the_name_after_ibn_is_a_persons():
    assert chosen("قرأ كتب ابن سيناء كلها", "سيناء", "place", "place:sinai", near=[EGYPT]) is None


@pytest.mark.parametrize(("text", "linked"), [("قال صالح بن محمد السويد ذلك", False), ("قال أمين السويد ذلك", True)])
def test_a_country_after_the_name_of_a_father_is_a_family(text, linked):
    assert (chosen(text, "السويد", "place", "country:SWE") is not None) is linked


def test_a_body_of_two_states_in_the_article_stays_open():
    near = [EGYPT, "person:abdel-fattah-el-sisi", SAUDI]
    assert (
        chosen(
            "النائب الثاني لرئيس مجلس الوزراء",
            "مجلس الوزراء",
            "organization",
            "body:Council of Ministers",
            near=near,
            home=("SAU",),
        )
        is None
    )


HEADED = [
    ("في حي سوسة الجديد", "حي سوسة", False),
    ("في وادي سوسة الجديد", "وادي سوسة", False),
    ("في سوسة", "سوسة", True),
]


@pytest.mark.parametrize(("text", "name", "linked"), HEADED)
def test_a_quarter_or_valley_is_no_town(text, name, linked):
    assert (chosen(text, name, "place", *bearers("سوسة", "place:geoname"), near=[TUNISIA]) is not None) is linked


def test_an_outlet_with_the_article_wants_quotes_or_a_head():
    own = ("outlet:alwatan.com.sa",)
    assert chosen("وعاد إلى حضن الوطن أمس", "الوطن", "organization", "outlet:alwatan.com.sa", own=own) is None
    assert chosen("وقال لصحيفة الوطن أمس", "الوطن", "organization", "outlet:alwatan.com.sa", own=own) == own[0]


def test_on_is_nobodys_name():
    assert chosen("بحثت على الخريطة", "على", "person", "person:zine-el-abidine-ben-ali") is None


MAHMOUD, SALMAN, HUSSEIN = "person:mahmoud-ezzat", "person:mohammed-bin-salman", "person:saddam-hussein"
NAMESAKES = [
    ("وقع الكاتب محمود عزت روايته", "محمود عزت", MAHMOUD, "الكاتب", [], False),
    ("وقع محمود عزت روايته", "محمود عزت", MAHMOUD, None, [EGYPT], True),
    ("وقع الكاتب محمود عزت روايته", "محمود عزت", MAHMOUD, "الكاتب", [EGYPT], False),
    ("حضر محمود عزت القائم بأعمال المرشد", "محمود عزت", MAHMOUD, None, [], True),
    ("فاز محمد بن سلمان بالسباق", "محمد بن سلمان", SALMAN, None, [], False),
    ("رعى الأمير محمد بن سلمان السباق", "محمد بن سلمان", SALMAN, "الأمير", [], True),
    ("وكان العبادي أستاذا في الكلية", "العبادي", "person:haider-al-abadi", None, [], False),
    ("وكان العبادي أستاذا في الكلية", "العبادي", "person:haider-al-abadi", None, ["country:IRQ"], True),
    ("أشاد الشيخ محمد بن عيسى آل خليفة", "محمد بن عيسى آل خليفة", "person:mohamed-benaissa", "الشيخ", [], False),
    ("وكان صدام حسين قد سقط", "صدام حسين", HUSSEIN, None, [], True),
]


@pytest.mark.parametrize(("text", "name", "person", "role", "near", "linked"), NAMESAKES)
def test_a_person_whose_name_many_bear_wants_a_second_sign(text, name, person, role, near, linked):
    start = text.index(name)
    said = mention("x", start, start + len(name), "person", name, (person,), role)
    around = [mention(i, 0, 1, "place", i, (i,)) for i in near]
    assert (CHOOSER.choose(said, Context([said, *around], entities()), text).entity_id is not None) is linked


def test_a_town_in_quotes_called_like_the_outlet_is_the_outlet():
    own = ("outlet:alriyadh.com",)
    ids = bearers("الرياض", "place")
    assert chosen("وقال لـ«الرياض» أمس", "الرياض", "place", *ids, own=own) == own[0]
    assert chosen("وعاد إلى الرياض أمس", "الرياض", "place", *ids, own=own) != own[0]


def test_a_state_is_no_city_of_its_name():
    text = "زار دولة الجزائر أمس"
    start, ids = text.index("دولة"), ("place:geoname-2507480", "country:DZA")
    said = mention("x", start, start + 12, "place", "الجزائر", ids)
    said = Mention(**{f: getattr(said, f) for f in said.__struct_fields__} | {"head_end": start + 5})
    assert CHOOSER.choose(said, Context([said], entities()), text).entity_id == "country:DZA"


CLUBS = [
    ("وفاز أبها أمس", "نادي أبها", False),
    ("ووصل إلى أبها أمس", "نادي أبها", True),
    ("وفاز أبها أمس", "بلدية أبها", True),
]


@pytest.mark.parametrize(("text", "body", "linked"), CLUBS)
def test_a_town_that_a_club_of_the_article_is_called_like_is_the_club(text, body, linked):
    start, ids = text.index("أبها"), ("place:geoname-110690",)
    said = mention("x", start, start + 4, "place", "أبها", ids)
    club = mention("y", 0, 1, "organization", body, ())
    assert (CHOOSER.choose(said, Context([said, club, *saudi()], entities()), text).entity_id is not None) is linked


def saudi():
    return [mention("z", 0, 1, "place", "السعودية", (SAUDI,))]


@pytest.mark.parametrize(("after", "linked"), [("الاقتصادية", False), ("السعودية", True)])
def test_the_economic_city_of_a_town_is_not_the_town(after, linked):
    text = f"وصل إلى مدينة أبها {after}"
    start, ids = text.index("مدينة"), ("place:geoname-110690",)
    said = mention("x", start, start + 10, "place", "أبها", ids)
    said = Mention(**{f: getattr(said, f) for f in said.__struct_fields__} | {"head_end": start + 6})
    assert (CHOOSER.choose(said, Context([said, *saudi()], entities()), text).entity_id is not None) is linked


def test_a_latin_name_within_a_longer_one_is_cut():
    ids = ("outlet:thenationalnews.com",)
    assert chosen("نشرته The National Academy أمس", "The National", "organization", *ids) is None
    assert chosen("نشرته The National أمس", "The National", "organization", *ids) == ids[0]
