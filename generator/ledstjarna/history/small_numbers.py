"""All versions of a goal come in; what could point a person out in any of them goes out hidden in all.

A measure that counts people in one version does so in every one: another unit or name does not show what was hidden.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ledstjarna.derive.small_numbers import hide_few
from ledstjarna.model.goal import Goal, Indicator
from ledstjarna.model.outcome import Outcomes
from ledstjarna.model.people import FEW, counts_people

_PEOPLE = {"sv": "personer", "en": "persons"}


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures that a goal has had, by id, as they were last; ``people`` are those that have counted people."""

    last: Mapping[str, Indicator]
    people: frozenset[str]


def find_measures(goals: Collection[Goal], outcomes: Collection[Outcomes]) -> Measures:
    """The measures of all versions of a goal."""
    every = [entry for goal in goals for entry in goal.indicators]
    by_sex = {id for one in outcomes for id, entries in one.outcomes.items() if any(entry.by_sex for entry in entries)}
    people = {entry.id for entry in every if counts_people(entry) or (entry.unit == "count" and entry.id in by_sex)}
    return Measures({entry.id: entry for entry in every}, frozenset(people))


def hide_small(goal: Goal, outcomes: Outcomes, measures: Measures) -> tuple[Goal, Outcomes]:
    """A version without figures of one to four persons; outcomes of what has never been a measure are left out."""
    own = {entry.id: entry for entry in goal.indicators}
    shown = [_as_people(own.get(id, entry)) if id in measures.people else own.get(id, entry) for id, entry in measures.last.items()]
    known = outcomes.model_copy(
        update={
            "outcomes": {id: entries for id, entries in outcomes.outcomes.items() if id in measures.last},
            "comparisons": {id: named for id, named in outcomes.comparisons.items() if id in measures.last},
        }
    )
    indicators = [
        entry.model_copy(update={"baseline": None}) if entry.id in find_hidden_starts(goal, measures) else entry
        for entry in goal.indicators
    ]
    return goal.model_copy(update={"indicators": indicators}), hide_few(known, goal.model_copy(update={"indicators": shown}))


def find_hidden_starts(goal: Goal, measures: Measures) -> frozenset[str]:
    """The measures whose starting values are hidden."""
    return frozenset(
        entry.id for entry in goal.indicators if entry.id in measures.people and entry.baseline and entry.baseline.value in FEW
    )


def _as_people(measure: Indicator) -> Indicator:
    return measure if counts_people(measure) else measure.model_copy(update={"unit": _PEOPLE})
