"""Goals come in; how many of them stand how goes out, and a strip of it in hundredths of its width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ledstjarna.derive.status_names import PROGRESS_STATUSES, REPORTING_STATUSES

if TYPE_CHECKING:
    from ledstjarna.derive.nodes import AgencyNode, GoalNode
    from ledstjarna.derive.standing import GoalStanding, IndicatorStanding
    from ledstjarna.derive.summary import GoalSummary

LENGTH = 1000
GAP = 6
LEGIBLE = 22  # as long as a digit is wide where the strip is narrowest


@dataclass(frozen=True, slots=True)
class Segment:
    """One status: where its stretch begins, how long it is, its middle, and how many goals, where there is room to write that.

    Places are hundredths of the strip's width, with one decimal.
    """

    status: str
    start: float
    length: float
    middle: float
    n: int | None


def draw_strip(counts: Sequence[tuple[str, int]]) -> list[Segment]:
    """A segment for each status, as long as its share of the goals, with a gap between."""
    whole = sum(many for _, many in counts)
    room = LENGTH - GAP * (len(counts) - 1)
    segments, before = [], 0
    for index, (status, many) in enumerate(counts):
        start, end = (round(Fraction(room * gone, whole)) for gone in (before, before + many))
        left, length = start + GAP * index, end - start
        is_legible = length >= LEGIBLE * len(str(many))
        segments.append(Segment(status, left / 10, length / 10, round(left + length / 2) / 10, many if is_legible else None))
        before += many
    return segments


@dataclass(frozen=True, slots=True)
class Tally:
    """How many goals stand how: progress where it can be judged, best first, then what kind of data is missing; and its strip."""

    counts: tuple[tuple[str, int], ...] = ()
    strip: tuple[Segment, ...] = ()


def tally_goals(goals: Iterable[GoalSummary]) -> Tally:
    """The tally of some goals.

    Those without outcomes of bodies that do not report here are counted apart, as ``not_published_here``.
    """
    counts = Counter(goal.counted for goal in goals)
    order = (*reversed(PROGRESS_STATUSES), "reported", "no_measure", *REPORTING_STATUSES, "not_published_here")
    ordered = tuple((status, counts.pop(status)) for status in order if status in counts)
    return Tally(ordered, tuple(draw_strip(ordered)))


def counted_status(goal: GoalNode) -> str:
    """The status that a goal is counted under."""
    return told_status(goal.standing, goal.agency)


def told_status(standing: GoalStanding | IndicatorStanding, agency: AgencyNode) -> str:
    """A verdict, else what kind of data is missing; that no outcome has come is known only of a body that reports here."""
    status = standing.progress_status or standing.reporting_status
    return "not_published_here" if status == "no_outcome_yet" and not agency.reports_here else status
