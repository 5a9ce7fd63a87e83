"""The word lists that intake reads: their columns and values, and that each kind of row finds what it is for."""

import re

import pytest

from marsad.arabic.orthography import fold_word
from marsad.lexicon.table import load

MATCHES = {"whole", "start", "end", "part"}
OUTLETS = {"newspaper", "agency", "broadcaster", "site", "magazine"}
COLUMNS = {
    "furniture": ("phrase", "match", "kind", "note"),
    "sections": ("phrase", "note"),
    "outlets": ("name", "aliases", "domain", "country", "kind", "credit"),
    "byline_cues": ("phrase", "match", "kind", "note"),
    "outlet_words": ("phrase", "kind"),
}
KINDS = {
    "furniture": {"furniture", "list", "caption", "dateline", "section"},
    "byline_cues": {"byline", "agency", "caption"},
    "outlet_words": OUTLETS,
    "outlets": OUTLETS,
}
LEAST = {"furniture": 400, "sections": 150, "outlets": 250, "byline_cues": 100, "outlet_words": 30}

# Lines of our own: the kind that a row of the list should give them, or None where no row may claim them.
LINES = [
    ("furniture", "ت + ت - الحجم الطبيعى", "furniture"),
    ("furniture", "زر الذهاب إلى الأعلى", "furniture"),
    ("furniture", "1250 مشاهدة", "furniture"),
    ("furniture", "تابعونا على تطبيق الجريدة", "furniture"),
    ("furniture", "النقابة © 2020 - جميع الحقوق محفوظه للجريدة", "furniture"),
    ("furniture", "لا تفوّت أخبار مدينتك وتابعها عبر قناتنا على تلغرام", "furniture"),
    ("furniture", "SHARE", "furniture"),
    ("furniture", "إقرأ أيضاً:", "list"),
    ("furniture", "الأكثر قراءةً", "list"),
    ("furniture", "الكلمات المفتاحية: جسر، نهر", "list"),
    ("furniture", "رئيس مجلسى الإدارة والتحرير", "furniture"),
    ("furniture", "من حفل افتتاح الميناء - أرشيف", "caption"),
    ("furniture", "كانت هذه تفاصيل خبر الميناء الجديد", "furniture"),
    ("furniture", "آخر تحديث: الخميس 3 مارس", "dateline"),
    ("furniture", "العدد 2376", "dateline"),
    ("furniture", "صورة أرشيفية لميناء الصيادين", "caption"),
    ("furniture", "التصنيف: اقتصاد", "section"),
    ("furniture", "شارك مئات الصيادين في افتتاح الميناء الجديد أمس", None),
    ("furniture", "قرأ الوزير بيان الحكومة أمام النواب", None),
    ("byline_cues", "كتبت - سعاد المنصوري", "byline"),
    ("byline_cues", "ترجمة: نادر الحلو", "byline"),
    ("byline_cues", "| وكالات", "agency"),
    ("byline_cues", "تصوير: هالة عمر", "caption"),
    ("byline_cues", "تحرير المدينة الساحلية من الأمية", None),
    ("byline_cues", "تقرير: نصف الآبار جفّت هذا الصيف", None),
    ("furniture", "بالصور: افتتاح الميناء الجديد", None),
]


def letters(text):
    return " ".join(re.sub(r"[\W\d_]+", " ", fold_word(text).casefold()).split())


def found(row, line):
    """Whether the row matches the line: the plainest reading of the column `match`."""
    phrase, text = letters(row["phrase"]), letters(line)
    if row["match"] == "whole":
        return phrase in (text, letters(line.partition(":")[0]) if ":" in line else text)
    if row["match"] == "end":
        return f" {text}".endswith(f" {phrase}")
    return f"{text} ".startswith(f"{phrase} ") if row["match"] == "start" else f" {phrase} " in f" {text} "


@pytest.mark.parametrize("name", COLUMNS)
def test_list_loads_with_its_columns_and_is_large_enough(name):
    rows = load(name)
    assert len(rows) >= LEAST[name]
    assert {tuple(row.cells) for row in rows} == {COLUMNS[name]}
    assert [row.place for row in rows if "" in row.cells.values()] == []


@pytest.mark.parametrize("name", KINDS)
def test_kinds_and_matches_are_known(name):
    assert {row["kind"] for row in load(name)} == KINDS[name]
    assert {row.cells.get("match", "whole") for row in load(name)} <= MATCHES


@pytest.mark.parametrize("name", ["furniture", "sections", "byline_cues", "outlet_words"])
def test_no_phrase_is_empty_or_stands_twice_in_other_spelling(name):
    compared = [letters(row["phrase"]) for row in load(name)]
    assert "" not in compared
    assert sorted(compared) == sorted(set(compared))


@pytest.mark.parametrize(
    ("one", "other"), [("furniture", "sections"), ("furniture", "byline_cues"), ("sections", "byline_cues")]
)
def test_lists_do_not_claim_the_same_phrase(one, other):
    first, second = ({letters(row["phrase"]) for row in load(name)} for name in (one, other))
    assert first & second == set()


@pytest.mark.parametrize(("name", "line", "kind"), LINES)
def test_each_kind_of_row_finds_its_line(name, line, kind):
    kinds = {row["kind"] for row in load(name) if found(row, line)}
    assert kinds == ({kind} if kind else set())


def test_part_rows_are_long_enough_to_be_safe():
    assert [row["phrase"] for row in load("furniture") if row["match"] == "part" and len(row["phrase"]) < 9] == []


def test_outlet_names_aliases_and_credits_each_belong_to_one_outlet():
    for columns in (("name", "aliases"), ("credit",)):
        owners = {}
        for row in load("outlets"):
            for form in {fold_word(form).casefold() for column in columns for form in row[column].split(" | ")} - {"-"}:
                assert owners.setdefault(form, row["name"]) == row["name"], row.place


def test_outlet_domains_and_countries_are_well_formed():
    domains = [row["domain"] for row in load("outlets") if row["domain"] != "-"]
    assert [domain for domain in domains if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain)] == []
    assert len(domains) == len(set(domains))
    assert [row.place for row in load("outlets") if not re.fullmatch("[A-Z]{3}", row["country"])] == []


@pytest.mark.parametrize(
    ("credit", "name"), [("أ ف ب", "فرانس برس"), ("واس", "واس"), ("(شينخوا)", "شينخوا"), ("AP", "أسوشيتد برس")]
)
def test_agencies_are_found_by_their_credit(credit, name):
    assert [row["name"] for row in load("outlets") if credit in row["credit"].split(" | ")] == [name]
