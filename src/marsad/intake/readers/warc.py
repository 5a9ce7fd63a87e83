"""WARC: a page for each response or resource that is one; the others are counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import BufferedReader, BytesIO
from types import MappingProxyType
from typing import BinaryIO

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, WarcReader, ZstdReader
from fastwarc.warc import WarcRecord

from marsad.intake.readers import feeds
from marsad.intake.readers.compression import Stream
from marsad.intake.readers.issues import issue
from marsad.intake.readers.kinds import kind
from marsad.intake.readers.pages import PAGE_LIMIT, too_large
from marsad.intake.readers.warc_frames import Frame, frames
from marsad.records import Issue, Page

_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_OTHER_TYPES = frozenset(
    ["", "text/plain", "text/xml", "application/xml"] + [f"application/{name}+xml" for name in ("rss", "atom", "rdf")]
)
# gzip is not among them: it is told by its first bytes, since archives often keep the header but not the compression.
_DECODERS: Mapping[str, Callable[[BinaryIO], WarcReader]] = MappingProxyType(
    {"br": BrotliReader, "deflate": partial(GzipReader, zlib=True), "zstd": ZstdReader}
)
_CONTENT_LENGTH = re.compile(rb"^content-length:[^\r\n]*", re.IGNORECASE | re.MULTILINE)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s;"',]+)""", re.IGNORECASE)
_NAMED_REASONS = 20


def read(path: str, stream: BufferedReader) -> Iterator[Page | Issue]:
    """The pages of a WARC file, streamed, and one issue that counts what was passed over, by reason."""
    passed_over: Counter[str] = Counter()
    frame = None
    for frame in frames(stream):
        place = f"{path}: record {frame.number}"
        if frame.trouble:
            yield issue(path, "broken-record", f"{place}: {frame.trouble}; read as far as it goes")
        try:
            yield from _record(path, place, frame)
        except _PassedOverError as reason:
            passed_over[str(reason)] += 1
        except (OSError, ValueError) as error:
            yield issue(path, "broken-record", f"{place}: {error}; wanted a record of WARC 1.0 or 1.1")
    if frame is None:
        yield issue(path, "broken-record", f"{path}: begins like WARC but holds no record; wanted one")
    if passed_over:
        counts = ", ".join(f"{reason} {number}" for reason, number in passed_over.most_common(_NAMED_REASONS))
        number = passed_over.total()
        yield issue(path, "warc-records-passed-over", f"{path}: {number} records that are no page of news: {counts}")


class _PassedOverError(Exception):
    """A record that is no page; the words are the reason under which it is counted."""


def _record(path: str, place: str, frame: Frame) -> Iterator[Page | Issue]:
    length = b"Content-Length: %d" % len(frame.block)
    record = WarcRecord.from_bytes(_CONTENT_LENGTH.sub(length, frame.header) + b"\r\n" + frame.block)
    content_type = _content_type(record)
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type not in _HTML_TYPES | _OTHER_TYPES:
        raise _PassedOverError(media_type[:60])
    content = _content(record)
    if frame.cut or len(content) > PAGE_LIMIT:
        yield too_large(path, place)
        return
    charset = _CHARSET.search(content_type)
    yield from _pages(path, place, record, content, (media_type, charset[1] if charset else None))


def _content_type(record: WarcRecord) -> str:
    """What the record says of its content. Raises `_PassedOverError` for a record that cannot be a page."""
    record_type = str(record.record_type)
    if record_type not in {"response", "resource"}:
        raise _PassedOverError(record_type)
    if not record.is_http:
        return record.headers.get("Content-Type") or ""
    record.parse_http(strict_mode=False)
    if record.http_headers.status_code != 200:
        raise _PassedOverError(f"HTTP status {record.http_headers.status_code}")
    return record.http_headers.get("Content-Type") or ""


def _content(record: WarcRecord) -> bytes:
    """The content without its transfer and content encodings, at most one byte over `PAGE_LIMIT`.

    Raises `_PassedOverError` if it is empty.
    """
    content = record.reader.read()
    if record.is_http:
        if "chunked" in (record.http_headers.get("Transfer-Encoding") or "").lower():
            content = _decoded(ChunkedReader, content)
        named = (record.http_headers.get("Content-Encoding") or "").strip().lower()
        content = _decoded(_DECODERS.get(named, Stream), content)
    if not content.strip():
        raise _PassedOverError("empty")
    return content


def _decoded(decoder: Callable[[BinaryIO], WarcReader | Stream], content: bytes) -> bytes:
    """The content decoded, or as it stands where it does not decode: archives keep headers of encodings they undid."""
    try:
        return decoder(BytesIO(content)).read(PAGE_LIMIT + 1)
    except OSError:
        return content


def _pages(
    path: str, place: str, record: WarcRecord, content: bytes, declared: tuple[str, str | None]
) -> Iterator[Page | Issue]:
    """The page, or those of a feed; `declared` are the media type and the charset."""
    media_type, charset = declared
    met = kind(content[: 1 << 16], "")
    if met == "feed":
        yield from feeds.entries(path, place, content, (charset,) if charset else ())
        return
    if met not in {"html", "text"}:
        raise _PassedOverError(f"{media_type or 'no type'} that looks like {met}")
    yield Page(
        path=path,
        content=content,
        media="html" if met == "html" or media_type in _HTML_TYPES else "text",
        page_id=record.record_id,
        url=record.headers.get("WARC-Target-URI"),
        charset=charset,
    )
