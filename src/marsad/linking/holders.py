"""Offices that stand for their holder: the person to whom the article gives the office, else whom the lists know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from marsad.arabic.orthography import fold_word
from marsad.arabic.tokens import tokenize
from marsad.lexicon.knowledge import Country, Entity, Office
from marsad.linking.choosing import Choice
from marsad.linking.context import adjectives
from marsad.linking.cut_names import is_followed_by_name
from marsad.records import Mention

_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"


class Holders:
    """Finds who holds an office."""

    def __init__(
        self, offices: Sequence[Office], countries: Mapping[str, Country], entities: Mapping[str, Entity]
    ) -> None:
        self._entities = entities
        self._adjectives = adjectives(countries)
        self._names = {fold_word(name): code for code, country in countries.items() for name in country.names}
        self._held: dict[tuple[frozenset[str], str], list[Office]] = {}
        for office in offices:
            self._held.setdefault((_words(office.office), office.country), []).append(office)

    def settled(
        self, mentions: Sequence[Mention], choices: Sequence[Choice], day: dt.date | None, text: str = ""
    ) -> list[Choice]:
        """The choices, those of offices in a text replaced by their holder's where that is known."""
        told = [(_words(m.role or ""), index) for index, m in enumerate(mentions) if m.role and not m.office]
        return [
            self._holder(mention, told, (mentions, choices), (day, text)) if mention.office else choice
            for mention, choice in zip(mentions, choices, strict=True)
        ]

    def _holder(
        self,
        mention: Mention,
        told: Sequence[tuple[frozenset[str], int]],
        known: tuple[Sequence[Mention], Sequence[Choice]],
        written: tuple[dt.date | None, str],
    ) -> Choice:
        words = _words(mention.key)
        mentions, choices = known
        for role, index in told:
            if words <= role and len(words) > 1:
                holder = choices[index]
                name = holder.name or mentions[index].key
                return holder._replace(name=name, score=0.7, reasons=("office", "role stated in the article"))
        day, text = written
        listed = self._listed(words, day)
        if listed is not None and is_followed_by_name(mention, text, self._entities[listed.entity_id or ""]):
            listed = None
        return listed or Choice(None, None, self._country(words), 0.5, ("office",))

    def _listed(self, words: frozenset[str], day: dt.date | None) -> Choice | None:
        country = self._country(words)
        if country is None or day is None:
            return None
        bare = frozenset(w for w in words if w not in self._adjectives and w not in self._names)
        holders = [o for o in self._held.get((bare, country), ()) if _held_on(o, day)]
        persons = {office.person for office in holders}
        entity = self._entities.get(persons.pop()) if len(persons) == 1 else None
        if entity is None:
            return None
        return Choice(entity.id, entity.name, country, 0.6, ("office", f"held on {day}"))

    def _country(self, words: frozenset[str]) -> str | None:
        return next((c for w in sorted(words) if (c := self._adjectives.get(w) or self._names.get(w))), None)


def _words(text: str) -> frozenset[str]:
    words = (token.text for token in tokenize(fold_word(text)) if token.kind == "word")
    return frozenset(word.removeprefix(_ARTICLE) if len(word) > 4 else word for word in words)


def _held_on(office: Office, day: dt.date) -> bool:
    """Whether an office was held on a day, to the precision with which its span is known; open ends hold."""
    written = day.isoformat()
    started = office.start != "-" and office.start <= written[: len(office.start)]
    return started and (office.end == "-" or written[: len(office.end)] <= office.end)
