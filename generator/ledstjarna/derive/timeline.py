"""Days come in; where they lie from left to right, and which years or months are written below, goes out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from ledstjarna.derive.runs import Series
from ledstjarna.model.lengths import length_of
from ledstjarna.model.times import Period

ROOM = 40  # what a written year or month takes, with the space to the next
_PAD = 8
_WIDEST = 40
_EVERY = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A scale of days from ``left`` to ``right``: how wide a column is, 0 where there are none, and where years begin."""

    left: int
    right: int
    first: datetime.date
    last: datetime.date
    pad: int
    column: int
    years: tuple[int, ...] = ()

    def place(self, day: datetime.date) -> int:
        """Where a day lies; a scale of one day has it in the middle."""
        begin, end, days = self.left + self.pad, self.right - self.pad, (self.last - self.first).days
        if not days:
            return (begin + end) // 2
        place = begin + round((day - self.first).days * (end - begin) / days)
        return place if begin <= place <= end else max(begin, min(end, place))


@dataclass(frozen=True, slots=True)
class TimeLabel:
    """What is written below the scale, and where its middle is: a day's year or month, or the only period there is."""

    x: int
    day: datetime.date
    unit: Literal["year", "month", "period"]


def make_timeline(days: Sequence[datetime.date], *, left: int, right: int, slot: int) -> Timeline:
    """A scale that holds sorted days; ``slot`` is the days between two columns, 0 for a line."""
    first, last = days[0], days[-1]
    if not slot:
        return Timeline(left, right, first, last, _PAD, 0)
    slots = max(1, round((last - first).days / slot) + 1)
    closest = min([slot, *((later - earlier).days for earlier, later in pairwise(days))])
    wide = (right - left) // slots
    column = min(_WIDEST, max(2, wide * 7 * max(closest, slot // 3) // (slot * 10)))
    return Timeline(left, right, first, last, min(max(wide // 2, column // 2 + 3), (right - left) // 2 - 1), column // 2 * 2)


def label_times(line: Timeline, series: Series, within: Period | None) -> tuple[TimeLabel, ...]:
    """Few years, or months where all lies within one year: the first and the last, and some in between with room for each.

    A year is written where its figure stands; where a year has several figures, below the middle of it.
    """
    ends = [entry.period.end for entry in (*series.told, *series.forecasts, *series.withheld)]
    if line.first.year == line.last.year and (len(set(ends)) > 1 or within):
        return _months(line, sorted({*ends, *([within.end] if within else [])}))
    if len(set(ends)) == 1 and line.first == line.last and length_of(series.told[0].period) != 12:
        return (TimeLabel(line.place(ends[0]), ends[0], "period"),)
    return _years(line, series)


def is_yearly(series: Series) -> bool:
    """Whether there is one figure a year at most, always from the same month."""
    return series.step >= 300 and len({entry.period.end.month for entry in series.told}) == 1


def mark_years(line: Timeline, series: Series) -> Timeline:
    """The scale with the places where its years begin, if a year has several figures and they have room."""
    years = range(line.first.year + 1, line.last.year + 1)
    if is_yearly(series) or len(years) * 8 > line.right - line.left:
        return line
    return replace(line, years=tuple(line.place(datetime.date(year, 1, 1)) for year in years))


def _months(line: Timeline, days: Sequence[datetime.date]) -> tuple[TimeLabel, ...]:
    return _spaced([TimeLabel(line.place(day), day, "month") for day in days])


def _years(line: Timeline, series: Series) -> tuple[TimeLabel, ...]:
    years = range(line.first.year, line.last.year + 1)
    if is_yearly(series):
        end = series.told[-1].period.end
        labels = [TimeLabel(line.place(_day(year, end)), _day(year, end), "year") for year in years]
    else:
        labels = [TimeLabel(_middle(line, year), datetime.date(year, 7, 1), "year") for year in years]
    if len(labels) > 1 and (labels[-1].x - labels[0].x) // (len(labels) - 1) >= ROOM:
        return _spaced(labels)
    every = next(every for every in _EVERY if (line.right - line.left) * every >= ROOM * len(years))
    round_years = [label for label in labels[1:-1] if label.day.year % every == 0]
    return _spaced([labels[0], *round_years, labels[-1]])


def _day(year: int, like: datetime.date) -> datetime.date:
    return datetime.date(year, like.month, min(like.day, 28) if like.month == 2 else like.day)


def _middle(line: Timeline, year: int) -> int:
    begins, ends = max(line.first, datetime.date(year, 1, 1)), min(line.last, datetime.date(year, 12, 31))
    return (line.place(begins) + line.place(ends)) // 2


def _spaced(labels: Iterable[TimeLabel]) -> tuple[TimeLabel, ...]:
    """The labels that have room: the last one always, the first one where both fit, and those in between."""
    known = sorted(labels, key=lambda label: label.x)
    kept: list[TimeLabel] = []
    for label in known[:-1]:
        if known[-1].x - label.x >= ROOM and (not kept or label.x - kept[-1].x >= ROOM):
            kept.append(label)
    return (*kept, known[-1])
