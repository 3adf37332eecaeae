"""What is said of a measure must agree with itself: the register comes in, placed problems go out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ledstjarna.model.goal import Target
from ledstjarna.model.lengths import YEAR, length_of
from ledstjarna.model.times import Period
from ledstjarna.problems import Problem
from ledstjarna.validate.register import Register


def no_measure_stands_alone(register: Register) -> Iterator[Problem]:
    """A goal in whose document no measure was found has none."""
    for goal in register.goals():
        if goal.no_measure and goal.indicators:
            yield register.problem("goal", goal.id, ("no_measure",), "no_measure_beside_some", on_key=True, count=len(goal.indicators))


# Which way a target asks for, and what it says; then what would ask for the other way.
_WAYS = {
    "at_least": ("up", "kind: at_least", "kind: at_most"),
    "at_most": ("down", "kind: at_most", "kind: at_least"),
    "zero": ("down", "kind: zero", "kind: at_least"),
}
_WAYS_OF_COMPARING = {
    "at_least": ("up", "must_be: at_least", "must_be: at_most"),
    "at_most": ("down", "must_be: at_most", "must_be: at_least"),
}


def directions_agree_with_targets(register: Register) -> Iterator[Problem]:
    """A measure goes in the direction of its targets: `up` is not with `at_most` or `zero`, nor `down` with `at_least`."""
    for measure in register.measures:
        found = measure.indicator.direction
        for target in measure.indicator.targets:
            way = _way(target)
            if way and found in ("up", "down") and found != way[0]:
                direction, said, instead = way
                at = (*measure.path, "direction")
                yield register.problem(
                    "goal", measure.goal.id, at, "direction_against_target", found=found, said=said, direction=direction, instead=instead
                )
                break


def _way(target: Target) -> tuple[str, str, str] | None:
    return _WAYS_OF_COMPARING.get(target.must_be or "") if target.kind == "compare" else _WAYS.get(target.kind)


def figures_stay_within_their_limit(register: Register) -> Iterator[Problem]:
    """No figure is beyond its measure’s `limit`: above it where up is better, below it where down is (but for growth-rate methods)."""
    for measure in register.measures:
        limit, direction = measure.indicator.limit, measure.indicator.direction
        if limit is None or direction not in ("up", "down") or measure.method != "linear-1":
            continue
        for figure in measure.figures("outcome", "sex", "baseline", "target", "via", "comparison"):
            if figure.value > limit if direction == "up" else figure.value < limit:
                yield register.problem(
                    figure.kind, measure.goal.id, figure.path, "beyond_limit", found=figure.value, limit=limit, direction=direction
                )


def means_are_of_several_years(register: Register) -> Iterator[Problem]:
    """A starting value that is the mean of several years has a period of whole years, more than one."""
    for measure in register.measures:
        base = measure.indicator.baseline
        if base and base.mean_of and not _is_several_years(base.period):
            path = (*measure.path, "baseline", "period")
            yield register.problem("goal", measure.goal.id, path, "mean_of_part", found=base.period)


def _is_several_years(period: Period) -> bool:
    months = length_of(period)
    return months > YEAR and months % YEAR == 0


def last_targets_follow_the_baseline(register: Register) -> Iterator[Problem]:
    """The last target of a measure is not dated before its starting value; earlier ones are levels of their time."""
    for measure in register.measures:
        base, targets = measure.indicator.baseline, measure.indicator.targets
        days = [register.target_day(measure.goal, target) for target in targets if target.kind != "done_by"]
        known = [day for day in days if day]
        if base is None or not days or len(known) < len(days) or max(known) >= base.period.end:
            continue
        number = days.index(max(known))
        target = targets[number]
        field = ("by",) if target.by else ("period",) if target.period else ()
        path = (*measure.path, "targets", number, *field)
        yield register.problem("goal", measure.goal.id, path, "target_before_baseline", found=max(known), period=base.period)


RULES: tuple[Callable[[Register], Iterator[Problem]], ...] = (
    no_measure_stands_alone,
    directions_agree_with_targets,
    figures_stay_within_their_limit,
    means_are_of_several_years,
    last_targets_follow_the_baseline,
)
