"""The one shape of everything that is published: a job reads values and makes outputs, and an output tells others of itself."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Literal, NamedTuple, Protocol

from ledstjarna.crew import Crew

Part = Literal["goals", "files"]
Step = Callable[[Part, int, int], None]  # a part of a build, how much of it is done, and of how much


class Rank(IntEnum):
    """The order of work: a job may read what lower ranks tell of their outputs, and never what is in them."""

    FILES = 0
    PAGES = 1
    LISTS = 2


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: its address from the root, and what is in it, whole or in parts.

    ``what`` names it for people, on the day when two outputs want one address. ``name`` is what jobs ask for where they cannot know
    the address, since that is made of the content. ``alternates`` are the addresses of the same page in every language, by code, where
    it is a page that search engines are told of.
    """

    address: str
    content: str | bytes | Iterable[bytes]
    what: str = ""
    name: str = ""
    alternates: Mapping[str, str] = field(default_factory=dict)


_NO_ALTERNATES: Mapping[str, str] = {}


class Told(NamedTuple):
    """What an output tells of itself: where it is, how many bytes it has, and where it is in other languages.

    ``print`` is the fingerprint of what is in it, ``stamp`` what the disk tells of the file; ``is_new`` that the site has not got it yet.
    """

    address: str
    size: int
    alternates: Mapping[str, str] = _NO_ALTERNATES
    what: str = ""
    name: str = ""
    print: bytes = b""
    stamp: tuple[int, ...] = ()
    is_new: bool = True


Known = Mapping[str, Told]  # by address, and by name where there is one


@dataclass(frozen=True, slots=True)
class Job:
    """Something to make. ``make`` is a function of a module: what jobs share, what is known, and the values of ``reads`` come in.

    ``key`` is the job's own. ``asks`` are the addresses and names that it wants to know of; one that ends with a slash stands for all
    that begin so. One that ``is_long`` takes as long as many others.
    """

    key: str
    rank: Rank
    make: Callable[..., Iterable[Output]]
    reads: tuple[Any, ...] = ()
    asks: tuple[str, ...] = ()
    is_long: bool = False


class Put(Protocol):
    """Finishes an output, and gives what it tells of itself."""

    def put(self, output: Output) -> Told:
        """Finish it."""


@dataclass(frozen=True, slots=True)
class Press:
    """Jobs of one rank and all that they need: what they share, what lower ranks have told, and what finishes an output."""

    jobs: Sequence[Job]
    shared: object
    known: Known
    stand: Put


Done = tuple[Job, Sequence[Told]]
Reuse = Callable[[Job, Known], "Sequence[Told] | None"]


def do(
    jobs: Iterable[Job], shared: object, stand: Put, *, known: Known | None = None, crew: Crew | None = None, reuse: Reuse | None = None
) -> Iterator[Done]:
    """Do the jobs, which come in the order of their ranks; ``known`` is what is told already.

    ``reuse`` gives what an earlier job of that kind has told, where it would tell the same.
    """
    told = dict(known or {})
    for _, of_rank in itertools.groupby(jobs, key=lambda job: job.rank):
        fresh: dict[str, Told] = {}
        for job, entries in _do_rank(list(of_rank), shared, stand, told, crew or Crew(), reuse):
            for entry in entries:
                fresh[entry.address] = entry
                if entry.name:
                    fresh[entry.name] = entry
            yield job, entries
        told |= fresh


def _do_rank(jobs: Sequence[Job], shared: object, stand: Put, told: Known, crew: Crew, reuse: Reuse | None) -> Iterator[Done]:
    todo = []
    for job in jobs:
        found = reuse(job, dict(_asked(job.asks, told))) if reuse else None
        if found is None:
            todo.append(job)
        else:
            yield job, found
    press = Press(todo, shared, told, stand)
    lots = _lots(todo)
    for lot, done in zip(lots, crew.do(do_lot, press, lots), strict=True):
        yield from zip([todo[place] for place in lot], done, strict=True)


def do_lot(press: Press, lot: Sequence[int]) -> list[list[Told]]:
    """Do some of the jobs, by their places."""
    return [[press.stand.put(output) for output in make(press.jobs[place], press.shared, press.known)] for place in lot]


def _lots(jobs: Sequence[Job]) -> list[list[int]]:
    """The jobs in lots: first those that take long, each alone, then the others, some together."""
    long = [[place] for place, job in enumerate(jobs) if job.is_long]
    others = [place for place, job in enumerate(jobs) if not job.is_long]
    size = max(1, min(32, len(others) // 16))
    return [*long, *(others[first : first + size] for first in range(0, len(others), size))]


def make(job: Job, shared: object, told: Known) -> Iterator[Output]:
    """The outputs of a job, which is told of nothing but what it asks for."""
    yield from job.make(shared, dict(_asked(job.asks, told)), *job.reads)


def _asked(asks: Iterable[str], told: Known) -> Iterator[tuple[str, Told]]:
    for ask in asks:
        if ask.endswith("/"):
            yield from ((key, entry) for key, entry in told.items() if key.startswith(ask))
        elif ask in told:
            yield ask, told[ask]
