"""Who published and wrote: from metadata, datelines, credit lines, brackets and signs on the page."""

import pytest

from marsad.intake.blocks import BlockStage
from marsad.intake.credits import CreditStage
from marsad.intake.opening import open_page
from marsad.records import Credit, Media, Page
from marsad.stage import Layers

HEADLINE = "وفد البيشمركة يبحث في بغداد خطط مكافحة الإرهاب"
LEAD = "أعلنت قيادة العمليات المشتركة، أمس السبت، وصول وفد من البيشمركة إلى مقرها لبحث خطط مكافحة الإرهاب"
SECOND = "وقالت القيادة في بيان إن الجانبين اتفقا على مواصلة اللقاءات بين القادة الميدانيين، وعلى تبادل المعلومات."
blocks, stage = BlockStage(), CreditStage()


def credits(text: str, media: Media = "text", given: tuple[tuple[str, str], ...] = ()) -> list[Credit]:
    article, records = open_page(Page(path="x", content=text.encode(), media=media, given=given))
    assert article is not None
    layers = Layers(records)
    found = list(stage(article, layers.plus(blocks(article, layers))))
    assert all(c.start is None or article.text[c.start : c.end] == c.text for c in found)
    return found


def first(kind: str, found: list[Credit]) -> str | None:
    return next((credit.text for credit in found if credit.kind == kind), None)


@pytest.mark.parametrize(
    ("opening", "kind", "words"),
    [
        ("بغداد - رويترز: ", "agency", "رويترز"),
        ("بغداد (أ ف ب) - ", "agency", "أ ف ب"),
        ("بغداد، العراق (رويترز)-- ", "dateline", "بغداد"),
        ("الضفتان من عمان: ", "outlet", "الضفتان"),
        ("الضفتان من عمان: ", "dateline", "عمان"),
        ("بغداد في 5 كانون الأول: ", "dateline", "بغداد"),
        ("وكالات - ", "agency", "وكالات"),
    ],
)
def test_the_dateline_of_the_first_paragraph(opening: str, kind: str, words: str) -> None:
    found = credits(f"{HEADLINE}\n{opening}{LEAD}.\n{SECOND}")
    assert first(kind, found) == words


@pytest.mark.parametrize("opening", ["الكاظمي: ", "وأضاف: ", "قال الوزير - ", ""])
def test_what_is_no_dateline(opening: str) -> None:
    found = credits(f"{HEADLINE}\n{opening}{LEAD}.\n{SECOND}")
    assert {credit.kind for credit in found} == {"headline"}


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("بقلم: سلمى الراوي", "byline", "سلمى الراوي"),
        ("كتب كريم العلي", "byline", "كريم العلي"),
        ("| وكالات", "byline", "وكالات"),
        ("بغداد - كريم العلي", "byline", "كريم العلي"),
        ("لندن - رويترز", "agency", "رويترز"),
        ("وكالات | بغداد", "agency", "وكالات"),
    ],
)
def test_a_line_of_credit(line: str, kind: str, words: str) -> None:
    assert first(kind, credits(f"{HEADLINE}\n{line}\n{LEAD}.\n{SECOND}")) == words


def test_an_agency_in_brackets_at_the_end() -> None:
    found = credits(f"{HEADLINE}\n{LEAD}.\n{SECOND[:-1]} (رويترز، أ ف ب).")
    assert [credit.name for credit in found if credit.kind == "agency"] == ["رويترز", "فرانس برس"]


def test_a_sign_below_the_body() -> None:
    assert (
        first("outlet", credits(f"{HEADLINE}\n{LEAD}.\n{SECOND}\nالعودة إلى الأعلى\nصحيفة الضفتين")) == "صحيفة الضفتين"
    )


def test_what_the_input_gives_comes_first() -> None:
    given = (("source", "الضفتان"), ("author", "بغداد - رويترز"), ("section", "سياسة"))
    found = credits(f"{LEAD}.\n{SECOND}", given=(("title", HEADLINE), *given))
    assert (first("headline", found), first("outlet", found)) == (HEADLINE, "الضفتان")
    assert (first("agency", found), first("dateline", found), first("section", found)) == ("رويترز", "بغداد", "سياسة")


def test_html_metadata() -> None:
    html = (
        "<html><head><meta property='og:site_name' content='الضفتان'><meta name=author content='https://x.example/a'>"
        f"</head><body><h1>{HEADLINE}</h1><p>{LEAD}.</p><p>{SECOND}</p></body></html>"
    )
    found = credits(html, "html")
    assert first("outlet", found) == "الضفتان"
    assert first("byline", found) is None
