"""Notes come in; commands for GitHub's log go out, each an annotation at a line. Forgejo shows them as text.

GitHub shows ten annotations of each level in a step, so the gravest come first and what is left out is counted. Source of the form:
GitHub's documentation, *Workflow commands for GitHub Actions*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledstjarna.reports.note import LEVELS, Note, weigh

MOST_SHOWN = 10  # of a level in a step


def write_github(notes: Iterable[Note]) -> Iterator[str]:
    """A line for each that is shown."""
    weighed = weigh(notes)
    for level in LEVELS:
        yield from (_write(note) for note in [note for note in weighed if note.level == level][:MOST_SHOWN])


def count_left_out(notes: Iterable[Note]) -> int:
    """How many are not shown."""
    levels = [note.level for note in notes]
    return sum(max(0, levels.count(level) - MOST_SHOWN) for level in LEVELS)


def _write(note: Note) -> str:
    places = {"file": note.file, "line": note.line, "col": note.column, "title": note.code}
    given = ",".join(f"{name}={_property(str(value))}" for name, value in places.items() if value)
    return f"::{note.level} {given}::{_data(note.message)}"


def _data(text: str) -> str:
    """A text that ends no command and begins none."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
