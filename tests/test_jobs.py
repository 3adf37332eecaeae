"""Jobs: what each is told, what stands in the way of two outputs, and that one needs nothing but what it reads."""

from __future__ import annotations

import datetime
import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from ledstjarna.data.tables.table_files import BOOK
from ledstjarna.goal_jobs import GoalJob, GoalMaker, goal_jobs
from ledstjarna.history.past import SiteHistory
from ledstjarna.jobs import Job, Known, Output, Rank, Told, do, make
from ledstjarna.settings import read_project
from ledstjarna.shared import Shared, share
from ledstjarna.site_check import check_site
from ledstjarna.site_jobs import site_jobs
from tests.worlds import World

GOLDEN = Path(__file__).parent / "golden"
AS_OF = datetime.date(2026, 11, 22)
LARGEST = 200_000  # bytes of what a goal's job reads, pickled


def write_down(_shared: object, told: Known, seen: list[tuple[str, list[str]]], key: str) -> Iterator[Output]:
    seen.append((key, sorted(told)))
    yield Output(f"{key}.txt", key, name=f"the {key}")


def test_a_job_is_told_what_it_asks_for_of_lower_ranks_and_nothing_else() -> None:
    seen: list[tuple[str, list[str]]] = []
    ranks = {"low": Rank.FILES, "data/a": Rank.FILES, "page": Rank.PAGES, "list": Rank.LISTS}
    asks = {"low": ("data/a.txt",), "data/a": (), "page": ("low.txt", "data/", "page.txt", "nothing"), "list": ("the page",)}
    written: dict[str, str | bytes] = {}

    def write(output: Output) -> int:
        assert isinstance(output.content, str)
        written[output.address] = output.content
        return len(output.content)

    do((Job(key, rank, write_down, (seen, key), asks[key]) for key, rank in ranks.items()), None, write)
    assert seen == [("low", []), ("data/a", []), ("page", ["data/a.txt", "low.txt"]), ("list", ["the page"])]
    assert sorted(written) == ["data/a.txt", "list.txt", "low.txt", "page.txt"]


def digest(job: Job, shared: Shared, told: Known) -> list[tuple[str, str]]:
    """The address of each output of a job, and the fingerprint of what is in it."""
    return fingerprints(make(job, shared, told))


def digest_goal(job: GoalJob, maker: GoalMaker) -> list[tuple[str, str]]:
    """The same of a goal's files, pieces and pages."""
    files, pieces = maker.pieces(job)
    told = {**pieces, BOOK: repr(pickle.loads(pieces[BOOK])).encode()}  # what is pickled tells also which of its cells are one object
    outputs = [Output(address, content) for part in (files, told) for address, content in part.items()]
    return fingerprints([*outputs, *maker.pages(job, dict.fromkeys(files, 1234))])


def fingerprints(outputs: Iterable[Output]) -> list[tuple[str, str]]:
    found = []
    for output in outputs:
        parts = [output.content] if isinstance(output.content, str | bytes) else output.content
        whole = b"".join(part.encode() if isinstance(part, str) else part for part in parts)
        found.append((output.address, hashlib.sha256(whole).hexdigest()))
    return found


def shared_of_golden() -> Shared:
    return share(read_project(GOLDEN / "site_config.yml"), [], frame="bare")


def do_pickled(file: Path) -> None:
    """What the fresh process does: a job that lies in a file, with what it was told."""
    job, told = pickle.loads(file.read_bytes())
    print(digest(job, shared_of_golden(), told))


def do_pickled_goal(file: Path) -> None:
    """The same with the job of a goal, and the heads that its maker has."""
    job, heads = pickle.loads(file.read_bytes())
    print(digest_goal(job, GoalMaker(shared_of_golden(), heads)))


def do_elsewhere(do_it: Callable[[Path], None], values: Iterable[object], folder: Path) -> list[str]:
    """What that function prints of each of the values, which lie in files, in a process of its own."""
    files = []
    for number, value in enumerate(values):
        files.append(folder / str(number))
        files[-1].write_bytes(pickle.dumps(value))
    name = do_it.__name__
    code = f"import sys; from pathlib import Path; from tests.test_jobs import {name}; [{name}(Path(file)) for file in sys.argv[1:]]"
    # Another seed, so that nothing leans on the order of a set.
    surroundings = {**os.environ, "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", code, *map(str, files)]
    done = subprocess.run(command, cwd=Path(__file__).parent.parent, env=surroundings, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def golden() -> World:
    project = read_project(GOLDEN / "site_config.yml")
    return World(check_site(project, as_of=AS_OF)[0], project.settings, AS_OF)


@pytest.fixture(scope="module")
def jobs_of_goals(golden: World) -> list[GoalJob]:
    return list(goal_jobs(golden.goals.values(), golden.heads, SiteHistory()))


def test_a_goals_job_reads_little_whatever_else_is_on_the_site(jobs_of_goals: list[GoalJob]) -> None:
    sizes = [len(pickle.dumps(job)) for job in jobs_of_goals]
    assert len(sizes) > 3
    assert max(sizes) < LARGEST


def test_a_goals_job_in_a_fresh_process_gives_the_same_bytes(golden: World, jobs_of_goals: list[GoalJob], tmp_path: Path) -> None:
    maker = GoalMaker(shared_of_golden(), golden.heads)
    found = do_elsewhere(do_pickled_goal, ((job, golden.heads) for job in jobs_of_goals), tmp_path)
    assert found == [str(digest_goal(job, maker)) for job in jobs_of_goals]
    assert len(found) > 3


def test_a_job_in_a_fresh_process_gives_the_same_bytes_from_its_reads_alone(golden: World, tmp_path: Path) -> None:
    jobs = site_jobs(golden.site, SiteHistory(), [], {"assets/a.css": "a"}, golden.chunks())
    sorts: dict[str, Job] = {job.key.split(":")[0]: job for job in jobs}
    told = {f"data/goals/{id}.json": Told("", 1234, {}) for id in golden.goals}
    shared = shared_of_golden()
    found = do_elsewhere(do_pickled, ((job, told) for job in sorts.values()), tmp_path)
    assert found == [str(digest(job, shared, told)) for job in sorts.values()]
    assert len(found) > 25
