"""Goals come in; how they are listed goes out: what a list can be narrowed down by, in which parts, and when a list is too long.

A long list is split into pages that are there anyway, so that no page exists only because a list is long and no address dies when it gets
shorter: all goals into bodies and letters, a status or what has ended into bodies, whose pages show only those goals. A letter alone goes
on in numbered pages below its own, which last as long as there are so many goals.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import TypeVar

from ledstjarna.derive.nodes import AgencyNode, GoalNode
from ledstjarna.derive.published import told_day
from ledstjarna.derive.site import Site
from ledstjarna.derive.status_names import STANDINGS, standing_key
from ledstjarna.derive.tally import counted_status

Item = TypeVar("Item")

# More goals than this are not put on one page: it would be slow to fetch, and nobody reads it to its end.
LIMIT = 300
# Fewer goals than this are seen at a glance, and need no controls.
WORTH_FILTERING = 10


def is_long(goals: Sequence[GoalNode]) -> bool:
    """Whether a list must be split."""
    return len(goals) > LIMIT


def in_pages(items: Sequence[Item]) -> list[Sequence[Item]]:
    """A list as pages of at most ``LIMIT``; an empty list is one page too."""
    return [items[first : first + LIMIT] for first in range(0, len(items), LIMIT)] or [items]


def goal_facts(goal: GoalNode) -> dict[str, str]:
    """What a list can be narrowed down by and put in order by, as attributes: short, since a long list has many."""
    facts = {"data-s": standing_key(counted_status(goal)), "data-a": goal.agency.id, "data-p": goal.plan.id}
    if day := latest_day(goal):
        facts["data-d"] = day.isoformat()
    if goal.record.tags:
        facts["data-t"] = " ".join(goal.record.tags)
    if goal.record.lifecycle != "active":
        facts["data-l"] = goal.record.lifecycle
    return facts


def latest_day(goal: GoalNode) -> datetime.date | None:
    """The day of the latest outcome of any measure: when it was published, else when its period ended."""
    latest = [standing.latest for standing in goal.standing.indicators if standing.latest]
    return max((told_day(outcome) for outcome in latest), default=None)


def by_standing(site: Site) -> dict[str, list[GoalNode]]:
    """The goals under every status, also those under which there are none."""
    found: dict[str, list[GoalNode]] = {status: [] for status in STANDINGS}
    for goal in site.goals.values():
        found[counted_status(goal)].append(goal)
    return found


def by_agency(goals: Iterable[GoalNode]) -> list[tuple[AgencyNode, list[GoalNode]]]:
    """The goals under their bodies, bodies and goals in the order in which they are met."""
    found: dict[str, tuple[AgencyNode, list[GoalNode]]] = {}
    for goal in goals:
        found.setdefault(goal.agency.id, (goal.agency, []))[1].append(goal)
    return list(found.values())


def in_parts(goals: Iterable[GoalNode]) -> list[tuple[str, list[GoalNode]]]:
    """The goals as the start page counts them: ``living``, ``ended`` and ``invented``, those parts that there are."""
    parts: dict[str, list[GoalNode]] = {"living": [], "ended": [], "invented": []}
    for goal in goals:
        parts["invented" if goal.agency.is_invented else "ended" if goal.record.lifecycle == "ended" else "living"].append(goal)
    return [(name, part) for name, part in parts.items() if part]
