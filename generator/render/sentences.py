"""How a goal or an indicator stands comes in; one honest sentence, or a few, goes out as plain text."""

from __future__ import annotations

from dataclasses import replace

from generator.derive.site import GoalNode
from generator.derive.standing import Aim, GoalStanding, IndicatorStanding
from generator.model.document import Document
from generator.model.goal import Indicator
from generator.model.outcome import Outcome
from generator.model.values import Period
from generator.render.rows import outcome_value
from generator.render.voice import Voice


def goal_sentence(goal: GoalNode, voice: Voice) -> str:
    """How the goal goes, with its figures; where nothing can be known, that."""
    standing = goal.standing
    if not standing.indicators:
        return _no_measure(goal, voice)
    if standing.reporting_status == "measure_promised":
        return _promised(goal, voice)
    if len(standing.indicators) == 1:
        return indicator_sentence(standing.indicators[0], goal, voice)
    return _count(standing, goal, voice)


def indicator_sentence(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    """How one indicator goes: the result, the target and what is between them."""
    if standing.reporting_status == "measure_promised":
        return _promised(goal, voice)
    parts = [_withheld(standing, voice)]
    if standing.course == "done_by":
        parts += [_done(standing, voice)]
    elif standing.judged_on is None:
        parts += [_nothing_yet(standing, goal, voice), _target(standing, voice, past=_is_past(standing, goal))]
    elif standing.progress_status is None:
        parts += [_result(standing, voice), _target(standing, voice, past=_is_past(standing, goal)), _why_unjudged(standing, goal, voice)]
    else:
        parts += [_result(standing, voice), _target(standing, voice, past=_is_past(standing, goal)), _verdict(standing, voice)]
    parts += [_series_end(standing, goal, voice), _awaiting(standing, voice)]
    return " ".join(part for part in parts if part)


def path_sentence(standing: IndicatorStanding, voice: Voice) -> str:
    """The arithmetic behind a progress bar."""
    base = standing.indicator.baseline
    if standing.progress is None or standing.expected is None or base is None:
        return ""
    start = voice._("From {value} in {period}.", value=_measure(base.value, standing, voice), period=voice.period(base.period))
    if standing.progress < 0:
        gone = voice._("It has moved away from the target since then.")
    else:
        gone = voice._("{share} of the way to the target is covered.", share=voice.share(standing.progress))
    if standing.closed:
        return f"{start} {gone}"
    due = voice._("By then {share} should have been, on a straight line.", share=voice.share(standing.expected))
    return f"{start} {gone} {due}"


def level_phrase(standing: IndicatorStanding, voice: Voice) -> str:
    """The line of a level bar in words: the target, or what it comes to by the date of the outcome."""
    if standing.course == "pace" and standing.level_now is not None and not standing.closed:
        return voice._("at an even pace at most {level}", level=_measure(standing.level_now, standing, voice))
    if standing.comparator and standing.comparison:
        name = voice.text(standing.comparison.name).text if standing.comparison.name else ""
        return voice._("the comparison {name}: {value}", name=name, value=_measure(standing.comparator.value, standing, voice))
    return voice._("target: {level}", level=_level(standing, voice))


def bar_label(standing: IndicatorStanding, voice: Voice) -> str:
    """What a screen reader says for a level bar."""
    judged = standing.judged_on
    value = _measure(judged.value, standing, voice) if judged and judged.value is not None else ""
    return voice._("Bar: {value}, {level}", value=value, level=level_phrase(standing, voice))


def target_phrases(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> list[str]:
    """Every target of an indicator, in order of their days."""
    phrases = []
    for target in standing.indicator.targets:
        period = target.period or goal.period
        aim = Aim(target, target.by or (period.end if period else None), period)
        phrases.append(_target(replace(standing, aim=aim), voice, past=goal.record.lifecycle == "ended"))
    return phrases


def outcome_phrase(outcome: Outcome, indicator: Indicator, voice: Voice) -> str:
    """One outcome in a list: period and value."""
    return voice._("{period}: {value}", period=voice.period(outcome.period), value=outcome_value(outcome, indicator, voice))


def document_phrase(document: Document | None, voice: Voice) -> str:
    """A document as it is named inside a sentence: title and date."""
    if document is None:
        return ""
    if document.title is None:
        day = document.decided or document.dated
        return voice._("the document of {date}", date=voice.date(day)) if day else voice._("the document")
    title = voice.text(document.title).text
    day = document.decided or document.dated
    return voice._("“{title}”, {date}", title=title, date=voice.date(day)) if day else voice._("“{title}”", title=title)


def _measure(value: object, standing: IndicatorStanding, voice: Voice) -> str:
    return voice.measure(value, standing.indicator.unit, standing.indicator.decimals)  # type: ignore[arg-type]  # a Decimal or a Fraction


def _no_measure(goal: GoalNode, voice: Voice) -> str:
    document = document_phrase(goal.document, voice)
    first = voice._("No measure is given in {document}.", document=document) if document else voice._("No measure is given.")
    return f"{first} {voice._('Whether the goal is met cannot be read here.')}"


def _promised(goal: GoalNode, voice: Voice) -> str:
    document = document_phrase(goal.document, voice)
    if document:
        first = voice._("A measure is promised in {document}, but it is not named.", document=document)
    else:
        first = voice._("A measure is promised, but it is not named.")
    return f"{first} {voice._('Whether the goal is met cannot be read here.')}"


def _result(standing: IndicatorStanding, voice: Voice) -> str:
    outcome = standing.judged_on
    if outcome is None or outcome.value is None:
        return ""
    value, period = _measure(outcome.value, standing, voice), voice.period(outcome.period)
    if outcome.kind == "preliminary":
        return voice._("The preliminary result for {period} is {value}.", period=period, value=value)
    if standing.course == "pace" and not standing.closed:
        return _pace_result(standing, outcome, value, voice)
    if standing.closed:
        return voice._("The result for {period} was {value}.", period=period, value=value)
    return voice._("The result for {period} is {value}.", period=period, value=value)


def _pace_result(standing: IndicatorStanding, outcome: Outcome, value: str, voice: Voice) -> str:
    period = standing.aim.period if standing.aim else None
    through = voice._("At the end of {date} {value} was used.", date=voice.date(outcome.period.end), value=value)
    if standing.level_now is None or period is None:
        return through
    level = _measure(standing.level_now, standing, voice)
    return f"{through} {voice._('At an even pace it would have been at most {level} by then.', level=level)}"


def _is_past(standing: IndicatorStanding, goal: GoalNode) -> bool:
    """Whether the target is told as something that was."""
    return standing.closed or goal.record.lifecycle == "ended"


def _target(standing: IndicatorStanding, voice: Voice, *, past: bool) -> str:
    """What is to be reached, and by when."""
    aim = standing.aim
    if aim is None or aim.target.kind == "done_by":
        return ""
    what = _level(standing, voice)
    if aim.target.by:
        date = voice.date(aim.target.by)
        if past:
            return voice._("The target by {date} was {level}.", date=date, level=what)
        return voice._("The target by {date} is {level}.", date=date, level=what)
    if aim.period:
        period = voice.period(aim.period)
        if past:
            return voice._("The target for {period} was {level}.", period=period, level=what)
        return voice._("The target for {period} is {level}.", period=period, level=what)
    return voice._("The target was {level}.", level=what) if past else voice._("The target is {level}.", level=what)


def _level(standing: IndicatorStanding, voice: Voice) -> str:
    """What a target asks for, as it stands inside a sentence."""
    target = standing.target
    assert target is not None
    value = "" if target.value is None else _measure(target.value, standing, voice)
    match target.kind:
        case "at_least":
            return voice._("at least {value}", value=value)
        case "at_most":
            return voice._("at most {value}", value=value)
        case "exactly":
            return voice._("exactly {value}", value=value)
        case "between":
            low, high = _measure(target.low, standing, voice), _measure(target.high, standing, voice)
            return voice._("between {low} and {high}", low=low, high=high)
        case "zero":
            return voice._("zero")
        case "compare":
            name = voice.text(standing.comparison.name).text if standing.comparison and standing.comparison.name else target.with_
            if target.must_be == "at_most":
                return voice._("at most the same as the comparison ({name})", name=name)
            return voice._("at least the same as the comparison ({name})", name=name)
        case _:
            if standing.indicator.direction == "down":
                return voice._("a lower value than at the start")
            return voice._("a higher value than at the start") if standing.indicator.direction == "up" else voice._("a better value than at the start")


def _verdict(standing: IndicatorStanding, voice: Voice) -> str:
    """What is between the result and the target."""
    target, judged = standing.target, standing.judged_on
    assert target is not None
    if standing.course == "improve":
        return _since_start(standing, voice)
    if standing.course == "compare" and standing.comparator and judged:
        value = _measure(standing.comparator.value, standing, voice)
        compared = voice._("The comparison for {period} is {value}.", period=voice.period(judged.period), value=value)
        return f"{compared} {_gap(standing, voice)}"
    if standing.course == "pace" and not standing.closed:
        return ""
    if standing.progress_status == "moving_away":
        return f"{_gap(standing, voice)} {voice._('It is further away than at the start.')}"
    return _gap(standing, voice)


def _gap(standing: IndicatorStanding, voice: Voice) -> str:
    gap, judged, target = standing.gap, standing.judged_on, standing.target
    if gap is None:
        if standing.closed:
            return voice._("The target was met.")
        if standing.course == "path":
            return voice._("The target is already met.")
        return voice._("That is zero so far.") if target and target.kind == "zero" else voice._("The level is held.")
    assert judged is not None and target is not None and judged.value is not None
    far = voice.difference(gap, standing.indicator.unit, standing.indicator.decimals)
    if target.kind == "zero":
        return ""
    too_much = target.kind == "at_most" or target.must_be == "at_most" or (target.kind == "exactly" and judged.value > (target.value or 0))
    if too_much or (target.kind == "between" and judged.value > (target.high or 0)):
        return voice._("That was {gap} too much.", gap=far) if standing.closed else voice._("That is {gap} too much.", gap=far)
    return voice._("It fell short by {gap}.", gap=far) if standing.closed else voice._("{gap} to go.", gap=far)


def _since_start(standing: IndicatorStanding, voice: Voice) -> str:
    base = standing.indicator.baseline
    if base is None:
        return ""
    start = _measure(base.value, standing, voice)
    return voice._("At the start, in {period}, it was {value}.", period=voice.period(base.period), value=start)


def _nothing_yet(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    if standing.reporting_status == "withheld":
        return ""
    if goal.agency.record.reports_here:
        return voice._("There is no outcome yet.")
    if standing.aim is None:
        return voice._("No outcome is published here.")
    if _is_past(standing, goal):
        return voice._("No outcome is published here, so whether the target was met cannot be read here.")
    return voice._("No outcome is published here, so whether the target is met cannot be read here.")


def _why_unjudged(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    match standing.unjudged:
        case "redefined":
            return voice._("What is measured was redefined in between, so the figures cannot be compared.")
        case "before_baseline":
            return voice._("The figure is not later than the start, so nothing can be said of progress yet.")
        case "before_period":
            return voice._("The figure is from before the target's period, so it is not judged.")
        case "no_baseline":
            return voice._("No starting value is given, so change cannot be told.")
        case "no_direction":
            return voice._("Which way is better is not stated, so change cannot be judged.")
        case "waiting_for_comparison":
            return voice._("The comparison has no value for that period yet.")
    if standing.aim is None:
        document = document_phrase(goal.document, voice)
        return voice._("No target is given in {document}.", document=document) if document else voice._("No target is given.")
    return ""


def _withheld(standing: IndicatorStanding, voice: Voice) -> str:
    latest = standing.latest
    if latest is None or latest.withheld is None:
        return ""
    if latest.withheld == "fewer_than_5":
        return voice._("The result for {period} is fewer than 5 and is not shown more exactly.", period=voice.period(latest.period))
    return voice._("The result for {period} is withheld, since it concerns too few people.", period=voice.period(latest.period))


def _series_end(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    if standing.reporting_status != "series_ended" or goal.outcomes is None:
        return ""
    entry = next(entry for entry in goal.outcomes.series_ended if entry.indicator == standing.indicator.id)
    return voice._("It stopped being measured on {date}.", date=voice.date(entry.date)) if entry.date else voice._("It is no longer measured.")


def _awaiting(standing: IndicatorStanding, voice: Voice) -> str:
    if not standing.awaiting_final or standing.aim is None or standing.aim.day is None:
        return ""
    return voice._("The target's date has passed, and the outcome that decides has not come.")


def _done(standing: IndicatorStanding, voice: Voice) -> str:
    day = standing.aim.day if standing.aim else None
    judged = standing.judged_on
    due = voice._("It was to be done by {date}.", date=voice.date(day)) if day else ""
    if judged and judged.done:
        done = voice._("It was done by {period}.", period=_end(judged.period, voice))
        return f"{done} {due}".strip()
    if standing.progress_status == "missed":
        return f"{due} {voice._('It has not been reported done.')}"
    if judged and standing.progress_status is None:
        said = voice._("On {date} it was not done.", date=_end(judged.period, voice))
        return f"{due} {said}".strip()
    if standing.unjudged == "date_passed":
        return f"{due} {voice._('Whether it was is not published here.')}"
    open_ = voice._("It is to be done by {date}.", date=voice.date(day)) if day else voice._("It is to be done; no date is given.")
    return f"{open_} {voice._('It has not been reported done.')}"


def _end(period: Period, voice: Voice) -> str:
    return voice.date(period.end)


def _count(standing: GoalStanding, goal: GoalNode, voice: Voice) -> str:
    """A goal with several measures leads with the count."""
    total, judged = standing.with_target, standing.judged
    if total == 0:
        followed = len(standing.indicators)
        return voice.n("{n} measure is followed, and it has no target.", "{n} measures are followed; none of them has a target.", followed)
    if judged == 0:
        nothing = voice.n("{n} measure has a target.", "{n} measures have a target.", total)
        return f"{nothing} {_none_judged(standing, goal, voice)}"
    reached, good = standing.count("achieved", "met_early"), standing.count("achieved", "met_early", "on_track")
    total_told = voice.number(total)
    judged_on = [entry.judged_on for entry in standing.indicators if entry.progress_status and entry.judged_on]
    periods = {outcome.period.key: outcome.period for outcome in judged_on}
    if all(entry.closed for entry in standing.indicators if entry.progress_status):
        first = voice.n("{n} of {total} measures reached its target", "{n} of {total} measures reached their target", reached, total=total_told)
        only = next(iter(periods.values())) if len(periods) == 1 else None
        first = voice._("{sentence} for {period}.", sentence=first, period=voice.period(only)) if only else f"{first}."
    else:
        first = voice.n(
            "{n} of {total} measures is on track or has reached its target.",
            "{n} of {total} measures are on track or have reached their target.",
            good,
            total=total_told,
        )
    return " ".join(part for part in (first, _unjudged_count(total - judged, voice), _judged_by(goal, voice)) if part)


def _none_judged(standing: GoalStanding, goal: GoalNode, voice: Voice) -> str:
    if standing.reporting_status == "no_outcome_yet" and goal.agency.record.reports_here is None:
        return voice._("No outcome is published here, so whether the goal is met cannot be read here.")
    if standing.reporting_status == "no_outcome_yet":
        return voice._("There is no outcome yet.")
    return voice._("None of them can be judged now; below it says why.")


def _unjudged_count(missing: int, voice: Voice) -> str:
    return voice.n("{n} measure cannot be judged.", "{n} measures cannot be judged.", missing) if missing else ""


def _judged_by(goal: GoalNode, voice: Voice) -> str:
    if goal.record.judged_by == "any":
        return voice._("One is enough for the goal to be met.")
    return voice._("All are needed for the goal to be met.")
