"""A claim of a figure with what is needed to hold it against others."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from marsad.arabic.orthography import fold_word
from marsad.arabic.sentences import Sentence
from marsad.lexicon.table import cells
from marsad.records import Claim, Credit, Link, Mention, Origin, Quantity, Quote, Story, Time
from marsad.stage import Annotated
from marsad.stories.origins.sayers import Sayers, bare, outlet_of, plain
from marsad.stories.origins.telling import headline, sentences, telling
from marsad.stories.terms import term_reader

EXPLICIT = frozenset({"statement", "agency", "anonymous"})
_BEFORE, _AFTER = 70, 30
_CUE = 70
_PART_CUE = 30
_NEAR = 3
_SHORT = 3
_AFTER_CUE, _JUST_AFTER = 120, 30
_SINCE_CUE = 60
_SO_FAR = "so far"
_TURN = "turn"
_LONGER, _WORST = "longer", "worst"
_FRESH = dt.timedelta(2)


class Seen(NamedTuple):
    """A claim of a figure.

    `kind` are the people that the figure singles out ("soldiers"), "" for people as such; `part` tells that the words
    make it a part of a greater one ("among") or some of many ("some"), "" where they do not. `terms` are the words
    around it, `near` the three on either side, `change` tells that the words call it a new or higher count. `voice`
    names its origin, where it has one, `outlet` who published it. `opens` tells whether it stands where its article
    tells the story, `first` is the first day on which an article of the story told this value. `places` are named in
    its sentence, or where its article tells the story; `spot` is the one told with the figure, where it is a known
    place and no country, and `lands` are the countries among the places; `degrees` tells where they lie, in degrees.
    `since` tells that it was counted since some earlier day or happening.
    """

    claim: Claim
    quantity: Quantity
    kind: str
    part: str
    terms: frozenset[str]
    near: frozenset[str]
    counted: frozenset[str]
    change: str | None
    voice: str | None
    explicit: bool
    sentence: Sentence
    order: int
    opens: bool
    outlet: str
    places: frozenset[str]
    spot: str | None
    lands: frozenset[str]
    first: dt.date | None = None
    since: bool = False
    degrees: Mapping[str, tuple[float, float]] = MappingProxyType({})

    @property
    def value(self) -> tuple[float | None, float | None, str | None]:
        """The bounds and the unit: what is compared."""
        return (_plainly(self.quantity.low), _plainly(self.quantity.high), self.quantity.unit)


def _plainly(number: float | None) -> float | None:
    """A number without the last digits, in which products of fractions differ."""
    return None if number is None else float(f"{number:.10g}")


class _Lists(NamedTuple):
    kinds: Mapping[str, str]
    parts: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    countries: frozenset[str]


@cache
def _lists() -> _Lists:
    return _Lists(
        {term_reader().term(fold_word(row["word"])): row["kind"] for row in cells("people_kinds")},
        tuple(plain(row["phrase"]) for row in cells("part_cues")),
        tuple((plain(row["word"]), row["change"]) for row in cells("toll_changes")),
        frozenset(row["name"] for row in cells("kb/countries")),
    )


def is_country(name: str | None) -> bool:
    """Whether a place is a whole country, which narrows no figure."""
    return name in _lists().countries


def seen(
    claims: Iterable[Claim], members: Sequence[Annotated], origins: Iterable[Origin] = (), story: Story | None = None
) -> list[Seen]:
    """The claims of figures among others, each with its quantity and the words around it."""
    named = {origin.id: origin for origin in origins}
    found = []
    for order, member in enumerate(members):
        quantities = {(q.start, q.end): q for q in member.layers.of(Quantity)}
        every = (*headline(member), *sentences(member))
        beside = story is not None and member.article.id in story.beside
        sayers, quotes = Sayers(member), {quote.id: quote for quote in member.layers.of(Quote)}
        known = {link.name for link in member.layers.of(Link) if link.kind == "place" and link.entity_id}
        degrees = _degrees(member)
        told = (*headline(member), *telling(member, story.event_ids if story else (), beside))
        for claim in claims:
            quantity = quantities.get((claim.start, claim.end))
            if claim.article_id == member.article.id and quantity and claim.property == quantity.counted:
                opens = any(each.start <= claim.start < each.end for each in told)
                opens = opens or (story is not None and claim.event_id in story.event_ids)
                each = _seen(claim, quantity, member, every, (named.get(claim.origin or ""), order))
                places = _places(member, (*told, each.sentence))
                spot = claim.where if claim.where in known and not is_country(claim.where) else None
                each = _voiced(each, sayers, quotes)
                change = each.change or (_in_headline(member, quantity) if opens else None)
                lands = frozenset(place for place in places if is_country(place))
                each = each._replace(places=places - lands, lands=lands, spot=spot, degrees=degrees)
                each = each._replace(since=_is_since(each, member))
                found.append(each._replace(opens=opens, change=change))
    return _dated(found)


def _voiced(each: Seen, sayers: Sayers, quotes: Mapping[str, Quote]) -> Seen:
    """A figure told in a quote whose speaker is no origin of the story has that speaker's voice."""
    quote = quotes.get(each.claim.quote_id or "")
    said = sayers.of(quote) if quote and each.voice is None else None
    return each._replace(voice=f"{said.kind}:{said.key}", explicit=True) if said else each


def _dated(found: Sequence[Seen]) -> list[Seen]:
    days: dict[tuple[object, ...], dt.date] = {}
    for each in found:
        if each.claim.stated_on:
            key = _counted(each)
            days[key] = min(each.claim.stated_on.start, days.get(key, each.claim.stated_on.start))
    return [each._replace(first=days.get(_counted(each))) for each in found]


def _counted(each: Seen) -> tuple[object, ...]:
    """A value without "at least": whoever told it so knew the number already."""
    low, high, unit = each.value
    return (each.claim.property, high if low is None else low, unit, each.claim.background)


def _degrees(member: Annotated) -> dict[str, tuple[float, float]]:
    """Where the known places of an article lie: latitude and longitude."""
    known = (link for link in member.layers.of(Link) if link.kind == "place" and link.entity_id)
    placed = ((x.name, x.latitude, x.longitude) for x in known)
    return {name: (north, east) for name, north, east in placed if north is not None and east is not None}


def _is_since(each: Seen, member: Annotated) -> bool:
    """Whether words beside a figure count it since something, unless that was in the days just before it was told."""
    text, quantity, sentence = member.article.text, each.quantity, each.sentence
    start = max(sentence.start, quantity.start - _SINCE_CUE)
    end = min(sentence.end, quantity.end + _SINCE_CUE)
    around = text[start:end]
    if _change(around, (_LONGER,)) is None or _change(around, (_WORST,)):
        return False
    told = each.claim.stated_on
    near = (t.period for t in member.layers.of(Time) if t.period and t.kind == "point" and start <= t.start < end)
    return told is None or not any(told.start - period.start <= _FRESH for period in near)


def _seen(
    claim: Claim, quantity: Quantity, member: Annotated, every: Sequence[Sentence], rest: tuple[Origin | None, int]
) -> Seen:
    text = member.article.text
    held = (each for each in every if each.start <= quantity.start < each.end)
    sentence = next(held, Sentence(quantity.start, quantity.end))
    around = (max(sentence.start, quantity.start - _BEFORE), min(sentence.end, quantity.end + _AFTER))
    before = list(term_reader().terms(text, around[0], quantity.start))
    after = list(term_reader().terms(text, quantity.end, around[1]))
    counted = frozenset(term_reader().terms(quantity.of or ""))
    origin, order = rest
    return Seen(
        claim,
        quantity,
        _kind(quantity),
        _part(quantity, text[max(sentence.start, quantity.start - _CUE) : quantity.start]),
        frozenset(term_reader().terms(text, *around)),
        frozenset([*before[-_NEAR:], *after[:_NEAR]]),
        counted,
        _change(text[max(sentence.start, quantity.start - _CUE) : quantity.start])
        or _so_far(text[quantity.end : min(sentence.end, quantity.end + _AFTER_CUE)]),
        origin.id if origin else claim.origin,
        origin is not None and origin.kind in EXPLICIT,
        sentence,
        order,
        False,
        outlet_of(member),
        frozenset(),
        None,
        frozenset(),
    )


def _places(member: Annotated, told: Sequence[Sentence]) -> frozenset[str]:
    """The known places named in sentences, countries too."""
    links = (link for link in member.layers.of(Link) if link.entity_id)
    names = {mention: link.name for link in links for mention in link.mentions}
    places = (m for m in member.layers.of(Mention) if m.kind == "place")
    return frozenset(names[m.id] for m in places if m.id in names and any(s.start <= m.start < s.end for s in told))


def _kind(quantity: Quantity) -> str:
    terms = term_reader().terms(quantity.of or "")
    return next((_lists().kinds[term] for term in terms if term in _lists().kinds), "")


def _part(quantity: Quantity, before: str) -> str:
    """Whether a figure is told as a part of another ("among the dead 26": "among"), or as some of many ("some")."""
    words = f" {' '.join(_stems(before[-_PART_CUE:]))} "
    if (
        quantity.part_of
        or plain(quantity.of or "") in _lists().parts
        or any(f" {phrase} " in words for phrase in _lists().parts)
    ):
        return "among"
    some = quantity.of_start is not None and quantity.of_start >= quantity.end and quantity.counted != "percent"
    return "some" if some else ""


def _change(before: str, told: Collection[str] = ("up", "down", "new", "old")) -> str | None:
    """What the words before a figure tell of it: that it rose, fell, or is the latest."""
    words = f" {' '.join(_stems(before))} "
    return next((change for phrase, change in _lists().changes if f" {phrase} " in words and change in told), None)


def _so_far(after: str) -> str | None:
    """Whether the words after a figure say that it was counted up to an hour."""
    if _change(after, (_SO_FAR,)):
        return "old"
    return None if _change(after[:_JUST_AFTER], (_TURN,)) else _change(after[:_JUST_AFTER], ("old",))


def _in_headline(member: Annotated, quantity: Quantity) -> str | None:
    """What the headline tells of the count ("toll rises to 21"), where it names no other number."""
    credit = next((c for c in member.layers.of(Credit) if c.kind == "headline"), None)
    number = quantity.low if quantity.low is not None else quantity.high
    words = plain(credit.text) if credit and number is not None else ""
    others = re.findall(r"\d+", words)
    return _change(words) if not others or f"{number:.10g}" in others else None


def _stems(text: str) -> Iterator[str]:
    for word in plain(text).split():
        yield bare(word.removeprefix("\N{ARABIC LETTER WAW}") if len(word) > _SHORT else word)
