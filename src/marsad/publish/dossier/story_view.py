"""What the page of a story shows: who is behind it, what its articles say side by side, what they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from marsad.publish.dossier.labels import Label, label, label_of, name_label
from marsad.publish.dossier.marked import Span, clipped, direction, mark, plain
from marsad.publish.dossier.rows import Row
from marsad.records import Agreement, Block, Claim, Contrast, Origin, Passage, Reuse, Story
from marsad.store import Store
from marsad.stories.origins.gathering import UNNAMED_AGENCIES, UNNAMED_OUTLET

_SHOWN = 200
_CLAIMS = 300
_PAIRS = 12
_TEXT = 4_000
_NAME = 200
_WORDS = 90
_AROUND = 60
_PROPERTIES = ("type", "actor", "recipient", "place", "day")
_EVENTS = frozenset({"type"})
_PARTS = frozenset({"actor", "recipient", "place", "day", "type"})
WORST: tuple[Agreement, ...] = (
    "contradict", "different_source", "update", "scope", "sum_of_parts", "background", "agree",
)  # fmt: skip
"""Ways in which claims stand to one another, those that a reader must see first."""


class Printed(NamedTuple):
    """An article of the story: its row, and whether it tells the event beside another."""

    row: Row
    beside: bool = False


class Branch(NamedTuple):
    """An independent source: its name, kind, the words that name it, the articles that print it, and how many more."""

    name: Label
    kind: str
    kind_name: Label
    words: tuple[str, ...]
    printed: tuple[Printed, ...]
    more: int


class Said(NamedTuple):
    """One article's words for a value; `anchor` is where they stand on its page ("" where it has no mark)."""

    row: Row
    words: Markup
    direction: str
    anchor: str
    origin: Label | None
    day: str


class Value(NamedTuple):
    """A value and who says so."""

    text: Label
    of: str
    background: bool
    said: tuple[Said, ...]


class Standing(NamedTuple):
    """How values stand to one another, and why."""

    agreement: str
    name: Label
    values: str
    reasons: str


class Property(NamedTuple):
    """One property of the story: its values side by side, and how they stand to one another."""

    key: str
    name: Label
    values: tuple[Value, ...]
    standings: tuple[Standing, ...]


class Half(NamedTuple):
    """One of two texts that share words, with those marked."""

    row: Row
    text: Markup
    direction: str
    cut: bool


class Shared(NamedTuple):
    """What two articles share; `share` in per cent of the shorter one."""

    kind: Label
    share: int
    halves: tuple[Half, Half]
    earlier: str


class StoryView(NamedTuple):
    """All that the page of a story shows; `more_reuse` pairs are not on it."""

    name: str
    tree: tuple[Branch, ...]
    rest: tuple[Printed, ...]
    properties: tuple[Property, ...]
    shared: tuple[Shared, ...]
    more_reuse: int
    articles: tuple[Printed, ...]
    more_articles: int


def view_of(store: Store, story: Story, rows: Mapping[str, Row]) -> StoryView:
    """Gather what the page of a story shows; `rows` are those of all articles, by their ids."""
    return _Gathering(store, story, rows).view()


def worst(contrasts: Iterable[Contrast]) -> str:
    """The way in which claims of a story stand to one another that a reader must see first; "" for none."""
    found = {contrast.agreement for contrast in contrasts}
    return next((agreement for agreement in WORST if agreement in found), "")


class _Gathering:
    def __init__(self, store: Store, story: Story, rows: Mapping[str, Row]) -> None:
        self._store = store
        self._story = story
        self._rows = rows
        self._origins = {origin.id: origin for origin in store.corpus.told(story.id, Origin)}
        self._claims = store.corpus.told(story.id, Claim)[:_CLAIMS]
        self._texts: dict[str, str] = {}

    def view(self) -> StoryView:
        corpus, story = self._store.corpus, self._story
        printed = [self._printed(name) for name in story.article_ids if name in self._rows]
        named = {name for origin in self._origins.values() for name in origin.article_ids}
        rest = [self._printed(name) for name in story.article_ids if name in self._rows and name not in named]
        members = set(story.article_ids)
        pairs = [r for r in corpus.reuse_of(story.article_ids) if set(r.article_ids) <= members & self._rows.keys()]
        pairs.sort(key=lambda reuse: (-reuse.share, reuse.id))
        return StoryView(
            name=plain(clipped(" ".join(story.name.split()), _NAME)),
            tree=tuple(self._branch(origin) for origin in self._origins.values()),
            rest=tuple(rest[:_SHOWN]),
            properties=tuple(self._properties(corpus.told(story.id, Contrast))),
            shared=tuple(self._shared(reuse) for reuse in pairs[:_PAIRS]),
            more_reuse=max(0, len(pairs) - _PAIRS),
            articles=tuple(printed[:_SHOWN]),
            more_articles=max(0, len(printed) - _SHOWN),
        )

    def _printed(self, name: str) -> Printed:
        return Printed(self._rows[name], name in self._story.beside)

    def _branch(self, origin: Origin) -> Branch:
        printed = [self._printed(name) for name in origin.article_ids if name in self._rows]
        evidence = () if origin.kind == "own_reporting" else origin.evidence
        words = dict.fromkeys(self._words(passage) for passage in evidence)
        words.pop(plain(origin.origin), None)
        return Branch(
            name=_origin_label(origin),
            kind=origin.kind,
            kind_name=label_of("origin", origin.kind),
            words=tuple(word for word in words if word)[:3],
            printed=tuple(printed[:_SHOWN]),
            more=max(0, len(printed) - _SHOWN),
        )

    def _text(self, name: str) -> str:
        if name not in self._texts:
            self._texts[name] = self._store.text(name) or ""
        return self._texts[name]

    def _words(self, passage: Passage) -> str:
        return plain(clipped(" ".join(self._text(passage.article_id)[passage.start : passage.end].split()), _WORDS))

    def _properties(self, contrasts: Sequence[Contrast]) -> Iterator[Property]:
        """Figures first, those that do not fit before others; then what happened to whom, where and when."""
        by_id = {claim.id: claim for claim in self._claims}
        keys = dict.fromkeys(claim.property for claim in self._claims if claim.article_id in self._rows)
        standing = {
            key: [self._standing(c, by_id) for c in contrasts if c.property == key and c.agreement != "agree"]
            for key in keys
        }
        order = sorted(keys, key=lambda key: (key in _PARTS, not standing[key], _rank(key), key))
        for key in order:
            found = [claim for claim in self._claims if claim.property == key and claim.article_id in self._rows]
            yield Property(key, property_label(key), tuple(self._values(found)), tuple(standing[key]))

    def _values(self, claims: Sequence[Claim]) -> Iterator[Value]:
        ordered = sorted(claims, key=lambda c: (c.background, c.low is None, c.low or 0, c.value, c.of or "", c.id))
        for (background, value, of), group in groupby(ordered, key=lambda c: (c.background, c.value, c.of or "")):
            said = tuple(self._said(claim) for claim in group)
            yield Value(_value_label(claims[0].property, clipped(value, _NAME)), plain(of), background, said)

    def _said(self, claim: Claim) -> Said:
        text = self._text(claim.article_id)
        before, after = _around(text, claim.start, claim.end)
        words = mark(text, [Span(claim.start, claim.end, "named")], before, after)
        kind = "event" if claim.property in _EVENTS else "quantity" if claim.property not in _PARTS else ""
        origin = self._origins.get(claim.origin or "")
        return Said(
            row=self._rows[claim.article_id],
            words=words,
            direction=direction(text[before:after]),
            anchor=f"{kind}-{claim.start}-{claim.end}" if kind else "",
            origin=_origin_label(origin) if origin and origin.kind != "own_reporting" else None,
            day=str(claim.stated_on.start) if claim.stated_on else "",
        )

    def _standing(self, contrast: Contrast, claims: Mapping[str, Claim]) -> Standing:
        values = dict.fromkeys(claims[name].value for name in contrast.claim_ids if name in claims)
        return Standing(
            agreement=contrast.agreement,
            name=label_of("agreement", contrast.agreement),
            values=plain(clipped(" \N{MIDDLE DOT} ".join(values), _NAME)),
            reasons=plain(clipped("; ".join(contrast.reasons), _NAME)),
        )

    def _shared(self, reuse: Reuse) -> Shared:
        halves = [self._half(name, [pair[n] for pair in reuse.passages]) for n, name in enumerate(reuse.article_ids)]
        first = self._rows.get(reuse.earlier or "")
        return Shared(
            label_of("reuse", reuse.kind),
            round(100 * reuse.share),
            (halves[0], halves[1]),
            first.outlet if first else "",
        )

    def _half(self, name: str, passages: Sequence[Passage]) -> Half:
        """The text without furniture around its blocks, as far as the last shared words, or the bound."""
        text = self._text(name)
        blocks = sorted((b.start, b.end) for b in self._store.records(name, Block) if b.kind != "furniture")
        first = min([start for start, _ in blocks] + [p.start for p in passages], default=0)
        last = max([end for _, end in blocks] + [p.end for p in passages], default=len(text))
        end = min(last, first + _TEXT)
        spans = [Span(p.start, p.end, "shared") for p in passages]
        return Half(self._rows[name], mark(text, spans, first, end), direction(text[first:end]), end < last)


def _origin_label(origin: Origin) -> Label:
    for unnamed, key in ((UNNAMED_OUTLET, "origin.unnamed_outlet"), (UNNAMED_AGENCIES, "origin.unnamed_agencies")):
        if origin.entity_id is None and origin.origin.startswith(unnamed):
            return label(key)
    return name_label(clipped(origin.origin, _NAME), origin.entity_id)


def _value_label(key: str, value: str) -> Label:
    """A value in words: a kind of event with how it stands ("ASSAULT, denied"), a name, or as it is."""
    if key == "type":
        kind, _, modality = value.partition(", ")
        labels = [label_of("event", kind), *([label_of("modality", modality)] if modality else [])]
        return Label(*(f" {DOT} ".join(words) for words in zip(*labels, strict=True)))
    return name_label(value) if key in _PARTS else Label(plain(value), plain(value))


DOT = "\N{MIDDLE DOT}"


def property_label(key: str) -> Label:
    """A property of a story in words."""
    return label_of("property", key) if key in _PARTS else label_of("counted", key)


def _rank(key: str) -> int:
    return _PROPERTIES.index(key) if key in _PARTS else -1


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch around some words within their line, none of its words cut."""
    first = max(0, start - _AROUND, text.rfind("\n", 0, start) + 1)
    if 0 < first == start - _AROUND:
        first = text.find(" ", first, start) + 1 or start
    line = text.find("\n", end)
    last = min(len(text), end + _AROUND, line if line >= 0 else len(text))
    if last == end + _AROUND:
        last = max(end, text.rfind(" ", end, last))
    return first, last
