"""An address and what is in the file come in; it lies finished beside the site, unless the site has the same bytes there already."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ledstjarna.output.real_files import RealFiles, Stamp, stamp
from ledstjarna.problems import OutsideError

FRESH = "site"
_BINARY = getattr(os, "O_BINARY", 0)  # Windows
_PART = 1 << 20


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the new site: how many bytes it has, what a later build compares, and whether other bytes or none lie there now."""

    address: str
    size: int
    stamp: Stamp
    is_new: bool


class Stage:
    """Finishes files in a bench. Several processes may, each with its own copy; two with one name are for ``SiteUpdate.add`` to tell."""

    def __init__(self, bench: Path, output: Path) -> None:
        self._bench, self._output = bench, output
        self._root = f"{bench}/{FRESH}"
        self._site = RealFiles(str(output))
        self._made: set[str] = {""}

    def __reduce__(self) -> tuple[type[Stage], tuple[Path, Path]]:
        return Stage, (self._bench, self._output)

    def write(self, address: str, content: str | bytes | Iterable[bytes]) -> Written:
        """One file; an address that ends with a slash, or is empty, is that folder's index.html.

        What comes in parts is never held in memory as a whole.
        """
        name = file_at(address)
        if isinstance(content, str):
            content = content.encode("utf-8")
        if isinstance(content, bytes):
            there = self._site.look(name)
            if there and there.st_size == len(content) and _holds(f"{self._site.root}/{name}", content):
                return Written(address, len(content), stamp(there), is_new=False)
            return self._tell(address, _write(self._open(name), content))
        with os.fdopen(self._open(name), "wb") as file:
            for part in content:
                file.write(part)
            file.flush()
            fresh = os.fstat(file.fileno())
        there = self._site.look(name)
        if there and there.st_size == fresh.st_size and _are_same(f"{self._site.root}/{name}", f"{self._root}/{name}"):
            os.unlink(f"{self._root}/{name}")  # noqa: PTH108
            return Written(address, there.st_size, stamp(there), is_new=False)
        return self._tell(address, fresh)

    def copy(self, name: str) -> None:
        """Finish a file that lies in the site, as it is, once more."""
        os.close(self._open(name))
        shutil.copy2(f"{self._site.root}/{name}", f"{self._root}/{name}")

    def _tell(self, address: str, fresh: os.stat_result) -> Written:
        return Written(address, fresh.st_size, stamp(fresh), is_new=True)

    def _open(self, name: str) -> int:
        folder = name.rpartition("/")[0]
        if folder not in self._made:
            self._make(folder)
        try:
            return os.open(f"{self._root}/{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o666)
        except IsADirectoryError:
            raise OutsideError("address_twice", found=name, first=f"{name}/", other=name) from None

    def _make(self, folder: str) -> None:
        """A folder and those above it, each asked for once."""
        above = folder.rpartition("/")[0]
        if above not in self._made:
            self._make(above)
        path = f"{self._root}/{folder}"
        try:
            os.mkdir(path)  # noqa: PTH102  # a path object for each of thousands takes as long as the call
        except FileExistsError:
            if not Path(path).is_dir():
                raise OutsideError("address_twice", found=folder, first=folder, other=f"{folder}/") from None
        self._made.add(folder)


def file_at(address: str) -> str:
    """The name of the file that an address leads to."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def _write(file: int, content: bytes) -> os.stat_result:
    """A file in few calls of the system, where Python's own way takes twice as many; a site has thousands of them."""
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(file, rest) :]
        return os.fstat(file)
    finally:
        os.close(file)


def _holds(path: str, content: bytes) -> bool:
    """Whether a file of the same size has these bytes; a file that cannot be read is simply made anew."""
    try:
        file = os.open(path, os.O_RDONLY | _BINARY)
    except OSError:
        return False
    try:
        return os.read(file, len(content)) == content
    finally:
        os.close(file)


def _are_same(path: str, other: str) -> bool:
    """Whether two files of the same size have the same bytes."""
    try:
        with Path(path).open("rb") as one, Path(other).open("rb") as two:
            while part := one.read(_PART):
                if part != two.read(_PART):
                    return False
    except OSError:
        return False
    return True
