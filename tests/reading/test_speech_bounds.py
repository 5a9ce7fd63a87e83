"""Where content ends, where a speaker's words end, and who speaks where nobody is named."""

import pytest

from marsad.reading.speech import SpeechStage
from marsad.records import Article, Block, Mention, Quote
from marsad.stage import Layers

STAGE = SpeechStage()
MARK = {"article_id": "a", "made_by": "t/1"}


def told(text, *mentions):
    """Speaker and content of each quote; `mentions` are words and kinds of what the text names."""
    block = Block(id="b", start=0, end=len(text), kind="paragraph", reason="t", **MARK)
    named = [
        Mention(id=f"m{text.find(m)}", start=text.find(m), end=text.find(m) + len(m), kind=kind, **MARK)
        for m, kind in mentions
    ]
    article = Article(id="a", page="p", path="p.txt", text=text, language="ara")
    made = [r for r in STAGE(article, Layers([block, *named])) if isinstance(r, Quote)]
    return [(q.speaker, text[q.start : q.end]) for q in made]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("أعلنت الوزيرة عن ترشحها للرئاسة وافتتحت المعرض.", "ترشحها للرئاسة"),
        ("وعد المدير بتقديم المعونة، كما افتتح المعرض.", "بتقديم المعونة"),
        ("دعا المدير إلى الاستقالة ولكن دون جدوى.", "الاستقالة"),
        ("توعد المدير بمحاسبة العمال، إذا تأخروا.", "بمحاسبة العمال، إذا تأخروا"),
        ("ندد المدير بإغلاق الباب أمام العمال فحسب.", "بإغلاق الباب أمام العمال فحسب"),
        ("أشاد المدير بجهود العمال خلال مقابلة نشرها الموقع.", "بجهود العمال"),
        ("قال المدير إن العمل اكتمل، شاكرا العمال.", "العمل اكتمل"),
        ("دعت الوزيرة إلى التعاون، واصفة العمل بغير الكافي.", "التعاون"),
        ("وأضاف المدير في إشارة إلى أن العمل تأخر «الشركة بطيئة جدا».", "الشركة بطيئة جدا"),
        ("تعهد المدير بتقليص الفريق من عشرين وزيرا إلى عشرة.", "بتقليص الفريق من عشرين وزيرا إلى عشرة"),
        ("دعا المدير إلى فتح صفحة جديدة وقد حضر العمال.", "فتح صفحة جديدة"),
        ("وأكد المدير قبل موعد استكمال المباراة، أن الباب مغلق.", "الباب مغلق"),
        ("وقال المدير إن العمل في المصنع قد يعلن انتهاؤه.", "العمل في المصنع قد يعلن انتهاؤه"),
        ("قال المدير إن العمل اكتمل، ردا على سؤال.", "العمل اكتمل"),
        ("قال المدير إن العمل اكتمل، في وقت قالت فيه الشركة إنه تأخر.", "العمل اكتمل"),
        ("وصف المدير الخطة بأنها «بعيدة المنال» وافتتح المعرض.", "بعيدة المنال"),
        ("اكتمل العمل أمس، وذلك وفقا للمدير.", "اكتمل العمل أمس"),
        ("وبحسب المدير في الشركة الكبرى أمس، فإن العمل اكتمل.", "العمل اكتمل"),
    ],
)
def test_content_ends_where_the_teller_goes_on(text, content):
    assert told(text)[0][1] == content


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("وقال أ.د. سامي الدالي إن العمل اكتمل.", "أ.د. سامي الدالي"),
        ("وقال موظف سابق إن العمل اكتمل.", "موظف سابق"),
        ("ودعت المنظمة المجتمع الدولي إلى التعاون.", "المنظمة"),
        ("قالت المحكمة العليا في حيثيات قرارها إن العقد باطل.", "المحكمة العليا"),
        ("قالت مصادر محلية وإقليمية إن العمل اكتمل.", "مصادر محلية وإقليمية"),
        ("وقال ممثلو ادعاء محليون إن العقد باطل.", "ممثلو ادعاء محليون"),
        ("وتقول أجهزة الأمن إن الباب مغلق.", "أجهزة الأمن"),
        ("وكانت الوزارة قد أعلنت السبت هدنة جديدة لوقف إطلاق النار.", "الوزارة"),
        ("أما الشركة، فقد قالت إن العمل اكتمل.", "الشركة"),
        ("أوضح ذلك مدير الشركة، وقال: العمل اكتمل.", "مدير الشركة"),
        ("وأوضح مات ماكيني، من الجامعة: «العمل اكتمل أمس».", "مات ماكيني"),
        ("وصف وزير النقل أمس العمل بغير الكافي، وقال إن العمل تأخر.", "وزير النقل"),
        ("وتنفي المعارضة ذلك وتقول إن العمل اكتمل.", "المعارضة"),
        ("تنصل الجيش من الحادث، قائلا إنه وقع صدفة.", "الجيش"),
        ("وقال «كيم مين» وهو متحدث باسم الوزارة «العمل في المصنع الكبير اكتمل أمس».", "«كيم مين»"),
        ("وكانت البعثة قد قالت إن العمل اكتمل.", "البعثة"),
        ("يذكر أن الوزارة كانت قد قالت إن العمل اكتمل.", "الوزارة"),
        ("ويقول سامي الدالي عضو بالنقابة إن العمل اكتمل.", "سامي الدالي عضو بالنقابة"),
        ("قال المسؤول إن الحرب على الحدود انتهت، وأضاف علي أن الباب مغلق على الجميع.", "المسؤول"),
    ],
)
def test_speakers_end_where_their_words_end(text, speaker):
    assert told(text)[0][0] == speaker


def test_a_name_is_told_from_the_particle_written_like_it():
    text = "عاد الوفد على عجل على الطريق. يعلق علي قائلا إن الباب مغلق."
    assert told(text) == [("علي", "الباب مغلق")]


def test_a_speaker_reaches_to_the_end_of_its_mention():
    text = "وقالت الهيئة الوطنية لحماية المستهلك إن الأسعار ثابتة."
    named = ("الهيئة الوطنية لحماية المستهلك", "organization")
    assert told(text, named) == [("الهيئة الوطنية لحماية المستهلك", "الأسعار ثابتة")]


def test_that_by_itself_is_an_object():
    text = "قال المدير إن العمل اكتمل، واعتبر ذلك «إنجازا كبيرا للجميع»."
    assert [speaker for speaker, _ in told(text)] == ["المدير", "المدير"]


def test_countries_joined_speak_together():
    text = "وقالت الصين وروسيا إن العمل اكتمل."
    assert told(text, ("الصين", "place"), ("روسيا", "place")) == [("الصين وروسيا", "العمل اكتمل")]


def test_a_circumstance_before_the_subject_is_passed_over():
    text = "وفي البداية تحدث سامي الدالي، وقال إن العمل اكتمل، مشيرا إلى أن الباب مفتوح."
    assert {speaker for speaker, _ in told(text, ("سامي الدالي", "person"))} == {"سامي الدالي"}


def test_the_latter_is_the_last_named():
    text = "قال المدير إن العمل اكتمل. وشكر الوفد سامي الدالي، لكن الأخير أكد أن العمل تأخر."
    assert told(text, ("سامي الدالي", "person"))[1] == ("سامي الدالي", "العمل تأخر")


def test_one_does_not_go_on_for_many():
    text = "قال المدير إن العمل اكتمل. وقال محللون إن السوق يتعافى. وأضاف أن الباب مفتوح."
    assert [speaker for speaker, _ in told(text)] == ["المدير", "محللون", "المدير"]


def test_an_official_of_another_nation_is_another():
    text = "قال المتحدث الروسي إن العمل اكتمل. وقال المسؤول الألماني إن العمل تأخر."
    assert [speaker for speaker, _ in told(text)] == ["المتحدث الروسي", "المسؤول الألماني"]


def test_a_country_is_no_official():
    text = "قالت الوزارة إن العمل اكتمل. وقال المسؤول إن العمل تأخر."
    assert [speaker for speaker, _ in told(text)] == ["الوزارة", "المسؤول"]


def test_the_hospital_is_not_its_director():
    text = "قال مدير المستشفى إن العمل اكتمل. وأعلن المستشفى أن الباب مفتوح."
    assert [speaker for speaker, _ in told(text)] == ["مدير المستشفى", "المستشفى"]
