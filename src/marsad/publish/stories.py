"""Stories and storylines as rows of the contract: what many articles say of one event, and of a subject over months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, BinaryIO, TypeAlias

from marsad.publish import formats
from marsad.publish.entities import folded
from marsad.records import Claim, Contrast, Entry, Origin, Passage, Period, Reuse, Story, Storyline
from marsad.store import Store

Json: TypeAlias = Any

_PERIOD = 'STRUCT("start" DATE, "end" DATE)'
_PASSAGE = 'STRUCT(article_id VARCHAR, "start" BIGINT, "end" BIGINT, "text" VARCHAR)'
_ENTRY = f"STRUCT(id VARCHAR, period {_PERIOD}, kind VARCHAR, text VARCHAR, article_ids VARCHAR[], told_on {_PERIOD})"

STORY_COLUMNS: Mapping[str, str] = {
    "story_id": "VARCHAR",
    "name": "VARCHAR",
    "period": _PERIOD,
    "article_ids": "VARCHAR[]",
    "beside": "VARCHAR[]",
    "entities": "VARCHAR[]",
    "independent": f"STRUCT(id VARCHAR, origin VARCHAR, kind VARCHAR, entity_id VARCHAR, article_ids VARCHAR[],"
    f" evidence {_PASSAGE}[])[]",
    "reuse": "STRUCT(id VARCHAR, article_ids VARCHAR[], kind VARCHAR, earlier VARCHAR, share DOUBLE,"
    ' passages STRUCT(article_id VARCHAR, "start" BIGINT, "end" BIGINT)[])[]',
    "claims": 'STRUCT(id VARCHAR, property VARCHAR, value VARCHAR, low DOUBLE, high DOUBLE, "of" VARCHAR,'
    ' "where" VARCHAR, article_id VARCHAR, "start" BIGINT, "end" BIGINT, "text" VARCHAR, origin VARCHAR,'
    " origin_id VARCHAR, stated_on DATE, background BOOLEAN)[]",
    "contrasts": "STRUCT(id VARCHAR, property VARCHAR, claim_ids VARCHAR[], agreement VARCHAR, reasons VARCHAR[])[]",
    "events": "VARCHAR[]",
}
"""The columns of the table of stories and their types, as DuckDB names them."""

STORYLINE_COLUMNS: Mapping[str, str] = {
    "storyline_id": "VARCHAR",
    "name": "VARCHAR",
    "story_ids": "VARCHAR[]",
    "entries": f"{_ENTRY}[]",
    "follow_ups": f"STRUCT(promised {_ENTRY}, later {_ENTRY}[], outcome VARCHAR, reasons VARCHAR[])[]",
}
"""The columns of the table of storylines and their types."""


class StoryRows:
    """Makes rows of the stories of a store, reading the words behind them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._text = lru_cache(512)(store.text)

    def row(self, story: Story) -> dict[str, Json]:
        """One line of `marsad export stories`; offsets count code points of each article's text."""
        corpus = self._store.corpus
        origins = {origin.id: origin for origin in corpus.told(story.id, Origin)}
        members = set(story.article_ids)
        shared = [reuse for reuse in corpus.reuse_of(story.article_ids) if set(reuse.article_ids) <= members]
        return {
            "story_id": story.id,
            "name": story.name,
            "period": days(story.period),
            "article_ids": list(story.article_ids),
            "beside": list(story.beside),
            "entities": list(story.entities),
            "independent": [self._origin(origin) for origin in origins.values()],
            "reuse": [_reuse(reuse) for reuse in sorted(shared, key=lambda reuse: reuse.id)],
            "claims": [self._claim(claim, origins) for claim in corpus.told(story.id, Claim)],
            "contrasts": [_contrast(contrast) for contrast in corpus.told(story.id, Contrast)],
            "events": list(story.event_ids),
        }

    def words(self, passage: Passage) -> str:
        """The words of a passage on one line; "" where its article is gone."""
        return " ".join((self._text(passage.article_id) or "")[passage.start : passage.end].split())

    def _origin(self, origin: Origin) -> Json:
        return {
            "id": origin.id,
            "origin": origin.origin,
            "kind": origin.kind,
            "entity_id": origin.entity_id,
            "article_ids": list(origin.article_ids),
            "evidence": [_passage(passage) | {"text": self.words(passage)} for passage in origin.evidence],
        }

    def _claim(self, claim: Claim, origins: Mapping[str, Origin]) -> Json:
        origin = origins.get(claim.origin or "")
        named = ("id", "property", "value", "low", "high", "of", "where", "article_id", "start", "end")
        return {name: getattr(claim, name) for name in named} | {
            "text": self.words(Passage(claim.article_id, claim.start, claim.end)),
            "origin": origin and origin.origin,
            "origin_id": claim.origin,
            "stated_on": claim.stated_on and str(claim.stated_on.start),
            "background": claim.background,
        }


def storyline_row(storyline: Storyline) -> dict[str, Json]:
    """One line of `marsad export storylines`; follow-ups hold the entries that they join."""
    entries = {entry.id: _entry(entry) for entry in storyline.entries}
    return {
        "storyline_id": storyline.id,
        "name": storyline.name,
        "story_ids": list(storyline.story_ids),
        "entries": list(entries.values()),
        "follow_ups": [
            {
                "promised": entries.get(follow.promised),
                "later": [entries[name] for name in follow.later if name in entries],
                "outcome": follow.outcome,
                "reasons": list(follow.reasons),
            }
            for follow in storyline.follow_ups
        ],
    }


def matching(stories: Iterable[Story], day: Period | None, entity: str, text: str) -> Iterator[Story]:
    """The stories of some days, about an entity (part of its key), with words in their name; "" for any."""
    wanted, words = folded(entity), folded(text).split()
    for story in stories:
        if day is not None and not (story.period and story.period.start < day.end and day.start < story.period.end):
            continue
        if wanted and not any(wanted in folded(key) for key in story.entities):
            continue
        if all(word in folded(story.name) for word in words):
            yield story


def days(period: Period | None) -> Json:
    """A period as the contract has it: ISO days, the last excluded."""
    return period and {"start": str(period.start), "end": str(period.end)}


def shown_days(period: Period | None) -> str:
    """The day, or the first and the last, for a reader; "" for none."""
    if period is None:
        return ""
    last = period.end - dt.timedelta(1)
    return f"{period.start}" if last == period.start else f"{period.start} \N{EN DASH} {last}"


def write_stories(form: str, store: Store, stream: BinaryIO) -> None:
    """Write the table of stories in one of `formats.FORMATS`, story by story."""
    made = StoryRows(store)
    formats.FORMATS[form]((made.row(story) for story in store.corpus.stories()), STORY_COLUMNS, stream)


def write_storylines(form: str, storylines: Iterable[Storyline], stream: BinaryIO) -> None:
    """Write the table of storylines in one of `formats.FORMATS`."""
    formats.FORMATS[form]((storyline_row(line) for line in storylines), STORYLINE_COLUMNS, stream)


def _reuse(reuse: Reuse) -> Json:
    return {
        "id": reuse.id,
        "article_ids": list(reuse.article_ids),
        "kind": reuse.kind,
        "earlier": reuse.earlier,
        "share": reuse.share,
        "passages": [_passage(passage) for pair in reuse.passages for passage in pair],
    }


def _passage(passage: Passage) -> dict[str, Json]:
    return {"article_id": passage.article_id, "start": passage.start, "end": passage.end}


def _contrast(contrast: Contrast) -> Json:
    return {
        "id": contrast.id,
        "property": contrast.property,
        "claim_ids": list(contrast.claim_ids),
        "agreement": contrast.agreement,
        "reasons": list(contrast.reasons),
    }


def _entry(entry: Entry) -> Json:
    return {
        "id": entry.id,
        "period": days(entry.period),
        "kind": entry.kind,
        "text": entry.text,
        "article_ids": list(dict.fromkeys(passage.article_id for passage in entry.passages)),
        "told_on": days(entry.told_on),
    }
