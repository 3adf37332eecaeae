"""Two versions of a goal come in; what has changed in how it is measured, and in what is to be reached, goes out as typed changes."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledstjarna.history.change import Change, ChangeKind
from ledstjarna.history.fields import compare_words, differing, is_touched_up
from ledstjarna.model.goal import Goal, Indicator, Target

_IMPLIED = {"at_least": "up", "at_most": "down", "zero": "down"}  # which way is better, as a target tells it
_TOLD = {"id", "promised", "name", "definition", "covers", "unit", "direction", "method", "measured", "shown", "due", "baseline", "targets"}


def compare_measures(was: Goal, now: Goal) -> Iterator[Change]:
    """Measures are the same where they have the same id."""
    before, after = ({entry.id: entry for entry in goal.indicators} for goal in (was, now))
    for id, entry in before.items():
        if id not in after:
            yield Change("measure_removed", about=id, before=entry.name, measure=entry)
    for id, entry in after.items():
        if id not in before:
            kind: ChangeKind = "measure_promised" if entry.promised else "measure_added"
            yield Change(kind, about=id, after=entry.name, measure=entry)
        elif before[id] != entry:
            yield from compare_measure(before[id], entry)


def compare_measure(was: Indicator, now: Indicator) -> Iterator[Change]:
    """What has changed in one measure."""
    if was.promised and not now.promised:
        yield Change("measure_named", about=now.id, after=now.name, measure=now)
    elif now.promised and not was.promised:
        yield Change("measure_promised", about=now.id, before=was.name, measure=was)
    else:
        yield from _compare_definitions(was, now)
    yield from _compare_baselines(was, now)
    yield from compare_targets(was, now)
    if (was.measured, was.shown, was.due) != (now.measured, now.shown, now.due):
        yield Change("rhythm_changed", about=now.id, measure=now)
    if details := differing(was, now, _TOLD):
        yield Change("details_changed", about=", ".join(details), measure=now)


def _compare_definitions(was: Indicator, now: Indicator) -> Iterator[Change]:
    """What is measured, in which unit, which way is better, and how progress is worked out."""
    for field in ("name", "definition", "covers"):
        yield from compare_words(field, getattr(was, field), getattr(now, field), kind="redefined", measure=now)
    if was.unit != now.unit:
        is_same = was.unit is not None and now.unit is not None and is_touched_up(was.unit, now.unit)
        yield Change("touched_up" if is_same else "unit_changed", now.id, before=was.unit, after=now.unit, measure=now)
    if was.direction != now.direction and not _is_implied(was, now):
        yield Change("direction_changed", about=now.id, before=was.direction, after=now.direction, measure=now)
    if was.method != now.method:
        yield Change("method_changed", about=now.id, before=was.method, after=now.method, measure=now)
    if was.promised != now.promised:
        yield Change("details_changed", about="promised", measure=now)


def _is_implied(was: Indicator, now: Indicator) -> bool:
    """Whether a direction that is now stated is the one that the targets told before: files did not always say it."""
    return was.direction is None and {_IMPLIED.get(target.kind) for target in was.targets} == {now.direction}


def _compare_baselines(was: Indicator, now: Indicator) -> Iterator[Change]:
    before, after = was.baseline, now.baseline
    if before is None and after:
        yield Change("baseline_added", about=now.id, after=after, measure=now)
    elif before and after is None:
        yield Change("baseline_removed", about=now.id, before=before, measure=was)
    elif before and after and (before.period.key, before.value, before.mean_of) != (after.period.key, after.value, after.mean_of):
        yield Change("baseline_revised", about=now.id, before=before, after=after, measure=now)
    elif before != after:
        yield Change("details_changed", about="baseline", measure=now)


# --- targets ----------------------------------------------------------------------------------------------------------


def compare_targets(was: Indicator, now: Indicator) -> Iterator[Change]:
    """Targets are the same where they have the same day; of the rest, those that stand in the same place among them."""
    for at, to in pair_days(*([_when(target) for target in measure.targets] for measure in (was, now))):
        old, new = (None if at is None else was.targets[at]), (None if to is None else now.targets[to])
        if old and new:
            if old != new:
                yield from _compare_target(old, new, was, now)
        elif old:
            yield Change("target_removed", about=now.id, before=old, measure=was)
        else:
            yield Change("target_added", about=now.id, after=new, measure=now)


def pair_days(was: Sequence[datetime.date | None], now: Sequence[datetime.date | None]) -> Iterator[tuple[int | None, int | None]]:
    """The places of targets that are the same, by the days of all of them before and now; None where there is no such target."""
    before = dict(enumerate(was))
    same = {}
    for to, day in enumerate(now):
        if (at := next((at for at, other in before.items() if other == day), None)) is not None:
            same[to] = at
            del before[at]
    yield from ((at, to) for to, at in same.items())
    yield from itertools.zip_longest(before, (to for to in range(len(now)) if to not in same))


def _when(target: Target) -> datetime.date | None:
    return target.by or (target.period.end if target.period else None)


def _compare_target(old: Target, new: Target, was: Indicator, now: Indicator) -> Iterator[Change]:
    kinds: list[ChangeKind] = []
    if _level_of(old) != _level_of(new) or was.unit != now.unit:
        kinds.append(_direction(old, new, was, now))
    if _when(old) != _when(new):
        kinds.append("date_moved")
    if old.via != new.via:
        kinds.append("milestones_changed")
    yield from (Change(kind, about=now.id, before=old, after=new, measure=now) for kind in kinds)
    if not kinds:
        yield Change("details_changed", about="targets", measure=now)


def _level_of(target: Target) -> tuple[object, ...]:
    return (target.kind, target.value, target.low, target.high, target.strict, target.pace, target.with_, target.must_be)


def _direction(old: Target, new: Target, was: Indicator, now: Indicator) -> ChangeKind:
    """Whether a target is easier or harder to reach than before; neither, where the one is not part of the other."""
    first, second = _range_of(old), _range_of(new)
    if first is None or second is None or first == second or old.pace != new.pace or not _is_same_measure(was, now):
        return "target_changed"
    before, after = _when(old), _when(new)
    if second.holds(first) and _is_by(before, after):
        return "target_easier"
    return "target_harder" if first.holds(second) and _is_by(after, before) else "target_changed"


def _is_same_measure(was: Indicator, now: Indicator) -> bool:
    """Whether figures of before and now mean the same, as far as the files tell."""
    if (was.unit, was.over_time) != (now.unit, now.over_time):
        return False
    pairs = ((getattr(was, field), getattr(now, field)) for field in ("name", "definition", "covers"))
    return all(old == new or (old is not None and new is not None and is_touched_up(old, new)) for old, new in pairs)


def _is_by(first: datetime.date | None, second: datetime.date | None) -> bool:
    """Whether a day is no later than another."""
    return first == second or bool(first and second and first <= second)


@dataclass(frozen=True, slots=True)
class _Range:
    """The values that meet a target; ``is_open`` tells that its one bound is itself not enough."""

    low: Decimal = Decimal("-Infinity")
    high: Decimal = Decimal("Infinity")
    is_open: bool = False

    def holds(self, other: _Range) -> bool:
        """Whether every value of another lies in this one."""
        if self.low > other.low or self.high < other.high:
            return False
        meets = self.low == other.low if self.low.is_finite() else self.high == other.high
        return not self.is_open or other.is_open or not meets


def _range_of(target: Target) -> _Range | None:
    """The values that meet a target; None where they are not told in figures."""
    value, low, high = target.value, target.low, target.high
    if target.kind == "zero":
        return _Range(high=Decimal(0))
    if target.kind == "between" and low is not None and high is not None:
        return _Range(low, high)
    if value is None:
        return None
    if target.kind == "at_least":
        return _Range(low=value, is_open=target.strict)
    if target.kind == "at_most":
        return _Range(high=value, is_open=target.strict)
    return _Range(value, value) if target.kind == "exactly" else None
