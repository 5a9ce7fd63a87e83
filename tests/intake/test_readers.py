"""What arrives, of every kind, becomes pages."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from fastwarc.stream_io import BrotliWriter

from marsad.errors import InputError
from marsad.intake.encoding import decode
from marsad.intake.readers import read_pages
from marsad.records import Issue, Page

TEXT = "عنوان الخبر\r\n\r\nأعلنت البلدية فتح الطريق.\n"
HTML = f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>"
ROW = {"id": 7, "url": "http://example.org/7", "title": "عنوان", "text": " نص\nالخبر ", "date": "2024-05-01"}
RSS = """<?xml version="1.0" encoding="windows-1256"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>صحيفة المدينة</title>
<item><title>فتح &amp;amp; إغلاق</title><link>http://example.org/1</link><guid>n-1</guid>
<pubDate>Wed, 01 May 2024 10:00:00 +0300</pubDate><description>ملخص</description>
<content:encoded><![CDATA[<p>أعلنت البلدية <b>فتح</b> الطريق.</p>]]></content:encoded></item>
<item><title>خبر بلا نص</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>وكالة</title><entry><title>عنوان</title><id>e1</id>
<link href="http://example.org/e1"/><updated>2024-05-01T10:00:00Z</updated><author><name>مراسل</name></author>
<summary>نص الخبر</summary></entry></feed>"""


def record(number: int, content: bytes, media_type: str = "text/html", status: int = 200, more: str = "") -> bytes:
    http = f"HTTP/1.1 {status} X\r\nContent-Type: {media_type}\r\n{more}\r\n".encode() + content
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: http://example.org/{number}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def read(*inputs: Path | str, **options: dict[str, str]) -> tuple[list[Page], list[Issue]]:
    found = list(read_pages([str(one) for one in inputs], **options))
    return [one for one in found if isinstance(one, Page)], [one for one in found if isinstance(one, Issue)]


def codes(issues: list[Issue]) -> list[str]:
    return [issue.code for issue in issues]


def parquet(file: Path, columns: str) -> Path:
    duckdb.sql(f"COPY (SELECT {columns} FROM range(3) t(i)) TO '{file}' (FORMAT parquet)")
    return file


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("a.txt", TEXT, "text"),
        ("a", TEXT, "text"),
        ("a.html", HTML, "html"),
        ("a.txt", HTML, "html"),
        ("a.htm", TEXT, "html"),
        ("a.xhtml", "<?xml version='1.0'?><!-- <rss> --><html><p>x</p></html>", "html"),
        ("a.txt", "<<عاجل>> نص", "text"),
        ("a.txt", "[صورة] نص", "text"),
        ("a.html", "<a>" * 50_000 + TEXT, "html"),
    ],
)
def test_a_page_is_passed_on_byte_for_byte(
    tmp_path: Path, pack: Callable[[bytes], bytes], name: str, content: str, media: str
) -> None:
    file = tmp_path / name
    file.write_bytes(pack(content.encode("cp1256")))
    pages, issues = read(file)
    assert pages == [Page(path=str(file), content=content.encode("cp1256"), media=media)]
    assert issues == []


def test_pages_in_utf_16_are_recognised(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(HTML.encode("utf-16"))
    (tmp_path / "b").write_bytes(TEXT.encode("utf-16"))
    pages, issues = read(tmp_path)
    assert [(page.media, issues) for page in pages] == [("html", []), ("text", [])]


def test_folders_are_walked_in_order_without_hidden_files_and_loops(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.txt", ".hidden.txt", ".git/x.txt", "b/.y"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "b/loop").symlink_to(tmp_path)
    pages, issues = read(tmp_path)
    assert [page.content.decode() for page in pages] == ["a.txt", "b/1.txt", "b/2.txt", "c.txt"]
    assert issues == []


def test_patterns_and_names_that_look_like_patterns(tmp_path: Path) -> None:
    for name in ("a[1].txt", "a1.txt", "d/e/f.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [p.content for p in read(tmp_path / "a[1].txt")[0]] == [b"a[1].txt"]
    assert [p.content for p in read(tmp_path / "a?.txt")[0]] == [b"a1.txt"]
    assert [p.content for p in read(tmp_path / "**/f.*")[0]] == [b"d/e/f.txt"]


@pytest.mark.parametrize("content", [TEXT.encode(), gzip.compress(TEXT.encode())])
def test_standard_input_is_an_input(content: bytes) -> None:
    assert list(read_pages(["-"], stdin=BytesIO(content))) == [Page(path="-", content=TEXT.encode(), media="text")]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize(
    "written",
    [
        json.dumps(ROW),
        json.dumps(ROW, ensure_ascii=False) + "\n\n",
        json.dumps(ROW, indent=1),
        json.dumps([ROW], indent=2),
        "\ufeff" + json.dumps(ROW),
    ],
)
def test_rows_of_json(tmp_path: Path, pack: Callable[[bytes], bytes], written: str) -> None:
    file = tmp_path / "rows"
    file.write_bytes(pack(written.encode()))
    pages, issues = read(file)
    given = (("title", "عنوان"), ("date", "2024-05-01"))
    facts = {"page_id": "7", "url": "http://example.org/7", "charset": "utf-8", "given": given}
    assert pages == [Page(path=str(file), content=" نص\nالخبر ".encode(), media="text", **facts)]
    assert issues == []


def test_json_arrays_are_streamed_across_chunks(tmp_path: Path) -> None:
    rows = [{"id": n, "text": 'خبر \\"{}[]' * n} for n in range(1, 700)]
    (tmp_path / "a.json").write_text(json.dumps(rows))
    pages, issues = read(tmp_path)
    assert [page.content.decode() for page in pages] == [row["text"] for row in rows]
    assert issues == []


def test_fields_of_a_row_and_their_order(tmp_path: Path) -> None:
    row = {
        "section": " ",
        "category": "محليات",
        "author": ["أ", "ب"],
        "source": "صحيفة",
        "date": 20240501,
        "title": None,
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row | {"html": "<p>نص</p>", "text": "نص"}))
    [page], _ = read(tmp_path)
    assert (page.media, page.content.decode()) == ("html", "<p>نص</p>")
    assert page.given == (("date", "20240501"), ("source", "صحيفة"), ("author", "أ, ب"), ("section", "محليات"))


def test_a_title_alone_is_a_page_and_nothing_is_an_issue(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": 1}\n{"title": "خبر", "text": " "}\n{"title": "", "text": null}\n')
    pages, issues = read(file)
    assert [(page.content.decode(), page.media) for page in pages] == [("خبر", "text")]
    assert [issue.message.split(" ")[0] for issue in issues] == [f"{file}:3:", f"{file}:1:"]


def test_columns_are_mapped(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"body": "نص", "text": "غيره", "key": "k"}')
    [page], _ = read(tmp_path, columns={"text": "body", "id": "key"})
    assert (page.content.decode(), page.page_id) == ("نص", "k")
    with pytest.raises(InputError, match="txet"):
        read_pages([], columns={"txet": "body"})


@pytest.mark.parametrize("text", ["\ufeffنص", "نص\u0000", "a\r\nb\rc\u2028d", "\ufeff\ufeff"])
def test_the_text_of_a_row_is_exact(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": text}))
    [page], _ = read(tmp_path)
    assert decode(page.content, [page.charset or ""], page.media).text == text


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_parquet(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    columns = """i AS id, 'نص ' || i AS "bo""dy", DATE '2024-05-01' AS date, 'x' AS other"""
    plain = parquet(tmp_path / "a[1].parquet", columns)
    plain.write_bytes(pack(plain.read_bytes()))
    pages, issues = read(plain, columns={"text": 'bo"dy'})
    assert [(p.page_id, p.content.decode()) for p in pages] == [("0", "نص 0"), ("1", "نص 1"), ("2", "نص 2")]
    assert pages[0].given == (("date", "2024-05-01"),)
    assert issues == []
    piped = read_pages(["-"], {"text": 'bo"dy'}, BytesIO(plain.read_bytes()))
    assert [page.content for page in piped if isinstance(page, Page)] == [page.content for page in pages]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_feed_gives_a_page_an_entry(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    (tmp_path / "feed.xml").write_bytes(pack(RSS.encode("cp1256")))
    [full, bare], issues = read(tmp_path)
    assert (full.page_id, full.url, full.media) == ("n-1", "http://example.org/1", "html")
    assert full.content.decode() == "<p>أعلنت البلدية <b>فتح</b> الطريق.</p>"
    assert full.given[:2] == (("title", "فتح & إغلاق"), ("date", "Wed, 01 May 2024 10:00:00 +0300"))
    assert full.given[2:] == (("source", "صحيفة المدينة"),)
    assert (bare.content.decode(), bare.media, issues) == ("خبر بلا نص", "text", [])


def test_atom(tmp_path: Path) -> None:
    (tmp_path / "feed").write_text(ATOM)
    [page], _ = read(tmp_path)
    assert (page.page_id, page.url, page.content.decode()) == ("e1", "http://example.org/e1", "نص الخبر")
    assert dict(page.given) == {"title": "عنوان", "date": "2024-05-01T10:00:00Z", "source": "وكالة", "author": "مراسل"}


def _brotli(content: bytes) -> bytes:
    out = BytesIO()
    with BrotliWriter(out) as writer:
        writer.write(content)
    return out.getvalue()


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_warc(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    page = HTML.encode("cp1256")
    records = [
        record(1, page, "text/html; charset=windows-1256"),
        record(2, b"\x89PNG\r\n\x1a\n", "image/png"),
        record(3, page, status=404),
        record(4, gzip.compress(page), more="Content-Encoding: gzip\r\n"),
        record(5, _brotli(page), more="Content-Encoding: br\r\n"),
        record(6, page, more="Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n"),
        record(7, b"%x\r\n%b\r\n0\r\n\r\n" % (len(page), page), more="Transfer-Encoding: chunked\r\n"),
        record(8, RSS.encode("cp1256"), "application/rss+xml"),
        record(9, TEXT.encode(), "text/plain"),
        record(10, b"%PDF-1.7", "text/html"),
        record(11, page).replace(b"WARC-Type: response", b"WARC-Type: request"),
    ]
    (tmp_path / "a.warc").write_bytes(b"".join(map(pack, records)))
    pages, issues = read(tmp_path)
    assert [p.page_id for p in pages] == [f"<urn:uuid:{n}>" for n in (1, 4, 5, 6, 7)] + ["n-1", None, "<urn:uuid:9>"]
    assert {p.content for p in pages[:5]} == {page}
    assert (pages[0].url, pages[0].charset, pages[-1].media) == ("http://example.org/1", "windows-1256", "text")
    assert codes(issues) == ["warc-records-passed-over"]
    for reason in ("image/png 1", "HTTP status 404 1", "looks like a PDF file 1", "request 1"):
        assert reason in issues[0].message


def test_resources_of_a_warc_have_no_http(tmp_path: Path) -> None:
    whole = b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:x>\r\nContent-Type: text/html; charset=utf-8\r\n"
    (tmp_path / "a.warc").write_bytes(
        whole + b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (len(HTML.encode()), HTML.encode())
    )
    [page], issues = read(tmp_path)
    assert (page.page_id, page.charset, page.content.decode(), issues) == ("<urn:x>", "utf-8", HTML, [])


def test_reading_is_lazy() -> None:
    assert next(read_pages(["-", "/no/such"], stdin=BytesIO(b"x"))) == Page(path="-", content=b"x", media="text")
