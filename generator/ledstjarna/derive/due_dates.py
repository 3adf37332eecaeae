"""A goal or a finding comes in; every day on which something of it falls due goes out: outcomes, targets, and what has been promised.

It is one list, of which lateness is a part. Only outcomes of bodies that report here are late; the other days are told of every body, and
when one has passed, the page says what is not told here and nothing more. Of a past activity it says nothing, since its state may be old.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ledstjarna.derive.due_days import DueDay, DueDays, DueKind, last_day
from ledstjarna.derive.nodes import AgencyNode, FindingNode, GoalNode
from ledstjarna.derive.obligations import find_coming
from ledstjarna.derive.published import answers_due
from ledstjarna.derive.standing import Aim, IndicatorStanding
from ledstjarna.model.goal import Activity, Indicator
from ledstjarna.model.times import Period


@dataclass(frozen=True, slots=True)
class DueDate:
    """Something on a day, with all that it is about; ``key`` is that of its ``DueDay``."""

    day: datetime.date
    kind: DueKind
    node: GoalNode | FindingNode
    key: str
    standing: IndicatorStanding | None = None
    period: Period | None = None
    activity: Activity | None = None

    @property
    def agency(self) -> AgencyNode:
        """Whose it is."""
        return self.node.agency

    @property
    def short(self) -> DueDay:
        """The day alone."""
        return DueDay(self.day, self.key, self.kind)


@dataclass(frozen=True, slots=True)
class DueDates:
    """What is on the days of a goal or a finding, part by part as in ``DueDays``, the earliest first."""

    until: datetime.date
    late: tuple[DueDate, ...] = ()
    passed: tuple[DueDate, ...] = ()
    coming: tuple[DueDate, ...] = ()
    beyond: tuple[DueDate, ...] = ()

    @property
    def days(self) -> DueDays:
        """The days alone, but for those that are told nowhere but in files."""
        return DueDays(
            self.until,
            _short(self.late),
            _short(self.passed),
            _short(self.coming),
            many_late=len(self.late),
            many_passed=len(self.passed),
            many_coming=len(self.coming),
            next_outcome=next((entry.short for entry in self.coming if entry.kind == "outcome"), None),
        )

    @property
    def entries(self) -> tuple[DueDate, ...]:
        """All of it, the earliest first."""
        return tuple(sorted((*self.late, *self.passed, *self.coming, *self.beyond), key=_order))


def _short(entries: Iterable[DueDate]) -> tuple[DueDay, ...]:
    return tuple(entry.short for entry in entries)


def goal_due_dates(goal: GoalNode, as_of: datetime.date) -> DueDates:
    """What falls due of a goal."""
    until = last_day(as_of)
    return _sort(_late(goal), _of_goal(goal, as_of, until), as_of, until)


def finding_due_dates(finding: FindingNode, as_of: datetime.date) -> DueDates:
    """What falls due of a finding."""
    return _sort((), _remedies(finding), as_of, last_day(as_of))


def _sort(late: Iterable[DueDate], found: Iterable[DueDate], as_of: datetime.date, until: datetime.date) -> DueDates:
    known = list(found)
    passed = [entry for entry in known if entry.day < as_of and entry.kind in ("final", "measure", "remedy")]
    ahead = [entry for entry in known if entry.day >= as_of and entry.kind != "final"]
    coming = [entry for entry in ahead if entry.day <= until]
    beyond = [entry for entry in ahead if entry.day > until]
    return DueDates(until, *(tuple(sorted(entries, key=_order)) for entries in (late, passed, coming, beyond)))


def _order(entry: DueDate) -> tuple[datetime.date, str]:
    return entry.day, entry.key


def _late(goal: GoalNode) -> Iterator[DueDate]:
    """The outcomes that are late, each period once."""
    for standing in goal.standing.indicators:
        for owed in standing.owed.late_periods:
            yield _outcome(goal, standing, owed.owed, owed.due)


def _of_goal(goal: GoalNode, as_of: datetime.date, until: datetime.date) -> Iterator[DueDate]:
    """All days of a goal but late outcomes. A goal that is only proposed, or has ended, has no day ahead."""
    for standing in goal.standing.indicators:
        if standing.awaiting_final and standing.aim and standing.aim.day:
            yield DueDate(standing.aim.day, "final", goal, _target_key(goal, standing.indicator, standing.aim), standing)
        if goal.record.lifecycle == "active":
            yield from _of_measure(goal, standing, as_of, until)
    if goal.record.lifecycle == "active":
        yield from _activities(goal)


def _of_measure(goal: GoalNode, standing: IndicatorStanding, as_of: datetime.date, until: datetime.date) -> Iterator[DueDate]:
    indicator = standing.indicator
    if indicator.promised:
        if indicator.promised.date:
            yield DueDate(indicator.promised.date, "measure", goal, f"{goal.id}/{indicator.id}/measure", standing)
        return
    for aim in standing.aims:
        if aim.day and aim.day >= as_of and not _is_done(standing):
            is_the_one = aim is standing.aim and standing.comparator is None
            about = standing if is_the_one else replace(standing, aim=aim, comparator=None)
            yield DueDate(aim.day, "target", goal, _target_key(goal, indicator, aim), about)
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


def _outcome(goal: GoalNode, standing: IndicatorStanding, period: Period, day: datetime.date) -> DueDate:
    return DueDate(day, "outcome", goal, f"{goal.id}/{standing.indicator.id}/outcome-{period.text}", standing, period)


def _target_key(goal: GoalNode, indicator: Indicator, aim: Aim) -> str:
    """A target is known by its place among those of its measure, so that one whose day is moved is still the same."""
    return f"{goal.id}/{indicator.id}/target-{indicator.targets.index(aim.target) + 1}"


def _is_done(standing: IndicatorStanding) -> bool:
    """Whether what was to be done by a day is done: then nothing is left to come."""
    return bool(standing.judged_on and standing.judged_on.done)


def _activities(goal: GoalNode) -> Iterator[DueDate]:
    """When activities are to be ready; nothing of those that are done or stopped. They have no ids and are known by their place."""
    for number, activity in enumerate(goal.record.activities, start=1):
        if activity.to and activity.state not in ("done", "stopped"):
            yield DueDate(activity.to.end, "activity", goal, f"{goal.id}/activity-{number}", activity=activity)


def _remedies(finding: FindingNode) -> Iterator[DueDate]:
    """When what was promised in answers is to be done, where it is not said to be. A later answer takes the place of an earlier one."""
    answer = finding.record.responses[-1] if finding.record.responses else None
    if answer and answer.promised_by and answer.state != "done":
        yield DueDate(answer.promised_by, "remedy", finding, f"{finding.id}/remedy")
