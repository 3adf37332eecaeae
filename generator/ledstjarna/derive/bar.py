"""How an indicator stands comes in; where a bar's parts begin and end, in thousandths of its length, goes out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.model.goal import Target

LENGTH = 1000
SMALL_PERCENT = 20


@dataclass(frozen=True, slots=True)
class ProgressBar:
    """A path: how far it has come, and how far it should have come by the same date. Clamped, since it is a drawing."""

    filled: int
    expected: int


@dataclass(frozen=True, slots=True)
class LevelBar:
    """A level: the value's stretch, the line to hold (or the band from ``line`` to ``band_end``) and the scale's ends."""

    start: int
    end: int
    line: int
    band_end: int | None
    low: Decimal
    high: Decimal


def draw_progress(standing: IndicatorStanding) -> ProgressBar | None:
    """The bar of a judged path."""
    if standing.share is None or standing.expected is None:
        return None
    return ProgressBar(_place(standing.share), _place(standing.expected))


def draw_level(standing: IndicatorStanding) -> LevelBar | None:
    """The bar of a judged level, pace or comparison; None for zero, where a bar would show nothing."""
    target, judged = standing.target, standing.judged_on
    if not (
        target and judged and judged.value is not None and standing.progress_status and standing.course in ("level", "pace", "compare")
    ):
        return None
    line, band_end = _line(standing, target)
    if target.kind == "zero" or line is None:
        return None
    low, high = _scale([judged.value, line, *([band_end] if band_end is not None else [])], percent=standing.indicator.unit == "percent")
    zero = _on_scale(Decimal(0), low, high)
    value = _on_scale(judged.value, low, high)
    return LevelBar(
        start=min(zero, value),
        end=max(zero, value),
        line=_on_scale(line, low, high),
        band_end=None if band_end is None else _on_scale(band_end, low, high),
        low=low,
        high=high,
    )


def _line(standing: IndicatorStanding, target: Target) -> tuple[Decimal | None, Decimal | None]:
    if standing.level_now is not None:
        return Decimal(standing.level_now.numerator) / Decimal(standing.level_now.denominator), None
    return (target.low, target.high) if target.kind == "between" else (target.value, None)


def _scale(values: list[Decimal], *, percent: bool) -> tuple[Decimal, Decimal]:
    """From 0, or below it, to a round figure that holds every value; a percentage goes to 100.

    Where all percentages are so small that nothing could be seen beside 100, the scale ends at the next round figure above them.
    """
    low, high = min(*values, Decimal(0)), max(*values, Decimal(0))
    if percent and low >= 0 and high <= 100:
        return Decimal(0), _round_above(high) if 0 < high < SMALL_PERCENT else Decimal(100)
    if low == high:
        return Decimal(0), Decimal(1)
    return (Decimal(0) if low == 0 else -_round_up(-low)), (Decimal(0) if high == 0 else _round_up(high))


def _round_up(value: Decimal) -> Decimal:
    """The next 1, 1.5, 2, 3, 4, 5, 6 or 8 times a power of ten."""
    power = Decimal(10) ** value.adjusted()
    steps = ("1", "1.5", "2", "3", "4", "5", "6", "8", "10")
    return next(Decimal(step) * power for step in steps if Decimal(step) * power >= value)


def _round_above(value: Decimal) -> Decimal:
    """The next round figure that is larger: the end of the scale is not the level."""
    end = _round_up(value)
    return end if end > value else _round_up(value + Decimal(1).scaleb(value.adjusted() - 1))


def _on_scale(value: Decimal, low: Decimal, high: Decimal) -> int:
    return _place((Fraction(value) - Fraction(low)) / (Fraction(high) - Fraction(low)))


def _place(share: Fraction) -> int:
    return min(LENGTH, max(0, round(share * LENGTH)))
