"""``python -m benchmarks.parts``: where the processor time of a build goes, in milliseconds a goal, sort of job by sort of job."""

from __future__ import annotations

import argparse
import datetime
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import ledstjarna.build
import ledstjarna.goals_build
import ledstjarna.site_build
from benchmarks.corpus import settings_elsewhere, write_corpus
from ledstjarna.publish.goal_jobs import GoalMaker
from ledstjarna.publish.jobs import Job
from ledstjarna.publish.pictures import GoalPictures
from ledstjarna.publish.press import Stand
from ledstjarna.settings import read_project

Item = TypeVar("Item")

AS_OF = datetime.date(2026, 11, 22)
STEPS = ("read_parts", "read_site_history", "derive_heads", "share", "check_together", "put_together")
MADE, FACTS, PIECES, PAGES = "(jobs)", "goals: facts", "goals: files, pieces", "goals: pages"
TOLD, DRAWN = "goals: pictures told", "goals: pictures drawn"
WRITTEN, REST = "(writing)", "(the rest)"


class Clock:
    """Adds up processor seconds by part; what a part within another takes is counted once, as its own."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = defaultdict(float)
        self._within: list[float] = []  # of each part that is under way, what parts within it have taken

    def time(self, part: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, its time counted."""

        def timed(*args: Any, **named: Any) -> Any:
            begun = time.process_time()
            self._within.append(0)
            try:
                return work(*args, **named)
            finally:
                took = time.process_time() - begun
                self.parts[part] += took - self._within.pop()
                if self._within:
                    self._within[-1] += took

        return timed

    def follow(self, part: str, items: Iterable[Item]) -> Iterator[Item]:
        """The same items, the time that each takes to be made counted."""
        found = iter(items)
        following = self.time(part, lambda: next(found, None))
        while (item := following()) is not None:
            yield item

    def job(self, job: Job) -> Job:
        """The same job, its time counted under its sort."""
        part = job.key.split(":")[0]
        return replace(job, make=lambda *values: self.follow(part, job.make(*values)))


def measure(agencies: int, goals: int) -> dict[str, float]:
    """Milliseconds of processor time a goal, by part, of one build in this process."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        write_corpus(folder / "content", agencies=agencies, goals=goals)
        (folder / "site_config.yml").write_text(settings_elsewhere(), encoding="utf-8")
        for place, step, timed in _timed(clock):
            stack.enter_context(patch.object(place, step, timed))
        build = clock.time(REST, ledstjarna.build.build_site)
        build(read_project(folder / "site_config.yml"), as_of=AS_OF, output=folder / "site", from_nothing=True)
    return {part: seconds * 1000 / (agencies * goals) for part, seconds in sorted(clock.parts.items(), key=lambda entry: -entry[1])}


def _timed(clock: Clock) -> Iterator[tuple[Any, str, Callable[..., Any]]]:
    """The steps of a build, where each is called, and what is put in its place."""
    flow: Any = ledstjarna.site_build
    goals: Any = ledstjarna.goals_build
    for step in STEPS:
        yield flow, step, clock.time(step, getattr(flow, step))
    for step in ("do_batch", "do_pages"):
        yield goals, step, clock.time(FACTS, getattr(goals, step))
    site_jobs, do, pieces, pages = flow.site_jobs, flow.do, GoalMaker.pieces, GoalMaker.pages
    yield flow, "site_jobs", lambda *values: clock.follow(MADE, site_jobs(*values))
    yield flow, "do", lambda jobs, *values, **named: do(map(clock.job, jobs), *values, **named)
    yield GoalMaker, "pieces", lambda *values: clock.follow(PIECES, pieces(*values))
    yield GoalMaker, "pages", lambda *values: clock.follow(PAGES, pages(*values))
    yield GoalPictures, "tell", clock.time(TOLD, GoalPictures.tell)
    jobs: Any = import_module("ledstjarna.publish.goal_jobs")
    yield jobs, "draw_goal", clock.time(DRAWN, jobs.draw_goal)
    yield Stand, "put", clock.time(WRITTEN, Stand.put)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--goals", type=int, default=1000, help="a multiple of 25")
    parts = measure(25, parser.parse_args().goals // 25)
    for part, milliseconds in parts.items():
        print(f"{part:<22} {milliseconds:>7.2f} ms a goal")
    print(f"{'all of it':<22} {sum(parts.values()):>7.2f} ms a goal")


if __name__ == "__main__":
    main()
