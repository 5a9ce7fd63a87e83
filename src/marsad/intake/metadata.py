"""What an HTML page states about itself outside its visible text: JSON-LD, OpenGraph, meta names, canonical link."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

MAX_VALUE = 1_000
"""Characters kept of one value."""
MAX_JSON_DEPTH = 12

ARTICLE_TYPES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle "
    "BlogPosting LiveBlogPosting Report SocialMediaPosting TechArticle WebPage".split()
)

META_NAMES = {
    "og:title": ("title", "opengraph"),
    "og:site_name": ("outlet", "opengraph"),
    "og:url": ("url", "opengraph"),
    "og:description": ("description", "opengraph"),
    "article:published_time": ("published", "opengraph"),
    "article:modified_time": ("modified", "opengraph"),
    "og:updated_time": ("modified", "opengraph"),
    "article:author": ("author", "opengraph"),
    "article:section": ("section", "opengraph"),
    "twitter:title": ("title", "meta"),
    "application-name": ("outlet", "meta"),
    "author": ("author", "meta"),
    "cxenseparse:recs:publishtime": ("published", "meta"),
    "date": ("published", "meta"),
    "datepublished": ("published", "meta"),
    "dc.creator": ("author", "meta"),
    "dc.date": ("published", "meta"),
    "dc.date.issued": ("published", "meta"),
    "dc.title": ("title", "meta"),
    "dcterms.created": ("published", "meta"),
    "dcterms.issued": ("published", "meta"),
    "dcterms.modified": ("modified", "meta"),
    "description": ("description", "meta"),
    "article.published": ("published", "meta"),
    "last-modified": ("modified", "meta"),
    "datemodified": ("modified", "meta"),
    "parsely-author": ("author", "meta"),
    "parsely-pub-date": ("published", "meta"),
    "parsely-section": ("section", "meta"),
    "parsely-title": ("title", "meta"),
    "pubdate": ("published", "meta"),
    "publish-date": ("published", "meta"),
    "publishdate": ("published", "meta"),
    "published": ("published", "meta"),
    "sailthru.date": ("published", "meta"),
    "section": ("section", "meta"),
}
"""Names and properties of `<meta>`, lower-cased, and the fact that each states."""


class Fact(NamedTuple):
    """A fact stated by a page's head: see `records.Metadata`."""

    key: str
    value: str
    place: str


def read_metadata(tree: LexborHTMLParser) -> tuple[Fact, ...]:
    """The facts in the order JSON-LD, meta, title, canonical link, language; without repetitions or blanks."""
    found = [*_json_ld(tree), *_meta(tree), *_head(tree)]
    facts = (Fact(key, " ".join(value.split())[:MAX_VALUE], place) for key, value, place in found)
    return tuple(dict.fromkeys(fact for fact in facts if fact.value))


def _meta(tree: LexborHTMLParser) -> Iterator[Fact]:
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        known = META_NAMES.get(name.strip().lower())
        if known:
            yield Fact(known[0], attributes.get("content") or "", known[1])


def _head(tree: LexborHTMLParser) -> Iterator[Fact]:
    title = tree.css_first("title")
    if title is not None:
        yield Fact("title", title.text(), "title")
    canonical = tree.css_first("link[rel=canonical]")
    if canonical is not None:
        yield Fact("url", canonical.attributes.get("href") or "", "canonical")
    root = tree.css_first("html")
    if root is not None:
        yield Fact("language", root.attributes.get("lang") or "", "meta")


def _json_ld(tree: LexborHTMLParser) -> Iterator[Fact]:
    for node in tree.css("script[type='application/ld+json']"):
        try:
            content = json.loads(node.text(), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(content):
            yield from _article_facts(item)


def _items(content: object, depth: int = 0) -> Iterator[dict[str, object]]:
    """The JSON-LD objects that describe the page itself: not those listed inside an ItemList."""
    if depth > MAX_JSON_DEPTH:
        return
    if isinstance(content, list):
        for part in content:
            yield from _items(part, depth + 1)
    elif isinstance(content, dict):
        if ARTICLE_TYPES.intersection(_words(content.get("@type"))):
            yield content
        for key in ("@graph", "mainEntity"):
            yield from _items(content.get(key), depth + 1)


def _article_facts(item: dict[str, object]) -> Iterator[Fact]:
    for key, names in (
        ("title", ("headline",)),
        ("published", ("datePublished",)),
        ("modified", ("dateModified",)),
        ("section", ("articleSection",)),
        ("author", ("author", "creator")),
        ("outlet", ("publisher", "sourceOrganization")),
    ):
        for name in names:
            for value in _words(item.get(name)):
                yield Fact(key, value, "json-ld")


def _words(value: object) -> list[str]:
    """The strings in a JSON-LD value: itself, its name, or those of its members."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _words(value.get("name"))
    if isinstance(value, list):
        return [word for part in value[:20] if not isinstance(part, list) for word in _words(part)]
    return []


def domain_of(url: str | None) -> str | None:
    """The host of an http(s) address without "www.", or None."""
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "." not in host:
        return None
    return host.removeprefix("www.").removeprefix("m.")
