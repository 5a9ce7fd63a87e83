"""Small annotated articles in our own words, for tests of digests and grouping."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from marsad.records import Article, Block, Credit, Link, Mention, Period, Publication, Record, Time
from marsad.stage import Annotated, Layers

FIRST = dt.date(2024, 3, 2)
"""A Saturday."""


def page(name: str, headline: str, text: str, day: int | None = 0, **more: object) -> Annotated:
    """An article of one paragraph a line, published `day` days after the first; `names` are words and entities."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    records: list[Record] = [
        Block(
            id=f"{name}.b{n}",
            article_id=name,
            made_by="t",
            start=start,
            end=start + len(line),
            kind="paragraph",
            reason="prose",
        )
        for n, (start, line) in enumerate(zip(starts, lines, strict=True))
    ]
    records += [Credit(id=f"{name}.c", article_id=name, made_by="t", kind="headline", text=headline, evidence="")]
    records += [
        Credit(
            id=f"{name}.o", article_id=name, made_by="t", kind="outlet", text=str(more.get("outlet", name)), evidence=""
        )
    ]
    records += [published(name, day, more.get("weekday"))]
    records += list(named(name, text, more.get("names", ())))  # type: ignore[arg-type]
    records += list(timed(name, text, more.get("times", ())))  # type: ignore[arg-type]
    return Annotated(Article(id=name, page=name, path=name, text=text, language="ara"), Layers(records))


def published(name: str, day: int | None, weekday: object = None) -> Publication:
    """The publication so many days after the first, or what is known of its weekday."""
    period = None if day is None else Period.day(FIRST + dt.timedelta(day))
    known = weekday if isinstance(weekday, int) else None
    return Publication(
        id=f"{name}.p", article_id=name, made_by="t", basis="given", evidence="", period=period, weekday=known
    )


def named(name: str, text: str, names: Sequence[tuple[str, str]]) -> Sequence[Record]:
    """A mention and a link for each (words, entity id), at their first place."""
    records: list[Record] = []
    for words, entity in names:
        at = text.index(words)
        mention = f"{name}.m{at}"
        kind = "person" if entity.startswith("person:") else "organization"
        records.append(Mention(id=mention, article_id=name, made_by="t", start=at, end=at + len(words), kind=kind))
        records.append(
            Link(
                id=f"{mention}.l",
                article_id=name,
                made_by="t",
                mentions=(mention,),
                kind=kind,
                name=words,
                score=1.0,
                verdict="same",
                entity_id=entity,
            )
        )
    return records


def timed(name: str, text: str, times: Sequence[tuple[str, str, int | None]]) -> Sequence[Record]:
    """A time for each (words, value, day after the first or None where it is not settled)."""
    return [
        Time(
            id=f"{name}.t{n}",
            article_id=name,
            made_by="t",
            start=text.index(words),
            end=text.index(words) + len(words),
            kind="point",
            anchor="publication",
            value=value,
            shape="near",
            period=None if day is None else Period.day(FIRST + dt.timedelta(day)),
        )
        for n, (words, value, day) in enumerate(times)
    ]
