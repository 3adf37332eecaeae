"""What is typed of workers comes in; how many processes share the work, or whose workers do, goes out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager

from ledstjarna.crew import Executor
from ledstjarna.problems import OutsideError

_DASK = "dask:"
MOST = 64  # processes of one computer
PATIENCE = "10s"  # for a cluster to answer


def read_jobs(text: str | None) -> int:
    """How many processes share the work; as many as there are cores where nothing is typed. OutsideError where it is no number."""
    if text is None:
        return _count_cores()
    if not (text.isdecimal() and text.isascii() and len(text) <= 4 and int(text) <= MOST):
        raise OutsideError("jobs_number", found=text, most=str(MOST))
    return int(text)


def _count_cores() -> int:
    """The cores that this process may use; a container often has fewer than its computer."""
    may_use = getattr(os, "sched_getaffinity", None)
    return min(MOST, len(may_use(0)) if may_use else os.cpu_count() or 1)


@contextmanager
def hire(address: str | None) -> Iterator[Executor | None]:
    """The workers of a Dask cluster, by its scheduler's address; none where nothing is typed. OutsideError where they cannot be had."""
    if address is None:
        yield None
        return
    if not address.startswith(_DASK) or not address.removeprefix(_DASK):
        raise OutsideError("executor_unknown", found=address)
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise OutsideError("executor_missing") from error
    try:
        client = Client(address.removeprefix(_DASK), timeout=PATIENCE)  # type: ignore[no-untyped-call]  # Dask tells no types
    except (OSError, ValueError) as error:
        raise OutsideError("executor_away", found=address, reason=str(error)) from error
    with client:
        try:
            yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]
        except (KilledWorker, CancelledError) as error:  # a task that its worker did not survive; a cluster that is gone
            raise OutsideError("worker_died") from error
