"""What the documents say is there is there, and what is there is described."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from ledstjarna.commands.arguments import make_parser
from ledstjarna.commands.parser import PlainParser
from ledstjarna.model.settings import Settings
from ledstjarna.validate.rules import RULES
from ledstjarna.validate.shape import RECORDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):(?!=)", MAKEFILE, flags=re.MULTILINE))


def records_in(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    """A record and all records inside it."""
    if model not in seen:
        seen.add(model)
        for info in model.model_fields.values():
            waiting: list[object] = [info.annotation]
            while waiting:
                part = waiting.pop()
                if isinstance(part, type) and issubclass(part, BaseModel):
                    records_in(part, seen)
                waiting += typing.get_args(part)
    return seen


ALL: set[type[BaseModel]] = set()
KINDS: list[type[BaseModel]] = [*RECORDS.values(), Settings]
for kind in KINDS:
    records_in(kind, ALL)


@pytest.mark.parametrize("record", sorted(ALL, key=str), ids=lambda record: str(record.__name__))
def test_every_field_is_described_and_every_record_is_frozen(record: type[BaseModel]) -> None:
    assert record.__doc__
    assert record.model_config["frozen"]
    assert record.model_config["extra"] == "forbid"
    assert [name for name, info in record.model_fields.items() if not (info.description or "").endswith(".")] == []


def test_every_rule_says_what_it_asks_for() -> None:
    assert len(RULES) > 20
    assert [rule.__name__ for rule in RULES if not (rule.__doc__ or "").strip().endswith(".")] == []


def test_the_readme_shows_each_command_with_its_own_options() -> None:
    lines = [line for line in README.splitlines() if line.startswith("ledstjarna ")]
    shown = {line.removeprefix("ledstjarna "): set(re.findall(r"\[(-[-a-z]+)", line)) for line in lines}
    known = dict(commands_of(make_parser()))
    for line, options in shown.items():
        name = max((name for name in known if line.startswith(f"{name} ")), key=len)
        command = known.pop(name)
        assert options == {action.option_strings[0] for action in command._actions if action.dest != "help" and action.option_strings}, name
        if name.startswith("new "):
            assert f"ledstjarna {line}" == command.usage
    assert known == {}


def commands_of(parser: argparse.ArgumentParser, above: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command that does something, by its words: ``check``, ``new goal``."""
    if isinstance(parser, PlainParser):
        parser.add_options()
    inside = next((action for action in parser._actions if isinstance(action, argparse._SubParsersAction)), None)
    if inside is None:
        yield above, parser
    else:
        for name, command in inside.choices.items():
            yield from commands_of(command, f"{above} {name}".strip())


def test_every_make_target_that_is_named_is_there_and_every_target_says_what_it_does() -> None:
    for document in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"):
        named = set(re.findall(r"(?:^|`)make ([a-z-]+)", (ROOT / document).read_text(encoding="utf-8"), flags=re.MULTILINE))
        assert named <= TARGETS, document
    described = set(re.findall(r"^([a-z-]+):[^\n]*##", MAKEFILE, flags=re.MULTILINE))
    assert described == TARGETS


def test_the_files_that_the_documents_name_exist() -> None:
    for document in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        for name in re.findall(r"`((?:content|generator|theme|tests|docs)/[^`<>*]+)`|\]\(([^)]+)\)", text):
            path = next(part for part in name if part)
            assert (ROOT / path).exists(), f"{document}: {path}"


def test_nothing_names_a_package_registry_or_a_path_of_one_machine() -> None:
    for name in ("requirements.txt", "requirements-test.txt", "tests/judges/package-lock.json", "pyproject.toml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"index-url|find-links|\"resolved\"|/root/|/home/", text), name


OLD_PYTHON = """#!/bin/sh
echo "$@" >> "$(dirname "$0")/asked"
case "$1" in -c) exit 1 ;; *) touch "$(dirname "$0")/installed" ;; esac
"""


@pytest.mark.parametrize("target", sorted(TARGETS - {"clean", "requirements"}))
@pytest.mark.parametrize("old", ["python", "environment", "none"])
def test_make_tells_of_a_python_that_is_too_old_before_anything_is_installed(target: str, old: str, tmp_path: Path) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("no make here")
    for name in ("Makefile", "requirements.txt", "requirements-test.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "tests" / "judges").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "judges" / "package-lock.json", tmp_path / "tests" / "judges")
    python = tmp_path / (".venv/bin/python" if old == "environment" else "old/python")
    if old != "none":
        python.parent.mkdir(parents=True)
        python.write_text(OLD_PYTHON, encoding="utf-8")
        python.chmod(0o755)
    chosen = sys.executable if old == "environment" else str(python)
    done = subprocess.run([make, target, f"PYTHON={chosen}"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "3.11" in done.stdout
    assert "make clean" in done.stdout if old == "environment" else f"make {target} PYTHON=" in done.stdout
    assert not (python.parent / "installed").exists()
    assert not (tmp_path / "tests" / "judges" / "node_modules").exists()
    assert (tmp_path / ".venv").exists() == (old == "environment")
