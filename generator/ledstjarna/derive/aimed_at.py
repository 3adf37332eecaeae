"""An indicator's targets come in; the lines and points that show them in a chart go out, as days and values."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from ledstjarna.derive.judge import choose_course
from ledstjarna.derive.progress import expected, path_points
from ledstjarna.derive.series import pace_period
from ledstjarna.derive.standing import Aim, IndicatorStanding
from ledstjarna.model.goal import Baseline

Point = tuple[datetime.date, Decimal]
Kind = Literal["path", "level", "band", "pace", "start"]

_ZERO, _ONE = Decimal(0), Decimal(1)
_CURVE = 8  # straight pieces that an even rate of change is drawn in


@dataclass(frozen=True, slots=True)
class Level:
    """A level that holds from one day to another; None is as far as the drawing goes. ``high``: the band's upper bound."""

    begins: datetime.date | None
    ends: datetime.date | None
    low: Decimal
    high: Decimal | None = None

    @property
    def values(self) -> list[Decimal]:
        """The level, or both bounds of the band."""
        return [self.low] if self.high is None else [self.low, self.high]


@dataclass(frozen=True, slots=True)
class AimedAt:
    """What shows an indicator's targets: ``lines`` to follow, ``levels`` to hold, and the points to reach.

    ``applies`` are the values of the target that applies, ``start`` is the starting value where it is drawn.
    """

    kinds: frozenset[Kind]
    lines: tuple[tuple[Point, ...], ...] = ()
    levels: tuple[Level, ...] = ()
    ends: tuple[Point, ...] = ()
    applies: frozenset[Decimal] = frozenset()
    start: Decimal | None = None

    @property
    def values(self) -> list[Decimal]:
        """Every value that is drawn."""
        along = [value for line in self.lines for _, value in line]
        held = [value for level in self.levels for value in level.values]
        return [*along, *held, *(value for _, value in self.ends)]

    @property
    def days(self) -> list[datetime.date]:
        """Every day that the drawing must reach."""
        return [*(day for line in self.lines for day, _ in line), *(day for day, _ in self.ends)]

    @property
    def steps(self) -> list[datetime.date]:
        """The days on which one level gives way to another; those before the first result need not be reached."""
        return [day for level in self.levels for day in (level.begins, level.ends) if day]


def find_aimed_at(standing: IndicatorStanding) -> AimedAt | None:
    """What a chart shows of the targets; None where they have no level in figures.

    Each target holds from the day of the one before it. Its path is drawn as it is judged: from the baseline, so that a later one
    may begin beside the point where an earlier one ended. Across a change of definition no path is drawn, only the point to reach.
    """
    aim = standing.aim
    if aim is None or standing.course == "done_by":
        return None
    if within := pace_period(standing):
        full = aim.target.value or _ZERO
        line = ((within.start, _ZERO), (within.end, full))
        return AimedAt(frozenset(["pace"]), (line,), ends=line[1:], applies=frozenset([full]))
    if standing.course == "improve":
        begun = standing.start.value if standing.start else None
        return None if begun is None else AimedAt(frozenset(["start"]), levels=(Level(None, None, begun),), start=begun)
    kinds: set[Kind] = set()
    lines: list[tuple[Point, ...]] = []
    levels: list[Level] = []
    ends: list[Point] = []
    before: datetime.date | None = None
    aims = _all_aims(standing, aim)
    latest = standing.judged_on.period.end if standing.judged_on else datetime.date.min
    for entry in aims:
        base, level, day = standing.start, _level(entry), entry.day
        # A level gives way to the next; the last one goes on holding for results after its day.
        until = day if len(aims) > 1 and day and (entry is not aims[-1] or day > latest) else None
        if base and level is not None and day and choose_course(entry, base) == "path":
            kinds.add("path")
            ends.append((day, level))
            if standing.unjudged != "redefined":
                lines.append(_curve(base, level, day) if standing.growth else _path(entry, base, level, day, before))
        elif level is not None:
            kinds.add("level")
            levels.append(Level(before, until, level))
        elif entry.target.low is not None and entry.target.high is not None:
            kinds.add("band")
            levels.append(Level(before, until, entry.target.low, entry.target.high))
        before = day
    if not kinds:
        return None
    applies = frozenset(value for value in (_level(aim), aim.target.low, aim.target.high) if value is not None)
    start = standing.start.value if standing.start and lines else None
    return AimedAt(frozenset(kinds), tuple(lines), tuple(levels), tuple(ends), applies, start)


def _all_aims(standing: IndicatorStanding, aim: Aim) -> list[Aim]:
    """Every target with its day, in order; of the one that applies, the day that it was judged by."""
    aims = [aim if entry.target is aim.target else entry for entry in standing.aims]
    return sorted(aims, key=lambda entry: entry.day or datetime.date.max)


def _level(aim: Aim) -> Decimal | None:
    return _ZERO if aim.target.kind == "zero" else aim.target.value


def _path(aim: Aim, base: Baseline, level: Decimal, day: datetime.date, before: datetime.date | None) -> tuple[Point, ...]:
    """From the baseline past the milestones to the target, or what is left of it after the day of the target before."""
    is_after_another = before is not None and before > base.period.end
    if not (aim.target.via or is_after_another):
        return ((base.period.end, base.value + _ZERO * (level - base.value)), (day, base.value + _ONE * (level - base.value)))
    via = [(milestone.by, milestone.value) for milestone in aim.target.via]
    points = path_points(start=base.period.end, end=day, baseline=base.value, target=level, via=via)
    if before and is_after_another:
        points = [(before, expected(before, points)), *(point for point in points if point[0] > before)]
    return tuple((when, base.value + _exact(share) * (level - base.value)) for when, share in points)


def _curve(base: Baseline, level: Decimal, day: datetime.date) -> tuple[Point, ...]:
    """At an even rate of change from the start to the target, which is no straight line; straight where no rate exists."""
    begun, days = base.period.end, (day - base.period.end).days
    if base.value * level <= 0:
        return ((begun, base.value), (day, level))
    shares = [Fraction(step, _CURVE) for step in range(_CURVE + 1)]
    curve = [(begun + datetime.timedelta(days=int(days * share)), base.value * (level / base.value) ** _exact(share)) for share in shares]
    return _one_a_day([*curve[:-1], (day, level)])


def _one_a_day(points: Iterable[Point]) -> tuple[Point, ...]:
    known = list(points)
    return (*(point for point, later in pairwise(known) if point[0] < later[0]), known[-1])


def _exact(share: Fraction) -> Decimal:
    return Decimal(share.numerator) / Decimal(share.denominator)
