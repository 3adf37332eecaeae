"""What is to be said at a place of a file, in whatever form a host takes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from ledstjarna.problems import Problem

Level = Literal["error", "warning", "notice"]
LEVELS: tuple[Level, ...] = ("error", "warning", "notice")


class Note(NamedTuple):
    """Something to be said of a file, the path of which is seen from the outermost folder of the repository.

    ``line`` and ``column`` count from 1 and are 0 where the whole file is meant. ``code`` tells which rule it comes from.
    """

    level: Level
    code: str
    message: str
    file: str
    line: int = 0
    column: int = 0


def note_problems(problems: Iterable[Problem], language: str, prefix: str) -> Iterator[Note]:
    """Problems as notes; ``prefix`` leads from the outermost folder of the repository to that which the problems' files are seen from."""
    for problem in problems:
        place = problem.place
        file = f"{prefix}{place.file}" if place.file else ""
        yield Note(problem.severity, problem.code, problem.message(language), file, place.line, place.column)


def weigh(notes: Iterable[Note]) -> list[Note]:
    """Notes with the gravest first; those of one level stay in their order."""
    return sorted(notes, key=lambda note: LEVELS.index(note.level))
