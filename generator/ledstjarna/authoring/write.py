"""New files of content come in; they lie on the disk, and a way back goes out. The only place where content is written."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ledstjarna.problems import tell_disk

Undo = Callable[[], None]


def create_files(files: Mapping[Path, str | bytes]) -> Undo:
    """Make files that are not there, with their folders; what is there is never overwritten. All are made, or none."""
    made: list[Path] = []

    def undo() -> None:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()

    for path, text in files.items():
        with _told(path), _undone(undo):
            for folder in reversed([parent for parent in path.parents if not parent.exists()]):
                folder.mkdir()
                made.append(folder)
            with path.open("xb") as file:
                made.append(path)
                file.write(text.encode("utf-8") if isinstance(text, str) else text)
    return undo


def replace_file(path: Path, *, old: bytes, new: bytes) -> Undo:
    """Put new content in the place of old, at once: never half a file. The way back gives the old bytes."""

    def put(content: bytes) -> None:
        with _told(path):
            with tempfile.NamedTemporaryFile(prefix=f".{path.name}-", dir=path.parent, delete=False) as fresh:
                fresh.write(content)
            with _undone(Path(fresh.name).unlink):
                shutil.copymode(path, fresh.name)
                Path(fresh.name).replace(path)

    put(new)
    return lambda: put(old)


@contextlib.contextmanager
def _undone(undo: Undo) -> Iterator[None]:
    """What was begun is undone where it does not come to its end."""
    try:
        yield
    except BaseException:
        undo()
        raise


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise tell_disk(error, path.parent.as_posix()) from error
