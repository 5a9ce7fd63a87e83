"""What of an article is kept to find the others that tell its event: small, and made once for each article."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from marsad.arabic.orthography import fold_word
from marsad.arabic.tokens import tokenize
from marsad.records import Block, Credit, Event, Link, Mention, Period, Publication, Quantity, Time
from marsad.stage import Annotated
from marsad.stories.terms import TermReader, term_reader

MARK = "digests/5"
"""Which version made a digest; kept beside digests in a store, so that older ones are made anew."""

LEDE_WORDS = 60
BODY_WORDS = 400
BODY_TERMS = 40
TOLD_BESIDE = 8
TOLD_TERMS = 16
COMMONEST = 0.25
"""Terms that more than a quarter of all passages hold say nothing of an event."""

_TYPES_BESIDE = frozenset({"CONSULT", "AGREE", "ASSAULT", "PROTEST", "ACCIDENT", "SANCTION", "RETREAT", "MOBILIZE"})
_SENTENCE_ENDS = ".!\N{ARABIC QUESTION MARK}\n"
_FULLEST_SENTENCE = 600
_OPENING_CREDITS = 60
_WORDS_FOR_HEADLINE = 12
_DAYS_BEFORE = 3
_DAYS_AHEAD = 1


class Told(msgspec.Struct, frozen=True, array_like=True):
    """One event as a passage of an article tells it.

    `start` and `end` are offsets of the passage in the article's text. `keys` are those of entities (the knowledge
    base's ids, else folded names), `types` the events' types. `period` are the days of the event, where they are
    settled, and `values` what the passage says of them (see `arabic.periods.values`). `numbers` are the figures,
    `words` the first words of a passage that no headline names, without what ties it to the sentence before.
    """

    start: int
    end: int
    terms: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    event_ids: tuple[str, ...] = ()
    period: Period | None = None
    values: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    words: str = ""


class Digest(msgspec.Struct, frozen=True, array_like=True):
    """What is compared of an article.

    `published` is the day of publication, `weekday` (Monday is 0) what is known of it where it is None. `head` are the
    terms of the headline in their order, `body` those of the first 400 words that say most, with their counts; `keys`
    the entities, each with 2 where the opening names it and 1 elsewhere; `persons` and `places` those of the opening,
    without countries. `main` is what headline and opening tell, `beside` what later sentences tell.
    """

    article_id: str
    outlet: str
    published: Period | None
    weekday: int | None
    headline: str
    head: tuple[str, ...]
    body: tuple[tuple[str, int], ...]
    keys: tuple[tuple[str, int], ...]
    persons: tuple[str, ...]
    places: tuple[str, ...]
    main: Told
    beside: tuple[Told, ...] = ()

    @property
    def day(self) -> int | None:
        """The day of publication as a number (see `datetime.date.toordinal`), None where it is not known."""
        return self.published.start.toordinal() if self.published else None


def digest(annotated: Annotated) -> Digest:
    """The digest of an article. Any layer may be missing; an article of no words gives an empty one."""
    return _Reading(annotated, term_reader()).digest()


class _Span(NamedTuple):
    start: int
    end: int

    def holds(self, start: int) -> bool:
        return self.start <= start < self.end


class _Reading:
    """One article with what is needed of its layers."""

    def __init__(self, annotated: Annotated, reader: TermReader) -> None:
        self.article, self.layers = annotated
        self.reader = reader
        mentions = {m.id: m for m in self.layers.of(Mention)}
        self.keyed = sorted(_keyed(self.layers.of(Link), mentions))
        blocks = sorted(self.layers.of(Block), key=lambda block: block.start)
        prose = [_Span(b.start, b.end) for b in blocks if b.kind == "paragraph"]
        self.prose = self._without_credits(prose if blocks else [_Span(0, len(self.article.text))])

    def digest(self) -> Digest:
        lede, rest = self._lede()
        headline, span = self._headline()
        head = self._told_terms(headline)
        main = self._main(span, lede, head)
        known = next(iter(self.layers.of(Publication)), None)
        return Digest(
            self.article.id,
            _outlet(self.layers.of(Credit)),
            known.period if known else None,
            known.weekday if known and not known.period else None,
            headline,
            head,
            self._body(),
            self._keys([span, lede]),
            self._of_kind("person", [span, lede]),
            self._of_kind("place", [span, lede]),
            main,
            tuple(self._beside(rest)),
        )

    def _without_credits(self, prose: list[_Span]) -> list[_Span]:
        """Prose begins after a dateline or agency that stands before its first words."""
        for credit in self.layers.of(Credit):
            if credit.kind != "headline" and prose and credit.start is not None and credit.end is not None:
                first = prose[0]
                if first.start <= credit.start <= first.start + _OPENING_CREDITS and credit.end < first.end:
                    prose[0] = _Span(max(first.start, credit.end), first.end)
        return prose

    def _headline(self) -> tuple[str, _Span]:
        credit = next((c for c in self.layers.of(Credit) if c.kind == "headline" and c.text), None)
        if credit is None:
            return self._first_words(*self.prose[:1]), _Span(0, 0)
        if credit.start is None or credit.end is None:
            return credit.text, _Span(0, 0)
        return credit.text, _Span(credit.start, credit.end)

    def _first_words(self, span: _Span | None = None) -> str:
        """What stands for a headline that is missing."""
        start, end = span or (0, 0)
        return " ".join(self.reader.standing_alone(self.article.text[start:end].split(), _WORDS_FOR_HEADLINE))

    def _lede(self) -> tuple[_Span, list[_Span]]:
        """The opening, of about sixty words, and what follows it."""
        if not self.prose:
            return _Span(0, 0), []
        start, end, words = self.prose[0].start, self.prose[0].start, 0
        for number, span in enumerate(self.prose[:3]):
            for token in tokenize(self.article.text, span.start, span.end):
                words += token.kind in ("word", "foreign")
                end = token.end
                if words >= LEDE_WORDS:
                    return _Span(start, end), [_Span(end, span.end), *self.prose[number + 1 :]]
            if words >= LEDE_WORDS // 2:
                return _Span(start, end), self.prose[number + 1 :]
        return _Span(start, end), self.prose[3:]

    def _told_terms(self, text: str, span: _Span | None = None) -> tuple[str, ...]:
        start, end = span or _Span(0, len(text))
        return tuple(dict.fromkeys(self._telling(text, start, end)))

    def _telling(self, text: str, start: int, end: int) -> Iterator[str]:
        for term in self.reader.terms(text, start, end):
            if len(term) > 1 and (self.reader.rate(term) <= COMMONEST or term in self.reader.ordinals):
                yield term

    def _main(self, headline: _Span, lede: _Span, head: Sequence[str]) -> Told:
        terms = dict.fromkeys([*head, *self._told_terms(self.article.text, lede)])
        told = self._told(_Span(*lede), [headline, lede])
        numbers = dict.fromkeys([*_numbers(self._headline()[0]), *told.numbers])
        return msgspec.structs.replace(told, terms=tuple(terms), numbers=tuple(numbers))

    def _told(self, span: _Span, spans: Sequence[_Span]) -> Told:
        def within(start: int) -> bool:
            return any(s.holds(start) for s in spans)

        events = [e for e in self.layers.of(Event) if within(e.start) and not e.background]
        times = [t for t in self.layers.of(Time) if within(t.start) and _names_a_day(t)]
        periods = [t.period for t in times if t.period] + [e.period for e in events if e.period]
        return Told(
            span.start,
            span.end,
            (),
            tuple(dict.fromkeys(key for start, _, key in self.keyed if within(start))),
            tuple(dict.fromkeys(e.event_type for e in events)),
            tuple(e.id for e in events),
            self._day(periods),
            tuple(dict.fromkeys(t.value for t in times if t.value))[:3],
            tuple(dict.fromkeys(self._figures(spans))),
        )

    def _day(self, periods: Sequence[Period]) -> Period | None:
        """The first day told, rather one near publication than another."""
        days = [period for period in periods if (period.end - period.start).days == 1]
        known = next((p.period for p in self.layers.of(Publication)), None)
        near = [day for day in days if known and -_DAYS_BEFORE <= (day.start - known.start).days <= _DAYS_AHEAD]
        return next(iter(near or days), None)

    def _figures(self, spans: Sequence[_Span]) -> Iterator[str]:
        for span in spans:
            yield from _numbers(self.article.text[span.start : span.end])
            for q in self.layers.of(Quantity):
                if span.holds(q.start) and q.stated and q.low is not None:
                    yield f"{q.low:g}"

    def _body(self) -> tuple[tuple[str, int], ...]:
        counts: Counter[str] = Counter()
        left = BODY_WORDS
        for span in self.prose:
            for term in self.reader.terms(self.article.text, span.start, span.end):
                left -= 1
                if len(term) > 1 and self.reader.rate(term) <= COMMONEST:
                    counts[term] += 1
                if left <= 0:
                    break
        saying = sorted(counts, key=lambda term: (-self._weight(term, counts[term]), term))
        return tuple((term, counts[term]) for term in saying[:BODY_TERMS])

    def _weight(self, term: str, count: int) -> float:
        return (1 + math.log(count)) * -math.log(self.reader.rate(term))

    def _keys(self, opening: Sequence[_Span]) -> tuple[tuple[str, int], ...]:
        weights: dict[str, int] = {}
        for start, _, key in self.keyed:
            weight = 2 if any(span.holds(start) for span in opening) else 1
            weights[key] = max(weight, weights.get(key, 0))
        return tuple(weights.items())

    def _of_kind(self, kind: str, opening: Sequence[_Span]) -> tuple[str, ...]:
        found = [key for start, is_a, key in self.keyed if is_a == kind and any(s.holds(start) for s in opening)]
        return tuple(dict.fromkeys(key for key in found if not key.startswith("country:")))

    def _beside(self, rest: Iterable[_Span]) -> list[Told]:
        """What later sentences with parties tell: a few, those with an action or a day before others."""
        told = [self._told(span, [span]) for span in self._sentences(rest) if self._has_parties(span)]
        telling = [one for one in told if one.values or _TYPES_BESIDE & set(one.types)]
        chosen = [*telling, *(one for one in told if one not in telling)][:TOLD_BESIDE]
        return [self._with_terms(one) for one in sorted(chosen, key=lambda one: one.start)]

    def _has_parties(self, span: _Span) -> bool:
        first, last = (bisect_left(self.keyed, (at, "", "")) for at in span)
        return len({key for _, _, key in self.keyed[first:last]}) > 1

    def _with_terms(self, told: Told) -> Told:
        span = _Span(told.start, told.end)
        terms = sorted(self._told_terms(self.article.text, span), key=self.reader.rate)
        return msgspec.structs.replace(told, terms=tuple(terms[:TOLD_TERMS]), words=self._first_words(span))

    def _sentences(self, spans: Iterable[_Span]) -> Iterator[_Span]:
        text = self.article.text
        for span in spans:
            start = span.start
            for at in range(span.start, span.end):
                last = at + 1 == span.end
                if last or (text[at] in _SENTENCE_ENDS and text[at + 1].isspace()):
                    if at > start:
                        yield _Span(start, min(at + 1, start + _FULLEST_SENTENCE))
                    start = at + 1


def _keyed(links: Iterable[Link], mentions: dict[str, Mention]) -> Iterator[tuple[int, str, str]]:
    """Where each entity is named, its kind, and its key."""
    for link in links:
        first = next((mentions[m] for m in link.mentions if m in mentions), None)
        key = link.entity_id or (first.key if first else "") or fold_word(link.name)
        if key.startswith("outlet:"):
            continue
        for mention in link.mentions:
            if mention in mentions and key:
                yield mentions[mention].start, link.kind, key


def _outlet(credits: Iterable[Credit]) -> str:
    return next((c.domain or c.name or c.text for c in credits if c.kind == "outlet"), "")


def _numbers(text: str) -> Iterator[str]:
    for token in tokenize(text):
        if token.kind == "number":
            try:
                yield f"{float(fold_word(token.text).replace(',', '')):g}"
            except ValueError:
                yield fold_word(token.text)


def _names_a_day(time: Time) -> bool:
    if time.kind != "point" or time.anchor not in ("publication", "stated"):
        return False
    if time.period is not None:
        return (time.period.end - time.period.start).days == 1
    value = time.value or ""
    return value[:1] in ("P", "W") and not value.endswith(("M", "Y", "E", "C"))
