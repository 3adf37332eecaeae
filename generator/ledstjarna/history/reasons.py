"""The changes of a step come in; they go out with the events that were recorded in the same step and are about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ledstjarna.history.change import DECIDED, TARGETS, Change, ChangeKind
from ledstjarna.history.compare_goals import match_events
from ledstjarna.model.goal import Event, EventKind, Goal

# Which kinds of change an event of each kind speaks of; what is not here speaks of whatever a body decides.
_ABOUT: dict[EventKind, frozenset[ChangeKind]] = {
    "reworded": frozenset({"reworded", "touched_up"}),
    "target_changed": TARGETS,
    "date_changed": frozenset({"date_moved", "period_changed", "milestones_changed"}),
    "measure_added": frozenset({"measure_added", "measure_named", "measure_promised", "baseline_added", "target_added"}),
    "measure_removed": frozenset({"measure_removed"}),
    "redefined": frozenset({"redefined", "unit_changed", "direction_changed", "baseline_revised", "method_changed", "rhythm_changed"}),
    "corrected": frozenset({"outcome_corrected", "outcome_overwritten", "outcome_removed", "baseline_revised"}),
    "ended": frozenset({"ended", "fate_changed"}),
    "replaced": frozenset({"replaced", "ended", "fate_changed"}),
}
_ANY: frozenset[EventKind] = frozenset({"decided", "decision", "other"})


def give_reasons(changes: Sequence[Change], was: Goal | None, now: Goal) -> list[Change]:
    """Each change with the new event that is about it: the one about the same measure first, then the one of the nearest kind.

    An event that was recorded before and is rewritten now is no reason for anything.
    """
    _, fresh = match_events(was.events if was else (), now.events)
    return [_give_reason(change, fresh) for change in changes]


def _give_reason(change: Change, events: Sequence[Event]) -> Change:
    """The change with its reason; a figure whose correction is recorded as an event is not overwritten in silence."""
    reason = _find_reason(change, events) if change.wants_reason else None
    is_corrected = change.kind == "outcome_overwritten" and reason is not None and reason.kind == "corrected"
    return replace(change, kind="outcome_corrected" if is_corrected else change.kind, reason=reason)


def _find_reason(change: Change, events: Sequence[Event]) -> Event | None:
    measure = change.measure.id if change.measure else None
    fitting = [
        event
        for event in events
        if (change.kind in DECIDED if event.kind in _ANY else change.kind in _ABOUT.get(event.kind, ())) and event.about in (None, measure)
    ]
    fitting.sort(key=lambda event: (event.kind in _ANY, event.about is None))
    return fitting[0] if fitting else None
