"""Parts of a version that could not be read come in; they go out as they were before, and what is about the never read is left out.

So nothing is told of what was not seen, and nothing that was changed behind what could not be read is lost: it is told once it can be.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ledstjarna.history.change import Change
from ledstjarna.model.goal import Goal
from ledstjarna.model.outcome import Outcomes
from ledstjarna.validate.past import Part

_JUDGED = frozenset({"indicators", "outcomes", "comparisons", "series_ended", "period", "lifecycle", "fate", "judged_by", "events"})
_ACTIVITY, _EVENT, _VERDICT = "activities", "events", "assessments"


def carry_goal(goal: Goal, before: Goal, unread: Collection[Part]) -> Goal:
    """A goal whose unread parts say what they said before."""
    return goal.model_copy(update={field: _carry(field, goal, before, unread) for field, _ in unread if field in type(goal).model_fields})


def carry_outcomes(outcomes: Outcomes, before: Outcomes, unread: Collection[Part]) -> Outcomes:
    """Outcomes whose unread parts say what they said before."""
    fields = type(outcomes).model_fields
    return outcomes.model_copy(update={field: _carry(field, outcomes, before, unread) for field, _ in unread if field in fields})


def _carry(field: str, now: Any, before: Any, unread: Collection[Part]) -> Any:
    """A field, with what of it could not be read as it was."""
    ids = [about for found, about in unread if found == field]
    new, old = getattr(now, field), getattr(before, field)
    if "" in ids:
        return old
    if isinstance(new, dict):
        return {**new, **{id: old[id] for id in ids if id in old}}
    if field != "indicators":
        return old
    kept = {entry.id: entry for entry in old if entry.id in ids}
    named = [kept.pop(entry.id, entry) for entry in new]
    return [*named, *kept.values()]


def is_about(change: Change, parts: Collection[Part]) -> bool:
    """Whether a change is about any of these parts."""
    places = _places(change)
    return any(
        (field, about) in places or (field, "") in places or (about == "" and any(field == own for own, _ in places))
        for field, about in parts
    )


def is_judged_by(parts: Collection[Part]) -> bool:
    """Whether any of these parts can change how a goal stands."""
    return any(field in _JUDGED for field, _ in parts)


def _places(change: Change) -> set[Part]:
    """The parts of its files that a change is about; one without an id is about all of a field."""
    kind, id = change.kind, change.measure.id if change.measure else change.about
    if kind.startswith("outcome_"):
        return {("outcomes", id)}
    if kind.startswith("series_"):
        return {("series_ended", "")}
    if kind == "comparison_changed":
        return {("comparisons", id)}
    if kind.startswith("activity_"):
        return {(_ACTIVITY, "")}
    if kind.startswith("event_"):
        return {(_EVENT, "")}
    if kind.startswith("assess"):
        return {(_VERDICT, "")}
    if change.measure:
        return {("indicators", id)}
    if kind in ("ended", "replaced", "reopened", "fate_changed", "decided", "undecided"):
        return {("lifecycle", ""), ("fate", "")}
    if kind == "no_measure_found":
        return {("no_measure", "")}
    return {(field, "") for field in change.about.split(", ")}
