"""The heads of a site and summaries of its goals come in; the whole site as one tree goes out, to be read only."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple, Protocol

from ledstjarna.derive.due_days import DueDay, join_due_days, last_day
from ledstjarna.derive.heads import Heads
from ledstjarna.derive.nodes import ThemeNode
from ledstjarna.derive.summary import MOST_TOLD, BodyPart, Brief, GoalSummary, GoalWords, ToldDay, ToldOutcome
from ledstjarna.derive.tally import tally_goals
from ledstjarna.derive.themes import derive_themes


@dataclass(slots=True, eq=False)
class Site(Heads):
    """Everything that lists and files of several goals tell, at one date."""

    goals: dict[str, GoalSummary] = field(default_factory=dict)
    themes: dict[str, ThemeNode] = field(default_factory=dict)
    sayer: Told = field(init=False)
    featured: Featured | None = None

    @property
    def goals_real_first(self) -> list[GoalSummary]:
        """All goals, those of invented bodies last."""
        return sorted(self.goals.values(), key=lambda goal: goal.agency.is_invented)

    @property
    def ids_of_goals(self) -> frozenset[str]:
        """The ids that lead to a goal: those of today, and earlier ones."""
        return frozenset([*self.goals, *(alias for goal in self.goals.values() for alias in goal.aliases)])

    def ended(self) -> list[GoalSummary]:
        """The goals that have ended."""
        return [goal for goal in self.goals_real_first if goal.lifecycle == "ended"]

    def methods(self) -> list[str]:
        """The methods in force: the site's, and those that are used for any measure; the site's first."""
        used = {method for goal in self.goals.values() for method in goal.methods}
        return [self.settings.method, *sorted(used - {self.settings.method})]

    def latest_outcomes(self) -> list[ToldOutcome]:
        """The newest outcomes of the real bodies, the newest first."""
        found = [entry for agency in self.agencies.values() if not agency.is_invented for entry in agency.brief.latest]
        return _newest(found)

    def tie(self) -> None:
        """Tie each goal to its body, its plan and its themes, and to what tells its words."""
        for goal in self.goals.values():
            goal.agency, goal.plan = self.agencies[goal.agency_id], self.plans[goal.plan_id]
            goal.themes = [self.themes[tag] for tag in dict.fromkeys(goal.tags)]
            goal.tell = self.sayer.words

    def __setstate__(self, state: tuple[None, dict[str, Any]]) -> None:
        """As it was: goals are kept without what they are tied to."""
        for name, value in state[1].items():
            setattr(self, name, value)
        self.tie()


def put_together(heads: Heads, goals: Iterable[GoalSummary], briefs: Mapping[str, Sequence[Brief]], told: Told) -> Site:
    """The site of those heads; ``briefs`` are by the ids of bodies, ``told`` has the words of goals and what the parts of bodies tell."""
    site = Site(*(getattr(heads, entry.name) for entry in fields(heads) if entry.name != "told"))
    for summary in sorted(goals, key=lambda goal: goal.id):
        site.goals[summary.id] = summary
        site.agencies[summary.agency_id].goals.append(summary)
        site.plans[summary.plan_id].goals.append(summary)
    site.themes, site.sayer = derive_themes(site.named_themes, site.goals.values()), told
    site.tie()
    for agency in site.agencies.values():
        agency.tally = tally_goals(agency.goals)
        agency.brief = join_briefs(briefs.get(agency.id, ()), last_day(site.as_of))
        agency.load = told.part
    for plan in site.plans.values():
        plan.tally = tally_goals(plan.goals)
    for finding in site.findings.values():
        finding.goals = [site.goals[id] for id in finding.record.goals]
    return site


class Featured(NamedTuple):
    """The goal that the start page shows, and its chart in each language, finished."""

    goal: str
    charts: Mapping[str, str]


class Told(Protocol):
    """Where what is told of goals and bodies is read from, by their ids."""

    def words(self, goal: str) -> Mapping[str, GoalWords]:
        """What is said of a goal wherever it is listed."""

    def part(self, agency: str) -> BodyPart:
        """What pages about a body tell of its goals together."""

    def head(self, agency: str) -> BodyPart:
        """What a body tells beside its goals."""

    def day(self, entry: DueDay, language: str) -> ToldDay:
        """What is told of a day."""


def join_briefs(briefs: Sequence[Brief], until: datetime.date) -> Brief:
    """What pages about several bodies tell of a body."""
    lacks: dict[str, tuple[int, int]] = {}
    for brief in briefs:
        for kind, (rows, many) in brief.lacks.items():
            before = lacks.get(kind, (0, 0))
            lacks[kind] = (before[0] + rows, before[1] + many)
    return Brief(
        join_due_days([brief.due for brief in briefs], until),
        tuple(_newest([entry for brief in briefs for entry in brief.latest])),
        lacks,
        sum((Counter(brief.texts) for brief in briefs), Counter[str]()),
    )


def join_parts(parts: Sequence[BodyPart]) -> BodyPart:
    """What the parts of a body tell, goals in the order of their ids."""
    events = sorted((entry for part in parts for entry in part.events), key=lambda entry: entry.goal)
    days: dict[str, dict[str, ToldDay]] = {}
    for part in parts:
        for code, told in part.days.items():
            days.setdefault(code, {}).update(told)
    return BodyPart(
        tuple(sorted((entry for part in parts for entry in part.late), key=lambda entry: entry.goal)),
        tuple(sorted(events, key=lambda entry: entry.day, reverse=True)[:MOST_TOLD]),
        tuple(lack for part in parts for lack in part.lacks),
        days,
    )


def _newest(found: Iterable[ToldOutcome]) -> list[ToldOutcome]:
    """As many as are ever told."""
    ordered = sorted(found, key=lambda entry: (entry.goal, entry.indicator))
    return sorted(ordered, key=lambda entry: entry.day, reverse=True)[:MOST_TOLD]
