"""What stopped a command comes in; it is told on the console, in Swedish or English, and the code that the command ends with goes out."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

from ledstjarna.commands.formats import print_problems
from ledstjarna.commands.request import FAULT
from ledstjarna.commands.say import say, show_counts, show_problems
from ledstjarna.problems import OutsideError, Place, Problem, sort_problems

FOR_PEOPLE = ("text", "markdown")


def tell_problems(
    problems: Sequence[Problem], language: str, options: argparse.Namespace, code: int, warnings: Sequence[Problem] = ()
) -> int:
    """What stopped a command, and what was remarked on besides; the code that it ends with comes back."""
    told = sort_problems([*problems, *warnings])
    if getattr(options, "format", "text") not in FOR_PEOPLE:
        print_problems(told, language, options)
        return code
    gravest_first = sorted(told, key=lambda problem: problem.severity != "error")
    show_problems(gravest_first, language, sys.stdout if options.command == "check" else sys.stderr)
    kinds = {"build": "count", "new": "count_new"}
    kind = "config" if code == FAULT else kinds.get(options.command, "count_check")
    print(say(kind, language, count=len(problems)), file=sys.stderr)
    show_counts(Counter(warning.code for warning in warnings), language, sys.stderr)
    return code


def tell_outside(error: OutsideError, language: str, options: argparse.Namespace) -> int:
    """A fault outside the content, in words; where problems are asked for as JSON, there too."""
    if getattr(options, "format", "text") not in FOR_PEOPLE:
        print_problems([Problem(Place(""), error.code, facts=error.facts)], language, options)
    print(f"{error.message(language)} ({error.code})", file=sys.stderr)
    if "write" in error.facts:  # a command or a row to copy
        print(f"  {error.facts['write']}", file=sys.stderr)
    return FAULT
