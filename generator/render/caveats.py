"""How an indicator stands comes in; what must be known beside its result goes out: what is withheld, moved, missing or not judged."""

from __future__ import annotations

from generator.derive.site import GoalNode
from generator.derive.standing import IndicatorStanding
from generator.model.people import is_number_of
from generator.render.rows import FEW_RESPONDENTS
from generator.render.voice import Voice


def why_unjudged_sentence(standing: IndicatorStanding, voice: Voice) -> str:
    """Why nothing could be judged although there is an outcome."""
    match standing.unjudged:
        case "redefined":
            return voice._(
                "The measure has been redefined since the starting value was measured, so the result cannot be compared with it."
            )
        case "before_baseline":
            return voice._("The result is no later than the starting value, so nothing can be said about progress yet.")
        case "before_period":
            return voice._("The result is from before the target’s period, so it is not judged.")
        case "no_baseline":
            return voice._("No starting value is given, so the change cannot be judged.")
        case "no_direction":
            return voice._("It is not stated whether higher or lower is better, so the change cannot be judged.")
        case "no_growth":
            return voice._("No growth rate can be worked out between the starting value and the result, so the method in use says nothing.")
        case "waiting_for_comparison":
            return voice._("There is no comparison figure for that period yet.")
        case _:
            return ""


def withheld_sentence(standing: IndicatorStanding, voice: Voice) -> str:
    """That the newest result is withheld, and why."""
    latest = standing.latest
    if latest is None or latest.withheld is None:
        return ""
    if latest.withheld == "fewer_than_5" and not is_number_of(standing.indicator):
        return voice._("The result {when} is withheld, since it concerns fewer than 5 people.", when=voice.when(latest.period))
    if latest.withheld == "fewer_than_5":
        few = voice.measure_words(voice._("fewer than 5"), standing.indicator.unit)
        return voice._("The result {when} is {few} and is not shown more exactly.", when=voice.when(latest.period), few=few)
    return voice._("The result {when} is withheld, since it concerns too few people.", when=voice.when(latest.period))


def series_end_sentence(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    """That it is no longer measured."""
    if standing.reporting_status != "series_ended" or goal.outcomes is None:
        return ""
    entry = next(entry for entry in goal.outcomes.series_ended if entry.indicator == standing.indicator.id)
    return voice._("Measurement ended {when}.", when=voice.on(entry.date)) if entry.date else voice._("It is no longer measured.")


def few_answers_sentence(standing: IndicatorStanding, voice: Voice) -> str:
    """That the result rests on few answers."""
    many = standing.judged_on.respondents if standing.judged_on else None
    if many is None or many >= FEW_RESPONDENTS:
        return ""
    return voice._("Only {n} answered, so the figure is uncertain.", n=voice.number(many))


def moved_sentence(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    """That the target was moved, and when last: a target met after it was lowered is not the one that was set."""
    about = {standing.indicator.id, *([None] if len(goal.record.indicators) == 1 else [])}
    moved = [event.date for event in goal.events if event.kind == "target_changed" and event.about in about]
    return voice._("The target was changed {when}.", when=voice.on(max(moved))) if moved else ""


def awaiting_sentence(standing: IndicatorStanding, voice: Voice) -> str:
    """That the outcome that decides has not come."""
    return voice._("The target’s date has passed, but the deciding outcome has not been published.") if standing.awaiting_final else ""
