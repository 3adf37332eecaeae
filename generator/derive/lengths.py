"""A measure, its target and its figures come in; how long a stretch of time a figure must cover to be held against them goes out.

A share, a number of days, an index and whatever is a ``level`` over time may be compared whatever stretch it covers. An amount may only be
held against an amount over as long a stretch.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.derive.rhythm import name_of
from generator.derive.told import told_day
from generator.model.goal import Baseline, Indicator, Target
from generator.model.outcome import Comparison, Outcome
from generator.model.times import Period

_DAY = datetime.timedelta(days=1)
_AMOUNTS = ("count", "SEK", "kSEK", "MSEK")
_YEAR = 12
RHYTHM_MONTHS = {"month": 1, "quarter": 3, "tertial": 4, "half-year": 6, "8-months": 8, "year": 12, "survey": 12}

# What a length comes from, as a sentence may name it.
LengthOf = Literal["baseline", "target", "others"]


@dataclass(frozen=True, slots=True)
class Comparable:
    """Which figures can be held against each other: those of ``months`` (see ``length_of``); of any length where that is None.

    ``agrees`` is false where the baseline and the target's own period differ in length, and so nothing can.
    """

    months: int | None = None
    given_by: LengthOf = "others"
    agrees: bool = True

    def fits(self, period: Period) -> bool:
        """Whether a figure for this period is one of them."""
        return self.agrees and (self.months is None or length_of(period) == self.months)


EVERY_LENGTH = Comparable()


def length_of(period: Period) -> int:
    """How many months long; 0 for a single day, and less than 0 (its days) for what is not whole months."""
    start, end = period.start, period.end
    if start == end:
        return 0
    if start.day == 1 and end.day >= 28 and (after := end + _DAY).day == 1:
        return (after.year - start.year) * 12 + after.month - start.month
    return -period.days


def baseline_length(base: Baseline) -> int:
    """How long a stretch a starting value covers: a mean of years covers one."""
    return _YEAR if base.mean_of else length_of(base.period)


def is_amount(indicator: Indicator) -> bool:
    """Whether its figures are larger for a longer stretch of time."""
    if indicator.over_time:
        return indicator.over_time != "level"
    return indicator.unit in _AMOUNTS or isinstance(indicator.unit, Mapping)


def find_comparable(
    indicator: Indicator, target: Target | None, day: datetime.date | None, comparison: Comparison | None, measured: Sequence[Outcome]
) -> Comparable:
    """Which figures can be held against a target whose day is ``day``; ``measured`` are outcomes without forecasts.

    What counts through a period (``pace``) and what is done or not have rules of their own.
    """
    if not is_amount(indicator) or (target and (target.pace or target.kind == "done_by")):
        return EVERY_LENGTH
    base = baseline_length(indicator.baseline) if indicator.baseline else None
    own = length_of(target.period) if target and target.period and not target.by else None
    if indicator.over_time == "to_date":
        differs = next((name for name, length in (("baseline", base), ("target", own)) if length not in (None, _YEAR)), None)
        return Comparable(_YEAR, "baseline" if base else "target" if own else "others", agrees=differs is None)
    if base is not None:
        return Comparable(base, "baseline", agrees=own in (None, base))
    if own is not None:
        return Comparable(own, "target")
    if comparison and comparison.values and target and target.kind == "compare":
        return Comparable(_longest(value.period for value in comparison.values), "target")
    if indicator.measured:
        return Comparable(max(RHYTHM_MONTHS[name_of(rhythm)] for rhythm in indicator.measured), "others")
    return Comparable(_longest(outcome.period for outcome in _told_in_time(measured, day)), "others")


def _told_in_time(measured: Sequence[Outcome], day: datetime.date | None) -> list[Outcome]:
    """The outcomes told by the day when the first one dated on or after a target's was: later ones never change which length decides."""
    deciding = [told_day(outcome) for outcome in measured if day and outcome.period.end >= day]
    return [outcome for outcome in measured if not deciding or told_day(outcome) <= min(deciding)]


def _longest(periods: Iterable[Period]) -> int | None:
    longest = max(periods, key=lambda period: period.days, default=None)
    return None if longest is None else length_of(longest)
