"""Finished files come in; the site's folder goes out, all of it or none. The only place where the site is written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from ledstjarna.output.owned import MARK, list_made
from ledstjarna.output.places import check_nothing_else
from ledstjarna.output.swap import FRESH, bench_beside, put_in_place
from ledstjarna.problems import OutsideError, explain_disk


class SiteWriter:
    """Writes files into a folder that becomes the site; ``scratch`` is one beside it, for what is made on the way."""

    def __init__(self, folder: Path, scratch: Path | None = None) -> None:
        self.folder, self.scratch = folder, scratch
        self._folders: set[Path] = set()
        self._made: dict[str, tuple[str, str]] = {}  # to a disk that takes capitals for small letters, names in both are one

    def write(self, address: str, content: str | bytes | Iterable[bytes], *, what: str = "") -> int:
        """One file, and how many bytes it has; an address that ends with a slash, or is empty, is that folder's index.html.

        What comes in parts is never held in memory as a whole. ``what`` says what is written, for the day when two things want one
        address: OutsideError ``address_twice``.
        """
        name = f"{address}index.html" if not address or address.endswith("/") else address
        before = self._made.get(name.casefold())
        if before:
            raise OutsideError("address_twice", found=address or "/", first=before[1], other=what or name)
        self._made[name.casefold()] = (name, what or name)
        path = self.folder / name
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        if isinstance(content, str | bytes):
            return path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        with path.open("wb") as file:
            return sum(file.write(part) for part in content)

    def sign(self) -> None:
        """Leave the list of all that was written, which makes the folder one that a later build may replace."""
        (self.folder / MARK).write_bytes(list_made(name for name, _ in self._made.values()).encode("utf-8"))


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
