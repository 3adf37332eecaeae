"""An agency or a plan comes in; the sentence that leads its page goes out."""

from __future__ import annotations

from collections.abc import Sequence

from generator.derive.site import AgencyNode, GoalNode, PlanNode
from generator.model.agency import Agency
from generator.render.voice import Voice


def kind_word(agency: Agency, voice: Voice) -> str:
    """What sort of body, in a word."""
    return {
        "agency": voice._("Government agency"),
        "municipality": voice._("Municipality"),
        "committee": voice._("Committee"),
        "region": voice._("Region"),
    }[agency.kind]


def agency_lead(agency: AgencyNode, voice: Voice) -> str:
    """How many goals the body has and how they stand, in one sentence or two."""
    return _lead(agency.goals, voice)


def plan_lead(plan: PlanNode, voice: Voice) -> str:
    """How many goals the plan has and how they stand, in one sentence or two."""
    return _lead(plan.goals, voice)


def _lead(goals: Sequence[GoalNode], voice: Voice) -> str:
    if not goals:
        return voice._("No goals are published here.")
    first = voice.n("{n} goal is shown here.", "{n} goals are shown here.", len(goals))
    ended = sum(1 for goal in goals if goal.record.lifecycle == "ended")
    without = sum(1 for goal in goals if goal.standing.reporting_status in ("no_measure", "measure_promised"))
    judged = sum(1 for goal in goals if goal.standing.progress_status)
    parts = [first]
    if ended:
        parts.append(voice.n("{n} of them has ended.", "{n} of them have ended.", ended) if ended < len(goals) else voice._("All have ended."))
    if without == len(goals):
        parts.append(voice._("None has a named measure, so whether they are met cannot be read here."))
    elif without:
        parts.append(voice.n("{n} has no named measure.", "{n} have no named measure.", without))
    if without < len(goals):
        parts.append(_judged(goals, judged, voice))
    return " ".join(parts)


def _judged(goals: Sequence[GoalNode], judged: int, voice: Voice) -> str:
    if not judged:
        return voice._("None can be judged from what is published here.")
    good = sum(1 for goal in goals if goal.standing.progress_status in ("achieved", "met_early", "on_track"))
    total = voice.number(judged)
    if all(goal.record.lifecycle == "ended" for goal in goals):
        return voice.n("{n} of {total} that can be judged was reached.", "{n} of {total} that can be judged were reached.", good, total=total)
    return voice.n(
        "{n} of {total} that can be judged is on track or has been reached.",
        "{n} of {total} that can be judged are on track or have been reached.",
        good,
        total=total,
    )
