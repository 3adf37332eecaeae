"""What a finished stage changes in the site comes in; it is written down, and then done, from wherever somebody was stopped in it.

Each step may be done twice. A journal that was not finished has another sum than it says, and nothing of it has been done.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ledstjarna.model.stray_files import is_stray_file
from ledstjarna.output.owned import MARK, fingerprint_mark, folders_above, folders_of, is_inside
from ledstjarna.output.real_files import RealFiles
from ledstjarna.output.stage import FRESH

_FILE = "journal"


@dataclass(frozen=True, slots=True)
class Journal:
    """The files of the stage in the order that they are put into the site, and those that leave it; the mark is put last of all.

    ``before`` is the fingerprint of the mark until then. ``clear`` has pairs: a file that must be gone before the other can be put.
    """

    before: str
    put: tuple[str, ...] = ()
    clear: tuple[tuple[str, str], ...] = ()
    remove: tuple[str, ...] = ()


def plan_journal(before: str, listed: Iterable[str], made: Mapping[str, str], put: AbstractSet[str]) -> Journal:
    """What makes of the listed files the ones in ``made``, which has each name by its folded one; ``put`` are those that are staged.

    To a disk that takes capitals for small letters, two names that fold to one are one file: the old one goes first, never last.
    """
    folded = {name.casefold(): name for name in put}
    below: dict[str, str] = {}
    for key, name in folded.items():
        for folder in folders_above(key):
            if below.setdefault(folder, name) is not name:
                break
    clear, remove = [], []
    for name in sorted(listed):
        key = name.casefold()
        if made.get(key) == name or (key in made and key not in folded):
            continue
        blocked = folded.get(key) or below.get(key) or _blocked_above(name, folded, below)
        if blocked:
            clear.append((name, blocked))
        else:
            remove.append(name)
    return Journal(before, tuple(sorted(put, key=_order)), tuple(clear), tuple(remove))


def _blocked_above(name: str, folded: Mapping[str, str], below: Mapping[str, str]) -> str | None:
    """A new file that would be a folder of this one, or lie in one that has other letters, which only goes with all that is in it."""
    for above, folder in zip(folders_above(name.casefold()), folders_above(name), strict=True):
        if above in folded:
            return folded[above]
        if above in below and not below[above].startswith(f"{folder}/"):
            return below[above]
    return None


def _order(name: str) -> tuple[int, str]:
    """What pages ask for is there before them."""
    return (0 if name.startswith("assets/") else 2 if name.endswith(".html") else 1), name


def write_journal(bench: Path, journal: Journal) -> None:
    """Write it down; from now on the new site is certain."""
    text = json.dumps(asdict(journal)).encode("ascii")
    path = bench / _FILE
    try:
        with path.open("wb", buffering=0) as file:
            _sync_disk(file.fileno())
            rest = memoryview(_sum(text) + b"\n" + text)
            while rest:
                rest = rest[file.write(rest) :]
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _sync_disk(file: int) -> None:
    """What was staged is on the disk before the journal says so. Without it, ext4 writes for each file that takes another's place."""
    if sys.platform != "linux":
        return
    try:
        sync = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError):
        return
    if sync(file):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _sum(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode("ascii")


def read_journal(bench: Path) -> Journal | None:
    """The journal of a bench; None where there is none, or not all of it, or one that leads out of the site."""
    try:
        told, _, text = (bench / _FILE).read_bytes().partition(b"\n")
        if told != _sum(text):
            return None
        read = json.loads(text)
        clear = tuple((str(old), str(name)) for old, name in read["clear"])
        journal = Journal(str(read["before"]), tuple(map(str, read["put"])), clear, tuple(map(str, read["remove"])))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    names = {*journal.put, *journal.remove, *(name for pair in journal.clear for name in pair)}
    return journal if all(is_inside(name) and name != MARK for name in names) else None


def forget_journal(bench: Path) -> None:
    """All of it is done, or none of it will be."""
    (bench / _FILE).unlink(missing_ok=True)


def left_to_do(journal: Journal, bench: Path, output: Path) -> Journal | None:
    """What somebody who was stopped had not yet put; None where the site has become another since."""
    if fingerprint_mark(output) != journal.before:
        return None
    fresh = RealFiles(f"{bench}/{FRESH}")
    put = tuple(name for name in journal.put if fresh.look(name))
    return replace(journal, put=put) if output.exists() or put == journal.put else None


def replay(journal: Journal, bench: Path, output: Path) -> None:
    """Do what the journal says. A site that is not there yet is put in its place as a whole."""
    fresh, site = f"{bench}/{FRESH}", str(output)
    if not os.path.lexists(site):
        os.rename(fresh, site)  # noqa: PTH104
        return
    put = set(journal.put)
    _remove(site, [old for old, name in journal.clear if name in put])
    for name in journal.put:
        _put(fresh, site, name)
    _remove(site, journal.remove)
    if os.path.lexists(f"{fresh}/{MARK}"):
        _put(fresh, site, MARK)


def _put(fresh: str, site: str, name: str) -> None:
    try:
        os.replace(f"{fresh}/{name}", f"{site}/{name}")  # noqa: PTH105
    except FileNotFoundError:
        _make_folder(site, name.rpartition("/")[0])
        os.replace(f"{fresh}/{name}", f"{site}/{name}")  # noqa: PTH105


def _make_folder(site: str, folder: str) -> None:
    try:
        os.mkdir(f"{site}/{folder}")  # noqa: PTH102
    except FileExistsError:
        return
    except FileNotFoundError:
        _make_folder(site, folder.rpartition("/")[0])
        os.mkdir(f"{site}/{folder}")  # noqa: PTH102


def _remove(site: str, names: Iterable[str]) -> None:
    """Files that are gone, or have become another's, are passed by; with the last file its folder goes."""
    names = list(names)
    real = RealFiles(site)
    for name in names:
        if real.look(name):
            os.unlink(f"{site}/{name}")  # noqa: PTH108
    for folder in sorted(folders_of(names), key=lambda folder: folder.count("/"), reverse=True):
        if real.has_folder(folder):
            with contextlib.suppress(OSError):
                _remove_empty(f"{site}/{folder}")


def _remove_empty(folder: str) -> None:
    """Remove a folder that nothing lies in but what systems leave."""
    stray = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) or not is_stray_file(entry.name):
                return
            stray.append(entry.path)
    for path in stray:
        os.unlink(path)  # noqa: PTH108
    os.rmdir(folder)  # noqa: PTH106
