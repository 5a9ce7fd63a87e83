"""Every line of a page gets a kind: in HTML by its markup, in scraped text by shape, place and known phrases."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.intake.blocks import BlockStage
from marsad.intake.opening import open_page
from marsad.records import Block, Media, Page
from marsad.stage import Layers

LEAD = "أعلنت قيادة العمليات المشتركة، أمس السبت، وصول وفد من البيشمركة إلى مقرها لبحث خطط مكافحة الإرهاب."
SECOND = "وقالت القيادة في بيان إن الجانبين اتفقا على مواصلة اللقاءات بين القادة الميدانيين، وعلى تبادل المعلومات."
THIRD = "وأضافت أن الوفد زار غرفة العمليات، واطلع على سير العمل فيها، قبل أن يعود إلى أربيل مساء اليوم نفسه."
HEADLINE = "وفد البيشمركة يبحث في بغداد خطط مكافحة الإرهاب"
stage = BlockStage()


def blocks(text: str, media: Media = "text", given: tuple[tuple[str, str], ...] = ()) -> list[tuple[str, str]]:
    article, records = open_page(Page(path="x", content=text.encode(), media=media, given=given))
    assert article is not None
    return [(block.kind, article.text[block.start : block.end]) for block in stage(article, Layers(records))]


def kinds(text: str, media: Media = "text") -> dict[str, str]:
    return {words: kind for kind, words in blocks(text, media)}


def page(*lines: str) -> str:
    return "\n".join(lines)


def test_a_scraped_page_with_its_furniture() -> None:
    found = kinds(
        page("عربي ودولي", HEADLINE, "| وكالات", "A+ A-", LEAD, SECOND, THIRD, "زر الذهاب إلى الأعلى", "صحيفة الضفتين")
    )
    assert found["عربي ودولي"] == "section"
    assert found[HEADLINE] == "headline"
    assert found["| وكالات"] == "byline"
    assert [found[line] for line in (LEAD, SECOND, THIRD)] == ["paragraph"] * 3
    assert {found["A+ A-"], found["زر الذهاب إلى الأعلى"], found["صحيفة الضفتين"]} == {"furniture"}


@pytest.mark.parametrize("line", ["محاور اللقاء", "ما بعد الزيارة", "ملفات عالقة"])
def test_a_short_line_between_paragraphs_is_a_subheading(line: str) -> None:
    assert kinds(page(HEADLINE, LEAD, line, SECOND))[line] == "subheading"


@pytest.mark.parametrize(
    "line", ["5/12/2021", "الأحد، 5 كانون الأول/ديسمبر 2021", "تاريخ النشر: 05 ديسمبر 2021 - 10:30"]
)
def test_a_date_alone_in_its_line_is_a_dateline(line: str) -> None:
    assert kinds(page(HEADLINE, line, LEAD, SECOND))[line] == "dateline"


@pytest.mark.parametrize("line", ["00:00", "• 1", "***", "\x00"])
def test_a_line_without_letters_is_furniture(line: str) -> None:
    assert kinds(page(HEADLINE, line, LEAD, SECOND)).get(line, "furniture") == "furniture"


def test_links_after_the_head_of_a_list_are_furniture_until_prose_goes_on() -> None:
    link, other = "الكاظمي: سنلاحق خلايا داعش في الجبال", "أربيل وبغداد تتفقان على غرفة مشتركة"
    found = kinds(page(HEADLINE, LEAD, "روابط ذات علاقة", link, other, SECOND, THIRD))
    assert {found[link], found[other], found["روابط ذات علاقة"]} == {"furniture"}
    assert found[SECOND] == found[THIRD] == "paragraph"


def test_a_caption_with_its_credit_and_a_name_under_a_picture() -> None:
    caption = "الوفد خلال لقائه قادة العمليات المشتركة في العاصمة بغداد (مكتب القيادة)"
    found = kinds(page(HEADLINE, "وفد البيشمركة", LEAD, caption, SECOND))
    assert found[caption] == found["وفد البيشمركة"] == "caption"


def test_two_headlines_and_the_title_of_a_saved_page() -> None:
    upper = "بغداد وأربيل تتفقان على تبادل المعلومات عن الإرهاب"
    assert [kind for kind, _ in blocks(page(upper, HEADLINE, LEAD, SECOND))][:2] == ["headline", "headline"]
    saved = page(f"الضفتان - عربي - {HEADLINE}", "الرئيسية", "محليات", HEADLINE, LEAD, SECOND)
    assert [words for kind, words in blocks(saved) if kind == "headline"] == [HEADLINE]


def test_columns_of_a_saved_page_are_cut_at_wide_gaps() -> None:
    found = kinds(f"الرئيسية      اقتصاد      رياضة      {HEADLINE}        {LEAD}     {SECOND}")
    assert found[HEADLINE] == "headline"
    assert found[LEAD] == found[SECOND] == "paragraph"


@pytest.mark.parametrize("text", ["قتل شخصان في انفجار وسط المدينة.", "مظاهرات في الخرطوم", f"{LEAD}"])
def test_a_sentence_alone_is_body(text: str) -> None:
    assert [kind for kind, _ in blocks(text)] == ["paragraph"]


def test_a_title_that_was_given_names_the_headline_of_a_page_without_prose() -> None:
    assert blocks("مظاهرات في الخرطوم", given=(("title", "مظاهرات في الخرطوم"),)) == [
        ("headline", "مظاهرات في الخرطوم")
    ]


HTML = f"""
<html><head><title>{HEADLINE} | الضفتان</title></head><body>
<nav><ul><li><a href=/>الرئيسية</a></li><li><a href=/p>سياسة</a></li><li><a href=/s>رياضة</a></li></ul></nav>
<main><h1>{HEADLINE}</h1><div class=meta>الأحد 5 ديسمبر 2021</div>
<figure><img src=x><figcaption>من اللقاء في بغداد</figcaption></figure>
<div class=lead><p>{LEAD}</p></div><div class=share><a href=#>شارك</a></div>
<div class=text><p>{SECOND}</p><h3>ملفات عالقة</h3><p>{THIRD}</p>
<p><a href=/2>اقرأ أيضا: واشنطن تؤكد دعمها</a></p></div></main>
<div class=comments><p>أرى أن هذا الكلام قيل من قبل مرات كثيرة، ولا جديد فيه، شكرا على النشر والمتابعة.</p></div>
<footer><p>جميع الحقوق محفوظة للضفتين، ولا يجوز إعادة النشر من دون إذن، والآراء لا تعبر عن رأي الموقع.</p></footer>
</body></html>"""


def test_an_html_page() -> None:
    found = kinds(HTML, "html")
    assert found[HEADLINE] == "headline"
    assert [found[line] for line in (LEAD, SECOND, THIRD)] == ["paragraph"] * 3
    assert (found["ملفات عالقة"], found["من اللقاء في بغداد"]) == ("subheading", "caption")
    assert found["الأحد 5 ديسمبر 2021"] == "dateline"
    rest = [words for words, kind in found.items() if kind == "furniture"]
    assert {"الرئيسية", "سياسة", "شارك", "اقرأ أيضا: واشنطن تؤكد دعمها"} <= set(rest)
    assert len([words for words in rest if words.startswith(("أرى", "جميع"))]) == 2


@settings(deadline=None)
@given(st.text(alphabet="ابتلم وقال. \n\t\u00a0\u200f:؟«»(1)", max_size=300), st.sampled_from(["text", "html"]))
def test_blocks_cover_the_text_exactly_once_and_never_differ(text: str, media: Media) -> None:
    article, records = open_page(Page(path="x", content=text.encode(), media=media))
    if article is None:
        return
    layers = Layers(records)
    found: list[Block] = list(stage(article, layers))
    assert found == list(stage(article, layers))
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {n for block in found for n in range(block.start, block.end)}
    assert all(n in covered or c.isspace() for n, c in enumerate(article.text))
    assert all(0 <= block.start < block.end <= len(article.text) for block in found)


def test_a_quote_pulled_out_of_the_body_is_not_told_twice() -> None:
    quote = '"سنواصل العمل مع بغداد على حماية المناطق المشتركة"'
    told = f"وقال قائد الوفد: {quote}، مضيفا أن اللقاءات ستستمر في الأسابيع المقبلة بين القادة الميدانيين."
    found = kinds(page(HEADLINE, LEAD, quote, "اللواء كريم العلي قائد الوفد", told, SECOND))
    assert found[quote] == found["اللواء كريم العلي قائد الوفد"] == "furniture"
    assert found[told] == found[LEAD] == "paragraph"


def test_lines_under_the_headline_before_the_lead_are_no_paragraphs() -> None:
    decks = ["أربيل: الوفد بحث سد الثغرات بين القطعات", "خبير: التنسيق وحده يمنع عودة الخلايا إلى الجبال"]
    found = kinds(page(HEADLINE, *decks, LEAD + " " + SECOND, THIRD))
    assert not {found[deck] for deck in decks} & {"paragraph", "subheading"}


def test_a_line_before_the_paragraph_with_the_dateline_is_a_caption() -> None:
    caption = "رفعت القوات العراقية حالة التأهب في المناطق المشتركة منذ مطلع الشهر."
    found = kinds(page(HEADLINE, caption, f"بغداد، العراق (الضفتان)-- {LEAD}", SECOND))
    assert (found[caption], found[SECOND]) == ("caption", "paragraph")


@pytest.mark.parametrize("line", ["بغداد - رويترز", "أربيل ـ أ ف ب:"])
def test_a_credit_line_is_no_subheading(line: str) -> None:
    assert kinds(page(HEADLINE, LEAD, line, SECOND, THIRD))[line] == "byline"


def test_verse_at_the_end_is_kept_and_tags_are_not() -> None:
    verse = [
        "سلام على بغداد من كل ظامئ",
        "إلى ضفة في الكرخ يهفو ويحلم",
        "سلام على نخل يطيل وقوفه",
        "كأن به شوقا إلى من تقدموا",
    ]
    assert [kinds(page(HEADLINE, LEAD, SECOND, *verse))[line] for line in verse] == ["paragraph"] * 4
    tags = ["العراق", "البيشمركة", "بغداد", "الإرهاب"]
    assert {kinds(page(HEADLINE, LEAD, SECOND, *tags))[tag] for tag in tags} <= {"furniture", "byline"}
