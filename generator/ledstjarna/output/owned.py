"""The folder of a built site comes in; what of it Ledstjärna has made goes out, by the list that the last build left.

Names alone are compared: a page that somebody has changed by hand is made anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from ledstjarna.model.stray_files import is_stray_file

MARK = ".ledstjarna"
_OPENING = "# What Ledstjärna has made in this folder."  # as every version has written it
_HEAD = f"{_OPENING} The next build brings it up to date, and leaves all else as it is.\n"


def list_made(names: Iterable[str]) -> str:
    """The text of the mark: every file that was written, by its path in the site."""
    return _HEAD + "".join(f"{name}\n" for name in sorted(names))


def is_site(folder: Path) -> bool:
    """Whether a build has made this folder."""
    return (folder / MARK).is_file()


def is_listed(folder: Path) -> bool:
    """Whether a build has made this folder and told what it made."""
    return _read(folder).startswith(_OPENING.encode("utf-8"))


def read_mark(folder: Path) -> frozenset[str]:
    """The names that a site's mark lists; what cannot be a file in the site is passed by, since anybody may have written it."""
    try:
        names = _read(folder).decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return frozenset()
    return frozenset(name for name in names[names[0].startswith(_OPENING) :] if is_inside(name) and name != MARK)


def fingerprint_mark(folder: Path) -> str:
    """What tells one mark from another, and from none."""
    return hashlib.sha256(_read(folder)).hexdigest()


def _read(folder: Path) -> bytes:
    path = folder / MARK
    try:
        return b"" if path.is_symlink() else path.read_bytes()
    except OSError:
        return b""


def is_inside(name: str) -> bool:
    """Whether a name is a path that leads into a folder, and never out of it."""
    plain = "\0" not in name and (os.sep == "/" or os.sep not in name)
    return plain and not any(step in ("", ".", "..") for step in name.split("/"))


def folders_above(name: str) -> Iterator[str]:
    """The folders that a name lies in, the innermost first."""
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


def folders_of(names: Iterable[str]) -> set[str]:
    """Every folder that something lies in, at whatever depth."""
    folders: set[str] = set()
    for name in names:
        for folder in folders_above(name):
            if folder in folders:
                break
            folders.add(folder)
    return folders


def find_foreign(folder: Path) -> Iterator[str]:
    """The paths of what others have put into a folder, each folder of theirs told as one; what systems leave by themselves aside."""
    made = read_mark(folder)
    yield from find_others(str(folder), "", made | {MARK}, folders_of(made))


def find_others(folder: str, above: str, made: Collection[str], folders: Collection[str], *, stray_folders: bool = False) -> Iterator[str]:
    """The same of any folder, where ``above`` begins its names; ``made`` and ``folders`` are ours. Paths are texts: there are thousands.

    ``stray_folders``: those that systems leave are told too.
    """
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        name = f"{above}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if name in folders:
                yield from find_others(entry.path, f"{name}/", made, folders, stray_folders=stray_folders)
            elif stray_folders or not is_stray_file(entry.name):
                yield f"{name}/"
        elif (name not in made or entry.is_symlink()) and not is_stray_file(entry.name):
            yield name
