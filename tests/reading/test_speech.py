import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.reading.speech import SpeechStage
from marsad.records import Article, Attribution, Block, Credit, Mention, Quote
from marsad.stage import Layers

STAGE = SpeechStage()
MARK = {"article_id": "a", "made_by": "t/1"}
PARTS = (
    'قال الوزير إن إنَّ أن « » " “ ” : ، . مضيفا وأضاف وأكد بحسب الشرطة على حد قوله نقلت وكالة عن مصدر بيان '
    "في السوق مفتوح اليوم محللون أهمية العمل خلال كلمة دعا إلى نفى المدير ( ) الذي لكن فيما"
).split()


def article_of(text, kinds=None, credits=()):
    """The article and its layers; each line is a block, a paragraph unless `kinds` says otherwise."""
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        end = start + len(line)
        kind = (kinds or {}).get(number, "paragraph")
        if line:
            blocks.append(Block(id=f"b{start}", start=start, end=end, kind=kind, reason="t", **MARK))
        start = end + 1
    return Article(id="a", page="p", path="p.txt", text=text, language="ara"), Layers([*blocks, *credits])


def records(text, kinds=None, credits=()):
    return list(STAGE(*article_of(text, kinds, credits)))


def quotes(text, kinds=None):
    return [r for r in records(text, kinds) if isinstance(r, Quote)]


def told(text, kinds=None):
    """Speaker and content of each quote."""
    return [(q.speaker, text[q.start : q.end]) for q in quotes(text, kinds)]


CASES = [
    ("قال وزير النقل سامي الدالي إن الجسر جاهز.", "وزير النقل سامي الدالي", "الجسر جاهز"),
    ("وقال كريم السالم، وهو مدير المشروع، إن العمل بطيء.", "كريم السالم، وهو مدير المشروع", "العمل بطيء"),
    ("قال الوزير «لن نرفع الأسعار هذا العام».", "الوزير", "لن نرفع الأسعار هذا العام"),
    ('قالت المديرة: "سنفتح الأبواب غدا".', "المديرة", "سنفتح الأبواب غدا"),
    ("أكد السفير دعم بلاده للمشروع.", "السفير", "دعم بلاده للمشروع"),
    ("وأكد المحافظ أهمية النظافة في الأسواق.", "المحافظ", "أهمية النظافة في الأسواق"),
    ("دعت الوزيرة إلى ترشيد المياه.", "الوزيرة", "ترشيد المياه"),
    ("حذر الخبراء من ارتفاع الحرارة.", "الخبراء", "ارتفاع الحرارة"),
    ("تعهد رئيس البلدية بإصلاح الطريق.", "رئيس البلدية", "بإصلاح الطريق"),
    ("وصف المدرب المباراة بأنها «صعبة على الجميع».", "المدرب", "صعبة على الجميع"),
    ("لكن المدير، الذي حضر الحفل، قال إن القاعة صغيرة.", "المدير", "القاعة صغيرة"),
    ("أغلق السوق أبوابه، بحسب وزارة التجارة.", "وزارة التجارة", "أغلق السوق أبوابه"),
    ("وصلت الشحنة أمس، وفق ما ذكرت إدارة الميناء.", "إدارة الميناء", "وصلت الشحنة أمس"),
    ("«الطريق آمن منذ الصباح»، قال مدير الشرطة.", "مدير الشرطة", "الطريق آمن منذ الصباح"),
    ("جاء في بيان للوزارة أن الدوام يبدأ مبكرا.", "للوزارة", "الدوام يبدأ مبكرا"),
    ("وأفاد مصدر أمني طلب عدم ذكر اسمه بأن الدورية عادت.", "مصدر أمني", "الدورية عادت"),
    ("ويرى محللون أن السوق يتعافى.", "محللون", "السوق يتعافى"),
    ("وزعم المتحدث أن المبنى خال.", "المتحدث", "المبنى خال"),
    ("وطالب الوزير الإسرائيليين بوقف البناء.", "الوزير", "بوقف البناء"),
    ("وعزا المدير تراجع الأرباح إلى ارتفاع الأسعار.", "المدير", "تراجع الأرباح إلى ارتفاع الأسعار"),
    ("وأضاف المدير، وفقا لما ذكرت صحيفة محلية، أن الباب مغلق.", "المدير", "الباب مغلق"),
    ("وأشاد الرئيس بجهود العاملين.", "الرئيس", "بجهود العاملين"),
    ("وأكد المدير جاهزية المدارس.", "المدير", "جاهزية المدارس"),
    ("وبحسب المدير، فإن الباب مغلق منذ سنة.", "المدير", "الباب مغلق منذ سنة"),
    ("قال المدير إن الباب مغلق، دون أن يذكر السبب.", "المدير", "الباب مغلق"),
    ("وأصدرت الوزارة بيانا: «الباب مغلق أمام الجميع».", "الوزارة", "الباب مغلق أمام الجميع"),
    ("وقال المدير: &#34;الباب مغلق منذ سنة&#34;.", "المدير", "الباب مغلق منذ سنة"),
    ("استبعد المدير «العودة قريبا جدا» إلى العمل.", "المدير", "«العودة قريبا جدا» إلى العمل"),
    ("عمان، الأردن (الضحى) -- أغلق الباب منذ سنة، بحسب المدير.", "المدير", "أغلق الباب منذ سنة"),
    ("أبدت الوزيرة استعدادها للتعاون.", "الوزيرة", "استعدادها للتعاون"),
    ("وانتقد الرئيس المصري الاتفاق.", "الرئيس المصري", "الاتفاق"),
    ("وحملت الوزارة الشركة مسؤولية العطل.", "الوزارة", "مسؤولية العطل"),
    ("أظهرت دراسة أن القهوة تنعش.", "دراسة", "القهوة تنعش"),
    ("وجد باحثون أن النوم ينعش.", "باحثون", "النوم ينعش"),
    ("وتصر الوزيرة على أن العمل مستمر.", "الوزيرة", "العمل مستمر"),
    ("قال المدير، الذي انتقد القرار بشدة، إن العمل مستمر.", "المدير", "العمل مستمر"),
    ("جرى ذلك رغم إقرار الوزارة بأن العمل متأخر.", "الوزارة", "العمل متأخر"),
    ("وهو القرار الذي وصفته الوزارة بأنه سليم.", "الوزارة", "سليم"),
    ("واعتبرته الوزارة خطوة أولى.", "الوزارة", "خطوة أولى"),
    ("وقللت الشركة من أهمية العطل.", "الشركة", "أهمية العطل"),
    ("وكانت دراسة محلية أظهرت أن القهوة تنعش.", "دراسة محلية", "القهوة تنعش"),
    ("ورحب المدير بالخطوة الجديدة.", "المدير", "بالخطوة الجديدة"),
    ("أدان المدير أمس بشدة الحادث الأليم.", "المدير", "الحادث الأليم"),
    ("ورفض المدير الاتهامات بالتقصير.", "المدير", "الاتهامات بالتقصير"),
    ("أوقفت الشرطة أمس رجلا قالت إنه سرق المتجر.", "الشرطة", "سرق المتجر"),
    ("وجاء في القرار أن العمل يبدأ غدا.", "القرار", "العمل يبدأ غدا"),
    ("وانتقدت الوزيرة السياسة الجديدة.", "الوزيرة", "السياسة الجديدة"),
    ("وبعثت الوزيرة برسالة إلى التجار مفادها أن الأسعار ثابتة.", "الوزيرة", "الأسعار ثابتة"),
    ("وتشير استطلاعات الرأي إلى أن الناس راضون.", "استطلاعات الرأي", "الناس راضون"),
    ("وينفي المدير، الذي غادر أمس، الاتهامات.", "المدير", "الاتهامات"),
    ("وكان الطرفان قد أعلنا ترحيبهما بالاتفاق.", "الطرفان", "ترحيبهما بالاتفاق"),
    ("وانتشرت شائعات مفادها أن الباب مغلق.", "شائعات", "الباب مغلق"),
    ("وهي الشركات التي تتهم الوزارة بالإهمال.", "الشركات", "بالإهمال"),
    ("وقال المدير إن الباب مغلق، وذلك في رسالة إلى العاملين.", "المدير", "الباب مغلق"),
    ("ودعت الوزارة السكان باتخاذ الحذر.", "الوزارة", "باتخاذ الحذر"),
    ("وعقد المدير مؤتمرا لإعلان أن العمل اكتمل.", "المدير", "العمل اكتمل"),
    ("وانتشر تقرير للبنك يفيد بأن السوق يتعافى.", "للبنك", "السوق يتعافى"),
    ("وتوقف العمل بعد أن أعلنت الشركة أن الأرباح تراجعت.", "الشركة", "الأرباح تراجعت"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "content"), CASES)
def test_speaker_and_content(text, speaker, content):
    assert told(text) == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "يذكر أن المصنع بني قبل قرن.",
        "يشار إلى أن البلدة صغيرة.",
        "زار الوفد «المتحف الكبير» مساء.",
        "تسلم العامل أجره وفقا للعقد المبرم.",
        "دار الحديث بين الحضور حتى الليل.",
        "واجب عدم ذكر الأسماء هنا.",
        "فرضت الشرطة إجراءات مشددة على المداخل.",
        "وتبين أن الطريق مغلق.",
        "وتشير الدلائل إلى تراجع السوق.",
        "زار الوفد مدينة بعد أن سقط المطر.",
        "وليس ذلك وحسب، بل زادت الأسعار.",
        "وأظهرت الصورة أن الباب مفتوح.",
        "وتدل الآثار على أن البيت قديم.",
        "وتوصل الطرفان إلى اتفاق مبدئي.",
        "وألقى العامل الحجر على الأرض.",
        "وقللت الشركة من النفقات.",
        "وجاء الاتفاق لدعم «برنامج خدمات الصرف الصحي في الريف» بين الوزيرة والمدير.",
        "وأحالت المحكمة عشرة متهمين إلى السجن.",
        "وأوقفت الشرطة رجلا اتهم بالسرقة.",
        "ورفض المدير الدخول.",
        "وتشير الصورة إلى بيت قديم.",
        "ويحاول المرشح فراي أن يفوز.",
        "وعلى المدير أن يعلن أن العمل اكتمل.",
    ],
)
def test_the_outlets_own_voice_is_no_quote(text):
    assert told(text) == []


GOING_ON = [
    ("قال الوزير إن السد ممتلئ، مضيفا أن المياه تكفي.", "المياه تكفي"),
    ("قال الوزير إن السد ممتلئ. وأضاف أن المياه تكفي.", "المياه تكفي"),
    ("قال الوزير إن السد ممتلئ.\nوتابع: «المياه تكفي الجميع».", "المياه تكفي الجميع"),
    ("قال الوزير إن السد ممتلئ.\nوبنيت السدود قديما.\nوأضاف أن المياه تكفي.", "المياه تكفي"),
    ("قال الوزير إن السد ممتلئ ودعا إلى ترشيد المياه.", "ترشيد المياه"),
]


@pytest.mark.parametrize(("text", "content"), GOING_ON)
def test_who_goes_on_is_the_speaker_before(text, content):
    first, second = quotes(text)
    assert (second.speaker, text[second.start : second.end]) == ("الوزير", content)
    assert (second.speaker_kind, second.continues) == ("pronoun", first.id)


def test_words_for_the_speaker_before_name_him():
    text = "قال مصدر أمني إن السد ممتلئ. وأوضح المصدر أن المياه تكفي. وقال المسؤول إن الخزان سليم."
    assert {q.speaker for q in quotes(text)} == {"مصدر أمني"}


def test_a_report_stands_beside_the_one_before():
    text = "وفيما جددت الوزيرة تحذيراتها للشركات، أعرب المدير عن أمله في التعاون."
    assert told(text) == [("الوزيرة", "تحذيراتها للشركات"), ("المدير", "أمله في التعاون")]


def test_a_quotation_goes_on_in_the_next_paragraph():
    text = "قال الوزير: «السد ممتلئ منذ الشتاء».\n«والمياه تكفي الجميع هذا العام»."
    assert [q.speaker for q in quotes(text)] == ["الوزير", "الوزير"]
    assert told("زار الوزير السد.\n«والمياه تكفي الجميع هذا العام».") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("أكد العضو في المجلس عن المدينة، سمير الحسن، أن العمل بدأ.", "العضو في المجلس عن المدينة، سمير الحسن"),
        ("ودعا سمير الحسن التجار إلى العمل.", "سمير الحسن"),
        ("قال سمير الحسن للوفد إن العمل بدأ.", "سمير الحسن"),
    ],
)
def test_persons_names_bound_the_speaker(text, speaker):
    start = text.index("سمير")
    person = Mention(id="m", start=start, end=start + len("سمير الحسن"), kind="person", **MARK)
    assert [r.speaker for r in records(text, credits=[person]) if isinstance(r, Quote)] == [speaker]


def test_a_verbs_gender_chooses_among_the_speakers():
    text = "قالت الوزيرة إن الدواء متوفر.\nوقال المدير إن المخزن ممتلئ.\nوأضافت أن التوزيع يبدأ غدا."
    assert [q.speaker for q in quotes(text)] == ["الوزيرة", "المدير", "الوزيرة"]


def test_another_speaks_in_turn():
    text = "قال الوزير إن السد ممتلئ. من جانبه أكد المحافظ أن الطريق مفتوح. بدورها أعلنت الشرطة أن الجسر مغلق."
    assert [q.speaker for q in quotes(text)] == ["الوزير", "المحافظ", "الشرطة"]


def test_a_subject_named_since_then_speaks_unless_the_words_go_on():
    text = "قال الوزير إن السد ممتلئ.\nوزار المحافظ القرية.\nوأكد أن الطريق مفتوح."
    assert [q.speaker for q in quotes(text)] == ["الوزير", "المحافظ"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قال سامي الدالي إن الجو بارد.", "named"),
        ("قال رئيس الوزراء إن الجو بارد.", "office"),
        ("قال شهود عيان إن الجو بارد.", "anonymous"),
        ("قال الجانبان إن الجو بارد.", "collective"),
        ("قال بيان للشركة إن الجو بارد.", "vehicle"),
    ],
)
def test_how_the_speaker_is_given(text, kind):
    assert [q.speaker_kind for q in quotes(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("قال المدير إن الباب مغلق.", "said"),
        ("زعم المدير أن الباب مغلق.", "claimed"),
        ("نفى المدير إغلاق الباب.", "denied"),
        ("ولم ينف المدير إغلاق الباب.", "said"),
        ("أكد المدير أن الباب مغلق.", "said"),
        ("أكد المدير صحة الخبر.", "confirmed"),
        ("قال المدير إن الباب مغلق. ولم يتسن التحقق من ذلك.", "unconfirmed"),
        ("قال المدير إن الباب مغلق، ولم يتسن لنا التأكد من مصدر آخر.", "unconfirmed"),
        ("وذكرت أنباء غير مؤكدة أن الباب مغلق.", "unconfirmed"),
    ],
)
def test_stance(text, stance):
    assert [q.stance for q in quotes(text)] == [stance]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قال المدير إن «الباب مغلق منذ سنة كاملة».", "direct"),
        ("قال المدير إن الباب مغلق.", "reported"),
        ("قال المدير إن الباب «مغلق منذ سنة كاملة» ولن يفتح.", "mixed"),
    ],
)
def test_kind(text, kind):
    assert [q.kind for q in quotes(text)] == [kind]


def test_a_headline_names_its_speaker_before_a_colon():
    text = "الدالي: الجسر جاهز للعبور\nقال وزير النقل سامي الدالي إن الجسر جاهز."
    assert ("الدالي", "الجسر جاهز للعبور") in told(text, {0: "headline"})
    assert told("تغطية خاصة: الجسر جاهز للعبور", {0: "headline"}) == []


def test_a_headline_may_name_whom_its_speaker_tells():
    text = "الدالي لصحيفة الضحى: الجسر جاهز للعبور\nقال وزير النقل سامي الدالي إن الجسر جاهز."
    assert ("الدالي", "الجسر جاهز للعبور") in told(text, {0: "headline"})


def test_words_before_the_next_report_may_be_told_on_anothers_word():
    text = "وطبقا للشرطة لم يتمكن السكان أمس من دخول المبنى، وقال المدير إن الباب مغلق."
    assert told(text) == [("للشرطة", "لم يتمكن السكان أمس من دخول المبنى"), ("المدير", "الباب مغلق")]


def test_a_headlines_second_part_may_be_speech():
    text = "بعد جدل طويل.. الدالي: الجسر جاهز للعبور\nقال وزير النقل سامي الدالي إن الجسر جاهز."
    assert ("الدالي", "الجسر جاهز للعبور") in told(text, {0: "headline"})


def test_a_speaker_goes_on_after_a_circumstance():
    text = "قال سمير الحسن إن العمل بدأ. وحول الأسعار المقبلة قال إن الناس راضون."
    assert told(text) == [("سمير الحسن", "العمل بدأ"), ("سمير الحسن", "الناس راضون")]


def test_a_main_clause_after_the_one_under_it_reports_too():
    text = "وفي الوقت الذي أشار فيه شهود إلى أن الباب مفتوح، قالت الشرطة إن المبنى خال."
    assert told(text) == [("شهود", "الباب مفتوح"), ("الشرطة", "المبنى خال")]


def test_a_mark_that_nothing_closes_ends_with_its_sentence():
    text = "قال المدير: «الباب مغلق منذ سنة. وبني البيت قديما. وسكنه الناس."
    assert told(text) == [("المدير", "الباب مغلق منذ سنة")]


def test_quotation_marks_may_nest():
    text = 'قال المدير: «سمعت صيحة "النار النار" ثم خرجت».'
    assert told(text) == [("المدير", 'سمعت صيحة "النار النار" ثم خرجت')]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PARTS), max_size=60).map(" ".join), st.lists(st.sampled_from(PARTS), max_size=20))
def test_content_lies_in_its_block_and_outside_its_cue_and_speaker(text, second):
    article, layers = article_of(text + "\n" + " ".join(second))
    for quote in (r for r in STAGE(article, layers) if isinstance(r, Quote)):
        assert quote.start < quote.end
        assert any(b.start <= quote.start and quote.end <= b.end for b in layers.of(Block))
        assert quote.cue_end <= quote.start or quote.end <= quote.cue_start
        if quote.speaker_kind != "pronoun" and quote.speaker_start is not None and not quote.continues:
            assert quote.speaker_end <= quote.start or quote.end <= quote.speaker_start


@settings(deadline=None, max_examples=60)
@given(st.sampled_from('«»"“”„'), st.integers(0, 200))
def test_a_broken_mark_swallows_no_article(mark, place):
    sentence = "قال الوزير إن السد ممتلئ. وبني السد قديما. "
    text = sentence * 12
    broken = text[:place] + mark + text[place:]
    assert all(q.end - q.start < 3 * len(sentence) for q in quotes(broken))
    assert len(quotes(broken)) >= 8


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["«", "»", '"', "“", "”", "&#34;", "(", ")", "."]), max_size=12), st.data())
def test_marks_in_any_order_swallow_no_article(marks, data):
    sentence = "قال الوزير إن السد ممتلئ. وبني السد قديما. "
    text = sentence * 12
    for mark in marks:
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + mark + text[place:]
    assert sum(q.end - q.start for q in quotes(text)) < len(text) * 0.8
    spans = [(q.start, q.end, q.cue_start, q.cue_end) for q in quotes(text)]
    assert all(start < end and (cued <= start or end <= cue) for start, end, cue, cued in spans)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200))
def test_any_text_is_read(text):
    for record in STAGE(*article_of(text)):
        assert isinstance(record, Quote | Attribution)


def test_every_quote_has_its_attribution_beside_it():
    made = records("قال الوزير إن السد ممتلئ، مضيفا أن المياه تكفي.")
    assert [type(r) for r in made] == [Quote, Attribution] * 2
    assert [r.about for r in made if isinstance(r, Attribution)] == [r.id for r in made if isinstance(r, Quote)]
    assert not [r for r in made if isinstance(r, Credit)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("كشف الاختبار أن الماء ملوث.", None),
        ("لطالما قال سمير الحسن إن الحل قريب.", "سمير الحسن"),
        ("قال ممثلو الادعاء إن الأموال اختلست.", "ممثلو الادعاء"),
        ("وقالت الباحثة إن الحل قريب.", "الباحثة"),
        ("وتقول الشركات الخليجية إن الحل قريب.", "الشركات الخليجية"),
        ("قالت إحدى جماعات التمرد إنها هوجمت.", "إحدى جماعات التمرد"),
        ("يرى 43 في المائة من السكان أن الحل قريب.", "43 في المائة"),
    ],
)
def test_only_who_can_speak_is_a_speaker(text, speaker):
    assert quotes(text)[0].speaker == speaker


def test_a_speech_that_opens_with_i_keeps_it():
    text = 'قال سمير الحسن: "أنا من بنى هذا البيت القديم".'
    assert told(text) == [("سمير الحسن", "أنا من بنى هذا البيت القديم")]
