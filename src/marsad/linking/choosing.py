"""Which entity of several that bear a name is meant: by the country of the article, else by how often each is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from marsad.lexicon.knowledge import Body, Country, Entity, body_id
from marsad.lexicon.table import load
from marsad.linking.context import Context
from marsad.records import Mention

_FAR_MORE = 5.0
_GIANT = 15.0
_BODY = "body:"
_GEONAMES = "place:geoname-"


class Choice(NamedTuple):
    """The entity that a name means, how sure that is, and why; `others` are those that it may also mean.

    `entity_id` and `name` are None where nothing settles it.
    """

    entity_id: str | None
    name: str | None
    country: str | None
    score: float
    reasons: tuple[str, ...]
    others: tuple[str, ...] = ()


class Chooser:
    """Chooses among the candidates of a mention."""

    def __init__(
        self, entities: Mapping[str, Entity], countries: Mapping[str, Country], bodies: Sequence[Body]
    ) -> None:
        self._entities = entities
        self._countries = countries
        self._region = {row["code"] for row in load("places_region")}
        self._bodies = {body.name for body in bodies}

    def choose(self, mention: Mention, context: Context) -> Choice:
        """The entity that a mention means."""
        known = [self._entities[c] for c in mention.candidates if c in self._entities]
        told = [entity for entity in known if entity.id in context.told]
        if len(told) == 1 and len(known) > 1:
            return self._chosen(told[0], 0.9, "alias", "named in full in the article")
        if mention.head_end is not None and len(known) > 1:
            known = [e for e in known if not e.id.startswith("country:")] or known
        if known:
            return self._among(known, context)
        bodies = [c.removeprefix(_BODY) for c in mention.candidates if c.startswith(_BODY)]
        return self._body(bodies[0], context) if bodies else Choice(None, None, None, 0.5, ("name",))

    def _among(self, known: Sequence[Entity], context: Context) -> Choice:
        if len(known) == 1:
            return self._chosen(known[0], 0.95, "alias")
        ranked = sorted(known, key=lambda e: (-self._meant(e, context), -e.weight, e.id))
        best, second = ranked[0], ranked[1]
        others = tuple(entity.id for entity in ranked[1:4])
        larger = max(known, key=lambda e: e.weight)
        elsewhere = any(context.weight(e.country) > context.weight(larger.country) for e in known)
        by_size = not (elsewhere and larger.id.startswith("country:"))
        if by_size and all(larger.weight > _GIANT * max(1.0, e.weight) for e in known if e is not larger):
            return self._chosen(larger, 0.8, "alias", "meant far more often")
        if self._is_far(best, larger):
            return self._chosen(larger, 0.7, "alias", "the smaller one is far away")
        if self._meant(best, context) > self._meant(second, context):
            return self._chosen(best, 0.85, "alias", f"country {best.country}")
        if best.weight > _FAR_MORE * max(1.0, second.weight):
            return self._chosen(best, 0.75, "alias", "meant far more often")
        same = {entity.country for entity in ranked}
        if len(same) == 1 and best.weight > second.weight:
            return self._chosen(best, 0.7, "alias", "larger of the same country")
        return self._chosen(best, 0.4, "alias")._replace(entity_id=None, name=None, others=(best.id, *others))

    def _is_far(self, best: Entity, larger: Entity) -> bool:
        """Whether a place outside the region is so much smaller that its country says nothing for it."""
        far = best.id.startswith(_GEONAMES) and best.country not in self._region
        return far and larger.weight > _FAR_MORE * max(1.0, best.weight)

    def _meant(self, entity: Entity, context: Context) -> int:
        return 0 if entity.id.startswith("country:") and entity.weight < 0 else context.weight(entity.country)

    def _chosen(self, entity: Entity, score: float, *reasons: str) -> Choice:
        return Choice(entity.id, entity.name, entity.country, score, reasons)

    def _body(self, body: str, context: Context) -> Choice:
        name, _, country = body.partition("@")
        reasons = ("body", "country stated") if country else ("body", "country of the article")
        code = country or context.first()
        if code is None or code not in self._countries:
            return Choice(None, None, None, 0.4, ("body",))
        score = 0.9 if country else 0.6
        return Choice(body_id(name, code), f"{name} of {self._countries[code].name}", code, score, reasons)
