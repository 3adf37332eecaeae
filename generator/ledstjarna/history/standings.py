"""Versions of a goal and of what it is judged by come in; when its status changed, and whether content, a method or time did it, goes out.

Every version is judged by today's rules, on the day of its step, with the plan, the calendar and the settings of that step.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from ledstjarna.derive.as_of import goal_at, outcomes_at
from ledstjarna.derive.obligations import make_calendar
from ledstjarna.derive.published import told_day
from ledstjarna.derive.scope import find_goal_scope
from ledstjarna.derive.standing import Circumstances
from ledstjarna.derive.status import judge_indicator, judge_measures
from ledstjarna.derive.wording import choose_wording, find_decider
from ledstjarna.history.change import Stance
from ledstjarna.model.agency import Agency
from ledstjarna.model.goal import Goal
from ledstjarna.model.outcome import Outcomes
from ledstjarna.model.plan import Plan
from ledstjarna.model.settings import Thresholds
from ledstjarna.model.times import first_day


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site judged by: how progress was worked out, and where one word ended and the next began."""

    method: str = "linear-1"
    thresholds: Thresholds = field(default_factory=Thresholds)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a goal is judged by beside its own files; the bodies are its own and those above it, the nearest first.

    ``unread`` is what could not be read of it.
    """

    bodies: tuple[Agency, ...]
    plan: Plan | None
    rules: Rules
    unread: frozenset[tuple[str, ...]] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A goal with its outcomes, and what it was judged by; each day's stance is worked out once."""

    goal: Goal
    outcomes: Outcomes
    around: Surroundings
    _stances: dict[datetime.date, Stance | None] = field(default_factory=dict, repr=False)

    def stance(self, day: datetime.date) -> Stance | None:
        """How it stood on a day; None where its body could not be read."""
        if day not in self._stances:
            self._stances[day] = self._judge(day) if self.around.bodies else None
        return self._stances[day]

    def _judge(self, day: datetime.date) -> Stance:
        body, *above = self.around.bodies
        plan, rules = self.around.plan, self.around.rules
        about = Circumstances(
            goal_at(self.goal, day),
            self.goal.period or (plan.period if plan else None),
            outcomes_at(self.outcomes, day),
            make_calendar(body, above, as_of=day),
            (plan.method if plan else None) or rules.method,
            rules.thresholds,
            day,
        )
        standing = judge_measures(about, tuple(judge_indicator(indicator, about)[0] for indicator in about.goal.indicators))
        decider = find_decider(standing)
        wording, scope = choose_wording(decider) if decider else None, find_goal_scope(standing, about.period)
        return Stance(standing.progress_status, standing.reporting_status, wording, scope)

    def days(self) -> Iterator[datetime.date]:
        """The days on which time alone can change how it stands."""
        for entries in self.outcomes.outcomes.values():
            for entry in entries:
                yield told_day(entry)
                yield from (first_day(correction.date) for correction in entry.corrections if correction.date)
        for named in self.outcomes.comparisons.values():
            yield from (told_day(value) for comparison in named.values() for value in comparison.values)
        yield from (entry.date for entry in self.outcomes.series_ended if entry.date)
        yield from (first_day(event.date) for event in self.goal.events)
        yield from (body.reports_here.from_ for body in self.around.bodies if body.reports_here)
        yield from (_after(day) for day in self._last_days() if day)

    def _last_days(self) -> Iterator[datetime.date | None]:
        """The last days of targets, of the goal and of its plan, after which something has passed."""
        for indicator in self.goal.indicators:
            yield from (target.by or (target.period.end if target.period else None) for target in indicator.targets)
        yield self.goal.period.end if self.goal.period else None
        yield self.around.plan.period.end if self.around.plan and self.around.plan.period else None


def _after(day: datetime.date) -> datetime.date:
    return day + datetime.timedelta(days=1)


def is_other(was: Stance, now: Stance) -> bool:
    """Whether a status is another; the same verdict of another kind of target is not, nor what is missing beside a verdict."""
    if was.progress or now.progress:
        return was.progress != now.progress
    before, after = (stance.wording if stance.wording == "said" else stance.reporting for stance in (was, now))
    return before != after


def find_changes_by_time(judged: Judged, since: datetime.date, until: datetime.date) -> Iterator[tuple[datetime.date, Stance, Stance]]:
    """The days after ``since``, to ``until``, on which nothing but time changed the status; with how it stood before and then."""
    before = judged.stance(since)
    for day in sorted({day for day in judged.days() if since < day <= until}):
        now = judged.stance(day)
        if before and now and is_other(before, now):
            yield day, before, now
        before = now
