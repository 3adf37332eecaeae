"""Figures of a measure that can be drawn together, in the stretches that may be joined, and their holes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ledstjarna.model.outcome import Outcome
from ledstjarna.model.times import Period


@dataclass(frozen=True, slots=True)
class OtherLength:
    """Figures for periods of another length (``months`` as of ``length_of``), in the stretches that may be joined."""

    months: int
    runs: tuple[tuple[Outcome, ...], ...]

    @property
    def told(self) -> tuple[Outcome, ...]:
        """All of them, in order."""
        return tuple(entry for run in self.runs for entry in run)


@dataclass(frozen=True, slots=True)
class Series:
    """Figures for periods of one length, one for each last day, in order.

    ``told`` are measured, ``runs`` are the same in the stretches that may be joined: split where a period is missing or withheld
    and where the definition changed. ``gaps`` are the periods on either side of what is missing. ``left_out`` counts the figures
    for periods of other lengths, ``step`` is how many days usually pass between two. ``others`` are these figures by their length, those
    of the longest periods first; forecasts are not among them.
    """

    told: tuple[Outcome, ...]
    forecasts: tuple[Outcome, ...]
    withheld: tuple[Outcome, ...]
    runs: tuple[tuple[Outcome, ...], ...]
    gaps: tuple[tuple[Period, Period], ...]
    breaks: tuple[datetime.date, ...]
    left_out: int
    step: int
    others: tuple[OtherLength, ...] = ()

    @property
    def first(self) -> Outcome:
        """The first figure that the last can be compared with: since the definition last changed."""
        return next(entry for entry in self.told if not self.breaks or entry.period.end >= self.breaks[-1])

    @property
    def forecast(self) -> Outcome | None:
        """The forecast, where there is no other: several are not told one by one."""
        return self.forecasts[0] if len(self.forecasts) == 1 else None
