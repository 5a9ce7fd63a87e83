"""Who says what an article tells: the speaker of a quote, or the body that speaks through him."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from marsad.arabic.orthography import fold_word
from marsad.lexicon.table import cells
from marsad.records import Attribution, Credit, Link, Mention, OriginKind, Passage, Quote, Step
from marsad.stage import Annotated
from marsad.stories.terms import term_reader

_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_NO_SIGNS = dict.fromkeys(map(ord, "\u00ab\u00bb\"\u201c\u201d()'.,:\u060c#"), " ")
_BODIES = ("organization", "group")
_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_UNNAMED = ("anonymous", "collective")
_MOST_WORDS = 14
_NEAR = 300
_MAIN_CLAUSE = 40
_COUNTRY = "country:"
_LAM, _BA, _WAW = "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER WAW}"
_LEADS = (_LAM + _LAM, _LAM + _ARTICLE, _BA + _ARTICLE, _WAW + _ARTICLE, _ARTICLE)


class Sayer(NamedTuple):
    """Somebody on whose word an article tells something.

    Two articles mean one where `kind` and `key` are the same; `terms` are the words of the name, for spellings that
    differ. `relays` are the canonical names of those who passed it on, and `to_outlet` tells that it was said to the
    article's own outlet, `vague` that only a class of people is named ("scientists"), or a statement without who issued
    it. `country` is the state that a body belongs to, or the state itself (ISO 3166-1 alpha-3).
    """

    kind: OriginKind
    key: str
    name: str
    entity_id: str | None = None
    evidence: tuple[Passage, ...] = ()
    terms: frozenset[str] = frozenset()
    relays: tuple[str, ...] = ()
    to_outlet: str | None = None
    person: bool = False
    vague: bool = False
    country: str | None = None


class Lists(NamedTuple):
    """The word lists that name outlets, spokesmen, the media arms of bodies, and heads of offices and bodies."""

    outlets: dict[str, tuple[str, str]]
    spokesmen: frozenset[str]
    arms: dict[str, str]
    heads: frozenset[str]
    relays: frozenset[str]
    unnamed: frozenset[str]
    private: frozenset[str]
    both: frozenset[str]


@cache
def lists() -> Lists:
    """The lists, read once. Raises `LexiconError` for one that breaks its own rules."""
    outlets: dict[str, tuple[str, str]] = {}
    for row in cells("outlets"):
        for form in (row["name"], *row["aliases"].split(" | ")):
            outlets.setdefault(plain(form), (row["name"], row["kind"]))
    headed = ("organization_heads", "offices", "speech_vehicles")
    heads = (fold_word(row["word"]) for name in headed for row in cells(name))
    return Lists(
        outlets,
        frozenset(fold_word(row["word"]) for row in cells("spokesmen")),
        {row["arm"]: row["body"] for row in cells("media_arms")},
        frozenset(heads),
        frozenset(fold_word(row["word"]) for row in cells("relays")),
        frozenset(term_reader().term(fold_word(row["word"])) for row in cells("anonymous_speakers")),
        frozenset(row["id"] for row in cells("kb/organizations") if row["sector"].split()[0] not in _STATE),
        frozenset(bare(fold_word(row["word"])) for row in cells("event_words") if row["class"] == "both"),
    )


def outlet_of(annotated: Annotated) -> str:
    """The name of the article's outlet, "" where it is not known."""
    found = next((c for c in annotated.layers.of(Credit) if c.kind == "outlet"), None)
    return (found.name or found.text) if found else ""


class Sayers:
    """Reads who says the quotes of one article."""

    def __init__(self, annotated: Annotated) -> None:
        self._article = annotated.article
        self._lists = lists()
        self.outlet = outlet_of(annotated)
        self._datelines = {plain(c.text) for c in annotated.layers.of(Credit) if c.kind == "dateline"}
        self._mentions = {mention.id: mention for mention in annotated.layers.of(Mention)}
        self._links = {mention: link for link in annotated.layers.of(Link) for mention in link.mentions}
        self._steps = {found.about: found.steps for found in annotated.layers.of(Attribution)}
        self._quotes = {quote.id: quote for quote in annotated.layers.of(Quote)}

    def within(self, start: int, end: int) -> Iterator[Sayer]:
        """Who says the quotes that a stretch of the text holds, or that hold it, each once."""
        quotes = [quote for quote in self._quotes.values() if quote.start < end and quote.end > start]
        said = ((self.of(quote), quote) for quote in sorted(quotes, key=lambda quote: quote.start))
        yield from each_once(who for who, quote in said if who and not _is_aside(who, quote.cue_start - start))

    def of(self, quote: Quote) -> Sayer | None:
        """Who says a quote; None where the article names nobody, or nobody who can be told."""
        first = self._first(quote)
        if first.speaker is None:
            return None
        relays = self._relays(first)
        said = self._medium(first) or self._unnamed(first, relays) or self._named(first)
        if said is None:
            return None
        told = tuple(dict.fromkeys(name for name in relays if name != self.outlet))
        return said._replace(relays=told, to_outlet=self.outlet if self.outlet in relays else None)

    def _first(self, quote: Quote) -> Quote:
        """The quote whose speaker this one takes over, where it does."""
        seen = {quote.id}
        while quote.continues and quote.continues in self._quotes and quote.continues not in seen:
            seen.add(quote.continues)
            quote = self._quotes[quote.continues]
        return quote

    def _relays(self, quote: Quote) -> list[str]:
        """Who passed the quote on, as the text tells it; credits of the whole article are not among them."""
        steps: Iterable[Step] = self._steps.get(quote.id, ())
        near = (step for step in steps if step.role == "agency" and step.start is not None)
        return [step.name or step.text for step in near if _is_near(step, quote)]

    def _passages(self, quote: Quote) -> tuple[Passage, ...]:
        start, end = quote.speaker_start, quote.speaker_end
        if start is None or end is None:
            start, end = quote.cue_start, quote.cue_end
        return (Passage(self._article.id, start, end),)

    def _medium(self, quote: Quote) -> Sayer | None:
        """An agency or another outlet that is itself quoted."""
        link = self._links.get(quote.speaker_mention or "")
        listed = link.name if link and (link.entity_id or "").startswith("outlet:") else None
        known = listed or medium(quote.speaker or "")
        if known is None and link is None and _opening(quote.speaker or "") in self._lists.relays:
            known = (quote.speaker or "").translate(_NO_SIGNS).strip()
        if known is None:
            return None
        kind: OriginKind = "own_reporting" if known == self.outlet else "agency"
        return Sayer(kind, known, known, None, self._passages(quote))

    def _unnamed(self, quote: Quote, relays: list[str]) -> Sayer | None:
        words = quote.speaker or ""
        alike = quote.speaker_mention is None and term_reader().term(_opening(words)) in self._lists.unnamed
        if quote.speaker_kind not in _UNNAMED and not alike:
            return None
        via = relays[0] if relays else self.outlet
        terms = self._terms(words)
        if _opening(words) in self._lists.both:
            # What both sides say together is the statement of both.
            return Sayer("statement", " ".join(sorted(terms)), words, None, self._passages(quote), terms)
        key = f"{via}:{' '.join(sorted(terms))}"
        said = Sayer("anonymous", key, words, None, self._passages(quote), terms)
        return said._replace(vague=quote.speaker_kind == "collective")

    def _named(self, quote: Quote) -> Sayer | None:
        """A person, body or office; a spokesman's word is that of his body."""
        mention = self._mentions.get(quote.speaker_mention or "")
        body = self._body(quote, mention)
        if body is not None:
            mention = body
        words = quote.speaker or ""
        if mention is not None and mention.kind == "place" and plain(words) in self._datelines:
            return None
        headed = _opening(words) in self._lists.heads
        holds = mention is not None and mention.kind == "place" and headed
        if mention is not None and not holds:
            return self._mentioned(quote, mention)
        if not headed or len(words.split()) > _MOST_WORDS:
            return None
        terms = self._terms(words)
        said = Sayer("statement", " ".join(sorted(terms)), words, None, self._passages(quote), terms)
        return said._replace(vague=len(terms) <= 1 and quote.speaker_kind == "vehicle")

    def _mentioned(self, quote: Quote, mention: Mention) -> Sayer:
        link = self._links.get(mention.id)
        text = self._article.text[mention.start : mention.end]
        entity = link.entity_id if link and link.verdict == "same" else None
        entity = self._lists.arms.get(entity, entity) if entity else None
        name = link.name if link else text
        terms = self._terms(f"{mention.key or text}")
        person = mention.kind == "person"
        key = entity or " ".join(sorted(terms))
        country = link.country if link and not person and entity not in self._lists.private else None
        return Sayer("statement", key, name, entity, self._passages(quote), terms, person=person, country=country)

    def _body(self, quote: Quote, mention: Mention | None) -> Mention | None:
        """The body for which a spokesman speaks, where the words name one, here or where he was named before."""
        start, end = quote.speaker_start, quote.speaker_end
        if start is None or end is None or (mention is not None and mention.kind in _BODIES):
            return None
        link = self._links.get(mention.id) if mention else None
        known = (self._mentions[each] for each in (link.mentions if link else ()) if each in self._mentions)
        spans = [(start, end), *(_with_role(each) for each in ((mention, *known) if mention else ()))]
        return next((body for first, last in spans if (body := self._spoken_for(first, last))), None)

    def _spoken_for(self, start: int, end: int) -> Mention | None:
        """The first body that words hold which call somebody a spokesman."""
        words = (bare(word) for word in plain(self._article.text[start:end]).split())
        if not self._lists.spokesmen.intersection(words):
            return None
        inside = (m for m in self._mentions.values() if start <= m.start and m.end <= end and m.kind in _BODIES)
        return min(inside, key=lambda m: m.start, default=None)

    def _terms(self, words: str) -> frozenset[str]:
        return frozenset(term_reader().terms(words))


def each_once(sayers: Iterable[Sayer]) -> tuple[Sayer, ...]:
    """The sayers without repetition, in order."""
    return tuple({(said.kind, said.key): said for said in reversed(list(sayers))}.values())[::-1]


def _with_role(mention: Mention) -> tuple[int, int]:
    """Where a mention stands, with the words that say what it is."""
    start = mention.start if mention.role_start is None else min(mention.start, mention.role_start)
    return start, mention.end if mention.role_end is None else max(mention.end, mention.role_end)


def _is_aside(who: Sayer, distance: int) -> bool:
    """Whether a state is named far into a sentence: there it acts more often than it speaks."""
    return who.kind == "statement" and is_state(who) and distance > _MAIN_CLAUSE


def is_state(sayer: Sayer) -> bool:
    """Whether a whole country is named for whoever speaks for it."""
    return (sayer.entity_id or "").startswith(_COUNTRY)


def is_agency(outlet: str) -> bool:
    """Whether an outlet is itself an agency."""
    return lists().outlets.get(plain(outlet), ("", ""))[1] == "agency"


def medium(words: str) -> str | None:
    """The canonical name of an outlet or agency, also where words such as "site" stand before it; None for others."""
    parts = plain(words).split()
    known = lists().outlets
    headed = len(parts) > 1 and bare(parts[0]) in lists().relays
    forms = (" ".join(parts[at:]) for at in (0, 1)[: 1 + headed])
    found = next((known[form] for form in forms if form in known), None)
    if found is None or (found[1] != "agency" and len(parts) == 1 and not words.strip().isascii()):
        return None
    return found[0]


def _opening(words: str) -> str:
    """The first word, folded and bare."""
    first = plain(words).split()[:1]
    return bare(first[0]) if first else ""


def _is_near(step: Step, quote: Quote) -> bool:
    """Whether a step is told beside the quote, not in a signature far away."""
    return step.start is not None and abs(step.start - quote.cue_start) < _NEAR


def plain(words: str) -> str:
    """Folded words without quotation marks and stops."""
    return " ".join(fold_word(words.translate(_NO_SIGNS)).split())


def bare(word: str) -> str:
    """A folded word without the article and a proclitic before it."""
    for lead in _LEADS:
        if word.startswith(lead) and len(word) > len(lead) + 1:
            return word[len(lead) :]
    return word
