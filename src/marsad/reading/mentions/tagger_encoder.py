"""The accurate tagger: a small transformer that reads the whole sentence, run as an ONNX model with weights of 8 bits.

Its weights are `lexicon/weights/names.onnx` and the pieces that it reads `names.pieces.tsv.gz`, made by
`training/names/train_encoder.py` and `export_encoder.py`. Sentences are run one by one, on one thread.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from importlib.resources import files

import numpy as np  # type: ignore[import-not-found, unused-ignore]
import onnxruntime  # type: ignore[import-not-found, import-untyped, unused-ignore]

from marsad.arabic.tokens import Token
from marsad.reading.mentions.tagger_lists import clitic_splitter
from marsad.reading.mentions.tagger_pieces import Pieces
from marsad.reading.mentions.tagger_spans import LABELS, Labelled
from marsad.reading.mentions.tagger_text import TextTagger

OPENING, CLOSING, UNKNOWN = "<s>", "</s>", "<unk>"
LONGEST = 500
"""The most pieces that the encoder is given at once; longer sentences are read in parts."""


class EncoderLabeller:
    """Labels each word by what the encoder says of its first piece."""

    def __init__(self, pieces: Pieces, model: bytes) -> None:
        """`model` is the ONNX file."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._pieces = pieces
        self._session = onnxruntime.InferenceSession(model, options, ["CPUExecutionProvider"])

    def label(self, tokens: Sequence[Token]) -> Labelled:
        """The labels and their odds."""
        labels: list[str] = []
        odds: list[float] = []
        for numbers, firsts in self._parts(tokens):
            (logits,) = self._session.run(None, {"pieces": np.array(numbers, dtype=np.int64)})
            raised = np.exp(logits[firsts] - logits[firsts].max(axis=1, keepdims=True))
            best = raised.argmax(axis=1)
            labels += [LABELS[label] for label in best]
            odds += [float(1 / row.sum()) for row in raised]
        return Labelled(labels, odds)

    def _parts(self, tokens: Sequence[Token]) -> Iterator[tuple[list[int], list[int]]]:
        """The numbers of the pieces and where each word begins, for as many words as the encoder reads at once."""
        opening, closing = self._pieces.number(OPENING), self._pieces.number(CLOSING)
        numbers: list[int] = [opening]
        firsts: list[int] = []
        for place, token in enumerate(tokens):
            spaced = place == 0 or tokens[place - 1].end < token.start
            cut = self._pieces.cut(token.text, spaced)
            if len(numbers) + len(cut) > LONGEST:
                yield [*numbers, closing], firsts
                numbers, firsts = [opening], []
            firsts.append(len(numbers))
            numbers += cut
        if firsts:
            yield [*numbers, closing], firsts


def read_pieces(packed: bytes) -> dict[str, float]:
    """The pieces and their log-probabilities in order, from a gzipped table with a header row."""
    rows = [line.split("\t") for line in gzip.decompress(packed).decode().split("\n") if line]
    return {piece: float(score) for piece, score in rows[1:]}


def accurate_tagger() -> TextTagger:
    """The tagger with the weights that come with Marsad."""
    folder = files("marsad.lexicon") / "weights"
    pieces = Pieces(read_pieces((folder / "names.pieces.tsv.gz").read_bytes()), UNKNOWN)
    return TextTagger(EncoderLabeller(pieces, (folder / "names.onnx").read_bytes()), clitic_splitter())
