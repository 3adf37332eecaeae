"""Values, levels and dates come in; exact shares of the way go out. Method ``linear-1``: a straight line, never clamped."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from ledstjarna.model.times import Period

Point = tuple[datetime.date, Fraction]

_NONE_OF_IT, ALL_OF_IT = Fraction(0), Fraction(1)  # the way


def progress(measured: Decimal, *, baseline: Decimal, target: Decimal) -> Fraction:
    """The share of the way from baseline to target that is gone: below 0 and above 1 are told as they are.

    The caller sees to it that baseline and target differ.
    """
    return (Fraction(measured) - Fraction(baseline)) / (Fraction(target) - Fraction(baseline))


def expected(at: datetime.date, points: Sequence[Point]) -> Fraction:
    """The share that should be gone at a date, on straight lines between ``points`` (date, share), at least two, in order.

    Counted in whole years when every date involved is a 31 December, else in days. Before the first point and after
    the last one the nearest line goes on.
    """
    years = all((date.month, date.day) == (12, 31) for date, _ in points) and (at.month, at.day) == (12, 31)
    for (start, begun), (end, gone) in pairwise(points):
        if at <= end or end == points[-1][0]:
            share = Fraction(_span(start, at, years=years), _span(start, end, years=years))
            return begun + (gone - begun) * share
    raise ValueError("expected() needs two points")


def _span(start: datetime.date, end: datetime.date, *, years: bool) -> int:
    return end.year - start.year if years else (end - start).days


def path_points(
    *, start: datetime.date, end: datetime.date, baseline: Decimal, target: Decimal, via: Sequence[tuple[datetime.date, Decimal]]
) -> list[Point]:
    """Where a path should be, and when: from the baseline, past each milestone at its own share of the way, to the target."""
    between = [(date, progress(value, baseline=baseline, target=target)) for date, value in sorted(via)]
    return [(start, _NONE_OF_IT), *between, (end, ALL_OF_IT)]


def percent(share: Fraction) -> int:
    """France's figure: whole percent, rounded half to even, never below 0 or above 100."""
    return min(100, max(0, round(share * 100)))


def pace_share(at: datetime.date, period: Period) -> Fraction:
    """The share of a period that is gone at a date: in whole months when both end with a month, else in days; 0 to 1."""
    if at >= period.end:
        return Fraction(1)
    if at < period.start:
        return Fraction(0)
    tomorrow = at + datetime.timedelta(days=1)
    after = period.end + datetime.timedelta(days=1)
    if tomorrow.day == period.start.day == after.day == 1:
        return Fraction(_months(period.start, tomorrow), _months(period.start, after))
    return Fraction((at - period.start).days + 1, period.days)


def _months(start: datetime.date, end: datetime.date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month


def is_close(measured: Decimal | Fraction, *, level: Decimal | Fraction, tolerance: Fraction) -> bool:
    """Whether a value is within the tolerance of a level, the edge counted; a level of 0 has no tolerance."""
    return abs(Fraction(measured) - Fraction(level)) <= tolerance * abs(Fraction(level))
