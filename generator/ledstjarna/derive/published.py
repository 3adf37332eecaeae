"""An outcome comes in; when it was told, and what it counts as because of that, goes out."""

from __future__ import annotations

import datetime

from ledstjarna.derive.rhythm import name_of
from ledstjarna.model.goal import Indicator
from ledstjarna.model.outcome import ComparisonValue, Outcome
from ledstjarna.model.times import first_day


def told_day(entry: Outcome | ComparisonValue) -> datetime.date:
    """The day on which a figure was told; where that is not stated it counts from its period's end."""
    return entry.published or entry.period.end


def is_early(outcome: Outcome, indicator: Indicator, *, as_of: datetime.date = datetime.date.max) -> bool:
    """Whether a figure was told before its period was over, and has not been corrected since, as far as is known at ``as_of``.

    A survey is told when it has been asked, and what is done is done: neither is early. Nor is one whose day of publication is unknown.
    """
    if outcome.published is None or outcome.done or any(name_of(rhythm) == "survey" for rhythm in indicator.measured):
        return False
    if not outcome.corrections:
        return outcome.period.end > outcome.published
    corrected = [correction.date for correction in outcome.corrections if correction.date and first_day(correction.date) <= as_of]
    return outcome.period.end > max([outcome.published, *corrected])


def count_as(outcome: Outcome, indicator: Indicator, *, as_of: datetime.date) -> Outcome:
    """The outcome as it counts: an early one as preliminary, unless it says itself that it is final."""
    is_said = "kind" in outcome.model_fields_set
    if outcome.kind != "outcome" or is_said or not is_early(outcome, indicator, as_of=as_of):
        return outcome
    return outcome.model_copy(update={"kind": "preliminary"})


def answers_due(outcome: Outcome, indicator: Indicator) -> bool:
    """Whether a figure answers what is due: no forecast does, nor a preliminary figure told before its period was over."""
    return outcome.kind == "outcome" or (outcome.kind == "preliminary" and not is_early(outcome, indicator))
