"""The words of an article as they are compared with those of another: folded, numbered, each with its place.

Only blocks that are read count (headline, subheading, paragraph, caption); where no block was labelled, the whole text.
A word's key is a hash of its folded spelling without a leading wa- ("and"), a number's without its separators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from marsad.arabic.orthography import fold_word
from marsad.arabic.tokens import TokenKind, tokenize
from marsad.records import Block
from marsad.stage import Annotated

Keys: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.int32]

READ = frozenset({"headline", "subheading", "paragraph", "caption"})

_AND = "\N{ARABIC LETTER WAW}"
_SHORTEST = 4
_COMPARED: frozenset[TokenKind] = frozenset({"word", "foreign", "number", "hashtag"})
_SEPARATORS = re.compile("[,#_\u060c\u066c]")


class Words(NamedTuple):
    """The words of an article in order: `keys` (64-bit hashes) and the half-open offsets of each in the text.

    `numbers` tells which are written in digits.
    """

    keys: Keys
    starts: Places
    ends: Places
    numbers: NDArray[np.bool_]


def words(annotated: Annotated) -> Words:
    """The words of an article's read blocks."""
    text = annotated.article.text
    found = [
        (key(token.text), token.start, token.end, token.kind == "number")
        for start, end in read_spans(annotated)
        for token in tokenize(text, start, end)
        if token.kind in _COMPARED
    ]
    keys, starts, ends, numbers = zip(*found, strict=True) if found else ((), (), (), ())
    return Words(
        np.array(keys, np.uint64), np.array(starts, np.int32), np.array(ends, np.int32), np.array(numbers, np.bool_)
    )


def read_spans(annotated: Annotated) -> Iterator[tuple[int, int]]:
    """The offsets of the blocks that are read, in order."""
    blocks = annotated.layers.of(Block)
    if not blocks:
        yield 0, len(annotated.article.text)
    for block in sorted(blocks, key=lambda block: block.start):
        if block.kind in READ:
            yield block.start, block.end


def normal(word: str) -> str:
    """The spelling under which a word, number or hashtag is compared."""
    folded = _SEPARATORS.sub("", fold_word(word).lower())
    return folded[1:] if len(folded) >= _SHORTEST and folded[0] == _AND else folded


@lru_cache(1 << 18)
def key(word: str) -> int:
    """The key of a word as it stands in a text."""
    name = normal(word).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(name, digest_size=8).digest(), "little")
