"""Links: which mentions of an article name one entity, and which entity of the knowledge base that is.

Every link is a judgement that says why. Spellings that are merely alike are joined only with a second sign; a name that
two entities bear stays unsure unless the article's country, or the words beside it, settle it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.lexicon.knowledge import Entity, countries, offices, state_bodies
from marsad.lexicon.own_knowledge import merged, version
from marsad.linking.choosing import Chooser
from marsad.linking.context import Context, adjectives
from marsad.linking.groups import Group, grouped
from marsad.linking.holders import Holders
from marsad.records import Article, Credit, Issue, Link, Mention, Publication, Record
from marsad.stage import Layers, made_by


class LinkStage:
    """Joins the mentions of an article into entities; `own` are rows of the user's own for the knowledge base."""

    name = "links"
    version = "1"
    reads: tuple[type[Record], ...] = (Mention, Credit, Publication)
    writes: tuple[type[Record], ...] = (Link, Issue)

    def __init__(self, own: Sequence[Entity] = ()) -> None:
        self.version = version(self.version, own)
        self._entities = merged(own)
        self._chooser = Chooser(self._entities, countries(), state_bodies())
        self._nationality = adjectives(countries())
        self._holders = Holders(offices(), countries(), self._entities)

    def __call__(self, article: Article, layers: Layers) -> Iterator[Record]:
        """Yield a link for every entity, in the order in which the article names them."""
        mentions = sorted(layers.of(Mention), key=lambda m: (m.start, m.end))
        own = self._own(layers.of(Credit))
        context = Context(mentions, self._entities, self._home(own), self._nationality)
        choices = [self._chooser.choose(mention, context, article.text, own) for mention in mentions]
        published = next((p.period for p in layers.of(Publication) if p.period), None)
        choices = self._holders.settled(mentions, choices, published.start if published else None, article.text)
        for group in grouped(mentions, choices):
            yield self._link(article, group)
            yield from self._unsure(article, group)

    def _own(self, credits: Sequence[Credit]) -> tuple[str, ...]:
        """The ids of the article's own outlets."""
        found = dict.fromkeys(f"outlet:{c.domain}" for c in credits if c.kind == "outlet" and c.domain)
        return tuple(outlet for outlet in found if outlet in self._entities)

    def _home(self, own: Sequence[str]) -> tuple[str, ...]:
        found = {self._entities[outlet].country for outlet in own}
        return tuple(country for country in found if country not in ("", "-", "INT"))

    def _link(self, article: Article, group: Group) -> Link:
        choice = group.choice
        entity = self._entities.get(choice.entity_id or "")
        return Link(
            id=f"{group.mentions[0].id}.link",
            article_id=article.id,
            made_by=made_by(self),
            mentions=tuple(mention.id for mention in group.mentions),
            kind=entity.kind if entity else group.kind,
            name=choice.name or _fullest(article, group),
            score=choice.score,
            verdict="unsure" if choice.others else "same",
            entity_id=choice.entity_id,
            country=choice.country,
            latitude=entity.latitude if entity else None,
            longitude=entity.longitude if entity else None,
            reasons=group.reasons,
            others=choice.others,
        )

    def _unsure(self, article: Article, group: Group) -> Iterator[Issue]:
        if group.choice.others and group.kind != "place":
            first = group.mentions[0]
            yield Issue(
                id=f"{first.id}.unsure",
                article_id=article.id,
                made_by=made_by(self),
                code="name-unsure",
                message=f"{article.text[first.start : first.end]}: may be any of {', '.join(group.choice.others)}; "
                "nothing in the article settles it",
                start=first.start,
                end=first.end,
            )


def _fullest(article: Article, group: Group) -> str:
    """The longest spelling that is no short form; the words as they stand."""
    full = [m for m in group.mentions if not m.short] or list(group.mentions)
    spelled = [" ".join(article.text[m.start : m.end].split()) for m in full]
    return max(spelled, key=len)
