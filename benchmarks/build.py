"""``make benchmark``: full builds of 100 and 1,000 invented goals in both languages; time, processor time and peak memory.

What counts is the ratio: ten times the goals should take little more than ten times what a goal takes, for no work on a page
may grow with the number of pages. ``--other COMMAND`` runs another generator on content of the same size, by turns with a build of
the larger site, and prints the median ratios of five such pairs.
"""

from __future__ import annotations

import argparse
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import settings_elsewhere, write_corpus

ROOT = Path(__file__).parent.parent


def measure(agencies: int, goals: int) -> tuple[float, float, float, int, float]:
    """Wall seconds, processor seconds, peak MB, number of files and their MB, of one build in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "content", agencies=agencies, goals=goals)
        (folder / "site_config.yml").write_text(settings_elsewhere(), encoding="utf-8")
        command = [sys.executable, "-m", "ledstjarna", "build", "-f", "site_config.yml", "--as-of", "2026-11-22"]
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT / "generator")}
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        if status:
            raise SystemExit("the build failed")
        return (
            wall,
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1000,
            *_count(folder / "site"),
        )


def _count(site: Path) -> tuple[int, float]:
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes) / 1e6


def measure_other(command: str) -> tuple[float, float]:
    """Wall seconds and processor seconds, of all its processes, of another command."""
    begun = time.perf_counter()
    process = subprocess.Popen(shlex.split(command), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return time.perf_counter() - begun, usage.ru_utime + usage.ru_stime


def compare(goals: int, command: str, pairs: int = 5) -> None:
    """Print how many times the other's time a build takes, wall and processor, in the median of some pairs."""
    walls, cpus = [], []
    for _ in range(pairs):
        wall, cpu = measure_other(command)
        own = measure(25, goals // 25)
        walls.append(own[0] / wall)
        cpus.append(own[1] / cpu)
    print(f"{goals} goals, times that of the other: processor {statistics.median(cpus):.2f}, wall {statistics.median(walls):.2f}")


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--goals", type=int, default=1000, help="goals of the larger build, a multiple of 250")
    parser.add_argument("--other", metavar="COMMAND", help="another generator to compare with, on content of the same size")
    asked = parser.parse_args()
    large = asked.goals
    rows = {0: measure(1, 0), 100: measure(10, 10), large: measure(25, large // 25)}
    print(f"{'goals':>8} {'wall s':>8} {'cpu s':>8} {'peak MB':>8} {'files':>8} {'MB':>8}")
    for goals, (wall, cpu, peak, files, size) in rows.items():
        print(f"{goals:>8} {wall:>8.2f} {cpu:>8.2f} {peak:>8.0f} {files:>8} {size:>8.1f}")
    empty = rows[0][1]
    small, big = (rows[100][1] - empty) / 100, (rows[large][1] - empty) / large
    print(f"processor time a goal, less that of an empty site: {small * 1000:.2f} ms at 100, {big * 1000:.2f} ms at {large}")
    print(f"ratio {big / small:.2f}")
    if asked.other:
        compare(large, asked.other)


if __name__ == "__main__":
    main()
