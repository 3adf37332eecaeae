"""Outcomes come in; those that could point a person out go out without their figures, as if the body had withheld them."""

from __future__ import annotations

from generator.model.goal import Goal, Indicator
from generator.model.outcome import Outcome, Outcomes
from generator.model.people import FEW, counts_persons


def hide_few(outcomes: Outcomes, goal: Goal) -> Outcomes:
    """The outcomes with figures about one to four persons withheld; pages and data alike are made of these."""
    indicators = {indicator.id: indicator for indicator in goal.indicators}
    series = {id: [_hide(entry, indicators.get(id)) for entry in entries] for id, entries in outcomes.outcomes.items()}
    if all(new is old for id, entries in outcomes.outcomes.items() for new, old in zip(series[id], entries, strict=True)):
        return outcomes
    return outcomes.model_copy(update={"outcomes": series})


def _hide(outcome: Outcome, indicator: Indicator | None) -> Outcome:
    if outcome.value is None:
        return outcome
    if outcome.respondents in FEW:
        return _withhold(outcome, "small_numbers")
    if indicator is None or not counts_persons(indicator.unit):
        return outcome
    if outcome.value in FEW:
        return _withhold(outcome, "fewer_than_5")
    parts = (outcome.by_sex.women, outcome.by_sex.men) if outcome.by_sex else ()
    # Both parts go: one of them would be the total less the other.
    return outcome.model_copy(update={"by_sex": None}) if any(part in FEW for part in parts) else outcome


def _withhold(outcome: Outcome, why: str) -> Outcome:
    nothing: dict[str, object] = {"value": None, "respondents": None, "interval": None, "by_sex": None, "corrections": []}
    return outcome.model_copy(update={**nothing, "withheld": why})
