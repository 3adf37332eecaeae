"""What is recorded of a site's goals comes in; what lists of changes show goes out, sorted by what they are about.

What says little by itself stands on the goals' own pages alone; so does that a goal was there when the record began, and that it came to
stand otherwise since the site judges otherwise, which is told once for all goals.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from ledstjarna.history.change import BASELINES, FIGURES, TARGETS, Change, ChangeKind, Entry
from ledstjarna.history.past import GoalPast
from ledstjarna.history.records import RecordPast
from ledstjarna.history.site import Recorded

# What a step is about, the most telling first.
Subject = Literal[
    "goalposts", "endings", "targets", "measures", "wording", "outcomes", "said", "statuses", "plans", "scrutiny", "bodies", "others"
]
SUBJECTS: tuple[Subject, ...] = get_args(Subject)

_KINDS: dict[Subject, frozenset[ChangeKind]] = {
    "endings": frozenset({"ended", "replaced", "fate_changed", "reopened", "deleted", "restored", "added"}),
    "targets": TARGETS | BASELINES,
    "measures": frozenset(
        {
            *("measure_promised", "measure_named", "measure_added", "measure_removed", "redefined", "unit_changed", "direction_changed"),
            *("method_changed", "judging_changed", "no_measure_found", "series_ended", "series_resumed"),
        }
    ),
    "wording": frozenset({"reworded", "renamed", "decided", "undecided", "period_changed", "decision_changed", "moved", "owner_changed"}),
    "outcomes": FIGURES,
    "said": frozenset({"assessed", "assessment_changed", "assessment_removed", "activity_added", "activity_removed"}),
    "statuses": frozenset({"status_changed"}),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A step of a history in a list of many."""

    past: GoalPast | RecordPast
    entry: Entry
    subject: Subject


Past = TypeVar("Past", bound=Recorded)


def list_entries(pasts: Iterable[Past]) -> list[tuple[Past, Entry]]:
    """Every step of every past, the newest first; what is not committed comes before all."""
    found = [(past, entry) for past in sorted(pasts, key=lambda past: past.id) for entry in past.entries]
    return sorted(found, key=lambda pair: (pair[1].day is None, pair[1].day or datetime.date.min, pair[1].place), reverse=True)


def list_steps(pasts: Iterable[GoalPast | RecordPast]) -> list[Listed]:
    """Every step that lists show, the newest first."""
    found = list_entries(sorted(pasts, key=lambda past: past.kind))
    return [Listed(past, entry, subject_of(past, entry)) for past, entry in found if any(map(_is_listed, entry.changes))]


def _is_listed(change: Change) -> bool:
    return not (change.is_quiet or change.kind == "imported" or (change.kind == "status_changed" and change.cause == "method"))


_OF_RECORDS: dict[str, Subject] = {"plan": "plans", "finding": "scrutiny", "agency": "bodies"}


def subject_of(past: GoalPast | RecordPast, entry: Entry) -> Subject:
    """What a step is about, first of all."""
    if past.kind != "goal":
        return _OF_RECORDS[past.kind]
    if any(post.entry.id == entry.id for post in past.goalposts):
        return "goalposts"
    kinds = {change.kind for change in entry.changes}
    return next((subject for subject in SUBJECTS if kinds & _KINDS.get(subject, frozenset())), "others")
