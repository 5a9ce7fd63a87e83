"""Which entity of several that bear a name is meant: by the country of the article, else by how often each is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from marsad.arabic.orthography import fold_word
from marsad.lexicon.knowledge import Body, Country, Entity, body_id, offices
from marsad.lexicon.table import load
from marsad.linking.beside import word_before
from marsad.linking.bodies import SharedNames
from marsad.linking.context import Context, adjectives
from marsad.linking.cut_names import is_cut_latin, is_surname, is_whole
from marsad.linking.namesakes import Houses, Namesakes
from marsad.linking.outlets import Outlets
from marsad.linking.places import GEONAMES, LARGE, Grounds
from marsad.records import Mention

_FAR_MORE = 5.0
_GIANT = 15.0
_BODY = "body:"
_STATE = "country:"
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_LEADS = ("\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER BEH}")
_ENDINGS = ("", "\N{ARABIC LETTER HEH}")
_VASTLY = 100.0
"""How much larger a city is that is meant even where the country of a namesake is spoken of."""


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
        self._nationality = adjectives(countries)
        self._names = {fold_word(name) for country in countries.values() for name in country.names}
        self._bodies: dict[str, list[str]] = {}
        for body in bodies:
            self._bodies.setdefault(body.name, []).append(fold_word(body.alias))
        self._rows = {fold_word(a): e.id for e in entities.values() if e.id.startswith("org:") for a in e.aliases}
        self._found: dict[tuple[str, str], str | None] = {}
        self._office_words = {fold_word(row["word"]) for row in load("offices") if row["kind"] == "office"}
        self._grounds = Grounds(countries, entities)
        self._shared = SharedNames(countries)
        self._outlets = Outlets(entities)
        self._namesakes = Namesakes(offices(), countries)
        self._houses = Houses(entities)
        self._states = {fold_word(row["word"]) for row in load("place_heads") if row["same"] == "state"}

    def choose(self, mention: Mention, context: Context, text: str = "", own: Sequence[str] = ()) -> Choice:
        """The entity that a mention in a text means; `own` are the ids of the article's own outlets."""
        choice = self._chosen_for(mention, context, text)
        entity = self._entities.get(choice.entity_id or "")
        if entity is None:
            return choice
        if self._is_other(entity, mention, context, text):
            return _open(choice, entity.id)
        press = self._outlets.quoted(mention, own, text) if entity.id.startswith("place:") else None
        if press is not None:
            return self._chosen(press, 0.9, "alias", "the article's own outlet")
        if entity.id.startswith("outlet:"):
            return self._outlet(entity, choice, self._outlets.settled(entity, mention, context, own, text))
        grounded = self._grounds.has(entity, mention, context, text) and is_whole(entity, mention, text)
        if grounded and (choice.reasons[0] == "body" or self._shared.has(entity, mention, context)):
            return choice
        return _open(choice, entity.id, *choice.others)

    def _is_other(self, entity: Entity, mention: Mention, context: Context, text: str) -> bool:
        """Whether the words around a name say that it is a part of another, or a namesake's."""
        if (text[mention.start : mention.end].istitle() and _is_acronym(entity)) or is_cut_latin(mention, text):
            return True
        if entity.id.startswith("person:"):
            return self._houses.is_other(entity, mention, text) or not self._namesakes.has(
                entity, mention, context, text
            )
        return entity.id.startswith((_STATE, "place:")) and is_surname(mention, text)

    def _outlet(self, entity: Entity, choice: Choice, settled: tuple[Entity | None, tuple[str, ...]]) -> Choice:
        found, told = settled
        if found is None:
            return _open(choice, *told)
        return choice if found is entity else self._chosen(found, 0.9, *told)

    def _chosen_for(self, mention: Mention, context: Context, text: str) -> Choice:
        known = [self._entities[c] for c in mention.candidates if c in self._entities]
        told = [entity for entity in known if entity.id in context.named]
        if len(told) == 1 and len(known) > 1:
            return self._chosen(told[0], 0.9, "alias", "named in full in the article")
        if mention.head_end is not None and len(known) > 1:
            head = fold_word(text[mention.start : mention.head_end]).strip()
            is_state = head.removeprefix(_ARTICLE) in self._states
            known = [e for e in known if e.id.startswith(_STATE) == is_state] or known
        bodies = [c.removeprefix(_BODY) for c in mention.candidates if c.startswith(_BODY)]
        if bodies:
            return self._body(bodies[0], known, context.told(mention, in_office=self._is_in_office(mention, text)))
        if mention.kind == "person" and len(known) == 1 and self._is_foreign(known[0], mention):
            return self._chosen(known[0], 0.3, "alias", "role of another country")._replace(
                entity_id=None, name=None, others=(known[0].id,)
            )
        listed = self._listed(known, mention, context)
        if listed is not None:
            return self._chosen(listed, 0.85, "alias", "named among places of its kind")
        return self._among(known, context) if known else Choice(None, None, None, 0.5, ("name",))

    def _listed(self, known: Sequence[Entity], mention: Mention, context: Context) -> Entity | None:
        """Of a country and a city of one name, the one that is named in a list of countries, or of cities."""
        states = [entity for entity in known if entity.id.startswith(_STATE)]
        beside = [m.candidates[0] for m in context.listed(mention) if len(m.candidates) == 1]
        if len(states) != 1 or len(known) < 2 or not beside:
            return None
        kinds = {candidate.startswith(_STATE) for candidate in beside}
        if kinds == {False}:
            cities = [e for e in known if e.weight >= LARGE and e.id.startswith(GEONAMES)]
            return cities[0] if len(cities) == 1 and cities[0].country != states[0].country else None
        return states[0] if kinds == {True} else None

    def _is_in_office(self, mention: Mention, text: str) -> bool:
        """Whether a word for an office stands right before a body ("the deputy of the head of ...")."""
        word = fold_word(word_before(mention, text))
        return any(word.removeprefix(lead) in self._office_words for lead in ("", *_LEADS))

    def _is_foreign(self, person: Entity, mention: Mention) -> bool:
        """Whether the role that a person is given is of other countries alone."""
        words = (w for w in fold_word(mention.role or "").split() if w not in self._names)
        found = {self._nationality.get(word.removeprefix(_ARTICLE)) for word in words} - {None}
        return bool(found) and person.country not in (*found, "-", "INT")

    def _among(self, known: Sequence[Entity], context: Context) -> Choice:
        if len(known) == 1:
            return self._chosen(known[0], 0.95, "alias")
        ranked = sorted(known, key=lambda e: (-self._meant(e, context), -e.weight, e.id))
        best, second = ranked[0], ranked[1]
        others = tuple(entity.id for entity in ranked[1:4])
        larger = max(known, key=lambda e: e.weight)
        elsewhere = [e for e in known if context.weight(e.country) > context.weight(larger.country)]
        near = any(e.country in self._region or e.weight >= LARGE for e in elsewhere)
        by_size = not (elsewhere and (near or larger.id.startswith("country:")))
        if larger.id.startswith(GEONAMES) and larger.weight > _VASTLY * max(
            1.0, *(e.weight for e in known if e is not larger)
        ):
            return self._chosen(larger, 0.8, "alias", "meant far more often")
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
        far = best.id.startswith(GEONAMES) and best.country not in self._region
        return far and larger.weight > _FAR_MORE * max(1.0, best.weight)

    def _meant(self, entity: Entity, context: Context) -> int:
        return 0 if entity.id.startswith("country:") and entity.weight < 0 else context.weight(entity.country)

    def _chosen(self, entity: Entity, score: float, *reasons: str) -> Choice:
        return Choice(entity.id, entity.name, entity.country, score, reasons)

    def _body(self, body: str, known: Sequence[Entity], told: str | None) -> Choice:
        """The body of the country that is stated, else of the one that the article speaks of; `known` bear its name."""
        name, _, stated = body.partition("@")
        code = stated or told
        reasons = ("body", "country stated") if stated else ("body", "country of the article")
        if code is None or code not in self._countries:
            return Choice(None, None, None, 0.4, ("body",), tuple(entity.id for entity in known[:3]))
        score = 0.9 if stated else 0.6
        row = next((e for e in known if e.country == code), None) or self._row(name, code)
        if row is not None:
            return self._chosen(row, score, *reasons)
        return Choice(body_id(name, code), f"{name} of {self._countries[code].name}", code, score, reasons)

    def _row(self, name: str, code: str) -> Entity | None:
        """The row that is the body of a country: a name of the body with the country's adjective."""
        if (name, code) not in self._found:
            told = (
                f"{alias} {_ARTICLE}{fold_word(adjective)}{ending}"
                for alias in self._bodies.get(name, ())
                for adjective in self._countries[code].adjectives
                for ending in _ENDINGS
            )
            self._found[name, code] = next((self._rows[t] for t in told if t in self._rows), None)
        found = self._found[name, code]
        return self._entities[found] if found else None


def _is_acronym(entity: Entity) -> bool:
    """Whether the Latin names of an entity are initials alone ("WHO"), which the word "Who" is not."""
    latin = [alias for alias in (*entity.aliases, *entity.shorts) if alias.isascii()]
    return bool(latin) and all(alias.isupper() for alias in latin)


def _open(choice: Choice, *others: str) -> Choice:
    """A choice that nothing settles; `others` are those that the name may mean."""
    return choice._replace(entity_id=None, name=None, country=None, score=0.3, others=others)
