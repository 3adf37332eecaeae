"""A repository and words for git come in; what git answers goes out, and nothing of what the user or others have set is done.

Git is asked for objects and lists alone: nothing is checked out, so no filter and no hook runs, and it sees no settings but the
repository's own, of which these commands start no program.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ledstjarna.problems import OutsideError

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
    # A copy that another user owns, as in a container, is read too: nothing in it is run.
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "safe.directory",
    "GIT_CONFIG_VALUE_0": "*",
    "LC_ALL": "C",
}


@dataclass(frozen=True, slots=True)
class Git:
    """How git is started: with a list of words and no shell, and with none of the user's own settings.

    ``commit`` is what it is asked about, for the OutsideError ``commit_unreadable`` where it cannot answer.
    """

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


class Objects:
    """The contents of a repository's objects, read one by one in one process. It is to be closed."""

    def __init__(self, git: Git) -> None:
        self._process = git.start("cat-file", "--batch")

    def read(self, object: bytes) -> bytes | None:
        """The content of the object of that name, whatever its size; None where the repository does not have it."""
        asked, told = self._process.stdin, self._process.stdout
        assert asked
        assert told
        try:
            asked.write(object + b"\n")
            asked.flush()
            _, *kind = told.readline().split()
            if len(kind) != 2:
                return None
            data = told.read(int(kind[1]))
            told.read(1)
        except (OSError, ValueError):
            return None
        return data

    def close(self) -> None:
        """End git."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        self._process.wait()


def find_repository(folder: Path) -> Path | Literal["no_git", "no_repository"]:
    """The outermost folder of the repository that a folder lies in, or why there is none."""
    if shutil.which("git") is None:
        return "no_git"
    try:
        told = Git(folder, "HEAD").run("rev-parse", "--show-toplevel")
    except OutsideError:
        return "no_repository"
    return Path(os.fsdecode(told.removesuffix(b"\n"))) if told.strip() else "no_repository"


def seen_from(path: Path, repository: Path) -> str:
    """A path as it is seen from the outermost folder of a repository; nothing where it lies outside."""
    try:
        return path.resolve().relative_to(repository.resolve()).as_posix()
    except ValueError:
        return ""


def prefix_of(folder: Path, repository: Path) -> str:
    """What leads from the outermost folder of a repository to one below it; nothing where it is that, or lies outside."""
    below = seen_from(folder, repository)
    return "" if below in ("", ".") else f"{below}/"


def find_commit(repository: Path, name: str) -> str:
    """The id of the commit that a name stands for; OutsideError ``commit_unreadable`` where there is none."""
    told = Git(repository, name).run("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")
    return told.strip().decode("ascii")


def find_merge_base(repository: Path, base: str, head: str) -> str | None:
    """The last commit that the histories of two commits have in common; None where they have none here."""
    try:
        return Git(repository, base).run("merge-base", find_commit(repository, base), find_commit(repository, head)).strip().decode("ascii")
    except OutsideError:
        return None


def find_kind(repository: Path, commit: str, path: str) -> str:
    """What a commit has at a path from the outermost folder: ``blob``, ``tree`` of a folder, or nothing. A link is a ``blob``."""
    try:
        return Git(repository, commit).run("cat-file", "-t", f"{commit}:{'' if path == '.' else path}").strip().decode("ascii")
    except OutsideError:
        return ""


def list_files(repository: Path, commit: str) -> list[str]:
    """The paths of all files of a commit, from the outermost folder."""
    told = Git(repository, commit).run("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)
    return [os.fsdecode(path) for path in told.split(b"\0") if path]


def is_partial(repository: Path) -> bool:
    """Whether a repository was copied without all contents, which git would fetch when they are asked for; here nothing is fetched."""
    try:
        told = Git(repository, "HEAD").run("config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$")
    except OutsideError:
        return False
    return bool(told.strip())


def _environment() -> dict[str, str]:
    """The user's own without what steers git, so that no setting of theirs starts a program or leads elsewhere."""
    return {**{name: value for name, value in os.environ.items() if not name.startswith("GIT_")}, **_CAREFUL}
