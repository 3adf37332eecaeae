"""Faults of what a build has kept, and builds that were killed, come in; the next build is right all the same, and keeps anew."""

from __future__ import annotations

import collections
import errno
import os
import pickle
import shutil
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

import pytest

from ledstjarna import cache, careful_pickle, goals_build, site_build
from ledstjarna.memory import kept, last_build
from ledstjarna.memory.last_build import Built
from ledstjarna.output import update
from ledstjarna.publish.chunks import ChunkFile, Chunks, DamagedError
from tests.changing import SMALL, ChangingSite, compare, read_beginning, read_bytes

GOAL = "content/agencies/exk-kommun/goals/exk-budget.yml"
AGENCY = "content/agencies/exk-socialnamnd/agency.yml"
FILES = (
    "index",
    "last",
    "search.sv",
    "exk-kommun.0.goals",
    "exk-kommun.0.*.pieces",
    "exk-socialnamnd.0.goals",
    "exk-socialnamnd.0.*.pieces",
)


class Evil:
    """What makes a folder where it is read without care."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (self.folder,)


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The cache is this module's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(cache.FOLDER, str(tmp_path_factory.mktemp("cache")))
        patch.setattr(kept, "_TOO_YOUNG", 0)
        patch.setattr(last_build, "_TOO_YOUNG", 0)
        yield


class Kept(ChangingSite):
    """A small site that was built, with what is kept of it; it can be put back as it was then."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        before = set(sites().iterdir()) if sites().is_dir() else set()
        self.write(read_beginning(SMALL))
        self.build()
        (self.cache,) = set(sites().iterdir()) - before
        self.saved = folder / "saved"
        for path in (self.output, self.cache):
            shutil.copytree(path, self.saved / path.name)
        self.beginning = self.state
        self.changed = {
            **self.beginning,
            GOAL: self.beginning[GOAL].replace(b"A budget that lasts", b"A budget that stays"),
            AGENCY: self.beginning[AGENCY].replace(b"Exempelby", b"Exempelstad"),
        }
        self.write(self.changed)
        self.build(self.other, from_nothing=True)
        self.wanted = read_bytes(self.other)

    def put_back(self) -> None:
        """All is as it was when the site was built first, but that a goal and a body have changed since."""
        for path in (self.output, self.cache):
            if path.is_dir():
                path.chmod(0o700)
                shutil.rmtree(path)
            shutil.copytree(self.saved / path.name, path)

    def prove(self) -> None:
        """The next build is right, and so is the one after that, which finds everything as it was."""
        built = self.build()
        assert isinstance(built, Built), built
        assert compare(read_bytes(self.output), self.wanted) == []
        again = self.build()
        assert isinstance(again, Built)
        assert (again.written, again.removed, compare(read_bytes(self.output), self.wanted)) == (0, 0, [])

    def file(self, pattern: str) -> Path:
        """A file that is kept."""
        (found,) = self.cache.glob(pattern if pattern == "index" else f"{pattern}*")
        return found


def sites() -> Path:
    folder = cache.cache_folder("sites")
    assert folder
    return folder


@pytest.fixture(scope="module")
def built(own_cache: None, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    del own_cache
    return Kept(tmp_path_factory.mktemp("site"))


@pytest.fixture
def site(built: Kept) -> Kept:
    built.put_back()
    return built


def swap_for_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def flip(path: Path, at: float) -> None:
    data = bytearray(path.read_bytes())
    data[int(len(data) * at)] ^= 1
    path.write_bytes(data)


FAULTS: dict[str, Callable[[Path], object]] = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "empty": lambda path: path.write_bytes(b""),
    "noise": lambda path: path.write_bytes(bytes(range(256)) * (path.stat().st_size // 256) + b"x" * (path.stat().st_size % 256)),
    "another bit at its beginning": lambda path: flip(path, 0),
    "another bit in its midst": lambda path: flip(path, 0.5),
    "gone": lambda path: path.unlink(),
    "unreadable": swap_for_folder,
    "code": lambda path: path.write_bytes(pickle.dumps(Evil(f"{path.parent}.ran"))),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("file", FILES)
def test_a_damaged_file_of_the_cache_changes_nothing(site: Kept, file: str, fault: str) -> None:
    FAULTS[fault](site.file(file))
    site.prove()
    assert not Path(f"{site.cache}.ran").exists()


def test_code_in_an_index_whose_fingerprint_holds_is_not_run(site: Kept) -> None:
    index = site.file("index")
    body = zlib.compress(pickle.dumps(Evil(f"{site.cache}.ran")))
    index.write_bytes(index.read_bytes()[: len(b"ledstjarna 1\n") + 16] + sha256(body).digest() + body)
    site.prove()
    assert not Path(f"{site.cache}.ran").exists()


def test_an_index_of_another_version_is_not_read(site: Kept) -> None:
    index = site.file("index")
    data = index.read_bytes()
    index.write_bytes(data.replace(b"ledstjarna 1\n", b"ledstjarna 0\n", 1))
    site.prove()


def test_files_of_another_sites_cache_change_nothing(site: Kept, tmp_path: Path) -> None:
    other = tmp_path / "other"
    own = set(sites().iterdir())
    second = ChangingSite(other)
    second.write({name: data.replace(b"A budget that lasts", b"Others' budget") for name, data in site.beginning.items()})
    second.build()
    (folder,) = set(sites().iterdir()) - own
    for name in FILES:
        site.put_back()
        (taken,) = folder.glob(name if name == "index" else f"{name}*")
        site.file(name).write_bytes(taken.read_bytes())
        site.prove()


def test_a_cache_that_is_gone_is_made_anew(site: Kept) -> None:
    shutil.rmtree(site.cache)
    site.prove()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever may do anything may read and write all")
@pytest.mark.parametrize("mode", [0o000, 0o500])
def test_a_cache_that_may_not_be_read_or_written_stops_nothing(site: Kept, mode: int) -> None:
    site.cache.chmod(mode)
    assert isinstance(site.build(), Built)
    assert compare(read_bytes(site.output), site.wanted) == []


@pytest.mark.parametrize("many", range(3))
def test_a_disk_that_is_full_while_keeping_stops_nothing(site: Kept, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    written, left = Path.write_bytes, [many]

    def write(self: Path, data: bytes) -> int:
        if site.cache in self.parents:
            left[0] -= 1
            if left[0] < 0:
                written(self, data[: len(data) // 2])
                raise OSError(errno.ENOSPC, "No space left on device")
        return written(self, data)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", write)
        assert isinstance(site.build(), Built)
    assert left[0] < 0, "something was to be kept"
    assert compare(read_bytes(site.output), site.wanted) == []
    site.prove()


# --- builds that are killed ----------------------------------------------------------------------------------------------


def before(where: Any, name: str) -> tuple[Any, str, bool]:
    return where, name, False


def after(where: Any, name: str) -> tuple[Any, str, bool]:
    return where, name, True


KILLS = {
    "before the goals": before(goals_build.GoalsBuild, "do"),
    "after the batches": before(goals_build.GoalsBuild, "_publish"),
    "after the goals": after(goals_build.GoalsBuild, "do"),
    "before batches are kept": before(goals_build.GoalsBuild, "keep"),
    "while batches are kept": after(kept.Memory, "keep_batch"),
    "after all jobs": after(site_build._Work, "do"),
    "before the site is brought up to date": before(update.SiteUpdate, "commit"),
    "after its journal is written": before(update, "replay"),
    "before its journal is thrown away": before(update, "forget_journal"),
    "after the site is brought up to date": after(update.SiteUpdate, "commit"),
    "before the index is written": before(kept.Memory, "close"),
    "after the index is written": after(kept.Memory, "close"),
}


@pytest.mark.parametrize("stage", KILLS)
def test_the_build_after_one_that_was_killed_is_right(site: Kept, stage: str) -> None:
    where, name, is_after = KILLS[stage]
    child = os.fork()
    if not child:
        kill_at(site, where, name, is_after=is_after)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    site.prove()


def kill_at(site: Kept, where: Any, name: str, *, is_after: bool) -> NoReturn:
    """Build, and end the process without a word at that place."""
    work = getattr(where, name)

    def work_and_die(*given: Any, **named: Any) -> None:
        if is_after:
            work(*given, **named)
        os._exit(7)

    try:
        setattr(where, name, work_and_die)
        site.build()
    finally:
        os._exit(1)


# --- what is read with care ----------------------------------------------------------------------------------------------


def chunks_of(folder: Path, piece: bytes) -> tuple[Chunks, Path]:
    file = ChunkFile(folder / "a.pieces")
    file.put("goal", {"first": b"first", "words": piece, "last": b"last"})
    file.close()
    chunks = Chunks()
    chunks.add(file.path, file.places)
    return chunks, file.path


def test_a_piece_is_proved_when_it_is_read(tmp_path: Path) -> None:
    chunks, path = chunks_of(tmp_path, b"words")
    assert chunks.all_of("goal") == {"first": b"first", "words": b"words", "last": b"last"}
    chunks.close()
    flip(path, 0.5)
    assert (chunks.get("goal", "first"), chunks.get("goal", "last")) == (b"first", b"last")
    with pytest.raises(DamagedError):
        chunks.get("goal", "words")
    chunks.close()
    path.unlink()
    with pytest.raises(DamagedError):
        chunks.get("goal", "first")


def test_a_piece_runs_nothing(tmp_path: Path) -> None:
    chunks, _ = chunks_of(tmp_path, pickle.dumps(Evil(str(tmp_path / "ran"))))
    with pytest.raises(DamagedError):
        chunks.words("goal")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "name",
    [
        "os\nsystem",
        "pathlib\nPath",
        "ledstjarna.memory.kept\nPath",
        "ledstjarna.memory.kept\nopen_memory",
        "builtins\neval",
        "subprocess\nPopen",
    ],
)
def test_a_pickle_names_nothing_but_classes_of_our_own(name: str) -> None:
    with pytest.raises(pickle.UnpicklingError):
        careful_pickle.load(f"c{name}\n.".encode())


def test_a_pickle_names_our_classes_and_what_they_are_made_of() -> None:
    for value in (collections.Counter("aab"), frozenset({1}), kept.Job(b"", ())):
        assert careful_pickle.load(careful_pickle.dump(value)) == value
