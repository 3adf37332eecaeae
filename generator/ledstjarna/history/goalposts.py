"""The history of a goal comes in; what nobody should miss of it goes out: moved goalposts, and what was done in silence.

A target is moved where it, its day or its starting value is changed once an outcome that it would be held against is known. An outcome is
known from the day it says it was published, else from the step that brought it here; never from before its period was over.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from ledstjarna.derive.status_names import GoalpostKind
from ledstjarna.history.change import Change, Entry
from ledstjarna.history.goal_steps import GoalVersion
from ledstjarna.history.goals import GoalHistory
from ledstjarna.model.goal import Fate, Indicator
from ledstjarna.model.outcome import Outcome

MOVED = frozenset(
    {
        "target_easier",
        "target_harder",
        "target_changed",
        "target_removed",
        "date_moved",
        "baseline_revised",
        "baseline_removed",
        "measure_removed",
        "unit_changed",
        "direction_changed",
    }
)


@dataclass(frozen=True, slots=True)
class Goalpost:
    """What stands first on its goal's page: changes of one step, in one measure where they are about any.

    ``known`` is the newest outcome that was known, and ``since`` from which day.
    """

    kind: GoalpostKind
    entry: Entry
    changes: tuple[Change, ...]
    known: Outcome | None = None
    since: datetime.date | None = None


def find_goalposts(history: GoalHistory) -> tuple[Goalpost, ...]:
    """The goalposts of a goal, the newest first. What was done to one measure in one step is one."""
    found: dict[tuple[int, GoalpostKind, str], Goalpost] = {}
    for at, entry in enumerate(history.entries):
        for change in entry.changes:
            if goalpost := _find(change, entry, history):
                key = (at, goalpost.kind, change.measure.id if change.measure else "")
                found[key] = replace(found[key], changes=(*found[key].changes, change)) if key in found else goalpost
    return tuple(reversed(found.values()))


def _find(change: Change, entry: Entry, history: GoalHistory) -> Goalpost | None:
    if change.kind in MOVED and change.measure and (change.measure.targets or change.kind.startswith("target")):
        known = _find_known(change.measure, entry, history)
        return Goalpost("moved", entry, (change,), *known) if known else None
    if change.kind in ("ended", "fate_changed"):
        fate = cast("Fate | None", change.after)
        is_dropped = fate is None or fate.kind == "dropped"
        return Goalpost("dropped", entry, (change,)) if is_dropped and change.published_reason is None else None
    if change.kind in ("outcome_overwritten", "outcome_removed"):
        is_known = cast("Outcome", change.before).kind == "outcome" and change.published_reason is None
        return Goalpost("overwritten", entry, (change,)) if is_known else None
    return Goalpost("deleted", entry, (change,)) if change.kind == "deleted" else None


def _find_known(measure: Indicator, entry: Entry, history: GoalHistory) -> tuple[Outcome, datetime.date] | None:
    """The newest outcome that a measure's target would be held against, known before a step, and from which day it was."""
    earlier = [version for version in history.versions if version.place <= entry.place]
    if not earlier:
        return None
    until = entry.day or datetime.date.max  # what is not committed is changed last
    base = measure.baseline
    last = [*[version for version in earlier if version.place < entry.place][-1:], earlier[-1]]
    found = [
        (outcome, since)
        for version in last
        for outcome in version.outcomes.outcomes.get(measure.id, ())
        if _is_known(outcome) and (base is None or outcome.period.end > base.period.end)
        if (since := _known_since(outcome, measure.id, earlier, history)) and since <= until
    ]
    return max(found, key=lambda pair: (pair[0].period.end, pair[1]), default=None)


def _is_known(outcome: Outcome) -> bool:
    return outcome.kind != "forecast" and not outcome.withheld


def _known_since(outcome: Outcome, measure: str, versions: Sequence[GoalVersion], history: GoalHistory) -> datetime.date | None:
    """The day from which an outcome was known; None where it is not committed, and does not say."""
    if outcome.published:
        return outcome.published
    first = next(
        version
        for version in versions
        if any(_is_known(entry) and entry.period.key == outcome.period.key for entry in version.outcomes.outcomes.get(measure, ()))
    )
    day = history.days.get(first.place)
    return day and max(outcome.period.end, day)
