"""How an indicator stands comes in; what must be known beside its result goes out: what is withheld, moved, missing or not judged."""

from __future__ import annotations

from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.standing import Aim, IndicatorStanding
from ledstjarna.model.people import is_number_of
from ledstjarna.model.times import make_months
from ledstjarna.words.phrases import measure
from ledstjarna.words.rows import FEW_RESPONDENTS
from ledstjarna.words.voice import Voice


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
            return voice._("No starting value is given here, so the change cannot be judged.")
        case "no_direction":
            return voice._("It is not stated here whether higher or lower is better, so the change cannot be judged.")
        case "no_growth":
            return voice._("No growth rate can be worked out between the starting value and the result, so the method in use says nothing.")
        case "other_length" if not standing.comparable.agrees:
            return voice._("The starting value and the target cover different lengths of time, so nothing can be judged.")
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


def passed_sentence(standing: IndicatorStanding, voice: Voice) -> str:
    """That the target's day has passed without an outcome that decides."""
    if standing.awaiting_final:
        return voice._("The target’s date has passed, but the deciding outcome has not been published.")
    day, latest = standing.aim.day if standing.aim else None, standing.latest
    if not standing.day_passed or day is None or latest is None:
        return ""
    if latest.period.end >= day or standing.unseen.late:
        return voice._("The target’s date has passed.")
    return voice._("The target’s date has passed, and no later outcome is published here.")


def later_sentence(standing: IndicatorStanding, voice: Voice) -> str:
    """That what decided is from after the target's time, since nothing that would have is published here."""
    if not is_decided_later(standing) or standing.aim is None:
        return ""
    if when := _time_of(standing.aim, voice):
        return voice._("No deciding result {when} is published here.", when=when)
    return voice._("No deciding result for the date itself is published here.")


def is_decided_later(standing: IndicatorStanding) -> bool:
    """Whether the outcome that closed the target is for a time that begins after its day."""
    aim, judged = standing.aim, standing.judged_on
    return bool(standing.closed and standing.course != "done_by" and aim and aim.day and judged and judged.period.start > aim.day)


def _time_of(aim: Aim, voice: Voice) -> str:
    """The time of a target as it follows a noun: its period, or a year where its day is the last of one; nothing of another day."""
    day = aim.target.by
    if day is None:
        return voice.when(aim.period) if aim.period else ""
    return voice.when(make_months(day.year, 1, 12, "year")) if (day.month, day.day) == (12, 31) else ""


def not_compared_sentence(standing: IndicatorStanding, voice: Voice) -> str:
    """That the newest figure covers another length of time than what it would be held against."""
    newest, comparable = standing.not_compared, standing.comparable
    if newest is None or not comparable.agrees:
        return ""
    told = voice._("The newest figure is {value} {when}.", value=measure(newest.value, standing, voice), when=voice.when(newest.period))
    why = {
        "baseline": voice._("It covers a different length of time from the starting value and is not judged."),
        "target": voice._("It covers a different length of time from the target and is not judged."),
        "others": voice._("It covers a different length of time from the other figures and is not judged."),
    }
    return f"{told} {why[comparable.given_by]}"


def fate_claim_sentence(goal: GoalNode, voice: Voice) -> str:
    """Whose word it is that a goal was achieved, or was not, where the figures here say otherwise."""
    if not goal.is_fate_contradicted or goal.record.fate is None:
        return ""
    body = voice.told(goal.agency.record.name)
    if goal.record.fate.kind == "achieved":
        if goal.agency.reports_here:
            return voice._("That the goal was achieved is what {body} says. The figures here say otherwise.", body=body)
        return voice._("That the goal was achieved is what the source says. The figures here say otherwise.")
    if goal.agency.reports_here:
        return voice._("That the goal was not achieved is what {body} says. The figures here say otherwise.", body=body)
    return voice._("That the goal was not achieved is what the source says. The figures here say otherwise.")
