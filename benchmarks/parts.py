"""``python -m benchmarks.parts``: where the processor time of a build goes, in milliseconds a goal, sort of job by sort of job."""

from __future__ import annotations

import argparse
import datetime
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import ledstjarna.build
from benchmarks.corpus import settings_elsewhere, write_corpus
from ledstjarna.jobs import Job, Output
from ledstjarna.settings import read_project

ROOT = Path(__file__).parent.parent
AS_OF = datetime.date(2026, 11, 22)
MADE, WRITTEN = "(facts for jobs)", "(writing)"


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

    def jobs(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """The same jobs, the time that each takes to be found counted."""
        found = iter(jobs)
        following = self.time(MADE, lambda: next(found, None))
        while job := following():
            yield job

    def outputs(self, part: str, outputs: Iterable[Output]) -> Iterator[Output]:
        """The same outputs, the time that each takes to be made counted."""
        found = iter(outputs)
        following = self.time(part, lambda: next(found, None))
        while output := following():
            yield output


def measure(agencies: int, goals: int) -> dict[str, float]:
    """Milliseconds of processor time a goal, by part, of one build in this process."""
    clock = Clock()
    flow: Any = ledstjarna.build  # whose steps are timed by putting others in their place
    check, derive, share, do = flow.check_site, flow.derive_site, flow.share, flow.do

    def do_timed(jobs: Iterable[Job], shared: object, write: Callable[[Output], int]) -> None:
        def timed(job: Job) -> Job:
            part = job.key.split(":")[0]
            return Job(job.key, job.rank, lambda *values: clock.outputs(part, job.make(*values)), job.reads, job.asks)

        do((timed(job) for job in clock.jobs(jobs)), shared, clock.time(WRITTEN, write))

    flow.check_site, flow.derive_site = clock.time("check_site", check), clock.time("derive_site", derive)
    flow.share, flow.do = clock.time("share", share), do_timed
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_corpus(folder / "content", agencies=agencies, goals=goals)
            (folder / "site_config.yml").write_text(settings_elsewhere(), encoding="utf-8")
            flow.build_site(read_project(folder / "site_config.yml"), as_of=AS_OF, output=folder / "site")
    finally:
        flow.check_site, flow.derive_site, flow.share, flow.do = check, derive, share, do
    return {part: seconds * 1000 / (agencies * goals) for part, seconds in sorted(clock.parts.items(), key=lambda entry: -entry[1])}


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
