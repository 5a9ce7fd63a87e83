"""Weighs the evidence: a day that its witnesses agree on, or the reason why there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from marsad.intake.publication.evidence import Candidate, Evidence, Manner
from marsad.records import Period

Code: TypeAlias = Literal["date-ambiguous", "date-conflict"]

STRONG: tuple[Manner, ...] = ("json-ld", "opengraph", "meta", "url", "labelled", "opening", "between")
"""Witnesses that may speak against one another, the most telling first."""
WEAK: tuple[Manner, ...] = ("stamped", "above", "below")
"""Witnesses that are believed where nothing speaks against them.

A day with the hour of the last change behind it ("stamped") is believed only where the lede names its weekday or that
of the day before: one and the same text was seen under stamps of 4 and of 28 August, published on the 3rd.
"""
MUTE: tuple[Manner, ...] = ("doubtful", "clock")
"""Witnesses that are believed only where the weekday of "today" is theirs.

The day of a later change ("updated") is none: on 3,533 pages of BBC Arabic (2009-10) that print nothing else it is the
day of publication in 74 of 100, the next in 18, a later one in 8; and in 84 of 100 where the text calls its weekday
today's, for the text changes with it.
"""


class Verdict(NamedTuple):
    """The day decided on with the candidate that says so, or a code and what was met."""

    candidate: Candidate
    period: Period | None
    code: Code | None = None
    message: str = ""


def decide(evidence: Evidence) -> Verdict | None:
    """The day of publication, or what kept it from being settled; None where nothing speaks of it."""
    return _Court(evidence).decide()


class _Court:
    """The candidates by manner, and the weekdays on which the text says that it was written."""

    def __init__(self, evidence: Evidence) -> None:
        self._weekdays = {pair.written_on for pair in evidence.near}
        self._candidates = evidence.candidates
        self._lede = evidence.lede

    def decide(self) -> Verdict | None:
        given = self._of("given")
        if given:
            return self._settle(given[0])
        for manner in STRONG + WEAK:
            group = self._of(manner)
            if group:
                return self._borne_out(self._lead(group))
        return self._mute()

    def _borne_out(self, verdict: Verdict) -> Verdict:
        """A stamped day only where the lede speaks of it or of the day before."""
        if verdict.period is None or verdict.candidate.manner != "stamped":
            return verdict
        day = verdict.period.start.weekday()
        if {day, (day - 1) % 7} & (self._lede | self._weekdays):
            return verdict
        met = "the day of a later change, which the lede does not bear out"
        return Verdict(verdict.candidate, None, "date-ambiguous", f"{met}; wanted the day of publication")

    def _of(self, *manners: Manner) -> list[Candidate]:
        return [candidate for candidate in self._candidates if candidate.manner in manners]

    def _lead(self, group: Sequence[Candidate]) -> Verdict:
        """Hear the first witnesses that there are, then those who speak against them."""
        verdicts = [self._settle(candidate) for candidate in group]
        settled = [verdict for verdict in verdicts if verdict.period is not None]
        if not settled:
            return verdicts[0]
        best = max(settled, key=lambda verdict: self._support(_start(verdict)))
        rivals = {_start(verdict) for verdict in settled} | self._strong_days()
        rivals = {day for day in rivals if abs((day - _start(best)).days) > 1}
        if rivals:
            return self._against(best, rivals)
        return self._on_weekday(best)

    def _against(self, best: Verdict, rivals: set[dt.date]) -> Verdict:
        stronger = max(rivals, key=self._support)
        if self._support(stronger) < self._support(_start(best)):
            return best
        if self._support(stronger) > self._support(_start(best)):
            return next(v for c in self._of(*STRONG) if (v := self._settle(c)).period and _start(v) == stronger)
        return _conflict(best.candidate, f"{_start(best)} here, {stronger} elsewhere on the page")

    def _on_weekday(self, best: Verdict) -> Verdict:
        """Check the day with the weekday of "today"; of two days side by side, take the one that it names."""
        if not self._weekdays or _start(best).weekday() in self._weekdays:
            return best
        for candidate in self._of(*STRONG):
            other = self._settle(candidate)
            if other.period is not None and _start(other).weekday() in self._weekdays:
                return other
        off = min(_apart(_start(best).weekday(), weekday) for weekday in self._weekdays)
        if (off <= 1 and best.candidate.manner in STRONG) or self._support(_start(best)) > 1:
            return best
        return _conflict(best.candidate, f"{_start(best)} is not the weekday that the text calls today's")

    def _mute(self) -> Verdict | None:
        """A day of the page's clock: only where the text was written on it."""
        for candidate in self._of(*MUTE):
            fitting = [p for p in candidate.readings if p.start.weekday() in self._weekdays]
            if len(fitting) == 1:
                return Verdict(candidate, fitting[0])
        heard = self._of("updated", *MUTE)
        if not heard:
            return None
        if heard[0].manner == "doubtful":
            return _conflict(heard[0], "the weekday beside the date is not its own")
        told = "only the day of a later change" if heard[0].manner == "updated" else "only a date in the page's header"
        return Verdict(heard[0], None, "date-ambiguous", f"{told}; wanted the day of publication")

    def _settle(self, candidate: Candidate) -> Verdict:
        """One reading of a candidate: the only one, that of today's weekday, or that which another witness shares."""
        readings = candidate.readings
        if len(readings) > 1:
            readings = tuple(p for p in readings if p.start.weekday() in self._weekdays)
        if len(readings) != 1:
            others = {p for c in self._candidates if len(c.readings) == 1 for p in c.readings}
            readings = tuple(p for p in candidate.readings if p in others)
        if len(readings) == 1:
            return Verdict(candidate, readings[0])
        days = ", ".join(str(period.start) for period in candidate.readings)
        return Verdict(candidate, None, "date-ambiguous", f"may be any of {days}; nothing on the page settles it")

    def _support(self, day: dt.date) -> int:
        """How many kinds of witness name the day; the weekday of "today" is one."""
        manners = {
            candidate.manner
            for candidate in self._candidates
            if any(period.start == day for period in candidate.readings) and candidate.manner != "clock"
        }
        return len(manners) + (day.weekday() in self._weekdays)

    def _strong_days(self) -> set[dt.date]:
        return {c.readings[0].start for c in self._of(*STRONG) if len(c.readings) == 1}


def _start(verdict: Verdict) -> dt.date:
    assert verdict.period is not None  # noqa: S101
    return verdict.period.start


def _apart(one: int, other: int) -> int:
    return min((one - other) % 7, (other - one) % 7)


def _conflict(candidate: Candidate, met: str) -> Verdict:
    return Verdict(candidate, None, "date-conflict", f"{met}; wanted days that agree")
