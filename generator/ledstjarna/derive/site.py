"""Records, settings and a date come in; the whole site as one tree of records and facts goes out, to be read only."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ledstjarna.derive.as_of import finding_at, goal_at, outcomes_at, plan_at
from ledstjarna.derive.nodes import AgencyNode, FindingNode, GoalNode, LatestOutcome, Node, PlanNode, ThemeNode
from ledstjarna.derive.obligations import Calendar, make_calendar
from ledstjarna.derive.published import told_day
from ledstjarna.derive.small_numbers import hide_few, hide_few_at_the_start
from ledstjarna.derive.sparkline import draw_sparkline
from ledstjarna.derive.status import derive_goal_standing
from ledstjarna.derive.status_names import GoalpostKind
from ledstjarna.derive.tally import tally_goals
from ledstjarna.derive.themes import derive_themes
from ledstjarna.model.accessibility import Accessibility
from ledstjarna.model.agency import Agency
from ledstjarna.model.content import Content
from ledstjarna.model.goal import Goal
from ledstjarna.model.outcome import Outcomes
from ledstjarna.model.plan import Statement
from ledstjarna.model.search import SearchWords
from ledstjarna.model.settings import Settings


@dataclass(slots=True, eq=False)
class Site(Node):
    """Everything the pages and the data tell, at one date."""

    settings: Settings
    as_of: datetime.date
    agencies: dict[str, AgencyNode] = field(default_factory=dict)
    plans: dict[str, PlanNode] = field(default_factory=dict)
    goals: dict[str, GoalNode] = field(default_factory=dict)
    findings: dict[str, FindingNode] = field(default_factory=dict)
    themes: dict[str, ThemeNode] = field(default_factory=dict)
    accessibility: Accessibility | None = None
    search: Mapping[str, SearchWords] = field(default_factory=dict)

    @property
    def goals_real_first(self) -> list[GoalNode]:
        """All goals, those of invented bodies last."""
        return sorted(self.goals.values(), key=lambda goal: goal.agency.is_invented)

    @property
    def ids_of_goals(self) -> frozenset[str]:
        """The ids that lead to a goal: those of today, and earlier ones."""
        return frozenset([*self.goals, *(alias for goal in self.goals.values() for alias in goal.record.aliases)])

    @property
    def pages_missing(self) -> frozenset[str]:
        """The words of pages that there are none of: no themes, no accessibility statement where nobody has written any."""
        return frozenset(word for word, is_there in (("themes", self.themes), ("accessibility", self.accessibility)) if not is_there)

    def ended(self) -> list[GoalNode]:
        """The goals that have ended."""
        return [goal for goal in self.goals_real_first if goal.record.lifecycle == "ended"]

    def ended_statements(self) -> list[tuple[PlanNode, Statement]]:
        """The statements that have ended."""
        return [(plan, statement) for plan in self.plans.values() for statement in plan.record.statements if statement.lifecycle == "ended"]

    def methods(self) -> list[str]:
        """The methods in force: the site's, and those that are used for any measure; the site's first."""
        used = {standing.method for goal in self.goals.values() for standing in goal.standing.indicators}
        return [self.settings.method, *sorted(used - {self.settings.method})]

    def latest_outcomes(self, how_many: int, *, invented: bool = False) -> list[LatestOutcome]:
        """The newest outcomes of the real bodies, or of the invented ones, the newest first."""
        found = [
            LatestOutcome(goal, standing, standing.latest)
            for goal in self.goals.values()
            for standing in goal.standing.indicators
            if standing.latest and goal.agency.is_invented == invented
        ]
        found.sort(key=lambda entry: (entry.goal.id, entry.indicator.id))
        found.sort(key=lambda entry: told_day(entry.outcome), reverse=True)
        return found[:how_many]


def derive_site(
    content: Content,
    settings: Settings,
    *,
    as_of: datetime.date,
    goalposts: Mapping[str, GoalpostKind] | None = None,
    each: Callable[[], None] = lambda: None,
) -> Site:
    """The whole site at a date; ``goalposts`` are what is known of goals' histories, ``each`` is called once a goal, for a progress bar."""
    site = Site(settings, as_of, accessibility=content.accessibility, search=content.search)
    _derive_bodies(site, content)
    _derive_plans(site, content)
    for id, goal in sorted(content.goals.items()):
        measured = content.outcomes.get(id)
        outcomes = hide_few(outcomes_at(measured, as_of), goal) if measured else None
        site.goals[id] = _derive_goal(site, hide_few_at_the_start(goal_at(goal, as_of)), outcomes)
        site.goals[id].goalpost = (goalposts or {}).get(id)
        each()
    _tie_goals(site)
    _tally_goals(site)
    site.themes = derive_themes(content.themes, site.goals.values())
    for _, finding in sorted(content.findings.items()):
        if shown := finding_at(finding, as_of):
            _tie_finding(site, FindingNode(shown, site.agencies[finding.agency]))
    return site


def _derive_bodies(site: Site, content: Content) -> None:
    """The bodies, the real ones first, each with those that are part of it."""
    nodes = {id: AgencyNode(record, _calendar(record, content, site.as_of)) for id, record in sorted(content.agencies.items())}
    for agency in nodes.values():
        agency.parent = nodes.get(agency.record.parent or "")
        if agency.parent:
            agency.parent.children.append(agency)
    site.agencies = dict(sorted(nodes.items(), key=lambda item: (item[1].is_invented, item[0])))


def _derive_plans(site: Site, content: Content) -> None:
    """The plans, of each body the one in force first."""
    for id, plan in sorted(content.plans.items()):
        site.plans[id] = PlanNode(plan_at(plan, site.as_of), site.agencies[plan.agency])
        site.plans[id].agency.plans.append(site.plans[id])
    for agency in site.agencies.values():
        agency.plans.sort(key=_last_day, reverse=True)
    for node in site.plans.values():
        node.mirrors = [site.plans[mirror.plan] for mirror in node.record.mirrors if mirror.plan]


def _tally_goals(site: Site) -> None:
    """How the goals of each body and each plan stand."""
    for agency in site.agencies.values():
        agency.tally = tally_goals(agency.goals)
    for plan in site.plans.values():
        plan.tally = tally_goals(plan.goals)


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


def _derive_goal(site: Site, goal: Goal, outcomes: Outcomes | None) -> GoalNode:
    agency, plan = site.agencies[goal.agency], site.plans[goal.plan]
    standing = derive_goal_standing(
        goal,
        outcomes,
        calendar=agency.calendar,
        period=goal.period or plan.record.period,
        method=plan.record.method or site.settings.method,
        thresholds=site.settings.thresholds,
        as_of=site.as_of,
    )
    drawn = [(entry, draw_sparkline(entry)) for entry in standing.indicators]
    node = GoalNode(goal, agency, plan, outcomes, standing, tuple((entry, spark) for entry, spark in drawn if spark))
    agency.goals.append(node)
    plan.goals.append(node)
    return node


def _tie_goals(site: Site) -> None:
    for node in site.goals.values():
        node.parent = site.goals.get(node.record.parent or "")
        if node.parent:
            node.parent.children.append(node)
        if node.record.fate:
            node.became = [site.goals[id] for id in node.record.fate.into]


def _tie_finding(site: Site, node: FindingNode) -> None:
    site.findings[node.id] = node
    node.agency.findings.append(node)
    for id in node.record.goals:
        node.goals.append(site.goals[id])
        site.goals[id].findings.append(node)
