import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.arabic.orthography import fold_word
from marsad.linking.across import Named, judged
from marsad.linking.groups import one_person
from marsad.linking.variants import alike, attested
from marsad.records import Mention

LOOK_ALIKES = """
حسين حسن|حسن حسين|حسين حسنين|الأسد الأسدي|الأسدي الأسد|علي علاء|الحكيم الحليم|الحكيم الحكيمي|سعد سعيد|سعيد سعود|
سالم سليم|سليم سلام|سليمان سلمان|سلمان سالم|محمد محمود|محمود أحمد|حامد حميد|حمد حامد|حميد أحمد|كريم كرم|كمال كامل|
جمال جميل|جميل جمعة|نبيل نايل|نادر نذير|ناصر نصر|نصر نصار|ناصر نصير|منصور ناصر|رشيد راشد|رشيد رشاد|راشد رشدي|
ماجد مجيد|مجيد مجدي|ماهر مهران|عامر عمر|عمر عمار|عمار عمرو|عامر عمران|طارق طريق|صالح صلاح|صلاح صبحي|صادق صديق|
خالد خليل|خليل خلف|خلف خلفان|فهد فهمي|فؤاد فادي|فارس فراس|فراس فرات|ياسر يسري|ياسين ياسر|قاسم قيس|قيس قصي|
هاشم هشام|هشام هيثم|وليد والي|وائل وليد|زيد زياد|زياد زايد|زيد يزيد|بدر بشر|بشير بشار|بشار باسم|باسل باسم|باسم بسام|
العامري العمري|الجبوري الجابري|الجابري الجبري|السعدي الساعدي|
الساعدي السعيدي|الزيدي الزيادي|الزبيدي الزيدي|العبيدي العبادي|
العبادي العابدي|الحسيني الحسني|الهاشمي الهشامي|الكعبي الكعبري|
الشمري الشامري|الدليمي الديلمي|الخفاجي الخزاعي|الموسوي الموسى|
النعيمي النعماني|الراوي الرواي|البياتي البيتي|الطائي الطاهي|التميمي التيمي|المالكي الملكي|الصدر الصدري|الخزعلي الخزاعي|
الحلبوسي الحلبي|الكاظمي الكاظم|السوداني السواداني|بارزاني برزنجي|طالباني طالبان|تولر تايلور|بوتين بوتان|كلينتون كلينت|
ماكرون ماركون|بومبيو بومبي|كيري كاري|رايس راس|بلير بلور|براون بارون|كاميرون كامرين|ميركل مركيز|شولتز شولزر|
الغنوشي الغنيمي|السبسي السيسي|السيسي السنيسي|المرزوقي المرزوق|الشاهد الشهيد|قائد القائدي|حفتر حفظي|السراج السراجي|
الدبيبة الدبابة|صالح الصالحي
"""
PAIRS = [tuple(pair.split()) for pair in LOOK_ALIKES.replace("\n", "").split("|") if pair]
VARIANTS = [
    ("تولير", "تولر"),
    ("إردوغان", "أردوغان"),
    ("نتنياهو", "نتانياهو"),
    ("غوتيريش", "جوتيريش"),
    ("بومبيو", "بومبيو"),
]


def mention(name: str, role: str | None = None) -> Mention:
    return Mention(
        id=name, article_id="a", made_by="t/1", start=0, end=1, kind="person", key=fold_word(name), role=role
    )


def test_there_are_a_hundred_pairs() -> None:
    assert len({frozenset(pair) for pair in PAIRS}) >= 100


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_family_names_that_look_alike_stay_apart(left: str, right: str) -> None:
    assert one_person(mention(f"عبدالله {left}", "الوزير"), mention(f"عبدالله {right}", "الوزير")) is None


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_given_names_that_look_alike_stay_apart(left: str, right: str) -> None:
    assert one_person(mention(f"{left} القرشي"), mention(f"{right} القرشي")) is None


@pytest.mark.parametrize(("left", "right"), VARIANTS)
def test_spellings_of_one_foreign_name_are_joined_with_a_second_sign(left: str, right: str) -> None:
    assert alike(fold_word(left), fold_word(right), attested())
    assert one_person(mention(f"ماثيو {left}"), mention(f"ماثيو {right}"))
    assert one_person(mention(f"ماثيو {left}", "السفير الأميركي"), mention(right, "السفير"))


def test_likeness_alone_joins_nobody() -> None:
    assert one_person(mention("ماثيو تولير"), mention("تولر")) is None
    assert one_person(mention("حسن العلوي"), mention("حسين العلوي")) is None


@settings(deadline=None, max_examples=60)
@given(st.text("ابتحدرسلمنوي", max_size=8), st.text("ابتحدرسلمنوي", max_size=8))
def test_likeness_has_no_direction(left: str, right: str) -> None:
    assert alike(left, right) == alike(right, left)
    assert alike(left, left)


def everything_but_the_name(name: str) -> Named:
    return Named(name, "person", (name,), ("وزير الطاقة",), frozenset(("IRQ",)), frozenset(("s",)))


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_no_second_sign_joins_names_that_look_alike(left: str, right: str) -> None:
    for one, other in ((f"عبدالله {left}", f"عبدالله {right}"), (f"{left} القرشي", f"{right} القرشي")):
        assert judged(everything_but_the_name(one), everything_but_the_name(other)).verdict == "different"
