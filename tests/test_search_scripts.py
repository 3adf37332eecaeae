"""The browser's code: linted, and its own tests in Node's test runner, which hold it to the same vectors as Python."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from ledstjarna.search.document import SearchDocument, source_of
from ledstjarna.search.index_files import search_files
from ledstjarna.search.update import update_index
from ledstjarna.search.words import words_of
from tests.conftest import ROOT

LINTER = ROOT / "tests" / "scripts" / "node_modules" / "eslint" / "bin" / "eslint.js"
RULES = "tests/scripts/eslint.config.js"
# By whatever word they have in common they are found equally well.
ALIKE = [
    SearchDocument("goal", "a", "exk", "Exempel", "Skola norr", "", "mal/a/"),
    SearchDocument("plan", "b", "exk", "Exempel", "Skola norr", "", "planer/b/"),
    SearchDocument("goal", "c", "prov", "Prov", "Skola öster", "", "mal/c/", "Målet nåddes.", "achieved", ("barn", "vatten")),
    SearchDocument("goal", "d", "prov", "Prov", "Skola norr", "", "mal/d/"),
    SearchDocument("plan", "e", "prov", "Prov", "Skola norr", "", "planer/e/"),
    SearchDocument("page", "om", "", "", "Om", "Vad det här är.", "om/"),
]


def node(*command: str, given: str = "", **around: str) -> subprocess.CompletedProcess[str]:
    """Runs Node at the root of the project; says in one sentence that it is not there."""
    program = shutil.which("node")
    if program is None:
        pytest.fail("The tests of the scripts need Node.js, 20.19 or later, and there is no `node` on PATH; install it.", pytrace=False)
    return subprocess.run(
        [program, *command], cwd=ROOT, env={**os.environ, **around}, input=given, check=False, capture_output=True, text=True, timeout=120
    )


def lint(*files: str, given: str = "") -> subprocess.CompletedProcess[str]:
    if not LINTER.is_file():
        pytest.fail("ESLint is not there; `make test` fetches it with npm.", pytrace=False)
    return node(str(LINTER), "--config", RULES, "--max-warnings", "0", *files, given=given)


def test_scripts_do_what_their_own_tests_say() -> None:
    rules = json.dumps({code: words_of(code).rules for code in ("sv", "en")})
    index = json.dumps(list(search_files("sv", update_index(map(source_of, ALIKE), words_of("sv")), words_of("sv"))))
    files = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "tests" / "scripts").glob("*.test.mjs"))
    done = node("--test", "--test-reporter=tap", *files, LEDSTJARNA_RULES=rules, LEDSTJARNA_INDEX=index)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "# fail 0" in done.stdout
    assert "# pass 0" not in done.stdout


def test_scripts_are_written_as_they_are_to_be() -> None:
    done = lint("theme/scripts", "tests/scripts")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("const one = 1, two = 2;\nopen(one + two);\n", "one-var"),
        ("if (document.title) history.back();\n", "curly"),
        ("nowhere();\n", "no-undef"),
        ("const text = `${`inside`}`;\nfetch(text);\n", "no-restricted-syntax"),
    ],
    ids=["one-var", "curly", "no-undef", "no-restricted-syntax"],
)
def test_the_linter_finds_what_is_wrong(written: str, rule: str) -> None:
    done = lint("--stdin", "--stdin-filename", "theme/scripts/search/some.js", given=written)
    assert done.returncode == 1
    assert rule in done.stdout


def test_the_lock_file_pins_the_linter_and_names_no_registry() -> None:
    folder = ROOT / "tests" / "scripts"
    lock = (folder / "package-lock.json").read_text(encoding="utf-8")
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    pinned = {name.removeprefix("node_modules/"): entry for name, entry in json.loads(lock)["packages"].items() if name}
    assert {name: pinned[name]["version"] for name in wanted} == wanted
    assert '"resolved"' not in lock
