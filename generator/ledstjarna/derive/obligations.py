"""Rhythms, a goal's life and what has been told come in; what is owed, when it is due and what of it is late goes out.

What is late is nothing but what was due before the date, so a hole in the past stays visible until it is filled. Half a period at the
start is not owed; the one in which the goal ends is. Where the calendar leaves room, the reading that claims less wins: a figure for the
same stretch however it is written, for the single day on which the period ends, a cumulative one that ends the same day, a school year
that ends within the year, and the starting value's own all count as told.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from ledstjarna.derive.rhythm import Beat, is_period_of, make_beat, name_of
from ledstjarna.model.agency import Agency
from ledstjarna.model.goal import Goal, Indicator
from ledstjarna.model.outcome import Outcome, SeriesEnd
from ledstjarna.model.times import Period, first_day

_YEAR = {"agency": "02-22"}  # the annual report to the Government; a municipal body reports to the council
_MUNICIPAL_YEAR = "04-15"


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a body's outcomes are due, by rhythm. ``begins``: None where it does not report here (yet), and nothing is ever late."""

    begins: datetime.date | None
    due: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Obligation:
    """The figure for a period that a body is to tell by a day."""

    owed: Period
    due: datetime.date


@dataclass(frozen=True, slots=True)
class Owed:
    """What has not been told: ``late`` was due before the date, the earliest first; ``coming`` is what is due next.

    ``late_periods`` has each period that is late once, by its earliest due day, though several reports owe it.
    """

    late: tuple[Obligation, ...] = ()
    coming: Obligation | None = None
    late_periods: tuple[Obligation, ...] = ()

    @property
    def next_due(self) -> datetime.date | None:
        """The earliest day on which something untold is due, be it past or to come."""
        return self.late[0].due if self.late else self.coming.due if self.coming else None


NOTHING_OWED = Owed()


def once_a_period(owed: Iterable[Obligation]) -> list[Obligation]:
    """The first obligation of each period."""
    found: dict[object, Obligation] = {}
    for obligation in owed:
        found.setdefault(obligation.owed.key, obligation)
    return list(found.values())


def make_calendar(agency: Agency, above: Iterable[Agency], *, as_of: datetime.date) -> Calendar:
    """A body’s calendar: its own days come before those of the bodies ``above`` it, the nearest first."""
    due: dict[str, str | int] = {"year": _YEAR.get(agency.kind, _MUNICIPAL_YEAR)}
    for body in reversed([agency, *above]):
        due.update(body.due.items())
    begins = agency.reports_here.from_ if agency.reports_here else None
    return Calendar(begins if begins and begins <= as_of else None, due)


def find_owed(
    indicator: Indicator,
    told: Sequence[Outcome],
    *,
    goal: Goal,
    period: Period | None,
    series_end: SeriesEnd | None,
    calendar: Calendar,
    as_of: datetime.date,
) -> Owed:
    """What is owed for an indicator at ``as_of``.

    ``told`` are its outcomes by then, in order and without forecasts; ``period`` is the goal's, else its plan’s.
    A report for a rhythm that is not measured owes the newest measured period that was due when its own period ended.
    """
    found = _find_obligations(indicator, told, goal=goal, period=period, series_end=series_end, calendar=calendar, until=None, as_of=as_of)
    coming = [obligation for obligation in found if obligation.due >= as_of]
    late = tuple(obligation for obligation in found if obligation.due < as_of)
    return Owed(late, coming[0] if coming else None, tuple(once_a_period(late)))


def find_coming(
    indicator: Indicator,
    told: Sequence[Outcome],
    *,
    goal: Goal,
    period: Period | None,
    series_end: SeriesEnd | None,
    calendar: Calendar,
    until: datetime.date,
    as_of: datetime.date,
) -> list[Obligation]:
    """What falls due from ``as_of`` to a day, each period once; what is late already is not among it. The rest is as for ``find_owed``."""
    found = _find_obligations(indicator, told, goal=goal, period=period, series_end=series_end, calendar=calendar, until=until, as_of=as_of)
    return [obligation for obligation in once_a_period(found) if as_of <= obligation.due <= until]


def _find_obligations(
    indicator: Indicator,
    told: Sequence[Outcome],
    *,
    goal: Goal,
    period: Period | None,
    series_end: SeriesEnd | None,
    calendar: Calendar,
    until: datetime.date | None,
    as_of: datetime.date,
) -> list[Obligation]:
    """All that is owed and due before ``as_of``, and of each rhythm what comes then: the next, or with ``until`` all to that day."""
    life = _live(indicator, goal, period, series_end, calendar)
    if life is None:
        return []
    base = indicator.baseline.period.end if indicator.baseline else None
    earliest = told[0].period.end if told else None
    due = dict(calendar.due)
    due.update(indicator.due.items())
    beats = partial(make_beat, due=due, begins=life.begins, base=base, earliest_told=earliest)
    measured = [beats(rhythm) for rhythm in indicator.measured]
    told_already = _Told(indicator, told)
    obligations: list[Obligation] = []
    for beat in [beats(rhythm) for rhythm in indicator.shown] or measured:
        owes_itself = not measured or beat in measured
        for reported in beat.periods(life.begins, life.ends):
            day = beat.due(reported)
            if day > life.until or (until and day > until):
                break
            found = (reported, beat) if owes_itself else _newest_due(measured, reported.end, life.ends)
            if found is None or found[0].end > life.measured_until or told_already.has(*found):
                continue
            obligations.append(Obligation(found[0], day))
            if day >= as_of and until is None:
                break
    return sorted(obligations, key=_order)


@dataclass(frozen=True, slots=True)
class _Life:
    """Owed are periods from ``begins`` to ``ends`` that are measured by ``measured_until`` and due by ``until``."""

    begins: datetime.date
    ends: datetime.date | None
    until: datetime.date
    measured_until: datetime.date


def _live(indicator: Indicator, goal: Goal, period: Period | None, series_end: SeriesEnd | None, calendar: Calendar) -> _Life | None:
    """When figures of an indicator are owed; None where none ever are."""
    ended = first_day(goal.fate.date) if goal.fate and goal.fate.date else None
    if calendar.begins is None or indicator.promised or goal.lifecycle == "proposed":
        return None
    if (goal.lifecycle == "ended" and ended is None) or (series_end and series_end.date is None):
        return None
    return _Life(
        begins=max([calendar.begins, *([period.start] if period else []), *_days(goal, indicator, "measure_added")]),
        ends=_ends(indicator, period),
        until=min([ended or datetime.date.max, *_days(goal, indicator, "measure_removed")]),
        measured_until=(series_end.date if series_end else None) or datetime.date.max,
    )


def _days(goal: Goal, indicator: Indicator, kind: str) -> list[datetime.date]:
    """When an event of a kind befell a measure."""
    return [event.date for event in goal.events if event.kind == kind and event.about == indicator.id]


def _order(obligation: Obligation) -> tuple[datetime.date, datetime.date, int]:
    return obligation.due, obligation.owed.end, obligation.owed.days


def _ends(indicator: Indicator, period: Period | None) -> datetime.date | None:
    """The last day of what is followed: of the goal's period, or of a target that has a later day of its own."""
    own = [target.by or (target.period.end if target.period else None) for target in indicator.targets]
    return max((day for day in (*own, period.end if period else None) if day), default=None)


def _newest_due(measured: Sequence[Beat], by: datetime.date, ends: datetime.date | None) -> tuple[Period, Beat] | None:
    """The newest measured period that was due by a day, and its rhythm; of those ending the same day the shortest."""
    found = [(period, beat) for beat in measured if (period := beat.newest_due(by, ends))]
    return max(found, key=lambda pair: (pair[0].end, -pair[0].days), default=None)


class _Told:
    """What has been told of an indicator: a figure for the same stretch of time, or one that says the same."""

    def __init__(self, indicator: Indicator, told: Sequence[Outcome]) -> None:
        periods = [outcome.period for outcome in told]
        base = [indicator.baseline.period] if indicator.baseline else []
        self._stretches = {period.key for period in (*periods, *base)}
        is_pace = any(target.pace for target in indicator.targets)  # cumulative: whatever ends the same day says the same
        self._ends = {period.end for period in periods if is_pace or period.kind == "day"}
        only_surveyed = indicator.measured == ["survey"]  # then a figure for the weeks of asking is the year's
        self._years = {period.end.year for period in periods if only_surveyed and period.start.year == period.end.year}
        self._other_years = {period.end.year for period in periods if 360 <= period.days <= 370}  # a school year, say
        names = {name_of(rhythm) for rhythm in (*indicator.measured, *indicator.shown)}
        self._periods = periods
        self._longer = [period for period in periods if not any(is_period_of(period, name) for name in names)]

    def has(self, owed: Period, beat: Beat) -> bool:
        """Whether the figure for a period has been told."""
        return (
            owed.key in self._stretches
            or owed.end in self._ends
            or (beat.start_of_all(owed), owed.end) in self._stretches
            or (beat.name == "survey" and owed.end.year in self._years)
            or (beat.name == "year" and owed.end.year in self._other_years)
            or (any(period.end == owed.end and period.start <= owed.start for period in self._longer) and self._is_cumulative(beat))
        )

    def _is_cumulative(self, beat: Beat) -> bool:
        """Whether figures run from the year's beginning: none is told for a later period of the rhythm alone."""
        return not any(period.start.month > 1 and is_period_of(period, beat.name) for period in self._periods)
