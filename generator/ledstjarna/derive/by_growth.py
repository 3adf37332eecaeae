"""An indicator judged on a straight line comes in; the same one judged by a growth-rate method goes out.

``progress`` is then the method's own ratio, and ``share`` the share of the way, which the bar draws with what an even rate would have
come to by then, so that picture and verdict agree. Growth rates replace the straight line where a level is to be reached; other kinds of
target keep their own rules. A start that the method finds is for the rate alone and decides nothing of what closes a target. The wanted
direction follows the kind of target, so none is praised for falling that should rise; one that is reached is achieved also where there is
no rate. A goal's status is still that of its worst measure or its best; its score and verdict follow the method's own rule for several
series.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ledstjarna.derive.expected_way import ExpectedWay
from ledstjarna.derive.growth import (
    ACHIEVED,
    BASE_YEAR,
    EUROSTAT,
    GROWTH_METHODS,
    OPEN_SDG,
    Growth,
    Level,
    Series,
    judge_eurostat,
    judge_open_sdg,
)
from ledstjarna.derive.judge import is_met, is_redefined
from ledstjarna.derive.progress import percent, progress
from ledstjarna.derive.standing import Aim, Circumstances, IndicatorStanding, Unjudged
from ledstjarna.derive.status_names import ProgressStatus
from ledstjarna.model.goal import Baseline, Indicator
from ledstjarna.model.outcome import Outcome

_KINDS = ("at_least", "at_most", "zero")
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
    return method in GROWTH_METHODS and all(target.kind in _KINDS and not target.pace for target in indicator.targets)


def judge_by_growth(standing: IndicatorStanding, told: Sequence[Outcome], about: Circumstances) -> IndicatorStanding:
    """The standing with the method’s verdict, and the status that it comes to; a closed target keeps what closed it.

    ``told`` are outcomes with a value, in order. The first of 2015 or later stands in for a baseline that is not given.
    """
    judged, start = standing.judged_on, standing.start or _find_start(told)
    standing = _find_path(replace(standing, start=start, progress=None, expected=None))
    standing = replace(standing, way=_find_way(standing))
    if standing.unjudged or judged is None or judged.value is None:
        return standing
    if start is None or judged.period.end <= start.period.end:
        return _without(standing, "no_growth")
    if is_redefined(standing.indicator, start, judged, about):
        return _without(standing, "redefined")
    series = _series(standing, start, judged, judged.value)
    if series is None:
        return _without(standing, "no_direction")
    growth = _METHODS[standing.method](series)
    if growth is None:
        return _without(standing, "no_growth")
    ratio = None if growth.ratio is None else Fraction(growth.ratio)
    key = standing.progress_status if standing.closed else _key(growth, standing, judged)
    return replace(standing, growth=growth, progress=ratio, expected=_expected(standing, judged.period.end), progress_status=key)


def _find_start(told: Sequence[Outcome]) -> Baseline | None:
    """The first value of 2015 or later; of those ending the same day the one that counts most, which comes last."""
    later = [outcome for outcome in told if outcome.value is not None and outcome.period.end.year >= BASE_YEAR]
    first = [outcome for outcome in later if outcome.period.end == later[0].period.end]
    return Baseline.model_construct(period=first[-1].period, value=first[-1].value) if first and first[-1].value is not None else None


def _without(standing: IndicatorStanding, why: Unjudged) -> IndicatorStanding:
    """A standing that the method says nothing of: closed targets are closed all the same."""
    return standing if standing.closed else replace(standing, progress_status=None, unjudged=why)


def _series(standing: IndicatorStanding, start: Baseline, judged: Outcome, value: Decimal) -> Series | None:
    """What is held against each other; None where it is not known which way is better."""
    aim, indicator = standing.aim, standing.indicator
    years = judged.period.end.year - start.period.end.year
    if aim is None:
        wanted = {"up": 1, "down": -1}.get(indicator.direction or "")
        return Series(start.value, value, years, wanted, limit=indicator.limit) if wanted else None
    wanted = {"at_least": 1, "at_most": -1}.get(aim.target.kind) or (1 if start.value < 0 else -1)
    target = Level(_level(aim), years=_end(aim).year - start.period.end.year, is_reached=is_met(value, aim.target))
    return Series(start.value, value, years, wanted, target)


def _find_path(standing: IndicatorStanding) -> IndicatorStanding:
    """A level that is a path from the start that was found: the share of the way, once more than the start is known."""
    start, aim, judged = standing.start, standing.aim, standing.judged_on
    if standing.course != "level" or standing.indicator.baseline or start is None or aim is None or judged is None or judged.value is None:
        return standing
    if is_met(start.value, aim.target) or not start.period.end < min(_end(aim), judged.period.end):
        return standing
    share = progress(judged.value, baseline=start.value, target=_level(aim))
    return replace(standing, course="path", share=share, percent=percent(share))


def _expected(standing: IndicatorStanding, at: datetime.date) -> Fraction | None:
    """The share of the way that an even rate would have gone by a date; on a path only, and never past the target."""
    return standing.way.on(at) if standing.way else None


def _find_way(standing: IndicatorStanding) -> ExpectedWay | None:
    aim, start = standing.aim, standing.start
    if standing.course != "path" or aim is None or start is None:
        return None
    return ExpectedWay(((start.period.end, Fraction(0)), (_end(aim), Fraction(1))), (start.value, _level(aim)))


def _end(aim: Aim) -> datetime.date:
    assert aim.day is not None  # of a target that is judged by growth ``status`` knows the day, said or not
    return aim.day


def _level(aim: Aim) -> Decimal:
    return aim.target.value or Decimal(0)


def _key(growth: Growth, standing: IndicatorStanding, judged: Outcome) -> ProgressStatus | None:
    """The status that an open target's verdict comes to; without a target there is none."""
    aim = standing.aim
    if aim is None or judged.value is None:
        return None
    if is_met(judged.value, aim.target) and judged.period.end < _end(aim):
        return "met_early"
    return "on_track" if growth.verdict == ACHIEVED else _KEYS[growth.verdict]


_METHODS = {OPEN_SDG: judge_open_sdg, EUROSTAT: judge_eurostat}
