"""Looks up verb forms, participles and masdars in a compiled table.

The table is made from root and pattern (`scripts/compile_verbs.py`). Writing without marks leaves much open: every
reading of a form is kept, the likelier first. A reading is written "verb/code/vocalised"; the code is, in order:
V, A, P, M (verb, active participle, passive participle, masdar); a, p (voice); p, i, c (past, present, imperative);
1, 2, 3; s, d, p; m, f; then the moods i, s, j (indicative, subjunctive, jussive); "-" where a thing does not apply.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from marsad.arabic.orthography import LOOKUP, MARKS, fold_word

Kind: TypeAlias = Literal["verb", "active participle", "passive participle", "masdar"]
Voice: TypeAlias = Literal["active", "passive"]
Tense: TypeAlias = Literal["past", "present", "imperative"]

_KINDS: dict[str, Kind] = {"V": "verb", "A": "active participle", "P": "passive participle", "M": "masdar"}
_VOICES: dict[str, Voice] = {"a": "active", "p": "passive"}
_TENSES: dict[str, Tense] = {"p": "past", "i": "present", "c": "imperative"}
_NUMBERS = {"s": "singular", "d": "dual", "p": "plural"}
_GENDERS = {"m": "masculine", "f": "feminine"}
_MOODS = {"i": "indicative", "s": "subjunctive", "j": "jussive"}

_SHORT_VOWELS = "\N{ARABIC FATHA}\N{ARABIC DAMMA}\N{ARABIC KASRA}\N{ARABIC SHADDA}"
_MARKED = re.compile(f"[{_SHORT_VOWELS}]")
_TANWIN = re.compile("[\N{ARABIC FATHATAN}\N{ARABIC DAMMATAN}\N{ARABIC KASRATAN}]")
_LETTER = re.compile(f"[^{MARKS}\N{ARABIC TATWEEL}][{MARKS}]*")
_ALEF, _WAW, _YA = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER YEH}"
_HAMZA = "\N{ARABIC LETTER HAMZA}"
_HAMZAS = ("\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}", "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}")
_SEATS = "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"
_TA, _TA_MARBUTA = "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER TEH MARBUTA}"
_MEEM = "\N{ARABIC LETTER MEEM}"
_REMEMBERED = 100_000


class VerbReading(NamedTuple):
    """One reading of a form.

    `lemma` is vocalised ("he did it"); `root`, `form` (I to X, Iq, IIq, IVq) and `vowels` (of form I) name the verb.
    `moods` are those that the spelling may stand for. `vocalised` holds the form with marks, more than one where they
    differ by mood; it is empty for nouns with an ending. None where a thing does not apply.
    """

    lemma: str
    root: str
    form: str
    vowels: str
    kind: Kind
    voice: Voice | None
    tense: Tense | None
    person: int | None
    number: str
    gender: str | None
    moods: tuple[str, ...]
    vocalised: tuple[str, ...]


class VerbForms:
    """The look-up.

    `forms` maps each folded form to its readings; `verbs` are the rows of the verb list; `look_alikes` are words that
    are hardly ever the verb that they could be: without marks they have no reading as one.
    """

    def __init__(
        self, forms: Mapping[str, str], verbs: Iterable[Mapping[str, str]], look_alikes: Iterable[str] = ()
    ) -> None:
        self._forms = forms
        self._look_alikes = frozenset(fold_word(word, LOOKUP) for word in look_alikes)
        self._lemmas = {f"{row['root']}.{row['form']}{row['vowels']}": row["lemma"] for row in verbs}
        self._seen: dict[tuple[str, bool], tuple[VerbReading, ...]] = {}

    def read(self, word: str, suffixed: bool = False) -> tuple[VerbReading, ...]:
        """Every reading of a stem without clitics, none if the list does not have it.

        Short vowels, shadda and a first hamza rule out what they contradict; tanwin rules out verbs. `suffixed` says
        that a pronoun was cut off: the spellings that a pronoun brings about are tried too.
        """
        known = self._seen.get((word, suffixed))
        if known is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            known = self._seen[word, suffixed] = self._read(word, suffixed)
        return known

    def _read(self, word: str, suffixed: bool) -> tuple[VerbReading, ...]:
        folded = fold_word(word, LOOKUP)
        spellings = (folded, *_before_pronoun(folded)) if suffixed else (folded,)
        found = dict.fromkeys(r for spelling in spellings for r in self._forms.get(spelling, "").split())
        readings = sorted(map(self._decoded, found), key=_unlikelihood)
        marked = _MARKED.search(word)
        if _TANWIN.search(word) or (folded in self._look_alikes and not marked):
            readings = [r for r in readings if r.kind != "verb"]
        if marked or word.startswith(_HAMZAS):
            readings = [r for r in readings if _agrees(word, r)] or readings
        return tuple(readings)

    def _decoded(self, text: str) -> VerbReading:
        verb, code, vocalised = text.split("/")
        root, form = verb.split(".")
        vowels = form[1:] if form[1:].islower() and form[0] == "I" and form[1:] != "q" else ""
        return VerbReading(
            lemma=self._lemmas[verb],
            root=root,
            form=form.removesuffix(vowels),
            vowels=vowels,
            kind=_KINDS[code[0]],
            voice=_VOICES.get(code[1]),
            tense=_TENSES.get(code[2]),
            person=int(code[3]) if code[3].isdigit() else None,
            number=_NUMBERS[code[4]],
            gender=_GENDERS.get(code[5]),
            moods=tuple(_MOODS[mood] for mood in code[6:]),
            vocalised=tuple(vocalised.split("|")) if vocalised else (),
        )


def _before_pronoun(stem: str) -> Iterator[str]:
    """How a stem is spelt without the pronoun that was cut off."""
    if stem.endswith(_WAW):
        yield stem + _ALEF
        if stem.endswith(_MEEM + _WAW):
            yield stem[:-1]
    if stem.endswith(_ALEF):
        yield stem[:-1] + _YA
    if stem.endswith(_TA):
        yield stem[:-1] + _TA_MARBUTA
    if stem and stem[-1] in _SEATS:
        yield stem[:-1] + _HAMZA
        yield stem[:-1] + _ALEF


def _unlikelihood(reading: VerbReading) -> tuple[bool, bool, int]:
    """Sorts what news seldom has behind: imperatives; first and second person, duals, plurals of women."""
    verb = reading.kind == "verb"
    rare = reading.person != 3 or reading.number == "dual" or (reading.number, reading.gender) == ("plural", "feminine")
    return reading.tense == "imperative", verb and rare, -(reading.person or 3)


def _agrees(word: str, reading: VerbReading) -> bool:
    """Whether some vocalised form of the reading has every short vowel and shadda, and the first hamza, of the word."""
    return not reading.vocalised or any(_has_marks(word, form) for form in reading.vocalised)


def _has_marks(word: str, form: str) -> bool:
    written, wanted = _LETTER.findall(word), _LETTER.findall(form)
    if len(written) != len(wanted) or (word.startswith(_HAMZAS) and word[0] != form[0]):
        return False
    pairs = zip(written, wanted, strict=True)
    return all(set(_MARKED.findall(given)) <= set(full) for given, full in pairs)
