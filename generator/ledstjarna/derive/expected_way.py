"""A path to a target comes in; the share of it that should be gone on any day goes out."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ledstjarna.derive.growth import expected_share
from ledstjarna.derive.progress import Point, expected


class ExpectedWay(NamedTuple):
    """Where a path should be, and when. ``growth`` are the values that it begins and ends with, where it is gone at an even rate."""

    points: tuple[Point, ...]
    growth: tuple[Decimal, Decimal] | None = None

    def on(self, day: datetime.date) -> Fraction | None:
        """The share that should be gone on a day, exact; None where there is no even rate from the one value to the other.

        On a straight line it is not clamped; at an even rate it is never past the target.
        """
        gone = expected(day, self.points)
        if self.growth is None:
            return gone
        share = expected_share(*self.growth, min(Fraction(1), max(Fraction(0), gone)))
        return None if share is None else Fraction(share)
