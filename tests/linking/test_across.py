import pytest

from marsad.linking.across import Named, judged

IRAQ = frozenset(("IRQ",))
STORY = frozenset(("s1",))


def person(name: str, *roles: str, country: str = "", story: str = "", entity_id: str | None = None) -> Named:
    countries = frozenset((country,)) if country else frozenset[str]()
    stories = frozenset((story,)) if story else frozenset[str]()
    return Named(name, "person", (name,), roles, countries, stories, entity_id)


SAME = [
    (person("ماثيو تولر"), person("ماثيو تولير"), "given name shared"),
    (person("إردوغان", "الرئيس التركي", country="TUR"), person("أردوغان", "الرئيس", country="TUR"), "role and country"),
    (person("جورج تولر", story="s1"), person("تولير", "السفير", country="IRQ", story="s1"), None),
    (person("علي محمد الساري"), person("علي محمد الساري"), "three parts shared"),
    (person("علي الساري", story="s1"), person("علي الساري", story="s1"), "same story"),
    (person("دونالد ترمب"), person("دونالد ترامب"), "given name shared"),
]


@pytest.mark.parametrize(("left", "right", "sign"), [row for row in SAME if row[2]])
def test_a_second_sign_joins_names(left: Named, right: Named, sign: str) -> None:
    found = judged(left, right)
    assert found.verdict == "same"
    assert sign in found.reasons


UNSURE = [
    (person("علي الساري"), person("علي الساري")),
    (person("عبد الله الساري"), person("عبدالله الساري")),
    (person("تولر"), person("تولير")),
    (person("جورج تولر", story="s1"), person("تولير", story="s1")),
    (person("جورج تولر"), person("تولر", "السفير", country="IRQ")),
]


@pytest.mark.parametrize(("left", "right"), UNSURE)
def test_names_without_a_second_sign_stay_unsure(left: Named, right: Named) -> None:
    assert judged(left, right).verdict == "unsure"


DIFFERENT = [
    (person("حسن القرشي", story="s1"), person("حسين القرشي", story="s1")),
    (person("علي الساري", "الوزير", country="IRQ"), person("علي الساري", "الوزير", country="YEM")),
    (person("أ ب", entity_id="person:a"), person("أ ب", entity_id="person:b")),
    (
        Named("1", "place", ("طرابلس",), (), frozenset(("LBN",)), STORY),
        Named("2", "place", ("طرابلس",), (), IRAQ, STORY),
    ),
    (Named("1", "place", ("السفح",), (), IRAQ), Named("2", "organization", ("السفح",), (), IRAQ)),
]


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_what_speaks_against_keeps_apart(left: Named, right: Named) -> None:
    assert judged(left, right).verdict == "different"


def test_bodies_want_a_country_or_a_story() -> None:
    cell = Named("1", "organization", ("دائرة مياه السفح الأعلى",), (), IRAQ)
    assert judged(cell, cell._replace(key="2", names=("دائرة مياه السفح الاعلى",))).verdict == "same"
    assert judged(cell, cell._replace(key="2", countries=frozenset())).verdict == "unsure"


def test_a_judgement_names_both_keys_and_stays_the_same() -> None:
    left, right = person("ماثيو تولر"), person("ماثيو تولير")
    assert judged(left, right) == judged(left, right)
    assert (judged(left, right).left, judged(left, right).right) == ("ماثيو تولر", "ماثيو تولير")
