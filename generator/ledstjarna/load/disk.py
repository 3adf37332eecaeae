"""A path comes in; what lies there goes out, or the code of why it cannot be read. Nothing here ends in an exception."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ledstjarna.load.source import FolderSource, read_text
from ledstjarna.problems import Place, Problem


def read_file(path: Path, file: str) -> tuple[str, list[Problem]]:
    """The text of an ordinary file; empty text and the reason where it is none, or cannot be read."""
    return ("", [Problem(Place(file), "link_to_file")]) if is_link(path) else read_text(FolderSource(path.parent), path.name, file)


def is_link(path: Path) -> bool:
    """Whether it only leads to something else."""
    try:
        return stat.S_ISLNK(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def lies_there(path: Path) -> bool:
    """Whether there is anything of that name, be it a link that leads nowhere; not, where nobody may look."""
    return os.path.lexists(path)
