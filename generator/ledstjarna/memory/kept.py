"""What the last build of a site left comes in; what of it still holds goes out, so that a build makes no more than has changed.

It lies in the user's cache folder, apart for each site and place. What is damaged, half-written or of another version is thrown away:
a build that believes nothing makes everything anew. What cannot be kept is not, and stops no build. No page is kept here: pages lie in
the site, and are as they were left, or made anew.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ledstjarna.careful_pickle import UNREADABLE, dump, load, read_kept, write_kept, write_whole
from ledstjarna.fingerprints import digest, program
from ledstjarna.load.source import FolderSource, Input
from ledstjarna.memory.last_build import LAST, memory_folder
from ledstjarna.publish.chunks import Place
from ledstjarna.publish.goal_jobs import GoalMade
from ledstjarna.publish.jobs import Told

_INDEX = "index"
_TOO_YOUNG = 2_000_000_000  # ns: a file that was saved so shortly before it was read may have been saved again in the same moment


class Job(NamedTuple):
    """A job that was done: the fingerprint of what it was made of, and what its outputs have told."""

    made_of: bytes
    told: tuple[Told, ...]


class Batch(NamedTuple):
    """The goals of a batch, and where the pieces of each lie."""

    goals: dict[str, GoalMade]
    places: dict[str, dict[str, Place]]


class _File(NamedTuple):
    """A file of the memory, as it was left."""

    name: str
    size: int
    print: bytes


@dataclass(slots=True)
class _Index:
    read_at: int = 0
    inputs: dict[str, Input] = field(default_factory=dict)
    batches: dict[str, tuple[_File, _File]] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)


class Memory:
    """What is known of the last build. Without a folder nothing is known, and nothing is kept."""

    def __init__(self, folder: Path | None, asked: bytes) -> None:
        """``asked`` is the fingerprint of what was asked for: builds of different sorts do not know of each other."""
        self.folder, self._head = folder, b"ledstjarna 2\n" + digest(program(), asked)
        self._index = self._read_index() or _Index()
        self._keeps = folder is not None
        self._places: set[str] = set()

    # --- what was read -----------------------------------------------------------------------------------------------

    def look_at(self, source: FolderSource, names: Iterable[str], *, read_all: bool = False) -> dict[str, Input]:
        """Files as they are now. What the disk tells of is believed where it is as it was, unless all is to be read."""
        found = {}
        for name in names:
            stamp, before = source.stamp(name), self._index.inputs.get(name)
            is_same = before is not None and stamp != () and before.stamp == stamp
            is_old = is_same and max(stamp[1], stamp[3]) < self._index.read_at - _TOO_YOUNG
            found[name] = before if before and is_old and not read_all else Input(stamp, _read_print(source, name))
        return found

    # --- what was made -----------------------------------------------------------------------------------------------

    def batch(self, name: str) -> Batch | None:
        """The goals of a batch as they were made."""
        files = self._index.batches.get(name)
        found = self._load(files[0]) if files and self._is_whole(files[1]) else None
        return found if isinstance(found, Batch) else None

    def pieces(self, name: str) -> Path:
        """Where the pieces of a batch lie."""
        assert self.folder
        return self.folder / self._index.batches[name][1].name

    @property
    def batches(self) -> frozenset[str]:
        """The names of all batches."""
        return frozenset(self._index.batches)

    @property
    def jobs(self) -> Mapping[str, Job]:
        """The jobs that were done, by their keys."""
        return self._index.jobs

    def place(self, name: str) -> Path | None:
        """The file that a job may keep something in for its own next time; None where nothing is kept."""
        self._places.add(name)
        return self.folder / name if self.folder else None

    # --- keeping -----------------------------------------------------------------------------------------------------

    def keep_batch(self, name: str, batch: Batch, pieces: Path | None) -> None:
        """Keep a batch that has changed; ``pieces`` is the new file of them, where there is one."""
        if self._keeps:
            with self._keeping():
                self._keep_batch(name, batch, pieces)

    def _keep_batch(self, name: str, batch: Batch, pieces: Path | None) -> None:
        assert self.folder
        goals = self._write(f"{name}.goals", dump(batch))
        if pieces:
            data = digest(str(pieces.stat().st_size), str(pieces.stat().st_mtime_ns), name)
            kept = self.folder / f"{name}.{data.hex()[:12]}.pieces"
            with contextlib.suppress(OSError):
                kept.unlink(missing_ok=True)
            _move(pieces, kept)
            self._index.batches[name] = (goals, _File(kept.name, kept.stat().st_size, b""))
        else:
            self._index.batches[name] = (goals, self._index.batches[name][1])

    def forget_batches(self, known: Iterable[str]) -> None:
        """Forget the batches that there are no longer."""
        for name in self._index.batches.keys() - set(known):
            del self._index.batches[name]

    def close(self, inputs: Mapping[str, Input], jobs: Mapping[str, Job], read_at: int) -> None:
        """Keep what the build has left, whole or not at all; what nothing leads to any longer goes."""
        if self._keeps:
            with self._keeping():
                self._close(inputs, jobs, read_at)

    def _close(self, inputs: Mapping[str, Input], jobs: Mapping[str, Job], read_at: int) -> None:
        assert self.folder
        index = self._index
        index.inputs, index.jobs, index.read_at = dict(inputs), dict(jobs), read_at
        write_kept(self.folder / _INDEX, self._head, index)
        known = {_INDEX, LAST, *self._places, *(file.name for pair in index.batches.values() for file in pair)}
        for file in self.folder.iterdir():
            if file.name not in known:
                with contextlib.suppress(OSError):
                    file.unlink()

    def forget(self) -> None:
        """Know nothing from now on; what the build makes is kept all the same."""
        self._index = _Index()
        if self.folder:
            with contextlib.suppress(OSError):
                (self.folder / _INDEX).unlink(missing_ok=True)

    @contextlib.contextmanager
    def _keeping(self) -> Iterator[None]:
        """Keep nothing more of this build when the disk will not; what the last one left stays as it is."""
        try:
            yield
        except OSError:
            self._keeps = False

    def _write(self, name: str, data: bytes) -> _File:
        assert self.folder
        told = digest(data)
        path = self.folder / f"{name}.{told.hex()[:12]}"
        if not path.exists() or path.stat().st_size != len(data):
            write_whole(path, data)
        return _File(path.name, len(data), told)

    # --- reading what was kept ---------------------------------------------------------------------------------------

    def _read_index(self) -> _Index | None:
        if self.folder is None:
            return None
        found = read_kept(self.folder / _INDEX, self._head)
        return found if isinstance(found, _Index) else None

    def _load(self, file: _File) -> Any:
        assert self.folder
        with contextlib.suppress(OSError, *UNREADABLE):
            data = (self.folder / file.name).read_bytes()
            if len(data) == file.size and digest(data) == file.print:
                return load(data)
        return None

    def _is_whole(self, file: _File) -> bool:
        """Whether a file of pieces has its size; each piece is proved when it is read."""
        assert self.folder
        try:
            return (self.folder / file.name).stat().st_size == file.size
        except OSError:
            return False


def open_memory(config_file: Path, output: Path, asked: bytes) -> Memory:
    """What is known of the last build of a site to a place."""
    return Memory(memory_folder(config_file, output), asked)


def _read_print(source: FolderSource, name: str) -> bytes:
    data = source.read(name)
    return digest(data) if isinstance(data, bytes) else digest("", data.code)


def _move(file: Path, place: Path) -> None:
    """Move a file, to another disk if need be."""
    try:
        file.replace(place)
    except OSError:
        place.write_bytes(file.read_bytes())
        file.unlink()
