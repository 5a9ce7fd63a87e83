"""Calendar dates as Arabic writes them: found in any text, with offsets into it, and read as periods.

Reads Gregorian and Hijri months by any name that its tables know, alone or in pairs, digits of three scripts, ordinal
words, numeric forms in both orders, English months, and a weekday beside the date. Hijri dates follow the Umm al-Qura
calendar (hijridate; 1343 to 1500 AH): a place that goes by its own sighting of the moon may be a day off.
"""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias, cast

import msgspec
from hijridate import Hijri

from marsad.arabic.orthography import fold, fold_word
from marsad.records import Period

Calendar: TypeAlias = Literal["gregorian", "hijri"]
Month: TypeAlias = tuple[Calendar, int]
Reading: TypeAlias = tuple[Calendar, int | None, int | None, int | None]

_COMMA = ",\N{ARABIC COMMA}"
_GAP = r"[^\S\n]"
_START, _STOP = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})(?!\d|[.,/]\d)"
_NUMERIC = (
    r"(?<!\d)(?<!\d[./\-])(?P<year>\d{4})(?P<sep>[/\-.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d|[/.\-]\d)",
    rf"(?<!\d)(?<!\d[./\-:,])(?P<day>\d{{1,2}}){_GAP}?(?P<sep>[/\-.\\]){_GAP}?(?P<month>\d{{1,2}}){_GAP}?(?P=sep){_GAP}?{_YEAR}",
)
_SHORT = (
    r"(?<!\d)(?<!\d[./\-:,])(?P<day>\d{1,2})(?P<sep>/)(?P<month>\d{1,2})(?P=sep)(?P<short>\d\d)(?![\d/%]|[.,\-:]\d)"
)
_HIJRI_YEARS = range(1343, 1501)
_GREGORIAN_YEARS = range(1000, 2200)
_CENTURY_TURN = 70
_REACH = 30
_YEAR_ALONE: Sequence[tuple[Calendar, None]] = (("gregorian", None), ("hijri", None))


class DateTables(NamedTuple):
    """The words by which dates are written; each as it is spelt, folded here.

    `words` gives small words by their part: of, year, month (the word "month"), gregorian and hijri (era marks), same
    (before the same day in another calendar), joined (letters that Arabic joins to the next word).
    """

    months: Sequence[tuple[str, Calendar, int]]
    weekdays: Mapping[str, int]
    ordinals: Mapping[str, int]
    words: Mapping[str, Sequence[str]]

    @classmethod
    def of(
        cls,
        months: Iterable[Mapping[str, str]],
        weekdays: Iterable[Mapping[str, str]],
        ordinals: Iterable[Mapping[str, str]],
        words: Iterable[Mapping[str, str]],
    ) -> DateTables:
        """The tables from rows (form, calendar, month), (form, weekday), (form, day) and (form, part)."""
        small: dict[str, list[str]] = {}
        for row in words:
            small.setdefault(row["part"], []).append(row["form"])
        return cls(
            [(row["form"], cast(Calendar, row["calendar"]), int(row["month"])) for row in months],
            {row["form"]: int(row["weekday"]) for row in weekdays},
            {row["form"]: int(row["day"]) for row in ordinals},
            small,
        )


class Parts(NamedTuple):
    """What a date says of itself, None where it says nothing; a numeric date in day-month order where it may be."""

    year: int | None
    month: int | None
    day: int | None


class FoundDate(msgspec.Struct, frozen=True):
    """A date in a text: half-open offsets, weekday included where one stands beside it.

    `readings` are the periods that it may mean, the likelier first; none where a year is not said. `short_year` marks
    a year of two digits. `contradicted` marks a weekday (Monday is 0) that fits no reading.
    """

    start: int
    end: int
    readings: tuple[Period, ...]
    weekday: int | None
    calendar: Calendar
    parts: Parts
    short_year: bool = False
    contradicted: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it names one day, by one reading or several."""
        return self.parts.day is not None and bool(self.readings)


class NearDay(NamedTuple):
    """A weekday paired with a day near that of writing ("yesterday, Saturday"): offsets, distance, weekday."""

    start: int
    end: int
    days: int
    weekday: int

    @property
    def written_on(self) -> int:
        """The weekday of the day of writing."""
        return (self.weekday - self.days) % 7


def resolve_near(written: dt.date, days: int, weekday: int | None) -> dt.date | None:
    """The day that lies so many days from the day of writing.

    A weekday said beside it settles a text that was printed a day later than it was written; None where it is further
    off than that.
    """
    day = written + dt.timedelta(days)
    if weekday is None:
        return day
    named = weekday_near(day, weekday, 0)
    return named if abs((named - day).days) <= 1 else None


def on_weekday(readings: Sequence[Period], weekday: int) -> tuple[Period, ...]:
    """The readings that begin on a weekday (Monday is 0)."""
    return tuple(r for r in readings if r.start.weekday() == weekday)


def weekday_near(day: dt.date, weekday: int, side: Literal[-1, 0, 1]) -> dt.date:
    """The day of that weekday next to `day`: before it (-1), after it (1), or the nearest, `day` included (0)."""
    ahead = (weekday - day.weekday()) % 7
    if side < 0:
        return day + dt.timedelta(ahead - 7)
    if side > 0:
        return day + dt.timedelta(ahead or 7)
    return day + dt.timedelta(ahead if ahead <= 3 else ahead - 7)


def period_of(reading: Reading) -> Period | None:
    """The days of a year, month or day in its calendar; None for a day that is in no calendar (31/2)."""
    calendar, year, month, day = reading
    if year is None:
        return None
    try:
        return (_hijri_period if calendar == "hijri" else _gregorian_period)(year, month, day)
    except (ValueError, OverflowError):
        return None


def _gregorian_period(year: int, month: int | None, day: int | None) -> Period:
    if month is None:
        return Period(dt.date(year, 1, 1), dt.date(year + 1, 1, 1))
    if day is None:
        return Period(dt.date(year, month, 1), _last(year, month) + dt.timedelta(1))
    return Period.day(dt.date(year, month, day))


def _last(year: int, month: int) -> dt.date:
    return dt.date(year, month, gregorian.monthrange(year, month)[1])


def _hijri_period(year: int, month: int | None, day: int | None) -> Period:
    first = Hijri(year, month or 1, day or 1).to_gregorian()
    if day is not None:
        return Period.day(dt.date(first.year, first.month, first.day))
    ends = Hijri(year, month or 12, 1)
    last = Hijri(year, month or 12, ends.month_length()).to_gregorian()
    return Period(dt.date(first.year, first.month, first.day), dt.date(*last.datetuple()) + dt.timedelta(1))


class DateReader:
    """Finds dates in any text by its tables of words."""

    def __init__(self, tables: DateTables) -> None:
        self._months: dict[str, list[Month]] = {}
        for form, calendar, number in tables.months:
            self._months.setdefault(_key(form), []).append((calendar, number))
        self._month = re.compile(_choice(self._months))
        self._weekdays = {_key(form): day for form, day in tables.weekdays.items()}
        self._ordinals = {_key(form): day for form, day in tables.ordinals.items()}
        self._words = {part: [_key(form) for form in forms] for part, forms in tables.words.items()}
        self._weekday_before, self._weekday_after = self._weekday_patterns()
        self._shapes = self._patterns()
        self._needed = re.compile(rf"\d|{_choice(self._ordinals)}", re.IGNORECASE)

    def find(self, text: str) -> Iterator[FoundDate]:
        """Every date in the text, in its order, never overlapping; a date that is in no calendar is passed over."""
        folded = fold(text)
        if not self._needed.search(folded.text):
            return
        shapes = [shape for shape, _ in self._shapes]
        matches = [(m.start(), rank, m) for rank, shape in enumerate(shapes) for m in shape.finditer(folded.text)]
        past = 0
        for start, rank, match in sorted(matches, key=lambda entry: entry[:2]):
            if start < past:
                continue
            before, past = past, match.end()
            found = self._found(match, before, self._shapes[rank][1](match))
            if found is not None:
                begin, end = folded.back(found.start, found.end)
                yield msgspec.structs.replace(found, start=begin, end=end)
                past = max(past, found.end)

    def _found(self, match: re.Match[str], before: int, meant: Sequence[Reading]) -> FoundDate | None:
        told = [(r, period_of(r)) for r in meant]
        valid = [(r, p) for r, p in told if p is not None or (r[1] is None and _could_be(r))]
        if not valid:
            return None
        start, end, weekday = self._with_weekday(match, before) if valid[0][0][3] else (*match.span(), None)
        readings = tuple(dict.fromkeys(_since(match, p) for _, p in valid if p is not None))
        agreeing = readings if weekday is None else on_weekday(readings, weekday)
        calendar, *parts = next((r for r, p in valid if p in agreeing), valid[0][0])
        return FoundDate(
            start,
            end,
            agreeing or readings,
            weekday,
            calendar,
            Parts(*parts),
            short_year="short" in match.groupdict() and match["short"] is not None,
            contradicted=bool(readings) and not agreeing,
        )

    def _with_weekday(self, match: re.Match[str], floor: int) -> tuple[int, int, int | None]:
        before = self._weekday_before.search(match.string, max(floor, match.start() - _REACH), match.start())
        if before:
            return before.start(), match.end(), self._weekdays[before["weekday"].lower()]
        after = self._weekday_after.match(match.string, match.end())
        if after:
            return match.start(), after.end(), self._weekdays[after["weekday"].lower()]
        return *match.span(), None

    def _weekday_patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        weekday = rf"{_START}(?P<weekday>{_choice(self._weekdays)}){_STOP}"
        before = rf"{weekday}{_GAP}*[){_COMMA}:|/\-\N{{EN DASH}}]*{_GAP}*(?:(?:{self._any('same')}){_GAP}*)?$"
        after = rf"{_GAP}*[({_COMMA}|\-\N{{EN DASH}}]{_GAP}*{weekday}\)?"
        return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)

    def _any(self, *parts: str) -> str:
        return _choice([form for part in parts for form in self._words[part]])

    def _patterns(self) -> Sequence[tuple[re.Pattern[str], _Reader]]:
        """Every shape of a date; of those that begin at one place, the first."""
        loose = [form for form in self._words["gregorian"] if len(form) > 1]
        eras, lone = self._any("gregorian", "hijri"), _choice([*loose, *self._words["hijri"]])
        era = rf"(?:{_GAP}*\(?(?P<era>{eras}){_STOP}\)?)?"
        named = self._named_shapes(era)
        numeric = [rf"{y_m_d}{era}" for y_m_d in _NUMERIC]
        years = [
            rf"{self._begin()}(?:{self._any('year')}){_GAP}+\(?{_YEAR}{era}",
            rf"(?<!\d)(?<!\d[.,/\-])(?P<year>\d{{4}}){_GAP}*\(?(?P<era>{lone}){_STOP}\)?",
        ]
        shapes = [(shape, self._numeric) for shape in [*numeric, _SHORT]]
        shapes += [(shape, self._named) for shape in [*named, *years]]
        return [(re.compile(shape, re.IGNORECASE), reader) for shape, reader in shapes]

    def _named_shapes(self, era: str) -> Sequence[str]:
        of = rf"(?:{_GAP}*[{_COMMA}/\-.]?{_GAP}*(?:(?:{self._any('of')}){_GAP}+)?)"
        of_month = rf"{of}(?:(?:{self._any('month')}){_GAP}+)?"
        of_year = rf"{of}(?:(?:{self._any('year')}){_GAP}*)?"
        name = rf"(?:{_choice(self._months)}){_STOP}"
        month = rf"(?P<month>{name}(?:{_GAP}*[/\\(\-|]{_GAP}*{name}(?:{_GAP}*\))?)*)"
        day = rf"(?<!\d)(?<!\d[.,/\-:])(?:(?P<since>\d{{1,2}})[\-\N{{EN DASH}}])?{_DAY}"
        ordinal = rf"{self._begin()}(?P<ordinal>{_choice(self._ordinals)}){_STOP}"
        day_month = rf"(?:{day}|{ordinal}){of_month}{month}"
        return [
            rf"{day_month}{of_year}{_YEAR}{era}",
            rf"{_START}{month}{_GAP}+{_DAY}{_GAP}*[{_COMMA}]?{_GAP}*{_YEAR}{era}",
            day_month,
            rf"{self._begin()}{month}{of_year}{_YEAR}{era}",
        ]

    def _begin(self) -> str:
        """The start of a word, or what follows the one letter that Arabic joins to it ("in", "and")."""
        return rf"(?:{_START}|(?<={_START}[{''.join(self._words['joined'])}]))"

    def _named(self, match: re.Match[str]) -> Sequence[Reading]:
        groups = match.groupdict()
        day = (
            self._ordinals[" ".join(groups["ordinal"].split())] if groups.get("ordinal") else _number(groups.get("day"))
        )
        year = _number(groups.get("year"))
        months = self._months_of(groups["month"]) if groups.get("month") else _YEAR_ALONE
        readings: list[Reading] = [(calendar, year, month, day) for calendar, month in months]
        return [r for r in readings if self._in_era(r, groups.get("era"))]

    def _months_of(self, named: str) -> Sequence[Month]:
        """The months that all names of a pair may mean; where they differ, each is a reading."""
        names = [" ".join(name.split()) for name in self._month.findall(named.lower())]
        shared = set(self._months[names[0]]).intersection(*(self._months[n] for n in names))
        return sorted(shared or {m for n in names for m in self._months[n]})

    def _numeric(self, match: re.Match[str]) -> Sequence[Reading]:
        """Both orders of day and month; only the usual one after a year, between dots, and in a Hijri year."""
        groups = match.groupdict()
        first, second = int(groups["day"]), int(groups["month"])
        year = _century(int(groups["short"])) if groups.get("short") else int(groups["year"])
        orders = [(second, first), (first, second)]
        calendar: Calendar = "hijri" if year in _HIJRI_YEARS else "gregorian"
        year_first = match.start("year" if groups.get("year") else "short") < match.start("day")
        if second <= 12 and (year_first or groups["sep"] == "." or calendar == "hijri"):
            orders = orders[:1]
        readings: list[Reading] = [(calendar, year, month, day) for month, day in orders]
        return [r for r in readings if self._in_era(r, groups.get("era"))]

    def _in_era(self, reading: Reading, era: str | None) -> bool:
        calendar, year, _, _ = reading
        if year is None:
            return calendar == "gregorian"
        if year not in (_HIJRI_YEARS if calendar == "hijri" else _GREGORIAN_YEARS):
            return False
        return era is None or (era in self._words[calendar])


class NearDayReader:
    """Finds weekdays said together with a word for a day near that of writing: "today (Saturday)"."""

    def __init__(self, near: Mapping[str, int], weekdays: Mapping[str, int]) -> None:
        self._near = {_key(form): days for form, days in near.items()}
        self._weekdays = {_key(form): day for form, day in weekdays.items()}
        between = rf"{_GAP}*[{_COMMA}]?{_GAP}*[(\"\N{{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}}]?{_GAP}*"
        pair = rf"{_START}(?P<near>{_choice(self._near)}){between}(?P<weekday>{_choice(self._weekdays)}){_STOP}"
        self._pair = re.compile(pair)

    def find(self, text: str) -> Iterator[NearDay]:
        """Every such pair, in the order of the text."""
        folded = fold(text)
        for match in self._pair.finditer(folded.text):
            days, weekday = self._near[" ".join(match["near"].split())], self._weekdays[match["weekday"]]
            yield NearDay(*folded.back(*match.span()), days, weekday)


_Reader: TypeAlias = Callable[[re.Match[str]], Sequence[Reading]]


def _key(form: str) -> str:
    return fold_word(form).lower()


def _choice(forms: Sequence[str] | Mapping[str, object]) -> str:
    """A pattern for any of the forms, the longest first; a blank in a form stands for any run of blanks."""
    longest = sorted(forms, key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest)


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def _since(match: re.Match[str], period: Period) -> Period:
    """The period, begun earlier where days stand as a span ("10-12 April")."""
    since = match.groupdict().get("since")
    if since is None or not 0 < int(since) < period.start.day:
        return period
    return Period(period.start.replace(day=int(since)), period.end)


def _century(short: int) -> int:
    return short + (2000 if short < _CENTURY_TURN else 1900)


def _could_be(reading: Reading) -> bool:
    """Whether a day without a year is a day of that month in some year."""
    _, _, month, day = reading
    return month is not None and day is not None and 1 <= day <= gregorian.monthrange(2000, month)[1]
