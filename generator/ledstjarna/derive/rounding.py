"""Exact figures come in; how many decimals they are told with, and the figures so rounded, go out.

Where only the tail of a quotient tells two figures apart, its twelve decimals are said to be "just under" or "just over". Growth rates
are compared by twelve of their some forty digits, so that what is equal in truth is not told apart by the method's own rounding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction
from itertools import count
from typing import Literal

Figure = Decimal | Fraction
Pair = tuple[Figure, Figure]

MOST_OF_QUOTIENT = 12  # so many decimals of what never ends are told at most
# Room for every figure that can be written, so that nothing is rounded but on purpose; what would be is an error.
_EXACT = Context(prec=1_000, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[InvalidOperation, Inexact])
_ROUNDED = Context(prec=1_000, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[InvalidOperation], rounding=ROUND_HALF_UP)
_ONE = Decimal(1)
_LAST = {decimals: _ONE.scaleb(-decimals) for decimals in range(2 * MOST_OF_QUOTIENT)}  # what the last decimal stands for
_HALVES = {decimals: Decimal(5).scaleb(-decimals - 1) for decimals in range(MOST_OF_QUOTIENT)}  # of the last decimal


@dataclass(frozen=True, slots=True)
class Rounding:
    """How the figures of one measure are told, so that none of them seems to be another, or nothing.

    ``decimals`` is how many the results, what they are compared with and what was decided have; None is "as each is written".
    ``level_decimals`` is how many the level of an even pace has where each figure is told as it is written, and ``level_is`` whether it
    is a little less or more than what is told. ``share_decimals`` is how many the shares of the way have, in per cent.
    """

    decimals: int | None = None
    level_decimals: int = 0
    level_is: Literal["told", "less", "more"] = "told"
    share_decimals: int = 0

    def of(self, value: Figure) -> Decimal:
        """The value as it is told; a quotient that is told as it is written would never end, and has twelve decimals."""
        return round_away(value, own_decimals(value) if self.decimals is None else self.decimals)


AS_WRITTEN = Rounding()


def round_away(value: Figure, decimals: int) -> Decimal:
    """The value rounded to so many decimals, halves away from zero, exactly. It is never ``-0``."""
    if isinstance(value, Decimal):
        told = value.quantize(_LAST.get(decimals) or _ONE.scaleb(-decimals), context=_ROUNDED)
        return told or abs(told)
    exact = value if value.__class__ is Fraction else Fraction(value)
    whole = (2 * abs(exact.numerator) * 10**decimals + exact.denominator) // (2 * exact.denominator)
    return Decimal((int(whole > 0 > exact), tuple(map(int, str(whole))), -decimals))


def distance(one: Decimal, other: Decimal) -> Decimal:
    """How far two figures are from each other, exactly."""
    return _EXACT.subtract(one, other).copy_abs()


def near(value: Figure) -> Decimal:
    """What was worked out to some forty digits, without those that say nothing: twelve decimals, or more where nothing would be left."""
    return next(told for decimals in count(MOST_OF_QUOTIENT) if (told := round_away(value, decimals)) or not value)


def own_decimals(value: Figure) -> int:
    """How many decimals it takes to tell a value exactly; of a quotient that never ends twelve, or more if it were nothing by them."""
    if isinstance(value, Decimal):
        return max(0, -int(value.normalize(_EXACT).as_tuple().exponent)) if value else 0
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest == 1:
        return max(twos, fives)
    return next(decimals for decimals in count(MOST_OF_QUOTIENT) if round_away(value, decimals))


def enough_decimals(start: int, pairs: Iterable[Pair], figures: Iterable[Figure], *, most: int | None = None) -> int:
    """How many decimals it takes, from ``start`` up, that the order of each pair can be read and no figure that is not 0 is told as 0.

    Without ``most`` they are as many as that takes.
    """
    if most is not None and most <= start:
        return start
    unequal = [pair for pair in pairs if pair[0] != pair[1]]
    unlike_zero = [figure for figure in figures if figure]
    decimals = start
    while decimals != most and not _can_be_read(unequal, unlike_zero, decimals):
        decimals += 1
    return decimals


def _can_be_read(pairs: Sequence[Pair], figures: Iterable[Figure], decimals: int) -> bool:
    """Rounding keeps the order of what it does not make equal."""
    for figure in figures:
        if not _is_told(figure, decimals):
            return False
    return not pairs or all(round_away(one, decimals) != round_away(other, decimals) for one, other in pairs)


def _is_told(value: Figure, decimals: int) -> bool:
    """Whether anything is left of a value that is told with so many decimals: half of the last one is."""
    if isinstance(value, Decimal):
        return value.copy_abs() >= (_HALVES.get(decimals) or _ONE.scaleb(-decimals) / 2)
    return bool(round_away(value, decimals))
