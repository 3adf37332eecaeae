"""A goal comes in; its rows in the table of outcomes go out, one for each figure, those to compare with too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ledstjarna.data.tables.column import Table, Way, own, unit_code, unit_word
from ledstjarna.data.tables.goals import GOAL_WAYS
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.model.document import Source
from ledstjarna.model.goal import Indicator
from ledstjarna.model.outcome import Comparison, ComparisonValue, Correction, Outcome
from ledstjarna.model.times import Period
from ledstjarna.words.downloads import TABLES


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure: an ``outcome``, or one of a comparison's; what it has in common with its series stands beside."""

    node: GoalNode
    indicator: Indicator
    comparison_id: str | None
    comparison: Comparison | None
    entry: Outcome | ComparisonValue
    outcome: Outcome | None
    period: Period
    source: Source | None
    corrected: Correction | None

    @property
    def series(self) -> tuple[str, str, str | None]:
        """Tells one series from another."""
        return (self.node.id, self.indicator.id, self.comparison_id)


def figures(node: GoalNode) -> Iterator[Figure]:
    """Every figure of a goal: measure by measure, the earliest first, and then what it is compared with."""
    for standing in node.standing.indicators:
        indicator = standing.indicator
        for entry in standing.outcomes:
            latest = entry.ordered_corrections[-1] if entry.corrections else None
            yield Figure(node, indicator, None, None, entry, entry, entry.period, entry.source or indicator.source, latest)
        named = node.outcomes.comparisons.get(indicator.id, {}) if node.outcomes else {}
        for id, comparison in named.items():
            for value in sorted(comparison.values, key=lambda value: value.period.key):
                yield Figure(node, indicator, id, comparison, value, None, value.period, comparison.source, None)


_OF_SERIES: dict[str, Way] = {
    **GOAL_WAYS,
    "indicator": lambda row, _: row.indicator.id,
    "indicator_name*": lambda row, voice: own(row.indicator.name, voice),
    "unit": lambda row, _: unit_code(row.indicator.unit),
    "unit_name*": lambda row, voice: unit_word(row.indicator.unit, voice),
    "series": lambda row, _: "comparison" if row.comparison else "outcome",
    "comparison": lambda row, _: row.comparison_id,
    "comparison_name*": lambda row, voice: row.comparison and own(row.comparison.name, voice),
}
_WAYS: dict[str, Way] = {
    "period": lambda row, _: row.period.text,
    "period_start": lambda row, _: row.period.start,
    "period_end": lambda row, _: row.period.end,
    "value": lambda row, _: row.entry.value,
    "done": lambda row, _: row.outcome and row.outcome.done,
    "withheld": lambda row, _: row.outcome and row.outcome.withheld,
    "figure_kind": lambda row, _: row.outcome and row.outcome.kind,
    "published": lambda row, _: row.entry.published,
    "respondents": lambda row, _: row.outcome and row.outcome.respondents,
    "interval_low": lambda row, _: row.outcome and row.outcome.interval and row.outcome.interval[0],
    "interval_high": lambda row, _: row.outcome and row.outcome.interval and row.outcome.interval[1],
    "women": lambda row, _: row.outcome and row.outcome.by_sex and row.outcome.by_sex.women,
    "men": lambda row, _: row.outcome and row.outcome.by_sex and row.outcome.by_sex.men,
    "corrected": lambda row, _: row.corrected and row.corrected.date,
    "corrected_from": lambda row, _: row.corrected and row.corrected.was,
    "note*": lambda row, voice: row.outcome and own(row.outcome.note, voice),
    "source*": lambda row, voice: row.source and own(row.source.title or row.source.publisher, voice),
    "source_url": lambda row, _: row.source and row.source.url,
}

OUTCOMES = Table(
    "outcomes",
    *TABLES["outcomes"],
    (),
    _WAYS,
    _OF_SERIES,
)
