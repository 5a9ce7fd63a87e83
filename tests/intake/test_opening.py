"""A page becomes an article with the facts that came with it, or an issue that says why it did not."""

from marsad.intake.opening import open_page
from marsad.records import Issue, Line, Metadata, Page

HTML = "<html><head><title>عنوان</title></head><body><h1>عنوان</h1><p>نص الخبر هنا كاملا.</p></body></html>"


def test_html_page() -> None:
    article, records = open_page(Page(path="a.html", content=HTML.encode(), media="html", url="https://x.example/1"))
    assert article is not None
    assert article.text == "عنوان\nنص الخبر هنا كاملا.\n"
    assert [article.text[r.start : r.end] for r in records if isinstance(r, Line)] == ["عنوان", "نص الخبر هنا كاملا."]
    assert ("domain", "x.example") in {(r.key, r.value) for r in records if isinstance(r, Metadata)}


def test_text_is_kept_as_received() -> None:
    text = "سطر\r\n\r\n\tآخر  \x00"
    article, records = open_page(Page(path="a.txt", content=text.encode(), media="text"))
    assert article is not None
    assert article.text == text
    assert records == ()


def test_given_facts_become_metadata() -> None:
    given = (("title", "خبر"), ("date", "2021-12-05"), ("source", "الضفتان"))
    _, records = open_page(Page(path="a", content="نص".encode(), media="text", given=given))
    found = [(r.key, r.value, r.place) for r in records if isinstance(r, Metadata)]
    assert found == [
        ("title", "خبر", "given"),
        ("published", "2021-12-05", "given"),
        ("outlet", "الضفتان", "given"),
    ]


def test_the_id_is_made_from_the_content_and_not_from_the_file_name() -> None:
    page = Page(path="a.txt", content="نص".encode(), media="text")
    same = Page(path="b.txt", content="نص".encode(), media="text")
    other = Page(path="a.txt", content="نص".encode(), media="text", url="https://x.example/1")
    ids = [article.id for article, _ in map(open_page, (page, same, other)) if article]
    assert ids[0] == ids[1] != ids[2]


def test_a_page_without_text_is_an_issue() -> None:
    article, (issue,) = open_page(Page(path="empty.html", content=b"<html><script>x</script></html>", media="html"))
    assert article is None
    assert isinstance(issue, Issue)
    assert (issue.code, issue.path) == ("no-text", "empty.html")


def test_a_lying_charset_is_corrected_and_said() -> None:
    html = HTML.replace("<head>", "<head><meta charset='utf-8'>").encode("cp1256")
    article, records = open_page(Page(path="a.html", content=html, media="html"))
    assert article is not None
    assert article.text.startswith("عنوان\nنص الخبر")
    assert "charset-corrected" in {r.code for r in records if isinstance(r, Issue)}
