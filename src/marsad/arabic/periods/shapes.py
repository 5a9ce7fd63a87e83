"""The shapes of expressions of time, as patterns over items.

A pattern is a regular expression whose letters are the names of what an item may be; blanks only part them. Shapes are
tried in the order in which they stand here: of those that begin at one item, the first that fits is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from marsad.arabic.periods import meanings as m
from marsad.arabic.periods.match import Builder

_PART = "(?:(?:part | half) (?:of | prep)*)"
_RELATED = "(?: relation | recent )"
_COUNTED = "the? number month-word? (?:units | unit) | dual | unit one?"
_QUANTITY = f"(?: {_COUNTED} | (?:several | few) (?:units | unit) | units few? )"
_OTHER_NAMES = "(?: (?:slash | open | dash)? a-month close? )*"
_MONTH = f"(?: a-month {_OTHER_NAMES} )"
_SURE_MONTH = f"(?: month {_OTHER_NAMES} )"
_AT = "(?: (?:daypart (?:of | in)?)? day-word? )"
_DAY = "(?: daypart? day-word? (?: near | weekday | monthday | date ) relation? )"
_YEAR = "(?: year4 | year-date )"
_UNDATED = "(?! weekday | near | date | monthday | dated | a-month | year4 | relation | recent )"
_AFTER_IN = "(?<= [ in since until during before after ])"
_AFTER_MONTH = "(?<= [ in from of since until before after during to prep and ])"
_AFTER_YEAR = "(?<= [ in from of since until before after during to prep and event units the-units ])"
_THE = "(?: of | from | in )"

_NO_TIMES = (
    ("quoted name", "quote word? word? (?: near | monthday ) quote", m.nothing),
    ("age", "decade (?:of | from)? age", m.nothing),
    ("nth day", "near ordinal (?! of | from )", m.nothing),
    ("rate", "(?<= in) near (?! same | previous | following | comma | open | weekday )", m.in_a_day),
)
_RANGES = (
    ("years", f"from (?:dual | the-dual | year-word)? {_YEAR} (?:to | and | dash | to and) year-word? {_YEAR}",
     m.year_range),
    ("years to", f"(?:in | during | prep | dual) year-word? {_YEAR} (?:to | dash | to and) year-word? {_YEAR}",
     m.year_range),
    ("years named", f"dual {_YEAR} (?= and)", m.first_year),
    ("year-span", "year4 (?:dash | slash) year4", m.year_range),
    ("days in", f"(?:from | dual) {_DAY} (?:to | and | dash | and to) {_DAY}", m.day_range),
    ("day to day", f"{_DAY} (?:to | and to) {_DAY}", m.day_range),
    ("days of a month", "(?: (?:from | dual) (?:number | ordinal) | ordinal ) (?:to | and | dash)"
     " (?: monthday | date ) relation?", m.days_of_month),
    ("months in", f"(?:from | dual) {_MONTH} (?:to | and | dash) (?: dated | {_MONTH} )", m.month_range),
    ("pair", "dual weekday relation? and weekday relation?", m.two_nights),
)  # fmt: skip
_SETS = (
    ("each", "each (?: number | about )? (?: day-word? (?:weekday | a-weekday) | unit | units | dual )", m.set_of),
    ("weekdays", "(?:units | the-units) weekday", m.set_of),
    ("regularly", "regularly", m.set_of),
)
_DAYS = (
    ("anaphoric day", "daypart? day-word? (?: very near | near (?:same | previous | following) )", m.same_day),
    ("weekday near", f"{_AT} weekday open near close", m.near),
    ("near", "(?:daypart prep?)? day-word? near (?: comma? (?:open | quote)? weekday (?:close | quote)? )? daypart?",
     m.near),
    ("date", f"{_AT} date", m.date),
    ("monthday", f"{_AT} monthday a-month? (?: relation | (?:of | from) this? the-unit relation? )?", m.monthday),
    ("hijri day", "day-word? (?:weekday comma?)? (?:number | ordinal) (?:of | from)?"
     " (?: month-word? a-month | season ) relation?", m.hijri_day),
    ("day of month", "day-word? (?: (?:number | ordinal) (?:of | from) (?:this | very)? the-unit"
     " (?: relation | same | previous | following )? )", m.day_of_month),
    ("day of this month", "(?: day-word | (?<= in) ) number relation", m.day_of_month),
    ("night", "daypart day-word? weekday (?:dash | slash | to | and | open)? weekday close?", m.two_nights),
    ("weekday", f"{_AT} weekday (?: relation | {_THE} this? the-unit relation )?", m.weekday),
)  # fmt: skip
_WHOLES = (
    ("part of date", f"{_PART} (?:month-word | year-word)? (?: dated | year-date )", m.date),
    ("first months", f"the-units number first-n {_THE} (?: dated | year-date )", m.date),
    ("first months now", f"the-units number first-n {_THE} this? the-unit relation?", m.the_unit),
    ("dated", "(?: a-month open? )? dated | year-date", m.date),
    ("season", f"{_PART}? (?: this season (?! relation | the-unit ) | this? season"
     " (?: relation | year4 | (?:of | in | prep)? year-date | this? the-unit relation? ) )", m.season),
    ("part of season", f"{_PART} season", m.season),
    ("month of", f"{_PART}? month-word? {_MONTH} (?: relation | {_THE}? the-unit relation | {_THE}? comma? year4 )",
     m.month),
    ("anaphoric month", f"month-word? {_MONTH} {_THE} the-unit (?: same | previous | following )",
     m.month_named_before),
    ("part of month", f"{_PART} month-word? {_MONTH}", m.month),
    ("month named", f"month-word {_MONTH}", m.month),
    ("part of year", f"{_PART} year-word? year4", m.year),
    ("decade", f"{_PART}? decade (?: (?:of | from)? the-unit (?:ordinal | relation)? )?", m.decade),
    ("century", f"{_PART}? the-unit ordinal", m.century),
    ("anaphoric", f"{_PART}? (?: the-unit (?:same | previous | following) | very the-unit | this the-unit same )",
     m.anaphor),
    ("this", f"{_PART}? (?: this the-unit relation? | the-unit relation )", m.the_unit),
    ("part of the", f"{_PART} the-unit", m.the_unit),
    ("month", f"{_AFTER_MONTH} {_SURE_MONTH}", m.month),
    ("month in", f"{_AFTER_IN} in-month", m.month),
    ("feast", f"(?: {_PART} | {_AFTER_IN} ) feast", m.season),
    ("year", f"{_AFTER_YEAR} year-word? year4 (?! units | unit | number | close )", m.year),
)  # fmt: skip
_QUANTITIES = (
    ("stretch", f"(?:during | last-n | about)* (?: the-units the? number {_RELATED} | the-units few? {_RELATED}"
     f" | the? number (?:units | unit) {_RELATED} | the-dual {_RELATED} | few? units {_RELATED} | dual {_RELATED} )",
     m.stretch),
    ("last few", "last-n (?: number (?:units | unit) | dual )", m.stretch),
    ("ago", f"(?:before | after | since) (?:about | over)* {_QUANTITY} {_UNDATED} and-half? ago?", m.ago),
    ("for", f"for prep? (?:about | over)* {_QUANTITY} {_UNDATED}", m.duration),
    ("within", f"during (?:about | over)* (?: number (?:units | unit) | dual | unit one ) {_UNDATED}", m.duration),
    ("clock", "clock (?: time | number | hour ) and-half? (?:am | pm)? (?:open? zone close?)?", m.clock),
    ("clock zone", "time (?:am | pm)? open? zone close?", m.clock),
)  # fmt: skip

SHAPES = (*_NO_TIMES, *_RANGES, *_SETS, *_DAYS, *_WHOLES, *_QUANTITIES)
"""Name, pattern, and what gives the meaning."""

_NAME = re.compile(r"[a-z](?:[a-z0-9]|-(?=[a-z0-9]))+")
_CHOICE = re.compile(r"\[([^\]]*)\]")


class Shape(NamedTuple):
    """A shape made ready: its name, its pattern over the signs of items, and what gives the meaning."""

    name: str
    pattern: str
    builder: Builder


def compile_shapes(signs: Callable[[str], str]) -> Iterator[Shape]:
    """The shapes in order; `signs` gives the signs (characters) of all items that may be of a kind."""
    for name, pattern, builder in SHAPES:
        choices = _CHOICE.sub(lambda found: f"[{''.join(signs(kind) for kind in found[1].split())}]", pattern)
        named = _NAME.sub(lambda found: f"[{signs(found[0])}]", choices)
        yield Shape(name, named.replace(" ", ""), builder)
