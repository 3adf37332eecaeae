"""A change of what is measured or to be reached, or of a figure, comes in; a sentence with what was and what became goes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from ledstjarna.history.change import Change, ChangeKind
from ledstjarna.model.goal import Baseline, Indicator, Target
from ledstjarna.model.outcome import Outcome, SeriesEnd
from ledstjarna.model.people import is_number_of
from ledstjarna.words.levels import target_words
from ledstjarna.words.mixed_text import join
from ledstjarna.words.told_values import amount, decided, tell_change
from ledstjarna.words.voice import N_, Unit, Voice

Teller = Callable[[Change, Voice], str]


# --- how it is measured -----------------------------------------------------------------------------------------------


def _tell_measure(change: Change, voice: Voice) -> str:
    name = voice.told(change.measure.name) if change.measure and change.measure.name else ""
    match change.kind:
        case "measure_promised" if name:
            return voice._("A measure, {name}, was replaced by the promise of one.", name=name)
        case "measure_promised":
            return voice._("A measure was promised, without being named.")
        case "measure_named":
            return voice._("The measure that had been promised was named: {name}.", name=name)
        case "measure_added":
            return voice._("A measure was added: {name}.", name=name)
        case _:
            return voice._("A measure was taken away: {name}.", name=name) if name else voice._("The promise of a measure was taken away.")


_DEFINED = {  # said of what is new, of what was changed, and of what is no longer there
    "name": (N_("The measure got a name."), N_("The measure’s name was changed."), N_("The measure’s name was taken away.")),
    "definition": (
        N_("A definition of the measure was added."),
        N_("The measure’s definition was changed."),
        N_("The measure’s definition was taken away."),
    ),
    "covers": (
        N_("It was added which part of the goal the measure speaks of."),
        N_("What the measure is said to cover was changed."),
        N_("It is no longer said which part of the goal the measure speaks of."),
    ),
}


def _tell_redefined(change: Change, voice: Voice) -> str:
    if change.about == "name" and change.before and change.after:
        was, now = (voice.told(cast("str", side)) for side in (change.before, change.after))
        if was != now:
            return voice._("The measure’s name was changed from “{was}” to “{now}”.", was=was, now=now)
    added, changed, gone = _DEFINED[change.about]
    return voice._(added if not change.before else changed if change.after else gone)


def _tell_unit(change: Change, voice: Voice) -> str:
    was, now = (voice.unit(cast("Unit", side)) for side in (change.before, change.after))
    if not was or not now:
        return voice._("A unit was given: {now}.", now=now) if now else voice._("The unit, {was}, was taken away.", was=was)
    return voice._("The unit was changed from {was} to {now}.", was=was, now=now)


def _tell_direction(change: Change, voice: Voice) -> str:
    match change.after:
        case "up":
            return voice._("Higher is now said to be better.")
        case "down":
            return voice._("Lower is now said to be better.")
        case None:
            return voice._("It is no longer said which way is better.")
        case _:
            return voice._("Neither higher nor lower is now said to be better.")


def _tell_method(_change: Change, voice: Voice) -> str:
    return voice._("The way of working out progress was changed for this measure.")


def _tell_rhythm(_change: Change, voice: Voice) -> str:
    return voice._("How often it is measured, or when it is due, was changed.")


def _tell_baseline(change: Change, voice: Voice) -> str:
    was, now = (cast("Baseline | None", side) for side in (change.before, change.after))
    first = _tell_start(was, _measure_before(change), voice) if was else ""
    second = _tell_start(now, change.measure, voice) if now else ""
    if was and now:
        if was.period.key == now.period.key and was.value != now.value:
            told = {"when": voice.when(now.period), "was": amount(was.value, _measure_before(change), voice)}
            return voice._(
                "The starting value {when} was changed from {was} to {now}.", now=amount(now.value, change.measure, voice), **told
            )
        return voice._("The starting value was changed from {was} to {now}.", was=first, now=second)
    if now:
        return voice._("A starting value was given: {now}.", now=second)
    if was:
        return voice._("The starting value, {was}, was taken away.", was=first)
    return voice._(_UNTOLD_STARTS[change.kind])


_UNTOLD_STARTS: dict[ChangeKind, str] = {  # of few persons: it is not shown
    "baseline_added": N_("A starting value was given."),
    "baseline_revised": N_("The starting value was changed."),
    "baseline_removed": N_("The starting value was taken away."),
}


def _tell_start(base: Baseline, measure: Indicator | None, voice: Voice) -> str:
    return voice._("{value} {when}", value=amount(base.value, measure, voice), when=voice.when(base.period))


# --- what is to be reached --------------------------------------------------------------------------------------------


def _measure_before(change: Change) -> Indicator | None:
    return change.measure_before or change.measure


def _target(target: Target, measure: Indicator | None, voice: Voice, *, day: bool = True) -> str:
    """What a target asks for; the day is left out where it is the same as before."""
    shown = target if day else target.model_copy(update={"by": None, "period": None})
    return target_words(shown, lambda value: decided(value, measure, voice), voice)


def _tell_target(change: Change, voice: Voice) -> str:
    old, new = (cast("Target | None", side) for side in (change.before, change.after))
    if old and new:
        was, now = _target(old, _measure_before(change), voice, day=False), _target(new, change.measure, voice, day=False)
        return join((_tell_level(old, new, was, now, change, voice), _tell_ease(change, voice)))
    if new:
        return voice._("A target was given: {now}.", now=_target(new, change.measure, voice))
    return voice._("The target, {was}, was taken away.", was=_target(cast("Target", old), change.measure, voice))


def _tell_level(old: Target, new: Target, was: str, now: str, change: Change, voice: Voice) -> str:  # both sides, told
    if was == now:
        if old.pace != new.pace:
            return voice._("How the target is shared out over its time was changed.")
        return voice._("What the target is compared with was changed.")
    if old.kind == new.kind and old.value is not None and new.value is not None and old.value != new.value and not change.measure_before:
        if new.value < old.value:
            return voice._("The target was lowered from {was} to {now}.", was=was, now=now)
        return voice._("The target was raised from {was} to {now}.", was=was, now=now)
    return voice._("The target was changed from {was} to {now}.", was=was, now=now)


def _tell_ease(change: Change, voice: Voice) -> str:
    """Which way it was moved, where that can be told."""
    match change.kind:
        case "target_easier":
            return voice._("That is easier to reach.")
        case "target_harder":
            return voice._("That is harder to reach.")
        case _:
            return ""


def _tell_day(change: Change, voice: Voice) -> str:
    was, now = (_day_of(cast("Target", side), voice) for side in (change.before, change.after))
    return tell_change(
        was,
        now,
        voice,
        changed=N_("The target’s day was moved from {was} to {now}."),
        given=N_("The target got a day: {now}."),
        gone=N_("The target’s day, {was}, was taken away."),
    )


def _day_of(target: Target, voice: Voice) -> str:
    return voice.date(target.by) if target.by else voice.period(target.period) if target.period else ""


def _tell_milestones(change: Change, voice: Voice) -> str:
    return tell_change(
        _milestones(cast("Target", change.before), _measure_before(change), voice),
        _milestones(cast("Target", change.after), change.measure, voice),
        voice,
        changed=N_("The milestones on the way were changed from {was} to {now}."),
        given=N_("Milestones on the way were given: {now}."),
        gone=N_("The milestones on the way, {was}, were taken away."),
    )


def _milestones(target: Target, measure: Indicator | None, voice: Voice) -> str:
    told = [voice._("{level} by {day}", level=decided(step.value, measure, voice), day=voice.date(step.by)) for step in target.via]
    return join(told, ", ")


# --- what was measured ------------------------------------------------------------------------------------------------


def outcome_figure(outcome: Outcome, measure: Indicator | None, voice: Voice) -> str:
    """What an outcome says, as it stands inside a sentence."""
    if outcome.withheld == "fewer_than_5" and measure and is_number_of(measure):
        return voice._("fewer than 5")
    if outcome.withheld:
        return voice._("a figure that is not shown")
    if outcome.done is not None:
        return voice._("done") if outcome.done else voice._("not done")
    if outcome.value is None:  # a row of a proposal in which something is wrong
        return voice._("no value")
    return amount(outcome.value, measure, voice)


_SORTS: dict[str, str] = {
    "outcome": N_("The result {when} was published here: {now}."),
    "preliminary": N_("A preliminary result {when} was published here: {now}."),
    "forecast": N_("A forecast {when} was published here: {now}."),
}
_REVISED: dict[str, str] = {
    "preliminary": N_("The preliminary result {when} was changed from {was} to {now}."),
    "forecast": N_("The forecast {when} was changed from {was} to {now}."),
}
_GONE: dict[str, str] = {
    "outcome": N_("The result {when}, {was}, was taken away."),
    "preliminary": N_("The preliminary result {when}, {was}, was taken away."),
    "forecast": N_("The forecast {when}, {was}, was taken away."),
}


def _tell_outcome(change: Change, voice: Voice) -> str:
    old, new = (cast("Outcome | None", side) for side in (change.before, change.after))
    was = outcome_figure(old, _measure_before(change), voice) if old else ""
    now = outcome_figure(new, change.measure, voice) if new else ""
    facts = {"when": voice.when(change.period) if change.period else "", "was": was, "now": now}
    match change.kind:
        case "outcome_published" if new and new.withheld == "small_numbers":
            return voice._("It was told here that there is a result {when} which is not shown.", **facts)
        case "outcome_published":
            return voice._(_SORTS[new.kind if new else "outcome"], **facts)
        case "outcome_settled":
            return _tell_settled(cast("Outcome", old), cast("Outcome", new), facts, voice)
        case "outcome_revised":
            return voice._(_REVISED[new.kind if new else "forecast"], **facts)
        case "outcome_corrected":
            return join((voice._("The result {when} was corrected: {was} became {now}.", **facts), _why(old, new, voice)))
        case "outcome_overwritten":
            return voice._("The result {when} was changed from {was} to {now} without a correction being recorded.", **facts)
        case "outcome_withheld":
            return voice._("The result {when}, which was {was}, is no longer shown.", **facts)
        case "outcome_removed":
            return voice._(_GONE[old.kind if old else "outcome"], **facts)
        case _:
            return voice._("What is said beside the result {when} was changed.", **facts)


def _tell_settled(old: Outcome, new: Outcome, facts: Mapping[str, str], voice: Voice) -> str:
    """What a figure went from and to: a forecast, a preliminary figure, a result."""
    if old.kind == "forecast":
        if new.kind == "preliminary":
            return voice._("The forecast {when}, {was}, was followed by a preliminary result: {now}.", **facts)
        return voice._("The forecast {when}, {was}, was followed by the result: {now}.", **facts)
    if new.kind == "outcome":
        if facts["was"] == facts["now"]:
            return voice._("The result {when}, {now}, is no longer preliminary.", **facts)
        return voice._("The preliminary result {when}, {was}, was followed by the result: {now}.", **facts)
    if new.kind == "preliminary":
        return voice._("The result {when}, {now}, is now said to be preliminary.", **facts)
    return voice._("The result {when}, {now}, is now said to be a forecast.", **facts)


def _why(old: Outcome | None, new: Outcome | None, voice: Voice) -> str:
    """Why a figure was corrected, where the correction says so."""
    known = old.corrections if old else []
    fresh = [entry for entry in new.corrections if entry not in known] if new else []
    return voice.told(fresh[-1].why) if fresh and fresh[-1].why else ""


def _tell_series(change: Change, voice: Voice) -> str:
    if change.kind == "series_resumed":
        return voice._("It is no longer said that the measurement has ended.")
    end = cast("SeriesEnd", change.after)
    return voice._("Measurement ended {when}.", when=voice.on(end.date)) if end.date else voice._("It is no longer measured.")


def _tell_comparison(_change: Change, voice: Voice) -> str:
    return voice._("The figures that it is compared with were changed.")


TARGETS: dict[ChangeKind, Teller] = {
    "measure_promised": _tell_measure,
    "measure_named": _tell_measure,
    "measure_added": _tell_measure,
    "measure_removed": _tell_measure,
    "redefined": _tell_redefined,
    "unit_changed": _tell_unit,
    "direction_changed": _tell_direction,
    "method_changed": _tell_method,
    "rhythm_changed": _tell_rhythm,
    "baseline_added": _tell_baseline,
    "baseline_revised": _tell_baseline,
    "baseline_removed": _tell_baseline,
    "target_added": _tell_target,
    "target_easier": _tell_target,
    "target_harder": _tell_target,
    "target_changed": _tell_target,
    "target_removed": _tell_target,
    "date_moved": _tell_day,
    "milestones_changed": _tell_milestones,
}
OUTCOMES: dict[ChangeKind, Teller] = {
    "outcome_published": _tell_outcome,
    "outcome_settled": _tell_outcome,
    "outcome_revised": _tell_outcome,
    "outcome_corrected": _tell_outcome,
    "outcome_overwritten": _tell_outcome,
    "outcome_withheld": _tell_outcome,
    "outcome_removed": _tell_outcome,
    "outcome_detailed": _tell_outcome,
    "series_ended": _tell_series,
    "series_resumed": _tell_series,
    "comparison_changed": _tell_comparison,
}
