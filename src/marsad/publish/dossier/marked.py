"""Text with marks on it, as HTML that shows every character and obeys none.

Characters that draw nothing but steer the reader's display (control characters, bidirectional overrides and isolates,
zero-width marks, lone surrogates) are shown as a small sign that names them. In markup the sign is an empty
`<i class="control" data-code="202E" data-times="1">`, so the text can be read back from the page without loss.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from markupsafe import Markup, escape

# Bidirectional controls are those of Unicode's UAX 9; the joiners U+200C and U+200D belong to spelling and stay.
TEXT_SHOWN = 100_000
"""Code points of a text that its page shows."""

_HIDDEN = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
)
_RUN = re.compile(rf"([{_HIDDEN}])\1*")
_DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_LETTERS_ASKED = 200
_LINK_END, _SPAN_END = Markup("</a>"), Markup("</span>")


class Span(NamedTuple):
    """Something said of `text[start:end]`: CSS classes, words shown on hover, an id by which it can be linked.

    `href` is the page to which it leads; within a span that leads somewhere, it leads nowhere itself.
    """

    start: int
    end: int
    css: str
    title: str = ""
    anchor: str = ""
    href: str = ""


def mark(text: str, spans: Iterable[Span], start: int = 0, end: int | None = None) -> Markup:
    """Render `text[start:end]` with the spans that reach into it.

    Spans may overlap in any way: they are cut where they cross, so that elements nest, the one that begins first
    outside. An anchor stands only where its span begins. Offsets count code points of `text`.
    """
    end = len(text) if end is None else min(end, len(text))
    inside = [span for span in spans if max(span.start, start) < min(span.end, end)]
    inside.sort(key=lambda span: (span.start, -span.end))
    cuts = {start, end} | {cut for span in inside for cut in span[:2] if start < cut < end}
    return Markup("").join(_segments(text, inside, sorted(cuts)))


def _segments(text: str, spans: Sequence[Span], cuts: Sequence[int]) -> Iterator[Markup]:
    standing: list[Span] = []
    endings: list[Markup] = []
    coming = deque(spans)
    for start, end in pairwise(cuts):
        wanted = [span for span in standing if span.end > start]
        while coming and coming[0].start <= start:
            wanted.append(coming.popleft())
        kept = sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], zip(standing, wanted, strict=False)))
        yield Markup("").join(reversed(endings[kept:]))
        del endings[kept:]
        for span in wanted[kept:]:
            linked = bool(span.href) and _LINK_END not in endings
            yield _opening(span, begins=span.start == start, linked=linked)
            endings.append(_LINK_END if linked else _SPAN_END)
        yield shown(text[start:end])
        standing = wanted
    yield Markup("").join(reversed(endings))


def _opening(span: Span, *, begins: bool, linked: bool) -> Markup:
    title = Markup(' title="{}"').format(plain(span.title)) if span.title else ""
    anchor = Markup(' id="{}"').format(span.anchor) if span.anchor and begins else ""
    if linked:
        return Markup('<a class="{}" href="{}"{}{}>').format(span.css, span.href, anchor, title)
    return Markup('<span class="{}"{}{}>').format(span.css, anchor, title)


def shown(text: str) -> Markup:
    """The text escaped, its hidden characters as signs; line breaks and tabs stay."""
    parts: list[Markup] = []
    at = 0
    for run in _RUN.finditer(text):
        parts += escape(text[at : run.start()]), _sign(run)
        at = run.end()
    return Markup("").join([*parts, escape(text[at:])])


def _sign(run: re.Match[str]) -> Markup:
    code = f"{ord(run[1]):04X}"
    name = f"U+{code} {unicodedata.name(run[1], '')}".strip()
    sign = '<i class="control" data-code="{}" data-times="{}" title="{}"></i>'
    return Markup(sign).format(code, len(run[0]), name)  # noqa: S704 - a constant; its values are escaped


def plain(text: str) -> str:
    """The text with its hidden characters named in brackets, for attributes and scripts, which hold no markup."""
    return _RUN.sub(lambda run: f"[U+{ord(run[1]):04X}]", text)


def clipped(text: str, limit: int) -> str:
    """The text, or its first `limit` code points and an ellipsis."""
    return text if len(text) <= limit else text[:limit] + "\N{HORIZONTAL ELLIPSIS}"


def direction(text: str) -> str:
    """Which way most of the first letters run: rtl, ltr, or auto where there are none.

    HTML's own `auto` asks the first letter alone, and sets an Arabic line that opens with a Latin name the wrong way.
    """
    sides = [side for char in text[:_LETTERS_ASKED] if (side := _DIRECTIONS.get(unicodedata.bidirectional(char)))]
    if not sides:
        return "auto"
    return "rtl" if 2 * sides.count("rtl") >= len(sides) else "ltr"
