"""A journal and the site's folder come in; nothing goes out, or why it cannot be carried out: nothing has been touched by then."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from ledstjarna.output.journal import Journal
from ledstjarna.output.owned import find_others, folders_of, read_mark
from ledstjarna.output.places import check_none_found
from ledstjarna.output.real_files import look_at


def check_way(journal: Journal, output: Path, *, shown: str, also: Sequence[str] = ()) -> None:
    """OutsideError where a new file would take the place of one that is not ours; OSError where a folder is not to be written in.

    ``also`` are further names that somebody else was found to hold.
    """
    ground = _Ground(str(output), read_mark(output), {old for old, _ in journal.clear})
    found = sorted({*also, *filter(None, map(ground.look_for_obstacle, journal.put))})
    check_none_found(found, shown=shown)
    ground.check_rights(journal.remove)


def check_same_disk(bench: Path, output: Path) -> None:
    """OSError where files cannot be moved from one to the other."""
    there = look_at(str(output))
    if there and there.st_dev != bench.stat().st_dev:
        raise _other_disk(str(output))


def _other_disk(path: str) -> OSError:
    return OSError(errno.EXDEV, os.strerror(errno.EXDEV), path)


class _Ground:
    """What lies where the new files are to be. Each folder is asked for once."""

    def __init__(self, root: str, listed: frozenset[str], going: set[str]) -> None:
        self._root, self._listed, self._going = root, listed, going
        self._folders_going = folders_of(going)
        self._folded: dict[str, list[str]] = {}
        for name in going:
            self._folded.setdefault(name.casefold(), []).append(name)
        self._ways: dict[str, tuple[str, str]] = {}  # of a folder: the innermost on the way that is there, and what stands in the way
        there = look_at(root)
        self._disk = there.st_dev if there else None
        self._touched: set[str] = set()

    def look_for_obstacle(self, name: str) -> str:
        """What somebody else has put where this file is to be, or on the way to it."""
        folder = name.rpartition("/")[0]
        inner, obstacle = self._way(folder)
        self._touched.add(inner)
        return self._look_at(name) if inner == folder and not obstacle else obstacle

    def check_rights(self, removed: Iterable[str]) -> None:
        """PermissionError where a folder is not to be written in."""
        if self._disk is None:
            return
        for folder in sorted({*self._touched, *(self._way(name.rpartition("/")[0])[0] for name in (*removed, *self._going))}):
            path = f"{self._root}/{folder}"
            if not os.access(path, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    def _way(self, folder: str) -> tuple[str, str]:
        known = self._ways.get(folder)
        if known is None:
            above = folder.rpartition("/")[0]
            known = self._way(above) if folder else ("", "")
            if known == (above, ""):
                known = self._step(folder, above)
            self._ways[folder] = known
        return known

    def _step(self, folder: str, above: str) -> tuple[str, str]:
        there = look_at(f"{self._root}/{folder}")
        if there is None or self._is_going(folder, there):
            return above, ""
        if not stat.S_ISDIR(there.st_mode):
            return above, folder
        if there.st_dev != self._disk:
            raise _other_disk(f"{self._root}/{folder}")
        return folder, ""

    def _look_at(self, name: str) -> str:
        path = f"{self._root}/{name}"
        there = look_at(path)
        if there is None or self._is_going(name, there) or (stat.S_ISREG(there.st_mode) and name in self._listed):
            return ""
        if not stat.S_ISDIR(there.st_mode):
            return name
        going = next((folder for folder in self._folders_going if self._is_same(folder, name, there)), "")
        return next(find_others(path, f"{going}/", self._going, self._folders_going, stray_folders=True), "") if going else f"{name}/"

    def _is_going(self, name: str, there: os.stat_result) -> bool:
        """Whether it is a file that goes before the new one comes, if need be by a name in other letters."""
        if not stat.S_ISREG(there.st_mode):
            return False
        return any(self._is_same(other, name, there) for other in self._folded.get(name.casefold(), ()))

    def _is_same(self, other: str, name: str, there: os.stat_result) -> bool:
        """Whether a disk that takes capitals for small letters knows one thing by both names."""
        if other == name or other.casefold() != name.casefold():
            return other == name
        found = look_at(f"{self._root}/{other}")
        return found is not None and os.path.samestat(found, there)
