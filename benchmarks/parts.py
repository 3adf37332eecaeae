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
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import ledstjarna.build
import ledstjarna.goal_jobs
from benchmarks.corpus import settings_elsewhere, write_corpus
from ledstjarna.goal_jobs import GoalMaker
from ledstjarna.jobs import Job
from ledstjarna.output.stage import Stage
from ledstjarna.settings import read_project

Item = TypeVar("Item")

AS_OF = datetime.date(2026, 11, 22)
STEPS = ("read_parts", "read_site_history", "derive_heads", "share", "check_together", "put_together")
OF_GOALS = ("check_goals", "derive_goals", "summarize", "tell_words", "tell_part", "derive_facts")
MADE, PIECES, PAGES = "(jobs)", "goals: files, pieces", "goals: pages"
WRITTEN, REST = "(writing)", "(the rest)"  # what is made while it is written counts as writing


class Clock:
    """Adds up processor seconds by part."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = defaultdict(float)

    def time(self, part: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, its time counted."""

        def timed(*args: Any, **named: Any) -> Any:
            begun = time.process_time()
            try:
                return work(*args, **named)
            finally:
                self.parts[part] += time.process_time() - begun

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
        whole = Clock()
        build = whole.time(REST, ledstjarna.build.build_site)
        build(read_project(folder / "site_config.yml"), as_of=AS_OF, output=folder / "site", from_nothing=True)
    clock.parts[REST] = whole.parts[REST] - sum(clock.parts.values())
    return {part: seconds * 1000 / (agencies * goals) for part, seconds in sorted(clock.parts.items(), key=lambda entry: -entry[1])}


def _timed(clock: Clock) -> Iterator[tuple[Any, str, Callable[..., Any]]]:
    """The steps of a build, where each is called, and what is put in its place."""
    flow: Any = ledstjarna.build
    of_goals: Any = ledstjarna.goal_jobs
    for place, steps in ((flow, STEPS), (of_goals, OF_GOALS)):
        for step in steps:
            yield place, step, clock.time(step, getattr(place, step))
    do, pieces, pages = flow.do, GoalMaker.pieces, GoalMaker.pages
    yield flow, "do", lambda jobs, *values, **named: do(map(clock.job, clock.follow(MADE, jobs)), *values, **named)
    yield GoalMaker, "pieces", lambda *values: clock.follow(PIECES, pieces(*values))
    yield GoalMaker, "pages", lambda *values: clock.follow(PAGES, pages(*values))
    yield Stage, "write", clock.time(WRITTEN, Stage.write)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--goals", type=int, default=1000, help="a multiple of 25")
    parts = measure(25, parser.parse_args().goals // 25)
    for part, milliseconds in parts.items():
        print(f"{part:<20} {milliseconds:>7.2f} ms a goal")
    print(f"{'all of it':<20} {sum(parts.values()):>7.2f} ms a goal")


if __name__ == "__main__":
    main()
