"""Goals come in; how they are listed goes out: what a list can be narrowed down by, in which parts, and when a list is too long.

A long list is split into pages that are there anyway, so that no page exists only because a list is long and no address dies when it gets
shorter: all goals into bodies and letters, a status or what has ended into bodies, whose pages show only those goals. A letter alone goes
on in numbered pages below its own, which last as long as there are so many goals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from ledstjarna.derive.nodes import AgencyNode
from ledstjarna.derive.site import Site
from ledstjarna.derive.status_names import STANDINGS, standing_key
from ledstjarna.derive.summary import GoalSummary

Item = TypeVar("Item")

# More goals than this are not put on one page: it would be slow to fetch, and nobody reads it to its end.
LIMIT = 300
# Fewer goals than this are seen at a glance, and need no controls.
WORTH_FILTERING = 10


def is_long(goals: Sequence[GoalSummary]) -> bool:
    """Whether a list must be split."""
    return len(goals) > LIMIT


def in_pages(items: Sequence[Item]) -> list[Sequence[Item]]:
    """A list as pages of at most ``LIMIT``; an empty list is one page too."""
    return [items[first : first + LIMIT] for first in range(0, len(items), LIMIT)] or [items]


def goal_facts(goal: GoalSummary) -> dict[str, str]:
    """What a list can be narrowed down by and put in order by, as attributes: short, since a long list has many."""
    facts = {"data-s": standing_key(goal.counted), "data-a": goal.agency.id, "data-p": goal.plan.id}
    if goal.latest_figure:
        facts["data-d"] = goal.latest_figure.isoformat()
    if goal.tags:
        facts["data-t"] = " ".join(goal.tags)
    if goal.lifecycle != "active":
        facts["data-l"] = goal.lifecycle
    return facts


def by_standing(site: Site) -> dict[str, list[GoalSummary]]:
    """The goals under every status, also those under which there are none."""
    return site.once("by standing", lambda: _sort(site))


def _sort(site: Site) -> dict[str, list[GoalSummary]]:
    found: dict[str, list[GoalSummary]] = {status: [] for status in STANDINGS}
    for goal in site.goals.values():
        found[goal.counted].append(goal)
    return found


def by_agency(goals: Iterable[GoalSummary]) -> list[tuple[AgencyNode, list[GoalSummary]]]:
    """The goals under their bodies, bodies and goals in the order in which they are met."""
    found: dict[str, tuple[AgencyNode, list[GoalSummary]]] = {}
    for goal in goals:
        found.setdefault(goal.agency.id, (goal.agency, []))[1].append(goal)
    return list(found.values())


def in_parts(goals: Iterable[GoalSummary]) -> list[tuple[str, list[GoalSummary]]]:
    """The goals as the start page counts them: ``living``, ``ended`` and ``invented``, those parts that there are."""
    parts: dict[str, list[GoalSummary]] = {"living": [], "ended": [], "invented": []}
    for goal in goals:
        parts["invented" if goal.agency.is_invented else "ended" if goal.lifecycle == "ended" else "living"].append(goal)
    return [(name, part) for name, part in parts.items() if part]
