"""The rows of the trigger list as frames, found by their first word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from marsad.lexicon.table import Row, load
from marsad.reading.events.words import ALEF, ARTICLE, HA, PRONOUNS, Form, Lexis, folded, is_vocalised

CLASSES = frozenset(
    "human party country armed place site body weapon money number sport market policy work mishap nature future"
    " negation".split()
)

HARM = frozenset(("ASSAULT", "ACCIDENT"))
"""Types that tell of harm done to people and things."""
SIDES = frozenset(("acting", "towards"))
_THINGS = frozenset(("armed", "body", "site", "weapon"))
"""Classes whose words may stand for a party."""


class Element(NamedTuple):
    """One word of a trigger: a verb's lemma, or a noun or particle with the preposition written together with it."""

    lemma: str
    prep: str
    nouns: frozenset[str]
    particle: bool


class Frame(NamedTuple):
    """One row: what it means, the words that trigger it, where its parties stand, what must and may not be near.

    `needs` and `forbids` are classes, or folded phrases in dictionary spelling; `acting`, `towards`: a party must act,
    must receive.
    """

    place: str
    type: str
    mode: str
    form: str
    elements: tuple[Element, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    figure: tuple[str, ...]
    needs: tuple[str, ...]
    forbids: tuple[str, ...]
    acting: bool
    towards: bool


class Frames:
    """Every frame, by the lemma or noun with which its trigger begins; makes the lists' words known to the lexis."""

    def __init__(self, lexis: Lexis) -> None:
        self._lexis = lexis
        self.by_lemma: dict[str, list[Frame]] = {}
        self.by_noun: dict[str, list[Frame]] = {}
        self.attacks: set[str] = set()
        self.mishaps: set[str] = set()
        """Words, and lemmas of verbs, that name what happened, not whom it befell."""
        self.opening_attacks: set[str] = set()
        """Nouns with which a name of an attack begins."""
        for row in load("plover_triggers"):
            self._add(self._frame(row))
        both = self.attacks & self.mishaps
        self.attacks -= both
        self.mishaps -= both
        self.classes: dict[str, frozenset[str]] = self._classes()

    def _frame(self, row: Row) -> Frame:
        cell = row.cells
        words = cell["trigger"].split()
        return Frame(
            place=row.place,
            type=cell["type"],
            mode=cell["mode"],
            form=cell["form"],
            elements=tuple(self._element(word, later=n > 0) for n, word in enumerate(words)),
            actor=_parts(cell["actor"]),
            recipient=_parts(cell["recipient"]),
            figure=_parts(cell["figure"]),
            needs=tuple(self._condition(part) for part in _parts(cell["needs"]) if part not in SIDES),
            forbids=tuple(self._condition(part) for part in _parts(cell["forbids"])),
            acting="acting" in _parts(cell["needs"]),
            towards="towards" in _parts(cell["needs"]),
        )

    def _element(self, word: str, *, later: bool) -> Element:
        if is_vocalised(word):
            return Element(word, "", frozenset(), particle=False)
        text = folded(word)
        if self._lexis.kind(text) in ("preposition", "particle", "complement"):
            self._lexis.vocabulary.add(text)
            return Element("", "", frozenset((text,)), particle=True)
        prep, stem = self._lexis.split(word) if later else ("", text.removeprefix(ARTICLE))
        nouns = {stem}
        if later and stem.endswith((ALEF, HA)):
            nouns.add(stem[:-1])
            nouns |= {stem[:-1] + pronoun for pronoun in PRONOUNS if stem.endswith(HA)}
        self._lexis.vocabulary |= nouns
        return Element("", prep, frozenset(nouns), particle=False)

    def _condition(self, part: str) -> str:
        if part in CLASSES:
            return part
        words = [folded(word) for word in part.split()]
        self._lexis.vocabulary |= {word for word in words if not is_vocalised(word)}
        return " ".join(words)

    def _add(self, frame: Frame) -> None:
        head = frame.elements[0]
        if head.lemma:
            self.by_lemma.setdefault(head.lemma, []).append(frame)
        for noun in head.nouns:
            self.by_noun.setdefault(noun, []).append(frame)
        if frame.form in ("noun", "verb") and len(frame.elements) == 1 and frame.type in ("ASSAULT", "ACCIDENT"):
            causes = self.attacks if frame.type == "ASSAULT" else self.mishaps
            causes |= head.nouns | ({head.lemma} if head.lemma else set())
        if frame.form in ("noun", "phrase") and frame.type == "ASSAULT":
            self.opening_attacks |= head.nouns

    def _classes(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for row in load("plover_word_classes"):
            text = folded(row["word"])
            found.setdefault(text, set()).add(row["class"])
            self._lexis.vocabulary.add(text)
        self._lexis.sites = frozenset(word for word, classes in found.items() if "site" in classes)
        self._lexis.weapons = frozenset(word for word, classes in found.items() if classes == {"weapon"})
        self._lexis.things = frozenset(word for word, classes in found.items() if classes & _THINGS)
        return {word: frozenset(classes) for word, classes in found.items()}


def _parts(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(cell.split(" | "))


def fits(element: Element, form: Form, *, head: bool, phrase: bool) -> bool:
    """Whether a word may be this word of a trigger."""
    if element.lemma:
        return _is_verb(element.lemma, form, masdar=head and phrase, alone=head and not phrase)
    if element.particle:
        return form.text in element.nouns
    if not element.nouns & form.nouns:
        return False
    return head or element.prep == form.prep


def _is_verb(lemma: str, form: Form, *, masdar: bool, alone: bool) -> bool:
    """Whether a word may be of a verb; where nothing else settles it, its likeliest verb must be that one."""
    if any(reading.lemma == lemma for reading in form.finite):
        return not alone or form.favours(lemma)
    kinds = [r.kind for r in form.nominal if r.lemma == lemma]
    if masdar and "masdar" in kinds:
        return True
    return form.accusative and "active participle" in kinds and not form.suffix


def starting(frames: Frames, form: Form) -> Iterator[Frame]:
    """The frames whose trigger may begin with a word, in an order that is the same in every run."""
    seen: set[str] = set()
    lemmas = dict.fromkeys(r.lemma for r in (*form.finite, *form.nominal))
    for frame in (
        *(f for lemma in lemmas for f in frames.by_lemma.get(lemma, ())),
        *(f for noun in sorted(form.nouns) for f in frames.by_noun.get(noun, ())),
    ):
        if frame.place not in seen:
            seen.add(frame.place)
            if fits(frame.elements[0], form, head=True, phrase=len(frame.elements) > 1):
                yield frame
