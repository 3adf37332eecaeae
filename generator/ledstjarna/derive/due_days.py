"""Days on which something falls due, without what it is about: what lists count, sort and cut.

Outcomes are told eighteen months ahead; targets after that are in the files alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Literal, NamedTuple

from ledstjarna.model.times import Period, make_months

MONTHS_AHEAD = 18
MOST_DAYS = 100  # of each list that stand on a page; the files have the rest

# outcome: a figure is to be told. target: a target is to be reached. final: its day has passed, and the outcome that decides is not
# there. measure: a promised measure is to be named. activity: it is to be ready. remedy: what an answer promised is to be done.
DueKind = Literal["outcome", "target", "final", "measure", "activity", "remedy"]


class DueDay(NamedTuple):
    """Something on a day. ``key`` is its own on the whole site and stays the same while the thing does, whatever its day becomes."""

    day: datetime.date
    key: str
    kind: DueKind


class DueDays(NamedTuple):
    """What is on the days, the earliest first; each list is cut, and it is told how long it was.

    ``late`` are outcomes of bodies that report here, and nothing else is ever called so. ``passed`` are other days that have passed
    without what they were for being told here. ``coming`` ends with ``until``. ``next_outcome`` is the outcome that is due next.
    """

    until: datetime.date
    late: tuple[DueDay, ...] = ()
    passed: tuple[DueDay, ...] = ()
    coming: tuple[DueDay, ...] = ()
    many_late: int = 0
    many_passed: int = 0
    many_coming: int = 0
    next_outcome: DueDay | None = None

    def months(self) -> list[tuple[Period, list[DueDay]]]:
        """What is coming, month by month, as far as the list goes."""
        found: dict[tuple[int, int], list[DueDay]] = {}
        for entry in self.coming:
            found.setdefault((entry.day.year, entry.day.month), []).append(entry)
        return [(make_months(year, month, month, "month"), entries) for (year, month), entries in found.items()]


NO_DAYS = DueDays(datetime.date.min)


def last_day(as_of: datetime.date) -> datetime.date:
    """How far ahead outcomes are told: to the end of the month that many months from now."""
    years, month = divmod(as_of.month - 1 + MONTHS_AHEAD, 12)
    return make_months(as_of.year + years, month + 1, month + 1, "month").end


def join_due_days(some: Iterable[DueDays], until: datetime.date) -> DueDays:
    """What falls due of several bodies or goals, as one list of days."""
    known = list(some)
    return DueDays(
        until,
        _first(entry for one in known for entry in one.late),
        _first(entry for one in known for entry in one.passed),
        _first(entry for one in known for entry in one.coming),
        many_late=sum(one.many_late for one in known),
        many_passed=sum(one.many_passed for one in known),
        many_coming=sum(one.many_coming for one in known),
        next_outcome=min((one.next_outcome for one in known if one.next_outcome), default=None),
    )


def _first(entries: Iterable[DueDay]) -> tuple[DueDay, ...]:
    return tuple(sorted(entries)[:MOST_DAYS])
