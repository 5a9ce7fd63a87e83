"""Whether a person's name that the lists know is here only a part of somebody else's longer name."""

from __future__ import annotations

from functools import cache

from marsad.arabic.orthography import fold_word
from marsad.lexicon.compiled import name_parts, verb_forms, word_frequencies
from marsad.lexicon.knowledge import Entity
from marsad.lexicon.table import load
from marsad.linking.beside import word_after, word_before
from marsad.records import Mention

_AROUND = 24
_SELDOM = 300
"""Times met in news up to which a word that names persons is hardly anything else."""
_GIVEN, _FAMILY = 20, 1
"""How often a part opens, or ends, the names of Wikidata's persons to be taken for a given, or family name."""
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_IBN = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER BEH}\N{ARABIC LETTER NOON}"
SON = "\N{ARABIC LETTER BEH}\N{ARABIC LETTER NOON}"
_MAKSURA = "\N{ARABIC LETTER ALEF MAKSURA}"
"""Ends "on", which folding makes a given name."""
_ON = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER LAM}" + _MAKSURA
_PROCLITICS = ("", "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER FEH}")


def is_whole(entity: Entity, mention: Mention, text: str) -> bool:
    """Whether a known person's name stands by itself: no other's given name before it, no family's name after it."""
    if not entity.id.startswith("person:") or mention.office:
        return True
    name = fold_word(text[mention.start : mention.end])
    words = name.split()
    if len(words) == 1:
        if text[mention.start : mention.end] == _ON:
            return False
        return not _is_given(_before(mention, text), entity)
    return SON not in words or not _is_family(_after(mention, text), entity)


def is_surname(mention: Mention, text: str) -> bool:
    """Whether a place's name ends a person's: with the article after "son of ..." ("bin Muhammad al-Suwaid"), else
    right after "son of" ("Ibn Sina").
    """
    before = text[max(0, mention.start - 2 * _AROUND) : mention.start]
    if mention.head_end is None and not text.startswith(_ARTICLE, mention.start) and before[-1:] == " ":
        return [fold_word(word) for word in before.split()[-1:]] == [_IBN]
    if mention.head_end is not None or not text.startswith(_ARTICLE, mention.start) or not before[-2:-1].isalpha():
        return False
    return before[-1:] == " " and [fold_word(word) for word in before.split()[-2:-1]] == [SON]


def is_cut_latin(mention: Mention, text: str) -> bool:
    """Whether a name in Latin letters stands within a longer one ("of the National Academy")."""
    last = text[mention.start : mention.end].rpartition(" ")[2]
    after = text[mention.end : mention.end + 2]
    return bool(last) and last.isascii() and after[:1] == " " and after[1:].isascii() and after[1:].isupper()


def is_followed_by_name(mention: Mention, text: str, holder: Entity) -> bool:
    """Whether an office is followed by "former", or by a name not its holder's ("the American President Nixon")."""
    word = _after(mention, text)
    own = {part for alias in holder.aliases for part in fold_word(alias).split()}
    if not word or word in own:
        return False
    if word.removeprefix(_ARTICLE) in _former():
        return True
    given, family = name_counts(word)
    seldom = word_frequencies().get(word, 0) <= _SELDOM and word not in verb_forms()
    return (given >= _GIVEN and given > family) or (given + family > 0 and seldom)


def _before(mention: Mention, text: str) -> str:
    word = word_before(mention, text) if text[mention.start - 1 : mention.start] == " " else ""
    return "" if word.endswith(_MAKSURA) else fold_word(word)


def _after(mention: Mention, text: str) -> str:
    word = word_after(mention, text) if text[mention.end : mention.end + 1] == " " else ""
    return fold_word(word.rstrip(".,:\N{ARABIC COMMA}"))


def _is_given(word: str, entity: Entity) -> bool:
    """Whether a word, without proclitics, is a given name that the person does not bear."""
    bare = {word.removeprefix(lead) for lead in _PROCLITICS if word.startswith(lead)}
    own = {part for alias in entity.aliases for part in fold_word(alias).split()}
    return bare.isdisjoint(own) and any(given >= _GIVEN and given > family for given, family in map(name_counts, bare))


def _is_family(word: str, entity: Entity) -> bool:
    own = {part for alias in entity.aliases for part in fold_word(alias).split()}
    given, family = name_counts(word)
    return word.startswith(_ARTICLE) and word not in own and family >= _FAMILY and family > given


def name_counts(part: str) -> tuple[int, int]:
    """How many of Wikidata's persons bear a folded part as given, and as family name."""
    return name_parts().get(part, (0, 0))


@cache
def _former() -> frozenset[str]:
    return frozenset(fold_word(row["word"]) for row in load("former_holders"))
