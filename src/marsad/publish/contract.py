"""An article as one line of JSON: what `marsad annotate` writes, field by field.

A later layer adds a function and a row of `FIELDS`. Every field is always there; a layer that nothing makes yet is [].
"""

from __future__ import annotations

from calendar import day_name
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import msgspec

from marsad.records import (
    Attribution,
    Block,
    Credit,
    CreditKind,
    Event,
    Issue,
    Link,
    Mention,
    Party,
    Period,
    Publication,
    Quantity,
    Quote,
    Step,
    Time,
)
from marsad.stage import Annotated

Json: TypeAlias = Any
Field: TypeAlias = Callable[[Annotated], Json]

_encode = msgspec.json.Encoder().encode


def contract(annotated: Annotated) -> dict[str, Json]:
    """The article and its layers in the fields of the contract, always all and in the same order."""
    return {name: field(annotated) for name, field in FIELDS.items()}


def contract_line(annotated: Annotated) -> bytes:
    r"""The same as one line of JSON, ended by "\n": UTF-8, Arabic as it is written."""
    return _encode(contract(annotated)) + b"\n"


def credit(annotated: Annotated, kind: CreditKind) -> Credit | None:
    """The first credit of a kind, which stands; None where the article has none."""
    return next((c for c in annotated.layers.of(Credit) if c.kind == kind), None)


def publication(annotated: Annotated) -> Publication | None:
    """What is known of the day of publication; the first record stands."""
    return next(iter(annotated.layers.of(Publication)), None)


def weekday(annotated: Annotated) -> str | None:
    """The weekday in English where that is all that is known of the day."""
    known = publication(annotated)
    if known is None or known.period or known.weekday is None:
        return None
    return day_name[known.weekday]


def _of_article(name: str) -> Field:
    return lambda annotated: getattr(annotated.article, name)


def _words_of(kind: CreditKind) -> Field:
    def field(annotated: Annotated) -> Json:
        found = credit(annotated, kind)
        return found and found.text

    return field


def _outlet(annotated: Annotated) -> Json:
    found = credit(annotated, "outlet")
    if found is None:
        return None
    return {"name": found.name or found.text, "domain": found.domain, "evidence": found.evidence}


def _published(annotated: Annotated) -> Json:
    known = publication(annotated)
    if known is None or known.period is None:
        return None
    return _days(known.period) | {"basis": known.basis, "evidence": known.evidence}


def _days(period: Period | None) -> Json:
    return period and {"start": period.start, "end": period.end}


def _blocks(annotated: Annotated) -> Json:
    blocks = sorted(annotated.layers.of(Block), key=lambda b: (b.start, b.end))
    return [{"start": b.start, "end": b.end, "kind": b.kind, "reason": b.reason} for b in blocks]


def _mentions(annotated: Annotated) -> Json:
    links = {mention: link for link in annotated.layers.of(Link) for mention in link.mentions}
    named = ("id", "start", "end", "kind", "role", "office", "short", "evidence")
    mentions = sorted(annotated.layers.of(Mention), key=lambda m: (m.start, m.end))
    return [{n: getattr(m, n) for n in named} | _entity(links.get(m.id)) for m in mentions]


def _entity(link: Link | None) -> Json:
    if link is None:
        return {"name": None, "entity_id": None}
    return {"name": link.name, "entity_id": link.entity_id, "verdict": link.verdict}


def _times(annotated: Annotated) -> Json:
    named = ("id", "start", "end", "anchor", "kind", "value", "bound", "approximate")
    times = sorted(annotated.layers.of(Time), key=lambda t: (t.start, t.end))
    return [{name: getattr(t, name) for name in named} | {"period": _days(t.period)} for t in times]


def _quantities(annotated: Annotated) -> Json:
    named = ("id", "start", "end", "low", "high", "counted", "of", "unit", "fate", "approximate", "stated", "part_of")
    quantities = sorted(annotated.layers.of(Quantity), key=lambda q: (q.start, q.end))
    return [{name: getattr(q, name) for name in named} for q in quantities]


def _issues(annotated: Annotated) -> Json:
    issues = sorted(annotated.layers.of(Issue), key=lambda i: (i.start is None, i.start or 0, i.end or 0, i.code))
    return [{"code": i.code, "start": i.start, "end": i.end, "message": i.message} for i in issues]


def _quotes(annotated: Annotated) -> Json:
    links = {mention: link for link in annotated.layers.of(Link) for mention in link.mentions}
    named = ("id", "kind", "stance", "speaker_kind", "continues")
    quotes = sorted(annotated.layers.of(Quote), key=lambda q: (q.start, q.end))
    return [
        {name: getattr(q, name) for name in named}
        | {"kind": "direct" if q.kind == "direct" else "reported", "mixed": q.kind == "mixed"}
        | {"cue": {"start": q.cue_start, "end": q.cue_end}, "content": {"start": q.start, "end": q.end}}
        | {"speaker": _speaker(q, links.get(q.speaker_mention or ""))}
        for q in quotes
    ]


def _speaker(quote: Quote, link: Link | None) -> Json:
    if quote.speaker is None:
        return None
    known = _entity(link)
    return {"text": quote.speaker, "start": quote.speaker_start, "end": quote.speaker_end} | {
        name: known.get(name) for name in ("name", "entity_id")
    }


def _attributions(annotated: Annotated) -> Json:
    links = {mention: link for link in annotated.layers.of(Link) for mention in link.mentions}
    quotes = {quote.id: quote for quote in annotated.layers.of(Quote)}
    lines: list[Json] = []
    for attribution in annotated.layers.of(Attribution):
        quote = quotes.get(attribution.about)
        spoke = _speaker(quote, links.get(quote.speaker_mention or "")) if quote else None
        steps = [_step(step, spoke if step.role == "speaker" else None) for step in attribution.steps]
        lines.append({"about": attribution.about, "steps": steps})
    return lines


def _step(step: Step, speaker: Json) -> Json:
    known = {"name": speaker["name"], "entity_id": speaker["entity_id"]} if speaker else {}
    return {"role": step.role, "text": step.text, "name": step.name, "entity_id": None} | known


def _events(annotated: Annotated) -> Json:
    links = {mention: link for link in annotated.layers.of(Link) for mention in link.mentions}
    mentions = {mention.id: mention for mention in annotated.layers.of(Mention)}
    named = ("id", "mode", "told_as", "modality", "background", "same_as", "contexts", "evidence")
    events = sorted(annotated.layers.of(Event), key=lambda e: (e.start, e.end))
    return [
        {name: getattr(e, name) for name in named}
        | {
            "type": e.event_type,
            "trigger": {"start": e.start, "end": e.end},
            "period": _days(e.period),
            "time_id": e.time,
        }
        | {"actors": [_party(p, links) for p in e.actors], "recipients": [_party(p, links) for p in e.recipients]}
        | {"place": _event_place(annotated.article.text, mentions.get(e.place or ""), links), "quote_id": e.quote}
        | {"figures": {f.counted: [f.low, f.high] for f in reversed(e.figures)}}
        for e in events
    ]


def _party(party: Party, links: Mapping[str, Link]) -> Json:
    known = _entity(links.get(party.mention or ""))
    span = {"text": party.text, "start": party.start, "end": party.end, "mention": party.mention}
    return span | {name: known[name] for name in ("name", "entity_id")}


def _event_place(text: str, mention: Mention | None, links: Mapping[str, Link]) -> Json:
    if mention is None:
        return None
    link = links.get(mention.id)
    known = _entity(link)
    return {"text": text[mention.start : mention.end], "name": known["name"], "entity_id": known["entity_id"]} | {
        "latitude": link.latitude if link else None,
        "longitude": link.longitude if link else None,
    }


FIELDS: Mapping[str, Field] = {
    "article_id": _of_article("id"),
    "page_id": _of_article("page_id"),
    "path": _of_article("path"),
    "url": _of_article("url"),
    "language": _of_article("language"),
    "outlet": _outlet,
    "headline": _words_of("headline"),
    "dateline": _words_of("dateline"),
    "byline": _words_of("byline"),
    "section": _words_of("section"),
    "published": _published,
    "published_weekday": weekday,
    "text": _of_article("text"),
    "blocks": _blocks,
    "mentions": _mentions,
    "times": _times,
    "quantities": _quantities,
    "quotes": _quotes,
    "attributions": _attributions,
    "events": _events,
    "issues": _issues,
}
