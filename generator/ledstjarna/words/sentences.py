"""How a goal or an indicator stands comes in; one honest sentence, or a few, goes out as plain text.

Across a new definition it tells only of what has been measured since.
"""

from __future__ import annotations

from ledstjarna.derive.figures import told_gap
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.published import is_early
from ledstjarna.derive.standing import IndicatorStanding, distance_left
from ledstjarna.words.caveats import (
    few_answers_sentence,
    is_decided_later,
    later_sentence,
    moved_sentence,
    not_compared_sentence,
    passed_sentence,
    series_end_sentence,
    why_unjudged_sentence,
    withheld_sentence,
)
from ledstjarna.words.done_by import done_sentence, due_sentence
from ledstjarna.words.due_outcomes import late_sentences, unseen_sentence
from ledstjarna.words.growth_rates import goal_verdict_sentence, verdict_sentence
from ledstjarna.words.mixed_text import join
from ledstjarna.words.phrases import (
    comparison_name,
    document_phrase,
    has_ended,
    measure,
    pace_level,
    target_phrase,
    unreadable,
    when_started,
)
from ledstjarna.words.several_measures import count_sentence, rest_sentences
from ledstjarna.words.voice import Voice


def goal_sentence(goal: GoalNode, voice: Voice) -> str:
    """How the goal goes, with its figures; where nothing can be known, that."""
    return goal.once("sentence", lambda: _tell_goal(goal, voice), voice.code)


def _tell_goal(goal: GoalNode, voice: Voice) -> str:
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
    return goal.once(f"sentence of {standing.indicator.id}", lambda: _tell_indicator(standing, goal, voice), voice.code)


def _tell_indicator(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    if standing.indicator.promised:
        return _promised(goal, voice)
    past = standing.closed or standing.day_passed or has_ended(goal)
    target, withheld = target_phrase(standing, voice, past=past), withheld_sentence(standing, voice)
    not_compared = not_compared_sentence(standing, voice)
    if standing.course == "done_by":
        parts = [done_sentence(standing, goal, voice), due_sentence(standing, goal, voice), withheld]
    elif standing.judged_on is None:
        why = why_unjudged_sentence(standing, voice)
        parts = [withheld, not_compared, _nothing_yet(standing, goal, voice), target, why, _no_target(standing, goal, voice)]
    elif standing.progress_status is None:
        parts = [
            _result(standing, voice, past=past),
            few_answers_sentence(standing, voice),
            target,
            why_unjudged_sentence(standing, voice),
            _no_target(standing, goal, voice),
            withheld,
            not_compared,
        ]
    else:
        parts = [
            _result(standing, voice, past=past),
            few_answers_sentence(standing, voice),
            held_against_sentence(standing, voice, past=past),
            target,
            _verdict(standing, voice, past=past),
            later_sentence(standing, voice),
            withheld,
            not_compared,
        ]
    about = [
        moved_sentence(standing, goal, voice),
        verdict_sentence(standing, voice),
        series_end_sentence(standing, goal, voice),
        passed_sentence(standing, voice),
    ]
    return join([*parts, *about, unseen_sentence(standing, voice), late_sentences(standing, voice)])


# --- where nothing can be said of how it goes -------------------------------------------------------------------------


def _no_measure(goal: GoalNode, voice: Voice) -> str:
    """MixedText of the document where that is known; else no more than that there is none here."""
    document = document_phrase(goal.document, voice)
    if document and goal.has_no_measure:
        return voice._("No measure is given in {document}.", document=document)
    return voice._("No measure is given here.")


def _promised(goal: GoalNode, voice: Voice) -> str:
    """How many are promised is not said: that is seldom known."""
    document = document_phrase(goal.document, voice)
    if document and goal.is_read:
        return voice._("Measures are promised in {document}, but none is named.", document=document)
    if document:
        return voice._("Measures are promised in {document}, but none is named here.", document=document)
    return voice._("Measures are promised, but none is named here.")


def _no_target(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    if standing.aim:
        return ""
    document = document_phrase(goal.document, voice)
    if document and goal.is_read:
        return voice._("No target is given in {document}.", document=document)
    return voice._("No target is given here.")


def _nothing_yet(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    if standing.latest:
        return ""
    if goal.agency.reports_here:
        return voice._("There is no outcome.") if has_ended(goal) else voice._("There is no outcome yet.")
    if standing.aim is None:
        return voice._("No outcome is published here.")
    if has_ended(goal):
        return voice._("No outcome is published here, so we cannot say whether the target was met.")
    return voice._("No outcome is published here, so we cannot say whether the target is met.")


# --- the result, and what is between it and the target ----------------------------------------------------------------


def _result(standing: IndicatorStanding, voice: Voice, *, past: bool) -> str:
    outcome = standing.judged_on
    if outcome is None or outcome.value is None:
        return ""
    value, when = measure(outcome.value, standing, voice), voice.when(outcome.period)
    if outcome.kind == "preliminary" and is_early(outcome, standing.indicator):
        if past:
            return voice._("The result {when}, published before the period was over, was {value}.", when=when, value=value)
        return voice._("The result {when}, published before the period was over, is {value}.", when=when, value=value)
    if outcome.kind == "preliminary":
        if past:
            return voice._("The preliminary result {when} was {value}.", when=when, value=value)
        return voice._("The preliminary result {when} is {value}.", when=when, value=value)
    if standing.course == "pace" and not standing.closed:
        return voice._("By {date}, {value} had been used.", date=voice.date(outcome.period.end), value=value)
    if past:
        return voice._("The result {when} was {value}.", when=when, value=value)
    return voice._("The result {when} is {value}.", when=when, value=value)


def held_against_sentence(standing: IndicatorStanding, voice: Voice, *, past: bool) -> str:
    """The figure that the result is held against, where the target does not tell it."""
    if standing.comparator:
        name, value = comparison_name(standing, voice), measure(standing.comparator.value, standing, voice)
        if past:
            return voice._("The comparison figure ({name}) was {value}.", name=name, value=value)
        return voice._("The comparison figure ({name}) is {value}.", name=name, value=value)
    if standing.course == "pace" and not standing.closed:
        if standing.target and standing.target.strict:
            return voice._("At an even pace it would have been below {level} by then.", level=pace_level(standing, voice))
        return voice._("At an even pace it would have been at most {level} by then.", level=pace_level(standing, voice))
    return _since_start(standing, voice, past=past) if standing.course == "improve" else ""


def _since_start(standing: IndicatorStanding, voice: Voice, *, past: bool) -> str:
    base = standing.start
    assert base is not None  # an improvement without one is not judged
    value, when = measure(base.value, standing, voice), when_started(base, voice)
    start = voice._("the starting value {when}, which was {value}", when=when, value=value)
    if standing.progress_status == "on_track":
        return voice._("That was better than {start}.", start=start) if past else voice._("That is better than {start}.", start=start)
    if standing.progress_status == "moving_away":
        return voice._("That was worse than {start}.", start=start) if past else voice._("That is worse than {start}.", start=start)
    if standing.judged_on and standing.judged_on.value == base.value:
        return voice._("That was the same as {start}.", start=start) if past else voice._("That is the same as {start}.", start=start)
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
    if is_decided_later(standing):
        return voice._("That figure meets the target, but it is from after the target’s date.")
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
    gap, target, indicator = told_gap(standing), standing.target, standing.indicator
    assert gap is not None
    assert target is not None
    if target.kind == "zero":
        return voice._("The target was not met.") if standing.closed else ""
    if not gap:
        return voice._("Exactly that was not enough.") if past else voice._("Exactly that is not enough.")
    far = voice.difference(gap, indicator.unit, standing.rounding.decimals, indicator.unit_one)
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
    base, gap, target = standing.start, standing.gap, standing.target
    if standing.progress_status != "moving_away" or base is None or gap is None or target is None:
        return ""
    value, when, left = measure(base.value, standing, voice), when_started(base, voice), distance_left(base.value, target, None)
    if left is None:
        return voice._("The starting value {when} was {value}, which met the target.", when=when, value=value)
    if left >= gap:
        return ""
    return voice._("The starting value {when} was {value}, which was closer to the target.", when=when, value=value)
