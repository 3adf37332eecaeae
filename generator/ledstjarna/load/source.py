"""Where content comes from: a folder on this computer, or a commit of a repository. A name comes in; bytes go out.

Whoever reads through a source cannot tell one from the other. A name is a path below the source, with strokes: ``agencies/exk/agency.yml``.
Nothing here ends in an exception because of what lies there: it is told as a refusal, with the code of a problem.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from ledstjarna.load.guarded_yaml import LARGEST_FILE, decode
from ledstjarna.problems import Place, Problem

EntryKind = Literal["file", "folder", "link", "other"]

# No link at the end of a name is followed, and a pipe is not waited for. Windows has neither.
_FOLLOWING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FLAGS = _FOLLOWING | getattr(os, "O_NOFOLLOW", 0)


class Entry(NamedTuple):
    """Something that lies in a folder; a link is none of what it leads to."""

    name: str
    kind: EntryKind


class Refusal(NamedTuple):
    """Why something is not read: the code of a problem, and its facts."""

    code: str
    facts: dict[str, str]


class Input(NamedTuple):
    """A file that was read: what the disk told of it, and the fingerprint of what was in it."""

    stamp: tuple[int, ...]
    print: bytes


class Source(Protocol):
    """Where content is read from."""

    @property
    def shown(self) -> str:
        """The source as the editor knows it; a file is told of by this and its name."""

    def list(self, folder: str) -> list[Entry] | None:
        """What lies in a folder, sorted by name: nothing where there is no such folder, None where it cannot be read."""

    def read(self, name: str) -> bytes | Refusal:
        """The bytes of an ordinary file. One that is too large is told by its size, before any of it is read."""

    def __hash__(self) -> int:
        """A source is itself alone: what was read of another may be older."""


def read_text(source: Source, name: str, file: str) -> tuple[str, list[Problem]]:
    """The text of a file; empty text and the reasons where it cannot be read. ``file`` is how the editor knows it."""
    data = source.read(name)
    return ("", [Problem(Place(file), data.code, facts=data.facts)]) if isinstance(data, Refusal) else decode(data, file)


UNREADABLE = Refusal("unreadable_file", {})


def refuse_size(size: int) -> Refusal | None:
    """The refusal of a file that is too large."""
    return Refusal("file_too_large", {"size": str(size), "largest": str(LARGEST_FILE)}) if size > LARGEST_FILE else None


@dataclass(frozen=True, slots=True, eq=False)
class FolderSource:
    """A folder on this computer. Only where somebody names a file themselves may it be a link."""

    root: Path
    shown: str = ""
    follows_links: bool = False

    def list(self, folder: str) -> list[Entry] | None:
        """What lies there now."""
        path = os.path.join(self.root, folder)  # noqa: PTH118  # a Path for each of thousands of files takes its time
        try:
            with os.scandir(path) as found:
                entries = sorted(Entry(entry.name, _kind_of(entry)) for entry in found)
            for entry in entries[:1]:
                os.lstat(os.path.join(path, entry.name))  # noqa: PTH118  # some folders tell what lies in them, and let nobody at it
        except FileNotFoundError:
            return []
        except (OSError, ValueError):
            return None
        return entries

    def stamp(self, name: str) -> tuple[int, ...]:
        """What changes about a file when it is saved: its size, when that was, which file it is, and when the disk last heard of it.

        The last is what nobody can set back. Nothing where there is no such file.
        """
        try:
            told = os.lstat(os.path.join(self.root, name))  # noqa: PTH118  # as above
        except (OSError, ValueError):
            return ()
        return told.st_size, told.st_mtime_ns, told.st_ino, told.st_ctime_ns

    def read(self, name: str) -> bytes | Refusal:
        """What the file says now; what grows meanwhile is not followed."""
        try:
            number = os.open(os.path.join(self.root, name), _FOLLOWING if self.follows_links else _FLAGS)  # noqa: PTH118  # as above
        except (OSError, ValueError):
            return UNREADABLE
        try:
            told = os.fstat(number)
            if not stat.S_ISREG(told.st_mode):  # reading a pipe or a device would never end
                return UNREADABLE
            return refuse_size(told.st_size) or _read_all(number, told.st_size)
        except OSError:
            return UNREADABLE
        finally:
            os.close(number)


def _read_all(number: int, size: int) -> bytes:
    """As many bytes as there were when the size was asked for."""
    data = os.read(number, size)
    while len(data) < size and (more := os.read(number, size - len(data))):
        data += more
    return data


def _kind_of(entry: os.DirEntry[str]) -> EntryKind:
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"


def open_folder(folder: Path, *, shown_from: Path) -> FolderSource:
    """A folder as a source; its files are told of as seen from ``shown_from``, where they lie below it."""
    try:
        shown = folder.resolve().relative_to(shown_from.resolve())
    except (OSError, ValueError):
        shown = folder
    return FolderSource(folder, shown.as_posix())
