"""Jobs: what each is told, what stands in the way of two outputs, and that one needs nothing but what it reads."""

from __future__ import annotations

import datetime
import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledstjarna.derive.site import derive_site
from ledstjarna.history.past import SiteHistory
from ledstjarna.jobs import Job, Known, Output, Rank, Told, do, make
from ledstjarna.settings import read_project
from ledstjarna.shared import Shared, share
from ledstjarna.site_check import check_site
from ledstjarna.site_jobs import site_jobs

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
    found = []
    for output in make(job, shared, told):
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


@pytest.fixture(scope="module")
def golden_jobs() -> list[Job]:
    project = read_project(GOLDEN / "site_config.yml")
    site = derive_site(check_site(project, as_of=AS_OF)[0], project.settings, as_of=AS_OF)
    return list(site_jobs(site, SiteHistory(), [], {"assets/a.css": "a"}))


def test_a_goals_job_reads_little_whatever_else_is_on_the_site(golden_jobs: list[Job]) -> None:
    sizes = {job.key: len(pickle.dumps(job)) for job in golden_jobs if job.key.startswith("goal:")}
    assert len(sizes) > 3
    assert max(sizes.values()) < LARGEST


def test_a_job_in_a_fresh_process_gives_the_same_bytes_from_its_reads_alone(golden_jobs: list[Job], tmp_path: Path) -> None:
    sorts: dict[str, Job] = {job.key.split(":")[0]: job for job in golden_jobs}
    told = {f"data/goals/{job.key[5:]}.json": Told("", 1234, {}) for job in golden_jobs if job.key.startswith("goal:")}
    shared = shared_of_golden()
    for number, job in enumerate(sorts.values()):
        file = tmp_path / str(number)
        file.write_bytes(pickle.dumps((job, told)))
    code = "import sys; from pathlib import Path; from tests.test_jobs import do_pickled; [do_pickled(Path(name)) for name in sys.argv[1:]]"
    files = [str(tmp_path / str(number)) for number in range(len(sorts))]
    # Another seed, so that nothing leans on the order of a set.
    surroundings = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code, *files], cwd=Path(__file__).parent.parent, env=surroundings, capture_output=True, text=True, check=True
    )
    expected = [str(digest(job, shared, told)) for job in sorts.values()]
    assert done.stdout.splitlines() == expected
    assert len(expected) > 25
