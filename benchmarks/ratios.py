"""Costs of rounds come in; medians and ratios go out, beside the bars that a build must reach, and those that it should."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from benchmarks.measure import Cost
from benchmarks.scenarios import (
    ADDED,
    COPY,
    FULL,
    GOAL,
    GOAL_TEMPLATE,
    LATER,
    LIST_TEMPLATE,
    NOTHING,
    ONE_WORKER,
    OUTCOME,
    PAGES,
    TWO_WORKERS,
)

Measure = Literal["wall", "cpu", "peak", "files", "size", "written"]
Round = Mapping[str, Cost]
Costs = dict[str, dict[str, float]]
HUGO = "Hugo"
GROWTH_FROM, GROWTH_TO = 1_000, 10_000


@dataclass(frozen=True, slots=True)
class Bar:
    """What is divided by what, and how much it may be at most: for it to pass, and for it to be good."""

    name: str
    over: str
    under: str
    must: float
    reach: float
    measure: Measure = "wall"
    by: Measure | None = None  # what is measured of what it is divided by, if other


BARS = (
    Bar("pages and search / Hugo", PAGES, HUGO, 1.8, 1.0),
    Bar("everything / Hugo", FULL, HUGO, 2.6, 1.5),
    Bar("one goal / Hugo", GOAL, HUGO, 0.05, 0.025),
    Bar("one outcome / Hugo", OUTCOME, HUGO, 0.05, 0.025),
    Bar("nothing changed / Hugo", NOTHING, HUGO, 0.03, 0.015),
    Bar("goal.html / everything", GOAL_TEMPLATE, FULL, 0.75, 0.5),
    Bar("standing.html / everything", LIST_TEMPLATE, FULL, 0.75, 0.5),
    Bar("next day / everything", LATER, FULL, 0.3, 0.1),
    Bar("everything / cp -r", FULL, COPY, 6, 3),
    Bar("peak memory / Hugo", FULL, HUGO, 0.30, 0.15, "peak"),
    Bar("two workers / one", TWO_WORKERS, ONE_WORKER, 0.65, 0.57),
    Bar("one goal added, files written", ADDED, ADDED, 0.03, 0.01, "written", "files"),
)
GROWTH = Bar("growth of wall time, exponent", FULL, FULL, 1.05, 0.95)


def find_medians(rounds: Sequence[Round]) -> Costs:
    """The median of each measure, by scenario."""
    told = {name: [asdict(one[name]) for one in rounds] for name in rounds[0]}
    return {name: {measure: statistics.median(one[measure] for one in many) for measure in many[0]} for name, many in told.items()}


def find_ratios(rounds: Sequence[Round]) -> dict[str, float]:
    """The median of each bar's ratio, which is taken within a round; none of what was not run."""
    bars = [bar for bar in BARS if {bar.over, bar.under} <= rounds[0].keys()]
    return {bar.name: statistics.median(_divide(bar, one) for one in rounds) for bar in bars}


def _divide(bar: Bar, costs: Round) -> float:
    over: float = getattr(costs[bar.over], bar.measure)
    under: float = getattr(costs[bar.under], bar.by or bar.measure)
    return over / under


def find_growth(costs: Mapping[int, Costs]) -> float | None:
    """The exponent by which wall time grows from 1,000 goals to 10,000; none where these were not built."""
    if not {GROWTH_FROM, GROWTH_TO} <= costs.keys():
        return None
    times = costs[GROWTH_TO][FULL]["wall"] / costs[GROWTH_FROM][FULL]["wall"]
    return math.log(times) / math.log(GROWTH_TO / GROWTH_FROM)


def tell_costs(costs: Costs) -> Iterator[str]:
    """A table of medians."""
    yield f"{'':<22}{'wall s':>9}{'cpu s':>9}{'peak MB':>9}{'files':>9}{'MB':>9}{'written':>9}"
    for name, one in costs.items():
        seconds = f"{one['wall']:>9.2f}{one['cpu']:>9.2f}"
        yield f"{name:<22}{seconds}{one['peak']:>9.0f}{one['files']:>9.0f}{one['size']:>9.1f}{one['written']:>9.0f}"


def tell_ratios(ratios: Mapping[str, float], growth: float | None = None) -> Iterator[str]:
    """A table of ratios beside their bars."""
    yield f"{'':<32}{'ratio':>9}{'must':>9}{'reach':>9}"
    for bar in (*BARS, GROWTH):
        found = growth if bar is GROWTH else ratios.get(bar.name)
        if found is not None:
            yield f"{bar.name:<32}{found:>9.3f}{bar.must:>9}{bar.reach:>9}  {judge(bar, found)}"


def judge(bar: Bar, found: float) -> str:
    """What is said of a ratio."""
    if found <= bar.reach:
        return "reached"
    return "passed" if found <= bar.must else "TOO MUCH"
