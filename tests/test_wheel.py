"""The wheel carries all it needs: installed in a new environment, it builds a site from a folder elsewhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest

from ledstjarna import __version__

ROOT = Path(__file__).parent.parent
INSTALL = {language: (ROOT / "theme" / "guide" / f"install.{language}.md").read_text(encoding="utf-8") for language in ("sv", "en")}
FIRST_STEPS = {language: (ROOT / "theme" / "guide" / f"first-steps.{language}.md").read_text(encoding="utf-8") for language in ("sv", "en")}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_guide_and_the_readme_name_this_version_and_the_python_that_it_needs(language: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    python = project["requires-python"].removeprefix(">=")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for text in (INSTALL[language], readme):
        assert set(re.findall(r"ledstjarna[- ]([0-9][0-9.]*[0-9])", text)) == {__version__}
    for text in (INSTALL[language], FIRST_STEPS[language], readme):
        assert set(re.findall(r"Python (3\.[0-9]+)", text)) == {python}


def test_both_languages_install_by_the_same_commands() -> None:
    commands = [re.findall(r"^```sh\n(.*?)^```", INSTALL[language], re.MULTILINE | re.DOTALL) for language in ("sv", "en")]
    assert commands[0] == commands[1]
    assert len(commands[0]) == 5


def test_the_wheel_builds_a_site_from_a_folder_elsewhere(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    wheel = next(wheels.glob("ledstjarna-*.whl"))
    home = tmp_path / "environment"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    purelib = home / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    # As the guide says that a site pins its version.
    line = re.findall(r"`(\./ledstjarna[^`]+)`", INSTALL["en"])[0]
    (wheels / "requirements.txt").write_text(f"{line}\n", encoding="utf-8")
    assert line == f"./{wheel.name}"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(purelib)]
    subprocess.run([*command, "-r", "requirements.txt"], check=True, cwd=wheels)
    # The dependencies are the tested ones; a path file gives them without their own path files, so not the repository's code.
    (purelib / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(ROOT / "content", elsewhere / "content")
    shutil.copy(ROOT / "site_config.yml", elsewhere)
    (elsewhere / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "exempelkommun.stream", elsewhere / "docs")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [str(python), "-m", "ledstjarna", "build", "--as-of", "2026-11-22", "--lang", "en"]
    done = subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "58 goals, " in done.stdout
    assert len(json.loads((elsewhere / "site" / "data" / "goals.json").read_text(encoding="utf-8"))["goals"]) == 58
    for words in (["new", "site", "mal"], ["build", "-f", "mal/site_config.yml"]):  # the forms are in it, and the guide
        done = subprocess.run(
            [str(python), "-m", "ledstjarna", *words], cwd=elsewhere, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert (elsewhere / "mal" / "site" / "index.html").is_file()
    assert (elsewhere / "mal" / "wheels" / wheel.name).read_bytes() == wheel.read_bytes()  # it is pinned with all that it stands on
    pinned = (elsewhere / "mal" / "requirements.txt").read_text(encoding="utf-8")
    assert f"./wheels/{wheel.name} --hash=sha256:" in pinned
    assert pinned.endswith((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    where = [str(python), "-c", "import ledstjarna; print(ledstjarna.__file__)"]
    shown = subprocess.run(where, cwd=elsewhere, env=environment, capture_output=True, text=True, check=True)
    assert str(purelib) in shown.stdout
    assert sorted(path.name for path in (purelib / "ledstjarna" / "theme" / "guide").iterdir()) == sorted(
        path.name for path in (ROOT / "theme" / "guide").iterdir()
    )
