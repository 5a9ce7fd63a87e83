import pytest

from marsad.reading.attribution import Chains
from marsad.reading.speech import SpeechStage
from marsad.records import Article, Attribution, Block, Credit
from marsad.stage import Layers

STAGE = SpeechStage()
MARK = {"article_id": "a", "made_by": "t/1"}
ROLES = {"speaker": "s", "statement": "in", "agency": "by", "outlet": "out"}


def credited(kind, text, name=None):
    return Credit(id=f"c.{kind}", kind=kind, text=text, name=name, evidence="t", **MARK)


def ways(text, *credits):
    """The steps of each attribution, as "role: words"."""
    blocks, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        blocks.append(Block(id=f"b{start}", start=start, end=end, kind="paragraph", reason="t", **MARK))
        start = end + 1
    article = Article(id="a", page="p", path="p.txt", text=text, language="ara")
    made = STAGE(article, Layers([*blocks, *credits]))
    return [[f"{ROLES[s.role]}: {s.text}" for s in r.steps] for r in made if isinstance(r, Attribution)]


CASES = [
    ("قال المدير في بيان إن الباب مغلق.", ["s: المدير", "in: بيان"]),
    ("قال المدير في تصريحات صحافية إن الباب مغلق.", ["s: المدير", "in: تصريحات صحافية"]),
    ("نقلت وكالة الأنباء عن المدير قوله إن الباب مغلق.", ["s: المدير", "by: وكالة الأنباء"]),
    ("ونقل موقع «الوادي» عن الوزارة في بيان أن الباب مغلق.", ["s: الوزارة", "in: بيان", "by: موقع «الوادي»"]),
    ("نقلت صحيفة محلية بيانا لقيادة الشرطة جاء فيه أنه فتح.", ["s: قيادة الشرطة", "in: بيان", "by: صحيفة محلية"]),
    ("وأفادت وكالة محلية، نقلا عن مصدر أمني، بأن الباب مغلق.", ["s: مصدر أمني", "by: وكالة محلية"]),
    ("قال المدير إن الباب مغلق، بحسب ما أورد التلفزيون الرسمي.", ["s: المدير", "by: التلفزيون الرسمي"]),
    ("قال المدير لصحيفة الضحى إن الباب مغلق.", ["s: المدير", "by: صحيفة الضحى"]),
    ("قال المدير في بيان نشرته وكالة محلية إن الباب مغلق.", ["s: المدير", "in: بيان", "by: وكالة محلية"]),
    ("ونقل السفير تأكيدات الرئيس على مساندة المشروع.", ["s: الرئيس", "by: السفير"]),
    ("قال المدير لرويترز إن الباب مغلق.", ["s: المدير", "by: رويترز"]),
    ("وأوضح لـ «الضحى» مصدر مسؤول أن الباب مغلق.", ["s: مصدر مسؤول", "by: «الضحى»"]),
    ("قال المدير في لقاء مع رويترز إن الباب مغلق.", ["s: المدير", "in: لقاء", "by: رويترز"]),
    ("وأضاف المدير، بحسب رويترز، أن الباب مغلق.", ["s: المدير", "by: رويترز"]),
    ("أصدر المجلس بيانا أكد فيه أن الباب مغلق.", ["s: المجلس", "in: بيان"]),
    ("وفي مقابلة مع قناة محلية، قال المدير إن الباب مغلق.", ["s: المدير", "in: مقابلة", "by: قناة محلية"]),
    ("قال المدير إن الباب مغلق، في مقابلة مع رويترز.", ["s: المدير", "in: مقابلة", "by: رويترز"]),
    ("قال المدير، في لقاء أجرته معه سلمى مع قناة محلية، إنه فتح.", ["s: المدير", "in: لقاء", "by: قناة محلية"]),
    ("أظهرت وثيقة نشرتها وسائل إعلام محلية أن الباب مغلق.", ["s: وثيقة", "by: وسائل إعلام محلية"]),
    ("وأشار بيان صدر عن الوزارة، تلقته رويترز، إلى أنه فتح.", ["s: الوزارة", "in: بيان", "by: رويترز"]),
    ("قال المدير في مؤتمر عقده بالسفارة أمس إن الباب مغلق.", ["s: المدير", "in: مؤتمر"]),
    ("وأضافت الوزيرة في تصريح لراديو (الضحى) أنه فتح.", ["s: الوزيرة", "in: تصريح", "by: راديو"]),
    ("وبحسب المدير، الذي قال إن الباب مغلق، فإن العمل مستمر.", ["s: المدير"]),
    ("ذكرت دراسة أجراها مركز محلي أن الباب مغلق.", ["s: مركز محلي", "in: دراسة"]),
    ("قال المدير إن البناء يستمر حسب \"النمو الطبيعي\" للبلدة.", ["s: المدير"]),
    ("قالت سلمى إن الباب مغلق، كما نقلت ليلى رسالة طويلة.", ["s: سلمى"]),
    ("وقال المدير في تصريح بثه تلفزيون محلي إن الباب مغلق.", ["s: المدير", "in: تصريح", "by: تلفزيون محلي"]),
    ("ووفقا للإحصائيات الصادرة عن الوزارة فقد ارتفعت الأسعار.", ["s: الوزارة", "in: للإحصائيات"]),
    ("وتناقل ناشطون تصريحات المدير التي قال فيها إن الباب مغلق.", ["s: المدير", "in: تصريحات", "by: ناشطون"]),
    ("وكان مسؤولون أبلغوا \"رويترز\" أن الباب مغلق.", ["s: مسؤولون", "by: \"رويترز\""]),
    ("وقال المدير، بحسب البيان، إن الباب مغلق في بيان نشر أمس.", ["s: المدير", "in: البيان"]),
    ("وقال بيان صدر عن الوزارة إن الباب مغلق.", ["s: الوزارة", "in: بيان"]),
    ("وكانت وكالة محلية نقلت عن المدير قوله إن الباب مغلق.", ["s: المدير", "by: وكالة محلية"]),
    ("ونسبت صحيفة محلية إلى المدير قوله إن الباب مغلق.", ["s: المدير", "by: صحيفة محلية"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "way"), CASES)
def test_the_way_of_words(text, way):
    assert ways(text) == [way]


def test_what_goes_on_came_by_the_same_way():
    text = "نقلت وكالة محلية عن بيان لقيادة الشرطة قوله إن الباب مغلق.\nوأضاف البيان أن الطريق مفتوح."
    way = ["s: قيادة الشرطة", "in: بيان", "by: وكالة محلية"]
    assert ways(text) == [way, way]


def test_a_report_told_of_again_is_its_own_speaker():
    text = "قال المدير في بيان إن الباب مغلق.\nوأفاد تقرير للبنك بأن السوق يتعافى.\nوأضاف التقرير أن الأسعار ثابتة."
    assert ways(text)[1:] == [["s: للبنك", "in: تقرير"]] * 2


def test_whose_words_an_agency_carries_may_be_named_before():
    text = "قال المدير إن الباب مغلق.\nونقلت وكالة محلية عنه قوله إن الطريق مفتوح."
    assert ways(text)[1] == ["s: المدير", "by: وكالة محلية"]


def test_to_whom_an_agency_ascribes_words_may_be_named_before():
    text = "قال المدير إن الباب مغلق.\nونسبت وكالة محلية له القول إن الطريق مفتوح."
    assert ways(text)[1] == ["s: المدير", "by: وكالة محلية"]


def test_the_speaker_named_again_is_no_relay():
    assert ways("وقالت سلمى الراوي إن الباب مغلق، بحسب الراوي.") == [["s: سلمى الراوي"]]


def test_another_speaker_came_by_no_such_way():
    text = "نقلت وكالة محلية عن المدير قوله إن الباب مغلق.\nوقال الوزير إن الطريق مفتوح."
    assert ways(text) == [["s: المدير", "by: وكالة محلية"], ["s: الوزير"]]


def test_the_outlets_voice_ends_a_way():
    text = "قال المدير في بيان إن الباب مغلق.\nوبني البيت قديما.\nوسكنه الناس.\nوقال المدير إن الطريق مفتوح."
    assert ways(text) == [["s: المدير", "in: بيان"], ["s: المدير"]]


def test_credits_end_every_way():
    credits = credited("outlet", "الضحى"), credited("agency", "وكالات")
    assert ways("قال المدير إن الباب مغلق.", *credits) == [["s: المدير", "by: وكالات", "out: الضحى"]]


def test_an_outlet_that_the_words_name_is_no_second_step():
    outlet = credited("outlet", "إيلاف", "إيلاف")
    text = "قال المدير في بيان تابعته إيلاف إن الباب مغلق."
    assert ways(text, outlet) == [["s: المدير", "in: بيان", "by: إيلاف"]]


def test_standing_steps_are_for_facts_in_the_outlets_own_voice():
    steps = Chains().standing([credited("outlet", "الضحى"), credited("agency", "وكالات"), credited("byline", "كاتب")])
    assert [(s.role, s.text) for s in steps] == [("agency", "وكالات"), ("outlet", "الضحى")]


@pytest.mark.parametrize(("words", "name"), [("موقع «روسيا اليوم»", "روسيا اليوم"), ("صحيفة لا يعرفها أحد", None)])
def test_names_of_outlets_are_known_behind_common_words(words, name):
    assert Chains().name(words) == name
