"""While plain data and records are made, Python looks for no circles among them: there are none, and looking takes a fifth of the time."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 10_000  # after so many Python looks for circles; its own 700 are made on a single page
_frozen: list[bool] = []  # while something is; to ask Python would take as long as to look


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Around work that makes much and leaves no circles behind. What is no longer referred to is freed as always.

    What it made counts afterwards as what has been there for long, so it is not looked through as soon as the work is done.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not _frozen:
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@contextmanager
def freezing_what_is_there() -> Iterator[None]:
    """Around work that keeps what was made before it: Python need not look through that again and again, nor often through the rest."""
    often = gc.get_threshold()
    gc.freeze()
    _frozen.append(True)
    gc.set_threshold(_NEW_OBJECTS, *often[1:])
    try:
        yield
    finally:
        gc.set_threshold(*often)
        _frozen.pop()
        gc.unfreeze()


def leave_all_at_the_end() -> None:
    """When the program ends, what is there is not looked through and freed piece by piece: the system takes it back as a whole."""
    atexit.register(gc.freeze)
