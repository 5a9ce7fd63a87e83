"""Compile the forms of the verbs in `lexicon/verbs.tsv` into the look-up file that comes with Marsad.

    pip install mazini==0.2.2
    python scripts/compile_verbs.py [--output src/marsad/lexicon/verb_forms.tsv.gz]

Mazini (CC BY 4.0) makes the vocalised forms from root and pattern; this adds the endings of participles and masdars and
spellings that newspapers use beside the standard one. The same list always gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from mazini import conjugate

from marsad.arabic.orthography import LOOKUP, fold_word
from marsad.lexicon.compiled import word_frequencies
from marsad.lexicon.table import load

_OUTPUT = Path(__file__).parents[1] / "src/marsad/lexicon/verb_forms.tsv.gz"
_TENSES = {"past": "p", "ind": "i", "sub": "i", "juss": "i", "imp": "c"}
_UNKNOWN = "?"
_MOODS = {"ind": "i", "sub": "s", "juss": "j"}
_NOUNS = {"ap": "A", "pp": "P", "vn": "M"}

_TA_MARBUTA, _TA, _ALEF = "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER ALEF}"
_WAW, _YA, _NUN = "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER NOON}"
_HAMZA, _ON_WAW = "\N{ARABIC LETTER HAMZA}", "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}"
_ON_YA, _MAQSURA = "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}", "\N{ARABIC LETTER ALEF MAKSURA}"
_KASRATAN, _FATHATAN = "\N{ARABIC KASRATAN}", "\N{ARABIC FATHATAN}"
_PLURAL_OF_WOMEN = _ALEF + _TA

Entry = tuple[str, str, str]
"""A folded form, a code (see `marsad.arabic.verbs`), and the vocalised form ("" for nouns with endings)."""


def verb_forms(cells: Mapping[str, str]) -> Iterator[Entry]:
    """Every form of one row of the verb list."""
    vowels = cells["vowels"]
    verb = conjugate(cells["root"], cells["form"], vowels=(vowels[0], vowels[1]) if vowels else None)
    for slot, forms in verb.slots.items():
        code = _code(slot)
        if code:
            yield from ((_key(form.form), code, form.form) for form in forms if form.form != _UNKNOWN)
    for slot, kind in _NOUNS.items():
        if kind != "M":
            for form in verb.slots.get(slot, []):
                yield from _noun_forms(form.form, kind) if form.form != _UNKNOWN else ()
    for masdar in cells["masdars"].split(" "):
        yield from _noun_forms(masdar, "M")


def _code(slot: str) -> str:
    """The code of a conjugated form, "" for other slots: ind_pass_3mp is "Vpi3pm" with mood "i"."""
    match = re.fullmatch(r"(past|ind|sub|juss|imp)_(pass_)?([123])([mf]?)([sdp])", slot)
    if match is None:
        return ""
    tense, passive, person, gender, number = match.groups()
    return f"V{'p' if passive else 'a'}{_TENSES[tense]}{person}{number}{gender or '-'}{_MOODS.get(tense, '')}"


def _noun_forms(word: str, kind: str) -> Iterator[Entry]:
    """A participle or masdar with the endings of gender, number and case, as written without marks."""
    voice = {"A": "a", "P": "p", "M": "-"}[kind]
    bare = _key(word)
    yield bare, f"{kind}{voice}--s{'f' if bare.endswith(_TA_MARBUTA) else 'm'}", word
    for form, number, gender in _endings(bare, word, kind):
        yield form, f"{kind}{voice}--{number}{gender}", ""


def _endings(bare: str, word: str, kind: str) -> Iterator[tuple[str, str, str]]:
    stem, linked = bare, bare
    if bare.endswith(_TA_MARBUTA):
        stem = bare[:-1]
        yield from ((stem + _TA + end, "d", "f") for end in (_ALEF + _NUN, _YA + _NUN, _ALEF, _YA))
        yield stem + _PLURAL_OF_WOMEN, "p", "f"
        return
    if word.rstrip("\N{ARABIC SHADDA}").endswith(_KASRATAN) or _KASRATAN in word[-2:]:
        linked = bare + _YA
        yield linked, "s", "m"
        yield linked + _ALEF, "s", "m"
    elif bare.endswith(_YA) and (_MAQSURA in word):
        stem = bare[:-1]
        linked = stem + _YA
        if kind != "M":
            yield stem + _ALEF + _TA_MARBUTA, "s", "f"
    elif not bare.endswith(_HAMZA):
        yield bare + _ALEF, "s", "m"
    seated = linked[:-1] + _ON_YA if linked.endswith(_ALEF + _HAMZA) else linked
    yield from ((seated + end, "d", "m") for end in (_ALEF + _NUN,))
    yield linked + _PLURAL_OF_WOMEN, "p", "f"
    if kind == "M":
        yield from _seats(bare, "s", "m")
        yield seated + _YA + _NUN, "d", "m"
        return
    yield linked + _TA_MARBUTA, "s", "f"
    yield from ((linked + _TA + end, "d", "f") for end in (_ALEF + _NUN, _YA + _NUN))
    plain = stem if linked != bare or _MAQSURA in word else bare
    yield from ((plain + end, "p", "m") for end in (_WAW + _NUN, _YA + _NUN, _WAW, _YA))


def _seats(bare: str, number: str, gender: str) -> Iterator[tuple[str, str, str]]:
    """A final hamza takes a seat before a pronoun."""
    if bare.endswith(_ALEF + _HAMZA):
        yield bare[:-1] + _ON_YA, number, gender
        yield bare[:-1] + _ON_WAW, number, gender


def _key(form: str) -> str:
    return fold_word(form, LOOKUP)


def _spellings(form: str) -> Iterator[str]:
    """The form, and other ways in which newspapers seat its hamza."""
    yield form
    if _ON_WAW + _WAW in form:
        yield from (form.replace(_ON_WAW + _WAW, seat + _WAW) for seat in (_ON_YA, _ALEF, _HAMZA))
    if _ALEF + _HAMZA in form[:-1]:
        yield form.replace(_ALEF + _HAMZA, _ALEF + _ON_YA)


def compiled(rows: list[Mapping[str, str]]) -> dict[str, str]:
    """Form to readings: "verb/code/vocalised" joined by blanks, the likeliest verb first; moods are joined."""
    readings: dict[str, dict[tuple[str, str], tuple[set[str], dict[str, None]]]] = defaultdict(dict)
    for cells in rows:
        verb = f"{cells['root']}.{cells['form']}{cells['vowels']}"
        for form, code, vocalised in verb_forms(cells):
            for spelling in _spellings(form):
                moods, patterns = readings[spelling].setdefault((verb, code[:6]), (set(), {}))
                moods.update(code[6:])
                patterns[vocalised] = None
    weights = _weights(readings)
    return {form: _joined(found, weights) for form, found in sorted(readings.items())}


def _weights(readings: Mapping[str, dict[tuple[str, str], tuple[set[str], dict[str, None]]]]) -> Counter[str]:
    """How often news uses each verb, by the forms that are no other verb's.

    Form I and II share most forms; what tells them apart are nouns, of which II has more: form I counts threefold.
    """
    counts, weights = word_frequencies(), Counter[str]()
    for form, found in readings.items():
        verbs = {verb for verb, _ in found}
        if len(verbs) == 1:
            verb = verbs.pop()
            weights[verb] += counts.get(form, 0) * (3 if re.search(r"\.I[aiu]", verb) else 1)
    return weights


def _joined(found: dict[tuple[str, str], tuple[set[str], dict[str, None]]], weights: Counter[str]) -> str:
    texts = []
    for (verb, code), (moods, patterns) in sorted(found.items(), key=lambda item: -weights[item[0][0]]):
        mood = "".join(m for m in "isj" if m in moods)
        texts.append(f"{verb}/{code}{mood}/{'|'.join(patterns)}")
    return " ".join(texts)


def write(forms: dict[str, str], verbs: int, output: Path) -> None:
    """Write the look-up file."""
    head = (
        f"# {len(forms)} forms of {verbs} verbs, made by scripts/compile_verbs.py from verbs.tsv with mazini 0.2.2"
        " (Wael Tellat, CC BY 4.0).\nform\treadings\n"
    )
    body = "".join(f"{form}\t{readings}\n" for form, readings in forms.items())
    with output.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write((head + body).encode())


def main() -> None:
    """Compile the whole list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=_OUTPUT)
    rows = [row.cells for row in load("verbs")]
    write(compiled(rows), len(rows), parser.parse_args().output)


if __name__ == "__main__":
    main()
