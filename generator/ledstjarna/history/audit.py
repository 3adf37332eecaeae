"""What is recorded of a site's goals comes in; every change that nobody has given a reason for goes out, and the counts of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ledstjarna.derive.status_names import GoalpostKind
from ledstjarna.history.change import Change, ChangeKind, Entry
from ledstjarna.history.past import GoalPast, SiteHistory


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A step of a goal's history and those of its changes that have no reason."""

    past: GoalPast
    entry: Entry
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """What a replay of all history counts: goals that there are or have been, steps, changes, those without a reason, and sorts."""

    goals: int
    steps: int
    changes: int
    unexplained: int
    goalposts: Mapping[GoalpostKind, int]
    kinds: Mapping[ChangeKind, int]


def list_unexplained(history: SiteHistory) -> Iterator[Unexplained]:
    """Every step with changes that a body has a reason for and has not told, goal by goal, the oldest first."""
    for past in history.goals.values():
        for entry in past.entries:
            if silent := tuple(change for change in entry.changes if change.wants_reason and not has_reason(change)):
                yield Unexplained(past, entry, silent)


def has_reason(change: Change) -> bool:
    """Whether a reason was recorded with a change: that of an event, of a goal's end, or of a correction."""
    return change.published_reason is not None or (change.kind == "outcome_corrected" and _is_told(change.after))


def _is_told(outcome: object) -> bool:
    corrections = getattr(outcome, "corrections", [])
    return bool(corrections) and bool(corrections[-1].why)


def audit_history(history: SiteHistory) -> Audit:
    """The counts."""
    entries = [entry for past in history.goals.values() for entry in past.entries]
    return Audit(
        goals=len(history.goals),
        steps=len(entries),
        changes=sum(len(entry.changes) for entry in entries),
        unexplained=sum(len(step.changes) for step in list_unexplained(history)),
        kinds=Counter(change.kind for entry in entries for change in entry.changes),
        goalposts=Counter(post.kind for past in history.goals.values() for post in past.goalposts),
    )
