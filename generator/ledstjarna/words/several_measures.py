"""A goal with several measures comes in; the sentence that leads with the count goes out."""

from __future__ import annotations

from collections.abc import Sequence

from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.words.mixed_text import join
from ledstjarna.words.phrases import has_ended, unreadable
from ledstjarna.words.voice import Voice

_GOOD = ("achieved", "met_early", "on_track")


def count_sentence(standings: Sequence[IndicatorStanding], goal: GoalNode, voice: Voice) -> str:
    """How many measures got there, of those that have a target; where none can be judged, that, and why."""
    named = _named(standings)
    aimed = [entry for entry in named if entry.aim]
    if not aimed:
        none = voice.n("The measure that is named has no target.", "None of the {n} measures has a target.", len(named))
        return join((none, unreadable(goal, voice)))
    if any(entry.progress_status for entry in aimed):
        return join(_count_judged(aimed, goal, voice))
    none = voice._("None of the {n} measures with a target can be judged.", n=voice.number(len(aimed)))
    return join((none, _why_none(aimed, goal, voice)))


def rest_sentences(standings: Sequence[IndicatorStanding], voice: Voice) -> list[str]:
    """What the count leaves out: measures without a target where others have one, those only promised, and late outcomes."""
    named = _named(standings)
    without, promised = sum(1 for entry in named if not entry.aim), len(standings) - len(named)
    told = []
    if 0 < without < len(named):
        told.append(voice.n("{n} more measure has no target.", "{n} more measures have no target.", without))
    if promised:
        told.append(voice.n("{n} more measure is promised, but not named.", "{n} more measures are promised, but not named.", promised))
    if ended := sum(1 for entry in standings if entry.reporting_status == "series_ended"):
        told.append(voice.n("{n} measure is no longer measured.", "{n} measures are no longer measured.", ended))
    if late := sum(1 for entry in standings if entry.owed.late):
        told.append(voice.n("The outcome of {n} measure is late.", "The outcomes of {n} measures are late.", late))
    return told


def _named(standings: Sequence[IndicatorStanding]) -> list[IndicatorStanding]:
    return [entry for entry in standings if not entry.indicator.promised]


def _why_none(aimed: Sequence[IndicatorStanding], goal: GoalNode, voice: Voice) -> str:
    if any(entry.reporting_status != "no_outcome_yet" for entry in aimed):
        return voice._("The reason is given for each measure.")
    if not goal.agency.reports_here:
        return voice._("No outcome is published here.")
    return voice._("There is no outcome.") if has_ended(goal) else voice._("There is no outcome yet.")


def _count_judged(aimed: Sequence[IndicatorStanding], goal: GoalNode, voice: Voice) -> list[str]:
    if goal.record.judged_by == "any":
        met = goal.standing.progress_status in ("achieved", "met_early")
        enough = voice._("One is enough for the goal to count as met.")
        rule = voice._("One is enough, so the goal counts as met.") if met else enough
    else:
        rule = voice._("All are needed for the goal to count as met.")
    judged = [entry for entry in aimed if entry.progress_status]
    left = [entry for entry in aimed if not entry.progress_status]
    if all(entry.reporting_status == "no_outcome_yet" for entry in left):
        why = voice.n("{n} of the measures has no outcome here.", "{n} of the measures have no outcome here.", len(left))
    else:
        why = voice.n("{n} of the measures cannot be judged.", "{n} of the measures cannot be judged.", len(left))
    return [_how_many(judged, len(aimed), goal, voice), rule, why if left else ""]


def _how_many(judged: Sequence[IndicatorStanding], total: int, goal: GoalNode, voice: Voice) -> str:
    good, of = sum(1 for entry in judged if entry.progress_status in _GOOD), voice.number(total)
    if all(entry.closed for entry in judged):
        return _how_many_reached(judged, good, total, voice)
    if not good and len(judged) < total:
        if has_ended(goal):
            return voice._("None of the measures that can be judged was on track or had reached its target.")
        return voice._("None of the measures that can be judged is on track or has reached its target.")
    if has_ended(goal):
        return voice.n(
            "{n} of {total} measures was on track or had reached its target.",
            "{n} of {total} measures were on track or had reached their target.",
            good,
            total=of,
        )
    return voice.n(
        "{n} of {total} measures is on track or has reached its target.",
        "{n} of {total} measures are on track or have reached their target.",
        good,
        total=of,
    )


def _how_many_reached(judged: Sequence[IndicatorStanding], good: int, total: int, voice: Voice) -> str:
    periods = {entry.judged_on.period.key: entry.judged_on.period for entry in judged if entry.judged_on}
    if not good and len(judged) < total:
        return voice._("None of the measures that can be judged reached its target.")
    of = voice.number(total)
    if len(periods) > 1:
        return voice.n("{n} of {total} measures reached its target.", "{n} of {total} measures reached their target.", good, total=of)
    return voice.n(
        "{n} of {total} measures reached its target {when}.",
        "{n} of {total} measures reached their target {when}.",
        good,
        total=of,
        when=voice.when(next(iter(periods.values()))),
    )
