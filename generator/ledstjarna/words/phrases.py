"""A target, a level, an outcome or a document comes in; the words for it inside a sentence or beside a bar go out."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ledstjarna.derive.figures import expected_share
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.rounding import round_away
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.model.document import Document
from ledstjarna.model.goal import Baseline, Indicator
from ledstjarna.model.outcome import Outcome
from ledstjarna.words.mixed_text import MixedText, join, or_else
from ledstjarna.words.rows import outcome_value
from ledstjarna.words.voice import Voice


def has_ended(goal: GoalNode) -> bool:
    """Whether the goal is told as something that was."""
    return goal.record.lifecycle == "ended"


def unreadable(goal: GoalNode, voice: Voice) -> str:
    """That the site does not know whether the goal is met, whatever is said of it."""
    said = goal.record.fate.kind if goal.record.fate else ""
    if said == "achieved":
        return voice._("The goal is said to have been met, but that cannot be checked here.")
    if said == "missed":
        return voice._("The goal is said not to have been met, but that cannot be checked here.")
    if has_ended(goal):
        return voice._("So we cannot say whether the goal was met.")
    return voice._("So we cannot say whether the goal is met.")


def measure(value: Decimal | Fraction | None, standing: IndicatorStanding, voice: Voice) -> str:
    """A value in the indicator's unit, with as many decimals as all that it is read beside."""
    return measure_with(value, standing.rounding.decimals, standing, voice)


def measure_with(value: Decimal | Fraction | None, decimals: int | None, standing: IndicatorStanding, voice: Voice) -> str:
    """A value in the indicator's unit, with decimals of its own; None is as written."""
    told = standing.indicator
    return "" if value is None else voice.measure(value, told.unit, decimals, told.unit_one)


def measure_name(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> str:
    """What a measure is called where no language can be marked: by its place on the page, where its name is in another."""
    if name := voice.own(standing.indicator.name, ""):
        return name
    place = next(place for place, entry in enumerate(goal.standing.indicators, start=1) if entry.indicator.id == standing.indicator.id)
    return voice._("measure {n}", n=voice.number(place))


def pace_level(standing: IndicatorStanding, voice: Voice) -> str:
    """What an even pace comes to by the date of the outcome; a quotient that no decimals tell from the outcome is just under or over."""
    level, rounding = standing.level_now, standing.rounding
    if level is None:
        return ""
    value = measure(round_away(level, rounding.level_decimals), standing, voice)
    if rounding.level_is == "less":
        return voice._("just under {value}", value=value)
    return voice._("just over {value}", value=value) if rounding.level_is == "more" else value


def comparison_name(standing: IndicatorStanding, voice: Voice) -> str:
    """What is compared with; its id where it has no name."""
    if standing.comparison and standing.comparison.name:
        return voice.told(standing.comparison.name)
    return (standing.target.with_ or "") if standing.target else ""


def document_phrase(document: Document | None, voice: Voice) -> str:
    """A document as it is named inside a sentence: title and date."""
    if document is None:
        return ""
    day = document.decided or document.dated
    if document.title is None:
        return voice._("the document of {date}", date=voice.date(day)) if day else voice._("the document")
    title = voice.told(document.title)
    named = voice._("“{title}”, {date}", title=title, date=voice.date(day)) if day else voice._("“{title}”", title=title)
    return or_else(named, document_phrase(document.model_copy(update={"title": None}), voice)) if isinstance(named, MixedText) else named


def outcome_phrase(outcome: Outcome, standing: IndicatorStanding, voice: Voice) -> str:
    """One outcome in a list or beside a bar: period and value."""
    return voice._("{period}: {value}", period=voice.period(outcome.period), value=outcome_value(outcome, standing, voice))


# --- targets ----------------------------------------------------------------------------------------------------------


def target_phrases(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> list[str]:
    """Every target of an indicator, in order of their days."""
    phrases = []
    for aim in standing.aims:
        is_past = bool(aim.day and standing.latest and standing.latest.period.end >= aim.day)
        is_past = is_past or bool(standing.judged_on and standing.judged_on.done and standing.aim and aim.day == standing.aim.day)
        past = is_past or has_ended(goal)
        if aim.target.kind == "done_by":
            phrases.append(
                due_phrase(aim.day, voice, past=past) if aim.day else voice._("No date is given here for when it should be done.")
            )
        else:
            phrases.append(target_phrase(replace(standing, aim=aim, comparator=None), voice, past=past))
    return phrases


def due_phrase(day: datetime.date, voice: Voice, *, past: bool) -> str:
    """By when something is to be done."""
    if past:
        return voice._("It was due to be done by {date}.", date=voice.date(day))
    return voice._("It is due to be done by {date}.", date=voice.date(day))


def target_phrase(standing: IndicatorStanding, voice: Voice, *, past: bool) -> str:
    """What is to be reached, and by when; nothing for what is to be done, which has sentences of its own."""
    aim = standing.aim
    if aim is None or aim.target.kind == "done_by":
        return ""
    level = _level(standing, voice, past=past)
    if aim.target.by:
        date = voice.date(aim.target.by)
        if past:
            return voice._("The target was {level} by {date}.", level=level, date=date)
        return voice._("The target is {level} by {date}.", level=level, date=date)
    if aim.period:
        when = voice.when(aim.period)
        if past:
            return voice._("The target {when} was {level}.", when=when, level=level)
        return voice._("The target {when} is {level}.", when=when, level=level)
    return voice._("The target was {level}.", level=level) if past else voice._("The target is {level}.", level=level)


def _level(standing: IndicatorStanding, voice: Voice, *, past: bool = False) -> str:
    """What a target asks for, as it stands inside a sentence."""
    target = standing.target
    assert target is not None
    value = measure(target.value, standing, voice)
    match target.kind:
        case "at_least":
            return voice._("above {value}", value=value) if target.strict else voice._("at least {value}", value=value)
        case "at_most":
            return voice._("below {value}", value=value) if target.strict else voice._("at most {value}", value=value)
        case "exactly":
            return voice._("exactly {value}", value=value)
        case "between":
            low, high = measure(target.low, standing, voice), measure(target.high, standing, voice)
            return voice._("between {low} and {high}", low=low, high=high)
        case "zero":
            return voice._("zero")
        case "compare":
            return _comparison_level(standing, voice)
        case _:
            return _better(standing.indicator, voice, past=past)


def _comparison_level(standing: IndicatorStanding, voice: Voice) -> str:
    """The comparison is named where its figure has not been told already."""
    at_most = standing.target is not None and standing.target.must_be == "at_most"
    strict = standing.target is not None and standing.target.strict
    if standing.comparator and strict:
        return voice._("to be lower than the comparison figure") if at_most else voice._("to be higher than the comparison figure")
    if standing.comparator:
        return (
            voice._("to be no higher than the comparison figure") if at_most else voice._("to be at least as high as the comparison figure")
        )
    name = comparison_name(standing, voice)
    if strict and at_most:
        return voice._("to be lower than the comparison figure ({name})", name=name)
    if strict:
        return voice._("to be higher than the comparison figure ({name})", name=name)
    if at_most:
        return voice._("to be no higher than the comparison figure ({name})", name=name)
    return voice._("to be at least as high as the comparison figure ({name})", name=name)


def _better(indicator: Indicator, voice: Voice, *, past: bool) -> str:
    """Which way the measure is to go; it is named where its name is in this language."""
    name = voice.own(indicator.name, "")
    what = voice._("the measure “{measure}”", measure=name) if name else voice._("the measure")
    if indicator.direction == "down":
        return voice._("that {what} should decrease", what=what) if past else voice._("for {what} to decrease", what=what)
    if indicator.direction == "up":
        return voice._("that {what} should increase", what=what) if past else voice._("for {what} to increase", what=what)
    return voice._("that {what} should improve", what=what) if past else voice._("for {what} to improve", what=what)


# --- bars -------------------------------------------------------------------------------------------------------------


def path_sentence(standing: IndicatorStanding, voice: Voice) -> str:
    """The arithmetic behind a progress bar."""
    base, judged = standing.start, standing.judged_on
    if standing.share is None or base is None or judged is None:
        return ""
    by_then = voice.by_end(judged.period)
    if standing.share < 0:
        gone = voice._("The result {when} is further from the target than that.", when=voice.when(judged.period))
    elif standing.share < 1:
        gone = voice._("{by_then} {share} of the way had been covered.", by_then=by_then, share=_share(standing.share, standing, voice))
    elif standing.gap is None:
        gone = voice._("{by_then} the whole way had been covered.", by_then=by_then)
    elif standing.gap:
        gone = voice._("{by_then} the value had passed the target.", by_then=by_then)
    else:
        gone = voice._("{by_then} the level had been reached, but not passed.", by_then=by_then)
    return join((_start(base, standing, voice), gone, _expected(standing, voice)))


def when_started(base: Baseline, voice: Voice) -> str:
    """The time of a starting value as it follows a noun; of a mean of years, that it is one."""
    if base.mean_of:
        return voice._("as a yearly average for {period}", period=voice.period(base.period))
    return voice.when(base.period)


def _started(base: Baseline, voice: Voice) -> str:
    """The time of a starting value by itself."""
    period = voice.period(base.period)
    return voice._("yearly average {period}", period=period) if base.mean_of else period


def _start(base: Baseline, standing: IndicatorStanding, voice: Voice) -> str:
    value = measure(base.value, standing, voice)
    return voice._("The starting value {when} was {value}.", when=when_started(base, voice), value=value)


def _expected(standing: IndicatorStanding, voice: Voice) -> str:
    if standing.closed or standing.expected is None:
        return ""
    share = expected_text(standing, voice)
    if standing.growth:
        return voice._("At an even rate of change, {share} should have been covered by then.", share=share)
    if standing.target and standing.target.via:
        return voice._("Going by the milestones, {share} should have been covered by then.", share=share)
    return voice._("On a straight line, {share} should have been covered by then.", share=share)


def expected_text(standing: IndicatorStanding, voice: Voice) -> str:
    """The share of the way that should have been covered by the date of the outcome."""
    share = expected_share(standing)
    return "" if share is None else _share(share, standing, voice)


def _share(share: Fraction, standing: IndicatorStanding, voice: Voice) -> str:
    return voice.share(share, standing.rounding.share_decimals)


def covered_phrase(standing: IndicatorStanding, voice: Voice) -> str:
    """How much of the way a progress bar shows."""
    if standing.share is None:
        return ""
    if standing.share < 0:
        return voice._("further from the target than the starting value")
    if standing.share < 1:
        return voice._("{share} of the way", share=_share(standing.share, standing, voice))
    if standing.gap is None:
        return voice._("all the way")
    return voice._("past the target") if standing.gap else voice._("at the level, but not past it")


def path_start(standing: IndicatorStanding, voice: Voice) -> str:
    """What stands at the beginning of a progress bar."""
    base = standing.start
    return voice._("Start: {value} ({period})", value=measure(base.value, standing, voice), period=_started(base, voice)) if base else ""


def path_end(standing: IndicatorStanding, voice: Voice) -> str:
    """What stands at the end of a progress bar: the level, and its day."""
    aim = standing.aim
    if aim is None or aim.day is None:
        return ""
    return voice._("Target: {level} ({date})", level=_level(standing, voice), date=voice.date(aim.day))


def level_phrase(standing: IndicatorStanding, voice: Voice) -> str:
    """The line of a level bar in words: the target, or what it comes to by the date of the outcome."""
    if standing.course == "pace" and standing.level_now is not None and not standing.closed:
        level = pace_level(standing, voice)
        if standing.target and standing.target.strict:
            return voice._("at an even pace below {level}", level=level)
        return voice._("at an even pace at most {level}", level=level)
    if standing.comparator:
        value = measure(standing.comparator.value, standing, voice)
        return voice._("the comparison figure ({name}): {value}", name=comparison_name(standing, voice), value=value)
    return voice._("target: {level}", level=_level(standing, voice))
