"""The folder of a built site comes in; what of it Ledstjärna has not made goes out, by the list that the last build left.

A build does nothing where anything else lies. Names alone are compared: a page that somebody has changed by hand is made anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ledstjarna.model.stray_files import is_stray_file

MARK = ".ledstjarna"
_HEAD = "# What Ledstjärna has made in this folder. The next build makes it anew, and does nothing while anything else lies here.\n"


def list_made(names: Iterable[str]) -> str:
    """The text of the mark: every file that was written, by its path in the site."""
    return _HEAD + "".join(f"{name}\n" for name in sorted(names))


def is_site(folder: Path) -> bool:
    """Whether a build has made this folder."""
    return (folder / MARK).is_file()


def find_foreign(folder: Path) -> Iterator[str]:
    """The paths of what others have put into a folder, each folder of theirs told as one; what systems leave by themselves aside."""
    made = _read_mark(folder)
    yield from _walk(str(folder), "", made | {MARK}, _folders_of(made))


def _read_mark(folder: Path) -> frozenset[str]:
    try:
        return frozenset((folder / MARK).read_text(encoding="utf-8").removeprefix(_HEAD).splitlines())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def _folders_of(names: Iterable[str]) -> set[str]:
    """Every folder that something lies in, at whatever depth."""
    folders: set[str] = set()
    for name in names:
        folder = name.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def _walk(folder: str, above: str, made: frozenset[str], folders: set[str]) -> Iterator[str]:
    """Paths are texts here, since a site has thousands of them."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        name = f"{above}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if name in folders:
                yield from _walk(entry.path, f"{name}/", made, folders)
            elif not is_stray_file(entry.name):
                yield f"{name}/"
        elif (name not in made or entry.is_symlink()) and not is_stray_file(entry.name):
            yield name
