"""What comes out the same from build to build is kept on this computer: compiled templates, frames, styles and scripts.

It lies in the user's own cache folder and never beside the content (docs/decisions/2026-11-27-the-cache-lies-with-the-user.md).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

FOLDER = "LEDSTJARNA_CACHE"  # the environment's word for another folder; empty, nothing is kept
MOST_KEPT = 100  # files of one sort; the oldest go first


def cache_folder(sort: str) -> Path | None:
    """The folder for one sort of things, made where it is not there; None where nothing can be kept, or safely."""
    named = os.environ.get(FOLDER)
    if named is not None and not named.strip():
        return None
    try:
        folder = (Path(named) if named else _of_user() / "ledstjarna") / sort
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_own(folder) else None
    except (OSError, RuntimeError):  # no home, or no room
        return None


def read_kept(sort: str, key: str) -> str | None:
    """What was kept under a key, which is a fingerprint of all that it was made of."""
    folder = cache_folder(sort)
    try:
        return (folder / key).read_text(encoding="utf-8") if folder else None
    except (OSError, UnicodeDecodeError):
        return None


def keep(sort: str, key: str, text: str) -> None:
    """Keep a text under its key, whole or not at all."""
    folder = cache_folder(sort)
    if folder is None:
        return
    with contextlib.suppress(OSError):
        with tempfile.NamedTemporaryFile("w", dir=folder, encoding="utf-8", delete=False) as file:
            file.write(text)
        Path(file.name).replace(folder / key)
        for old in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)[MOST_KEPT:]:
            old.unlink()


def key_of_folder(folder: Path) -> str:
    """The key of what is kept of a folder on this computer."""
    return hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()


def forget(file: Path) -> None:
    """Throw away what was kept; what cannot be thrown away is left."""
    with contextlib.suppress(OSError):
        file.unlink()


def make_once(sort: str, make: Callable[[str], str], text: str) -> str:
    """What ``make`` makes of a text, as it was kept where its module has made it of the same text before."""
    maker = Path(sys.modules[make.__module__].__file__ or "").read_bytes()
    key = hashlib.sha256(b"\0".join((sys.version.encode(), maker, text.encode()))).hexdigest()
    made = read_kept(sort, key)
    if made is None:
        made = make(text)
        keep(sort, key, made)
    return made


def _of_user() -> Path:
    """Where programs keep what they can make again, on this system."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _is_own(folder: Path) -> bool:
    """Whether nobody else can write in it; on Windows the user's folders are theirs."""
    if sys.platform == "win32":
        return True
    about = folder.stat()
    return about.st_uid == os.getuid() and not about.st_mode & 0o022
