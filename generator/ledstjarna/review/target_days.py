"""Both sides of a proposal come in; the targets that are to be reached later than before go out.

A target without a day of its own is to be reached when its goal's period ends, or its plan's: it is put off where that is.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple, cast

from ledstjarna.model.goal import Goal, Target
from ledstjarna.model.plan import Plan
from ledstjarna.model.times import Period
from ledstjarna.review.sides import Sides


class PutOff(NamedTuple):
    """A measure whose last target is put off: the day before and the day now."""

    measure: str
    was: datetime.date
    now: datetime.date


def find_put_off(before: Goal, after: Goal, sides: Sides) -> Iterator[PutOff]:
    """The measures of a goal whose last targets are put off."""
    earlier, later = _last_days(before, sides.last - 1, sides), _last_days(after, sides.last, sides)
    for id, was in earlier.items():
        if (now := later.get(id)) and now > was:
            yield PutOff(id, was, now)


def find_put_off_by_plans(sides: Sides) -> Iterator[tuple[Goal, PutOff]]:
    """The same of goals that are not changed themselves, but whose plans are."""
    plans = {id for kind, id in sides.touched if kind == "plan"}
    for id in sides.reader.ids("goal") if plans else ():
        past = sides.reader.at("goal", id, sides.last)
        goal = cast("Goal | None", past.record) if past else None
        if goal and goal.plan in plans and ("goal", id) not in sides.touched:
            yield from ((goal, put_off) for put_off in find_put_off(goal, goal, sides))


def _last_days(goal: Goal, place: int, sides: Sides) -> dict[str, datetime.date]:
    """The day of each measure's last target after a step."""
    past = sides.reader.last_at("plan", goal.plan, place)
    period = goal.period or (cast("Plan", past.record).period if past else None)
    days = {entry.id: [day for target in entry.targets if (day := _day(target, period))] for entry in goal.indicators}
    return {id: max(found) for id, found in days.items() if found}


def _day(target: Target, period: Period | None) -> datetime.date | None:
    own = target.by or (target.period.end if target.period else None)
    return own or (period.end if period else None)
