"""Pieces of files come in, goal by goal; each goes out when the file that joins them is written.

They lie on the disk, some goals together in a file: those of a large site would fill the memory. Each is proved when it is read.
"""

from __future__ import annotations

import os
import pickle
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ledstjarna.careful_pickle import UNREADABLE, load

# What a goal has ready for the files of several goals, by name: bytes as they stand in such a file, or pickled values.
Pieces = Mapping[str, bytes]
Place = tuple[int, int, int]  # where a piece begins in its file, how long it is, and what proves it

WORDS = "words"  # the name of what is said of a goal wherever it is listed


class DamagedError(Exception):
    """A piece is not what was kept."""


class ChunkFile:
    """A file of the pieces of some goals, while it is written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.places: dict[str, dict[str, Place]] = {}
        self._at = 0
        self._parts: list[bytes] = []

    def put(self, goal: str, pieces: Pieces) -> None:
        """Keep the pieces of a goal."""
        self.places[goal] = held = {}
        for name, piece in pieces.items():
            held[name] = (self._at, len(piece), zlib.crc32(piece))
            self._at += len(piece)
            self._parts.append(piece)

    def copy(self, goal: str, chunks: Chunks) -> None:
        """Keep the pieces of a goal that lie elsewhere."""
        self.put(goal, chunks.all_of(goal))

    def close(self) -> None:
        """Write them down."""
        self.path.write_bytes(b"".join(self._parts))
        self._parts.clear()


class Chunks:
    """The pieces of all goals, wherever they lie."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[str, dict[str, Place]]] = {}
        self._open: dict[str, int] = {}

    def add(self, path: Path, places: Mapping[str, dict[str, Place]]) -> None:
        """A file of pieces."""
        for goal, held in places.items():
            self._held[goal] = (str(path), held)

    def words(self, goal: str) -> Any:
        """What is said of a goal wherever it is listed."""
        return self.load(goal, WORDS)

    def get(self, goal: str, name: str) -> bytes:
        """A piece as it was kept; DamagedError where it is another by now, or gone."""
        path, held = self._held[goal]
        first, length, proof = held[name]
        try:
            if path not in self._open:
                self.close()  # what is asked for lies together most of the time
                self._open[path] = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            found = _read(self._open[path], first, length)
        except OSError as error:
            raise DamagedError(path) from error
        if zlib.crc32(found) != proof:
            raise DamagedError(path)
        return found

    def all_of(self, goal: str) -> dict[str, bytes]:
        """All pieces of a goal."""
        return {name: self.get(goal, name) for name in self._held[goal][1]}

    def load(self, goal: str, name: str) -> Any:
        """The value of a piece that was pickled."""
        try:
            return load(self.get(goal, name))
        except UNREADABLE as error:
            raise DamagedError(goal) from error

    def bound(self, name: str) -> Callable[[str], bytes]:
        """What gives the piece of that name of a goal."""
        return lambda goal: self.get(goal, name)

    def close(self) -> None:
        """Let go of the files."""
        for number in self._open.values():
            os.close(number)
        self._open.clear()

    def __getstate__(self) -> dict[str, Any]:
        """What is open stays with the process that opened it."""
        return {"_held": self._held, "_open": {}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)


@contextmanager
def closing(chunks: Chunks) -> Iterator[Chunks]:
    """Let go of the files of pieces when the block ends."""
    try:
        yield chunks
    finally:
        chunks.close()


def _read(file: int, first: int, length: int) -> bytes:
    os.lseek(file, first, os.SEEK_SET)
    found = os.read(file, length)
    while len(found) < length and (more := os.read(file, length - len(found))):
        found += more
    return found


def pickled(value: object) -> bytes:
    """A value as a piece."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
