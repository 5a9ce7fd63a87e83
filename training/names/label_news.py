"""Have the accurate tagger label sentences of news, for the fast one to learn from.

    python training/names/label_news.py --news FILE.jsonl.gz=1700 FILE.jsonl.gz=400 ... --output labelled.jsonl

Of each file so many articles are drawn; the title and the whole sentences in the first 900 characters of the text are
read. Each line of the output is a sentence and the labels of its tokens. The output holds text of others: it is not
part of the project, only what `train_crf.py --labelled` learns from it is.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

from marsad.arabic.tokens import Token, tokenize
from marsad.reading.mentions.tagger_encoder import accurate_tagger
from marsad.reading.segmentation import sentence_splitter

_OPENING = 900
_SHORTEST, _LONGEST = 4, 120


def drawn(files: list[str], seed: int) -> Iterator[tuple[str, str]]:
    """Title and opening of the articles drawn, in random order."""
    chance = random.Random(seed)
    articles = []
    for file in files:
        path, _, wanted = file.rpartition("=")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            articles += chance.sample([json.loads(line) for line in lines], int(wanted))
    chance.shuffle(articles)
    return ((article["title"] or "", article["text"][:_OPENING]) for article in articles)


def sentences(text: str) -> Iterator[tuple[str, list[Token]]]:
    """The sentences of a text and their tokens; one that the opening may cut is left away."""
    found = list(sentence_splitter().split(text))
    for sentence in found[:-1] if len(text) == _OPENING else found:
        tokens = list(tokenize(text, sentence.start, sentence.end))[:_LONGEST]
        if len(tokens) >= _SHORTEST:
            yield text[sentence.start : tokens[-1].end], tokens


def main() -> None:
    """Draw, label, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", nargs="+", required=True, metavar="FILE=ARTICLES")
    parser.add_argument("--seed", type=int, default=311)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    tagger = accurate_tagger()
    with arguments.output.open("w", encoding="utf-8") as output:
        for texts in drawn(arguments.news, arguments.seed):
            for text, tokens in (pair for one in texts for pair in sentences(one)):
                line = [text, list(tagger.labels(tokens))]
                output.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
