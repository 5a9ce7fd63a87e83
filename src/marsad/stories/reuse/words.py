"""The words of an article as they are compared with those of another: folded, numbered, each with its place.

Only blocks that are read count (headline, subheading, paragraph, caption); where no block was labelled, the whole text.
A word's key is a hash of its folded spelling without a leading wa- ("and"), a number's without its separators.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from marsad.arabic.orthography import LOOKUP, fold_word
from marsad.arabic.tokens import TokenKind, tokenize
from marsad.lexicon.compiled import word_frequencies
from marsad.records import Block
from marsad.stage import Annotated
from marsad.stories.terms import WORDS_COUNTED

Keys: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.int32]

READ = frozenset({"headline", "subheading", "paragraph", "caption"})

_AND = "\N{ARABIC LETTER WAW}"
_SHORTEST = 4
_COMPARED: frozenset[TokenKind] = frozenset({"word", "foreign", "number", "hashtag"})
_SEPARATORS = re.compile("[,#_\u060c\u066c]")


class Words(NamedTuple):
    """The words of an article in order: `keys` (64-bit hashes) and the half-open offsets of each in the text.

    `numbers` tells which are written in digits; `weights` how rare each is in news, as the negative logarithm of its
    share of all words.
    """

    keys: Keys
    starts: Places
    ends: Places
    numbers: NDArray[np.bool_]
    weights: NDArray[np.float32]


def words(annotated: Annotated) -> Words:
    """The words of an article's read blocks."""
    text = annotated.article.text
    found = [
        (key(token.text), token.start, token.end, token.kind == "number", weight(token.text))
        for start, end in read_spans(annotated)
        for token in tokenize(text, start, end)
        if token.kind in _COMPARED
    ]
    keys, starts, ends, numbers, weights = zip(*found, strict=True) if found else ((),) * 5
    return Words(
        keys=np.array(keys, np.uint64),
        starts=np.array(starts, np.int32),
        ends=np.array(ends, np.int32),
        numbers=np.array(numbers, np.bool_),
        weights=np.array(weights, np.float32),
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


@lru_cache(1 << 18)
def weight(word: str) -> float:
    """How rare a word is in news: the negative natural logarithm of its share of all words."""
    counts = word_frequencies()
    folded = fold_word(word, LOOKUP)
    met = max(counts.get(folded, 0), counts.get(folded.removeprefix(_AND), 0))
    return -math.log((met + 1) / WORDS_COUNTED)
