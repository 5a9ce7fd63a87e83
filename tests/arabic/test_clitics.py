from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.arabic.clitics import CliticSplitter, CliticTables
from marsad.arabic.tokens import tokenize
from marsad.lexicon import compiled
from marsad.lexicon.table import load

TREEBANK = Path(__file__).parents[2] / "../shared/data/segmentation/ud_pud.first500.conllu"


@pytest.fixture(scope="module")
def splitter():
    rows = [[row.cells for row in load(name)] for name in ("clitics", "segmented_words")]
    return CliticSplitter(CliticTables.of(*rows, compiled.word_frequencies()), compiled.clitic_weights())


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("للتحالف", "ل+التحالف"),
        ("وبالعراق", "و+ب+العراق"),
        ("سيقولونه", "س+يقولون+ه"),
        ("وللحكومة", "و+ل+الحكومة"),
        ("قواتهما", "قوات+هما"),
        ("وزير", "وزير"),
        ("والد", "والد"),
        ("بيان", "بيان"),
        ("لجنة", "لجنة"),
        ("ليبيا", "ليبيا"),
        ("بليبيا", "ب+ليبيا"),
        ("كتاب", "كتاب"),
        ("الوزراء", "الوزراء"),
        ("لهم", "ل+هم"),
        ("فلهم", "ف+ل+هم"),
        ("مما", "م+ما"),
        ("للحد", "ل+الحد"),
        ("للبنان", "ل+لبنان"),
        ("عليها", "علي+ها"),
        ("لأنهم", "ل+ان+هم"),
        ("وقتل", "و+قتل"),
        ("كان", "كان"),
        ("وقال", "و+قال"),
    ],
)
def test_words_come_apart(splitter, word, pieces):
    segments = splitter.split(word)
    parts = [*segments.proclitics, segments.stem, *([segments.suffix] if segments.suffix else [])]
    assert "+".join(parts) == pieces


def test_spans_are_those_of_the_word_as_written(splitter):
    word = "وبِمُدُنِـهِمْ"
    segments = splitter.split(word)
    assert [word[start:end] for start, end in segments.spans] == ["و", "بِ", "مُدُنِـ", "هِمْ"]


@settings(deadline=None)
@given(
    word=st.one_of(
        st.text(max_size=12),
        st.text(st.sampled_from("وفبلكسالهمنيتةرأ\u064e\u0640ﻻ"), max_size=12),
    )
)
def test_segments_join_back_to_the_word(splitter, word):
    segments = splitter.split(word)
    assert "".join(word[start:end] for start, end in segments.spans) == word
    assert len(segments.spans) == len(segments.proclitics) + 1 + bool(segments.suffix)


@pytest.mark.skipif(not TREEBANK.exists(), reason="the treebank is not there")
def test_the_half_of_the_treebank_that_was_not_fitted_on(splitter):
    right = total = 0
    for block in TREEBANK.read_text(encoding="utf-8").strip().split("\n\n")[250:]:
        for gold in gold_words(block):
            segments = splitter.split("".join(gold))
            word = "".join(gold)
            right += [word[start:end] for start, end in segments.spans] == gold
            total += 1
    assert right / total >= 0.985


def gold_words(block):
    current = []
    for cells in (line.split("\t") for line in block.splitlines() if not line.startswith("#")):
        arabic = cells[3] not in ("PUNCT", "SYM") and any(token.kind == "word" for token in tokenize(cells[1]))
        current += [cells[1]] if arabic else []
        if current and (not arabic or "SpaceAfter=No" not in cells[9]):
            yield current
            current = []
