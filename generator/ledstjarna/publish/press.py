"""Outputs come in; they lie on the stage, and what each tells of itself goes out, with a fingerprint of what is in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ledstjarna.publish.jobs import Output, Told

_SIZE = 8  # bytes of a fingerprint that only tells whether a file is still as we left it


class Lain(Protocol):
    """A file that is finished."""

    @property
    def size(self) -> int:
        """How many bytes it has."""

    @property
    def stamp(self) -> tuple[int, ...]:
        """What the disk tells of it."""

    @property
    def is_new(self) -> bool:
        """Whether the site has not got it yet."""


class Stage(Protocol):
    """Where finished files are put."""

    def write(self, address: str, content: str | bytes | Iterable[bytes]) -> Lain:
        """Finish a file."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Puts outputs on a stage."""

    stage: Stage

    def put(self, output: Output) -> Told:
        """Finish an output."""
        told = hashlib.blake2b(digest_size=_SIZE)
        content = output.content.encode("utf-8") if isinstance(output.content, str) else output.content
        if isinstance(content, bytes):
            told.update(content)
            lain = self.stage.write(output.address, content)
        else:
            lain = self.stage.write(output.address, _passing(content, told.update))
        return Told(
            output.address,
            lain.size,
            output.alternates,
            output.what,
            output.name,
            told.digest(),
            lain.stamp,
            lain.is_new,
        )


def _passing(parts: Iterable[bytes], update: Callable[[bytes], object]) -> Iterator[bytes]:
    for part in parts:
        update(part)
        yield part


def print_of(content: bytes) -> bytes:
    """The fingerprint of what is in a file."""
    return hashlib.blake2b(content, digest_size=_SIZE).digest()
