"""Reads the compiled lists that come with Marsad: `NAME.tsv.gz`, tab-separated, with a header row after # lines.

They are made by programs (their first lines say which), so that no rule of hand-kept lists is checked here.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files

from marsad.errors import LexiconError


def read(name: str) -> list[list[str]]:
    """The cells of every row of the compiled list `name`, without header.

    Raises `LexiconError` if there is no such list.
    """
    file = files(__package__) / f"{name}.tsv.gz"
    if not file.is_file():
        raise LexiconError(f"{name}: no such compiled list; wanted {file}")
    text = gzip.decompress(file.read_bytes()).decode()
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return rows[1:]


@cache
def word_frequencies() -> dict[str, int]:
    """How often each folded word was met in news."""
    return {word: int(count) for word, count in read("word_frequencies")}


@cache
def name_parts() -> dict[str, tuple[int, int]]:
    """How many of Wikidata's persons bear each folded part of a name as given, and as family name."""
    return {part: (int(given), int(family)) for part, given, family in read("name_parts")}


@cache
def clitic_weights() -> dict[str, float]:
    """The weights of `marsad.arabic.clitics` by feature."""
    return {feature: float(weight) for feature, weight in read("clitic_weights")}


@cache
def verb_forms() -> dict[str, str]:
    """The readings of each folded verb form, for `marsad.arabic.verbs`."""
    return dict(read("verb_forms"))
