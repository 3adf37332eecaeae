"""A site comes in; where all that a build reads lies goes out, and a picture of every file of it, to be held against a later one.

Files are looked at, not listened to: what the system tells of folders tells of our own writing too, and of nothing on network disks.

A look at 300 files takes 5 ms, and the more files there are, the longer is the pause between two.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from ledstjarna.load.content_tree import is_passed_over
from ledstjarna.settings import Project
from ledstjarna.theme_files import theme_folder

Stamp = tuple[int, int, int, int]
_DEEPEST = 20


def protected_paths(project: Project) -> tuple[list[Path], list[Path]]:
    """What a build must not take with it, and the folders that no site is built in."""
    return [project.config_file], [project.content, project.catalogues, theme_folder(), Path(__file__).parent]


def stamp_file(path: Path) -> Stamp | None:
    """What changes about a file when it is saved: when that was, by itself and by the disk, its size, its number. None without one."""
    try:
        told = path.stat()
    except (OSError, ValueError):
        return None
    return _stamp(told)


def _stamp(told: os.stat_result) -> Stamp:
    return told.st_mtime_ns, told.st_ctime_ns, told.st_size, told.st_ino


def stamp_files(project: Project) -> Mapping[str, Stamp | None]:
    """The stamp of every file of the content, the theme and the site's own texts, by its path; the settings' own aside."""
    found: dict[str, Stamp | None] = {}
    for folder in (project.content, project.catalogues, theme_folder()):
        found.update(_stamps_in(folder, _DEEPEST))
    return found


def _stamps_in(folder: Path, depth: int) -> Iterator[tuple[str, Stamp | None]]:
    """Every file below a folder, and every folder by itself, so that one that comes or goes is seen too; no link is followed."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not is_passed_over(entry.name)]
    except OSError:
        yield str(folder), None
        return
    yield str(folder), (0, 0, 0, 0)
    for entry in found:
        try:
            if entry.is_dir(follow_symlinks=False):
                if depth:
                    yield from _stamps_in(Path(entry.path), depth - 1)
                continue
            told = entry.stat(follow_symlinks=False)
        except OSError:
            continue
        yield entry.path, _stamp(told)
