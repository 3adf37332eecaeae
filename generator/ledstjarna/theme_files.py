"""Where pages, components, styles and texts lie."""

from __future__ import annotations

from pathlib import Path

from ledstjarna.problems import OutsideError


def theme_folder() -> Path:
    """Where pages, components, styles and texts lie: inside the installed package, else beside it in the repository."""
    package = Path(__file__).resolve().parent
    for folder in (package / "theme", package.parent.parent / "theme"):
        if (folder / "pages").is_dir():
            return folder
    raise OutsideError("theme_missing", folder=str(package / "theme"))


def pinned_versions() -> Path:
    """The file that pins what the program stands on, with hashes: inside the installed package, else in the repository."""
    package = Path(__file__).resolve().parent
    for folder in (package, package.parent.parent):
        if (folder / "requirements.txt").is_file():
            return folder / "requirements.txt"
    raise OutsideError("theme_missing", folder=str(package / "requirements.txt"))
