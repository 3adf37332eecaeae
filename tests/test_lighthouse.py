"""Lighthouse on a phone: nothing left to wish for in accessibility, best practices and findability of the pages readers land on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import find_chromium, flags, sandboxed
from tests.conftest import ROOT

pytestmark = [pytest.mark.judge, pytest.mark.xdist_group("lighthouse")]

LIGHTHOUSE = ROOT / "tests" / "judges" / "node_modules" / "lighthouse" / "cli" / "index.js"
PAGES = ["sv/", "en/agencies/exk-socialnamnd/", "sv/mal/exk-nojda-brukare/"]
JUDGED = ("accessibility", "best-practices", "seo")
# A browser that does not come up in time, or a page that is not painted in a busy container, is no judgement on the page.
TRIES = 3


@pytest.mark.parametrize("address", PAGES)
def test_lighthouse_wishes_for_nothing(served_site: str, address: str, tmp_path: Path) -> None:
    node = shutil.which("node")
    assert node, "Node.js is needed for Lighthouse."
    assert LIGHTHOUSE.is_file(), "Lighthouse is not there; `make judge` fetches it."
    report = tmp_path / "report.json"
    browser = ["--headless=new", "--disable-dev-shm-usage", *flags(), *([] if sandboxed() else ["--no-sandbox"])]
    command = [node, str(LIGHTHOUSE), served_site + address, "--quiet", "--output=json", f"--output-path={report}"]
    command += [f"--chrome-flags={' '.join(browser)}", "--no-enable-error-reporting"]
    told = judge(command, report)
    print(address, {name: part["score"] for name, part in told["categories"].items()})
    for name in JUDGED:
        part = told["categories"][name]
        wishes = [reference["id"] for reference in part["auditRefs"] if told["audits"][reference["id"]]["score"] not in (1, None)]
        assert (part["score"], wishes) == (1, []), f"{name} of {address}"


def judge(command: list[str], report: Path) -> dict[str, Any]:
    """Lighthouse's report; asked again where it could not judge at all, and in its own words where it never could."""
    words = ""
    for _ in range(TRIES):
        run = subprocess.run(
            command, check=False, timeout=120, env={**os.environ, "CHROME_PATH": find_chromium()}, capture_output=True, text=True
        )
        if run.returncode == 0:
            told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
            return told
        words = run.stdout + run.stderr
    pytest.fail(f"Lighthouse could not judge, {TRIES} times: {words}")
