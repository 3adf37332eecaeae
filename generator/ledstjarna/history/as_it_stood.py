"""A version of a goal comes in; the goal as it stood that day goes out, judged by today's rules, with what was around it then.

What led out of the version then, to other goals and plans, is cut: a page of the past tells of one goal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ledstjarna.derive.goals import derive_goal
from ledstjarna.derive.heads import derive_heads
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.history.past import DatedVersion
from ledstjarna.model.agency import Agency
from ledstjarna.model.content import Content
from ledstjarna.model.goal import Goal
from ledstjarna.model.plan import Plan
from ledstjarna.model.settings import Settings


def stand(version: DatedVersion, settings: Settings) -> GoalNode:
    """The goal at the day of the version, whose plan and body could be read."""
    rules, plan = version.around.rules, version.around.plan
    assert plan
    bodies = list(_chain(version.around.bodies))
    goal = _cut_goal(version.goal, bodies[0].id)
    content = Content(
        agencies={body.id: body for body in bodies},
        plans={plan.id: _cut_plan(plan, bodies[0].id)},
    )
    then = settings.model_copy(update={"method": rules.method, "thresholds": rules.thresholds})
    heads, outcomes = derive_heads(content, then, as_of=version.day), version.outcomes.model_copy(update={"id": goal.id})
    return derive_goal(heads, goal.model_copy(update={"plan": plan.id}), outcomes)


def _cut_goal(goal: Goal, agency: str) -> Goal:
    fate = goal.fate and goal.fate.model_copy(update={"into": []})
    return goal.model_copy(update={"parent": None, "fate": fate, "agency": agency, "tags": []})


def _cut_plan(plan: Plan, agency: str) -> Plan:
    return plan.model_copy(update={"mirrors": [], "agency": agency})


def _chain(bodies: Sequence[Agency]) -> Iterator[Agency]:
    """The goal's body and those above it, up to one that is not known, or that is below another already: a circle is cut."""
    seen: set[str] = set()
    for body, above in zip_longest(bodies, bodies[1:]):
        seen.add(body.id)
        is_last = above is None or above.id in seen
        yield body.model_copy(update={"parent": None}) if is_last else body
        if is_last:
            return
