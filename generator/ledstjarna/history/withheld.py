"""The history of a goal and what is withheld of it come in; the history goes out without the texts of those versions.

That a target was moved, or a figure changed, is told all the same: figures stay, and words go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ledstjarna.history.change import BASELINES, FIGURES, TARGETS, Change, ChangeKind, Entry
from ledstjarna.model.goal import Goal
from ledstjarna.model.plan import Plan
from ledstjarna.model.values import Record

_WITHOUT_WORDS: frozenset[ChangeKind] = frozenset(
    {
        *("imported", "added", "deleted", "restored", "renamed", "unreadable", "readable", "ended", "replaced", "reopened"),
        *("decided", "undecided", "period_changed", "direction_changed", "method_changed", "status_changed", "withheld"),
        *TARGETS,
        *BASELINES,
        *FIGURES,
        *("series_ended", "series_resumed", "outcome_detailed"),
    }
)
_WORDS = ("note", "wording", "source", "corrections", "text", "reason", "name", "definition", "covers", "promised", "unit_one")

Withheld = Mapping[str, Mapping[str, str]]  # why, by the ids of steps


def find_withheld(goal: Goal, plan: Plan | None) -> Withheld:
    """What today's content withholds of a goal: itself, or its plan for all of its goals."""
    parts = [part.history for part in (plan, goal) if part and part.history]
    return {entry.version: entry.why for part in parts for entry in part.withhold}


def hide_withheld(entries: Sequence[Entry], withheld: Withheld) -> tuple[Entry, ...]:
    """The entries, those that lead to a withheld version or from it without words of it."""
    found: list[Entry] = []
    last: Mapping[str, str] | None = None
    for entry in entries:
        why = withheld.get(entry.id) or last
        found.append(replace(entry, changes=_hide(entry.changes, why)) if why else entry)
        if entry.place >= 0:  # what only time did has no version
            last = withheld.get(entry.id)
    return tuple(found)


def _hide(changes: Sequence[Change], why: Mapping[str, str]) -> tuple[Change, ...]:
    """Figures without words; where words are gone that is told once."""
    kept = [_strip(change) for change in changes if change.kind in _WITHOUT_WORDS]
    return (*kept, Change("withheld", after=why)) if len(kept) < len(changes) else tuple(kept)


def _strip(change: Change) -> Change:
    before, after = (_bare(value) for value in (change.before, change.after))
    measure, earlier = change.measure and _bare(change.measure), change.measure_before and _bare(change.measure_before)
    return replace(change, before=before, after=after, measure=measure, measure_before=earlier, reason=None)


def _bare(value: Any) -> Any:
    """A record without its words; a text is nothing but words."""
    if isinstance(value, Record):
        known = type(value).model_fields
        gone = [name for name in _WORDS if name in known and not known[name].is_required()]
        return value.model_copy(update={name: known[name].get_default(call_default_factory=True) for name in gone})
    return None if isinstance(value, Mapping) else value
