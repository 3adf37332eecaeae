"""What the site's tree is made of: bodies, plans, goals and findings, each with its record, its facts and what it is tied to.

A goal's records are kept no longer than its own pages and files are made: the tree itself has summaries of goals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from ledstjarna.derive.obligations import Calendar
from ledstjarna.derive.sparkline import Sparkline
from ledstjarna.derive.standing import GoalStanding, IndicatorStanding
from ledstjarna.derive.status_names import GoalpostKind
from ledstjarna.derive.summary import NO_BRIEF, NO_PART, BodyPart, Brief, GoalSummary
from ledstjarna.derive.tally import Tally
from ledstjarna.model.agency import Agency
from ledstjarna.model.document import Document
from ledstjarna.model.finding import Finding
from ledstjarna.model.goal import Event, Goal
from ledstjarna.model.outcome import Outcomes
from ledstjarna.model.plan import Perspective, Plan
from ledstjarna.model.theme import Theme
from ledstjarna.model.times import Period

Fact = TypeVar("Fact")


def _nothing(_: str) -> BodyPart:
    return NO_PART


@dataclass(slots=True, eq=False)
class Node:
    """Something that is told of, and what has been worked out and told of it already."""

    told: dict[tuple[str, str], Any] = field(default_factory=dict, kw_only=True, repr=False)

    def once(self, what: str, tell: Callable[[], Fact], language: str = "") -> Fact:
        """What ``tell`` gives, asked once for each thing and language, however many pages and files tell it."""
        key = (what, language)
        if key not in self.told:
            self.told[key] = tell()
        found: Fact = self.told[key]
        return found


@dataclass(slots=True, eq=False)
class GoalNode(Node):
    """A goal, where it belongs and how it stands; ``goalpost`` is the newest thing in its history that nobody should miss."""

    record: Goal
    agency: AgencyNode
    plan: PlanNode
    outcomes: Outcomes | None
    standing: GoalStanding
    sparklines: tuple[tuple[IndicatorStanding, Sparkline], ...] = ()
    parent: GoalSummary | None = None
    children: list[GoalSummary] = field(default_factory=list)
    findings: list[FindingNode] = field(default_factory=list)
    themes: list[ThemeNode] = field(default_factory=list)
    became: list[GoalSummary] = field(default_factory=list)
    goalpost: GoalpostKind | None = None

    @property
    def id(self) -> str:
        """The goal's id."""
        return self.record.id

    @property
    def period(self) -> Period | None:
        """The goal's period, else its plan’s."""
        return self.record.period or self.plan.record.period

    @property
    def document(self) -> Document | None:
        """The goal's document, else its plan’s."""
        return self.record.document or self.plan.record.document

    @property
    def perspective(self) -> Perspective | None:
        """The plan's perspective it belongs to."""
        return next((known for known in self.plan.record.perspectives if known.id == self.record.perspective), None)

    @property
    def is_read(self) -> bool:
        """Whether what its document lacks is known: the body reports here itself, or somebody read the document."""
        return self.agency.reports_here or bool(self.document and self.document.read)

    @property
    def has_no_measure(self) -> bool:
        """Whether it is known that no measure of it is given: somebody looked for one, or the body reports here itself."""
        return self.agency.reports_here or self.record.no_measure is not None

    @property
    def is_fate_contradicted(self) -> bool:
        """Whether it is said to have been achieved, or not to have been, and the figures here say otherwise."""
        said, judged = self.record.fate.kind if self.record.fate else None, self.standing.progress_status
        if said == "achieved":
            return judged in ("missed", "moving_away", "off_track", "behind")
        return said == "missed" and judged in ("achieved", "met_early")

    @property
    def is_late(self) -> bool:
        """Whether an outcome of any measure is late."""
        return any(standing.owed.late for standing in self.standing.indicators)

    @property
    def is_awaited(self) -> bool:
        """Whether the day of a target has passed, and the outcome that decides has not come."""
        return any(standing.awaiting_final for standing in self.standing.indicators)

    @property
    def events(self) -> list[Event]:
        """What happened to it, the latest first."""
        return sorted(self.record.events, key=lambda event: event.date, reverse=True)

    def detached(self) -> GoalNode:
        """The same goal, tied to no more than its page tells of: of bodies, plans, findings and themes, the record."""
        return replace(
            self,
            agency=self.agency.head(),
            plan=self.plan.head(),
            findings=[finding.head() for finding in self.findings],
            themes=[ThemeNode(theme.id, theme.record) for theme in self.themes],
        )


@dataclass(slots=True, eq=False)
class PlanNode(Node):
    """A plan and its goals."""

    record: Plan
    agency: AgencyNode
    goals: list[GoalSummary] = field(default_factory=list)
    mirrors: list[PlanNode] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    @property
    def id(self) -> str:
        """The plan's id."""
        return self.record.id

    def head(self) -> PlanNode:
        """The plan by itself."""
        return replace(self, agency=self.agency.head(), goals=[], mirrors=[], tally=Tally())

    def by_perspective(self) -> list[tuple[Perspective | None, list[GoalSummary]]]:
        """The goals under their perspectives, in the plan's order; goals without one come first."""
        groups = [(None, [goal for goal in self.goals if goal.perspective is None])]
        groups += [(known, [goal for goal in self.goals if goal.perspective == known.id]) for known in self.record.perspectives]  # type: ignore[misc]  # the list holds None first
        return [(perspective, goals) for perspective, goals in groups if goals]


@dataclass(slots=True, eq=False)
class AgencyNode(Node):
    """A body and what it owns."""

    record: Agency
    calendar: Calendar
    parent: AgencyNode | None = None
    children: list[AgencyNode] = field(default_factory=list)
    plans: list[PlanNode] = field(default_factory=list)
    goals: list[GoalSummary] = field(default_factory=list)
    findings: list[FindingNode] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    brief: Brief = NO_BRIEF
    load: Callable[[str], BodyPart] = _nothing

    @property
    def id(self) -> str:
        """The agency's id."""
        return self.record.id

    @property
    def part(self) -> BodyPart:
        """What is told on the pages about it; read where it is asked for."""
        return self.load(self.id)

    @property
    def reports_here(self) -> bool:
        """Whether it publishes its own outcomes on this site at the date; not yet, where that is to begin later."""
        return self.calendar.begins is not None

    def head(self) -> AgencyNode:
        """The body by itself, and what it is part of."""
        above = self.parent and self.parent.head()
        return replace(self, parent=above, children=[], plans=[], goals=[], findings=[], tally=Tally(), brief=NO_BRIEF, load=_nothing)

    @property
    def is_invented(self) -> bool:
        """Whether the body, or one that it is part of, is made up."""
        return self.record.invented or (self.parent is not None and self.parent.is_invented)


@dataclass(slots=True, eq=False)
class FindingNode(Node):
    """A finding and what it touches."""

    record: Finding
    agency: AgencyNode
    goals: list[GoalSummary] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The finding's id."""
        return self.record.id

    def head(self) -> FindingNode:
        """The finding by itself."""
        return replace(self, agency=self.agency.head(), goals=[])


@dataclass(slots=True, eq=False)
class ThemeNode:
    """A theme and the goals that share it. ``record`` is None for a tag that nobody has named."""

    id: str
    record: Theme | None
    goals: list[GoalSummary] = field(default_factory=list)

    @property
    def name(self) -> Mapping[str, str] | str:
        """What the theme is called; its id where nobody has said."""
        return self.record.name if self.record else self.id

    @property
    def real(self) -> list[tuple[AgencyNode, list[GoalSummary]]]:
        """The goals of each body that there is, body by body."""
        return _by_agency(goal for goal in self.goals if not goal.agency.is_invented)

    @property
    def invented(self) -> list[tuple[AgencyNode, list[GoalSummary]]]:
        """The goals of each invented body, body by body."""
        return _by_agency(goal for goal in self.goals if goal.agency.is_invented)


def _by_agency(goals: Iterable[GoalSummary]) -> list[tuple[AgencyNode, list[GoalSummary]]]:
    groups: dict[str, tuple[AgencyNode, list[GoalSummary]]] = {}
    for goal in goals:
        groups.setdefault(goal.agency.id, (goal.agency, []))[1].append(goal)
    return [groups[id] for id in sorted(groups)]
