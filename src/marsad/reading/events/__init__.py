"""Events: who did what to whom, by PLOVER's types, each tied to its words and to the rows that found it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.arabic.sentences import Sentence
from marsad.reading.events.clauses import Clauses, Layer
from marsad.reading.events.coding import Coder, Draft, Rules
from marsad.reading.events.contexts import Contexts
from marsad.reading.events.frames import Frames
from marsad.reading.events.matching import Matcher
from marsad.reading.events.modality import Cues
from marsad.reading.events.same import joined, periods
from marsad.reading.events.telling import Telling
from marsad.reading.events.words import Lexis
from marsad.reading.segmentation import sentence_splitter
from marsad.records import Article, Block, Event, Link, Mention, Publication, Quantity, Quote, Record, Time
from marsad.stage import Layers, made_by, record_id

KINDS_READ = frozenset({"headline", "subheading", "paragraph"})
LONGEST = 1_500
"""Characters of the longest stretch that is coded at once; clauses take time by the square of their words."""


class EventStage:
    """Codes the events of an article."""

    name = "events"
    version = "1"
    reads: tuple[type[Record], ...] = (Block, Publication, Mention, Link, Time, Quantity, Quote)
    writes: tuple[type[Record], ...] = (Event,)

    def __init__(self) -> None:
        self._lexis = Lexis()
        self._rules = Rules(Matcher(Frames(self._lexis)), Cues(self._lexis), Telling(), Contexts())
        self._splitter = sentence_splitter()

    def __call__(self, article: Article, layers: Layers) -> Iterator[Record]:
        """Yield the events of headlines, subheadings and paragraphs, in order."""
        published = next((p.period for p in layers.of(Publication)), None)
        entities = {mention: link for link in layers.of(Link) for mention in link.mentions}
        coder = Coder(self._rules, published, {m: (k.entity_id or k.name) for m, k in entities.items()})
        read = list(self._read(article, layers))
        drafts: list[Draft] = []
        if not self._rules.matcher.is_play([clauses for _, clauses in read]):
            for block, clauses in read:
                coder.read(clauses, headline=block.kind != "paragraph")
            drafts = coder.drafts
        same = joined(drafts)
        mark = made_by(self)
        quotes = layers.of(Quote)
        for number, (draft, period) in enumerate(zip(drafts, periods(drafts, same), strict=True)):
            draft.period = period
            yield _record(article, mark, (draft, drafts[same[number]] if number in same else None), quotes)

    def weighed(self, article: Article, layers: Layers) -> Iterator[tuple[str, set[str]]]:
        """The types and signs of an article's triggers, for the fitting of `telling`."""
        coder = Coder(self._rules, None, {})
        for _, clauses in self._read(article, layers):
            yield from coder.weighed(clauses)

    def _read(self, article: Article, layers: Layers) -> Iterator[tuple[Block, Clauses]]:
        for block in sorted(layers.of(Block), key=lambda block: block.start):
            if block.kind in KINDS_READ:
                for sentence in self._stretches(article.text, block):
                    yield block, Clauses(article.text, sentence, self._lexis, _layer(layers, *sentence))

    def _stretches(self, text: str, block: Block) -> Iterator[Sentence]:
        """The sentences of a block; one longer than any that is written is cut at blanks."""
        for sentence in self._splitter.split(text, block.start, block.end):
            start = sentence.start
            while sentence.end - start > LONGEST:
                cut = text.rfind(" ", start + 1, start + LONGEST)
                cut = cut if cut > start else start + LONGEST
                yield Sentence(start, cut)
                start = cut
            yield Sentence(start, sentence.end)


def _layer(layers: Layers, start: int, end: int) -> Layer:
    mentions = [m for m in layers.of(Mention) if m.start < end and start < m.end]
    return Layer(
        sorted(mentions, key=lambda m: (min(m.start, m.role_start or m.start), -m.end)),
        [t for t in layers.of(Time) if t.start < end and start < t.end],
        [q for q in layers.of(Quantity) if q.start < end and start < q.end],
    )


def _id(article: Article, draft: Draft) -> str:
    return record_id(article, "event", draft.start, draft.end)


def _record(article: Article, mark: str, told: tuple[Draft, Draft | None], quotes: Sequence[Quote]) -> Event:
    draft, first = told
    return Event(
        id=_id(article, draft),
        article_id=article.id,
        made_by=mark,
        start=draft.start,
        end=draft.end,
        event_type=draft.type,
        mode=draft.mode,
        told_as=draft.told_as,
        modality=draft.modality,
        actors=draft.actors,
        recipients=draft.recipients,
        place=draft.place,
        time=draft.time.id if draft.time else None,
        period=draft.period,
        figures=draft.figures,
        background=draft.background,
        quote=_quote(draft, quotes),
        same_as=_id(article, first) if first else None,
        contexts=draft.contexts,
        evidence=draft.evidence,
    )


def _quote(draft: Draft, quotes: Sequence[Quote]) -> str | None:
    """The narrowest quote in which an event is told."""
    around = [q for q in quotes if q.start <= draft.start and draft.end <= q.end]
    return min(around, key=lambda q: q.end - q.start).id if around else None
