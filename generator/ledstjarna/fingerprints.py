"""Files, settings and values come in; short fingerprints go out, the same for as long as these are."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_SIZE = 16
# What pages and files are made with beside our own code; a build with another version of one makes all of them anew.
_PACKAGES = (
    "babel",
    "jinja2",
    "lunr",
    "markdown",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "nh3",
    "pillow",
    "pydantic",
    "pyyaml",
    "xlsxwriter",
)


def digest(*parts: bytes | str) -> bytes:
    """The fingerprint of some texts in that order."""
    coded = [part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts]
    sizes = ",".join([str(len(part)) for part in coded])
    return hashlib.blake2b(b"".join([sizes.encode(), b"\n", *coded]), digest_size=_SIZE).digest()


def digest_files(files: Iterable[Path]) -> bytes:
    """The fingerprint of files, by their names and what is in them."""
    return digest(*(part for file in sorted(files) for part in (file.name, file.read_bytes())))


def digest_folder(folder: Path, *endings: str) -> bytes:
    """The fingerprint of all that lies in a folder; of some endings alone, where there are any."""
    files = [file for file in folder.rglob("*") if file.is_file() and (not endings or file.suffix in endings)]
    return digest(*(part for file in sorted(files) for part in (file.relative_to(folder).as_posix(), file.read_bytes())))


@cache
def program() -> bytes:
    """The fingerprint of our own code, and of the packages and the Python that it runs with."""
    return digest(digest_folder(Path(__file__).parent, ".py", ".toml", ".json"), sys.version, *map(_version, _PACKAGES))


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return package
