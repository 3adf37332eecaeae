"""A computer comes in; a Chromium that runs on it goes out, installed where there is none, or one plain sentence why not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MINUTES = 10


class NoChromiumError(Exception):
    """There is no Chromium, and none could be installed."""


def find_chromium() -> str:
    """The path of a Chromium that starts; NoChromiumError says in one sentence what was tried."""
    if named := os.environ.get("CHROMIUM"):
        if _runs(named):
            return named
        raise NoChromiumError(f"The tests in a browser need Chromium, and CHROMIUM names {named}, which does not run.")
    for candidate in _candidates():
        if _runs(candidate):
            return candidate
    raise NoChromiumError(
        "The tests in a browser need Chromium: none of "
        + ", ".join(NAMES)
        + " is on PATH, and neither apt-get nor `playwright install chromium` could bring one; install it, or name it in CHROMIUM."
    )


def _candidates() -> Iterator[str]:
    """Where one may be, what costs least first: the last two are tried only when the others have failed."""
    yield from filter(None, map(shutil.which, NAMES))
    if _can_apt() and _install_from_debian():
        yield from filter(None, map(shutil.which, NAMES))
    yield _playwrights_own()
    # The libraries it needs can be brought along only by root, and only through apt-get.
    libraries = ["--with-deps"] if _can_apt() else []
    if _do([sys.executable, "-m", "playwright", "install", *libraries, "chromium"]):
        yield _playwrights_own()


def _install_from_debian() -> bool:
    return _do(["apt-get", "update"]) and _do(["apt-get", "install", "-y", "chromium"])


def _can_apt() -> bool:
    return _is_root() and shutil.which("apt-get") is not None


def _playwrights_own() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return str(playwright.chromium.executable_path)


def _do(command: Sequence[str]) -> bool:
    try:
        done = subprocess.run(
            command, check=False, timeout=60 * MINUTES, capture_output=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _runs(path: str) -> bool:
    """Whether it is a browser that can be started; on some systems the name is only a sign to another shop."""
    return _do([path, "--version"])


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def sandboxed() -> bool:
    """Chromium's sandbox does not work for root."""
    return not _is_root()


def flags() -> list[str]:
    """What Chromium is started with: alone, and quiet towards its maker. Playwright adds --headless, and --no-sandbox for root."""
    return [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
