"""What is recorded of a site's goals comes in; what lists of changes show goes out, sorted by what they are about.

What says little by itself stands on the goals' own pages alone; so does that a goal was there when the record began, and that it came to
stand otherwise since the site judges otherwise, which is told once for all goals.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from ledstjarna.history.change import Change, ChangeKind, Entry
from ledstjarna.history.past import GoalPast
from ledstjarna.history.records import RecordPast

# What a step is about, the most telling first.
Subject = Literal[
    "goalposts", "endings", "targets", "measures", "wording", "outcomes", "said", "statuses", "plans", "scrutiny", "bodies", "others"
]
SUBJECTS: tuple[Subject, ...] = get_args(Subject)

_KINDS: dict[Subject, frozenset[ChangeKind]] = {
    "endings": frozenset({"ended", "replaced", "fate_changed", "reopened", "deleted", "restored", "added"}),
    "targets": frozenset(
        {
            *("target_added", "target_easier", "target_harder", "target_changed", "target_removed", "date_moved", "milestones_changed"),
            *("baseline_added", "baseline_revised", "baseline_removed"),
        }
    ),
    "measures": frozenset(
        {
            *("measure_promised", "measure_named", "measure_added", "measure_removed", "redefined", "unit_changed", "direction_changed"),
            *("method_changed", "judging_changed", "no_measure_found", "series_ended", "series_resumed"),
        }
    ),
    "wording": frozenset({"reworded", "renamed", "decided", "undecided", "period_changed", "decision_changed", "moved", "owner_changed"}),
    "outcomes": frozenset(
        {
            *("outcome_published", "outcome_settled", "outcome_revised", "outcome_corrected", "outcome_overwritten"),
            *("outcome_removed", "outcome_withheld"),
        }
    ),
    "said": frozenset({"assessed", "assessment_changed", "assessment_removed", "activity_added", "activity_removed"}),
    "statuses": frozenset({"status_changed"}),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A step of a history in a list of many."""

    past: GoalPast | RecordPast
    entry: Entry
    subject: Subject


def list_steps(pasts: Iterable[GoalPast | RecordPast]) -> list[Listed]:
    """Every step that lists show, the newest first; what is not committed comes before all."""
    found = [listed for past in sorted(pasts, key=lambda past: (past.id, past.kind)) for listed in _list(past)]
    return sorted(found, key=_order, reverse=True)


def _order(listed: Listed) -> tuple[bool, datetime.date, int]:
    entry = listed.entry
    return entry.day is None, entry.day or datetime.date.min, entry.place


def _list(past: GoalPast | RecordPast) -> Iterator[Listed]:
    posts = {post.entry.id for post in past.goalposts}
    for entry in past.entries:
        if any(_is_listed(change) for change in entry.changes):
            yield Listed(past, entry, "goalposts" if entry.id in posts else _find_subject(past, entry))


def _is_listed(change: Change) -> bool:
    return not (change.is_quiet or change.kind == "imported" or (change.kind == "status_changed" and change.cause == "method"))


_OF_RECORDS: dict[str, Subject] = {"plan": "plans", "finding": "scrutiny", "agency": "bodies"}


def _find_subject(past: GoalPast | RecordPast, entry: Entry) -> Subject:
    if past.kind != "goal":
        return _OF_RECORDS[past.kind]
    kinds = {change.kind for change in entry.changes}
    return next((subject for subject in SUBJECTS if kinds & _KINDS.get(subject, frozenset())), "others")
