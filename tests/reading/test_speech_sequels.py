"""What an outlet tells on its own word behind a report, and where people and bodies belong."""

import pytest

from marsad.reading.speech import SpeechStage
from marsad.records import Article, Block, Mention, Quote
from marsad.stage import Layers

STAGE = SpeechStage()
MARK = {"article_id": "a", "made_by": "t/1"}


def told(text, *people):
    """Speaker and content of each quote."""
    block = Block(id="b", start=0, end=len(text), kind="paragraph", reason="t", **MARK)
    named = [
        Mention(id=f"m{text.find(m)}", start=text.find(m), end=text.find(m) + len(m), kind="person", **MARK)
        for m in people
    ]
    article = Article(id="a", page="p", path="p.txt", text=text, language="ara")
    made = [r for r in STAGE(article, Layers([block, *named])) if isinstance(r, Quote)]
    return [(q.speaker, text[q.start : q.end]) for q in made]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("طالب المدير بإغلاق المصنع بعدما تأخر العمال.", "بإغلاق المصنع"),
        ("اتهم المدير العمال بالتأخر بعد أن غادروا المصنع.", "بالتأخر"),
        ("أعلن المدير إغلاق المصنع بعد أن تأخر العمال.", "إغلاق المصنع بعد أن تأخر العمال"),
        ("قال المدير إن العمل اكتمل بعدما حضر العمال.", "العمل اكتمل بعدما حضر العمال"),
        ("قال المدير إن المصنع سيغلق بعدما تأخر العمال.", "المصنع سيغلق"),
        ("قال المدير إن المصنع أغلق، وذلك بعد أن تأخر العمال.", "المصنع أغلق"),
        ("قال المدير إن العمال تأخروا، وهو ما نفته الوزيرة.", "العمال تأخروا"),
        ("قال المدير إن العمال تأخروا، وهو ما نفاه العمال.", "العمال تأخروا"),
        ("قال المدير إن العمال تأخروا، وهو ما يضر بالمصنع.", "العمال تأخروا، وهو ما يضر بالمصنع"),
        ("طالب المدير بإغلاق المصنع، الأمر الذي أثار العمال.", "بإغلاق المصنع"),
        ("طالب المدير بإغلاق المصنع علما بأن العمال حضروا.", "بإغلاق المصنع"),
        ("دعا المدير إلى «إغلاق المصنع القديم» بعد اجتماع مع العمال.", "إغلاق المصنع القديم"),
    ],
)
def test_the_outlets_own_clause_is_no_content(text, content):
    assert told(text)[0][1].strip("«»") == content


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("وقال سالم الدالي من جامعة الشمال إن العمل اكتمل.", "سالم الدالي من جامعة الشمال"),
        ("وقال سالم الدالي، من معهد البحوث، إن العمل اكتمل.", "سالم الدالي، من معهد البحوث"),
        ("وقال سالم الدالي من سكان القرية إن العمل اكتمل.", "سالم الدالي من سكان القرية"),
        ("وحذر سالم الدالي من منظمة تهدد العمال.", "سالم الدالي"),
    ],
)
def test_people_belong_to_where_they_come_from(text, speaker):
    assert told(text, "سالم الدالي")[0][0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("وقال ضابط كبير بالجيش إن العمل اكتمل.", "ضابط كبير بالجيش"),
        ("وقالت القوة الدولية لحفظ السلام إن العمل اكتمل.", "القوة الدولية لحفظ السلام"),
        ("وقال مدير الصحة في محافظة الشمال إن العمل اكتمل.", "مدير الصحة في محافظة الشمال"),
    ],
)
def test_offices_and_bodies_keep_their_names_whole(text, speaker):
    assert told(text)[0][0] == speaker


def test_a_day_before_the_verb_hides_no_subject():
    assert told("والأحد أصدر القضاء قرارا، بعد أن اعتبر أن المصنع خطر.")[0][0] == "القضاء"


def test_one_does_not_go_on_for_many_with_the_article():
    text = "قال سالم الدالي إن العمل اكتمل. وقال المنتقدون إنه تأخر. وتابع أن الباب مفتوح."
    assert [speaker for speaker, _ in told(text, "سالم الدالي")][2] == "سالم الدالي"


def test_a_colon_at_a_paragraphs_end_tells_whose_quotation_comes():
    text = "وكتبت الصحيفة تقول:\n«اكتمل العمل أمس في المصنع»"
    cut = text.index("\n")
    ends = [(0, cut), (cut + 1, len(text))]
    blocks = [Block(id=f"b{s}", start=s, end=e, kind="paragraph", reason="t", **MARK) for s, e in ends]
    article = Article(id="a", page="p", path="p.txt", text=text, language="ara")
    quotes = [r for r in STAGE(article, Layers(blocks)) if isinstance(r, Quote)]
    assert [(q.speaker, text[q.start : q.end]) for q in quotes] == [("الصحيفة", "اكتمل العمل أمس في المصنع")]


def test_whom_a_verb_goes_on_to_accuse_does_not_speak():
    text = "وأعربت اللجنة عن قلقها من الحادث، كما اتهمت الوزارة بالتأخر."
    assert [speaker for speaker, _ in told(text)][-1] == "اللجنة"
