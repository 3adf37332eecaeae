"""How an indicator stands comes in; which family of words tells its status goes out: on track on a path is not what it is at a level."""

from __future__ import annotations

from typing import Literal

from ledstjarna.derive.standing import GoalStanding, IndicatorStanding

Wording = Literal["path", "level", "pace", "at_least", "at_most", "zero", "improve", "unchanged", "done_by", "said"]


def choose_wording(standing: IndicatorStanding) -> Wording:
    """The family of an indicator; ``said`` is what has no verdict, and was said not to be done."""
    target, course = standing.target, standing.course
    if standing.progress_status is None and course == "done_by" and standing.judged_on:
        return "said"
    if standing.growth:
        return "path"
    if course == "compare":
        return "at_most" if target and target.must_be == "at_most" else "at_least"
    if course == "level":
        return "zero" if target and target.kind == "zero" else "level"
    if course == "improve":
        is_same = bool(standing.start and standing.judged_on and standing.judged_on.value == standing.start.value)
        return "unchanged" if is_same else "improve"
    return course or "path"


def find_decider(standing: GoalStanding) -> IndicatorStanding | None:
    """The indicator whose word is the goal's: the only one, or the first that stands as the goal does; None where none decides."""
    if len(standing.indicators) == 1:
        return standing.indicators[0]
    if standing.progress_status is None:
        return None
    return next(entry for entry in standing.indicators if entry.progress_status == standing.progress_status)
