"""The heads of a site and summaries of its goals come in; the whole site as one tree goes out, to be read only."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from ledstjarna.derive.due_days import join_due_days, last_day
from ledstjarna.derive.heads import Heads
from ledstjarna.derive.nodes import AgencyNode, ThemeNode
from ledstjarna.derive.summary import MOST_TOLD, BodyPart, GoalSummary, ToldOutcome
from ledstjarna.derive.tally import tally_goals
from ledstjarna.derive.themes import derive_themes


@dataclass(slots=True, eq=False)
class Site(Heads):
    """Everything that lists and files of several goals tell, at one date."""

    goals: dict[str, GoalSummary] = field(default_factory=dict)
    themes: dict[str, ThemeNode] = field(default_factory=dict)

    @property
    def goals_real_first(self) -> list[GoalSummary]:
        """All goals, those of invented bodies last."""
        return sorted(self.goals.values(), key=lambda goal: goal.agency.is_invented)

    @property
    def ids_of_goals(self) -> frozenset[str]:
        """The ids that lead to a goal: those of today, and earlier ones."""
        return frozenset([*self.goals, *(alias for goal in self.goals.values() for alias in goal.aliases)])

    @property
    def pages_missing(self) -> frozenset[str]:
        """The words of pages that there are none of: no themes, no accessibility statement where nobody has written any."""
        return frozenset(word for word, is_there in (("themes", self.themes), ("accessibility", self.accessibility)) if not is_there)

    def ended(self) -> list[GoalSummary]:
        """The goals that have ended."""
        return [goal for goal in self.goals_real_first if goal.lifecycle == "ended"]

    def methods(self) -> list[str]:
        """The methods in force: the site's, and those that are used for any measure; the site's first."""
        used = {method for goal in self.goals.values() for method in goal.methods}
        return [self.settings.method, *sorted(used - {self.settings.method})]

    def latest_outcomes(self, how_many: int, *, invented: bool = False) -> list[ToldOutcome]:
        """The newest outcomes of the real bodies, or of the invented ones, the newest first."""
        found = [entry for agency in self.agencies.values() if agency.is_invented == invented for entry in agency.part.latest]
        return _newest(found, how_many)


def put_together(heads: Heads, goals: Iterable[GoalSummary], parts: Mapping[str, Iterable[BodyPart]]) -> Site:
    """The site of those heads; ``parts`` are by the ids of bodies."""
    site = Site(*(getattr(heads, entry.name) for entry in fields(heads) if entry.name != "told"))
    for summary in sorted(goals, key=lambda goal: goal.id):
        site.goals[summary.id] = summary
        summary.agency, summary.plan, summary.themes = site.agencies[summary.agency_id], site.plans[summary.plan_id], []
        summary.agency.goals.append(summary)
        summary.plan.goals.append(summary)
    for agency in site.agencies.values():
        agency.tally = tally_goals(agency.goals)
        agency.part = _join(agency, parts.get(agency.id, ()), site)
    for plan in site.plans.values():
        plan.tally = tally_goals(plan.goals)
    site.themes = derive_themes(site.named_themes, site.goals.values())
    for finding in site.findings.values():
        finding.goals = [site.goals[id] for id in finding.record.goals]
    return site


def _join(agency: AgencyNode, parts: Iterable[BodyPart], site: Site) -> BodyPart:
    """What a body has to tell, of its parts."""
    known = list(parts)
    order = {goal.id: place for place, goal in enumerate(agency.goals)}
    events = sorted((entry for part in known for entry in part.events), key=lambda entry: order[entry.goal])
    return BodyPart(
        tuple(sorted((entry for part in known for entry in part.late), key=lambda entry: order[entry.goal])),
        tuple(_newest([entry for part in known for entry in part.latest], MOST_TOLD)),
        tuple(sorted(events, key=lambda entry: entry.day, reverse=True)[:MOST_TOLD]),
        tuple(itertools.chain.from_iterable(part.lacks for part in known)),
        join_due_days([part.due for part in known], last_day(site.as_of)),
        {code: {key: day for part in known for key, day in part.days[code].items()} for code in site.settings.codes},
    )


def _newest(found: Iterable[ToldOutcome], how_many: int) -> list[ToldOutcome]:
    ordered = sorted(found, key=lambda entry: (entry.goal, entry.indicator))
    return sorted(ordered, key=lambda entry: entry.day, reverse=True)[:how_many]
