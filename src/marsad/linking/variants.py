"""Whether two spellings may be one name: alike enough to ask for a second sign, never enough for a merge by itself."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from marsad.lexicon.compiled import name_parts

_VOWELS = frozenset("\N{ARABIC LETTER ALEF}\N{ARABIC LETTER WAW}\N{ARABIC LETTER YEH}")
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_SOUNDS = str.maketrans(
    {
        "\N{ARABIC LETTER JEEM}": "\N{ARABIC LETTER GHAIN}",
        "\N{ARABIC LETTER KAF}": "\N{ARABIC LETTER GHAIN}",
        "\N{ARABIC LETTER TAH}": "\N{ARABIC LETTER TEH}",
        "\N{ARABIC LETTER SAD}": "\N{ARABIC LETTER SEEN}",
        "\N{ARABIC LETTER THEH}": "\N{ARABIC LETTER SEEN}",
    }
)
"""Letters by which the press writes one foreign sound."""
_SHORTEST = 4
_ATTESTED = 4
_MOST_VOWELS = 2


@cache
def attested() -> frozenset[str]:
    """Parts that many persons bear: two of them are two names, however alike they look."""
    return frozenset(part for part, borne in name_parts().items() if sum(borne) >= _ATTESTED)


def alike(left: str, right: str, known: Container[str] = ()) -> bool:
    """Whether two folded words may spell one foreign name: vowels written or left out inside, one letter for one sound.

    Words with the article are family names of the language itself, and `known` names are names of their own: there a
    letter makes another name.
    """
    if left == right:
        return True
    if min(len(left), len(right)) < _SHORTEST or left.startswith(_ARTICLE) or right.startswith(_ARTICLE):
        return False
    if left in known and right in known:
        return False
    longer, shorter = sorted((left.translate(_SOUNDS), right.translate(_SOUNDS)), key=len, reverse=True)
    return longer[0] == shorter[0] and longer[-1] == shorter[-1] and _only_vowels_more(longer, shorter)


def _only_vowels_more(longer: str, shorter: str) -> bool:
    """Whether a word is another with at most two vowels more."""
    at = 0
    for letter in longer:
        if at < len(shorter) and letter == shorter[at]:
            at += 1
        elif letter not in _VOWELS:
            return False
    return at == len(shorter) and len(longer) - len(shorter) <= _MOST_VOWELS


def skeleton(word: str) -> str:
    """What two words that are `alike` have in common: first and last letter and the consonants between, by sound."""
    sounds = word.removeprefix(_ARTICLE).translate(_SOUNDS)
    inner = (letter for letter in sounds[1:-1] if letter not in _VOWELS)
    return f"{sounds[:1]}{''.join(inner)}{sounds[-1:]}" if len(sounds) > 1 else sounds
