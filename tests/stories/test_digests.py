import msgspec
import pytest
from news_pages import page

from marsad.records import Article
from marsad.stage import Annotated, Layers
from marsad.stories.digests import LEDE_WORDS, Digest, digest
from marsad.stories.terms import skeleton, term_reader

BRIDGE = "انهار جسر خشبي قديم فوق وادي الزعفران فجر السبت وأصيب سبعة عمال كانوا يرممونه."


def test_keeps_words_names_figures_and_day():
    made = digest(
        page(
            "a", "انهيار جسر الزعفران", BRIDGE, names=[("وادي الزعفران", "place:zafaran")], times=[("السبت", "W5<=", 0)]
        )
    )
    assert "زعفر" in {t[:4] for t in made.head}
    assert made.keys == (("place:zafaran", 2),)
    assert made.main.period is not None
    assert made.main.values == ("W5<=",)


def test_survives_being_stored():
    made = digest(page("a", "انهيار جسر", BRIDGE))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=Digest) == made
    assert len(msgspec.msgpack.encode(made)) < 3000


@pytest.mark.parametrize("text", ["", " ", "؟", "a b c", BRIDGE * 50])
def test_any_text_and_no_layers_will_do(text):
    made = digest(Annotated(Article(id="x", page="x", path="x", text=text, language="und"), Layers()))
    assert made.day is None
    assert made.article_id == "x"


def test_the_opening_ends_after_some_words_and_later_sentences_stand_beside():
    text = " ".join(["كلمة"] * LEDE_WORDS) + "\nوزار وفد المعلمين مصنع الورق أمس الأول مع نقابة الطباعة."
    made = digest(
        page(
            "a",
            "عنوان",
            text,
            names=[("وفد المعلمين", "org:t"), ("نقابة الطباعة", "org:p")],
            times=[("أمس الأول", "P-2D", -2)],
        )
    )
    assert made.main.keys == ()
    assert [told.keys for told in made.beside] == [("org:t", "org:p")]


def test_a_dateline_before_the_first_words_tells_nothing():
    made = digest(page("a", "", BRIDGE))
    assert made.headline.startswith("انهار جسر")


@pytest.mark.parametrize(("one", "other"), [("والكتابات", "كتابة"), ("للمهندسين", "المهندسون"), ("بالمدينة", "مدينة")])
def test_forms_of_a_word_are_one_term(one, other):
    reader = term_reader()
    assert reader.term(one) == reader.term(other)


@pytest.mark.parametrize(("one", "other"), [("ترامب", "ترمب"), ("صواريخ", "صاروخ"), ("أتليتيكو", "أتلتيكو")])
def test_spellings_of_a_name_have_one_skeleton(one, other):
    reader = term_reader()
    assert skeleton(reader.term(one)) == skeleton(reader.term(other))


def test_a_common_word_weighs_less():
    reader = term_reader()
    assert reader.rate(reader.term("الحكومة")) > 20 * reader.rate(reader.term("زعفران"))


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("وفي غضون ذلك، وصل الوفد إلى المدينة", "وصل الوفد إلى المدينة"),
        ("من جهة أخرى أعلن الوزير استقالته", "أعلن الوزير استقالته"),
        ("وقد زار الوزير الميناء", "زار الوزير الميناء"),
        ("واشنطن تستضيف جولة من المحادثات", "واشنطن تستضيف جولة من المحادثات"),
        ("وفي البصرة افتتح المحافظ مدرسة", "في البصرة افتتح المحافظ مدرسة"),
        ("في غضون ذلك", "في غضون ذلك"),
    ],
)
def test_a_name_stands_without_what_ties_it_to_the_sentence_before(sentence: str, name: str) -> None:
    assert " ".join(term_reader().standing_alone(sentence.split(), 12)) == name


def test_a_name_ends_at_a_comma_or_before_a_particle() -> None:
    reader = term_reader()
    assert reader.standing_alone("زار الوزير الميناء، ثم عاد إلى".split(), 4) == ("زار", "الوزير", "الميناء")
    assert reader.standing_alone("زار الوزير الميناء في مدينة".split(), 4) == ("زار", "الوزير", "الميناء")
