"""A few hashes that stand for an article, such that articles with words in common have hashes in common.

Every run of five words is hashed, and of the hashes those are kept that are the least within four successive ones
(winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003). Two texts that share eight successive words are therefore
certain to share a hash, wherever the words stand, and two runs in five are kept.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from marsad.stage import Annotated
from marsad.stories.reuse.direction import day, outlet
from marsad.stories.reuse.words import Keys, Words, words

RUN = 5
WINDOW = 4
RAREST = 32


class Shingled(msgspec.Struct, frozen=True, kw_only=True):
    """What stands for an article in the joins, small enough to keep for every article.

    `hashes` holds one little-endian 32-bit hash a sampled shingle, in the order of the text; `rare` in the same way
    those of the 32 words that are rarest in news and most frequent in the article. `day` is the ordinal of the first
    day on which the article can have been published (`date.toordinal`), 0 where no day is known; `outlet` its outlet,
    "" where unknown.
    """

    article_id: str
    hashes: bytes
    rare: bytes = b""
    day: int = 0
    outlet: str = ""


def shingles(annotated: Annotated) -> Shingled:
    """The sampled shingles of an article: none where it has fewer than five words."""
    found = words(annotated)
    hashes = shingle_hashes(found.keys)
    period = day(annotated)
    return Shingled(
        article_id=annotated.article.id,
        hashes=hashes[winnowed(hashes)].astype("<u4").tobytes(),
        rare=rarest(found).astype("<u4").tobytes(),
        day=period.start.toordinal() if period else 0,
        outlet=outlet(annotated),
    )


def runs(keys: Keys, length: int) -> Keys:
    """A 64-bit hash of every run of `length` words; empty where there are fewer words."""
    if len(keys) < length:
        return np.zeros(0, np.uint64)
    total = np.zeros(len(keys) - length + 1, np.uint64)
    for place in range(length):
        total = total * np.uint64(0x9E3779B97F4A7C15) + keys[place : place + len(total)]
    return _mixed(total)


def shingle_hashes(keys: Keys) -> NDArray[np.uint32]:
    """The 32-bit hash of every shingle."""
    return (runs(keys, RUN) >> np.uint64(32)).astype(np.uint32)


def rarest(found: Words) -> NDArray[np.uint32]:
    """The 32-bit hashes of the 32 words that weigh most: rare in news, and said again and again."""
    keys, first, times = np.unique(found.keys, return_index=True, return_counts=True)
    weights = found.weights[first] * (1 + np.log(times))
    return (keys[np.argsort(-weights, kind="stable")[:RAREST]] >> np.uint64(32)).astype(np.uint32)


def winnowed(hashes: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Which of the hashes are the least within four successive ones (the first of equal ones)."""
    if len(hashes) <= WINDOW:
        return np.flatnonzero(hashes == hashes.min()) if len(hashes) else np.zeros(0, np.intp)
    windows = sliding_window_view(hashes, WINDOW)
    return np.unique(windows.argmin(axis=1) + np.arange(len(windows)))


def _mixed(values: Keys) -> Keys:
    """Spread every bit over all (the finalizer of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
