"""An outcome must say one thing about one period: the register comes in, placed problems go out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ledstjarna.model.goal import Indicator
from ledstjarna.model.outcome import Outcome
from ledstjarna.problems import Problem
from ledstjarna.validate.register import Register


def _series(register: Register) -> Iterator[tuple[str, str, list[Outcome]]]:
    for goal, record in sorted(register.content.outcomes.items()):
        for indicator, outcomes in record.outcomes.items():
            yield goal, indicator, outcomes


def _outcomes(register: Register) -> Iterator[tuple[str, str, int, Outcome]]:
    for goal, indicator, outcomes in _series(register):
        for index, outcome in enumerate(outcomes):
            yield goal, indicator, index, outcome


def outcomes_say_one_thing(register: Register) -> Iterator[Problem]:
    """An outcome has a value, or says whether it is done, or says why it is withheld."""
    for goal, indicator, index, outcome in _outcomes(register):
        said = [field for field in ("value", "done", "withheld") if getattr(outcome, field) is not None]
        if len(said) != 1:
            code = "outcome_says_nothing" if not said else "outcome_says_too_much"
            yield register.problem("outcomes", goal, ("outcomes", indicator, index), code, found=", ".join(said))


def outcomes_fit_their_indicator(register: Register) -> Iterator[Problem]:
    """``done`` belongs to a measure with a done_by target, or with no target; every other measure has values."""
    for goal, id, outcomes in _series(register):
        indicator = _find(register, goal, id)
        if indicator is None or not indicator.targets:
            continue
        is_done = any(target.kind == "done_by" for target in indicator.targets)
        for index, outcome in enumerate(outcomes):
            if outcome.done is not None and not is_done:
                yield register.problem("outcomes", goal, ("outcomes", id, index, "done"), "done_without_done_by", found=id)
            if outcome.value is not None and is_done:
                yield register.problem("outcomes", goal, ("outcomes", id, index, "value"), "value_with_done_by", found=id)


def _find(register: Register, goal: str, indicator: str) -> Indicator | None:
    record = register.content.goals.get(goal)
    return next((known for known in record.indicators if known.id == indicator), None) if record else None


def periods_are_told_once(register: Register) -> Iterator[Problem]:
    """A measure has one outcome of each kind for a period; a changed figure is a correction."""
    seen: set[tuple[object, ...]] = set()
    for goal, indicator, index, outcome in _outcomes(register):
        key = (goal, indicator, outcome.kind, outcome.period.key)
        if key in seen:
            yield register.problem(
                "outcomes", goal, ("outcomes", indicator, index, "period"), "outcome_twice", found=outcome.period, kind=outcome.kind
            )
        seen.add(key)


def comparison_periods_are_told_once(register: Register) -> Iterator[Problem]:
    """A comparison has one value for each period."""
    for goal, record in sorted(register.content.outcomes.items()):
        for indicator, series in record.comparisons.items():
            for name, comparison in series.items():
                seen: set[object] = set()
                for index, value in enumerate(comparison.values):
                    if value.period.key in seen:
                        path = ("comparisons", indicator, name, "values", index, "period")
                        yield register.problem("outcomes", goal, path, "comparison_twice", found=value.period)
                    seen.add(value.period.key)


def intervals_are_in_order(register: Register) -> Iterator[Problem]:
    """The lower end of an interval comes first."""
    for goal, indicator, index, outcome in _outcomes(register):
        if outcome.interval and outcome.interval[0] > outcome.interval[1]:
            low, high = outcome.interval
            yield register.problem("outcomes", goal, ("outcomes", indicator, index, "interval"), "bounds_backwards", low=low, high=high)


def intervals_hold_their_value(register: Register) -> Iterator[Problem]:
    """The value lies within its interval, or at one of its ends."""
    for goal, indicator, index, outcome in _outcomes(register):
        if outcome.interval and outcome.value is not None:
            low, high = outcome.interval
            if low <= high and not low <= outcome.value <= high:
                path = ("outcomes", indicator, index, "interval")
                yield register.problem("outcomes", goal, path, "interval_without_value", low=low, high=high, value=outcome.value)


def values_come_from_somebody(register: Register) -> Iterator[Problem]:
    """A value rests on at least one answer, where the number of answers is told."""
    for goal, indicator, index, outcome in _outcomes(register):
        if outcome.respondents == 0 and outcome.value is not None:
            path = ("outcomes", indicator, index, "respondents")
            yield register.problem("outcomes", goal, path, "value_without_answers", value=outcome.value)


RULES: tuple[Callable[[Register], Iterator[Problem]], ...] = (
    outcomes_say_one_thing,
    outcomes_fit_their_indicator,
    periods_are_told_once,
    comparison_periods_are_told_once,
    intervals_are_in_order,
    intervals_hold_their_value,
    values_come_from_somebody,
)
