"""Pieces of files come in, goal by goal; each goes out when the file that joins them is written."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from typing import Any

# What a goal has ready for the files of several goals, by name: bytes as they stand in such a file, or pickled values.
Pieces = Mapping[str, bytes]


class Chunks:
    """The pieces of all goals."""

    def __init__(self) -> None:
        self._held: dict[str, Pieces] = {}

    def put(self, goal: str, pieces: Pieces) -> None:
        """Keep the pieces of a goal."""
        self._held[goal] = pieces

    def get(self, goal: str, name: str) -> bytes:
        """A piece as it was kept."""
        return self._held[goal][name]

    def load(self, goal: str, name: str) -> Any:
        """The value of a piece that was pickled."""
        return pickle.loads(self.get(goal, name))  # noqa: S301  # what we have pickled ourselves

    def bound(self, name: str) -> Callable[[str], bytes]:
        """What gives the piece of that name of a goal."""
        return lambda goal: self.get(goal, name)


def pickled(value: object) -> bytes:
    """A value as a piece."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
