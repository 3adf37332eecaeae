"""What a benchmark found comes in; a line more of ``benchmarks/results.jsonl`` goes out. ``python -m benchmarks.results`` shows the last.

A ratio that is a tenth more than in the line before of a machine like it has a sign, so that a slow commit shows.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import PROC
from benchmarks.ratios import Costs
from benchmarks.scenarios import FULL

ROOT = Path(__file__).parent.parent
FILE = Path(__file__).with_name("results.jsonl")
SLOWER, SIGN = 1.1, "↑"
Line = dict[str, Any]


def make_line(costs: Mapping[int, Costs], ratios: Mapping[int, Mapping[str, float]], growth: float | None, *, pairs: int) -> Line:
    """A line: when, of which commit and on what machine, and all medians."""
    return {
        "measured": datetime.datetime.now(datetime.UTC).date().isoformat(),
        **read_commit(),
        "machine": read_machine(),
        "pairs": pairs,
        "goals": {str(goals): {"costs": _round(costs[goals]), "ratios": _round(ratios[goals])} for goals in costs},
        "growth": growth and round(growth, 3),
    }


def append(line: Line, file: Path = FILE) -> None:
    """Write a line at the end."""
    with file.open("a", encoding="utf-8") as opened:
        opened.write(json.dumps(line, ensure_ascii=False) + "\n")


def read(file: Path = FILE) -> list[Line]:
    """All lines, the oldest first."""
    return [json.loads(text) for text in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


def tell(lines: Sequence[Line], goals: str) -> Iterator[str]:
    """What each line says of that many goals: a row a ratio, a column a line."""
    found = [line for line in lines if goals in line["goals"]]
    if not found:
        yield f"no line tells of {goals} goals"
        return
    yield f"{'':<32}" + "".join(f"{line['commit'][:9]:>12}" for line in found)
    yield f"{'measured':<32}" + "".join(f"{line['measured']:>12}" for line in found)
    yield f"{'from nothing, seconds':<32}" + "".join(f"{line['goals'][goals]['costs'][FULL]['wall']:>12.2f}" for line in found)
    names = dict.fromkeys(name for line in found for name in line["goals"][goals]["ratios"])
    for name in names:
        yield f"{name:<32}" + "".join(f"{_tell_ratio(found, index, goals, name):>12}" for index in range(len(found)))


def _tell_ratio(lines: Sequence[Line], index: int, goals: str, name: str) -> str:
    """A ratio, with a sign where it is more than it was."""
    line = lines[index]
    ratio = line["goals"][goals]["ratios"].get(name)
    if ratio is None:
        return "–"
    like = (one["goals"][goals]["ratios"].get(name) for one in reversed(lines[:index]) if one["machine"] == line["machine"])
    before = next((one for one in like if one is not None), None)
    return f"{ratio:.3f}{SIGN if before is not None and ratio > before * SLOWER else ' '}"


def read_commit() -> dict[str, Any]:
    """Which commit lies here, its date, and whether anything was changed after it."""
    id, date = _git("show", "--no-patch", "--format=%h %cs").split()
    return {
        "commit": id,
        "committed": date,
        "changed": bool(_git("status", "--porcelain", "--untracked-files=no", "--", ":!benchmarks/results.jsonl")),
    }


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def read_machine() -> dict[str, Any]:
    """What the figures depend on; None where the system does not tell."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": count_cores(),
        "processor": _read_proc("cpuinfo", "model name"),
        "memory_gb": int(kilobytes.split()[0]) // 1_000_000 if (kilobytes := _read_proc("meminfo", "MemTotal")) else None,
        "python": platform.python_version(),
    }


def count_cores() -> int:
    """The cores that this process may use."""
    may_use = getattr(os, "sched_getaffinity", None)
    return len(may_use(0)) if may_use else os.cpu_count() or 1


def _read_proc(name: str, key: str) -> str | None:
    file = PROC / name
    lines = file.read_text().splitlines() if file.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), None)


def _round(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _round(value) if isinstance(value, dict) else round(value, 4) for name, value in told.items()}


def main() -> None:
    """Print the last lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--last", type=int, default=6, metavar="N", help="how many lines (6)")
    parser.add_argument("--goals", default="1000", metavar="N", help="of how many goals (1000)")
    asked = parser.parse_args()
    print("\n".join(tell(read()[-asked.last :], asked.goals)))


if __name__ == "__main__":
    main()
