"""What is known of how an indicator or a goal stands: the facts that ``status`` works out and pages and data print."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from ledstjarna.derive.expected_way import ExpectedWay
from ledstjarna.derive.growth import Growth
from ledstjarna.derive.lengths import EVERY_LENGTH, Comparable
from ledstjarna.derive.obligations import NOTHING_OWED, Calendar, Owed
from ledstjarna.derive.rounding import AS_WRITTEN, Rounding
from ledstjarna.derive.runs import Series
from ledstjarna.derive.status_names import ProgressStatus, ReportingStatus
from ledstjarna.model.goal import Baseline, Goal, Indicator, Target
from ledstjarna.model.outcome import Comparison, ComparisonValue, Outcome, Outcomes, SeriesEnd
from ledstjarna.model.settings import Thresholds
from ledstjarna.model.times import Period

Course = Literal["path", "level", "pace", "compare", "improve", "done_by"]

# Why nothing could be judged although there is an outcome and a target.
Unjudged = Literal[
    "other_length",
    "redefined",
    "before_baseline",
    "before_period",
    "no_baseline",
    "no_direction",
    "no_growth",
    "waiting_for_comparison",
    "date_passed",
]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the judging of one goal's indicators has in common."""

    goal: Goal
    period: Period | None
    outcomes: Outcomes
    calendar: Calendar
    method: str
    thresholds: Thresholds
    as_of: datetime.date

    def series_end(self, indicator: Indicator) -> SeriesEnd | None:
        """Where the outcomes say that an indicator is no longer measured."""
        return next((entry for entry in self.outcomes.series_ended if entry.indicator == indicator.id), None)

    def could_be_told(self, day: datetime.date) -> bool:
        """Whether the body already published its own outcomes on this site on a day."""
        return self.calendar.begins is not None and self.calendar.begins <= day


@dataclass(frozen=True, slots=True)
class Aim:
    """A target with the day it must be reached and the period it runs through."""

    target: Target
    day: datetime.date | None
    period: Period | None


@dataclass(frozen=True, slots=True)
class IndicatorStanding:
    """How one indicator stands. None is always "not known", never zero.

    ``share`` and ``expected`` are shares of the way, exact and not clamped; ``way`` tells what should be gone on any day. ``progress``
    is the method's own figure: on a straight line the same as ``share``, by growth rates their ratio, which ``growth`` explains.
    ``start`` is the baseline, or what such a method takes for one. ``level_now`` is the level that ``judged_on`` was held against (a
    pace's level at that date, a comparison's value). ``comparable`` says how long a stretch of time a figure must cover to be judged,
    and ``not_compared`` is the newest figure where that is another. ``day_passed``: the target's day has, without closing it.
    ``aims`` are all targets in the order of their days, ``aim`` the one that applies. ``series`` are the figures that can be drawn
    together, and ``rounding`` is how its figures are told, wherever they are. ``unseen`` is what falls due after the judged outcome and is
    not here, whether the body reports here or not; it is asked for an open verdict alone.
    """

    indicator: Indicator
    reporting_status: ReportingStatus
    method: str = "linear-1"
    progress_status: ProgressStatus | None = None
    course: Course | None = None
    aims: tuple[Aim, ...] = ()
    aim: Aim | None = None
    latest: Outcome | None = None
    judged_on: Outcome | None = None
    comparison: Comparison | None = None
    comparator: ComparisonValue | None = None
    level_now: Fraction | None = None
    progress: Fraction | None = None
    share: Fraction | None = None
    growth: Growth | None = None
    start: Baseline | None = None
    expected: Fraction | None = None
    way: ExpectedWay | None = None
    percent: int | None = None
    closed: bool = False
    day_passed: bool = False
    comparable: Comparable = EVERY_LENGTH
    not_compared: Outcome | None = None
    awaiting_final: bool = False
    owed: Owed = NOTHING_OWED
    unseen: Owed = NOTHING_OWED
    unjudged: Unjudged | None = None
    outcomes: tuple[Outcome, ...] = field(default=())
    series: Series | None = None
    rounding: Rounding = AS_WRITTEN

    @property
    def target(self) -> Target | None:
        """The target that applies."""
        return self.aim.target if self.aim else None

    @property
    def gap(self) -> Decimal | None:
        """How far the judged value is from the level or the missed bound; None where it is met or there is no level in figures."""
        return distance_left(self.judged_on.value, self.target, self.level_now) if self.judged_on and self.target else None

    @property
    def is_above(self) -> bool:
        """Whether the judged value, where there is a gap, lies above the level or the bound that it misses."""
        target, judged = self.target, self.judged_on
        if target is None or judged is None or judged.value is None:
            return False
        bound = target.high if target.kind == "between" else target.value
        return target.must_be == "at_most" if bound is None else judged.value > bound


def distance_left(value: Decimal | None, target: Target, level_now: Fraction | None) -> Decimal | None:
    """How much is missing, exactly; None when nothing is, or when the target has no level in figures.

    0 where the level is reached and must be passed (``strict``).
    """
    if value is None:
        return None
    low, high = target.low, target.high
    if target.kind in ("at_least", "at_most", "exactly") and not target.pace:
        low = target.value if target.kind != "at_most" else None
        high = target.value if target.kind != "at_least" else None
    elif target.kind == "zero":
        low = high = Decimal(0)
    elif level_now is not None:
        level = Decimal(level_now.numerator) / Decimal(level_now.denominator)
        low, high = (level, None) if target.must_be == "at_least" else (None, level)
    if low is not None and (value < low or (value == low and target.strict)):
        return low - value
    if high is not None and (value > high or (value == high and target.strict)):
        return value - high
    return None


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """How a goal stands, and how each of its indicators does."""

    goal: Goal
    reporting_status: ReportingStatus
    progress_status: ProgressStatus | None
    indicators: tuple[IndicatorStanding, ...]
    method_verdict: str | None = None
    score: Decimal | None = None
