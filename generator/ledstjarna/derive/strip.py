"""How many goals stand how comes in; the segments of a strip, in thousandths of its length, go out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

LENGTH = 1000
GAP = 6


@dataclass(frozen=True, slots=True)
class Segment:
    """One status: where its stretch begins, and how long it is."""

    status: str
    start: int
    length: int


def draw_strip(counts: Sequence[tuple[str, int]]) -> list[Segment]:
    """A segment for each status, as long as its share of the goals, with a gap between; none for a single status or none at all."""
    whole = sum(many for _, many in counts)
    if len(counts) < 2:
        return []
    room = LENGTH - GAP * (len(counts) - 1)
    segments, before = [], 0
    for index, (status, many) in enumerate(counts):
        start, end = (round(Fraction(room * gone, whole)) for gone in (before, before + many))
        segments.append(Segment(status, start + GAP * index, end - start))
        before += many
    return segments
