"""A change of the content comes in; it is kept where it brings no problems, and undone with its problems told otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from generator.build import check_site
from generator.new.write import Undo
from generator.problems import ContentError, Problem
from generator.settings import Project


def try_change(project: Project, change: Callable[[], Undo]) -> int:
    """Make a change and look at the whole content; the number of problems that were there anyway.

    ContentError with the problems that the change brought, where it brought any; all is then as it was before.
    """
    undo = change()
    try:
        after = find_problems(project)
    except BaseException:
        undo()
        raise
    if not after:
        return 0
    undo()
    before = Counter(_sameness(problem) for problem in find_problems(project))
    brought = []
    for problem in after:
        before[_sameness(problem)] -= 1
        if before[_sameness(problem)] < 0:
            brought.append(problem)
    if brought:
        raise ContentError(brought)
    change()
    return len(after)


def find_problems(project: Project) -> list[Problem]:
    """Every problem of the content."""
    try:
        check_site(project)
    except ContentError as error:
        return error.problems
    return []


def _sameness(problem: Problem) -> tuple[object, ...]:
    """What makes two problems the same although lines have moved."""
    return problem.place.file, problem.code, problem.at, tuple(sorted(problem.facts.items()))
