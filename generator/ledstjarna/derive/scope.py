"""How measures stand and a goal's period come in; of which target a verdict speaks goes out, where that is not the end of the goal."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from ledstjarna.derive.standing import Aim, GoalStanding, IndicatorStanding
from ledstjarna.model.times import Period

_FINAL = ("achieved", "met_early", "missed")


def find_scope(standing: IndicatorStanding, of_goal: GoalStanding, period: Period | None) -> Aim | None:
    """The target that a measure reached or missed, where the goal goes on after its day; None where the verdict is the last there is.

    ``period`` is the goal's, else its plan's.
    """
    return _scope_of([standing], of_goal, period)


def find_goal_scope(of_goal: GoalStanding, period: Period | None) -> Aim | None:
    """The same of a goal: of the measures that stand as it does, the target with the latest day counts."""
    return _scope_of([entry for entry in of_goal.indicators if entry.progress_status == of_goal.progress_status], of_goal, period)


def _scope_of(standings: Sequence[IndicatorStanding], of_goal: GoalStanding, period: Period | None) -> Aim | None:
    aims = [entry.aim for entry in standings if entry.progress_status in _FINAL and entry.aim]
    latest = max(aims, key=_day, default=None)
    end = max((_day(aim) for entry in of_goal.indicators for aim in entry.aims), default=datetime.date.min)
    if period:
        end = max(end, period.end)
    return latest if latest and _day(latest) < end else None


def _day(aim: Aim) -> datetime.date:
    """When a target is to be reached; one without a day holds for as long as the goal does."""
    return aim.day or datetime.date.max
