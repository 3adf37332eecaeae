"""A change of the content comes in; it is kept where it brings no problems, and undone with its problems told otherwise."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable

from ledstjarna.authoring.write import Undo
from ledstjarna.problems import ContentError, Problem
from ledstjarna.settings import Project
from ledstjarna.site_check import check_site
from ledstjarna.validate.checks.all import CHECK_CODES


def try_change(project: Project, change: Callable[[], Undo], *, is_form: bool, today: datetime.date | None = None) -> int:
    """Make a change and look at the whole content; the number of problems that were there anyway.

    A form waits for words and for more fields, so what the checks say of it is left for later, also where the site's settings
    make them errors. ContentError with the problems that the change brought, where it brought any; all is then as it was before.
    """
    undo = change()
    try:
        after = find_problems(project, is_form=is_form, today=today)
    except BaseException:
        undo()
        raise
    if not after:
        return 0
    undo()
    before = Counter(_sameness(problem) for problem in find_problems(project, is_form=is_form, today=today))
    brought = []
    for problem in after:
        before[_sameness(problem)] -= 1
        if before[_sameness(problem)] < 0:
            brought.append(problem)
    if brought:
        raise ContentError(brought)
    change()
    return len(after)


def find_problems(project: Project, *, is_form: bool, today: datetime.date | None = None) -> list[Problem]:
    """Every problem of the content; without those of the checks where a form is made."""
    try:
        check_site(project, today=today)
    except ContentError as error:
        return [problem for problem in error.problems if not (is_form and problem.code in CHECK_CODES)]
    return []


def _sameness(problem: Problem) -> tuple[object, ...]:
    """What makes two problems the same although lines have moved."""
    return problem.place.file, problem.code, problem.at, tuple(sorted(problem.facts.items()))
