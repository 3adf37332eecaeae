"""A goal and how it stands come in; its rows in the table of goals go out, one for each measure, or one if it has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ledstjarna.addresses import record_file
from ledstjarna.data.records import LATER
from ledstjarna.data.tables.column import Table, Way, by_row, own, page, unit_code, unit_word, whole_address
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.standing import Aim, IndicatorStanding
from ledstjarna.model.document import Document
from ledstjarna.model.goal import Baseline, Indicator, Target
from ledstjarna.model.outcome import Outcome
from ledstjarna.words.downloads import TABLES
from ledstjarna.words.sentences import goal_sentence, indicator_sentence
from ledstjarna.words.statuses import goal_word, indicator_word
from ledstjarna.words.voice import Voice


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal, and one of its measures if it has any. What is not there is None."""

    node: GoalNode
    standing: IndicatorStanding | None
    indicator: Indicator | None
    start: Baseline | None
    aim: Aim | None
    target: Target | None
    latest: Outcome | None
    judged: Outcome | None
    document: Document | None


def goal_rows(node: GoalNode) -> Iterator[GoalRow]:
    """The facts of a goal's rows."""
    for found in node.standing.indicators:
        judged = found.judged_on if found.progress_status or found.growth else None
        yield GoalRow(node, found, found.indicator, found.start, found.aim, found.target, found.latest, judged, node.document)
    if not node.standing.indicators:
        yield GoalRow(node, None, None, None, None, None, None, None, node.document)


def _word(row: GoalRow, voice: Voice) -> str:
    return indicator_word(row.standing, row.node, voice) if row.standing else goal_word(row.node, voice)


def _sentence(row: GoalRow, voice: Voice) -> str:
    return indicator_sentence(row.standing, row.node, voice) if row.standing else goal_sentence(row.node, voice)


# Of a goal, in whatever table: rows that have a ``node``.
GOAL_WAYS: dict[str, Way] = {
    "goal": lambda row, _: row.node.id,
    "goal_title*": lambda row, voice: own(row.node.record.title, voice),
    "agency": lambda row, _: row.node.agency.id,
    "agency_name*": lambda row, voice: own(row.node.agency.record.name, voice),
    "invented": lambda row, _: row.node.agency.is_invented,
}

_WAYS: dict[str, Way] = {
    **GOAL_WAYS,
    "plan": lambda row, _: row.node.plan.id,
    "plan_title*": lambda row, voice: own(row.node.plan.record.title, voice),
    "lifecycle": lambda row, _: row.node.record.lifecycle,
    "fate": lambda row, _: row.node.record.fate and row.node.record.fate.kind,
    "judged_by": lambda row, _: row.node.record.judged_by,
    "goal_progress_status": lambda row, _: row.node.standing.progress_status,
    "goal_reporting_status": lambda row, _: row.node.standing.reporting_status,
    "goal_status*": lambda row, voice: goal_word(row.node, voice),
    "indicator": lambda row, _: row.indicator and row.indicator.id,
    "indicator_name*": lambda row, voice: row.indicator and own(row.indicator.name, voice),
    "unit": lambda row, _: row.indicator and unit_code(row.indicator.unit),
    "unit_name*": lambda row, voice: row.indicator and unit_word(row.indicator.unit, voice),
    "direction": lambda row, _: row.indicator and row.indicator.direction,
    "status*": _word,
    "sentence*": _sentence,
    "progress_status": lambda row, _: row.standing and row.standing.progress_status,
    "reporting_status": lambda row, _: row.standing and row.standing.reporting_status,
    "baseline_period": lambda row, _: row.start and row.start.period.text,
    "baseline_date": lambda row, _: row.start and row.start.period.end,
    "baseline_value": lambda row, _: row.start and row.start.value,
    "target_kind": lambda row, _: row.target and row.target.kind,
    "target_value": lambda row, _: row.target and row.target.value,
    "target_low": lambda row, _: row.target and row.target.low,
    "target_high": lambda row, _: row.target and row.target.high,
    "target_by": lambda row, _: row.aim and row.aim.day,
    "target_pace": lambda row, _: row.target and row.target.pace,
    "target_with": lambda row, _: row.target and row.target.with_,
    "target_must_be": lambda row, _: row.target and row.target.must_be,
    "latest_period": lambda row, _: row.latest and row.latest.period.text,
    "latest_date": lambda row, _: row.latest and row.latest.period.end,
    "latest_value": lambda row, _: row.latest and row.latest.value,
    "latest_done": lambda row, _: row.latest and row.latest.done,
    "latest_withheld": lambda row, _: row.latest and row.latest.withheld,
    "latest_kind": lambda row, _: row.latest and row.latest.kind,
    "latest_published": lambda row, _: row.latest and row.latest.published,
    "judged_on_period": lambda row, _: row.judged and row.judged.period.text,
    "judged_on_value": lambda row, _: row.judged and row.judged.value,
    "comparator_value": lambda row, _: row.standing and row.standing.comparator and row.standing.comparator.value,
    "course": lambda row, _: row.standing and row.standing.course,
    "method": lambda row, _: row.standing and row.standing.method,
    "progress": lambda row, _: row.standing and row.standing.progress,
    "expected": lambda row, _: row.standing and row.standing.expected,
    "expected_today": lambda row, _: LATER if row.standing and row.standing.way else None,
    "closed": lambda row, _: row.standing and row.standing.closed,
    "method_verdict": lambda row, _: row.standing and row.standing.growth and row.standing.growth.verdict,
    "score": lambda row, _: row.standing and row.standing.growth and row.standing.growth.score,
    "overdue": lambda row, _: row.standing and bool(row.standing.owed.late),
    "awaiting_final": lambda row, _: row.standing and row.standing.awaiting_final,
    "next_due": lambda row, _: row.standing and row.standing.owed.next_due,
    "outcomes": lambda row, _: row.standing and len(row.standing.outcomes),
    "document_title*": lambda row, voice: row.document and own(row.document.title, voice),
    "document_url": lambda row, _: row.document and row.document.url,
    "page*": lambda row, voice: page("goal", row.node.id, voice),
    "data": lambda row, voice: whole_address(record_file("goal", row.node.id, "json"), voice),
}

GOALS = Table(
    "goals",
    *TABLES["goals"],
    (),
    by_row(_WAYS),
)
