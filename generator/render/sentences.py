"""How a goal or an indicator stands comes in; one honest sentence, or a few, goes out as plain text."""

from __future__ import annotations

from generator.derive.site import GoalNode
from generator.derive.standing import IndicatorStanding
from generator.render.dues import late_sentences
from generator.render.growths import goal_verdict_sentence, verdict_sentence
from generator.render.phrases import comparison_name, document_phrase, has_ended, measure, pace_level, target_phrase, unreadable
from generator.render.rows import FEW_RESPONDENTS
from generator.render.several import count_sentence, rest_sentences
from generator.render.told import join
from generator.render.voice import Voice


def goal_sentence(goal: GoalNode, voice: Voice) -> str:
    """How the goal goes, with its figures; where nothing can be known, that."""
    standings = goal.standing.indicators
    if all(entry.indicator.promised for entry in standings):
        first = _promised(goal, voice) if standings else _no_measure(goal, voice)
        return join((first, unreadable(goal, voice)))
    if len(standings) == 1:
        return indicator_sentence(standings[0], goal, voice)
    aimed = [entry for entry in standings if entry.aim and not entry.indicator.promised]
    first = indicator_sentence(aimed[0], goal, voice) if len(aimed) == 1 else count_sentence(standings, goal, voice)
    return join([first, goal_verdict_sentence(goal, voice), *rest_sentences(standings, voice)])


def indicator_sentence(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    """How one indicator goes: the result, the target and what is between them. The newest that can be told comes first."""
    if standing.indicator.promised:
        return _promised(goal, voice)
    past = standing.closed or has_ended(goal)
    target, withheld = target_phrase(standing, voice, past=past), _withheld(standing, voice)
    if standing.course == "done_by":
        parts = [_done(standing, goal, voice), _done_due(standing, goal, voice), withheld]
    elif standing.judged_on is None:
        parts = [withheld, _nothing_yet(standing, goal, voice), target, _no_target(standing, goal, voice)]
    elif standing.progress_status is None:
        parts = [
            _result(standing, voice, past=past),
            _few_answers(standing, voice),
            target,
            _why_unjudged(standing, voice),
            _no_target(standing, goal, voice),
            withheld,
        ]
    else:
        parts = [
            _result(standing, voice, past=past),
            _few_answers(standing, voice),
            _held_against(standing, voice, past=past),
            target,
            _verdict(standing, voice, past=past),
            withheld,
        ]
    about = [
        _moved(standing, goal, voice),
        verdict_sentence(standing, voice),
        _series_end(standing, goal, voice),
        _awaiting(standing, voice),
    ]
    return join([*parts, *about, late_sentences(standing, voice)])


# --- where nothing can be said of how it goes -------------------------------------------------------------------------


def _no_measure(goal: GoalNode, voice: Voice) -> str:
    document = document_phrase(goal.document, voice)
    return voice._("No measure is given in {document}.", document=document) if document else voice._("No measure is given.")


def _promised(goal: GoalNode, voice: Voice) -> str:
    """How many are promised is not said: that is seldom known."""
    if document := document_phrase(goal.document, voice):
        return voice._("Measures are promised in {document}, but none is named.", document=document)
    return voice._("Measures are promised, but none is named.")


def _no_target(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    if standing.aim:
        return ""
    document = document_phrase(goal.document, voice)
    return voice._("No target is given in {document}.", document=document) if document else voice._("No target is given.")


def _nothing_yet(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    if standing.latest:
        return ""
    if goal.agency.record.reports_here:
        return voice._("There is no outcome.") if has_ended(goal) else voice._("There is no outcome yet.")
    if standing.aim is None:
        return voice._("No outcome is published here.")
    if has_ended(goal):
        return voice._("No outcome is published here, so we cannot say whether the target was met.")
    return voice._("No outcome is published here, so we cannot say whether the target is met.")


def _why_unjudged(standing: IndicatorStanding, voice: Voice) -> str:
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


def _withheld(standing: IndicatorStanding, voice: Voice) -> str:
    latest = standing.latest
    if latest is None or latest.withheld is None:
        return ""
    if latest.withheld == "fewer_than_5":
        few = voice.measure_words(voice._("fewer than 5"), standing.indicator.unit)
        return voice._("The result {when} is {few} and is not shown more exactly.", when=voice.when(latest.period), few=few)
    return voice._("The result {when} is withheld, since it concerns too few people.", when=voice.when(latest.period))


def _series_end(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    if standing.reporting_status != "series_ended" or goal.outcomes is None:
        return ""
    entry = next(entry for entry in goal.outcomes.series_ended if entry.indicator == standing.indicator.id)
    return voice._("Measurement ended on {date}.", date=voice.date(entry.date)) if entry.date else voice._("It is no longer measured.")


def _few_answers(standing: IndicatorStanding, voice: Voice) -> str:
    """That the result rests on few answers."""
    many = standing.judged_on.respondents if standing.judged_on else None
    if many is None or many >= FEW_RESPONDENTS:
        return ""
    return voice._("Only {n} answered, so the figure is uncertain.", n=voice.number(many))


def _moved(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    """That the target was moved, and when last: a target met after it was lowered is not the one that was set."""
    about = {standing.indicator.id, *([None] if len(goal.record.indicators) == 1 else [])}
    moved = [event.date for event in goal.events if event.kind == "target_changed" and event.about in about]
    return voice._("The target was changed on {date}.", date=voice.date(max(moved))) if moved else ""


def _awaiting(standing: IndicatorStanding, voice: Voice) -> str:
    return voice._("The target’s date has passed, but the deciding outcome has not been published.") if standing.awaiting_final else ""


# --- the result, and what is between it and the target ----------------------------------------------------------------


def _result(standing: IndicatorStanding, voice: Voice, *, past: bool) -> str:
    outcome = standing.judged_on
    if outcome is None or outcome.value is None:
        return ""
    value, when = measure(outcome.value, standing, voice), voice.when(outcome.period)
    if outcome.kind == "preliminary":
        if past:
            return voice._("The preliminary result {when} was {value}.", when=when, value=value)
        return voice._("The preliminary result {when} is {value}.", when=when, value=value)
    if standing.course == "pace" and not standing.closed:
        return voice._("By {date}, {value} had been used.", date=voice.date(outcome.period.end), value=value)
    if past:
        return voice._("The result {when} was {value}.", when=when, value=value)
    return voice._("The result {when} is {value}.", when=when, value=value)


def _held_against(standing: IndicatorStanding, voice: Voice, *, past: bool) -> str:
    """The figure that the result is held against, where the target does not tell it."""
    if standing.comparator:
        name, value = comparison_name(standing, voice), measure(standing.comparator.value, standing, voice)
        if past:
            return voice._("The comparison figure ({name}) was {value}.", name=name, value=value)
        return voice._("The comparison figure ({name}) is {value}.", name=name, value=value)
    if standing.course == "pace" and not standing.closed:
        return voice._("At an even pace it would have been at most {level} by then.", level=pace_level(standing, voice))
    return _since_start(standing, voice, past=past) if standing.course == "improve" else ""


def _since_start(standing: IndicatorStanding, voice: Voice, *, past: bool) -> str:
    base = standing.start
    assert base is not None  # an improvement without one is not judged
    value, when = measure(base.value, standing, voice), voice.when(base.period)
    start = voice._("the starting value {when}, which was {value}", when=when, value=value)
    if standing.progress_status == "on_track":
        return voice._("That was better than {start}.", start=start) if past else voice._("That is better than {start}.", start=start)
    if standing.progress_status == "moving_away":
        return voice._("That was worse than {start}.", start=start) if past else voice._("That is worse than {start}.", start=start)
    if past:
        return voice._("That was nearly the same as {start}.", start=start)
    return voice._("That is nearly the same as {start}.", start=start)


def _verdict(standing: IndicatorStanding, voice: Voice, *, past: bool) -> str:
    """What is between the result and the target."""
    if standing.course == "improve" or (standing.course == "pace" and not standing.closed):
        return ""
    if standing.gap is None:
        return _met(standing, voice, past=past)
    return join([_gap(standing, voice, past=past), _was_closer(standing, voice)])


def _met(standing: IndicatorStanding, voice: Voice, *, past: bool) -> str:
    if standing.closed:
        return voice._("The target was met.")
    if past or (standing.judged_on and standing.judged_on.kind == "preliminary"):
        return voice._("That figure meets the target.")
    if standing.course == "path":
        return voice._("The target is already met.")
    if standing.course == "compare" or (standing.target and standing.target.kind == "zero"):
        return voice._("So far the target is met.")
    return voice._("The level is held.")


def _gap(standing: IndicatorStanding, voice: Voice, *, past: bool) -> str:
    gap, target, indicator = standing.gap, standing.target, standing.indicator
    assert gap is not None
    assert target is not None
    if target.kind == "zero":
        return voice._("The target was not met.") if standing.closed else ""
    decimals = None if indicator.decimals is not None and not round(gap, indicator.decimals) else indicator.decimals  # rounded away
    far = voice.difference(gap, indicator.unit, decimals, indicator.unit_one)
    if target.kind == "compare":
        return _gap_to_comparison(far, voice, above=standing.is_above, past=past)
    if standing.is_above:
        return voice._("That was {gap} above the target.", gap=far) if past else voice._("That is {gap} above the target.", gap=far)
    if standing.closed:
        return voice._("It fell short by {gap}.", gap=far)
    if past:
        return voice._("That was {gap} below the target.", gap=far)
    return voice._("{gap} to go.", gap=far) if standing.course == "path" else voice._("That is {gap} below the target.", gap=far)


def _gap_to_comparison(far: str, voice: Voice, *, above: bool, past: bool) -> str:
    if above:
        return voice._("That was {gap} above the comparison.", gap=far) if past else voice._("That is {gap} above the comparison.", gap=far)
    return voice._("That was {gap} below the comparison.", gap=far) if past else voice._("That is {gap} below the comparison.", gap=far)


def _was_closer(standing: IndicatorStanding, voice: Voice) -> str:
    base = standing.start
    if standing.progress_status != "moving_away" or base is None:
        return ""
    value, when = measure(base.value, standing, voice), voice.when(base.period)
    return voice._("The starting value {when} was {value}, which was closer to the target.", when=when, value=value)


# --- what is to be done -----------------------------------------------------------------------------------------------


def _done(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    """Whether it is done; of a body that does not report here, only what somebody has said."""
    said = standing.judged_on
    if said and said.done:
        return voice._("It was done by {date}.", date=voice.date(said.period.end))
    if said and (standing.closed or standing.progress_status is None):
        return voice._("On {date} it was not done.", date=voice.date(said.period.end))
    if goal.agency.record.reports_here:
        return voice._("It has not been reported as done.")
    if standing.unjudged == "date_passed" or has_ended(goal):
        return voice._("Nothing here says whether it was done.")
    return voice._("Nothing here says whether it is done.")


def _done_due(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    day = standing.aim.day if standing.aim else None
    if day is None:
        return "" if standing.progress_status else voice._("No date is given for when it should be done.")
    if standing.progress_status or standing.unjudged == "date_passed" or has_ended(goal):
        return voice._("It was due to be done by {date}.", date=voice.date(day))
    return voice._("It is due to be done by {date}.", date=voice.date(day))
