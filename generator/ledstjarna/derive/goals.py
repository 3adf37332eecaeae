"""The records of goals and the heads of their site come in; each goal with how it stands goes out.

It is tied to summaries of other goals when these are there: how it stands does not depend on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ledstjarna.derive.as_of import goal_at, outcomes_at
from ledstjarna.derive.heads import Heads
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.small_numbers import hide_few, hide_few_at_the_start
from ledstjarna.derive.sparkline import draw_sparkline
from ledstjarna.derive.status import derive_goal_standing
from ledstjarna.derive.status_names import GoalpostKind
from ledstjarna.derive.summary import GoalSummary
from ledstjarna.model.goal import Goal
from ledstjarna.model.outcome import Outcomes


def derive_goals(
    heads: Heads, goals: Mapping[str, Goal], outcomes: Mapping[str, Outcomes], goalposts: Mapping[str, GoalpostKind] | None = None
) -> dict[str, GoalNode]:
    """Each goal, in order of the ids; ``goalposts`` are what is known of goals' histories."""
    return {id: derive_goal(heads, goal, outcomes.get(id), (goalposts or {}).get(id)) for id, goal in sorted(goals.items())}


def derive_goal(heads: Heads, record: Goal, measured: Outcomes | None, goalpost: GoalpostKind | None = None) -> GoalNode:
    """A goal at the date of the heads, tied to no other goal yet."""
    as_of, settings = heads.as_of, heads.settings
    outcomes = hide_few(outcomes_at(measured, as_of), record) if measured else None
    goal = hide_few_at_the_start(goal_at(record, as_of))
    agency, plan = heads.agencies[goal.agency], heads.plans[goal.plan]
    standing = derive_goal_standing(
        goal,
        outcomes,
        calendar=agency.calendar,
        period=goal.period or plan.record.period,
        method=plan.record.method or settings.method,
        thresholds=settings.thresholds,
        as_of=as_of,
    )
    drawn = [(entry, draw_sparkline(entry)) for entry in standing.indicators]
    sparklines = tuple((entry, spark) for entry, spark in drawn if spark)
    node = GoalNode(goal, agency, plan, outcomes, standing, sparklines, goalpost=goalpost)
    node.findings = list(heads.findings_of(goal.id))
    node.themes = heads.themes_of(tuple(dict.fromkeys(goal.tags)))
    return node


def tie_goals(goals: Iterable[GoalNode], known: Mapping[str, GoalSummary]) -> None:
    """Tie goals to those that they are part of or became, and to their own parts, in order of the ids; what is not known is left out."""
    parts: dict[str, list[GoalSummary]] = {}
    for other in known.values():
        if other.parent_id:
            parts.setdefault(other.parent_id, []).append(other)
    for node in goals:
        fate = node.record.fate
        node.parent = known.get(node.record.parent or "")
        node.children = sorted(parts.get(node.id, ()), key=lambda part: part.id)
        node.became = [known[id] for id in (fate.into if fate else ()) if id in known]
