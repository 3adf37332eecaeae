"""A record's node comes in; the newest day that its page tells of, and the time that its outcomes cover, go out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from ledstjarna.derive.nodes import AgencyNode, FindingNode, GoalNode, PlanNode
from ledstjarna.derive.published import told_day
from ledstjarna.model.document import Document
from ledstjarna.model.goal import Event, Fate
from ledstjarna.model.outcome import Comparison, Outcomes

RecordNode = AgencyNode | PlanNode | GoalNode | FindingNode


def latest_fact(node: RecordNode, *, as_of: datetime.date) -> datetime.date | None:
    """The newest day of any fact that the record's page tells, never after ``as_of``; None where nothing on it is dated.

    What is to come has no part in it: neither the day of a target nor the day on which something is due.
    """
    return node.once(f"latest at {as_of}", lambda: _find_latest(node, as_of))


def _find_latest(node: RecordNode, as_of: datetime.date) -> datetime.date | None:
    return max((day for day in _days(node) if day is not None and day <= as_of), default=None)


def time_covered(node: GoalNode) -> tuple[datetime.date, datetime.date] | None:
    """From the first day to the last of what was measured, forecasts left out; None where nothing was."""
    measured = [
        outcome.period
        for outcomes in (node.outcomes.outcomes.values() if node.outcomes else ())
        for outcome in outcomes
        if outcome.kind != "forecast"
    ]
    if not measured:
        return None
    return min(period.start for period in measured), max(period.end for period in measured)


def _days(node: RecordNode) -> Iterator[datetime.date | None]:
    if isinstance(node, GoalNode):
        return _goal(node)
    if isinstance(node, FindingNode):
        return _finding(node)
    return _plan(node) if isinstance(node, PlanNode) else _agency(node)


def _agency(node: AgencyNode) -> Iterator[datetime.date | None]:
    yield from (goal.latest_fact for goal in node.goals)
    for finding in node.findings:
        yield from _finding(finding)
    for plan in node.plans:
        yield from _document(plan.record.document)


def _plan(node: PlanNode) -> Iterator[datetime.date | None]:
    for document in (node.record.document, *node.record.steering_chain):
        yield from _document(document)
    for statement in node.record.statements:
        yield from _happened(statement.events, statement.fate)
    yield from (goal.latest_fact for goal in node.goals)


def _goal(node: GoalNode) -> Iterator[datetime.date | None]:
    yield from _document(node.document)
    yield from _happened(node.record.events, node.record.fate)
    for indicator in node.record.indicators:
        if indicator.baseline:
            yield indicator.baseline.period.end
    if node.outcomes:
        yield from _outcomes(node.outcomes)
    for finding in node.findings:
        yield from _finding(finding)


def _outcomes(record: Outcomes) -> Iterator[datetime.date | None]:
    for outcomes in record.outcomes.values():
        for outcome in outcomes:
            yield told_day(outcome)
            for correction in outcome.corrections:
                yield correction.date
    for named in record.comparisons.values():
        yield from _comparisons(named.values())
    yield from (entry.date for entry in record.series_ended)
    yield from (entry.date for entry in record.assessments)


def _comparisons(comparisons: Iterable[Comparison]) -> Iterator[datetime.date]:
    for comparison in comparisons:
        for value in comparison.values:
            yield told_day(value)


def _finding(node: FindingNode) -> Iterator[datetime.date | None]:
    record = node.record
    yield record.date
    yield record.source.date
    yield from (entry.date for entry in record.responses)
    yield from (entry.date for entry in record.follow_ups)


def _document(document: Document | None) -> Iterator[datetime.date | None]:
    if document:
        yield document.decided
        yield document.dated


def _happened(events: Iterable[Event], fate: Fate | None) -> Iterator[datetime.date | None]:
    for event in events:
        yield event.date
        yield from _document(event.document)
    if fate:
        yield fate.date
