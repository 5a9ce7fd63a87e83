"""RSS and Atom: one page an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from io import BytesIO
from typing import Any, BinaryIO

import feedparser

from marsad.intake.encoding import decode
from marsad.intake.readers.issues import issue
from marsad.intake.readers.pages import PAGE_LIMIT, too_large
from marsad.records import Issue, Media, Page

_XML_DECLARATION = re.compile(r"<\?xml[^>]{0,1000}>")
_TAG = re.compile(r"<[^>]{1,1000}>")


def read(path: str, stream: BinaryIO) -> Iterator[Page | Issue]:
    """The entries of a feed that is a file."""
    content = stream.read(PAGE_LIMIT + 1)
    if len(content) > PAGE_LIMIT:
        yield too_large(path, path)
    else:
        yield from entries(path, path, content, ())


def entries(path: str, place: str, content: bytes, declared: Sequence[str]) -> Iterator[Page | Issue]:
    """The entries of a feed; `declared` are encodings stated outside it, `place` says where it stands."""
    decoded = decode(content, declared, "html")
    if decoded.declared_wrong:
        met = f"declared as {decoded.declared_wrong}, read as {decoded.encoding}"
        yield issue(path, "wrong-charset", f"{place}: {met}")
    text = _XML_DECLARATION.sub("", decoded.text.lstrip()[:1100]) + decoded.text.lstrip()[1100:]
    if _declares_entities(text):
        yield issue(path, "entities-dropped", f"{place}: a feed with entities of its own; they are left unexpanded")
        text = text.replace("<!ENTITY", "<!--ENTITY-->")
    try:
        feed = _parse(text)
    except Exception as error:  # whatever a parser of hostile text may raise
        yield issue(path, "broken-feed", f"{place}: not a feed that can be read ({error!r}); wanted RSS or Atom")
        return
    yield from _of_feed(path, place, feed)


def _declares_entities(text: str) -> bool:
    """Feeds need no entities of their own; expanding them is how a small file fills a memory."""
    return "<!DOCTYPE" in text and "<!ENTITY" in text


def _parse(text: str) -> Mapping[str, Any]:
    headers = {"content-type": "application/xml; charset=utf-8"}
    parsed: Mapping[str, Any] = feedparser.parse(
        BytesIO(text.encode("utf-8", "replace")),
        response_headers=headers,
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    return parsed


def _of_feed(path: str, place: str, feed: Mapping[str, Any]) -> Iterator[Page | Issue]:
    found = feed["entries"]
    if feed.get("bozo"):
        met = str(feed.get("bozo_exception"))[:200]
        yield issue(path, "broken-feed", f"{place}: not well-formed ({met}); {len(found)} entries could be read")
    elif not found:
        yield issue(path, "empty", f"{place}: a feed without entries; wanted at least one")
    outlet = _plain(feed["feed"].get("title"))
    for number, entry in enumerate(found, 1):
        yield _page(path, f"{place}: entry {number}", entry, outlet)


def _page(path: str, place: str, entry: Mapping[str, Any], outlet: str) -> Page | Issue:
    title = _plain(entry.get("title"))
    body, media = _body(entry)
    content = (body or title).encode("utf-8", "replace")
    if not content:
        return issue(path, "empty", f"{place}: no content, summary or title; wanted one of them")
    return Page(
        path=path,
        content=content,
        media=media if body else "text",
        page_id=entry.get("id") or None,
        url=entry.get("link") or None,
        charset="utf-8",
        given=_given(entry, title, outlet),
    )


def _body(entry: Mapping[str, Any]) -> tuple[str, Media]:
    """The longest of contents and summary, and whether it is markup."""
    parts = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    longest = max(parts, key=lambda part: len(part.get("value") or ""))
    plain = longest.get("type") == "text/plain"
    return (longest.get("value") or "").strip(), "text" if plain else "html"


def _given(entry: Mapping[str, Any], title: str, outlet: str) -> tuple[tuple[str, str], ...]:
    named = {
        "title": title,
        "date": entry.get("published") or entry.get("updated") or "",
        "source": _plain((entry.get("source") or {}).get("title")) or outlet,
        "author": entry.get("author") or "",
    }
    return tuple((name, value.strip()) for name, value in named.items() if value.strip())


def _plain(markup: str | None) -> str:
    """A title as text: feeds write it as markup."""
    return unescape(_TAG.sub("", markup or "")).strip()
