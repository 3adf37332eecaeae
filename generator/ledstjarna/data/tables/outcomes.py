"""A goal comes in; its series in the table of outcomes go out, of which each figure is a row, those to compare with too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledstjarna.data.tables.column import ColumnWay, Table, Way, own, unit_code, unit_word
from ledstjarna.data.tables.goals import GOAL_WAYS
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.model.document import Source
from ledstjarna.model.goal import Indicator
from ledstjarna.model.outcome import Comparison, ComparisonValue, Correction, Outcome
from ledstjarna.words.downloads import TABLES


@dataclass(frozen=True, slots=True)
class Series:
    """Published figures of a measure, the earliest first: its ``outcomes``, or those of a comparison, of which less is known."""

    node: GoalNode
    indicator: Indicator
    comparison_id: str | None
    comparison: Comparison | None
    figures: Sequence[Outcome | ComparisonValue]
    outcomes: Sequence[Outcome]
    sources: Sequence[Source | None]
    corrected: Sequence[Correction | None]


def series_of(node: GoalNode) -> Iterator[Series]:
    """Every series of a goal that has a figure: measure by measure, and then what it is compared with."""
    for standing in node.standing.indicators:
        indicator, outcomes = standing.indicator, standing.outcomes
        if outcomes:
            sources = [outcome.source or indicator.source for outcome in outcomes]
            corrected = [outcome.ordered_corrections[-1] if outcome.corrections else None for outcome in outcomes]
            yield Series(node, indicator, None, None, outcomes, outcomes, sources, corrected)
        named = node.outcomes.comparisons.get(indicator.id, {}) if node.outcomes else {}
        for id, comparison in named.items():
            values = sorted(comparison.values, key=lambda value: value.period.key)
            if values:
                yield Series(node, indicator, id, comparison, values, (), [comparison.source] * len(values), ())


_OF_SERIES: dict[str, Way] = {
    **GOAL_WAYS,
    "indicator": lambda series, _: series.indicator.id,
    "indicator_name*": lambda series, voice: own(series.indicator.name, voice),
    "unit": lambda series, _: unit_code(series.indicator.unit),
    "unit_name*": lambda series, voice: unit_word(series.indicator.unit, voice),
    "series": lambda series, _: "comparison" if series.comparison else "outcome",
    "comparison": lambda series, _: series.comparison_id,
    "comparison_name*": lambda series, voice: series.comparison and own(series.comparison.name, voice),
}
_OF_FIGURES: dict[str, ColumnWay] = {
    "period": lambda series, _: [figure.period.text for figure in series.figures],
    "period_start": lambda series, _: [figure.period.start for figure in series.figures],
    "period_end": lambda series, _: [figure.period.end for figure in series.figures],
    "value": lambda series, _: [figure.value for figure in series.figures],
    "done": lambda series, _: [outcome.done for outcome in series.outcomes],
    "withheld": lambda series, _: [outcome.withheld for outcome in series.outcomes],
    "figure_kind": lambda series, _: [outcome.kind for outcome in series.outcomes],
    "published": lambda series, _: [figure.published for figure in series.figures],
    "respondents": lambda series, _: [outcome.respondents for outcome in series.outcomes],
    "interval_low": lambda series, _: [outcome.interval and outcome.interval[0] for outcome in series.outcomes],
    "interval_high": lambda series, _: [outcome.interval and outcome.interval[1] for outcome in series.outcomes],
    "women": lambda series, _: [outcome.by_sex and outcome.by_sex.women for outcome in series.outcomes],
    "men": lambda series, _: [outcome.by_sex and outcome.by_sex.men for outcome in series.outcomes],
    "corrected": lambda series, _: [corrected and corrected.date for corrected in series.corrected],
    "corrected_from": lambda series, _: [corrected and corrected.was for corrected in series.corrected],
    "note*": lambda series, voice: [own(outcome.note, voice) for outcome in series.outcomes],
    "source*": lambda series, voice: [source and own(source.title or source.publisher, voice) for source in series.sources],
    "source_url": lambda series, _: [source and source.url for source in series.sources],
}

OUTCOMES = Table(
    "outcomes",
    *TABLES["outcomes"],
    (),
    _OF_FIGURES,
    _OF_SERIES,
)
