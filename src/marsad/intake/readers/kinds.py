"""What a file is: told by its first bytes, and where they do not tell, by its name."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["html", "text", "feed", "warc", "json", "parquet"]

_BINARY = (
    (0, b"%PDF-", "a PDF file"),
    (0, b"PK\x03\x04", "a zip archive or an office file"),
    (0, b"PK\x05\x06", "an empty zip archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office file"),
    (0, b"{\\rtf", "a rich text file"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF8", "a GIF image"),
    (0, b"RIFF", "a RIFF file (image, sound or film)"),
    (0, b"OggS", "an Ogg file (sound or film)"),
    (4, b"ftyp", "an MP4 film or image"),
    (0, b"\x7fELF", "an executable"),
    (0, b"MZ\x90\x00", "an executable"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"BZh", "a bzip2 file"),
    (0, b"\xfd7zXZ\x00", "an xz file"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"\x1f\x8b\x08", "a gzip file inside a gzip file"),
    (257, b"ustar", "a tar archive"),
)
_NAMES: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        "html": (".html", ".htm", ".xhtml", ".shtml"),
        "feed": (".rss", ".atom"),
        "warc": (".warc",),
        "json": (".jsonl", ".ndjson", ".json"),
        "parquet": (".parquet",),
    }
)
_BY_NAME = {suffix: kind for kind, suffixes in _NAMES.items() for suffix in suffixes}
_NO_PAGE_BY_NAME: Mapping[str, str] = MappingProxyType(
    dict.fromkeys((".css", ".js", ".mjs", ".map", ".py", ".sh"), "program text")
    | dict.fromkeys((".csv", ".tsv"), "a table as text; JSON Lines or Parquet is read")
    | dict.fromkeys((".yaml", ".yml", ".toml", ".ini", ".cfg"), "settings")
)
_NO_PAGE_BY_ROOT: Mapping[str, str] = MappingProxyType(
    {"svg": "an SVG image", "urlset": "a sitemap", "sitemapindex": "a sitemap", "opml": "a list of feeds"}
)
_FEED_ROOTS = frozenset({"rss", "feed", "rdf:rdf"})
_MARKUP = re.compile(rb"<(?:!doctype|!--|\?xml|[a-z])", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(rb"<([A-Za-z][\w:.-]*)[\s/>]")
_JSON = re.compile(rb"""\{\s*["}]|\[\s*[{\]]""")
_CONTROL = bytes(range(9)) + bytes(range(14, 32))
# Stray control characters occur in pages; in compiled or compressed data one byte in ten is one.
CONTROL_SHARE = 0.02


def kind(head: bytes, name: str) -> Kind | str:
    """The kind of a file from its first bytes and its name (".gz" left out); words for what is no page.

    What comes back is one of `Kind`, or else says what the file looks like ("a PDF file").
    """
    if head.startswith(b"PAR1"):
        return "parquet"
    if found := binary(head):
        return found
    plain = _as_ascii(head).lstrip()
    if plain.startswith(b"WARC/"):
        return "warc"
    if _MARKUP.match(plain):
        return _markup(plain)
    if _JSON.match(plain):
        return "json"
    suffix = PurePath(name.lower().removesuffix(".gz")).suffix
    return _NO_PAGE_BY_NAME.get(suffix) or _BY_NAME.get(suffix, "text")


def binary(head: bytes) -> str | None:
    """What these bytes look like, if they are no text."""
    for offset, magic, name in _BINARY:
        if head.startswith(magic, offset):
            return name
    plain = _as_ascii(head)
    control = len(plain) - len(plain.translate(None, _CONTROL))
    return "binary data" if control > CONTROL_SHARE * len(plain) else None


def _as_ascii(head: bytes) -> bytes:
    """The bytes in an encoding of which ASCII is a part, without a byte order mark."""
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head.removeprefix(BOM_UTF8)


def _markup(plain: bytes) -> Kind | str:
    root = _TAG.search(_COMMENT.sub(b"", plain))
    name = root[1].decode("ascii").lower() if root else ""
    if name in _FEED_ROOTS:
        return "feed"
    return _NO_PAGE_BY_ROOT.get(name, "html")
