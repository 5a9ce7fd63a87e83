"""Train the fast tagger of names and measure it.

    python training/names/train_crf.py --anercorp TRAIN.txt --own training/names/sentences_a.txt ... --aqmar FOLDER \
        [--labelled SENTENCES.jsonl] [--without-lists] [--all] --output src/marsad/lexicon/weights/names.crf.tsv.gz

ANERcorp's last tenth and 15 % of our sentences are held aside, and scores on them are printed; with `--all` they are
trained on too, and nothing but AQMAR is measured. ANERcorp is CC BY-SA 4.0, and so are the weights.
"""

from __future__ import annotations

import argparse
import gzip
import random
import time
from collections.abc import Sequence
from pathlib import Path

import corpora
import pycrfsuite

from marsad.reading.mentions.tagger_crf import WordSigns
from marsad.reading.mentions.tagger_spans import stretches
from marsad.reading.segmentation import clitic_splitter

_PARAMETERS = {
    "c1": 0.12,
    "c2": 0.02,
    "max_iterations": 120,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}


def train(sentences: Sequence[corpora.Sentence], signs: WordSigns, output: Path, unknown: float) -> None:
    """Fit the weights (L-BFGS, L1 and L2 penalties); a share of sentences lacks the marks of the knowledge base."""
    trainer, chance = pycrfsuite.Trainer(verbose=False), random.Random(1)
    for sentence in sentences:
        known = chance.random() >= unknown
        made = signs.of(sentence.tokens, ours=sentence.own, known=known)
        trainer.append(pycrfsuite.ItemSequence(made), sentence.labels)
    trainer.set_params(_PARAMETERS)
    trainer.train(str(output))


def packed(model: Path) -> bytes:
    """The weights as the package keeps them: the labels, the steps from each to each, and a row for each sign."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    info = tagger.info()
    labels = sorted(info.labels, key=lambda label: int(info.labels[label]))
    rows = ["\t".join(labels)]
    rows += ["\t".join(str(info.transitions.get((one, other), 0.0)) for other in labels) for one in labels]
    signs: dict[str, list[str]] = {}
    for (sign, label), weight in info.state_features.items():
        signs.setdefault(sign, []).append(f"{info.labels[label]}:{weight}")
    rows += ["\t".join((sign, *signs[sign])) for sign in sorted(signs)]
    return gzip.compress("\n".join(rows).encode(), 9, mtime=0)


def measure(split: corpora.Split, signs: WordSigns, model: Path) -> None:
    """Print the scores on what was held aside, by its own rules and by ours, and the pace."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))

    def tag(sentence: corpora.Sentence) -> list[corpora.Span]:
        return list(stretches(tagger.tag(pycrfsuite.ItemSequence(signs.of(sentence.tokens, ours=sentence.own)))))

    for name, sentences in split.aside.items():
        began = time.process_time()
        corpora.report(name, sentences, tag)
        pace = sum(len(sentence.tokens) for sentence in sentences) / (time.process_time() - began or 1)
        print(f"  {pace:.0f} words a second")
        if name != "own":
            corpora.report(f"{name} read by our rules", [s._replace(own=True) for s in sentences], tag)


def main() -> None:
    """Train and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--anercorp", type=Path, required=True)
    parser.add_argument("--own", type=Path, nargs="+", required=True)
    parser.add_argument("--aqmar", type=Path, required=True)
    parser.add_argument("--labelled", type=Path, help="sentences that label_news.py wrote")
    parser.add_argument("--most", type=int, default=10_000, help="how many of them")
    parser.add_argument("--without-lists", action="store_true")
    parser.add_argument("--unknown", type=float, default=0.3, help="share of sentences without the knowledge base")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    split = corpora.split(arguments.anercorp, arguments.own)
    if arguments.all:
        split = corpora.Split([*split.train, *(s for group in split.aside.values() for s in group)], {})
    if arguments.labelled:
        split.train.extend(corpora.labelled(arguments.labelled, arguments.most))
    began = time.process_time()
    signs = WordSigns(clitic_splitter(), lists=not arguments.without_lists)
    print(f"lists read in {time.process_time() - began:.2f} s")
    model = arguments.output.with_suffix(".crfsuite")
    train(split.train, signs, model, arguments.unknown)
    arguments.output.write_bytes(packed(model))
    print(
        f"trained on {len(split.train)} sentences, {time.process_time() - began:.0f} s, "
        f"{arguments.output.stat().st_size} bytes"
    )
    split.aside["aqmar"] = corpora.aqmar(arguments.aqmar)
    measure(split, signs, model)


if __name__ == "__main__":
    main()
