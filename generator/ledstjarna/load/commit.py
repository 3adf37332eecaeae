"""A commit of a repository comes in; its files go out, as if they lay in a folder.

Git is asked for objects alone: nothing is checked out, so no filter and no hook runs, and it sees no settings but the repository's
own, of which those two commands start no program.
"""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from ledstjarna.load.source import UNREADABLE, Entry, EntryKind, Refusal, refuse_size
from ledstjarna.problems import OutsideError

_KINDS: dict[bytes, EntryKind] = {b"100644": "file", b"100755": "file", b"100664": "file", b"120000": "link", b"040000": "folder"}
# Without them git would ask for a password, fetch what a partial copy lacks, or read objects that others have been put in the place of.
_CAREFUL = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}


@dataclass(slots=True, eq=False)
class CommitSource:
    """The files of a commit below a folder. It is to be closed, or used in ``with``."""

    shown: str
    _folders: Mapping[str, list[Entry]]
    _objects: Mapping[str, tuple[bytes, int]]
    _git: subprocess.Popen[bytes] = field(repr=False)

    def list(self, folder: str) -> list[Entry] | None:
        """What lay there."""
        return self._folders.get(folder, [])

    def read(self, name: str) -> bytes | Refusal:
        """What the file said."""
        if name not in self._objects:
            return UNREADABLE
        object, size = self._objects[name]
        return refuse_size(size) or self._ask(object)

    def _ask(self, object: bytes) -> bytes | Refusal:
        """The content of an object, where the repository has it."""
        asked, told = self._git.stdin, self._git.stdout
        assert asked
        assert told
        try:
            asked.write(object + b"\n")
            asked.flush()
            _, *kind = told.readline().split()
            if len(kind) != 2:
                return UNREADABLE
            data = told.read(int(kind[1]))
            told.read(1)
        except (OSError, ValueError):
            return UNREADABLE
        return data

    def close(self) -> None:
        """End git."""
        for stream in (self._git.stdin, self._git.stdout):
            if stream:
                stream.close()
        self._git.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_commit(repository: Path, commit: str, *, folder: str = "", shown: str | None = None) -> CommitSource:
    """A commit as a source; OutsideError ``commit_unreadable`` where there is no git, no repository or no such commit.

    ``folder`` is seen from the outermost folder of the repository; its files are told of below ``shown``.
    """
    git = _Git(repository, commit)
    name = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", commit + "^{commit}").strip().decode("ascii")
    below = posixpath.normpath(folder.strip("/") or ".")
    below = "" if below == "." else below
    listed = git.run("ls-tree", "-r", "-t", "-l", "-z", "--full-tree", name, "--", *([f"{below}/"] if below else []))
    folders, objects = _read_tree(listed, f"{below}/" if below else "")
    return CommitSource(below if shown is None else shown, folders, objects, git.start("cat-file", "--batch"))


@dataclass(frozen=True, slots=True)
class _Git:
    """How git is started: with a list of words and no shell, and with none of the user's own settings."""

    repository: Path
    commit: str

    def run(self, *words: str) -> bytes:
        """What git answers."""
        try:
            return subprocess.run(self._command(words), env=_environment(), capture_output=True, check=True).stdout  # noqa: S603  # a list of words, no shell
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            raise self._refuse() from error

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Git, waiting for questions."""
        try:
            return subprocess.Popen(  # noqa: S603  # as above
                self._command(words),
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, ValueError) as error:
            raise self._refuse() from error

    def _command(self, words: Sequence[str]) -> list[str]:
        git = shutil.which("git")
        if git is None:
            raise self._refuse()
        return [git, "--no-pager", "-C", os.fspath(self.repository), *words]

    def _refuse(self) -> OutsideError:
        return OutsideError("commit_unreadable", commit=self.commit, folder=self.repository.as_posix())


def _environment() -> dict[str, str]:
    """The user's own without what steers git, so that no setting of theirs starts a program or leads elsewhere."""
    return {**{name: value for name, value in os.environ.items() if not name.startswith("GIT_")}, **_CAREFUL}


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
