"""Problems come in, and the form that they are asked for in; they are printed so."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from ledstjarna.problems import Problem, problems_as_json


def print_problems(problems: Sequence[Problem], language: str, options: argparse.Namespace) -> None:
    """Problems as JSON or in the form of a host."""
    if options.format == "json":
        _print_json(problems, language)
    else:
        from ledstjarna.commands.notes import print_problem_notes

        print_problem_notes(problems, language, options)


def _print_json(problems: Sequence[Problem], language: str) -> None:
    """Problems for programs, whole on every console: where it lacks signs they are written as escapes."""
    text = problems_as_json(problems, language)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = problems_as_json(problems, language, ascii_only=True)
    print(text)
