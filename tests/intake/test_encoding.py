"""Bytes to text, with declarations that are true, absent and wrong."""

from __future__ import annotations

import codecs
import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.intake.encoding import Decoded, decode

NEWS = Path(__file__).parents[3] / "shared/data/news/newspapers2012.jsonl.gz"
ARABIC = "قال وزير النقل إن الجسر الجديد سيفتح أمام المركبات يوم الأحد المقبل، بعد إصلاح ما أتلفته السيول."
FRENCH = "Le président a été reçu à l'Élysée, où il a déclaré que la coopération était « très élevée »."
WEB = {"cp1256": "windows-1256", "iso8859-6": "iso-8859-6", "utf-8": "utf-8", "cp1252": "windows-1252"}


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6", "utf-8"])
@pytest.mark.parametrize(
    "declared", ["", "utf-8", "iso-8859-1", "windows-1256", "iso-8859-6", "no-such-charset", "zlib"]
)
def test_arabic_is_read_whatever_is_declared(encoding: str, declared: str) -> None:
    content = ARABIC.encode(encoding)
    found = decode(content, [declared], "text")
    understood = declared in {"utf-8", "iso-8859-1", "windows-1256", "iso-8859-6"}
    wrong = declared if understood and declared != WEB[encoding] else None
    assert found == Decoded(ARABIC, WEB[encoding], 0, wrong)


@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1", "windows-1252"])
def test_french_stays_latin(declared: str) -> None:
    found = decode(FRENCH.encode("cp1252"), [declared], "text")
    assert (found.text, found.encoding) == (FRENCH, "windows-1252")
    assert found.declared_wrong == ("utf-8" if declared == "utf-8" else None)


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        ("Президент заявил, что переговоры будут продолжены.", "cp1251", "windows-1251"),
        ("İstanbul'da işbirliğinin güçlendirileceğini söyledi.", "cp1254", "windows-1254"),
        ("外交部发言人在北京表示，谈判将继续进行。", "gbk", "GB2312"),
    ],
)
def test_true_declarations_of_other_scripts_are_believed(text: str, encoding: str, declared: str) -> None:
    found = decode(text.encode(encoding), [declared], "text")
    assert found.text == text or declared == "GB2312"
    assert found.declared_wrong is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1256">',
        "<META http-equiv='Content-Type' content='text/html; charset=windows-1256'>",
        '<?xml version="1.0" encoding="windows-1256"?>',
        "<script>" + "x" * 3000 + "</script><meta charset=windows-1256>",
    ],
)
def test_declarations_inside_a_page_count(head: str) -> None:
    page = f"{head}<p>Café à Tunis</p>"
    assert decode(page.encode("cp1256"), (), "html").encoding == "windows-1256"
    assert decode(page.encode("cp1256"), (), "text").encoding == "windows-1252"
    assert decode((head + ARABIC).encode(), (), "html").declared_wrong == "windows-1256"
    assert decode((head + ARABIC).encode(), ["utf-8"], "html").declared_wrong is None


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_byte_order_marks_decide_and_are_dropped(mark: bytes, encoding: str) -> None:
    found = decode(mark + ARABIC.encode(encoding), ["windows-1256"], "text")
    assert found == Decoded(ARABIC, encoding, 0, "windows-1256")


def test_broken_utf_8_stays_utf_8_and_counts_what_was_lost() -> None:
    content = (ARABIC + "\ufffd" + ARABIC).encode() + "خ".encode()[:1] + b"\xff"
    found = decode(content, ["windows-1256"], "text")
    assert (found.encoding, found.replaced, found.declared_wrong) == ("utf-8", 2, "windows-1256")


def test_plain_ascii_belies_nothing() -> None:
    assert decode(b"plain", ["windows-1256"], "text") == Decoded("plain", "utf-8", 0, None)
    assert decode(b"", [], "html") == Decoded("", "utf-8", 0, None)


@given(
    st.binary(max_size=300), st.lists(st.text(max_size=20) | st.sampled_from(["utf-8", "cp1256", "gbk"]), max_size=3)
)
@settings(deadline=None)
def test_no_bytes_raise(content: bytes, declared: list[str]) -> None:
    found = decode(content, declared, "html")
    assert found.replaced >= 0
    assert isinstance(found.text, str)


@given(st.text(max_size=200).filter(lambda text: not text.startswith(("\ufeff", "\ufffe"))))
@settings(deadline=None)
def test_utf_8_text_comes_back_exactly(text: str) -> None:
    assert decode(text.encode(), ["windows-1256"], "text").text == text


@pytest.mark.skipif(not NEWS.exists(), reason="the news collections are not here")
@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6"])
@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1"])
def test_short_lines_of_news_are_read(encoding: str, declared: str) -> None:
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"][200:260] for _, line in zip(range(300), lines, strict=False)]
    pages = [content for text in texts if not (content := text.encode(encoding, "ignore")).isascii()]
    right = sum(decode(content, [declared], "text").text == content.decode(encoding) for content in pages)
    assert right / len(pages) >= 0.99
