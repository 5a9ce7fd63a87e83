"""Renders HTML to lines of text, keeping for each line what its markup says of it.

The parser is selectolax (Lexbor). Every visible line is kept, furniture too: what is body is for `blocks` to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_DEPTH = 4_000
"""Deeper than any real page; Lexbor's time grows with the square of the depth (50,000 levels: 5 s)."""
MAX_ATTRIBUTES = 5_000
"""In all long tags of a page; Lexbor's time grows with the square of their number in one (50,000: 6 s)."""
LONG_TAG = 10_000
"""Characters from which a tag's attributes are counted."""
MAX_PATH = 24
"""Innermost block elements kept in a line's path."""
NAMED_ANCESTORS = 5
"""Nearest elements whose ids and classes are kept."""
NEAR = 100
"""Innermost elements that are looked at for both, so that a deep page takes no time by its depth for each line."""

SKIPPED = frozenset(
    "script style noscript template svg math head select option datalist textarea iframe object embed canvas audio "
    "video input dialog".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr nobr picture source meta link".split()
)
LABELS = frozenset("a label span time".split())
"""Inline elements that sites set apart by style alone."""
FLOW = frozenset("p h1 h2 h3 h4 h5 h6 blockquote pre".split()) | INLINE
"""Elements whose inline children are parts of one sentence."""
STRONG = frozenset("b strong".split())

_GAP = re.compile(r"[ \t\r\n\f\v]+")
_WORD = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_MARKUP = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*+>?|<(?P<raw>script|style|textarea|title)\b.*?(?:</(?P=raw)\b|\Z)"
    rf"|<(?P<close>/?)(?P<name>[a-z][^\s/>]*+)(?P<attributes>(?:{_ATTRIBUTE})*+)[\s/]*+>?",
    re.IGNORECASE | re.DOTALL,
)
"""Comments, elements that hold no elements, and (with a `name`) tags."""
_NO_NESTING = frozenset(
    "area base br col embed hr img input link meta param source track wbr "
    "html head body p li dt dd td th tr tbody thead tfoot caption colgroup".split()
)
"""Elements that are empty, or end where the next of their kind begins."""


class RenderedLine(NamedTuple):
    """A line of the page: offsets into the rendered text, and what the markup says (see `records.Line`)."""

    start: int
    end: int
    path: str
    names: tuple[str, ...]
    link_share: float
    strong_share: float


class Stamp(NamedTuple):
    """A `<time>` or dated element: the machine-readable value and the offset of the text beside it."""

    value: str
    start: int
    published: bool


class Rendered(NamedTuple):
    """The text of a page, its lines in order, its time stamps, and the parsed tree for the metadata reader."""

    text: str
    lines: tuple[RenderedLine, ...]
    stamps: tuple[Stamp, ...]
    tree: LexborHTMLParser
    flattened: bool


class _Element(NamedTuple):
    tag: str
    number: int
    names: tuple[str, ...]
    link: bool
    strong: bool


def render(html: str) -> Rendered:
    """Render HTML to text, one line for each block element, table cell and `<br>`.

    White space is folded as a browser does, except in `<pre>`; hidden elements, scripts and form fields are left out.
    A page nested deeper than `MAX_DEPTH`, or with more than `MAX_ATTRIBUTES`, is first stripped of tags (`flattened`).
    """
    flattened = _is_slow(html)
    tree = LexborHTMLParser(_MARKUP.sub(lambda met: "\n<br>" if met["name"] else met[0], html) if flattened else html)
    writer = _Writer()
    if tree.body is not None:
        _walk(tree.body, writer)
    writer.end_line()
    return Rendered("".join(writer.parts), tuple(writer.lines), tuple(writer.stamps), tree, flattened)


def _is_slow(html: str) -> bool:
    """Whether a page may be nested or burdened with attributes beyond the limits; it may seem so, but never less.

    A closing tag that is not that of the innermost open element counts for nothing, as a parser may pass over it.
    """
    opened: list[str] = []
    attributes = 0
    for tag in _MARKUP.finditer(html):
        name = (tag["name"] or "p").lower()
        # Those of every <body> are laid on the first, however short each is.
        if name in ("html", "body") or len(tag["attributes"] or "") > LONG_TAG:
            attributes += len(_ATTRIBUTES.findall(tag["attributes"]))
        if not tag["close"] and name not in _NO_NESTING:
            opened.append(name)
        elif opened and opened[-1] == name:
            opened.pop()
        if len(opened) > MAX_DEPTH or attributes > MAX_ATTRIBUTES:
            return True
    return False


class _Writer:
    """Collects text into lines while the tree is walked."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.lines: list[RenderedLine] = []
        self.stamps: list[Stamp] = []
        self.stack: list[_Element] = []
        self._offset = 0
        self._line: list[str] = []
        self._length = 0
        self._linked = self._strong = 0
        self._pre = 0
        self._count = 0

    def enter(self, node: LexborNode, tag: str) -> None:
        if tag not in INLINE or (tag in LABELS and self._glued(node)):
            self.end_line()
        above = self.stack[-1] if self.stack else None
        attributes = node.attributes
        self._count += 1
        names = _names(attributes.get("id"), attributes.get("class"))
        link = tag == "a" or (above is not None and above.link)
        strong = tag in STRONG or (above is not None and above.strong)
        self.stack.append(_Element(tag, self._count, names, link, strong))
        self._pre += tag == "pre"
        self._stamp(tag, attributes)

    def _glued(self, node: LexborNode) -> bool:
        """Whether it touches the element before it without a blank, outside running text: two labels, not one word."""
        before = node.prev
        if before is None or not before.is_element_node or before.tag not in LABELS or not self._line:
            return False
        return bool(self.stack) and self.stack[-1].tag not in FLOW and not self._line[-1].endswith(" ")

    def leave(self) -> None:
        if self.stack[-1].tag not in INLINE:
            self.end_line()
        self._pre -= self.stack.pop().tag == "pre"

    def write(self, text: str) -> None:
        if self._pre:
            for n, line in enumerate(text.splitlines()):
                if n:
                    self.end_line()
                self._add(line)
        else:
            self._add(_GAP.sub(" ", text))

    def _add(self, text: str) -> None:
        if not text or (text == " " and not self._line):
            return
        self._line.append(text)
        self._length += len(text)
        if self.stack:
            letters = len(text.strip())
            self._linked += letters * self.stack[-1].link
            self._strong += letters * self.stack[-1].strong

    def end_line(self) -> None:
        """Close the line that is being written, unless it is blank."""
        text = re.sub(" {2,}", " ", "".join(self._line)).strip() if self._line else ""
        if text:
            letters = max(1, sum(len(part.strip()) for part in self._line))
            path, names = self._place()
            share, strong = min(1.0, self._linked / letters), min(1.0, self._strong / letters)
            end = self._offset + len(text)
            self.lines.append(RenderedLine(self._offset, end, path, names, round(share, 2), round(strong, 2)))
            self.parts.append(text + "\n")
            self._offset = end + 1
        self._line, self._length, self._linked, self._strong = [], 0, 0, 0

    def _place(self) -> tuple[str, tuple[str, ...]]:
        near = self.stack[-NEAR:]
        blocks = [element for element in near if element.tag not in INLINE]
        path = ">".join(f"{element.tag}.{element.number}" for element in blocks[-MAX_PATH:])
        named = [element.names for element in near if element.names][-NAMED_ANCESTORS:]
        return path, tuple(dict.fromkeys(name for names in reversed(named) for name in names))

    def _stamp(self, tag: str, attributes: dict[str, str | None]) -> None:
        value = attributes.get("datetime") if tag == "time" else attributes.get("content") or attributes.get("datetime")
        kind = (attributes.get("itemprop") or "") + " " + ("pubdate" if "pubdate" in attributes else "")
        published = "datepublished" in kind.lower() or "pubdate" in kind
        if value and (tag == "time" or published):
            start = self._offset + self._length
            self.stamps.append(Stamp(value.strip(), start, published))


def _names(identifier: str | None, classes: str | None) -> tuple[str, ...]:
    raw = f"{identifier or ''} {classes or ''}"
    if raw == " ":
        return ()
    return tuple(dict.fromkeys(_WORD.findall(_CAMEL.sub("-", raw[:300]).lower())))[:12]


def _walk(body: LexborNode, writer: _Writer) -> None:
    """Visit the tree without recursion: a page may be nested thousands of levels deep. None closes an element."""
    stack: list[LexborNode | None] = [body]
    while stack:
        node = stack.pop()
        if node is None:
            writer.leave()
        elif node.is_text_node:
            writer.write(node.text_content or "")
        elif node.tag == "br":
            writer.end_line()
        elif node.is_element_node and _visible(node):
            writer.enter(node, str(node.tag))
            stack.append(None)
            stack.extend(_children_from_last(node))


def _children_from_last(node: LexborNode) -> Iterator[LexborNode]:
    child = node.last_child
    while child is not None:
        yield child
        child = child.prev


def _visible(node: LexborNode) -> bool:
    if node.tag in SKIPPED:
        return False
    attributes = node.attributes
    return "hidden" not in attributes and not _HIDDEN.search(attributes.get("style") or "")
