"""The accessibility statement holds together: the register comes in, placed problems go out.

The statement is about the site as it is built, whatever date that is built for. ``full`` with any fault, also one outside the
law, is a problem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ledstjarna.model.accessibility import Accessibility
from ledstjarna.problems import Problem
from ledstjarna.validate.register import Register

KIND = "accessibility"  # and the id of the only one


def _statement(register: Register) -> Iterator[Accessibility]:
    if register.content.accessibility:
        yield register.content.accessibility


def conformance_agrees_with_faults(register: Register) -> Iterator[Problem]:
    """An accessibility statement names faults exactly where it does not say that the site is fully accessible."""
    for statement in _statement(register):
        if statement.conformance == "full" and statement.faults:
            code = "conformance_full_with_faults"
            yield register.problem(KIND, KIND, ("conformance",), code, count=len(statement.faults))
        elif statement.conformance != "full" and not statement.faults:
            code = "conformance_without_faults"
            yield register.problem(KIND, KIND, ("conformance",), code, found=statement.conformance)


def faults_can_be_reported_in_a_form(register: Register) -> Iterator[Problem]:
    """An accessibility statement gives the address of a form in which faults can be reported."""
    for statement in _statement(register):
        if statement.report.form is None:
            yield register.problem(KIND, KIND, ("report",), "report_without_form", on_key=True)


def statements_tell_of_what_has_been(register: Register) -> Iterator[Problem]:
    """The days of an accessibility statement have been, and it is gone through on the day of the assessment or later."""
    for statement in _statement(register):
        days = {("assessed", "date"): statement.assessed.date, ("updated",): statement.updated}
        for path, day in days.items():
            today = register.around.today
            if today and day > today:
                yield register.problem(KIND, KIND, path, "date_in_future", found=day, today=today)
        if statement.updated < statement.assessed.date:
            assessed = statement.assessed.date
            yield register.problem(KIND, KIND, ("updated",), "dates_backwards", found=statement.updated, earlier=assessed)


RULES: tuple[Callable[[Register], Iterator[Problem]], ...] = (
    conformance_agrees_with_faults,
    faults_can_be_reported_in_a_form,
    statements_tell_of_what_has_been,
)
