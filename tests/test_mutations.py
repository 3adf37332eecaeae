"""Small faults put into a copy of the program, one at a time: the test that is named for each must fail, and without the fault it must not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

from tests.conftest import ROOT

TESTS_FAILED = 1  # what pytest ends with; anything higher is no answer


class Mutation(TypedDict):
    """A fault, the rule it is in, what that becomes, and the file or test that notices."""

    fault: str
    rule: str
    becomes: str
    noticed_by: str


MUTATIONS: list[Mutation] = yaml.load((ROOT / "tests" / "judges" / "mutations.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that a test needs, where faults can be put in."""
    folder = tmp_path_factory.mktemp("workshop")
    for name in ("generator", "theme", "tests", "content", "benchmarks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    for name in ("site_config.yml", "pyproject.toml"):
        shutil.copy2(ROOT / name, folder / name)
    return folder


def run(workshop: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", "-n0", "-m", "not browser and not judge"]
    around = {**os.environ, "PYTHONPATH": str(workshop / "generator"), "PYTHONPYCACHEPREFIX": str(workshop / "compiled")}
    targets = [f"tests/{test}" for test in tests]
    return subprocess.run([*command, *targets], cwd=workshop, env=around, check=False, capture_output=True, text=True, timeout=300)


@contextmanager
def changed(file: Path, text: str) -> Iterator[None]:
    """The file with another text, which Python takes for newer than what it has compiled; then as it was."""
    before, state = file.read_text(encoding="utf-8"), file.stat()
    file.write_text(text, encoding="utf-8")
    os.utime(file, (state.st_atime, state.st_mtime + 60))
    try:
        yield
    finally:
        file.write_text(before, encoding="utf-8")
        os.utime(file, (state.st_atime, state.st_mtime + 120))


@pytest.mark.judge
def test_without_a_fault_nothing_is_noticed(workshop: Path) -> None:
    done = run(workshop, *sorted({mutation["noticed_by"] for mutation in MUTATIONS}))
    assert done.returncode == 0, done.stdout[-4000:]
    where = [sys.executable, "-c", "import ledstjarna; print(ledstjarna.__file__)"]
    found = subprocess.run(where, env={**os.environ, "PYTHONPATH": str(workshop / "generator")}, check=True, capture_output=True, text=True)
    assert Path(found.stdout.strip()).is_relative_to(workshop), "it is not the copy that is tested"


def find_rule(generator: Path, mutation: Mutation) -> tuple[Path, str]:
    """The one module that the rule stands in, and its text."""
    texts = {file: file.read_text(encoding="utf-8") for file in sorted(generator.rglob("*.py"))}
    found = [file for file, text in texts.items() for _ in range(text.count(mutation["rule"]))]
    assert len(found) == 1, f"the rule stands in {[file.name for file in found]}; write in mutations.yml how it is written now"
    return found[0], texts[found[0]]


def test_each_rule_that_a_fault_is_put_into_is_there() -> None:
    for mutation in MUTATIONS:
        find_rule(ROOT / "generator", mutation)


@pytest.mark.judge
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation["fault"])
def test_a_fault_is_noticed(workshop: Path, mutation: Mutation) -> None:
    file, text = find_rule(workshop / "generator", mutation)
    with changed(file, text.replace(mutation["rule"], mutation["becomes"])):
        done = run(workshop, mutation["noticed_by"])
    assert done.returncode == TESTS_FAILED, f"{mutation['noticed_by']} ends with {done.returncode}: {done.stdout[-2000:]}"
    assert " error" not in done.stdout.splitlines()[-1], done.stdout[-2000:]
