"""Finished files come in; the site's folder goes out, all of it or none. The only place where the site is written."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from ledstjarna.output.owned import MARK, list_made
from ledstjarna.output.places import check_nothing_else
from ledstjarna.output.swap import FRESH, bench_beside, put_in_place
from ledstjarna.problems import OutsideError, explain_disk

_BINARY = getattr(os, "O_BINARY", 0)  # Windows


class Finished(Protocol):
    """Something to write."""

    @property
    def address(self) -> str:
        """Where it lies, seen from the site's root."""

    @property
    def content(self) -> str | bytes | Iterable[bytes]:
        """What is in it."""


class Written(NamedTuple):
    """A file that is finished beside the site: its address, and how many bytes it has."""

    address: str
    size: int


class Stage:
    """Writes files into a folder that becomes the site; several processes may do so at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._root = str(folder)
        self._folders: set[str] = set()

    def write(self, address: str, content: str | bytes | Iterable[bytes]) -> Written:
        """One file; an address that ends with a slash, or is empty, is that folder's index.html.

        What comes in parts is never held in memory as a whole.
        """
        name = file_name(address)
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            self._make(folder)
        path = f"{self._root}/{name}"
        if isinstance(content, str | bytes):
            return Written(address, _write(path, content.encode("utf-8") if isinstance(content, str) else content))
        with Path(path).open("wb") as file:
            return Written(address, sum(file.write(part) for part in content))

    def put(self, output: Finished) -> int:
        """Write an output, and tell how many bytes it has."""
        return self.write(output.address, output.content).size

    def _make(self, folder: str) -> None:
        """A folder and those above it, each asked for once."""
        above = folder.rpartition("/")[0]
        if above and above not in self._folders:
            self._make(above)
        if folder:
            path = f"{self._root}/{folder}"
            try:
                os.mkdir(path)  # noqa: PTH102  # a path object for each of thousands takes as long as the call
            except FileExistsError:
                if not Path(path).is_dir():
                    raise
        self._folders.add(folder)


def file_name(address: str) -> str:
    """The file of an address."""
    return f"{address}index.html" if not address or address.endswith("/") else address


class SiteWriter:
    """Keeps account of what is written; ``scratch`` is a folder beside the site, for what is made on the way."""

    def __init__(self, folder: Path, scratch: Path | None = None) -> None:
        self.folder, self.scratch, self.stage = folder, scratch, Stage(folder)
        self._made: dict[str, tuple[str, str]] = {}  # to a disk that takes capitals for small letters, names in both are one

    def write(self, address: str, content: str | bytes | Iterable[bytes], *, what: str = "") -> int:
        """Write a file, and tell how many bytes it has; ``what`` says what is written."""
        return self.add(self.stage.write(address, content), what=what)

    def add(self, written: Written, *, what: str = "") -> int:
        """Take account of a file that lies on the stage. OutsideError ``address_twice`` on the day when two things want one address."""
        name = file_name(written.address)
        before = self._made.get(name.casefold())
        if before:
            raise OutsideError("address_twice", found=written.address or "/", first=before[1], other=what or name)
        self._made[name.casefold()] = (name, what or name)
        return written.size

    def sign(self) -> None:
        """Leave the list of all that was written, which makes the folder one that a later build may replace."""
        (self.folder / MARK).write_bytes(list_made(name for name, _ in self._made.values()).encode("utf-8"))


def _write(path: str, content: bytes) -> int:
    """A file in three calls of the system, where Python's own way takes twice as many; a site has thousands of them."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)
    return len(content)


@contextlib.contextmanager
def replace_site(output: Path) -> Iterator[SiteWriter]:
    """A writer whose folder becomes ``output`` when the block ends well; otherwise the old site stays as it was."""
    shown, output = str(output), output.resolve()
    with explain_disk(str(output.parent)):
        output.parent.mkdir(parents=True, exist_ok=True)
    with explain_disk(shown), bench_beside(output) as bench:
        scratch = bench / "scratch"
        scratch.mkdir()
        writer = SiteWriter(bench / FRESH, scratch)
        yield writer
        writer.sign()
        check_nothing_else(output, shown=shown)  # a build takes its time, and somebody may have put something there
        put_in_place(bench, output)
