"""An indicator with a target and its outcomes come in; the same standing, judged by the kind of target, goes out.

Closed is asked first, then met early, then the rest; see the method page for the table.

A level without a starting value spans nothing, so a new definition does not keep it from being judged. A redefinition dated on the last
day of the starting value's period is taken to be before it; one on the outcome's last day, across.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ledstjarna.derive.expected_way import ExpectedWay
from ledstjarna.derive.progress import is_close, pace_share, path_points, percent, progress
from ledstjarna.derive.standing import Aim, Circumstances, Course, IndicatorStanding
from ledstjarna.derive.status_names import ProgressStatus
from ledstjarna.model.goal import Baseline, Indicator, Target
from ledstjarna.model.outcome import Outcome
from ledstjarna.model.times import first_day

_ZERO = Decimal(0)


def judge(standing: IndicatorStanding, told: Sequence[Outcome], about: Circumstances) -> IndicatorStanding:
    """The standing with its course, what it was judged on and the verdict; ``told`` are outcomes with a value, in order."""
    aim = standing.aim
    assert aim is not None
    base = standing.indicator.baseline
    course = choose_course(aim, base)
    if course == "done_by":
        return _judge_done(replace(standing, course=course), aim, told, about)
    never_closes = course == "improve"
    after_start = [outcome for outcome in told if base is None or outcome.period.end > base.period.end]
    decider = None if never_closes else first_decider(after_start, aim.day)
    judged = decider or standing.judged_on
    standing = replace(
        standing,
        course=course,
        closed=decider is not None,
        judged_on=judged,
        way=_find_way(aim, base) if course == "path" else None,
        day_passed=decider is None and _day_passed(aim, judged, about),
        awaiting_final=not never_closes and decider is None and _is_awaited(standing, aim.day, about),
    )
    if judged is None or judged.value is None:
        return standing
    if base and judged.period.end <= base.period.end:
        return replace(standing, unjudged="before_baseline")
    if base and is_redefined(standing.indicator, base, judged, about):
        return replace(standing, unjudged="redefined")
    return _JUDGES[course](standing, judged.value, about)


def choose_course(aim: Aim, base: Baseline | None) -> Course:
    """How a target is followed: a path needs a baseline that does not already meet it, and a later day."""
    target = aim.target
    own: dict[str, Course] = {"compare": "compare", "improve": "improve", "done_by": "done_by"}
    if target.kind in own:
        return own[target.kind]
    if target.pace:
        return "pace"
    if target.kind in ("at_least", "at_most", "zero") and base and aim.day and aim.day > base.period.end:
        return "level" if is_met(base.value, target) or base.value == _level(target) else "path"
    return "level"


def is_met(value: Decimal, target: Target) -> bool:
    """Whether a value meets a target that has a level in figures."""
    level = _level(target) or _ZERO
    match target.kind:
        case "at_least":
            return is_on_side(value, level, "at_least", strict=target.strict)
        case "at_most":
            return is_on_side(value, level, "at_most", strict=target.strict)
        case "between":
            return (target.low or _ZERO) <= value <= (target.high or _ZERO)
        case _:
            return value == level


def is_on_side(value: Decimal | Fraction, level: Decimal | Fraction, side: str | None, *, strict: bool) -> bool:
    """Whether a value is on the right side of a level, ``at_least`` or ``at_most``; the level itself is enough unless it is strict."""
    if value == level:
        return not strict
    return (value > level) == (side == "at_least")


def first_decider(told: Sequence[Outcome], day: datetime.date | None) -> Outcome | None:
    """The outcome that closes a target for ever: the first whose period ends on or after its day."""
    if day is None:
        return None
    return _first_day(outcome for outcome in told if outcome.kind == "outcome" and outcome.period.end >= day)


def first_done(told: Sequence[Outcome]) -> Outcome | None:
    """The outcome that says done: the first final one, for ever; a preliminary one only while nothing later is told."""
    final = _first_day(outcome for outcome in told if outcome.done and outcome.kind == "outcome")
    return final or (told[-1] if told and told[-1].done else None)


def _first_day(ordered: Iterable[Outcome]) -> Outcome | None:
    """Of outcomes in order, the one that counts most among those of the earliest day."""
    outcomes = list(ordered)
    return [outcome for outcome in outcomes if outcome.period.end == outcomes[0].period.end][-1] if outcomes else None


def _is_owed(day: datetime.date | None, about: Circumstances) -> bool:
    """Whether the body owes an outcome for a day that has passed: it could be told here, and the goal had not ended by then."""
    goal = about.goal
    if day is None or day >= about.as_of or not about.could_be_told(day):
        return False
    ended = first_day(goal.fate.date) if goal.fate and goal.fate.date else None
    return goal.lifecycle != "ended" if ended is None else day <= ended


def _is_awaited(standing: IndicatorStanding, day: datetime.date | None, about: Circumstances) -> bool:
    """Whether the outcome that decides is still to come: owed, neither withheld nor of a measure that was no longer measured by then."""
    if not _is_owed(day, about) or day is None:
        return False
    end = about.series_end(standing.indicator)
    if end and (end.date is None or end.date < day):
        return False
    return not any(
        outcome.withheld and outcome.kind == "outcome" and outcome.period.end >= day and standing.comparable.fits(outcome.period)
        for outcome in standing.outcomes
    )


def _day_passed(aim: Aim, judged: Outcome | None, about: Circumstances) -> bool:
    """Whether the target's day has passed and what is judged is from before it, in a goal that has not ended."""
    day = aim.day
    return bool(day and day < about.as_of and about.goal.lifecycle != "ended" and judged and judged.period.end < day)


def is_redefined(indicator: Indicator, base: Baseline, judged: Outcome, about: Circumstances) -> bool:
    """Whether the definition changed between the baseline and the outcome, or may have."""
    return any(
        event.kind == "redefined"
        and event.about in (None, indicator.id)
        and base.period.end < event.date
        and first_day(event.date) <= judged.period.end
        for event in about.goal.events
    )


def _find_way(aim: Aim, base: Baseline | None) -> ExpectedWay | None:
    if base is None or aim.day is None:
        return None
    target = aim.target
    points = path_points(
        start=base.period.end,
        end=aim.day,
        baseline=base.value,
        target=_level(target) or _ZERO,
        via=[(via.by, via.value) for via in target.via],
    )
    return ExpectedWay(tuple(points))


def _judge_path(standing: IndicatorStanding, value: Decimal, about: Circumstances) -> IndicatorStanding:
    aim, base, judged = standing.aim, standing.indicator.baseline, standing.judged_on
    assert aim is not None
    assert base is not None
    assert judged is not None
    assert aim.day is not None
    target = aim.target
    gone = progress(value, baseline=base.value, target=_level(target) or _ZERO)
    assert standing.way is not None
    due = standing.way.on(judged.period.end)
    assert due is not None
    on_track, behind, _, _ = about.thresholds.as_fractions
    verdict: ProgressStatus
    if standing.closed:
        verdict = "achieved" if is_met(value, target) else "missed"
    elif judged.period.end < aim.day and is_met(value, target):
        verdict = "met_early"
    elif gone < 0:
        verdict = "moving_away"
    elif gone < behind * due:
        verdict = "off_track"
    else:
        verdict = "behind" if gone < on_track * due else "on_track"
    return replace(standing, progress=gone, share=gone, expected=due, percent=percent(gone), progress_status=verdict)


def _judge_level(standing: IndicatorStanding, value: Decimal, about: Circumstances) -> IndicatorStanding:
    target = standing.target
    assert target is not None
    held = is_met(value, target)
    verdict = _verdict(Fraction(value), held=held, level=_missed_bound(value, target), closed=standing.closed, about=about)
    return replace(standing, percent=_kept(standing, value), progress_status=verdict)


def _kept(standing: IndicatorStanding, value: Decimal) -> int | None:
    """France's figure where the baseline already met the target: 100 while it is met, else 0; None where it equalled it."""
    target, base = standing.target, standing.indicator.baseline
    if target is None or base is None or not is_met(base.value, target) or base.value == _level(target):
        return None
    return 100 if is_met(value, target) else 0


def _level(target: Target) -> Decimal | None:
    return _ZERO if target.kind == "zero" else target.value


def _missed_bound(value: Decimal, target: Target) -> Fraction:
    if target.kind == "between":
        return Fraction(target.low or _ZERO) if value < (target.low or _ZERO) else Fraction(target.high or _ZERO)
    return Fraction(_level(target) or _ZERO)


def _judge_pace(standing: IndicatorStanding, value: Decimal, about: Circumstances) -> IndicatorStanding:
    aim, judged = standing.aim, standing.judged_on
    assert aim is not None
    assert judged is not None
    assert aim.period is not None
    full = Fraction(aim.target.value or _ZERO)
    if not standing.closed and judged.period.end < aim.period.start:
        return replace(standing, unjudged="before_period")
    level = full if standing.closed else full * pace_share(judged.period.end, aim.period)
    held = is_on_side(value, level, "at_most", strict=aim.target.strict)
    verdict = _verdict(Fraction(value), held=held, level=level, closed=standing.closed, about=about)
    return replace(standing, level_now=level, percent=_kept(standing, value), progress_status=verdict)


def _judge_compare(standing: IndicatorStanding, value: Decimal, about: Circumstances) -> IndicatorStanding:
    target, judged = standing.target, standing.judged_on
    assert target is not None
    assert judged is not None
    values = standing.comparison.values if standing.comparison else ()
    same = [entry for entry in values if entry.period.key == judged.period.key]
    if not same:
        return replace(standing, unjudged="waiting_for_comparison")
    level = Fraction(same[0].value)
    held = is_on_side(value, level, target.must_be, strict=target.strict)
    verdict = _verdict(Fraction(value), held=held, level=level, closed=standing.closed, about=about)
    return replace(standing, comparator=same[0], level_now=level, progress_status=verdict)


def _verdict(value: Fraction, *, held: bool, level: Fraction, closed: bool, about: Circumstances) -> ProgressStatus:
    """The word for a level, a pace or a comparison: close exists only while it is open."""
    if closed:
        return "achieved" if held else "missed"
    if held:
        return "on_track"
    return "behind" if is_close(value, level=level, tolerance=about.thresholds.as_fractions[2]) else "off_track"


def _judge_improve(standing: IndicatorStanding, value: Decimal, about: Circumstances) -> IndicatorStanding:
    base, direction = standing.indicator.baseline, standing.indicator.direction
    if base is None:
        return replace(standing, unjudged="no_baseline")
    if direction not in ("up", "down"):
        return replace(standing, unjudged="no_direction")
    verdict: ProgressStatus
    if is_close(value, level=base.value, tolerance=about.thresholds.as_fractions[3]):
        verdict = "behind"
    else:
        verdict = "on_track" if (value > base.value) == (direction == "up") else "moving_away"
    return replace(standing, progress_status=verdict)


def _judge_done(standing: IndicatorStanding, aim: Aim, told: Sequence[Outcome], about: Circumstances) -> IndicatorStanding:
    """Done in time, done late, or not done: told so on or after the day, or owed and not told."""
    done = first_done(told)
    decider = first_decider(told, aim.day)
    standing = replace(standing, closed=decider is not None, judged_on=done or decider or standing.judged_on)
    if done:
        in_time = aim.day is None or done.period.end <= aim.day
        return replace(standing, progress_status="achieved" if in_time else "missed")
    if decider or _is_owed(aim.day, about):
        return replace(standing, progress_status="missed")
    return replace(standing, unjudged="date_passed") if aim.day and aim.day < about.as_of else standing


_Judge = Callable[[IndicatorStanding, Decimal, Circumstances], IndicatorStanding]
_JUDGES: dict[Course, _Judge] = {
    "path": _judge_path,
    "level": _judge_level,
    "pace": _judge_pace,
    "compare": _judge_compare,
    "improve": _judge_improve,
}
