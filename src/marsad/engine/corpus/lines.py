"""Storylines of a store: those that are found among all stories, and the one that a query asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from marsad.engine.corpus.dating import with_day
from marsad.engine.corpus.refreshing import Watch
from marsad.engine.corpus.taking import in_parts
from marsad.records import Storyline
from marsad.store import Store
from marsad.stories.storylines import Outline, outline, storyline, storylines

_AT_ONCE = 200

_pack = msgspec.msgpack.Encoder().encode
_outline = msgspec.msgpack.Decoder(Outline).decode


def found_storylines(store: Store, watch: Watch = lambda step, number: None) -> Sequence[Storyline]:
    """The storylines found among the stories of a store; kept, and found anew only when stories have changed."""
    corpus = store.corpus
    if not corpus.storylines_stand():
        outlines = list(_outlines(store, watch))
        corpus.keep_storylines(storylines(corpus.stories(), outlines))
    return corpus.storylines()


def asked_storyline(store: Store, query: str, watch: Watch = lambda step, number: None) -> Storyline | None:
    """The storyline that a query asks for: names or ids of entities, a place, free words; None where nothing fits."""
    return storyline(query, list(store.corpus.stories()), list(_outlines(store, watch)))


def _outlines(store: Store, watch: Watch) -> Iterator[Outline]:
    """The outlines of all articles in stories, those that are missing made first."""
    corpus = store.corpus
    for names in in_parts(corpus.unoutlined(), _AT_ONCE):
        corpus.keep_outlines([(name, _pack(_made(store, name))) for name in names])
        watch("outlining", len(names))
    return _kept(corpus.all_outlines())


def _made(store: Store, name: str) -> Outline:
    return outline(with_day(store, store.whole(name)))


def _kept(bodies: Iterable[bytes]) -> Iterator[Outline]:
    return (_outline(body) for body in bodies)
