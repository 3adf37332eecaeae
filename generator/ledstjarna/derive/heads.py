"""Records, settings and a date come in; what goals belong to goes out, without goals: bodies, plans, findings and themes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ledstjarna.derive.as_of import finding_at, plan_at
from ledstjarna.derive.nodes import AgencyNode, FindingNode, Node, PlanNode, ThemeNode
from ledstjarna.derive.obligations import Calendar, make_calendar
from ledstjarna.model.accessibility import Accessibility
from ledstjarna.model.agency import Agency
from ledstjarna.model.content import Content
from ledstjarna.model.plan import Statement
from ledstjarna.model.search import SearchWords
from ledstjarna.model.settings import Settings
from ledstjarna.model.theme import Theme


@dataclass(slots=True, eq=False)
class Heads(Node):
    """All that a site tells beside its goals, at one date. The real bodies come first, and of each body the plan in force."""

    settings: Settings
    as_of: datetime.date
    agencies: dict[str, AgencyNode] = field(default_factory=dict)
    plans: dict[str, PlanNode] = field(default_factory=dict)
    findings: dict[str, FindingNode] = field(default_factory=dict)
    named_themes: Mapping[str, Theme] = field(default_factory=dict)
    accessibility: Accessibility | None = None
    search: Mapping[str, SearchWords] = field(default_factory=dict)

    def ended_statements(self) -> list[tuple[PlanNode, Statement]]:
        """The statements that have ended."""
        return [(plan, statement) for plan in self.plans.values() for statement in plan.record.statements if statement.lifecycle == "ended"]

    def findings_of(self, goal: str) -> Iterator[FindingNode]:
        """The findings that touch a goal, in order of their ids."""
        by_goal = self.once("findings by goal", self._sort_findings)
        return iter(by_goal.get(goal, ()))

    def _sort_findings(self) -> dict[str, list[FindingNode]]:
        found: dict[str, list[FindingNode]] = {}
        for finding in self.findings.values():
            for goal in finding.record.goals:
                found.setdefault(goal, []).append(finding)
        return found

    def themes_of(self, tags: tuple[str, ...]) -> list[ThemeNode]:
        """The themes of those ids; one that nobody has named is known by its id."""
        return [ThemeNode(tag, self.named_themes.get(tag)) for tag in tags]


def derive_heads(content: Content, settings: Settings, *, as_of: datetime.date) -> Heads:
    """The heads of a site at a date; the goals of the content are not looked at."""
    heads = Heads(settings, as_of, named_themes=content.themes, accessibility=content.accessibility, search=content.search)
    _derive_bodies(heads, content)
    _derive_plans(heads, content)
    for id, finding in sorted(content.findings.items()):
        if shown := finding_at(finding, as_of):
            heads.findings[id] = node = FindingNode(shown, heads.agencies[finding.agency])
            node.agency.findings.append(node)
    return heads


def _derive_bodies(heads: Heads, content: Content) -> None:
    """The bodies, the real ones first, each with those that are part of it."""
    nodes = {id: AgencyNode(record, _calendar(record, content, heads.as_of)) for id, record in sorted(content.agencies.items())}
    for agency in nodes.values():
        agency.parent = nodes.get(agency.record.parent or "")
        if agency.parent:
            agency.parent.children.append(agency)
    heads.agencies = dict(sorted(nodes.items(), key=lambda item: (item[1].is_invented, item[0])))


def _derive_plans(heads: Heads, content: Content) -> None:
    """The plans, of each body the one in force first."""
    for id, plan in sorted(content.plans.items()):
        heads.plans[id] = PlanNode(plan_at(plan, heads.as_of), heads.agencies[plan.agency])
        heads.plans[id].agency.plans.append(heads.plans[id])
    for agency in heads.agencies.values():
        agency.plans.sort(key=_last_day, reverse=True)
    for node in heads.plans.values():
        node.mirrors = [heads.plans[mirror.plan] for mirror in node.record.mirrors if mirror.plan]


def _last_day(plan: PlanNode) -> datetime.date:
    """When a plan ends; one without a period is taken to be in force."""
    return plan.record.period.end if plan.record.period else datetime.date.max


def _calendar(agency: Agency, content: Content, as_of: datetime.date) -> Calendar:
    above = []
    body = agency
    while body.parent:
        body = content.agencies[body.parent]
        above.append(body)
    return make_calendar(agency, above, as_of=as_of)
