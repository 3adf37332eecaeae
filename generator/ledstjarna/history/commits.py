"""A repository comes in; its commits along the first parent go out, the oldest first, each with the content files that it changed.

Git is asked once for all of it. A merge is one step, told by what it brought to the branch that it was merged into; so is a squash.
Where the content lay in another folder before, its files are found there, and moving them is no change.
"""

from __future__ import annotations

import os
import posixpath
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ledstjarna.load.git import Git, find_commit

_FILES = (b"100644", b"100755", b"100664")  # anything else, such as a link, is not read
_LOG = (
    "log",
    "-z",
    "--no-color",
    "--no-show-signature",
    "--no-ext-diff",
    "--no-textconv",
    "--first-parent",
    "--diff-merges=first-parent",
    "--raw",
    "--no-renames",
    "--no-abbrev",
    "--root",
    "--format=%x01%H %ct",
)
_ANCHOR = "agencies/"  # where records lie below the content folder


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file as a commit found it and as it left it: its name below the content folder, and the objects; None where there was no file."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """A step of the history. ``day`` is when it reached the branch, in the site's time zone; None of what is not committed yet.

    ``settings`` is the change of the site's own file.
    """

    id: str
    day: date | None
    files: tuple[FileChange, ...]
    settings: FileChange | None = None


@dataclass(frozen=True, slots=True)
class Log:
    """The commits that changed any content, the oldest first.

    ``is_cut`` tells that the repository lacks what came before (a shallow clone): what the first commit has may be older than its day.
    ``undated`` are the commits whose own time contradicts those around them; their days are told as that of the commit before.
    """

    commits: tuple[Commit, ...]
    is_cut: bool = False
    undated: frozenset[str] = frozenset()


@dataclass(slots=True)
class Step:
    """A commit as git tells it, with all its files by their paths from the repository's root."""

    id: str
    seconds: int
    files: list[tuple[str, str | None, str | None]] = field(default_factory=list)


def read_log(repository: Path, commit: str, *, folder: str, settings: str, zone: ZoneInfo, today: date) -> Log:
    """The history that leads to a commit; OutsideError ``commit_unreadable`` where git cannot tell it.

    ``folder`` is the content folder and ``settings`` the site's file, as seen from the outermost folder of the repository. No commit is
    believed to be from later than ``today``.
    """
    git = Git(repository, commit)
    name = find_commit(repository, commit)
    steps = _read_steps(git.run(*_LOG, name))
    is_cut = git.run("rev-parse", "--is-shallow-repository").strip() == b"true"
    return make_log(steps, folder=folder, settings=settings, zone=zone, today=today, is_cut=is_cut)


def make_log(steps: Sequence[Step], *, folder: str, settings: str, zone: ZoneInfo, today: date, is_cut: bool = False) -> Log:
    """The history that steps tell, which come the newest first; the rest is that of ``read_log``."""
    latest = int(datetime(today.year, today.month, today.day, 23, 59, 59, tzinfo=zone).timestamp())
    days, undated = _find_days([step.seconds for step in steps], zone, min(latest, _LAST_SECOND))
    found = list(_follow(steps, days, _below(folder), posixpath.normpath(settings)))
    return Log(tuple(reversed(found)), is_cut, frozenset(step.id for step, lies in zip(steps, undated, strict=True) if lies))


def _below(folder: str) -> str:
    """A folder as what its files' paths begin with."""
    path = posixpath.normpath(folder.strip("/") or ".")
    return "" if path == "." else f"{path}/"


def _read_steps(log: bytes) -> list[Step]:
    """What git tells of each commit, the newest first."""
    steps: list[Step] = []
    parts = iter(log.split(b"\0"))
    for part in parts:
        told = part.lstrip(b"\n")
        if told.startswith(b"\1"):
            id, seconds = told[1:].split()
            steps.append(Step(id.decode("ascii"), int(seconds)))
        elif told.startswith(b":"):
            mode_before, mode_after, before, after, _ = told[1:].split()
            path = os.fsdecode(next(parts))
            steps[-1].files.append((path, _file(mode_before, before), _file(mode_after, after)))
    return steps


def _file(mode: bytes, object: bytes) -> str | None:
    return object.decode("ascii") if mode in _FILES else None


def _follow(steps: Iterable[Step], days: Iterable[date], prefix: str, settings: str) -> Iterator[Commit]:
    """The commits that changed content, the newest first; the content is followed to where it lay before."""
    for step, day in zip(steps, days, strict=True):
        older = _find_older_place(step, prefix)
        files = tuple(_content_files(step, prefix, older))
        own = next((FileChange(settings, before, after) for path, before, after in step.files if path == settings), None)
        if own and own.before is None and (moved := _moved_from(step, settings, own.after)):
            own, settings = FileChange(settings, *moved[1:]), moved[0]
        if own and own.before == own.after:
            own = None
        if files or own:
            yield Commit(step.id, day, files, own)
        prefix = prefix if older is None else older


def _content_files(step: Step, prefix: str, older: str | None) -> Iterator[FileChange]:
    """What a commit changed below the content folder, also where it moved that folder."""
    before = {path.removeprefix(prefix): old for path, old, _ in step.files if path.startswith(prefix)}
    after = {path.removeprefix(prefix): new for path, _, new in step.files if path.startswith(prefix)}
    if older is not None:
        before = {path.removeprefix(older): old for path, old, _ in step.files if path.startswith(older) and not path.startswith(prefix)}
    for name in sorted({*before, *after}):
        was, became = before.get(name), after.get(name)
        if was != became:
            yield FileChange(name, was, became)


def _find_older_place(step: Step, prefix: str) -> str | None:
    """What the content's paths began with before this commit moved them all; None where it did not."""
    inside = [(path.removeprefix(prefix), old, new) for path, old, new in step.files if path.startswith(prefix)]
    records = {name: new for name, old, new in inside if name.startswith(_ANCHOR) and old is None and new}
    if not records or any(old for name, old, _ in inside if name.startswith(_ANCHOR)):
        return None
    gone = [(path, old) for path, old, new in step.files if old and new is None]
    places = Counter(
        path[:at]
        for path, old in gone
        if (at := path.rfind(_ANCHOR)) >= 0 and (at == 0 or path[at - 1] == "/") and records.get(path[at:]) == old
    )
    place, many = next(iter(places.most_common(1)), ("", 0))
    return place if many * 2 >= len(records) else None


def _moved_from(step: Step, path: str, after: str | None) -> tuple[str, str, str | None] | None:
    """Where a file that a commit added was moved from: a file of the same name that the commit removed."""
    name = posixpath.basename(path)
    return next(((other, old, after) for other, old, new in step.files if old and new is None and posixpath.basename(other) == name), None)


_FIRST_SECOND = 1_104_537_600  # the first of 2005, the year that git was made in
_LAST_SECOND = 7_258_118_399  # the last of the year 2199; no commit is from later


def _find_days(seconds: Iterable[int], zone: ZoneInfo, latest: int) -> tuple[list[date], list[bool]]:
    """The day of each step, the newest first, and whether its own time was not believed.

    Times that go backwards, that have not come yet or are older than git are a clock that was wrong. The longest run of steps whose times
    agree is believed, and the others are told as the day of the step before them; of the first, the one after.
    """
    ordered = list(seconds)[::-1]
    possible = [index for index, told in enumerate(ordered) if _FIRST_SECOND <= told <= latest]
    believed = {possible[index] for index in _longest_run([ordered[index] for index in possible])}
    last = ordered[min(believed)] if believed else latest
    days: list[date] = []
    for index, told in enumerate(ordered):
        last = told if index in believed else last
        days.append(datetime.fromtimestamp(last, zone).date())
    return days[::-1], [index not in believed for index in range(len(ordered))][::-1]


def _longest_run(numbers: Sequence[int]) -> set[int]:
    """The places of the longest run of numbers that never go down."""
    lasts: list[int] = []  # the smallest last number of a run of each length
    places: list[int] = []  # and where it stands
    before: list[int | None] = []
    for index, number in enumerate(numbers):
        length = bisect_right(lasts, number)
        before.append(places[length - 1] if length else None)
        lasts[length : length + 1], places[length : length + 1] = [number], [index]
    found: set[int] = set()
    at = places[-1] if places else None
    while at is not None:
        found.add(at)
        at = before[at]
    return found
