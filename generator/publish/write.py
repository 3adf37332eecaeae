"""Finished files come in; the site's folder goes out, all of it or none. The only place where the site is written."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.problems import OutsideError

MARK = ".ledstjarna"


class SiteWriter:
    """Writes files into a sibling of the output folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: set[Path] = set()

    def write(self, address: str, content: str | bytes | Iterable[bytes]) -> int:
        """One file, and how many bytes it has; an address that ends with a slash, or is empty, is that folder's index.html.

        What comes in parts is never held in memory as a whole.
        """
        name = f"{address}index.html" if not address or address.endswith("/") else address
        path = self.folder / name
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        if isinstance(content, str | bytes):
            return path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        with path.open("wb") as file:
            return sum(file.write(part) for part in content)


def check_output(output: Path, *, keep: list[Path]) -> None:
    """OutsideError where the output folder holds others' files, or would take ``keep`` (content, settings) with it."""
    place = output.resolve()
    if any(kept.resolve() == place or place in kept.resolve().parents for kept in keep):
        raise OutsideError("output_unsafe", folder=str(output))
    if place.is_file() or (place.is_dir() and any(place.iterdir()) and not (place / MARK).is_file()):
        raise OutsideError("output_in_use", folder=str(output))


@contextlib.contextmanager
def replace_site(output: Path) -> Iterator[SiteWriter]:
    """A writer whose folder becomes ``output`` when the block ends well; otherwise the old site stays as it was."""
    output = output.resolve()
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{output.name}-new-", dir=output.parent))
    except OSError as error:
        raise OutsideError("disk", reason=error.strerror or str(error), folder=str(output.parent)) from error
    try:
        writer = SiteWriter(fresh)
        yield writer
        writer.write(MARK, "")
        fresh.chmod(0o755)
        _switch(fresh, output)
    except OSError as error:
        raise OutsideError("disk", reason=error.strerror or str(error), folder=str(output)) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _switch(fresh: Path, output: Path) -> None:
    if not output.exists():
        fresh.replace(output)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{output.name}-old-", dir=output.parent))
    output.replace(old)
    try:
        fresh.replace(output)
    except OSError:
        old.replace(output)
        raise
    shutil.rmtree(old, ignore_errors=True)
