from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.arabic.orthography import COMPARISON, LOOKUP, SPELLING, Folding, fold, fold_word

FOLDINGS = [COMPARISON, LOOKUP, SPELLING, Folding(marks=False), Folding(digits=False, hamza=False)]

ANY_TEXT = st.text(
    st.one_of(
        st.characters(),
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
        st.sampled_from("اأإآوؤيئىة\u0653\u0654\u0655\u064b\u0651\u0640\u200f\u200c\ufeffﻻﷲﷺ𝟘\U0001ee00\ud800"),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("إلى أيلول", "الي ايلول"),
        ("مسؤولة رئاسة", "مسووله رياسه"),
        ("العراقيّة قــوات", "العراقيه قوات"),
        ("\u200f«مكّن»\u202c", "«مكن»"),
        ("کربلای", "كربلاي"),
        ("ٱلله ﷲ ﻻ ﻷن", "الله الله لا لان"),
        ("٦٠ ۲۰۱۷ ６", "60 2017 6"),
        ("كتاب\u00a0جديد", "كتاب جديد"),
        ("CNN café", "CNN café"),
        ("\ufc5e", ""),
        ("", ""),
    ],
)
def test_comparison_brings_spellings_together(written, folded):
    assert fold(written).text == folded


def test_foldings_keep_what_they_are_told_to_keep():
    assert fold("إدارةٌ مسؤولة على", LOOKUP).text == "ادارة مسؤولة علي"
    assert fold("إدارةٌ مسؤولة على", SPELLING).text == "إدارة مسؤولة على"
    assert fold("مدّة ٣", Folding(marks=False, digits=False)).text == "مدّه ٣"


def test_hamza_written_as_a_mark_is_the_letter_where_hamzas_are_kept():
    folded = fold("\u0627\u0654كد", SPELLING)
    assert folded.text == "أكد"
    assert folded.back(0, 1) == (0, 2)


@pytest.mark.parametrize(
    ("text", "part", "original"),
    [
        ("قال مختلفاً بعض", "مختلفا", "مختلفاً"),
        ("ال\u200fقــوات المشتركة", "القوات", "ال\u200fقــوات"),
        ("\u202b«الكاظمي»\u202c قال", "الكاظمي", "الكاظمي"),
        ("سلاﻡ ﻻ نهاية", "لا", "لا"),
        ("ﻻ نهاية", "لا", "ﻻ"),
        ("ﻻ نهاية", "ا", "ﻻ"),
    ],
)
def test_the_way_back(text, part, original):
    folded = fold(text)
    start = folded.text.index(part)
    begin, end = folded.back(start, start + len(part))
    assert text[begin:end] == original


@pytest.mark.parametrize("folding", FOLDINGS)
@settings(deadline=None)
@given(text=ANY_TEXT)
def test_every_folded_character_comes_from_where_the_way_back_points(folding, text):
    folded = fold(text, folding)
    assert folded.text == fold_word(text, folding)
    spans = [folded.back(i, i + 1) for i in range(len(folded.text))]
    for (begin, end), character in zip(spans, folded.text, strict=True):
        assert character in fold(text[begin:end], folding).text
    for (start, end), (after, _) in pairwise(spans):
        assert end <= after or start == after
    if spans:
        begin, end = folded.back(0, len(folded.text))
        assert fold(text[begin:end], folding).text == folded.text


@pytest.mark.parametrize("folding", FOLDINGS)
@settings(deadline=None)
@given(text=ANY_TEXT)
def test_folding_twice_changes_nothing(folding, text):
    once = fold_word(text, folding)
    assert fold_word(once, folding) == once


def test_spans_outside_the_text_are_refused():
    with pytest.raises(ValueError, match="no span 0-9"):
        fold("قال").back(0, 9)
    assert fold("").back(0, 0) == (0, 0)
