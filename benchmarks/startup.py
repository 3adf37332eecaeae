"""``python -m benchmarks.startup``: how long a short answer takes, as times of what Python itself takes to start, by turns in one run.

What is imported is most of it, and what a command may import is held by a test. The bytecode is there, as where a command was run before.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import settings_elsewhere, write_corpus

ROOT = Path(__file__).parent.parent
PYTHON = ("-c", "pass")
COMMANDS = {"ledstjarna --version": ("-m", "ledstjarna", "--version"), "ledstjarna check": ("-m", "ledstjarna", "check")}


def measure_startup(rounds: int) -> dict[str, float]:
    """The median of each command in times of Python's own; ``check`` is of a site with ten content files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "content", agencies=1, goals=4)
        (folder / "site_config.yml").write_text(settings_elsewhere(), encoding="utf-8")
        for words in COMMANDS.values():
            _time(words, folder)
        taken = [(_time(PYTHON, folder), {name: _time(words, folder) for name, words in COMMANDS.items()}) for _ in range(rounds)]
    python = statistics.median(own for own, _ in taken)
    return {name: statistics.median(seconds[name] for _, seconds in taken) / python for name in COMMANDS}


def _time(words: tuple[str, ...], folder: Path) -> float:
    """Wall seconds of a process of its own."""
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, *words], cwd=folder, stdout=subprocess.DEVNULL, env={**around, "PYTHONPATH": str(ROOT / "generator")}, check=True
    )
    return time.perf_counter() - begun


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="how often each is run")
    for name, times in measure_startup(parser.parse_args().rounds).items():
        print(f"{name:<22} {times:>6.1f} times `python -c pass`")


if __name__ == "__main__":
    main()
