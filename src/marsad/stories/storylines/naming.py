"""The name of a storyline: whom it is about, and what, in the words of its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

from marsad.stories.storylines.entries import Subject
from marsad.stories.storylines.outline import Outline
from marsad.stories.storylines.words import LAM, Word, word_reader

_PARTIES, _WORDS = 2, 2
_ARTICLES, _POINTS = 40, 6
_TWICE = 2
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_DASH = " \N{EN DASH} "
_COMMA = "\N{ARABIC COMMA} "


def named(told: Sequence[Outline], about: Subject) -> str:
    """A name such as "parties - topic"; the topic is a pair of neighbouring words that recurs, else single nouns."""
    names = Counter((key, name) for one in told for key, name in one.names.items())
    shown = Counter((term, word) for one in told for term, word in one.shown.items())
    whom = [_plainly(w) for w in _best(names, about.parties) if w][:_PARTIES]
    said = {word for name in whom for word in name.split()}
    pair = _pair(told, about, said)
    what = [pair] if pair else [word for word in _best(shown, about.terms) if word and word not in said][:_WORDS]
    return _DASH.join(part for part in (_COMMA.join(dict.fromkeys(whom)), " ".join(what)) if part)


def _best(words: Counter[tuple[str, str]], weights: Mapping[str, float]) -> Iterator[str | None]:
    """The commonest word of each key, the weightiest key first."""
    for key in sorted(weights, key=lambda key: (-weights[key], key)):
        yield _commonest(words, key)


def _commonest(words: Counter[tuple[str, str]], key: str) -> str | None:
    mine = [(count, word) for (name, word), count in words.items() if name == key]
    return max(mine, key=lambda pair: (pair[0], -len(pair[1]), pair[1]))[1] if mine else None


def _plainly(name: str) -> str:
    """A name without the preposition that has swallowed the alef of its article."""
    return _ARTICLE + name.removeprefix(LAM + LAM) if name.startswith(LAM + LAM) else name


def _pair(told: Sequence[Outline], about: Subject, said: set[str]) -> str | None:
    """The two neighbouring words of weight that most articles share, if two do."""
    counts: Counter[tuple[str, str]] = Counter()
    shown: dict[tuple[str, str], Counter[str]] = {}
    for outline in islice(told, _ARTICLES):
        for key, words in dict(_pairs(outline, about, said)).items():
            counts[key] += 1
            shown.setdefault(key, Counter())[words] += 1
    best = max(counts, key=lambda key: (counts[key] * sum(about.terms[term] for term in key), key), default=None)
    if best is None or counts[best] < _TWICE:
        return None
    return max(shown[best].items(), key=lambda item: (item[1], item[0]))[0]


def _pairs(outline: Outline, about: Subject, said: set[str]) -> Iterator[tuple[tuple[str, str], str]]:
    points = sorted(outline.points, key=lambda point: (not point.headline, point.start))
    for point in points[:_POINTS]:
        text = point.text
        for left, right in pairwise(word_reader().words(text, 0, len(text))):
            if _may_name(left, about, first=True) and _may_name(right, about, first=False):
                both = text[left.start : right.end]
                if said.isdisjoint(both.split()) and left.form and right.form:
                    yield (left.form.term, right.form.term), both


def _may_name(word: Word, about: Subject, *, first: bool) -> bool:
    """Whether a word is a noun of the subject; the second of a pair has its article, or is a name."""
    form = word.form
    if form is None or form.tense or form.joined or form.prep or form.term not in about.terms:
        return False
    return first or form.article
