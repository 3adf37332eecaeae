"""Two versions of what was measured for a goal come in; what has changed goes out as typed changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ledstjarna.history.change import Change, ChangeKind
from ledstjarna.model.goal import Goal, Indicator
from ledstjarna.model.outcome import Assessment, Comparison, Outcome, Outcomes

_FIGURE = ("value", "done", "withheld")


def compare_outcomes(was: Outcomes, now: Outcomes, measures: Mapping[str, Indicator]) -> Iterator[Change]:
    """What has changed; ``measures`` are those that the goal had, by id."""
    for id in sorted({*was.outcomes, *now.outcomes}):
        yield from _compare_series(id, was.outcomes.get(id, ()), now.outcomes.get(id, ()), measures.get(id))
    ended_before, ended_after = ({entry.indicator: entry for entry in one.series_ended} for one in (was, now))
    for id in sorted({*ended_before, *ended_after}):
        if id not in ended_before:
            yield Change("series_ended", about=id, after=ended_after[id], measure=measures.get(id))
        elif id not in ended_after:
            yield Change("series_resumed", about=id, before=ended_before[id], measure=measures.get(id))
        elif ended_before[id] != ended_after[id]:
            yield Change("details_changed", about="series_ended", measure=measures.get(id))
    for id in sorted({*was.comparisons, *now.comparisons}):
        yield from _compare_comparisons(was.comparisons.get(id, {}), now.comparisons.get(id, {}), measures.get(id))
    yield from _compare_assessments(was.assessments, now.assessments)


def measures_of(*goals: Goal | None) -> dict[str, Indicator]:
    """The measures of versions of a goal by id; those of the last count."""
    return {entry.id: entry for goal in goals if goal for entry in goal.indicators}


def _compare_series(id: str, was: Sequence[Outcome], now: Sequence[Outcome], measure: Indicator | None) -> Iterator[Change]:
    """Outcomes are the same where they are for the same time and of the same sort; else where they are for the same time."""
    before, after = list(was), list(now)
    for same in (lambda old, new: old == new, _is_same_sort, lambda old, new: old.period.key == new.period.key):
        for new in list(after):
            old = next((old for old in before if same(old, new)), None)
            if old:
                before.remove(old)
                after.remove(new)
                yield from _compare_outcome(id, old, new, measure)
    yield from (Change("outcome_removed", id, before=old, measure=measure, period=old.period) for old in before)
    yield from (Change("outcome_published", id, after=new, measure=measure, period=new.period) for new in after)


def _is_same_sort(old: Outcome, new: Outcome) -> bool:
    return (old.period.key, old.kind) == (new.period.key, new.kind)


def _compare_outcome(id: str, old: Outcome, new: Outcome, measure: Indicator | None) -> Iterator[Change]:
    if old == new:
        return
    kind: ChangeKind = "outcome_detailed"
    if any(getattr(old, field) != getattr(new, field) for field in _FIGURE):
        kind = _figure_kind(old, new)
    elif old.kind != new.kind:
        kind = "outcome_settled"
    yield Change(kind, id, before=old, after=new, measure=measure, period=new.period)


def _figure_kind(old: Outcome, new: Outcome) -> ChangeKind:
    """What happened to a figure that is another than it was."""
    if new.withheld and not old.withheld:
        return "outcome_withheld"
    if old.withheld and not new.withheld:
        return "outcome_published"
    if old.kind not in (new.kind, "outcome"):
        return "outcome_settled"
    if old.kind != "outcome":
        return "outcome_revised"
    if old.value is not None and any(entry.was == old.value for entry in new.corrections if entry not in old.corrections):
        return "outcome_corrected"
    return "outcome_overwritten"


def _compare_comparisons(was: Mapping[str, Comparison], now: Mapping[str, Comparison], measure: Indicator | None) -> Iterator[Change]:
    for id in sorted({*was, *now}):
        if was.get(id) != now.get(id):
            yield Change("comparison_changed", id, before=was.get(id), after=now.get(id), measure=measure)


def _compare_assessments(was: Sequence[Assessment], now: Sequence[Assessment]) -> Iterator[Change]:
    before, after = [entry for entry in was if entry not in now], [entry for entry in now if entry not in was]
    for entry in list(after):
        if old := next((old for old in before if old.date == entry.date), None):
            before.remove(old)
            after.remove(entry)
            yield Change("assessment_changed", before=old, after=entry)
    yield from (Change("assessment_removed", before=entry) for entry in before)
    yield from (Change("assessed", after=entry) for entry in after)
