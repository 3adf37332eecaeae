"""``ledstjarna check``: a site comes in; what is wrong in its content, and what could be better, is told."""

from __future__ import annotations

import argparse
import sys

from ledstjarna.commands.request import FINE, Request, add_options_of_site
from ledstjarna.commands.say import say, show_counts, show_problems
from ledstjarna.console import print_json
from ledstjarna.output.places import check_place
from ledstjarna.problems import sort_problems
from ledstjarna.site_check import check_site, protected_paths


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_options_of_site(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how problems are told (text)")


def run(request: Request) -> int:
    """Check the site; errors are told where all commands tell theirs, remarks here."""
    project, language = request.site, request.language
    keep, apart = protected_paths(project)
    check_place(project.output, keep=keep, apart=apart)
    content, _, remarks = check_site(project, as_of=request.as_of, today=request.today)
    warnings = sort_problems(remarks.warnings())
    if request.options.format == "json":
        print_json(warnings, language)
        return FINE
    show_problems(warnings, language, sys.stdout)
    print(say("fine", language, goals=len(content.goals)))
    if not warnings:
        print(say("none_remarked", language))
        return FINE
    print(say("remarked", language, count=len(warnings)))
    show_counts(remarks.counts(), language, sys.stdout)
    return FINE
