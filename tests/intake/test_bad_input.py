"""Whatever is wrong with an input becomes an issue that names it, and reading goes on."""

from __future__ import annotations

import gzip
import json
import os
import re
import socket
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.intake.encoding import decode
from marsad.intake.readers import jsonlines, read_pages
from marsad.intake.readers.pages import PAGE_LIMIT
from marsad.records import Issue, Page

GOOD = "أعلنت البلدية فتح الطريق بعد إصلاحه.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose last file is good, to see that reading got there."""
    (tmp_path / "z.txt").write_text(GOOD)
    return tmp_path


def read(folder: Path) -> list[Issue]:
    """The issues before the good page, which must be last."""
    *others, last = read_pages([str(folder)])
    assert isinstance(last, Page)
    assert last.content.decode() == GOOD
    issues = [one for one in others if isinstance(one, Issue)]
    assert all(issue.path and issue.path in issue.message and not issue.article_id for issue in issues)
    assert len({issue.id for issue in issues}) == len(issues)
    return issues


def codes(issues: list[Issue]) -> list[str]:
    return [issue.code for issue in issues]


def packed_zip() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", GOOD)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("a.txt", b"", "empty", "empty file"),
        ("a.html", b" \r\n\t ", "empty", "white space"),
        ("a.gz", gzip.compress(b""), "empty", "empty file"),
        ("a.txt", bytes(range(256)) * 9, "not-a-page", "binary data"),
        ("a.html", b"%PDF-1.7\n", "not-a-page", "PDF"),
        ("a.txt", b"\x7fELF\x02\x01", "not-a-page", "executable"),
        ("a.html", b"\x89PNG\r\n\x1a\n\0\0", "not-a-page", "PNG"),
        ("a.docx", packed_zip(), "not-a-page", "zip"),
        ("a.zip.gz", gzip.compress(packed_zip()), "not-a-page", "zip"),
        ("a.gz", gzip.compress(gzip.compress(b"x")), "not-a-page", "gzip"),
        ("a.tar", b"a.txt".ljust(257, b"x") + b"ustar\x0000", "not-a-page", "tar"),
        ("a.svg", b"<?xml version='1.0'?><svg width='1'/>", "not-a-page", "SVG"),
        ("a.csv", b"id,text\n1,x\n", "not-a-page", "table"),
        ("a.txt", b"x" * (PAGE_LIMIT + 1), "page-too-large", "20 MB"),
        ("a.html.gz", gzip.compress(b"<p>" + b" " * 60_000_000), "page-too-large", "20 MB"),
        ("a.json", b"[]", "empty", "no rows"),
        ("a.rss", b"<rss version='2.0'><channel><title>x</title></channel></rss>", "empty", "without entries"),
        ("a.parquet", b"PAR1 and no more", "broken-parquet", "whole Parquet"),
        ("a.parquet", "نص".encode(), "broken-parquet", "whole Parquet"),
        ("a.warc", b"WARC/1.0\r\n\r\n", "broken-record", "Content-Length"),
    ],
)
def test_files_that_are_no_page(folder: Path, name: str, content: bytes, code: str, words: str) -> None:
    (folder / name).write_bytes(content)
    issue = read(folder)[0]
    assert (issue.code, issue.path) == (code, str(folder / name))
    assert words in issue.message


def test_a_page_of_just_the_limit_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * PAGE_LIMIT)
    [page] = read_pages([str(tmp_path)])
    assert isinstance(page, Page)


def test_truncated_gzip_gives_what_it_holds(folder: Path) -> None:
    rows = "\n".join(json.dumps({"text": os.urandom(40).hex()}) for _ in range(400))
    for name, content in (("a.jsonl.gz", rows), ("b.txt.gz", "x" + rows), ("c.warc.gz", "")):
        (folder / name).write_bytes(gzip.compress(content.encode())[: -len(content) // 4 - 6])
    found = list(read_pages([str(folder)]))
    assert codes(read(folder)) == ["not-json", "truncated-gzip", "truncated-gzip", "truncated-gzip"]
    pages = [one for one in found if isinstance(one, Page)]
    assert len(pages) > 150
    assert ("x" + rows).startswith(pages[-2].content.decode())


def test_broken_gzip_goes_on_with_the_next_member(folder: Path) -> None:
    members = [gzip.compress(b'{"text": "%d"}\n' % number) for number in range(3)]
    members[1] = members[1][:12] + b"\xff\xff\xff\xff" + members[1][16:]
    (folder / "a.jsonl.gz").write_bytes(b"".join(members) + b"\0" * 600)
    assert codes(read(folder)) == ["broken-gzip"]
    assert [page.content for page in read_pages([str(folder)]) if isinstance(page, Page)][:2] == [b"0", b"2"]


def test_lines_that_are_not_json(folder: Path) -> None:
    lines = [
        '{"text": "أ"}',
        "{broken",
        "[1]",
        '"x"',
        '{"text": "\\ud800"}',
        "[" * 100_000,
        "1" * 5000,
        '{"text": "ب"}',
    ]
    file = folder / "a.jsonl"
    file.write_text("\n".join(lines))
    issues = read(folder)
    assert [(i.code, re.sub(r"^.*?:(\d+):.*$", r"\1", i.message)) for i in issues] == [
        ("not-json", "2"),
        ("not-json", "3"),
        ("not-json", "4"),
        ("lone-surrogate", "5"),
        ("not-json", "6"),
        ("not-json", "7"),
    ]
    pages = [page.content.decode() for page in read_pages([str(file)]) if isinstance(page, Page)]
    assert pages == ["أ", "\ufffd", "ب"]


def test_many_bad_lines_are_summed_up(folder: Path) -> None:
    (folder / "a.jsonl").write_text("no json\n" * 1000)
    issues = read(folder)
    assert len(issues) == 102
    assert any("900 more" in issue.message for issue in issues)


def test_rows_in_another_encoding_are_read_and_named(folder: Path) -> None:
    (folder / "a.jsonl").write_bytes(json.dumps({"text": GOOD}, ensure_ascii=False).encode("cp1256"))
    assert codes(read(folder)) == ["not-utf-8"]
    assert next(page.content.decode() for page in read_pages([str(folder)]) if isinstance(page, Page)) == GOOD


def test_a_broken_object_in_an_array_costs_only_itself(folder: Path) -> None:
    (folder / "a.json").write_text('[{"text": "1"}, {"text": bad}, {"text": "3"},\n{"text": "4"')
    assert codes(read(folder)) == ["not-json", "not-json"]
    assert [page.content for page in read_pages([str(folder)]) if isinstance(page, Page)][:2] == [b"1", b"3"]


def test_long_lines_are_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlines, "ROW_LIMIT", 100)
    (folder / "a.jsonl").write_text('{"text": "1"}\n{"text": "%s"}\n{"text": "3"}' % ("x" * 5_000_000))
    assert codes(read(folder)) == ["line-too-long"]
    assert [page.content for page in read_pages([str(folder)]) if isinstance(page, Page)][:2] == [b"1", b"3"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
def test_missing_columns_are_named_with_the_way_out(folder: Path, name: str) -> None:
    if name == "a.jsonl":
        (folder / name).write_text('{"body": "x", "key": 1}\n' * 3)
    else:
        duckdb.sql(f"COPY (SELECT 'x' AS body, 1 AS key) TO '{folder / name}' (FORMAT parquet)")
    [issue] = read(folder)
    assert issue.code == "missing-column"
    for words in ("body, key", "text, html, title", "--column text=NAME"):
        assert words in issue.message


def test_no_such_input_and_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    inputs = [str(tmp_path / name) for name in ("none.txt", "*.html", "empty", "a\0b")]
    issues = [one for one in read_pages(inputs) if isinstance(one, Issue)]
    assert codes(issues) == ["no-such-input", "no-such-input", "empty", "no-such-input"]


def test_what_the_system_refuses_is_passed_on_in_its_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").symlink_to(folder / "nowhere")
    (folder / "b").mkdir()
    (folder / "c.txt").write_text("x")

    def refuse(target: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(target))

    opened = Path.open
    monkeypatch.setattr(Path, "open", lambda p, *a, **k: refuse(p) if p.name == "c.txt" else opened(p, *a, **k))
    scan = os.scandir
    monkeypatch.setattr("marsad.intake.readers.paths.scandir", lambda p: refuse(p) if Path(p).name == "b" else scan(p))
    issues = read(folder)
    assert codes(issues) == ["unreadable"] * 3
    assert ["No such file" in i.message or "Permission denied" in i.message for i in issues] == [True] * 3


def test_pipes_sockets_and_devices_do_not_hang(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    os.mkfifo("a.txt")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("b")
        (folder / "c").symlink_to("/dev/zero")
        issues = read(folder)
    assert codes(issues) == ["not-a-file"] * 3
    assert [words in issue.message for issue, words in zip(issues, ("pipe", "socket", "device"), strict=True)] == [
        True
    ] * 3


def test_names_that_are_no_utf_8(folder: Path) -> None:
    Path(os.fsdecode(bytes(folder) + b"/\xff.txt")).write_text("x")
    Path(os.fsdecode(bytes(folder) + b"/\xfe.txt")).write_text("")
    pages = list(read_pages([str(folder)]))
    assert [page.path.encode().decode() for page in pages if page.path][-1].endswith("\ufffd.txt")


def record(number: int, content: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + content
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <%d>\r\nContent-Type: application/http\r\n" % number
    return head + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"


def broken_records() -> Iterator[tuple[str, bytes, list[bytes]]]:
    whole = [b"<p>1", b"<p>2", b"<p>3"]
    middle = record(2, b"<p>2")
    length = re.compile(rb"Content-Length: \d+")
    yield "longer", length.sub(b"Content-Length: 20", middle), whole
    yield "shorter", length.sub(b"Content-Length: 400", middle), whole
    yield "far shorter", length.sub(b"Content-Length: 999999999999", middle), whole
    yield "no number", length.sub(b"Content-Length: abc", middle), whole
    yield "garbage", b"\0garbage\r\nmore\r\n" * 9, [whole[0], whole[2]]
    yield "cut in the header", middle[:30] + b"\r\n", [whole[0], whole[2]]


@pytest.mark.parametrize(("_", "middle", "wanted"), list(broken_records()), ids=[name for name, *_ in broken_records()])
def test_a_broken_warc_record_costs_only_itself(folder: Path, _: str, middle: bytes, wanted: list[bytes]) -> None:
    (folder / "a.warc").write_bytes(record(1, b"<p>1") + middle + record(3, b"<p>3"))
    assert codes(read(folder))[0] == "broken-record"
    pages = [page.content.strip() for page in read_pages([str(folder)]) if isinstance(page, Page)]
    assert pages[:-1] == [content.strip() for content in wanted]


def test_a_large_page_in_a_warc_and_a_bomb(folder: Path) -> None:
    bomb = record(2, gzip.compress(b"<p>" + b" " * 40_000_000)).replace(
        b"text/html", b"text/html\r\nContent-Encoding: gzip"
    )
    bomb = re.sub(rb"Content-Length: (\d+)", lambda m: b"Content-Length: %d" % (int(m[1]) + 24), bomb)
    (folder / "a.warc").write_bytes(record(1, b"x" * (PAGE_LIMIT + 100_000)) + bomb + record(3, b"<p>3"))
    assert codes(read(folder)) == ["page-too-large", "page-too-large"]
    assert next(page.content for page in read_pages([str(folder)]) if isinstance(page, Page)) == b"<p>3"


def laughs(text: str) -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    outside = '<!ENTITY file SYSTEM "file:///etc/hostname">'
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{entities}{outside}]>'
    item = f"<item><title>&l9;</title><description>{text} &l9; &file;</description></item>"
    return f'{head}<rss version="2.0"><channel><title>x</title>{item}</channel></rss>'


def test_a_feed_of_a_billion_laughs_stays_small(folder: Path) -> None:
    (folder / "a.xml").write_text(laughs(GOOD))
    assert "entities-dropped" in codes(read(folder))
    page = next(one for one in read_pages([str(folder)]) if isinstance(one, Page))
    assert "البلدية" in page.content.decode()
    assert len(page.content) < 200


def test_a_broken_feed_gives_the_entries_that_can_be_read(folder: Path) -> None:
    (folder / "a.rss").write_text(f"<rss><channel><item><title>x</title><description>{GOOD}</description></item><item")
    assert codes(read(folder)) == ["broken-feed"]
    assert any(isinstance(one, Page) and one.path.endswith("a.rss") for one in read_pages([str(folder)]))


def test_a_lying_charset_is_seen_through(folder: Path) -> None:
    (folder / "a.html").write_bytes(f"<meta charset=utf-8><p>{GOOD}</p>".encode("cp1256"))
    assert read(folder) == []
    page = next(one for one in read_pages([str(folder)]) if isinstance(one, Page))
    found = decode(page.content, (), page.media)
    assert (GOOD in found.text, found.encoding, found.declared_wrong) == (True, "windows-1256", "utf-8")


STARTS = [b"", b"WARC/1.0\r\n", b"<rss>", b'{"', b"[{", b"PAR1", b"\x1f\x8b\x08", b"<?xml", record(1, b"<p>1")]


@given(st.sampled_from(STARTS), st.binary(max_size=400), st.booleans())
@settings(deadline=None, max_examples=150)
def test_no_bytes_raise(start: bytes, rest: bytes, pack: bool) -> None:
    content = start + rest
    found = list(read_pages(["-"], stdin=BytesIO(gzip.compress(content) if pack else content)))
    assert found
