"""The taggers of names that neither lists nor grammar know, by the name under which a user chooses one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from marsad.reading.mentions.tagger_crf import fast_tagger
from marsad.reading.mentions.tagger_text import TextTagger

TaggerName: TypeAlias = Literal["fast", "accurate", "none"]


def _accurate() -> TextTagger:
    from marsad.reading.mentions.tagger_encoder import accurate_tagger  # noqa: PLC0415 - half a second to import

    return accurate_tagger()


TAGGERS: Mapping[TaggerName, Callable[[], TextTagger] | None] = {
    "fast": fast_tagger,
    "accurate": _accurate,
    "none": None,
}
"""How each is made; none is no tagger at all."""


def make_tagger(name: TaggerName) -> TextTagger | None:
    """The tagger of a name, with its weights loaded."""
    make = TAGGERS[name]
    return make() if make else None
