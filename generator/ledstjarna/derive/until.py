"""A goal and all that it is made of comes in; the first day on which time alone can change anything of it goes out.

Every date that is written, and every day on which something falls due, counts, and the day after it; so does the first day of a month,
since what comes is told so many months ahead. It may be too early, and then something is worked out in vain; it is never too late.
What changes every day, the share that should be gone by then, is worked out where files are put together.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator

from pydantic import BaseModel

from ledstjarna.derive.due_dates import goal_due_dates
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.model.goal import Goal
from ledstjarna.model.outcome import Outcomes
from ledstjarna.model.texts import may_hold
from ledstjarna.model.times import Period, first_day

_DAY = datetime.timedelta(days=1)


def find_until(node: GoalNode, goal: Goal, outcomes: Outcomes | None, as_of: datetime.date) -> datetime.date:
    """The day; ``goal`` and ``outcomes`` are as the content has them, also with what is dated later."""
    found = [_next_month(as_of)]
    for day in _days(node, goal, outcomes, as_of):
        found += [later for later in (day, day + _DAY) if later > as_of]
    return min(found)


def _days(node: GoalNode, goal: Goal, outcomes: Outcomes | None, as_of: datetime.date) -> Iterator[datetime.date]:
    records = (goal, outcomes, node.plan.record, *(finding.record for finding in node.findings))
    for record in records:
        yield from _dates_in(record)
    for standing in node.standing.indicators:
        yield from (aim.day for aim in standing.aims if aim.day)
        yield from (owed.coming.due for owed in (standing.owed, standing.unseen) if owed.coming)
    due = goal_due_dates(node, as_of)
    yield from (entry.day for part in (due.late, due.passed, due.coming, due.beyond) for entry in part)


def _next_month(day: datetime.date) -> datetime.date:
    return (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)


def _dates_in(value: object) -> Iterator[datetime.date]:
    if isinstance(value, BaseModel):
        known = value.__dict__
        for name in _fields_with_dates(type(value)):
            if (inside := known[name]) is not None:
                yield from _dates_in(inside)
    elif isinstance(value, datetime.date):
        yield first_day(value)
        yield value
    elif isinstance(value, Period):
        yield value.start
        yield value.end
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _dates_in(entry)
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from _dates_in(entry)


@functools.cache
def _fields_with_dates(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a record that may have dates in them."""
    return tuple(name for name, info in kind.model_fields.items() if may_hold(info.annotation, (datetime.date, Period, BaseModel)))
