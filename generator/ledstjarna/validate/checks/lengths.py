"""The register comes in; remarks on amounts that cover different lengths of time, and on measures without a rhythm, go out."""

from __future__ import annotations

from collections.abc import Iterator

from ledstjarna.model.lengths import YEAR, baseline_length, is_amount, length_of
from ledstjarna.validate.checks.remark import Remark, remark
from ledstjarna.validate.measures import Measure
from ledstjarna.validate.register import Register


def lengths_without_over_time(register: Register) -> Iterator[Remark]:
    """A measure of an amount says what a figure for a shorter time means.

    Its figures cover different lengths of time, and an amount is only compared with one over as long a time. Write under ``over_time``
    what a shorter one means: ``level`` if it can be compared with a longer one as it is (such as cases waiting on a day), ``adds_up``
    if it is a part of the longer one, ``to_date`` if it is all since 1 January.
    """
    for measure in register.measures:
        indicator = measure.indicator
        if is_amount(indicator) and indicator.over_time is None and not measure.has_pace:
            told = [(baseline_length(indicator.baseline), indicator.baseline.period)] if indicator.baseline else []
            told += [(length_of(row.period), row.period) for row in measure.outcomes if row.done is None and row.kind != "forecast"]
            if other := next((period for length, period in told if length != told[0][0]), None):
                yield remark("goal", measure.goal.id, *measure.path, found=told[0][1], other=other)


def target_of_other_length(register: Register) -> Iterator[Remark]:
    """The starting value and the target of an amount cover as long a time.

    Otherwise nothing can be judged: a year cannot be compared with four months. Give ``baseline`` for as long a time as the target’s
    ``period``, or the day of the target with ``by``. If a figure means the same whatever time it covers, write ``over_time: level``.
    """
    for measure in register.measures:
        base = measure.indicator.baseline
        if base is None or not is_amount(measure.indicator) or measure.indicator.over_time == "to_date":
            continue
        for number, target in enumerate(measure.indicator.targets):
            if target.period and not target.pace and target.kind != "done_by" and length_of(target.period) != baseline_length(base):
                path = (*measure.path, "targets", number, "period")
                yield remark("goal", measure.goal.id, *path, found=target.period, start=base.period)


def part_of_year_to_date(register: Register) -> Iterator[Remark]:
    """The starting value and the target of a measure that counts since 1 January are for a whole year.

    Only figures for twelve months are judged then, and none can be compared with a part of a year. Give a year, or the day of the
    target with ``by``.
    """
    for measure in register.measures:
        base = measure.indicator.baseline
        if measure.indicator.over_time != "to_date" or measure.has_pace:
            continue
        if base and baseline_length(base) != YEAR:
            yield remark("goal", measure.goal.id, *measure.path, "baseline", "period", found=base.period)
        for number, target in enumerate(measure.indicator.targets):
            if target.period and length_of(target.period) != YEAR:
                yield remark("goal", measure.goal.id, *measure.path, "targets", number, "period", found=target.period)


def measure_without_rhythm(register: Register) -> Iterator[Remark]:
    """A measure that is judged says how often it is measured.

    Otherwise nobody can tell when its next figure is due. Write ``measured``, such as ``[year]`` or ``[tertial, year]``.
    """
    for measure in register.measures:
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


CHECKS = (lengths_without_over_time, target_of_other_length, part_of_year_to_date, measure_without_rhythm)
