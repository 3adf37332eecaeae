"""Themes and goals come in; each theme with its goals, body by body, goes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ledstjarna.model.theme import Theme

if TYPE_CHECKING:
    from ledstjarna.derive.site import AgencyNode, GoalNode


@dataclass(slots=True, eq=False)
class ThemeNode:
    """A theme and the goals that share it. ``record`` is None for a tag that nobody has named."""

    id: str
    record: Theme | None
    goals: list[GoalNode] = field(default_factory=list)

    @property
    def name(self) -> Mapping[str, str] | str:
        """What the theme is called; its id where nobody has said."""
        return self.record.name if self.record else self.id

    @property
    def real(self) -> list[tuple[AgencyNode, list[GoalNode]]]:
        """The goals of each body that there is, body by body."""
        return _by_agency(goal for goal in self.goals if not goal.agency.is_invented)

    @property
    def invented(self) -> list[tuple[AgencyNode, list[GoalNode]]]:
        """The goals of each invented body, body by body."""
        return _by_agency(goal for goal in self.goals if goal.agency.is_invented)


def derive_themes(records: Mapping[str, Theme], goals: Iterable[GoalNode]) -> dict[str, ThemeNode]:
    """Every theme that has a name or a goal, by id; each goal is told its themes, in its own order."""
    nodes = {id: ThemeNode(id, record) for id, record in records.items()}
    for goal in goals:
        for tag in dict.fromkeys(goal.record.tags):
            node = nodes.setdefault(tag, ThemeNode(tag, records.get(tag)))
            node.goals.append(goal)
            goal.themes.append(node)
    return dict(sorted(nodes.items()))


def _by_agency(goals: Iterable[GoalNode]) -> list[tuple[AgencyNode, list[GoalNode]]]:
    groups: dict[str, tuple[AgencyNode, list[GoalNode]]] = {}
    for goal in goals:
        groups.setdefault(goal.agency.id, (goal.agency, []))[1].append(goal)
    return [groups[id] for id in sorted(groups)]
