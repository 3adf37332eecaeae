"""Outcomes come in; those that could point a person out go out without their figures, as if the body had withheld them.

The check only tells the editor; here the program withholds: figures, starting values, comparisons and corrections alike.
"""

from __future__ import annotations

from ledstjarna.model.goal import Goal
from ledstjarna.model.outcome import Comparison, Outcome, Outcomes
from ledstjarna.model.people import FEW, counts_people, people_test


def hide_few(outcomes: Outcomes, goal: Goal) -> Outcomes:
    """The outcomes with figures about one to four persons withheld; pages and data alike are made of these."""
    tests = {indicator.id: people_test(indicator) for indicator in goal.indicators}
    people = {indicator.id for indicator in goal.indicators if counts_people(indicator)}
    series = {id: [_hide(entry, is_people=tests[id](entry)) for entry in entries] for id, entries in outcomes.outcomes.items()}
    comparisons = {
        id: {name: _hide_values(comparison) for name, comparison in named.items()} if id in people else named
        for id, named in outcomes.comparisons.items()
    }
    return outcomes.model_copy(update={"outcomes": series, "comparisons": comparisons})


def hide_few_at_the_start(goal: Goal) -> Goal:
    """The goal without starting values about one to four persons: progress from one would tell it."""
    indicators = [
        indicator.model_copy(update={"baseline": None})
        if indicator.baseline and indicator.baseline.value in FEW and counts_people(indicator)
        else indicator
        for indicator in goal.indicators
    ]
    return goal if indicators == goal.indicators else goal.model_copy(update={"indicators": indicators})


def _hide_values(comparison: Comparison) -> Comparison:
    return comparison.model_copy(update={"values": [value for value in comparison.values if value.value not in FEW]})


def _hide(outcome: Outcome, *, is_people: bool) -> Outcome:
    if outcome.withheld:
        return _withhold(outcome, outcome.withheld) if outcome.by_sex or outcome.interval or outcome.withheld == "fewer_than_5" else outcome
    if outcome.value is not None and outcome.respondents in FEW:
        return _withhold(outcome, "small_numbers")
    if outcome.value is None or not is_people:
        return outcome
    if outcome.value in FEW:
        return _withhold(outcome, "fewer_than_5")
    changes: dict[str, object] = {}
    if outcome.by_sex and any(part in FEW for part in (outcome.by_sex.women, outcome.by_sex.men)):
        changes["by_sex"] = None  # both parts: one of them would be the total less the other
    if any(correction.was in FEW for correction in outcome.corrections):
        changes["corrections"] = [correction for correction in outcome.corrections if correction.was not in FEW]
    return outcome.model_copy(update=changes) if changes else outcome


def _withhold(outcome: Outcome, why: str) -> Outcome:
    nothing: dict[str, object] = {"value": None, "respondents": None, "interval": None, "by_sex": None, "corrections": []}
    return outcome.model_copy(update={**nothing, "withheld": why})
