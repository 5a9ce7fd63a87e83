from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.arabic.verbs import VerbForms
from marsad.lexicon import compiled
from marsad.lexicon.table import load

SCRIPT = Path(__file__).parents[2] / "scripts/compile_verbs.py"


@pytest.fixture(scope="module")
def forms():
    rows = [row.cells for row in load("verbs")]
    return VerbForms(compiled.verb_forms(), rows, [row["word"] for row in load("verb_look_alikes")])


def brief(reading):
    return " ".join(str(part) for part in (reading.lemma, reading.voice, reading.tense, reading.person) if part)


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("قال", "قَالَ active past 3"),
        ("أعلنت", "أَعْلَنَ active past 3"),
        ("اعلنت", "أَعْلَنَ active past 3"),
        ("يقولون", "قَالَ active present 3"),
        ("نُشر", "نَشَرَ passive past 3"),
        ("قُتِلَ", "قَتَلَ passive past 3"),
        ("يُعتقل", "اِعْتَقَلَ passive present 3"),
        ("أُصيب", "أَصَابَ passive past 3"),
        ("اتخذت", "اِتَّخَذَ active past 3"),
        ("استجوبت", "اِسْتَجْوَبَ active past 3"),
        ("يستجيب", "اِسْتَجَابَ active present 3"),
        ("ذكرت", "ذَكَرَ active past 3"),
        ("يتسائل", "تَسَاءَلَ active present 3"),
    ],
)
def test_the_likeliest_reading_stands_first(forms, word, first):
    assert brief(forms.read(word)[0]) == first


def test_what_marks_leave_open_is_kept(forms):
    readings = {(r.kind, r.voice) for r in forms.read("قتل") if r.lemma == "قَتَلَ"}
    assert readings == {("verb", "active"), ("verb", "passive"), ("masdar", None)}
    assert {r.voice for r in forms.read("قَتل") if r.kind == "verb"} == {"active"}


@pytest.mark.parametrize(
    ("word", "kind", "number"),
    [
        ("مصابين", "passive participle", "plural"),
        ("مشيرا", "active participle", "singular"),
        ("المتظاهرون".removeprefix("ال"), "active participle", "plural"),
        ("اعتقالات", "masdar", "plural"),
        ("مسئول", "passive participle", "singular"),
        ("قاضي", "active participle", "singular"),
        ("محادثة", "masdar", "singular"),
    ],
)
def test_nouns_of_verbs(forms, word, kind, number):
    assert (kind, number) in {(r.kind, r.number) for r in forms.read(word)}


@pytest.mark.parametrize(("stem", "lemma"), [("قتلو", "قَتَلَ"), ("رما", "رَمَى"), ("مهاجمت", "هَاجَمَ"), ("انتهائ", "اِنْتَهَى")])
def test_stems_before_a_pronoun(forms, stem, lemma):
    assert lemma in {r.lemma for r in forms.read(stem, suffixed=True)}


def test_look_alikes_are_no_verbs_without_marks(forms):
    assert forms.read("في") == ()
    assert {r.kind for r in forms.read("بين")} <= {"masdar", "active participle", "passive participle"}
    assert brief(forms.read("بيّن")[0]) == "بَيَّنَ active past 3"


def test_tanwin_is_no_verb(forms):
    assert {r.kind for r in forms.read("عرضًا")} == {"masdar"}


def test_every_listed_verb_is_found_by_its_lemma(forms):
    missing = [row["lemma"] for row in load("verbs") if row["lemma"] not in {r.lemma for r in forms.read(row["lemma"])}]
    assert missing == []


@settings(deadline=None)
@given(st.text(max_size=8), st.booleans())
def test_any_string_may_be_asked_for(forms, word, suffixed):
    assert isinstance(forms.read(word, suffixed), tuple)


def test_the_compiled_forms_are_those_of_the_list():
    pytest.importorskip("mazini")
    spec = importlib.util.spec_from_file_location("compile_verbs", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    rows = [row.cells for row in load("verbs")][::40]
    verbs = {f"{cells['root']}.{cells['form']}{cells['vowels']}" for cells in rows}
    kept = {form: readings_of(text, verbs) for form, text in compiled.verb_forms().items()}
    made = {form: readings_of(text, verbs) for form, text in script.compiled(rows).items()}
    assert made == {form: readings for form, readings in kept.items() if readings}


def readings_of(text, verbs):
    return {reading for reading in text.split() if reading.split("/")[0] in verbs}
