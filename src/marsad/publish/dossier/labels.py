"""The words of the pages, in Arabic and English, side by side; the reader's switch hides one of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from markupsafe import Markup

from marsad.lexicon import knowledge, table
from marsad.publish.dossier.marked import plain
from marsad.records import Period, Publication

_BOTH = Markup(
    '<span class="t"><span lang="ar">{}</span><span class="or"> · </span><span lang="en" dir="ltr">{}</span></span>'
)


class Label(NamedTuple):
    """One label in both languages."""

    ar: str
    en: str

    def __html__(self) -> Markup:
        return _markup(self)

    def joined(self) -> str:
        """Both languages in one string, for a title attribute."""
        return self.ar if self.ar == self.en else f"{self.ar} / {self.en}"


@lru_cache(maxsize=4096)
def _markup(label: Label) -> Markup:
    both = Markup("<bdi>{}</bdi>") if label.ar == label.en else _BOTH
    return both.format(*label)


@cache
def _labels() -> dict[str, Label]:
    return {row["key"]: Label(row["ar"], row["en"]) for row in table.load("labels")}


def label(key: str) -> Label:
    """The label of a key that the list must hold."""
    return _labels()[key]


def label_of(room: str, value: str) -> Label:
    """The label of a value from the records; one that the list lacks is shown as it is."""
    return _labels().get(f"{room}.{value}") or Label(plain(value), plain(value))


def with_mode(kind: Label, mode: str) -> Label:
    """The label of a type of event with its mode in brackets, both in one language."""
    told = label_of("mode", mode)
    return Label(*(f"{kind[n]} ({told[n]})" for n in (0, 1))) if mode else kind


def name_label(name: str, entity_id: str | None = None) -> Label:
    """A name as the records have it, beside its usual Arabic one where the knowledge base knows it for sure."""
    known = knowledge.entities().get(entity_id or _ids_of_names().get(name, ""))
    arabic = known.aliases[0] if known and known.aliases and known.name == name else name
    return Label(plain(arabic), plain(name))


@cache
def _ids_of_names() -> dict[str, str]:
    """The ids of names that one entity alone bears."""
    times = Counter(entity.name for entity in knowledge.entities().values())
    return {entity.name: entity.id for entity in knowledge.entities().values() if times[entity.name] == 1}


def tag(language: str) -> str:
    """The BCP 47 tag of an ISO 639-3 code, for a `lang` attribute; "und" where there is none."""
    known = _labels().get(f"tag.{language}")
    return known.en if known else "und"


def day_label(day: dt.date) -> Label:
    """A day in words: weekday, day, month and year."""
    weekday, month = label(f"weekday.{day.weekday()}"), label(f"month.{day.month:02d}")
    return Label(*(f"{weekday[n]} {day.day} {month[n]} {day.year}" for n in (0, 1)))


def month_label(month: str) -> Label:
    """A month ("2022-01") in words."""
    year, number = month.split("-")
    name = label(f"month.{number}")
    return Label(f"{name.ar} {year}", f"{name.en} {year}")


def period_label(period: Period) -> Label:
    """A day in words, or the first and the last day of a longer period."""
    first, last = day_label(period.start), day_label(period.end - dt.timedelta(1))
    if first == last:
        return first
    start, end = label("day.from"), label("day.to")
    return Label(*(f"{start[n]} {first[n]} {end[n]} {last[n]}" for n in (0, 1)))


def publication_label(publication: Publication | None) -> Label:
    """The day of publication in words, or what is known of it."""
    if publication is None or (publication.period is None and publication.weekday is None):
        return label("day.unknown")
    if publication.period is not None:
        return period_label(publication.period)
    known, weekday = label("day.weekday-only"), label(f"weekday.{publication.weekday}")
    return Label(*(f"{known[n]}: {weekday[n]}" for n in (0, 1)))


def iso(period: Period | None) -> str:
    """The day as ISO 8601, or both ends of a longer period, the last day included; "" for none."""
    if period is None:
        return ""
    last = period.end - dt.timedelta(1)
    return f"{period.start}" if last == period.start else f"{period.start}/{last}"
