"""Records and a date come in; what was published by then goes out. What is dated later is left out of pages and data alike.

Something of a month or a year of which no more is known has happened once that has begun: it is in the content.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from ledstjarna.derive.published import told_day
from ledstjarna.model.finding import Finding
from ledstjarna.model.goal import Event, Goal
from ledstjarna.model.outcome import Comparison, Outcomes
from ledstjarna.model.plan import Plan
from ledstjarna.model.times import first_day


def goal_at(goal: Goal, as_of: datetime.date) -> Goal:
    """The goal without later events."""
    return goal if _all_by(goal.events, as_of) else goal.model_copy(update={"events": _events(goal.events, as_of)})


def plan_at(plan: Plan, as_of: datetime.date) -> Plan:
    """The plan without later events of its statements."""
    if all(_all_by(statement.events, as_of) for statement in plan.statements):
        return plan
    statements = [statement.model_copy(update={"events": _events(statement.events, as_of)}) for statement in plan.statements]
    return plan.model_copy(update={"statements": statements})


def outcomes_at(outcomes: Outcomes, as_of: datetime.date) -> Outcomes:
    """The outcomes, comparisons, ended series and assessments published by then; without a date, from the period's end."""
    series = {id: [entry for entry in entries if told_day(entry) <= as_of] for id, entries in outcomes.outcomes.items()}
    comparisons = {
        id: {name: _comparison(comparison, as_of) for name, comparison in named.items()} for id, named in outcomes.comparisons.items()
    }
    ended = [entry for entry in outcomes.series_ended if (entry.date or as_of) <= as_of]
    assessments = [entry for entry in outcomes.assessments if entry.date <= as_of]
    return outcomes.model_copy(update={"outcomes": series, "comparisons": comparisons, "series_ended": ended, "assessments": assessments})


def finding_at(finding: Finding, as_of: datetime.date) -> Finding | None:
    """The finding without later answers; None where it is itself later."""
    if (finding.date or as_of) > as_of:
        return None
    responses = [response for response in finding.responses if (response.date or as_of) <= as_of]
    follow_ups = [follow_up for follow_up in finding.follow_ups if follow_up.date <= as_of]
    return finding.model_copy(update={"responses": responses, "follow_ups": follow_ups})


def _comparison(comparison: Comparison, as_of: datetime.date) -> Comparison:
    return comparison.model_copy(update={"values": [value for value in comparison.values if told_day(value) <= as_of]})


def _all_by(events: Iterable[Event], as_of: datetime.date) -> bool:
    return all(first_day(event.date) <= as_of for event in events)


def _events(events: Iterable[Event], as_of: datetime.date) -> list[Event]:
    return [event for event in events if first_day(event.date) <= as_of]
