"""Findings and events come in; their tables go out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ledstjarna.data.tables.column import Table, Way, by_row, own, page
from ledstjarna.data.tables.goals import GOAL_WAYS
from ledstjarna.derive.nodes import FindingNode, GoalNode
from ledstjarna.derive.site import Site
from ledstjarna.model.finding import Response
from ledstjarna.model.goal import Event
from ledstjarna.words.downloads import TABLES


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding and the latest answer to it."""

    node: FindingNode
    answer: Response | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened to a goal."""

    node: GoalNode
    event: Event


def finding_rows(site: Site) -> Iterator[FindingRow]:
    """Every finding, in order of the ids."""
    for node in site.findings.values():
        yield FindingRow(node, node.record.responses[-1] if node.record.responses else None)


def event_rows(node: GoalNode) -> Iterator[EventRow]:
    """Every event of a goal, the earliest first."""
    for event in sorted(node.record.events, key=lambda event: event.date):
        yield EventRow(node, event)


_FINDING: dict[str, Way] = {
    "finding": lambda row, _: row.node.id,
    "title*": lambda row, voice: own(row.node.record.title, voice),
    "agency": lambda row, _: row.node.agency.id,
    "agency_name*": lambda row, voice: own(row.node.agency.record.name, voice),
    "invented": lambda row, _: row.node.agency.is_invented,
    "reviewer*": lambda row, voice: own(row.node.record.reviewer, voice),
    "date": lambda row, _: row.node.record.date,
    "source*": lambda row, voice: own(row.node.record.source.title or row.node.record.source.publisher, voice),
    "source_url": lambda row, _: row.node.record.source.url,
    "source_role": lambda row, _: row.node.record.source.role,
    "goals": lambda row, _: " ".join(goal.id for goal in row.node.goals) or None,
    "answers": lambda row, _: len(row.node.record.responses),
    "answer_date": lambda row, _: row.answer and row.answer.date,
    "answer_state": lambda row, _: row.answer and row.answer.state,
    "answer_promised_by": lambda row, _: row.answer and row.answer.promised_by,
    "page*": lambda row, voice: page("finding", row.node.id, voice),
}

_EVENT: dict[str, Way] = {
    **GOAL_WAYS,
    "date": lambda row, _: row.event.date,
    "event_kind": lambda row, _: row.event.kind,
    "indicator": lambda row, _: row.event.about,
    "event*": lambda row, voice: own(row.event.text, voice),
    "document_title*": lambda row, voice: row.event.document and own(row.event.document.title, voice),
    "document_url": lambda row, _: row.event.document and row.event.document.url,
}

FINDINGS = Table(
    "findings",
    *TABLES["findings"],
    ("finding",),
    by_row(_FINDING),
)
EVENTS = Table(
    "events",
    *TABLES["events"],
    (),
    by_row(_EVENT),
)
