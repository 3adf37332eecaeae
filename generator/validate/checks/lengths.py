"""The register comes in; remarks on amounts that cover different lengths of time, and on measures without a rhythm, go out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.validate.checks.remark import Remark, remark
from generator.validate.measures import Measure, find_measures, stretch
from generator.validate.register import Register


def lengths_without_over_time(register: Register) -> Iterator[Remark]:
    """A measure of an amount says what a figure for a shorter time means.

    Its figures cover different lengths of time, and an amount is only compared with one over as long a time. Write under ``over_time``
    what a shorter one means: ``level`` if it can be compared with a longer one as it is (such as cases waiting on a day), ``adds_up``
    if it is a part of the longer one, ``to_date`` if it is all since 1 January.
    """
    for measure in find_measures(register):
        if measure.is_amount and measure.indicator.over_time is None and not measure.has_pace:
            base = measure.indicator.baseline
            told = [base.period] if base and base.mean_of is None else []
            told += [outcome.period for outcome in measure.outcomes if outcome.done is None and outcome.kind != "forecast"]
            if other := next((period for period in told if stretch(period) != stretch(told[0])), None):
                yield remark("goal", measure.goal.id, *measure.path, found=told[0], other=other)


def target_of_other_length(register: Register) -> Iterator[Remark]:
    """The starting value and the target of an amount cover as long a time.

    Otherwise nothing can be judged: a year cannot be compared with four months. Give ``baseline`` for as long a time as the target’s
    ``period``, or the day of the target with ``by``. If a figure means the same whatever time it covers, write ``over_time: level``.
    """
    for measure in find_measures(register):
        base = measure.indicator.baseline
        if base is None or not measure.is_amount:
            continue
        length = (12, 0) if base.mean_of else stretch(base.period)
        for number, target in enumerate(measure.indicator.targets):
            if target.period and not target.pace and target.kind != "done_by" and stretch(target.period) != length:
                path = (*measure.path, "targets", number, "period")
                yield remark("goal", measure.goal.id, *path, found=target.period, start=base.period)


def measure_without_rhythm(register: Register) -> Iterator[Remark]:
    """A measure that is judged says how often it is measured.

    Otherwise nobody can tell when its next figure is due. Write ``measured``, such as ``[year]`` or ``[tertial, year]``.
    """
    for measure in find_measures(register):
        targets = measure.indicator.targets
        if measure.goal.lifecycle != "active" or not targets or targets[0].kind == "done_by" or _has_rhythm(measure):
            continue
        if not _is_ended(register, measure):
            yield remark("goal", measure.goal.id, *measure.path)


def _has_rhythm(measure: Measure) -> bool:
    return bool(measure.indicator.measured or measure.indicator.shown)


def _is_ended(register: Register, measure: Measure) -> bool:
    """Whether it is no longer measured."""
    record = register.content.outcomes.get(measure.goal.id)
    ended = any(entry.indicator == measure.indicator.id for entry in record.series_ended) if record else False
    removed = any(event.kind == "measure_removed" and event.about == measure.indicator.id for event in measure.goal.events)
    return ended or removed


CHECKS = (lengths_without_over_time, target_of_other_length, measure_without_rhythm)
