"""A site comes in, and how it is to be built; what its last build made goes out, where nothing at all has changed since.

Only what the disk tells of files is looked at, and of the repository its last commit. A file that was saved so shortly before the build
that it may have been saved again in the same moment is not believed, and the build looks closer.
"""

from __future__ import annotations

import contextlib
import datetime
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ledstjarna.cache import cache_folder
from ledstjarna.careful_pickle import read_kept, write_kept
from ledstjarna.fingerprints import digest, program
from ledstjarna.inputs import stamp_file, stamp_files
from ledstjarna.load.git import Git, find_repository
from ledstjarna.output.owned import MARK
from ledstjarna.problems import OutsideError
from ledstjarna.settings import Project

if TYPE_CHECKING:
    from ledstjarna.crew import Crew
    from ledstjarna.publish.jobs import Step

LAST = "last"
_HEAD = b"ledstjarna last 1\n"
_TOO_YOUNG = 2_000_000_000  # ns


@dataclass(frozen=True, slots=True)
class Asked:
    """How a site is to be built, as ``build_site`` is asked for it."""

    as_of: datetime.date
    output: Path
    today: datetime.date | None
    frame: str
    is_preview: bool
    crew: Crew | None
    read_all: bool
    step: Step
    pages_first: bool


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the site’s files are those that were ``written`` and those that lay there already, ``unchanged``."""

    output: Path
    goals: int
    missing: dict[str, int]
    remarked: int
    rewritten: tuple[str, ...] = ()  # commits that history was read from before
    written: int = 0
    unchanged: int = 0
    removed: int = 0

    @property
    def outputs(self) -> int:
        """How many files the site has."""
        return self.written + self.unchanged


class LastBuild(NamedTuple):
    """What it was made of, its outputs with their stamps by the names of their files, and what it told."""

    made_of: bytes
    outputs: Mapping[str, tuple[int, ...]]
    told: tuple[Any, ...]


def memory_folder(config_file: Path, output: Path) -> Path | None:
    """Where the builds of a site to a place are remembered; None where nothing can be kept."""
    folder = cache_folder("sites")
    if folder is None:
        return None
    own = folder / digest(str(config_file.resolve()), str(output.resolve())).hex()
    try:
        own.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return None
    return own


def print_all(project: Project, asked: Asked) -> tuple[bytes, int]:
    """The fingerprint of all that a build would read, by what the disk tells, and when the newest of it was saved."""
    stamps = {"": stamp_file(project.config_file), **stamp_files(project)}
    newest = max((max(stamp[:2]) for stamp in stamps.values() if stamp), default=0)
    told = repr((asked.as_of, asked.today, asked.frame, asked.is_preview))
    return digest(program(), told, _commit_of(project), repr(sorted(stamps.items()))), newest


def _commit_of(project: Project) -> str:
    """The last commit of the repository that the content lies in, where its history is read; the stream that it is read from."""
    history, folder = project.settings.history, project.config_file.parent
    if history.stream:
        return repr(stamp_file(folder / history.stream))
    found = find_repository(folder / project.settings.content) if history.git else None
    if not isinstance(found, Path):
        return str(found)
    try:
        return Git(found, "HEAD").run("rev-parse", "HEAD").decode("ascii", "replace")
    except OutsideError:
        return ""


def keep_last(folder: Path | None, last: LastBuild, *, newest: int, begun: int) -> None:
    """Keep what a build has made, unless something was saved as late as it began, or the disk will not."""
    if folder and newest < begun - _TOO_YOUNG:
        with contextlib.suppress(OSError):
            write_kept(folder / LAST, _HEAD, last)


def find_last(folder: Path | None, output: Path, made_of: bytes) -> tuple[Any, ...] | None:
    """What the last build told, where it was made of the same, and all of its outputs lie as they did."""
    last = read_kept(folder / LAST, _HEAD) if folder else None
    if isinstance(last, LastBuild) and last.made_of == made_of and _are_there(output, last.outputs.items()):
        return last.told
    return None


def _are_there(output: Path, outputs: Iterable[tuple[str, tuple[int, ...]]]) -> bool:
    root = str(output)
    try:
        os.lstat(f"{root}/{MARK}")
        for name, stamp in outputs:
            there = os.lstat(f"{root}/{name}")
            if (there.st_size, there.st_mtime_ns) != stamp:
                return False
    except OSError:
        return False
    return True
