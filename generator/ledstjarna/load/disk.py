"""A path comes in; what lies there goes out, or the code of why it cannot be read. Nothing here ends in an exception."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ledstjarna.load.guarded_yaml import LARGEST_FILE, decode
from ledstjarna.problems import Place, Problem


def read_text(path: Path, file: str) -> tuple[str, list[Problem]]:
    """The text of a file, or why there is none. A file that is too large is told by its size, before any of it is read."""
    try:
        told = path.stat()
        if not stat.S_ISREG(told.st_mode):  # reading a pipe or a device would never end
            return "", [Problem(Place(file), "unreadable_file")]
        if told.st_size > LARGEST_FILE:
            return "", [Problem(Place(file), "file_too_large", facts={"size": str(told.st_size), "largest": str(LARGEST_FILE)})]
        with path.open("rb") as source:
            return decode(source.read(LARGEST_FILE + 1), file)  # what grows meanwhile is not followed
    except (OSError, ValueError):
        return "", [Problem(Place(file), "unreadable_file")]


def is_folder(path: Path) -> bool:
    """Whether it is a folder itself, and no link to one."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def is_link(path: Path) -> bool:
    """Whether it only leads to something else."""
    try:
        return stat.S_ISLNK(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def lies_there(path: Path) -> bool:
    """Whether there is anything of that name, be it a link that leads nowhere; not, where nobody may look."""
    return os.path.lexists(path)


def list_folder(folder: Path) -> list[Path] | None:
    """What lies in a folder, sorted by name: nothing where there is no such folder, None where it cannot be read."""
    try:
        found = sorted(folder.iterdir(), key=lambda path: path.name)
        for path in found[:1]:
            path.lstat()  # some folders tell what lies in them, and let nobody at it
    except FileNotFoundError:
        return []
    except (OSError, ValueError):
        return None
    return found
