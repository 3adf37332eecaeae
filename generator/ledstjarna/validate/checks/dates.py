"""The register comes in; remarks on what is dated later than today, and on figures that are not shown for that reason, go out.

Nothing is said where somebody asks for the site as it was: then it is not known what lies in the future.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from ledstjarna.model.document import Document, Source
from ledstjarna.model.finding import Finding, FollowUp, Response
from ledstjarna.model.goal import Event, Fate, NoMeasure
from ledstjarna.model.outcome import Assessment, ComparisonValue, Correction, Outcome
from ledstjarna.model.texts import Path, may_hold
from ledstjarna.model.times import first_day
from ledstjarna.validate.checks.remark import Remark, remark
from ledstjarna.validate.examples import find_examples
from ledstjarna.validate.register import Register

# The fields that tell when something was done. That of publication has a check of its own, since a figure is hidden by it.
_HAS_HAPPENED: Mapping[type[BaseModel], tuple[str, ...]] = {
    Event: ("date",),
    Fate: ("date",),
    Correction: ("date",),
    Assessment: ("date",),
    Finding: ("date",),
    Response: ("date",),
    FollowUp: ("date",),
    NoMeasure: ("read",),
    Document: ("decided", "read"),
    Source: ("date",),
}


def happened_in_future(register: Register) -> Iterator[Remark]:
    """What has happened is not dated in the future.

    An event, an answer, a decision or how a goal ended has a day that has been. Correct the date, or wait before you write it.
    """
    today = register.around.today
    for kind, of_kind in register.records().items() if today else ():
        for id, record in sorted(of_kind.items()):
            for path, date in _find_dates(record, ()):
                if today and first_day(date) > today and not _is_example(register, kind, id, path):
                    yield remark(kind, id, *path, found=date, today=today)


def _is_example(register: Register, kind: str, id: str, path: Path) -> bool:
    """Whether a date is still the form's example, which has a remark of its own."""
    left = find_examples(register.documents[kind, id].data, register.around.examples)
    return any(path[: len(found)] == found for found, _ in left)


def _find_dates(value: object, path: Path) -> Iterator[tuple[Path, datetime.date]]:
    """When things in a record happened, and where that stands; what is only forecast is passed over."""
    if isinstance(value, BaseModel):
        if isinstance(value, Outcome) and value.kind == "forecast":
            return
        for name, key, has_happened in _fields_of(type(value)):
            inside = getattr(value, name)
            if has_happened and inside is not None:
                yield (*path, key), inside
            elif inside and isinstance(inside, BaseModel | list | dict):
                yield from _find_dates(inside, (*path, key))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _find_dates(entry, (*path, index))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _find_dates(entry, (*path, key))


@functools.cache
def _fields_of(kind: type[BaseModel]) -> tuple[tuple[str, str, bool], ...]:
    """The fields that have dates in them, the words that files have for them, and whether they tell when something happened."""
    happened = _HAS_HAPPENED.get(kind, ())
    return tuple(
        (name, info.alias or name, name in happened)
        for name, info in kind.model_fields.items()
        if name in happened or may_hold(info.annotation, (BaseModel,))
    )


def figure_not_shown_yet(register: Register) -> Iterator[Remark]:
    """A figure that is written is shown.

    The site shows it from the day in ``published``, and without one from the end of its period. Until then it is on no page. Write the
    day on which it was published, or correct the year.
    """
    today = register.around.today
    for measure in register.measures if today else ():
        for path, row in measure.told():
            shown = row.published or row.period.end
            if today is None or shown <= today or _is_forecast(row) or _is_too_early(row):
                continue
            field = "published" if row.published else "period"
            yield remark("outcomes", measure.goal.id, *path, field, found=row.published or row.period, shown=shown, today=today)


def _is_forecast(row: Outcome | ComparisonValue) -> bool:
    return isinstance(row, Outcome) and row.kind == "forecast"


def _is_too_early(row: Outcome | ComparisonValue) -> bool:
    return row.published is not None and row.published < row.period.start


def figure_before_its_period(register: Register) -> Iterator[Remark]:
    """A figure is not told before its period has begun, unless it is a forecast.

    It would count as what was measured, and close a target for ever. Write ``kind: forecast``, or the period that was measured.
    """
    for measure in register.measures:
        for path, row in measure.told():
            if not _is_forecast(row) and _is_too_early(row):
                yield remark("outcomes", measure.goal.id, *path, "period", found=row.period, published=row.published)


CHECKS = (figure_before_its_period, figure_not_shown_yet, happened_in_future)
