"""A goal's records, the rules in force and a date come in; how each indicator and the goal stand goes out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from generator.derive.by_growth import is_by_growth, judge_by_growth
from generator.derive.calendar import Calendar, find_owed
from generator.derive.growth import TARGET_DAY, judge_goal
from generator.derive.judge import first_done, judge
from generator.derive.standing import (
    PROGRESS_STATUSES,
    REPORTING_STATUSES,
    Aim,
    Circumstances,
    GoalStanding,
    IndicatorStanding,
    ProgressStatus,
    ReportingStatus,
)
from generator.model.goal import Goal, Indicator
from generator.model.outcome import Outcome, Outcomes, SeriesEnd
from generator.model.settings import Thresholds
from generator.model.times import Period

_KIND_ORDER = {"preliminary": 0, "outcome": 1}


def derive_goal_standing(
    goal: Goal,
    outcomes: Outcomes | None,
    *,
    calendar: Calendar,
    period: Period | None,
    method: str,
    thresholds: Thresholds,
    as_of: datetime.date,
) -> GoalStanding:
    """How a goal stands at ``as_of``, by which everything in ``goal`` and ``outcomes`` is published (``as_of.py`` sees to that).

    ``period`` is the goal's own, else its plan's; ``method`` the plan's, else the site's.
    """
    known = outcomes or Outcomes(id=goal.id, agency=goal.agency)
    about = Circumstances(goal, period, known, calendar, method, thresholds, as_of)
    standings = tuple(derive_indicator_standing(indicator, about) for indicator in goal.indicators)
    verdict, score = judge_goal([standing.growth for standing in standings if is_by_growth(standing.indicator, standing.method)])
    return GoalStanding(goal, goal_reporting(standings), goal_progress(standings, goal.judged_by), standings, verdict, score)


def derive_indicator_standing(indicator: Indicator, about: Circumstances) -> IndicatorStanding:
    """How one indicator stands."""
    shown = order_outcomes(about.outcomes.outcomes.get(indicator.id, ()))
    measured = [outcome for outcome in shown if outcome.kind != "forecast"]
    told = [outcome for outcome in measured if outcome.withheld is None]
    method = indicator.method or about.method
    by_growth = is_by_growth(indicator, method)
    aim = choose_aim(indicator, about, _judged_day(indicator, told) or about.as_of, unsaid=TARGET_DAY if by_growth else None)
    series = about.outcomes.comparisons.get(indicator.id, {})
    comparison = series.get(aim.target.with_ or "") if aim else None
    standing = IndicatorStanding(
        indicator,
        "reported",
        method=method,
        start=indicator.baseline,
        aim=aim,
        comparison=comparison,
        latest=measured[-1] if measured else None,
        judged_on=told[-1] if told else None,
        outcomes=tuple(shown),
    )
    if aim and not indicator.promised:
        standing = judge(standing, told, about)
    if by_growth:
        standing = judge_by_growth(standing, told, about)
    owed = find_owed(
        indicator,
        measured,
        goal=about.goal,
        period=about.period,
        series_end=series_end(indicator, about),
        calendar=about.calendar,
        as_of=about.as_of,
    )
    return replace(standing, reporting_status=reporting(standing, measured, about), owed=owed)


def series_end(indicator: Indicator, about: Circumstances) -> SeriesEnd | None:
    """Where the outcomes say that the indicator is no longer measured."""
    return next((entry for entry in about.outcomes.series_ended if entry.indicator == indicator.id), None)


def _judged_day(indicator: Indicator, told: Sequence[Outcome]) -> datetime.date | None:
    """The day whose target applies: of the outcome that says done, else of the latest outcome after the baseline."""
    base = indicator.baseline
    if done := first_done(told):
        return done.period.end
    later = [outcome.period.end for outcome in told if base is None or outcome.period.end > base.period.end]
    return later[-1] if later else None


def order_outcomes(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes in order of time.

    Those ending the same day: the one that counts most comes last, an outcome after a preliminary one, then the longer period.
    """
    return sorted(outcomes, key=lambda outcome: (outcome.period.end, _KIND_ORDER.get(outcome.kind, -1), outcome.period.days))


def choose_aim(indicator: Indicator, about: Circumstances, at: datetime.date, *, unsaid: datetime.date | None) -> Aim | None:
    """The first target dated on or after a date, else the last one; a target without a day comes last, on the day ``unsaid`` if any."""
    aims = []
    for target in indicator.targets:
        period = target.period or about.period
        day = target.by or (period.end if period else unsaid)
        aims.append(Aim(target, day, period))
    aims.sort(key=lambda aim: aim.day or datetime.date.max)
    return next((aim for aim in aims if aim.day is None or aim.day >= at), aims[-1] if aims else None)


def reporting(standing: IndicatorStanding, measured: Sequence[Outcome], about: Circumstances) -> ReportingStatus:
    """Whether there are data: the first that holds."""
    indicator, target = standing.indicator, standing.target
    if indicator.promised:
        return "measure_promised"
    is_done = standing.judged_on is not None and standing.judged_on.done
    if target and target.kind == "done_by" and not is_done:
        return "no_outcome_yet" if standing.unjudged == "date_passed" else "not_done_yet"
    if not measured:
        return "no_outcome_yet"
    if series_end(indicator, about):
        return "series_ended"
    if measured[-1].withheld:
        return "withheld"
    if standing.unjudged == "waiting_for_comparison":
        return "waiting_for_comparison"
    return "reported" if target else "no_target"


def goal_reporting(standings: Sequence[IndicatorStanding]) -> ReportingStatus:
    """Whether a goal has data: reported if any indicator is, else the first in the order of the statuses."""
    found = {standing.reporting_status for standing in standings}
    if not found:
        return "no_measure"
    return "reported" if "reported" in found else min(found, key=REPORTING_STATUSES.index)


def goal_progress(standings: Sequence[IndicatorStanding], judged_by: str) -> ProgressStatus | None:
    """How a goal goes: the worst of its judged indicators, or with ``any`` the best.

    A verdict that speaks for all of them (achieved or met early under ``all``, missed under ``any``) needs every
    indicator with a target to be judged.
    """
    keys = [standing.progress_status for standing in standings if standing.progress_status]
    if not keys:
        return None
    choose, needs_all = (min, ("achieved", "met_early")) if judged_by == "all" else (max, ("missed",))
    verdict = choose(keys, key=PROGRESS_STATUSES.index)
    unjudged = any(standing.aim and not standing.progress_status for standing in standings)
    return None if unjudged and verdict in needs_all else verdict
