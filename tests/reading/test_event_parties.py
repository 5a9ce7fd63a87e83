"""Who acts and who receives: one sentence of our own for each kind of place where a party stands."""

from functools import cache

import pytest

from marsad.engine import annotate
from marsad.records import Event, Page
from marsad.stage import Annotated


@cache
def coded(text: str) -> tuple[Event, ...]:
    (one,) = annotate([Page(path="p", content=text.encode(), media="text", page_id="p")])
    assert isinstance(one, Annotated)
    return one.layers.of(Event)


SIDES = [
    ("طردت براغ ثمانية عشر دبلوماسيا روسيا.", "SANCTION", "براغ", "ثمانية عشر دبلوماسيا روسيا"),
    ("منعت سلطات المطار ناشطة حقوقية من السفر إلى جنيف.", "COERCE", "سلطات المطار", "ناشطة حقوقية"),
    ("أعدمت السلطات ثلاثة مدانين شنقا فجر اليوم.", "ASSAULT", "السلطات", "ثلاثة مدانين"),
    ("قتل 37 شخصا على الأقل، غالبيتهم من الطلاب، أمس في كابول.", "ASSAULT", None, "37 شخصا"),
    ("حثت باريس الأطراف اللبنانية على تشكيل الحكومة.", "REQUEST", "باريس", "الأطراف اللبنانية"),
    ("أعلن الجيش الإسرائيلي، الثلاثاء، اعتقال 21 فلسطينيا.", "COERCE", "الجيش الإسرائيلي", "21 فلسطينيا"),
    ("ندد الوزير بالأنشطة التخريبية لإيران في المنطقة.", "ACCUSE", "الوزير", "إيران"),
    ("زار الوزير العاصمة صنعاء أمس.", "CONSULT", "الوزير", "صنعاء"),
    ("دارت أمس معارك بين المقاومة الموالية للشرعية والمتمردين قرب عدن.", "ASSAULT", "المقاومة", None),
]


@pytest.mark.parametrize(("text", "type_", "actor", "recipient"), SIDES)
def test_parties_stand_on_the_right_sides(text: str, type_: str, actor: str | None, recipient: str | None) -> None:
    event = next(e for e in coded(text) if e.event_type == type_)
    for wanted, parties in ((actor, event.actors), (recipient, event.recipients)):
        assert wanted is None or any(wanted in party.text for party in parties)
    assert actor is not None or not event.actors


def test_a_title_belongs_to_the_party_it_names() -> None:
    (event,) = [e for e in coded("استقبل الملك سلمان الرئيس الأميركي دونالد ترامب أمس.") if e.event_type == "CONSULT"]
    assert [p.text for p in event.recipients] == ["الرئيس الأميركي دونالد ترامب"]


def test_a_verb_without_subject_has_the_last_one_that_it_agrees_with() -> None:
    events = coded("اتهمت الحكومة الوزير بالفساد. وأقالته أمس من منصبه.")
    assert [[p.text for p in e.actors] for e in events if e.event_type == "SANCTION"] == [["الحكومة"]]


def test_no_country_protests() -> None:
    (event, *_) = coded("شهدت تونس أمس مظاهرات رفع فيها المتظاهرون لافتات ضد الحكومة.")
    assert [p.text for p in event.actors] == ["المتظاهرون"]


def test_a_phrase_does_not_end_with_a_participle_that_lacks_its_complement() -> None:
    (loyal,) = [e for e in coded("هاجم مسلحون قوة أمنية تابعة للحكومة في درنة.") if e.event_type == "ASSAULT"]
    assert [p.text for p in loyal.recipients] == ["قوة أمنية تابعة للحكومة"]
    (spread,) = [e for e in coded("قصفت الطائرات قوات الجيش المنتشرة في الجنوب.") if e.event_type == "ASSAULT"]
    assert [p.text for p in spread.recipients] == ["قوات الجيش"]


def test_nobody_stands_on_both_sides() -> None:
    events = coded("صوتت روسيا أمس على مشروع القرار الفرنسي، في حين عارضته روسيا والصين في المجلس.")
    assert events
    for event in events:
        assert not {p.text for p in event.actors} & {p.text for p in event.recipients}


ALONE = [
    ("زار وزير الخارجية رام الله أمس، وقال الوزير بعد أن زار محمود عباس في مكتبه إنه متفائل.", "محمود عباس"),
    ("ألغت الحكومة الزيارة كما حثت المواطنين الأتراك على البقاء في بيوتهم.", "المواطنين الأتراك"),
    ("نشرت الصحيفة بيان الوزارة الذي اتهمت فيه تركيا بدعم المسلحين.", "تركيا"),
]


@pytest.mark.parametrize(("text", "recipient"), ALONE)
def test_who_stands_alone_after_a_verb_turned_to_him_is_no_subject(text: str, recipient: str) -> None:
    events = coded(text)
    assert not [p for e in events for p in e.actors if recipient in p.text]
    assert [p for e in events for p in e.recipients if recipient in p.text]
