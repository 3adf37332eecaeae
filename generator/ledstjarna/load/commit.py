"""A commit of a repository comes in; its files go out, as if they lay in a folder."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from ledstjarna.load.git import Git, Objects, find_commit
from ledstjarna.load.source import UNREADABLE, Entry, EntryKind, Refusal, refuse_size

_KINDS: dict[bytes, EntryKind] = {b"100644": "file", b"100755": "file", b"100664": "file", b"120000": "link", b"040000": "folder"}


@dataclass(slots=True, eq=False)
class CommitSource:
    """The files of a commit below a folder. It is to be closed, or used in ``with``."""

    shown: str
    _folders: Mapping[str, list[Entry]]
    _objects: Mapping[str, tuple[bytes, int]]
    _git: Objects = field(repr=False)

    def list(self, folder: str) -> list[Entry] | None:
        """What lay there."""
        return self._folders.get(folder, [])

    def read(self, name: str) -> bytes | Refusal:
        """What the file said."""
        if name not in self._objects:
            return UNREADABLE
        object, size = self._objects[name]
        if refusal := refuse_size(size):
            return refusal
        data = self._git.read(object)
        return UNREADABLE if data is None else data

    def close(self) -> None:
        """End git."""
        self._git.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_commit(repository: Path, commit: str, *, folder: str = "", shown: str | None = None) -> CommitSource:
    """A commit as a source; OutsideError ``commit_unreadable`` where there is no git, no repository or no such commit.

    ``folder`` is seen from the outermost folder of the repository; its files are told of below ``shown``.
    """
    git = Git(repository, commit)
    name = find_commit(repository, commit)
    below = posixpath.normpath(folder.strip("/") or ".")
    below = "" if below == "." else below
    listed = git.run("ls-tree", "-r", "-t", "-l", "-z", "--full-tree", name, "--", *([f"{below}/"] if below else []))
    folders, objects = _read_tree(listed, f"{below}/" if below else "")
    return CommitSource(below if shown is None else shown, folders, objects, Objects(git))


def _read_tree(listed: bytes, prefix: str) -> tuple[dict[str, list[Entry]], dict[str, tuple[bytes, int]]]:
    """What lies in each folder, and object and size of each file, by names below ``prefix``."""
    folders: dict[str, list[Entry]] = {}
    objects: dict[str, tuple[bytes, int]] = {}
    for row in listed.split(b"\0"):
        told, _, path = row.partition(b"\t")
        name = os.fsdecode(path)
        if not told or not name.startswith(prefix) or name == prefix:
            continue
        mode, _, object, size = told.split()
        kind, name = _KINDS.get(mode, "other"), name.removeprefix(prefix)
        above, _, last = name.rpartition("/")
        folders.setdefault(above, []).append(Entry(last, kind))
        if kind == "file":
            objects[name] = object, int(size)
    return {name: sorted(entries) for name, entries in folders.items()}, objects
