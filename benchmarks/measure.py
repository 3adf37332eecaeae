"""A command comes in; what it cost goes out: time, processor time and memory of all its processes, and the files that it left and wrote."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
EVERY = 0.05  # seconds between two looks at the memory
MOST_LOOKING = 20  # of this many parts of the time, no more than one is spent on looking
Stamps = dict[str, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost: seconds, megabytes at most, and of its folder how many files, their megabytes, and how many it wrote."""

    wall: float
    cpu: float
    peak: float
    files: int = 0
    size: float = 0
    written: int = 0


def measure(command: Sequence[str], folder: Path, *, output: Path, around: Mapping[str, str]) -> Cost:
    """What a command cost, run in a folder with some words more in the environment. SystemExit where it fails."""
    before = stamps(output)
    shown = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    with (
        subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**shown, **around}) as process,
        _watching(process.pid) as found,
    ):
        complaints = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{complaints.decode(errors='replace')}")
    after = stamps(output)
    return Cost(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        peak=max(found, default=0) or usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3),
        files=len(after),
        size=sum(size for _, _, size in after.values()) / 1e6,
        written=sum(before.get(name) != stamp for name, stamp in after.items()),
    )


def stamps(folder: Path) -> Stamps:
    """What the disk tells of each file in a folder; another one where it was written anew."""
    found: Stamps = {}
    for path in folder.rglob("*"):
        told = path.lstat()
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = told.st_ino, told.st_mtime_ns, told.st_size
    return found


@contextlib.contextmanager
def _watching(process: int) -> Iterator[list[float]]:
    """The megabytes of a process and all under it, look by look while it runs; none where the system does not tell."""
    found: list[float] = []
    is_done = threading.Event()

    def look() -> None:
        wait = 0.0
        while not is_done.wait(wait):
            begun = time.perf_counter()
            found.append(tree_memory(process))
            wait = max(EVERY, MOST_LOOKING * (time.perf_counter() - begun))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield found
    finally:
        is_done.set()
        watcher.join()


def tree_memory(process: int) -> float:
    """Megabytes of a process and of all under it, what several share counted once; 0 where the system does not tell."""
    with contextlib.suppress(OSError):  # it has ended, or is another system's
        lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
        own = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6
        return own + sum(map(tree_memory, _children(process)))
    return 0


def _children(process: int) -> list[int]:
    found: list[int] = []
    for thread in (PROC / str(process) / "task").iterdir():
        with contextlib.suppress(OSError):
            found += map(int, (thread / "children").read_text().split())
    return found
