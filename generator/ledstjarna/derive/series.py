"""How an indicator stands comes in; the one series of figures that can be drawn together, and its holes, goes out.

What is of another length is counted in words and stands in the table, unless it makes a line of its own.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ledstjarna.derive.lengths import RHYTHM_MONTHS
from ledstjarna.derive.rhythm import name_of
from ledstjarna.derive.runs import OtherLength, Series
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.model.goal import Event, Indicator
from ledstjarna.model.lengths import length_of
from ledstjarna.model.outcome import Outcome
from ledstjarna.model.times import Period
from ledstjarna.model.values import EveryNth

_MONTHS = {"month": 1, "quarter": 3, "tertial": 4, "half-year": 6, "8-months": 12, "year": 12, "survey": 12}
_MONTH = 30  # days; distances are compared with half a step to spare


def pick_series(standing: IndicatorStanding, events: Iterable[Event] = ()) -> Series | None:
    """The figures for periods as long as the one that was judged, else the newest; None where nothing was measured that can be drawn.

    A year's total beside a month's would look like a change, so lengths are never mixed. Under a pace all that ends within its
    period belongs together, since it is cumulative.
    """
    judged = standing.judged_on or standing.not_compared
    if judged is None or judged.value is None:
        return None
    within, length = pace_period(standing), length_of(judged.period)
    fitting = [
        entry
        for entry in standing.outcomes
        if (entry.period.start >= within.start and entry.period.end <= within.end if within else length_of(entry.period) == length)
    ]
    figures: dict[datetime.date, Outcome] = {}
    for entry in fitting:
        if entry.value is not None:
            figures[entry.period.end] = entry  # of those with the same last day, the one that counts most comes last
    told = [entry for entry in figures.values() if entry.kind != "forecast"]
    withheld = [entry for entry in fitting if entry.withheld and entry.kind != "forecast" and entry.period.end not in figures]
    step = _find_step(standing.indicator, judged.period, [entry.period.end for entry in told])
    days = [event.date for event in events if event.kind == "redefined" and event.about in (None, standing.indicator.id)]
    runs, gaps = _split(told, withheld, days, step)
    return Series(
        told=tuple(told),
        forecasts=tuple(entry for entry in figures.values() if entry.kind == "forecast"),
        withheld=tuple(withheld),
        runs=runs,
        gaps=gaps,
        breaks=tuple(day for day in sorted(set(days)) if told[0].period.end < day <= told[-1].period.end),
        left_out=sum(entry.value is not None for entry in standing.outcomes) - sum(entry.value is not None for entry in fitting),
        step=step,
        others=() if within else tuple(_other_lengths(standing, length, days)),
    )


def _other_lengths(standing: IndicatorStanding, length: int, breaks: Sequence[datetime.date]) -> Iterator[OtherLength]:
    """The measured figures of every length but one."""
    found: dict[int, dict[datetime.date, Outcome]] = {}
    for entry in standing.outcomes:
        if entry.value is not None and entry.kind != "forecast" and (months := length_of(entry.period)) != length:
            found.setdefault(months, {})[entry.period.end] = entry
    for months, figures in sorted(found.items(), key=lambda item: next(iter(item[1].values())).period.days, reverse=True):
        told = list(figures.values())
        step = _find_step(standing.indicator, told[0].period, list(figures))
        yield OtherLength(months, _split(told, [], breaks, step)[0])


def pace_period(standing: IndicatorStanding) -> Period | None:
    """The period of a pace that the judged outcome lies in."""
    judged, within = standing.judged_on, standing.aim.period if standing.aim and standing.course == "pace" else None
    return within if within and judged and within.start <= judged.period.start and judged.period.end <= within.end else None


def _find_step(indicator: Indicator, judged: Period, ends: Sequence[datetime.date]) -> int:
    """How many days pass between two figures: as stated for such periods, else what is most usual among those there are."""
    length = length_of(judged)
    stated = [_rhythm_months(rhythm) for rhythm in indicator.measured if length in (0, RHYTHM_MONTHS[name_of(rhythm)])]
    if stated:
        return max(stated) * _MONTH
    passed = Counter(round((later - earlier).days / 30.44) * _MONTH or (later - earlier).days for earlier, later in pairwise(ends))
    if not passed:
        return max(length, 12) * _MONTH if length > 0 else 12 * _MONTH
    most = max(passed.values())
    usual = [days for days, times in passed.items() if times == most]
    return max(usual) if length == 0 else min(usual)


def _rhythm_months(rhythm: str | EveryNth) -> int:
    return _MONTHS[name_of(rhythm)] * (rhythm.every if isinstance(rhythm, EveryNth) else 1)


def _split(
    told: Sequence[Outcome], withheld: Sequence[Outcome], breaks: Sequence[datetime.date], step: int
) -> tuple[tuple[tuple[Outcome, ...], ...], tuple[tuple[Period, Period], ...]]:
    """The figures in stretches that may be joined, and the periods on either side of each hole."""
    known = sorted([*told, *withheld], key=lambda entry: entry.period.end)
    runs: list[list[Outcome]] = [[]]
    gaps = []
    for before, entry in zip([None, *known], known, strict=False):
        is_missing = before is not None and (entry.period.end - before.period.end).days * 2 > step * 3
        if before is not None and is_missing:
            gaps.append((before.period, entry.period))
        is_redefined = before is not None and any(before.period.end < day <= entry.period.end for day in breaks)
        if is_missing or is_redefined or entry.withheld:
            runs.append([])
        if entry.withheld is None:
            runs[-1].append(entry)
    return tuple(tuple(run) for run in runs if run), tuple(gaps)
