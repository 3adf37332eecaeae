"""The browser's code of search, in Node's own test runner: the same vectors as Python's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from ledstjarna.search.words import words_of
from tests.conftest import ROOT


@pytest.mark.judge
def test_the_browser_reads_words_and_files_as_they_were_written() -> None:
    node = shutil.which("node")
    assert node, "Node.js is needed to run the unit tests of the scripts."
    rules = json.dumps({code: words_of(code).rules for code in ("sv", "en")})
    run = subprocess.run(
        [node, "--test", *map(str, sorted((ROOT / "tests" / "scripts").glob("*.test.mjs")))],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "LEDSTJARNA_RULES": rules},
    )
    assert run.returncode == 0, run.stdout[-4000:]
    assert "# fail 0" in run.stdout
    assert "# pass 0" not in run.stdout
