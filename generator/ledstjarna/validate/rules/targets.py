"""A target must say what reaching it means: the register comes in, placed problems go out.

What would never be used is a problem, since silence would hide it: a milestone without a starting value, a second target on the same day.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal

from ledstjarna.model.goal import Goal, Indicator, Target
from ledstjarna.problems import Problem
from ledstjarna.validate.register import Register

# What each kind of target must say, and what it may say besides the date, the wording and the note.
_NEEDS = {
    "at_least": ("value",),
    "at_most": ("value",),
    "exactly": ("value",),
    "between": ("low", "high"),
    "compare": ("with", "must_be"),
    "zero": (),
    "improve": (),
    "done_by": (),
}
_MAY = {"at_least": ("via", "strict"), "at_most": ("via", "pace", "strict"), "zero": ("via",), "compare": ("strict",)}


def _said(target: Target) -> dict[str, object]:
    """What a target says, under the words of the file."""
    return {
        "value": target.value,
        "low": target.low,
        "high": target.high,
        "with": target.with_,
        "must_be": target.must_be,
        "pace": target.pace,
        "strict": target.strict or None,
        "via": target.via or None,
    }


def _indicators(register: Register) -> Iterator[tuple[Goal, int, Indicator]]:
    for goal in register.goals():
        for index, indicator in enumerate(goal.indicators):
            yield goal, index, indicator


def _targets(register: Register) -> Iterator[tuple[Goal, int, Indicator, int, Target]]:
    for goal, index, indicator in _indicators(register):
        for number, target in enumerate(indicator.targets):
            yield goal, index, indicator, number, target


def indicators_say_what_they_measure(register: Register) -> Iterator[Problem]:
    """A measure has a name, a unit and a direction; one that is done or not needs only the name, a promised one none of them."""
    for goal, index, indicator in _indicators(register):
        if indicator.promised:
            continue
        is_done = any(target.kind == "done_by" for target in indicator.targets) or register.says_done(goal.id, indicator.id)
        for field in ("name",) if is_done else ("name", "unit", "direction"):
            if getattr(indicator, field) is None:
                yield register.problem("goal", goal.id, ("indicators", index), "missing", field=field)


def targets_say_what_their_kind_needs(register: Register) -> Iterator[Problem]:
    """A target has the values its kind needs and no others."""
    for goal, index, _, number, target in _targets(register):
        path = ("indicators", index, "targets", number)
        for field, value in _said(target).items():
            if field in _NEEDS[target.kind]:
                if value is None:
                    yield register.problem("goal", goal.id, path, "target_needs", kind=target.kind, field=field)
            elif value is not None and field not in _MAY.get(target.kind, ()) and not (target.kind == "zero" and value == 0):
                yield register.problem("goal", goal.id, (*path, field), "target_has_no", on_key=True, kind=target.kind, field=field)
        if target.by and target.period:
            yield register.problem("goal", goal.id, (*path, "period"), "target_two_dates", on_key=True)


def bounds_are_in_order(register: Register) -> Iterator[Problem]:
    """The lower bound of a target between two values is not above the upper one."""
    for goal, index, _, number, target in _targets(register):
        if target.low is not None and target.high is not None and target.low > target.high:
            yield register.problem(
                "goal", goal.id, ("indicators", index, "targets", number, "low"), "bounds_backwards", low=target.low, high=target.high
            )


def done_is_not_mixed(register: Register) -> Iterator[Problem]:
    """A measure is either done or not, or told in figures: never both."""
    for goal, index, indicator, number, target in _targets(register):
        if (target.kind == "done_by") != (indicator.targets[0].kind == "done_by"):
            yield register.problem("goal", goal.id, ("indicators", index, "targets", number, "kind"), "target_mix")


def targets_have_a_day_each(register: Register) -> Iterator[Problem]:
    """Several targets of one measure have a day each, since each of them applies from the day of the one before."""
    for goal, index, indicator in _indicators(register):
        seen: set[datetime.date | None] = set()
        for number, target in enumerate(indicator.targets):
            day = register.target_day(goal, target)
            if day in seen:
                yield register.problem("goal", goal.id, ("indicators", index, "targets", number), "target_same_day", found=day or "–")
            seen.add(day)


def milestones_lie_on_the_path(register: Register) -> Iterator[Problem]:
    """A milestone (via) is between baseline and target, in date and in value, and no two share a day."""
    for goal, index, indicator, number, target in _targets(register):
        base, goes_to = indicator.baseline, _goes_to(target)
        end = register.target_day(goal, target)
        days: set[datetime.date] = set()
        for position, via in enumerate(target.via):
            path = ("indicators", index, "targets", number, "via", position)
            if base is None or goes_to is None or end is None:
                yield register.problem("goal", goal.id, path, "via_without_path")
                continue
            if not base.period.end < via.by < end or via.by in days:
                yield register.problem("goal", goal.id, (*path, "by"), "via_outside_dates", found=via.by, first=base.period.end, last=end)
            low, high = sorted((base.value, goes_to))
            if not low <= via.value <= high:
                yield register.problem("goal", goal.id, (*path, "value"), "via_outside_values", found=via.value, low=low, high=high)
            days.add(via.by)


def _goes_to(target: Target) -> Decimal | None:
    return Decimal(0) if target.kind == "zero" else target.value


def paces_have_a_period(register: Register) -> Iterator[Problem]:
    """A pace runs through a period: the target’s, else the goal’s, else the plan’s."""
    for goal, index, _, number, target in _targets(register):
        is_known = register.plan_of(goal) is not None or not register.has("plan", goal.plan)
        if target.pace and is_known and not (target.period or register.period_of(goal)):
            yield register.problem("goal", goal.id, ("indicators", index, "targets", number, "pace"), "pace_without_period", on_key=True)


def comparisons_exist(register: Register) -> Iterator[Problem]:
    """A target that compares names a comparison in the goal’s outcomes file; its values may be an empty list."""
    for goal, index, indicator, number, target in _targets(register):
        if not target.with_ or (register.has("outcomes", goal.id) and goal.id not in register.content.outcomes):
            continue
        outcomes = register.content.outcomes.get(goal.id)
        known = outcomes.comparisons.get(indicator.id, {}) if outcomes else {}
        if target.with_ not in known:
            yield register.problem(
                "goal",
                goal.id,
                ("indicators", index, "targets", number, "with"),
                "unknown_comparison",
                found=target.with_,
                indicator=indicator.id,
                file=f"{register.folder}/agencies/{goal.agency}/outcomes/{goal.id}.yml",
            )


RULES: tuple[Callable[[Register], Iterator[Problem]], ...] = (
    indicators_say_what_they_measure,
    targets_say_what_their_kind_needs,
    bounds_are_in_order,
    done_is_not_mixed,
    targets_have_a_day_each,
    milestones_lie_on_the_path,
    paces_have_a_period,
    comparisons_exist,
)
