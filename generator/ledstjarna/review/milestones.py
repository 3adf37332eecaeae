"""A target whose milestones are others comes in; whether the way to it has become easier goes out."""

from __future__ import annotations

from typing import cast

from ledstjarna.derive.progress import Point, expected, path_points
from ledstjarna.history.change import Change
from ledstjarna.model.goal import Baseline, Target


def is_eased(change: Change) -> bool:
    """Whether a milestone is no longer to be reached, or less is to be reached somewhere on the way."""
    was, now = cast("Target", change.before), cast("Target", change.after)
    return _is_given_up(was, now) or _is_lower(was, now, change.measure.baseline if change.measure else None)


def _is_given_up(was: Target, now: Target) -> bool:
    """Whether a milestone is no longer there, nor another that is as hard to reach."""
    is_less_better = was.kind in ("at_most", "zero")
    return any(
        not any(new.by <= old.by and (new.value <= old.value if is_less_better else new.value >= old.value) for new in now.via)
        for old in was.via
    )


def _is_lower(was: Target, now: Target, start: Baseline | None) -> bool:
    """Whether the line from the starting value to the same target lies lower on the day of any milestone."""
    if start is None or was.value in (None, start.value) or (was.value, was.by) != (now.value, now.by):
        return False
    before, after = _line(was, start), _line(now, start)
    days = {step.by for target in (was, now) for step in target.via}
    return bool(before and after) and any(expected(day, after) < expected(day, before) for day in days)


def _line(target: Target, start: Baseline) -> list[Point]:
    """The days and shares of the way of a target's line; none where the days do not follow one another."""
    if target.by is None or target.value is None:
        return []
    via = [(step.by, step.value) for step in target.via]
    points = path_points(start=start.period.end, end=target.by, baseline=start.value, target=target.value, via=via)
    days = [day for day, _ in points]
    return points if days == sorted(set(days)) else []
