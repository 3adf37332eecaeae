"""The site tree comes in; every day that something falls due goes out, body by body: outcomes, targets, and what has been promised.

It is one list, of which lateness is a part. Only outcomes of bodies that report here are late; the other days are told of every body, and
when one has passed, the page says what is not told here and nothing more. Of a past activity it says nothing, since its state may be old.
Outcomes are told eighteen months ahead; targets after that are in the files alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Literal

from ledstjarna.derive.nodes import AgencyNode, FindingNode, GoalNode
from ledstjarna.derive.obligations import find_coming
from ledstjarna.derive.published import answers_due
from ledstjarna.derive.site import Site
from ledstjarna.derive.standing import Aim, IndicatorStanding
from ledstjarna.model.goal import Activity, Indicator
from ledstjarna.model.times import Period, make_months

MONTHS_AHEAD = 18

# outcome: a figure is to be told. target: a target is to be reached. final: its day has passed, and the outcome that decides is not
# there. measure: a promised measure is to be named. activity: it is to be ready. remedy: what an answer promised is to be done.
EntryKind = Literal["outcome", "target", "final", "measure", "activity", "remedy"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on a day. ``key`` is its own on the whole site and stays the same while the thing does, whatever its day becomes."""

    day: datetime.date
    kind: EntryKind
    node: GoalNode | FindingNode
    key: str
    standing: IndicatorStanding | None = None
    period: Period | None = None
    activity: Activity | None = None

    @property
    def agency(self) -> AgencyNode:
        """Whose it is."""
        return self.node.agency


@dataclass(frozen=True, slots=True)
class DueDates:
    """What is on the days, the earliest first.

    ``late`` are outcomes of bodies that report here, and nothing else is ever called so. ``passed`` are other days that have passed
    without what they were for being told here. ``coming`` ends with ``until``; ``beyond`` are the targets after that.
    """

    until: datetime.date
    late: tuple[Entry, ...] = ()
    passed: tuple[Entry, ...] = ()
    coming: tuple[Entry, ...] = ()
    beyond: tuple[Entry, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of it, the earliest first."""
        return tuple(sorted((*self.late, *self.passed, *self.coming, *self.beyond), key=_ORDER))

    @property
    def next_outcome(self) -> Entry | None:
        """The outcome that is due next."""
        return next((entry for entry in self.coming if entry.kind == "outcome"), None)

    def months(self, most: int) -> list[tuple[Period, list[Entry]]]:
        """What is coming, month by month, at most so much of it."""
        found: dict[tuple[int, int], list[Entry]] = {}
        for entry in self.coming[:most]:
            found.setdefault((entry.day.year, entry.day.month), []).append(entry)
        return [(make_months(year, month, month, "month"), entries) for (year, month), entries in found.items()]


_ORDER = attrgetter("day", "key")


def last_day(as_of: datetime.date) -> datetime.date:
    """How far ahead outcomes are told: to the end of the month that many months from now."""
    years, month = divmod(as_of.month - 1 + MONTHS_AHEAD, 12)
    return make_months(as_of.year + years, month + 1, month + 1, "month").end


def derive_due_dates(site: Site) -> dict[str, DueDates]:
    """What falls due of each body, by its id."""
    return site.once("due dates", lambda: _derive(site))


def _derive(site: Site) -> dict[str, DueDates]:
    return {agency.id: _due_dates_of(agency, site.as_of) for agency in site.agencies.values()}


def join_due_dates(by_body: Iterable[DueDates], until: datetime.date) -> DueDates:
    """What falls due of several bodies, as one list of days."""
    known = list(by_body)
    parts = ("late", "passed", "coming", "beyond")
    return DueDates(until, *(tuple(sorted((entry for one in known for entry in getattr(one, part)), key=_ORDER)) for part in parts))


def _due_dates_of(agency: AgencyNode, as_of: datetime.date) -> DueDates:
    until = last_day(as_of)
    late = [entry for goal in agency.goals for entry in _late(goal)]
    found = [entry for goal in agency.goals for entry in _of_goal(goal, as_of, until)]
    found += [entry for finding in agency.findings for entry in _remedies(finding)]
    passed = [entry for entry in found if entry.day < as_of and entry.kind in ("final", "measure", "remedy")]
    ahead = [entry for entry in found if entry.day >= as_of and entry.kind != "final"]
    coming = [entry for entry in ahead if entry.day <= until]
    beyond = [entry for entry in ahead if entry.day > until]
    return DueDates(until, *(tuple(sorted(entries, key=_ORDER)) for entries in (late, passed, coming, beyond)))


def _late(goal: GoalNode) -> Iterator[Entry]:
    """The outcomes that are late, each period once."""
    for standing in goal.standing.indicators:
        for owed in standing.owed.late_periods:
            yield _outcome(goal, standing, owed.owed, owed.due)


def _of_goal(goal: GoalNode, as_of: datetime.date, until: datetime.date) -> Iterator[Entry]:
    """All days of a goal but late outcomes. A goal that is only proposed, or has ended, has no day ahead."""
    for standing in goal.standing.indicators:
        if standing.awaiting_final and standing.aim and standing.aim.day:
            yield Entry(standing.aim.day, "final", goal, _target_key(goal, standing.indicator, standing.aim), standing)
        if goal.record.lifecycle == "active":
            yield from _of_measure(goal, standing, as_of, until)
    if goal.record.lifecycle == "active":
        yield from _activities(goal)


def _of_measure(goal: GoalNode, standing: IndicatorStanding, as_of: datetime.date, until: datetime.date) -> Iterator[Entry]:
    indicator = standing.indicator
    if indicator.promised:
        if indicator.promised.date:
            yield Entry(indicator.promised.date, "measure", goal, f"{goal.id}/{indicator.id}/measure", standing)
        return
    for aim in standing.aims:
        if aim.day and aim.day >= as_of and not _is_done(standing):
            is_the_one = aim is standing.aim and standing.comparator is None
            about = standing if is_the_one else replace(standing, aim=aim, comparator=None)
            yield Entry(aim.day, "target", goal, _target_key(goal, indicator, aim), about)
    ended = goal.outcomes.series_ended if goal.outcomes else []
    for owed in find_coming(
        indicator,
        [outcome for outcome in standing.outcomes if answers_due(outcome, indicator)],
        goal=goal.record,
        period=goal.period,
        series_end=next((entry for entry in ended if entry.indicator == indicator.id), None),
        calendar=goal.agency.calendar,
        until=until,
        as_of=as_of,
    ):
        yield _outcome(goal, standing, owed.owed, owed.due)


def _outcome(goal: GoalNode, standing: IndicatorStanding, period: Period, day: datetime.date) -> Entry:
    return Entry(day, "outcome", goal, f"{goal.id}/{standing.indicator.id}/outcome-{period.text}", standing, period)


def _target_key(goal: GoalNode, indicator: Indicator, aim: Aim) -> str:
    """A target is known by its place among those of its measure, so that one whose day is moved is still the same."""
    return f"{goal.id}/{indicator.id}/target-{indicator.targets.index(aim.target) + 1}"


def _is_done(standing: IndicatorStanding) -> bool:
    """Whether what was to be done by a day is done: then nothing is left to come."""
    return bool(standing.judged_on and standing.judged_on.done)


def _activities(goal: GoalNode) -> Iterator[Entry]:
    """When activities are to be ready; nothing of those that are done or stopped. They have no ids and are known by their place."""
    for number, activity in enumerate(goal.record.activities, start=1):
        if activity.to and activity.state not in ("done", "stopped"):
            yield Entry(activity.to.end, "activity", goal, f"{goal.id}/activity-{number}", activity=activity)


def _remedies(finding: FindingNode) -> Iterator[Entry]:
    """When what was promised in answers is to be done, where it is not said to be. A later answer takes the place of an earlier one."""
    answer = finding.record.responses[-1] if finding.record.responses else None
    if answer and answer.promised_by and answer.state != "done":
        yield Entry(answer.promised_by, "remedy", finding, f"{finding.id}/remedy")
