"""Bytes to text: which encoding a page is in, whatever it says it is in.

Bytes that are strictly UTF-8 are UTF-8: other encodings of Arabic or accented Latin hardly ever are. Otherwise every
candidate decodes a sample of the words that hold bytes above 127, each reading is scored by how much it looks like
words that people write, and the declared encoding wins a near tie.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import log2
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import category, lookup

from marsad.records import Media

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# A declaration stands in the first 1024 bytes by the HTML standard; pages that print scripts first go past that.
DECLARATION_BYTES = 4096
# Words read of a page; ten are already enough for 999 of 1,000 lines of news.
SAMPLED_RUNS = 400
# A declared encoding is believed unless another reading is better by this much a character. On 2,483 lines of news of
# 60 characters the wrong reading came closer than this once or twice, and was at least 0.7 worse in 95 of 100.
TIE = 0.2
GUESSES = ("cp1252", "cp1256", "iso8859-6")

# WHATWG reads these labels as windows-1252, because pages that carry them are.
_LATIN_1 = frozenset({"ascii", "iso8859-1"})
_USABLE = re.compile(r"utf-8|cp\d+|iso8859-\d+|koi8-[rtu]|mac-\w+|gb\w+|hz|big5\w*|euc_\w+|shift_jis\w*|johab")
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})["']""")
_RUN = re.compile(rb"[A-Za-z]{0,40}[\x80-\xff][A-Za-z\x80-\xff]{0,200}")
_ARABIC_WORD = re.compile("[\u0600-\u06ff]+")
_LATIN_WORD = re.compile("[A-Za-z\u0080-\u024f]+")
_EITHER = re.compile("[A-Za-z\u0080-\u024f\u0600-\u06ff]")
_PART = re.compile(r"[^\W\d_]+|[^\w\s]")

# Letters per thousand of Arabic letters, mean of four collections of news of 2008-2018 (3,462 articles).
_SHARES = """ALEF 154,LAM 115,YEH 78,MEEM 62,WAW 54,NOON 52,REH 48,TEH 47,BEH 35,AIN 33,TEH MARBUTA 32,DAL 31,FEH 26,
SEEN 25,QAF 23,HEH 23,ALEF WITH HAMZA ABOVE 19,KAF 19,HAH 18,JEEM 14,SHEEN 10,TAH 9.5,SAD 9,ALEF WITH HAMZA BELOW 8.5,
ALEF MAKSURA 8.5,KHAH 8,DAD 6.6,ZAIN 6.3,THAL 6,THEH 5.5,YEH WITH HAMZA ABOVE 4.7,GHAIN 4,HAMZA 3.4,ZAH 2.2,
WAW WITH HAMZA ABOVE 1.3,ALEF WITH MADDA ABOVE 1.1"""
_RARE = -3.0
# By Unicode category: vowel signs and signs of arithmetic are rare in news, and other letters misread give them.
_SIGN_WORTH: Mapping[str, float] = MappingProxyType(
    {"Mn": -1.0, "Sm": -2.0, "So": -0.5, "Sc": -0.5, "Sk": -0.5, "No": -0.5}
)
# Bits for a word with the article near its head: 25 of 100 words on those lines, under 2 when read in another encoding.
ARTICLE_WORTH = 3.0
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"


class Decoded(NamedTuple):
    """A page's text and how it was read.

    `encoding` is the name on the web ("windows-1256"); `replaced` counts the U+FFFD that stand for bytes which have no
    meaning in it; `declared_wrong` is the declaration that the bytes belie, as it was written, if there is one.
    """

    text: str
    encoding: str
    replaced: int
    declared_wrong: str | None


def decode(content: bytes, declared: Sequence[str], media: Media) -> Decoded:
    """Decode a page.

    `declared` holds the declarations made outside the bytes (an HTTP charset), strongest first; those inside an HTML
    page are found here and count after them. Byte order marks are dropped, everything else is kept. Never raises.
    """
    labels = [label for label in declared if label]
    if media == "html":
        labels += _declared_inside(content)
    encoding, content = _choose(content, [name for label in labels if (name := _known(label))])
    text = content.decode(encoding, "replace")
    replaced = text.count(REPLACEMENT)
    if replaced and encoding == "utf-8":
        replaced -= content.count(REPLACEMENT.encode())
    wrong = None if encoding == "utf-8" and content.isascii() else _belied(labels, encoding)
    return Decoded(text, _web_name(encoding), replaced, wrong)


def _declared_inside(content: bytes) -> list[str]:
    head = content[:DECLARATION_BYTES]
    found = (pattern.search(head) for pattern in (_META, _XML))
    return [match[1].decode("ascii") for match in found if match]


def _known(label: str) -> str | None:
    """The name in Python of a declared encoding; None for what is no encoding of text, or says nothing of these bytes.

    UTF-16 without a byte order mark counts for nothing: a page that could state it in ASCII is not in it.
    """
    try:
        name = codecs.lookup(label.strip(" \t\r\n\"';")[:40].removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    if name in _LATIN_1:
        return "cp1252"
    return name if _USABLE.fullmatch(name) else None


def _choose(content: bytes, declared: list[str]) -> tuple[str, bytes]:
    """The encoding and the bytes without their byte order mark."""
    marks = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
    for mark, encoding in marks:
        if content.startswith(mark):
            return encoding, content[len(mark) :]
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _best_reading(content, declared), content
    return "utf-8", content


def _best_reading(content: bytes, declared: list[str]) -> str:
    """The candidate whose reading looks most like words, the first declared one on a near tie."""
    sample = b" ".join(islice((match[0] for match in _RUN.finditer(content)), SAMPLED_RUNS))
    candidates = dict.fromkeys([*declared, *GUESSES, "utf-8"])
    scores = {name: _plausibility(sample.decode(name, "replace")) for name in candidates}
    best = max(candidates, key=lambda name: scores[name])
    return next((name for name in declared if scores[name] >= scores[best] - TIE), best)


def _plausibility(reading: str) -> float:
    """Bits by which a reading looks written, a character above 127: near +0.9 for Arabic, below 0 for noise."""
    total, counted = 0.0, 0
    for part in _PART.findall(reading):
        if not part.isascii():
            foreign = len(part) - len(part.encode("ascii", "ignore"))
            total += _worth(part, foreign)
            counted += foreign
    return total / counted if counted else 0.0


def _worth(part: str, foreign: int) -> float:
    """What one word or sign adds; `foreign` is the number of its characters above 127."""
    if not part[0].isalpha():
        return _sign_worth(part[0])
    if _ARABIC_WORD.fullmatch(part):
        return _arabic_worth(part)
    if _LATIN_WORD.fullmatch(part):
        return _latin_worth(part, foreign)
    return -2.0 * foreign if _EITHER.search(part) else 0.3 * foreign


def _sign_worth(sign: str) -> float:
    if sign == REPLACEMENT or category(sign) in {"Cc", "Cn", "Co"}:
        return -4.0
    return _SIGN_WORTH.get(category(sign), 0.0)


def _arabic_worth(word: str) -> float:
    """Common letters and the article speak for it, a letter that stands alone against it."""
    weight = sum(_WEIGHTS.get(letter, _RARE) for letter in word)
    if len(word) == 1:
        return min(-0.5, weight)
    return weight + (ARTICLE_WORTH if _ARTICLE in word[:4] else 0.0)


def _latin_worth(word: str, foreign: int) -> float:
    """Accents stand among plain letters, and capitals at the head of a word or all through it."""
    cased = word.islower() or word.istitle() or word.isupper()
    if len(word) == 1:
        return 0.0
    return 0.6 * foreign if cased and foreign <= len(word) / 2 else -1.5 * foreign


def _belied(labels: Sequence[str], encoding: str) -> str | None:
    """The strongest declaration, if the page turned out to be in another encoding. One not understood is no lie."""
    for label in labels:
        if name := _known(label):
            return label if name != encoding and not (encoding.startswith("utf-16") and name == "utf-8") else None
    return None


def _web_name(encoding: str) -> str:
    return re.sub(r"^cp(?=125\d$|874$)", "windows-", encoding).replace("iso8859", "iso-8859")


def _letter_weights() -> Iterator[tuple[str, float]]:
    """Bits by which a letter speaks for Arabic, against letters drawn blindly."""
    rows = [row.strip().rpartition(" ") for row in _SHARES.split(",")]
    yield "\N{ARABIC TATWEEL}", 0.0
    for name, _, share in rows:
        yield lookup(f"ARABIC LETTER {name}"), max(_RARE, log2(float(share) / 1000 * len(rows)))


_WEIGHTS: Mapping[str, float] = MappingProxyType(dict(_letter_weights()))
