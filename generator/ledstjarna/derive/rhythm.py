"""A rhythm comes in; its periods in order, and the day on which each is due, go out.

The third four-month period of a year follows the same rule as the first two.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ledstjarna.model.times import FIRST_YEAR, LAST_YEAR, Period, make_months
from ledstjarna.model.values import EveryNth

# How many months pass between two periods of a rhythm, how many each has, and what sort of period it is.
_SPANS = {
    "month": (1, 1, "month"),
    "quarter": (3, 3, "quarter"),
    "tertial": (4, 4, "tertial"),
    "half-year": (6, 6, "half"),
    "8-months": (12, 8, "range"),
    "year": (12, 12, "year"),
    "survey": (12, 12, "year"),
}
# Days after the period's end, or a day of the year.
_DUE: Mapping[str, str | int] = {
    "month": 30,
    "quarter": 45,
    "tertial": 61,
    "half-year": 61,
    "8-months": 61,
    "year": "04-15",
    "survey": "10-31",
}


_FIRST_DAY, _AFTER_LAST_DAY = datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR + 1, 1, 1)
_FIRST_SURVEY_MONTH = 6  # surveys are asked in spring at the earliest: an earlier day is of the year after


@dataclass(frozen=True, slots=True)
class Beat:
    """One rhythm: from number ``first`` on ``every`` nth of the periods called ``name``; ``rule`` says when they are due."""

    name: str
    every: int
    first: int
    rule: str | int

    def periods(self, begins: datetime.date, ends: datetime.date | None) -> Iterator[Period]:
        """The periods that begin on or after one day and on or before another, in order."""
        number = _number(self.name, begins)
        if _period(self.name, number).start < begins:
            number += 1
        number = max(number + (self.first - number) % self.every, self.first)
        after_last = _number(self.name, _AFTER_LAST_DAY)
        while number < after_last:
            period = _period(self.name, number)
            if ends and period.start > ends:
                return
            yield period
            number += self.every

    def due(self, period: Period) -> datetime.date:
        """When a period's figure is to be told: a survey in the year itself, unless its day is before June; others after the period."""
        if isinstance(self.rule, int):
            return period.end + datetime.timedelta(days=self.rule)
        month, day = _month_and_day(self.rule)
        date = datetime.date(period.end.year, month, day)
        in_its_year = self.name == "survey" and month >= _FIRST_SURVEY_MONTH
        return date if in_its_year or date > period.end else date.replace(year=date.year + 1)

    def newest_due(self, by: datetime.date, ends: datetime.date | None) -> Period | None:
        """The newest period whose figure was due by a day, and that began on or before ``ends``."""
        number = _number(self.name, min(by, ends) if ends else by)
        number -= (number - self.first) % self.every
        while number >= self.first:
            period = _period(self.name, number)
            if self.due(period) <= by and not (ends and period.start > ends):
                return period
            number -= self.every
        return None

    def start_of_all(self, period: Period) -> datetime.date:
        """The first day of the whole stretch that a period closes: of every third year, three years."""
        first = _number(self.name, period.end) - self.every + 1
        return _period(self.name, max(first, _number(self.name, _FIRST_DAY))).start


def name_of(rhythm: str | EveryNth) -> str:
    """What the periods of a rhythm are called; every third year has years."""
    return rhythm.unit if isinstance(rhythm, EveryNth) else rhythm


def is_period_of(period: Period, name: str) -> bool:
    """Whether a stretch of time, however it was written, is one of the periods called ``name``."""
    return _is_period(name, period.start, period.end)


@functools.lru_cache(maxsize=10_000)
def _is_period(name: str, start: datetime.date, end: datetime.date) -> bool:
    return _period(name, _number(name, start)).key == (start, end)


def make_beat(
    rhythm: str | EveryNth,
    due: Mapping[str, str | int],
    *,
    begins: datetime.date,
    base: datetime.date | None,
    earliest_told: datetime.date | None,
) -> Beat:
    """A rhythm with its due days.

    Every nth period is counted from the baseline's day, else from that of the earliest outcome, which is one of them; without
    either the nth from ``begins`` is the first.
    """
    name, every = name_of(rhythm), rhythm.every if isinstance(rhythm, EveryNth) else 1
    rule = due.get(name, _DUE[name])
    earliest = _number(name, _FIRST_DAY)
    if every == 1:
        return Beat(name, 1, earliest, rule)
    if base:
        return Beat(name, every, _number(name, base) + every, rule)
    if earliest_told:
        return Beat(name, every, _number(name, earliest_told), rule)
    first = _number(name, begins)
    first += _period(name, first).start < begins
    return Beat(name, every, first + every - 1, rule)


@functools.lru_cache(maxsize=400)
def _month_and_day(rule: str) -> tuple[int, int]:
    month, day = rule.split("-")
    return int(month), int(day)


def _number(name: str, day: datetime.date) -> int:
    """The number of the period in which a day lies, counted from year 0."""
    return (day.year * 12 + day.month - 1) // _SPANS[name][0]


@functools.lru_cache(maxsize=10_000)
def _period(name: str, number: int) -> Period:
    between, months, kind = _SPANS[name]
    year, month = divmod(number * between, 12)
    return make_months(year, month + 1, month + months, kind)
