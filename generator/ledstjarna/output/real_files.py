"""A folder comes in; what really lies in it goes out, links being no part of it: what somebody linked there is theirs."""

from __future__ import annotations

import os
import stat

Stamp = tuple[int, int]  # a file's size and its time of change, as the system counts it


class RealFiles:
    """Asks the disk for each folder once. Names are texts, with slashes, from the root on."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._folders: dict[str, bool] = {}

    def has_folder(self, folder: str) -> bool:
        """Whether there is one, and on the way to it nothing but folders; "" is the root."""
        known = self._folders.get(folder)
        if known is None:
            above = folder.rpartition("/")[0]
            known = (not folder or self.has_folder(above)) and _is_folder(f"{self.root}/{folder}" if folder else self.root)
            self._folders[folder] = known
        return known

    def look(self, name: str) -> os.stat_result | None:
        """What the disk tells of a file; None where there is none, or something else."""
        if not self.has_folder(name.rpartition("/")[0]):
            return None
        found = look_at(f"{self.root}/{name}")
        return found if found and stat.S_ISREG(found.st_mode) else None


def look_at(path: str) -> os.stat_result | None:
    """What lies at a path, a link being only a link."""
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None


def stamp(found: os.stat_result) -> Stamp:
    """What is another as soon as a file is another."""
    return found.st_size, found.st_mtime_ns


def _is_folder(path: str) -> bool:
    found = look_at(path)
    return found is not None and stat.S_ISDIR(found.st_mode)
