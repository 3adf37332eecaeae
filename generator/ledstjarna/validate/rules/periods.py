"""The time that a figure covers must be the one that its measure speaks of: the register comes in, placed problems go out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from ledstjarna.model.goal import Target
from ledstjarna.model.outcome import Outcome
from ledstjarna.model.texts import Path
from ledstjarna.model.times import Period
from ledstjarna.problems import Problem
from ledstjarna.validate.measures import Measure, write_period
from ledstjarna.validate.register import Register


def figures_to_date_begin_with_the_year(register: Register) -> Iterator[Problem]:
    """A figure of a measure that counts since 1 January (`over_time: to_date`) has a period that begins on 1 January."""
    for measure in register.measures:
        if measure.indicator.over_time == "to_date":
            for kind, path, period in _periods(measure):
                if (period.start.month, period.start.day) != (1, 1):
                    expected = write_period(datetime.date(period.end.year, 1, 1), period.end)
                    yield register.problem(kind, measure.goal.id, path, "to_date_start", found=period, expected=expected)


def _periods(measure: Measure) -> Iterator[tuple[str, Path, Period]]:
    """Every period that a figure of the measure has, and where it stands."""
    if base := measure.indicator.baseline:
        yield "goal", (*measure.path, "baseline", "period"), base.period
    for path, row in measure.told():
        yield "outcomes", (*path, "period"), row.period


def figures_under_a_pace_begin_with_it(register: Register) -> Iterator[Problem]:
    """Under a pace a figure tells all that has been used since the first day of the target’s period, so that is where its period begins."""
    for measure in register.measures:
        if not measure.has_pace:
            continue
        for index, outcome in enumerate(measure.outcomes):
            target = register.aimed_at(measure.goal, measure.indicator.targets, outcome.period.end)
            runs = (target.period or register.period_of(measure.goal)) if target and target.pace else None
            if runs and runs.start < outcome.period.start <= runs.end:
                expected = write_period(runs.start, outcome.period.end)
                path = ("outcomes", measure.indicator.id, index, "period")
                yield register.problem("outcomes", measure.goal.id, path, "pace_start", found=outcome.period, runs=runs, expected=expected)


def what_is_done_tells_its_day(register: Register) -> Iterator[Problem]:
    """Something done is told of a day, or of a period on one side of the target’s day: otherwise it is not clear if it was in time."""
    for measure in register.measures:
        targets = [target for target in measure.indicator.targets if target.kind == "done_by"]
        for index, outcome in enumerate(measure.outcomes):
            day = _undecided(register, measure, targets, outcome)
            if day:
                path = ("outcomes", measure.indicator.id, index, "period")
                yield register.problem("outcomes", measure.goal.id, path, "done_when", found=outcome.period, day=day)


def _undecided(register: Register, measure: Measure, targets: list[Target], outcome: Outcome) -> datetime.date | None:
    """The day of the target that something was done before or after, nobody can tell which."""
    target = register.aimed_at(measure.goal, targets, outcome.period.end) if outcome.done else None
    day = register.target_day(measure.goal, target) if target else None
    return day if day and outcome.period.start <= day < outcome.period.end else None


def what_was_measured_is_not_of_years_to_come(register: Register) -> Iterator[Problem]:
    """What was measured is of this year or the next at the latest, and so is the day it was published; a forecast may be of any year."""
    today = register.around.today
    for measure in register.measures if today else ():
        for kind, path, found, year in _years(measure):
            if today and year > today.year + 1:
                yield register.problem(kind, measure.goal.id, path, "year_to_come", found=found, year=today.year)


def _years(measure: Measure) -> Iterator[tuple[str, Path, Period | datetime.date, int]]:
    """The years of what was measured and of when it was published, and where they stand."""
    if base := measure.indicator.baseline:
        yield "goal", (*measure.path, "baseline", "period"), base.period, base.period.end.year
    for path, row in measure.told():
        if not (isinstance(row, Outcome) and row.kind == "forecast"):
            yield "outcomes", (*path, "period"), row.period, row.period.end.year
        if row.published:
            yield "outcomes", (*path, "published"), row.published, row.published.year


RULES: tuple[Callable[[Register], Iterator[Problem]], ...] = (
    figures_to_date_begin_with_the_year,
    figures_under_a_pace_begin_with_it,
    what_is_done_tells_its_day,
    what_was_measured_is_not_of_years_to_come,
)
