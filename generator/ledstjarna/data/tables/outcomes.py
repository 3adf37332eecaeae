"""A goal comes in; its rows in the table of outcomes go out, one for each figure, those to compare with too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledstjarna.data.tables.column import AtOnce, Table, Value, Way, own, unit_code, unit_word
from ledstjarna.data.tables.goals import GOAL_WAYS
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.model.document import Source
from ledstjarna.model.goal import Indicator
from ledstjarna.model.outcome import Comparison, ComparisonValue, Correction, Outcome
from ledstjarna.model.times import Period
from ledstjarna.words.downloads import TABLES
from ledstjarna.words.voice import Voice


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
_NAMES = (
    "period",
    "period_start",
    "period_end",
    "value",
    "done",
    "withheld",
    "figure_kind",
    "published",
    "respondents",
    "interval_low",
    "interval_high",
    "women",
    "men",
    "corrected",
    "corrected_from",
    "note*",
    "source*",
    "source_url",
)
_NOTHING: tuple[None, None] = (None, None)


def _values(row: Figure, voices: Sequence[Voice]) -> list[Value]:
    """In the order of the names."""
    period, outcome, source, corrected = row.period, row.outcome, row.source, row.corrected
    found: list[Value] = [period.text, period.start, period.end, row.entry.value]
    if outcome:
        found += (outcome.done, outcome.withheld, outcome.kind, outcome.published, outcome.respondents)
        found += outcome.interval or _NOTHING
        found += (outcome.by_sex.women, outcome.by_sex.men) if outcome.by_sex else _NOTHING
    else:
        found += (None, None, None, row.entry.published, None, *_NOTHING, *_NOTHING)
    found += (corrected.date, corrected.was) if corrected else _NOTHING
    note, named = outcome.note if outcome else None, (source.title or source.publisher) if source else None
    found += [own(text, voice) for text in (note, named) for voice in voices]
    found.append(source.url if source else None)
    return found


OUTCOMES = Table(
    "outcomes",
    *TABLES["outcomes"],
    (),
    AtOnce(_NAMES, _values),
    _OF_SERIES,
)
