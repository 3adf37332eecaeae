"""A goal's records, the rules in force and a date come in; how each indicator and the goal stand goes out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from ledstjarna.derive.aims import choose, list_aims
from ledstjarna.derive.by_growth import is_by_growth, judge_by_growth
from ledstjarna.derive.figures import find_rounding
from ledstjarna.derive.growth import TARGET_DAY, judge_goal
from ledstjarna.derive.judge import judge
from ledstjarna.derive.obligations import NOTHING_OWED, Calendar, Owed, find_owed
from ledstjarna.derive.published import answers_due, count_as
from ledstjarna.derive.series import pick_series
from ledstjarna.derive.standing import Circumstances, GoalStanding, IndicatorStanding
from ledstjarna.derive.status_names import PROGRESS_STATUSES, REPORTING_STATUSES, ProgressStatus, ReportingStatus
from ledstjarna.model.goal import Goal, Indicator
from ledstjarna.model.outcome import Outcome, Outcomes
from ledstjarna.model.settings import Thresholds
from ledstjarna.model.times import Period

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
    return judge_measures(about, tuple(derive_indicator_standing(indicator, about) for indicator in goal.indicators))


def judge_measures(about: Circumstances, standings: tuple[IndicatorStanding, ...]) -> GoalStanding:
    """How a goal stands by its judged measures."""
    goal = about.goal
    verdict, score = judge_goal([standing.growth for standing in standings if is_by_growth(standing.indicator, standing.method)])
    return GoalStanding(goal, goal_reporting(standings), goal_progress(standings, goal.judged_by), standings, verdict, score)


def derive_indicator_standing(indicator: Indicator, about: Circumstances) -> IndicatorStanding:
    """How one indicator stands, what is owed of it, and how its figures are drawn and told."""
    standing, measured = judge_indicator(indicator, about)
    told = [outcome for outcome in measured if answers_due(outcome, indicator)]
    series = pick_series(standing, about.goal.events)
    owed, unseen = _find_owed(standing, told, about.calendar, about), _find_unseen(standing, told, about)
    return replace(standing, owed=owed, unseen=unseen, series=series, rounding=find_rounding(standing, series))


def _find_owed(standing: IndicatorStanding, told: Sequence[Outcome], calendar: Calendar, about: Circumstances) -> Owed:
    indicator = standing.indicator
    series_end = about.series_end(indicator)
    return find_owed(indicator, told, goal=about.goal, period=about.period, series_end=series_end, calendar=calendar, as_of=about.as_of)


def _find_unseen(standing: IndicatorStanding, told: Sequence[Outcome], about: Circumstances) -> Owed:
    """What the calendar expects after the outcome that an open verdict rests on; of a newer figure that is not judged is told by itself."""
    judged = standing.judged_on
    if judged is None or not standing.progress_status or standing.closed or standing.not_compared or standing.course == "done_by":
        return NOTHING_OWED
    since = replace(about.calendar, begins=judged.period.end + datetime.timedelta(days=1))
    return _find_owed(standing, told, since, about)


def judge_indicator(indicator: Indicator, about: Circumstances) -> tuple[IndicatorStanding, list[Outcome]]:
    """Both statuses of one indicator, with what they were judged on, and its outcomes but for forecasts, in order."""
    shown = order_outcomes([count_as(outcome, indicator, as_of=about.as_of) for outcome in about.outcomes.outcomes.get(indicator.id, ())])
    measured = [outcome for outcome in shown if outcome.kind != "forecast"]
    method = indicator.method or about.method
    by_growth = is_by_growth(indicator, method)
    aims = tuple(list_aims(indicator, about.period))
    choice = choose(
        indicator,
        list_aims(indicator, about.period, unsaid=TARGET_DAY) if by_growth else aims,
        measured,
        about.outcomes.comparisons.get(indicator.id, {}),
        as_of=about.as_of,
        is_judged=by_growth or bool(indicator.targets),
    )
    figures = choice.figures
    standing = IndicatorStanding(
        indicator,
        "reported",
        method=method,
        start=indicator.baseline,
        aims=aims,
        aim=choice.aim,
        comparison=choice.comparison,
        comparable=choice.comparable,
        latest=measured[-1] if measured else None,
        judged_on=figures[-1] if figures else None,
        outcomes=tuple(shown),
    )
    standing = _tell_other_lengths(_judge(standing, figures, about), measured)
    return replace(standing, reporting_status=reporting(standing, measured, about)), measured


def _judge(standing: IndicatorStanding, figures: Sequence[Outcome], about: Circumstances) -> IndicatorStanding:
    """By the target, and by the growth-rate method where that is in force."""
    if standing.aim and not standing.indicator.promised:
        standing = judge(standing, figures, about)
    return judge_by_growth(standing, figures, about) if is_by_growth(standing.indicator, standing.method) else standing


def _tell_other_lengths(standing: IndicatorStanding, measured: Sequence[Outcome]) -> IndicatorStanding:
    """The standing with the newest figure that cannot be judged because of its length, if it is newer than what was."""
    newest = next((outcome for outcome in reversed(measured) if outcome.value is not None), None)
    if newest is None or standing.closed or standing.comparable.fits(newest.period):
        return standing
    return replace(standing, not_compared=newest, unjudged=standing.unjudged if standing.judged_on else "other_length")


def order_outcomes(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes in order of time.

    Those ending the same day: the one that counts most comes last, an outcome after a preliminary one, then the longer period.
    """
    return sorted(outcomes, key=lambda outcome: (outcome.period.end, _KIND_ORDER.get(outcome.kind, -1), outcome.period.days))


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
    if about.series_end(indicator):
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
