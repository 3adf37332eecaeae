"""Themes and goals come in; each theme with its goals, body by body, goes out.

A theme that nobody has named has a page all the same, under its id: goals say that they share it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ledstjarna.derive.nodes import ThemeNode
from ledstjarna.derive.summary import GoalSummary
from ledstjarna.model.theme import Theme


def derive_themes(records: Mapping[str, Theme], goals: Iterable[GoalSummary]) -> dict[str, ThemeNode]:
    """Every theme that has a name or a goal, by id."""
    nodes = {id: ThemeNode(id, record) for id, record in records.items()}
    for goal in goals:
        for tag in dict.fromkeys(goal.tags):
            node = nodes.setdefault(tag, ThemeNode(tag, records.get(tag)))
            node.goals.append(goal)
    return dict(sorted(nodes.items()))
