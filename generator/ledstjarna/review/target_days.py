"""Both sides of a proposal come in; the targets that are to be reached later than before go out.

A target without a day of its own is to be reached when its goal's period ends, or its plan's: it is put off where that is.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple, cast

from ledstjarna.history.compare_measures import pair_days
from ledstjarna.model.goal import Goal, Target
from ledstjarna.model.plan import Plan
from ledstjarna.model.times import Period
from ledstjarna.review.sides import Sides


class PutOff(NamedTuple):
    """A measure one of whose targets is put off: the day before and the day now.

    There is no day now where it has none any longer, or where it is of a longer or shorter time that ends on the same day.
    """

    measure: str
    was: datetime.date
    now: datetime.date | None


def find_put_off(before: Goal, after: Goal, sides: Sides) -> Iterator[PutOff]:
    """The measures of a goal with a target that is put off, once for each such target."""
    earlier, later = _list_days(before, sides.last - 1, sides), _list_days(after, sides.last, sides)
    for id in (id for id in earlier if id in later):
        for at, to in pair_days(*([day for day, _ in dated] for dated in (earlier[id], later[id]))):
            if at is not None and to is not None:
                (was, old), (now, new) = earlier[id][at], later[id][to]
                is_of_other_time = was == now and old.period and new.period and old.period.start != new.period.start
                if was and (now is None or now > was or is_of_other_time):
                    yield PutOff(id, was, None if is_of_other_time else now)


def find_put_off_by_plans(sides: Sides) -> Iterator[tuple[Goal, PutOff]]:
    """The same of goals that are not changed themselves, but whose plans are."""
    plans = {id for kind, id in sides.touched if kind == "plan"}
    for id in sides.reader.ids("goal") if plans else ():
        past = sides.reader.at("goal", id, sides.last)
        goal = cast("Goal | None", past.record) if past else None
        if goal and goal.plan in plans and ("goal", id) not in sides.touched:
            yield from ((goal, put_off) for put_off in find_put_off(goal, goal, sides))


def _list_days(goal: Goal, place: int, sides: Sides) -> dict[str, list[tuple[datetime.date | None, Target]]]:
    """The targets of each measure after a step, with their days."""
    past = sides.reader.last_at("plan", goal.plan, place)
    period = goal.period or (cast("Plan", past.record).period if past else None)
    return {entry.id: [(_day(target, period), target) for target in entry.targets] for entry in goal.indicators}


def _day(target: Target, period: Period | None) -> datetime.date | None:
    own = target.by or (target.period.end if target.period else None)
    return own or (period.end if period else None)
