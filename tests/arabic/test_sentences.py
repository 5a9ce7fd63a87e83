from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.arabic.sentences import SentenceSplitter
from marsad.lexicon.table import load

SPLITTER = SentenceSplitter(row.cells for row in load("abbreviations"))


def parts(text):
    return [text[start:end] for start, end in SPLITTER.split(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["قال الوزير إن الأمر انتهى.", "وأضاف أن «العمل بدأ. ولن يتوقف».", "ثم غادر."],
        ['وقال: "لم نوقع شيئا. نحن ننتظر."', "وغادر القاعة."],
        ["هل انتهت الحرب؟", "لا!", "ما زالت مستمرة."],
        ["التقى د. سمير وم. أحمد في بغداد.", "ونقلت ا.ف.ب. عن مصدر ذلك."],
        ["سقطت القذيفة على بعد 4.5 كلم. من المطار.", "ولم يصب أحد."],
        ["وصل الوفد أمس إلى دمشق..", "فيما نفى مصدر آخر وصوله"],
        ["انتهى الاجتماع.", "وقال U.S. Army في www.army.mil إن شيئا لم يحدث"],
        ["قال إنه... لا يعرف شيئا."],
        ["بلغت النسبة 5.2 في المئة في 31.12.2021 بحسب (أي. بي) أمس."],
        ["قال «إن القوس مفتوح.", "ثم مضى."],
        ["ما هذا؟!", "ولماذا الآن…", "وهل يعود؟"],
        ["«هل أنتم معنا؟» سأل الرجل.", "فصمتوا."],
        ["كتبت جيه. كيه. سميث رواية.", "وقرأها ج. ك. براون."],
    ],
)
def test_sentences_of_a_line(sentences):
    assert parts(" ".join(sentences)) == sentences


def test_a_period_without_a_space_ends_a_sentence_between_words():
    assert parts("انتهى الاجتماع.وغادر الوفد.") == ["انتهى الاجتماع.", "وغادر الوفد."]
    assert parts("قال «انتهى الاجتماع».وغادر الوفد.") == ["قال «انتهى الاجتماع».", "وغادر الوفد."]


@pytest.mark.parametrize("part", ["«سلام». ", "(", "«", '"س. ', "1. ", "م. ", "“»"])
def test_the_time_grows_with_the_length_alone(part):
    begun = time.process_time()
    assert list(SPLITTER.split(part * (200_000 // len(part))))
    assert time.process_time() - begun < 8


def test_no_sentence_crosses_a_line_break():
    text = "بغداد تعلن\n\n1. بند أول\r\n2. بند ثان\n  • بند ثالث  "
    assert parts(text) == ["بغداد تعلن", "1. بند أول", "2. بند ثان", "• بند ثالث"]


def test_a_stretch_of_a_text():
    text = "أولا. ثانيا جاء. ثالثا."
    assert [text[a:b] for a, b in SPLITTER.split(text, 6, 16)] == ["ثانيا جاء."]


@settings(deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from('.؟!«»"() \nدو5')), max_size=60))
def test_sentences_hold_every_visible_character_once(text):
    spans = list(SPLITTER.split(text))
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
