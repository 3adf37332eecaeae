"""What a host is to show beside the lines of a proposal comes in; it is printed in the form that the host reads."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from ledstjarna import __version__
from ledstjarna.commands.say import say
from ledstjarna.load.git import find_repository, prefix_of
from ledstjarna.problems import Problem
from ledstjarna.reports.github import count_left_out, write_github
from ledstjarna.reports.gitlab import write_gitlab
from ledstjarna.reports.note import Note, note_problems
from ledstjarna.reports.sarif import write_sarif


def print_problem_notes(problems: Sequence[Problem], language: str, options: argparse.Namespace) -> None:
    """Problems in the form of a host."""
    print_notes(list(note_problems(problems, language, _find_prefix(Path(options.file).parent))), language, options.format)


def print_notes(notes: Sequence[Note], language: str, form: str) -> None:
    """Notes in the form of a host."""
    print("\n".join(_write(notes, language, form)))


def _write(notes: Sequence[Note], language: str, form: str) -> Iterator[str]:
    if form == "gitlab":
        yield write_gitlab(notes)
    elif form == "sarif":
        yield write_sarif(notes, __version__)
    else:
        yield from write_github(notes)
        if left := count_left_out(notes):
            yield say("notes_left_out", language, count=left)


def _find_prefix(folder: Path) -> str:
    """What leads from the outermost folder of the repository to the site's own; nothing where there is none."""
    repository = find_repository(folder)
    return "" if isinstance(repository, str) else prefix_of(folder, repository)
