"""The values that a drawing must hold come in; an axis with few and round figures goes out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

MOST_INTERVALS = 4
LONGEST_FIGURE = 9
# From here on figures are told in thousands, millions and so on; below the other they are told in millionths.
LARGE, TINY = Decimal(100_000), Decimal("0.001")

_ZERO = Decimal(0)
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from ``low`` to ``high``, its round figures, and the power of ten that they are told in."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    power: int

    @property
    def has_zero(self) -> bool:
        """Whether zero is on it."""
        return self.low <= 0 <= self.high

    @property
    def longest(self) -> int:
        """How many signs the longest figure has."""
        return max(map(len, map(self._written, self.ticks)))

    def place(self, value: Decimal, start: int, end: int) -> int:
        """Where between two coordinates a value lies; what is off the scale lies at its edge."""
        if value <= self.low:
            return start
        if value >= self.high:
            return end
        return start + int(((value - self.low) * (end - start) / (self.high - self.low)).to_integral_value())

    def _written(self, tick: Decimal) -> str:
        return f"{told_in(tick, self.power):,f}"


def told_in(value: Decimal, power: int) -> Decimal:
    """A figure in thousands (3), millions (6) and so on, without zeros at its end."""
    scaled = value.scaleb(-power).normalize()
    return scaled.quantize(Decimal(1)) if scaled == scaled.to_integral_value() else scaled


def make_axis(values: Collection[Decimal], *, from_zero: bool, whole: bool) -> Axis:
    """An axis of three to five round figures, 1, 2, 2.5 or 5 times a power of ten apart; ``whole``: of whole figures, as the results are.

    Zero is left out only where it would flatten what is drawn into less than a third of the height, and never with ``from_zero``.
    """
    low, high = min(values), max(values)
    far, near = max(abs(low), abs(high)), min(abs(low), abs(high))
    flattened = low * high > 0 and near * 3 > far * 2 and low != high
    if flattened and not from_zero:
        # A value on the lowest line would look like nothing at all.
        axis = _between(_below(low, high), high, whole=whole) if low > 0 else _between(low, -_below(-high, -low), whole=whole)
        if axis.longest <= LONGEST_FIGURE:
            return axis
    return _between(min(low, _ZERO), max(high, _ZERO), whole=whole)


def _below(low: Decimal, high: Decimal) -> Decimal:
    """A little less than the lower of two values that are above zero, and still above it."""
    return max(low - (high - low) / 20, low / 2)


def _between(low: Decimal, high: Decimal, *, whole: bool) -> Axis:
    if low == high:
        high = low + 1
    step = next(step for step in _steps(high - low, whole=whole) if _up(high, step) - _down(low, step) <= MOST_INTERVALS)
    first, last = _down(low, step), _up(high, step)
    ticks = tuple(step * number for number in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks, _power(step, max(abs(ticks[0]), abs(ticks[-1]))))


def _steps(spread: Decimal, *, whole: bool) -> Iterator[Decimal]:
    """Distances between figures, the smallest that could do first."""
    for power in range(spread.adjusted() - 1, spread.adjusted() + 3):
        for step in _STEPS:
            distance = step.scaleb(power)
            if not whole or distance == distance.to_integral_value():
                yield distance
    yield max(Decimal(1), Decimal(10).scaleb(spread.adjusted() + 3))


def _down(value: Decimal, step: Decimal) -> int:
    return int((value / step).to_integral_value(ROUND_FLOOR))


def _up(value: Decimal, step: Decimal) -> int:
    return int((value / step).to_integral_value(ROUND_CEILING))


def _power(step: Decimal, far: Decimal) -> int:
    """The power of ten, a multiple of three, that makes the figures short; none for figures that are short already."""
    return step.adjusted() // 3 * 3 if far >= LARGE or far < TINY else 0
