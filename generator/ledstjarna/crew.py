"""Tasks and those who do them come in; what each task made goes out, in the order of the tasks, whoever was done first.

Workers are processes of this computer, or whatever has the interface of ``concurrent.futures``. What all tasks need lies ready where
workers are copies of this process; others read it from a file, once each.
"""

from __future__ import annotations

import concurrent.futures
import multiprocessing
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from ledstjarna.problems import OutsideError

Shop = TypeVar("Shop")
Task = TypeVar("Task")
Made = TypeVar("Made")

_HERE = "here"
_held: dict[str, Any] = {}  # what tasks need, in this process: that of one set of tasks at a time
_alone = threading.Lock()  # others' workers may have threads, and what tasks need is no thing for two at once


class Executor(Protocol):
    """Who does tasks: ``concurrent.futures`` has the words for it."""

    def submit(self, work: Callable[..., Any], /, *values: Any) -> concurrent.futures.Future[Any]:
        """Begin to do something."""


@dataclass(frozen=True, slots=True)
class Crew:
    """So many processes; with fewer than two, all is done in this one. ``hired`` are workers of somebody else's in their place.

    What these need lies in ``scratch`` until it is read, so they must reach the same disk.
    """

    jobs: int = 0
    hired: Executor | None = None
    scratch: Path | None = None

    def do(self, work: Callable[[Shop, Task], Made], shop: Shop, tasks: Sequence[Task]) -> Iterator[Made]:
        """Do all tasks with what they need. OutsideError ``worker_died`` where somebody is gone before it is done."""
        if not self.hired and (self.jobs < 2 or len(tasks) < 2):
            yield from (work(shop, task) for task in tasks)
            return
        with ExitStack() as stack:
            executor, name = self._open(shop, len(tasks), stack)
            futures = [executor.submit(_work, work, name, task) for task in tasks]
            try:
                for future in futures:
                    yield future.result()
            except concurrent.futures.BrokenExecutor as error:
                raise OutsideError("worker_died") from error
            finally:
                for future in futures:
                    future.cancel()

    def _open(self, shop: object, tasks: int, stack: ExitStack) -> tuple[Executor, str]:
        """Who does it, and by what name they know what they need."""
        if self.hired:
            return self.hired, self._write_down(shop)
        copies = "fork" in multiprocessing.get_all_start_methods()
        if copies:
            _held.clear()
            _held[_HERE] = shop
        name = _HERE if copies else self._write_down(shop)
        context = multiprocessing.get_context("fork" if copies else "spawn")
        pool = concurrent.futures.ProcessPoolExecutor(min(self.jobs, tasks), mp_context=context)
        return stack.enter_context(pool), name

    def _write_down(self, shop: object) -> str:
        assert self.scratch
        path = self.scratch / f"{type(shop).__name__}.{len(list(self.scratch.glob('*.shop')))}.shop"
        path.write_bytes(pickle.dumps(shop, pickle.HIGHEST_PROTOCOL))
        return str(path.resolve())


def _work(work: Callable[[Any, Any], Any], name: str, task: object) -> object:
    """What a worker does."""
    with _alone:
        if name not in _held:
            _held.clear()
            _held[name] = pickle.loads(Path(name).read_bytes())  # noqa: S301  # what we have pickled ourselves
        return work(_held[name], task)
