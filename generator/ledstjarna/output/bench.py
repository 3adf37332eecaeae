"""The place of a site comes in; a folder beside it goes out where one command at a time works, and what a stopped one left is finished.

What is made on the way lies in a *bench*: a hidden folder beside the place, since nothing can be moved between file systems.
A bench is locked by whoever works at it, so one that is not was left by somebody who was stopped.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ledstjarna.output.journal import forget_journal, left_to_do, read_journal, replay
from ledstjarna.output.obstacles import check_way
from ledstjarna.output.stage import FRESH
from ledstjarna.problems import OutsideError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # asked for wherever it is used

BENCH = ".ledstjarna-"  # as theme/new/gitignore has it
_AN_HOUR = 3600
_held: set[int] = set()  # the locks of this process


@contextlib.contextmanager
def bench_beside(output: Path) -> Iterator[Path]:
    """A bench that is gone when the block ends, but for one with a journal to finish. Its ``site`` is there to be filled.

    While somebody else works beside the same place, this waits; what others left is finished first, or removed.
    """
    with contextlib.ExitStack() as own:
        while True:
            with _locked(output.parent):
                bench = Path(tempfile.mkdtemp(prefix=_prefix(output), dir=output.parent))
                own.callback(_leave, bench)
                own.enter_context(_locked(bench))
                busy = _tidy(output, bench)
            if busy is None:
                break
            own.close()
            with _locked(busy):
                pass
        (bench / FRESH).mkdir()
        (bench / FRESH).chmod(0o755)
        yield bench


def finish_site(output: Path) -> None:
    """Finish what somebody was stopped in the middle of; what hinders it is told by the next build."""
    with contextlib.suppress(OSError, RuntimeError, OutsideError):
        output = output.resolve()
        if _benches(output):
            with _locked(output.parent):
                _tidy(output)


def _tidy(output: Path, own: Path | None = None) -> Path | None:
    """Finish the benches that nobody works at, and for a bench of one's own remove the others; the one that somebody works at."""
    for bench in _benches(output):
        if bench != own:
            try:
                with _locked(bench, wait=False) as is_sure:
                    is_old = own is not None and (is_sure or own.stat().st_mtime - bench.stat().st_mtime > _AN_HOUR)
                    if is_old or read_journal(bench):
                        _finish(bench, output)
            except BlockingIOError:
                return bench
    return None


def _finish(bench: Path, output: Path) -> None:
    journal = read_journal(bench)
    left = journal and left_to_do(journal, bench, output)
    if left:
        check_way(left, output, shown=str(output))
        replay(left, bench, output)
    forget_journal(bench)
    _leave(bench)


def _leave(bench: Path) -> None:
    """Take a bench away, unless what its journal says is still to be done."""
    if not read_journal(bench):
        shutil.rmtree(bench, ignore_errors=True)


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
def _locked(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold a folder while the block runs, and say whether that is sure; BlockingIOError where somebody else does and is not waited for.

    The system lets go of it when the program ends, however that is. Where there are no such locks (Windows, some network disks) nobody
    holds anything, and only time tells what was left.
    """
    try:
        held = os.open(folder, os.O_RDONLY) if fcntl else -1
    except FileNotFoundError:  # its owner has taken it away
        held = -1
    if held < 0:
        yield False
        return
    _held.add(held)
    try:
        yield _lock(held, wait=wait)
    finally:
        if held in _held:
            _held.discard(held)
            os.close(held)


def _lock(held: int, *, wait: bool) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        raise
    except OSError:
        return False
    return True


def _let_go() -> None:
    """In a process that was forked: a worker that outlives its build must not hold the next one up."""
    for held in _held:
        os.close(held)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)
