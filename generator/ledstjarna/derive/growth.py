"""Two values, their years and a target come in; growth rates, their ratio, a verdict and a score go out.

Methods ``cagr-openSDG-2.4`` (Open SDG 2.4, as Statistics Canada uses it) and ``eurostat-sdg``: how fast a value has changed a year,
held against how fast it must change to reach the target (CAGR: compound annual growth rate). Exact decimals with 40 digits.
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

OPEN_SDG = "cagr-openSDG-2.4"
EUROSTAT = "eurostat-sdg"
GROWTH_METHODS = (OPEN_SDG, EUROSTAT)
BASE_YEAR, TARGET_DAY = 2015, datetime.date(2030, 12, 31)  # where nothing else is said

ACHIEVED = "target_achieved"
_EXACT = decimal.Context(prec=40)
_NEAR_ZERO = Decimal("0.001")  # stands in for a start or a target of 0, from which nothing grows by a rate
_ZERO, _ONE = Decimal(0), Decimal(1)

# The verdicts, best first, and the least ratio of each.
_OPEN_SDG_BANDS = ((Decimal("0.95"), "substantial_progress"), (Decimal("0.60"), "moderate_progress"), (_ZERO, "limited_progress"))
_OPEN_SDG_RATES = ((Decimal("0.015"), "substantial_progress"), (Decimal("0.005"), "moderate_progress"), (_ZERO, "limited_progress"))
_OPEN_SDG_SCORES = ((Decimal("2.5"), "substantial_progress"), (_ZERO, "moderate_progress"), (Decimal("-2.5"), "limited_progress"))
_WORST = "deterioration"
# Where one verdict ends and the next begins: of ratios, of scores, and of rates in per cent where there is no target.
RATIO_EDGES = (_ZERO, Decimal("0.60"), Decimal("0.95"))
SCORE_EDGES = tuple(least for least, _ in _OPEN_SDG_SCORES)
RATE_EDGES = {
    OPEN_SDG: (Decimal("0.5"), Decimal("1.5")),
    EUROSTAT: (Decimal(-1), Decimal("-0.1"), Decimal("0.1"), Decimal(1)),
}


@dataclass(frozen=True, slots=True)
class Growth:
    """What a method says. ``ratio`` is the methods' P: actual through required growth, without a target the growth in the wanted direction.

    ``actual`` and ``required`` are shares a year. None is "cannot be worked out".
    """

    verdict: str
    ratio: Decimal | None
    score: Decimal | None
    actual: Decimal | None
    required: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A target, how many years it is from the start, and whether the value has got there."""

    value: Decimal
    years: int
    is_reached: bool


@dataclass(frozen=True, slots=True)
class Series:
    """What is held against each other: a start, the value so many years later, and the target if there is one."""

    start: Decimal
    value: Decimal
    years: int
    wanted: int  # 1: an increase, -1: a decrease
    target: Level | None = None
    limit: Decimal | None = None


def judge_open_sdg(series: Series) -> Growth | None:
    """The verdict and score of ``cagr-openSDG-2.4``; None where it is not available."""
    start, target = series.start or _NEAR_ZERO, series.target
    if series.years <= 0:
        return None
    with decimal.localcontext(_EXACT):
        actual = _rate(series.value, start, series.years)
        required = _rate(target.value or _NEAR_ZERO, start, target.years) if target else None
        wanted = None if actual is None else actual * series.wanted * (-1 if start < 0 else 1)
        ratio = wanted / abs(required) if wanted is not None and required else None
        if target and target.is_reached:
            return Growth(ACHIEVED, ratio, Decimal(5), actual, required)
        if wanted is None:
            return None
        if target is None:
            part = _room(start, series.limit)
            verdict = next((word for least, word in _OPEN_SDG_RATES if wanted >= least * part), _WORST)
            return Growth(verdict, wanted, _score_rate(wanted, part), actual)
        if required == 0:  # the start is the target, and it has been left
            return Growth(_WORST, None, Decimal(-5), actual, required)
        if ratio is None:
            return None
        verdict = next((word for least, word in _OPEN_SDG_BANDS if ratio >= least), _WORST)
        return Growth(verdict, ratio, _score_ratio(ratio), actual, required)


def judge_eurostat(series: Series) -> Growth | None:
    """The verdict of ``eurostat-sdg``, which has no score; None where no growth rate can be worked out."""
    if series.years <= 0:
        return None
    with decimal.localcontext(_EXACT):
        actual = _rate(series.value, series.start, series.years)
        if actual is None:
            return None
        wanted = actual * series.wanted * (-1 if series.start < 0 else 1)
        if series.target is None:
            return Growth(_eurostat_rate(wanted * 100), wanted, None, actual)
        required = _rate(series.target.value, series.start, series.target.years)
        if not required:
            return None
        ratio = wanted / abs(required)
        return Growth(_eurostat_ratio(ratio), ratio, None, actual, required)


def _eurostat_ratio(ratio: Decimal) -> str:
    if ratio > Decimal("0.95"):
        return "significant_progress"
    if ratio > Decimal("0.60"):
        return "moderate_progress"
    return "insufficient_progress" if ratio >= 0 else "movement_away"


def _eurostat_rate(percent: Decimal) -> str:
    if percent > 1:
        return "significant_progress"
    if percent > Decimal("0.1"):
        return "moderate_progress"
    if percent >= Decimal("-0.1"):
        return "no_progress"
    return "moderate_movement_away" if percent >= -1 else "significant_movement_away"


def expected_share(start: Decimal, target: Decimal, gone: Fraction) -> Decimal | None:
    """The share of the way that an even rate has gone when a share of the time is; None where there is no such rate."""
    begun, end = start or _NEAR_ZERO, target or _NEAR_ZERO
    if begun * end < 0 or begun == end:
        return None
    with decimal.localcontext(_EXACT):
        part = Decimal(gone.numerator) / Decimal(gone.denominator)
        return (begun * _power(end / begun, part) - begun) / (end - begun)


def judge_goal(found: Sequence[Growth | None]) -> tuple[str | None, Decimal | None]:
    """The verdict and the score of a goal: the mean of its series' scores; achieved only when all scored series are.

    ``found`` has None for a series that the method says nothing of. A goal with one series stands as that.
    """
    if len(found) == 1 and found[0]:
        return found[0].verdict, found[0].score
    scored = [(growth, growth.score) for growth in found if growth and growth.score is not None]
    if not scored:
        return None, None
    mean = _EXACT.divide(sum((score for _, score in scored), _ZERO), Decimal(len(scored)))
    if all(growth.verdict == ACHIEVED for growth, _ in scored):
        return ACHIEVED, mean
    return next((word for least, word in _OPEN_SDG_SCORES if mean >= least), _WORST), mean


def _rate(value: Decimal, start: Decimal, years: int) -> Decimal | None:
    """The growth a year from one value to another; None where their signs differ, from 0, and where no year has gone."""
    if years <= 0 or start == 0 or start * value < 0:
        return None
    return _power(value / start, 1 / Decimal(years)) - 1


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    return base**exponent if base else (_ZERO if exponent else _ONE)


def _room(start: Decimal, limit: Decimal | None) -> Decimal:
    """How much can be asked of a series that begins near its natural limit: 1 far from it, 0 at it."""
    if not limit:
        return _ONE
    start, limit = abs(start), abs(limit)
    if start >= 2 * limit:
        return _ONE
    nearness = start / limit if start <= limit else (2 * limit - start) / limit
    return 1 - _power(nearness, Decimal("4.44"))


def _score_rate(rate: Decimal, part: Decimal) -> Decimal:
    if rate < 0:
        return max(125 * rate - Decimal("2.5"), Decimal(-5))
    if part == 0:
        return Decimal(5)
    if rate >= Decimal("0.015") * part:
        return min(500 * rate / part - 5, Decimal(5))
    return 250 * rate / part - Decimal("1.25") if rate >= Decimal("0.005") * part else 500 * rate / part - Decimal("2.5")


def _score_ratio(ratio: Decimal) -> Decimal:
    if ratio >= Decimal("0.60"):
        return min(Decimal("7.1429") * ratio - Decimal("4.2857"), Decimal(5))
    return max(Decimal("4.1667") * ratio - Decimal("2.5"), Decimal(-5))
