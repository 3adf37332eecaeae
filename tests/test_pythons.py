"""The wheel in a clean environment of each Python that it is for, as a new user has it: without a network, in a folder of one's own words.

Dependencies come with hashes from requirements.txt; from then on nothing can be fetched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.judge

PYTHONS = ("3.13",)  # the newest; the oldest is what all other tests run with
OFFLINE = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "PIP_NO_INDEX": "1"}


def find_python(version: str) -> Path | None:
    """A Python of this version that is at hand."""
    found = shutil.which(f"python{version}")
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    for path in (*kept, *([Path(found)] if found else [])):
        told = subprocess.run(
            [path, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], capture_output=True, text=True, check=False
        )
        if told.stdout.strip() == version:
            return path
    return None


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheels")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("ledstjarna-*.whl"))


@pytest.mark.parametrize("version", PYTHONS)
def test_the_wheel_works_in_a_clean_environment(version: str, wheel: Path, tmp_path: Path) -> None:
    python = find_python(version)
    if python is None:
        pytest.skip(f"Python {version} is not on this computer")
    home = tmp_path / "miljö"
    subprocess.run([python, "-m", "venv", home], check=True)
    own = home / "bin" / "python"
    pip: list[str | Path] = [own, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "requirements.txt"], check=True, capture_output=True)
    subprocess.run([*pip, "--no-deps", "--no-index", wheel], check=True, capture_output=True)
    folder = tmp_path / "kommunens mål på webben"
    folder.mkdir()
    around = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_")) and name != "VIRTUAL_ENV"}
    around |= {**OFFLINE, "LANG": "C", "PATH": f"{home / 'bin'}:{os.environ['PATH']}"}

    def run(*words: str, code: int = 0) -> str:
        done = subprocess.run(["ledstjarna", *words], cwd=folder, env=around, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    assert run("--version").strip() == f"ledstjarna {wheel.name.split('-')[1]}"
    run("new", "site", ".")
    run("new", "agency", "provby", "--kind", "municipality", "--sv", "Provby", "--en", "Testville")
    run("new", "plan", "provby-plan", "--agency", "provby", "--sv", "Plan", "--en", "Plan")
    run("new", "goal", "provby-mal", "--plan", "provby-plan", "--sv", "Ett mål på vägen", "--en", "A goal on the way")
    run("new", "outcome", "provby-mal", "matt", "2025", "85.5")
    run("check")
    run("build")
    page = (folder / "site" / "sv" / "mal" / "provby-mal" / "index.html").read_text(encoding="utf-8")
    assert "Ett mål på vägen" in page
    assert "85,5" in page
