"""A period, a starting value or a measure comes in; how long a stretch of time it covers, and whether that matters, goes out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from ledstjarna.model.goal import Baseline, Indicator
from ledstjarna.model.times import Period

_DAY = datetime.timedelta(days=1)
_AMOUNTS = ("count", "SEK", "kSEK", "MSEK")
YEAR = 12


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
    return YEAR if base.mean_of else length_of(base.period)


def is_amount(indicator: Indicator) -> bool:
    """Whether its figures are larger for a longer stretch of time."""
    if indicator.over_time:
        return indicator.over_time != "level"
    return has_unit_of_amounts(indicator)


def has_unit_of_amounts(indicator: Indicator) -> bool:
    """Whether its unit is one that amounts are told in: a count, money or a unit of one's own."""
    return indicator.unit in _AMOUNTS or isinstance(indicator.unit, Mapping)
