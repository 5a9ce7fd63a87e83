"""The words right beside a mention, as the article spells them."""

from __future__ import annotations

from marsad.records import Mention

_REACH = 24
"""Code points beside a mention within which the next word is sought; a longer word comes cut."""


def word_before(mention: Mention, text: str) -> str:
    """The word before a mention, with whatever is written on to it; "" at the start."""
    return "".join(text[max(0, mention.start - _REACH) : mention.start].split()[-1:])


def word_after(mention: Mention, text: str) -> str:
    """The word after a mention, with whatever is written on to it; "" at the end."""
    return "".join(text[mention.end : mention.end + _REACH].split(maxsplit=1)[:1])
