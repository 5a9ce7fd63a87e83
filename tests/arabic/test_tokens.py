from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.arabic.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("وقتل27 عنصراً من داعـش", "word:وقتل number:27 word:عنصراً word:من word:داعـش"),
        ("%60 و60%", "symbol:% number:60 word:و number:60 symbol:%"),
        ("٦٠٪ ٥٫٢", "number:٦٠ symbol:٪ number:٥٫٢"),
        ("1,250,000.5 5،000 ١٬٢٠٠", "number:1,250,000.5 number:5،000 number:١٬٢٠٠"),
        ("2014،2015", "number:2014 punctuation:، number:2015"),
        ("4/10/2021", "number:4 punctuation:/ number:10 punctuation:/ number:2021"),
        ("31.12.2021", "number:31 punctuation:. number:12 punctuation:. number:2021"),
        ("19:04 12:30:05 3:2", "time:19:04 time:12:30:05 number:3 punctuation:: number:2"),
        ("https://a.example/x?b=1، b@c.example", "link:https://a.example/x?b=1 punctuation:، email:b@c.example"),
        ("@marsad #خبر_عاجل.", "handle:@marsad hashtag:#خبر_عاجل punctuation:."),
        ("F-16 don't", "foreign:F punctuation:- number:16 foreign:don't"),
        ("CNNقالت", "foreign:CNN word:قالت"),
        ("«قال».. $5", "punctuation:« word:قال punctuation:» punctuation:.. symbol:$ number:5"),
        ("\u200fمن\u200e ـ ", "word:من symbol:ـ"),
        ("", ""),
    ],
)
def test_kinds(text, tokens):
    assert " ".join(f"{token.kind}:{token.text}" for token in tokenize(text)) == tokens


def test_offsets_of_a_stretch_are_those_of_the_text():
    token = next(tokenize("قال الوزير أمس", 4, 10))
    assert (token.start, token.end, token.text) == (4, 10, "الوزير")


@settings(deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("0123٤٥.,:،%#@_/-ـ\u064b\u200fواب")), max_size=40))
def test_tokens_stand_where_they_say_and_leave_only_what_shows_nothing(text):
    tokens = list(tokenize(text))
    assert all(text[token.start : token.end] == token.text for token in tokens)
    rest = list(text)
    for token in reversed(tokens):
        del rest[token.start : token.end]
    assert not any(character.isalnum() for character in rest)
