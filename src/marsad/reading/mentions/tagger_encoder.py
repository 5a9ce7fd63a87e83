"""The accurate tagger: a small transformer that reads the whole sentence, and the fast tagger, heard together.

Each gives the odds of every label for every word; their geometric mean is taken, and of the label sequences in which
no name begins in its middle the likeliest. On what was held aside this was better than either alone
(`training/names/README.md`). The transformer's weights are `lexicon/weights/names.onnx` and the pieces that it reads
`names.pieces.tsv.gz`, made by `training/names/train_encoder.py` and `export_encoder.py`. Sentences are run one by one,
on one thread.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from importlib.resources import files

import numpy as np  # type: ignore[import-not-found, unused-ignore]
import numpy.typing as npt  # type: ignore[import-not-found, unused-ignore]
import onnxruntime  # type: ignore[import-not-found, import-untyped, unused-ignore]

from marsad.arabic.tokens import Token
from marsad.reading.mentions.tagger_crf import CrfLabeller, crf_labeller
from marsad.reading.mentions.tagger_pieces import Pieces
from marsad.reading.mentions.tagger_spans import LABELS, Labelled
from marsad.reading.mentions.tagger_text import TextTagger
from marsad.reading.segmentation import clitic_splitter

OPENING, CLOSING, UNKNOWN = "<s>", "</s>", "<unk>"
LONGEST = 500
"""The most pieces that the encoder is given at once; longer sentences are read in parts."""

_LEAST = 1e-6
_BARRED = -100.0


class Encoder:
    """Gives the odds of labels by what the transformer says of each word's first piece."""

    def __init__(self, pieces: Pieces, model: bytes) -> None:
        """`model` is the ONNX file."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._pieces = pieces
        self._session = onnxruntime.InferenceSession(model, options, ["CPUExecutionProvider"])

    def odds(self, tokens: Sequence[Token]) -> npt.NDArray[np.float64]:
        """The odds of each of `LABELS` for each token: a row a token."""
        rows = [np.empty((0, len(LABELS)))]
        for numbers, firsts in self._parts(tokens):
            (logits,) = self._session.run(None, {"pieces": np.array(numbers, dtype=np.int64)})
            raised = np.exp(logits[firsts] - logits[firsts].max(axis=1, keepdims=True))
            rows.append(raised / raised.sum(axis=1, keepdims=True))
        return np.concatenate(rows)

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


class MeanLabeller:
    """Labels the words of a sentence by the mean of what two witnesses say."""

    def __init__(self, crf: CrfLabeller, encoder: Encoder) -> None:
        self._crf = crf
        self._encoder = encoder
        self._steps = np.array([[_step(before, label) for label in LABELS] for before in LABELS])
        self._first = np.array([_step("", label) for label in LABELS])

    def label(self, tokens: Sequence[Token]) -> Labelled:
        """The labels and their odds."""
        if not tokens:
            return Labelled((), ())
        both = np.maximum(self._encoder.odds(tokens), _LEAST) * np.maximum(self._crf.odds(tokens), _LEAST)
        odds = np.sqrt(both) / np.sqrt(both).sum(axis=1, keepdims=True)
        numbers = self._likeliest(np.log(odds))
        return Labelled([LABELS[n] for n in numbers], [float(odds[at, n]) for at, n in enumerate(numbers)])

    def _likeliest(self, logs: npt.NDArray[np.float64]) -> list[int]:
        """The best sequence in which no name begins in its middle (Viterbi)."""
        best = logs[0] + self._first
        ways = []
        for row in logs[1:]:
            sums = best[:, None] + self._steps
            ways.append(sums.argmax(axis=0))
            best = sums.max(axis=0) + row
        found = [int(best.argmax())]
        for way in reversed(ways):
            found.append(int(way[found[-1]]))
        return found[::-1]


def _step(before: str, label: str) -> float:
    return _BARRED if label.startswith("I-") and before[2:] != label[2:] else 0.0


def read_pieces(packed: bytes) -> dict[str, float]:
    """The pieces and their log-probabilities in order, from a gzipped table with a header row."""
    rows = [line.split("\t") for line in gzip.decompress(packed).decode().split("\n") if line]
    return {piece: float(score) for piece, score in rows[1:]}


def accurate_tagger() -> TextTagger:
    """The tagger with the weights that come with Marsad."""
    folder, clitics = files("marsad.lexicon") / "weights", clitic_splitter()
    pieces = Pieces(read_pieces((folder / "names.pieces.tsv.gz").read_bytes()), UNKNOWN)
    encoder = Encoder(pieces, (folder / "names.onnx").read_bytes())
    return TextTagger(MeanLabeller(crf_labeller(clitics), encoder), clitics)
