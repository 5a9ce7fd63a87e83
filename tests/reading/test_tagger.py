"""The tagger of names: cutting into pieces, labels to names, and the weights that come with Marsad."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.arabic.tokens import Token
from marsad.reading.mentions.tagger_pieces import SPACE, Pieces
from marsad.reading.mentions.tagger_spans import LABELS, OUTSIDE, Labelled, stretches
from marsad.reading.mentions.tagger_text import TextTagger
from marsad.reading.mentions.tagger_units import on_units
from marsad.reading.mentions.units import Stretch
from marsad.reading.segmentation import clitic_splitter

SENTENCE = "وصل سالم الجبوري إلى دمشق، ثم التقى مسؤولين في وزارة الخارجية السورية."
PIECES = {"<unk>": 0.0, f"{SPACE}": -2.0, f"{SPACE}سا": -3.0, "لم": -3.0, f"{SPACE}س": -2.5, "الم": -4.5, "ا": -5.0}


class Fixed:
    """Labels the words of a sentence as told."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def label(self, tokens: Sequence[Token]) -> Labelled:
        labels = [self._names.get(token.text, OUTSIDE) for token in tokens]
        return Labelled(labels, [0.5] * len(labels))


@cache
def fast() -> TextTagger:
    tagger: TextTagger = pytest.importorskip("marsad.reading.mentions.tagger_crf").fast_tagger()
    return tagger


@cache
def accurate() -> TextTagger:
    pytest.importorskip("numpy")
    tagger: TextTagger = pytest.importorskip("marsad.reading.mentions.tagger_encoder").accurate_tagger()
    return tagger


TAGGERS = pytest.mark.parametrize("tagger", [fast, accurate])


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("O B-person I-person O", [(1, 3, "person")]),
        ("B-place B-place", [(0, 1, "place"), (1, 2, "place")]),
        ("I-group O", [(0, 1, "group")]),
        ("B-place I-person", [(0, 1, "place"), (1, 2, "person")]),
        ("O", []),
    ],
)
def test_labels_become_names(labels: str, expected: list[tuple[int, int, str]]) -> None:
    assert list(stretches(labels.split())) == expected


@given(st.lists(st.sampled_from(LABELS)))
def test_names_never_overlap_and_hold_every_label(labels: list[str]) -> None:
    found = list(stretches(labels))
    assert [at for first, last, _ in found for at in range(first, last)] == [
        at for at, label in enumerate(labels) if label != OUTSIDE
    ]


def test_the_likeliest_pieces_win() -> None:
    cutter = Pieces(PIECES, "<unk>")
    assert [list(PIECES)[n] for n in cutter.cut("سالم", True)] == [f"{SPACE}سا", "لم"]
    assert cutter.cut("س\u064eالم", True) == cutter.cut("سالم", True)
    assert cutter.cut("ق", False) == (0,)


@given(st.text(max_size=80), st.booleans())
@settings(deadline=None)
def test_any_word_has_pieces(word: str, spaced: bool) -> None:
    numbers = Pieces(PIECES, "<unk>").cut(word, spaced)
    assert numbers
    assert all(0 <= number < len(PIECES) for number in numbers)


def test_proclitics_are_told_from_names() -> None:
    names = dict.fromkeys(("وبغداد", "للحكومة", "وليد", "لبنان", "بعقوبة", "ويتكوف"), "B-place")
    text = "وبغداد ثم للحكومة ثم وليد ثم لبنان ثم بعقوبة ثم ويتكوف"
    found = TextTagger(Fixed(names), clitic_splitter()).names(text)
    assert [name.lead for name in found] == [1, 1, 0, 0, 0, 0]


def test_names_are_put_onto_units() -> None:
    text = "قال: زار عبد الأمير ودمشق."
    names = {"عبد": "B-person", "الأمير": "I-person", "ودمشق": "B-place"}
    stretch = Stretch(text, 0, "paragraph")
    tagger = TextTagger(Fixed(names), clitic_splitter())
    found = [(stretch.span(n.first, n.last, n.lead), n.kind) for n in on_units(tagger, text, stretch)]
    assert [(text[a:b], kind) for (a, b), kind in found] == [("عبد الأمير", "person"), ("دمشق", "place")]


def test_only_the_words_near_the_given_ones_are_read() -> None:
    names = dict.fromkeys(("بغداد", "دمشق"), "B-place")
    text = f"بغداد {'ثم ' * 20}دمشق {'ثم ' * 20}بغداد"
    found = TextTagger(Fixed(names), clitic_splitter()).names(text, near=[text.index("دمشق")])
    assert [text[name.start : name.end] for name in found] == ["دمشق"]


def test_a_name_that_goes_on_beyond_what_is_near_is_read_whole() -> None:
    text = f"{'ثم ' * 20}سالم {'بن علي ' * 10}ثم"
    names = {"سالم": "B-person", "بن": "I-person", "علي": "I-person"}
    for word in ("سالم", "علي"):
        (found,) = TextTagger(Fixed(names), clitic_splitter()).names(text, near=[text.rindex(word)])
        assert (found.start, found.end) == (text.index("سالم"), text.rindex(" ثم"))


@TAGGERS
def test_names_are_found(tagger: Callable[[], TextTagger]) -> None:
    found = {SENTENCE[n.start + n.lead : n.end]: n.kind for n in tagger().names(SENTENCE)}
    assert found == {"سالم الجبوري": "person", "دمشق": "place", "وزارة الخارجية السورية": "organization"}


@TAGGERS
def test_what_stands_around_a_sentence_changes_nothing(tagger: Callable[[], TextTagger]) -> None:
    text = f"عنوان\n{SENTENCE}\nوقال زيد: لا."
    shifted = [(n.start - 6, n.end - 6, n.kind, n.score) for n in tagger().names(text, 6, 6 + len(SENTENCE))]
    assert shifted == [(n.start, n.end, n.kind, n.score) for n in tagger().names(SENTENCE)]


@TAGGERS
def test_a_sentence_of_any_length_is_read(tagger: Callable[[], TextTagger]) -> None:
    text = "زار وفد بغداد ثم " * 150 + "عاد."
    assert {text[n.start : n.end] for n in tagger().names(text)} == {"بغداد"}


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=50)
def test_any_text_is_accepted(text: str) -> None:
    ends = [0]
    for name in fast().names(text):
        assert ends[-1] <= name.start < name.end <= len(text)
        assert 0 < name.score <= 1
        ends.append(name.end)
