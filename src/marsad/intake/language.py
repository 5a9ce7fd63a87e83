"""Tells the language of an article's body as an ISO 639-3 code.

Arabic script is told apart by its letters first (Persian, Urdu, Kurdish and Pashto have letters that Arabic lacks),
since a statistical model errs on short strings; py3langid decides the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import py3langid

from marsad.lexicon.table import load

ENOUGH_LETTERS = 12
"""Fewer letters than this are no language."""
SAMPLE = 4_000
"""Characters that are looked at."""

_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_MODEL_CODES = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra", "he": "heb", "it": "ita",
    "ku": "kur", "nl": "nld", "pt": "por", "ru": "rus", "tr": "tur", "ur": "urd", "zh": "zho",
}  # fmt: skip


def identify(text: str) -> str:
    """The ISO 639-3 code of the language in which most of the text is written; "und" where there is too little."""
    sample = _body_sample(text)
    letters = len(_LETTER.findall(sample))
    if letters < ENOUGH_LETTERS:
        return "und" if letters == 0 else _script(sample, letters)
    if len(_ARABIC.findall(sample)) * 2 > letters:
        return _arabic_script(sample)
    return _MODEL_CODES.get(str(py3langid.classify(sample)[0]), "und")


def _script(sample: str, letters: int) -> str:
    return "ara" if len(_ARABIC.findall(sample)) * 2 > letters else "und"


def _body_sample(text: str) -> str:
    """The longest lines in their order: menus and credits may be in another language than the body."""
    lines = [line for line in text[: 50 * SAMPLE].splitlines() if line.strip()]
    if len(text) <= SAMPLE or len(lines) < 2:
        return text[:SAMPLE]
    bound = sorted((len(line) for line in lines), reverse=True)[min(len(lines) - 1, 10)]
    return "\n".join(line for line in lines if len(line) >= bound)[:SAMPLE]


def _arabic_script(sample: str) -> str:
    """Foreign names bring stray letters into Arabic: a language's own must reach 1 in 60 of the script's."""
    counts = Counter(sample)
    script = len(_ARABIC.findall(sample))
    shares = {code: sum(counts[letter] for letter in letters) / script for code, letters in _letters().items()}
    code, share = max(shares.items(), key=lambda item: item[1])
    return code if share > 1 / 60 else "ara"


@cache
def _letters() -> dict[str, list[str]]:
    return {row["language"]: row["letters"].split() for row in load("script_letters")}
