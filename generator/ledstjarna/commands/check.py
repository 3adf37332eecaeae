"""``ledstjarna check``: a site comes in; what is wrong in its content, and what could be better, is told."""

from __future__ import annotations

import sys
from collections import Counter

from ledstjarna.commands.formats import print_problems
from ledstjarna.commands.request import FINE, Request
from ledstjarna.commands.say import say, show_counts, show_problems
from ledstjarna.inputs import protected_paths
from ledstjarna.output.places import check_place
from ledstjarna.problems import Problem, sort_problems
from ledstjarna.site_check import check_site


def run(request: Request) -> int:
    """Check the site; errors are told where all commands tell theirs, remarks here."""
    project, language = request.site, request.language
    keep, apart = protected_paths(project)
    check_place(project.output, keep=keep, apart=apart)
    against = request.options.against  # a name without signs, as from a variable that is not set, is one that is not there
    if against is None:
        content, _, remarks = check_site(project, as_of=request.as_of, today=request.today)
        refused: list[Problem] = []
    else:
        from ledstjarna.review.review import check_against

        content, remarks, refused = check_against(project, against, as_of=request.as_of, today=request.today)
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
