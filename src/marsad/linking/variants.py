"""Whether two spellings may be one name: alike enough to ask for a second sign, never enough for a merge by itself."""

from __future__ import annotations

from functools import lru_cache

_ALEF, _WAW, _YA, _HA = (
    "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER WAW}",
    "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER HEH}",
)
_HAMZA = "\N{ARABIC LETTER HAMZA}"
_ARTICLE = _ALEF + "\N{ARABIC LETTER LAM}"
_SOUNDS = str.maketrans(
    {
        "\N{ARABIC LETTER GHAIN}": "G",
        "\N{ARABIC LETTER JEEM}": "G",
        "\N{ARABIC LETTER KAF}": "G",
        "\N{ARABIC LETTER QAF}": "G",
        "\N{ARABIC LETTER TEH}": "T",
        "\N{ARABIC LETTER TAH}": "T",
        "\N{ARABIC LETTER SEEN}": "S",
        "\N{ARABIC LETTER SAD}": "S",
        "\N{ARABIC LETTER THEH}": "S",
        "\N{ARABIC LETTER ZAIN}": "Z",
        "\N{ARABIC LETTER ZAH}": "Z",
        "\N{ARABIC LETTER THAL}": "Z",
        _ALEF: None,
        _WAW: None,
        _YA: None,
        _HAMZA: None,
    }
)
"""Letters by which the press writes one foreign sound, and the vowels that it writes or leaves out."""
_SHORTEST = 4


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """The consonants of a folded word, letters for one foreign sound brought together."""
    bare = word.removeprefix(_ARTICLE)
    return bare[:-1].translate(_SOUNDS) + bare[-1:].translate(_SOUNDS).replace(_HA, "") if bare else ""


def distance(left: str, right: str) -> int:
    """How many letters to insert, drop, change or swap with the next one make one word of the other.

    Damerau 1964, in the form that lets no letter be touched twice.
    """
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]


def alike(left: str, right: str) -> bool:
    """Whether two folded words may spell one foreign name: same consonants, vowels written or not, one letter apart.

    Words with the article are family names of the language itself: there a letter makes another name.
    """
    if left == right:
        return True
    if min(len(left), len(right)) < _SHORTEST or left.startswith(_ARTICLE) or right.startswith(_ARTICLE):
        return False
    return skeleton(left) == skeleton(right) and distance(left, right) <= 2
