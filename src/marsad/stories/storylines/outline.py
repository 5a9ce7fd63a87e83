"""The outline of an article: whom and what it is about, when it was told, and the points that it makes.

An outline holds all that storylines need of an article, so that it can be kept beside it and read again without it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import log, sqrt
from typing import NamedTuple

import msgspec

from marsad.arabic.periods.values import settle_value
from marsad.lexicon import knowledge
from marsad.records import (
    Attribution,
    Block,
    EntryKind,
    Event,
    Link,
    Mention,
    Outcomes,
    Period,
    Publication,
    Quantity,
    Quote,
    Time,
)
from marsad.stage import Annotated
from marsad.stories.segmentation import sentence_splitter
from marsad.stories.storylines.bounds import Bounds, bounds
from marsad.stories.storylines.deeds import Act
from marsad.stories.storylines.undertakings import PAST, Undertaking, deed_reader
from marsad.stories.storylines.words import Word, plain, word_reader

PERCENT = "percent"
"""What a share is a number of, in `Point.figures`."""

_RELAYS = ("agency", "outlet")
_TOLD = ("headline", "subheading", "paragraph")
_LONGEST = 320
_LEAST = 90
_KEPT_TERMS = 60
_HEAD_WEIGHT = 3.0
_RAREST = 5.5
_OPENING = 2
_BEHIND, _BEFORE = 25, 3


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that an article says: where, of whom, of what deeds, and how.

    `kind` is that of the entry it would make. `act` is the number among `acts` of the deed that is undertaken or
    denied. `deadline` is the time by which, `outcome` what is said of a promise. `figures` are (counted, number).
    `recalled` tells that the sentence opens with what was before.
    """

    start: int
    end: int
    kind: EntryKind
    text: str
    about: str | None = None
    parties: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    act: int | None = None
    period: Period | None = None
    deadline: Period | None = None
    outcome: Outcomes | None = None
    figures: tuple[tuple[str, float], ...] = ()
    headline: bool = False
    recalled: bool = False

    @property
    def partial(self) -> bool:
        """Whether a share of something is told, so that what is done is not all done."""
        return any(counted == PERCENT for counted, _ in self.figures)


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """What storylines need of an article.

    `parties` are keys of entities with how often each is named ("@IRQ": anything of a country), `names` how the article
    calls each; `terms` are the weightiest terms, `shown` a word for each as it stands.
    """

    article_id: str
    day: Period | None
    weekday: int | None
    bounds: Bounds
    parties: Mapping[str, int]
    names: Mapping[str, str]
    terms: Mapping[str, float]
    shown: Mapping[str, str]
    points: tuple[Point, ...]


class _Scene(NamedTuple):
    """The layers of an article by what storylines ask of them."""

    annotated: Annotated
    day: Period | None
    keys: Sequence[tuple[int, int, tuple[str, ...], str]]
    quotes: Sequence[Quote]
    events: Sequence[Event]
    times: Sequence[tuple[Time, Period]]
    quantities: Sequence[Quantity]
    asides: frozenset[int]
    bodies: frozenset[int]


def outline(annotated: Annotated, day: Period | None = None) -> Outline:
    """The outline of an article; `day` is its day where it says none (`Dating`)."""
    layers = annotated.layers
    published = next(iter(layers.of(Publication)), None)
    day = (published.period if published else None) or day
    scene = _scene(annotated, day)
    parties = Counter(key for _, _, keys, _ in scene.keys for key in keys)
    terms, shown = _terms(annotated)
    return Outline(
        article_id=annotated.article.id,
        day=day,
        weekday=published.weekday if published else None,
        bounds=bounds(annotated),
        parties=dict(sorted(parties.items())),
        names=_names(annotated),
        terms=terms,
        shown=shown,
        points=tuple(_points(scene)),
    )


def _scene(annotated: Annotated, day: Period | None) -> _Scene:
    layers = annotated.layers
    return _Scene(
        annotated,
        day,
        tuple(_keyed(annotated)),
        sorted(layers.of(Quote), key=lambda q: q.start),
        sorted(layers.of(Event), key=lambda e: e.start),
        tuple(_settled(layers.of(Time), day)),
        layers.of(Quantity),
        frozenset(_asides(annotated)),
        _words_of(annotated, ("organization", "group", "place")),
    )


def _settled(times: Iterable[Time], day: Period | None) -> Iterator[tuple[Time, Period]]:
    for time in times:
        period = time.period
        if period is None and day is not None and time.value and time.kind == "point":
            period = settle_value(time.value, day.start)
        if period is not None:
            yield time, period


def _keyed(annotated: Annotated) -> Iterator[tuple[int, int, tuple[str, ...], str]]:
    """Every mention with the keys that it goes by, and its kind; who only passes words on is no party."""
    relays = [(s.start, s.end) for a in annotated.layers.of(Attribution) for s in a.steps if s.role in _RELAYS]
    mentions = {m.id: m for m in annotated.layers.of(Mention)}
    for link in annotated.layers.of(Link):
        if (link.entity_id or "").startswith("outlet:"):
            continue
        keys = party_keys(link)
        for name in link.mentions:
            mention = mentions.get(name)
            if mention is not None and (mention.start, mention.end) not in relays:
                yield mention.start, mention.end, keys, link.kind


def party_keys(link: Link) -> tuple[str, ...]:
    """The keys of an entity: its own, and that of its country; a country has only the latter."""
    country = f"@{link.country}" if link.country and link.country != "INT" else None
    own = link.entity_id or f"{link.kind} {plain(' '.join(link.name.split()))}"
    if own.startswith("country:") or (country and own in _capitals()):
        return (f"@{own.removeprefix('country:')}",) if own.startswith("country:") else (country or own, own)
    return (own, country) if country else (own,)


@cache
def _capitals() -> frozenset[str]:
    names = {plain(name) for country in knowledge.countries().values() for name in country.capitals}
    places = (e for e in knowledge.entities().values() if e.kind == "place" and e.weight > 0)
    return frozenset(e.id for e in places if any(plain(alias) in names for alias in e.aliases[:1]))


def _names(annotated: Annotated) -> dict[str, str]:
    text = annotated.article.text
    mentions = {m.id: m for m in annotated.layers.of(Mention)}
    names: dict[str, str] = {}
    for link in annotated.layers.of(Link):
        found = [mentions[m] for m in link.mentions if m in mentions]
        if found:
            best = max(found, key=lambda m: (not m.office, m.end - m.start))
            names[party_keys(link)[0]] = " ".join(text[best.start : best.end].split())
    return names


def _terms(annotated: Annotated) -> tuple[dict[str, float], dict[str, str]]:
    """The weightiest terms, with a word for each: the root of its count by how rare it is in news, headlines first."""
    reader, deeds = word_reader(), deed_reader()
    named = _words_of(annotated, ("person", "place"))
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    text = annotated.article.text
    lede = True
    for block in annotated.layers.of(Block):
        if block.kind not in _TOLD:
            continue
        words = reader.words(text, block.start, block.end)
        kept = deeds.terms(words)
        weight = _HEAD_WEIGHT if block.kind == "headline" or (lede and block.kind == "paragraph") else 1.0
        lede = lede and block.kind != "paragraph"
        for word in words:
            if word.form and word.form.term in kept and word.start not in named:
                counts[word.form.term] += weight  # type: ignore[assignment]
                if not (word.form.tense or word.form.joined or word.form.prep or text[word.start : word.end].isascii()):
                    shown.setdefault(word.form.term, text[word.start : word.end])
    weights = {term: sqrt(count) * min(_RAREST, -log(reader.rate(term))) for term, count in counts.items()}
    best = sorted(weights, key=lambda term: (-weights[term], term))[:_KEPT_TERMS]
    return {term: round(weights[term], 3) for term in best}, {term: shown[term] for term in best if term in shown}


def _words_of(annotated: Annotated, kinds: Collection[str]) -> frozenset[int]:
    """Where the words of names of some kinds begin."""
    mentions = (m for m in annotated.layers.of(Mention) if m.kind in kinds)
    text = annotated.article.text
    return frozenset(w.start for m in mentions for w in word_reader().words(text, m.start, m.end))


def _asides(annotated: Annotated) -> Iterator[int]:
    """Where the words of persons' names and of times begin, save a preposition that also leads on ("after the")."""
    text = annotated.article.text
    persons = [(m.start, m.end) for m in annotated.layers.of(Mention) if m.kind == "person" and not m.office]
    for start, end in (*persons, *((t.start, t.end) for t in annotated.layers.of(Time))):
        words = word_reader().words(text, start, end)
        yield from (word.start for word in words if not deed_reader().leads(word))


# Points


def _points(scene: _Scene) -> Iterator[Point]:
    article, layers = scene.annotated
    for block in layers.of(Block):
        if block.kind in _TOLD:
            for sentence in sentence_splitter().split(article.text, block.start, block.end):
                yield from _of_sentence(scene, sentence.start, sentence.end, headline=block.kind != "paragraph")


def _of_sentence(scene: _Scene, start: int, end: int, *, headline: bool) -> Iterator[Point]:
    text = scene.annotated.article.text
    words = _without_asides(scene, word_reader().words(text, start, end))
    if not words:
        return
    reader = deed_reader()
    acts = [(at, act) for at, act in reader.acts(words, headline=headline) if act.start not in scene.bodies]
    undertakings = list(reader.undertakings(words, acts))
    outcome = reader.outcome(words)
    seen: set[EntryKind] = set()
    for one in _chosen(undertakings, dict(acts)):
        kind = _kind(scene, words, one)
        if kind not in seen:
            seen.add(kind)
            yield _point(scene, words, acts, (kind, one.act, one.first), outcome, headline=headline)
    undertaken = {one.act for one in undertakings}
    done = any(act.course == "done" and act.families for at, act in acts if at not in undertaken)
    anchor = _anchor(scene, start, end)
    telling = anchor or outcome or any(act.course in ("done", "undone", "changed") for _, act in acts)
    if done or (telling and not seen):
        kind = _plain_kind(scene, anchor)
        if kind not in seen:
            yield _point(scene, words, acts, (kind, None, None), outcome, headline=headline)


def _without_asides(scene: _Scene, words: Sequence[Word]) -> list[Word]:
    """The words of a sentence without names of persons and words of time, and the commas around these."""
    kept: list[Word] = []
    gone = False
    for word in words:
        if word.start in scene.asides:
            gone = True
        elif word.form is None and gone and (not kept or kept[-1].form is None):
            if kept:
                kept.pop()
            gone = False
        else:
            gone = gone and word.form is None
            kept.append(word)
    return kept


def _chosen(undertakings: Sequence[Undertaking], acts: Mapping[int, Act]) -> list[Undertaking]:
    """Those with a deed, or that deny: of several, deeds of a family first."""
    told = [one for one in undertakings if one.act is not None or one.kind == "denial"]
    return sorted(told, key=lambda one: (one.act is None or not acts[one.act].families, one.first))


def _kind(scene: _Scene, words: Sequence[Word], one: Undertaking) -> EntryKind:
    """A future in speech that is one's own is a promise."""
    form = words[one.first].form
    if one.kind == "plan" and form is not None and form.future:
        at = words[one.first].start
        if form.person == 1 and any(q.start <= at < q.end for q in scene.quotes):
            return "promise"
    return one.kind


def _anchor(scene: _Scene, start: int, end: int) -> Quote | Event | None:
    quote = next((q for q in scene.quotes if q.start < end and start < q.end), None)
    return quote or next((e for e in scene.events if start <= e.start < end), None)


def _plain_kind(scene: _Scene, anchor: Quote | Event | None) -> EntryKind:
    if isinstance(anchor, Quote):
        return "denial" if anchor.stance == "denied" else "claim"
    if isinstance(anchor, Event):
        return {"planned": "plan", "denied": "denial"}.get(anchor.modality, "fact")  # type: ignore[return-value]
    return "fact"


def _point(
    scene: _Scene,
    words: Sequence[Word],
    acts: Sequence[tuple[int, Act]],
    what: tuple[EntryKind, int | None, int | None],
    outcome: Outcomes | None,
    *,
    headline: bool,
) -> Point:
    kind, act_at, cue_at = what
    text = scene.annotated.article.text
    start, end = words[0].start, words[-1].end
    focus = words[act_at if act_at is not None else cue_at or 0].start
    low, high = _passage(words, focus) if end - start > _LONGEST else (start, end)
    about = _about(scene, (low, high), focus)
    keys = [(keys, kind_) for begin, _, keys, kind_ in scene.keys if start <= begin < end]
    number = next((n for n, (at, _) in enumerate(acts) if at == act_at), None)
    return Point(
        start=low,
        end=high,
        kind=kind,
        text=" ".join(text[low:high].split()),
        about=about.id if about else None,
        parties=tuple(sorted({key for names, kind_ in keys if kind_ != "place" for key in names} | _states(keys))),
        places=tuple(sorted({names[0] for names, kind_ in keys if kind_ == "place" and names[0][0] != "@"})),
        terms=tuple(sorted(deed_reader().terms(words))),
        acts=tuple(_with_doers(scene, act, (start, end)) for _, act in acts),
        act=number,
        period=_period(scene, about, (low, high), focus),
        deadline=_deadline(scene, words[cue_at or 0].start, high) if kind in ("promise", "plan") else None,
        outcome=outcome,
        figures=_figures(scene, low, high),
        headline=headline,
        recalled=any(deed_reader().says(word, PAST) for word in words[:_OPENING]),
    )


def _with_doers(scene: _Scene, act: Act, sentence: tuple[int, int]) -> Act:
    """A deed with its doer: who is named behind its verb with nothing between but what he is, or right before it."""
    if not act.finite:
        return act
    within = (each for each in scene.keys if sentence[0] <= each[0] < sentence[1])
    named = [each for each in within if not any(w.form and w.form.prep for w in _between(scene, *each[:2])[:1])]
    behind = next((each for each in named if 0 < each[0] - act.end <= _BEHIND), None)
    if behind and not any(map(deed_reader().parts, _between(scene, act.end, behind[0]))):
        return msgspec.structs.replace(act, doers=_doing(behind[2], behind[3]))
    before = next((each for each in named if 0 < act.start - each[1] <= _BEFORE), None)
    return msgspec.structs.replace(act, doers=_doing(before[2], before[3])) if before else act


def _between(scene: _Scene, start: int, end: int) -> list[Word]:
    return word_reader().words(scene.annotated.article.text, start, end)


def _doing(keys: Sequence[str], kind: str) -> tuple[str, ...]:
    """Of places only the state acts."""
    return tuple(key for key in keys if kind != "place" or key.startswith("@"))


def _states(keys: Iterable[tuple[tuple[str, ...], str]]) -> set[str]:
    return {name for names, kind in keys if kind == "place" for name in names if name.startswith("@")}


def _passage(words: Sequence[Word], focus: int) -> tuple[int, int]:
    """The clauses around a place in a long sentence: from comma to comma until there are words enough."""
    cuts = [words[0].start, *(w.start for w in words if w.form is None), words[-1].end]
    spans = [(a, b) for a, b in pairwise(cuts) if a < b]
    at = next((n for n, (a, b) in enumerate(spans) if a <= focus < b), 0)
    first = last = at
    while spans[last][1] - spans[first][0] < _LONGEST // 2 and (first > 0 or last + 1 < len(spans)):
        if first > 0 and spans[at][0] - spans[first][0] < _LEAST:
            first -= 1
        elif last + 1 < len(spans):
            last += 1
        else:
            first -= 1
    inside = [w for w in words if spans[first][0] <= w.start < spans[last][1] and w.form is not None]
    return (inside[0].start, inside[-1].end) if inside else (words[0].start, words[-1].end)


def _about(scene: _Scene, passage: tuple[int, int], focus: int) -> Quote | Event | None:
    """The event or quote on which a passage rests: the event nearest to the deed, else the quote that holds it."""
    low, high = passage
    events = [e for e in scene.events if low <= e.start < high]
    if events:
        return min(events, key=lambda e: (not e.start <= focus < e.end, abs(e.start - focus)))
    return next((q for q in scene.quotes if q.start < high and low < q.end), None)


def _period(scene: _Scene, about: Quote | Event | None, passage: tuple[int, int], focus: int) -> Period | None:
    if isinstance(about, Event) and about.period is not None:
        return about.period
    near = [(t, p) for t, p in scene.times if passage[0] <= t.start < passage[1]]
    return min(near, key=lambda pair: abs(pair[0].start - focus))[1] if near else None


def _deadline(scene: _Scene, start: int, end: int) -> Period | None:
    """The last time to come that is named behind the words of a promise."""
    told = scene.day.end if scene.day else dt.date.min
    near = [p for t, p in scene.times if start <= t.start < end and p.end > told and t.bound not in ("since", "after")]
    return max(near, key=lambda p: p.end, default=None)


def _figures(scene: _Scene, low: int, high: int) -> tuple[tuple[str, float], ...]:
    found = []
    for quantity in scene.quantities:
        value = quantity.low if quantity.low is not None else quantity.high
        if low <= quantity.start < high and value is not None and quantity.stated:
            of = word_reader().form((quantity.of or quantity.counted).split()[0]).term
            found.append((PERCENT if quantity.counted == PERCENT else of, float(value)))
    return tuple(found)
