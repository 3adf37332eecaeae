"""Documents come in; our own index of them goes out, and the script that asks it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.search.document import SearchDocument


def make_ours(documents: Sequence[SearchDocument], language: str, folder: Path) -> str:
    """Write what our search needs into a folder; a script that gives the asking function.

    The folder is served as a root. The script is an async function; what it gives takes a query and promises the numbers of
    the documents that it finds, best first.
    """
    raise NotImplementedError
