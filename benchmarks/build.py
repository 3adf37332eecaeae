"""``make benchmark``: full builds of 100 and 1,000 invented goals in both languages; time, processor time and peak memory.

What counts is the ratio: ten times the goals should take little more than ten times what a goal takes, for no work on a page
may grow with the number of pages.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import write_corpus

ROOT = Path(__file__).parent.parent


def measure(agencies: int, goals: int) -> tuple[float, float, float, int]:
    """Wall seconds, processor seconds, peak MB and number of files of one build in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "content", agencies=agencies, goals=goals)
        (folder / "site_config.yml").write_text((ROOT / "site_config.yml").read_text(encoding="utf-8"), encoding="utf-8")
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
            sum(1 for path in (folder / "site").rglob("*") if path.is_file()),
        )


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--goals", type=int, default=1000, help="goals of the larger build, a multiple of 250")
    large = parser.parse_args().goals
    rows = {0: measure(1, 0), 100: measure(10, 10), large: measure(25, large // 25)}
    print(f"{'goals':>8} {'wall s':>8} {'cpu s':>8} {'peak MB':>8} {'files':>8}")
    for goals, (wall, cpu, peak, files) in rows.items():
        print(f"{goals:>8} {wall:>8.2f} {cpu:>8.2f} {peak:>8.0f} {files:>8}")
    empty = rows[0][1]
    small, big = (rows[100][1] - empty) / 100, (rows[large][1] - empty) / large
    print(f"processor time a goal, less that of an empty site: {small * 1000:.2f} ms at 100, {big * 1000:.2f} ms at {large}")
    print(f"ratio {big / small:.2f}")


if __name__ == "__main__":
    main()
