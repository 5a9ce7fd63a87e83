"""Independent sources: on whose word a story rests, however many outlets print it.

An article rests on the first word that its opening names: the statement of a body or person, an anonymous source, an
agency. Where it names none, it rests on the agency credited; where nobody is credited and nothing is copied, on the
outlet's own reporting. Copies of one text rest on what that text rests on. A statement stands before the agency that
carries it, and before "agencies" without a name, which are never counted beside others. A body and the arm that gives
out its word are one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from marsad.arabic.sentences import Sentence
from marsad.records import Credit, Event, Origin, Passage, Reuse, Story
from marsad.stage import Annotated
from marsad.stories.origins.families import families
from marsad.stories.origins.gathering import UNNAMED_OUTLET, Resting, gathered, may_be_one
from marsad.stories.origins.retelling import retold
from marsad.stories.origins.sayers import Sayer, Sayers, each_once
from marsad.stories.origins.telling import headline, sentences, telling
from marsad.stories.terms import term_reader

MARK = "origins/1"

_RARE = 0.1
"""Words met in more than a tenth of all passages tie no sentence to another."""
_GOES_ON = 2
_TOLL = frozenset({"killed", "injured", "killed_or_injured", "arrested", "missing", "displaced", "kidnapped"})


def origins(story: Story, members: Sequence[Annotated], reuse: Sequence[Reuse]) -> tuple[Origin, ...]:
    """The independent sources of a story, those on which most articles rest first.

    `members` are the story's articles by day, `reuse` what is known of text shared among them, and more.
    """
    beside = set(story.beside)
    told = {m.article.id: telling(m, story.event_ids, m.article.id in beside) for m in members}
    resting = {m.article.id: rests_on(m, story.event_ids, m.article.id in beside) for m in members}
    pairs = (pair for pair in retold(members, told) if may_be_one(*(resting[article] for article in pair)))
    groups = families([m.article.id for m in members], reuse, told, pairs)
    return gathered(story, groups, resting, MARK)


def rests_on(annotated: Annotated, event_ids: Collection[str] = (), beside: bool = False) -> Resting:
    """What one article rests on where it tells a story."""
    sayers = Sayers(annotated)
    told = telling(annotated, event_ids, beside)
    first = _first_named(annotated, sayers, told)
    if not first and not beside:
        first = tuple(said for each in headline(annotated) for said in sayers.within(each.start, each.end))
    tolls = _of_tolls(annotated, sayers, event_ids)
    later = tuple(said for each in sentences(annotated) for said in sayers.within(each.start, each.end))
    named, unnamed = _agencies(annotated, sayers.outlet)
    byline = next((c for c in annotated.layers.of(Credit) if c.kind == "byline" and c.start is not None), None)
    return Resting(
        annotated.article.id,
        sayers.outlet or f"{UNNAMED_OUTLET} ({annotated.article.id})",
        each_once(first + tolls),
        each_once(later),
        named,
        unnamed,
        _of_credit(byline) if byline else (),
    )


def _first_named(annotated: Annotated, sayers: Sayers, told: Sequence[Sentence]) -> tuple[Sayer, ...]:
    """Who is named in the first sentence that names anybody for what the story is about.

    After the first sentence it must go on with its words, or name somebody whom it names: the word of a third party on
    another matter is no source of the story.
    """
    reader, text = term_reader(), annotated.article.text
    lede: frozenset[str] = frozenset()
    for number, each in enumerate(told):
        terms = frozenset(t for t in reader.terms(text, each.start, each.end) if reader.rate(t) < _RARE)
        named = tuple(sayers.within(each.start, each.end))
        shared = len(terms & lede)
        found = tuple(said for said in named if number == 0 or shared >= _GOES_ON or said.terms & lede)
        if found:
            return found
        lede |= terms
    return ()


def _of_tolls(annotated: Annotated, sayers: Sayers, event_ids: Collection[str]) -> tuple[Sayer, ...]:
    """Who gives the toll of the story's events."""
    kept = set(event_ids)
    events = (e for e in annotated.layers.of(Event) if e.id in kept and e.quote and not e.background)
    tolls = (e for e in events if any(figure.counted in _TOLL for figure in e.figures))
    return tuple(said for e in tolls for said in sayers.within(e.start, e.end))


def _agencies(annotated: Annotated, outlet: str) -> tuple[tuple[Sayer, ...], bool]:
    """The agencies credited by name, and whether agencies are credited without one."""
    credited = [c for c in annotated.layers.of(Credit) if c.kind == "agency" and c.name != outlet]
    named = {c.name: c for c in credited if c.name}
    sayers = tuple(Sayer("agency", name, name, None, _of_credit(credit)) for name, credit in named.items())
    return sayers, any(c.name is None for c in credited)


def _of_credit(credit: Credit) -> tuple[Passage, ...]:
    if credit.start is None or credit.end is None:
        return ()
    return (Passage(credit.article_id, credit.start, credit.end),)
