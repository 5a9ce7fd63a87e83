"""The words of time from the rows of their lists, under the names by which the grammar knows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from marsad.arabic.numbers.words import THE, Entry
from marsad.arabic.orthography import fold_word
from marsad.arabic.periods.words import Word

LISTS = (
    "near_days", "weekdays", "months", "month_homographs", "day_ordinals", "time_units", "time_relations",
    "time_parts", "day_parts", "seasons", "decades", "time_cues", "not_times", "outlets",
)  # fmt: skip
"""The lists that the grammar reads."""
CUES_ONLY = frozenset({"future", "past", "said", "call", "other", "toward"})
"""Cues that are looked for near a weekday, and are no part of any expression."""

_COUNTS = {"1": "unit", "2": "dual", "many": "units"}
_SINGULAR = {"D": "day-word", "M": "month-word", "Y": "year-word"}


def words_of(lists: Mapping[str, Iterable[Entry]]) -> Iterator[Word]:
    """Every word of the lists, by the name of each list."""
    simple = {
        "near_days": ("near", "form", "days"),
        "weekdays": ("weekday", "form", "weekday"),
        "day_ordinals": ("ordinal", "form", "day"),
        "time_parts": ("part", "form", "part"),
        "day_parts": ("daypart", "form", "part"),
        "not_times": ("none", "form", "form"),
    }
    for name, (kind, form, value) in simple.items():
        yield from (Word(row[form], kind, row[value], row.place) for row in lists[name])
    for row in lists["weekdays"]:
        if row["form"].startswith(THE):
            yield Word(row["form"].removeprefix(THE), "a-weekday", row["weekday"], row.place)
    yield from _months(lists["months"], lists["month_homographs"])
    yield from _units(lists["time_units"])
    yield from _others(lists)
    yield from _outlets(lists["outlets"])


def _months(months: Iterable[Entry], homographs: Iterable[Entry]) -> Iterator[Word]:
    weak = {fold_word(row["form"]): row["after"] for row in homographs}
    for row in months:
        value = ("H" if row["calendar"] == "hijri" else "") + f"--{int(row['month']):02}"
        yield Word(row["form"], "a-month", value, row.place)
        after = weak.get(fold_word(row["form"]))
        if after is None:
            yield Word(row["form"], "month", value, row.place)
        elif after == "yes":
            yield Word(row["form"], "in-month", value, row.place)


def _units(rows: Iterable[Entry]) -> Iterator[Word]:
    for row in rows:
        kind = _COUNTS[row["count"]]
        yield Word(row["form"], kind, row["unit"], row.place)
        yield Word(THE + row["form"], f"the-{kind}", row["unit"], row.place)
        if kind == "unit" and row["unit"] in _SINGULAR:
            yield Word(row["form"], _SINGULAR[row["unit"]], row["unit"], row.place)


def _others(lists: Mapping[str, Iterable[Entry]]) -> Iterator[Word]:
    for row in lists["time_relations"]:
        told = row["relation"]
        numeric = told.lstrip("-").isdigit()
        yield Word(row["form"], "relation" if numeric else told, told, row.place)
    for row in lists["seasons"]:
        sign = "H" if row["calendar"] == "hijri" else ""
        ends = f"--{row['first']}" + (f"/--{row['last']}" if row["last"] != row["first"] else "")
        yield Word(row["form"], "season", sign + ends, row.place)
        if row["sure"] == "yes":
            yield Word(row["form"], "feast", sign + ends, row.place)
    for row in lists["decades"]:
        yield Word(row["form"], "decade", row["decade"], row.place)
        yield Word(THE + row["form"], "decade", row["decade"], row.place)
    for row in lists["time_cues"]:
        if row["cue"] not in CUES_ONLY:
            yield Word(row["form"], row["cue"], row["unit"], row.place)


def _outlets(rows: Iterable[Entry]) -> Iterator[Word]:
    """Names of more than one word: many hold a word of time ("today", "the week")."""
    for row in rows:
        for name in (row["name"], *row["aliases"].split(" | "), *row["credit"].split(" | ")):
            if " " in name:
                yield Word(name, "name", name, row.place)
