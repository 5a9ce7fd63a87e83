"""The lists that speech is read with, as look-ups by form: cues, phrases, people, names of outlets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from marsad.arabic.orthography import LOOKUP, fold_word
from marsad.lexicon.compiled import verb_forms
from marsad.lexicon.table import load

REMEMBERED = 1 << 14
"""Words of which the answers are kept: news says most things in few words."""
_ALEF = "\N{ARABIC LETTER ALEF}"
ARTICLE = _ALEF + "\N{ARABIC LETTER LAM}"
_YA = "\N{ARABIC LETTER YEH}"
_LI = "\N{ARABIC LETTER LAM}"
_TA_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
_PEOPLE = ("persons", "troops", "arrested", "injured", "displaced")


class Cue(NamedTuple):
    """A form that reports speech.

    `frames` are those of `speech_cues`; `kind` is verb, participle or masdar; `feminine` tells the gender that its
    subject must have, None where the form does not; `plural` whether it is dual or plural; `row` names the list's row;
    `past` is false for verbs of the present.
    """

    kind: str
    frames: frozenset[str]
    stance: str
    feminine: bool | None
    plural: bool
    row: str
    past: bool = True


class Phrase(NamedTuple):
    """A phrase of a list, word by word, with what its row says."""

    words: tuple[str, ...]
    follows: str
    stance: str
    row: str


@lru_cache(maxsize=REMEMBERED)
def folded(text: str) -> str:
    """A word as the passages have it."""
    return fold_word(text, LOOKUP)


def column(name: str, header: str) -> frozenset[str]:
    """The words of one column of a list."""
    return frozenset(folded(row[header]) for row in load(name))


def people() -> frozenset[str]:
    """The nouns of people that news count: "a man", "families"."""
    rows = (row for row in load("counted_nouns") if row["kind"] in _PEOPLE)
    return frozenset(folded(form) for row in rows for form in (row["noun"], *row["plural"].split()))


def outlets() -> Mapping[str, list[tuple[str, ...]]]:
    """Names of outlets by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in load("outlets"):
        for name in (row["name"], *row["aliases"].split(" | ")):
            words = tuple(folded(name).replace(".", " ").split())
            if words and name != "-":
                found.setdefault(words[0], []).append(words)
    return found


def phrases_of(name: str) -> Mapping[str, list[Phrase]]:
    """Phrases by their first word, the longer before the shorter."""
    found: dict[str, list[Phrase]] = {}
    for row in load(name):
        words = tuple(folded(row["phrase"]).split())
        found.setdefault(words[0], []).append(Phrase(words, row["follows"], row["stance"], row.place))
    return {
        first: sorted(phrases, key=lambda p: (-len(p.words), p.words[-1] == _LI)) for first, phrases in found.items()
    }


@cache
def cues_by_form() -> tuple[Mapping[str, Cue], Mapping[str, Cue], frozenset[str], frozenset[str]]:
    """Cues by form, those of verbal nouns apart; all verbal nouns; all that may be a verb of the third person."""
    rows = {row["lemma"]: row for row in load("speech_cues")}
    verbs = {f"{row['root']}.{row['form']}{row['vowels']}": row["lemma"] for row in load("verbs")}
    cues: dict[str, Cue] = {}
    masdars: dict[str, Cue] = {}
    nouns: set[str] = set()
    finite: set[str] = set()
    for form, readings in verb_forms().items():
        for reading in readings.split():
            verb, code = reading.split("/")[:2]
            row = rows.get(verbs.get(verb, ""))
            if code[0] == "M":
                nouns.add(form)
                if row:
                    masdars.setdefault(form, _cue(row.place, row.cells, "masdar", code))
            elif code[0] == "V" and code[2] in "pi" and code[3] == "3":
                finite.add(form)
                if row and code[1] == "a":
                    cues.setdefault(form, _cue(row.place, row.cells, "verb", code))
            elif code[0] == "A" and row and not form.startswith(ARTICLE):
                _participle(cues, form, _cue(row.place, row.cells, "participle", code))
    for row in load("speech_forms"):
        if row["kind"] == "none":
            cues.pop(folded(row["form"]), None)
            masdars.pop(folded(row["form"]), None)
        else:
            cues[folded(row["form"])] = _cue(row.place, row.cells, row["kind"], "V---s-")
    return cues, masdars, frozenset(nouns), frozenset(finite)


def _participle(cues: dict[str, Cue], form: str, cue: Cue) -> None:
    """A participle counts in the accusative, the feminine and the plural: as a circumstance, not as a noun."""
    if form.endswith((_ALEF, _TA_MARBUTA, _YA + "\N{ARABIC LETTER NOON}")):
        cues.setdefault(form, cue)


def _cue(place: str, row: Mapping[str, str], kind: str, code: str) -> Cue:
    feminine = {"f": True, "m": False}.get(code[5])
    return Cue(
        kind,
        frozenset(map(folded, row["frames"].split())),
        row["stance"],
        feminine,
        code[4] != "s",
        place,
        code[2] != "i",
    )
