"""``ledstjarna check``: a site comes in; what is wrong in its content, and what could be better, is told."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ledstjarna.commands.formats import PROBLEM_FORMATS, print_problems
from ledstjarna.commands.request import FINE, Request, add_options_of_site
from ledstjarna.commands.say import say, show_counts, show_problems
from ledstjarna.output.places import check_place
from ledstjarna.problems import ContentError, Problem, sort_problems
from ledstjarna.review.review import find_refused
from ledstjarna.site_check import check_site, protected_paths


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_options_of_site(parser)
    parser.add_argument("--format", choices=PROBLEM_FORMATS, default="text", help="how problems are told (text)")
    parser.add_argument("--against", metavar="BASE", help="refuse what must not happen to what is published in this branch or commit")


def run(request: Request) -> int:
    """Check the site; errors are told where all commands tell theirs, remarks here."""
    project, language = request.site, request.language
    keep, apart = protected_paths(project)
    check_place(project.output, keep=keep, apart=apart)
    against = request.options.against  # a name without signs, as from a variable that is not set, is one that is not there
    refused = find_refused(project, against, as_of=request.as_of, today=request.today) if against is not None else ()
    with _adding(refused):
        content, _, remarks = check_site(project, as_of=request.as_of, today=request.today)
        if any(problem.severity == "error" for problem in refused):
            raise ContentError((), remarks.warnings())
    warnings = sort_problems([*remarks.warnings(), *refused])
    if request.options.format != "text":
        print_problems(warnings, language, request.options)
        return FINE
    show_problems(warnings, language, sys.stdout)
    print(say("fine", language, goals=len(content.goals)))
    if against is not None:
        print(say("against_fine", language))
    if not warnings:
        print(say("none_remarked", language))
        return FINE
    print(say("remarked", language, count=len(warnings)))
    show_counts(Counter(remark.code for remark in refused) + Counter(remarks.counts()), language, sys.stdout)
    return FINE


@contextmanager
def _adding(refused: Sequence[Problem]) -> Iterator[None]:
    """What is refused is told with every other problem."""
    try:
        yield
    except ContentError as error:
        errors = [problem for problem in refused if problem.severity == "error"]
        others = [problem for problem in refused if problem.severity != "error"]
        raise ContentError([*error.problems, *errors], [*error.warnings, *others]) from error
