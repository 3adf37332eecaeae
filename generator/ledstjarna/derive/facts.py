"""A goal's node comes in; what only its own page needs of it, worked out once for all languages, goes out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ledstjarna.derive.bar import LevelBar, ProgressBar, draw_level, draw_progress
from ledstjarna.derive.chart import Chart, draw_chart
from ledstjarna.derive.dated import latest_fact
from ledstjarna.derive.figures import row_decimals
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.standing import IndicatorStanding


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """How an indicator stands, and what is drawn of it; ``decimals`` is how many each of its outcomes is told with."""

    standing: IndicatorStanding
    progress: ProgressBar | None
    level: LevelBar | None
    chart: Chart | None
    decimals: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """A goal with all that its page draws, and the day of the newest dated fact on that page."""

    node: GoalNode
    indicators: tuple[IndicatorFacts, ...]
    latest: datetime.date | None


def derive_facts(node: GoalNode, *, as_of: datetime.date) -> GoalFacts:
    """Everything that a goal's page needs beyond how the goal stands. It is made for that page and not kept."""
    return GoalFacts(
        node.detached(),
        tuple(derive_indicator_facts(standing, node) for standing in node.standing.indicators),
        latest_fact(node, as_of=as_of),
    )


def derive_indicator_facts(standing: IndicatorStanding, node: GoalNode) -> IndicatorFacts:
    """How an indicator of that goal stands, with its drawings."""
    comparisons = node.outcomes.comparisons.get(standing.indicator.id, {}) if node.outcomes else {}
    progress = draw_progress(standing)
    return IndicatorFacts(
        standing,
        progress,
        None if progress else draw_level(standing),
        draw_chart(standing, comparisons),
        tuple(row_decimals(outcome, standing) for outcome in standing.outcomes),
    )
