"""Gender and number: whether a phrase may be the subject of a verb, as far as the spelling of both shows it."""

from __future__ import annotations

from typing import NamedTuple

from marsad.reading.events.clauses import Chunk, Clauses
from marsad.reading.events.words import ALEF, NISBA, NOMINATIVE, OBLIQUE, TA, TA_MARBUTA, Form, Lexis
from marsad.records import Mention


class Agreement(NamedTuple):
    """What a noun shows: "masculine" or "feminine", "singular", "dual" or "plural"; None where it shows neither."""

    gender: str | None
    number: str | None


_OPEN = Agreement(None, None)


def of_phrase(clauses: Clauses, chunk: Chunk) -> Agreement:
    """The agreement that a phrase asks for; open where it counts, and plural where others are joined to it."""
    mention, word = clauses.mention[chunk.first], clauses.words[chunk.first]
    if chunk.first in clauses.counted or word.number or word.form.kind in ("member", "both"):
        return _OPEN
    found = of_word(word.form, clauses.lexis)
    if mention is not None:
        found = _of_mention(mention, found, inside=mention.start <= word.start)
    return found._replace(number=None) if _is_followed(clauses, chunk) else found


def _of_mention(mention: Mention, found: Agreement, *, inside: bool) -> Agreement:
    if mention.kind in ("group", "organization"):
        return found._replace(number=None if mention.kind == "group" else found.number)
    if mention.kind == "place":
        return Agreement(found.gender if found.gender == "feminine" else None, "singular")
    return Agreement(None if inside and found.gender == "masculine" else found.gender, "singular")


def of_word(form: Form, lexis: Lexis) -> Agreement:
    """The agreement of a noun by its ending, or by what the lists know of its plural."""
    stem = form.stem
    singulars = lexis.singulars(stem)
    if stem.endswith((NOMINATIVE, OBLIQUE)) and (singulars or form.nominal or stem.endswith(NISBA)):
        return Agreement("masculine", "plural")
    if singulars:
        feminine = all(noun.endswith(TA_MARBUTA) for noun in singulars)
        return Agreement("feminine" if feminine else None, "plural")
    if lexis.is_singular(stem) and not stem.endswith(ALEF):
        return Agreement("feminine" if stem.endswith(TA_MARBUTA) else "masculine", "singular")
    if stem.endswith(ALEF + TA):
        return Agreement("feminine", "plural")
    return Agreement("feminine", "singular") if stem.endswith(TA_MARBUTA) else _OPEN


def is_oblique(form: Form, lexis: Lexis) -> bool:
    """Whether a noun is men in the plural with the ending of the object, which no subject has."""
    return form.stem.endswith(OBLIQUE) and not form.prep and of_word(form, lexis).number == "plural"


def _is_followed(clauses: Clauses, chunk: Chunk) -> bool:
    return chunk.last < len(clauses.words) and any(c.joined and c.first == chunk.last for c in clauses.chunks)


def may_follow(clauses: Clauses, verb: int, lemma: str, chunk: Chunk) -> bool:
    """Whether a phrase after a verb may be its subject: the verb shows its gender only."""
    genders = {r.gender for r in clauses.words[verb].form.finite if r.lemma == lemma}
    gender = of_phrase(clauses, chunk).gender
    near = chunk.first - verb == 1
    if gender is None or not genders or gender in genders:
        return True
    return gender == "feminine" and not near


def may_precede(clauses: Clauses, verb: int, lemma: str, noun: Agreement) -> bool:
    """Whether a noun before a verb may be its subject; things in the plural take the feminine singular."""
    readings = [r for r in clauses.words[verb].form.finite if r.lemma == lemma]
    return not readings or any(agrees(noun, r.gender, r.number) for r in readings)


def agrees(noun: Agreement, gender: str | None, number: str) -> bool:
    """Whether a verb after a noun, or a pronoun, fits it; things in the plural take the feminine singular."""
    if noun.number == "plural" and number == "singular":
        return gender == "feminine" and noun.gender != "masculine"
    if noun.number == "singular" and number != "singular":
        return False
    return noun.gender is None or gender is None or noun.gender == gender
