"""``make benchmark``: numbers of goals come in; what builds of them cost goes out, beside Hugo's builds of the same and the bars to pass.

Shared machines differ from minute to minute, so that only ratios within a round are told; their medians are printed, and are a line more
of ``benchmarks/results.jsonl``. Bytecode is there, as where a program was run before. Without ``--hugo`` nothing is told of Hugo.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from benchmarks.hugo_site import HugoSite, write_hugo_site
from benchmarks.measure import Cost
from benchmarks.ratios import HUGO, find_growth, find_medians, find_ratios, tell_costs, tell_ratios
from benchmarks.results import append, make_line
from benchmarks.scenarios import copy_program, run_anew, run_commit, run_steps, set_up


def measure_size(folder: Path, *, goals: int, pairs: int, binary: Path | None) -> list[dict[str, Cost]]:
    """What every scenario cost with so many goals, round by round."""
    program = copy_program(folder / "program")
    warm_up(folder / "warm", program)
    recorded = set_up(folder / "recorded", goals=goals, program=program, history=True)
    hugo: HugoSite | None = None
    rounds = []
    for number in range(pairs):
        bench = set_up(folder / f"round-{number}", goals=goals, program=copy_program(folder / f"program-{number}"))
        warm_up(folder / f"warm-{number}", bench.program)
        hugo = hugo or (write_hugo_site(folder / "hugo", bench.folder / "content", binary) if binary else None)
        costs = run_anew(bench)
        costs |= {HUGO: hugo.build()} if hugo else {}
        costs |= run_steps(bench)
        rounds.append(costs | run_commit(recorded, number))
        shutil.rmtree(bench.folder)  # a site of 10,000 goals is more than a gigabyte
    return rounds


def warm_up(folder: Path, program: Path) -> None:
    """Have the program's bytecode written; what that costs is not counted."""
    set_up(folder, goals=1, program=program).build()


def main() -> None:
    """Print tables, and keep what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--goals", default="100,1000", metavar="N,N", help="how many goals, of one site or several (100,1000)")
    parser.add_argument("--hugo", type=Path, metavar="PATH", help="Hugo's own binary, to run by turns with ours")
    parser.add_argument("--pairs", type=int, default=3, metavar="N", help="how many rounds (3)")
    parser.add_argument("--forget", action="store_true", help="do not add a line to benchmarks/results.jsonl")
    asked = parser.parse_args()
    costs, ratios = {}, {}
    for goals in map(int, asked.goals.split(",")):
        with tempfile.TemporaryDirectory() as name:
            rounds = measure_size(Path(name), goals=goals, pairs=asked.pairs, binary=asked.hugo)
        costs[goals], ratios[goals] = find_medians(rounds), find_ratios(rounds)
        print(f"\n{goals} goals\n", *tell_costs(costs[goals]), "", *tell_ratios(ratios[goals], find_growth(costs)), sep="\n", flush=True)
    if not asked.forget:
        append(make_line(costs, ratios, find_growth(costs), pairs=asked.pairs))


if __name__ == "__main__":
    main()
