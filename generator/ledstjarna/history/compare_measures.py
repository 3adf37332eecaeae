"""Two versions of a goal come in; what has changed in how it is measured, and in what is to be reached, goes out as typed changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ledstjarna.history.change import Change, ChangeKind
from ledstjarna.history.fields import differing
from ledstjarna.model.goal import Goal, Indicator, Target

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
        return
    for field in ("name", "definition", "covers"):
        before, after = getattr(was, field), getattr(now, field)
        if before != after:
            yield Change("redefined", about=field, before=before, after=after, measure=now)
    kinds: tuple[tuple[str, ChangeKind], ...] = (("unit", "unit_changed"), ("direction", "direction_changed"), ("method", "method_changed"))
    for field, kind in kinds:
        if getattr(was, field) != getattr(now, field):
            yield Change(kind, about=now.id, before=getattr(was, field), after=getattr(now, field), measure=now)
    yield from _compare_baselines(was, now)
    yield from compare_targets(was, now)
    if (was.measured, was.shown, was.due) != (now.measured, now.shown, now.due):
        yield Change("rhythm_changed", about=now.id, measure=now)
    if details := differing(was, now, _TOLD):
        yield Change("details_changed", about=", ".join(details), measure=now)


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
    before, after = list(was.targets), list(now.targets)
    pairs = [(old, new) for new in after if (old := next((old for old in before if _when(old) == _when(new)), None))]
    before = [target for target in before if not any(target is old for old, _ in pairs)]
    after = [target for target in after if not any(target is new for _, new in pairs)]
    pairs += zip(before, after, strict=False)
    for old, new in pairs:
        if old != new:
            yield from _compare_target(old, new, was, now)
    yield from (Change("target_removed", about=now.id, before=old, measure=was) for old in before[len(after) :])
    yield from (Change("target_added", about=now.id, after=new, measure=now) for new in after[len(before) :])


def _when(target: Target) -> object:
    return target.by or (target.period and target.period.end)


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
    if was.unit != now.unit or old.pace != new.pace or first is None or second is None:
        return "target_changed"
    if second.holds(first):
        return "target_easier"
    return "target_harder" if first.holds(second) else "target_changed"


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
        return not self.is_open or other.is_open or (self.low, self.high) != (other.low, other.high)


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
