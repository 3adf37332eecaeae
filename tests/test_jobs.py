"""Jobs: what each is told, what stands in the way of two outputs, and that one needs nothing but what it reads."""

from __future__ import annotations

import datetime
import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ledstjarna.data.tables.table_files import BOOK
from ledstjarna.derive.heads import derive_heads
from ledstjarna.history.past import SiteHistory
from ledstjarna.output.stage import FRESH, Stage
from ledstjarna.publish.chunks import Chunks
from ledstjarna.publish.goal_jobs import BatchMade, BatchTask, PagesTask, Workshop, do_batch, do_pages
from ledstjarna.publish.jobs import Job, Known, Output, Press, Rank, Told, do, do_lot
from ledstjarna.publish.press import Stand
from ledstjarna.publish.shared import Shared, share
from ledstjarna.publish.site_jobs import site_jobs
from ledstjarna.settings import read_project
from ledstjarna.site_check import check_site
from ledstjarna.site_parts import Parts, read_parts
from tests.worlds import World

GOLDEN = Path(__file__).parent / "golden"
AS_OF = datetime.date(2026, 11, 22)
LARGEST = 4_000  # bytes of a batch of few goals, pickled: its files' names, and not what is in them


def write_down(_shared: object, told: Known, seen: list[tuple[str, list[str]]], key: str) -> Iterator[Output]:
    seen.append((key, sorted(told)))
    yield Output(f"{key}.txt", key, name=f"the {key}")


def test_a_job_is_told_what_it_asks_for_of_lower_ranks_and_nothing_else() -> None:
    seen: list[tuple[str, list[str]]] = []
    ranks = {"low": Rank.FILES, "data/a": Rank.FILES, "page": Rank.PAGES, "list": Rank.LISTS}
    asks = {"low": ("data/a.txt",), "data/a": (), "page": ("low.txt", "data/", "page.txt", "nothing"), "list": ("the page",)}
    written: dict[str, str | bytes] = {}

    class Book:
        def put(self, output: Output) -> Told:
            assert isinstance(output.content, str)
            written[output.address] = output.content
            return Told(output.address, len(output.content), name=output.name)

    list(do((Job(key, rank, write_down, (seen, key), asks[key]) for key, rank in ranks.items()), None, Book()))
    assert seen == [("low", []), ("data/a", []), ("page", ["data/a.txt", "low.txt"]), ("list", ["the page"])]
    assert sorted(written) == ["data/a.txt", "list.txt", "low.txt", "page.txt"]


def shared_of_golden() -> Shared:
    return share(read_project(GOLDEN / "site_config.yml"), [], frame="bare")


@pytest.fixture(scope="module")
def parts() -> Parts:
    return read_parts(read_project(GOLDEN / "site_config.yml"), as_of=AS_OF)


@pytest.fixture
def shop(parts: Parts, tmp_path: Path) -> Workshop:
    heads = derive_heads(parts.heads, read_project(GOLDEN / "site_config.yml").settings, as_of=AS_OF)
    return make_shop(Workshop(shared_of_golden(), heads, parts.surroundings, Stand(Stage(tmp_path, tmp_path)), tmp_path), tmp_path / "here")


def make_shop(shop: Workshop, folder: Path) -> Workshop:
    """The same shop, that puts what it makes into another folder."""
    (folder / "bench" / FRESH).mkdir(parents=True)
    (folder / "pieces").mkdir()
    return replace(shop, stand=Stand(Stage(folder / "bench", folder / "site")), scratch=folder / "pieces")


def find_written(folder: Path) -> dict[str, str]:
    """The fingerprint of every file below a folder, by its name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def tell_batch(made: BatchMade) -> list[object]:
    """All that a batch tells, without where its pieces lie."""
    chunks = Chunks()
    chunks.add(made.pieces, made.places)
    pieces = [(goal, name, _piece(chunks, goal, name)) for goal, held in made.places.items() for name in held]
    chunks.close()
    told = [
        (id, one.summary.__getstate__(), one.brief, sorted(one.remarks.items()), _tell(one.files), _tell(one.pages), one.beside, one.until)
        for id, one in made.made.items()
    ]
    return [told, pieces]


def _tell(told: Mapping[str, Told]) -> list[Told]:
    """What outputs tell, but for when they were written."""
    return [entry._replace(stamp=()) for entry in told.values()]


def _piece(chunks: Chunks, goal: str, name: str) -> object:
    """A piece; what is pickled tells also which of its values are one object, which is no part of the promise."""
    found = chunks.get(goal, name)
    return repr(pickle.loads(found)) if found[:1] == b"\x80" or name == BOOK else found


def do_batches(shop: Workshop, tasks: list[BatchTask]) -> str:
    """All that is told of some batches and written of them, goals that have waited among them."""
    made = [do_batch(shop, task) for task in tasks]
    for one in made:
        shop.chunks.add(one.pieces, one.places)
    told: list[object] = [tell_batch(one) for one in made]
    every = {id: goal for one in made for id, goal in one.made.items()}
    for task, one in zip(tasks, made, strict=True):
        waiting = {id: goal.files for id, goal in one.made.items() if not goal.pages}
        again = PagesTask(task.batch, waiting, tuple(goal.summary for goal in every.values()), {})
        told += [(id, beside, _tell(pages)) for id, (beside, pages, _) in do_pages(shop, again).items()] if waiting else []
    shop.chunks.close()
    return repr([told, find_written(shop.scratch.parent / "bench")])


class Nowhere:
    """Where nothing is put."""

    def put(self, _output: Output) -> Told:
        raise NotImplementedError


def do_job(press: Press) -> str:
    """What each job of a press tells, and the fingerprints of what it writes, parts put together."""
    written = {}

    class Book:
        def put(self, output: Output) -> Told:
            parts = [output.content] if isinstance(output.content, str | bytes) else output.content
            whole = b"".join(part.encode() if isinstance(part, str) else part for part in parts)
            written[output.address] = hashlib.sha256(whole).hexdigest()
            return Told(output.address, len(whole), output.alternates, output.what, output.name)

    return repr([do_lot(replace(press, stand=Book()), range(len(press.jobs))), written])


def do_elsewhere(function: str, values: tuple[Any, ...], folder: Path) -> str:
    """What that function of this module gives for values that lie in a file, in a process of its own."""
    file = folder / "values"
    file.write_bytes(pickle.dumps(values))
    code = f"import pickle, sys; from tests import test_jobs; print(test_jobs.{function}(*pickle.load(open(sys.argv[1], 'rb'))))"
    # Another seed, so that nothing leans on the order of a set.
    surroundings = {**os.environ, "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", code, str(file)]
    done = subprocess.run(command, cwd=Path(__file__).parent.parent, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.removesuffix("\n")


def test_a_batch_is_little_to_send_whatever_is_in_its_goals(parts: Parts) -> None:
    sizes = [len(pickle.dumps(BatchTask(batch, batch.goals))) for batch in parts.batches]
    assert len(sizes) > 1
    assert max(sizes) < LARGEST


def test_a_batch_in_a_fresh_process_gives_the_same_bytes(parts: Parts, shop: Workshop, tmp_path: Path) -> None:
    tasks = [BatchTask(batch, batch.goals) for batch in parts.batches]
    there = make_shop(shop, tmp_path / "there")
    found = do_elsewhere("do_batches", (there, tasks), tmp_path)
    assert found == do_batches(shop, tasks)
    assert len(find_written(there.scratch.parent / "bench")) > 8


@pytest.fixture(scope="module")
def golden() -> World:
    project = read_project(GOLDEN / "site_config.yml")
    return World(check_site(project, as_of=AS_OF)[0], project.settings, AS_OF)


def test_a_job_in_a_fresh_process_gives_the_same_bytes_from_its_reads_alone(golden: World, tmp_path: Path) -> None:
    shared = shared_of_golden()
    jobs = site_jobs(golden.site, SiteHistory(), [], shared, golden.chunks(), lambda _: None)
    sorts = {job.key.split(":")[0]: job for job in jobs}
    assert len(sorts) > 25
    told = {f"data/goals/{id}.json": Told("", 1234, {}) for id in golden.goals}
    press = Press(list(sorts.values()), shared, told, Nowhere())
    assert do_elsewhere("do_job", (press,), tmp_path) == do_job(press)
