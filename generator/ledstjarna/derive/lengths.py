"""A measure, its target and its figures come in; how long a stretch of time a figure must cover to be held against them goes out.

A share, a number of days, an index and whatever is a ``level`` over time may be compared whatever stretch it covers. An amount may only be
held against an amount over as long a stretch.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ledstjarna.derive.published import told_day
from ledstjarna.derive.rhythm import name_of
from ledstjarna.model.goal import Indicator, Target
from ledstjarna.model.lengths import YEAR, baseline_length, is_amount, length_of
from ledstjarna.model.outcome import Comparison, Outcome
from ledstjarna.model.times import Period

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
        differs = next((name for name, length in (("baseline", base), ("target", own)) if length not in (None, YEAR)), None)
        return Comparable(YEAR, "baseline" if base else "target" if own else "others", agrees=differs is None)
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
