"""An indicator judged on a straight line comes in; the same one judged by a growth-rate method goes out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from generator.derive.growth import (
    ACHIEVED,
    BASE_YEAR,
    EUROSTAT,
    GROWTH_METHODS,
    OPEN_SDG,
    TARGET_YEAR,
    Growth,
    Series,
    expected_share,
    judge_eurostat,
    judge_open_sdg,
    years_between,
)
from generator.derive.judge import is_met, is_redefined
from generator.derive.standing import Aim, Circumstances, IndicatorStanding, ProgressStatus, Unjudged
from generator.model.goal import Baseline, Indicator
from generator.model.outcome import Outcome
from generator.model.times import Period, day

_WANTED = {"at_least": 1, "at_most": -1, "zero": -1}
_KEYS: dict[str, ProgressStatus] = {
    "substantial_progress": "on_track",
    "significant_progress": "on_track",
    "moderate_progress": "behind",
    "limited_progress": "off_track",
    "insufficient_progress": "off_track",
    "deterioration": "moving_away",
    "movement_away": "moving_away",
}


def is_by_growth(indicator: Indicator, method: str) -> bool:
    """Whether a growth-rate method is named, and its targets are such that a growth rate can be held against them."""
    return method in GROWTH_METHODS and all(target.kind in _WANTED and not target.pace for target in indicator.targets)


def find_start(indicator: Indicator, told: Sequence[Outcome]) -> Indicator:
    """The indicator with a baseline: its own, else the first value of 2015 or later."""
    first = next((outcome for outcome in told if outcome.value is not None and outcome.period.end.year >= BASE_YEAR), None)
    if indicator.baseline or first is None or first.value is None:
        return indicator
    return indicator.model_copy(update={"baseline": Baseline.model_construct(period=first.period, value=first.value)})


def judge_by_growth(standing: IndicatorStanding, about: Circumstances) -> IndicatorStanding:
    """The standing with the method's verdict, and the status that it comes to; a closed target keeps what closed it."""
    base, judged = standing.indicator.baseline, standing.judged_on
    if standing.unjudged or judged is None or judged.value is None:
        return standing
    if base is None or judged.period.end <= base.period.end:
        return _without(standing, "before_baseline" if base else "no_baseline")
    if is_redefined(standing.indicator, base, judged, about):
        return _without(standing, "redefined")
    series = _series(standing, base, judged)
    growth = _METHODS[standing.method](series) if series else None
    if growth is None:
        return _without(standing, "no_growth")
    ratio = None if growth.ratio is None else Fraction(growth.ratio)
    key = standing.progress_status if standing.closed else _key(growth, standing, judged)
    standing = replace(standing, growth=growth, progress=ratio, progress_status=key)
    if standing.course != "path":
        return standing
    return replace(standing, expected=_expected(standing, base, judged.period), expected_today=_expected(standing, base, day(about.as_of)))


def _without(standing: IndicatorStanding, why: Unjudged) -> IndicatorStanding:
    """A standing that the method says nothing of: closed targets are closed all the same."""
    return standing if standing.closed else replace(standing, progress_status=None, unjudged=why)


def _series(standing: IndicatorStanding, base: Baseline, judged: Outcome) -> Series | None:
    """What is held against each other; None where it is not known which way is better."""
    aim, indicator = standing.aim, standing.indicator
    wanted = {"up": 1, "down": -1}.get(indicator.direction or "") or _WANTED.get(aim.target.kind if aim else "", 0)
    if not wanted or judged.value is None:
        return None
    years = years_between(base.period, judged.period)
    if aim is None:
        return Series(base.value, judged.value, years, wanted, limit=indicator.limit)
    level = aim.target.value or Decimal(0)
    in_all = years_between(base.period, _end(aim))
    return Series(base.value, judged.value, years, wanted, target=level, target_years=in_all, limit=indicator.limit)


def _expected(standing: IndicatorStanding, base: Baseline, at: Period) -> Fraction | None:
    """The share of the way that an even rate would have gone by the end of a period."""
    aim = standing.aim
    assert aim is not None  # a path has a target
    in_all = years_between(base.period, _end(aim))
    share = expected_share(base.value, aim.target.value or Decimal(0), years_between(base.period, at) / in_all)
    return None if share is None else Fraction(share)


def _end(aim: Aim) -> Period:
    return day(aim.day or datetime.date(TARGET_YEAR, 12, 31))


def _key(growth: Growth, standing: IndicatorStanding, judged: Outcome) -> ProgressStatus | None:
    """The status that an open target's verdict comes to; without a target there is none."""
    aim = standing.aim
    if aim is None or judged.value is None:
        return None
    if is_met(judged.value, aim.target) and judged.period.end < _end(aim).end:
        return "met_early"
    return "on_track" if growth.verdict == ACHIEVED else _KEYS[growth.verdict]


_METHODS = {OPEN_SDG: judge_open_sdg, EUROSTAT: judge_eurostat}
