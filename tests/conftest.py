"""What many tests share: the shipped site and the invented one, each built once for all workers, served, and a Chromium."""

from __future__ import annotations

import datetime
import fcntl
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ledstjarna.build import build_site
from ledstjarna.gallery.make import make_gallery
from ledstjarna.render.environment import theme_folder
from ledstjarna.settings import read_project
from tests.chromium import NoChromiumError, find_chromium, flags, sandboxed
from tests.serving import serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
EVERYTHING = ROOT / "tests" / "sites" / "everything"
AS_OF = datetime.date(2026, 11, 22)
UNDER = "/under/a/path/"
# Whatever a page asks of others than this computer is asked in vain.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost"

MakeOnce = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MakeOnce:
    """Gives a path that is made by the first who asks for it; the other workers wait at a lock and take what is there."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    def make(name: str, maker: Callable[[Path], None]) -> Path:
        path = shared / name
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                maker(path)
        return path

    return make


@pytest.fixture(scope="session")
def shipped_site(make_once: MakeOnce) -> Path:
    """The shipped content, built."""
    return make_once("shipped", lambda output: _build(ROOT / "site_config.yml", output))


@pytest.fixture(scope="session")
def everything_site(make_once: MakeOnce) -> Path:
    """The invented site that shows what the shipped content does not, built."""
    return make_once("everything", lambda output: _build(EVERYTHING / "site_config.yml", output))


def _build(config: Path, output: Path) -> None:
    build_site(read_project(config), as_of=AS_OF, output=output)


@pytest.fixture(scope="session")
def gallery(make_once: MakeOnce) -> Path:
    """The component gallery."""
    return make_once("gallery", _make_gallery)


def _make_gallery(output: Path) -> None:
    make_gallery(read_project(ROOT / "site_config.yml"), theme=theme_folder(), output=output)


@pytest.fixture(scope="session")
def served_site(shipped_site: Path) -> Iterator[str]:
    """The address of the shipped site, at a root; below ``UNDER`` lies the same site once more."""
    with serve({UNDER: shipped_site, "/": shipped_site}) as address:
        yield address


@pytest.fixture(scope="session")
def served_everything(everything_site: Path) -> Iterator[str]:
    """The address of the invented site, under the path that its settings name."""
    with serve({UNDER: everything_site}) as address:
        yield address.rstrip("/") + UNDER


@pytest.fixture(scope="session")
def chromium(make_once: MakeOnce) -> Iterator[Browser]:
    """A running Chromium."""
    from playwright.sync_api import sync_playwright

    found = json.loads(make_once("chromium", _note_chromium).read_text(encoding="utf-8"))
    if "missing" in found:
        pytest.fail(found["missing"], pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found["path"], headless=True, chromium_sandbox=sandboxed(), args=[*flags(), ALONE]
        )
        yield browser
        browser.close()


def _note_chromium(note: Path) -> None:
    """Where Chromium is, or why there is none: looked for and installed by one worker alone."""
    try:
        found = {"path": find_chromium()}
    except NoChromiumError as error:
        found = {"missing": str(error)}
    note.write_text(json.dumps(found), encoding="utf-8")
