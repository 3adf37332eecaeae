"""Small repositories for story cases: steps as data come in, a repository with a commit for each goes out.

A story has one body, one plan and one goal with one measure, unless its steps say otherwise. Each step changes what the step before it left.
"""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.worlds import write_plain

MEASURE = {"id": "nojda", "name": {"sv": "Andel nöjda", "en": "Share satisfied"}, "unit": "percent", "direction": "up"}
BEGINNING: dict[str, Any] = {
    "agency": {"name": {"sv": "Provby", "en": "Testham"}, "kind": "municipality", "reports_here": {"from": "2024-01-01"}},
    "plan": {"title": {"sv": "Plan", "en": "Plan"}, "period": "2024-01/2027-12"},
    "goal": {"plan": "plan", "title": {"sv": "Nöjda brukare", "en": "Satisfied users"}},
    "measure": {
        **MEASURE,
        "baseline": {"period": "2023", "value": "70"},
        "targets": [{"kind": "at_least", "value": "80", "by": "2026-12-31"}],
    },
    "outcomes": {"outcomes": {"nojda": []}},
}
FILES = {"agency": "agency.yml", "plan": "plans/plan.yml", "goal": "goals/mal.yml", "outcomes": "outcomes/mal.yml"}


def git(folder: Path, *words: str, data: bytes | None = None) -> bytes:
    """What git answers, with no settings but its own."""
    given = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, env=given, input=data).stdout


def make_repository(folder: Path, steps: Sequence[Mapping[str, Any]], root: str = "content/agencies/provby/") -> Path:
    """A repository whose branch has one commit for each step."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "fast-import", "--quiet", data=write_stream(steps, root))
    return folder


def write_stream(steps: Sequence[Mapping[str, Any]], root: str = "content/agencies/provby/") -> bytes:
    """The steps as git's fast-import reads them."""
    state: dict[str, Any] = dict(BEGINNING)
    lines: list[bytes] = []
    for step in steps:
        state = _take(state, step)
        seconds = int(datetime.datetime.fromisoformat(f"{step['on']}T12:00:00+00:00").timestamp())
        lines += [b"commit refs/heads/main\n", f"committer Ada <ada@example.org> {seconds} +0000\n".encode(), b"data 4\nSteg\n"]
        for name, text in _write_files(state, step, root).items():
            data = text.encode() if isinstance(text, str) else text
            lines.append(
                f"D {name}\n".encode() if data is None else b"M 100644 inline %s\ndata %d\n%s\n" % (name.encode(), len(data), data)
            )
    return b"".join(lines)


def _take(state: Mapping[str, Any], step: Mapping[str, Any]) -> dict[str, Any]:
    """What a step leaves: each part is changed key by key; null takes a key, or a whole part, away."""
    taken = dict(state)
    for part in (*FILES, "measure"):
        if part in step:
            changes = step[part]
            whole = {**(taken[part] or BEGINNING[part]), **changes} if isinstance(changes, Mapping) else None
            taken[part] = None if whole is None else {key: value for key, value in whole.items() if value not in (None, "null")}
    return taken


def _write_files(state: Mapping[str, Any], step: Mapping[str, Any], root: str) -> dict[str, str | bytes | None]:
    """Every file as the step leaves it, by its path in the repository."""
    files: dict[str, str | bytes | None] = {}
    for part, name in FILES.items():
        data = state[part]
        if part == "goal" and data and state["measure"] and "indicators" not in data:
            data = {**data, "indicators": [state["measure"]]}
        files[root + name] = None if data is None else write_plain(data) + "\n"
    return {**files, **{name: None if text in (None, "null") else text for name, text in step.get("files", {}).items()}}
