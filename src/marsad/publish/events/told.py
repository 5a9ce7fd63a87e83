"""An event with what an export says of it: parties, place, the sentence around it, and how it reached the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from marsad.arabic.sentences import Sentence
from marsad.lexicon import knowledge
from marsad.publish.events.parties import Side, side_of
from marsad.reading.segmentation import sentence_splitter
from marsad.records import Attribution, Block, Event, Link, Mention, Party, Step
from marsad.stage import Annotated

_LONGEST = 1_000


class Place(NamedTuple):
    """Where an event was: the words, and the entity behind them; degrees, None where they are not known."""

    text: str
    name: str | None
    entity_id: str | None
    country: str | None
    latitude: float | None
    longitude: float | None


class Told(NamedTuple):
    """One event of an article. `sentence` holds the trigger; `steps` are those of the quote in which it stands."""

    annotated: Annotated
    event: Event
    trigger: str
    sentence: str
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    place: Place | None
    steps: tuple[Step, ...]


def told_events(annotated: Annotated) -> Iterator[Told]:
    """The events of an article in the order of its text."""
    article, layers = annotated
    mentions = {mention.id: mention for mention in layers.of(Mention)}
    links = {mention: link for link in layers.of(Link) for mention in link.mentions}
    ways = {attribution.about: attribution.steps for attribution in layers.of(Attribution)}
    sentences = _Sentences(annotated)
    for event in sorted(layers.of(Event), key=lambda event: (event.start, event.end)):
        actors, recipients = (_sides(side, event, mentions, links) for side in (event.actors, event.recipients))
        yield Told(
            annotated=annotated,
            event=event,
            trigger=" ".join(article.text[event.start : event.end].split()),
            sentence=sentences.around(event.start),
            actors=actors,
            recipients=recipients,
            place=_place(article.text, mentions.get(event.place or ""), links),
            steps=ways.get(event.id) or ways.get(event.quote or "", ()),
        )


def is_news(event: Event) -> bool:
    """Whether an event is told as news of what is or was, once: no retelling, no history, plan, call or denial."""
    return event.modality in ("happened", "ongoing") and event.same_as is None and not event.background


def country_name(code: str | None) -> str | None:
    """The English short name of a country's code; the code itself where it is no country's."""
    known = knowledge.countries().get(code or "")
    return known.name if known else code


def _sides(
    parties: Sequence[Party], event: Event, mentions: Mapping[str, Mention], links: Mapping[str, Link]
) -> tuple[Side, ...]:
    day = event.period.start if event.period else None
    return tuple(side_of(p, mentions.get(p.mention or ""), links.get(p.mention or ""), day) for p in parties)


def _place(text: str, mention: Mention | None, links: Mapping[str, Link]) -> Place | None:
    if mention is None:
        return None
    words, link = " ".join(text[mention.start : mention.end].split()), links.get(mention.id)
    if link is None:
        return Place(words, None, None, None, None, None)
    return Place(words, link.name, link.entity_id, link.country, link.latitude, link.longitude)


class _Sentences:
    """The sentences of an article's blocks."""

    def __init__(self, annotated: Annotated) -> None:
        self._text = annotated.article.text
        blocks = sorted((block.start, block.end) for block in annotated.layers.of(Block))
        self._found = [s for start, end in blocks for s in sentence_splitter().split(self._text, start, end)]
        self._starts = [sentence.start for sentence in self._found]

    def around(self, place: int) -> str:
        """The sentence at an offset, on one line; "" where there is none."""
        at = bisect_right(self._starts, place) - 1
        sentence = self._found[at] if at >= 0 else Sentence(0, 0)
        return " ".join(self._text[sentence.start : sentence.end].split())[:_LONGEST] if place < sentence.end else ""
