"""What a page states about itself: read from JSON-LD, meta, canonical link; hostile values do no harm."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from marsad.intake.metadata import MAX_VALUE, Fact, domain_of, read_metadata


def facts(head: str) -> tuple[Fact, ...]:
    return read_metadata(LexborHTMLParser(f"<html lang='ar'><head>{head}</head><body></body></html>"))


def ld(content: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(content)}</script>"


def test_json_ld_of_an_article() -> None:
    article = {
        "@type": "NewsArticle",
        "headline": "عنوان",
        "datePublished": "2021-12-05T10:00:00+03:00",
        "author": [{"@type": "Person", "name": "كاتبة"}],
        "publisher": {"name": "الضفتان"},
    }
    found = facts(ld({"@graph": [{"@type": "WebSite", "headline": "الموقع"}, article]}))
    assert ("title", "عنوان", "json-ld") in found
    assert ("published", "2021-12-05T10:00:00+03:00", "json-ld") in found
    assert ("author", "كاتبة", "json-ld") in found
    assert ("outlet", "الضفتان", "json-ld") in found
    assert ("title", "الموقع", "json-ld") not in found


def test_listed_articles_are_not_the_page() -> None:
    other = {"@type": "NewsArticle", "headline": "خبر آخر", "datePublished": "2020-01-01"}
    assert not any(fact.place == "json-ld" for fact in facts(ld({"@type": "ItemList", "itemListElement": [other]})))


@pytest.mark.parametrize("script", ["{", "[" * 5000, '"نص"', "null", '{"@type": 7, "author": {"name": [[]]}}'])
def test_broken_json_ld_is_passed_over(script: str) -> None:
    assert facts(f"<script type='application/ld+json'>{script}</script><title>ع</title>")[0] == ("title", "ع", "title")


def test_meta_names_canonical_link_and_bounded_values() -> None:
    found = facts(
        "<meta property='og:title' content=' عنوان  القصة '><meta name='pubdate' content='2021-12-05'>"
        "<link rel='canonical' href='https://diffatan.example/a/1'>"
        f"<meta name='description' content='{'س' * 5000}'>"
    )
    assert ("title", "عنوان القصة", "opengraph") in found
    assert ("published", "2021-12-05", "meta") in found
    assert ("url", "https://diffatan.example/a/1", "canonical") in found
    assert max(len(fact.value) for fact in found) == MAX_VALUE


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.diffatan.example/a", "diffatan.example"),
        ("http://m.diffatan.example", "diffatan.example"),
        ("javascript:alert(1)", None),
        ("https://[", None),
        ("file:///etc/passwd", None),
        (None, None),
    ],
)
def test_domains(url: str | None, domain: str | None) -> None:
    assert domain_of(url) == domain
