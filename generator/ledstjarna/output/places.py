"""Where a site is to be built comes in; nothing goes out, or why it must not be built there."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ledstjarna.output.owned import MARK, find_foreign, is_listed
from ledstjarna.problems import OutsideError, explain_disk

MOST_NAMED = 3


def check_place(output: Path, *, keep: Iterable[Path], apart: Iterable[Path] = ()) -> None:
    """OutsideError where a build would take one of ``keep`` with it, or the home folder, or would lie in one of ``apart``."""
    place = output.resolve()
    for kept in (*keep, *apart, *_standing()):
        if _lies_in(kept.resolve(), place):
            raise OutsideError("output_unsafe", folder=str(output), kept=str(kept))
    for folder in apart:
        if _lies_in(place, folder.resolve()):
            raise OutsideError("output_inside", folder=str(output), kept=str(folder))
    if ".git" in place.parts:
        raise OutsideError("output_inside", folder=str(output), kept=".git")


def check_output(output: Path, *, keep: Iterable[Path], apart: Iterable[Path] = ()) -> None:
    """Like ``check_place``, and where there is anything in a folder that no build has made."""
    check_place(output, keep=keep, apart=apart)
    with explain_disk(str(output)):
        place = output.resolve()
        if place.exists() and not place.is_dir():
            raise OutsideError("output_in_use", folder=str(output.parent), found=output.name)
        check_ours(place, shown=str(output))


def check_ours(place: Path, *, shown: str) -> None:
    """OutsideError where a folder has something in it and is no site of ours: somebody may have named the wrong one."""
    if not place.is_dir() or is_listed(place):
        return
    found = list(itertools.islice(find_foreign(place), MOST_NAMED + 1))
    if found and (place / MARK).is_file() and not (place / MARK).stat().st_size:
        raise OutsideError("output_unlisted", folder=shown)
    check_none_found(found, shown=shown)


def check_none_found(found: Sequence[str], *, shown: str) -> None:
    """OutsideError where any of somebody else's files were found in the way; many are told as a few."""
    if found:
        raise OutsideError("output_in_use", folder=shown, found=", ".join([*found[:MOST_NAMED], *(["…"] if found[MOST_NAMED:] else [])]))


def _standing() -> Iterator[Path]:
    """The folder of the user, and the one that the command is given in; both may be missing."""
    for find in (Path.home, Path.cwd):
        with contextlib.suppress(OSError, RuntimeError):
            yield find()


def _lies_in(inner: Path, outer: Path) -> bool:
    """Whether a path is a folder or lies in it, whatever either is called: some disks take capitals for small letters."""
    if outer == inner or outer in inner.parents:
        return True
    try:
        return any(path.exists() and path.samefile(outer) for path in (inner, *inner.parents)) if outer.exists() else False
    except OSError:
        return False
