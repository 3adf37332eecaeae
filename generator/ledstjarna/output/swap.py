"""A finished folder and the place it is meant for come in; it lies there, and never is there half of it or nothing at all.

What is made on the way lies in a *bench*: a hidden folder beside the place, since a folder cannot be moved between file systems.
A bench is locked by whoever works at it, so one that is not was left by somebody who was stopped.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # asked for wherever it is used

BENCH = ".ledstjarna-"  # as theme/new/gitignore has it
FRESH, OLD = "site", "old"
_CANNOT_SWAP = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE
_AN_HOUR = 3600


@contextlib.contextmanager
def bench_beside(output: Path) -> Iterator[Path]:
    """A bench that is gone when the block ends, and with it what others left. Its ``site`` is there to be filled."""
    bench = Path(tempfile.mkdtemp(prefix=_prefix(output), dir=output.parent))
    try:
        with _locked(bench):
            _remove_leftovers(output, bench)
            (bench / FRESH).mkdir()
            (bench / FRESH).chmod(0o755)
            yield bench
    finally:
        restore_site(output)
        _clear(bench, output)


def put_in_place(bench: Path, output: Path) -> None:
    """The bench's site becomes ``output``, in one step where the system can; else what stood there is moved aside first."""
    fresh, old = bench / FRESH, bench / OLD
    with _locked(output.parent):
        if not output.exists():
            fresh.replace(output)
        elif not exchange(fresh, output):
            output.replace(old)
            fresh.replace(output)  # where it cannot, the end of the bench puts the old one back


def restore_site(output: Path) -> bool:
    """Put back the site that somebody moved aside and was stopped before the new one was in its place; whether there was one."""
    with contextlib.suppress(OSError):
        output = output.resolve()
        if output.exists():
            return False
    with contextlib.suppress(OSError), _locked(output.parent):
        for bench in _benches(output):
            if (bench / OLD).is_dir() and not output.exists():
                (bench / OLD).replace(output)
                return True
    return False


def _remove_leftovers(output: Path, own: Path) -> None:
    """Take away the benches that nobody works at; a site that was moved aside to one of them is put back first."""
    restore_site(output)
    for bench in _benches(output):
        if bench != own and (fcntl is not None or own.stat().st_mtime - bench.stat().st_mtime > _AN_HOUR):
            with contextlib.suppress(OSError), _locked(bench, wait=False):
                _clear(bench, output)


def _clear(bench: Path, output: Path) -> None:
    """Take a bench away, unless it holds the only site there is."""
    if output.exists() or not (bench / OLD).exists():
        shutil.rmtree(bench, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system or the disk has no such step."""
    if sys.platform != "linux":
        return False
    try:
        swap = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if swap(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT_SWAP:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _prefix(output: Path) -> str:
    """How the benches of a place begin; a name that is long already is told shorter."""
    name = output.name if len(os.fsencode(output.name)) <= 64 else hashlib.sha256(os.fsencode(output.name)).hexdigest()[:16]
    return f"{BENCH}{name}-"


def _benches(output: Path) -> list[Path]:
    """The benches of a place, whoever works at them."""
    named = re.compile(re.escape(_prefix(output)) + r"[a-z0-9_]{8}")
    try:
        return sorted(path for path in output.parent.iterdir() if named.fullmatch(path.name) and path.is_dir() and not path.is_symlink())
    except OSError:
        return []


@contextlib.contextmanager
def _locked(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a folder while the block runs; BlockingIOError where somebody else does and is not waited for.

    The system lets go of it when the program ends, however that is. Where there are no such locks (Windows, some network disks) nobody
    holds anything, and only time tells what was left.
    """
    if fcntl is None:
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        if wait:
            with contextlib.suppress(OSError):
                fcntl.flock(held, fcntl.LOCK_EX)
        else:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(held)
