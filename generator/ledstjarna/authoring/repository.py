"""The folder of a new site comes in; it is a git repository, and what is told of it, with the commands of a first commit, goes out."""

from __future__ import annotations

import shlex
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from ledstjarna import __version__
from ledstjarna.authoring.report import say, step
from ledstjarna.load.disk import lies_there
from ledstjarna.load.git import Git, find_repository
from ledstjarna.problems import OutsideError


def begin_repository(folder: Path, made: Collection[str], language: str, *, was_empty: bool) -> list[str]:
    """Nothing is committed: that is offered. A folder that has a repository, or lies in one, keeps it as it is."""
    above = find_repository(folder)
    if above == "no_git":
        return [say("no_git", language)]
    told = []
    if above == "no_repository":
        if lies_there(folder / ".git") and not _is_empty(folder / ".git"):
            return [say("git_unreadable", language)]
        try:
            # Without a template: no hooks and nothing else that somebody has laid out for new repositories.
            Git(folder, "HEAD").run("init", "--quiet", "--template=", "-b", "main")
        except OutsideError:
            return [say("git_refused", language)]
        told.append(say("git_begun", language))
    elif isinstance(above, Path) and above.resolve() != folder.resolve():
        told.append(say("git_above", language, folder=above.as_posix()))
    elif (branch := _find_branch(folder)) not in ("main", ""):
        told.append(say("git_branch", language, branch=branch))
    what = ["."] if was_empty else sorted({PurePosixPath(name).parts[0] for name in made})
    message = say("first_commit", language, version=__version__)
    return [*told, say("commit", language), step(f"git add {shlex.join(what)}"), step(f'git commit -m "{message}"')]


def _find_branch(folder: Path) -> str:
    """The branch that is worked on; nothing where it is none."""
    try:
        return Git(folder, "HEAD").run("symbolic-ref", "--short", "HEAD").decode("utf-8", "replace").strip()
    except OutsideError:
        return ""


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())
